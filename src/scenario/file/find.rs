//! What a key such as `platforms.wechat.seeding.0.rate` names, in the format and in a scenario.

use super::set::{Segment, position, segments};
use super::tree::{Node, Table, Value};
use crate::scenario::amount::Unit;
use crate::scenario::keys::{Key, Kind, TOP, find as declared};
use crate::scenario::problem::{Problem, Sources, did_you_mean};
use crate::scenario::written::Written;

static WHOLE_FILE: Kind = Kind::Table(TOP);
static DATE: Kind = Kind::Date;
static NUMBER: Kind = Kind::Amount { unit: Unit::Plain, low: f64::MIN, high: f64::MAX };

/// Parameters of distributions that have no unit, whatever the unit of the amount.
const WITHOUT_UNIT: [&str; 3] = ["alpha", "beta", "spread"];

/// What a key names.
#[derive(Debug, Clone, Copy)]
pub struct Found<'t> {
    /// What it takes.
    pub kind: &'static Kind,
    /// What the scenario says; `None` where the default holds.
    pub node: Option<&'t Node>,
}

/// Looks a key up in a scenario; names on the way (platforms, layers, items of lists) must be there.
pub fn find<'t>(table: &'t Table, key: &Written, sources: &Sources) -> Result<Found<'t>, Problem> {
    let mut at = At { kind: &WHOLE_FILE, here: Here::Table(table) };
    for segment in segments(key) {
        at = at.step(&segment, sources)?;
    }
    let node = match at.here {
        Here::Node(node) => Some(node),
        Here::Table(_) | Here::Nowhere => None,
    };
    Ok(Found { kind: at.kind, node })
}

/// Whether the format knows a key, whatever the names on the way.
pub fn check(key: &Written, sources: &Sources) -> Result<(), Problem> {
    let mut kind = &WHOLE_FILE;
    let mut in_list = false;
    for segment in segments(key) {
        if segment.name.is_empty() {
            return Err(empty(&segment, sources));
        }
        (kind, in_list) = match kind {
            Kind::List(_) if !in_list => (kind, true),
            Kind::Table(keys) | Kind::OneOf(keys) | Kind::List(keys) => (known(keys, &segment, sources)?, false),
            Kind::Named(inner) => (*inner, false),
            Kind::Amount { .. } | Kind::Schedule { .. } | Kind::Potential | Kind::Threshold => return Ok(()),
            _ => return Err(single_value(&segment, sources)),
        };
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct At<'t> {
    kind: &'static Kind,
    here: Here<'t>,
}

#[derive(Clone, Copy)]
enum Here<'t> {
    /// The top of the file.
    Table(&'t Table),
    /// A value that is given.
    Node(&'t Node),
    /// Something that is not given: defaults hold.
    Nowhere,
}

impl<'t> Here<'t> {
    fn table(self) -> Option<&'t Table> {
        match self {
            Here::Table(table) => Some(table),
            Here::Node(node) => node.table(),
            Here::Nowhere => None,
        }
    }

    fn below(self, name: &str) -> Here<'t> {
        self.table().and_then(|table| table.node(name)).map_or(Here::Nowhere, Here::Node)
    }
}

impl<'t> At<'t> {
    fn step(self, segment: &Segment, sources: &Sources) -> Result<At<'t>, Problem> {
        if segment.name.is_empty() {
            return Err(empty(segment, sources));
        }
        if let Here::Node(Node { value: Value::Array(items), .. }) = self.here {
            return Ok(At { here: Here::Node(&items[position(items, segment, sources)?]), ..self });
        }
        let kind = match self.kind {
            Kind::Table(keys) => known(keys, segment, sources)?,
            Kind::List(keys) if self.here.table().is_some() => known(keys, segment, sources)?,
            Kind::OneOf(keys) => {
                let kind = known(keys, segment, sources)?;
                self.named(segment, sources)?;
                kind
            }
            Kind::Named(inner) => {
                self.named(segment, sources)?;
                inner
            }
            Kind::List(_) => position(&[], segment, sources).map(|_| self.kind)?,
            Kind::Amount { .. } | Kind::Schedule { .. } if self.here.table().is_some() => {
                self.named(segment, sources)?;
                match segment.name.as_str() {
                    "from" => &DATE,
                    name if WITHOUT_UNIT.contains(&name) => &NUMBER,
                    _ => self.kind,
                }
            }
            _ => return Err(single_value(segment, sources)),
        };
        Ok(At { kind, here: self.here.below(&segment.name) })
    }

    /// Requires that the scenario has this name here.
    fn named(self, segment: &Segment, sources: &Sources) -> Result<(), Problem> {
        let names = self.here.table().map(Table::keys).unwrap_or_default();
        if names.contains(&segment.name.as_str()) {
            return Ok(());
        }
        Err(Problem::error(format!("nothing is called `{}` here", segment.name))
            .at(sources, segment.place, "no such name")
            .help(did_you_mean(&segment.name, &names, "names here")))
    }
}

