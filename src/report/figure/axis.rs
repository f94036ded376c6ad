//! Axes of parameters and results: where a number stands, and ticks that people can say.

use serde::{Deserialize, Serialize};

use super::amounts::{MONTH, ParameterKind, Value, YEAR};
use super::scale::nice_step;
use super::time::{date_ticks, furthest};
use crate::report::fonts::{Weight, text_width};
use crate::report::language::Language;

/// How the numbers of an axis are spaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Spacing {
    /// Equal steps for equal differences.
    #[default]
    Linear,
    /// Equal steps for equal factors; dates, and ranges that reach down to 0, stay linear.
    Log,
}

/// A parameter that is varied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name, below or above the axis.
    pub label: String,
    /// What its numbers are.
    pub kind: ParameterKind,
    /// How they are spaced.
    pub spacing: Spacing,
    /// Where it takes words, those at 0, 1, 2 …, which stand there in place of numbers.
    pub words: Vec<String>,
}

impl Parameter {
    /// A parameter on a linear axis.
    pub fn linear(label: impl Into<String>, kind: ParameterKind) -> Parameter {
        Parameter { label: label.into(), kind, spacing: Spacing::Linear, words: Vec::new() }
    }

    /// A parameter on a logarithmic axis.
    pub fn log(label: impl Into<String>, kind: ParameterKind) -> Parameter {
        Parameter { label: label.into(), kind, spacing: Spacing::Log, words: Vec::new() }
    }

    /// A parameter that takes words.
    pub fn words(label: impl Into<String>, words: Vec<String>) -> Parameter {
        Parameter { words, ..Parameter::linear(label, ParameterKind::Plain) }
    }

    /// One of its numbers, or its word, behind its name.
    pub fn told(&self, number: f64, language: Language) -> String {
        let word = (number >= 0.0 && number.fract() == 0.0).then(|| self.words.get(number as usize)).flatten();
        let amount = word.cloned().unwrap_or_else(|| self.kind.tick(number, language));
        language.say(format!("{}: {amount}", self.label), format!("{}：{amount}", self.label))
    }

    /// The ticks of an axis of this parameter: its words, or else those of the numbers.
    pub fn ticks(&self, of_numbers: Vec<Tick>) -> Vec<Tick> {
        if self.words.is_empty() {
            return of_numbers;
        }
        self.words.iter().enumerate().map(|(at, word)| (at as f64, word.clone())).collect()
    }
}

/// An axis from one number to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    kind: ParameterKind,
    spacing: Spacing,
    /// The language of its ticks.
    pub language: Language,
    /// The number at the beginning.
    pub from: f64,
    /// The number at the end, which is larger.
    pub to: f64,
}

/// A tick: its number and its text.
pub type Tick = (f64, String);

