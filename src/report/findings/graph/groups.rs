//! Contacts between groups as small tables, as a table, and for scripts.

use serde_json::{Value, json};

use super::tables::finite;
use crate::contacts::measure::GroupContacts;
use crate::experiment::Inspection;
use crate::report::numbers::{display_width, percent};
use crate::report::table::{Table, Values};
use crate::report::terminal::shortened;

/// Widest name of a group before a row [columns].
const ROW: usize = 28;
/// Narrowest and widest name above a column [columns].
const COLUMN: (usize, usize) = (4, 12);
/// Widest table [columns].
const TABLE: usize = 100;

/// All layers with their divisions into groups.
fn all(inspection: &Inspection) -> impl Iterator<Item = (&str, &GroupContacts)> {
    let stored = inspection.layers.iter().filter_map(|layer| Some((layer.name.as_str(), layer.stored.as_ref()?)));
    stored.flat_map(|(layer, stored)| stored.groups.iter().map(move |groups| (layer, groups)))
}

/// A small table for each: where the contacts of a group lead, in rows; at the bottom where chance would lead them.
pub fn matrices(inspection: &Inspection) -> Vec<Vec<Vec<String>>> {
    all(inspection).map(|(layer, groups)| matrix(layer, groups)).collect()
}

fn matrix(layer: &str, groups: &GroupContacts) -> Vec<Vec<String>> {
    let columns = 0..groups.names.len();
    let row = |name: String, share: &dyn Fn(usize) -> f64| {
        let cell = |to| if share(to).is_nan() { "–".to_owned() } else { percent(share(to)) };
        std::iter::once(name).chain(columns.clone().map(cell)).collect::<Vec<String>>()
    };
    let title = format!("{layer}, {}: from … to", groups.what);
    let left = TABLE.saturating_sub(display_width(&title).max(ROW));
    let width = (left / groups.names.len()).saturating_sub(2).clamp(COLUMN.0, COLUMN.1);
    let heads = groups.names.iter().map(|name| shortened(name, width));
    let mut rows = vec![std::iter::once(title).chain(heads).collect()];
    rows.extend(columns.clone().map(|from| row(shortened(&groups.names[from], ROW), &|to| groups.share(from, to))));
    rows.push(row("by chance".to_owned(), &|to| groups.by_chance(to)));
    rows
}

/// A layer, its groups, and the numbers of two of these.
type Row<'i> = (&'i str, &'i GroupContacts, usize, usize);

/// `between`: a row a layer, division and two groups.
pub fn table(inspection: &Inspection) -> Option<Table> {
    let mut rows: Vec<Row> = Vec::new();
    for (layer, groups) in all(inspection) {
        let pairs = (0..groups.names.len()).flat_map(|from| (0..groups.names.len()).map(move |to| (from, to)));
        rows.extend(pairs.map(|(from, to)| (layer, groups, from, to)));
    }
    let text = |of: &dyn Fn(&Row) -> String| Values::Text(rows.iter().map(|row| Some(of(row))).collect());
    let real = |of: fn(&GroupContacts, usize, usize) -> f64| {
        Values::Optional(rows.iter().map(|(_, groups, from, to)| finite(of(groups, *from, *to))).collect())
    };
    let mut table = Table::default();
    table.add("layer", text(&|row| row.0.to_owned()));
    table.add("groups", text(&|row| row.1.what.clone()));
    table.add("from", text(&|row| row.1.names[row.2].clone()));
    table.add("to", text(&|row| row.1.names[row.3].clone()));
    table.add("persons", Values::Whole(rows.iter().map(|row| row.1.persons[row.2].into()).collect()));
    table.add("pairs", Values::Whole(rows.iter().map(|row| row.1.pairs[row.2][row.3] as i64).collect()));
    table.add("share", real(GroupContacts::share));
    table.add("by_chance", real(|groups, _, to| groups.by_chance(to)));
    table.add("ratio", real(GroupContacts::ratio));
    (!rows.is_empty()).then_some(table)
}

/// The groups of a layer for scripts.
pub fn groups_json(groups: &GroupContacts) -> Value {
    let columns = 0..groups.names.len();
    let shares = |from| columns.clone().map(|to| finite(groups.share(from, to))).collect::<Vec<_>>();
    json!({
        "groups": groups.what,
        "names": groups.names,
        "persons": groups.persons,
        "pairs": groups.pairs,
        "shares": columns.clone().map(shares).collect::<Vec<_>>(),
        "by_chance": columns.clone().map(|to| finite(groups.by_chance(to))).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_says_where_contacts_lead_and_what_chance_would_do() {
        let groups = GroupContacts {
            what: "cities".into(),
            names: vec!["beijing".into(), "a village by the river".into(), "nowhere".into()],
            persons: vec![5, 3, 1],
            pairs: vec![vec![3, 2, 0], vec![2, 1, 0], vec![0, 0, 0]],
        };
        let matrix = matrix("phone", &groups);
        assert_eq!(matrix[0], ["phone, cities: from … to", "beijing", "a village b…", "nowhere"]);
        assert_eq!(matrix[1], ["beijing", "75 %", "25 %", "0 %"]);
        assert_eq!(matrix[2], ["a village by the river", "50 %", "50 %", "0 %"]);
        assert_eq!(matrix[3], ["nowhere", "–", "–", "–"]);
        assert_eq!(matrix[4], ["by chance", "67 %", "33 %", "0 %"]);
    }
}
