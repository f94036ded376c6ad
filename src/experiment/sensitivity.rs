//! Which uncertain inputs matter, and how much is luck.
//!
//! Luck is an input like the others: the number of the run, which addresses every draw that is not a parameter. Its indices separate what
//! is unknown about the world from what would differ even if everything were known.

use std::collections::HashMap;

use super::crew::{Crew, Job, Step, Trouble};
use super::meter::Meter;
use super::study::{around, estimate};
use super::summary::Estimate;
use super::variants::Variants;
use crate::rng::World;
use crate::scenario::Scenario;
use crate::stats::{bootstrap, elementary_effects, morris, morris_trajectories, sobol_indices, sobol_points};

/// One place in the space of inputs, each in 0..1 as a probability of its distribution; the run is its luck.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The inputs.
    pub inputs: Vec<f64>,
    /// Number of the run.
    pub run: u64,
}

/// First and total order index of an input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// Share of the variance that the input explains by itself.
    pub first: Estimate,
    /// Share of the variance that would be left if all others were known.
    pub total: Estimate,
}

/// Sobol' indices of all inputs and of luck.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// One for each input.
    pub inputs: Vec<Index>,
    /// That of luck.
    pub luck: Index,
    /// Mean of what is measured.
    pub mean: f64,
    /// Its variance, over inputs and luck.
    pub variance: f64,
    /// Runs made.
    pub runs: u64,
}

/// Elementary effects of an input (Morris), over its whole distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Mean of the absolute effects μ*.
    pub mu_star: Estimate,
    /// Mean effect μ.
    pub mu: Estimate,
    /// Standard deviation of the effects σ: nonlinear, or together with others.
    pub sigma: Estimate,
}

/// What is measured with one input low and high, the others in the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Swing {
    /// With the input at its 5 % quantile.
    pub low: Estimate,
    /// With the input at its 95 % quantile.
    pub high: Estimate,
}

/// Resamples of the bootstrap.
const RESAMPLES: u32 = 1000;
/// Places whose scenarios are held at a time.
const BLOCK: usize = 512;

/// Makes runs at places.
pub struct Explorer<'a, F> {
    crew: &'a Crew<'a>,
    meter: Meter,
    scenario: F,
}

