//! The value of a parameter at which something measured reaches a target: stochastic root finding.
//!
//! First the whole range is scanned; then runs go where the response crosses the target, until the place of the crossing is known well
//! enough or the runs are used up. All values share people, contacts and luck, so that the response is smooth in the parameter; the
//! interval comes from a bootstrap over runs, in which each resample holds the same runs at all values.

use super::crew::Trouble;
use super::study::{Study, around as around_value};
use super::summary::Estimate;
use super::sweep::{Side, side};
use crate::rng::World;
use crate::stats::{
    ANYTIME_MEAN_FROM, Measurement, Response, anytime_mean, bootstrap, crossing, mean_and_deviation, sign_changes,
};

/// What is looked for, and how hard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// Lower end of the range.
    pub low: f64,
    /// Upper end of the range.
    pub high: f64,
    /// The mean that is to be reached.
    pub target: f64,
    /// Half the length of an interval that is short enough.
    pub tolerance: f64,
    /// The most runs in all.
    pub runs: u64,
}

/// One value of the parameter that was looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The value.
    pub at: f64,
    /// Position of its world.
    pub world: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// The response crosses the target here.
    Crossing {
        /// The value of the parameter, with its 95 % interval.
        at: Estimate,
        /// Whether the response rises there.
        rises: bool,
        /// Whether the interval is as short as was asked for.
        settled: bool,
        /// Other places where it seems to cross the target as well.
        others: Vec<f64>,
        /// Share of the resamples in which there was no crossing in the range.
        doubt: f64,
    },
    /// The response is above (or below) the target in the whole range.
    Nowhere {
        /// Above or below; open where it comes too near to the target to tell.
        side: Side,
    },
}

/// What was found, and what was seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// What was found.
    pub finding: Finding,
    /// The values looked at, in their order.
    pub points: Vec<Point>,
    /// Runs used.
    pub runs: u64,
}

/// Values in the first scan.
pub const SCAN: usize = 9;
/// Runs at each of them.
const FIRST: u64 = 10;
/// Resamples while searching, and for the final interval.
const RESAMPLES: (u32, u32) = (200, 1000);
/// Confidence with which a response is on one side of the target.
const CERTAIN: f64 = 0.99;

/// Searches. `world` adds the world with this value of the parameter to the study and says its position and the value that it really
/// has (dates are whole days).
pub fn solve<E: From<Trouble>>(
    study: &mut Study,
    search: &Search,
    mut world: impl FnMut(&mut Study, f64) -> Result<(usize, f64), E>,
) -> Result<Solution, E> {
    let mut points: Vec<Point> = Vec::new();
    for step in 0..SCAN {
        let at = search.low + (search.high - search.low) * step as f64 / (SCAN - 1) as f64;
        add(&mut points, study, at, 0.0, &mut world)?;
    }
    let first = FIRST.min(search.runs / points.len() as u64).max(2);
    study.extend(&points.iter().map(|point| (point.world, first)).collect::<Vec<_>>())?;
    let mut runs = first;
    loop {
        let finding = look(study, &points, search, RESAMPLES.0);
        let used = used(study, &points);
        let wanted = match &finding {
            Finding::Crossing { settled: true, .. } | Finding::Nowhere { side: Side::Above | Side::Below } => None,
            Finding::Nowhere { side: Side::Open } => {
                runs *= 2;
                Some(nearest(study, &points, search.target).iter().map(|point| (point.world, runs)).collect::<Vec<_>>())
            }
            Finding::Crossing { at, .. } => {
                runs *= 2;
                let apart = (search.tolerance / 2.0).max((search.high - search.low) * 1e-3);
                for place in [at.low, at.value, at.high] {
                    add(&mut points, study, place.clamp(search.low, search.high), apart, &mut world)?;
                }
                points.sort_by(|a, b| a.at.total_cmp(&b.at));
                Some(around(&points, at).iter().map(|point| (point.world, runs)).collect())
            }
        };
        let Some(wanted) = wanted.and_then(|wanted| within(study, wanted, search.runs.saturating_sub(used))) else {
            break;
        };
        study.extend(&wanted)?;
    }
    points.sort_by(|a, b| a.at.total_cmp(&b.at));
    points.retain(|point| study.tally(point.world).runs() > 0);
    let finding = look(study, &points, search, RESAMPLES.1);
    Ok(Solution { finding, runs: used(study, &points), points })
}

/// Adds a value unless one is already there, nearer than `apart`.
fn add<E>(
    points: &mut Vec<Point>,
    study: &mut Study,
    at: f64,
    apart: f64,
    world: &mut impl FnMut(&mut Study, f64) -> Result<(usize, f64), E>,
) -> Result<(), E> {
    if points.iter().any(|point| (point.at - at).abs() < apart) {
        return Ok(());
    }
    let (world, at) = world(study, at)?;
    if !points.iter().any(|point| point.world == world || point.at.to_bits() == at.to_bits()) {
        points.push(Point { at, world });
    }
    Ok(())
}

