//! What joins a day show: who gets more of them, and since when, or how they go.
//!
//! A lead that lies within the differences between runs is none, and the highest point is no peak where joins still grow, or stay there.

use std::ops::Range;

use super::joins_spans::Joins;
use super::panel::begin;
use crate::stats::wilson;

/// A platform gets more joins than another from this part more on; with less of a difference, nobody is ahead.
const MORE: f64 = 0.05;
/// Platforms get about as many joins if the most of any is at most this part above the least.
const ALIKE: f64 = 0.1;
/// A lead is one without further words if this share of the runs has it.
const NEARLY_ALL: f64 = 0.9;
/// After the last day with this part of the most joins hardly anybody joins any more.
const TAIL: f64 = 0.01;
/// Joins stay where they are while they are above this part of the most …
const STAYS: f64 = 0.9;
/// … if they do so for this part of the time.
const LONG: f64 = 1.0 / 3.0;

/// A finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Nobody joins.
    Nobody,
    /// A platform gets more joins than all others.
    Ahead(Ahead),
    /// All get about as many joins.
    Alike {
        /// The span from which on they do.
        from: usize,
    },
    /// How the joins of each platform go, the one with the most joins on a day first.
    Courses(Vec<(usize, Course)>),
}

/// A lead until the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// The platform.
    pub platform: usize,
    /// The span from which on it is ahead, before which it was not.
    pub from: usize,
    /// Whether it had been ahead of rivals before, and fell behind.
    pub again: bool,
    /// Whether nearly all runs have this lead, or just most.
    pub among: Among,
}

/// In how many runs something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// In nine of ten or more.
    NearlyAll,
    /// In more than half, beyond chance.
    Most,
}

/// How the joins of a platform go.
#[derive(Debug, Clone, PartialEq)]
pub enum Course {
    /// They still grow in the end, where they are highest.
    Grow,
    /// They stay near their most over some spans.
    Stay(Range<usize>),
    /// They peak in a span.
    Peak(usize),
}

/// What the joins of some platforms show.
pub fn found(joins: &Joins, platforms: &[usize]) -> Found {
    let most = (0..joins.spans.len()).map(|span| joins.all(span)).fold(0.0, f64::max);
    if most == 0.0 {
        return Found::Nobody;
    }
    let live = 1 + (0..joins.spans.len()).rev().find(|span| joins.all(*span) >= TAIL * most).unwrap_or(0);
    if platforms.len() > 1 {
        if let Some(ahead) = ahead(joins, platforms, live) {
            return Found::Ahead(ahead);
        }
        if let Some(from) = alike(joins, platforms, live) {
            return Found::Alike { from };
        }
    }
    let mut joined: Vec<usize> = platforms.iter().copied().filter(|p| joins.most(*p) > 0.0).collect();
    joined.sort_by(|a, b| joins.most(*b).total_cmp(&joins.most(*a)));
    Found::Courses(joined.into_iter().map(|p| (p, course(&joins.of[p], live))).collect())
}

/// A tenth of some spans.
fn tenth(spans: usize) -> usize {
    (spans / 10).max(1)
}

/// The lead of the platform that is ahead in the end, if it was not always ahead and the lead is real.
fn ahead(joins: &Joins, platforms: &[usize], live: usize) -> Option<Ahead> {
    let last = live - tenth(live)..live;
    let in_the_end = |p: &usize| joins.sum(&joins.of[*p], last.clone());
    let platform = platforms.iter().copied().max_by(|a, b| in_the_end(a).total_cmp(&in_the_end(b)))?;
    let rivals: Vec<usize> = platforms.iter().copied().filter(|p| *p != platform).collect();
    let own = |span: usize| joins.of[platform][span];
    let best = |span: usize| rivals.iter().map(|p| joins.of[*p][span]).fold(0.0, f64::max);
    let behind = (0..live).rev().find(|span| best(*span) > (1.0 + MORE) * own(*span))?;
    let from = (behind + 1..live).find(|span| own(*span) > best(*span))?;
    if live - from < tenth(live) {
        return None;
    }
    let among = lead(joins, platform, &rivals, &(from..live).collect::<Vec<_>>())?;
    let before: Vec<usize> = (0..behind).filter(|span| best(*span) > 0.0 && own(*span) > best(*span)).collect();
    let again = before.len() >= tenth(live) && lead(joins, platform, &rivals, &before) == Some(Among::NearlyAll);
    Some(Ahead { platform, from, again, among })
}