impl Axis {
    /// The axis that holds finite numbers; a single number gets some room around it, and without any it runs from 0 to 1.
    pub fn around(kind: ParameterKind, spacing: Spacing, numbers: impl IntoIterator<Item = f64>) -> Axis {
        let numbers = numbers.into_iter().filter(|number| number.is_finite());
        let range = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), n| (low.min(n), high.max(n)));
        let (from, to) = if range.0 <= range.1 { range } else { (0.0, 1.0) };
        let (from, to) = if kind == ParameterKind::Date { (furthest(from), furthest(to)) } else { (from, to) };
        let log = spacing == Spacing::Log && from > 0.0 && kind != ParameterKind::Date;
        let spacing = if log { Spacing::Log } else { Spacing::Linear };
        if to - from > 1e-12 * to.abs().max(from.abs()) {
            return Axis { kind, spacing, language: Language::default(), from, to };
        }
        let room = match kind {
            ParameterKind::Date | ParameterKind::Days => 30.0,
            _ if from == 0.0 => 0.5,
            _ => from.abs() / 2.0,
        };
        Axis { kind, spacing, language: Language::default(), from: from - room, to: to + room }
    }

    /// The axis of results: a probability runs from 0 to 1; others start at 0 if that does not flatten what is to be seen.
    pub fn of_results(value: Value, numbers: impl IntoIterator<Item = f64>) -> Axis {
        let axis = Axis::around(value.kind(), Spacing::Linear, numbers);
        let (mut from, mut to) = (axis.from, axis.to);
        let room = 0.06 * (to - from);
        match value {
            Value::Probability => (from, to) = (from.min(0.0), to.max(1.0)),
            Value::Share => (from, to) = (from.min(0.0), (to + room).min(to.max(1.0))),
            _ if from >= 0.0 && from < 0.6 * to => (from, to) = (0.0, to + room),
            _ => (from, to) = (from - room, to + room),
        }
        Axis { from, to, ..axis }
    }

    /// The axis of bars, which start at 0; with some room below it where bars go there.
    pub fn of_bars(value: Value, numbers: impl IntoIterator<Item = f64>) -> Axis {
        let numbers = numbers.into_iter().filter(|number| number.is_finite());
        let (from, to) =
            numbers.fold((0.0, 0.0), |(low, high), number| (f64::min(low, number), f64::max(high, number)));
        let axis = Axis::around(value.kind(), Spacing::Linear, [from, to]);
        let room = 0.02 * (to - from);
        match (from < 0.0, to > 0.0) {
            (false, false) => Axis { from: 0.0, ..axis },
            (below, _) => Axis { from: if below { from - room } else { from }, to, ..axis },
        }
    }

    /// The same axis, longer by a part of its length at both ends.
    #[must_use]
    pub fn padded(self, part: f64) -> Axis {
        Axis { from: self.at(-part), to: self.at(1.0 + part), ..self }
    }

    /// The same axis with ticks in a language.
    #[must_use]
    pub fn told_in(self, language: Language) -> Axis {
        Axis { language, ..self }
    }

    /// The same axis with other ends.
    #[must_use]
    pub fn with_ends(self, from: f64, to: f64) -> Axis {
        Axis { from, to, ..self }
    }

    /// Where a number stands: 0 at the beginning, 1 at the end, beyond them for numbers beyond.
    pub fn place(&self, number: f64) -> f64 {
        match self.spacing {
            Spacing::Linear => (number - self.from) / (self.to - self.from),
            // What a logarithm cannot show stands before the beginning.
            Spacing::Log => (number.max(self.from * 1e-3) / self.from).ln() / (self.to / self.from).ln(),
        }
    }

    /// The number that stands at a place.
    pub fn at(&self, place: f64) -> f64 {
        match self.spacing {
            Spacing::Linear => self.from + (self.to - self.from) * place,
            Spacing::Log => self.from * (self.to / self.from).powf(place),
        }
    }

    /// Ticks, with room for about `most`.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        if self.kind == ParameterKind::Date {
            return date_ticks((self.from, self.to), most.max(1), self.language);
        }
        let numbers = if self.spacing == Spacing::Log { self.log_numbers(most) } else { self.linear_numbers(most) };
        numbers.into_iter().map(|number| (number, self.kind.tick(number, self.language))).collect()
    }

    /// As many ticks as have room side by side on a length, in letters of a size, `gap` apart.
    pub fn ticks_beside(&self, length: f64, size: f64, gap: f64) -> Vec<Tick> {
        let fits = |ticks: &[Tick]| {
            let ends = ticks.iter().map(|(number, text)| {
                let (middle, half) = (self.place(*number) * length, text_width(text, size, Weight::Regular) / 2.0);
                (middle - half, middle + half)
            });
            let ends: Vec<(f64, f64)> = ends.collect();
            ends.windows(2).all(|pair| pair[0].1 + gap <= pair[1].0)
        };
        (1..=12).rev().map(|most| self.ticks(most)).find(|ticks| fits(ticks)).unwrap_or_default()
    }

    fn within(&self, number: f64) -> bool {
        (-1e-9..=1.0 + 1e-9).contains(&self.place(number))
    }

    fn linear_numbers(&self, most: usize) -> Vec<f64> {
        let rough = (self.to - self.from) / most.max(1) as f64;
        let timed = matches!(self.kind, ParameterKind::Days | ParameterKind::Duration);
        let step = if timed { nice_days(rough) } else { nice_step(rough) };
        let first = (self.from / step - 1e-9).ceil();
        // Never more than twice the room, even where steps have names.
        let numbers = (0..=2 * most.max(1)).map(|k| (first + k as f64) * step);
        numbers.take_while(|number| self.within(*number)).collect()
    }

    /// Powers of two for multiples, 1–2–5 a decade or decades alone for others; equal steps within less than a decade or so.
    fn log_numbers(&self, most: usize) -> Vec<f64> {
        let series = |mantissas: &[f64], base: f64| -> Vec<f64> {
            let power = |number: f64| (number.ln() / base.ln()).floor() as i32;
            let powers = power(self.from) - 1..=power(self.to) + 1;
            let all = powers.flat_map(|k| mantissas.iter().map(move |m| m * base.powi(k)));
            all.filter(|number| self.within(*number)).collect()
        };
        let mut choices = match self.kind {
            ParameterKind::Multiple => vec![series(&[1.0], 2.0), series(&[1.0], 4.0)],
            ParameterKind::Days | ParameterKind::Duration => {
                vec![DAYS.iter().copied().filter(|days| self.within(*days)).collect()]
            }
            _ => vec![series(&[1.0, 2.0, 5.0], 10.0)],
        };
        choices.extend([series(&[1.0], 10.0), series(&[1.0], 100.0), series(&[1.0], 1000.0)]);
        let fitting = choices.into_iter().find(|numbers| numbers.len() <= most.max(1));
        fitting.filter(|numbers| numbers.len() > 2).unwrap_or_else(|| self.linear_numbers(most.min(5)))
    }
}

/// Lengths of time that have a name \[days\].
const DAYS: [f64; 16] = [
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    MONTH,
    2.0 * MONTH,
    3.0 * MONTH,
    6.0 * MONTH,
    YEAR,
    2.0 * YEAR,
    5.0 * YEAR,
    10.0 * YEAR,
    20.0 * YEAR,
    50.0 * YEAR,
    100.0 * YEAR,
];

