//! GML (Himsolt 1997): `graph [ directed 0 node [ id 1 label "Ada" age 3 ] edge [ source 1 target 2 weight 0.5 ] ]`.
//!
//! Keys of a node become attributes, lists below it (`graphics [ … ]`) are passed over. Persons are known by `id`, not by
//! `label`. A text may go over several lines; `&quot;` and the like are what they are in HTML.

use std::borrow::Cow;

use super::columns::Kind;
use super::draft::{Draft, Listing};
use super::edge_list::weight;
use super::fault::Fault;
use super::ids::Id;
use super::lines::Lines;

/// A piece of the text.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A key or a number.
    Word(String),
    /// What stands in quotes.
    Text(String),
    Open,
    Close,
}

/// The pieces of the text, one after the other.
struct Tokens<'l, 's> {
    lines: &'l mut Lines<'s>,
    rest: Vec<u8>,
    at: usize,
}

impl Tokens<'_, '_> {
    fn line(&self) -> u64 {
        self.lines.number()
    }

    /// Goes to the next byte that is no blank and in no comment.
    fn next_byte(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            while let Some(byte) = self.rest.get(self.at).copied() {
                match byte {
                    b'#' => self.at = self.rest.len(),
                    byte if byte.is_ascii_whitespace() => self.at += 1,
                    byte => return Ok(Some(byte)),
                }
            }
            if !self.next_line()? {
                return Ok(None);
            }
        }
    }

    fn next_line(&mut self) -> Result<bool, Fault> {
        let Some((_, line)) = self.lines.next()? else { return Ok(false) };
        self.rest.clear();
        self.rest.extend_from_slice(line);
        self.at = 0;
        Ok(true)
    }

    fn next(&mut self) -> Result<Option<Token>, Fault> {
        let token = match self.next_byte()? {
            None => return Ok(None),
            Some(b'"') => return self.text().map(Some),
            Some(b'[') => Token::Open,
            Some(b']') => Token::Close,
            Some(_) => return Ok(Some(self.word())),
        };
        self.at += 1;
        Ok(Some(token))
    }

    fn word(&mut self) -> Token {
        let rest = &self.rest[self.at..];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'"');
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let word = String::from_utf8_lossy(&rest[..length]).into_owned();
        self.at += length;
        Token::Word(word)
    }

    fn text(&mut self) -> Result<Token, Fault> {
        let first = self.line();
        let mut text = Vec::new();
        self.at += 1;
        loop {
            let rest = &self.rest[self.at..];
            if let Some(end) = rest.iter().position(|byte| *byte == b'"') {
                text.extend_from_slice(&rest[..end]);
                self.at += end + 1;
                let text = String::from_utf8_lossy(&text);
                return Ok(Token::Text(unescaped(&text).into_owned()));
            }
            text.extend_from_slice(rest);
            text.push(b'\n');
            if !self.next_line()? {
                return Err(Fault::line(first, "quotes that are closed", text.trim_ascii_end()));
            }
        }
    }
}

fn unescaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

/// What a key has.
enum Value {
    /// A number or a text.
    Word(String, Kind),
    /// A list, whose content comes next.
    List,
}

/// Reads a graph.
pub(super) fn read(lines: &mut Lines, draft: &mut Draft) -> Result<(), Fault> {
    let mut tokens = Tokens { lines, rest: Vec::new(), at: 0 };
    let mut graphs = 0;
    while let Some((key, value)) = entry(&mut tokens, true)? {
        match value {
            Value::List if key == "graph" && graphs == 0 => {
                graphs += 1;
                graph(&mut tokens, draft)?;
            }
            Value::List => pass_over(&mut tokens)?,
            Value::Word(..) => {}
        }
    }
    if graphs == 0 {
        return Err(Fault::line(tokens.line() + 1, "graph [ … ]", b""));
    }
    Ok(())
}

/// The next key with its value; `None` at the end of the list, or of the file where that is allowed.
fn entry(tokens: &mut Tokens, outermost: bool) -> Result<Option<(String, Value)>, Fault> {
    let key = match tokens.next()? {
        Some(Token::Word(key)) => key,
        Some(Token::Close) if !outermost => return Ok(None),
        None if outermost => return Ok(None),
        other => {
            return Err(Fault::line(tokens.line(), "a key, or the end of a list", shown(other.as_ref()).as_bytes()));
        }
    };
    let value = match tokens.next()? {
        Some(Token::Word(word)) => {
            let kind = Kind::of(&word);
            Value::Word(word, kind)
        }
        Some(Token::Text(text)) => Value::Word(text, Kind::Text),
        Some(Token::Open) => Value::List,
        other => {
            let expected = format!("a value of `{key}`");
            return Err(Fault::line(tokens.line(), expected, shown(other.as_ref()).as_bytes()));
        }
    };
    Ok(Some((key, value)))
}

fn shown(token: Option<&Token>) -> String {
    match token {
        Some(Token::Word(text) | Token::Text(text)) => text.clone(),
        Some(Token::Open) => "[".to_owned(),
        Some(Token::Close) => "]".to_owned(),
        None => String::new(),
    }
}

/// Goes to the end of a list that is open.
fn pass_over(tokens: &mut Tokens) -> Result<(), Fault> {
    let mut depth = 1u64;
    while depth > 0 {
        match tokens.next()? {
            Some(Token::Open) => depth += 1,
            Some(Token::Close) => depth -= 1,
            Some(_) => {}
            None => return Err(Fault::line(tokens.line() + 1, "] at the end of a list", b"")),
        }
    }
    Ok(())
}