/// In how many runs a platform gets more joins than each rival over some spans, if it does so on average and in most of those drawn. Where
/// none is drawn, they are many and agree.
fn lead(joins: &Joins, platform: usize, rivals: &[usize], spans: &[usize]) -> Option<Among> {
    let more = |of: &[Vec<f64>], factor: f64| {
        let sum = |p: usize| joins.sum(&of[p], spans.iter().copied());
        rivals.iter().all(|rival| sum(platform) > factor * sum(*rival))
    };
    if !more(&joins.of, 1.0 + MORE) {
        return None;
    }
    let (all, ahead) = (joins.of_runs.len(), joins.of_runs.iter().filter(|of| more(of, 1.0)).count());
    if ahead as f64 >= NEARLY_ALL * all as f64 {
        return Some(Among::NearlyAll);
    }
    (wilson(ahead as u64, all as u64).0 > 0.5).then_some(Among::Most)
}

/// The span from which on all platforms get about as many joins in every tenth of the time, if that is half of it or more.
fn alike(joins: &Joins, platforms: &[usize], live: usize) -> Option<usize> {
    let parts: Vec<Range<usize>> = (0..live).step_by(tenth(live)).map(|at| at..(at + tenth(live)).min(live)).collect();
    let alike = |part: &Range<usize>| {
        let sums = platforms.iter().map(|p| joins.sum(&joins.of[*p], part.clone()));
        let (least, most) = sums.fold((f64::INFINITY, 0.0), |(least, most), sum| (sum.min(least), sum.max(most)));
        least > 0.0 && most <= (1.0 + ALIKE) * least
    };
    let from = parts.iter().rev().take_while(|part| alike(part)).last()?.start;
    let joined = |spans: Range<usize>| platforms.iter().map(|p| joins.sum(&joins.of[*p], spans.clone())).sum::<f64>();
    // What differs while hardly anybody joins is no matter.
    let from = if joined(0..from) < TAIL * joined(0..live) { 0 } else { from };
    (2 * from <= live).then_some(from)
}

