//! A random simple graph with given degrees, however tight they are.

use std::collections::BinaryHeap;
use std::num::NonZeroUsize;

use crate::contacts::pairing::Pairing;
use crate::rng::Stream;

/// Random switches a stub after which a constructed graph counts as mixed.
const ROUNDS: u64 = 10;

/// A pairing without loops and repetitions; with as few as possible where no simple graph has these degrees.
///
/// The sum of the degrees is even. The number of threads changes nothing.
pub fn simple(degrees: &[u32], threads: NonZeroUsize, stream: Stream) -> Pairing {
    let oneself = |i: u32, j: u32| i == j;
    Pairing::random(degrees.to_vec(), &oneself, threads, stream.below(0)).unwrap_or_else(|flawed| {
        let Some(pairs) = havel_hakimi(degrees) else { return flawed };
        Pairing::of_pairs(degrees.to_vec(), pairs).mixed(ROUNDS, &oneself, stream.below(1))
    })
}

/// A simple graph with these degrees, if there is one: whoever needs most contacts gets those who need most among the
/// others (Havel 1955, Hakimi 1962). O(ends · log N).
fn havel_hakimi(degrees: &[u32]) -> Option<Vec<(u32, u32)>> {
    let mut needy: BinaryHeap<(u32, u32)> = degrees.iter().copied().zip(0..).filter(|&(need, _)| need > 0).collect();
    let mut pairs = Vec::new();
    let mut served = Vec::new();
    while let Some((need, i)) = needy.pop() {
        for _ in 0..need {
            let (other, j) = needy.pop()?;
            pairs.push((i, j));
            served.push((other - 1, j));
        }
        needy.extend(served.drain(..).filter(|&(need, _)| need > 0));
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::contacts::ContactLayers;
    use crate::contacts::configuration::Configuration;
    use crate::contacts::generator::Generate;
    use crate::rng::World;
    use crate::stats::is_graphical;

    fn stream(seed: u64) -> Stream {
        World { seed, replicate: 0 }.stream("configuration")
    }

    fn graph(degrees: &[u32], seed: u64) -> ContactLayers {
        let mut pairs = Vec::new();
        Configuration::new(degrees, NonZeroUsize::MIN, stream(seed)).emit_all(&mut |i, j| pairs.push((i, j)));
        ContactLayers::from_edges(degrees.len() as u32, &[pairs])
    }

    fn graphical(degrees: &[u32]) -> bool {
        is_graphical(&degrees.iter().map(|&degree| (degree, 1)).collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn every_graphical_sequence_is_kept_exactly(mut degrees in proptest::collection::vec(0u32..12, 2..24), seed: u64) {
            degrees[0] += degrees.iter().sum::<u32>() % 2;
            let contacts = graph(&degrees, seed);
            let found: Vec<u32> = (0..degrees.len() as u32).map(|i| contacts.degree(i, 0)).collect();
            prop_assert_eq!(found == degrees, graphical(&degrees));
            prop_assert!(found.iter().zip(&degrees).all(|(found, asked)| found <= asked));
        }

        #[test]
        fn havel_and_hakimi_agree_with_erdos_and_gallai(degrees in proptest::collection::vec(0u32..9, 1..9)) {
            let pairs = havel_hakimi(&degrees);
            prop_assert_eq!(pairs.is_some(), graphical(&degrees));
            if let Some(pairs) = pairs {
                let contacts = ContactLayers::from_edges(degrees.len() as u32, &[pairs]);
                prop_assert!(degrees.iter().zip(0..).all(|(&degree, i)| contacts.degree(i, 0) == degree));
            }
        }
    }

    /// Threshold graphs are the only ones with their degrees: a star, a clique with a tail, everybody with everybody.
    #[test]
    fn the_tightest_sequences_are_made_too() {
        for degrees in [vec![6, 1, 1, 1, 1, 1, 1], vec![4, 3, 3, 3, 1], vec![7; 8], vec![5, 5, 3, 3, 2, 2]] {
            let contacts = graph(&degrees, 3);
            assert!(degrees.iter().zip(0..).all(|(&degree, i)| contacts.degree(i, 0) == degree), "{degrees:?}");
        }
    }

    /// Hubs who know a sixth of all persons and hold two thirds as many ends as all others: exact none the less.
    #[test]
    fn a_graph_of_hubs_has_exact_degrees() {
        let mut degrees: Vec<u32> = (0..3000).map(|i| if i < 20 { 500 } else { 1 + i % 9 }).collect();
        degrees[0] += degrees.iter().sum::<u32>() % 2;
        assert!(graphical(&degrees));
        let contacts = graph(&degrees, 5);
        assert!(degrees.iter().zip(0..).all(|(&degree, i)| contacts.degree(i, 0) == degree));
    }

    /// Degrees 1, 1, 2, 2 of four persons have the two paths 0–2–3–1 and 0–3–2–1, one as likely as the other: 4,000
    /// graphs, 4 standard errors of .0079.
    #[test]
    fn graphs_with_the_same_degrees_are_equally_likely() {
        let mut found = BTreeMap::new();
        for seed in 0..4000 {
            *found.entry(graph(&[1, 1, 2, 2], seed).pairs(0).collect::<Vec<_>>()).or_insert(0.0) += 1.0 / 4000.0;
        }
        assert!(found.len() == 2 && found.values().all(|share: &f64| (share - 0.5).abs() < 4.0 * 0.0079), "{found:?}");
    }
}
