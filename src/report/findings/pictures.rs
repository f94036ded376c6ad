//! The figures of an experiment as data, in every language, and as a file keeps them.
//!
//! Figures of both languages hold the same numbers and differ in words. The file has each number once, and where the languages differ
//! both: `{"en": "day", "zh": "天"}`.

use serde_json::{Map, Value, json};

use crate::report::figure::{Drawing, Figure};
use crate::report::language::Language;

/// A figure with the name of its file without ending.
pub type Picture = (String, Drawing);

/// The figures of an experiment in every language.
#[derive(Debug, Clone, PartialEq)]
pub struct Pictures {
    english: Vec<Picture>,
    chinese: Vec<Picture>,
}

impl Pictures {
    /// What is told in each language.
    pub fn told(of: impl Fn(Language) -> Vec<Picture>) -> Pictures {
        Pictures { english: of(Language::English), chinese: of(Language::Chinese) }
    }

    /// The figures in a language.
    pub fn of(&self, language: Language) -> &[Picture] {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }

    /// As a file keeps them.
    pub fn json(&self) -> Value {
        let all =
            |pictures: &[Picture]| pictures.iter().map(|(name, data)| json!({ "name": name, "data": data })).collect();
        both(all(&self.english), all(&self.chinese))
    }

    /// From what a file keeps. The error says what is wrong.
    pub fn read(kept: &Value) -> Result<Pictures, String> {
        Ok(Pictures { english: read(kept, Language::English)?, chinese: read(kept, Language::Chinese)? })
    }
}

/// Draws figures.
pub fn drawn(pictures: &[Picture]) -> Vec<(&str, Figure)> {
    pictures.iter().map(|(name, data)| (name.as_str(), data.drawn())).collect()
}

fn read(kept: &Value, language: Language) -> Result<Vec<Picture>, String> {
    let kept = one(kept, language);
    let entries = kept.as_array().ok_or("it has no list `figures`")?;
    let picture = |(at, entry): (usize, &Value)| {
        let name = entry["name"].as_str().ok_or_else(|| format!("figure {} has no name", at + 1))?;
        // A name is that of a file beside this one.
        if name.is_empty() || name.contains(['/', '\\']) {
            return Err(format!("figure {} has the name `{name}`, which no file can have", at + 1));
        }
        let data =
            serde_json::from_value(entry["data"].clone()).map_err(|error| format!("figure `{name}`: {error}"))?;
        Ok((name.to_owned(), data))
    };
    entries.iter().enumerate().map(picture).collect()
}

/// One value for two: what is the same once, what differs as a pair.
fn both(english: Value, chinese: Value) -> Value {
    match (english, chinese) {
        (Value::Object(english), Value::Object(chinese)) if english.keys().eq(chinese.keys()) => {
            let entries = english.into_iter().zip(chinese);
            Value::Object(entries.map(|((key, english), (_, chinese))| (key, both(english, chinese))).collect())
        }
        (Value::Array(english), Value::Array(chinese)) if english.len() == chinese.len() => {
            english.into_iter().zip(chinese).map(|(english, chinese)| both(english, chinese)).collect()
        }
        (english, chinese) if english == chinese => english,
        (english, chinese) => json!({ "en": english, "zh": chinese }),
    }
}

/// The value in a language.
fn one(value: &Value, language: Language) -> Value {
    match value {
        Value::Object(entries) => match pair(entries) {
            Some((english, chinese)) => language.say(english, chinese).clone(),
            None => Value::Object(entries.iter().map(|(key, value)| (key.clone(), one(value, language))).collect()),
        },
        Value::Array(items) => items.iter().map(|item| one(item, language)).collect(),
        plain => plain.clone(),
    }
}

/// What an object holds for each language, if it is such a pair.
fn pair(entries: &Map<String, Value>) -> Option<(&Value, &Value)> {
    (entries.len() == 2).then(|| Some((entries.get("en")?, entries.get("zh")?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_languages_share_is_kept_once() {
        let english =
            json!({ "title": "12 days", "xs": [1.5, 2.5], "marks": [{ "at": 1.0, "text": "here" }], "of": null });
        let chinese =
            json!({ "title": "12 天", "xs": [1.5, 2.5], "marks": [{ "at": 1.0, "text": "此处" }], "of": ["a"] });
        let kept = both(english.clone(), chinese.clone());
        assert_eq!(kept["xs"], json!([1.5, 2.5]));
        assert_eq!(kept["title"], json!({ "en": "12 days", "zh": "12 天" }));
        assert_eq!((one(&kept, Language::English), one(&kept, Language::Chinese)), (english, chinese));
    }

    #[test]
    fn a_name_never_leaves_the_folder() {
        for name in ["", "../elsewhere", "a\\b"] {
            let wrong = Pictures::read(&json!([{ "name": name, "data": {} }]));
            assert!(wrong.is_err_and(|message| message.contains("which no file can have")), "{name}");
        }
        assert!(Pictures::read(&json!(3)).is_err_and(|message| message.contains("figures")));
        let unknown = Pictures::read(&json!([{ "name": "a", "data": { "pie": {} } }]));
        assert!(unknown.is_err_and(|message| message.contains("figure `a`") && message.contains("pie")));
    }
}
