//! Keys that name an attribute of the persons: who belongs to an audience, and who can join from when.

use jiff::civil::Date;

use super::graphs::Files;
use super::reader::Reader;
use crate::graphfile::{Column, People, Values};
use crate::scenario::listed::{JoinDays, Members, PersonSet};
use crate::scenario::problem::did_you_mean;

/// Words for those who belong to an audience, and for those who don't.
const YES: [&str; 5] = ["true", "1", "yes", "y", "t"];
const NO: [&str; 5] = ["false", "0", "no", "n", "f"];

/// The members whom the attribute names that a key asks for; nobody, if something is wrong with it.
pub fn members(reader: &Reader, key: &str, files: &Files) -> Members {
    let Some(attribute) = reader.text(key) else { return Members::none() };
    let Some((people, column)) = column(reader, key, &attribute, files) else { return Members::none() };
    let flags: Result<Vec<bool>, u32> = (0..people.count()).map(|person| belongs(column, person)).collect();
    match flags {
        Ok(flags) => Members::Listed { attribute, persons: PersonSet::new(&flags) },
        Err(person) => {
            let help = "true, 1 and yes belong to it; false, 0, no and nothing do not";
            unknown(reader, key, (people, column, person), "neither yes nor no", help);
            Members::none()
        }
    }
}

/// Whether a person belongs; the person, if the value does not tell.
fn belongs(column: &Column, person: u32) -> Result<bool, u32> {
    if let Values::Flags(flags) = &column.values {
        return Ok(flags[person as usize].unwrap_or(false));
    }
    let Some(value) = column.text(person) else { return Ok(false) };
    let word = value.trim().to_lowercase();
    let known = YES.contains(&word.as_str()) || NO.contains(&word.as_str()) || word.is_empty();
    if known { Ok(YES.contains(&word.as_str())) } else { Err(person) }
}

/// The days from which persons can join, by the attribute that a key asks for.
pub fn join_days(reader: &Reader, key: &str, files: &Files, start: Option<Date>) -> Option<JoinDays> {
    let attribute = reader.text(key)?;
    let (people, column) = column(reader, key, &attribute, files)?;
    let start = start?;
    let days: Result<Vec<u32>, u32> =
        (0..people.count()).map(|person| day(column, person, start).ok_or(person)).collect();
    match days {
        Ok(days) => Some(JoinDays { attribute, days: days.into() }),
        Err(person) => {
            let help = "dates are written 2011-01-21, days since the start as whole numbers; nothing means never";
            unknown(reader, key, (people, column, person), "no day", help);
            None
        }
    }
}

/// The day since the start on which a person can join; those before it are there from the start on.
fn day(column: &Column, person: u32, start: Date) -> Option<u32> {
    let Some(value) = column.text(person) else { return Some(JoinDays::NEVER) };
    let value = value.trim();
    if value.is_empty() {
        return Some(JoinDays::NEVER);
    }
    let days = match value.parse::<Date>() {
        Ok(date) => (date - start).get_days(),
        Err(_) => value.parse().ok()?,
    };
    Some(days.max(0) as u32)
}

fn column<'f>(reader: &Reader, key: &str, attribute: &str, files: &'f Files) -> Option<(&'f People, &'f Column)> {
    let address = reader.address(key);
    let Some(people) = files.people() else {
        // What is wrong with the files is reported already.
        if !files.asked {
            let message = format!("`{address}` names an attribute of persons, but no contacts come from a file");
            let help = "write [contacts.NAME.file] with path = \"…\", and nodes = \"…\" for a table of persons";
            reader.desk().error(message, reader.place(key), "no persons are known", help);
        }
        return None;
    };
    let column = people.column(attribute);
    if column.is_none() {
        let known: Vec<&str> = people.columns.iter().map(|column| column.name.as_str()).collect();
        let help = did_you_mean(attribute, &known, "attributes in the files of contacts");
        let message = format!("the persons have no attribute `{attribute}`");
        reader.desk().error(message, reader.place(key), "unknown attribute", help);
    }
    column.map(|column| (&**people, column))
}

/// Reports a value of a person that says nothing.
fn unknown(reader: &Reader, key: &str, (people, column, person): (&People, &Column, u32), label: &str, help: &str) {
    let (id, value) = (people.ids.text(person), column.text(person).unwrap_or_default());
    let message = format!("the attribute `{}` of person {id} is \"{value}\"", column.name);
    reader.desk().error(message, reader.place(key), label, help);
}
