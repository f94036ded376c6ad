//! What a scenario says, checked and in base units: plain data without any trace of the file it came from.

use jiff::civil::Date;
use serde::Serialize;

use super::campaign::{CampaignSpec, Placement};
use super::choice::{ChoiceSpec, WorthSpec};
use super::design::{GroupSpec, PrecisionSpec, SweepSpec};
use super::generator::GeneratorSpec;
use super::kernel::{CompatibleSpec, Kernel};
use super::listed::{JoinDays, Members};
use super::potential::Potential;
use super::quantity::Quantity;
use super::setback::{CapacitySpec, ClosureSpec, ConcedeSpec, OutageSpec};
use super::when::When;
use crate::rng::{Stream, World};
use crate::units::{Days, Factor, Persons, Probability, Rate, Strength};

/// One question, ready to be run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scenario {
    /// Name of the file without folder and ending; also the name of the folder of its results.
    pub name: String,
    /// What the head comment of the file says (the question), without the `#`.
    pub about: String,
    /// Title of figures and tables.
    pub title: String,
    /// What the author expects, printed beside the result.
    pub expect: Option<String>,
    /// First day.
    pub start: Date,
    /// Last day: the run ends when it begins.
    pub end: Date,
    /// Length of a tick Δ \[day\].
    pub tick: f64,
    /// Seed of all draws.
    pub seed: u64,
    /// Number of runs.
    pub runs: u32,
    /// What is to be known how well before the runs end; all runs are made, if not given.
    pub precision: Option<PrecisionSpec>,
    /// Whether it is left out where a whole folder is run.
    pub on_request: bool,
    /// Who can join.
    pub market: MarketSpec,
    /// The layers of contacts, in the order of the file.
    pub layers: Vec<LayerSpec>,
    /// The platforms, in the order of the file.
    pub platforms: Vec<PlatformSpec>,
    /// How persons choose; they follow invitations, if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<ChoiceSpec>,
    /// What decides the winner.
    pub outcome: OutcomeSpec,
    /// Historical numbers to draw over the curves.
    pub observations: Vec<Observation>,
    /// Historical numbers that a fit aims at.
    pub targets: Vec<Target>,
    /// What a sweep varies and measures.
    pub sweep: Option<SweepSpec>,
    /// Keys that belong together when the causes of a difference are told apart.
    pub groups: Vec<GroupSpec>,
}

impl Scenario {
    /// Days from start to end.
    pub fn days(&self) -> u32 {
        (self.end - self.start).get_days() as u32
    }
    /// Days since the start \[day\]; negative before it.
    pub fn day(&self, date: Date) -> i32 {
        (date - self.start).get_days()
    }
    /// The date a number of days after the start.
    pub fn date(&self, day: u32) -> Date {
        self.start.saturating_add(jiff::Span::new().days(day))
    }
}

/// Who can join, and from when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarketSpec {
    /// Number of agents N.
    pub agents: u32,
    /// Persons who could join, over time.
    pub potential: Potential,
    /// The day on which each person can join, where files say it; otherwise the potential tells how many can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joins: Option<JoinDays>,
    /// Groups of persons that campaigns can reach.
    pub audiences: Vec<AudienceSpec>,
    /// How sharply platforms compete for the attention of those who invite; not at all, if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attention: Option<Quantity<Strength>>,
}

/// A named group of persons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AudienceSpec {
    /// Its name.
    pub name: String,
    /// Who belongs to it.
    #[serde(flatten)]
    pub members: Members,
}

impl AudienceSpec {
    /// Each person's own uniform number in a world: a person belongs as soon as the share exceeds it.
    pub fn stream(&self, world: &World) -> Stream {
        world.stream(&format!("audience {}", self.name))
    }
}

/// Something that holds from a date on; `None` means from the start on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dated<T> {
    /// First day on which it holds.
    pub from: Option<Date>,
    /// What holds.
    pub value: T,
}

