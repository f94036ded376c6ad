//! Who really was ahead of whom.
//!
//! Platforms that start together are level among their first persons, and the lead changes hands by chance before one of them keeps it.
//! That is no passing: who is passed was ahead beyond the differences between runs, and beyond chance within one.

use super::measures::Measure;
use super::results::Results;

/// A lead counts from this number of standard deviations on: of two equal chances to win each of a + b agents, a − b has √(a + b).
const BEYOND_CHANCE: f64 = 3.0;

/// The rival that a platform passes when it takes the lead on a day: of those that really were ahead of it before, the one that was so
/// last.
pub fn passed(results: &Results, platform: usize, on: usize) -> Option<usize> {
    let rivals = results.present().into_iter().filter(|rival| *rival != platform);
    let last = |rival: usize| (0..on).rev().find(|day| ahead(results, rival, platform, *day)).map(|day| (day, rival));
    rivals.filter_map(last).max_by_key(|(day, rival)| (*day, std::cmp::Reverse(*rival))).map(|(_, rival)| rival)
}

/// Whether a rival really is ahead on a day, in active persons: the middle half of its runs lies above that of the platform, and the
/// medians are further apart than chance would put them.
fn ahead(results: &Results, rival: usize, platform: usize, day: usize) -> bool {
    let (rival, platform) = (results.band(rival, Measure::Active), results.band(platform, Measure::Active));
    let (more, less) = (rival.q50[day], platform.q50[day]);
    rival.q25[day] > platform.q75[day]
        && more - less > BEYOND_CHANCE * libm::sqrt((more + less) * results.persons_per_agent())
}
