//! The axis of time: days for short scenarios, months and years for long ones.

use crate::report::Results;
use jiff::civil::Date;

/// Scenarios of fewer days count days, not dates.
const SHORT: usize = 90;

/// A tick of the axis of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Days since the start.
    pub day: usize,
    /// Its text, empty for a tick without one.
    pub label: String,
}

/// The ticks of a scenario's time, with room for about `most` labels.
pub fn ticks(results: &Results, most: usize) -> Vec<Tick> {
    let days = results.last_day();
    if days < SHORT {
        let step = [1, 2, 5, 10, 20].into_iter().find(|step| days / step <= most).unwrap_or(50);
        return (0..=days).step_by(step).map(|day| Tick { day, label: day.to_string() }).collect();
    }
    let months = days / 30 + 1;
    let step = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| months / step <= most).unwrap_or(120);
    firsts_of_months(results)
        .filter(|date| month_number(*date).is_multiple_of(step))
        .enumerate()
        .map(|(at, date)| Tick { day: results.day(date) as usize, label: month_label(date, step, at == 0) })
        .collect()
}

/// Name of the axis.
pub fn title(results: &Results) -> Option<String> {
    (results.last_day() < SHORT).then(|| format!("days since {}", results.start))
}

/// Months since the year 0.
fn month_number(date: Date) -> usize {
    date.year() as usize * 12 + date.month() as usize - 1
}

/// The year for a January, the month for another; the first tick tells both.
fn month_label(date: Date, step: usize, first: bool) -> String {
    if step >= 12 || date.month() == 1 {
        date.year().to_string()
    } else if first {
        date.strftime("%b %Y").to_string()
    } else {
        date.strftime("%b").to_string()
    }
}

/// All firsts of months within the scenario.
fn firsts_of_months(results: &Results) -> impl Iterator<Item = Date> + '_ {
    let first = results.start.first_of_month();
    let months = (0..).map(move |month: i64| first.saturating_add(jiff::Span::new().months(month)));
    months.skip_while(|date| *date < results.start).take_while(|date| *date <= results.end)
}
