//! The lines of an edge list behind its first ones, by several threads.
//!
//! Text is read in batches and cut at line ends into blocks, which threads take side by side. As long as all ids are whole
//! numbers below 2³², a block gives pairs of numbers as they stand; from the first other id on, it gives the ids themselves, and
//! the register of the draft tells their numbers.

use std::io::{BufRead, Read};

use memchr::{memchr, memchr_iter, memchr2};

use super::draft::Draft;
use super::edge_list::Form;
use super::fault::Fault;
use super::fields::Separator;
use super::ids::{Id, whole};
use super::lines::LONGEST;
use super::list::Piece;
use super::words::WordList;
use crate::parallel::{cores, in_order};

/// Text that is held \[bytes\].
const BATCH: usize = 1 << 26;
/// Text that a thread takes together \[bytes\].
const BLOCK: usize = 1 << 20;

/// Reads the lines of a text; a fault tells the number of its line from here.
pub(super) fn read(source: &mut dyn BufRead, form: Form, draft: &mut Draft) -> Result<(), Fault> {
    let (mut text, mut lines) = (Vec::new(), 0);
    loop {
        fill(source, &mut text).map_err(|fault| fault.behind(lines))?;
        if text.is_empty() {
            return Ok(());
        }
        lines += batch(&blocks(&text), form, draft).map_err(|fault| fault.behind(lines))?;
    }
}

/// The next batch of whole lines; none at the end.
fn fill(source: &mut dyn BufRead, text: &mut Vec<u8>) -> Result<(), Fault> {
    text.clear();
    (&mut *source).take(BATCH as u64).read_to_end(text)?;
    if text.last().is_some_and(|last| *last != b'\n') {
        let begun = text.len();
        source.take(LONGEST as u64).read_until(b'\n', text)?;
        if text.len() - begun == LONGEST {
            let lines = memchr_iter(b'\n', text).count() as u64;
            return Err(Fault::line(lines + 1, "a text with line breaks", &text[begun..begun + 100]));
        }
    }
    Ok(())
}

/// A text cut at line ends.
fn blocks(mut text: &[u8]) -> Vec<&[u8]> {
    let mut blocks = Vec::new();
    while !text.is_empty() {
        let least = text.len().min(BLOCK);
        let end = memchr(b'\n', &text[least - 1..]).map_or(text.len(), |end| least + end);
        let (block, rest) = text.split_at(end);
        blocks.push(block);
        text = rest;
    }
    blocks
}

/// Reads the blocks of a batch; returns the number of lines.
fn batch(blocks: &[&[u8]], form: Form, draft: &mut Draft) -> Result<u64, Fault> {
    let (mut lines, mut rest) = (0, blocks);
    if draft.is_small() {
        for read in in_order(cores(), blocks.len(), |block| numbers(form, blocks[block])) {
            let Some((of_block, pairs)) = read.map_err(|fault| fault.behind(lines))? else { break };
            draft.arcs_of(pairs);
            (lines, rest) = (lines + of_block, &rest[1..]);
        }
    }
    if !rest.is_empty() {
        draft.register_arcs(|register| {
            let hasher = register.hasher();
            let sharded = |(of_block, list): (u64, WordList)| (of_block, list.sharded(hasher));
            let mut blocks = Vec::with_capacity(rest.len());
            for read in in_order(cores(), rest.len(), |block| words(form, rest[block]).map(sharded)) {
                let (of_block, words) = read.map_err(|fault| fault.behind(lines))?;
                blocks.push(words);
                lines += of_block;
            }
            Ok(register.pairs(&blocks, cores()))
        })?;
    }
    Ok(lines)
}

