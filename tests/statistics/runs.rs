//! From the text of a scenario to numbers with their standard errors, by the public path: load, ensemble or experiment, outcomes.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use headstart::engine::{Row, Trajectory};
use headstart::experiment::{
    Allocation, Crew, Ensemble, Finding, Meter, Outcome, Plan, Search, Study, Tally, Trouble, ensemble, solve, sweep,
};
use headstart::scenario::{self, Overrides, Scenario, Template};

/// A scenario that can be varied, from its text, with some settings changed as `--set` would. Paths are those of the repository.
pub fn template(text: &str, settings: &[&str]) -> Template {
    let overrides = Overrides { set: settings.iter().map(|&one| one.to_owned()).collect(), ..Overrides::default() };
    let loaded = Template::load_text(text, Path::new("law.toml"), &overrides);
    loaded.unwrap_or_else(|problems| panic!("{text}\n{problems}"))
}

/// A scenario from its text.
pub fn load(text: &str, settings: &[&str]) -> Scenario {
    template(text, settings).into_loaded().scenario
}

fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// All runs, on all cores.
pub fn run(scenario: &Scenario, finished: impl FnMut(&Outcome)) -> Ensemble {
    let stop = AtomicBool::new(false);
    let runs = ensemble(scenario, Plan::default(), &Crew::new(threads(), &stop), finished);
    runs.unwrap_or_else(|trouble| panic!("{trouble:?}"))
}

/// A mean over runs and its standard error.
#[allow(clippy::struct_field_names, reason = "the mean of a mean has no other name")]
#[derive(Debug, Clone, Copy)]
pub struct Mean {
    pub value: f64,
    pub error: f64,
    /// Standard deviation of one run.
    pub spread: f64,
}

