//! A text and where it stands, so that a message about a part of it points to that part.

use std::ops::Range;

use super::file::{Node, Value};
use super::problem::{Place, SourceKind, Sources};

/// A text and the place that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

impl Written {
    /// A text from the command line, which becomes a source.
    pub fn typed(text: &str, sources: &mut Sources) -> Written {
        let source = sources.add("command line", text, SourceKind::CommandLine);
        Written { text: text.to_owned(), place: Place { source, start: 0, end: text.len() } }
    }

    /// A single value of a file, as `--set` would take it; `None` for lists and tables.
    pub fn in_file(node: &Node, sources: &Sources) -> Option<Written> {
        let Place { source, start, end } = node.place;
        match &node.value {
            Value::Array(_) | Value::Table(_) => None,
            Value::Text(text) => {
                let inside = Place { source, start: start + 1, end: end.saturating_sub(1) };
                let place = if sources.slice(inside) == text { inside } else { node.place };
                Some(Written { text: text.clone(), place })
            }
            _ => Some(Written { text: sources.slice(node.place).trim().to_owned(), place: node.place }),
        }
    }

    /// The place of some of its bytes; the whole, if the source writes the text in another way (with escapes).
    pub fn place_of(&self, bytes: Range<usize>) -> Place {
        if self.place.end.saturating_sub(self.place.start) != self.text.len() {
            return self.place;
        }
        Place { start: self.place.start + bytes.start, end: self.place.start + bytes.end, ..self.place }
    }

    /// Some of its bytes, without the blanks around them.
    pub fn part(&self, bytes: Range<usize>) -> Written {
        let text = &self.text[bytes.clone()];
        let start = bytes.start + text.len() - text.trim_start().len();
        let text = text.trim();
        Written { text: text.to_owned(), place: self.place_of(start..start + text.len()) }
    }

    /// The parts between separators; a separator within double quotes is a part of the text.
    pub fn split(&self, separator: char) -> Vec<Written> {
        split(&self.text, separator).into_iter().map(|bytes| self.part(bytes)).collect()
    }
}

/// The bytes of the parts between separators; a separator within double quotes is a part of the text.
pub fn split(text: &str, separator: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c == separator && !quoted => {
                parts.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(start..text.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_places_and_quotes_their_separators() {
        let mut sources = Sources::default();
        let whole = Written::typed("a.\"v1.2, late\".rate , 米.b", &mut sources);
        let keys = whole.split(',');
        assert_eq!(keys.iter().map(|key| key.text.as_str()).collect::<Vec<_>>(), ["a.\"v1.2, late\".rate", "米.b"]);
        assert_eq!(sources.slice(keys[1].place), "米.b");
        let names = keys[0].split('.');
        assert_eq!(
            names.iter().map(|name| sources.slice(name.place)).collect::<Vec<_>>(),
            ["a", "\"v1.2, late\"", "rate"]
        );
    }

    #[test]
    fn a_text_written_with_escapes_is_pointed_at_as_a_whole() {
        let mut sources = Sources::default();
        let source = sources.add("x.toml", r#"k = "a\u0062c""#, SourceKind::CommandLine);
        let place = Place { source, start: 4, end: 14 };
        let node = Node { value: Value::Text("abc".to_owned()), place };
        let written = Written::in_file(&node, &sources).expect("a text is a single value");
        assert_eq!((written.text.as_str(), written.place_of(1..2)), ("abc", place));
    }
}
