//! Entries of JSON by name and kind.

use std::fmt;

use jiff::civil::Date;
use serde_json::Value;

/// An entry or column that is missing or of another kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong(String);

impl Wrong {
    /// The entry or column with this name.
    pub fn new(name: &str) -> Wrong {
        Wrong(name.to_owned())
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text.
pub fn text(of: &Value, name: &str) -> Result<String, Wrong> {
    optional_text(of, name)?.ok_or_else(|| Wrong::new(name))
}

/// A text that may be missing.
pub fn optional_text(of: &Value, name: &str) -> Result<Option<String>, Wrong> {
    match &of[name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        _ => Err(Wrong::new(name)),
    }
}

/// A date.
pub fn date(of: &Value, name: &str) -> Result<Date, Wrong> {
    optional_date(of, name)?.ok_or_else(|| Wrong::new(name))
}

/// A date that may be missing.
pub fn optional_date(of: &Value, name: &str) -> Result<Option<Date>, Wrong> {
    optional_text(of, name)?.map(|text| text.parse().map_err(|_| Wrong::new(name))).transpose()
}

/// A number.
pub fn number(of: &Value, name: &str) -> Result<f64, Wrong> {
    of[name].as_f64().ok_or_else(|| Wrong::new(name))
}

/// A whole number, from 0 on.
pub fn whole(of: &Value, name: &str) -> Result<u64, Wrong> {
    of[name].as_u64().ok_or_else(|| Wrong::new(name))
}

/// Yes or no.
pub fn flag(of: &Value, name: &str) -> Result<bool, Wrong> {
    of[name].as_bool().ok_or_else(|| Wrong::new(name))
}

/// A list.
pub fn list<'v>(of: &'v Value, name: &str) -> Result<&'v [Value], Wrong> {
    of[name].as_array().map(Vec::as_slice).ok_or_else(|| Wrong::new(name))
}
