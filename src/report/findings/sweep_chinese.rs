//! The title of a sweep in Chinese: where a chance tips, or how a number goes.

use super::sweep::Swept;
use super::sweep_words::{STEEP, crossings, passes};
use crate::report::language::Language;
use crate::scenario::AxisKind;

const ZH: Language = Language::Chinese;

/// What the figure says above.
pub fn chinese_title(sweep: &Swept) -> String {
    let (means, level) = (sweep.means(), sweep.level());
    let words = ZH.measure(sweep.meter.measure(), sweep.scenario);
    let lowest = means.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = (told(sweep, lowest), told(sweep, highest));
    let (points, goal) = (means.len(), told(sweep, level));
    if let [axis] = sweep.axes
        && axis.kind == AxisKind::Choice
    {
        return format!("{words}介于 {}与 {}之间（{}）", with(sweep, lowest), with(sweep, highest), ZH.axis(axis));
    }
    if low == high && !sweep.asks() {
        return format!("{words}在全部 {points} 个点都是 {low}");
    }
    if sweep.asks() && (lowest > level || highest < level) {
        let side = if lowest > level { "高于" } else { "低于" };
        let between = if low == high { format!("均为 {low}") } else { format!("{low} 至 {high}") };
        return format!("{words}在全部 {points} 个点都{side} {goal}：{between}");
    }
    match (sweep.axes.len(), sweep.asks()) {
        (1, true) => tipping(sweep, &words).unwrap_or_else(|| spread_out(sweep, &words)),
        (1, false) => course(sweep, &words),
        (2, true) if sweep.grid && lowest < level && highest > level => format!("{words}{}", boundary(sweep, &means)),
        (_, true) => spread_out(sweep, &words),
        (_, false) => format!("{words}在 {points} 个点上介于 {}与 {}之间", with(sweep, lowest), with(sweep, highest)),
    }
}

fn told(sweep: &Swept, number: f64) -> String {
    ZH.amount(sweep.value(), number)
}

/// A mean with the points at which it is found.
fn with(sweep: &Swept, mean: f64) -> String {
    let means = sweep.means();
    let points: Vec<usize> = (0..means.len()).filter(|point| means[*point].total_cmp(&mean).is_eq()).collect();
    let name = |point: &usize| {
        let levels = sweep.axes.iter().zip(&sweep.points[*point]).map(|(axis, level)| ZH.place(axis, level.number));
        levels.collect::<Vec<_>>().join("、")
    };
    let names = match points.len() {
        several if several > 1 && sweep.axes.len() > 1 => format!("{several} 个点"),
        _ => points.iter().map(name).collect::<Vec<_>>().join("、"),
    };
    format!("{}（{names}）", told(sweep, mean))
}

/// Where a chance passes its level over one axis, if it does.
fn tipping(sweep: &Swept, words: &str) -> Option<String> {
    let (axis, goal) = (&sweep.axes[0], told(sweep, sweep.level()));
    let places: Vec<String> = crossings(sweep, &sweep.means()).iter().map(|at| ZH.passing(axis, *at)).collect();
    match &places[..] {
        [] => None,
        [place] => Some(format!("{words}在{}{place}处越过 {goal}", ZH.axis(axis))),
        several => Some(format!("{words}多次越过 {goal}：{}", several.join("、").trim_end())),
    }
}

/// How a number goes over one axis, and between which points it changes most.
fn course(sweep: &Swept, words: &str) -> String {
    let axis = &sweep.axes[0];
    let means = sweep.means();
    let mut points: Vec<(f64, f64)> = sweep.points.iter().map(|levels| levels[0].number).zip(means).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (first, last) = (points[0].1, points[points.len() - 1].1);
    let (low, high) = points.iter().fold((first, first), |(low, high), point| (low.min(point.1), high.max(point.1)));
    if low < first.min(last) || high > first.max(last) {
        return format!("{words}随{}介于 {}与 {}之间", ZH.axis(axis), with(sweep, low), with(sweep, high));
    }
    let steps = points.windows(2).map(|pair| (pair[1].1 - pair[0].1).abs());
    let mean = steps.sum::<f64>() / (points.len() - 1).max(1) as f64;
    let steepest = points.windows(2).max_by(|a, b| (a[1].1 - a[0].1).abs().total_cmp(&(b[1].1 - b[0].1).abs()));
    let steep = steepest.filter(|pair| points.len() > 2 && (pair[1].1 - pair[0].1).abs() > STEEP * mean);
    let steep = steep.map_or_else(String::new, |pair| {
        format!("，在 {} 与 {} 之间变化最快", ZH.place(axis, pair[0].0), ZH.place(axis, pair[1].0))
    });
    format!("随{}变化，{words}由 {} 变为 {}{steep}", ZH.axis(axis), told(sweep, first), told(sweep, last))
}

/// How many points lie above the level.
fn spread_out(sweep: &Swept, words: &str) -> String {
    let (means, level) = (sweep.means(), sweep.level());
    let above = means.iter().filter(|mean| **mean > level).count();
    format!("{} 个点中有 {above} 个的{words}高于 {}", means.len(), told(sweep, level))
}

/// Where a map passes its level along the second axis, at the first, the middle and the last level of the first axis.
fn boundary(sweep: &Swept, means: &[f64]) -> String {
    let (count, level, second) = (sweep.axes[0].levels.len(), sweep.level(), &sweep.axes[1]);
    let (mut passed, mut sides) = (Vec::new(), [Vec::new(), Vec::new()]);
    let mut columns = vec![0, count / 2, count - 1];
    columns.dedup();
    for column in columns {
        let numbers = second.levels.iter().map(|level| level.number).enumerate();
        let line: Vec<(f64, f64)> = numbers.map(|(at, number)| (number, means[at * count + column])).collect();
        let at = ZH.place(&sweep.axes[0], sweep.axes[0].levels[column].number);
        let side = usize::from(line.iter().all(|(_, mean)| *mean > level));
        match passes(line, level).first() {
            None => sides[side].push(at),
            Some(first) if second.kind == AxisKind::Choice => {
                passed.push(format!("{}（{at}）", ZH.passing(second, *first).trim()));
            }
            Some(first) => passed.push(format!("{}（{at}）", ZH.place(second, *first))),
        }
    }
    let goal = told(sweep, level);
    let passed = (!passed.is_empty()).then(|| format!("在 {}处为 {goal}", passed.join("、")));
    let stays = ["低于", "高于"].into_iter().zip(&sides).filter(|(_, columns)| !columns.is_empty());
    let stays = stays.map(|(side, columns)| format!("在 {} 时始终{side} {goal}", columns.join("、")));
    passed.into_iter().chain(stays).collect::<Vec<_>>().join("，")
}