impl<'a, E, F> Explorer<'a, F>
where
    E: From<Trouble>,
    F: FnMut(usize, &[f64]) -> Result<Scenario, E>,
{
    /// `scenario` gives the scenario with these inputs, as the world with this number (they are counted anew for each part of the design).
    pub fn new(crew: &'a Crew<'a>, meter: Meter, scenario: F) -> Self {
        Explorer { crew, meter, scenario }
    }

    /// What is measured at each place.
    pub fn values(&mut self, places: &[Place]) -> Result<Vec<f64>, E> {
        (self.crew.watch)(Step::Planned(places.len() as u64));
        let mut values = Vec::with_capacity(places.len());
        for block in places.chunks(BLOCK) {
            values.extend(self.block(block)?);
        }
        Ok(values)
    }

    /// A part of the places; runs with the same number after each other, so that their contacts are made once.
    fn block(&mut self, places: &[Place]) -> Result<Vec<f64>, E> {
        let mut variants =
            Variants::new(self.crew.store, self.crew.threads.get() + 1).measuring(vec![self.meter.clone()]);
        let mut jobs = Vec::new();
        let mut known: HashMap<Vec<u64>, usize> = HashMap::new();
        for place in places {
            let key: Vec<u64> = place.inputs.iter().map(|input| input.to_bits()).collect();
            let world = if let Some(world) = known.get(&key) {
                *world
            } else {
                let scenario = (self.scenario)(variants.list().len(), &place.inputs)?;
                variants.find_or_add(scenario)
            };
            known.insert(key, world);
            jobs.push(Job { world, run: place.run, days: false });
        }
        let mut sorted = jobs.clone();
        sorted.sort_by_key(|job| (job.run, job.world));
        sorted.dedup();
        let mut found = HashMap::new();
        self.crew.work(&variants, sorted.into_iter(), |job, made| {
            found.insert((job.world, job.run), variants.value(0, &made.record));
            std::ops::ControlFlow::Continue(())
        })?;
        // In a part of a job array the others' values are missing, and nobody looks at them.
        Ok(jobs.iter().map(|job| found.get(&(job.world, job.run)).copied().unwrap_or(f64::NAN)).collect())
    }

    /// Sobol' indices from `rows` · (inputs + 3) runs.
    pub fn sobol(&mut self, inputs: usize, rows: usize, seed: u64) -> Result<Indices, E> {
        let columns = inputs + 1;
        let places = sobol_places(inputs, rows, seed);
        let values = self.values(&places)?;
        let at = |matrix: usize| -> Vec<f64> { (0..rows).map(|row| values[row * (columns + 2) + matrix]).collect() };
        let (a, b) = (at(0), at(1));
        let ab: Vec<Vec<f64>> = (0..columns).map(|column| at(2 + column)).collect();
        let every: Vec<usize> = (0..rows).collect();
        let told = |rows: &[usize]| {
            let unknown = || vec![f64::NAN; 2 * columns];
            let indices = sobol_indices(&a, &b, &ab, rows);
            indices.map_or_else(unknown, |indices| indices.first.into_iter().chain(indices.total).collect())
        };
        let found = told(&every);
        let stream = World { seed, replicate: 1 }.stream("bootstrap of indices");
        let intervals = bootstrap(rows, RESAMPLES, stream, told);
        let known = |at: usize| around(found[at], intervals[at]);
        let index = |column: usize| Index { first: known(column), total: known(columns + column) };
        let (indices, luck) = ((0..inputs).map(index).collect(), index(inputs));
        let both: Vec<f64> = a.iter().chain(&b).copied().collect();
        let mean = both.iter().sum::<f64>() / both.len() as f64;
        let variance = both.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (both.len() - 1) as f64;
        Ok(Indices { inputs: indices, luck, mean, variance, runs: places.len() as u64 })
    }

    /// Elementary effects from `trajectories` · (inputs + 1) runs; each trajectory has the same luck throughout.
    pub fn morris(&mut self, inputs: usize, trajectories: usize, seed: u64) -> Result<(Vec<Effect>, u64), E> {
        const LEVELS: u32 = 4;
        let world = World { seed, replicate: 0 };
        let design = morris_trajectories(trajectories, inputs, LEVELS, &world);
        // The ends of distributions without ends are left out.
        let inside = |u: f64| 0.025 + 0.95 * u;
        let places: Vec<Place> = design
            .iter()
            .enumerate()
            .flat_map(|(run, trajectory)| {
                let place = move |point: &Vec<f64>| Place {
                    inputs: point.iter().map(|u| inside(*u)).collect(),
                    run: run as u64,
                };
                trajectory.iter().map(place)
            })
            .collect();
        let values = self.values(&places)?;
        let outputs: Vec<Vec<f64>> = values.chunks(inputs + 1).map(<[f64]>::to_vec).collect();
        let effects = elementary_effects(&design, &outputs);
        let told = |chosen: &[usize]| {
            let summary = morris(&effects, chosen);
            summary.iter().flat_map(|effect| [effect.mu_star, effect.mu, effect.sigma]).collect::<Vec<f64>>()
        };
        let every: Vec<usize> = (0..trajectories).collect();
        let found = told(&every);
        let stream = World { seed, replicate: 1 }.stream("bootstrap of effects");
        let intervals = bootstrap(trajectories, RESAMPLES, stream, told);
        let known = |at: usize| around(found[at], intervals[at]);
        let effect = |i: usize| Effect { mu_star: known(3 * i), mu: known(3 * i + 1), sigma: known(3 * i + 2) };
        Ok(((0..inputs).map(effect).collect(), places.len() as u64))
    }

    /// One input at a time low and high, the others in the middle, in runs with the same luck; first what is measured with all in the middle.
    pub fn one_at_a_time(&mut self, inputs: usize, runs: u64) -> Result<(Estimate, Vec<Swing>), E> {
        const ENDS: [f64; 2] = [0.05, 0.95];
        let middle = vec![0.5; inputs];
        let mut worlds = vec![middle.clone()];
        for input in 0..inputs {
            for end in ENDS {
                let mut at = middle.clone();
                at[input] = end;
                worlds.push(at);
            }
        }
        let place = |inputs: &Vec<f64>, run| Place { inputs: inputs.clone(), run };
        let places: Vec<Place> =
            worlds.iter().flat_map(|inputs| (0..runs).map(move |run| place(inputs, run))).collect();
        let values = self.values(&places)?;
        let (middle, ends) = values.split_at(runs as usize);
        let base = estimate(middle, &self.meter);
        let ends: Vec<Estimate> = ends.chunks(runs as usize).map(|values| estimate(values, &self.meter)).collect();
        Ok((base, ends.chunks(2).map(|ends| Swing { low: ends[0], high: ends[1] }).collect()))
    }
}

/// For each row: A, B, then A with each column (the last is luck) taken from B.
fn sobol_places(inputs: usize, rows: usize, seed: u64) -> Vec<Place> {
    let points = sobol_points(rows, 2 * inputs, seed as u32);
    let mut places = Vec::with_capacity(rows * (inputs + 3));
    for (row, point) in points.iter().enumerate() {
        let (a, b) = point.split_at(inputs);
        let (luck_a, luck_b) = (2 * row as u64, 2 * row as u64 + 1);
        places.push(Place { inputs: a.to_vec(), run: luck_a });
        places.push(Place { inputs: b.to_vec(), run: luck_b });
        for column in 0..inputs {
            let mut mixed = a.to_vec();
            mixed[column] = b[column];
            places.push(Place { inputs: mixed, run: luck_a });
        }
        places.push(Place { inputs: a.to_vec(), run: luck_b });
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_of_a_row_differs_from_the_first_in_one_column() {
        let places = sobol_places(3, 8, 1);
        assert_eq!(places.len(), 8 * 6);
        for row in places.chunks(6) {
            for (column, place) in row[2..5].iter().enumerate() {
                let changed: Vec<usize> =
                    (0..3).filter(|i| place.inputs[*i].to_bits() != row[0].inputs[*i].to_bits()).collect();
                assert_eq!((changed, place.run), (vec![column], row[0].run));
                assert!((place.inputs[column] - row[1].inputs[column]).abs() < 1e-15);
            }
            assert_eq!((&row[5].inputs, row[5].run), (&row[0].inputs, row[1].run));
            assert_ne!(row[0].run, row[1].run);
        }
    }
}
