//! When something on a platform can have an effect: from its launch to the end.

use jiff::civil::Date;

use super::Frame;
use super::reader::Reader;
use crate::scenario::When;

/// The time in which something on a platform can have an effect.
pub struct Span<'f> {
    /// Day on which the platform opens, if it does.
    pub launch: Option<Date>,
    /// The scenario around it.
    pub frame: &'f Frame,
}

impl Span<'_> {
    /// The moments `from` and `until`; it is an error when the dates of the two do not follow each other.
    pub fn time(&self, reader: &Reader) -> (Option<When>, Option<When>) {
        let (begins, ends) = (reader.when("from", self.frame), reader.when("until", self.frame));
        let date = |when: &Option<When>| when.as_ref().and_then(When::date);
        if let (Some(from), Some(until)) = (date(&begins), date(&ends))
            && until <= from
        {
            let message = format!("{} is over before it begins", reader.path());
            let help = format!("from = {from}; until must be later");
            reader.desk().error(message, reader.place("until"), "not after `from`", help);
        }
        (begins, ends)
    }

    /// Warns when a date lies outside.
    pub fn check(&self, reader: &Reader, key: &str, date: Date) {
        let (label, message) = if self.frame.is_over(date) {
            ("not before the end", "takes place after the end and has no effect")
        } else if self.launch.is_some_and(|launch| date < launch) {
            ("before the launch", "takes place before the launch")
        } else {
            return;
        };
        let launch = self.launch.map_or_else(|| "never".to_owned(), |launch| launch.to_string());
        let end = self.frame.end.map_or_else(String::new, |end| format!(", end = {end}"));
        let help = format!("launch = {launch}{end}");
        reader.desk().warn(format!("{} {message}", reader.path()), reader.place(key), label, help);
    }
}
