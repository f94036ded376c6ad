//! Leaving that makes others leave.

use crate::runs::{Mean, active_shares, load};

/// V26, Garcia, Mavrodiev & Schweitzer 2013: whoever has fewer than k = 3 contacts among the users leaves; the survivors are the k-core. On an
/// Erdős–Rényi graph of mean degree c = 4 it has the share P(Poisson(cy) ≥ 3) = .66467, with the largest root y of y = P(Poisson(cy) ≥ 2) (Pittel,
/// Spencer & Wormald 1996). N = 50,000, 4 runs, seed 3071. 4 standard errors.
#[test]
fn an_exodus_leaves_the_core() {
    let text = r#"
start = 2001-01-01
end = 2001-07-01
seed = 3071
runs = 4
market = { agents = 50_000, potential = 50_000 }
[contacts.friends.erdos_renyi]
mean_degree = 4
[platforms.one]
launch = 2001-01-01
initial_users = 50_000
invite = { friends = "1/day" }
churn = "1000/day"
quorum = 3
returning = 0
"#;
    let scenario = load(text, &[]);
    let last = scenario.days() as usize;
    Mean::of(&active_shares(&scenario, 0, &[last]).concat()).expect("users in the 3-core", 0.66467, 0.0);
}
