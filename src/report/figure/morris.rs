//! `morris`: which parameters matter, and whether they act alone: mean against spread of elementary effects (Morris 1991).

use serde::{Deserialize, Serialize};

use super::amounts::Value;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::frame::{FOOT, Head, MARGIN};
use super::key::Key;
use super::path;
use super::places::{Area, place};
use super::plot::{BELOW, CAPTION, Plot, dot, tick_room, whisker};
use super::readings::Named;
use super::theme::{AXIS, FAINT, INK, LABEL, PAPER, SMALL, STRONG};
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::language::Language;

const SIZE: (f64, f64) = (1600.0, 900.0);
/// Room for the names of the lines, right of the plot.
const RIGHT: f64 = 170.0;
/// A name stands at most so far from its dot.
const FAR: f64 = 60.0;
/// Ratios σ / μ* between which effects are told apart, and the name of what lies below each (Garcia Sanchez et al. 2014, Energy and
/// Buildings 68).
const RATIOS: [(f64, Told); 3] =
    [(0.1, ("almost linear", "近似线性")), (0.5, ("monotonic", "单调")), (1.0, ("almost monotonic", "近似单调"))];
/// The name of what lies above the last ratio.
const BEYOND: Told = ("nonlinear or interacting", "非线性或有交互");
/// A name in English and in Chinese.
type Told = (&'static str, &'static str);

/// Elementary effects of parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Morris {
    /// What stands above and below.
    pub head: Head,
    /// What the effects change.
    pub value: Value,
    /// The result that they change, for the names of the axes.
    pub label: String,
    /// The parameters.
    pub points: Vec<MorrisPoint>,
}

/// The elementary effects of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MorrisPoint {
    /// The parameter.
    pub name: String,
    /// Mean of their absolute values, μ*.
    #[serde(with = "super::exact")]
    pub mean: f64,
    /// Lower end of the mean's interval.
    #[serde(with = "super::exact")]
    pub low: f64,
    /// Upper end of the mean's interval.
    #[serde(with = "super::exact")]
    pub high: f64,
    /// Their standard deviation, σ.
    #[serde(with = "super::exact")]
    pub spread: f64,
}

/// Draws the figure.
pub fn morris(morris: &Morris) -> Figure {
    let language = morris.head.language;
    let number = |value| morris.value.number(value, language);
    let told = morris.points.iter().map(|p| format!("{} {} ± {}", p.name, number(p.mean), number(p.spread)));
    let told = told.collect::<Vec<_>>().join(language.say(", ", "、"));
    let (label, title) = (&morris.label, &morris.head.title);
    let (spread, mean) = match language {
        Language::English => {
            (format!("Spread of the effect on {label}, σ"), format!("Mean size of the effect on {label}, μ*"))
        }
        Language::Chinese => (format!("对{label}的效应的离散程度 σ"), format!("对{label}的效应的平均大小 μ*")),
    };
    let description = match language {
        Language::English => format!("Effects of single parameters on {label}: {told}. {title}"),
        Language::Chinese => format!("单个参数对{label}的效应：{told}。{title}。"),
    };
    draw(SIZE.0, SIZE.1, description, |canvas| {
        morris.head.draw(canvas, SIZE);
        let plot = layout(morris);
        plot.caption(canvas, &spread, 18.0);
        plot.rungs(canvas);
        plot.floor(canvas, &plot.ticks(), &mean);
        rays(canvas, &plot);
        let known: Vec<&MorrisPoint> =
            morris.points.iter().filter(|p| p.mean.is_finite() && p.spread.is_finite()).collect();
        for point in &known {
            if point.low.is_finite() && point.high.is_finite() {
                let at = |mean| plot.point((mean, point.spread));
                whisker(canvas, at(point.low), at(point.high), AXIS);
            }
        }
        let nameless = names(canvas, &plot, &known);
        for point in &known {
            dot(canvas, plot.point((point.mean, point.spread)), 6.0, STRONG);
        }
        list(canvas, morris, &nameless);
        canvas.tells(vec![Named::plain("μ*"), Named::plain("σ")]);
        for point in &known {
            let area = Area::around(plot.point((point.mean, point.spread)), 20.0, 20.0);
            let mean = morris.value.estimate(point.mean, (point.low, point.high), language);
            canvas.reading(area, point.name.clone(), vec![mean, number(point.spread)]);
        }
    })
}

fn layout(morris: &Morris) -> Plot {
    let axis = |numbers: Vec<f64>| {
        let axis = Axis::of_bars(morris.value, numbers).told_in(morris.head.language);
        axis.with_ends(axis.from, axis.from + (axis.to - axis.from) * 1.08)
    };
    let x = axis(morris.points.iter().flat_map(|point| [point.mean, point.low, point.high]).collect());
    let y = axis(morris.points.iter().map(|point| point.spread).collect());
    let (right, bottom) = (SIZE.0 - MARGIN - RIGHT, SIZE.1 - FOOT - BELOW);
    let mut plot = Plot { left: MARGIN, right, top: morris.head.height(SIZE.0) + CAPTION, bottom, x, y };
    plot.left += tick_room(&plot.vertical_ticks());
    plot
}

