//! Theory beside runs, through the public library: what is compared, and which reasons are told.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use headstart::experiment::{Crew, Plan, ensemble};
use headstart::report::{Beside, Results, Told, figure, theory_json};
use headstart::scenario::{self, Overrides, Scenario};
use headstart::theory::{Approach, Theory};

fn load(text: &str) -> Scenario {
    let loaded = scenario::load_text(text, Path::new("beside.toml"), &Overrides::default());
    loaded.unwrap_or_else(|problems| panic!("{text}\n{problems}")).scenario
}

/// Results of a scenario with theory beside them.
fn beside(text: &str) -> Results {
    let scenario = load(text);
    let stop = AtomicBool::new(false);
    let runs = ensemble(&scenario, Plan::default(), &Crew::new(NonZeroUsize::MIN, &stop), |_| ()).unwrap();
    let theory = Theory::new(&scenario, NonZeroUsize::MIN);
    let results = Results::new(&scenario, &runs);
    let told = Told::new(&results, &Beside::new(&scenario, &runs, &theory), true);
    Results { theory: Some(told), ..results }
}

/// Everything that is said of where runs and theory part.
fn said(results: &Results) -> String {
    theory_json(results, results.theory.as_ref().unwrap())["sentences"].to_string()
}

/// One platform; contacts, rates and what more is put in.
fn one(contacts: &str, more: &str) -> String {
    format!(
        "start = 2001-01-01\nend = 2001-03-01\nseed = 5\nruns = 8\nmarket = {{ agents = 4_000, potential = 4_000 }}\n[contacts.all.{contacts}\n\
         [platforms.x]\nlaunch = 2001-01-01\n{more}"
    )
}

const RANDOM: &str = "erdos_renyi]\nmean_degree = 6";
const SLOW: &str = "media = \"0.5%/day\"\ninvite = { all = \"2%/day\" }";

#[test]
fn on_a_random_graph_runs_and_theory_agree_and_nothing_is_told() {
    let results = beside(&one(RANDOM, SLOW));
    let theory = results.theory.as_ref().unwrap();
    assert_eq!((theory.main, said(&results).as_str()), (Some(Approach::EdgeBased), "[]"));
}

#[test]
fn each_reason_is_told_where_it_is_at_work() {
    let fast = "media = \"1%/day\"\nkernel = \"share\"\ninvite = { all = \"150%/day\" }";
    let few = "initial_users = 3\nkernel = \"share\"\ninvite = { all = \"30%/day\" }\nchurn = \"15%/day\"";
    let clustered = "media = \"0.1%/day\"\ninvite = { all = \"2%/day\" }";
    let hubs = "configuration]\ndegrees = { lognormal = { mean = 8, spread = 1 } }\ncounts = \"all\"\ntie_spread = 0.1";
    let told = [
        ("well_mixed]", fast, "ticks of a day make"),
        ("well_mixed]", few, "the first users are so few that all are lost in 1"),
        ("caveman]\nclique = 12\nbridges = \"5%\"", clustered, "clusters make growth at the launch"),
        ("random_regular]\ndegree = 4\ntie_spread = 0.1", SLOW, "that contacts stay the same makes"),
        (hubs, SLOW, "that some have many contacts makes"),
    ];
    for (contacts, more, reason) in told {
        let results = beside(&one(contacts, more));
        assert!(said(&results).contains(reason), "{contacts} {more}: {}", said(&results));
    }
    // And not where it is not: there are no clusters on a regular random graph, and nobody has more contacts than others.
    let regular = said(&beside(&one("random_regular]\ndegree = 4\ntie_spread = 0.1", SLOW)));
    assert!(!regular.contains("clusters") && !regular.contains("many contacts"), "{regular}");
}

#[test]
fn what_has_no_curve_says_why() {
    let graph =
        beside(&one("grid]\nwidth = 40", "initial_users = 9\ninvite = { all = \"5%/day\" }\nchurn = \"1%/day\""));
    let json = theory_json(&graph, graph.theory.as_ref().unwrap()).to_string();
    assert!(json.contains("who left joins again, or elsewhere"), "{json}");
    let platform = |p: u32| format!("[platforms.p{p}]\nlaunch = 2001-01-01\nmedia = \"1%/day\"\nchurn = \"1%/day\"\n");
    let platforms = (0..8).map(platform).collect::<Vec<_>>().concat();
    let text = format!(
        "start = 2001-01-01\nend = 2001-01-09\nruns = 1\nmarket = {{ agents = 100, potential = 100 }}\n[contacts.all.well_mixed]\n{platforms}"
    );
    let results = beside(&text);
    assert_eq!(
        results.theory.unwrap().line,
        "Theory has no curve here: persons are of too many kinds, or in too many states."
    );
}

/// Everybody is on a platform from the start: no first users are few. But 21 persons who follow each other end anywhere, by luck.
#[test]
fn luck_is_told_where_few_persons_decide() {
    let herd = std::fs::read_to_string("scenarios/teaching/herding.toml").unwrap();
    let results = beside(&herd.replace("runs   = 400", "runs = 20").replace("1 hour", "1 day"));
    assert!(said(&results).contains("by luck alone, 90 % of the runs end anywhere"), "{}", said(&results));
    assert!(!said(&results).contains("first users"), "{}", said(&results));
}

/// Of 400 users who leave at a rate of .5, theory keeps 10⁻¹⁰ after two months, and runs keep nobody: below one agent, numbers are alike.
#[test]
fn less_than_an_agent_is_no_difference() {
    let dying = "initial_users = 400\nchurn = \"50%/day\"";
    let results = beside(&one("well_mixed]", dying));
    assert_eq!(said(&results), "[]");
}

/// The first two months of every scenario that is shipped have a curve, or it is said why not.
#[test]
fn shipped_scenarios_have_a_theory() {
    let mut found = 0;
    for folder in ["scenarios", "scenarios/teaching"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "toml") {
                continue;
            }
            let mut scenario = scenario::load(&path, &Overrides::default()).unwrap().scenario;
            // Theory takes agents for the size of the graph that it looks at, and for first users.
            scenario.market.agents = scenario.market.agents.min(20_000);
            scenario.end = scenario.end.min(scenario.start.saturating_add(jiff::Span::new().days(60)));
            let theory = Theory::new(&scenario, NonZeroUsize::MIN);
            let chosen = theory.missing.iter().any(|(_, why)| why[0].contains("pays best"));
            assert_eq!(theory.curves.is_empty(), chosen, "{}: {:?}", path.display(), theory.missing);
            for curve in &theory.curves {
                let last = curve.days.last().unwrap();
                assert!(
                    curve.days.len() == scenario.days() as usize + 1
                        && last.active.iter().all(|share| (0.0..=1.0).contains(share))
                );
            }
            found += 1;
        }
    }
    assert!(found >= 36, "{found}");
}

#[test]
fn thin_lines_are_drawn_on_request_only() {
    let mut results = beside(&one("well_mixed]", "media = \"1%/day\""));
    let drawn = figure::curves(&results);
    assert!(
        drawn.texts.iter().any(|text| text.text == "theory: mean field")
            && drawn.description.contains("thin dashes: theory")
    );
    results.theory.as_mut().unwrap().drawn = false;
    let plain = figure::curves(&results);
    assert!(plain.texts.iter().all(|text| !text.text.contains("theory")) && plain.svg.len() < drawn.svg.len());
}
