//! In a ring, each pair has one left end: the person from whom the other is reached by the shorter way to the right.
//!
//! If everybody makes the pairs of which they are the left end, nobody has to know what others choose, and no pair is
//! made twice. Opposite persons, who are as far either way, have the one in the first half as their left end.

/// Number of persons of a ring to the right of a place whose pair with it has its left end there: those at distance 1, 2,
/// …, this.
#[inline]
pub fn reach(place: u32, size: u32) -> u32 {
    (size - u32::from(place >= size / 2)) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_one_left_end() {
        for size in 1..30u32 {
            let left_end_of = |i, j| ((j + size - i) % size) <= reach(i, size);
            for i in 0..size {
                assert!((0..i).all(|j| left_end_of(i, j) != left_end_of(j, i)), "{i} among {size}");
            }
        }
    }
}
