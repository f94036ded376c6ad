//! What draws the person to a platform or away from it in a tick, cause by cause, straight from the equations.

use super::LEAVING;
use super::around::Weighed;
use super::inviting::Channel;
use super::replay::{Account, Replay};
use crate::engine::recorder::{INVITATION, MEDIA, SEEDING};
use crate::market::{Choice, MAX_LAYERS, Offer, Revision, joining, leaving};
use crate::units::{PlatformIndex, Tick};

/// The hazard of the person's next transition on a platform.
pub struct Hazard {
    /// Hazard of the tick, and the part of it that is none of choice.
    pub total: f64,
    unchosen: f64,
    /// The hazards of its causes, before `scale`.
    pub causes: Vec<f64>,
    /// What the causes are multiplied with.
    pub scale: f64,
    /// What contacts and standing do to it ([`super::Turn::factor`], [`super::Turn::returning`]).
    pub factor: f64,
    pub returning: f64,
}

impl Hazard {
    /// What each cause adds.
    pub fn parts(&self) -> impl Iterator<Item = f64> {
        self.causes.iter().map(|cause| cause * self.scale)
    }

    /// A hazard of leaving, by choice as well.
    fn or(mut self, choice: f64) -> Hazard {
        self.total += choice;
        self.causes[LEAVING.len() - 1] = choice;
        self
    }

    /// A hazard of leaving without that of choice, and that of choice.
    pub fn by_choice(&self) -> [f64; 2] {
        [self.unchosen, self.causes[LEAVING.len() - 1]]
    }
}

impl Replay<'_> {
    /// The hazard of the person's next transition on a platform in a tick.
    pub fn hazard(
        &self,
        p: PlatformIndex,
        tick: Tick,
        offers: &[Offer],
        (around, revision): (&Weighed, &Revision),
    ) -> Hazard {
        let rival = (0..offers.len())
            .filter(|&q| q != p && self.accounts[q].active)
            .map(|q| self.share(&offers[q], q, around))
            .reduce(f32::max);
        let account = &self.accounts[p];
        if account.active {
            let leaving = self.of_leaving((account, p), tick, &offers[p], (around, rival));
            return leaving.or(revision.leaving(p, &offers[p]));
        }
        let mut causes = self.of_joining(p, tick, &offers[p], around);
        if self.market.choice.is_some() {
            causes.push(revision.joining(p, &offers[p]));
        }
        let switching = &self.market.platforms[p].switching;
        let scale = f64::from(switching.willingness(account.registered, rival));
        let returning = f64::from(switching.willingness(account.registered, None));
        let total = scale * causes.iter().sum::<f64>();
        Hazard { total, unchosen: total, causes, scale, factor: scale, returning }
    }

    /// What the person does who thinks again; nothing where nobody does.
    pub fn revision(&self, offers: &[Offer], around: &Weighed) -> Revision {
        let open = (0..offers.len()).fold(0, |open, p| open | u8::from(offers[p].open) << p);
        match &self.market.choice {
            None => Revision::default(),
            Some(Choice::Logit(rule)) => rule.revision(self.active(), open, |p| self.share(&offers[p], p, around)),
            Some(Choice::BestResponse(rule)) => {
                rule.revision(self.active(), open, &self.others.circle(offers, &around.contacts))
            }
        }
    }

    /// Media, seeding and each layer's invitations.
    fn of_joining(&self, platform: PlatformIndex, tick: Tick, offer: &Offer, around: &Weighed) -> Vec<f64> {
        let mut causes = vec![0.0; INVITATION - MEDIA + self.market.layers.len()];
        causes[0] = offer.media;
        for (a, audience) in self.market.audiences.iter().enumerate() {
            if audience.includes(self.person, audience.share(tick)) {
                causes[SEEDING - MEDIA] += offer.seeding[a];
            }
        }
        for layer in (0..self.market.layers.len()).filter(|layer| offer.invite[*layer] > 0.0) {
            let kernel = self.others.kernel(Channel { platform, layer, tick }, around.contacts[layer]);
            causes[INVITATION - MEDIA + layer] = offer.invite[layer] * f64::from(kernel);
        }
        causes
    }

    /// What [`LEAVING`] names; `rival` is the share of contacts on the best rival.
    fn of_leaving(
        &self,
        (account, p): (&Account, PlatformIndex),
        tick: Tick,
        offer: &Offer,
        (around, rival): (&Weighed, Option<f32>),
    ) -> Hazard {
        let share = self.share(offer, p, around);
        let on_trial = tick - account.since < self.market.platforms[p].trial;
        let trial = if on_trial { offer.trial_churn } else { 0.0 };
        let enough = leaving::is_enough(self.market.platforms[p].quorum, || self.crowd(offer, p, around));
        let hold = f64::from(leaving::hold(offer.stickiness, share, enough));
        let pull = offer.pull * f64::from(leaving::gap(share, rival));
        let causes: [f64; LEAVING.len()] = [offer.churn * hold, trial * hold, offer.outage, pull, 0.0];
        // Summed in the order of the engines, to the last bit.
        let total = (offer.churn + trial) * hold + offer.outage + pull;
        Hazard { total, unchosen: total, causes: causes.to_vec(), scale: 1.0, factor: hold, returning: 1.0 }
    }

    /// Contacts active on a platform as its quorum counts them, over the layers that it sees.
    pub fn crowd(&self, offer: &Offer, p: PlatformIndex, around: &Weighed) -> f32 {
        let seen = (0..self.market.layers.len()).filter(|layer| offer.sees >> layer & 1 == 1);
        let compatible = &self.market.platforms[p].compatible;
        seen.map(|l| compatible.count(p, |q| around.users[q][l]) * self.others.layers.unit(l)).sum()
    }

    /// Share of contacts active on a platform, over the layers that it sees.
    fn share(&self, offer: &Offer, p: PlatformIndex, around: &Weighed) -> f32 {
        let seen = |counts: &[u32; MAX_LAYERS]| (0..MAX_LAYERS).map(|l| (offer.sees >> l & 1) * counts[l]).sum();
        let users = self.market.platforms[p].compatible.count(p, |q| seen(&around.users[q]));
        joining::share(users, seen(&around.contacts))
    }
}
