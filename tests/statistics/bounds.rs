//! Diffusion on any graph lies between that of two people and that of people who all know each other.

use crate::law::{Bias, law};
use crate::runs::{SECOND_ORDER, extrapolated_shares};

const ONE: &str = r#"
start = 2001-01-01
end = 2001-01-21
seed = SEED
runs = RUNS
[market]
agents = AGENTS
potential = AGENTS
[contacts.all.CONTACTS
[platforms.one]
launch = 2001-01-01
media = "0.03/day"
invite = { all = "0.38/day" }
kernel = "share"
"#;

/// Every generator, and an imported graph: the rest of the header of the table, and its keys.
const GRAPHS: &[(&str, &str)] = &[
    ("acquaintance", "acquaintance]\nmean_degree = 15"),
    ("GIRG", "girg]\nmean_degree = 15"),
    ("Erdős–Rényi", "erdos_renyi]\nmean_degree = 15"),
    ("random regular", "random_regular]\ndegree = 3"),
    ("ring lattice", "ring_lattice]\ndegree = 2"),
    ("Chung–Lu", "chung_lu]\nmean_degree = 15"),
    ("configuration", "configuration]\ndegrees = { power_law = { exponent = 2.5, least = 1, most = 200 } }"),
    ("Barabási–Albert", "barabasi_albert]\nlinks = 2"),
    ("Holme–Kim", "holme_kim]\nlinks = 3\ntriads = \"80%\""),
    ("Watts–Strogatz", "watts_strogatz]\ndegree = 4\nrewired = \"5%\""),
    ("LFR", "lfr]\nmean_degree = 15"),
    ("block model", "stochastic_block_model]\nnumber = 100\nwithin = 12\nbetween = 1"),
    ("star, N = 100", "star]"),
    ("grid", "grid]\nwidth = 100"),
    ("caveman", "caveman]\nclique = 5"),
    ("complete, N = 1,000", "complete]"),
    ("well mixed", "well_mixed]"),
];

/// Where a person joins with p + q · (share of the contacts who have), F(t) is at least that of two people who know only each other and at most that of
/// the Bass curve, whatever the graph (Fibich & Levin 2023): at 5, 10 and 20 days [.20672, .33120], [.40557, .81280], [.67301, .99626]. All 17
/// generators with N = 5,000 (complete: 1,000), 20 runs (star: N = 100, where the one in the middle makes all the difference, 500 runs), seeds 4001 to 4017, and Zachary's karate club (34 persons, imported), 500 runs, seed
/// 4018. 4 standard errors. Persons without contacts are outside of the law; they are fewer than one of 5,000, but for LFR, configuration and
/// Chung–Lu with a few.
#[test]
fn on_every_graph_diffusion_lies_between_two_people_and_all() {
    let mut law = law!("V6", "on every graph, two people ≤ F ≤ Bass", "Fibich & Levin 2023");
    let ranges = [(0.20672, 0.33120), (0.40557, 0.81280), (0.67301, 0.99626)];
    let mut check = |seed: u64, name: &str, runs: u32, agents: u32, contacts: &str| {
        let text = ONE.replace("SEED", &seed.to_string()).replace("RUNS", &runs.to_string());
        let text = text.replace("AGENTS", &agents.to_string()).replace("CONTACTS", contacts);
        law.set_up(format!("{name}, {runs} runs, Δ → 0"));
        law.between(
            "F(5); F(10); F(20)",
            &extrapolated_shares(&text, 0, &[5, 10, 20]),
            &ranges,
            Bias::within(SECOND_ORDER),
        );
    };
    for (seed, (name, contacts)) in (4001..).zip(GRAPHS) {
        let (runs, agents) = match *name {
            "star, N = 100" => (500, 100),
            "complete, N = 1,000" => (20, 1000),
            _ => (20, 5000),
        };
        check(seed, name, runs, agents, contacts);
    }
    check(4018, "karate club, imported", 500, 34, "file]\npath = \"docs/examples/karate.tsv\"");
    law.hold();
}