/// Lines of equal ratio σ / μ*, from the origin to the edge.
fn rays(canvas: &mut Canvas, plot: &Plot) {
    for (ratio, _) in RATIOS {
        canvas.dashes(plot.point((0.0, 0.0)), plot.point(edge(plot, ratio)), 4.0, 4.0, Pen::new(AXIS, 1.2));
    }
}

/// Where the line of a ratio leaves the plot.
fn edge(plot: &Plot, ratio: f64) -> (f64, f64) {
    let mean = plot.x.to.min(plot.y.to / ratio);
    (mean, mean * ratio)
}

/// The names of what lies between the lines, at the edge; those without room are left out.
fn regions(canvas: &mut Canvas, plot: &Plot, taken: &mut Vec<Area>) {
    let below = RATIOS.map(|(ratio, name)| (ratio * 0.7, name));
    for (ratio, name) in below.into_iter().chain([(2.0, BEYOND)]) {
        let name = plot.x.language.say(name.0, name.1);
        let at = plot.point(edge(plot, ratio));
        let width = text_width(name, SMALL, Weight::Regular);
        let above = at.1 <= plot.top + 1.0;
        let middle = if above {
            (at.0.min(plot.right - width / 2.0), plot.top + 12.0)
        } else {
            (plot.right + 10.0 + width / 2.0, at.1)
        };
        let area = Area::around(middle, width + 8.0, SMALL + 4.0);
        if taken.iter().all(|other| !other.overlaps(&area)) {
            canvas.text(name, middle, Anchor::Middle, Letters::regular(SMALL, FAINT));
            taken.push(area);
        }
    }
}

/// A name beside each dot, with a thin line to it where it stands away; the names that have no place near their dots.
fn names<'a>(canvas: &mut Canvas, plot: &Plot, points: &[&'a MorrisPoint]) -> Vec<&'a MorrisPoint> {
    let bounds = Area { right: plot.right + RIGHT, ..plot.area().inset(3.0) };
    let at = |point: &MorrisPoint| plot.point((point.mean, point.spread));
    let mut taken: Vec<Area> = points.iter().map(|point| Area::around(at(point), 15.0, 15.0)).collect();
    // Nothing stands on an interval.
    taken.extend(points.iter().filter(|point| point.low.is_finite() && point.high.is_finite()).map(|point| {
        let (from, to) = (plot.across(point.low), plot.across(point.high));
        Area::around((f64::midpoint(from, to), at(point).1), to - from + 4.0, 5.0)
    }));
    regions(canvas, plot, &mut taken);
    let mut order = points.to_vec();
    // Who matters most chooses first.
    order.sort_by(|a, b| b.mean.total_cmp(&a.mean));
    let mut nameless = Vec::new();
    for point in order {
        let dot = at(point);
        let name = fitted(&point.name, LABEL, Weight::Regular, 320.0);
        let size = (text_width(&name, LABEL, Weight::Regular) + 6.0, LABEL + 4.0);
        let cost = |area: &Area| {
            let leader = [dot, area.nearest(dot)];
            let crossed = |point: &Point| taken.iter().any(|other| !other.contains(dot) && other.contains(*point));
            let far = path::length(&leader) > FAR || path::spaced(&leader, 3.0).iter().any(crossed);
            if far { f64::INFINITY } else { 0.0 }
        };
        let Some(area) = place(dot, size, &bounds, &taken, cost) else {
            nameless.push(point);
            continue;
        };
        let leader = [dot, area.nearest(dot)];
        if path::length(&leader) > 14.0 {
            canvas.line(&leader, Pen::new(AXIS, 1.0));
        }
        canvas.rectangle((area.left, area.top), (area.right, area.bottom), Pen::new(PAPER, 0.0).faint(0.8));
        canvas.text(&name, (area.left + 3.0, area.middle().1), Anchor::Left, Letters::regular(LABEL, INK));
        taken.push(area);
    }
    nameless
}

/// Names the dots that stand too close together to be named.
fn list(canvas: &mut Canvas, morris: &Morris, nameless: &[&MorrisPoint]) {
    let highest = nameless.iter().map(|point| point.mean).fold(0.0, f64::max);
    if !nameless.is_empty() {
        let names: Vec<&str> = nameless.iter().map(|point| point.name.as_str()).collect();
        let language = morris.head.language;
        let highest = morris.value.number(highest, language);
        let text = match language {
            Language::English => format!("without a name, μ* up to {highest}: {}", names.join(", ")),
            Language::Chinese => format!("未标注（μ* 不超过 {highest}）：{}", names.join("、")),
        };
        Key::at_foot(&morris.head, SIZE).note(canvas, &text);
    }
}