/// The runs that are wanted of each world; no more than `left` in all, so that the last round uses what is left. None if nothing can be made.
fn within(study: &Study, wanted: Vec<(usize, u64)>, left: u64) -> Option<Vec<(usize, u64)>> {
    let more = |most: u64| -> u64 {
        wanted.iter().map(|(world, runs)| runs.min(&most).saturating_sub(study.tally(*world).runs())).sum()
    };
    let highest = wanted.iter().map(|(_, runs)| *runs).max()?;
    let (mut fits, mut too_many) = (0, highest + 1);
    while fits + 1 < too_many {
        let middle = u64::midpoint(fits, too_many);
        if more(middle) <= left { fits = middle } else { too_many = middle }
    }
    (more(fits) > 0).then(|| wanted.into_iter().map(|(world, runs)| (world, runs.min(fits))).collect())
}

fn used(study: &Study, points: &[Point]) -> u64 {
    points.iter().map(|point| study.tally(point.world).runs()).sum()
}

/// The two values on each side of an interval and those inside it.
fn around(points: &[Point], interval: &Estimate) -> Vec<Point> {
    let inside = |point: &&Point| (interval.low..=interval.high).contains(&point.at);
    let below = points.iter().rev().filter(|point| point.at < interval.low).take(2);
    let above = points.iter().filter(|point| point.at > interval.high).take(2);
    below.chain(points.iter().filter(inside)).chain(above).copied().collect()
}

/// The three values with the response nearest to the target.
fn nearest(study: &Study, points: &[Point], target: f64) -> Vec<Point> {
    let distance = |point: &Point| (study.estimate(point.world).value - target).abs();
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    sorted.truncate(3);
    sorted
}

/// The response at all values from these runs, as far as they were made.
fn response(study: &Study, points: &[Point], runs: Option<&[usize]>) -> Vec<Measurement> {
    let at = |point: &Point| {
        let values = &study.tally(point.world).values;
        let chosen = runs.map(|runs| runs.iter().filter_map(|run| values.get(*run)).copied().collect::<Vec<f64>>());
        let values = chosen.as_deref().unwrap_or(values);
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        Measurement { x: point.at, mean, runs: values.len() as u64 }
    };
    points.iter().map(at).filter(|measured| measured.runs > 0).collect()
}

/// What the runs so far say.
fn look(study: &Study, points: &[Point], search: &Search, resamples: u32) -> Finding {
    let mut points: Vec<Point> = points.iter().filter(|point| study.tally(point.world).runs() > 0).copied().collect();
    points.sort_by(|a, b| a.at.total_cmp(&b.at));
    let probability = study.meter().is_probability();
    let kind = if probability { Response::Proportion } else { Response::Mean };
    let seen = response(study, &points, None);
    let Some(found) = crossing(&seen, search.target, kind) else {
        return Finding::Nowhere { side: common_side(study, &points, search.target) };
    };
    let most = points.iter().map(|point| study.tally(point.world).runs()).max().unwrap_or(0);
    let luck = World { seed: 0, replicate: 1 };
    let known = bootstrap(most as usize, resamples, luck.stream("bootstrap of a crossing"), |runs| {
        vec![crossing(&response(study, &points, Some(runs)), search.target, kind).map_or(f64::NAN, |at| at.at)]
    })[0];
    let at = around_value(found.at, known);
    let at = Estimate { low: at.low.max(search.low), high: at.high.min(search.high), ..at };
    let width = |a: f64, b: f64| (a - b).abs();
    let brackets = sign_changes(&seen, search.target);
    let elsewhere = brackets.iter().map(|(a, b)| f64::midpoint(*a, *b));
    let others =
        elsewhere.filter(|place| !(at.low..=at.high).contains(place) && width(*place, at.value) > search.tolerance);
    Finding::Crossing {
        at,
        rises: found.slope > 0.0,
        settled: (at.high - at.low) / 2.0 <= search.tolerance,
        others: others.collect(),
        doubt: f64::from(known.undefined) / f64::from(resamples),
    }
}

/// The side on which the response is at all values, if that is certain.
fn common_side(study: &Study, points: &[Point], target: f64) -> Side {
    let probability = study.meter().is_probability();
    let of = |point: &Point| {
        let values = &study.tally(point.world).values;
        if probability { side(values, target) } else { side_of_mean(values, target) }
    };
    let sides: Vec<Side> = points.iter().map(of).collect();
    match sides.first() {
        Some(first) if sides.iter().all(|side| side == first) => *first,
        _ => Side::Open,
    }
}

fn side_of_mean(values: &[f64], target: f64) -> Side {
    let (mean, sd) = mean_and_deviation(values);
    let runs = values.len() as u64;
    if runs < ANYTIME_MEAN_FROM {
        // Too few to be certain; but means that lie this far away stay there.
        let far = 10.0 * sd / (runs as f64).sqrt();
        return match mean - target {
            distance if distance > far && runs > 2 => Side::Above,
            distance if distance < -far && runs > 2 => Side::Below,
            _ => Side::Open,
        };
    }
    match anytime_mean(runs, mean, sd, CERTAIN) {
        (low, _) if low > target => Side::Above,
        (_, high) if high < target => Side::Below,
        _ => Side::Open,
    }
}
