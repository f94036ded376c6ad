//! Contacts from files: in scenarios, in both engines, in what is kept and verified.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use headstart::contacts;
use headstart::engine::Trajectory;
use headstart::graphfile::{Graph, Options, Order, People, read_bytes};
use headstart::rng::World;
use headstart::scenario::{
    self, AudienceSpec, CampaignKind, DataFile, GeneratorSpec, GraphSpec, JoinDays, LayerSpec, Loaded, Members,
    Overrides, PersonSet, Potential, Scenario, Template, differences, run_hash, standalone,
};
use proptest::prelude::*;

use crate::place::Place;
use crate::random::{both, random_scenario};
use crate::support::{layer, quantity};

const KARATE: &str = "docs/examples/karate.toml";

fn loaded(path: &Path, set: &[&str]) -> Loaded {
    let set = set.iter().map(|setting| (*setting).to_owned()).collect();
    scenario::load(path, &Overrides { set, ..Overrides::default() }).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The contacts of a scenario's first layer, by id.
fn pairs(scenario: &Scenario) -> Vec<(String, String)> {
    let world = World { seed: scenario.seed, replicate: 0 };
    let contacts = contacts::build(&scenario.layers, scenario.market.agents, &world);
    let ids = &scenario.people().unwrap().ids;
    let mut pairs: Vec<(String, String)> = contacts
        .pairs(0)
        .map(|(i, j)| {
            let (a, b) = (ids.text(i).into_owned(), ids.text(j).into_owned());
            (a.clone().min(b.clone()), a.max(b))
        })
        .collect();
    pairs.sort();
    pairs
}

#[test]
fn the_karate_club_is_what_zachary_saw() {
    let karate = loaded(Path::new(KARATE), &[]);
    assert_eq!(karate.read(), ["docs/examples/karate.tsv: 34 persons, 78 contacts"]);
    assert!(karate.warnings.is_empty());
    let scenario = &karate.scenario;
    assert_eq!(scenario.market.agents, 34);
    assert!(
        matches!(&scenario.market.potential, Potential::Fixed(persons) if persons.median().to_bits() == 34f64.to_bits())
    );
    // Degrees as published: 16, 9, 10, 6 for persons 1 to 4, and 12 and 17 for 33 and 34.
    let pairs = pairs(scenario);
    let degree = |id: &str| pairs.iter().filter(|(a, b)| a == id || b == id).count();
    assert_eq!(["1", "2", "3", "4", "33", "34"].map(degree), [16, 9, 10, 6, 12, 17]);
    for audience in &scenario.market.audiences {
        let Members::Listed { persons, .. } = &audience.members else { panic!("{audience:?}") };
        assert_eq!(persons.count(), 17, "half of the club took each side");
    }
    let by_file = loaded(Path::new(KARATE), &["contacts.club.file.order=file"]).scenario;
    assert_eq!(pairs, self::pairs(&by_file));
    assert_ne!(run_hash(scenario), run_hash(&by_file), "other persons have the same luck");
}

/// A folder with a scenario of two layers from files.
fn two_layers() -> Place {
    let place = Place::new();
    place.write("phone.tsv", "ada\tbob\nbob\tcy\n");
    place.write("qq.csv", "source,target\ncy,dan\nada,bob\n");
    place.write("persons.csv", "id,qq,join_day\nada,1,2011-01-05\neve,1,3\nbob,0,\n");
    let text = "start = 2011-01-01\nend = 2011-02-01\n[market]\njoins = \"join_day\"\n[market.audiences.qq]\nattribute = \"qq\"\n\
                [contacts.phone.file]\npath = \"phone.tsv\"\nnodes = \"persons.csv\"\n[contacts.qq.file]\npath = \"qq.csv\"\n\
                [platforms.a]\nlaunch = 2011-01-01\nmedia = \"10%/day\"\n";
    place.write("two.toml", text);
    place
}

#[test]
fn layers_from_files_share_persons_and_their_attributes() {
    let place = two_layers();
    let scenario = loaded(&place.path("two.toml"), &[]).scenario;
    let people = scenario.people().unwrap();
    let person = |id: &str| (0..people.count()).find(|person| people.ids.text(*person) == id).unwrap();
    assert_eq!(scenario.market.agents, 5, "a table may name persons without contacts");
    let contacts = contacts::build(&scenario.layers, 5, &World { seed: 1, replicate: 0 });
    assert_eq!([0, 1].map(|layer| contacts.pairs(layer).count()), [2, 2]);
    assert_eq!(contacts.in_layer(person("bob"), 1).collect::<Vec<_>>(), [person("ada")]);
    let Members::Listed { persons, .. } = &scenario.market.audiences[0].members else { panic!("listed") };
    assert_eq!(["ada", "bob", "cy", "eve"].map(|id| persons.contains(person(id))), [true, false, false, true]);
    let days = scenario.market.joins.as_ref().unwrap();
    assert_eq!(["ada", "bob", "cy", "eve"].map(|id| days.day(person(id))), [Some(4), None, None, Some(3)]);
    let (fast, naive) = both(&scenario, 0);
    assert_eq!(fast, naive);
    assert_eq!([2, 3, 4, 31].map(|day| fast.market[day]), [0, 1, 2, 2], "who has no day never joins");
}

#[test]
fn files_are_read_once_and_count_by_their_content() {
    let place = two_layers();
    let template = Template::load(&place.path("two.toml"), &Overrides::default()).unwrap();
    let (hash, text) = (run_hash(&template.loaded().scenario), standalone(template.loaded()));
    std::fs::remove_file(place.path("phone.tsv")).unwrap();
    let variant = template.with(&["seed=5".to_owned()]).unwrap_or_else(|problems| panic!("{problems}")).scenario;
    assert!(Arc::ptr_eq(variant.people().unwrap(), template.loaded().scenario.people().unwrap()));
    assert_eq!(variant.layers, template.loaded().scenario.layers);

    place.write("elsewhere/phone.tsv", "ada\tbob\nbob\tcy\n");
    let moved = place.read("two.toml").replace("\"phone.tsv", "\"elsewhere/phone.tsv");
    place.write("two.toml", &moved);
    assert_eq!(run_hash(&loaded(&place.path("two.toml"), &[]).scenario), hash, "the place does not matter");
    place.write("elsewhere/phone.tsv", "ada\tbob\nbob\teve\n");
    assert_ne!(run_hash(&loaded(&place.path("two.toml"), &[]).scenario), hash, "the content does");

    place.write("phone.tsv", "ada\tbob\nbob\tcy\n");
    let again = scenario::load_text(&text, Path::new("nowhere/two.toml"), &Overrides::default());
    assert_eq!(run_hash(&again.unwrap_or_else(|problems| panic!("{problems}")).scenario), hash);
    place.write("persons.csv", "id,qq,join_day\nada,0,\n");
    let refused = scenario::load_text(&text, Path::new("two.toml"), &Overrides::default()).unwrap_err().to_string();
    assert!(refused.contains("persons.csv has changed") && refused.contains("nodes_sha256"), "{refused}");
}

#[test]
fn another_file_is_a_difference_between_scenarios() {
    let place = two_layers();
    place.write("other/phone.tsv", "ada\tbob\nada\tcy\n");
    place.write("other.toml", "extends = \"two.toml\"\n[contacts.phone.file]\npath = \"other/phone.tsv\"\n");
    let template = |name: &str| Template::load(&place.path(name), &Overrides::default()).unwrap();
    let (a, b) = (template("two.toml"), template("other.toml"));
    let found = differences(&a, &b);
    assert_eq!(found.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["contacts.phone.file.path"]);
    let turned = a.with(&[found[0].to_b.clone()]).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(run_hash(&turned.scenario), run_hash(&b.loaded().scenario));
}

#[test]
fn every_key_of_a_file_of_contacts_is_read() {
    for setting in scenario::explain(&loaded(Path::new(KARATE), &[])) {
        let nonsense = format!("{}={{ nonsense = 1 }}", setting.key);
        let overrides = Overrides { set: vec![nonsense.clone()], ..Overrides::default() };
        assert!(scenario::load(Path::new(KARATE), &overrides).is_err(), "{nonsense}");
    }
}

#[test]
fn agents_beyond_the_file_have_no_contacts_and_are_warned_of() {
    let more = loaded(Path::new(KARATE), &["market.agents=50"]);
    let warning = scenario::render(&more.warnings, 100, scenario::Color::Never);
    assert!(warning.contains("16 of 50 agents are not in the files of contacts"), "{warning}");
    let (fast, naive) = both(&more.scenario, 0);
    assert_eq!(fast, naive);
    assert_eq!(fast.market.last(), Some(&34), "nobody says when they could join");
}

/// The share of common contacts is what was asked for: 3,000 persons in a file with 5 contacts each, a layer with mean degree
/// 10 that shares 40 % of its contacts: 6,000 of 15,000 expected, binomial with n = 7,500 and p = .8; 4 standard errors.
#[test]
fn a_layer_can_share_contacts_with_a_file() {
    let ring = (0..3000).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "{i} {}", (i + 1) % 3000);
        let _ = writeln!(text, "{i} {}", (i + 2) % 3000);
        if i % 2 == 0 {
            let _ = writeln!(text, "{i} {}", (i + 1501) % 3000);
        }
        text
    });
    let phone = LayerSpec::new("phone", file(&graph(&ring), 3000));
    let qq = LayerSpec::new("qq", GeneratorSpec::erdos_renyi(10.0)).overlapping(0, 0.4);
    let contacts = contacts::build(&[phone, qq], 3000, &World { seed: 71, replicate: 0 });
    assert_eq!(contacts.pairs(0).count(), 7500);
    let common = contacts.iter().flat_map(|(_, ends)| ends).filter(|end| contacts.mask(**end) == 0b11).count() / 2;
    assert!((common as f64 - 6000.0).abs() < 4.0 * (7500.0f64 * 0.8 * 0.2).sqrt(), "{common}");
}

