//! Naming contacts by several threads, and bringing each end to the part of the persons that it belongs to.
//!
//! In turns: threads take blocks of the sources and write the ends of their contacts into bins, one for each part; when enough are
//! held, threads take parts and put down what lies in their bins. No two threads ever touch the same part, and a part
//! with its rows is small enough to stay near the processor, which matters more than a second thread where contacts are
//! far apart.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::generator::Generate;
use super::layers::End;
use super::parallel::side_by_side;
use super::rows::ends_of;
use super::source::Source;

/// Ends that all threads together hold in bins \[8 bytes each\].
const HELD: usize = 1 << 22;

/// The blocks of the sources of all stored layers, in the order of their bits.
pub struct Blocks<'g> {
    sources: &'g [Source],
    stored: u32,
    /// Number of blocks before those of each source, and of all.
    before: Vec<usize>,
}

impl<'g> Blocks<'g> {
    /// The blocks of these sources.
    pub fn new(sources: &'g [Source]) -> Self {
        let mut before = vec![0];
        for source in sources {
            before.push(before[before.len() - 1] + source.blocks() as usize);
        }
        Blocks { sources, stored: sources.len() as u32, before }
    }

    /// Names the contacts of a block: both persons, and the end of each.
    fn emit(&self, block: usize, mut end: impl FnMut(u32, End)) {
        let at = self.before.partition_point(|before| *before <= block) - 1;
        self.sources[at].emit((block - self.before[at]) as u32, &mut |i, j| {
            if i != j {
                let [of_i, of_j] = ends_of(self.stored, at as u32, i, j);
                end(i, of_i);
                end(j, of_j);
            }
        });
    }

    /// Names all contacts by so many threads; `put` puts down an end of a person, by its place in a part. Parts have `width`
    /// persons, a power of two.
    pub fn scatter<P: Send>(
        &self,
        width: usize,
        threads: usize,
        parts: &mut [P],
        put: impl Fn(&mut P, usize, End) + Sync,
    ) {
        let all = self.before[self.sources.len()];
        let next = AtomicUsize::new(0);
        let mut hands: Vec<Bins> = (0..threads).map(|_| vec![Vec::new(); parts.len()]).collect();
        while next.load(Ordering::Relaxed) < all {
            let held = AtomicUsize::new(0);
            side_by_side(&mut hands, threads, |_, bins| {
                while held.load(Ordering::Relaxed) < HELD {
                    let block = next.fetch_add(1, Ordering::Relaxed);
                    if block >= all {
                        break;
                    }
                    held.fetch_add(self.fill(block, bins, width), Ordering::Relaxed);
                }
            });
            side_by_side(parts, threads, |at, part| {
                for (person, end) in hands.iter().flat_map(|bins| &bins[at]) {
                    put(part, *person as usize % width, *end);
                }
            });
            // The next blocks may fill other bins: what these took would be held for nothing.
            hands.iter_mut().flatten().for_each(|bin| *bin = Vec::new());
        }
    }

    /// Writes the ends of a block into bins, and returns how many.
    fn fill(&self, block: usize, bins: &mut Bins, width: usize) -> usize {
        let shift = width.trailing_zeros();
        let mut ends = 0;
        self.emit(block, |person, end| {
            bins[person as usize >> shift].push((person, end));
            ends += 1;
        });
        ends
    }
}

/// Persons and their ends, for each part.
type Bins = Vec<Vec<(u32, End)>>;
