//! Keys of `[contacts.NAME.file]`: contacts from a file.

use super::layer::{COUNTS, LABEL, TIE_SPREAD};
use super::{Absent, Key, Kind, key};

/// The keys of contacts from a file.
pub static FILE: &[Key] = &[
    key("path", Kind::File, Absent::Required, "The file of the graph, plain or gzip."),
    key(
        "nodes",
        Kind::File,
        Absent::Means("what the graph's own file says of its persons"),
        "CSV table of persons: a column `id`, and a column for each attribute.",
    ),
    key(
        "format",
        Kind::Choice(&[
            ("auto", "as the ending of the name or the content tells"),
            ("edge_list", "lines of two ids: TSV, CSV, blanks or semicolons"),
            ("graphml", "GraphML"),
            ("gml", "GML"),
            ("pajek", "Pajek .net"),
            ("metis", "METIS"),
            ("matrix_market", "Matrix Market coordinates"),
            ("node_link", "node-link JSON (networkx, D3)"),
        ]),
        Absent::Default("auto"),
        "The format of the file.",
    ),
    key(
        "directed",
        Kind::Choice(&[("either", "one of the two names the other"), ("both", "each names the other")]),
        Absent::Default("either"),
        "What makes a contact where pairs have a direction.",
    ),
    key(
        "order",
        Kind::Choice(&[
            ("near", "contacts near each other, which makes runs fast"),
            ("file", "by id where ids are whole numbers, else as the file names them first"),
        ]),
        Absent::Default("near"),
        "The order of the persons; all files of a scenario have the same.",
    ),
    key(
        "sha256",
        Kind::Text,
        Absent::Means("any content will do"),
        "SHA-256 of the file in hexadecimal: another content is refused.",
    ),
    key(
        "nodes_sha256",
        Kind::Text,
        Absent::Means("any content will do"),
        "SHA-256 of the table of persons in hexadecimal: another content is refused.",
    ),
    TIE_SPREAD,
    COUNTS,
    LABEL,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphfile::FORMATS;
    use crate::scenario::keys::find;

    #[test]
    fn the_formats_are_those_that_can_be_read() {
        let Some(Kind::Choice(words)) = find(FILE, "format").map(|key| &key.kind) else { panic!("no choice") };
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        assert_eq!(words[1..], FORMATS.map(|(name, _)| name));
    }
}
