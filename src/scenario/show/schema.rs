//! A JSON Schema (2020-12) of the scenario file, for completion and hover help in editors.

use serde_json::{Map, Value as Json, json};

use crate::scenario::Unit;
use crate::scenario::decode::{CONFIDENCE, DISTRIBUTIONS};
use crate::scenario::keys::{Absent, Key, Kind, POTENTIAL_POINT, TOP};

const UNITS: [Unit; 6] = [Unit::Rate, Unit::Share, Unit::Factor, Unit::Persons, Unit::Days, Unit::Plain];

/// `docs/scenario.schema.json`.
pub fn schema() -> Json {
    let mut schema = table(TOP, Completeness::Partial);
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "headstart scenario",
        "description": "One question about rival platforms. Generated from the program; `headstart schema` prints it.",
    });
    let mut whole = head.as_object().cloned().unwrap_or_default();
    if let Json::Object(entries) = &mut schema {
        whole.append(entries);
    }
    let mut definitions = Map::new();
    for unit in UNITS {
        definitions.insert(simple_name(unit), simple(unit));
        definitions.insert(amount_name(unit), amount(unit));
    }
    whole.insert("$defs".to_owned(), Json::Object(definitions));
    Json::Object(whole)
}

#[derive(Clone, Copy, PartialEq)]
enum Completeness {
    /// Keys may be missing, as they may be inherited.
    Partial,
    /// Required keys must be there: items of lists are never merged.
    Whole,
}

fn table(keys: &'static [Key], completeness: Completeness) -> Json {
    let properties: Map<String, Json> = keys.iter().map(|key| (key.name.to_owned(), described(key))).collect();
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let required: Vec<&str> = keys.iter().filter(|key| key.absent == Absent::Required).map(|key| key.name).collect();
    if completeness == Completeness::Whole {
        schema["required"] = json!(required);
    }
    schema
}

fn described(key: &'static Key) -> Json {
    let mut schema = kind(&key.kind);
    let default = match key.absent {
        Absent::Required => "Must be given, here or in a file that this one extends.".to_owned(),
        Absent::Default(value) => format!("Default: {value}."),
        Absent::Means(words) => format!("If not given: {words}."),
    };
    schema["description"] = json!(format!("{} {default}", key.meaning));
    schema
}

fn kind(kind: &'static Kind) -> Json {
    match kind {
        Kind::Text | Kind::File => json!({ "type": "string" }),
        Kind::Color => json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::When(keys) => {
            let reaction = table(keys, Completeness::Whole);
            json!({ "anyOf": [{ "type": "string", "format": "date" }, { "const": "never" }, reaction] })
        }
        Kind::Length => reference(&simple_name(Unit::Days)),
        Kind::Whole { low, high } => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Choice(words) => {
            let words: Vec<Json> =
                words.iter().map(|(word, meaning)| json!({ "const": word, "description": meaning })).collect();
            json!({ "oneOf": words })
        }
        Kind::Amount { unit, .. } => reference(&amount_name(*unit)),
        Kind::Schedule { unit, word, .. } => schedule(*unit, word),
        Kind::Threshold => threshold(),
        Kind::Potential => potential(),
        Kind::Table(keys) => table(keys, Completeness::Partial),
        Kind::Named(inner) => {
            json!({ "type": "object", "additionalProperties": self::kind(inner) })
        }
        Kind::OneOf(keys) => {
            let mut schema = table(keys, Completeness::Partial);
            schema["minProperties"] = json!(1);
            schema["maxProperties"] = json!(1);
            schema
        }
        Kind::List(keys) => json!({ "type": "array", "items": table(keys, Completeness::Whole) }),
        Kind::Single => json!({ "type": ["string", "number", "boolean"] }),
        Kind::Several(inner) => json!({ "type": "array", "minItems": 1, "items": self::kind(inner) }),
    }
}

fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn simple_name(unit: Unit) -> String {
    unit.name().replace(' ', "_")
}

fn amount_name(unit: Unit) -> String {
    format!("uncertain_{}", simple_name(unit))
}

/// One number in its notation.
fn simple(unit: Unit) -> Json {
    let bare = if unit.takes_bare_numbers() { json!({ "type": "number" }) } else { json!({ "const": 0 }) };
    let text = json!({ "type": "string", "pattern": unit.pattern() });
    json!({ "description": unit.expects(), "anyOf": [text, bare] })
}

/// One number, or its distribution, with or without evidence.
fn amount(unit: Unit) -> Json {
    let own = reference(&simple_name(unit));
    let mut forms = Map::new();
    for (name, parameters) in DISTRIBUTIONS {
        let parameter = |in_unit: bool| if in_unit { own.clone() } else { json!({ "type": "number" }) };
        let properties: Map<String, Json> = parameters
            .iter()
            .map(|(parameter_name, in_unit)| ((*parameter_name).to_owned(), parameter(*in_unit)))
            .collect();
        let form = match name {
            "constant" => own.clone(),
            _ => json!({ "type": "object", "additionalProperties": false, "properties": properties }),
        };
        forms.insert(name.to_owned(), form);
    }
    forms.insert("empirical".to_owned(), json!({ "type": "array", "minItems": 1, "items": own }));
    let inner = json!({ "type": "object", "additionalProperties": false, "properties": forms });
    forms.insert("value".to_owned(), json!({ "anyOf": [own, inner] }));
    forms.append(&mut evidence());
    json!({ "anyOf": [own, { "type": "object", "additionalProperties": false, "properties": forms }] })
}

fn evidence() -> Map<String, Json> {
    let confidence = json!({ "enum": CONFIDENCE, "description": "How far it can be trusted." });
    [
        ("source".to_owned(), json!({ "type": "string", "description": "Where it was read." })),
        ("confidence".to_owned(), confidence),
        ("note".to_owned(), json!({ "type": "string", "description": "Anything else worth saying." })),
    ]
    .into_iter()
    .collect()
}

fn schedule(unit: Unit, word: &str) -> Json {
    let amount = reference(&amount_name(unit));
    let mut properties = Map::new();
    properties.insert("from".to_owned(), json!({ "type": "string", "format": "date" }));
    properties.insert(word.to_owned(), amount.clone());
    properties.append(&mut evidence());
    let entry = json!({
        "type": "object", "additionalProperties": false, "properties": properties, "required": [word],
    });
    json!({ "anyOf": [amount, { "type": "array", "items": entry }] })
}

fn threshold() -> Json {
    let one_of =
        |name: fn(Unit) -> String| json!({ "anyOf": [reference(&name(Unit::Share)), reference(&name(Unit::Plain))] });
    let of_persons = |key: &str, values: Json| {
        let mut properties = evidence();
        properties.insert(key.to_owned(), values);
        json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": [key] })
    };
    let listed = json!({ "type": "array", "items": one_of(simple_name) });
    json!({ "anyOf": [one_of(amount_name), of_persons("each", one_of(amount_name)), of_persons("listed", listed)] })
}

fn potential() -> Json {
    let points = json!({ "type": "array", "items": table(POTENTIAL_POINT, Completeness::Whole) });
    let path = json!({ "type": "string", "pattern": "\\.csv$" });
    let uncertain = json!({ "type": "boolean", "description": "Each run draws its own path between low and high." });
    let properties = json!({ "file": path, "points": points, "uncertain": uncertain });
    let whole = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    json!({ "anyOf": [reference(&amount_name(Unit::Persons)), path, points, whole] })
}
