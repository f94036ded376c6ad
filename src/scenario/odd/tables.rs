//! Tables in Markdown: of all parameters as they are declared, and of a scenario's.

use super::declared::{Declared, declared};
use super::stated::Stated;
use super::submodel::{Changes, Draw, Parameter, Submodel, Variable};
use crate::scenario::Unit;
use crate::scenario::keys::{Absent, Kind};
use crate::scenario::show::allowed;

/// A table; columns in which nothing stands are left out.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let used: Vec<usize> = (0..head.len()).filter(|&column| rows.iter().any(|row| !row[column].is_empty())).collect();
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(used.iter().map(|&column| head[column].to_owned()).collect());
    text.extend(["|", &"---|".repeat(used.len()), "\n"]);
    for row in rows {
        text.push_str(&line(used.iter().map(|&column| row[column].replace('|', "\\|").replace('\n', " ")).collect()));
    }
    text
}

/// The parameters of a submodel as they are declared.
pub fn of_declarations(submodel: &Submodel) -> String {
    let declared = declared();
    let rows: Vec<Vec<String>> = submodel.parameters.iter().filter_map(|one| declaration(one, &declared)).collect();
    table(&["key", "letter", "unit", "default", "range", "meaning", "source"], &rows)
}

fn declaration(parameter: &Parameter, declared: &[Declared]) -> Option<Vec<String>> {
    let found = declared.iter().find(|one| parameter.covers(&one.address))?;
    let symbol = code_or_nothing(parameter.symbol);
    let cells = |key: &str, unit: &str, default: &str, range: &str, meaning: &str| {
        let cells = [key, &symbol, unit, default, range, meaning, parameter.source];
        Some(cells.map(str::to_owned).to_vec())
    };
    if let Some(all) = parameter.key.strip_suffix(".**") {
        return cells(&format!("`{all}`, all below"), "", "", "", "See [parameters.md](parameters.md).");
    }
    let default = match found.key.absent {
        Absent::Required => "must be given".to_owned(),
        Absent::Default(value) => format!("`{value}`"),
        Absent::Means(words) => words.to_owned(),
    };
    let key = format!("`{}`", parameter.key.replace('*', "GENERATOR"));
    cells(&key, unit(found.kind, parameter), &default, &range(found.kind), found.key.meaning)
}

/// The base unit of a parameter.
fn unit(kind: &Kind, parameter: &Parameter) -> &'static str {
    match kind {
        _ if !parameter.unit.is_empty() => parameter.unit,
        Kind::Amount { unit, .. } | Kind::Schedule { unit, .. } => match unit {
            Unit::Rate => "day⁻¹",
            Unit::Share => "share",
            Unit::Factor => "factor",
            Unit::Persons => "persons",
            Unit::Days => "day",
            Unit::Plain => "1",
        },
        Kind::Length => "day",
        Kind::Date => "date",
        Kind::When(_) => "date or reaction",
        Kind::Whole { .. } => "1",
        _ => "",
    }
}

fn range(kind: &Kind) -> String {
    match kind {
        Kind::Choice(words) => words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Flag => "`true`, `false`".to_owned(),
        _ => allowed(kind),
    }
}

/// The parameters of a submodel in a scenario: those that are given one by one, the others in a sentence.
pub fn of_scenario(submodel: &Submodel, stated: &[Stated]) -> String {
    let own = |one: &&Stated| submodel.parameters.iter().any(|parameter| parameter.key == one.parameter);
    let (given, default): (Vec<&Stated>, Vec<&Stated>) = stated.iter().filter(own).partition(|one| one.given);
    let row = |one: &&Stated| {
        vec![
            format!("`{}`", one.key),
            code_or_nothing(one.symbol),
            one.value.clone(),
            one.runs.clone(),
            one.basis.clone(),
        ]
    };
    let text =
        table(&["key", "letter", "value", "over the runs", "rests on"], &given.iter().map(row).collect::<Vec<_>>());
    let word = |one: &Stated| {
        let letter = if one.symbol.is_empty() { String::new() } else { format!(" ({})", code_or_nothing(one.symbol)) };
        format!("`{}`{letter} {}", one.parameter.replace('*', "GENERATOR"), one.value)
    };
    let words = once(default.into_iter().map(word));
    let default = match (&words[..], text.is_empty()) {
        ([], _) => String::new(),
        (words, true) => format!("At its default: {}.\n", words.join(", ")),
        (words, false) => format!("\nAt its default where nothing is given: {}.\n", words.join(", ")),
    };
    text + &default
}

/// A letter as code, if there is one.
fn code_or_nothing(symbol: &str) -> String {
    if symbol.is_empty() { String::new() } else { format!("`{symbol}`") }
}

/// The variables of some submodels, by entity.
pub fn of_variables(submodels: &[&'static Submodel]) -> String {
    let all: Vec<&Variable> = submodels.iter().flat_map(|submodel| submodel.state).collect();
    let entities = once(all.iter().map(|variable| variable.of));
    let changes = |variable: &Variable| match variable.changes {
        Changes::InRun => "changes",
        Changes::Never => "constant in a run",
    };
    let row = |variable: &Variable| {
        let cells =
            [variable.of, &code_or_nothing(variable.symbol), variable.values, changes(variable), variable.meaning];
        cells.map(str::to_owned).to_vec()
    };
    let of = |entity: &str| all.iter().filter(|one| one.of == entity).map(|one| row(one)).collect::<Vec<_>>();
    let rows = once(entities.iter().flat_map(|entity| of(entity)));
    table(&["entity", "variable", "values and unit", "in a run", "meaning"], &rows)
}

/// The random numbers of some submodels.
pub fn of_draws(submodels: &[&'static Submodel]) -> String {
    let draws = submodels.iter().flat_map(|submodel| submodel.draws);
    let row = |draw: &Draw| vec![format!("`{}`", draw.stream), draw.index.to_owned(), draw.decides.to_owned()];
    table(&["name of the stream", "index", "decides"], &once(draws.map(row)))
}

/// Each item once, in the order in which they first come.
pub fn once<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_no_empty_columns_and_no_stray_bars() {
        let rows = [["a", "", "x|y"], ["b", "", "two\nlines"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&["1", "2", "3"], &rows), "| 1 | 3 |\n|---|---|\n| a | x\\|y |\n| b | two lines |\n");
        assert_eq!(table(&["1"], &[]), "");
    }
}
