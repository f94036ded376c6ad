//! Sizes of communities, and who belongs to which: persons of a community are neighbors in their order.

use crate::parallel::Parted;
use crate::rng::Stream;
use crate::stats::Discrete;

/// The first person of each community, and the number of persons: P(size) ∝ size^(−exponent) from `least` to `most`.
///
/// Persons left over for a last community that would be smaller than `least` are shared out among all the others.
pub fn communities(persons: u32, exponent: f64, (least, most): (u32, u32), stream: Stream) -> Vec<u32> {
    let law = Discrete::power_law(exponent, least, most);
    let (mut sizes, mut left) = (Vec::new(), persons);
    while left >= least.max(1) {
        let size = law.quantile(stream.unit(sizes.len() as u64)).min(left);
        sizes.push(size);
        left -= size;
    }
    if sizes.is_empty() {
        return vec![0, persons];
    }
    let number = sizes.len() as u32;
    let more = |nth: u32| left / number + u32::from(nth < left % number);
    let mut last = 0;
    let ends = (0..).zip(&sizes).map(|(nth, size)| {
        last += size + more(nth);
        last
    });
    [0].into_iter().chain(ends).collect()
}

/// A person for each of the `degrees` within communities, at random among those whose community has more other persons
/// than the degree asks for; the largest degrees first. Where no such place is left, the largest community takes it.
pub fn places(starts: &[u32], degrees: &[u32], stream: Stream) -> Vec<u32> {
    let size = |community: &usize| starts[community + 1] - starts[*community];
    let mut closed: Vec<usize> = (0..starts.len() - 1).collect();
    closed.sort_by_key(size);
    let (mut free, mut places) = (Vec::new(), vec![0; degrees.len()]);
    for (nth, at) in (0..).zip(falling(degrees)) {
        let degree = degrees[at as usize];
        while let Some(next) = closed.pop_if(|next| free.is_empty() || size(next) > degree) {
            free.extend(starts[next]..starts[next + 1]);
        }
        places[at as usize] = free.swap_remove(stream.under(nth, free.len() as u64) as usize);
    }
    places
}

/// The places of some numbers, the largest numbers first, equal ones in their order; in time proportional to how many and how
/// large they are.
fn falling(numbers: &[u32]) -> Vec<u32> {
    let largest = numbers.iter().max().copied().unwrap_or(0);
    let ranks = || (0..).zip(numbers).map(|(at, number)| ((largest - number) as usize, at));
    Parted::new(largest as usize + 1, ranks).into_rows().1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rng::World;

    fn stream() -> Stream {
        World { seed: 15, replicate: 0 }.stream("communities")
    }

    proptest! {
        #[test]
        fn communities_cover_everybody_and_keep_to_their_sizes(persons in 0u32..5000, least in 1u32..60, more in 0u32..90) {
            let starts = communities(persons, 1.5, (least, least + more), stream());
            prop_assert_eq!((starts[0], starts[starts.len() - 1]), (0, persons));
            let sizes: Vec<u32> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let shared = least / sizes.len() as u32 + 1;
            prop_assert!(persons < least || sizes.iter().all(|&size| least <= size && size <= least + more + shared));
        }
    }

    /// P(size) ∝ size^(−2) from 20 to 100: mean Σ1/s / Σ1/s² = 1.6244/.0413 = 39.4, over 2,500 communities with standard
    /// error .4.
    #[test]
    fn sizes_follow_the_power_law() {
        let starts = communities(100_000, 2.0, (20, 100), stream());
        let mean = 1e5 / (starts.len() - 1) as f64;
        let sum = |power: i32| (20..=100).map(|s| f64::from(s).powi(-power)).sum::<f64>();
        assert!((mean - sum(1) / sum(2)).abs() < 4.0 * 0.42, "{mean}");
    }

    #[test]
    fn everybody_gets_a_place_of_their_own_in_a_community_that_is_large_enough() {
        let starts = [0, 10, 14, 40];
        let degrees: Vec<u32> = (0..40).map(|at| if at < 20 { 3 + at } else { 2 }).collect();
        let places = places(&starts, &degrees, stream());
        let size = |place: u32| {
            if place < 10 {
                10
            } else if place < 14 {
                4
            } else {
                26
            }
        };
        assert!(degrees.iter().zip(&places).all(|(&degree, &place)| degree < size(place)));
        let mut sorted = places.clone();
        sorted.sort_unstable();
        assert!(sorted.iter().copied().eq(0..40) && sorted != places);
    }

    #[test]
    fn who_fits_nowhere_goes_to_the_largest_community_that_is_left() {
        assert!(places(&[0, 2, 5], &[9, 0, 0, 0, 0], stream())[0] >= 2);
    }
}
