//! Pajek `.net` (Batagelj & Mrvar, Pajek reference manual, "Data objects").
//!
//! `*Vertices n`, then lines `number "label" …` of some or all of them; `*Edges` and `*Arcs` with lines `i j [weight]`;
//! `*Edgeslist` and `*Arcslist` with lines `i j k …`, person i and its neighbors. Labels become the attribute `label`; other
//! objects of a project (`*Partition` and so on) are passed over.

use super::columns::Kind;
use super::draft::{Draft, Listing};
use super::edge_list::weight;
use super::fault::Fault;
use super::lines::{Lines, number, words};
use super::options::Weights;

/// What the lines are.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Vertices,
    Edges,
    Arcs,
    Edgeslist,
    Arcslist,
    /// Something that tells of no pairs.
    Other,
}

struct Pajek {
    draft: Draft,
    persons: u32,
}

/// Reads a network.
pub(super) fn read(lines: &mut Lines, weights: Weights) -> Result<Draft, Fault> {
    let mut pajek: Option<Pajek> = None;
    let mut section = Section::Other;
    while let Some((line, text)) = lines.next()? {
        let text = text.trim_ascii();
        if text.is_empty() || text.starts_with(b"%") {
            continue;
        }
        match (&mut pajek, text.starts_with(b"*")) {
            (_, true) => section = self::section(line, text, &mut pajek, weights)?,
            (Some(pajek), false) => pajek.line(section, line, text)?,
            (None, false) => return Err(Fault::line(line, "*Vertices and the number of persons", text)),
        }
    }
    let mut draft = match pajek {
        Some(pajek) => pajek.draft,
        None => return Err(Fault::line(lines.number() + 1, "*Vertices and the number of persons", b"")),
    };
    draft.list(Listing::Directed);
    Ok(draft)
}

fn section(line: u64, text: &[u8], pajek: &mut Option<Pajek>, weights: Weights) -> Result<Section, Fault> {
    let mut words = words(text);
    let name = words.next().unwrap_or_default().to_ascii_lowercase();
    let name = name.split(|byte| *byte == b':').next().unwrap_or_default();
    if name == b"*vertices" {
        let persons = words.next().and_then(number).filter(|_| pajek.is_none());
        let persons = persons.ok_or_else(|| Fault::line(line, "one *Vertices with the number of persons", text))?;
        *pajek = Some(Pajek { draft: Draft::announced(persons, weights), persons });
        return Ok(Section::Vertices);
    }
    let section = match name {
        b"*edges" => Section::Edges,
        b"*arcs" => Section::Arcs,
        b"*edgeslist" => Section::Edgeslist,
        b"*arcslist" => Section::Arcslist,
        b"*matrix" => return Err(Fault::line(line, "*Edges or *Arcs; a *Matrix is not read", text)),
        _ => return Ok(Section::Other),
    };
    match pajek {
        Some(_) => Ok(section),
        None => Err(Fault::line(line, "*Vertices before the pairs", text)),
    }
}

/// The label at the head of what follows a number: a word, or what stands in quotes. Shapes, colors and the like come behind.
fn label(text: &[u8]) -> Option<&[u8]> {
    match text.strip_prefix(b"\"") {
        Some(quoted) => quoted.iter().position(|byte| *byte == b'"').map(|end| &quoted[..end]),
        None => Some(words(text).next().unwrap_or_default()),
    }
}

impl Pajek {
    fn line(&mut self, section: Section, line: u64, text: &[u8]) -> Result<(), Fault> {
        match section {
            Section::Other => Ok(()),
            Section::Vertices => self.vertex(line, text),
            Section::Edges | Section::Arcs => self.pair(section, line, text),
            Section::Edgeslist | Section::Arcslist => self.row(section, line, text),
        }
    }

    fn person(&self, line: u64, word: Option<&[u8]>) -> Result<u32, Fault> {
        let word = word.unwrap_or_default();
        let person: Option<u32> = number(word).filter(|person| (1..=self.persons).contains(person));
        let expected = || format!("a person from 1 to {}", self.persons);
        person.map(|person| person - 1).ok_or_else(|| Fault::line(line, expected(), word))
    }

