//! `path` of an audience: how many belong to it on some dates.

use jiff::civil::Date;

use super::quantity;
use super::reader::Reader;
use crate::scenario::amount::{self, Unit};
use crate::scenario::{Members, PathPoint, Quantity};
use crate::units::Probability;

/// The members along the path, among so many persons at most; nobody, if something is wrong with it.
pub fn members(audience: &Reader, most: f64) -> Members {
    let mut path: Vec<PathPoint> = Vec::new();
    let mut last: Option<Date> = None;
    let points = audience.list("path");
    for point in &points {
        let (date, share) = (point.date("date"), size(point, most));
        if last.zip(date).is_some_and(|(last, date)| date <= last) {
            let message = format!("the dates of `{}` do not ascend", audience.address("path"));
            let help = "order the points by date";
            point.desk().error(message, point.place("date"), "not after the point before", help);
        }
        last = date.or(last);
        path.extend(date.zip(share).map(|(date, share)| PathPoint { date, share }));
    }
    if points.is_empty() {
        let message = format!("`{}` has no points", audience.address("path"));
        let help = "write [{ date = 2011-12-01, share = \"0%\" }, { date = 2012-12-31, persons = \"7.2M\" }]";
        audience.desk().error(message, audience.place("path"), "empty", help);
    }
    if path.is_empty() { Members::none() } else { Members::Path { path } }
}

/// The share that a point tells, itself or as a number of persons.
fn size(point: &Reader, most: f64) -> Option<Quantity<Probability>> {
    match (point.has("share"), point.has("persons")) {
        (true, false) => point.given("share"),
        (false, true) => {
            let persons: Quantity<Probability> = point.given("persons")?;
            if persons.median() > most {
                let message = format!("`{}` are more than all who could join", point.address("persons"));
                let help = format!("at most {}", amount::print(Unit::Persons, most.floor()));
                point.desk().error(message, point.place("persons"), "too many", help);
            }
            Some(quantity::scaled(persons, most))
        }
        (true, true) => {
            let message = format!("{} has both `share` and `persons`", point.path());
            point.desk().error(message, point.place("persons"), "a second size", "give one of them");
            None
        }
        (false, false) => {
            let message = format!("{} does not say how many belong to it", point.path());
            point.desk().error(
                message,
                point.place("date"),
                "in this point",
                "write share = \"4%\", or persons = \"7.2M\"",
            );
            None
        }
    }
}
