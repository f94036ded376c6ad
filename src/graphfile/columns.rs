//! What a file says of its persons: named columns of numbers, texts, or true and false.

use std::borrow::Cow;

use super::ids::moved;

/// An attribute of persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its values, by person.
    pub values: Values,
}

/// Values by person, all of one kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers.
    Numbers(Vec<Option<f64>>),
    /// True or false.
    Flags(Vec<Option<bool>>),
    /// Texts.
    Texts(Vec<Option<Box<str>>>),
}

impl Column {
    /// The value of a person as a text, if there is one.
    pub fn text(&self, person: u32) -> Option<Cow<'_, str>> {
        let at = person as usize;
        match &self.values {
            Values::Numbers(values) => values[at].map(|number| Cow::Owned(number.to_string())),
            Values::Flags(values) => values[at].map(|flag| Cow::Borrowed(if flag { "true" } else { "false" })),
            Values::Texts(values) => values[at].as_deref().map(Cow::Borrowed),
        }
    }

    /// The column with person i at `place[i]`, a permutation.
    #[must_use]
    pub(super) fn placed(self, place: &[u32]) -> Column {
        let values = match self.values {
            Values::Numbers(old) => Values::Numbers(moved(old, place)),
            Values::Flags(old) => Values::Flags(moved(old, place)),
            Values::Texts(old) => Values::Texts(moved(old, place)),
        };
        Column { values, ..self }
    }
}

/// What a value is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Flag,
    Text,
}

impl Kind {
    /// What a word without quotes looks like; with leading zeros it is a text (a code).
    pub fn of(word: &str) -> Kind {
        if word == "true" || word == "false" {
            return Kind::Flag;
        }
        let digits = word.trim_start_matches(['-', '+']);
        let is_code = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        let leads = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let finite = word.parse::<f64>().is_ok_and(f64::is_finite);
        if leads && finite && !is_code { Kind::Number } else { Kind::Text }
    }
}

/// Values while a file is read.
#[derive(Debug, Default)]
pub(super) struct Cells {
    names: Vec<String>,
    list: Vec<Cell>,
}

#[derive(Debug)]
struct Cell {
    column: u32,
    person: u32,
    kind: Kind,
    word: Box<str>,
}

impl Cells {
    /// The number of a column.
    pub fn column(&mut self, name: &str) -> u32 {
        let known = self.names.iter().position(|other| other == name);
        known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        }) as u32
    }

    /// A value of a person; a later one replaces an earlier one.
    pub fn push(&mut self, column: u32, person: u32, word: &str, kind: Kind) {
        self.list.push(Cell { column, person, kind, word: word.into() });
    }

    /// The persons of all values, in their order.
    pub fn persons(&self) -> impl Iterator<Item = u32> + '_ {
        self.list.iter().map(|cell| cell.person)
    }

    /// Changes the numbers of all persons.
    pub fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        self.list.iter_mut().for_each(|cell| cell.person = number(cell.person));
    }

    /// The columns of some persons: of texts, unless all values of a column are of another kind.
    pub fn finish(self, persons: u32) -> Vec<Column> {
        let mut columns: Vec<Vec<Cell>> = self.names.iter().map(|_| Vec::new()).collect();
        self.list.into_iter().for_each(|cell| columns[cell.column as usize].push(cell));
        let finished = |(name, cells): (String, Vec<Cell>)| Column { name, values: values(&cells, persons as usize) };
        self.names.into_iter().zip(columns).map(finished).collect()
    }
}

fn values(cells: &[Cell], persons: usize) -> Values {
    let kind = cells.first().map_or(Kind::Text, |cell| cell.kind);
    let kind = if cells.iter().all(|cell| cell.kind == kind) { kind } else { Kind::Text };
    match kind {
        Kind::Number => Values::Numbers(spread(cells, persons, |word| word.parse().ok())),
        Kind::Flag => Values::Flags(spread(cells, persons, |word| Some(word == "true" || word == "1"))),
        Kind::Text => Values::Texts(spread(cells, persons, |word| Some(word.into()))),
    }
}

fn spread<T: Clone>(cells: &[Cell], persons: usize, value: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
    let mut values = vec![None; persons];
    for cell in cells {
        values[cell.person as usize] = value(&cell.word);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbers_flags_or_texts() {
        for word in ["0", "-1", "2.5", "0.5", "1e3", ".5"] {
            assert_eq!(Kind::of(word), Kind::Number, "{word}");
        }
        for word in ["", "007", "1e999", "nan", "inf", "2011-05-01", "yes", "-"] {
            assert_eq!(Kind::of(word), Kind::Text, "{word}");
        }
        assert_eq!(Kind::of("false"), Kind::Flag);
    }

    #[test]
    fn a_column_of_several_kinds_keeps_its_words() {
        let mut cells = Cells::default();
        let columns = ["age", "code", "qq"].map(|name| cells.column(name));
        for (person, row) in [(0, ["20", "10", "true"]), (2, ["30", "007", "false"])] {
            columns.iter().zip(row).for_each(|(column, word)| cells.push(*column, person, word, Kind::of(word)));
        }
        cells.push(columns[0], 2, "31", Kind::Number);
        let columns = cells.finish(3);
        assert_eq!(columns[0].values, Values::Numbers(vec![Some(20.0), None, Some(31.0)]));
        assert_eq!(columns[1].values, Values::Texts(vec![Some("10".into()), None, Some("007".into())]));
        assert_eq!(columns[2].values, Values::Flags(vec![Some(true), None, Some(false)]));
        assert_eq!([0, 1, 2].map(|person| columns[0].text(person)), [Some("20".into()), None, Some("31".into())]);
    }
}
