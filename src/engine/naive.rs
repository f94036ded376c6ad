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

use super::recorder::{INITIAL, INVITATION, MEDIA, Recorder, SEEDING};
use super::trajectory::Trajectory;
use crate::contacts::{ContactLayers, LayerKind};
use crate::market::{Clocks, Course, MAX_LAYERS, Market, Offer, Progress, initial_users, joining, leaving};
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

/// What a person sees around in one tick: users and contacts, by layer.
struct Surroundings {
    users: Vec<[u32; MAX_LAYERS]>,
    contacts: [u32; MAX_LAYERS],
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
    fn calendar(&mut self, tick: Tick) {
        self.course.advance(self.market, tick, &self.recorder.census());
        for person in 0..self.market.population.agents {
            if self.market.population.entry(person) == tick {
                self.people[person as usize].entered = true;
                self.recorder.entered();
            }
        }
        for p in 0..self.market.platforms.len() {
            if self.market.platforms[p].closes(&self.course, tick) {
                self.close(p, tick);
            }
        }
        for p in 0..self.market.platforms.len() {
            if self.course.comes(self.market.platforms[p].launch, tick) {
                self.place_initial_users(p, tick);
            }
        }
        for p in 0..self.market.platforms.len() {
            self.drive(p, tick);
            self.bundle(p, tick);
        }
        if tick.is_multiple_of(self.market.ticks_per_day) {
            self.recorder.day();
        }
    }

    /// Whether a person can be won at once: in the market, not active here, and on no rival of an exclusive platform.
    fn is_free(&self, person: PersonIndex, p: usize) -> bool {
        let exclusive = self.market.platforms[p].is_exclusive();
        let person = &self.people[person as usize];
        person.entered && !person.accounts[p].active && !(exclusive && person.active_set() != 0)
    }

    /// A person joins at the beginning of a tick; true for the first time.
    fn win(&mut self, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let before = self.people[person as usize].active_set();
        let first = self.transition(person, p, tick);
        self.recorder.moved(before, self.people[person as usize].active_set());
        first
    }

    fn place_initial_users(&mut self, p: usize, tick: Tick) {
        let free = |person| self.is_free(person, p);
        for person in initial_users(self.market, &self.market.platforms[p], self.contacts, free) {
            let first = self.win(person, p, tick);
            self.recorder.joined(p, INITIAL, first);
        }
    }

    /// Campaigns turn to those whose turn it is.
    fn drive(&mut self, p: usize, tick: Tick) {
        let platform = &self.market.platforms[p];
        for (d, drive) in platform.campaigns.drives.iter().enumerate() {
            if !platform.runs(&drive.period, &self.course, tick) {
                continue;
            }
            let mut progress = std::mem::take(&mut self.drives[p][d]);
            let first_join = |rival: usize, person: PersonIndex| self.people[person as usize].accounts[rival].first;
            let belongs = |person| drive.audience.is_none_or(|a| self.belongs(person, a, tick));
            let eligible = |person| self.is_free(person, p) && belongs(person);
            let turn = drive.turn(&mut progress, (&self.course, tick), self.contacts, first_join, eligible);
            self.drives[p][d] = progress;
            for person in turn {
                if self.is_free(person, p) {
                    let first = self.win(person, p, tick);
                    self.recorder.joined(p, SEEDING, first);
                }
            }
        }
    }

    /// Whoever has come to own a phone with the app on it uses it, or not.
    fn bundle(&mut self, p: usize, tick: Tick) {
        let platform = &self.market.platforms[p];
        for bundle in &platform.campaigns.bundles {
            if tick == 0 || !platform.runs(&bundle.period, &self.course, tick) {
                continue;
            }
            for person in 0..self.market.population.agents {
                let owns =
                    |tick| self.market.population.entry(person) <= tick && self.belongs(person, bundle.audience, tick);
                if owns(tick) && !owns(tick - 1) && bundle.installs(person) && self.is_free(person, p) {
                    let first = self.win(person, p, tick);
                    self.recorder.bundled(p, first);
                }
            }
        }
    }

    fn belongs(&self, person: PersonIndex, a: usize, tick: Tick) -> bool {
        let audience = &self.market.audiences[a];
        audience.includes(person, audience.share(tick))
    }

    /// All users of a platform lapse.
    fn close(&mut self, p: usize, tick: Tick) {
        for person in 0..self.market.population.agents {
            if self.people[person as usize].accounts[p].active {
                let before = self.people[person as usize].active_set();
                self.transition(person, p, tick);
                self.recorder.left(p);
                self.recorder.moved(before, self.people[person as usize].active_set());
            }
        }
    }

    /// Flips a person's activity on a platform and winds the next clock; true when it was the first joining.
    fn transition(&mut self, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let account = &mut self.people[person as usize].accounts[p];
        let first = !account.registered;
        account.first = account.first.min(tick);
        account.active = !account.active;
        account.registered = true;
        account.since = tick;
        account.transitions = (account.transitions + 1) & u32::from(u16::MAX);
        account.clock = if account.active {
            self.clocks[p].leaving(person, account.transitions)
        } else {
            self.clocks[p].joining(person, account.transitions)
        };
        first
    }

