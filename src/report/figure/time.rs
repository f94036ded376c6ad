//! The axis of time: days for short scenarios, months and years for long ones.

use jiff::civil::Date;

use crate::report::Results;
use crate::report::language::Language;

/// Scenarios of fewer days count days, not dates.
pub const SHORT: usize = 90;

/// A tick of the axis of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Days since the start.
    pub day: usize,
    /// Its text, empty for a tick without one.
    pub label: String,
}

/// The days that an axis shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The language of months and of the name of the axis.
    pub language: Language,
}

impl Time {
    /// The time of a scenario.
    pub fn of(results: &Results) -> Time {
        Time { start: results.start, end: results.end, language: results.language }
    }

    /// Days since the start; negative before it.
    pub fn day(self, date: Date) -> i32 {
        (date - self.start).get_days()
    }

    /// Number of the last day.
    pub fn days(self) -> usize {
        self.day(self.end).max(0) as usize
    }

    /// A day in words: its date, or its number where the axis counts days.
    pub fn words(self, day: usize) -> String {
        if self.days() < SHORT {
            return self.language.say(format!("day {day}"), format!("第 {day} 天"));
        }
        self.language.date(self.start.saturating_add(jiff::Span::new().days(day as i64)))
    }

    /// The ticks, with room for about `most` labels.
    pub fn ticks(self, most: usize) -> Vec<Tick> {
        let days = self.days();
        if days < SHORT {
            let step = [1, 2, 5, 10, 20].into_iter().find(|step| days / step <= most).unwrap_or(50);
            return (0..=days).step_by(step).map(|day| Tick { day, label: day.to_string() }).collect();
        }
        let ticks = self.months(most).into_iter();
        ticks.map(|(date, label)| Tick { day: self.day(date) as usize, label }).collect()
    }

    /// Name of the axis.
    pub fn title(self) -> Option<String> {
        let since = match self.language {
            Language::English => format!("days since {}", self.start),
            Language::Chinese => format!("自{}起的天数", self.language.date(self.start)),
        };
        (self.days() < SHORT).then_some(since)
    }

    /// Firsts of months and their labels, with room for about `most`.
    pub fn months(self, most: usize) -> Vec<(Date, String)> {
        let months = self.days() / 30 + 1;
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000];
        let step = steps.into_iter().find(|step| months / step <= most).unwrap_or(12_000);
        let dates = self.firsts_of_months().filter(|date| month_number(*date).is_multiple_of(step)).enumerate();
        dates.map(|(at, date)| (date, month_label(date, step, at == 0, self.language))).collect()
    }

    /// All firsts of months within.
    fn firsts_of_months(self) -> impl Iterator<Item = Date> {
        let first = self.start.first_of_month();
        let months = (0..).map(move |month: i64| first.saturating_add(jiff::Span::new().months(month)));
        months.skip_while(move |date| *date < self.start).take_while(move |date| *date <= self.end)
    }
}

/// Months since the year 0.
fn month_number(date: Date) -> usize {
    date.year() as usize * 12 + date.month() as usize - 1
}

/// The year for a January, the month for another; the first tick tells both.
fn month_label(date: Date, step: usize, first: bool, language: Language) -> String {
    let (english, chinese) = match () {
        () if step >= 12 || date.month() == 1 => ("%Y", "%Y年"),
        () if first => ("%b %Y", "%Y年%-m月"),
        () => ("%b", "%-m月"),
    };
    language.dated(date, english, chinese)
}

/// The date a number of days after 1970-01-01, the nearest that the calendar has.
pub fn from_epoch(days: f64) -> Date {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(furthest(days).round() as i64))
}

/// Days since 1970-01-01, within the years 1 to 9000: the calendar ends a little later.
pub fn furthest(days: f64) -> f64 {
    days.clamp(-719_162.0, 2_567_700.0)
}

/// Days since 1970-01-01.
fn to_epoch(date: Date) -> f64 {
    f64::from((date - jiff::civil::date(1970, 1, 1)).get_days())
}

/// Dates for the ticks of an axis of days since 1970-01-01, with room for about `most`: firsts of months or, where these are too
/// few, days.
pub fn date_ticks((from, to): (f64, f64), most: usize, language: Language) -> Vec<(f64, String)> {
    let time = Time { start: from_epoch(from.ceil()), end: from_epoch(to.floor()), language };
    if time.days() >= SHORT {
        return time.months(most).into_iter().map(|(date, label)| (to_epoch(date), label)).collect();
    }
    let step = [1, 2, 7, 14].into_iter().find(|step| time.days() / step < most).unwrap_or(28);
    let label = |day: usize| {
        let date = from_epoch(from.ceil() + day as f64);
        let (english, chinese) = if day == 0 { ("%-d %b %Y", "%Y年%-m月%-d日") } else { ("%-d %b", "%-m月%-d日") };
        let text = language.dated(date, english, chinese);
        (to_epoch(date), text)
    };
    (0..=time.days()).step_by(step).map(label).collect()
}
