//! The fields of a line: what separates them, and what quotes are.

use std::borrow::Cow;

use memchr::memchr;

/// What stands between the fields of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// Any number of blanks and tabs.
    Blanks,
    /// One of this byte, with any blanks around it.
    One(u8),
}

impl Separator {
    /// That of a line: a tab if there is one, else a semicolon, a comma, or blanks. What networkx writes in braces behind the
    /// ids does not count.
    pub fn of(line: &[u8]) -> Separator {
        let line = &line[..memchr(b'{', line).unwrap_or(line.len())];
        let one = [b'\t', b';', b','].into_iter().find(|byte| memchr(*byte, line).is_some());
        one.map_or(Separator::Blanks, Separator::One)
    }

    /// Goes over what separates two fields, if it stands at the head of some bytes.
    #[inline]
    pub fn skip(self, bytes: &[u8]) -> Option<&[u8]> {
        match self {
            Separator::Blanks => matches!(bytes.first(), Some(b' ' | b'\t')).then(|| trimmed(bytes)),
            Separator::One(byte) if bytes.first() == Some(&byte) => Some(trimmed_but(&bytes[1..], byte)),
            Separator::One(byte) => trimmed_but(bytes, byte).strip_prefix(&[byte]).map(|rest| trimmed_but(rest, byte)),
        }
    }
}

/// Without blanks at the head.
#[inline]
fn trimmed(bytes: &[u8]) -> &[u8] {
    let blanks = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    &bytes[blanks..]
}

#[inline]
fn trimmed_but(bytes: &[u8], separator: u8) -> &[u8] {
    let blanks = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t') && **byte != separator).count();
    &bytes[blanks..]
}

/// The fields of a line, without blanks around them. A field in double quotes may hold separators, and two quotes for
/// one. `None` where quotes are not closed, or something stands behind them.
pub(super) fn fields(line: &[u8], separator: Separator) -> Option<Vec<Cow<'_, [u8]>>> {
    let mut fields = Vec::new();
    let mut rest = trimmed_field(line, separator);
    loop {
        let (field, behind) = if rest.first() == Some(&b'"') { quoted(rest)? } else { bare(rest, separator) };
        fields.push(field);
        let blank = match separator {
            Separator::Blanks => trimmed(behind),
            Separator::One(byte) => trimmed_but(behind, byte),
        };
        if blank.is_empty() {
            return Some(fields);
        }
        rest = separator.skip(behind)?;
    }
}

fn trimmed_field(line: &[u8], separator: Separator) -> &[u8] {
    match separator {
        Separator::Blanks => trimmed(line),
        Separator::One(byte) => trimmed_but(line, byte),
    }
}

fn bare(bytes: &[u8], separator: Separator) -> (Cow<'_, [u8]>, &[u8]) {
    let ends = |byte: &u8| match separator {
        Separator::Blanks => matches!(byte, b' ' | b'\t'),
        Separator::One(one) => *byte == one,
    };
    let end = bytes.iter().position(ends).unwrap_or(bytes.len());
    (Cow::Borrowed(bytes[..end].trim_ascii_end()), &bytes[end..])
}

fn quoted(bytes: &[u8]) -> Option<(Cow<'_, [u8]>, &[u8])> {
    let mut field = Vec::new();
    let mut rest = &bytes[1..];
    loop {
        let end = memchr(b'"', rest)?;
        field.extend_from_slice(&rest[..end]);
        rest = &rest[end + 1..];
        if rest.first() != Some(&b'"') {
            return Some((Cow::Owned(field), rest));
        }
        field.push(b'"');
        rest = &rest[1..];
    }
}

/// A text as a field between tabs, in quotes where it must be.
pub(super) fn written(text: &str) -> Cow<'_, str> {
    let special = text.contains(['\t', '"', '\r', '\n', ',', ';', ' ']);
    let comment = text.starts_with(['#', '%', '*']) || text.starts_with("//");
    if special || comment || text.is_empty() {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(line: &str, separator: Separator) -> Option<Vec<String>> {
        let text = |field: Cow<[u8]>| String::from_utf8(field.into_owned()).unwrap();
        Some(fields(line.as_bytes(), separator)?.into_iter().map(text).collect())
    }

    #[test]
    fn fields_stand_between_separators_and_quotes_protect_them() {
        let tab = Separator::One(b'\t');
        assert_eq!(split("Ada Lovelace\tBob ", tab).unwrap(), ["Ada Lovelace", "Bob"]);
        assert_eq!(split("a\t\tb", tab).unwrap(), ["a", "", "b"]);
        assert_eq!(split(" a   b\tc ", Separator::Blanks).unwrap(), ["a", "b", "c"]);
        assert_eq!(split(r#""a, ""b""" , c,"#, Separator::One(b',')).unwrap(), [r#"a, "b""#, "c", ""]);
        assert_eq!(split(r#""a b" c"#, Separator::Blanks).unwrap(), ["a b", "c"]);
        for wrong in [r#""a, b"#, r#""a"b, c"#] {
            assert_eq!(split(wrong, Separator::One(b',')), None, "{wrong}");
        }
    }

    #[test]
    fn the_separator_is_the_strongest_in_the_line() {
        for (line, separator) in [
            ("a b\tc", Separator::One(b'\t')),
            ("a, b; c", Separator::One(b';')),
            ("a b, c", Separator::One(b',')),
            ("a b", Separator::Blanks),
            ("a b {'weight': 1, 'kind': 'x'}", Separator::Blanks),
        ] {
            assert_eq!(Separator::of(line.as_bytes()), separator, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_as_a_field_reads_as_the_same_text(texts in prop::collection::vec("[ -~\t米]{0,6}", 1..5)) {
            let line = texts.iter().map(|text| written(text).into_owned()).collect::<Vec<_>>().join("\t");
            let read = split(&line, Separator::One(b'\t')).unwrap();
            prop_assert_eq!(read, texts);
        }
    }
}
