//! Edge lists: a line for each pair, the ids of two persons and perhaps a weight.
//!
//! Between them stand tabs, semicolons, commas or blanks, as in the first line. Lines that begin with `#`, `%` or `//` are
//! comments (SNAP, KONECT), what a weight would be is no error where weights are not wanted (dates, types). A first line is a
//! header if it consists of the usual words, or of texts where the second has whole numbers.
//!
//! The list does not say whether its pairs have a direction, and heads of well-known lists that do are known to be wrong about
//! it: pairs have one if some are named from both sides.
//!
//! The first lines tell how all are written ([`Form`]); the others are read by several threads (`edge_blocks`).

use std::borrow::Cow;

use super::draft::Draft;
use super::edge_blocks;
use super::fault::Fault;
use super::fields::{Separator, fields};
use super::ids::{Id, whole};
use super::lines::{Lines, number};

/// What is expected of a line.
const TWO: &str = "the ids of two persons";

/// Pairs of words that head the first two columns.
const HEADS: [(&str, &str); 14] = [
    ("source", "target"),
    ("src", "dst"),
    ("src", "dest"),
    ("from", "to"),
    ("fromnodeid", "tonodeid"),
    ("head", "tail"),
    ("tail", "head"),
    ("ego", "alter"),
    ("id1", "id2"),
    ("node1", "node2"),
    ("node_1", "node_2"),
    ("user1", "user2"),
    ("user_1", "user_2"),
    ("person1", "person2"),
];

/// Words that head the weight.
const WEIGHTS: [&str; 3] = ["weight", "value", "strength"];

/// Reads an edge list.
pub(super) fn read(lines: &mut Lines, draft: &mut Draft) -> Result<(), Fault> {
    let Some(form) = first_lines(lines, draft)? else { return Ok(()) };
    let number = lines.number();
    edge_blocks::read(lines.rest(), form, draft).map_err(|fault| fault.behind(number))
}

/// How the lines of a list are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub separator: Separator,
    /// Column of the weight, from 0, if weights are wanted.
    pub weight: Option<usize>,
}

/// What a line says.
#[derive(Debug)]
pub(super) struct Pair<'l> {
    pub from: Cow<'l, str>,
    pub to: Cow<'l, str>,
    pub weight: f32,
}

impl Form {
    /// What a line says; nothing if it is blank or a comment.
    pub fn line(self, number: u64, line: &[u8]) -> Result<Option<Pair<'_>>, Fault> {
        match said(line) {
            Some(line) => self.pair(number, line).map(Some),
            None => Ok(None),
        }
    }

    fn pair(self, number: u64, line: &[u8]) -> Result<Pair<'_>, Fault> {
        let mut fields = fields(line, self.separator).ok_or_else(|| unclosed(number, line))?.into_iter();
        let (from, to) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if from.is_empty() || to.is_empty() {
            return Err(Fault::line(number, TWO, line));
        }
        let weight = match self.weight.and_then(|column| fields.nth(column - 2)).filter(|field| !field.is_empty()) {
            Some(field) if field.starts_with(b"{") => weight_in_braces(number, line)?,
            Some(field) => weight(number, &field)?,
            None => 1.0,
        };
        Ok(Pair { from: text(number, from)?, to: text(number, to)?, weight })
    }
}

/// A line without blanks behind; nothing if it is blank or a comment.
fn said(line: &[u8]) -> Option<&[u8]> {
    let line = line.trim_ascii_end();
    let text = line.trim_ascii_start();
    let comment = text.starts_with(b"#") || text.starts_with(b"%") || text.starts_with(b"//");
    (!text.is_empty() && !comment).then_some(line)
}

