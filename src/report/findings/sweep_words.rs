//! A sweep in words: where a chance tips, or where a number grows most.

use super::axes::{passing, place};
use super::sweep::Swept;
use super::words::{amount, capital, counted, measure_words};
use crate::scenario::AxisKind;

/// A step that takes this many times the mean of all steps is the steepest; others are as steep.
pub const STEEP: f64 = 1.5;

/// What the figure says above: where a map turns, or the first clause of the answer.
pub fn title(sweep: &Swept) -> String {
    let (means, level) = (sweep.means(), sweep.level());
    let tips = means.iter().any(|mean| *mean > level) && means.iter().any(|mean| *mean < level);
    if sweep.axes.len() == 2 && sweep.grid && sweep.asks() && tips {
        let words = capital(&measure_words(sweep.meter.measure(), sweep.scenario));
        return format!("{words} {}", boundary(sweep, &means));
    }
    let answer = answer(sweep);
    answer.split("; ").next().unwrap_or(&answer).to_owned()
}

/// Where the outcome tips, or that it does not; of a number of which no level was asked for, how it goes.
pub fn answer(sweep: &Swept) -> String {
    let (value, level) = (sweep.value(), sweep.level());
    let words = capital(&measure_words(sweep.meter.measure(), sweep.scenario));
    let means = sweep.means();
    let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (range, level_text) = ((amount(value, lowest), amount(value, highest)), amount(value, level));
    if let [axis] = sweep.axes
        && axis.kind == AxisKind::Choice
    {
        return format!("{words} goes from {} to {} over {}.", with(sweep, lowest), with(sweep, highest), axis.label);
    }
    let points = counted(means.len() as u64, "point");
    if range.0 == range.1 && !sweep.asks() {
        return format!("{words} is {} at all {points}.", range.0);
    }
    if sweep.asks() && (lowest > level || highest < level) {
        let side = if lowest > level { "above" } else { "below" };
        let between =
            if range.0 == range.1 { format!("it is {}", range.0) } else { format!("from {} to {}", range.0, range.1) };
        return format!("{words} stays {side} {level_text} at all {points}: {between}.");
    }
    match (sweep.axes.len(), sweep.asks()) {
        (1, true) => tipping(sweep, &words, &means, &range),
        (1, false) => rise(sweep, &words, &means),
        (2, true) if sweep.grid => {
            let (second, boundary) = (&sweep.axes[1].label, boundary(sweep, &means));
            format!("{words} goes from {} to {} over {points}; along {second} it {boundary}.", range.0, range.1)
        }
        (_, true) => spread_out(sweep, &words, &range),
        (_, false) => {
            format!("{words} goes from {} to {} over {points}.", with(sweep, lowest), with(sweep, highest))
        }
    }
}

/// A mean with the points at which it is found: "39 % (count, share)".
fn with(sweep: &Swept, mean: f64) -> String {
    let means = sweep.means();
    let points = (0..means.len()).filter(|point| means[*point].total_cmp(&mean).is_eq());
    let name = |point: usize| {
        let levels = sweep.axes.iter().zip(&sweep.points[point]).map(|(axis, level)| place(axis, level.number));
        levels.collect::<Vec<_>>().join(" and ")
    };
    let mut names: Vec<String> = points.map(name).collect();
    if sweep.axes.len() > 1 && names.len() > 1 {
        names = vec![format!("at {} points", names.len())];
    }
    format!("{} ({})", amount(sweep.value(), mean), names.join(", "))
}

/// The name of the axis behind a place on it, which has brackets of its own where the name has none.
fn of_axis(sweep: &Swept) -> String {
    let label = &sweep.axes[0].label;
    if label.contains('(') { format!(", {label}") } else { format!(" ({label})") }
}

/// Where a chance passes its level over one axis.
fn tipping(sweep: &Swept, words: &str, means: &[f64], range: &(String, String)) -> String {
    let level = amount(sweep.value(), sweep.level());
    let places: Vec<String> = crossings(sweep, means).iter().map(|at| at_place(passing(&sweep.axes[0], *at))).collect();
    match &places[..] {
        [place] => {
            format!("{words} passes {level} {place}{}; it goes from {} to {}.", of_axis(sweep), range.0, range.1)
        }
        [] => spread_out(sweep, words, range),
        several => format!("{words} passes {level} several times: {}.", several.join(", ")),
    }
}

