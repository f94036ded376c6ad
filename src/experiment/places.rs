//! Where the lines of finished runs stand: about four bytes a run, for there may be a million.

use std::collections::BTreeMap;

/// Runs in a block.
const BLOCK: u64 = 1024;
/// No line is here.
const NONE: u32 = u32::MAX;

/// File and place of lines, by the number of the run.
///
/// Runs come nearly in order, and so the lines of 1,024 runs stand close together in one file: a block tells where its first
/// one came to stand and how far away the others are. A line that stands elsewhere (in another file, before the first, or
/// too far away) is written down by itself.
#[derive(Debug, Default)]
pub struct Places {
    blocks: BTreeMap<u64, Block>,
    strays: BTreeMap<u64, (usize, u64)>,
    lines: usize,
}

#[derive(Debug)]
struct Block {
    file: usize,
    /// Where the line stands that came first, less a margin for those that should have come before it.
    begin: u64,
    /// By how much each line stands behind that.
    behind: Vec<u32>,
}

impl Places {
    /// File and place of the line of a run.
    pub fn get(&self, run: u64) -> Option<(usize, u64)> {
        self.in_block(run).or_else(|| self.strays.get(&run).copied())
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.lines
    }

    /// Writes down where the line of a run stands; a later line replaces an earlier one.
    pub fn put(&mut self, run: u64, file: usize, place: u64) {
        self.lines += usize::from(self.get(run).is_none());
        self.strays.remove(&run);
        let block = self.blocks.entry(run / BLOCK).or_insert_with(|| Block {
            file,
            begin: place.saturating_sub(1 << 20),
            behind: vec![NONE; BLOCK as usize],
        });
        let behind = place.checked_sub(block.begin).and_then(|behind| u32::try_from(behind).ok());
        let fits = behind.filter(|behind| block.file == file && *behind != NONE);
        block.behind[(run % BLOCK) as usize] = fits.unwrap_or(NONE);
        if fits.is_none() {
            self.strays.insert(run, (file, place));
        }
    }

    fn in_block(&self, run: u64) -> Option<(usize, u64)> {
        let block = self.blocks.get(&(run / BLOCK))?;
        let behind = block.behind[(run % BLOCK) as usize];
        (behind != NONE).then(|| (block.file, block.begin + u64::from(behind)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_found_in_whatever_order_they_came(
            lines in prop::collection::vec((0u64..5000, 0usize..3, prop_oneof![0u64..1 << 22, 0..u64::MAX]), 0..200),
        ) {
            let (mut places, mut known) = (Places::default(), BTreeMap::new());
            for (run, file, place) in lines {
                places.put(run, file, place);
                known.insert(run, (file, place));
            }
            prop_assert_eq!(places.len(), known.len());
            prop_assert!((0..5000).all(|run| places.get(run) == known.get(&run).copied()));
        }
    }

    #[test]
    fn a_million_runs_in_order_take_four_bytes_each() {
        let mut places = Places::default();
        (0..1_000_000).for_each(|run| places.put(run ^ 3, 0, run * 200));
        assert_eq!((places.len(), places.strays.len(), places.blocks.len()), (1_000_000, 0, 977));
        assert_eq!(places.get(999_999), Some((0, 999_996 * 200)));
    }
}
