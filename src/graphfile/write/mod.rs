//! Writing graphs, whole or not at all: beside the place, then moved there.

mod edge_list;
mod graphml;
mod persons;

pub use edge_list::write_edge_list;
pub use graphml::write_graphml;
pub use persons::write_persons;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::columns::Column;
use super::fault::{Fault, GraphError};
use super::people::{Graph, People};

/// A graph to be written: borrowed, its pairs named one after the other.
pub struct Export<'a> {
    /// Number of persons.
    pub persons: u32,
    /// What the persons are called; their numbers, if nothing is said. Fewer than there are persons, if the others have none.
    pub people: Option<&'a People>,
    /// All pairs, each once.
    pub pairs: Box<dyn Iterator<Item = (u32, u32)> + 'a>,
    /// The weight of each pair, in their order.
    pub weights: Option<&'a [f32]>,
}

impl Graph {
    /// The graph to be written.
    pub fn export(&self) -> Export<'_> {
        Export {
            persons: self.people.count(),
            people: Some(&self.people),
            pairs: Box::new(self.pairs.iter()),
            weights: self.weights.as_deref(),
        }
    }
}

impl Export<'_> {
    /// What a person is called. Persons without an id of their own are called by their number, marked so that it is no other's id.
    fn id(&self, person: u32) -> String {
        match self.people {
            Some(people) if person < people.count() => people.ids.text(person).into_owned(),
            Some(_) => format!("+{person}"),
            None => person.to_string(),
        }
    }

    fn columns(&self) -> &[Column] {
        self.people.map(|people| &people.columns[..]).unwrap_or_default()
    }

    fn value(&self, column: &Column, person: u32) -> Option<String> {
        let known = self.people.is_some_and(|people| person < people.count());
        if known { column.text(person).map(std::borrow::Cow::into_owned) } else { None }
    }
}

/// Writes a file whole or not at all, packed if its name ends in `.gz`.
fn whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), GraphError> {
    let beside = beside(path);
    let written = to_file(&beside, path.extension().is_some_and(|ending| ending == "gz"), write);
    written.and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // What is left of it is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&beside);
        Fault::Io(error).in_file(path)
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

fn to_file(path: &Path, packed: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let file = File::create(path)?;
    if !packed {
        let mut out = BufWriter::with_capacity(1 << 20, file);
        write(&mut out)?;
        return out.flush();
    }
    let mut out = BufWriter::with_capacity(1 << 20, GzEncoder::new(file, Compression::default()));
    write(&mut out)?;
    let encoder = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    encoder.finish().map(|_| ())
}
