//! Theory beside a run: what the equations of [`crate::theory`] say, against what the runs say.
//!
//! [`Beside`] is what is computed; [`Told`] what is told of it, plain data that stands in `theory.csv`, `theory_curves.csv` and
//! `summary.json` and from which figure and page are made. Every reason for which
//! runs and theory part is a number that was computed, not a guess.

mod reasons;
mod rows;
mod slope;
mod tables;
mod told;
mod words;

pub use reasons::{Effect, Reason};
pub use rows::{Quantity, Row};
pub use tables::{APPROACHES, COLUMNS, comparison_table, curves_table};
pub use told::Told;
pub use words::{section_of_page, theory_json};

use super::published::Published;
use crate::experiment::Ensemble;
use crate::rng::World;
use crate::scenario::Scenario;
use crate::theory::{Approach, Omission, Standings, Theory};

/// A curve of theory for one platform, by day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlatformCurve {
    /// Active persons.
    pub active: Vec<f64>,
    /// Registered persons.
    pub registered: Vec<f64>,
    /// Active users as the press counts them.
    pub published_active: Vec<f64>,
    /// Accounts as the press counts them.
    pub published_registered: Vec<f64>,
}

/// What an approach says, in persons.
#[derive(Debug, Clone, PartialEq)]
pub struct TheoryCurve {
    /// The approach.
    pub approach: Approach,
    /// A curve a platform.
    pub platforms: Vec<PlatformCurve>,
}

/// Theory beside the runs of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// Length of a tick \[day\].
    pub tick: f64,
    /// Number of runs.
    pub runs: u64,
    /// What an agent stands for \[persons\].
    pub agent: f64,
    /// The approach that the runs are held against: the one that leaves out least.
    pub main: Option<Approach>,
    /// Whether the edge-based curve is exact as N → ∞.
    pub exact: bool,
    /// The curves that there are.
    pub curves: Vec<TheoryCurve>,
    /// The curves that there are not, and why.
    pub missing: Vec<(Approach, Vec<&'static str>)>,
    /// What is compared, platform by platform.
    pub rows: Vec<Row>,
    /// Why runs and theory may part, platform by platform, as computed.
    pub effects: Vec<Effect>,
    /// What the mean field leaves out.
    pub omissions: Vec<Omission>,
}

impl Beside {
    /// Theory beside the runs of a scenario.
    pub fn new(scenario: &Scenario, ensemble: &Ensemble, theory: &Theory) -> Beside {
        let curves =
            theory.curves.iter().map(|curve| in_persons(scenario, theory, curve.approach, &curve.days)).collect();
        let rows = rows::rows(scenario, ensemble, theory);
        let agent = theory.persons / f64::from(scenario.market.agents);
        Beside {
            tick: theory.tick,
            runs: ensemble.runs,
            agent,
            main: main_approach(theory),
            exact: theory.exact,
            effects: reasons::effects(theory, &rows, agent),
            curves,
            missing: theory.missing.clone(),
            rows,
            omissions: theory.omissions.clone(),
        }
    }

    /// The row of a quantity of a platform.
    pub fn row(&self, platform: usize, quantity: Quantity) -> Option<&Row> {
        self.rows.iter().find(|row| row.platform == platform && row.quantity == quantity)
    }
}

/// The approach that leaves out least.
fn main_approach(theory: &Theory) -> Option<Approach> {
    let has = |approach: &Approach| theory.curve(*approach).is_some();
    let edge_based = Some(Approach::EdgeBased).filter(|_| theory.exact);
    edge_based.into_iter().chain([Approach::MeanField, Approach::Ticks]).find(has)
}

fn in_persons(scenario: &Scenario, theory: &Theory, approach: Approach, days: &[Standings]) -> TheoryCurve {
    let curve = |(p, spec)| {
        let published = Published::new(scenario, spec, World::central(scenario.seed).replicate);
        let persons =
            |of: &dyn Fn(&Standings) -> f64| days.iter().map(|day| of(day) * theory.persons).collect::<Vec<f64>>();
        let (active, registered) = (persons(&|day| day.active[p]), persons(&|day| day.registered[p]));
        let counted = |persons: &[f64], count: &dyn Fn(f64, usize) -> f64| {
            persons.iter().enumerate().map(|(day, persons)| count(*persons, day)).collect()
        };
        PlatformCurve {
            published_active: counted(&active, &|persons, day| published.users(persons, day)),
            published_registered: counted(&registered, &|persons, day| published.accounts(persons, day)),
            active,
            registered,
        }
    };
    TheoryCurve { approach, platforms: scenario.platforms.iter().enumerate().map(curve).collect() }
}

/// A number with six digits that carry meaning: equations are not solved better than that.
pub(super) fn six_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.5e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::six_digits;

    #[test]
    fn numbers_keep_six_digits() {
        for (value, kept) in
            [(123_456_789.0, 123_457_000.0), (0.001_234_567_89, 0.001_234_57), (0.0, 0.0), (-2.0, -2.0)]
        {
            assert!((six_digits(value) - kept).abs() <= 1e-15 * kept.abs(), "{value}");
        }
    }
}
