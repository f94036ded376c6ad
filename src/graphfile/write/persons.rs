//! Tables of persons: what stands beside an edge list.

use std::io;
use std::path::Path;

use super::{Export, whole};
use crate::graphfile::fault::GraphError;

/// Writes ids and attributes of all persons as CSV, packed if the name ends in `.gz`.
pub fn write_persons(path: &Path, export: &Export) -> Result<(), GraphError> {
    whole(path, |out| {
        let mut table = csv::Writer::from_writer(out);
        let names = export.columns().iter().map(|column| column.name.as_str());
        table.write_record(std::iter::once("id").chain(names)).map_err(io::Error::from)?;
        for person in 0..export.persons {
            let values = export.columns().iter().map(|column| export.value(column, person).unwrap_or_default());
            table.write_record(std::iter::once(export.id(person)).chain(values)).map_err(io::Error::from)?;
        }
        table.flush()
    })
}