fn graph(text: &str) -> Graph {
    read_bytes(Path::new("x.txt"), text.as_bytes(), &Options { order: Order::File, ..Options::default() }).unwrap()
}

/// A generator of these contacts, among so many agents.
fn file(graph: &Graph, agents: u32) -> GeneratorSpec {
    GeneratorSpec::File(GraphSpec {
        file: DataFile { path: "x".into(), sha256: graph.sha256.clone() },
        nodes: None,
        format: None,
        directed: headstart::graphfile::Directed::Either,
        order: Order::File,
        pairs: Arc::new(graph.pairs.clone()),
        people: Arc::new(People { ids: graph.people.ids.clone(), columns: Vec::new() }),
        summary: graph.summary.clone(),
        mean_degree: 2.0 * graph.pairs.len() as f64 / f64::from(agents),
    })
}

fn agreed(scenario: &Scenario) -> Trajectory {
    let (fast, naive) = both(scenario, 0);
    assert_eq!(fast, naive);
    fast
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_engines_agree_on_contacts_audiences_and_days_from_files(
        mut scenario in random_scenario(),
        pairs in prop::collection::vec((0..6u32, 0..6u32), 1..12),
        members in prop::collection::vec(any::<bool>(), 0..50),
        days in prop::option::of(prop::collection::vec(prop::option::of(0..70u32), 0..40)),
    ) {
        let lines: String = pairs.iter().fold(String::new(), |text, (i, j)| text + &format!("{i} {j}\n"));
        let generator = file(&graph(&lines), scenario.market.agents);
        if let Some(first) = scenario.layers.first_mut() {
            *first = layer("phone", generator);
        } else {
            scenario.layers.push(layer("phone", generator));
            scenario.platforms.iter_mut().for_each(|platform| platform.invite.push(crate::support::always(0.3)));
        }
        if let Some(first) = scenario.market.audiences.first_mut() {
            first.members = Members::Listed { attribute: "a".into(), persons: PersonSet::new(&members) };
        }
        scenario.market.joins = days.map(|days| JoinDays {
            attribute: "day".into(),
            days: days.into_iter().map(|day| day.unwrap_or(JoinDays::NEVER)).collect(),
        });
        agreed(&scenario);
    }

    /// On and off: everybody listed is a share of 100 %, nobody one of 0; all days 0 are a market that is there from the start.
    #[test]
    fn lists_of_all_and_of_nobody_change_nothing(mut scenario in random_scenario(), all: bool) {
        scenario.market.potential = Potential::Fixed(quantity(f64::from(scenario.market.agents)));
        let agents = scenario.market.agents as usize;
        let name = |number: usize| format!("audience {number}");
        let with = |scenario: &mut Scenario, members: &Members| {
            for (number, audience) in scenario.market.audiences.iter_mut().enumerate() {
                *audience = AudienceSpec { name: name(number), members: members.clone() };
            }
        };
        with(&mut scenario, &Members::Share { share: crate::support::always(if all { 1.0 } else { 0.0 }) });
        let by_share = agreed(&scenario);
        let persons = PersonSet::new(&vec![all; agents]);
        with(&mut scenario, &Members::Listed { attribute: "qq".into(), persons });
        scenario.market.joins = Some(JoinDays { attribute: "day".into(), days: vec![0; agents].into() });
        prop_assert_eq!(agreed(&scenario), by_share);
    }
}