/// How a number goes over one axis, from its lowest level to its highest, and between which points it changes most.
fn rise(sweep: &Swept, words: &str, means: &[f64]) -> String {
    let axis = &sweep.axes[0];
    let mut points: Vec<(f64, f64)> =
        sweep.points.iter().map(|levels| levels[0].number).zip(means.iter().copied()).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (first, last) = (points[0].1, points[points.len() - 1].1);
    let (low, high) = points.iter().fold((first, first), |(low, high), point| (low.min(point.1), high.max(point.1)));
    let told = |mean| amount(sweep.value(), mean);
    // What rises and falls again is told by its extremes, not by its ends.
    let whole = low.total_cmp(&first.min(last)).is_eq() && high.total_cmp(&first.max(last)).is_eq();
    let steps = || points.windows(2).map(|pair| (pair[1].1 - pair[0].1).abs());
    let steepest = points.windows(2).max_by(|a, b| (a[1].1 - a[0].1).abs().total_cmp(&(b[1].1 - b[0].1).abs()));
    let steep = steepest.filter(|pair| {
        points.len() > 2 && (pair[1].1 - pair[0].1).abs() > STEEP * steps().sum::<f64>() / (points.len() - 1) as f64
    });
    let steep =
        steep.map(|pair| format!(", most steeply between {} and {}", place(axis, pair[0].0), place(axis, pair[1].0)));
    let steep = steep.unwrap_or_default();
    if whole {
        format!("{words} goes from {} to {}{steep}{}.", told(first), told(last), of_axis(sweep))
    } else {
        format!("{words} lies between {} and {}{}.", with(sweep, low), with(sweep, high), of_axis(sweep))
    }
}

/// How many points lie above the level, where there is no line to tell of.
fn spread_out(sweep: &Swept, words: &str, range: &(String, String)) -> String {
    let (means, level) = (sweep.means(), sweep.level());
    let above = means.iter().filter(|mean| **mean > level).count();
    let open = (0..means.len()).filter(|point| {
        let known = sweep.estimate(*point);
        known.low <= level && level <= known.high
    });
    format!(
        "{words} is above {} at {above} of {} points, from {} to {}; at {} the runs leave it open.",
        amount(sweep.value(), level),
        means.len(),
        range.0,
        range.1,
        counted(open.count() as u64, "point")
    )
}

/// Where a map passes its level along the second axis, at the first, the middle and the last level of the first axis; and at which of them
/// it stays on one side: "is 50 % at ×0.941 (+0 days) and ×1.18 (+21 days), and stays above at +42 days".
fn boundary(sweep: &Swept, means: &[f64]) -> String {
    let (count, level) = (sweep.axes[0].levels.len(), sweep.level());
    let (mut passed, mut sides) = (Vec::new(), [Vec::new(), Vec::new()]);
    let mut columns = vec![0, count / 2, count - 1];
    columns.dedup();
    for column in columns {
        let numbers = sweep.axes[1].levels.iter().map(|level| level.number).enumerate();
        let line: Vec<(f64, f64)> = numbers.map(|(at, number)| (number, means[at * count + column])).collect();
        let at = place(&sweep.axes[0], sweep.axes[0].levels[column].number);
        let side = usize::from(line.iter().all(|(_, mean)| *mean > level));
        match passes(line, level).first() {
            None => sides[side].push(at),
            Some(first) if sweep.axes[1].kind == AxisKind::Choice => {
                passed.push(format!("{} ({at})", passing(&sweep.axes[1], *first)));
            }
            Some(first) => passed.push(format!("{} ({at})", place(&sweep.axes[1], *first))),
        }
    }
    let at = if sweep.axes[1].kind == AxisKind::Choice { "" } else { "at " };
    let passed = (!passed.is_empty()).then(|| format!("is {} {at}{}", amount(sweep.value(), level), passed.join(", ")));
    let stays = ["below", "above"].into_iter().zip(&sides).filter(|(_, columns)| !columns.is_empty());
    let stays = stays.map(|(side, columns)| format!("stays {side} at {}", columns.join(", ")));
    passed.into_iter().chain(stays).collect::<Vec<_>>().join(" and ")
}

/// "at about +10 days", but "between count and share".
fn at_place(passing: String) -> String {
    if passing.starts_with("about") { format!("at {passing}") } else { passing }
}

/// Where straight lines between the points of one axis pass the level.
pub fn crossings(sweep: &Swept, means: &[f64]) -> Vec<f64> {
    passes(sweep.points.iter().map(|levels| levels[0].number).zip(means.iter().copied()).collect(), sweep.level())
}

/// Where straight lines between points pass a level.
pub fn passes(mut points: Vec<(f64, f64)>, level: f64) -> Vec<f64> {
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let crosses = |pair: &&[(f64, f64)]| (pair[0].1 > level) != (pair[1].1 > level);
    let at = |pair: &[(f64, f64)]| pair[0].0 + (level - pair[0].1) / (pair[1].1 - pair[0].1) * (pair[1].0 - pair[0].0);
    points.windows(2).filter(crosses).map(at).collect()
}
