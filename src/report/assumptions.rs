//! The numbers an answer rests on: everything uncertain, and everything that says where it came from.

use crate::scenario::{
    BlockModel, BlockSpec, Blocks, CampaignKind, ChoiceSpec, Dated, DegreeLaw, Distribution, Evidence, FeatureSpec,
    GeneratorSpec, Kernel, Members, PlatformSpec, Potential, Quantity, Release, RuleSpec, Scenario, ThresholdSpec,
    ThresholdValues, WeightLaw, When,
};
use crate::units::{Days, Factor, Number, Persons, Probability, Rate, Strength};

/// A number of the scenario that is uncertain or carries evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// Its place in the scenario file.
    pub key: String,
    /// Its unit ("per day"), empty for plain numbers.
    pub unit: &'static str,
    /// Its distribution over the runs, in that unit.
    pub distribution: Distribution,
    /// What it stands on.
    pub evidence: Option<Evidence>,
}

/// Units as readers know them.
trait Unit {
    const NAME: &'static str;
}
macro_rules! unit {
    ($($type:ty: $name:literal),*) => {
        $(impl Unit for $type { const NAME: &'static str = $name; })*
        /// The names of all units.
        pub const UNITS: [&str; [$($name),*].len()] = [$($name),*];
    };
}
unit!(Rate: "per day", Probability: "", Factor: "×", Strength: "", Persons: "persons", Days: "days", Number: "");

/// Collects what is worth telling.
struct Collector(Vec<Assumption>);

impl Collector {
    fn add<U: Unit>(&mut self, quantity: &Quantity<U>) {
        if quantity.is_uncertain() || quantity.evidence.is_some() {
            self.0.push(Assumption {
                key: quantity.key.clone(),
                unit: U::NAME,
                distribution: quantity.distribution.clone(),
                evidence: quantity.evidence.clone(),
            });
        }
    }

    fn add_dated<U: Unit>(&mut self, entries: &[Dated<Quantity<U>>]) {
        for entry in entries {
            self.add(&entry.value);
        }
    }
}

/// The assumptions of a scenario, in the order of its file; each key once.
pub fn assumptions(scenario: &Scenario) -> Vec<Assumption> {
    let mut found = Collector(Vec::new());
    if let Potential::Fixed(persons) = &scenario.market.potential {
        found.add(persons);
    }
    for audience in &scenario.market.audiences {
        match &audience.members {
            Members::Share { share } => found.add_dated(share),
            Members::Path { path } => path.iter().for_each(|point| found.add(&point.share)),
            Members::Listed { .. } => {}
        }
    }
    for layer in &scenario.layers {
        of_generator(&mut found, &layer.generator);
        layer.overlap.iter().for_each(|overlap| found.add(&overlap.share));
    }
    if let Some(attention) = &scenario.market.attention {
        found.add(attention);
    }
    scenario.platforms.iter().for_each(|platform| of_platform(&mut found, platform));
    scenario.choice.iter().for_each(|choice| of_choice(&mut found, choice));
    let mut keys = std::collections::BTreeSet::new();
    found.0.retain(|assumption| keys.insert(assumption.key.clone()));
    found.0
}

fn of_generator(found: &mut Collector, generator: &GeneratorSpec) {
    match generator {
        GeneratorSpec::Acquaintance { mean_degree, household, groups, group_size, weak_ties, activity_spread } => {
            for number in [mean_degree, household, groups, group_size] {
                found.add(number);
            }
            found.add(weak_ties);
            found.add(activity_spread);
        }
        GeneratorSpec::ErdosRenyi { mean_degree } => found.add(mean_degree),
        GeneratorSpec::HolmeKim { triads: share, .. }
        | GeneratorSpec::WattsStrogatz { rewired: share, .. }
        | GeneratorSpec::Caveman { bridges: share, .. } => found.add(share),
        GeneratorSpec::ChungLu { mean_degree, weights } => {
            found.add(mean_degree);
            of_weights(found, weights);
        }
        GeneratorSpec::Configuration { degrees } => of_degrees(found, degrees),
        GeneratorSpec::Girg { mean_degree, weights, temperature, region_spread } => {
            found.add(mean_degree);
            of_weights(found, weights);
            found.add(temperature);
            found.add(region_spread);
        }
        GeneratorSpec::Lfr { mean_degree, degree_exponent, degree_most, mixing, size_exponent, .. } => {
            for number in [mean_degree, degree_exponent, degree_most] {
                found.add(number);
            }
            found.add(mixing);
            found.add(size_exponent);
        }
        GeneratorSpec::StochasticBlockModel(model) => of_blocks(found, model),
        _ => {}
    }
}

fn of_weights(found: &mut Collector, weights: &WeightLaw) {
    match weights {
        WeightLaw::Lognormal { spread } => found.add(spread),
        WeightLaw::PowerLaw { exponent, most } => {
            found.add(exponent);
            if let Some(most) = most {
                found.add(most);
            }
        }
    }
}

fn of_degrees(found: &mut Collector, degrees: &DegreeLaw) {
    match degrees {
        DegreeLaw::Constant { .. } => {}
        DegreeLaw::Poisson { mean } => found.add(mean),
        DegreeLaw::Lognormal { mean, spread } => {
            found.add(mean);
            found.add(spread);
        }
        DegreeLaw::PowerLaw { exponent, .. } => found.add(exponent),
        DegreeLaw::Shares(shares) => {
            for entry in shares {
                found.add(&entry.share);
            }
        }
    }
}

fn of_blocks(found: &mut Collector, model: &BlockModel) {
    let shares = |found: &mut Collector, blocks: &[BlockSpec]| {
        for block in blocks {
            found.add(&block.share);
        }
    };
    match model {
        BlockModel::Alike { blocks, within, between } => {
            if let Blocks::Listed(blocks) = blocks {
                shares(found, blocks);
            }
            found.add(within);
            found.add(between);
        }
        BlockModel::Matrix { blocks, pairs } => {
            shares(found, blocks);
            for pair in pairs {
                found.add(&pair.mean);
            }
        }
    }
}

fn of_choice(found: &mut Collector, choice: &ChoiceSpec) {
    found.add(&choice.revision);
    match &choice.rule {
        RuleSpec::Logit { sharpness, .. } => found.add(sharpness),
        RuleSpec::BestResponse { price } => found.add(price),
    }
}

fn of_platform(found: &mut Collector, platform: &PlatformSpec) {
    found.add(&platform.initial_users);
    found.add_dated(&platform.media);
    platform.invite.iter().for_each(|rates| found.add_dated(rates));
    platform.invite_once.iter().for_each(|chances| found.add_dated(chances));
    if let Some(period) = &platform.invite_period {
        found.add(period);
    }
    if let Kernel::Threshold(ThresholdSpec { values: ThresholdValues::Same(value), .. }) = &platform.kernel {
        found.add(value);
    }
    found.add(&platform.fatigue);
    platform.compatible.iter().for_each(|other| found.add(&other.share));
    for campaign in &platform.seeding {
        match &campaign.kind {
            CampaignKind::Push { rate, .. } => found.add(rate),
            CampaignKind::Bundle { install, .. } => found.add(install),
            CampaignKind::Drive { budget, accept, .. } => {
                found.add(budget);
                found.add(accept);
            }
        }
    }
    found.add(&platform.churn);
    found.add(&platform.trial_churn);
    found.add(&platform.trial_period);
    found.add(&platform.stickiness);
    found.add(&platform.quorum);
    found.add(&platform.pull);
    found.add(&platform.loyalty);
    found.add(&platform.multihoming);
    found.add(&platform.worth.value);
    found.add(&platform.worth.intercept);
    found.add(&platform.returning);
    found.add(&platform.taste_spread);
    found.add_dated(&platform.effort);
    for feature in &platform.features {
        if let Release::WhenDone { work, .. } = &feature.release {
            found.add(work);
        }
        let FeatureSpec { appeal, invite, media, churn, stickiness, load, .. } = feature;
        for factor in [appeal, invite, media, churn, stickiness, load] {
            found.add(factor);
        }
    }
    for outage in &platform.outages {
        found.add(&outage.duration);
        found.add(&outage.leave);
        found.add(&outage.reputation_loss);
        found.add(&outage.recovery);
    }
    if let Some(capacity) = &platform.capacity {
        found.add_dated(&capacity.users);
        found.add_dated(&capacity.signups);
        found.add(&capacity.leave);
        found.add(&capacity.reputation_loss);
        found.add(&capacity.recovery);
    }
    if let Some(concede) = &platform.concede {
        found.add(&concede.media);
    }
    for reaction in platform.moments().into_iter().filter_map(When::reaction) {
        found.add(&reaction.lasting);
        found.add(&reaction.delay);
    }
    found.add(&platform.observed.accounts_per_person);
}
