//! What is compared: early growth, threshold, and where a platform stands at the end.

use super::six_digits;
use super::slope::slope;
use crate::engine::Trajectory;
use crate::experiment::{Ensemble, Outcome};
use crate::scenario::Scenario;
use crate::stats::quantile;
use crate::theory::growth::Growth;
use crate::theory::{Approach, Curve, Outlook, Rates, Standings, Theory};

/// A number that theory and runs have in common, or that theory alone can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Growth rate at the launch, the largest eigenvalue [day⁻¹].
    GrowthAtLaunch,
    /// Time in which users double at the launch \[day\].
    DoublingTime,
    /// Users whom a user wins in a lifetime.
    Reproduction,
    /// Slope of the logarithm of the users in the early phase [day⁻¹].
    EarlySlope,
    /// Chance that all first users are lost before they multiply, in the runs tenfold.
    DiesOut,
    /// Standard deviation of the number of users in the early phase by luck alone, in parts of the mean.
    EarlySpread,
    /// Share of the persons who are won in the end where each contact is invited once.
    OnceShare,
    /// Active persons at the end.
    Active,
    /// Registered persons at the end.
    Registered,
    /// Active persons when everything has come to rest.
    AtRest,
}

impl Quantity {
    /// All, in the order of rows.
    pub const ALL: [Quantity; 10] = [
        Quantity::GrowthAtLaunch,
        Quantity::DoublingTime,
        Quantity::Reproduction,
        Quantity::EarlySlope,
        Quantity::DiesOut,
        Quantity::EarlySpread,
        Quantity::OnceShare,
        Quantity::Active,
        Quantity::Registered,
        Quantity::AtRest,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Quantity::GrowthAtLaunch => "growth_at_launch",
            Quantity::DoublingTime => "doubling_time",
            Quantity::Reproduction => "reproduction",
            Quantity::EarlySlope => "early_slope",
            Quantity::DiesOut => "dies_out",
            Quantity::EarlySpread => "early_spread",
            Quantity::OnceShare => "share_by_single_invitations",
            Quantity::Active => "active_end",
            Quantity::Registered => "registered_end",
            Quantity::AtRest => "active_at_rest",
        }
    }

    /// Its unit in tables.
    pub fn unit(self) -> &'static str {
        match self {
            Quantity::GrowthAtLaunch | Quantity::EarlySlope => "1/day",
            Quantity::DoublingTime => "days",
            Quantity::Reproduction => "users",
            Quantity::DiesOut | Quantity::EarlySpread | Quantity::OnceShare => "share",
            Quantity::Active | Quantity::Registered | Quantity::AtRest => "persons",
        }
    }

    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Quantity::GrowthAtLaunch => "growth at the launch",
            Quantity::DoublingTime => "doubling time",
            Quantity::Reproduction => "users won by a user",
            Quantity::EarlySlope => "early growth",
            Quantity::DiesOut => "lost before it grows",
            Quantity::EarlySpread => "early spread by luck",
            Quantity::OnceShare => "share won by single invitations",
            Quantity::Active => "active at the end",
            Quantity::Registered => "registered at the end",
            Quantity::AtRest => "active at rest",
        }
    }
}

/// A number by each theory and in the runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Position of the platform.
    pub platform: usize,
    /// What it is.
    pub quantity: Quantity,
    /// In the mean field.
    pub mean_field: Option<f64>,
    /// In the mean field in ticks.
    pub ticks: Option<f64>,
    /// Edge-based: contacts with the degrees of the layer, otherwise random.
    pub edge_based: Option<f64>,
    /// On the contacts as they are, clusters included.
    pub contacts: Option<f64>,
    /// The same in ticks.
    pub contacts_in_ticks: Option<f64>,
    /// In the runs: 5 % quantile, median, 95 % quantile.
    pub simulated: Option<[f64; 3]>,
}

