//! The map of a run, from `spread.csv`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::field::{Wrong, text, whole};
use super::table::Rows;
use crate::experiment::Middle;
use crate::report::results::Results;
use crate::report::spread::{Mapped, SpreadMap};

/// The map whose run and middle `summary.json` tells.
pub fn spread(rows: &Rows, summary: &Value, results: &Results) -> Result<SpreadMap, Wrong> {
    let of = &summary["spread"];
    let word = text(of, "middle")?;
    let middle = Middle::NAMES.into_iter().find(|(_, name)| *name == word);
    let (number, knows) = (rows.column("person")?, rows.column("knows")?);
    let (x, y) = (rows.column("x")?, rows.column("y")?);
    let (contacts, moves) = (rows.column("contacts")?, rows.column("moves")?);
    let person = |row: &csv::StringRecord| {
        Ok(Mapped {
            number: number.number(row)?,
            place: (x.number(row)?, y.number(row)?),
            contacts: contacts.number(row)?,
            moves: moves_of(moves.text(row), results)?,
        })
    };
    let persons = rows.rows().iter().map(person).collect::<Result<Vec<Mapped>, Wrong>>()?;
    let places: BTreeMap<u32, usize> = persons.iter().enumerate().map(|(at, person)| (person.number, at)).collect();
    let mut pairs = Vec::new();
    for (at, row) in rows.rows().iter().enumerate() {
        for other in knows.text(row).split_whitespace() {
            let other = other.parse().ok().and_then(|number| places.get(&number));
            pairs.push((at, *other.ok_or_else(|| Wrong::new("knows"))?));
        }
    }
    Ok(SpreadMap {
        run: whole(of, "run")?,
        middle: middle.map(|(middle, _)| middle).ok_or_else(|| Wrong::new("middle"))?,
        persons,
        pairs,
        contacts: whole(of, "contacts")? as usize,
    })
}

/// "2011-02-01 mitalk, 2011-09-14 mitalk+wechat, 2012-01-03 -".
fn moves_of(text: &str, results: &Results) -> Result<Vec<(u32, u8)>, Wrong> {
    let wrong = || Wrong::new("moves");
    let bit = |name: &str| {
        let at = results.platforms.iter().position(|platform| platform.name == name);
        at.map(|at| 1 << at).ok_or_else(wrong)
    };
    let step = |step: &str| {
        let (date, names) = step.split_once(' ').ok_or_else(wrong)?;
        let date: Date = date.parse().map_err(|_| wrong())?;
        let day = u32::try_from((date - results.start).get_days()).map_err(|_| wrong())?;
        let names = names.split('+').filter(|name| *name != "-");
        Ok((day, names.map(bit).try_fold(0, |set, bit| bit.map(|bit: u8| set | bit))?))
    };
    text.split(", ").filter(|step| !step.is_empty()).map(step).collect()
}