    fn vertex(&mut self, line: u64, text: &[u8]) -> Result<(), Fault> {
        let number = words(text).next().unwrap_or_default();
        let person = self.person(line, Some(number))?;
        let label = label(text[number.len()..].trim_ascii_start());
        let label = label.ok_or_else(|| Fault::line(line, "a label whose quotes are closed", text))?;
        if !label.is_empty() {
            let label = std::str::from_utf8(label).map_err(|_| Fault::line(line, "a text in UTF-8", label))?;
            let column = self.draft.column("label");
            self.draft.cell_of(column, person, label, Kind::Text);
        }
        Ok(())
    }

    fn pair(&mut self, section: Section, line: u64, text: &[u8]) -> Result<(), Fault> {
        let mut words = words(text);
        let (one, other) = (self.person(line, words.next())?, self.person(line, words.next())?);
        let strength = match words.next().filter(|_| self.draft.weighs()) {
            Some(word) => weight(line, word)?,
            None => 1.0,
        };
        self.push(section == Section::Edges, (one, other), strength);
        Ok(())
    }

    fn row(&mut self, section: Section, line: u64, text: &[u8]) -> Result<(), Fault> {
        let mut words = words(text);
        let one = self.person(line, words.next())?;
        for word in words {
            let other = self.person(line, Some(word))?;
            self.push(section == Section::Edgeslist, (one, other), 1.0);
        }
        Ok(())
    }

    fn push(&mut self, mutual: bool, (one, other): (u32, u32), weight: f32) {
        if mutual { self.draft.edge_of(one, other, weight) } else { self.draft.arc_of(one, other, weight) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::options::Directed;
    use crate::graphfile::people::Graph;

    fn parsed(text: &str, directed: Directed) -> Result<Graph, Fault> {
        read(&mut Lines::new(&mut text.as_bytes()), Weights::Kept)?.finish("test", directed)
    }

    fn refused(text: &str) -> String {
        parsed(text, Directed::Either).unwrap_err().in_file("x".as_ref()).to_string()
    }

    const ALL: &str = "*Network talk\n*Vertices 6\n1 \"Ada Lovelace\" 0.1 0.2 ellipse name \"Ada \"A\"\"\n2 Bob\n4\n*Edges :1 \"friends\"\n1 2 3\n\
                       *ARCS\n2 3\n3 2 0.5\n3 4\n*Edgeslist\n5 1 2\n% nothing\n*Arcslist\n6 1\n*Partition x\n*Vertexlist 3\n1\n";

    #[test]
    fn edges_and_arcs_in_both_ways_of_writing_are_read() {
        let graph = parsed(ALL, Directed::Either).unwrap();
        let pairs = [(0, 1), (0, 4), (0, 5), (1, 2), (1, 4), (2, 3)];
        assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), pairs);
        assert_eq!(graph.weights.unwrap(), [3.0, 1.0, 1.0, 1.5, 1.0, 1.0]);
        assert_eq!((graph.summary.repeats, graph.summary.made_mutual), (1, 2));
        let label = graph.people.column("label").unwrap();
        assert_eq!([0, 1, 2].map(|person| label.text(person)), [Some("Ada Lovelace".into()), Some("Bob".into()), None]);
    }

    #[test]
    fn edges_are_mutual_and_arcs_only_where_both_are_there() {
        let graph = parsed(ALL, Directed::Both).unwrap();
        assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), [(0, 1), (0, 4), (1, 2), (1, 4)]);
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_text() {
        assert_eq!(refused("1 2\n"), "x, line 1: expected *Vertices and the number of persons, found `1 2`");
        assert_eq!(refused("*Edges\n"), "x, line 1: expected *Vertices before the pairs, found `*Edges`");
        assert_eq!(refused("*Vertices 2\n*Arcs\n1 3\n"), "x, line 3: expected a person from 1 to 2, found `3`");
        assert_eq!(refused("*Vertices 2\n*Arcs\n1\n"), "x, line 3: expected a person from 1 to 2, found nothing");
        assert_eq!(
            refused("*Vertices 2\n1 \"a\n"),
            "x, line 2: expected a label whose quotes are closed, found `1 \"a`"
        );
        assert!(refused("*Vertices 2\n*Matrix\n").contains("a *Matrix is not read"));
        assert!(refused("*Vertices 4000000000\n*Arcs\n1 2\n").contains("announces 4,000,000,000 persons"));
    }
}