impl Row {
    /// The row with the digits of the files.
    pub(super) fn rounded(&self) -> Row {
        let digits = |value: Option<f64>| value.map(six_digits);
        Row {
            mean_field: digits(self.mean_field),
            ticks: digits(self.ticks),
            edge_based: digits(self.edge_based),
            contacts: digits(self.contacts),
            contacts_in_ticks: digits(self.contacts_in_ticks),
            simulated: self.simulated.map(|range| range.map(six_digits)),
            ..*self
        }
    }

    fn new(platform: usize, quantity: Quantity) -> Row {
        Row {
            platform,
            quantity,
            mean_field: None,
            ticks: None,
            edge_based: None,
            contacts: None,
            contacts_in_ticks: None,
            simulated: None,
        }
    }

    /// What an approach says.
    pub fn by(&self, approach: Approach) -> Option<f64> {
        match approach {
            Approach::MeanField => self.mean_field,
            Approach::Ticks => self.ticks,
            Approach::EdgeBased => self.edge_based,
        }
    }

    fn is_empty(&self) -> bool {
        let theory = [self.mean_field, self.ticks, self.edge_based, self.contacts, self.contacts_in_ticks];
        theory.iter().all(Option::is_none)
    }
}

/// A smaller chance is none.
const LEAST_CHANCE: f64 = 1e-6;

/// All rows of a scenario, platform by platform; those about which theory says nothing are left out.
pub fn rows(scenario: &Scenario, ensemble: &Ensemble, theory: &Theory) -> Vec<Row> {
    let of_platform = |p: usize| {
        let outlook = theory.outlooks[p].as_ref();
        let mut rows: Vec<Row> = outlook.map(|outlook| at_launch(p, outlook)).unwrap_or_default();
        rows.extend(by_luck(p, scenario, ensemble, theory));
        rows.extend(on_curves(p, scenario, ensemble, theory));
        rows.into_iter().filter(|row| !row.is_empty())
    };
    (0..scenario.platforms.len()).flat_map(of_platform).collect()
}

/// What the eigenvalues at the launch say.
fn at_launch(p: usize, outlook: &Outlook) -> Vec<Row> {
    let row = |quantity, of: &dyn Fn(Growth) -> Option<f64>| {
        let Rates { mixed, mixed_in_ticks, uneven, clustered, in_ticks, .. } = outlook.rates;
        Row {
            mean_field: mixed.and_then(of),
            ticks: mixed_in_ticks.and_then(of),
            edge_based: uneven.and_then(of),
            contacts: clustered.and_then(of),
            contacts_in_ticks: in_ticks.and_then(of),
            ..Row::new(p, quantity)
        }
    };
    let finite = |value: f64| Some(value).filter(|value| value.is_finite());
    vec![
        row(Quantity::GrowthAtLaunch, &|growth| finite(growth.rate)),
        row(Quantity::DoublingTime, &|growth| growth.doubling()),
        row(Quantity::Reproduction, &|growth| finite(growth.reproduction)),
    ]
}

/// What is left to chance. Runs are counted as lost early only where those that are not can be told from them.
fn by_luck(p: usize, scenario: &Scenario, ensemble: &Ensemble, theory: &Theory) -> Vec<Row> {
    let Some(outlook) = &theory.outlooks[p] else { return Vec::new() };
    let mut rows = Vec::new();
    if let Some(chance) = outlook.chance.filter(|chance| chance.shape.is_finite()) {
        if chance.dies_out > LEAST_CHANCE {
            let agents = f64::from(scenario.market.agents);
            let multiplies = |curve: &Curve| curve.days.iter().any(|day| day.active[p] * agents >= 10.0 * chance.first);
            let counts = theory.curves.iter().any(multiplies);
            let simulated = lost(ensemble, p, chance.first).filter(|_| counts).map(|share| [share; 3]);
            rows.push(Row { mean_field: Some(chance.dies_out), simulated, ..Row::new(p, Quantity::DiesOut) });
        }
        let spread = Some(chance.spread()).filter(|spread| spread.is_finite());
        rows.push(Row { mean_field: spread, ..Row::new(p, Quantity::EarlySpread) });
    }
    if let Some(once) = outlook.once {
        let simulated = ranges(ensemble, |outcome, trajectory| {
            let agents = f64::from(trajectory.market.last().copied().unwrap_or(0)) * outcome.persons_per_agent;
            Some(outcome.platforms[p].registered / agents)
        });
        rows.push(Row { edge_based: Some(once.share), simulated, ..Row::new(p, Quantity::OnceShare) });
    }
    rows
}

