//! Joins a day over spans of days: means over the runs, and the runs that are drawn, over the same spans.

use crate::report::Results;
use crate::report::lines::{Drawn, days};
use crate::report::measures::Measure;

/// Days over which joins are averaged, at least, and the most points of a line.
const STEPS: [usize; 5] = [1, 7, 14, 28, 91];
const MOST: usize = 180;

/// Joins a day of each platform, but for first users \[persons\].
pub struct Joins {
    /// For each span the day before its first, and its last; one begins where the other ends.
    pub spans: Vec<(usize, usize)>,
    /// For each platform and span, the mean over the runs.
    pub of: Vec<Vec<f64>>,
    /// For each run that is drawn, each platform and span.
    pub of_runs: Vec<Vec<Vec<f64>>>,
}

impl Joins {
    /// The joins of a scenario.
    pub fn new(results: &Results) -> Joins {
        let last = results.last_day();
        let days = if results.lines.days.is_empty() { days(last) } else { results.lines.days.clone() };
        let spans = spans(last, &days);
        let causes = results.causes.iter().enumerate().filter(|(_, cause)| *cause != "initial");
        let causes: Vec<Measure> = causes.map(|(at, _)| Measure::JoinedBy(at)).collect();
        let of = |platform: usize| {
            let on = |day: usize| causes.iter().map(|cause| results.band(platform, *cause).mean[day]).sum::<f64>();
            let mean = |&(from, to): &(usize, usize)| (from + 1..=to).map(on).sum::<f64>() / (to - from).max(1) as f64;
            spans.iter().map(mean).collect()
        };
        let of = (0..results.platforms.len()).map(of).collect();
        let lines: Vec<Vec<f64>> =
            results.lines.by_run(Drawn::Joins).map(|(_, line)| averaged(&line, &spans)).collect();
        Joins { of, of_runs: lines.chunks(results.platforms.len()).map(<[_]>::to_vec).collect(), spans }
    }

    /// The middle of a span.
    pub fn day(&self, span: usize) -> f64 {
        f64::midpoint(self.spans[span].0 as f64, self.spans[span].1 as f64)
    }

    /// The most joins a day of a platform in any span.
    pub fn most(&self, platform: usize) -> f64 {
        self.of[platform].iter().copied().fold(0.0, f64::max)
    }

    /// Joins a day of all platforms.
    pub fn all(&self, span: usize) -> f64 {
        self.of.iter().map(|of| of[span]).sum()
    }

    /// Joins in some spans, from the joins a day of each.
    pub fn sum(&self, daily: &[f64], spans: impl IntoIterator<Item = usize>) -> f64 {
        spans.into_iter().map(|span| daily[span] * (self.spans[span].1 - self.spans[span].0) as f64).sum()
    }
}

/// Spans that end on days that the lines of runs have. What is left at the end belongs to the span before it: a few days by themselves
/// would only be noise.
fn spans(last: usize, days: &[usize]) -> Vec<(usize, usize)> {
    let apart = days.get(1).map_or(1, |day| day - days[0]).max(1);
    let step = STEPS.into_iter().find(|step| last / step <= MOST).unwrap_or(STEPS[4]);
    let length = apart * step.div_ceil(apart);
    let count = (last / length).max(1);
    (0..count).map(|span| (span * length, if span + 1 == count { last } else { (span + 1) * length })).collect()
}

/// The means over spans of the joins a day in a line, each of which stands for the days since the day before in the line.
fn averaged(line: &[(usize, f64)], spans: &[(usize, usize)]) -> Vec<f64> {
    let joins = |from: usize, to: usize| {
        let within = line.windows(2).filter(|pair| from < pair[1].0 && pair[1].0 <= to);
        within.map(|pair| pair[1].1 * (pair[1].0 - pair[0].0) as f64).sum::<f64>()
    };
    spans.iter().map(|(from, to)| joins(*from, *to) / (to - from).max(1) as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_means_have_the_same_spans_one_after_the_other() {
        for last in 1..6000 {
            let days = days(last);
            let spans = spans(last, &days);
            assert!(spans.iter().all(|(_, to)| days.binary_search(to).is_ok()), "{last}: {spans:?}");
            assert!(spans[0].0 == 0 && spans[spans.len() - 1].1 == last && spans.len() <= 240);
            assert!(spans.windows(2).all(|pair| pair[0].1 == pair[1].0 && pair[0].0 < pair[0].1));
        }
    }

    #[test]
    fn the_joins_of_a_run_are_averaged_over_the_days_of_a_span() {
        // 2 a day on days 1 to 4, 5 a day on days 5 to 8, 9 a day on days 9 and 10.
        let line = [(0, 7.0), (4, 2.0), (8, 5.0), (10, 9.0)];
        assert_eq!(averaged(&line, &[(0, 4), (4, 10)]), [2.0, 38.0 / 6.0]);
        assert_eq!(averaged(&line, &[(0, 10)]), [46.0 / 10.0]);
    }
}
