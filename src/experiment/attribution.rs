//! Which of the differences between two worlds decided it: Shapley values over the worlds in between.
//!
//! The players are the differences, the value of a set of them is what is measured in the first world with these differences taken from the
//! second. All worlds share people, contacts and luck, so that a share is a mean over runs of differences within a run.
//! Shapley 1953, *A value for n-person games*; for attribution in models see Owen & Prieur 2017, SIAM/ASA JUQ 5:986.

use std::collections::HashMap;

use super::crew::Trouble;
use super::study::{Study, around, estimate};
use super::summary::Estimate;
use crate::rng::World;
use crate::stats::{Bootstrapped, arrival_order, bootstrap, interactions, shapley, shapley_from_orders};

/// What a difference contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Its Shapley value, with the 95 % interval of a bootstrap over runs.
    pub value: Estimate,
    /// The effect of this difference alone, in the first world.
    pub alone: Estimate,
    /// The effect of this difference when all others are there already.
    pub last: Estimate,
}

/// What two differences do together beyond what each does.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// The two differences.
    pub pair: (usize, usize),
    /// The pairwise Shapley interaction, with interval: above 0 when each helps the other, below when one makes the other needless.
    pub value: Estimate,
}

/// The whole effect and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// What is measured in the first world.
    pub from: Estimate,
    /// What is measured in the second.
    pub to: Estimate,
    /// The difference, from pairs of runs.
    pub effect: Estimate,
    /// One share for each difference; they add up to the effect.
    pub shares: Vec<Share>,
    /// All pairs, strongest first; none when permutations were sampled.
    pub interactions: Vec<Interaction>,
    /// Runs of each world.
    pub runs: u64,
    /// Number of worlds.
    pub worlds: usize,
    /// Number of permutations, when not all worlds were made.
    pub permutations: Option<usize>,
}

/// The most differences for which all worlds in between are made.
pub const EXACT: usize = 8;
/// Resamples of the bootstrap.
const RESAMPLES: u32 = 2000;

/// The worlds that an attribution looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    factors: usize,
    /// Random orders of the differences, where not all worlds are made.
    orders: Option<Vec<Vec<usize>>>,
    /// Sets of differences, a bit each.
    sets: Vec<u64>,
}

impl Between {
    /// All worlds between two that differ in so many ways (63 at most); with more than [`EXACT`] differences those on so many
    /// random orders of them.
    pub fn new(factors: usize, orders: usize) -> Between {
        let seed = World { seed: 0, replicate: 0 };
        let orders: Option<Vec<Vec<usize>>> =
            (factors > EXACT).then(|| (0..orders as u64).map(|number| arrival_order(factors, number, &seed)).collect());
        let sets = match &orders {
            None => (0..=everything(factors)).collect(),
            Some(orders) => visited(orders, factors),
        };
        Between { factors, orders, sets }
    }

    /// Number of worlds.
    pub fn worlds(&self) -> usize {
        self.sets.len()
    }
}

/// All of so many differences.
fn everything(factors: usize) -> u64 {
    (1 << factors) - 1
}

/// Attributes the difference between two worlds to what differs, with so many runs of each world between them. `world` adds the world with these differences (a
/// bit each) to the study. Nothing in a part of a job array, which has not all runs.
pub fn attribution<E: From<Trouble>>(
    study: &mut Study,
    between: &Between,
    runs: u64,
    mut world: impl FnMut(&mut Study, u64) -> Result<usize, E>,
) -> Result<Option<Attribution>, E> {
    let mut worlds = HashMap::new();
    for &set in &between.sets {
        worlds.insert(set, world(study, set)?);
    }
    let mut plan: Vec<(usize, u64)> = worlds.values().map(|world| (*world, runs)).collect();
    plan.sort_unstable();
    study.extend(&plan)?;
    if study.is_part() {
        return Ok(None);
    }
    let known = Known { study, worlds, factors: between.factors, all: everything(between.factors) };
    Ok(Some(known.attribution(runs, between.orders.as_deref())))
}

/// All sets that random orders pass, and the sets of one and of all but one.
fn visited(orders: &[Vec<usize>], factors: usize) -> Vec<u64> {
    let all = everything(factors);
    let mut sets = vec![0, all];
    for order in orders {
        let mut mask = 0;
        for factor in order {
            mask |= 1 << factor;
            sets.push(mask);
        }
    }
    sets.extend((0..factors).flat_map(|factor| [1 << factor, all & !(1 << factor)]));
    sets.sort_unstable();
    sets.dedup();
    sets
}

