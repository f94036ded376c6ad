//! Why runs and theory part: each reason by a number with it, and the same number without it.
//!
//! | reason | without | with |
//! |---|---|---|
//! | coarse ticks | early slope and users at the end in the mean field | the same equations in the scenario's ticks |
//! | lasting contacts | growth at the launch, or users won by a user, where everybody meets everybody | where the mean number of contacts stay the same |
//! | unlike numbers of contacts | the same | with the degrees as they are |
//! | clusters | the same | without those who were invited before |
//! | few first users | all runs alike | the spread of a birth process with immigration, the chance to die out |
//! | luck | the end that 5 % of the runs stay below | the end that 5 % exceed, where runs differ by nothing but their draws |

use super::rows::{Quantity, Row};
use crate::theory::growth::Growth;
use crate::theory::{Omission, Outlook, Theory};

/// An effect below this part of the number is not worth a word.
const SMALL: f64 = 0.03;
/// Luck that moves numbers by less than this part is not worth a word.
const SMALL_SPREAD: f64 = 0.1;
/// Nor is a smaller chance that nobody is left.
const SMALL_CHANCE: f64 = 0.01;

/// A reason for which runs and theory part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Users count from the next tick on only.
    CoarseTicks,
    /// Contacts stay the same: who is won needs no second invitation, and the one who won is among the contacts.
    LastingContacts,
    /// Some have many contacts: they are won early, and win many.
    UnlikeDegrees,
    /// Contacts of contacts are contacts: they were invited before.
    Clusters,
    /// The first users are few, and luck decides what becomes of them.
    FewFirstUsers,
    /// Runs differ at the end too, though all of them are told the same numbers.
    Luck,
}

impl Reason {
    /// What it is called in a list.
    pub fn name(self) -> &'static str {
        match self {
            Reason::CoarseTicks => "coarse ticks",
            Reason::LastingContacts => "lasting contacts",
            Reason::UnlikeDegrees => "hubs",
            Reason::Clusters => "clusters",
            Reason::FewFirstUsers => "few first users",
            Reason::Luck => "luck",
        }
    }
}

/// What a reason does to a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Position of the platform.
    pub platform: usize,
    /// The reason.
    pub reason: Reason,
    /// The number.
    pub quantity: Quantity,
    /// Without the reason.
    pub without: f64,
    /// With it.
    pub with: f64,
}

impl Effect {
    /// By how much it changes the number, in parts of the larger one.
    pub fn size(&self) -> f64 {
        let larger = self.with.abs().max(self.without.abs());
        if larger > 0.0 { (self.with - self.without).abs() / larger } else { 0.0 }
    }
}

/// All effects that are worth a word, platform by platform.
pub fn effects(theory: &Theory, rows: &[Row], agent: f64) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (platform, outlook) in theory.outlooks.iter().enumerate() {
        effects.extend(of_ticks(platform, rows, agent));
        effects.extend(outlook.iter().flat_map(|outlook| of_contacts(platform, outlook)));
        let of_few: Vec<Effect> = outlook.iter().flat_map(|outlook| of_few(platform, outlook)).collect();
        effects.extend(of_luck(platform, rows, theory).filter(|_| of_few.is_empty()));
        effects.extend(of_few);
    }
    effects
}

/// How far luck alone carries runs from each other until the end; nothing where their numbers differ too.
fn of_luck(platform: usize, rows: &[Row], theory: &Theory) -> Option<Effect> {
    let row = rows.iter().find(|row| row.platform == platform && row.quantity == Quantity::Active)?;
    let [without, _, with] = row.simulated.filter(|_| !theory.omissions.contains(&Omission::Uncertainty))?;
    let effect = Effect { platform, reason: Reason::Luck, quantity: Quantity::Active, without, with };
    (with - without > SMALL_SPREAD * theory.persons).then_some(effect)
}

/// The largest effect of the tick, on early growth or on the end.
fn of_ticks(platform: usize, rows: &[Row], agent: f64) -> Option<Effect> {
    let of_row = |row: &Row| {
        let (without, with) = (row.mean_field?, row.ticks?);
        Some(Effect { platform, reason: Reason::CoarseTicks, quantity: row.quantity, without, with })
    };
    let compared = [Quantity::EarlySlope, Quantity::GrowthAtLaunch, Quantity::Active];
    let own = rows.iter().filter(|row| row.platform == platform && compared.contains(&row.quantity));
    let is_seen = |effect: &Effect| effect.quantity != Quantity::Active || effect.without.max(effect.with) >= agent;
    own.filter_map(of_row)
        .filter(is_seen)
        .filter(|effect| effect.size() > SMALL)
        .max_by(|a, b| a.size().total_cmp(&b.size()))
}

fn of_contacts(platform: usize, outlook: &Outlook) -> Vec<Effect> {
    let rates = outlook.rates;
    // Where users leave, a rate may be near 0 for all that is won: what a user wins in a lifetime tells more.
    let leave = rates.mixed.is_some_and(|growth| growth.reproduction.is_finite());
    let quantity = if leave { Quantity::Reproduction } else { Quantity::GrowthAtLaunch };
    let number = |growth: Growth| if leave { growth.reproduction } else { growth.rate };
    let effect = |reason, without: Option<Growth>, with: Option<Growth>| {
        let effect = Effect { platform, reason, quantity, without: number(without?), with: number(with?) };
        (effect.without.is_finite() && effect.with.is_finite() && effect.size() > SMALL).then_some(effect)
    };
    let all = [
        effect(Reason::LastingContacts, rates.mixed, rates.even),
        effect(Reason::UnlikeDegrees, rates.even, rates.uneven),
        effect(Reason::Clusters, rates.uneven, rates.clustered),
    ];
    all.into_iter().flatten().collect()
}

fn of_few(platform: usize, outlook: &Outlook) -> Vec<Effect> {
    let Some(chance) = outlook.chance else { return Vec::new() };
    let effect = |quantity, with| Effect { platform, reason: Reason::FewFirstUsers, quantity, without: 0.0, with };
    let dies =
        (chance.shape > 0.0 && chance.dies_out > SMALL_CHANCE).then(|| effect(Quantity::DiesOut, chance.dies_out));
    let spread = Some(chance.spread()).filter(|spread| spread.is_finite() && *spread > SMALL_SPREAD);
    dies.into_iter().chain(spread.map(|spread| effect(Quantity::EarlySpread, spread))).collect()
}
