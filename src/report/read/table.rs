//! The rows of a CSV file, by the names of columns.

use std::path::Path;

use jiff::civil::Date;

use super::field::Wrong;

/// All rows of a file.
#[derive(Debug, Clone)]
pub struct Rows {
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

/// A column by its number, so that a name is looked up once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    name: String,
    at: usize,
}

impl Rows {
    /// Reads a file.
    pub fn read(path: &Path) -> csv::Result<Rows> {
        let mut reader = csv::Reader::from_path(path)?;
        Ok(Rows { header: reader.headers()?.clone(), rows: reader.records().collect::<csv::Result<_>>()? })
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.header.iter()
    }

    /// A column.
    pub fn column(&self, name: &str) -> Result<Column, Wrong> {
        let at = self.header.iter().position(|other| other == name).ok_or_else(|| Wrong::new(name))?;
        Ok(Column { name: name.to_owned(), at })
    }

    /// The rows, from the first one on.
    pub fn rows(&self) -> &[csv::StringRecord] {
        &self.rows
    }
}

impl Column {
    /// Its text in a row.
    pub fn text<'r>(&self, row: &'r csv::StringRecord) -> &'r str {
        // Rows of another length than the header are refused while a file is read.
        row.get(self.at).unwrap_or_default()
    }

    /// Its number in a row.
    pub fn number<T: std::str::FromStr>(&self, row: &csv::StringRecord) -> Result<T, Wrong> {
        self.text(row).parse().map_err(|_| Wrong::new(&self.name))
    }

    /// Its date in a row; none where the field is empty.
    pub fn date(&self, row: &csv::StringRecord) -> Result<Option<Date>, Wrong> {
        match self.text(row) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Wrong::new(&self.name)),
        }
    }
}