/// One layer of contacts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LayerSpec {
    /// Its name ("phone").
    pub name: String,
    /// Who its contacts are, in figures ("QQ contacts QQ好友"), if the file says so.
    pub label: Option<String>,
    /// How it is made.
    pub generator: GeneratorSpec,
    /// Contacts shared with a layer that stands before it in the file.
    pub overlap: Option<OverlapSpec>,
    /// The only persons who have contacts in it: those who ever belong to this audience; everybody, if not given.
    pub members: Option<AudienceSpec>,
    /// Whether those alike have more contacts with each other.
    pub homophily: Option<HomophilySpec>,
    /// Spread (standard deviation of the logarithm) of the strength of its contacts, mean 1; 0: all alike.
    pub tie_spread: Quantity<Strength>,
    /// Which feature of the graph is taken away, the same in all layers.
    pub null_model: Option<NullModel>,
    /// Which contacts count in the number of contacts d: those in the market already, or all.
    pub counts: CountedContacts,
}

/// Fewer contacts between persons who belong to an audience and those who do not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomophilySpec {
    /// The audience; who ever belongs to it counts.
    pub audience: AudienceSpec,
    /// Share of the contacts across that are not made, and made up for by others.
    pub strength: Quantity<Probability>,
}

/// A graph with one feature taken away, to see what the outcome depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum NullModel {
    /// The same numbers of contacts, otherwise at random.
    Rewired,
    /// The same numbers of contacts, and who has many knows others with many as before, but no clusters.
    Unclustered,
    /// No graph: everybody is a contact of everybody, who all together weigh as much as the contacts did.
    WellMixed,
}

/// Which contacts count in the number of contacts d of a share k/d.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum CountedContacts {
    /// Contacts who have joined the market (own a phone that can run a messenger).
    #[default]
    Market,
    /// All contacts.
    All,
}

/// A share of the contacts of this layer that are contacts in another layer too.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverlapSpec {
    /// Position of the other layer in [`Scenario::layers`]; smaller than that of this one.
    pub with: usize,
    /// Share of this layer's contacts that are also contacts there.
    pub share: Quantity<Probability>,
}

/// A platform.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlatformSpec {
    /// Its key in the file ("mitalk").
    pub name: String,
    /// Its label in figures ("MiTalk 米聊").
    pub label: String,
    /// Its color in figures (`#rrggbb`), if the file says so.
    pub color: Option<String>,
    /// Name of the stream of luck it draws from; its own name unless the file says otherwise.
    pub luck: String,
    /// When it opens.
    pub launch: When,
    /// Persons who are users from the launch on.
    pub initial_users: Quantity<Persons>,
    /// Which persons those are.
    #[serde(skip_serializing_if = "Placement::is_random")]
    pub placement: Placement,
    /// Joining by itself (advertising, press, app stores) [day⁻¹], over time.
    pub media: Vec<Dated<Quantity<Rate>>>,
    /// Joining by invitation over each layer of the scenario [day⁻¹ and contact, or day⁻¹ at a full share], over time;
    /// a layer that the platform does not see has no entry or rate 0.
    pub invite: Vec<Vec<Dated<Quantity<Rate>>>>,
    /// Joining by invitation where each contact is invited once, for each layer: the chance that it succeeds, over time. A layer has this or
    /// a rate above.
    pub invite_once: Vec<Vec<Dated<Quantity<Probability>>>>,
    /// For how long a user invites after joining \[day\]; for good, if not given.
    pub invite_period: Option<Quantity<Days>>,
    /// How the contacts who are users work together.
    pub kernel: Kernel,
    /// By how much each further contact who invites counts less, where each invites by itself.
    pub fatigue: Quantity<Strength>,
    /// Platforms whose users count here in part.
    pub compatible: Vec<CompatibleSpec>,
    /// Campaigns.
    pub seeding: Vec<CampaignSpec>,
    /// Leaving [day⁻¹].
    pub churn: Quantity<Rate>,
    /// Leaving in addition while on trial [day⁻¹].
    pub trial_churn: Quantity<Rate>,
    /// Length of the trial after each joining \[day\].
    pub trial_period: Quantity<Days>,
    /// How strongly contacts on the platform keep a user from leaving.
    pub stickiness: Quantity<Strength>,
    /// Contacts on the platform with whom nobody loses interest in it; 0 if that never happens.
    pub quorum: Quantity<Strength>,
    /// Leaving for a rival where more of the contacts are [day⁻¹ at a difference of 1 in the shares].
    pub pull: Quantity<Rate>,
    /// How strongly contacts on a rival keep its users from joining here.
    pub loyalty: Quantity<Strength>,
    /// Joining while active on a rival: 0 never, 1 as freely as everybody.
    pub multihoming: Quantity<Factor>,
    /// Whether who joins leaves all rivals at the same moment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub replaces: bool,
    /// What it is worth under a rule of choice.
    #[serde(skip_serializing_if = "WorthSpec::is_nothing")]
    pub worth: WorthSpec,
    /// Joining again after having left: 1 as easily as the first time.
    pub returning: Quantity<Factor>,
    /// Spread (standard deviation of the logarithm) of the persons' taste for this platform, mean 1.
    pub taste_spread: Quantity<Strength>,
    /// Share of the company's attention that the platform has, over time; the first entry holds from ever on.
    pub effort: Vec<Dated<Quantity<Probability>>>,
    /// New abilities and what they change.
    pub features: Vec<FeatureSpec>,
    /// Outages by date.
    pub outages: Vec<OutageSpec>,
    /// What its servers carry; anything, if not said.
    pub capacity: Option<CapacitySpec>,
    /// Times in which it is closed.
    pub closures: Vec<ClosureSpec>,
    /// When its owner gives it up, if ever.
    pub concede: Option<ConcedeSpec>,
    /// What the press counts, against persons of the model.
    pub observed: ObservedSpec,
}

