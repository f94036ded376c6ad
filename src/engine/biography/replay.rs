//! The course of a life: the clocks of one person, among others whose moves are known.

use super::around::{Others, Weighed};
use super::hazard::Hazard;
use super::inviting::Channel;
use super::milestones::milestones;
use super::{Biography, Clock, Day, Event, Inviting, LEAVING, Station, Turn};
use crate::contacts::{ContactLayers, LayerKind};
use crate::engine::recorder::{INITIAL, INVITATION, MEDIA, SEEDING};
use crate::engine::trajectory::{Move, Mover, Paths};
use crate::market::{Clocks, Market, Offer, Platform, Revision, replacing};
use crate::units::{PersonIndex, PlatformIndex, Tick};

/// The person's standing on one platform.
pub struct Account {
    pub active: bool,
    pub registered: bool,
    /// Tick of the last transition.
    pub since: Tick,
    transitions: u32,
    /// Hazard left on the clock.
    left: f64,
    clock: Clock,
}

/// A life on its way.
pub struct Replay<'a> {
    pub market: &'a Market,
    pub person: PersonIndex,
    pub accounts: Vec<Account>,
    pub others: Others<'a>,
    paths: &'a Paths,
    /// Moves of the person in the run, and so far.
    told: &'a [Move],
    made: Vec<Move>,
    clocks: Vec<Clocks>,
    stations: Vec<Station>,
    days: Vec<Day>,
    audiences: Vec<Option<Tick>>,
    /// How long the servers of each platform have been down since the last station \[day\].
    down: Vec<f64>,
}

/// Lives through a run: the life, and the moves that it takes.
pub fn replay(
    market: &Market,
    contacts: &ContactLayers,
    paths: &Paths,
    told: &[Move],
    person: PersonIndex,
) -> (Biography, Vec<Move>) {
    let clocks: Vec<Clocks> = market.platforms.iter().map(|platform| Clocks::new(platform, &market.world)).collect();
    let tastes = clocks.iter().map(|clocks| clocks.taste(person)).collect();
    let mut replay = Replay {
        market,
        person,
        accounts: Vec::new(),
        others: Others::new(market, contacts, &paths.moves, person),
        paths,
        told,
        made: Vec::new(),
        stations: Vec::new(),
        days: Vec::with_capacity(market.days as usize + 1),
        audiences: vec![None; market.audiences.len()],
        down: vec![0.0; clocks.len()],
        clocks,
    };
    replay.accounts = (0..market.platforms.len()).map(|p| replay.stranger(p)).collect();
    for tick in 0..market.ticks() {
        replay.calendar(tick);
        replay.live(tick);
    }
    replay.calendar(market.ticks());
    let clocks = replay.accounts.iter().map(|account| account.clock.clone()).collect();
    replay.station(market.ticks(), Event::Ends(clocks));
    let Replay { stations, days, audiences, made, .. } = replay;
    let degrees = (0..market.layers.len()).map(|layer| degree(contacts, person, layer)).collect();
    let milestones = milestones(market, paths);
    let (thresholds, quorums) = (thresholds(market, person), quorums(market));
    (Biography { person, tastes, audiences, thresholds, quorums, degrees, stations, milestones, days }, made)
}

fn degree(contacts: &ContactLayers, person: PersonIndex, layer: usize) -> u32 {
    match contacts.kinds()[layer] {
        LayerKind::Stored(_) => contacts.in_layer(person, layer).count() as u32,
        LayerKind::WellMixed => contacts.persons().saturating_sub(1),
    }
}

/// How much of a crowd a person needs on each platform.
fn thresholds(market: &Market, person: PersonIndex) -> Vec<Option<f64>> {
    let of =
        |platform: &Platform| platform.contagion.looks_at_thresholds().then(|| platform.threshold.of(person).into());
    market.platforms.iter().map(of).collect()
}

/// How many contacts keep a user of each platform.
fn quorums(market: &Market) -> Vec<Option<f64>> {
    market.platforms.iter().map(|platform| (platform.quorum > 0.0).then(|| platform.quorum.into())).collect()
}

