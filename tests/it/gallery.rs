//! `docs/gallery.md` against the scenarios that it shows: the data behind the pictures, not their dots.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use headstart::scenario::{self, Overrides};

use crate::place::Place;

/// A picture as the page tells of it.
struct Shown {
    title: String,
    image: String,
    answer: String,
    scenario: String,
    agents: u32,
    runs: u32,
    hash: String,
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split(from).nth(1).unwrap_or_else(|| panic!("no {from} in {text}")).split(to).next().unwrap()
}

fn shown() -> Vec<Shown> {
    let page = fs::read_to_string("docs/gallery.md").unwrap();
    let one = |part: &str| Shown {
        title: part.lines().next().unwrap().to_owned(),
        image: between(part, "<img src=\"", "\"").to_owned(),
        answer: part.split("\n\n").nth(2).unwrap().to_owned(),
        scenario: between(part, "headstart run ", " ").to_owned(),
        agents: between(part, "--agents ", " ").parse().unwrap(),
        runs: between(part, "--runs ", "`").parse().unwrap(),
        hash: between(part, "(scenario ", "…").to_owned(),
    };
    page.split("\n## ").skip(1).map(one).collect()
}

#[test]
fn the_gallery_shows_scenarios_as_they_are() {
    let shown = shown();
    assert!(shown.len() >= 6);
    for one in shown {
        let overrides = Overrides { agents: Some(one.agents), runs: Some(one.runs), ..Overrides::default() };
        let loaded = scenario::load(Path::new(&one.scenario), &overrides).unwrap_or_else(|all| panic!("{all}"));
        let hash = scenario::hash(&loaded.scenario);
        assert!(
            hash.starts_with(&one.hash),
            "{} has changed: make the gallery anew with docs/gallery/make",
            one.scenario
        );
        assert_eq!(loaded.scenario.title, one.title, "{}", one.scenario);
        let size = fs::metadata(Path::new("docs").join(&one.image)).unwrap().len();
        assert!((5_000..250_000).contains(&size), "{}: {size} bytes", one.image);
    }
}

/// The one that takes least time; `.ci/run` looks at the others.
#[test]
fn the_gallery_tells_what_runs_say() {
    let one = shown().into_iter().find(|one| one.scenario.ends_with("exodus.toml")).unwrap();
    let place = Place::empty();
    let root = std::env::current_dir().unwrap();
    let file = root.join(&one.scenario).display().to_string();
    let (out, _) = place.run(&["run", &file, "--quiet", "--out", "there"], 0);
    assert_eq!(out.lines().nth(1), Some(one.answer.as_str()), "make the gallery anew with docs/gallery/make");
    let (out, _) = place.run(&["gallery", "there:share", "--results", ".", "--out", "page/all.md"], 0);
    assert!(out.contains("all.md"), "{out}");
    assert!(place.read("page/all.md").contains("src=\"all/there-share.png\""));
    assert!(place.path("page/all/there-share.png").exists());
    let (_, err) = place.run(&["gallery", "there:nothing", "--results", "."], 4);
    assert!(err.contains("nothing.svg"), "{err}");
}