    fn live(&mut self, tick: Tick) {
        let offers = self.market.offers(&self.course, tick);
        self.recorder.offered(&offers);
        let around: Vec<Option<Surroundings>> = (0..self.market.population.agents)
            .map(|person| self.people[person as usize].entered.then(|| self.surroundings(person)))
            .collect();
        for (person, around) in around.iter().enumerate() {
            if let Some(around) = around {
                self.live_through(person as PersonIndex, tick, &offers, around);
            }
        }
    }

    /// Counts the contacts of a person, one by one.
    fn surroundings(&self, person: PersonIndex) -> Surroundings {
        let mut around =
            Surroundings { users: vec![[0; MAX_LAYERS]; self.market.platforms.len()], contacts: [0; MAX_LAYERS] };
        for (l, layer) in self.market.layers.iter().enumerate() {
            let others: Box<dyn Iterator<Item = PersonIndex>> = if self.contacts.kinds()[l] == LayerKind::WellMixed {
                Box::new((0..self.market.population.agents).filter(|&other| other != person))
            } else {
                Box::new(self.contacts.in_layer(person, l))
            };
            for other in others {
                let weight = self.contacts.weight(person, other, l);
                let other = &self.people[other as usize];
                around.contacts[l] += weight * u32::from(other.entered || layer.counts == CountedContacts::All);
                for (p, account) in other.accounts.iter().enumerate() {
                    around.users[p][l] += weight * u32::from(account.active);
                }
            }
        }
        around
    }

    fn live_through(&mut self, person: PersonIndex, tick: Tick, offers: &[Offer], around: &Surroundings) {
        let before = self.people[person as usize].active_set();
        let mut left = 1.0;
        loop {
            let hazards: Vec<f64> =
                (0..offers.len()).map(|p| self.hazard_of(person, p, tick, offers, around)).collect();
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
            self.strike(person, p, tick, offers, around);
        }
        self.recorder.moved(before, self.people[person as usize].active_set());
    }

    /// A clock has run out: the person joins or leaves.
    fn strike(&mut self, person: PersonIndex, p: usize, tick: Tick, offers: &[Offer], around: &Surroundings) {
        let account = self.people[person as usize].accounts[p];
        if account.active {
            self.transition(person, p, tick);
            self.recorder.left(p);
        } else {
            let causes = self.causes(person, p, tick, offers, around);
            let cause = MEDIA + self.clocks[p].cause(person, account.transitions, causes.iter().copied());
            let first = self.transition(person, p, tick);
            self.recorder.joined(p, cause, first);
        }
    }

    /// The hazard of the person's next transition on a platform.
    fn hazard_of(&self, person: PersonIndex, p: usize, tick: Tick, offers: &[Offer], around: &Surroundings) -> f64 {
        let me = &self.people[person as usize];
        let (platform, account) = (&self.market.platforms[p], &me.accounts[p]);
        let rival = self.best_rival(person, p, offers, around);
        if account.active {
            let on_trial = tick - account.since < platform.trial;
            let churn = offers[p].churn + if on_trial { offers[p].trial_churn } else { 0.0 };
            let share = share(&offers[p], &around.users[p], &around.contacts);
            churn * f64::from(leaving::hold(offers[p].stickiness, share))
                + offers[p].outage
                + offers[p].pull * f64::from(leaving::gap(share, rival))
        } else {
            let causes: f64 = self.causes(person, p, tick, offers, around).iter().sum();
            f64::from(platform.switching.willingness(account.registered, rival)) * causes
        }
    }

    /// The hazards of joining by media, seeding and each layer's invitations.
    fn causes(&self, person: PersonIndex, p: usize, tick: Tick, offers: &[Offer], around: &Surroundings) -> Vec<f64> {
        let mut causes = vec![0.0; INVITATION - MEDIA + self.market.layers.len()];
        causes[0] = offers[p].media;
        for a in 0..self.market.audiences.len() {
            if self.belongs(person, a, tick) {
                causes[SEEDING - MEDIA] += offers[p].seeding[a];
            }
        }
        for l in 0..self.market.layers.len() {
            let (kernel, unit) = (self.market.platforms[p].kernel, self.contacts.unit(l));
            let invited = joining::contagion(kernel, around.users[p][l], around.contacts[l], unit);
            causes[INVITATION - MEDIA + l] = offers[p].invite[l] * f64::from(invited);
        }
        causes
    }

    /// The largest share of contacts on a rival that the person is active on.
    fn best_rival(&self, person: PersonIndex, p: usize, offers: &[Offer], around: &Surroundings) -> Option<f32> {
        let accounts = &self.people[person as usize].accounts;
        (0..offers.len())
            .filter(|&q| q != p && accounts[q].active)
            .map(|q| share(&offers[q], &around.users[q], &around.contacts))
            .reduce(f32::max)
    }
}

/// Share of contacts active on a platform, over the layers that the platform sees.
fn share(offer: &Offer, users: &[u32; MAX_LAYERS], contacts: &[u32; MAX_LAYERS]) -> f32 {
    let seen = |counts: &[u32; MAX_LAYERS]| (0..MAX_LAYERS).map(|l| (offer.sees >> l & 1) * counts[l]).sum();
    joining::share(seen(users), seen(contacts))
}