/// The number of lines of a block, and its pairs of whole numbers below 2³²; nothing if another id comes.
fn numbers(form: Form, mut text: &[u8]) -> Result<Option<(u64, Piece)>, Fault> {
    let (mut lines, mut piece) = (0, Piece::default());
    while !text.is_empty() {
        lines += 1;
        let (from, to, weight);
        if let Some((i, j, behind)) = two_numbers(form, text) {
            (from, to, weight, text) = (i, j, 1.0, behind);
        } else {
            let (line, behind) = first_line(text);
            text = behind;
            let Some(pair) = form.line(lines, line)? else { continue };
            let (Id::Whole(i), Id::Whole(j)) = (Id::of(&pair.from), Id::of(&pair.to)) else { return Ok(None) };
            (from, to, weight) = (i, j, pair.weight);
        }
        let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else { return Ok(None) };
        piece.pairs.push((from, to));
        piece.weights.extend(form.weight.map(|_| weight));
    }
    piece.pairs.shrink_to_fit();
    Ok(Some((lines, piece)))
}

/// The number of lines of a block, and its pairs of ids of any kind.
fn words(form: Form, mut text: &[u8]) -> Result<(u64, WordList), Fault> {
    let (mut lines, mut list) = (0, WordList::default());
    let is_text = std::str::from_utf8(text).is_ok();
    while !text.is_empty() {
        lines += 1;
        let (line, behind) = first_line(text);
        text = behind;
        if let Some((from, to)) = two_words(form, line).filter(|_| is_text) {
            list.pair(from, to);
        } else if let Some(pair) = form.line(lines, line)? {
            list.pair(pair.from.as_bytes(), pair.to.as_bytes());
            form.weight.into_iter().for_each(|_| list.weight(pair.weight));
        }
    }
    Ok((lines, list))
}

/// The first line of a text, without its end, and what stands behind it.
#[inline]
fn first_line(text: &[u8]) -> (&[u8], &[u8]) {
    let (line, behind) = memchr(b'\n', text).map_or((text, &text[..0]), |end| (&text[..end], &text[end + 1..]));
    (line.strip_suffix(b"\r").unwrap_or(line), behind)
}

/// The numbers on a line of two whole numbers, by far the most common, and what stands behind it; nothing if the first line of
/// a text is another.
#[inline]
fn two_numbers(form: Form, text: &[u8]) -> Option<(u64, u64, &[u8])> {
    let (from, length) = whole(text)?;
    let text = form.separator.skip(&text[length..])?;
    let (to, length) = whole(text)?;
    let text = &text[length..];
    if let Some(behind) = text.strip_prefix(b"\n") {
        return Some((from, to, behind));
    }
    let (line, behind) = first_line(text);
    let ends = line.is_empty() || form.weight.is_none() && form.separator.skip(line).is_some();
    ends.then_some((from, to, behind))
}

