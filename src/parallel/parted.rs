//! Things brought to the part that they belong to, as the first step of work at all parts side by side.
//!
//! What is spread over much memory is slow to find one by one. Sorted by part first, in blocks that threads take side by side,
//! the things of a part lie in a few places, and a part is small enough to stay near the processor while it is worked at. Things of
//! a part keep their order, so that neither blocks nor threads leave a trace.

/// The things of a block, by part.
#[derive(Debug)]
pub struct Parted<T> {
    /// Where each part begins, and the end of the last.
    starts: Vec<u32>,
    things: Vec<T>,
}

impl<T: Copy + Default> Parted<T> {
    /// Some things with the part of each, below `parts`; the same things at each call.
    pub fn new<I: Iterator<Item = (usize, T)>>(parts: usize, things: impl Fn() -> I) -> Self {
        // Two entries ahead: while things are put down, the entry ahead says where the next one of a part goes.
        let mut starts = vec![0u32; parts + 2];
        things().for_each(|(part, _)| starts[part + 2] += 1);
        for part in 2..starts.len() {
            starts[part] += starts[part - 1];
        }
        let mut placed = vec![T::default(); starts[parts + 1] as usize];
        things().for_each(|(part, thing)| {
            let next = &mut starts[part + 1];
            placed[*next as usize] = thing;
            *next += 1;
        });
        starts.pop();
        Parted { starts, things: placed }
    }

    /// The things of a part, in the order in which they came.
    pub fn part(&self, part: usize) -> &[T] {
        &self.things[self.starts[part] as usize..self.starts[part + 1] as usize]
    }

    /// Where each part begins, and the end of the last; and all things.
    pub fn into_rows(self) -> (Vec<u32>, Vec<T>) {
        (self.starts, self.things)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a stable sort.
        #[test]
        fn parts_hold_their_things_in_order(things in proptest::collection::vec((0usize..5, 0u8..9), 0..60)) {
            let parted = Parted::new(5, || things.iter().copied());
            let mut sorted = things.clone();
            sorted.sort_by_key(|(part, _)| *part);
            let found: Vec<(usize, u8)> =
                (0..5).flat_map(|part| parted.part(part).iter().map(move |thing| (part, *thing))).collect();
            prop_assert_eq!(found, sorted);
        }
    }
}
