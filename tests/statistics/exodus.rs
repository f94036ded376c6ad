//! Exodus: users who have too few contacts left leave, and leave others with too few.

use std::num::NonZeroUsize;

use headstart::contacts::ContactLayers;
use headstart::experiment::contacts_of;

use crate::law::{Bias, law};
use crate::runs::{Mean, load, trajectories};

/// Everybody uses the platform; who has fewer than K contacts there leaves at once and for good. `SEED`, `RUNS`, `AGENTS`, `CORE` and
/// `CONTACTS` are put in.
const EXODUS: &str = r#"
start = 2001-01-01
end = 2002-01-01
seed = SEED
runs = RUNS
[market]
agents = AGENTS
potential = AGENTS
[platforms.one]
launch = 2001-01-01
initial_users = AGENTS
invite = { all = "0.001/day" }
churn = "1000/day"
quorum = CORE
returning = 0
[contacts.all.CONTACTS
"#;

fn exodus(seed: u64, (runs, agents): (u32, u32), core: u32, contacts: &str) -> String {
    EXODUS
        .replace("SEED", &seed.to_string())
        .replace("RUNS", &runs.to_string())
        .replace("AGENTS", &agents.to_string())
        .replace("CORE", &core.to_string())
        .replace("CONTACTS", contacts)
}

/// Users who leave when they have fewer than k contacts left leave the k-core (Seidman 1983), however fast they do. Nobody of the core ever has fewer, so
/// that as many survivors as it has persons are its persons; it is found here by taking persons with fewer than k contacts away, one by one.
/// Exact, 3 runs each, N = 20,000, seeds 3101 to 3105; Zachary's karate club has a 4-core of ten.
///
/// In an Erdős–Rényi graph of mean degree c = 4 the 3-core has the share P(Poisson(cb) ≥ 3) of all persons, with the largest root b of b = P(Poisson(cb) ≥
/// 2): .66467 (Pittel, Spencer & Wormald 1996). N = 50,000, 20 runs, seed 3111. 4 standard errors, and .0005 for what is finite.
#[test]
fn the_survivors_of_an_exodus_are_the_core() {
    let mut law = law!("V26", "leaving with fewer than k contacts left: the k-core stays", "Garcia et al. 2013");
    law.set_up("Erdős–Rényi, mean degree 4, k = 3, N = 50,000, 20 runs");
    let text = exodus(3111, (20, 50_000), 3, "erdos_renyi]\nmean_degree = 4");
    let users = survivors(&text).into_iter().map(|users| f64::from(users) / 50_000.0).collect::<Vec<f64>>();
    law.near("share that stays", 0.66467, Mean::of(&users), Bias::within(0.0005));
    for (seed, (name, core, contacts)) in (3101..).zip([
        ("Erdős–Rényi, mean degree 6", 4, "erdos_renyi]\nmean_degree = 6"),
        ("acquaintance, mean degree 15", 8, "acquaintance]\nmean_degree = 15"),
        ("Watts–Strogatz, degree 6, β = .3", 4, "watts_strogatz]\ndegree = 6\nrewired = \"30%\""),
        ("Chung–Lu, mean degree 10", 7, "chung_lu]\nmean_degree = 10"),
        ("LFR, mean degree 15", 9, "lfr]\nmean_degree = 15"),
    ]) {
        law.set_up(format!("{name}, k = {core}, N = 20,000, 3 runs"));
        let text = exodus(seed, (3, 20_000), core, contacts);
        let scenario = load(&text, &[]);
        let cores = (0..3).map(|run| k_core(&contacts_of(&scenario, run, NonZeroUsize::MIN), core));
        law.exactly("persons who stay", listed(cores), listed(survivors(&text).into_iter()));
    }
    law.set_up("Zachary's karate club, k = 4");
    let karate = exodus(3106, (1, 34), 4, "file]\npath = \"docs/examples/karate.tsv\"");
    law.exactly("persons who stay", 10, listed(survivors(&karate).into_iter()));
    law.hold();
}

/// Users at the end of each run.
fn survivors(text: &str) -> Vec<u32> {
    trajectories(&load(text, &[])).iter().map(|run| run.row(run.last_day(), 0).active).collect()
}

fn listed(numbers: impl Iterator<Item = u32>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
}

/// Persons in the k-core, by taking those with too few contacts away until nobody has.
fn k_core(contacts: &ContactLayers, core: u32) -> u32 {
    let persons = contacts.persons() as usize;
    let mut left: Vec<u32> = (0..contacts.persons()).map(|person| contacts.degree(person, 0)).collect();
    let mut going: Vec<u32> = (0..contacts.persons()).filter(|&person| left[person as usize] < core).collect();
    let mut gone = vec![false; persons];
    while let Some(person) = going.pop() {
        if std::mem::replace(&mut gone[person as usize], true) {
            continue;
        }
        for other in contacts.in_layer(person, 0) {
            left[other as usize] -= 1;
            if left[other as usize] < core {
                going.push(other);
            }
        }
    }
    gone.iter().filter(|gone| !**gone).count() as u32
}
