//! `growth`: where the joins of each platform came from: by cause over time, stacked, and in all.
//!
//! Two panels a platform: joins a day with a scale of their own, means over the runs, averaged over so many days that the stack can
//! be read; and below, where there is more than one cause, the share of each, which tells of the days on which few joined as well, as
//! long as they are enough for a share to mean something. First users stand in the bar of all joins alone: they come at once.

use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::causes::{cause_colors, stacked};
use super::frame::{FOOT, Head, MARGIN, head};
use super::growth_title::{cause_name, title};
use super::labels::spread;
use super::panel::{Panel, TICKS};
use super::scale::Scale;
use super::strip::{Strip, list, list_height};
use super::theme::{AXIS, Color, FAINT, GRID, INK, LABEL, SMALL, WHITE, colors};
use super::time::Time;
use crate::report::Results;
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::growth::total;
use crate::report::language::Language;
use crate::report::measures::Measure;

const WIDTH: f64 = 1600.0;
/// Room right of a panel: the bar of all joins and its labels.
const RIGHT: f64 = 316.0;
/// Where the bar begins right of the panel, and its width.
const BAR: (f64, f64) = (28.0, 34.0);
/// Height of a panel's title, and of its axis of time.
const CAPTION: f64 = 40.0;
const TIME: f64 = 40.0;
/// Room for the name of the axis of time, where it has one.
const TIME_NAME: f64 = 16.0;
/// Height of the two panels of all platforms together, and the least of one's.
const HEIGHT: (f64, f64) = (640.0, 230.0);
/// The part of it that joins a day take; shares of the causes take the rest, this far below.
const UPPER: f64 = 0.58;
const GAP: f64 = 16.0;
/// Days over which joins are averaged, and the most points of a line.
const STEPS: [usize; 4] = [1, 7, 28, 91];
const MOST: usize = 180;
/// Causes with a smaller share of the joins have no label: it would read "0 %".
const LEAST: f64 = 0.0005;
/// Agents who join in a span of days, over all runs, from whom on the share of a cause means something: its standard error is no more
/// than nine points.
const ENOUGH: f64 = 30.0;
/// A platform whose joins count those of its registered persons so many times has users who come back.
const RETURNS: f64 = 1.01;
/// Height of the place that says that nobody joins.
const EMPTY: f64 = 96.0;

/// Draws the figure.
pub fn growth(results: &Results) -> Figure {
    let title = title(results);
    let description = match results.language {
        Language::English => format!("Joins of each platform by cause over time, stacked, and in all. {title}."),
        Language::Chinese => format!("各平台的加入人数，按原因随时间堆叠及合计。{title}。"),
    };
    let head = head(results, title, &subject(results));
    let places = places(results, &head);
    let bottom = places.last().map_or(head.height(WIDTH), |place| place.bottom() + below(results));
    let size = (WIDTH, bottom + 12.0 + list_height(results) + FOOT);
    draw(size.0, size.1, description, |canvas| {
        head.draw(canvas, size);
        for place in &places {
            of_platform(canvas, results, place);
        }
        list(canvas, results, (MARGIN, size.1 - FOOT - list_height(results)), WIDTH - 2.0 * MARGIN, &colors(results));
    })
}

fn subject(results: &Results) -> String {
    let language = results.language;
    let means = language.say(" · means over the runs", " · 各次模拟的均值");
    let scales = language.say(" · each panel has its own scale", " · 各图坐标不同");
    let returns = language.say(" · who comes back joins again", " · 重返者重新计入");
    let (several, panels) = (results.runs > 1, results.present().len() > 1);
    let said = [(several, means), (panels, scales), (returning(results), returns)];
    said.into_iter().filter(|(said, _)| *said).map(|(_, words)| words).collect()
}

/// Whether there are more joins than persons who ever joined.
fn returning(results: &Results) -> bool {
    let registered = |p: usize| results.band(p, Measure::Registered).mean.last().copied().unwrap_or(0.0);
    results.present().into_iter().any(|p| total(results, p) > RETURNS * registered(p))
}

/// Days over which joins are averaged.
fn step(days: usize) -> usize {
    STEPS.into_iter().find(|step| days / step <= MOST).unwrap_or(STEPS[STEPS.len() - 1])
}

