//! Where growth came from, from `growth.csv`.

use super::field::Wrong;
use super::table::Rows;
use crate::report::growth::{CauseGrowth, Spread};
use crate::report::results::Results;

/// By platform, the growth by each cause in the order of the results.
pub fn growth(rows: &Rows, results: &Results) -> Result<Vec<Vec<CauseGrowth>>, Wrong> {
    let (platform, cause) = (rows.column("platform")?, rows.column("cause")?);
    let spread = |kind: &str, row: &csv::StringRecord| {
        let number = |statistic: &str| rows.column(&format!("{kind}_{statistic}"))?.number(row);
        Ok::<Spread, Wrong>(Spread {
            mean: number("mean")?,
            q05: number("q05")?,
            q50: number("q50")?,
            q95: number("q95")?,
        })
    };
    let of = |own: &str, by: &String| {
        let row = rows.rows().iter().find(|row| platform.text(row) == own && cause.text(row) == by);
        let row = row.ok_or_else(|| Wrong::new("cause"))?;
        Ok(CauseGrowth { joins: spread("joins", row)?, share: spread("share", row)? })
    };
    results.platforms.iter().map(|own| results.causes.iter().map(|by| of(&own.name, by)).collect()).collect()
}
