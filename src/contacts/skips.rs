//! Which of many places are chosen, each with the same chance: by jumping over those that are not.
//!
//! The gaps between chosen places are geometric, ⌊ln u / ln(1 − p)⌋, so the work is in proportion to what is chosen
//! (Batagelj & Brandes 2005).

use std::ops::Range;

use crate::rng::Stream;

/// The chosen ones of the places below a number, in ascending order.
#[derive(Debug, Clone)]
pub struct Skips {
    /// The first place that is not yet decided.
    next: u64,
    places: u64,
    /// ln(1 − p); −∞ at p = 1, where every gap is 0.
    log_miss: f64,
    draws: Stream,
    draw: u64,
}

impl Skips {
    /// The places below `places`, each chosen with a chance (above 1 counts as 1).
    pub fn new(places: u64, chance: f64, draws: Stream) -> Self {
        let places = if chance > 0.0 { places } else { 0 };
        Skips { next: 0, places, log_miss: libm::log1p(-chance.min(1.0)), draws, draw: 0 }
    }
}

impl Iterator for Skips {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        if self.next >= self.places {
            return None;
        }
        let gap = libm::log(self.draws.unit(self.draw)) / self.log_miss;
        self.draw += 1;
        let place = self.next.saturating_add(gap as u64); // the cast saturates: far beyond the last place
        self.next = place.saturating_add(1);
        (place < self.places).then_some(place)
    }
}

/// The chosen pairs of a row and a later column, each with the same chance: from all pairs of a row and a column, those
/// are left out whose column does not stand behind the row.
pub fn chosen_pairs(
    rows: Range<u32>,
    columns: Range<u32>,
    chance: f64,
    draws: Stream,
) -> impl Iterator<Item = (u32, u32)> {
    let width = u64::from(columns.end.saturating_sub(columns.start));
    let height = u64::from(rows.end.saturating_sub(rows.start));
    Skips::new(width * height, chance, draws)
        .map(move |place| (rows.start + (place / width) as u32, columns.start + (place % width) as u32))
        .filter(|(row, column)| row < column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn stream(seed: u64) -> Stream {
        World { seed, replicate: 0 }.stream("skips")
    }

    #[test]
    fn certain_places_are_all_chosen_and_impossible_ones_never() {
        assert!(Skips::new(100, 1.0, stream(1)).eq(0..100) && Skips::new(100, 7.0, stream(1)).eq(0..100));
        assert_eq!(Skips::new(100, 0.0, stream(1)).count() + Skips::new(0, 1.0, stream(1)).count(), 0);
        assert_eq!(Skips::new(u64::MAX, 1e-300, stream(1)).count(), 0);
    }

    /// Each of 5 places alone and every two together: 20,000 draws at p = .3, 4 standard errors of a binomial share.
    #[test]
    fn places_are_chosen_independently_of_each_other() {
        let n = 20_000;
        let mut found = [[0.0; 5]; 5];
        for seed in 0..n {
            let chosen: Vec<u64> = Skips::new(5, 0.3, stream(seed)).collect();
            for &a in &chosen {
                for &b in &chosen {
                    found[a as usize][b as usize] += 1.0 / n as f64;
                }
            }
        }
        for (a, row) in found.iter().enumerate() {
            for (b, share) in row.iter().enumerate() {
                let p: f64 = if a == b { 0.3 } else { 0.09 };
                assert!((share - p).abs() < 4.0 * (p * (1.0 - p) / n as f64).sqrt(), "{a} and {b}: {share}");
            }
        }
    }

    #[test]
    fn pairs_lie_behind_the_diagonal() {
        let pairs: Vec<(u32, u32)> = chosen_pairs(2..4, 3..6, 1.0, stream(1)).collect();
        assert_eq!(pairs, [(2, 3), (2, 4), (2, 5), (3, 4), (3, 5)]);
        assert_eq!(chosen_pairs(2..4, 6..6, 1.0, stream(1)).count(), 0);
    }
}