/// Reads the first line that says something, and the next if the first may be a header; tells how the others are written, if there are
/// any.
fn first_lines(lines: &mut Lines, draft: &mut Draft) -> Result<Option<Form>, Fault> {
    let Some((first, line)) = next(lines)? else { return Err(Fault::line(lines.number() + 1, TWO, b"")) };
    let (head, mut form) = heading(first, &line, draft.weighs())?;
    match head {
        Head::Header => return Ok(Some(form)),
        Head::Pair => add(draft, &form.pair(first, &line)?),
        Head::Doubtful => {
            let second = next(lines)?;
            let is_header = second.as_ref().is_some_and(|(_, line)| starts_with_numbers(line, form.separator));
            if !is_header {
                form.weight = form.weight.map(|_| 2);
                add(draft, &form.pair(first, &line)?);
            }
            let Some((number, line)) = second else { return Ok(None) };
            add(draft, &form.pair(number, &line)?);
        }
    }
    Ok(Some(form))
}

/// The next line that says something.
fn next(lines: &mut Lines) -> Result<Option<(u64, Vec<u8>)>, Fault> {
    while let Some((number, line)) = lines.next()? {
        if let Some(line) = said(line) {
            return Ok(Some((number, line.to_vec())));
        }
    }
    Ok(None)
}

/// What a first line is.
enum Head {
    /// The names of the columns.
    Header,
    /// The names of the columns or a pair of texts; the next line tells.
    Doubtful,
    /// A pair.
    Pair,
}

/// What a first line is, and how the lines are written if it is a header.
fn heading(number: u64, line: &[u8], weighs: bool) -> Result<(Head, Form), Fault> {
    let separator = Separator::of(line);
    let fields = fields(line, separator).ok_or_else(|| unclosed(number, line))?;
    let words: Vec<String> = fields.iter().map(|field| String::from_utf8_lossy(field).to_lowercase()).collect();
    let column = words.iter().position(|word| WEIGHTS.contains(&word.as_str())).map_or(2, |column| column.max(2));
    let form = |column| Form { separator, weight: weighs.then_some(column) };
    Ok(if words.len() > 1 && HEADS.contains(&(words[0].as_str(), words[1].as_str())) {
        (Head::Header, form(column))
    } else if words.iter().take(2).all(|word| matches!(Id::of(word), Id::Text(_))) {
        (Head::Doubtful, form(column))
    } else {
        (Head::Pair, form(2))
    })
}

fn add(draft: &mut Draft, pair: &Pair) {
    draft.arc(Id::of(&pair.from), Id::of(&pair.to), pair.weight);
}

fn starts_with_numbers(line: &[u8], separator: Separator) -> bool {
    let is_number = |field: &Cow<[u8]>| whole(field).is_some_and(|(_, length)| length == field.len());
    fields(line, separator).is_some_and(|fields| fields.len() > 1 && fields.iter().take(2).all(is_number))
}

fn unclosed(number: u64, line: &[u8]) -> Fault {
    Fault::line(number, "quotes that are closed before the next field", line)
}

fn text(number: u64, field: Cow<'_, [u8]>) -> Result<Cow<'_, str>, Fault> {
    let wrong = |field: &[u8]| Fault::line(number, "a text in UTF-8", field);
    match field {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| wrong(bytes)),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| wrong(error.as_bytes())),
    }
}

/// The weight among what networkx writes behind the ids, `{'weight': 0.5}`; 1, if it is not there.
fn weight_in_braces(number: u64, line: &[u8]) -> Result<f32, Fault> {
    const KEY: &[u8] = b"'weight':";
    let Some(at) = memchr::memmem::find(line, KEY) else { return Ok(1.0) };
    let value = line[at + KEY.len()..].split(|byte| matches!(byte, b',' | b'}')).next().unwrap_or_default();
    weight(number, value.trim_ascii())
}

