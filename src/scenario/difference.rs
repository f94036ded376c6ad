//! What differs between two scenarios, as settings that turn one into the other.

use super::decode::looks_like_a_path;
use super::file::{Entry, Node, Table, Value, tidy};
use super::keys::{Absent, Key, Kind, TOP, find};
use super::label::label;
use super::neutral::cannot_change_a_run;
use super::problem::{Place, Sources};
use super::run_hash;
use super::show::{absent_value, join, notation};
use super::template::Template;

/// One thing in which two scenarios differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its address, as `--set` takes it ("platforms.wechat.launch"); items of lists by name where they have one.
    pub key: String,
    /// What it is, in words.
    pub label: String,
    /// What scenario A says, as TOML; where it says nothing, the default, or in parentheses what that means.
    pub a: String,
    /// What scenario B says.
    pub b: String,
    /// The setting that brings B there: `key=value`, or `-key`.
    pub to_a: String,
    /// The setting that brings A there.
    pub to_b: String,
    /// The address with items of lists by number.
    pub(super) numbered: String,
}

/// The evidence beside an amount.
const EVIDENCE: [&str; 3] = ["source", "confidence", "note"];

/// In what two scenarios differ, of all that can change a run, in the order of the format's declarations.
///
/// What one of them does not have at all (a platform, an audience, a layer, a list) is one difference; lists that have the
/// same items by name are compared item by item. All `to_b` together turn A into a scenario with B's [`run_hash`], all `to_a`
/// B into one with A's, as long as what is added may stand behind what is there already (layers and platforms have an
/// order). One by one they may not load: a campaign needs its audience.
pub fn differences(a: &Template, b: &Template) -> Vec<Difference> {
    let mut walk = Walk { a: Side::of(a), b: Side::of(b), found: Vec::new() };
    walk.table(TOP, Some(walk.a.table), Some(walk.b.table), &Path::default());
    let (hash_a, hash_b) = (run_hash(&a.loaded().scenario), run_hash(&b.loaded().scenario));
    walk.found.retain(|found| changes(a, &found.to_b, &hash_a) || changes(b, &found.to_a, &hash_b));
    walk.found
}

/// Whether a setting changes runs, rather than only how the same is written.
fn changes(template: &Template, setting: &str, hash: &str) -> bool {
    template.with(&[setting.to_owned()]).map_or(true, |changed| run_hash(&changed.scenario) != hash)
}

#[derive(Clone, Copy)]
struct Side<'t> {
    table: &'t Table,
    sources: &'t Sources,
}

impl<'t> Side<'t> {
    fn of(template: &'t Template) -> Side<'t> {
        Side { table: &template.layered().table, sources: &template.layered().sources }
    }

    /// A value as TOML on one line, without evidence, with the paths of files as the command line takes them.
    fn value(self, kind: &Kind, node: &Node) -> String {
        notation::value(&self.plain(Some(kind), node))
    }

    fn plain(self, kind: Option<&Kind>, node: &Node) -> Node {
        let value = match (&node.value, kind) {
            (Value::Text(text), Some(Kind::Potential)) if looks_like_a_path(text) => self.path(text, node.place),
            (Value::Text(text), Some(Kind::File)) => self.path(text, node.place),
            (Value::Table(table), Some(Kind::Potential)) if table.node("file").is_some() => {
                let entry = |entry: &Entry| match (&*entry.key, entry.node.text()) {
                    ("file", Some(text)) => {
                        let place = entry.node.place;
                        Entry { node: Node { value: self.path(text, place), place }, ..entry.clone() }
                    }
                    _ => entry.clone(),
                };
                Value::Table(Table { entries: table.entries.iter().map(entry).collect() })
            }
            (
                Value::Table(table),
                Some(Kind::Amount { .. } | Kind::Schedule { .. } | Kind::Potential | Kind::Threshold),
            ) => {
                let kept = table.entries.iter().filter(|entry| !EVIDENCE.contains(&entry.key.as_str()));
                let entries: Vec<Entry> =
                    kept.map(|entry| Entry { node: self.plain(kind, &entry.node), ..entry.clone() }).collect();
                match &entries[..] {
                    [only] if only.key == "value" => return only.node.clone(),
                    _ => Value::Table(Table { entries }),
                }
            }
            (Value::Table(table), kind) => {
                let below = |name: &str| kind.and_then(|kind| kind.child(name));
                let entry = |entry: &Entry| Entry { node: self.plain(below(&entry.key), &entry.node), ..entry.clone() };
                Value::Table(Table { entries: table.entries.iter().map(entry).collect() })
            }
            (Value::Array(items), kind) => Value::Array(items.iter().map(|item| self.plain(kind, item)).collect()),
            (value, _) => value.clone(),
        };
        Node { value, place: node.place }
    }

    fn path(self, text: &str, place: Place) -> Value {
        Value::Text(tidy(&self.sources.folder(place).join(text)).display().to_string())
    }
}

/// The address of a key, with items of lists by name and by number.
#[derive(Clone, Default)]
struct Path {
    named: String,
    numbered: String,
}

impl Path {
    fn below(&self, name: &str) -> Path {
        let name = notation::key(name);
        Path { named: join(&self.named, &name), numbered: join(&self.numbered, &name) }
    }

