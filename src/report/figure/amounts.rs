//! Numbers of parameters and results as people write them: what stands at ticks, at dots and at bars.

use serde::{Deserialize, Serialize};

use crate::report::language::Language;

/// Mean length of a month, and of a year \[days\] (Gregorian calendar).
pub const MONTH: f64 = 365.2425 / 12.0;
/// Mean length of a year \[days\].
pub const YEAR: f64 = 365.2425;

/// What the numbers of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterKind {
    /// A date: days since 1970-01-01.
    Date,
    /// How much later (earlier, if negative) something happens than it did \[days\].
    Days,
    /// How long something lasts \[days\].
    Duration,
    /// A share or a probability, 0 to 1.
    Share,
    /// A multiple of what a scenario says: 1 leaves it as it is.
    Multiple,
    /// A rate \[1/day\].
    Rate,
    /// Persons.
    Persons,
    /// A number without a unit.
    Plain,
}

impl ParameterKind {
    /// A number as it stands at a tick, exactly.
    pub fn tick(self, value: f64, language: Language) -> String {
        let value = if value == 0.0 { 0.0 } else { value };
        match self {
            ParameterKind::Date => language.date(super::time::from_epoch(value)),
            ParameterKind::Days if value > 0.0 => format!("+{}", days(value, language)),
            ParameterKind::Days | ParameterKind::Duration => days(value, language),
            ParameterKind::Share => language.close(format!("{} %", exact(value * 100.0))),
            ParameterKind::Multiple => format!("×{}", exact(value)),
            ParameterKind::Rate => format!("{}{}", exact(value * 100.0), language.say(" %/day", "%/天")),
            ParameterKind::Plain if value.abs() < 1e4 => exact(value),
            ParameterKind::Plain | ParameterKind::Persons => minus(&language.tick(value, value)),
        }
    }
}

/// What the results of runs are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A probability, on an axis from 0 to 1.
    Probability,
    /// A share, 0 to 1, on an axis that fits.
    Share,
    /// Persons.
    Persons,
    /// How long something takes \[days\].
    Days,
    /// A number without a unit.
    Plain,
}

impl Value {
    /// The same as the kind of a parameter.
    pub fn kind(self) -> ParameterKind {
        match self {
            Value::Probability | Value::Share => ParameterKind::Share,
            Value::Persons => ParameterKind::Persons,
            Value::Days => ParameterKind::Duration,
            Value::Plain => ParameterKind::Plain,
        }
    }

    /// A number with the digits that carry meaning: `31 %`, `1.2 M`, `4.2 months`.
    pub fn number(self, value: f64, language: Language) -> String {
        match self {
            _ if !value.is_finite() => UNKNOWN.to_owned(),
            Value::Probability | Value::Share if value < 0.0 => format!("−{}", language.percent(-value)),
            Value::Probability | Value::Share => language.percent(value),
            Value::Persons => minus(&language.number(value)),
            Value::Days => spoken_days(value, language),
            Value::Plain => exact(rounded(value, 3)),
        }
    }

    /// A number with its interval, where it has one: `31 % (28–34 %)`, `4.2 months (3.9 months – 4.6 months)`.
    pub fn estimate(self, value: f64, (low, high): (f64, f64), language: Language) -> String {
        let number = self.number(value, language);
        if !value.is_finite() || !low.is_finite() || !high.is_finite() {
            return number;
        }
        let range = match self {
            Value::Probability | Value::Share if low >= 0.0 => language.percent_range(low, high),
            Value::Persons if low >= 0.0 => language.range(low, high),
            _ => format!("{} – {}", self.number(low, language), self.number(high, language)),
        };
        language.bracketed(&number, &range)
    }