/// Share of the runs in which nobody is left, and there were never ten times as many users as at first.
fn lost(ensemble: &Ensemble, p: usize, first: f64) -> Option<f64> {
    let is_lost = |outcome: &Outcome| {
        let platform = &outcome.platforms[p];
        platform.active == 0.0 && platform.peak < 10.0 * first * outcome.persons_per_agent
    };
    let number = ensemble.sample.iter().filter(|(outcome, _)| is_lost(outcome)).count();
    (!ensemble.sample.is_empty()).then(|| number as f64 / ensemble.sample.len() as f64)
}

/// What is read from curves.
fn on_curves(p: usize, scenario: &Scenario, ensemble: &Ensemble, theory: &Theory) -> Vec<Row> {
    let agents = f64::from(scenario.market.agents);
    let by = |quantity, of: &dyn Fn(&Curve) -> Option<f64>| Row {
        mean_field: theory.curve(Approach::MeanField).and_then(of),
        ticks: theory.curve(Approach::Ticks).and_then(of),
        edge_based: theory.curve(Approach::EdgeBased).and_then(of),
        ..Row::new(p, quantity)
    };
    let early = |curve: &Curve| {
        let share = |of: &dyn Fn(&Standings) -> f64| curve.days.iter().map(|day| of(day) * agents).collect::<Vec<_>>();
        slope(&share(&|day| day.active[p]), &share(&|day| day.market))
    };
    let last = |of: &dyn Fn(&Standings) -> f64, curve: &Curve| curve.days.last().map(|day| of(day) * theory.persons);
    let early_run = |_: &Outcome, trajectory: &Trajectory| {
        let days = 0..trajectory.market.len();
        let active: Vec<f64> = days.map(|day| f64::from(trajectory.row(day, p).active)).collect();
        slope(&active, &trajectory.market.iter().map(|agents| f64::from(*agents)).collect::<Vec<_>>())
    };
    let rest = theory.rest.as_ref().map(|rest| rest.active[p] * theory.persons);
    vec![
        Row { simulated: ranges(ensemble, early_run), ..by(Quantity::EarlySlope, &early) },
        Row {
            simulated: ranges(ensemble, |outcome, _| Some(outcome.platforms[p].active)),
            ..by(Quantity::Active, &|curve| last(&|day| day.active[p], curve))
        },
        Row {
            simulated: ranges(ensemble, |outcome, _| Some(outcome.platforms[p].registered)),
            ..by(Quantity::Registered, &|curve| last(&|day| day.registered[p], curve))
        },
        Row { mean_field: rest, ..Row::new(p, Quantity::AtRest) },
    ]
}

/// 5 % quantile, median and 95 % quantile over the runs that have the number; none unless half of them do.
fn ranges(ensemble: &Ensemble, of: impl Fn(&Outcome, &Trajectory) -> Option<f64>) -> Option<[f64; 3]> {
    let mut values: Vec<f64> = ensemble.sample.iter().filter_map(|(outcome, days)| of(outcome, days)).collect();
    values.sort_by(f64::total_cmp);
    (2 * values.len() > ensemble.sample.len()).then(|| [0.05, 0.5, 0.95].map(|p| quantile(&values, p)))
}