/// Room below a panel for its axis of time.
fn below(results: &Results) -> f64 {
    TIME + if Time::of(results).title().is_some() { TIME_NAME } else { 0.0 }
}

/// Where a platform is drawn.
struct Place {
    platform: usize,
    strip: Strip,
    /// Upper edge of the strip.
    top: f64,
    /// Joins a day.
    joins: Panel,
    /// Share of each cause, where there are several.
    shares: Option<Panel>,
}

impl Place {
    /// Lower edge of the panels.
    fn bottom(&self) -> f64 {
        self.shares.map_or(self.joins.bottom, |shares| shares.bottom)
    }
}

/// The places of all platforms that anybody joins.
fn places(results: &Results, head: &Head) -> Vec<Place> {
    let present = results.present();
    let height = (HEIGHT.0 / present.len().max(1) as f64).max(HEIGHT.1);
    let mut above = head.height(WIDTH) - 6.0;
    let place = |platform: usize| {
        let (left, right) = (MARGIN + TICKS, WIDTH - MARGIN - RIGHT);
        let scale = Scale::linear(highest(results, platform));
        let empty = Panel { left, right, top: above, bottom: above, days: results.last_day(), scale };
        let strip = Strip::of(results, &empty, [platform]);
        let top = above + CAPTION;
        let start = top + strip.height() + 6.0;
        let height = if begin(results, platform).is_some() { height } else { EMPTY };
        let several = several(results, platform);
        let joins = Panel { top: start, bottom: start + height * if several { UPPER } else { 1.0 }, ..empty };
        let scale = Scale::Linear { top: 1.0 };
        let shares = several.then_some(Panel { top: joins.bottom + GAP, bottom: start + height, scale, ..empty });
        let place = Place { platform, strip, top, joins, shares };
        above = place.bottom() + below(results);
        place
    };
    present.into_iter().map(place).collect()
}

/// A day and a number.
type Day = (f64, f64);
/// A cause and its upper edge in a stack.
type Layer = (usize, Vec<Day>);

/// Causes of joining that are drawn over time, from the bottom of the stack: all but that of the first users.
fn causes(results: &Results) -> impl Iterator<Item = usize> {
    stacked(&results.causes).into_iter().filter(|cause| results.causes[*cause] != "initial")
}

/// Whether people join a platform by more than one cause worth a label.
fn several(results: &Results, platform: usize) -> bool {
    let growth = &results.platforms[platform].growth;
    causes(results).filter(|cause| growth[*cause].share.mean >= LEAST).count() > 1
}

/// The day after which people begin to join a platform, first users aside; none where nobody does.
fn begin(results: &Results, platform: usize) -> Option<usize> {
    let joins = |cause| &results.band(platform, Measure::JoinedBy(cause)).mean;
    let first = causes(results).filter_map(|cause| joins(cause).iter().skip(1).position(|joined| *joined > 0.0));
    first.min()
}

/// A line of the stack: the middles of spans of days with the mean of joins a day, from the beginning to the last day.
fn line(results: &Results, platform: usize, cause: usize) -> Vec<Day> {
    let Some(begin) = begin(results, platform) else { return Vec::new() };
    let joins = &results.band(platform, Measure::JoinedBy(cause)).mean;
    let last = results.last_day();
    let step = step(last);
    // What is left at the end belongs to the span before it: a few days by themselves would only be noise.
    let spans = ((last - begin) / step).max(1);
    let middle = |span: usize| {
        let (from, to) = (begin + span * step, if span + 1 == spans { last } else { begin + (span + 1) * step });
        let mean = joins[from + 1..=to].iter().sum::<f64>() / (to - from) as f64;
        (f64::midpoint(from as f64, to as f64), mean)
    };
    let middles: Vec<Day> = (0..spans).map(middle).collect();
    let edge = |day: usize, nearest: Option<&Day>| (day as f64, nearest.map_or(0.0, |point| point.1));
    let mut line = vec![edge(begin, middles.first())];
    line.extend(&middles);
    line.push(edge(last, middles.last()));
    line
}

