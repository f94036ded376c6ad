//! `degrees`: how many contacts people have: share of the persons with as many or more, both axes logarithmic.

use serde::{Deserialize, Serialize};

use super::amounts::ParameterKind;
use super::axis::{Axis, Spacing};
use super::canvas::{Anchor, Canvas, Figure, Letters, Pen, Point, draw};
use super::frame::{FOOT, Head, MARGIN};
use super::key::Key;
use super::places::{Area, place};
use super::plot::{BELOW, CAPTION, Plot, dot, tick_room};
use super::theme::{Color, INK, LABEL, PAPER};
use crate::report::fonts::{Weight, text_width};
use crate::report::language::Language;
use crate::report::numbers::thousands;

const SIZE: (f64, f64) = (1600.0, 900.0);
/// Room right of the plot, for labels of the last points.
const RIGHT: f64 = 60.0;
/// Distance of a name from what stands behind it.
const GAP: f64 = 6.0;

/// The degrees of some layers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DegreeCurves {
    /// What stands above and below.
    pub head: Head,
    /// The layers; persons without any contact have no place on a logarithmic axis.
    pub layers: Vec<DegreeCurve>,
}

/// The degrees of a layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DegreeCurve {
    /// Name of the layer.
    pub name: String,
    /// Its color.
    pub color: Color,
    /// Each degree that somebody has, ascending, with the share of the persons who have as many contacts or more.
    pub ccdf: Vec<(u32, f64)>,
    /// The lower median of the degrees.
    pub median: u32,
}

impl DegreeCurve {
    /// The curve in steps: P(d ≥ k) holds from behind the degree before k up to k.
    fn steps(&self) -> Vec<(f64, f64)> {
        let mut steps = Vec::new();
        let mut from = 1.0;
        for (degree, share) in self.shown() {
            steps.push((from, share));
            steps.push((degree, share));
            from = degree;
        }
        steps
    }

    /// The degrees that have a place.
    fn shown(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.ccdf.iter().filter(|(degree, share)| *degree > 0 && *share > 0.0).map(|(k, share)| (f64::from(*k), *share))
    }

    /// The points that are named: the median and the largest degree.
    fn named(&self, language: Language) -> Vec<((f64, f64), String)> {
        let (median, most) = (language.say("median", "中位数"), language.say("at most", "最多"));
        let at_median = self.shown().find(|(degree, _)| *degree >= f64::from(self.median.max(1)));
        let median = at_median.map(|point| (point, format!("{median} {}", thousands(self.median))));
        let most = self.shown().last().map(|point| (point, format!("{most} {}", thousands(point.0 as u32))));
        median
            .filter(|(point, _)| self.median > 0 && most.as_ref().is_none_or(|(last, _)| last != point))
            .into_iter()
            .chain(most)
            .collect()
    }
}

/// Draws the figure.
pub fn degree_curves(curves: &DegreeCurves) -> Figure {
    let language = curves.head.language;
    let told: Vec<String> = curves
        .layers
        .iter()
        .map(|layer| {
            let named: Vec<String> = layer.named(language).into_iter().map(|(_, text)| text).collect();
            format!("{}: {}", layer.name, named.join(language.say(", ", "，")))
        })
        .collect();
    let (told, title) = (told.join(language.say("; ", "；")), &curves.head.title);
    let description = match language {
        Language::English => format!(
            "Share of the persons by the number of contacts that they have at least, both axes logarithmic. {told}. {title}"
        ),
        Language::Chinese => format!("联系人数不少于某值的人所占比例，双对数坐标。{told}。{title}。"),
    };
    let names = [
        language.say("Share of the persons with as many contacts or more", "联系人数不少于该值的人所占比例"),
        language.say("Number of contacts", "联系人数"),
        language.say("both axes logarithmic: a power law is a straight line", "双对数坐标：幂律是一条直线"),
    ];
    draw(SIZE.0, SIZE.1, description, |canvas| {
        curves.head.draw(canvas, SIZE);
        let plot = layout(curves);
        plot.caption(canvas, names[0], 18.0);
        plot.rungs(canvas);
        plot.floor(canvas, &plot.ticks(), names[1]);
        for layer in &curves.layers {
            for line in plot.lines(&layer.steps()) {
                canvas.line(&line, Pen::new(layer.color, 2.6));
            }
        }
        for layer in &curves.layers {
            layer.named(language).iter().for_each(|(at, _)| dot(canvas, plot.point(*at), 5.0, layer.color));
        }
        labels(canvas, &plot, curves);
        Key::at_foot(&curves.head, SIZE).note(canvas, names[2]);
    })
}

fn layout(curves: &DegreeCurves) -> Plot {
    let points = || curves.layers.iter().flat_map(DegreeCurve::shown);
    let log = |kind, numbers: Vec<f64>| Axis::around(kind, Spacing::Log, numbers).told_in(curves.head.language);
    let x = log(ParameterKind::Plain, points().map(|(degree, _)| degree).chain([1.0, 10.0]).collect());
    let y = log(ParameterKind::Share, points().map(|(_, share)| share).chain([0.1, 1.0]).collect());
    let (right, bottom) = (SIZE.0 - MARGIN - RIGHT, SIZE.1 - FOOT - BELOW);
    let top = curves.head.height(SIZE.0) + CAPTION;
    // Room above 100 % and below the last person, so that no dot is cut.
    let y = y.with_ends(y.at(-0.03), y.at(1.02));
    let mut plot = Plot { left: MARGIN, right, top, bottom, x: x.with_ends(x.from, x.at(1.03)), y };
    plot.left += tick_room(&plot.vertical_ticks());
    plot
}

/// Name and number beside each dot, off the curves.
fn labels(canvas: &mut Canvas, plot: &Plot, curves: &DegreeCurves) {
    let bounds = Area { right: SIZE.0 - MARGIN, ..plot.area().inset(3.0) };
    let mut taken: Vec<Area> = Vec::new();
    for layer in &curves.layers {
        let along = plot.lines(&layer.steps()).into_iter().flatten().collect::<Vec<Point>>();
        taken.extend(super::path::spaced(&along, 8.0).into_iter().map(|point| Area::around(point, 6.0, 6.0)));
    }
    let language = curves.head.language;
    let of_layer = |layer| DegreeCurve::named(layer, language).into_iter().map(move |(at, text)| (layer, at, text));
    let mut named: Vec<(&DegreeCurve, (f64, f64), String)> = curves.layers.iter().flat_map(of_layer).collect();
    // Who lies farthest to the right chooses first, and so stands on the free side of the curves.
    named.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
    for (layer, at, text) in named {
        let name = text_width(&layer.name, LABEL, Weight::Bold);
        let width = name + GAP + text_width(&text, LABEL, Weight::Regular);
        let Some(area) = place(plot.point(at), (width + 6.0, LABEL + 4.0), &bounds, &taken, |_| 0.0) else { continue };
        canvas.rectangle((area.left, area.top), (area.right, area.bottom), Pen::new(PAPER, 0.0).faint(0.8));
        let (left, middle) = (area.left + 3.0, area.middle().1);
        canvas.text(&layer.name, (left, middle), Anchor::Left, Letters::bold(LABEL, layer.color));
        canvas.text(&text, (left + name + GAP, middle), Anchor::Left, Letters::regular(LABEL, INK));
        taken.push(area);
    }
}
