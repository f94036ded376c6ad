//! Kinds of persons: what differs between them and what they do not change by themselves.
//!
//! - **Audiences** that campaigns or layers of contacts ask for: a person belongs now, later, or never. Where a share grows, so many of
//!   those who belong later become such who belong now.
//! - **Taste**, lognormal with mean 1: the seven nodes of Gauss–Hermite quadrature, exact for polynomials of degree 13 in the normal number z.
//! - **Thresholds** of their own: the middles of at most [`THRESHOLDS`] parts of equal size.
//!
//! All are independent of each other, as they are in a run.

use crate::market::{Market, Threshold};
use crate::scenario::{AudienceSpec, LayerSpec, Scenario};

/// Most values that the thresholds of a platform take.
const THRESHOLDS: usize = 128;

/// Nodes z and weights of Gauss–Hermite quadrature for the standard normal density (Abramowitz & Stegun 1964, table 25.10, rescaled).
const NORMAL: [(f64, f64); 7] = [
    (-3.750_439_717_725_742, 0.000_548_268_855_972_217),
    (-2.366_759_410_734_541, 0.030_757_123_967_586_49),
    (-1.154_405_394_739_968, 0.240_123_178_605_012_7),
    (0.0, 0.457_142_857_142_857_1),
    (1.154_405_394_739_968, 0.240_123_178_605_012_7),
    (2.366_759_410_734_541, 0.030_757_123_967_586_49),
    (3.750_439_717_725_742, 0.000_548_268_855_972_217),
];

/// How a person stands to an audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// Belongs to it.
    Now,
    /// Will belong to it.
    Later,
    /// Never will.
    Never,
}

/// A kind of persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// Share of all persons, at the start.
    pub share: f64,
    /// How they stand to each audience; `Never` where nothing asks.
    pub belongs: Vec<Belongs>,
    /// Taste for each platform.
    pub taste: Vec<f64>,
    /// Threshold for each platform.
    pub threshold: Vec<f64>,
    /// Number of the setting of those who differ in nothing but taste, see [`Kinds::settings`].
    pub setting: usize,
}

impl Kind {
    /// Whether they ever belong to an audience.
    pub fn ever(&self, audience: usize) -> bool {
        self.belongs[audience] != Belongs::Never
    }
}

/// An audience whose members become more or fewer: the kinds that differ in nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Turnover {
    /// Position of the audience in the market.
    pub audience: usize,
    /// Share of all persons who ever belong to it.
    pub ever: f64,
    /// Pairs of kinds: those who belong later, those who belong now.
    pub pairs: Vec<(usize, usize)>,
}

/// All kinds of persons of a market.
#[derive(Debug, Clone, PartialEq)]
pub struct Kinds {
    /// The kinds.
    pub all: Vec<Kind>,
    /// The audiences that grow or shrink.
    pub turnovers: Vec<Turnover>,
    /// A kind for each setting: all that draws persons but their taste is the same for all kinds of a setting.
    pub settings: Vec<usize>,
}

impl Kinds {
    /// The kinds of a market, at most so many; none where there would be more.
    pub fn new(scenario: &Scenario, market: &Market, most: usize) -> Option<Kinds> {
        let platforms = market.platforms.len();
        let mut kinds = vec![Kind {
            share: 1.0,
            belongs: vec![Belongs::Never; market.audiences.len()],
            taste: vec![1.0; platforms],
            threshold: market.platforms.iter().map(|platform| same(&platform.threshold)).collect(),
            setting: 0,
        }];
        for audience in (0..market.audiences.len()).filter(|audience| asked_for(scenario, market, *audience)) {
            let levels = levels(market, audience);
            kinds = split(&kinds, &levels, |kind, belongs| kind.belongs[audience] = belongs);
        }
        for (p, platform) in market.platforms.iter().enumerate() {
            if platform.taste_spread > 0.0 {
                kinds = split(&kinds, &tastes(platform.taste_spread), |kind, taste| kind.taste[p] = taste);
            }
            if let (true, Threshold::Own(own)) = (platform.contagion.looks_at_thresholds(), &platform.threshold) {
                kinds = split(&kinds, &quantiles(own), |kind, threshold| kind.threshold[p] = threshold);
            }
            if kinds.len() > most {
                return None;
            }
        }
        let turnovers = (0..market.audiences.len()).filter_map(|audience| turnover(&kinds, market, audience)).collect();
        let settings = settings(&mut kinds);
        Some(Kinds { all: kinds, turnovers, settings })
    }
}

/// Numbers the settings of kinds, and names a kind for each.
fn settings(kinds: &mut [Kind]) -> Vec<usize> {
    let mut first: Vec<usize> = Vec::new();
    for kind in 0..kinds.len() {
        let alike = |other: &usize| {
            let other = &kinds[*other];
            (&other.belongs, &other.threshold) == (&kinds[kind].belongs, &kinds[kind].threshold)
        };
        let setting = first.iter().position(alike).unwrap_or(first.len());
        if setting == first.len() {
            first.push(kind);
        }
        kinds[kind].setting = setting;
    }
    first
}