/// Causes that are drawn over time, from the bottom of the stack, each with its upper edge.
fn stack(results: &Results, platform: usize) -> Vec<Layer> {
    let mut upper: Option<Vec<Day>> = None;
    let edge = |cause: usize| {
        let mut edge = line(results, platform, cause);
        if let Some(lower) = &upper {
            edge.iter_mut().zip(lower).for_each(|(point, below)| point.1 += below.1);
        }
        upper = Some(edge.clone());
        (cause, edge)
    };
    causes(results).map(edge).collect()
}

fn highest(results: &Results, platform: usize) -> f64 {
    stack(results, platform).last().map_or(0.0, |(_, edge)| edge.iter().map(|point| point.1).fold(0.0, f64::max))
}

/// Events, stacks and bar of one platform.
fn of_platform(canvas: &mut Canvas, results: &Results, place: &Place) {
    let Place { platform, strip, top, joins, shares } = place;
    let colors = colors(results);
    let whole = Panel { bottom: place.bottom(), ..*joins };
    caption(canvas, results, place, colors[*platform]);
    if begin(results, *platform).is_some() {
        let stack = stack(results, *platform);
        joins.rungs(canvas, joins.persons(results.language));
        areas(canvas, results, *platform, joins, &stack);
        if let Some(shares) = shares {
            halves(canvas, shares, results.language);
            areas(canvas, results, *platform, shares, &parts(&stack, least(results)));
        }
    } else {
        let middle = (f64::midpoint(joins.left, joins.right), f64::midpoint(joins.top, joins.bottom));
        let words = results.language.say("nobody joins after the first users", "首批用户之后无人加入");
        canvas.text(words, middle, Anchor::Middle, Letters::regular(LABEL, FAINT));
    }
    for panel in [Some(*joins), *shares].into_iter().flatten() {
        canvas.line(&[(panel.left, panel.bottom), (panel.right, panel.bottom)], Pen::new(AXIS, 1.2));
    }
    whole.floor(canvas, Time::of(results));
    strip.guides(canvas, results, &whole, *top, &vec![FAINT; colors.len()]);
    strip.numbers(canvas, results, joins, *top, &colors);
    bar(canvas, results, *platform, &whole);
}

/// The least joins a day of which shares are shown \[persons\].
fn least(results: &Results) -> f64 {
    let runs = results.outcomes.len().max(1) as f64;
    ENOUGH * results.persons_per_agent() / (runs * step(results.last_day()) as f64)
}

/// The axis of shares: nothing, half, all.
fn halves(canvas: &mut Canvas, panel: &Panel, language: Language) {
    for share in [0.0, 0.5, 1.0] {
        let y = panel.y(share);
        canvas.line(&[(panel.left, y), (panel.right, y)], Pen::new(GRID, 1.0));
        canvas.text(
            &language.tick_percent(share),
            (panel.left - 8.0, y),
            Anchor::Right,
            Letters::regular(SMALL, FAINT),
        );
    }
}

/// Name of the platform, what the axes count, and the number of all joins.
fn caption(canvas: &mut Canvas, results: &Results, place: &Place, color: Color) {
    let (left, y) = (place.joins.left - TICKS, place.top - 18.0);
    let label = fitted(&results.shown_label(place.platform), LABEL, Weight::Bold, 400.0);
    canvas.text(&label, (left, y), Anchor::Left, Letters::bold(LABEL, color));
    let behind = left + text_width(&label, LABEL, Weight::Bold) + 12.0;
    let several = place.shares.is_some();
    let english = if several { "Joins a day, and where they come from" } else { "Joins a day" };
    let what = results.language.say(english, if several { "每日加入人数及其来源" } else { "每日加入人数" });
    let what = match (results.language, step(results.last_day())) {
        (_, 1) => what.to_owned(),
        (Language::English, days) => format!("{what}; means of {days} days"),
        (Language::Chinese, days) => format!("{what}，{days} 天平均"),
    };
    canvas.text(&what, (behind, y), Anchor::Left, Letters::bold(LABEL, INK));
    let number = results.language.number(total(results, place.platform));
    let all = match results.language {
        Language::English => format!("{number} joins in all"),
        Language::Chinese => format!("共 {number} 人次加入"),
    };
    let at = (place.joins.right + BAR.0, place.joins.top - 18.0);
    canvas.text(&all, at, Anchor::Left, Letters::bold(LABEL, INK));
}

