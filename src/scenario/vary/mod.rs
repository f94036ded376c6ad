//! Axes: what is varied in an experiment, as people write it.
//!
//! ```text
//! axis    := part (";" part)*                        parts move together
//! part    := KEY ("," KEY)* "=" values
//! values  := FROM ".." TO [":" STEPS ["log"]]        11 steps if nothing is said, both ends counted
//!          | ONE "|" TWO ("|" …)*
//! ```
//!
//! Keys and values are those of `--set`: dates (`2011-01-21..2012-01-21`), shifts (`+0 days..+720 days`) and multiples
//! (`x0..x4`) of what the scenario says, amounts (`0.1%/day..0.4%/day`), whole numbers; and lists of anything.
//! A range is linear from its first to its last value, or logarithmic.

mod ask;
mod build;
mod notation;
mod sweep;
#[cfg(test)]
mod tests;

pub use ask::{Ask, Stretch, Values, default_steps};
pub use build::{Built, build};
pub use notation::{date_at, number_of};
pub use sweep::{check_sweep, is_judged_here, sweep_axes, sweep_fits, sweep_measure};

use notation::Notation;

use super::amount::Unit;
use super::problem::Problem;
use super::template::Template;
use super::written::Written;

/// What is varied, over which values.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Its title.
    pub label: String,
    /// The keys that are varied together.
    pub keys: Vec<String>,
    /// What its numbers are.
    pub kind: AxisKind,
    /// Lowest number.
    pub low: f64,
    /// Highest number.
    pub high: f64,
    /// The levels in ascending order; the first is `low`, the last `high`.
    pub levels: Vec<Level>,
    /// Whether steps are equal factors rather than equal differences.
    log: bool,
    /// Keys with their values at the axis's given points; the first track's numbers are the axis's own.
    tracks: Vec<Track>,
}

/// What the numbers of an axis are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisKind {
    /// Days since 1970-01-01, see [`date_at`].
    Date,
    /// Days after what the scenario says, negative before it.
    Shift,
    /// Multiples of what the scenario says.
    Multiple,
    /// Amounts in the base unit.
    Amount(Unit),
    /// Whole numbers.
    Whole,
    /// Positions in a list of values that are no numbers, from 0.
    Choice,
}

impl AxisKind {
    /// Whether there is nothing between two neighboring whole numbers.
    pub const fn is_discrete(self) -> bool {
        !matches!(self, AxisKind::Multiple | AxisKind::Amount(_))
    }
}

/// One point of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its number on the axis: what the text means.
    pub number: f64,
    /// The value of the axis's first key, as `--set` takes it.
    pub text: String,
    /// The settings that bring a scenario there, one a key, as `--set` takes them.
    pub settings: Vec<String>,
}

/// Keys with the same values.
#[derive(Debug, Clone)]
struct Track {
    keys: Vec<String>,
    notation: Notation,
    points: Vec<Point>,
}

/// A value that the author gave.
#[derive(Debug, Clone)]
struct Point {
    number: f64,
    text: String,
}

/// Reads an axis and checks it against a scenario: its keys exist there, can take such values, and the scenario loads at
/// both ends (at each value of a list).
pub fn parse_axis(text: &str, template: &Template) -> Result<Axis, Problem> {
    let layered = template.layered();
    let mut sources = layered.sources.clone();
    let written = Written::typed(text, &mut sources);
    let ask = Ask::read(&written, &sources)?;
    let built = build(&ask, &layered.table, &sources)?;
    built.check_ends(template, &sources)?;
    Ok(built.axis)
}

impl Axis {
    /// The level at a number; outside the axis, that at its nearest end. Numbers of discrete kinds are rounded, amounts
    /// between the values that the author gave are taken with six digits.
    #[allow(clippy::missing_panics_doc, reason = "an axis has a track")]
    pub fn at(&self, number: f64) -> Level {
        let number = number.clamp(self.low, self.high);
        let number = if self.kind.is_discrete() { number.round() } else { number };
        let points = &self.tracks[0].points;
        let before = points.partition_point(|point| point.number <= number).clamp(1, points.len() - 1) - 1;
        let (from, to) = (points[before].number, points[before + 1].number);
        let share =
            if self.log { libm::log(number / from) / libm::log(to / from) } else { (number - from) / (to - from) };
        let values: Vec<(f64, String)> = self.tracks.iter().map(|track| track.value(before, share, self.log)).collect();
        let settings = self
            .tracks
            .iter()
            .zip(&values)
            .flat_map(|(track, (_, text))| track.keys.iter().map(move |key| format!("{key}={text}")));
        let settings = settings.collect();
        let (number, text) = values.into_iter().next().expect("an axis has a track");
        Level { number, text, settings }
    }

    /// The level at a share of the way from the lowest (0) to the highest number (1), by equal factors on a logarithmic
    /// axis. Of a discrete kind, each number has the same share of the way.
    pub fn fraction(&self, u: f64) -> Level {
        let u = u.clamp(0.0, 1.0);
        if self.log {
            return self.at(mixed(self.low, self.high, u, true));
        }
        if self.kind.is_discrete() {
            return self.at(self.low + (u * (self.high - self.low + 1.0)).floor());
        }
        self.at(mixed(self.low, self.high, u, false))
    }

    /// Whether steps are equal factors rather than equal differences.
    pub fn is_logarithmic(&self) -> bool {
        self.log
    }

    /// The levels of a range, so many of them, without repetitions.
    fn spread(&self, steps: u32) -> Vec<Level> {
        let share = |step: u32| f64::from(step) / f64::from(steps - 1);
        let mut levels: Vec<Level> =
            (0..steps).map(|step| self.at(mixed(self.low, self.high, share(step), self.log))).collect();
        levels.dedup_by(|later, earlier| later.number.to_bits() == earlier.number.to_bits());
        levels
    }
}

impl Track {
    /// Number and text at a share of the way from one point to the next; at the points, the author's own text.
    fn value(&self, before: usize, share: f64, log: bool) -> (f64, String) {
        let (from, to) = (&self.points[before], &self.points[before + 1]);
        match share {
            share if share <= 0.0 => (from.number, from.text.clone()),
            share if share >= 1.0 => (to.number, to.text.clone()),
            share => self.notation.write(mixed(from.number, to.number, share, log)),
        }
    }
}

/// The number at a share of the way from one to another.
fn mixed(from: f64, to: f64, share: f64, log: bool) -> f64 {
    match share {
        share if share <= 0.0 => from,
        share if share >= 1.0 => to,
        share if log => libm::exp(libm::log(from) + share * (libm::log(to) - libm::log(from))),
        share => from + share * (to - from),
    }
}