impl Replay<'_> {
    /// The person's standing on a platform before anything happened.
    fn stranger(&self, p: PlatformIndex) -> Account {
        let clock = self.wound(p, false, (0, 0));
        Account { active: false, registered: false, since: 0, transitions: 0, left: clock.needed, clock }
    }

    /// The clock of the next transition, after so many, in a tick.
    fn wound(&self, p: PlatformIndex, active: bool, (transitions, tick): (u32, Tick)) -> Clock {
        let luck = self.clocks[p].leaving(self.person, transitions);
        let (needed, causes) = if active {
            (luck, LEAVING.len())
        } else {
            (
                self.clocks[p].joining(self.person, transitions),
                INVITATION - MEDIA + self.market.layers.len() + usize::from(self.market.choice.is_some()),
            )
        };
        Clock { needed, longer: libm::exp(-luck), wound: tick, from: None, gathered: vec![0.0; causes] }
    }

    fn inside(&self, tick: Tick) -> bool {
        self.market.population.entry(self.person) <= tick
    }

    /// Platforms that the person is active on, a bit each.
    pub fn active(&self) -> u8 {
        self.accounts.iter().enumerate().map(|(p, account)| u8::from(account.active) << p).sum()
    }

    /// What the platforms offer in a tick.
    fn offers(&self, tick: Tick) -> &[Offer] {
        &self.paths.offers[tick as usize]
    }

    /// What the calendar brings at the beginning of a tick; then, on the first tick of a day, the state is written down.
    fn calendar(&mut self, tick: Tick) {
        self.others.advance(tick);
        for (first, audience) in self.audiences.iter_mut().zip(&self.market.audiences) {
            let belongs = first.is_none() && audience.includes(self.person, audience.share(tick));
            *first = first.or(belongs.then_some(tick));
        }
        if self.market.population.entry(self.person) == tick {
            self.station(tick, Event::Enters);
        }
        while let Some(step) =
            self.told.get(self.made.len()).filter(|step| step.tick == tick && step.by != Mover::Clock)
        {
            self.called(*step);
        }
        if tick.is_multiple_of(self.market.ticks_per_day) {
            let clocks = self.accounts.iter().map(|account| account.clock.filled()).collect();
            let around = self.others.around(tick);
            let open = (0..).zip(self.offers(tick)).map(|(p, offer)| u8::from(offer.open) << p).sum();
            self.days.push(Day { inside: self.inside(tick), active: self.active(), open, around, clocks });
        }
    }

    /// The calendar makes the person join a platform, or leave it, as the run did.
    fn called(&mut self, Move { tick, before, after, by, .. }: Move) {
        let (changed, active) = (before ^ after, self.active());
        let leads = if after & !before == 0 { changed } else { after & !before };
        let platform = leads.trailing_zeros() as PlatformIndex;
        let (joins, occurrence) = (!self.accounts[platform].active, self.accounts[platform].transitions);
        let clock = self.transition(platform, tick);
        let replaces = joins && self.market.platforms[platform].replaces;
        let set = if replaces { replacing::after_joining(platform, active, true) } else { self.active() };
        let joined = if joins { 1 << platform } else { 0 };
        self.made.push(Move { tick, person: self.person, before: active, after: set, joined, by });
        let cause = match by {
            Mover::Launch => Some(INITIAL),
            Mover::Drive(_) => Some(SEEDING),
            Mover::Bundle(_) => Some(self.market.causes().len() - 1),
            Mover::Clock | Mover::Closing => None,
        };
        let event = match cause {
            Some(cause) => Event::Won { platform, by, cause, occurrence, clock },
            None => Event::Lapses { platform, clock },
        };
        self.station(tick, event);
        self.along(set, tick, None);
    }

    /// What is joined, for a cause, and left together with a turn, until the person is on a set of platforms; what is joined, a bit each.
    fn along(&mut self, set: u8, tick: Tick, cause: Option<usize>) -> u8 {
        let active = self.active();
        for platform in (0..self.accounts.len()).filter(|p| (active ^ set) >> p & 1 == 1) {
            let occurrence = self.accounts[platform].transitions;
            let cause = cause.filter(|_| set >> platform & 1 == 1);
            let clock = self.transition(platform, tick);
            self.station(tick, Event::Along { platform, cause, occurrence, clock });
        }
        set & !active
    }

    fn station(&mut self, tick: Tick, event: Event) {
        let (around, meanwhile) = (self.others.around(tick), self.others.meanwhile(tick));
        let fresh = vec![0.0; self.down.len()];
        let meanwhile = super::Meanwhile { down: std::mem::replace(&mut self.down, fresh), ..meanwhile };
        self.stations.push(Station { tick, event, around, meanwhile });
    }

    /// Flips the person's activity on a platform and winds the next clock; the clock that has run until now.
    fn transition(&mut self, p: PlatformIndex, tick: Tick) -> Clock {
        let account = &self.accounts[p];
        let (active, transitions) = (!account.active, (account.transitions + 1) & u32::from(u16::MAX));
        let clock = self.wound(p, active, (transitions, tick));
        let next = Account { active, registered: true, since: tick, transitions, left: clock.needed, clock };
        std::mem::replace(&mut self.accounts[p], next).clock
    }

    /// Lives through a tick.
    fn live(&mut self, tick: Tick) {
        if self.inside(tick) {
            let (before, turns) = (self.active(), self.stations.len());
            let joined = self.compete(tick);
            if self.stations.len() > turns {
                let after = self.active();
                self.made.push(Move { tick: tick + 1, person: self.person, before, after, joined, by: Mover::Clock });
            }
        }
        for (down, offer) in self.down.iter_mut().zip(&self.paths.offers[tick as usize]).filter(|(_, offer)| offer.open)
        {
            *down += offer.down * self.market.tick_days();
        }
    }

    /// The clocks compete within a tick; the platforms joined, a bit each.
    fn compete(&mut self, tick: Tick) -> u8 {
        let offers = &self.paths.offers[tick as usize];
        let around = self.others.weighed(tick);
        let (mut left, mut joined) = (1.0, 0);
        loop {
            let revision = self.revision(offers, &around);
            let hazards: Vec<Hazard> =
                (0..offers.len()).map(|p| self.hazard(p, tick, offers, (&around, &revision))).collect();
            let time = |p: usize| self.accounts[p].left / hazards[p].total;
            let next = (0..offers.len())
                .filter(|&p| hazards[p].total > 0.0 && self.accounts[p].left < hazards[p].total * left)
                .min_by(|&a, &b| time(a).total_cmp(&time(b)));
            let span = next.map_or(left, time);
            for (account, hazard) in self.accounts.iter_mut().zip(&hazards) {
                account.run(hazard, span, tick);
            }
            left -= span;
            let Some(p) = next else { return joined };
            joined |= self.strike(p, tick, &hazards[p], (&around, &revision));
        }
    }

    /// A clock has run out: the person joins or leaves, and with it what comes with that; what is joined, a bit each.
    fn strike(
        &mut self,
        p: PlatformIndex,
        tick: Tick,
        hazard: &Hazard,
        (around, revision): (&Weighed, &Revision),
    ) -> u8 {
        let (joins, occurrence, active) = (!self.accounts[p].active, self.accounts[p].transitions, self.active());
        let drawn = |causes: &[f64]| self.clocks[p].cause(self.person, occurrence, causes.iter().copied());
        let cause = if joins { MEDIA + drawn(&hazard.causes) } else { MEDIA };
        let chooses = self.market.choice.is_some()
            && if joins { cause == INVITATION + self.market.layers.len() } else { drawn(&hazard.by_choice()) == 1 };
        let set = match (chooses, joins) {
            (true, _) => revision.set(p),
            (false, true) => replacing::after_joining(p, active, self.market.platforms[p].replaces),
            (false, false) => active & !(1 << p),
        };
        let clock = self.transition(p, tick);
        let rates = hazard.parts().map(|part| part / self.market.tick_days()).collect();
        let inviting = if joins { self.inviting(p, tick, around) } else { Vec::new() };
        let offer = &self.offers(tick)[p];
        let (reputation, down, crowd) = (offer.reputation, offer.down, self.crowd(offer, p, around).into());
        let Hazard { factor, returning, .. } = *hazard;
        let turn = Turn { platform: p, occurrence, clock, factor, returning, rates, inviting, crowd, reputation, down };
        let event = if joins {
            let layer = cause.checked_sub(INVITATION).filter(|layer| *layer < self.market.layers.len());
            let inviter = layer.and_then(|layer| {
                let unit = self.clocks[p].inviter(self.person, occurrence);
                self.others.inviter(Channel { platform: p, layer, tick }, around.contacts[layer], unit)
            });
            Event::Joins { turn, cause, inviter }
        } else {
            Event::Leaves(turn)
        };
        self.station(tick, event);
        self.along(set, tick, joins.then_some(cause)) | u8::from(joins) << p
    }

    /// Who invites to a platform over each layer.
    fn inviting(&self, platform: PlatformIndex, tick: Tick, around: &Weighed) -> Vec<Inviting> {
        let invite = &self.offers(tick)[platform].invite;
        let over = |layer: usize| {
            let who = || self.others.inviting(Channel { platform, layer, tick }, around.contacts[layer]);
            (invite[layer] > 0.0).then(who).unwrap_or_default()
        };
        (0..self.market.layers.len()).map(over).collect()
    }
}

impl Account {
    /// Takes the hazard of a part of a tick off the clock.
    fn run(&mut self, hazard: &Hazard, span: f64, tick: Tick) {
        self.left = (self.left - hazard.total * span).max(0.0);
        if hazard.total > 0.0 {
            self.clock.from.get_or_insert(tick);
        }
        self.clock.gathered.iter_mut().zip(hazard.parts()).for_each(|(gathered, part)| *gathered += part * span);
    }
}
