//! The figures: degrees of all layers, and a neighborhood of each.

use crate::contacts::measure::{DegreeDistribution, Neighborhood};
use crate::experiment::{Inspection, StoredLayer};
use crate::report::figure::{DegreeCurve, DegreeCurves, Drawing, Head, Surroundings, platform_color};
use crate::report::findings::Picture;
use crate::report::findings::words::counted;
use crate::report::language::Language;
use crate::report::numbers::thousands;
use crate::scenario::Scenario;

/// All figures by the names of their files.
pub fn figures(inspection: &Inspection, scenario: &Scenario, language: Language) -> Vec<Picture> {
    let stored = inspection.layers.iter().filter_map(|layer| Some((layer.name.as_str(), layer.stored.as_ref()?)));
    let layers: Vec<(&str, &StoredLayer)> = stored.filter(|(_, stored)| stored.portrait.pairs > 0).collect();
    if layers.is_empty() {
        return Vec::new();
    }
    let about = About { scenario, run: inspection.run, language };
    let mut figures = vec![("degrees".to_owned(), degrees(&layers, &about))];
    let around = layers.iter().filter_map(|(name, stored)| Some((*name, stored.neighborhood.as_ref()?)));
    figures.extend(around.map(|(name, around)| (format!("neighborhood-{name}"), surroundings(name, around, &about))));
    figures
}

/// What all figures say of where they come from.
struct About<'a> {
    scenario: &'a Scenario,
    run: u64,
    language: Language,
}

impl About<'_> {
    fn head(&self, title: String, subtitle: &str) -> Head {
        let language = self.language;
        let scenario = &self.scenario.title;
        let run = language.say(format!(", run {}", self.run), format!("，第 {} 次模拟", self.run));
        let source = language.source(self.scenario) + &run;
        Head { title, subtitle: format!("{scenario}{}{subtitle}", language.say("; ", "；")), source, language }
    }
}

fn degrees(layers: &[(&str, &StoredLayer)], about: &About) -> Drawing {
    let curve = |(at, (name, stored)): (usize, &(&str, &StoredLayer))| DegreeCurve {
        name: (*name).to_owned(),
        color: platform_color(at, None),
        ccdf: stored.portrait.distribution.ccdf(),
        median: stored.portrait.degrees.median,
    };
    let persons = thousands(about.scenario.market.agents);
    Drawing::Degrees(DegreeCurves {
        head: match about.language {
            Language::English => about.head(tails(layers), &format!("contacts of {persons} persons")),
            Language::Chinese => about.head(chinese_tails(layers), &format!("{persons} 人的联系人")),
        },
        layers: layers.iter().enumerate().map(curve).collect(),
    })
}

/// How unequal degrees are: "Half of the persons have 12 contacts or more in phone, 15 in qq; one in 1,000 has 98, 140".
fn tails(layers: &[(&str, &StoredLayer)]) -> String {
    let portraits = || layers.iter().map(|(_, stored)| &stored.portrait);
    if portraits().all(|portrait| portrait.distribution.counts.len() == 1) {
        let each = layers.iter().map(|(name, stored)| format!("{} in {name}", stored.portrait.degrees.max));
        return format!("Everybody has as many contacts: {}", listed(each.collect()));
    }
    let one_in = one_in(layers);
    let medians = layers.iter().enumerate().map(|(at, (name, stored))| {
        let unit = if at == 0 { " contacts or more" } else { "" };
        format!("{}{unit} in {name}", thousands(stored.portrait.degrees.median))
    });
    let tails = portraits().map(|portrait| thousands(with_as_many(&portrait.distribution, 1.0 / f64::from(one_in))));
    let (medians, tails) = (listed(medians.collect()), listed(tails.collect()));
    format!("Half of the persons have {medians}; one in {} has {tails}", thousands(one_in))
}

/// The same in Chinese.
fn chinese_tails(layers: &[(&str, &StoredLayer)]) -> String {
    let portraits = || layers.iter().map(|(_, stored)| &stored.portrait);
    if portraits().all(|portrait| portrait.distribution.counts.len() == 1) {
        let each = layers.iter().map(|(name, stored)| format!("{name} 中 {} 位", stored.portrait.degrees.max));
        return format!("每个人的联系人数都相同：{}", each.collect::<Vec<_>>().join("，"));
    }
    let one_in = one_in(layers);
    let layer = |(name, stored): &(&str, &StoredLayer)| {
        let many = with_as_many(&stored.portrait.distribution, 1.0 / f64::from(one_in));
        let median = thousands(stored.portrait.degrees.median);
        format!(
            "{name} 中半数的人至少有 {median} 位联系人，每 {} 人中有一人至少有 {} 位",
            thousands(one_in),
            thousands(many)
        )
    };
    layers.iter().map(layer).collect::<Vec<_>>().join("；")
}

/// The share of the persons whose number of contacts a title tells, one in so many.
fn one_in(layers: &[(&str, &StoredLayer)]) -> u32 {
    if layers.iter().all(|(_, stored)| stored.portrait.persons >= 10_000) { 1000 } else { 100 }
}

/// "a, b and c".
fn listed(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

/// The largest degree that at least a share of the persons reaches.
fn with_as_many(distribution: &DegreeDistribution, share: f64) -> u32 {
    distribution.ccdf().into_iter().rev().find(|(_, reached)| *reached >= share).map_or(0, |(degree, _)| degree)
}

fn surroundings(name: &str, around: &Neighborhood, about: &About) -> Drawing {
    let person = thousands(around.persons[0]);
    let (near, far) = (around.at(1), around.at(2));
    let (pairs, closed, persons) =
        (near * near.saturating_sub(1) / 2, around.closed(), thousands(about.scenario.market.agents));
    let (title, subtitle) = match about.language {
        Language::English => (
            match pairs {
                0 => format!("{name}: person {person} has {}", counted(around.contacts as u64, "contact")),
                _ => format!("{name}: of the {pairs} pairs among a person's {near} contacts, {closed} know each other"),
            },
            format!(
                "person {person} of {persons}, {} contacts, and {} persons beyond them",
                shown(near, around.contacts),
                shown(far, around.beyond)
            ),
        ),
        Language::Chinese => (
            match pairs {
                0 => format!("{name}：{person} 号有 {} 位联系人", around.contacts),
                _ => format!("{name}：一个人的 {near} 位联系人可组成 {pairs} 对，其中 {closed} 对相识"),
            },
            format!(
                "{person} 号（共 {persons} 人），其 {} 位联系人中的 {near} 位，以及更外层 {} 人中的 {far} 人",
                around.contacts,
                thousands(around.beyond as u64)
            ),
        ),
    };
    Drawing::Neighborhood(Surroundings {
        head: about.head(title, &subtitle),
        distances: around.distances.clone(),
        pairs: around.pairs.clone(),
        layer: name.to_owned(),
        seed: about.scenario.seed,
        run: about.run,
    })
}

/// How many of some are drawn: "all 12", "40 of the 1,200".
fn shown(shown: usize, of: usize) -> String {
    if shown == of { format!("all {of}") } else { format!("{shown} of the {}", thousands(of as u64)) }
}
