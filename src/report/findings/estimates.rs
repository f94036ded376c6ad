//! Estimates as columns of a table.

use crate::experiment::Estimate;
use crate::report::table::{Table, Values};

/// One of the three numbers of an estimate.
type Part = fn(&Estimate) -> f64;

/// Adds three columns, the value and both ends of its interval (`NAME`, `NAME_low`, `NAME_high`); what is missing or infinite stays empty.
pub fn add(table: &mut Table, name: &str, estimates: impl IntoIterator<Item = Option<Estimate>>) {
    let estimates: Vec<Option<Estimate>> = estimates.into_iter().collect();
    let parts: [(&str, Part); 3] = [("", |e| e.value), ("_low", |e| e.low), ("_high", |e| e.high)];
    for (ending, part) in parts {
        let number = |estimate: &Option<Estimate>| estimate.as_ref().map(part).filter(|number| number.is_finite());
        table.add(format!("{name}{ending}"), Values::Optional(estimates.iter().map(number).collect()));
    }
}
