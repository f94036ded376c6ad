//! What a scenario says over what the one it extends says.
//!
//! Tables merge key by key. Everything else replaces: lists, and a quantity as a whole, even where it is written as a table.
//! Another generator for a layer replaces the inherited one with all its parameters.

use super::tree::{Entry, Node, Table, Value};
use crate::scenario::keys::Kind;

/// Puts the entries of `over` over those of `base`; `kind` is what the table is, if that is known.
pub fn merge(base: &mut Table, over: Table, kind: Option<&Kind>) {
    if let Some(Kind::OneOf(_)) = kind
        && !over.entries.is_empty()
        && over.entries.iter().all(|entry| base.entry(&entry.key).is_none())
    {
        base.entries.clear();
    }
    for entry in over.entries {
        let child = kind.and_then(|kind| kind.child(&entry.key));
        merge_entry(base, entry, child);
    }
}

fn merge_entry(base: &mut Table, entry: Entry, kind: Option<&Kind>) {
    match base.node_mut(&entry.key) {
        Some(node) => merge_node(node, entry.node, kind),
        None => base.entries.push(entry),
    }
}

/// Puts one value over another.
pub fn merge_node(base: &mut Node, over: Node, kind: Option<&Kind>) {
    match (&mut base.value, over.value) {
        (Value::Table(old), Value::Table(new)) if kind.is_none_or(Kind::merges) => {
            merge(old, new, kind);
            // What the child says stands in the child: messages about the whole table point there.
            base.place = over.place;
        }
        (_, value) => *base = Node { value, place: over.place },
    }
}
