//! Random order, by one thread or by several.
//!
//! Each thing draws one of many buckets, by its own address; then each bucket is shuffled (Fisher–Yates), small enough to
//! stay near the processor. Laid one after the other, the buckets are all things in random order, each order as likely as
//! the next (Sanders 1998, *Random permutations on distributed, external and hierarchical memory*). Things of a bucket stand
//! in their own order before it is shuffled, so that no thread leaves a trace.

use std::num::NonZeroUsize;

use super::offsets::Offsets;
use crate::parallel::{Parted, in_order};
use crate::rng::Stream;

/// Stubs of a bucket on average: 256 kB.
const BUCKET: usize = 1 << 16;
/// Stubs of a block on average: many for each bucket.
const BLOCK: usize = 1 << 20;

/// Brings some things into random order (Fisher–Yates).
pub fn shuffle<T>(things: &mut [T], stream: Stream) {
    for last in (1..things.len()).rev() {
        things.swap(last, stream.under(last as u64, last as u64 + 1) as usize);
    }
}

/// The persons who hold the stubs, as many each as their row is long, in random order: in buckets, one after the other.
pub fn shuffled_stubs(rows: &Offsets, threads: NonZeroUsize, stream: Stream) -> Vec<Vec<u32>> {
    let buckets = rows.total().div_ceil(BUCKET);
    let width = (BLOCK * rows.persons() as usize).checked_div(rows.total()).unwrap_or(1).max(1) as u32;
    let draws = stream.below(0);
    let bucket = |stub: usize| draws.under(stub as u64, buckets as u64) as usize;
    let blocks = in_order(threads, rows.persons().div_ceil(width) as usize, |block| {
        let first = block as u32 * width;
        let persons = first..rows.persons().min(first.saturating_add(width));
        let stubs = |person| rows.row(person).map(move |stub| (bucket(stub), person));
        Parted::new(buckets, || persons.clone().flat_map(stubs))
    });
    in_order(threads, buckets, |bucket| {
        let mut persons = blocks.iter().map(|block| block.part(bucket)).collect::<Vec<_>>().concat();
        shuffle(&mut persons, stream.below(1).below(bucket as u64));
        persons
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rng::World;

    fn stream(seed: u64) -> Stream {
        World { seed, replicate: 0 }.stream("shuffle")
    }

    /// 24 orders of four things: 24,000 of them, χ² with 23 degrees of freedom, error level 10⁻⁴ (56.4).
    #[test]
    fn all_orders_are_equally_likely() {
        let mut found = BTreeMap::new();
        for seed in 0..24_000 {
            let mut things = [0, 1, 2, 3];
            shuffle(&mut things, stream(seed));
            *found.entry(things).or_insert(0.0) += 1.0;
        }
        let chi2: f64 = found.values().map(|count: &f64| (count - 1000.0).powi(2) / 1000.0).sum();
        assert!(found.len() == 24 && chi2 < 56.4, "{} orders, χ² = {chi2}", found.len());
    }

    /// 300,000 stubs in five buckets, among them those of somebody who holds a third: everybody's stubs are there, and
    /// those of 16 groups of persons lie evenly in 16 parts of the order: χ² with 225 degrees of freedom (fixed numbers of both),
    /// |χ² − 225| < 4·√450.
    #[test]
    fn stubs_are_all_there_and_lie_evenly_for_any_number_of_threads() {
        let degrees: Vec<u32> = (0..50_000).map(|person| if person == 7 { 100_000 } else { person % 9 }).collect();
        let rows = Offsets::from_counts(degrees.clone());
        let [alone, four] =
            [1, 4].map(|threads| shuffled_stubs(&rows, NonZeroUsize::new(threads).expect("not 0"), stream(1)));
        assert!(alone == four && alone.len() == 5, "{} buckets", alone.len());
        let order = alone.concat();
        let mut found = vec![0; degrees.len()];
        for &person in &order {
            found[person as usize] += 1;
        }
        assert_eq!(found, degrees);

        let group = |person: u32| if person == 7 { 15 } else { person as usize / 3334 };
        let mut cells = [[0.0; 16]; 16];
        let part = |at: usize| at * 16 / order.len();
        order.iter().enumerate().for_each(|(at, &person)| cells[group(person)][part(at)] += 1.0);
        let all = order.len() as f64;
        let column = |part: usize| cells.iter().map(|row| row[part]).sum::<f64>();
        let mut chi2 = 0.0;
        for row in &cells {
            for (part, count) in row.iter().enumerate() {
                let expected = row.iter().sum::<f64>() * column(part) / all;
                chi2 += (count - expected).powi(2) / expected;
            }
        }
        assert!((chi2 - 225.0).abs() < 4.0 * 450f64.sqrt(), "χ² = {chi2}");
    }

    #[test]
    fn nobody_and_no_stubs_are_no_trouble() {
        for persons in [0, 1, 5] {
            assert!(
                shuffled_stubs(&Offsets::from_counts(vec![0; persons]), NonZeroUsize::MIN, stream(1))
                    .concat()
                    .is_empty()
            );
        }
    }
}
