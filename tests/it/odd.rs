//! The ODD description: `docs/model.md` is that of the code, and every scenario has one of its own.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use headstart::scenario::{self, Loaded, Overrides};

use crate::place::Place;
use crate::scenario::same_as_committed;

fn loaded(path: &Path) -> Loaded {
    scenario::load(path, &Overrides::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_description_of_the_model_is_that_of_the_code() {
    same_as_committed(Path::new("docs/model.md"), &scenario::model_markdown());
}

/// The example in the documents, but for the line that tells version and hash: they change with every release.
#[test]
fn the_description_of_the_example_is_the_one_in_the_documents() {
    let text = scenario::odd_markdown(&loaded(Path::new("docs/examples/late-rival.toml")));
    let line =
        |line: &str| if line.starts_with("Program: ") { "Program: headstart …".to_owned() } else { line.to_owned() };
    let text = text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n";
    same_as_committed(Path::new("docs/examples/late-rival.md"), &text);
}

/// All scenario files that are shipped or used by tests.
fn scenarios() -> Vec<PathBuf> {
    let own = ["full", "everything", "attention", "logit", "best-response"];
    let mut found: Vec<PathBuf> = own.iter().map(|name| PathBuf::from(format!("tests/data/{name}.toml"))).collect();
    for folder in ["scenarios", "scenarios/teaching", "docs/examples"] {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        found.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    found.sort();
    found
}

#[test]
fn every_scenario_is_described_with_its_platforms_and_all_that_is_uncertain() {
    let all = scenarios();
    assert!(all.len() >= 15, "the scenarios are not where they were");
    for path in all {
        let loaded = loaded(&path);
        let text = scenario::odd_markdown(&loaded);
        for platform in &loaded.scenario.platforms {
            assert!(text.contains(&format!("| {} | {} |", platform.name, platform.label)), "{}", path.display());
        }
        for uncertain in scenario::uncertain(&loaded) {
            assert!(text.contains(&format!("| `{}` |", uncertain.key)), "{} of {}", uncertain.key, path.display());
        }
        for heading in ["## 1. Purpose", "## 2. Entities", "## 3. Process", "### 4.11", "## 5.", "## 6.", "## 7."] {
            assert!(text.contains(&format!("\n{heading}")), "{heading} of {}", path.display());
        }
        assert!(!text.contains(['⟨', '⟩']), "{}", path.display());
    }
}

#[test]
fn a_description_has_the_numbers_of_its_scenario_and_not_what_it_lacks() {
    let kik = scenario::odd_markdown(&loaded(Path::new("scenarios/kik.toml")));
    for told in [
        "This scenario has 500,000 persons (agents), each standing for 123 persons of the market.",
        "From 2010-10-19 to 2010-12-31: 73 days in 292 ticks of 6 hours. 20 runs, seed 20101019.",
        "| kik | Kik | 2010-10-19 | 3,100 persons (25 agents) | 2 | 1 |",
        "| `platforms.kik.invite.phone` | `b_pℓ` | 1.78%/day | constant | low confidence; fitted |",
        "#### Outages\n",
    ] {
        assert!(kik.contains(told), "{told}\n{kik}");
    }
    for absent in ["#### Media\n", "#### Multihoming", "#### Pull\n", "#### Growing potential", "F_stick · κ_p"] {
        assert!(!kik.contains(absent), "{absent}");
    }
    assert!(kik.contains("- *Media*: nobody joins by themselves.\n"));
    let bass = scenario::odd_markdown(&loaded(Path::new("scenarios/teaching/bass.toml")));
    assert!(bass.contains("    h_ip(t) = media_p + Σ_ℓ invite_pℓ · g_p(k_iℓp, d_iℓ)\n"), "{bass}");
    assert!(bass.contains("    h_ip(t) = 0\n") && !bass.contains("#### Outages\n"));
}

/// Names of streams of random numbers that a text of source code opens, with its tests cut off.
fn streams(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let literal = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches("&format!(").trim_start();
        Some(rest.strip_prefix('"')?.split_once('"')?.0.to_owned())
    };
    code.split("stream(").skip(1).filter_map(literal).collect()
}

/// The words of a name, without what is filled in: {…} in code, capitals in the document.
fn words(name: &str) -> Vec<String> {
    let filled_in = |word: &&str| !word.contains(['{', '}']) && !word.chars().any(char::is_uppercase);
    name.split(' ').filter(filled_in).map(str::to_owned).collect()
}

/// The tables of random numbers are complete: what the code of contacts, market, engine and scenario draws stands in them, and
/// what stands in them is drawn.
#[test]
fn every_stream_of_random_numbers_is_described() {
    let mut files: Vec<PathBuf> =
        ["src/contacts", "src/market", "src/engine", "src/scenario", "src/contacts/acquaintance"]
            .iter()
            .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
            .collect();
    files.extend(["src/experiment/ensemble.rs", "src/experiment/life.rs"].map(PathBuf::from));
    let opened: Vec<String> = files.iter().flat_map(|path| streams(&fs::read_to_string(path).unwrap())).collect();
    assert!(opened.len() >= 15, "{opened:?}");
    let model = scenario::model_markdown();
    let table = model.split("| name of the stream |").nth(1).unwrap().split("\n\n").next().unwrap();
    let described: Vec<String> =
        table.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned())).collect();
    let known = |word: &String, names: &[String]| names.iter().any(|name| words(name).contains(word));
    for name in &opened {
        let missing: Vec<String> = words(name).into_iter().filter(|word| !known(word, &described)).collect();
        assert!(missing.is_empty(), "the stream \"{name}\" stands in no `draws` of src/scenario/odd/submodels");
    }
    for name in &described {
        let gone: Vec<String> = words(name).into_iter().filter(|word| !known(word, &opened)).collect();
        assert!(gone.is_empty(), "nobody draws from the stream \"{name}\", which is described");
    }
}

#[test]
fn explain_prints_the_description_or_writes_it() {
    let place = Place::new();
    let (text, _) = place.run(&["explain", "small.toml", "--odd", "--set", "platforms.mitalk.churn=1%/day"], 0);
    assert!(
        text.starts_with("# small\n")
            && text.contains("| `platforms.mitalk.churn` | `δ_p` | 1%/day | constant | command line; not said |"),
        "{text}"
    );
    let again = ["explain", "small.toml", "--odd", "--set", "platforms.mitalk.churn=1%/day", "--out", "odd/small.md"];
    assert_eq!(place.run(&again, 0).0, "");
    assert_eq!(place.read("odd/small.md"), text);
    place.run(&["explain", "small.toml", "--odd", "--toml"], 2);
    place.run(&["explain", "small.toml", "--odd", "--format", "json"], 2);
}
