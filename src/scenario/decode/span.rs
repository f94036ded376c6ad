//! When something on a platform can have an effect: from its launch to the end.

use jiff::civil::Date;

use super::Frame;
use super::reader::Reader;

/// The time in which something on a platform can have an effect.
pub struct Span<'f> {
    /// Day on which the platform opens, if it does.
    pub launch: Option<Date>,
    /// The scenario around it.
    pub frame: &'f Frame,
}

impl Span<'_> {
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
