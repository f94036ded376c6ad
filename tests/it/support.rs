//! Scenarios made by hand, without files.

use headstart::scenario::{
    CampaignKind, CampaignSpec, Dated, FeatureSpec, GeneratorSpec, Kernel, LayerSpec, MarketSpec, ObservedSpec,
    OutcomeSpec, Placement, PlatformSpec, Potential, Quantity, Release, Scenario, When, WorthSpec,
};
use jiff::civil::{Date, date};

pub const START: Date = date(2011, 1, 1);

pub fn quantity<U>(value: f64) -> Quantity<U> {
    Quantity::constant("test", value)
}

pub fn always<U>(value: f64) -> Vec<Dated<Quantity<U>>> {
    vec![Dated { from: None, value: quantity(value) }]
}

/// A market of this many persons who are all there from the beginning, without contacts and platforms.
pub fn scenario(agents: u32, days: i32, tick: f64) -> Scenario {
    Scenario {
        name: "test".into(),
        about: String::new(),
        title: "Test".into(),
        expect: None,
        start: START,
        end: START.saturating_add(jiff::Span::new().days(days)),
        tick,
        seed: 1,
        runs: 1,
        precision: None,
        market: MarketSpec {
            agents,
            potential: Potential::Fixed(quantity(f64::from(agents))),
            joins: None,
            audiences: Vec::new(),
            attention: None,
        },
        layers: Vec::new(),
        platforms: Vec::new(),
        choice: None,
        outcome: OutcomeSpec::default(),
        observations: Vec::new(),
        targets: Vec::new(),
        sweep: None,
        groups: Vec::new(),
    }
}

pub fn layer(name: &str, generator: GeneratorSpec) -> LayerSpec {
    LayerSpec::new(name, generator)
}

/// A platform that launches on the first day and does nothing.
pub fn platform(name: &str, layers: usize) -> PlatformSpec {
    PlatformSpec {
        name: name.into(),
        label: name.into(),
        color: None,
        luck: name.into(),
        launch: When::On(START),
        initial_users: quantity(0.0),
        placement: Placement::Random,
        media: Vec::new(),
        invite: vec![Vec::new(); layers],
        invite_once: vec![Vec::new(); layers],
        invite_period: None,
        kernel: Kernel::Count,
        fatigue: quantity(0.0),
        compatible: Vec::new(),
        seeding: Vec::new(),
        churn: quantity(0.0),
        trial_churn: quantity(0.0),
        trial_period: quantity(30.0),
        stickiness: quantity(0.0),
        quorum: quantity(0.0),
        pull: quantity(0.0),
        loyalty: quantity(0.0),
        multihoming: quantity(1.0),
        replaces: false,
        worth: WorthSpec::nothing(),
        returning: quantity(1.0),
        taste_spread: quantity(0.0),
        effort: always(1.0),
        features: Vec::new(),
        outages: Vec::new(),
        capacity: None,
        closures: Vec::new(),
        concede: None,
        observed: ObservedSpec { accounts_per_person: quantity(1.0), abroad: Vec::new() },
    }
}

/// A campaign without a name, from the launch to the end.
pub fn campaign(kind: CampaignKind) -> CampaignSpec {
    CampaignSpec { name: None, from: None, until: None, kind }
}

pub fn feature(day: i32) -> FeatureSpec {
    FeatureSpec {
        name: "feature".into(),
        release: Release::On { date: When::On(START.saturating_add(jiff::Span::new().days(day))) },
        appeal: quantity(1.0),
        invite: quantity(1.0),
        media: quantity(1.0),
        churn: quantity(1.0),
        stickiness: quantity(1.0),
        load: quantity(1.0),
    }
}