/// Position of an audience of the market that a layer names.
pub fn position(market: &Market, audience: &AudienceSpec) -> Option<usize> {
    market.audiences.iter().position(|one| one.name == audience.name)
}

fn asked_for(scenario: &Scenario, market: &Market, audience: usize) -> bool {
    let by_campaign = scenario.platforms.iter().flat_map(|platform| &platform.seeding);
    let members = |layer: &LayerSpec| layer.members.as_ref().and_then(|members| position(market, members));
    by_campaign.into_iter().any(|campaign| campaign.kind.audience() == Some(audience))
        || scenario.layers.iter().any(|layer| members(layer) == Some(audience))
}

/// Each kind in parts: a value and the part of the kind that has it.
fn split<T: Copy>(kinds: &[Kind], values: &[(T, f64)], set: impl Fn(&mut Kind, T)) -> Vec<Kind> {
    let part = |kind: &Kind, (value, share): (T, f64)| {
        let mut part = Kind { share: kind.share * share, ..kind.clone() };
        set(&mut part, value);
        part
    };
    kinds.iter().flat_map(|kind| values.iter().map(|value| part(kind, *value)).collect::<Vec<_>>()).collect()
}

/// How persons stand to an audience at the start, and the share of each.
fn levels(market: &Market, audience: usize) -> Vec<(Belongs, f64)> {
    let share = |tick| market.audiences[audience].share(tick).clamp(0.0, 1.0);
    let (first, ever) = (share(0), ever(market, audience));
    let grows = (0..=market.ticks()).any(|tick| (share(tick) - first).abs() > 0.0);
    let all = [(Belongs::Now, first), (Belongs::Later, ever - first), (Belongs::Never, 1.0 - ever)];
    all.into_iter().filter(|(level, share)| *share > 0.0 || grows && *level != Belongs::Never).collect()
}

fn ever(market: &Market, audience: usize) -> f64 {
    let shares = (0..=market.ticks()).map(|tick| market.audiences[audience].share(tick));
    shares.fold(0.0, f64::max).min(1.0)
}

fn turnover(kinds: &[Kind], market: &Market, audience: usize) -> Option<Turnover> {
    let alike = |kind: &Kind| {
        let mut now = kind.clone();
        now.belongs[audience] = Belongs::Now;
        kinds.iter().position(|other| {
            (&other.belongs, &other.taste, &other.threshold) == (&now.belongs, &now.taste, &now.threshold)
        })
    };
    let later = kinds.iter().enumerate().filter(|(_, kind)| kind.belongs[audience] == Belongs::Later);
    let pairs: Vec<(usize, usize)> = later.filter_map(|(later, kind)| Some((later, alike(kind)?))).collect();
    (!pairs.is_empty()).then(|| Turnover { audience, ever: ever(market, audience), pairs })
}

fn tastes(spread: f64) -> Vec<(f64, f64)> {
    let nodes = NORMAL.map(|(z, weight)| (libm::exp(spread * (z - spread / 2.0)), weight));
    let mean: f64 = nodes.iter().map(|(taste, weight)| taste * weight).sum();
    nodes.iter().map(|(taste, weight)| (taste / mean, *weight)).collect()
}

fn quantiles(own: &[f32]) -> Vec<(f64, f64)> {
    let mut sorted: Vec<f64> = own.iter().map(|threshold| f64::from(*threshold)).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let parts = sorted.len().min(THRESHOLDS);
    let middle = |part: usize| sorted[(2 * part + 1) * sorted.len() / (2 * parts)];
    (0..parts).map(|part| (middle(part), 1.0 / parts as f64)).collect()
}

fn same(threshold: &Threshold) -> f64 {
    match threshold {
        Threshold::Same(value) => f64::from(*value),
        Threshold::Own(_) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// E[τ] = 1, and E[e^(−hτ)], the share who have not joined after a hazard h, by a sum over 200,000 parts.
    #[test]
    fn tastes_stand_for_a_lognormal_law() {
        let expected = [
            (0.5, [0.906_09, 0.410_99, 0.034_04]),
            (1.0, [0.911_20, 0.512_43, 0.138_48]),
            (1.7, [0.928_51, 0.672_32, 0.372_99]),
        ];
        for (spread, expected) in expected {
            let nodes = tastes(spread);
            let mean: f64 = nodes.iter().map(|(taste, weight)| taste * weight).sum();
            assert!((mean - 1.0).abs() < 1e-12, "{spread}");
            for (hazard, expected) in [0.1, 1.0, 5.0].into_iter().zip(expected) {
                let stay: f64 = nodes.iter().map(|(taste, weight)| weight * (-hazard * taste).exp()).sum();
                assert!((stay - expected).abs() < 0.003, "{spread} {hazard}: {stay}");
            }
        }
    }

    #[test]
    fn thresholds_are_taken_at_the_middles_of_equal_parts() {
        let own: Vec<f32> = (0..6400).map(|person| (6399 - person) as f32).collect();
        let found = quantiles(&own);
        assert_eq!((found.len(), found[0], found[127]), (128, (25.0, 1.0 / 128.0), (6375.0, 1.0 / 128.0)));
        assert_eq!(quantiles(&[3.0, 1.0, 2.0]).iter().map(|(value, _)| *value).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
    }
}