/// The ids on a line that holds nothing more difficult.
#[inline]
fn two_words(form: Form, line: &[u8]) -> Option<(&[u8], &[u8])> {
    if form.weight.is_some() {
        return None;
    }
    let end = |text: &[u8]| match form.separator {
        Separator::Blanks => memchr2(b' ', b'\t', text),
        Separator::One(byte) => memchr(byte, text),
    };
    let (from, rest) = line.split_at(end(line)?);
    let rest = form.separator.skip(rest)?;
    let to = &rest[..end(rest).unwrap_or(rest.len())];
    let is_plain = |word: &[u8]| match (word.first(), word.last()) {
        (Some(first), Some(last)) => {
            !first.is_ascii_whitespace() && !last.is_ascii_whitespace() && !b"\"#%/".contains(first)
        }
        _ => false,
    };
    (is_plain(from) && is_plain(to)).then_some((from, to))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graphfile::edge_list;
    use crate::graphfile::lines::Lines;
    use crate::graphfile::options::{Directed, Weights};
    use crate::graphfile::people::Graph;

    fn read_list(text: &str, weights: Weights) -> Result<Graph, Fault> {
        let mut draft = Draft::new(weights);
        edge_list::read(&mut Lines::new(&mut text.as_bytes()), &mut draft)?;
        draft.finish("test", Directed::Either)
    }

    /// The ids of the pairs of a list, line by line.
    fn plain(text: &str, form: Form) -> Vec<(String, String)> {
        let pairs = (1..).zip(text.lines()).filter_map(|(number, line)| form.line(number, line.as_bytes()).unwrap());
        pairs.map(|pair| (pair.from.into_owned(), pair.to.into_owned())).collect()
    }

    proptest! {
        /// The ways that are fast against the way that all lines go.
        #[test]
        fn quick_ways_read_what_the_slow_way_reads(
            lines in prop::collection::vec(
                ("( |\t|#|\")?", "[0-9]{1,3}|[ab#\"/%]{1,2}|99999999999", "[\t, ]{1,2}", "[0-9]{1,2}|[ab\"#é]{1,2}", "(\t5| |\r)?"), 0..12,
            ),
            separator in prop_oneof![Just(Separator::Blanks), Just(Separator::One(b'\t')), Just(Separator::One(b','))],
        ) {
            let form = Form { separator, weight: None };
            let whole = |line: &String| form.line(1, line.as_bytes()).is_ok();
            let lines: Vec<String> = lines.into_iter().map(|(a, b, c, d, e)| [a, b, c, d, e].concat()).filter(whole).collect();
            let text = lines.join("\n");
            let expected = plain(&text, form);
            let (count, list) = words(form, text.as_bytes()).unwrap();
            prop_assert_eq!(count as usize, text.lines().count());
            prop_assert!(list.pairs().eq(expected.iter().map(|(from, to)| (from.as_bytes(), to.as_bytes()))));

            let small = |id: &String| id.parse::<u32>().ok().filter(|number| number.to_string() == *id);
            let small: Option<Vec<(u32, u32)>> = expected.iter().map(|(from, to)| small(from).zip(small(to))).collect();
            let numbers = numbers(form, text.as_bytes()).unwrap().map(|(_, piece)| piece.pairs);
            prop_assert_eq!(numbers, small);
        }

        /// A text in its blocks is the text, each of whole lines.
        #[test]
        fn blocks_end_with_lines(lines in prop::collection::vec(0..2 * BLOCK, 0..6)) {
            let text: String = lines.iter().map(|length| "x".repeat(*length) + "\n").collect();
            let blocks = blocks(text.as_bytes());
            prop_assert!(blocks.iter().all(|block| block.ends_with(b"\n")));
            prop_assert_eq!(blocks.concat(), text.as_bytes());
        }
    }

    /// Small numbers, then large ones, then texts, over several blocks: as if each had been looked up from the beginning.
    #[test]
    fn ids_may_change_their_kind_in_any_block() {
        let block = |ids: [&str; 3]| format!("{}\t{}\n{1}\t{}\n", ids[0], ids[1], ids[2]).repeat(BLOCK / 8);
        let text = block(["7", "5", "6"]) + &block(["7", "99999999999", "8"]) + &block(["ada", "6", "bob"]);
        let graph = read_list(&text, Weights::Ignored).unwrap();
        let named: Vec<String> = (0..graph.people.count()).map(|person| graph.people.ids.text(person).into()).collect();
        assert_eq!(named, ["7", "5", "6", "99999999999", "8", "ada", "bob"]);
        let pairs: Vec<(u32, u32)> = graph.pairs.iter().collect();
        assert_eq!(pairs, [(0, 1), (0, 3), (1, 2), (2, 5), (2, 6), (3, 4)]);
        let numbers = &text[..text.find("ada").unwrap()];
        let graph = read_list(numbers, Weights::Ignored).unwrap();
        let named: Vec<String> = (0..graph.people.count()).map(|person| graph.people.ids.text(person).into()).collect();
        assert_eq!(named, ["5", "6", "7", "8", "99999999999"]);
    }

    #[test]
    fn the_line_of_a_fault_is_counted_over_all_blocks() {
        for line in ["1 2\n", "ada bob\n"] {
            let text = line.repeat(BLOCK) + "3\n4\n";
            let fault = read_list(&text, Weights::Ignored).unwrap_err().in_file("x".as_ref());
            assert_eq!(fault.line(), Some(BLOCK as u64 + 1), "{fault}");
        }
    }

    #[test]
    fn weights_are_kept_beside_ids_of_any_kind() {
        for ids in ["1 2", "ada bob"] {
            let text = format!("{ids} 0.5\n{ids} 2\n{ids}\n");
            assert_eq!(read_list(&text, Weights::Kept).unwrap().weights, Some(vec![3.5]));
        }
    }
}
