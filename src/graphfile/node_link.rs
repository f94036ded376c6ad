//! Node-link JSON, as networkx (`node_link_data`) and D3 write it: `{"directed": false, "nodes": [{"id": 1, "age": 20}],
//! "links": [{"source": 1, "target": 2, "weight": 0.5}]}`; `edges` for `links` too.
//!
//! The file is read piece by piece: a node or link at a time is in memory. What a node says besides its id becomes an
//! attribute; lists and objects are passed over. Without `directed`, pairs have no direction.

use std::cell::RefCell;
use std::fmt;
use std::io::BufRead;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::columns::Kind;
use super::draft::{Draft, Listing};
use super::fault::Fault;
use super::ids::Id;

/// Reads a graph.
pub(super) fn read(source: &mut dyn BufRead, draft: &mut Draft) -> Result<(), Fault> {
    let mut json = serde_json::Deserializer::from_reader(source);
    let is_directed = Document(RefCell::new(draft)).deserialize(&mut json).map_err(fault)?;
    json.end().map_err(fault)?;
    draft.list(Listing::Directed);
    if !is_directed {
        draft.without_direction();
    }
    Ok(())
}

fn fault(error: serde_json::Error) -> Fault {
    if error.classify() == Category::Io {
        return Fault::Io(error.into());
    }
    let (line, message) = (error.line() as u64, error.to_string());
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let (expected, found) = message.split_once(" — ").unwrap_or(("node-link JSON", message));
    Fault::line(line.max(1), expected, found.as_bytes())
}

/// An error within the rules of JSON: what was expected, and what was found.
fn wrong<E: Error>(expected: &str, found: &Value) -> E {
    E::custom(format!("{expected} — {found}"))
}

/// The outermost object; gives whether pairs have a direction.
struct Document<'d>(RefCell<&'d mut Draft>);

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with \"nodes\" and \"links\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let (mut is_directed, mut has_links) = (false, false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "directed" => is_directed = map.next_value()?,
                "nodes" => map.next_value_seed(Items { draft: &self.0, each: node })?,
                "links" | "edges" => {
                    has_links = true;
                    map.next_value_seed(Items { draft: &self.0, each: link })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if has_links {
            Ok(is_directed)
        } else {
            Err(A::Error::custom("a list of \"links\" or \"edges\" — nothing of the kind"))
        }
    }
}

/// A list of objects, each given to a function as soon as it is read.
struct Items<'s, 'd, F> {
    draft: &'s RefCell<&'d mut Draft>,
    each: F,
}

/// An object of the list.
type Item = Map<String, Value>;
/// What was expected, and what was found.
type Wrong = (&'static str, Value);

impl<'de, F: Fn(&mut Draft, &Item) -> Result<(), Wrong>> DeserializeSeed<'de> for Items<'_, '_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de, F: Fn(&mut Draft, &Item) -> Result<(), Wrong>> Visitor<'de> for Items<'_, '_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<Item>()? {
            (self.each)(&mut self.draft.borrow_mut(), &item).map_err(|(expected, found)| wrong(expected, &found))?;
        }
        Ok(())
    }
}

/// The id that a value is.
fn id(value: Option<&Value>, expected: &'static str) -> Result<String, Wrong> {
    match value {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        other => Err((expected, other.cloned().unwrap_or(Value::Null))),
    }
}

fn node(draft: &mut Draft, item: &Item) -> Result<(), Wrong> {
    let id = id(item.get("id"), "a node with an \"id\", a text or a number")?;
    draft.person(Id::of(&id));
    for (name, value) in item.iter().filter(|(name, _)| *name != "id") {
        let (word, kind) = match value {
            Value::String(text) => (text.clone(), Kind::Text),
            Value::Number(number) => (number.to_string(), Kind::Number),
            Value::Bool(flag) => (flag.to_string(), Kind::Flag),
            Value::Null | Value::Array(_) | Value::Object(_) => continue,
        };
        let column = draft.column(name);
        draft.cell(column, &word, kind);
    }
    Ok(())
}

fn link(draft: &mut Draft, item: &Item) -> Result<(), Wrong> {
    const ENDS: &str = "a link with \"source\" and \"target\", texts or numbers";
    let (source, target) = (id(item.get("source"), ENDS)?, id(item.get("target"), ENDS)?);
    let weight = match item.get("weight").or_else(|| item.get("value")).filter(|_| draft.weighs()) {
        None | Some(Value::Null) => 1.0,
        Some(value) => {
            let weight = value.as_f64().filter(|weight| *weight >= 0.0 && *weight <= f64::from(f32::MAX));
            weight.ok_or_else(|| ("a weight, a number from 0 on", value.clone()))? as f32
        }
    };
    draft.arc(Id::of(&source), Id::of(&target), weight);
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::columns::Values;
    use crate::graphfile::options::{Directed, Weights};
    use crate::graphfile::people::Graph;

    fn parsed(text: &str) -> Result<Graph, Fault> {
        let mut draft = Draft::new(Weights::Kept);
        read(&mut text.as_bytes(), &mut draft)?;
        draft.finish("test", Directed::Either)
    }

    fn refused(text: &str) -> String {
        parsed(text).unwrap_err().in_file("x".as_ref()).to_string()
    }

    #[test]
    fn graphs_of_networkx_are_read() {
        let text = r#"{"directed": false, "multigraph": false, "graph": {"name": "x"},
            "nodes": [{"club": "Hi", "id": 3, "qq": true, "tags": [1]}, {"club": "Officer", "id": 1}, {"id": 2}],
            "edges": [{"weight": 4, "source": 3, "target": 1}, {"source": 1, "target": 2}]}"#;
        for text in [text.to_owned(), text.replace("\"edges\"", "\"links\"")] {
            let graph = parsed(&text).unwrap();
            assert_eq!(graph.summary.to_string(), "test: 3 persons, 2 contacts");
            assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), [(0, 1), (0, 2)]);
            assert_eq!(graph.weights.unwrap(), [1.0, 4.0]);
            assert_eq!(graph.people.column("qq").unwrap().values, Values::Flags(vec![None, None, Some(true)]));
            assert_eq!(graph.people.column("club").unwrap().text(0).unwrap(), "Officer");
            assert!(graph.people.column("tags").is_none());
        }
    }

    #[test]
    fn direction_may_be_told_last_and_ids_may_be_texts() {
        let text = r#"{"links": [{"source": "a", "target": "b"}, {"source": "b", "target": "a"}, {"source": "b", "target": "c"}],
            "nodes": [{"id": "d"}], "directed": true}"#;
        let graph = parsed(text).unwrap();
        assert_eq!((graph.people.count(), graph.summary.contacts, graph.summary.made_mutual), (4, 2, 1));
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_text() {
        let node = "x, line 2: expected a node with an \"id\", a text or a number, found `null`";
        assert_eq!(refused("{\"nodes\": [\n{\"name\": \"a\"}], \"links\": []}"), node);
        let link = "x, line 1: expected a link with \"source\" and \"target\", texts or numbers, found `[1]`";
        assert_eq!(refused("{\"links\": [{\"source\": 1, \"target\": [1]}]}"), link);
        let none = "x, line 1: expected a list of \"links\" or \"edges\", found `nothing of the kind`";
        assert_eq!(refused("{\"nodes\": []}"), none);
        assert!(
            refused("{\"links\": [\n{\"source\": 1,}]}").starts_with("x, line 2: expected node-link JSON, found `")
        );
        assert!(
            refused("{\"links\": []} 1").starts_with("x, line 1: expected node-link JSON, found `trailing characters")
        );
    }
}
