//! Matrix Market coordinates: a line for each entry of a square matrix (Boisvert, Pozo & Remington 1996, NISTIR 5935).
//!
//! `%%MatrixMarket matrix coordinate FIELD SYMMETRY`, comments (`%`), then rows, columns and entries, then `i j [value]` for
//! each entry, from 1. In a general matrix person i names person j; in a symmetric one each pair stands once.

use super::draft::{Draft, Listing};
use super::fault::Fault;
use super::lines::{Lines, number, words};
use super::options::Weights;

/// The first line and that of sizes.
struct Head {
    persons: u32,
    entries: u64,
    symmetric: bool,
    has_values: bool,
}

/// What is expected of the first line.
const BANNER: &str = "%%MatrixMarket matrix coordinate, then pattern, real or integer, then general or symmetric";
/// What is expected of the line of sizes.
const SIZES: &str = "the numbers of rows, columns and entries, such as `34 34 78`";

/// Reads a matrix.
pub(super) fn read(lines: &mut Lines, weights: Weights) -> Result<Draft, Fault> {
    let head = head(lines)?;
    let mut draft = Draft::announced(head.persons, weights);
    draft.list(Listing::Directed);
    let mut entries = 0u64;
    while let Some((line, text)) = lines.next()? {
        if is_blank(text) {
            continue;
        }
        entries += 1;
        if entries > head.entries {
            return Err(Fault::line(line, format!("{} entries as announced, and nothing more", head.entries), text));
        }
        entry(&head, line, text, &mut draft)?;
    }
    if entries < head.entries {
        let expected = format!("entry {} of {}", entries + 1, head.entries);
        return Err(Fault::line(lines.number() + 1, expected, b""));
    }
    Ok(draft)
}

fn is_blank(text: &[u8]) -> bool {
    text.starts_with(b"%") || text.trim_ascii().is_empty()
}

fn head(lines: &mut Lines) -> Result<Head, Fault> {
    let (symmetric, has_values) = banner(lines)?;
    while let Some((line, text)) = lines.next()? {
        if is_blank(text) {
            continue;
        }
        let numbers: Vec<Option<u64>> = words(text).map(number).collect();
        let &[Some(rows), Some(columns), Some(entries)] = &numbers[..] else {
            return Err(Fault::line(line, SIZES, text));
        };
        let persons = u32::try_from(rows).ok().filter(|_| rows == columns);
        let persons = persons.ok_or_else(|| Fault::line(line, "a square matrix, with a row for each person", text))?;
        return Ok(Head { persons, entries, symmetric, has_values });
    }
    Err(Fault::line(lines.number() + 1, SIZES, b""))
}

/// Whether the matrix is symmetric, and whether entries have values.
fn banner(lines: &mut Lines) -> Result<(bool, bool), Fault> {
    let Some((line, text)) = lines.next()? else { return Err(Fault::line(1, BANNER, b"")) };
    let wrong = || Fault::line(line, BANNER, text);
    let lower = text.to_ascii_lowercase();
    let words: Vec<&[u8]> = words(&lower).collect();
    let &[b"%%matrixmarket", b"matrix", b"coordinate", field, symmetry] = &words[..] else { return Err(wrong()) };
    let has_values = match field {
        b"pattern" => false,
        b"real" | b"integer" => true,
        _ => return Err(wrong()),
    };
    match symmetry {
        b"general" => Ok((false, has_values)),
        b"symmetric" | b"skew-symmetric" => Ok((true, has_values)),
        _ => Err(wrong()),
    }
}

fn entry(head: &Head, line: u64, text: &[u8], draft: &mut Draft) -> Result<(), Fault> {
    let mut words = words(text);
    let mut person = || {
        let person = words.next().and_then(number).filter(|person| (1..=head.persons).contains(person));
        person.ok_or_else(|| Fault::line(line, format!("row and column from 1 to {}", head.persons), text))
    };
    let (row, column) = (person()? - 1, person()? - 1);
    let value = match words.next().filter(|_| head.has_values) {
        Some(word) => number(word).filter(|value: &f32| value.is_finite()),
        None => (!head.has_values).then_some(1.0),
    };
    let value = value.ok_or_else(|| Fault::line(line, "a value behind row and column", text))?;
    if head.symmetric {
        draft.edge_of(row, column, value.abs());
    } else {
        draft.arc_of(row, column, value.abs());
    }
    Ok(())
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

    #[test]
    fn a_symmetric_pattern_lists_each_pair_once() {
        let text = "%%MatrixMarket matrix coordinate pattern symmetric\n% karate\n\n4 4 3\n2 1\n3 1\n3 3\n";
        let graph = parsed(text, Directed::Both).unwrap();
        assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), [(0, 1), (0, 2)]);
        assert_eq!(graph.summary.to_string(), "test: 4 persons, 2 contacts; dropped 1 loop");
    }

    #[test]
    fn in_a_general_matrix_the_row_names_the_column() {
        let text = "%%matrixmarket matrix coordinate real general\n3 3 3\n1 2 0.5\n2 1 -1.5\n3 1 4\n";
        let either = parsed(text, Directed::Either).unwrap();
        assert_eq!((either.pairs.len(), either.weights.unwrap()), (2, vec![2.0, 4.0]));
        let both = parsed(text, Directed::Both).unwrap();
        assert_eq!(both.pairs.iter().collect::<Vec<_>>(), [(0, 1)]);
        let line = "test: 3 persons, 1 contact; dropped 1 repeat, 1 pair named from one side only";
        assert_eq!(both.summary.to_string(), line);
    }

    #[test]
    fn what_is_announced_must_come() {
        let with = |rest: &str| refused(&format!("%%MatrixMarket matrix coordinate integer general\n{rest}"));
        assert_eq!(with("2 2 2\n1 2 1\n"), "x, line 4: expected entry 2 of 2, found nothing");
        assert_eq!(with("2 2 1\n1 3 1\n"), "x, line 3: expected row and column from 1 to 2, found `1 3 1`");
        assert_eq!(with("2 2 1\n1 2\n"), "x, line 3: expected a value behind row and column, found `1 2`");
        assert_eq!(
            with("2 2 0\n1 2 1\n"),
            "x, line 3: expected 0 entries as announced, and nothing more, found `1 2 1`"
        );
        assert_eq!(with("2 3 0\n"), "x, line 2: expected a square matrix, with a row for each person, found `2 3 0`");
        assert!(
            refused("%%MatrixMarket matrix array real general\n").starts_with("x, line 1: expected %%MatrixMarket")
        );
        assert_eq!(
            with("4000000000 4000000000 1\n1 2 1\n"),
            "x: it announces 4,000,000,000 persons, but holds 1 pairs only"
        );
    }
}
