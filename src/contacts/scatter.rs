//! Naming ends by several threads, and bringing each to the part of the persons that it belongs to.
//!
//! In turns: threads take blocks of what names ends and write these into bins, one for each part; when enough are
//! held, threads take parts and put down what lies in their bins. No two threads ever touch the same part, and a part
//! with its rows is small enough to stay near the processor, which matters more than a second thread where contacts are
//! far apart.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::generator::Generate;
use super::layers::End;
use super::rows::ends_of;
use super::source::Source;
use crate::parallel::side_by_side;

/// Ends that all threads together hold in bins \[8 bytes each\].
const HELD: usize = 1 << 22;

/// What names ends of contacts, in blocks that can be taken in any order and by several threads.
pub trait Ends<T>: Sync {
    /// Number of blocks.
    fn blocks(&self) -> usize;

    /// Names the ends of a block: a person, and what is at the end.
    fn emit(&self, block: usize, end: impl FnMut(u32, T));
}

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
}

impl Ends<End> for Blocks<'_> {
    fn blocks(&self) -> usize {
        self.before[self.sources.len()]
    }

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
}

/// Names all ends by so many threads; `put` puts down an end of a person, by its place in a part. Parts have `width`
/// persons, a power of two. `told` hears now and then what part of the blocks is done.
pub fn scatter<T: Copy + Send + Sync, P: Send>(
    ends: &impl Ends<T>,
    width: usize,
    threads: usize,
    parts: &mut [P],
    put: impl Fn(&mut P, usize, T) + Sync,
    told: &dyn Fn(f64),
) {
    let all = ends.blocks();
    let next = AtomicUsize::new(0);
    let mut hands: Vec<Bins<T>> = (0..threads).map(|_| vec![Vec::new(); parts.len()]).collect();
    while next.load(Ordering::Relaxed) < all {
        let held = AtomicUsize::new(0);
        side_by_side(&mut hands, threads, |_, bins| {
            while held.load(Ordering::Relaxed) < HELD {
                let block = next.fetch_add(1, Ordering::Relaxed);
                if block >= all {
                    break;
                }
                held.fetch_add(fill(ends, block, bins, width), Ordering::Relaxed);
            }
        });
        side_by_side(parts, threads, |at, part| {
            for (person, end) in hands.iter().flat_map(|bins| &bins[at]) {
                put(part, *person as usize % width, *end);
            }
        });
        // The next blocks may fill other bins: what these took would be held for nothing.
        hands.iter_mut().flatten().for_each(|bin| *bin = Vec::new());
        told(next.load(Ordering::Relaxed).min(all) as f64 / all as f64);
    }
}

/// Writes the ends of a block into bins, and returns how many.
fn fill<T>(ends: &impl Ends<T>, block: usize, bins: &mut Bins<T>, width: usize) -> usize {
    let shift = width.trailing_zeros();
    let mut number = 0;
    ends.emit(block, |person, end| {
        bins[person as usize >> shift].push((person, end));
        number += 1;
    });
    number
}

/// Persons and their ends, for each part.
type Bins<T> = Vec<Vec<(u32, T)>>;