fn known(keys: &'static [Key], segment: &Segment, sources: &Sources) -> Result<&'static Kind, Problem> {
    declared(keys, &segment.name).map(|key| &key.kind).ok_or_else(|| {
        let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
        Problem::error(format!("there is no key `{}`", segment.name))
            .at(sources, segment.place, "unknown")
            .help(did_you_mean(&segment.name, &names, "keys here"))
    })
}

fn empty(segment: &Segment, sources: &Sources) -> Problem {
    Problem::error("a part of the key is empty").at(sources, segment.place, "nothing here")
}

fn single_value(segment: &Segment, sources: &Sources) -> Problem {
    Problem::error(format!("there is no key `{}` here", segment.name))
        .at(sources, segment.place, "what stands before this is a single value")
        .help("take this part off")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::scenario::{Loaded, Overrides, load};
    use std::path::Path;

    fn full() -> Loaded {
        load(Path::new("tests/data/full.toml"), &Overrides::default()).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn found(loaded: &Loaded, key: &str) -> Result<(&'static Kind, Option<String>), String> {
        let mut sources = loaded.layered.sources.clone();
        let key = Written::typed(key, &mut sources);
        let show = |node: &Node| sources.slice(node.place).to_owned();
        find(&loaded.layered.table, &key, &sources)
            .map(|found| (found.kind, found.node.map(show)))
            .map_err(|problem| crate::scenario::render(&[problem], 100, crate::scenario::Color::Never))
    }

    #[test]
    fn keys_lead_to_their_kinds_and_values() {
        let full = full();
        let unit = |key: &str| match found(&full, key).unwrap() {
            (Kind::Amount { unit, .. } | Kind::Schedule { unit, .. }, node) => (*unit, node),
            (kind, _) => panic!("{key}: {kind:?}"),
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(unit("platforms.mitalk.churn"), (Unit::Rate, text("\"3%/month\"")));
        assert_eq!(unit("platforms.wechat.pull"), (Unit::Rate, None));
        assert_eq!(unit("platforms.wechat.seeding.QQ push.rate"), (Unit::Rate, text("\"0.02%/day\"")));
        assert_eq!(unit("platforms.wechat.seeding.1.rate"), (Unit::Rate, text("\"1%/year\"")));
        assert_eq!(unit("platforms.wechat.invite.qq.0.rate"), (Unit::Rate, text("\"0.2%/day\"")));
        assert_eq!(unit("platforms.mitalk.media.lognormal.spread"), (Unit::Plain, text("0.5")));
        assert_eq!(unit("platforms.mitalk.media.lognormal.median"), (Unit::Rate, text("\"0.01%/day\"")));
        assert!(matches!(found(&full, "platforms.wechat.invite.qq.0.from").unwrap().0, Kind::Date));
        assert!(matches!(
            found(&full, "contacts.phone.acquaintance.overlap.share").unwrap(),
            (Kind::Amount { .. }, None)
        ));
    }

    #[test]
    fn what_is_not_there_is_told_with_what_was_meant() {
        let full = full();
        for (key, words) in [
            ("platforms.wechat.lunch", "did you mean `launch`"),
            ("platforms.wechta.launch", "did you mean `wechat`"),
            ("platforms.wechat.seeding.3.rate", "items are numbered 0 to 2"),
            ("platforms.later.seeding.0.rate", "the list is empty"),
            ("platforms.wechat.invite.phon", "did you mean `phone`"),
            ("contacts.phone.ring_lattice.degree", "names here: acquaintance"),
            ("platforms.wechat.launch.day", "single value"),
            ("platforms..launch", "a part of the key is empty"),
            ("", "a part of the key is empty"),
        ] {
            let message = found(&full, key).expect_err(key);
            assert!(message.contains(words), "{key}: {message}");
        }
    }

    #[test]
    fn the_format_knows_keys_whatever_the_names() {
        let mut sources = Sources::default();
        let mut known = |key: &str| {
            let key = Written::typed(key, &mut sources);
            check(&key, &sources).is_ok()
        };
        for key in
            ["platforms.x.seeding", "platforms.x.seeding.QQ push.rate", "platforms", "contacts.y", "market.potential"]
        {
            assert!(known(key), "{key}");
        }
        for key in ["platforms.x.seedng", "platfroms", "platforms.x.launch.day", "platforms.x.features.0.rate", ""] {
            assert!(!known(key), "{key}");
        }
    }
}