    fn item(&self, number: usize, item: &Table) -> Path {
        let number = number.to_string();
        // A name that could be taken for a number, or cannot be written between quotes, does not lead to the item.
        let safe = |name: &&str| name.parse::<usize>().is_err() && !name.contains(['"', '\\']);
        let name = item.node("name").and_then(Node::text).filter(safe).map(notation::key);
        Path {
            named: join(&self.named, &name.unwrap_or_else(|| number.clone())),
            numbered: join(&self.numbered, &number),
        }
    }
}

struct Walk<'t> {
    a: Side<'t>,
    b: Side<'t>,
    found: Vec<Difference>,
}

impl<'t> Walk<'t> {
    fn table(&mut self, keys: &'static [Key], a: Option<&'t Table>, b: Option<&'t Table>, path: &Path) {
        for key in keys {
            let path = path.below(key.name);
            let side = |table: Option<&'t Table>| table.and_then(|table| table.node(key.name));
            if !cannot_change_a_run(&path.numbered) {
                self.node(&key.kind, side(a), side(b), &path, absent_value(key));
            }
        }
    }

    fn node(
        &mut self,
        kind: &'static Kind,
        a: Option<&'t Node>,
        b: Option<&'t Node>,
        path: &Path,
        absent: Option<String>,
    ) {
        let tables = (a.and_then(Node::table), b.and_then(Node::table));
        match (kind, tables) {
            (Kind::Table(keys), (Some(a), Some(b))) => self.table(keys, Some(a), Some(b), path),
            (Kind::Table(keys), (a, b)) if keys.iter().all(|key| key.absent != Absent::Required) => {
                self.table(keys, a, b, path);
            }
            (Kind::Named(inner), (a, b)) => {
                let old = a.map(|table| &table.entries[..]).unwrap_or_default();
                let new = b.map(|table| &table.entries[..]).unwrap_or_default();
                let added = new.iter().filter(|entry| old.iter().all(|other| other.key != entry.key));
                for entry in old.iter().chain(added) {
                    let side = |table: Option<&'t Table>| table.and_then(|table| table.node(&entry.key));
                    let path = path.below(&entry.key);
                    match (side(a), side(b)) {
                        (Some(a), Some(b)) => self.node(inner, Some(a), Some(b), &path, None),
                        (a, b) => self.whole(inner, a, b, &path, Some("(none)".to_owned())),
                    }
                }
            }
            (Kind::OneOf(keys), (Some(a), Some(b))) if a.keys() == b.keys() => {
                for entry in &a.entries {
                    let Some(key) = find(keys, &entry.key) else { continue };
                    self.node(
                        &key.kind,
                        Some(&entry.node),
                        b.node(&entry.key),
                        &path.below(&entry.key),
                        absent_value(key),
                    );
                }
            }
            (Kind::List(keys), _) => match items(a).zip(items(b)).filter(|(a, b)| are_the_same(a, b)) {
                Some((a, b)) => {
                    for (number, (a, b)) in a.iter().zip(&b).enumerate() {
                        self.table(keys, Some(a), Some(b), &path.item(number, a));
                    }
                }
                None => self.whole(kind, a, b, path, absent),
            },
            _ => self.whole(kind, a, b, path, absent),
        }
    }