/// A new ability: factors that hold from its release on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeatureSpec {
    /// What it is called.
    pub name: String,
    /// When it comes.
    #[serde(flatten)]
    pub release: Release,
    /// Factor on all joining (appeal).
    pub appeal: Quantity<Factor>,
    /// Factor on joining by invitation.
    pub invite: Quantity<Factor>,
    /// Factor on joining by media.
    pub media: Quantity<Factor>,
    /// Factor on leaving (churn and trial churn).
    pub churn: Quantity<Factor>,
    /// Factor on stickiness.
    pub stickiness: Quantity<Factor>,
    /// Factor on what a user asks of the servers.
    pub load: Quantity<Factor>,
}

/// When a feature comes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Release {
    /// On a date, or in reaction to something.
    On {
        /// When.
        date: When,
    },
    /// When the work on it is done, at the platform's effort.
    WhenDone {
        /// Day on which work on it begins.
        begin: Date,
        /// What it takes, in days of full attention \[day\].
        work: Quantity<Days>,
    },
}

/// What the press counts for one person of the model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObservedSpec {
    /// Registered accounts a registered person.
    pub accounts_per_person: Quantity<Factor>,
    /// Share of the published numbers that are outside the market (abroad), over time, linear between the dates; none before the first.
    pub abroad: Vec<(Date, f64)>,
}

/// What decides the winner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OutcomeSpec {
    /// Lead in the share of active users from which on the market counts as tipped.
    pub margin: Probability,
}

impl Default for OutcomeSpec {
    fn default() -> Self {
        OutcomeSpec { margin: Probability::new(0.1) }
    }
}

/// What a historical number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Metric {
    /// Accounts ever opened.
    Registered,
    /// Users active within a month.
    Active,
    /// New accounts a day.
    New,
}

/// A historical number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observation {
    /// Position of the platform in [`Scenario::platforms`].
    pub platform: usize,
    /// Its date.
    pub date: Date,
    /// What it counts.
    pub metric: Metric,
    /// The number as published \[accounts\].
    pub value: f64,
    /// Lowest credible number.
    pub low: f64,
    /// Highest credible number.
    pub high: f64,
    /// Where it was read.
    pub source: String,
    /// Whether a note says not to fit it: shown, but never fitted.
    pub doubtful: bool,
}

/// A historical number that a fit aims at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Target {
    /// The number and its range.
    pub observation: Observation,
    /// Its weight.
    pub weight: f64,
}
