//! Every figure of a run for every shipped scenario, made with few people: in both languages no text covers another or leaves the paper.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use headstart::experiment::{Crew, Plan, ensemble, spread};
use headstart::report::figure::{self, Figure};
use headstart::report::{Fonts, Language, Lines, Results, SpreadMap, drawn, png};
use headstart::scenario::{self, Overrides, Scenario};

use super::figures::legible;

/// Persons of a scenario in a test, of which the first are enough for most; and runs.
const AGENTS: [u32; 3] = [600, 2_000, 10_000];
const RUNS: u32 = 3;

fn shipped() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["scenarios", "scenarios/teaching"] {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    files.sort();
    assert!(files.len() > 30, "the scenarios are not where they were");
    files
}

/// A scenario with no more agents than a test has time for.
fn small(path: &Path) -> Scenario {
    let load = |agents| {
        let overrides = Overrides { runs: Some(RUNS), agents, ..Overrides::default() };
        scenario::load(path, &overrides).map(|loaded| loaded.scenario)
    };
    let own = load(None).unwrap_or_else(|problems| panic!("{problems}"));
    let fewer = AGENTS.into_iter().filter(|agents| *agents < own.market.agents);
    fewer.map(|agents| load(Some(agents))).find_map(Result::ok).unwrap_or(own)
}

fn results(scenario: &Scenario) -> Results {
    let (threads, stop) = (NonZeroUsize::new(2).unwrap(), AtomicBool::new(false));
    let made = ensemble(scenario, Plan::default(), &Crew::new(threads, &stop), |_| {}).unwrap();
    let mut results = Results::new(scenario, &made);
    results.spread = spread(scenario, 0, threads).map(|spread| SpreadMap::new(&spread, scenario.seed));
    results
}

fn figures(results: &Results) -> Vec<(&'static str, Figure)> {
    let moving = figure::spread_animation(results).map(|figure| ("spread-animated", figure));
    drawn(results).into_iter().chain(moving).collect()
}

#[test]
fn no_text_covers_another_in_any_shipped_scenario() {
    for path in shipped() {
        let results = results(&small(&path));
        // The same runs as bands, which many of them would be, and in Chinese.
        let bands = Results { lines: Lines::default(), ..results.clone() }.told_in(Language::Chinese);
        for (name, figure) in figures(&results).into_iter().chain(figures(&bands)) {
            legible(&format!("{} {name}", path.display()), &figure);
            assert!(figure.svg.len() < 1_500_000, "{} {name}: {} bytes", path.display(), figure.svg.len());
        }
    }
}

/// Letters that no font has would all look alike.
#[test]
fn figures_in_chinese_need_no_font_of_the_system() {
    let results = results(&small(Path::new("scenarios/mitalk-wechat.toml"))).told_in(Language::Chinese);
    let fonts = Fonts::embedded_only();
    for (name, figure) in figures(&results) {
        let missing: String =
            figure.texts.iter().flat_map(|text| text.text.chars()).filter(|c| !fonts.covers(*c)).collect();
        assert_eq!(missing, "", "{name}");
        let chinese = figure.texts.iter().filter(|text| text.text.chars().any(|c| ('一'..='龥').contains(&c))).count();
        assert!(chinese > 4, "{name} speaks Chinese");
        png(&figure, &fonts).unwrap();
    }
}

#[test]
fn the_animation_changes_a_person_as_often_as_the_person_moves() {
    let results = results(&small(Path::new("scenarios/teaching/bridges.toml")));
    let map = results.spread.clone().unwrap();
    let moving = figure::spread_animation(&results).unwrap();
    let moved = map.persons.iter().filter(|person| person.moves.iter().any(|step| step.0 > 0)).count();
    assert!(moved > 0);
    assert_eq!(moving.svg.matches("attributeName=\"fill\"").count(), moved, "who never changes does not blink");
    assert_eq!(moving.svg.matches("<circle").count() - map.persons.len(), 2, "the persons, and two spots of the key");
    assert_eq!(moving.svg.matches("<animateTransform").count(), 1, "the line that moves along");
}