/// The shortest length of time with a name that is at least `rough` \[days\].
fn nice_days(rough: f64) -> f64 {
    if rough <= 0.5 || rough > DAYS[DAYS.len() - 1] {
        return nice_step(rough);
    }
    DAYS.into_iter().find(|days| *days >= rough * 0.999).unwrap_or(rough)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(kind: ParameterKind, spacing: Spacing, from: f64, to: f64, most: usize) -> Vec<String> {
        let axis = Axis::around(kind, spacing, [from, to]);
        axis.ticks(most).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_are_what_people_say() {
        use ParameterKind as K;
        use Spacing::{Linear, Log};
        assert_eq!(texts(K::Days, Linear, -200.0, 200.0, 5), ["−6 months", "−3 months", "0", "+3 months", "+6 months"]);
        assert_eq!(texts(K::Days, Linear, 0.0, 730.5, 5), ["0", "+6 months", "+1 year", "+18 months", "+2 years"]);
        assert_eq!(texts(K::Days, Linear, -10.0, 20.0, 4), ["−10 days", "0", "+10 days", "+20 days"]);
        assert_eq!(texts(K::Multiple, Log, 0.25, 4.0, 6), ["×0.25", "×0.5", "×1", "×2", "×4"]);
        assert_eq!(texts(K::Rate, Log, 1e-5, 1e-2, 6), ["0.001 %/day", "0.01 %/day", "0.1 %/day", "1 %/day"]);
        assert_eq!(texts(K::Persons, Log, 1e6, 1e7, 6), ["1 M", "2 M", "5 M", "10 M"]);
        assert_eq!(texts(K::Share, Linear, 0.0, 1.0, 5), ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]);
        assert_eq!(texts(K::Plain, Log, 10.0, 12.0, 4), ["10", "10.5", "11", "11.5", "12"]);
        assert_eq!(texts(K::Date, Linear, 14_880.0, 15_250.0, 4), ["Oct 2010", "2011", "Apr", "Jul", "Oct"]);
        assert_eq!(texts(K::Date, Linear, 14_995.0, 15_010.0, 4), ["21 Jan 2011", "28 Jan", "4 Feb"]);
    }

    #[test]
    fn words_stand_in_place_of_numbers() {
        let numbers = Axis::around(ParameterKind::Plain, Spacing::Linear, [0.0, 1.0]).ticks(4);
        let words = Parameter::words("kernel", vec!["count".into(), "share".into()]);
        assert_eq!(words.ticks(numbers.clone()), [(0.0, "count".to_owned()), (1.0, "share".to_owned())]);
        assert_eq!(Parameter::linear("x", ParameterKind::Plain).ticks(numbers.clone()), numbers);
        let told = |number| words.told(number, Language::English);
        assert_eq!([told(1.0), told(0.5), told(2.0)], ["kernel: share", "kernel: 0.5", "kernel: 2"]);
    }

    #[test]
    fn places_and_numbers_are_each_others_inverse() {
        for spacing in [Spacing::Linear, Spacing::Log] {
            let axis = Axis::around(ParameterKind::Plain, spacing, [0.5, 8.0]);
            for place in [-0.1, 0.0, 0.25, 0.5, 1.0, 1.1] {
                assert!((axis.place(axis.at(place)) - place).abs() < 1e-12);
            }
        }
        let log = Axis::around(ParameterKind::Plain, Spacing::Log, [0.5, 8.0]);
        assert!((log.place(2.0) - 0.5).abs() < 1e-12, "2 is the geometric mean of 0.5 and 8");
    }

    #[test]
    fn any_numbers_make_an_axis() {
        for numbers in [vec![], vec![f64::NAN], vec![3.0], vec![0.0, 0.0], vec![-5.0], vec![0.0, 1e9]] {
            for spacing in [Spacing::Linear, Spacing::Log] {
                for kind in [ParameterKind::Date, ParameterKind::Days, ParameterKind::Plain, ParameterKind::Rate] {
                    let axis = Axis::around(kind, spacing, numbers.iter().copied());
                    assert!(axis.from < axis.to, "{numbers:?} {axis:?}");
                    assert!(axis.ticks(6).len() < 20, "{numbers:?} {axis:?}");
                }
            }
        }
        let zero = Axis::around(ParameterKind::Plain, Spacing::Log, [0.0, 4.0]);
        assert!((zero.place(1.0) - 0.25).abs() < 1e-12, "an axis that holds 0 is linear");
    }

    #[test]
    fn axes_of_results_start_where_the_eye_expects() {
        let axis = |value, low, high| Axis::of_results(value, [low, high]);
        assert_eq!((axis(Value::Probability, 0.4, 0.5).from, axis(Value::Probability, 0.4, 0.5).to), (0.0, 1.0));
        assert!(axis(Value::Persons, 1e6, 2e6).from.abs() < 1e-12);
        assert!(axis(Value::Days, 200.0, 220.0).from > 190.0, "a small difference of large numbers stays visible");
        assert!(axis(Value::Share, 0.0, 0.99).to <= 1.0);
        assert!(Axis::of_bars(Value::Persons, [-3.0, -1.0]).to.abs() < 1e-12);
    }
}
