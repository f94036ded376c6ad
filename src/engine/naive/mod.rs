//! The naive engine: every person, every tick, every contact, straight from the equations.
//!
//! It is the oracle that the fast engine must equal run by run, and the floor against which its speed is measured. A tick t has these
//! steps; each reads the state before it:
//!
//! 1. Calendar: what reacts to the market as it stands, happens; persons enter the market; platforms that close lose their users;
//!    those that launch get their first; campaigns turn to those whose turn it is; who comes to own a phone gets what is on it.
//! 2. On the first tick of a day, the state is recorded.
//! 3. Every person in the market lives through the tick, with the contacts as they stood at its beginning.
//! 4. The new state replaces the old one for everybody at once.
//!
//! Within a tick a person's own transitions compete in continuous time: the clock that runs out first (as a fraction of the tick) strikes first, and
//! changes the hazards for the rest of the tick.

mod calendar;
mod choosing;

use super::recorder::{INVITATION, MEDIA, Recorder, SEEDING};
use super::trajectory::Trajectory;
use crate::contacts::{ContactLayers, LayerKind};
use crate::market::{
    Circle, Clocks, Contagion, Course, MAX_LAYERS, Market, Offer, Progress, Revision, invitation, joining, leaving,
    replacing,
};
use crate::scenario::CountedContacts;
use crate::units::{PersonIndex, Tick};

/// A person's standing on one platform.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Account {
    active: bool,
    registered: bool,
    /// Tick of the first joining; [`Tick::MAX`] before it.
    first: Tick,
    since: Tick,
    /// The first tick in which the contacts see it.
    seen: Tick,
    transitions: u32,
    clock: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Person {
    entered: bool,
    accounts: Vec<Account>,
}

impl Person {
    fn active_set(&self) -> u8 {
        self.accounts.iter().enumerate().map(|(p, account)| u8::from(account.active) << p).sum()
    }
}

/// What a person sees around in one tick: contacts by layer, and by platform those who are active on it, those who invite again and
/// again, those who have just joined, and the groups of those who invite.
struct Surroundings {
    users: Vec<[u32; MAX_LAYERS]>,
    inviting: Vec<[u32; MAX_LAYERS]>,
    fresh: Vec<[u32; MAX_LAYERS]>,
    groups: Vec<[f32; MAX_LAYERS]>,
    contacts: [u32; MAX_LAYERS],
    /// The contacts by the sets of platforms that they use, where persons look at those.
    circle: Circle,
}

struct Naive<'a> {
    market: &'a Market,
    contacts: &'a ContactLayers,
    clocks: Vec<Clocks>,
    people: Vec<Person>,
    course: Course,
    /// How far the drives of each platform have come.
    drives: Vec<Vec<Progress>>,
    recorder: Recorder,
}

/// Runs a market over its contacts.
pub fn run(market: &Market, contacts: &ContactLayers) -> Trajectory {
    let clocks: Vec<Clocks> = market.platforms.iter().map(|platform| Clocks::new(platform, &market.world)).collect();
    let stranger = |person| Person {
        entered: false,
        accounts: clocks
            .iter()
            .map(|clock| Account {
                active: false,
                registered: false,
                first: Tick::MAX,
                since: 0,
                seen: 0,
                transitions: 0,
                clock: clock.joining(person, 0),
            })
            .collect(),
    };
    let people = (0..market.population.agents).map(stranger).collect();
    let drives = market.platforms.iter().map(|platform| vec![Progress::default(); platform.campaigns.drives.len()]);
    let mut engine = Naive {
        market,
        contacts,
        people,
        course: Course::new(market),
        drives: drives.collect(),
        recorder: Recorder::new(market),
        clocks,
    };
    for tick in 0..market.ticks() {
        engine.calendar(tick);
        engine.live(tick);
    }
    engine.calendar(market.ticks());
    engine.recorder.finish(market, &engine.course)
}