#[test]
fn persons_join_the_market_on_their_days() {
    let mut scenario = loaded(Path::new(KARATE), &["tick=6 hours"]).scenario;
    let days: Vec<u32> = (0..34).map(|person| if person == 7 { JoinDays::NEVER } else { person * 11 }).collect();
    scenario.market.joins = Some(JoinDays { attribute: "day".into(), days: days.clone().into() });
    let run = agreed(&scenario);
    for (day, inside) in run.market.iter().enumerate() {
        assert_eq!(*inside as usize, days.iter().filter(|own| **own <= day as u32).count(), "day {day}");
    }
}

#[test]
fn only_the_members_of_a_listed_audience_are_won_by_its_campaign() {
    let mut scenario = loaded(Path::new(KARATE), &["-market.joins", "platforms.dojo.churn=0"]).scenario;
    for platform in &mut scenario.platforms {
        platform.invite[0].clear();
        platform.seeding.iter_mut().for_each(|campaign| {
            campaign.until = None;
            campaign.kind = CampaignKind::Push { audience: campaign.kind.audience().unwrap(), rate: quantity(1.0) };
        });
        platform.churn = quantity(0.0);
        platform.multihoming = quantity(1.0);
    }
    let run = agreed(&scenario);
    assert_eq!([0, 1].map(|platform| run.row(run.last_day(), platform).registered), [17, 17]);
}