    /// A difference of two numbers, with its sign: `+12 pp` (percentage points), `−1.2 M`.
    pub fn difference(self, value: f64, language: Language) -> String {
        let size = match self {
            _ if !value.is_finite() => UNKNOWN.to_owned(),
            Value::Probability | Value::Share => format!("{}{}", points(value.abs()), language.say(POINTS.0, POINTS.1)),
            _ => self.number(value.abs(), language),
        };
        let sign = if value > 0.0 { "+" } else { "−" };
        if size.starts_with(|c: char| ('1'..='9').contains(&c)) || size.starts_with("0.") {
            format!("{sign}{size}")
        } else {
            size
        }
    }

    /// The interval of a difference, without its unit where it is that of the difference: `[+8, +15]`.
    pub fn difference_interval(self, (low, high): (f64, f64), language: Language) -> String {
        let end = |value| {
            let text = self.difference(value, language);
            text.strip_suffix(language.say(POINTS.0, POINTS.1)).map(str::to_owned).unwrap_or(text)
        };
        format!("[{}, {}]", end(low), end(high))
    }
}

/// Percentage points, in English and in Chinese.
const POINTS: (&str, &str) = (" pp", " 个百分点");
/// What stands for a number that is not known.
const UNKNOWN: &str = "–";

/// Percentage points: a decimal below 10.
fn points(share: f64) -> String {
    let value = share * 100.0;
    let text = if value < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") };
    if text == "0.0" { "0".to_owned() } else { text }
}

/// Days at a tick, in the largest unit of which they are a whole number: `6 months`, `10 days`, `1 year`.
fn days(value: f64, language: Language) -> String {
    let whole = |unit: f64| {
        let count = (value / unit).round();
        (count != 0.0 && (value - count * unit).abs() < 1e-6 * unit).then_some(count)
    };
    match (whole(YEAR), whole(MONTH)) {
        _ if value == 0.0 => "0".to_owned(),
        (Some(years), _) => counted(years, Span::Year, language),
        (_, Some(months)) => counted(months, Span::Month, language),
        _ => counted(value, Span::Day, language),
    }
}

/// Days with two digits that carry meaning: `12 days`, `4.2 months`, `2.5 years`.
fn spoken_days(value: f64, language: Language) -> String {
    let (unit, span) = match value.abs() {
        size if size >= 2.0 * YEAR => (YEAR, Span::Year),
        size if size >= 2.0 * MONTH => (MONTH, Span::Month),
        _ => (1.0, Span::Day),
    };
    counted(rounded(value / unit, 2), span, language)
}

/// A unit of time.
#[derive(Debug, Clone, Copy)]
enum Span {
    Day,
    Month,
    Year,
}

fn counted(count: f64, span: Span, language: Language) -> String {
    let (one, several, chinese) = match span {
        Span::Day => (" day", " days", " 天"),
        Span::Month => (" month", " months", " 个月"),
        Span::Year => (" year", " years", " 年"),
    };
    let english = if (count.abs() - 1.0).abs() < 1e-9 { one } else { several };
    format!("{}{}", exact(count), language.say(english, chinese))
}

/// A number rounded to so many digits that carry meaning, but never above the ones.
fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let unit = 10f64.powi((value.abs().log10().floor() as i32 - digits + 1).clamp(-12, 0));
    (value / unit).round() * unit
}

/// A number with at most six digits that carry meaning, and no zeros at the end.
fn exact(value: f64) -> String {
    let magnitude = if value == 0.0 { 0 } else { value.abs().log10().floor() as i32 };
    let decimals = (5 - magnitude).clamp(0, 12) as usize;
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    minus(if text == "-0" { "0" } else { text })
}

