//! Divided attention: what a company does besides a platform delays the platform's features.
//!
//! A feature on which work begins on day b, and which takes w days of full attention \[day\], is ready in the first tick that
//! begins when so much work has been done:
//!
//! t = min { t : tΔ ≥ b and W(b, tΔ) ≥ w },   W(b, x) = ∫ e(s) ds from b to x
//!
//! e is the [`Effort`], the share of the company's attention that the platform has, 0 to 1. At full effort, the neutral value,
//! the feature is ready on day b + w; at a constant effort e on day b + w/e; and never when the effort falls to 0 before: the
//! company has given the platform up. Abilities that are worked on at the same time do not slow each other down.
//!
//! Source: Xiaomi's founders said afterwards that their attention, money and people had gone to the phone, announced on
//! 2011-08-16, while MiTalk fell behind in features. That work is done in proportion to attention is the simplest reading of
//! it; Brooks (1975) tells where more hands do not help.

use crate::scenario::Effort;
use crate::units::Tick;

/// The first tick in which a feature is ready that takes `work` \[day\] of full attention from day `begin` on; none when it never is.
///
/// Work done before the start counts; what is ready by then is there in tick 0.
pub fn ready(effort: &Effort, begin: f64, work: f64, ticks_per_day: u32) -> Option<Tick> {
    let is_ready = |tick: Tick| effort.has_done(work, begin, f64::from(tick) / f64::from(ticks_per_day));
    // Work is never undone: once ready, always ready.
    let (mut earliest, mut latest) = (0, Tick::MAX);
    while earliest < latest {
        let middle = earliest.midpoint(latest);
        if is_ready(middle) {
            latest = middle;
        } else {
            earliest = middle + 1;
        }
    }
    (earliest < Tick::MAX).then_some(earliest)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::*;
    use crate::scenario::{Dated, Quantity};

    const START: Date = date(2011, 1, 1);

    fn day(day: i32) -> Date {
        START.saturating_add(jiff::Span::new().days(day))
    }

    fn effort(first: f64, later: &[(i32, f64)]) -> Effort {
        let step = |from, share| Dated { from, value: Quantity::constant("effort", share) };
        let later = later.iter().map(|&(from, share)| step(Some(day(from)), share));
        Effort::new(&[step(None, first)].into_iter().chain(later).collect::<Vec<_>>(), START, Quantity::median)
    }

    #[test]
    fn at_full_effort_a_feature_takes_its_work() {
        for (begin, work, tick) in
            [(0.0, 97.0, 97), (45.0, 100.0, 145), (30.0, 0.0, 30), (-20.0, 50.0, 30), (-20.0, 5.0, 0)]
        {
            assert_eq!(ready(&effort(1.0, &[]), begin, work, 1), Some(tick), "begun on day {begin}");
        }
    }

    #[test]
    fn at_a_constant_effort_the_time_is_the_work_over_the_effort() {
        for (share, work, tick) in
            [(0.5, 48.5, 97), (0.25, 20.0, 80), (0.3, 30.0, 100), (0.7, 10.0, 15), (1e-3, 1.0, 1000)]
        {
            assert_eq!(ready(&effort(share, &[]), 0.0, work, 1), Some(tick), "{work} days at {share}");
        }
    }

    /// Full effort for 10 days, a fifth for 30, none for 5, then half: 10, 16, 16, … days of work are done by day 10, 40, 45, …
    #[test]
    fn over_steps_the_work_adds_up() {
        let effort = effort(1.0, &[(10, 0.2), (40, 0.0), (45, 0.5)]);
        for (work, tick) in
            [(9.5, 10), (10.0, 10), (11.0, 15), (15.9, 40), (16.0, 40), (16.1, 46), (18.0, 49), (66.0, 145)]
        {
            assert_eq!(ready(&effort, 0.0, work, 1), Some(tick), "{work} days of work");
        }
        assert_eq!(ready(&effort, 41.0, 2.0, 1), Some(49), "nothing happens until day 45");
    }

    #[test]
    fn who_gives_up_finishes_nothing_more() {
        let effort = effort(0.5, &[(100, 0.0)]);
        assert_eq!(ready(&effort, 0.0, 50.0, 1), Some(100), "the last day's work counts");
        assert_eq!(ready(&effort, 0.0, 50.1, 1), None);
        assert_eq!(ready(&effort, 100.0, 0.1, 1), None);
    }

    #[test]
    fn shorter_ticks_see_it_earlier_within_the_day() {
        let effort = effort(0.4, &[]);
        // 2 days of work at .4 begun on day 3 are done on day 8; 2.1 on day 8.25; 2.11 on day 8.275.
        for (work, [days, quarters, hours]) in [(2.0, [8, 32, 192]), (2.1, [9, 33, 198]), (2.11, [9, 34, 199])] {
            assert_eq!([1, 4, 24].map(|parts| ready(&effort, 3.0, work, parts)), [days, quarters, hours].map(Some));
        }
    }

    proptest! {
        /// Against adding up tick by tick.
        #[test]
        fn a_search_finds_what_counting_finds(
            first in 0u32..=4,
            mut later in prop::collection::vec((1i32..60, 0u32..=4), 0..4),
            begin in -20i32..40,
            quarters in 0u32..200,
        ) {
            later.sort_by_key(|step| step.0);
            later.dedup_by_key(|step| step.0);
            let share_on = |on: i32| later.iter().rev().find(|step| step.0 <= on).map_or(first, |step| step.1);
            // In quarters of a day's full attention, without any rounding.
            let mut done = 0;
            let mut counted = None;
            for on in begin..400 {
                if done >= quarters {
                    counted = Some(on.max(0) as u32);
                    break;
                }
                done += share_on(on);
            }
            let shares: Vec<(i32, f64)> = later.iter().map(|&(from, share)| (from, f64::from(share) / 4.0)).collect();
            let effort = effort(f64::from(first) / 4.0, &shares);
            let found = ready(&effort, f64::from(begin), f64::from(quarters) / 4.0, 1);
            prop_assert_eq!(found, counted);
        }
    }
}