fn graph(tokens: &mut Tokens, draft: &mut Draft) -> Result<(), Fault> {
    let mut is_directed = false;
    while let Some((key, value)) = entry(tokens, false)? {
        match (key.as_str(), value) {
            ("directed", Value::Word(word, _)) => is_directed = word == "1",
            ("node", Value::List) => node(tokens, draft)?,
            ("edge", Value::List) => edge(tokens, draft)?,
            (_, Value::List) => pass_over(tokens)?,
            (_, Value::Word(..)) => {}
        }
    }
    draft.list(Listing::Directed);
    if !is_directed {
        draft.without_direction();
    }
    Ok(())
}

/// The words of a list; lists in it are passed over.
fn list(tokens: &mut Tokens) -> Result<Vec<(String, String, Kind)>, Fault> {
    let mut words = Vec::new();
    while let Some((key, value)) = entry(tokens, false)? {
        match value {
            Value::Word(word, kind) => words.push((key, word, kind)),
            Value::List => pass_over(tokens)?,
        }
    }
    Ok(words)
}

fn node(tokens: &mut Tokens, draft: &mut Draft) -> Result<(), Fault> {
    let words = list(tokens)?;
    let id = words.iter().find(|(key, ..)| key == "id");
    let (_, id, _) = id.ok_or_else(|| Fault::line(tokens.line(), "an id in the node that ends here", b""))?;
    draft.person(Id::of(id));
    for (key, word, kind) in words.iter().filter(|(key, ..)| key != "id") {
        let column = draft.column(key);
        draft.cell(column, word, *kind);
    }
    Ok(())
}

fn edge(tokens: &mut Tokens, draft: &mut Draft) -> Result<(), Fault> {
    let words = list(tokens)?;
    let word = |names: &[&str]| words.iter().find(|(key, ..)| names.contains(&key.as_str())).map(|(_, word, _)| word);
    let (Some(source), Some(target)) = (word(&["source"]), word(&["target"])) else {
        return Err(Fault::line(tokens.line(), "source and target in the edge that ends here", b""));
    };
    let strength = match word(&["weight", "value"]).filter(|_| draft.weighs()) {
        Some(word) => weight(tokens.line(), word.as_bytes())?,
        None => 1.0,
    };
    draft.arc(Id::of(source), Id::of(target), strength);
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::columns::Values;
    use crate::graphfile::options::{Directed, Weights};
    use crate::graphfile::people::Graph;

    fn parsed(text: &str) -> Result<Graph, Fault> {
        let mut draft = Draft::new(Weights::Kept);
        read(&mut Lines::new(&mut text.as_bytes()), &mut draft)?;
        draft.finish("test", Directed::Either)
    }

    fn refused(text: &str) -> String {
        parsed(text).unwrap_err().in_file("x".as_ref()).to_string()
    }

    const SMALL: &str = "Creator \"x\"\ngraph\n[\n  comment [ a [ b 1 ] ] # nothing\n  node [ id 7 label \"A &amp; B\nC\" qq 1 \
                         graphics [ x 1 y 2 ] ]\n  node [\n    id 3\n    label \"D\"\n  ]\n  node [ id 9 ]\n  edge [ source 7 \
                         target 3 value 2.5 ]\n  edge [ source 3 target 3 ]\n]\n";

    #[test]
    fn nodes_edges_and_attributes_are_read() {
        let graph = parsed(SMALL).unwrap();
        assert_eq!(graph.summary.to_string(), "test: 3 persons, 1 contact; dropped 1 loop");
        let ids: Vec<_> = (0..3).map(|person| graph.people.ids.text(person)).collect();
        assert_eq!(ids, ["3", "7", "9"]);
        assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), [(0, 1)]);
        assert_eq!(graph.weights.unwrap(), [2.5]);
        assert_eq!(graph.people.column("label").unwrap().text(1).unwrap(), "A & B\nC");
        assert_eq!(graph.people.column("qq").unwrap().values, Values::Numbers(vec![None, Some(1.0), None]));
        assert!(graph.people.column("x").is_none());
    }

    #[test]
    fn direction_is_what_the_file_says() {
        let text =
            "graph [ directed 1 edge [ source 1 target 2 ] edge [ source 2 target 1 ] edge [ source 1 target 3 ] ]";
        let summary = parsed(text).unwrap().summary;
        assert_eq!((summary.contacts, summary.made_mutual), (2, 1));
        assert_eq!(parsed(&text.replace("directed 1", "directed 0")).unwrap().summary.made_mutual, 0);
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_text() {
        assert_eq!(
            refused("graph [\nnode [ id 1 ]\n"),
            "x, line 2: expected a key, or the end of a list, found nothing"
        );
        assert_eq!(
            refused("graph [ node [\nlabel \"x\" ] ]"),
            "x, line 2: expected an id in the node that ends here, found nothing"
        );
        assert_eq!(refused("graph [\nnode [ id ] ]"), "x, line 2: expected a value of `id`, found `]`");
        assert_eq!(
            refused("graph [\nnode [ id 1 label \"x\n ] ]"),
            "x, line 2: expected quotes that are closed, found `x\n ] ]`"
        );
        assert_eq!(
            refused("graph [ edge [ source 1 ] ]"),
            "x, line 1: expected source and target in the edge that ends here, found nothing"
        );
        assert_eq!(refused("a 1\n"), "x, line 2: expected graph [ … ], found nothing");
        assert_eq!(refused("graph [\n]\n]"), "x, line 3: expected a key, or the end of a list, found `]`");
    }
}
