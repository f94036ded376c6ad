//! A table of named columns, the same for CSV and Parquet.

use std::io;

use jiff::civil::Date;

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// The values of a column; `None` is a missing value (an empty field in CSV, null in Parquet).
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Words.
    Text(Vec<Option<String>>),
    /// Days of the calendar.
    Date(Vec<Option<Date>>),
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Real numbers.
    Real(Vec<f64>),
    /// Real numbers that may be missing.
    Optional(Vec<Option<f64>>),
}

/// Columns of the same length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
}

impl Values {
    /// Number of values.
    pub fn len(&self) -> usize {
        match self {
            Values::Text(values) => values.len(),
            Values::Date(values) => values.len(),
            Values::Whole(values) => values.len(),
            Values::Real(values) => values.len(),
            Values::Optional(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A value as it stands in CSV.
    fn field(&self, row: usize) -> String {
        match self {
            Values::Text(values) => values[row].clone().unwrap_or_default(),
            Values::Date(values) => values[row].map_or_else(String::new, |date| date.to_string()),
            Values::Whole(values) => values[row].to_string(),
            Values::Real(values) => values[row].to_string(),
            Values::Optional(values) => values[row].map_or_else(String::new, |number| number.to_string()),
        }
    }
}

impl Table {
    /// Appends a column.
    pub fn add(&mut self, name: impl Into<String>, values: Values) {
        self.columns.push(Column { name: name.into(), values });
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }
}

/// Digits that carry meaning in numbers of persons.
const DIGITS: i32 = 6;

/// Persons as they stand in tables: whole from 100,000 on, and with six digits that carry meaning below. Figures are drawn from numbers as
/// they stand in tables, so that who has the tables can draw them again.
pub fn persons(value: f64) -> f64 {
    let magnitude = libm::floor(libm::log10(value.abs().max(1.0))) as i32;
    let scale = f64::from(10_u32.pow((DIGITS - 1 - magnitude).max(0).unsigned_abs()));
    libm::round(value * scale) / scale
}

/// Shares as they stand in tables: five decimals.
pub fn share(value: f64) -> f64 {
    libm::round(value * 1e5) / 1e5
}

/// Writes tables with the same columns below one header.
pub fn write_csv(out: impl io::Write, tables: impl IntoIterator<Item = Table>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for (chunk, table) in tables.into_iter().enumerate() {
        if chunk == 0 {
            writer.write_record(table.columns.iter().map(|column| &column.name))?;
        }
        for row in 0..table.rows() {
            writer.write_record(table.columns.iter().map(|column| column.values.field(row)))?;
        }
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::persons;

    #[test]
    fn persons_have_six_digits_and_are_whole_when_there_are_many() {
        for (value, written) in [
            (0.0, "0"),
            (0.1, "0.1"),
            (2.0 / 3.0, "0.66667"),
            (12.345_678_9, "12.3457"),
            (99_999.96, "100000"),
            (123_456.7, "123457"),
            (987_654_321.4, "987654321"),
        ] {
            assert_eq!(persons(value).to_string(), written);
            // What was read back is what was written, and is not rounded again.
            assert_eq!(written.parse::<f64>().expect("a number").to_bits(), persons(value).to_bits());
            assert_eq!(persons(persons(value)).to_bits(), persons(value).to_bits());
        }
    }
}