/// The edges of a stack as shares of its highest; not a number where fewer than the least join.
fn parts(stack: &[Layer], least: f64) -> Vec<Layer> {
    let Some((_, highest)) = stack.last() else { return Vec::new() };
    let share = |(day, height): Day, all: f64| (day, if all >= least { height / all } else { f64::NAN });
    let shares = |edge: &[Day]| edge.iter().zip(highest).map(|(point, all)| share(*point, all.1)).collect();
    stack.iter().map(|(cause, edge)| (*cause, shares(edge))).collect()
}

/// The areas over time, with white lines between them, where the edges are numbers.
fn areas(canvas: &mut Canvas, results: &Results, platform: usize, panel: &Panel, stack: &[Layer]) {
    let palette = cause_colors(&results.causes);
    let points =
        |edge: &[Day]| -> Vec<Point> { edge.iter().map(|(day, height)| (panel.x(*day), panel.y(*height))).collect() };
    let Some((_, highest)) = stack.last() else { return };
    let known: Vec<usize> = (0..highest.len()).filter(|day| highest[*day].1.is_finite()).collect();
    for days in known.chunk_by(|day, next| day + 1 == *next) {
        let days = days[0]..days[days.len() - 1] + 1;
        let floor = |(x, _): Point| (x, panel.bottom);
        let mut lower: Vec<Point> = points(&highest[days.clone()]).into_iter().map(floor).collect();
        for (cause, edge) in stack {
            let upper = points(&edge[days.clone()]);
            if results.platforms[platform].growth[*cause].joins.mean > 0.0 {
                canvas.between(&lower, &upper, Pen::new(palette[*cause], 0.0));
                canvas.line(&lower, Pen::new(WHITE, 1.0));
            }
            lower = upper;
        }
    }
}

/// All joins until the end, with the name and the share of each cause.
fn bar(canvas: &mut Canvas, results: &Results, platform: usize, panel: &Panel) {
    let palette = cause_colors(&results.causes);
    let (left, right) = (panel.right + BAR.0, panel.right + BAR.0 + BAR.1);
    let mut low = panel.bottom;
    let mut labels = Vec::new();
    for cause in stacked(&results.causes) {
        let share = results.platforms[platform].growth[cause].share.mean;
        let high = low - share * (panel.bottom - panel.top);
        if share > 0.0 {
            canvas.rectangle((left, high), (right, low), Pen::new(palette[cause], 0.0));
            canvas.line(&[(left, low), (right, low)], Pen::new(WHITE, 1.0));
        }
        if share >= LEAST {
            labels.push((
                f64::midpoint(low, high),
                cause_name(results, &results.causes[cause]).trim().to_owned(),
                results.language.percent(share),
            ));
        }
        low = high;
    }
    let wishes: Vec<f64> = labels.iter().map(|label| label.0).collect();
    let places = spread(&wishes, LABEL * 1.3, panel.top + 6.0, panel.bottom - 6.0);
    for ((wish, name, number), place) in labels.into_iter().zip(places) {
        canvas.line(&[(right + 3.0, wish), (right + 14.0, place), (right + 18.0, place)], Pen::new(FAINT, 1.0));
        let at = right + 23.0;
        let room = WIDTH - MARGIN - at - text_width(&number, LABEL, Weight::Regular) - 6.0;
        let name = fitted(&name, LABEL, Weight::Bold, room);
        canvas.text(&name, (at, place), Anchor::Left, Letters::bold(LABEL, INK));
        let behind = at + text_width(&name, LABEL, Weight::Bold) + 6.0;
        canvas.text(&number, (behind, place), Anchor::Left, Letters::regular(LABEL, INK));
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn shares_of_too_few_are_no_numbers() {
        let stack = [(0, vec![(0.0, 6.0), (7.0, 0.2)]), (3, vec![(0.0, 8.0), (7.0, 0.4)])];
        let shares = parts(&stack, 0.5);
        assert_eq!((shares[0].0, shares[0].1[0], shares[1].1[0]), (0, (0.0, 0.75), (0.0, 1.0)));
        assert!(shares.iter().all(|(_, edge)| edge[1].1.is_nan()));
    }
}