impl Naive<'_> {
    /// Flips a person's activity on a platform and winds the next clock; true when it was the first joining.
    fn transition(&mut self, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let account = &mut self.people[person as usize].accounts[p];
        let first = !account.registered;
        account.first = account.first.min(tick);
        account.active = !account.active;
        account.registered = true;
        account.since = tick;
        account.seen = tick + 1;
        account.transitions = (account.transitions + 1) & u32::from(u16::MAX);
        account.clock = if account.active {
            self.clocks[p].leaving(person, account.transitions)
        } else {
            self.clocks[p].joining(person, account.transitions)
        };
        first
    }

    fn live(&mut self, tick: Tick) {
        let mut offers = self.market.offers(&self.course, tick);
        self.attend(&mut offers);
        self.recorder.offered(&offers);
        let around: Vec<Option<Surroundings>> = (0..self.market.population.agents)
            .map(|person| self.people[person as usize].entered.then(|| self.surroundings(person, tick, &offers)))
            .collect();
        for (person, around) in around.iter().enumerate() {
            if let Some(around) = around {
                self.live_through(person as PersonIndex, tick, &offers, around);
            }
        }
    }

    /// Counts the contacts of a person, one by one.
    fn surroundings(&self, person: PersonIndex, tick: Tick, offers: &[Offer]) -> Surroundings {
        let platforms = self.market.platforms.len();
        let nobody = || vec![[0; MAX_LAYERS]; platforms];
        let mut around = Surroundings {
            users: nobody(),
            inviting: nobody(),
            fresh: nobody(),
            groups: vec![[0.0; MAX_LAYERS]; platforms],
            contacts: [0; MAX_LAYERS],
            circle: Circle::default(),
        };
        for (l, layer) in self.market.layers.iter().enumerate() {
            let others: Box<dyn Iterator<Item = PersonIndex>> = if self.contacts.kinds()[l] == LayerKind::WellMixed {
                Box::new((0..self.market.population.agents).filter(|&other| other != person))
            } else {
                Box::new(self.contacts.in_layer(person, l))
            };
            for other in others {
                let weight = self.contacts.weight(person, other, l);
                let entered = self.people[other as usize].entered;
                around.contacts[l] += weight * u32::from(entered || layer.counts == CountedContacts::All);
                for p in 0..platforms {
                    around.users[p][l] += weight * u32::from(self.people[other as usize].accounts[p].active);
                    around.inviting[p][l] += weight * u32::from(self.invites(other, p, false, tick));
                    around.fresh[p][l] += weight * u32::from(self.invites(other, p, true, tick));
                }
            }
            for p in 0..platforms {
                if self.market.platforms[p].contagion == Contagion::Components {
                    around.groups[p][l] = self.groups(person, p, l, tick);
                }
            }
        }
        around.circle = self.circle(person, offers, &around.contacts);
        around
    }

    /// Whether a person invites to a platform in a tick, once or again and again.
    fn invites(&self, person: PersonIndex, p: usize, once: bool, tick: Tick) -> bool {
        let period = if once { invitation::ONCE } else { self.market.platforms[p].invite_period };
        let account = &self.people[person as usize].accounts[p];
        account.active && invitation::lasts(account.seen, period, tick)
    }

    /// The groups of contacts in a layer who invite to a platform, found by going from contact to contact.
    fn groups(&self, person: PersonIndex, p: usize, l: usize, tick: Tick) -> f32 {
        let (platform, once) = (&self.market.platforms[p], self.market.platforms[p].invite[l].once);
        let weight = |other| platform.compatible.weight(p, |q| self.invites(other, q, once, tick));
        let mut left: Vec<PersonIndex> =
            self.contacts.in_layer(person, l).filter(|&other| weight(other) > 0.0).collect();
        let mut sum = 0.0;
        while !left.is_empty() {
            let mut group = vec![left.remove(0)];
            let mut at = 0;
            while at < group.len() {
                let known: Vec<PersonIndex> = self.contacts.in_layer(group[at], l).collect();
                let (found, others) = left.iter().partition(|other| known.contains(other));
                group.extend::<Vec<PersonIndex>>(found);
                left = others;
                at += 1;
            }
            sum += group.into_iter().map(weight).fold(0.0, f32::max);
        }
        sum
    }

    fn live_through(&mut self, person: PersonIndex, tick: Tick, offers: &[Offer], around: &Surroundings) {
        let before = self.people[person as usize].active_set();
        let mut left = 1.0;
        loop {
            let revision = self.revision(person, offers, around);
            let hazards: Vec<f64> =
                (0..offers.len()).map(|p| self.hazard_of(person, p, tick, offers, around, &revision)).collect();
            let accounts = &mut self.people[person as usize].accounts;
            let next = (0..offers.len())
                .filter(|&p| hazards[p] > 0.0 && accounts[p].clock < hazards[p] * left)
                .min_by(|&a, &b| (accounts[a].clock / hazards[a]).total_cmp(&(accounts[b].clock / hazards[b])));
            let span = next.map_or(left, |p| accounts[p].clock / hazards[p]);
            for (account, hazard) in accounts.iter_mut().zip(&hazards) {
                account.clock = (account.clock - hazard * span).max(0.0);
            }
            left -= span;
            let Some(p) = next else { break };
            self.strike(person, p, tick, offers, around, &revision);
        }
        self.recorder.counts.moved(before, self.people[person as usize].active_set());
    }

    /// A clock has run out: the person joins or leaves, and with it what comes with that.
    fn strike(
        &mut self,
        person: PersonIndex,
        p: usize,
        tick: Tick,
        offers: &[Offer],
        around: &Surroundings,
        revision: &Revision,
    ) {
        let (account, active) = (self.people[person as usize].accounts[p], self.people[person as usize].active_set());
        let causes = if account.active {
            vec![self.leaving(person, p, tick, offers, around), revision.leaving(p, &offers[p])]
        } else {
            self.causes(person, p, tick, offers, around, revision)
        };
        let cause = self.clocks[p].cause(person, account.transitions, causes.iter().copied());
        let set = if cause + 1 == causes.len() && self.market.choice.is_some() {
            revision.set(p)
        } else if account.active {
            active & !(1 << p)
        } else {
            replacing::after_joining(p, active, self.market.platforms[p].replaces)
        };
        self.change(person, (active, set), tick, MEDIA + cause);
    }

    /// A person goes from one set of platforms to another, and joins those that are new for a cause.
    fn change(&mut self, person: PersonIndex, (active, set): (u8, u8), tick: Tick, cause: usize) {
        for p in (0..self.market.platforms.len()).filter(|p| (active ^ set) >> p & 1 == 1) {
            let first = self.transition(person, p, tick);
            self.recorder.counts.turned(p, active >> p & 1 == 1, cause, first);
        }
    }

    /// The hazard of the person's next transition on a platform.
    fn hazard_of(
        &self,
        person: PersonIndex,
        p: usize,
        tick: Tick,
        offers: &[Offer],
        around: &Surroundings,
        revision: &Revision,
    ) -> f64 {
        let account = &self.people[person as usize].accounts[p];
        if account.active {
            self.leaving(person, p, tick, offers, around) + revision.leaving(p, &offers[p])
        } else {
            let rival = self.best_rival(person, p, offers, around);
            let causes: f64 = self.causes(person, p, tick, offers, around, revision).iter().sum();
            f64::from(self.market.platforms[p].switching.willingness(account.registered, rival)) * causes
        }
    }

    /// The hazard of leaving for any cause but choice.
    fn leaving(&self, person: PersonIndex, p: usize, tick: Tick, offers: &[Offer], around: &Surroundings) -> f64 {
        let (platform, account) = (&self.market.platforms[p], &self.people[person as usize].accounts[p]);
        let on_trial = tick - account.since < platform.trial;
        let churn = offers[p].churn + if on_trial { offers[p].trial_churn } else { 0.0 };
        let share = self.share(p, offers, around);
        let enough = leaving::is_enough(platform.quorum, || self.crowd(p, offers, around));
        let rival = self.best_rival(person, p, offers, around);
        churn * f64::from(leaving::hold(offers[p].stickiness, share, enough))
            + offers[p].outage
            + offers[p].pull * f64::from(leaving::gap(share, rival))
    }

    /// The hazards of joining by media, seeding, each layer's invitations, and where persons choose, by choice.
    fn causes(
        &self,
        person: PersonIndex,
        p: usize,
        tick: Tick,
        offers: &[Offer],
        around: &Surroundings,
        revision: &Revision,
    ) -> Vec<f64> {
        let mut causes = vec![0.0; INVITATION - MEDIA + self.market.layers.len()];
        causes[0] = offers[p].media;
        for a in 0..self.market.audiences.len() {
            if self.belongs(person, a, tick) {
                causes[SEEDING - MEDIA] += offers[p].seeding[a];
            }
        }
        for l in 0..self.market.layers.len() {
            causes[INVITATION - MEDIA + l] = offers[p].invite[l] * f64::from(self.contagion(person, p, l, around));
        }
        if self.market.choice.is_some() {
            causes.push(revision.joining(p, &offers[p]));
        }
        causes
    }

    /// The kernel g of a person on a platform and in a layer.
    fn contagion(&self, person: PersonIndex, p: usize, l: usize, around: &Surroundings) -> f32 {
        let platform = &self.market.platforms[p];
        if platform.contagion == Contagion::Components && self.contacts.kinds()[l] != LayerKind::WellMixed {
            return around.groups[p][l];
        }
        let inviting = if platform.invite[l].once { &around.fresh } else { &around.inviting };
        let users = platform.compatible.count(p, |q| inviting[q][l]);
        platform.contagion.strength(users, around.contacts[l], self.contacts.unit(l), platform.threshold.of(person))
    }

    /// The largest share of contacts on a rival that the person is active on.
    fn best_rival(&self, person: PersonIndex, p: usize, offers: &[Offer], around: &Surroundings) -> Option<f32> {
        let accounts = &self.people[person as usize].accounts;
        (0..offers.len())
            .filter(|&q| q != p && accounts[q].active)
            .map(|q| self.share(q, offers, around))
            .reduce(f32::max)
    }

    /// Contacts active on a platform, over the layers that the platform sees.
    fn crowd(&self, p: usize, offers: &[Offer], around: &Surroundings) -> f32 {
        let seen = (0..self.market.layers.len()).filter(|layer| offers[p].sees >> layer & 1 == 1);
        let compatible = &self.market.platforms[p].compatible;
        seen.map(|l| compatible.count(p, |q| around.users[q][l]) * self.contacts.unit(l)).sum()
    }

    /// Share of contacts active on a platform, over the layers that the platform sees.
    fn share(&self, p: usize, offers: &[Offer], around: &Surroundings) -> f32 {
        let seen = |counts: &[u32; MAX_LAYERS]| (0..MAX_LAYERS).map(|l| (offers[p].sees >> l & 1) * counts[l]).sum();
        let users = self.market.platforms[p].compatible.count(p, |q| seen(&around.users[q]));
        joining::share(users, seen(&around.contacts))
    }
}
