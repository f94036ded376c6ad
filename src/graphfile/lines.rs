//! A text line by line, in big chunks and without a copy of each line.

use std::io::BufRead;

use memchr::memchr;

use super::fault::Fault;

/// The longest line \[byte\]: a list of 30 million neighbors fits.
pub(super) const LONGEST: usize = 1 << 28;

/// The lines of a text, numbered from 1, without their ends.
pub(super) struct Lines<'s> {
    source: &'s mut dyn BufRead,
    /// Bytes of the source that the last line took.
    taken: usize,
    /// A line that did not lie in one chunk.
    carried: Vec<u8>,
    number: u64,
}

/// Where a line lies.
enum Found {
    /// In the chunk: its length.
    Chunk(usize),
    Carried,
    Nowhere,
}

impl<'s> Lines<'s> {
    /// The lines of a source.
    pub fn new(source: &'s mut dyn BufRead) -> Lines<'s> {
        Lines { source, taken: 0, carried: Vec::new(), number: 0 }
    }

    /// The number of the line that came last.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What stands behind the line that came last.
    pub fn rest(&mut self) -> &mut dyn BufRead {
        self.source.consume(std::mem::take(&mut self.taken));
        self.source
    }

    /// The next line and its number; `None` at the end.
    #[inline]
    pub fn next(&mut self) -> Result<Option<(u64, &[u8])>, Fault> {
        self.source.consume(self.taken);
        self.taken = 0;
        let found = match memchr(b'\n', self.source.fill_buf()?) {
            Some(length) => {
                self.taken = length + 1;
                Found::Chunk(length)
            }
            None => self.carry()?,
        };
        let line = match found {
            Found::Chunk(length) => &self.source.fill_buf()?[..length],
            Found::Carried => &self.carried[..],
            Found::Nowhere => return Ok(None),
        };
        self.number += 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some((self.number, if self.number == 1 { line.strip_prefix(BOM).unwrap_or(line) } else { line })))
    }

    /// The next line that does not begin with this byte.
    pub fn next_but(&mut self, comment: u8) -> Result<Option<(u64, &[u8])>, Fault> {
        while self.first()? == Some(comment) {
            self.next()?;
        }
        self.next()
    }

    /// The first byte of the next line; `None` at the end.
    fn first(&mut self) -> Result<Option<u8>, Fault> {
        self.source.consume(self.taken);
        self.taken = 0;
        Ok(self.source.fill_buf()?.first().copied())
    }

    /// Puts a line together that goes beyond its chunk, or is the last without an end.
    fn carry(&mut self) -> Result<Found, Fault> {
        self.carried.clear();
        loop {
            let chunk = self.source.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if self.carried.is_empty() { Found::Nowhere } else { Found::Carried });
            }
            let end = memchr(b'\n', chunk);
            self.carried.extend_from_slice(&chunk[..end.unwrap_or(chunk.len())]);
            let read = end.map_or(chunk.len(), |end| end + 1);
            self.source.consume(read);
            if end.is_some() {
                return Ok(Found::Carried);
            }
            if self.carried.len() > LONGEST {
                return Err(Fault::line(self.number + 1, "a text with line breaks", &self.carried[..100]));
            }
        }
    }
}

/// The mark at the head of some texts in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The words of a line between blanks.
pub(super) fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

/// A word as a number.
pub(super) fn number<T: std::str::FromStr>(word: &[u8]) -> Option<T> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    fn all(text: &[u8], chunk: usize) -> Vec<(u64, Vec<u8>)> {
        let mut source = BufReader::with_capacity(chunk, text);
        let mut lines = Lines::new(&mut source);
        let mut all = Vec::new();
        while let Some((number, line)) = lines.next().unwrap() {
            all.push((number, line.to_vec()));
        }
        all
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_standard_library(text in "[ab\n\r]{0,60}", chunk in 1..9usize) {
            let lines: Vec<Vec<u8>> = text.split_inclusive('\n').map(|line| {
                let line = line.strip_suffix('\n').unwrap_or(line);
                line.strip_suffix('\r').unwrap_or(line).as_bytes().to_vec()
            }).collect();
            let numbered: Vec<(u64, Vec<u8>)> = (1..).zip(lines).collect();
            prop_assert_eq!(all(text.as_bytes(), chunk), numbered);
        }
    }

    #[test]
    fn a_mark_at_the_head_is_no_part_of_the_text() {
        assert_eq!(all(b"\xef\xbb\xbf1 2\n\xef\xbb\xbf3", 4), [(1, b"1 2".to_vec()), (2, b"\xef\xbb\xbf3".to_vec())]);
    }
}
