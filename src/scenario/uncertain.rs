//! The uncertain inputs of a scenario, each of which can be pinned to a number.

use super::Distribution;
use super::Quantity;
use super::amount::{self, Unit};
use super::decode::{Desk, Limits, MOST_PERSONS, own_thresholds, quantity, threshold_limits, unit_of_threshold};
use super::file::{Node, Table, Value};
use super::keys::{Key, Kind, TOP, find};
use super::label::label;
use super::load::Loaded;
use super::neutral::cannot_change_a_run;
use super::show::{join, notation};

/// A number of a scenario that differs between runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// Its address, as `--set` takes it.
    pub key: String,
    /// What it is, in words.
    pub label: String,
    /// What kind of number.
    pub unit: Unit,
    /// Its distribution over the runs, in the base unit; it is cut to the range.
    pub distribution: Distribution,
    /// Lowest and highest value that the key allows, in the base unit.
    pub range: (f64, f64),
}

impl Uncertain {
    /// The number at a share u, 0 to 1, of its distribution [base unit]: if u is uniform, it is distributed as the draws of
    /// the runs are.
    pub fn value(&self, u: f64) -> f64 {
        self.distribution.quantile_within(self.range, u)
    }

    /// The setting that pins it to the number at a share u of its distribution, exactly.
    pub fn setting(&self, u: f64) -> String {
        format!("{}={}", self.key, amount::print(self.unit, self.value(u)))
    }
}

/// The uncertain inputs of a scenario that can change a run, in the order of the format's declarations.
///
/// A potential between low and high (`uncertain = true`) is not among them: it is a path, not a number. Each run draws it as
/// before, whatever is pinned.
pub fn uncertain(loaded: &Loaded) -> Vec<Uncertain> {
    let desk = Desk::new(&loaded.layered.sources);
    desk.tick.set(loaded.scenario.tick);
    let mut walk = Walk { desk, top: &loaded.layered.table, found: Vec::new() };
    walk.table(TOP, &loaded.layered.table, "");
    walk.found
}

struct Walk<'l> {
    desk: Desk<'l>,
    top: &'l Table,
    found: Vec<Uncertain>,
}