impl Mean {
    pub fn of(values: &[f64]) -> Mean {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let spread = (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt();
        Mean { value: mean, error: spread / n.sqrt(), spread }
    }

    /// A share of runs, with the standard error that it has if the law holds.
    pub fn share(successes: u64, runs: u64, expected: f64) -> Mean {
        let (runs, spread) = (runs as f64, (expected * (1.0 - expected)).sqrt());
        Mean { value: successes as f64 / runs, error: spread / runs.sqrt(), spread }
    }

    /// The standard deviation of one run, itself known from so many nearly normal runs.
    pub fn deviation(values: &[f64]) -> Mean {
        let spread = Mean::of(values).spread;
        Mean { value: spread, error: spread / (2.0 * values.len() as f64).sqrt(), spread }
    }

    /// The ratio of two means over the same runs.
    pub fn ratio(above: &[f64], below: &[f64]) -> Mean {
        let (over, under) = (Mean::of(above).value, Mean::of(below).value);
        let ratio = over / under;
        let rest: Vec<f64> = above.iter().zip(below).map(|(above, below)| (above - ratio * below) / under).collect();
        Mean { value: ratio, ..Mean::of(&rest) }
    }

    /// The same in another unit.
    pub fn times(self, factor: f64) -> Mean {
        Mean { value: factor * self.value, error: factor * self.error, spread: factor * self.spread }
    }

    /// Fails unless the expected number lies within 4 standard errors and a known bias.
    #[track_caller]
    pub fn expect(self, what: &str, expected: f64, bias: f64) {
        let off = self.value - expected;
        println!("{what}: {:.5} ± {:.5}, expected {expected:.5}", self.value, self.error);
        let allowed = 4.0 * self.error + bias;
        assert!(off.abs() <= allowed, "{what}: {} ± {}, expected {expected} ± {allowed}", self.value, self.error);
    }
}

/// Share of all agents active on a platform, by run and by day of a list.
pub fn active_shares(scenario: &Scenario, platform: usize, days: &[usize]) -> Vec<Vec<f64>> {
    let agents = f64::from(scenario.market.agents);
    let share = |row: &Row| f64::from(row.active) / agents;
    let of_run = |run: &Trajectory| days.iter().map(|&day| share(run.row(day, platform))).collect();
    trajectories(scenario).iter().map(of_run).collect()
}

/// The days of every run; there must not be more than are sampled.
pub fn trajectories(scenario: &Scenario) -> Vec<Trajectory> {
    let ensemble = run(scenario, |_| ());
    assert_eq!(ensemble.sample.len() as u64, ensemble.runs, "more runs than are sampled");
    ensemble.sample.into_iter().map(|(_, trajectory)| trajectory).collect()
}

/// What is measured, run by run and in every one of them, as `headstart sweep --of` would.
pub fn measured(scenario: &Scenario, measure: &str) -> Vec<f64> {
    let stop = AtomicBool::new(false);
    let crew = Crew::new(threads(), &stop);
    let mut study = Study::new(&crew, meter(scenario, measure));
    let world = study.add(scenario.clone());
    study.extend(&[(world, u64::from(scenario.runs))]).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    study.tally(world).values.clone()
}

fn meter(scenario: &Scenario, measure: &str) -> Meter {
    let parsed = scenario::parse_measure(measure, scenario);
    Meter::new(parsed.unwrap_or_else(|problem| panic!("{measure}: {problem:?}")), scenario)
}

/// What is measured at every level of an axis, as `headstart sweep` does it.
pub fn swept(text: &str, axis: &str, measure: &str) -> Vec<Tally> {
    let template = template(text, &[]);
    let scenario = &template.loaded().scenario;
    let stop = AtomicBool::new(false);
    let crew = Crew::new(threads(), &stop);
    let mut study = Study::new(&crew, meter(scenario, measure));
    let axis = scenario::parse_axis(axis, &template).unwrap_or_else(|problem| panic!("{axis}: {problem:?}"));
    for level in &axis.levels {
        study.add(template.with(&level.settings).unwrap_or_else(|problems| panic!("{problems}")).scenario);
    }
    sweep(&mut study, Allocation::Even(u64::from(scenario.runs))).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    study.tallies().to_vec()
}

/// Where a condition holds on an axis, as `headstart solve` finds it, with the standard error that its 95 % interval has if it is normal.
pub fn solved(text: &str, axis: &str, condition: &str, (tolerance, runs): (f64, u64)) -> Mean {
    let template = template(text, &[]);
    let scenario = &template.loaded().scenario;
    let axis = scenario::parse_axis(axis, &template).unwrap_or_else(|problem| panic!("{axis}: {problem:?}"));
    let condition = scenario::parse_condition(condition, scenario);
    let condition = condition.unwrap_or_else(|problem| panic!("{problem:?}"));
    let search = Search { low: axis.low, high: axis.high, target: condition.target, tolerance, runs };
    let stop = AtomicBool::new(false);
    let crew = Crew::new(threads(), &stop);
    let mut study = Study::new(&crew, Meter::new(condition.measure.clone(), scenario));
    let mut places: Vec<f64> = Vec::new();
    let solution = solve(&mut study, &search, |study, number| {
        let level = axis.at(number);
        let known = places.iter().position(|place| place.to_bits() == level.number.to_bits());
        let world = known.unwrap_or_else(|| {
            places.push(level.number);
            study.add(template.with(&level.settings).unwrap_or_else(|problems| panic!("{problems}")).scenario)
        });
        Ok::<_, Trouble>((world, level.number))
    });
    match solution.unwrap_or_else(|trouble| panic!("{trouble:?}")).finding {
        Finding::Crossing { at, .. } => {
            let error = (at.high - at.low) / 2.0 / 1.96;
            Mean { value: at.value, error, spread: error }
        }
        Finding::Nowhere { side } => panic!("{}: nowhere, {side:?}", condition.text),
    }
}

/// Shares of active users with ticks that go to 0: 2 · (with ticks of .05 days) − (with ticks of .1 days), run by run with the same
/// luck, which takes away what is of the first order in the tick. What remains is of the second order: see [`SECOND_ORDER`].
pub fn extrapolated_shares(text: &str, platform: usize, days: &[usize]) -> Vec<Mean> {
    let shares = |tick: &str| active_shares(&load(text, &[tick]), platform, days);
    let (coarse, fine) = (shares("tick=0.1 days"), shares("tick=0.05 days"));
    let of_day = |day: usize| {
        let runs: Vec<f64> = coarse.iter().zip(&fine).map(|(coarse, fine)| 2.0 * fine[day] - coarse[day]).collect();
        Mean::of(&runs)
    };
    (0..days.len()).map(of_day).collect()
}

/// The same for any measure, in any number of runs.
pub fn extrapolated(text: &str, settings: &[&str], measure: &str) -> Mean {
    let values = |tick: &str| measured(&load(text, &[settings, &[tick]].concat()), measure);
    let (coarse, fine) = (values("tick=0.1 days"), values("tick=0.05 days"));
    let runs: Vec<f64> = coarse.iter().zip(&fine).map(|(coarse, fine)| 2.0 * fine - coarse).collect();
    Mean::of(&runs)
}

/// Bias of what is extrapolated, at rates below 1 a day: the recursion of the Bass curve is off by .00009 where it is steepest.
pub const SECOND_ORDER: f64 = 0.0002;