/// All runs of all worlds.
struct Known<'s, 'c> {
    study: &'s Study<'c>,
    worlds: HashMap<u64, usize>,
    factors: usize,
    all: u64,
}

impl Known<'_, '_> {
    fn values(&self, mask: u64) -> &[f64] {
        &self.study.tally(self.worlds[&mask]).values
    }

    /// Mean of a world over these runs.
    fn mean(&self, mask: u64, runs: &[usize]) -> f64 {
        let values = self.values(mask);
        runs.iter().map(|run| values[*run]).sum::<f64>() / runs.len() as f64
    }

    /// Everything that is told, over these runs (and these orders): shares, effects alone, effects last, interactions, whole effect.
    fn statistic(&self, runs: &[usize], orders: Option<&[Vec<usize>]>) -> Vec<f64> {
        let (shares, pairs) = match orders {
            None => {
                let values: Vec<f64> = (0..=self.all).map(|mask| self.mean(mask, runs)).collect();
                (shapley(&values), pairs(self.factors, &interactions(&values)))
            }
            Some(orders) => (self.along(orders, runs), Vec::new()),
        };
        let (nothing, everything) = (self.mean(0, runs), self.mean(self.all, runs));
        let alone = (0..self.factors).map(|f| self.mean(1 << f, runs) - nothing);
        let last = (0..self.factors).map(|f| everything - self.mean(self.all & !(1 << f), runs));
        let effect = std::iter::once(everything - nothing);
        shares.into_iter().chain(alone).chain(last).chain(pairs).chain(effect).collect()
    }

    /// Mean contribution of each difference along orders.
    fn along(&self, orders: &[Vec<usize>], runs: &[usize]) -> Vec<f64> {
        let path = |order: &Vec<usize>| {
            let sets = (0..=order.len()).map(|there| order[..there].iter().fold(0, |set, factor| set | 1 << factor));
            sets.map(|set| self.mean(set, runs)).collect()
        };
        let paths: Vec<Vec<f64>> = orders.iter().map(path).collect();
        shapley_from_orders(orders, &paths).iter().map(|estimate| estimate.value).collect()
    }

    fn attribution(&self, runs: u64, orders: Option<&[Vec<usize>]>) -> Attribution {
        let every: Vec<usize> = (0..runs as usize).collect();
        let values = self.statistic(&every, orders);
        let luck = World { seed: 0, replicate: 1 };
        let (draws, mut resample) = (luck.stream("bootstrap of orders"), 0);
        let intervals = bootstrap(runs as usize, RESAMPLES, luck.stream("bootstrap of shares"), |runs| {
            resample += 1;
            let draws = draws.below(resample);
            let any = |orders: &[Vec<usize>]| -> Vec<Vec<usize>> {
                let n = orders.len() as u64;
                (0..n).map(|order| orders[draws.under(order, n) as usize].clone()).collect()
            };
            self.statistic(runs, orders.map(any).as_deref())
        });
        // One run has nothing to be resampled with.
        let interval = |known: Bootstrapped| if runs > 1 { known } else { Bootstrapped { interval: None, ..known } };
        let told: Vec<Estimate> =
            values.iter().zip(&intervals).map(|(&value, known)| around(value, interval(*known))).collect();
        let k = self.factors;
        let share = |f: usize| Share { value: told[f], alone: told[k + f], last: told[2 * k + f] };
        let mut interactions: Vec<Interaction> = places(k)
            .zip(&told[3 * k..told.len() - 1])
            .map(|(pair, value)| Interaction { pair, value: *value })
            .collect();
        interactions.sort_by(|a, b| b.value.value.abs().total_cmp(&a.value.value.abs()));
        let meter = self.study.meter();
        Attribution {
            from: estimate(self.values(0), meter),
            to: estimate(self.values(self.all), meter),
            effect: told[told.len() - 1],
            shares: (0..k).map(share).collect(),
            interactions,
            runs,
            worlds: self.worlds.len(),
            permutations: orders.map(<[Vec<usize>]>::len),
        }
    }
}

/// All pairs i < j.
fn places(factors: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..factors).flat_map(move |i| (i + 1..factors).map(move |j| (i, j)))
}

fn pairs(factors: usize, matrix: &[Vec<f64>]) -> Vec<f64> {
    places(factors).map(|(i, j)| matrix[i][j]).collect()
}
