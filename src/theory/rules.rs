//! The rules of a moment in the mean field: how fast persons of a setting join and leave, by what they are on.
//!
//! These are the hazards of [`joining`](crate::market::joining), [`leaving`](crate::market::leaving) and
//! [`Choice`](crate::market::Choice), with the numbers of contacts at their means. A quorum asks for a number of contacts that varies
//! around its mean: who has too few at the moment is not held, and is so with the chance of a Poisson number.

use crate::market::{Choice, Market, Offer, Revision, replacing};

use super::around::Seen;

/// What draws persons of a setting.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Hazard of joining each platform but by choice, for who is nowhere, never was there, and has mean taste [day⁻¹].
    pub join: Vec<f64>,
    /// Contacts on each platform.
    pub seen: Vec<Seen>,
}

/// Hazards of persons of a setting by what they are on [day⁻¹].
pub struct Rules<'m> {
    market: &'m Market,
    join: Vec<f64>,
    /// By platform: leaving, on trial or after it, and because of outages.
    leave: Vec<[f64; 3]>,
    pull: Vec<f64>,
    /// Largest share of contacts among some platforms, a bit each.
    best: Vec<f64>,
    shares: Vec<f64>,
    /// Willingness of who is on some platforms, a bit each, to join another, by platform.
    home: Vec<Vec<f64>>,
    /// What who is on some platforms, a bit each, does who thinks again; none where nobody does.
    revisions: Vec<Revision>,
    /// By platform: joining and leaving by choice, of all who would.
    choice: Vec<[f64; 2]>,
}

impl<'m> Rules<'m> {
    /// The rules of a moment.
    pub fn new(market: &'m Market, offers: &[Offer], drawn: &Drawn) -> Rules<'m> {
        let per_day = f64::from(market.ticks_per_day);
        let shares: Vec<f64> = drawn.seen.iter().map(|seen| seen.share).collect();
        let on = |set: usize| (0..offers.len()).filter(move |q| set >> q & 1 == 1);
        let best: Vec<f64> =
            (0..1usize << offers.len()).map(|set| on(set).map(|q| shares[q]).fold(0.0, f64::max)).collect();
        let leave = |(p, offer): (usize, &Offer)| {
            let too_few = drawn.seen[p].too_few(f64::from(market.platforms[p].quorum));
            let hold = libm::exp(-offer.stickiness * shares[p]) * too_few;
            [offer.churn * hold, (offer.churn + offer.trial_churn) * hold, offer.outage].map(|hazard| hazard * per_day)
        };
        let home = |p: usize| {
            let switching = &market.platforms[p].switching;
            let (multihoming, loyalty) = (f64::from(switching.multihoming), f64::from(switching.loyalty));
            let of_set =
                |(set, best): (usize, &f64)| if set == 0 { 1.0 } else { multihoming * libm::exp(-loyalty * best) };
            best.iter().enumerate().map(of_set).collect()
        };
        Rules {
            market,
            join: drawn.join.clone(),
            leave: offers.iter().enumerate().map(leave).collect(),
            pull: offers.iter().map(|offer| offer.pull * per_day).collect(),
            home: (0..offers.len()).map(home).collect(),
            best,
            revisions: revisions(market, offers, &shares),
            choice: offers.iter().map(|offer| [offer.choice, offer.second_thoughts].map(|one| one * per_day)).collect(),
            shares,
        }
    }

    /// Willingness to join p of who is on these platforms, and perhaps was on p before.
    pub fn willing(&self, p: usize, active: u8, before: bool) -> f64 {
        let home = self.home[p][usize::from(active)];
        if before { home * f64::from(self.market.platforms[p].switching.returning) } else { home }
    }

    /// Joining p.
    pub fn join(&self, p: usize, active: u8, before: bool) -> f64 {
        let hazard = self.join[p] + self.choice[p][0] * self.chosen(p, active);
        if hazard > 0.0 { self.willing(p, active, before) * hazard } else { 0.0 }
    }

    /// Leaving p, and nothing else.
    pub fn leave(&self, p: usize, active: u8, trial: bool) -> f64 {
        let rivals = usize::from(active & !(1 << p));
        let gap = if rivals == 0 { 0.0 } else { (self.best[rivals] - self.shares[p]).max(0.0) };
        self.leave[p][usize::from(trial)]
            + self.leave[p][2]
            + self.pull[p] * gap
            + self.choice[p][1] * self.chosen(p, active)
    }

    /// How much faster than others who was on some rivals is lost again after joining p: to those who pull, and to those who replace it.
    pub fn lost(&self, p: usize, rivals: u8, before: impl Fn(usize) -> bool) -> f64 {
        let platforms = &self.market.platforms;
        let set = replacing::after_joining(p, rivals, platforms[p].replaces);
        let replaced = (0..platforms.len()).filter(|q| set >> q & 1 == 0 && platforms[*q].replaces);
        let replaced = replaced.map(|q| self.join(q, set, before(q) || rivals >> q & 1 == 1));
        self.leave(p, set, false) - self.leave(p, 1 << p, false) + replaced.sum::<f64>()
    }

    /// χ: the part that p leads of what who is on these platforms does who thinks again.
    fn chosen(&self, p: usize, active: u8) -> f64 {
        self.revisions.get(usize::from(active)).map_or(0.0, |revision| f64::from(revision.part(p)))
    }
}

/// What persons do who think again, by the platforms that they are on; nothing where nobody does.
fn revisions(market: &Market, offers: &[Offer], shares: &[f64]) -> Vec<Revision> {
    let Some(Choice::Logit(rule)) = &market.choice else { return Vec::new() };
    let open = (0..offers.len()).fold(0, |open, p| open | u8::from(offers[p].open) << p);
    let sets = 0..1usize << offers.len();
    sets.map(|active| rule.revision(active as u8, open, |p| shares[p] as f32)).collect()
}
