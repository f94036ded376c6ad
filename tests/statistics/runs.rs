//! From the text of a scenario to numbers with their standard errors, by the public path: load, ensemble, outcomes.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use headstart::experiment::{Crew, Ensemble, Outcome, Plan, ensemble};
use headstart::scenario::{self, Overrides, Scenario};

/// A scenario from its text, with some settings changed as `--set` would.
pub fn load(text: &str, settings: &[&str]) -> Scenario {
    let overrides = Overrides { set: settings.iter().map(|&one| one.to_owned()).collect(), ..Overrides::default() };
    let loaded = scenario::load_text(text, Path::new("law.toml"), &overrides);
    loaded.unwrap_or_else(|problems| panic!("{text}\n{problems}")).scenario
}

/// All runs, on all cores.
pub fn run(scenario: &Scenario, finished: impl FnMut(&Outcome)) -> Ensemble {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let stop = AtomicBool::new(false);
    let runs = ensemble(scenario, Plan::default(), &Crew::new(threads, &stop), finished);
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
        let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        Mean { value: mean, error: spread / n.sqrt(), spread }
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
    let ensemble = run(scenario, |_| ());
    assert_eq!(ensemble.sample.len() as u64, ensemble.runs, "more runs than are sampled");
    let share = |row: &headstart::engine::Row| f64::from(row.active) / agents;
    let of_run = |run: &headstart::engine::Trajectory| days.iter().map(|&day| share(run.row(day, platform))).collect();
    ensemble.sample.iter().map(|(_, trajectory)| of_run(trajectory)).collect()
}

/// The same with ticks that go to 0: 2 · (with ticks of .05 days) − (with ticks of .1 days), run by run, which takes away what is of the
/// first order in the tick. What remains is of the second order: see [`SECOND_ORDER`].
pub fn extrapolated_shares(text: &str, platform: usize, days: &[usize]) -> Vec<Mean> {
    let shares = |tick: &str| active_shares(&load(text, &[tick]), platform, days);
    let (coarse, fine) = (shares("tick=0.1 days"), shares("tick=0.05 days"));
    let of_day = |day: usize| {
        let runs: Vec<f64> = coarse.iter().zip(&fine).map(|(coarse, fine)| 2.0 * fine[day] - coarse[day]).collect();
        Mean::of(&runs)
    };
    (0..days.len()).map(of_day).collect()
}

/// Bias of [`extrapolated_shares`] at rates below 1 a day: c · .1 · .05 with |c| < .1 for the curves here (the mean-field recursion
/// of a Bass curve has c = .05 at its steepest).
pub const SECOND_ORDER: f64 = 0.0005;
