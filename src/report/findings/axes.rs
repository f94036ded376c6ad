//! Axes of experiments as axes of figures.

use crate::report::figure::{Parameter, ParameterKind};
use crate::report::language::Language;
use crate::scenario::{Axis, AxisKind, Unit, amount};

/// The parameter of a figure that an axis is.
pub fn parameter(axis: &Axis, language: Language) -> Parameter {
    let label = language.axis(axis);
    if axis.kind == AxisKind::Choice {
        return Parameter::words(label, axis.levels.iter().map(|level| level.text.clone()).collect());
    }
    let kind = match axis.kind {
        AxisKind::Date => ParameterKind::Date,
        AxisKind::Shift => ParameterKind::Days,
        AxisKind::Multiple | AxisKind::Amount(Unit::Factor) => ParameterKind::Multiple,
        AxisKind::Amount(Unit::Rate) => ParameterKind::Rate,
        AxisKind::Amount(Unit::Share) => ParameterKind::Share,
        AxisKind::Amount(Unit::Persons) => ParameterKind::Persons,
        AxisKind::Amount(Unit::Days) => ParameterKind::Duration,
        AxisKind::Amount(Unit::Plain) | AxisKind::Whole | AxisKind::Choice => ParameterKind::Plain,
    };
    if axis.is_logarithmic() { Parameter::log(label, kind) } else { Parameter::linear(label, kind) }
}

/// A number of an axis in words: "2011-12-10", "+323 days", "×1.5".
pub fn place(axis: &Axis, number: f64) -> String {
    match axis.kind {
        AxisKind::Multiple => format!("×{}", short(number)),
        AxisKind::Amount(unit) => amount::print(unit, short(number)),
        AxisKind::Date | AxisKind::Shift | AxisKind::Whole | AxisKind::Choice => axis.at(number).text,
    }
}

/// Where something is passed, in words: "about +323 days", "between count and share".
pub fn passing(axis: &Axis, number: f64) -> String {
    if axis.kind == AxisKind::Choice {
        return format!("between {} and {}", axis.at(number.floor()).text, axis.at(number.ceil()).text);
    }
    format!("about {}", place(axis, number))
}

/// A number with three digits that carry meaning.
pub fn short(number: f64) -> f64 {
    format!("{number:.2e}").parse().unwrap_or(number)
}
