//! `[[platforms.NAME.features]]`, and `effort`, on which their lead times depend.

use jiff::civil::Date;

use super::reader::Reader;
use super::span::Span;
use crate::scenario::{Dated, Distribution, Effort, FeatureSpec, Quantity, Release};
use crate::units::{Days, Probability};

/// Effort over time: before the first date of a list, all of it.
pub fn effort(platform: &Reader) -> Vec<Dated<Quantity<Probability>>> {
    let mut effort = platform.schedule("effort");
    if effort.first().is_none_or(|first: &Dated<_>| first.from.is_some()) {
        effort.insert(0, Dated { from: None, value: Quantity::constant(platform.address("effort"), 1.0) });
    }
    effort
}

/// The features of a platform.
pub fn features(platform: &Reader, effort: &[Dated<Quantity<Probability>>], span: &Span) -> Vec<FeatureSpec> {
    let readers = platform.list("features");
    let divided = effort.iter().any(|dated| dated.value.distribution != Distribution::Constant(1.0));
    if platform.has("effort") && divided && !readers.iter().any(|reader| reader.has("begin") || reader.has("work")) {
        let help = "give a feature begin and work instead of a date, or take effort out";
        let message = format!("no feature of {} depends on its effort", platform.path());
        platform.desk().warn(message, platform.place("effort"), "without effect", help);
    }
    readers.iter().filter_map(|reader| feature(reader, effort, span)).collect()
}

/// What a feature may change.
const FACTORS: [&str; 6] = ["appeal", "invite", "media", "churn", "stickiness", "load"];

fn feature(reader: &Reader, effort: &[Dated<Quantity<Probability>>], span: &Span) -> Option<FeatureSpec> {
    let (name, release) = (reader.text("name"), release(reader, span));
    if let Some(release) = &release {
        match release {
            Release::On { date } => {
                if let Some(date) = date.date().filter(|date| span.frame.is_over(*date)) {
                    span.check(reader, "date", date);
                }
            }
            Release::WhenDone { begin, .. } if span.frame.is_over(*begin) => span.check(reader, "begin", *begin),
            Release::WhenDone { begin, work } => check_work(reader, (*begin, work), effort, span),
        }
        if !FACTORS.iter().any(|factor| reader.has(factor)) {
            let help = format!("give at least one of {}", FACTORS.join(", "));
            let message = format!("{} changes nothing", reader.path());
            reader.desk().warn(message, reader.place("name"), "without effect", help);
        }
    }
    let [appeal, invite, media, churn, stickiness, load] = FACTORS.map(|factor| reader.amount(factor));
    let name = name.unwrap_or_default();
    release.map(|release| FeatureSpec { name, release, appeal, invite, media, churn, stickiness, load })
}

/// A date, or what it takes to be ready.
fn release(reader: &Reader, span: &Span) -> Option<Release> {
    let error = |message: &str, key: &str, label: &str, help: &str| {
        reader.desk().error(format!("{} {message}", reader.path()), reader.place(key), label, help);
        None
    };
    match ["date", "begin", "work"].map(|key| reader.has(key)) {
        [true, false, false] => Some(Release::On { date: reader.when("date", span.frame)? }),
        [false, true, true] => {
            let (begin, work) = (reader.date("begin"), reader.given("work"));
            Some(Release::WhenDone { begin: begin?, work: work? })
        }
        [true, begin, _] => {
            let second = if begin { "begin" } else { "work" };
            let help = "give either the date, or begin and work: then the effort decides when it is ready";
            error("has both a date and a lead time", second, "beside `date`", help)
        }
        [false, true, false] => {
            let help = "write work = \"60 days\": what it takes with the company's full attention";
            error("does not say how much work it takes", "begin", "without `work`", help)
        }
        [false, false, true] => {
            error("does not say when work on it begins", "work", "without `begin`", "write begin = 2011-01-18")
        }
        [false, false, false] => {
            let help = "write date = 2011-04-25; or begin = 2011-01-18 and work = \"60 days\"";
            error("does not say when it comes", "date", "in this table", help)
        }
    }
}

/// Warns when the work is not done before the end. Who has given up by then means it so.
fn check_work(
    reader: &Reader,
    (begin, work): (Date, &Quantity<Days>),
    effort: &[Dated<Quantity<Probability>>],
    span: &Span,
) {
    let (Some(start), Some(end), Some(_)) = (span.frame.start, span.frame.end, span.launch) else { return };
    let day = |date: Date| f64::from((date - start).get_days());
    let effort = Effort::new(effort, start, Quantity::median);
    // What is ready when the last tick begins still has an effect.
    let (begin, last, work) = (day(begin), day(end) - reader.desk().tick.get(), work.median());
    if effort.has_done(work, begin, last) || effort.at(last) == 0.0 {
        return;
    }
    let help = format!(
        "with the median values {:.1} of {work:.1} days of work are done by then; begin earlier, or give it more effort \
         (an effort that ends with 0% says that the platform is given up)",
        effort.work(begin, day(end))
    );
    reader.desk().warn(
        format!("{} is not ready before the end", reader.path()),
        reader.place("work"),
        "too much for the effort",
        help,
    );
}