/// How the joins a day of a platform go, up to the end of the spans in which anybody joins.
fn course(daily: &[f64], live: usize) -> Course {
    let ended = live < daily.len();
    let first = begin(daily);
    let daily = &daily[..live];
    let Some(at) = (first..live).rev().max_by(|a, b| daily[*a].total_cmp(&daily[*b])) else { return Course::Peak(0) };
    let (window, near) = (tenth(live - first), |span: &usize| daily[*span] >= STAYS * daily[at]);
    let edge = !ended && at + window >= live;
    let mean = |spans: &[f64]| spans.iter().sum::<f64>() / spans.len().max(1) as f64;
    if edge && live - first > 2 * window {
        let (before, last) = daily[live - 2 * window..].split_at(window);
        if mean(last) > (1.0 + MORE) * mean(before) {
            return Course::Grow;
        }
    }
    let from = (first..=at).rev().take_while(near).last().unwrap_or(at);
    let to = (at..live).take_while(near).last().unwrap_or(at) + 1;
    if edge || (to - from) as f64 >= LONG * (live - first) as f64 && to - from > 2 {
        Course::Stay(from..to)
    } else {
        Course::Peak(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Platforms with their joins a day in spans of 10 days, and the runs that are drawn.
    fn joins(of: Vec<Vec<f64>>, of_runs: Vec<Vec<Vec<f64>>>) -> Joins {
        Joins { spans: (0..of[0].len()).map(|span| (10 * span, 10 * span + 10)).collect(), of, of_runs }
    }

    fn of(spans: usize, number: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..spans).map(number).collect()
    }

    /// What two platforms show, of which the second has 8 joins a day.
    fn beside(first: Vec<f64>, of_runs: Vec<Vec<Vec<f64>>>) -> Found {
        let second = vec![8.0; first.len()];
        found(&joins(vec![first, second], of_runs), &[0, 1])
    }

    fn ahead_from(from: usize, again: bool, among: Among) -> Found {
        Found::Ahead(Ahead { platform: 0, from, again, among })
    }

    #[test]
    fn a_lead_begins_after_the_rival_was_last_ahead() {
        let later = of(40, |span| if span < 12 { 2.0 } else { 20.0 });
        assert_eq!(beside(later, Vec::new()), ahead_from(12, false, Among::NearlyAll));
        // In span 20 the rival has 4 % more, which is no interruption.
        let nearly = of(40, |span| {
            if span < 12 {
                2.0
            } else if span == 20 {
                7.7
            } else {
                20.0
            }
        });
        assert_eq!(beside(nearly, Vec::new()), ahead_from(12, false, Among::NearlyAll));
    }

    #[test]
    fn who_was_ahead_before_is_ahead_again() {
        let interrupted = of(40, |span| if (10..20).contains(&span) { 2.0 } else { 20.0 });
        assert_eq!(beside(interrupted.clone(), Vec::new()), ahead_from(20, true, Among::NearlyAll));
        // Before span 10 there was no rival: that was no lead.
        let second = of(40, |span| if span < 10 { 0.0 } else { 8.0 });
        let alone = joins(vec![interrupted, second], Vec::new());
        assert_eq!(found(&alone, &[0, 1]), ahead_from(20, false, Among::NearlyAll));
    }

    #[test]
    fn a_lead_within_the_differences_between_runs_is_none() {
        let more = of(40, |span| if span < 4 { 2.0 } else { 10.0 });
        let runs = |ahead: usize, all: usize| -> Vec<Vec<Vec<f64>>> {
            let own = |run| if run < ahead { more.clone() } else { vec![2.0; 40] };
            (0..all).map(|run| vec![own(run), vec![8.0; 40]]).collect()
        };
        assert_eq!(beside(more.clone(), runs(18, 20)), ahead_from(4, false, Among::NearlyAll));
        // Wilson: 45 of 60 are 63 % at least, 12 of 20 may be 39 %.
        assert_eq!(beside(more.clone(), runs(45, 60)), ahead_from(4, false, Among::Most));
        assert!(matches!(beside(more.clone(), runs(12, 20)), Found::Courses(_)));
    }

    #[test]
    fn platforms_are_alike_where_every_tenth_of_the_time_says_so() {
        let noise = of(40, |span| 8.0 + if span % 2 == 0 { 0.6 } else { -0.5 });
        assert_eq!(beside(noise.clone(), Vec::new()), Found::Alike { from: 0 });
        let later = of(40, |span| if span < 9 { 12.0 } else { noise[span] });
        assert_eq!(beside(later, Vec::new()), Found::Alike { from: 12 });
        // Red gets more in the first span, in which hardly anybody joins at all.
        let red = of(40, |span| if span == 0 { 0.2 } else { 8.1 });
        let blue = of(40, |span| if span == 0 { 0.1 } else { 8.0 });
        assert_eq!(found(&joins(vec![red, blue], Vec::new()), &[0, 1]), Found::Alike { from: 0 });
    }

    #[test]
    fn joins_grow_stay_or_peak() {
        let course = |daily: Vec<f64>| match found(&joins(vec![daily], Vec::new()), &[0]) {
            Found::Courses(courses) => courses[0].1.clone(),
            found => panic!("{found:?}"),
        };
        let logistic = |span: usize| 1.0 / (1.0 + libm::exp(-(span as f64 - 20.0) / 4.0));
        assert_eq!(course(of(40, |span| span as f64)), Course::Grow);
        assert_eq!(course(of(40, |span| logistic(span) * (1.0 - logistic(span)))), Course::Peak(20));
        assert_eq!(course(of(40, |span| if span < 30 { 2.0 } else { 0.0 })), Course::Stay(0..30));
        assert_eq!(course(of(40, |span| 100.0 - f64::from(span == 39))), Course::Stay(0..40));
        // Nine tenths of the most are reached 9 spans after the middle; growth at the end is below 5 %.
        assert_eq!(course(of(40, logistic)), Course::Stay(29..40));
        let stopped = of(40, |span| if span < 30 { span as f64 } else { 0.0 });
        assert_eq!(course(stopped), Course::Peak(29), "who grew until nobody joined grows no more");
        assert_eq!(found(&joins(vec![vec![0.0; 9]], Vec::new()), &[0]), Found::Nobody);
    }
}
