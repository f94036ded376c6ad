//! Many points of a space of parameters: all alike, or most runs where the outcome tips.

use super::crew::Trouble;
use super::study::{Study, successes};
use crate::stats::anytime_proportion;

/// How many runs each point gets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Allocation {
    /// So many.
    Even(u64),
    /// At most so many; a point gets no more as soon as its probability is known to lie on one side of a level.
    Tipping {
        /// The most runs of a point.
        most: u64,
        /// The level.
        level: f64,
    },
}

/// Runs after which a point is first looked at: so many runs that all end the same way settle a level of one half.
const FIRST: u64 = 7;
/// Confidence with which a point lies on one side, at whatever number of runs it is looked at.
const CERTAIN: f64 = 0.95;

/// On which side of a level a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above.
    Above,
    /// Below.
    Below,
    /// Not known yet.
    Open,
}

/// Makes the runs of all worlds of a study.
pub fn sweep(study: &mut Study, allocation: Allocation) -> Result<(), Trouble> {
    let worlds = 0..study.tallies().len();
    match allocation {
        Allocation::Even(runs) => study.extend(&worlds.map(|world| (world, runs)).collect::<Vec<_>>()),
        Allocation::Tipping { most, level } => {
            let mut runs = FIRST.min(most);
            let mut open: Vec<usize> = worlds.collect();
            loop {
                study.extend(&open.iter().map(|world| (*world, runs)).collect::<Vec<_>>())?;
                open.retain(|world| side(&study.tally(*world).values, level) == Side::Open);
                if runs == most || open.is_empty() {
                    return Ok(());
                }
                runs = (2 * runs).min(most);
            }
        }
    }
}

/// On which side of a level a probability lies, from the values 0 and 1 of runs.
pub fn side(values: &[f64], level: f64) -> Side {
    let (low, high) = anytime_proportion(successes(values), values.len() as u64, CERTAIN);
    if low > level {
        Side::Above
    } else if high < level {
        Side::Below
    } else {
        Side::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_runs_that_end_the_same_way_settle_one_half() {
        let runs = FIRST as usize;
        assert_eq!(side(&vec![1.0; runs], 0.5), Side::Above);
        assert_eq!(side(&vec![0.0; runs], 0.5), Side::Below);
        assert_eq!(side(&vec![1.0; runs - 1], 0.5), Side::Open);
        let mixed: Vec<f64> = (0..40).map(|run| f64::from(run % 3 == 0)).collect();
        assert_eq!(side(&mixed, 0.5), Side::Open);
        assert_eq!(side(&[], 0.5), Side::Open);
    }
}