/// A minus as wide as a plus.
fn minus(text: &str) -> String {
    text.replacen('-', "−", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Language = Language::English;
    const ZH: Language = Language::Chinese;

    #[test]
    fn ticks_carry_their_unit() {
        for (kind, value, text) in [
            (ParameterKind::Date, 14_995.0, "2011-01-21"),
            (ParameterKind::Days, 6.0 * MONTH, "+6 months"),
            (ParameterKind::Days, -MONTH, "−1 month"),
            (ParameterKind::Days, 12.0 * MONTH, "+1 year"),
            (ParameterKind::Days, 0.0, "0"),
            (ParameterKind::Duration, 10.0, "10 days"),
            (ParameterKind::Duration, 0.5, "0.5 days"),
            (ParameterKind::Share, 0.025, "2.5 %"),
            (ParameterKind::Share, 1e-6, "0.0001 %"),
            (ParameterKind::Multiple, 0.1 + 0.2, "×0.3"),
            (ParameterKind::Rate, 1e-4, "0.01 %/day"),
            (ParameterKind::Persons, 1.2e6, "1.2 M"),
            (ParameterKind::Plain, -0.0, "0"),
            (ParameterKind::Plain, -150.0, "−150"),
            (ParameterKind::Plain, 20_000.0, "20 k"),
        ] {
            assert_eq!(kind.tick(value, EN), text);
        }
    }

    #[test]
    fn results_are_told_with_the_digits_that_carry_meaning() {
        assert_eq!(Value::Probability.number(0.314, EN), "31 %");
        assert_eq!(Value::Share.number(-0.004, EN), "−0.4 %");
        assert_eq!(Value::Days.number(127.0, EN), "4.2 months");
        assert_eq!(Value::Days.number(1.0, EN), "1 day");
        assert_eq!(Value::Plain.number(0.123_456, EN), "0.123");
        assert_eq!(Value::Plain.number(1234.5, EN), "1235");
    }

    #[test]
    fn differences_have_a_sign_unless_they_round_to_nothing() {
        assert_eq!(Value::Probability.difference(0.124, EN), "+12 pp");
        assert_eq!(Value::Probability.difference(-0.034, EN), "−3.4 pp");
        assert_eq!(Value::Probability.difference(0.0002, EN), "0 pp");
        assert_eq!(Value::Persons.difference(-1.23e6, EN), "−1.2 M");
        assert_eq!(Value::Probability.difference_interval((-0.05, 0.152), EN), "[−5.0, +15]");
        assert_eq!(Value::Persons.difference_interval((1e6, 2e6), EN), "[+1.0 M, +2.0 M]");
    }

    #[test]
    fn estimates_have_their_interval_behind_them() {
        assert_eq!(Value::Probability.estimate(0.314, (0.28, 0.344), EN), "31 % (28–34 %)");
        assert_eq!(Value::Probability.estimate(0.314, (0.28, 0.344), ZH), "31%（28–34%）");
        assert_eq!(Value::Share.estimate(0.02, (-0.02, 0.06), EN), "2 % (−2 % – 6 %)");
        assert_eq!(Value::Persons.estimate(1.2e6, (1.1e6, 1.3e6), EN), "1.2 M (1.1–1.3 M)");
        assert_eq!(Value::Days.estimate(127.0, (118.0, 140.0), EN), "4.2 months (3.9 months – 4.6 months)");
        assert_eq!(Value::Plain.estimate(3.0, (f64::NAN, 4.0), EN), "3");
        assert_eq!(Value::Plain.estimate(f64::NAN, (1.0, 4.0), EN), "–");
    }

    #[test]
    fn chinese_has_its_own_units() {
        use ParameterKind as K;
        let ticks =
            [(K::Days, 6.0 * MONTH), (K::Rate, 1e-3), (K::Persons, 1.2e6), (K::Share, 0.5), (K::Date, 14_995.0)];
        let told = ticks.map(|(kind, value)| kind.tick(value, ZH));
        assert_eq!(told, ["+6 个月", "0.1%/天", "120 万", "50%", "2011年1月21日"]);
        assert_eq!(Value::Probability.difference(-0.034, ZH), "−3.4 个百分点");
        assert_eq!(Value::Probability.difference_interval((-0.05, 0.152), ZH), "[−5.0, +15]");
        assert_eq!(Value::Persons.difference(1.2e8, ZH), "+1.2 亿");
        assert_eq!(Value::Days.number(1.0, ZH), "1 天");
    }
}
