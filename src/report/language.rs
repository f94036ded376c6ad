//! The language of figures: words, names, numbers and dates in English and in Chinese.
//!
//! Chinese counts in 万 (10⁴) and 亿 (10⁸). A word stands where it is used, in both languages side by side ([`Language::say`]).

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::numbers::{self, WRITTEN_OUT, is_wide, short_label, thousands, trimmed};

/// The language in which figures speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Chinese, in simplified characters.
    #[serde(rename = "zh")]
    Chinese,
}

/// Units of large numbers in Chinese, largest first.
const UNITS: [(f64, &str); 2] = [(1e8, " 亿"), (1e4, " 万")];

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "en" => Ok(Language::English),
            "zh" => Ok(Language::Chinese),
            _ => Err("write en (English) or zh (Chinese)".to_owned()),
        }
    }
}

/// The word of the command line.
impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl Language {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        self.say("en", "zh")
    }

    /// One of two words for the same thing.
    pub fn say<T>(self, english: T, chinese: T) -> T {
        match self {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// A label in running text: "WeChat 微信" is WeChat in English and 微信 in Chinese.
    pub fn name(self, label: &str) -> String {
        let wide: Vec<&str> = label.split_whitespace().filter(|word| word.chars().any(is_wide)).collect();
        match self {
            Language::Chinese if !wide.is_empty() => wide.join(" "),
            _ => short_label(label),
        }
    }

    /// A number as people say it: `1,057`, `3.5 M` or `350 万`, `120 M` or `1.2 亿`.
    pub fn number(self, value: f64) -> String {
        if self == Language::English || value.abs().round() < WRITTEN_OUT {
            return numbers::human(value);
        }
        let (digits, unit) = split(value);
        format!("{digits}{unit}")
    }

    /// A mean number of persons a day: below ten with two digits that carry meaning, `2.4` and `0.031`.
    pub fn rate(self, value: f64) -> String {
        if value.abs() >= 9.95 || value == 0.0 {
            return self.number(value);
        }
        let digits = (1.0 - libm::floor(libm::log10(value.abs()))) as usize;
        let written = format!("{value:.digits$}");
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// A range of such numbers, the unit once if both ends have the same.
    pub fn range(self, low: f64, high: f64) -> String {
        if self == Language::English || high.abs().round() < WRITTEN_OUT {
            return numbers::human_range(low, high);
        }
        let ((from, from_unit), (to, to_unit)) = (split(low), split(high));
        if (&from, from_unit) == (&to, to_unit) {
            format!("{to}{to_unit}")
        } else if from_unit == to_unit {
            format!("{from}–{to}{to_unit}")
        } else {
            format!("{from}{from_unit}–{to}{to_unit}")
        }
    }

    /// A number of a tick, exactly, on an axis that reaches up to another: `50 M` or `5000 万`.
    pub fn tick(self, value: f64, top: f64) -> String {
        if self == Language::English || value.abs() < WRITTEN_OUT {
            return numbers::tick_beside(value, if self == Language::English { top } else { 0.0 });
        }
        let (size, unit) = UNITS.into_iter().find(|(size, _)| value.abs() >= size * 0.9995).unwrap_or(UNITS[1]);
        format!("{}{unit}", trimmed(value / size))
    }

    /// A share in percent, with a decimal where rounding would claim certainty.
    pub fn percent(self, share: f64) -> String {
        self.close(numbers::percent(share))
    }

    /// A range of shares, the sign once.
    pub fn percent_range(self, low: f64, high: f64) -> String {
        self.close(numbers::percent_range(low, high))
    }

    /// A share of a tick, exactly.
    pub fn tick_percent(self, share: f64) -> String {
        self.close(numbers::tick_percent(share))
    }

    /// The sign of percent, which Chinese joins to its number.
    pub fn close(self, percent: String) -> String {
        if self == Language::Chinese { percent.replace(" %", "%") } else { percent }
    }

    /// A text with another in parentheses behind it.
    pub fn bracketed(self, text: &str, inner: &str) -> String {
        self.say(format!("{text} ({inner})"), format!("{text}（{inner}）"))
    }

    /// A month in running text: "August 2011", 2011年8月.
    pub fn month(self, date: Date) -> String {
        self.dated(date, "%B %Y", "%Y年%-m月")
    }

    /// A date in running text and lists: 2011-08-01, 2011年8月1日.
    pub fn date(self, date: Date) -> String {
        self.dated(date, "%Y-%m-%d", "%Y年%-m月%-d日")
    }

    /// A date by its format in each language.
    pub fn dated(self, date: Date, english: &str, chinese: &str) -> String {
        date.strftime(self.say(english, chinese)).to_string()
    }

    /// "a, b and c", "a、b和c".
    pub fn list<T: AsRef<str>>(self, words: &[T]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        match words.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => {
                let (comma, and) = (self.say(", ", "、"), self.say(" and ", "和"));
                format!("{}{and}{last}", others.join(comma))
            }
            None => String::new(),
        }
    }

    /// "20 runs", "20 次模拟".
    pub fn runs(self, runs: u64) -> String {
        match self {
            Language::English if runs == 1 => "1 run".to_owned(),
            Language::English => format!("{} runs", thousands(runs)),
            Language::Chinese => format!("{} 次模拟", thousands(runs)),
        }
    }
}

/// Digits and unit of a number in Chinese.
fn split(value: f64) -> (String, &'static str) {
    // 9,995 reads 1.0 万 and not 10,000 where it stands beside larger ones; 99.95 million reads 1.0 亿.
    let Some((size, unit)) = UNITS.into_iter().find(|(size, _)| value.abs() >= size * 0.9995) else {
        return (numbers::human(value), "");
    };
    let scaled = value / size;
    let whole =
        |number: f64| format!("{}{}", if number < 0.0 { "-" } else { "" }, thousands(number.abs().round() as u64));
    let digits = match scaled.abs() {
        size if size < 9.95 => format!("{scaled:.1}"),
        size if size < 999.5 => whole(scaled),
        // Three digits that carry meaning, as in 340 M.
        _ => whole((scaled / 10.0).round() * 10.0),
    };
    (digits, unit)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn chinese_counts_in_ten_thousands_and_hundred_millions() {
        for (value, text) in [
            (0.0, "0"),
            (1_057.0, "1,057"),
            (12_345.0, "1.2 万"),
            (3_500_000.0, "350 万"),
            (33_670_000.0, "3,370 万"),
            (99_960_000.0, "1.0 亿"),
            (120_000_000.0, "1.2 亿"),
            (1_300_000_000.0, "13 亿"),
        ] {
            assert_eq!(Language::Chinese.number(value), text);
        }
        assert_eq!(Language::Chinese.range(2.01e8, 2.5e8), "2.0–2.5 亿");
        assert_eq!(Language::Chinese.range(8.5e7, 1.2e8), "8,500 万–1.2 亿");
        assert_eq!([5e7, 1e8, 5e3].map(|value| Language::Chinese.tick(value, 4e8)), ["5000 万", "1 亿", "5,000"]);
        assert_eq!(Language::English.number(1.2e8), "120 M");
    }

    #[test]
    fn few_persons_a_day_are_not_rounded_to_none() {
        let told = [0.0, 0.000_42, 0.031, 0.996, 1.0, 2.44, 9.94, 9.96, 12_345.0].map(|v| Language::English.rate(v));
        assert_eq!(told, ["0", "0.00042", "0.031", "1", "1", "2.4", "9.9", "10", "12 k"]);
    }

    #[test]
    fn dates_names_and_lists_are_those_of_the_language() {
        let (en, zh) = (Language::English, Language::Chinese);
        assert_eq!([en.month(date(2011, 8, 1)), zh.month(date(2011, 8, 1))], ["August 2011", "2011年8月"]);
        assert_eq!([en.name("WeChat 微信"), zh.name("WeChat 微信"), zh.name("Kik")], ["WeChat", "微信", "Kik"]);
        assert_eq!([en.list(&["a", "b", "c"]), zh.list(&["a", "b", "c"])], ["a, b and c", "a、b和c"]);
        assert_eq!([en.percent(0.974), zh.percent(0.974)], ["97 %", "97%"]);
        assert_eq!("zh".parse(), Ok(zh));
        assert!("cn".parse::<Language>().is_err_and(|message| message.contains("zh")));
    }
}
