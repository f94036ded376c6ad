//! A table of persons: a header, then a line for each person with the id and what is known of them.
//!
//! CSV, TSV or semicolons, as in the header; the ids stand in the column `id`, or in the first one if none is called so. An empty
//! cell says nothing.

use std::io::BufRead;
use std::path::Path;

use super::columns::Kind;
use super::draft::Draft;
use super::fault::{Fault, GraphError};
use super::fields::Separator;
use super::ids::Id;
use super::input::Input;
use super::options::{Directed, Weights};
use super::people::People;

/// The persons of a table, and the SHA-256 of its file; plain or gzip.
pub fn read_persons(path: &Path) -> Result<(People, String), GraphError> {
    let read = || {
        let mut input = Input::open(path)?;
        let people = persons(input.text())?;
        Ok((people, input.sha256()?))
    };
    read().map_err(|fault: Fault| fault.in_file(path))
}

/// The persons of a table.
pub(super) fn persons(source: &mut dyn BufRead) -> Result<People, Fault> {
    let separator = match Separator::of(header(source)?) {
        Separator::One(byte) => byte,
        Separator::Blanks => b',',
    };
    let mut table = csv::ReaderBuilder::new().delimiter(separator).from_reader(source);
    let header = table.headers().map_err(fault)?.clone();
    let names: Vec<&str> = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim()).collect();
    let ids = names.iter().position(|name| name.eq_ignore_ascii_case("id")).unwrap_or(0);
    let mut draft = Draft::new(Weights::Ignored);
    let columns: Vec<u32> = names.iter().map(|name| draft.column(name)).collect();
    let mut record = csv::StringRecord::new();
    while table.read_record(&mut record).map_err(fault)? {
        let line = record.position().map_or(0, csv::Position::line);
        let id = record.get(ids).unwrap_or_default().trim();
        if id.is_empty() {
            return Err(Fault::line(line, format!("an id in the column `{}`", names[ids]), b""));
        }
        draft.person(Id::of(id));
        for (column, cell) in columns.iter().zip(&record) {
            let cell = cell.trim();
            if *column != columns[ids] && !cell.is_empty() {
                draft.cell(*column, cell, Kind::of(cell));
            }
        }
    }
    let mut people = draft.finish("", Directed::Either)?.people;
    people.columns.retain(|column| column.name != names[ids]);
    Ok(people)
}

/// The line of the header, which stays to be read; a beginning of it, if it is very long.
fn header(source: &mut dyn BufRead) -> Result<&[u8], Fault> {
    let chunk = source.fill_buf()?;
    if chunk.is_empty() {
        return Err(Fault::line(1, "a header such as `id,qq,join_day`", b""));
    }
    Ok(&chunk[..memchr::memchr(b'\n', chunk).unwrap_or(chunk.len())])
}

fn fault(error: csv::Error) -> Fault {
    let line = error.position().map_or(1, csv::Position::line);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Fault::Io(error),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::line(line, format!("{expected_len} fields as in the header"), format!("{len} fields").as_bytes())
        }
        csv::ErrorKind::Utf8 { .. } => Fault::line(line, "a text in UTF-8", b"other bytes"),
        other => Fault::line(line, "a line of a CSV table", format!("{other:?}").as_bytes()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::columns::Values;
    use crate::graphfile::ids::Ids;

    fn parsed(text: &str) -> Result<People, Fault> {
        persons(&mut text.as_bytes())
    }

    fn refused(text: &str) -> String {
        parsed(text).unwrap_err().in_file("x".as_ref()).to_string()
    }

    #[test]
    fn persons_are_ordered_by_id_with_their_attributes() {
        for text in [
            "id,qq,join_day\n12,true,2011-01-05\n3,,\n7,false,\"2011-02-01\"\n",
            "\u{feff}qq\tID\tjoin_day\ntrue\t12\t2011-01-05\n\t3\t\nfalse\t7\t2011-02-01",
        ] {
            let people = parsed(text).unwrap();
            assert_eq!(people.ids, Ids::Whole(vec![3, 7, 12]));
            assert_eq!(people.column("qq").unwrap().values, Values::Flags(vec![None, Some(false), Some(true)]));
            assert_eq!(people.column("join_day").unwrap().text(2).unwrap(), "2011-01-05");
            assert_eq!(people.columns.len(), 2);
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_text() {
        assert_eq!(refused(""), "x, line 1: expected a header such as `id,qq,join_day`, found nothing");
        assert_eq!(refused("id,qq\n1,true\n2\n"), "x, line 3: expected 2 fields as in the header, found `1 fields`");
        assert_eq!(refused("id,qq\n1,true\n ,true\n"), "x, line 3: expected an id in the column `id`, found nothing");
    }

    #[test]
    fn a_person_listed_twice_keeps_the_later_row() {
        let people = parsed("id;a\nx;1\ny;2\nx;3\n").unwrap();
        assert_eq!(people.ids, Ids::Texts(vec!["x".into(), "y".into()]));
        assert_eq!(people.column("a").unwrap().values, Values::Numbers(vec![Some(3.0), Some(2.0)]));
    }
}