#[test]
fn results_are_verified_by_the_content_of_their_files() {
    let place = two_layers();
    let (out, told) = place.run(&["run", "two.toml", "--runs=2", "--out=there"], 0);
    assert!(out.contains("Figures and tables: there"), "{out}");
    assert!(
        told.contains("phone.tsv: 3 persons, 2 contacts\n") && told.contains("qq.csv: 4 persons, 2 contacts\n"),
        "{told}"
    );
    let manifest: serde_json::Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    let file = &manifest["resolved"]["layers"][0]["generator"]["File"];
    assert_eq!(file["path"], "phone.tsv");
    assert_eq!(file["sha256"].as_str().unwrap().len(), 64);
    place.run(&["verify", "there"], 0);
    place.write("phone.tsv", "ada\tbob\n");
    let told = place.run(&["verify", "there"], 7).1;
    assert!(told.contains("phone.tsv has changed: this scenario was made with another"), "{told}");
    std::fs::remove_file(place.path("phone.tsv")).unwrap();
    let told = place.run(&["verify", "there"], 7).1;
    assert!(told.contains("phone.tsv: there is no such file"), "{told}");
    let (out, _) = place.run(&["check", "two.toml"], 4);
    assert!(!out.contains("no error"), "{out}");
}

#[test]
fn an_estimate_takes_contacts_from_files_as_they_are() {
    let place = Place::new();
    let ring = (0..20_000).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "{i} {}", (i + 1) % 20_000);
        text
    });
    place.write("ring.txt", &ring);
    let text = "start = 2011-01-01\nend = 2011-02-01\n[contacts.phone.file]\npath = \"ring.txt\"\n[platforms.a]\nlaunch = 2011-01-01\n\
                media = \"1%/day\"\n";
    place.write("ring.toml", text);
    let (out, _) = place.run(&["run", "ring.toml", "--dry-run"], 0);
    assert!(out.contains("of 20 k agents over 31 days"), "{out}");
}
