//! The formats of graph files, and how one is known.

use std::path::Path;

use serde::Serialize;

/// A format of graph files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Format {
    /// Lines of two ids: TSV, CSV, blanks or semicolons between them.
    EdgeList,
    /// GraphML.
    GraphMl,
    /// GML.
    Gml,
    /// Pajek `.net`.
    Pajek,
    /// METIS.
    Metis,
    /// Matrix Market coordinates.
    MatrixMarket,
    /// JSON as networkx and D3 write it.
    NodeLink,
}

/// Names of the formats, as scenarios and commands say them.
pub const FORMATS: [(&str, Format); 7] = [
    ("edge_list", Format::EdgeList),
    ("graphml", Format::GraphMl),
    ("gml", Format::Gml),
    ("pajek", Format::Pajek),
    ("metis", Format::Metis),
    ("matrix_market", Format::MatrixMarket),
    ("node_link", Format::NodeLink),
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        FORMATS.iter().find(|(own, _)| *own == name).map(|(_, format)| *format)
    }

    /// The format that the ending of a file's name tells, behind `.gz` too.
    pub(super) fn of_ending(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        Some(match name.rsplit_once('.')?.1 {
            "tsv" | "csv" | "edges" | "edgelist" | "el" => Format::EdgeList,
            "graphml" => Format::GraphMl,
            "gml" => Format::Gml,
            "net" | "paj" => Format::Pajek,
            "metis" | "graph" => Format::Metis,
            "mtx" => Format::MatrixMarket,
            "json" => Format::NodeLink,
            _ => return None,
        })
    }

    /// The format that the first bytes of a text tell; an edge list, if they tell nothing.
    pub(super) fn of_content(head: &[u8]) -> Format {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let head = head[..head.len().min(64)].to_ascii_lowercase();
        let begins = |words: &[&[u8]]| words.iter().any(|word| head.starts_with(word));
        if begins(&[b"%%matrixmarket"]) {
            Format::MatrixMarket
        } else if begins(&[b"<"]) {
            Format::GraphMl
        } else if begins(&[b"{"]) {
            Format::NodeLink
        } else if begins(&[b"*vertices", b"*network"]) {
            Format::Pajek
        } else if begins(&[b"graph [", b"graph[", b"graph\n", b"graph\r", b"creator \"", b"version "]) {
            Format::Gml
        } else {
            Format::EdgeList
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_format_also_of_packed_files() {
        for (name, format) in [
            ("a.tsv", Some(Format::EdgeList)),
            ("b.v2.GraphML.gz", Some(Format::GraphMl)),
            ("dir.json/c.mtx", Some(Format::MatrixMarket)),
            ("d.txt.gz", None),
            ("net", None),
        ] {
            assert_eq!(Format::of_ending(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn else_the_content_does() {
        for (head, format) in [
            ("\u{feff}<?xml version=\"1.0\"?>", Format::GraphMl),
            ("\n{ \"nodes\"", Format::NodeLink),
            ("*Vertices 3", Format::Pajek),
            ("%%MatrixMarket matrix", Format::MatrixMarket),
            ("graph\n[", Format::Gml),
            ("% sym\n1 2", Format::EdgeList),
            ("graphics\tletters", Format::EdgeList),
            ("", Format::EdgeList),
        ] {
            assert_eq!(Format::of_content(head.as_bytes()), format, "{head}");
        }
    }
}