impl Walk<'_> {
    fn table(&mut self, keys: &'static [Key], table: &Table, path: &str) {
        for key in keys {
            let path = join(path, key.name);
            // The margin of the outcome is a number to judge by: its median is taken, it is never drawn.
            if let Some(node) = table.node(key.name).filter(|_| !cannot_change_a_run(&path) && key.name != "outcome") {
                self.node(&key.kind, node, path);
            }
        }
    }

    fn node(&mut self, kind: &'static Kind, node: &Node, path: String) {
        match (kind, &node.value) {
            (Kind::Table(keys) | Kind::When(keys), Value::Table(table)) => self.table(keys, table, &path),
            (Kind::Named(inner), Value::Table(table)) => {
                for entry in &table.entries {
                    self.node(inner, &entry.node, join(&path, &notation::key(&entry.key)));
                }
            }
            (Kind::OneOf(keys), Value::Table(table)) => {
                for entry in &table.entries {
                    let Some(key) = find(keys, &entry.key) else { continue };
                    self.node(&key.kind, &entry.node, join(&path, &entry.key));
                }
            }
            (Kind::List(keys), Value::Array(items)) => {
                for (number, table) in items.iter().map(Node::table).enumerate() {
                    let Some(table) = table else { continue };
                    self.table(keys, table, &join(&path, &number.to_string()));
                }
            }
            (&Kind::Schedule { unit, low, high, word }, Value::Array(items)) => {
                for (number, table) in items.iter().map(Node::table).enumerate() {
                    let Some(node) = table.and_then(|table| table.node(word)) else { continue };
                    self.amount(node, Limits { unit, low, high }, format!("{path}.{number}.{word}"));
                }
            }
            (&(Kind::Amount { unit, low, high } | Kind::Schedule { unit, low, high, .. }), _) => {
                self.amount(node, Limits { unit, low, high }, path);
            }
            (Kind::Threshold, _) if own_thresholds(node).is_none() => {
                self.amount(node, threshold_limits(unit_of_threshold(node)), path);
            }
            (Kind::Potential, Value::Table(table)) if table.node("file").or(table.node("points")).is_none() => {
                self.amount(node, Limits { unit: Unit::Persons, low: 1.0, high: MOST_PERSONS }, path);
            }
            _ => {}
        }
    }

    fn amount(&mut self, node: &Node, limits: Limits, key: String) {
        if node.table().is_none() {
            return;
        }
        let read: Option<Quantity<()>> = quantity(&self.desk, node, limits, key.clone());
        if let Some(Quantity { distribution, range, .. }) = read.filter(Quantity::is_uncertain) {
            let label = label(self.top, &key);
            self.found.push(Uncertain { key, label, unit: limits.unit, distribution, range });
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::rng::World;
    use crate::scenario::{Overrides, Template, resolved_json, run_hash};
    use std::path::Path;

    fn template(path: &str) -> Template {
        Template::load(Path::new(path), &Overrides::default()).unwrap_or_else(|problems| panic!("{problems}"))
    }

    #[test]
    fn every_distribution_of_a_file_is_found_with_a_key_that_can_be_set() {
        let full = template("tests/data/full.toml");
        let found: Vec<(String, Unit)> = uncertain(full.loaded()).into_iter().map(|one| (one.key, one.unit)).collect();
        let expected = [
            ("market.audiences.xiaomi_phone.share.1.share", Unit::Share),
            ("contacts.phone.acquaintance.groups", Unit::Plain),
            ("platforms.mitalk.media", Unit::Rate),
            ("platforms.mitalk.stickiness", Unit::Plain),
            ("platforms.mitalk.taste_spread", Unit::Plain),
            ("platforms.mitalk.effort.1.share", Unit::Share),
            ("platforms.mitalk.features.1.work", Unit::Days),
            ("platforms.mitalk.outages.1.duration", Unit::Days),
            ("platforms.wechat.media.1.rate", Unit::Rate),
        ];
        assert_eq!(found, expected.map(|(key, unit)| (key.to_owned(), unit)));
    }

    /// Every number that a scenario draws for a run: where the JSON has a distribution that is no constant.
    fn drawn(json: &serde_json::Value) -> usize {
        match json {
            serde_json::Value::Object(entries) => {
                let own =
                    entries.get("distribution").is_some_and(|distribution| distribution.get("constant").is_none());
                usize::from(own) + entries.values().map(drawn).sum::<usize>()
            }
            serde_json::Value::Array(items) => items.iter().map(drawn).sum(),
            _ => 0,
        }
    }

    #[test]
    fn pinned_is_pinned_to_the_last_bit_and_nothing_stays_uncertain() {
        let own = ["full", "everything", "attention", "logit", "best-response"];
        let own = own.map(|name| format!("tests/data/{name}.toml"));
        for path in own.iter().map(String::as_str).chain(["scenarios/mitalk-wechat.toml"]) {
            let template = template(path);
            let inputs = uncertain(template.loaded());
            assert_eq!(inputs.len(), drawn(&resolved_json(&template.loaded().scenario)), "{path}");
            for u in [0.0, 0.123, 0.5, 0.999] {
                let settings: Vec<String> = inputs.iter().map(|input| input.setting(u)).collect();
                let pinned = template.with(&settings).unwrap_or_else(|problems| panic!("{settings:?}\n{problems}"));
                assert_eq!(drawn(&resolved_json(&pinned.scenario)), 0, "{settings:?}");
                for input in &inputs {
                    let text = input.setting(u);
                    let text = text.split_once('=').map_or("", |(_, text)| text);
                    let read = amount::parse(input.unit, text).expect("a setting that reads");
                    assert_eq!(read.to_bits(), input.value(u).to_bits(), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_pinned_number_is_the_one_that_runs_use() {
        let template = template("scenarios/mitalk-wechat.toml");
        let input =
            uncertain(template.loaded()).into_iter().find(|input| input.key == "platforms.wechat.invite.qq.0.rate");
        let input = input.expect("the friend list's rate is uncertain");
        assert_eq!(input.label, "invitations over QQ contacts QQ好友 to WeChat 微信 from 2011-05-15");
        let pinned = template.with(&[input.setting(0.9)]).unwrap().scenario;
        let rate = &pinned.platforms[1].invite[1][0].value;
        assert_eq!(rate.draw(&World { seed: 1, replicate: 2 }).to_bits(), input.value(0.9).to_bits());
        // The 90 % point of a lognormal: median · e^(1.281552 · spread).
        assert!((input.value(0.9) / (0.001_57 * (1.281_552f64 * 0.15).exp()) - 1.0).abs() < 1e-6);
        assert_ne!(run_hash(&pinned), run_hash(&template.loaded().scenario));
    }

    /// A threshold that is drawn once a run is uncertain; one that each person draws is a property of the persons.
    #[test]
    fn a_threshold_is_uncertain_as_a_share_or_as_a_number() {
        let scenario = |threshold: &str| {
            let text = format!(
                "start = 2011-01-01\nend = 2012-01-01\nmarket = {{ agents = 9, potential = 9 }}\n\
                 [contacts.all.well_mixed]\n[platforms.x]\nlaunch = 2011-01-01\ninvite = {{ all = \"1%/day\" }}\n\
                 kernel = \"threshold\"\nthreshold = {threshold}"
            );
            Template::load_text(&text, Path::new("x.toml"), &Overrides::default()).unwrap()
        };
        let pinned = |threshold: &str| {
            let inputs = uncertain(scenario(threshold).loaded());
            inputs.iter().map(|input| (input.unit, input.setting(0.5))).collect::<Vec<_>>()
        };
        let key = "platforms.x.threshold";
        let share = "{ uniform = { low = \"0%\", high = \"50%\" } }";
        assert_eq!(pinned(share), [(Unit::Share, format!("{key}=25%"))]);
        assert_eq!(pinned("{ uniform = { low = 1, high = 3 } }"), [(Unit::Plain, format!("{key}=2"))]);
        assert_eq!(pinned("{ beta = { alpha = 1, beta = 1 } }"), [(Unit::Share, format!("{key}=50%"))]);
        for certain in [format!("{{ each = {share} }}"), "\"18%\"".into(), "2".into()] {
            assert_eq!(pinned(&certain), [], "{certain}");
        }
        let half = scenario(share).with(&[format!("{key}=x0.5")]).unwrap();
        let set = scenario("{ uniform = { low = \"0%\", high = \"25%\" } }");
        assert_eq!(run_hash(&half.scenario), run_hash(&set.loaded().scenario));
    }

    #[test]
    fn lengths_in_hours_and_a_potential_can_be_pinned() {
        let text = "start = 2011-01-01\nend = 2012-01-01\n\
                    market = { agents = 1_000, potential = { uniform = { low = \"1M\", high = \"3M\" } } }\n\
                    [platforms.x]\nlaunch = 2011-01-01\nmedia = \"1%/day\"\n\
                    outages = [{ date = 2011-03-01, hours = { uniform = { low = 2, high = 4 } } }]";
        let template = Template::load_text(text, Path::new("x.toml"), &Overrides::default()).unwrap();
        let inputs = uncertain(template.loaded());
        let settings: Vec<String> = inputs.iter().map(|input| input.setting(0.5)).collect();
        assert_eq!(settings, ["market.potential=2M", "platforms.x.outages.0.hours=3"]);
        let pinned = template.with(&settings).unwrap().scenario;
        assert_eq!(pinned.platforms[0].outages[0].duration.distribution, Distribution::Constant(0.125));
    }
}
