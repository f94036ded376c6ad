//! GraphML: persons with their attributes, and pairs with their weights.

use std::io::{self, Write};
use std::path::Path;

use quick_xml::escape::escape;

use super::{Export, whole};
use crate::graphfile::columns::{Column, Values};
use crate::graphfile::fault::GraphError;

/// Writes a graph with all its attributes as GraphML, packed if the name ends in `.gz`.
pub fn write_graphml(path: &Path, export: Export) -> Result<(), GraphError> {
    whole(path, |out| graphml(out, export))
}

const HEAD: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";

fn graphml(out: &mut dyn Write, mut export: Export) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for (number, column) in export.columns().iter().enumerate() {
        let (name, kind) = (text(&column.name)?, kind(column));
        writeln!(out, "  <key id=\"n{number}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    if export.weights.is_some() {
        writeln!(out, "  <key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"float\"/>")?;
    }
    writeln!(out, "  <graph edgedefault=\"undirected\">")?;
    for person in 0..export.persons {
        node(out, &export, person)?;
    }
    let pairs = std::mem::replace(&mut export.pairs, Box::new(std::iter::empty()));
    for (number, (i, j)) in pairs.enumerate() {
        let (source, target) = (text(&export.id(i))?, text(&export.id(j))?);
        let end = match export.weights {
            Some(weights) => format!("><data key=\"w\">{}</data></edge>", weights[number]),
            None => "/>".to_owned(),
        };
        writeln!(out, "    <edge source=\"{source}\" target=\"{target}\"{end}")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

fn kind(column: &Column) -> &'static str {
    match column.values {
        Values::Numbers(_) => "double",
        Values::Flags(_) => "boolean",
        Values::Texts(_) => "string",
    }
}

fn node(out: &mut dyn Write, export: &Export, person: u32) -> io::Result<()> {
    write!(out, "    <node id=\"{}\"", text(&export.id(person))?)?;
    let mut is_open = false;
    for (number, column) in export.columns().iter().enumerate() {
        let Some(value) = export.value(column, person) else { continue };
        write!(out, "{}<data key=\"n{number}\">{}</data>", if is_open { "" } else { ">" }, text(&value)?)?;
        is_open = true;
    }
    out.write_all(if is_open { b"</node>\n" } else { b"/>\n" })
}

/// A text as XML 1.0; most control characters cannot be written in it at all.
fn text(text: &str) -> io::Result<String> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}'))
    {
        let message = format!("{text:?} has control characters, which XML cannot hold");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    // A reader turns breaks and tabs in attributes into blanks unless they are written as numbers.
    Ok(escape(text).replace('\n', "&#10;").replace('\r', "&#13;").replace('\t', "&#9;"))
}
