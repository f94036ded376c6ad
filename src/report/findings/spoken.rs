//! Numbers, measures and places of experiments in the language of a figure; in English as answers and tables say them.

use super::axes::{passing, place};
use super::labels::titled;
use super::words::{amount, capital, change, measure_words, platform_words, rounded};
use crate::report::figure::Value;
use crate::report::language::Language;
use crate::report::numbers::{is_wide, thousands};
use crate::scenario::{Axis, AxisKind, Event, Gauge, Measure, MeasureKind, Scenario, Unit};

impl Language {
    /// A name between Chinese characters: one in other letters has a space on either side.
    pub fn beside(self, name: &str) -> String {
        let space = |c: Option<char>| if c.is_some_and(|c| !is_wide(c)) { " " } else { "" };
        match self {
            Language::English => name.to_owned(),
            Language::Chinese => format!("{}{name}{}", space(name.chars().next()), space(name.chars().last())),
        }
    }

    /// A platform in running text.
    pub fn platform(self, scenario: &Scenario, platform: usize) -> String {
        match self {
            Language::English => platform_words(scenario, platform),
            Language::Chinese => self.beside(&self.name(&scenario.platforms[platform].label)),
        }
    }

    /// What a measure is, at the beginning of a sentence: "The chance that MiTalk wins", 米聊获胜的概率.
    pub fn measure(self, measure: &Measure, scenario: &Scenario) -> String {
        match (self, &measure.kind) {
            (Language::English, _) => capital(&measure_words(measure, scenario)),
            (_, MeasureKind::Probability(Event::Wins(platform))) => {
                format!("{}获胜的概率", self.platform(scenario, *platform)).trim().to_owned()
            }
            (_, MeasureKind::Probability(Event::NobodyWins)) => "没有平台获胜的概率".to_owned(),
            (_, MeasureKind::Probability(_)) => measure.to_string(),
            (_, MeasureKind::Reading(reading)) => {
                let when = reading.on.map_or_else(String::new, |date| format!("（{}）", self.date(date)));
                let what = match reading.gauge {
                    Gauge::Active => "活跃用户数",
                    Gauge::Registered => "注册用户数",
                    Gauge::Share => "活跃用户份额",
                    Gauge::Peak => "活跃用户峰值",
                    Gauge::Penetration => "活跃用户占市场的比例",
                };
                format!("{}的{what}{when}", self.platform(scenario, reading.platform)).trim().to_owned()
            }
        }
    }

    /// The same within a sentence.
    pub fn of_measure(self, measure: &Measure, scenario: &Scenario) -> String {
        match self {
            Language::English => measure_words(measure, scenario),
            Language::Chinese => self.beside(&self.measure(measure, scenario)),
        }
    }

    /// A value of a measure.
    pub fn amount(self, value: Value, number: f64) -> String {
        match (self, value) {
            (Language::Chinese, Value::Probability | Value::Share) if !number.is_nan() => self.percent(number),
            (Language::Chinese, Value::Persons) if !number.is_nan() => self.number(number),
            (Language::Chinese, Value::Days) if !number.is_nan() => format!("{} 天", rounded(number)),
            _ => amount(value, number),
        }
    }

    /// A difference of two values of a measure, with its sign.
    pub fn change(self, value: Value, number: f64) -> String {
        let sign = if number < 0.0 { "−" } else { "+" };
        let size = number.abs();
        match (self, value) {
            (Language::Chinese, Value::Probability | Value::Share) if !number.is_nan() => {
                format!("{sign}{} 个百分点", rounded(size * 100.0))
            }
            (Language::Chinese, Value::Persons) if !number.is_nan() => format!("{sign}{}", self.number(size)),
            (Language::Chinese, Value::Days) if !number.is_nan() => format!("{sign}{} 天", rounded(size)),
            _ => change(value, number),
        }
    }

    /// The title of an axis.
    pub fn axis(self, axis: &Axis) -> String {
        titled(&axis.label, self)
    }

    /// A number of an axis in words: "2011-12-10", "+323 days", "×1.5".
    pub fn place(self, axis: &Axis, number: f64) -> String {
        let english = place(axis, number);
        match (self, axis.kind) {
            (Language::English, _) | (_, AxisKind::Choice) => english,
            (_, AxisKind::Date) => english.parse().map_or(english, |date| self.date(date)),
            (_, AxisKind::Amount(Unit::Persons)) => self.number(number),
            _ => self.units(&english),
        }
    }

    /// About where something is passed on an axis.
    pub fn passing(self, axis: &Axis, number: f64) -> String {
        match (self, axis.kind) {
            (Language::English, _) => passing(axis, number),
            (_, AxisKind::Choice) => {
                format!(" {} 与 {} 之间", axis.at(number.floor()).text, axis.at(number.ceil()).text)
            }
            _ => format!("约 {} ", self.place(axis, number)),
        }
    }

    /// An amount as the format prints it, with units of the language: "0.4%/day" is 0.4%/天.
    pub fn units(self, text: &str) -> String {
        match self {
            Language::English => text.to_owned(),
            Language::Chinese => {
                text.replace("/day", "/天").replace(" days", " 天").replace(" day", " 天").replace(" %", "%")
            }
        }
    }

    /// Where the numbers of a figure come from.
    pub fn source(self, scenario: &Scenario) -> String {
        let (version, seed, agents) =
            (crate::report::manifest::VERSION, scenario.seed, thousands(scenario.market.agents));
        match self {
            Language::English => format!("headstart {version}, seed {seed}, {agents} agents"),
            Language::Chinese => format!("headstart {version}，种子 {seed}，{agents} 个主体"),
        }
    }
}

/// What the settings of a scenario's author say, for axes at whose number the scenario stands.
pub fn as_in_the_scenario(language: Language) -> String {
    language.say("as in the scenario", "场景设定").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_names_are_those_of_chinese() {
        let zh = Language::Chinese;
        assert_eq!(
            ["0.4%/day", "+323 days", "1 day", "x1.5"].map(|text| zh.units(text)),
            ["0.4%/天", "+323 天", "1 天", "x1.5"]
        );
        assert_eq!(["微信", "Kik", "手机QQ"].map(|name| zh.beside(name)), ["微信", " Kik ", "手机QQ "]);
        assert_eq!(zh.change(Value::Share, -0.0523), "−5.23 个百分点");
        assert_eq!(zh.change(Value::Persons, 1.25e8), "+1.2 亿");
        assert_eq!([Value::Days, Value::Probability].map(|value| zh.amount(value, 0.5)), ["0.5 天", "50%"]);
        assert_eq!(zh.amount(Value::Persons, f64::NAN), "–");
    }
}
