//! Theory beside the runs, from `summary.json`, `theory.csv` and `theory_curves.csv`.

use serde_json::Value;

use super::field::{Wrong, flag, list, optional_text, text};
use super::table::{Column, Rows};
use crate::report::results::Results;
use crate::report::theory::{APPROACHES, COLUMNS, PlatformCurve, Quantity, Row, TheoryCurve, Told};
use crate::theory::Approach;

/// What was told.
pub fn theory(summary: &Value, compared: &Rows, curves: &Rows, results: &Results) -> Result<Told, Wrong> {
    let of = &summary["theory"];
    let words = |name: &str| {
        let text = |item: &Value| item.as_str().map(str::to_owned).ok_or_else(|| Wrong::new(name));
        list(of, name)?.iter().map(text).collect::<Result<Vec<String>, Wrong>>()
    };
    let main = optional_text(of, "held_against")?;
    let known = |words: String| APPROACHES.into_iter().find(|one| one.words() == words);
    Ok(Told {
        drawn: flag(of, "drawn")?,
        main: main.map(|words| known(words).ok_or_else(|| Wrong::new("held_against"))).transpose()?,
        curves: APPROACHES
            .into_iter()
            .filter_map(|approach| curve(curves, approach, results).transpose())
            .collect::<Result<_, Wrong>>()?,
        rows: rows(compared, results)?,
        sentences: words("sentences")?,
        left_out: words("left_out")?,
        missing: words("missing")?,
        line: text(of, "line")?,
    })
}

/// The curves of an approach; nothing where the table has none of it.
fn curve(rows: &Rows, approach: Approach, results: &Results) -> Result<Option<TheoryCurve>, Wrong> {
    let name = |column: &str| format!("{}_{column}", approach.column());
    if !rows.names().any(|own| own == name(COLUMNS[0].0)) {
        return Ok(None);
    }
    let mut platforms = vec![PlatformCurve::default(); results.platforms.len()];
    for (column, _, of) in COLUMNS {
        let column = rows.column(&name(column))?;
        // A row a day and platform, in this order.
        for (at, row) in rows.rows().iter().enumerate() {
            of(&mut platforms[at % results.platforms.len()]).push(column.number(row)?);
        }
    }
    Ok(Some(TheoryCurve { approach, platforms }))
}

fn rows(table: &Rows, results: &Results) -> Result<Vec<Row>, Wrong> {
    let (platform, quantity) = (table.column("platform")?, table.column("quantity")?);
    let optional = |name: &str, row: &csv::StringRecord| {
        let column: Column = table.column(name)?;
        if column.text(row).is_empty() { Ok(None) } else { column.number(row).map(Some) }
    };
    let one = |row: &csv::StringRecord| {
        let at = results.platforms.iter().position(|known| known.name == platform.text(row));
        let named = Quantity::ALL.into_iter().find(|known| known.name() == quantity.text(row));
        let runs = [optional("runs_q05", row)?, optional("runs_q50", row)?, optional("runs_q95", row)?];
        Ok(Row {
            platform: at.ok_or_else(|| Wrong::new("platform"))?,
            quantity: named.ok_or_else(|| Wrong::new("quantity"))?,
            mean_field: optional("mean_field", row)?,
            ticks: optional("mean_field_in_ticks", row)?,
            edge_based: optional("edge_based", row)?,
            contacts: optional("on_contacts", row)?,
            contacts_in_ticks: optional("on_contacts_in_ticks", row)?,
            simulated: if let [Some(low), Some(median), Some(high)] = runs { Some([low, median, high]) } else { None },
        })
    };
    table.rows().iter().map(one).collect()
}