/// The weight of a pair: a finite number, 0 or more.
pub(super) fn weight(line: u64, field: &[u8]) -> Result<f32, Fault> {
    let weight = number(field).filter(|weight: &f32| weight.is_finite() && *weight >= 0.0);
    weight.ok_or_else(|| Fault::line(line, "a weight, a number from 0 on", field))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::options::{Directed, Weights};
    use crate::graphfile::people::Graph;

    fn parsed(text: &str, weights: Weights) -> Result<Graph, Fault> {
        let mut draft = Draft::new(weights);
        read(&mut Lines::new(&mut text.as_bytes()), &mut draft)?;
        draft.finish("test", Directed::Either)
    }

    fn pairs(text: &str) -> Vec<String> {
        let graph = parsed(text, Weights::Ignored).unwrap();
        let id = |person| graph.people.ids.text(person).into_owned();
        graph.pairs.iter().map(|(i, j)| format!("{}-{}", id(i), id(j))).collect()
    }

    fn refused(text: &str) -> String {
        parsed(text, Weights::Kept).unwrap_err().in_file("x".as_ref()).to_string()
    }

    #[test]
    fn lists_are_read_as_people_have_them() {
        for list in [
            "1 2\n2 3\n",
            "# Undirected graph: ../../data/x.txt\n# Nodes: 3 Edges: 2\n# FromNodeId\tToNodeId\n1\t2\n2\t3",
            "% sym unweighted\n1 2 0.5 1304208000\n2 3 1 1304208001\n",
            "Source,Target,Type\n1,2,Undirected\n2,3,Undirected\n",
            "a;b\r\n1;2\r\n 2 ; 3 \r\n\r\n",
            "\"1\",\"2\"\n\"2\",\"3\"\n",
            "// list\n  1   2\n\t2 3  \n",
        ] {
            assert_eq!(pairs(list), ["1-2", "2-3"], "{list}");
        }
    }

    #[test]
    fn texts_are_ids_too() {
        assert_eq!(pairs("ada lovelace\tbob\nbob\t7\n"), ["ada lovelace-bob", "bob-7"]);
        assert_eq!(pairs("from,to\nx,y\n"), ["x-y"]);
        assert_eq!(pairs("x y\n"), ["x-y"], "a single line is no header");
        assert_eq!(pairs("1 2\n3 4\n1 007\n"), ["1-2", "1-007", "3-4"], "leading zeros belong to the id");
    }

    #[test]
    fn weights_stand_in_the_third_column_or_below_their_name() {
        for list in ["1 2 0.5\n2 3\n2 1 2", "source\ttarget\ttype\tweight\n1\t2\tx\t0.5\n2\t3\ty\t\n1\t2\tz\t2"] {
            assert_eq!(parsed(list, Weights::Kept).unwrap().weights, Some(vec![2.5, 1.0]));
            assert_eq!(parsed(list, Weights::Ignored).unwrap().weights, None);
        }
        let networkx = "1 2 {'kind': 'a', 'weight': 2.5}\n2 3 {}\n";
        assert_eq!(parsed(networkx, Weights::Kept).unwrap().weights, Some(vec![2.5, 1.0]));
        assert_eq!(pairs(networkx), ["1-2", "2-3"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_text() {
        assert_eq!(refused("1 2\n\n3\n"), "x, line 3: expected the ids of two persons, found `3`");
        assert_eq!(refused("1,2\n3,,4\n"), "x, line 2: expected the ids of two persons, found `3,,4`");
        assert_eq!(refused("# nothing\n"), "x, line 2: expected the ids of two persons, found nothing");
        assert_eq!(refused("1 2 -1\n"), "x, line 1: expected a weight, a number from 0 on, found `-1`");
        let quotes = "x, line 1: expected quotes that are closed before the next field, found `\"a b`";
        assert_eq!(refused("\"a b\n"), quotes);
    }

    #[test]
    fn loops_and_repeats_are_dropped_and_counted() {
        let summary = parsed("1 1\n1 2\n2 1\n1 2\n2 3\n5 5\n", Weights::Ignored).unwrap().summary;
        let line = "test: 4 persons, 2 contacts; dropped 2 loops, 2 repeats; directed pairs made mutual: 1";
        assert_eq!(summary.to_string(), line);
    }
}
