//! Edge lists: a line for each pair, between tabs.

use std::io::{self, Write};
use std::path::Path;

use super::{Export, whole};
use crate::graphfile::fault::GraphError;
use crate::graphfile::fields::written;

/// Writes the pairs as TSV with a header, packed if the name ends in `.gz`. Persons without contacts do not stand in it.
pub fn write_edge_list(path: &Path, export: Export) -> Result<(), GraphError> {
    whole(path, |out| edge_list(out, export))
}

fn edge_list(out: &mut dyn Write, mut export: Export) -> io::Result<()> {
    writeln!(out, "source\ttarget{}", if export.weights.is_some() { "\tweight" } else { "" })?;
    let pairs = std::mem::replace(&mut export.pairs, Box::new(std::iter::empty()));
    for (number, (i, j)) in pairs.enumerate() {
        let (source, target) = (field(&export.id(i))?, field(&export.id(j))?);
        match export.weights {
            None => writeln!(out, "{source}\t{target}")?,
            Some(weights) => writeln!(out, "{source}\t{target}\t{}", weights[number])?,
        }
    }
    Ok(())
}

/// An id as a field; one that goes over several lines cannot be one.
fn field(id: &str) -> io::Result<String> {
    if id.contains(['\n', '\r']) {
        let message = format!("the id {id:?} has a line break, which an edge list cannot hold; write GraphML");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    Ok(written(id).into_owned())
}
