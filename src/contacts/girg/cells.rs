//! Cells of the torus: the unit square, its opposite sides glued together, halved again and again in both directions.
//!
//! The cells of a level are numbered along the Z-curve of Morton 1966: what lies within a cell is a range of what lies
//! within all, at every finer level too.

/// The deepest level: 2³² cells, as many as there are persons at most.
pub const DEEPEST: u32 = 16;

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// How often the square was halved: there are 4^level cells of side 2^(−level).
    pub level: u32,
    /// Number on the Z-curve, below 4^level.
    pub code: u64,
}

/// Cells around a cell, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The cell itself and those that touch it: nine from level 2 on.
    pub near: Vec<u64>,
    /// Those that don't, although their parents touch: 27 from level 3 on. They are at least a side away.
    pub far: Vec<u64>,
}

impl Cell {
    /// The four cells within.
    pub fn children(self) -> [Cell; 4] {
        [0, 1, 2, 3].map(|quarter| Cell { level: self.level + 1, code: 4 * self.code + quarter })
    }

    /// Names the cells around.
    pub fn around(self, around: &mut Around) {
        around.near.clear();
        around.far.clear();
        let (x, y) = separated(self.code);
        let parents = 1u32 << self.level.saturating_sub(1);
        let within = if self.level == 0 { 1 } else { 2 };
        for parent_x in neighbors(x / within, parents) {
            for parent_y in neighbors(y / within, parents) {
                for (dx, dy) in (0..within).flat_map(|dx| (0..within).map(move |dy| (dx, dy))) {
                    let (other_x, other_y) = (within * parent_x + dx, within * parent_y + dy);
                    let touches = apart(x, other_x, self.level) <= 1 && apart(y, other_y, self.level) <= 1;
                    let list = if touches { &mut around.near } else { &mut around.far };
                    list.push(interleaved(other_x, other_y));
                }
            }
        }
    }
}

/// A place on a ring of n and its two neighbors, each once.
fn neighbors(at: u32, n: u32) -> impl Iterator<Item = u32> {
    (0..n.min(3)).map(move |step| (at + n - u32::from(n > 2) + step) % n)
}

/// Distance on a ring of 2^level.
fn apart(a: u32, b: u32, level: u32) -> u32 {
    let steps = a.abs_diff(b);
    steps.min((1 << level) - steps)
}

/// The bits of two numbers in turn, those of x higher.
pub fn interleaved(x: u32, y: u32) -> u64 {
    spread(x) << 1 | spread(y)
}

/// Undoes [`interleaved`].
pub fn separated(code: u64) -> (u32, u32) {
    (gathered(code >> 1), gathered(code))
}

/// A zero before each bit.
fn spread(number: u32) -> u64 {
    let mut bits = u64::from(number);
    for (shift, mask) in [
        (16, 0x0000_FFFF_0000_FFFF),
        (8, 0x00FF_00FF_00FF_00FF),
        (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}

/// Every second bit, from the lowest on.
fn gathered(code: u64) -> u32 {
    let mut bits = code & 0x5555_5555_5555_5555;
    for (shift, mask) in [
        (1, 0x3333_3333_3333_3333),
        (2, 0x0F0F_0F0F_0F0F_0F0F),
        (4, 0x00FF_00FF_00FF_00FF),
        (8, 0x0000_FFFF_0000_FFFF),
        (16, 0x0000_0000_FFFF_FFFF),
    ] {
        bits = (bits | bits >> shift) & mask;
    }
    bits as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_interleaved_and_separated(x: u32, y: u32) {
            let code = interleaved(x, y);
            prop_assert_eq!(separated(code), (x, y));
            prop_assert!((0..32).all(|bit| code >> (2 * bit) & 1 == u64::from(y >> bit & 1)));
        }
    }

    fn around(level: u32, code: u64) -> Around {
        let mut found = Around::default();
        Cell { level, code }.around(&mut found);
        found
    }

    #[test]
    fn as_many_cells_lie_around_as_the_torus_has() {
        for (level, near, far) in [(0, 1, 0), (1, 4, 0), (2, 9, 7), (3, 9, 27), (4, 9, 27), (9, 9, 27)] {
            let found = around(level, (1 << (2 * level)) / 3);
            assert_eq!((found.near.len(), found.far.len()), (near, far), "level {level}");
            let mut all: Vec<u64> = found.near.iter().chain(&found.far).copied().collect();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), near + far, "level {level}: each once");
        }
    }

    /// Two cells of level 5 are near, or far at exactly one level, at which both see each other so.
    #[test]
    fn every_two_cells_meet_at_exactly_one_level() {
        let one = 0b11_01_10_00_01;
        for other in 0..1 << 10 {
            let far = |level: u32| {
                let (a, b) = (one >> (2 * (5 - level)), other >> (2 * (5 - level)));
                assert_eq!(around(level, a).far.contains(&b), around(level, b).far.contains(&a));
                usize::from(around(level, a).far.contains(&b))
            };
            let near = usize::from(around(5, one).near.contains(&other));
            assert_eq!((0..=5).map(far).sum::<usize>() + near, 1, "{other:b}");
        }
    }
}
