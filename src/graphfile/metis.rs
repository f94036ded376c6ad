//! METIS: line i holds the neighbors of person i (Karypis & Kumar, METIS 5 manual, section 4.1.1).
//!
//! The first line that is no comment (`%`) announces persons, pairs, and in three digits whether lines begin with sizes and
//! weights of persons and whether each neighbor is followed by the weight of the pair: `n m [fmt [ncon]]`. An empty line is
//! a person without contacts. Every pair stands in both lines and is announced once.

use super::draft::{Draft, Listing};
use super::edge_list::weight;
use super::fault::Fault;
use super::lines::{Lines, number, words};
use super::options::Weights;

/// The first line.
struct Head {
    persons: u32,
    pairs: u64,
    /// Numbers at the head of each line that tell of the person.
    skipped: usize,
    has_weights: bool,
}

/// Reads a METIS file.
pub(super) fn read(lines: &mut Lines, weights: Weights) -> Result<Draft, Fault> {
    let head = head(lines)?;
    let mut draft = Draft::announced(head.persons, weights);
    draft.list(Listing::BothEnds);
    let mut neighbors = 0u64;
    for person in 0..head.persons {
        let Some((line, text)) = lines.next_but(b'%')? else {
            let expected = format!("the neighbors of person {} of {}", person + 1, head.persons);
            return Err(Fault::line(lines.number() + 1, expected, b""));
        };
        neighbors += row(&head, person, line, text, &mut draft)?;
    }
    while let Some((line, text)) = lines.next_but(b'%')? {
        if !text.trim_ascii().is_empty() {
            return Err(Fault::line(line, format!("nothing behind the line of person {}", head.persons), text));
        }
    }
    if u128::from(neighbors) != 2 * u128::from(head.pairs) {
        let announced = head.pairs;
        let expected =
            format!("{} neighbors, two for each of the {announced} pairs announced", 2 * u128::from(announced));
        return Err(Fault::line(lines.number(), expected, format!("{neighbors} neighbors").as_bytes()));
    }
    Ok(draft)
}

/// What is expected of the first line.
const HEAD: &str = "the numbers of persons and of pairs, such as `34 78`";

fn head(lines: &mut Lines) -> Result<Head, Fault> {
    let Some((line, text)) = lines.next_but(b'%')? else {
        return Err(Fault::line(lines.number() + 1, HEAD, b""));
    };
    let numbers: Option<Vec<u64>> = words(text).map(number).collect();
    let numbers = numbers.filter(|numbers| (2..=4).contains(&numbers.len()));
    let numbers = numbers.ok_or_else(|| Fault::line(line, HEAD, text))?;
    let form = numbers.get(2).copied().unwrap_or(0);
    let constraints = numbers.get(3).copied().unwrap_or(1);
    let digits = [form / 100, form / 10 % 10, form % 10];
    let persons = u32::try_from(numbers[0]).ok().filter(|_| digits.iter().all(|digit| *digit < 2) && constraints < 100);
    let persons = persons.ok_or_else(|| Fault::line(line, HEAD, text))?;
    let skipped = (digits[0] + digits[1] * constraints) as usize;
    Ok(Head { persons, pairs: numbers[1], skipped, has_weights: digits[2] == 1 })
}

/// Reads the line of a person; returns the number of neighbors.
fn row(head: &Head, person: u32, line: u64, text: &[u8], draft: &mut Draft) -> Result<u64, Fault> {
    let mut words = words(text).skip(head.skipped);
    let mut neighbors = 0;
    while let Some(word) = words.next() {
        let other = number(word).filter(|other| (1..=head.persons).contains(other));
        let other = other.ok_or_else(|| Fault::line(line, format!("a person from 1 to {}", head.persons), word))?;
        let strength = if head.has_weights { weight(line, words.next().unwrap_or_default())? } else { 1.0 };
        // Both lines say the weight; half from each.
        draft.arc_of(person, other - 1, strength / 2.0);
        neighbors += 1;
    }
    Ok(neighbors)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::options::Directed;
    use crate::graphfile::people::Graph;

    fn parsed(text: &str) -> Result<Graph, Fault> {
        read(&mut Lines::new(&mut text.as_bytes()), Weights::Kept)?.finish("test", Directed::Either)
    }

    fn refused(text: &str) -> String {
        parsed(text).unwrap_err().in_file("x".as_ref()).to_string()
    }

    /// Figure 2 of the manual: the same graph plain, with weights of pairs, and with those of persons too.
    #[test]
    fn the_graphs_of_the_manual_are_read() {
        let plain = "% comment\n7 11\n5 3 2\n1 3 4\n5 4 2 1\n2 3 6 7\n1 3 6\n5 4 7\n6 4\n";
        let weighted =
            "7 11 001\n5 1 3 2 2 1\n1 1 3 2 4 1\n5 3 4 2 2 2 1 2\n2 1 3 2 6 2 7 5\n1 1 3 3 6 2\n5 2 4 2 7 6\n6 6 4 5\n";
        let persons = "7 11 011\n4 5 1 3 2 2 1\n2 1 1 3 2 4 1\n5 5 3 4 2 2 2 1 2\n3 2 1 3 2 6 2 7 5\n1 1 1 3 3 6 2\n6 5 2 4 2 7 6\n2 6 6 4 5\n";
        let expected = [(0, 1), (0, 2), (0, 4), (1, 2), (1, 3), (2, 3), (2, 4), (3, 5), (3, 6), (4, 5), (5, 6)];
        for text in [plain, weighted, persons] {
            let graph = parsed(text).unwrap();
            assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), expected);
            assert_eq!(graph.summary.to_string(), "test: 7 persons, 11 contacts");
        }
        let weights = parsed(weighted).unwrap().weights.unwrap();
        assert_eq!(weights, [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 3.0, 2.0, 5.0, 2.0, 6.0]);
    }

    #[test]
    fn an_empty_line_is_a_person_without_contacts() {
        let graph = parsed("4 1\n2\n1\n\n\n\n").unwrap();
        assert_eq!((graph.people.count(), graph.pairs.degrees()), (4, vec![1, 1, 0, 0]));
    }

    #[test]
    fn what_is_announced_must_come() {
        assert_eq!(refused("3 1\n2\n1\n"), "x, line 4: expected the neighbors of person 3 of 3, found nothing");
        assert_eq!(refused("2 1\n2\n3\n"), "x, line 3: expected a person from 1 to 2, found `3`");
        let neighbors = "x, line 3: expected 4 neighbors, two for each of the 2 pairs announced, found `2 neighbors`";
        assert_eq!(refused("2 2\n2\n1\n"), neighbors);
        assert_eq!(refused("1 0\n\n7\n"), "x, line 3: expected nothing behind the line of person 1, found `7`");
        assert!(refused("4000000000 1\n2\n1\n").contains("the neighbors of person 3 of 4000000000"));
        assert!(refused("a graph\n").starts_with("x, line 1: expected the numbers of persons and of pairs"));
    }
}