    /// Compares two values as a whole.
    fn whole(&mut self, kind: &Kind, a: Option<&Node>, b: Option<&Node>, path: &Path, absent: Option<String>) {
        let (of_a, of_b) = (a.map(|node| self.a.value(kind, node)), b.map(|node| self.b.value(kind, node)));
        if of_a == of_b {
            return;
        }
        let setting = |value: &Option<String>| match value {
            Some(value) => format!("{}={value}", path.numbered),
            None => format!("-{}", path.numbered),
        };
        let (to_a, to_b) = (setting(&of_a), setting(&of_b));
        let absent = absent.unwrap_or_else(|| "(not given)".to_owned());
        let own = if a.is_some() { self.a.table } else { self.b.table };
        self.found.push(Difference {
            label: label(own, &path.numbered),
            key: path.named.clone(),
            numbered: path.numbered.clone(),
            a: of_a.unwrap_or_else(|| absent.clone()),
            b: of_b.unwrap_or(absent),
            to_a,
            to_b,
        });
    }
}

/// The tables of a list.
fn items(node: Option<&Node>) -> Option<Vec<&Table>> {
    match &node?.value {
        Value::Array(items) => items.iter().map(Node::table).collect(),
        _ => None,
    }
}

/// Whether two lists have the same items, by their names.
fn are_the_same(a: &[&Table], b: &[&Table]) -> bool {
    let names = |items: &[&Table]| -> Vec<Option<String>> {
        items.iter().map(|item| item.node("name").and_then(Node::text).map(str::to_owned)).collect()
    };
    names(a) == names(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, Scenario};
    use std::path::Path as File;

    fn template(path: &str, set: &[&str]) -> Template {
        let overrides = Overrides { set: set.iter().map(|one| (*one).to_owned()).collect(), ..Overrides::default() };
        Template::load(File::new(path), &overrides).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn turned(from: &Template, settings: impl Iterator<Item = String>) -> Scenario {
        let settings: Vec<String> = settings.collect();
        from.with(&settings).unwrap_or_else(|problems| panic!("{settings:?}\n{problems}")).scenario
    }

    fn each_becomes_the_other(a: &Template, b: &Template) -> Vec<Difference> {
        let found = differences(a, b);
        let to_b = turned(a, found.iter().map(|difference| difference.to_b.clone()));
        let to_a = turned(b, found.iter().map(|difference| difference.to_a.clone()));
        assert_eq!(run_hash(&to_b), run_hash(&b.loaded().scenario), "{found:#?}");
        assert_eq!(run_hash(&to_a), run_hash(&a.loaded().scenario), "{found:#?}");
        found
    }

    #[test]
    fn all_shipped_scenarios_of_a_family_become_each_other() {
        let family = [
            "mitalk-wechat",
            "no-crashes",
            "no-qq-at-all",
            "no-qq-traffic",
            "wechat-after-12-months",
            "wechat-after-3-months",
            "wechat-never-came",
        ];
        let family = family.map(|name| template(&format!("scenarios/{name}.toml"), &[]));
        for (number, a) in family.iter().enumerate() {
            for b in &family[number..] {
                let found = each_becomes_the_other(a, b);
                let same = run_hash(&a.loaded().scenario) == run_hash(&b.loaded().scenario);
                assert_eq!(found.is_empty(), same, "{} and {}", a.loaded().scenario.name, b.loaded().scenario.name);
            }
        }
    }

    #[test]
    fn what_differs_is_told_in_words_and_as_settings() {
        let (a, b) = (template("scenarios/mitalk-wechat.toml", &[]), template("scenarios/no-qq-at-all.toml", &[]));
        let found = each_becomes_the_other(&a, &b);
        let short: Vec<[&str; 3]> = found.iter().map(|one| [&*one.key, &*one.label, &*one.to_b]).collect();
        assert_eq!(
            short,
            [
                [
                    "platforms.wechat.invite.qq",
                    "invitations over QQ contacts QQ好友 to WeChat 微信",
                    "platforms.wechat.invite.qq=0"
                ],
                ["platforms.wechat.seeding", "campaigns of WeChat 微信", "platforms.wechat.seeding=[]"],
            ]
        );
        assert_eq!((found[1].b.as_str(), found[1].a.contains("confidence")), ("[]", false));
    }

    #[test]
    fn items_of_the_same_name_are_compared_one_by_one() {
        let later = ["platforms.wechat.features.voice.date=+30 days", "platforms.wechat.features.1.media=x2"];
        let base = template("scenarios/mitalk-wechat.toml", &[]);
        let found = each_becomes_the_other(&base, &template("scenarios/mitalk-wechat.toml", &later));
        let keys: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, ["platforms.wechat.features.voice.date", "platforms.wechat.features.\"People Nearby\".media"]);
        assert_eq!((found[0].a.as_str(), found[0].b.as_str()), ("2011-05-10", "2011-06-09"));
        let fewer = template("scenarios/mitalk-wechat.toml", &["-platforms.wechat.features.1"]);
        let keys: Vec<String> = each_becomes_the_other(&base, &fewer).into_iter().map(|one| one.key).collect();
        assert_eq!(keys, ["platforms.wechat.features"], "lists of other items differ as a whole");
    }

    #[test]
    fn what_one_side_lacks_is_one_difference() {
        let changes = [
            "-platforms.later",
            "-market.audiences.xiaomi_phone",
            "-platforms.wechat.seeding.1",
            "-contacts.world",
            "-platforms.mitalk.invite.world",
            "-platforms.mitalk.outages",
            "contacts.qq={ ring_lattice = { degree = 6 } }",
            "platforms.mitalk.pull=x2",
            "market.potential=90M",
        ];
        let (a, b) = (template("tests/data/full.toml", &[]), template("tests/data/full.toml", &changes));
        let found = each_becomes_the_other(&a, &b);
        let keys: Vec<&str> = found.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "market.potential",
                "market.audiences.xiaomi_phone",
                "contacts.qq",
                "contacts.world",
                "platforms.mitalk.invite.world",
                "platforms.mitalk.pull",
                "platforms.mitalk.outages",
                "platforms.wechat.seeding",
                "platforms.later",
            ]
        );
        assert_eq!((found[8].to_b.as_str(), found[8].b.as_str()), ("-platforms.later", "(none)"));
        assert_eq!((found[6].to_b.as_str(), found[6].b.as_str()), ("-platforms.mitalk.outages", "(no outages)"));
        assert!(found[0].to_a.contains("\"scenarios/data/china-phones.csv\""), "{}", found[0].to_a);
    }

    #[test]
    fn words_notation_evidence_and_history_are_no_differences() {
        let other = [
            "title=Other",
            "runs=3",
            "platforms.wechat.label=W",
            "platforms.mitalk.churn=0.0107/day",
            "platforms.mitalk.loyalty={ value = 0.32, source = \"press\" }",
            "platforms.wechat.taste_spread=0",
            "-observations",
            "platforms.wechat.observed.accounts_per_person=2",
            "groups={ all = [\"platforms\"] }",
            "precision=±3%",
        ];
        let base = template("scenarios/mitalk-wechat.toml", &[]);
        assert_eq!(differences(&base, &template("scenarios/mitalk-wechat.toml", &other)), []);
    }
}
