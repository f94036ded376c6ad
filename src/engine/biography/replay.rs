//! The course of a life: the clocks of one person, among others whose moves are known.

use super::around::Others;
use super::hazard::Hazard;
use super::{Biography, Clock, Day, Event, LEAVING, Station, Turn};
use crate::contacts::{ContactLayers, LayerKind};
use crate::engine::recorder::{INVITATION, MEDIA};
use crate::engine::trajectory::Move;
use crate::market::{Clocks, Market, Offer};
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
    pub contacts: &'a ContactLayers,
    pub person: PersonIndex,
    pub accounts: Vec<Account>,
    /// All moves of the run, and those of the person.
    moves: &'a [Move],
    told: &'a [Move],
    clocks: Vec<Clocks>,
    others: Others<'a>,
    /// Moves of the person so far.
    made: Vec<Move>,
    stations: Vec<Station>,
    days: Vec<Day>,
    audiences: Vec<Option<Tick>>,
    /// Platforms that were open in the tick before.
    open: Vec<bool>,
}

/// Lives through a run: the life, and the moves that it takes.
pub fn replay(
    market: &Market,
    contacts: &ContactLayers,
    moves: &[Move],
    told: &[Move],
    person: PersonIndex,
) -> (Biography, Vec<Move>) {
    let clocks: Vec<Clocks> = market.platforms.iter().map(|platform| Clocks::new(platform, &market.world)).collect();
    let tastes = clocks.iter().map(|clocks| clocks.taste(person)).collect();
    let mut replay = Replay {
        market,
        contacts,
        person,
        accounts: Vec::new(),
        moves,
        told,
        others: Others::new(market, contacts, moves, person),
        made: Vec::new(),
        stations: Vec::new(),
        days: Vec::with_capacity(market.days as usize + 1),
        audiences: vec![None; market.audiences.len()],
        open: vec![false; clocks.len()],
        clocks,
    };
    replay.accounts = (0..market.platforms.len()).map(|p| replay.stranger(p)).collect();
    for tick in 0..market.ticks() {
        let offers = replay.calendar(tick);
        replay.live(tick, &offers);
    }
    replay.calendar(market.ticks());
    let clocks = replay.accounts.iter().map(|account| account.clock.clone()).collect();
    replay.station(market.ticks(), Event::Ends(clocks));
    let degrees = (0..market.layers.len()).map(|layer| degree(contacts, person, layer)).collect();
    let Replay { stations, days, audiences, made, .. } = replay;
    (Biography { person, tastes, audiences, degrees, stations, days }, made)
}

fn degree(contacts: &ContactLayers, person: PersonIndex, layer: usize) -> u32 {
    match contacts.kinds()[layer] {
        LayerKind::Stored(_) => contacts.in_layer(person, layer).count() as u32,
        LayerKind::WellMixed => contacts.persons().saturating_sub(1),
    }
}

impl Replay<'_> {
    /// What the platforms hold out in a tick.
    fn offers(&self, tick: Tick) -> Vec<Offer> {
        self.market.platforms.iter().map(|platform| Offer::new(platform, tick, self.market.tick_days())).collect()
    }

    /// The person's standing on a platform before anything happened.
    fn stranger(&self, p: PlatformIndex) -> Account {
        let clock = self.wound(p, false, 0);
        Account { active: false, registered: false, since: 0, transitions: 0, left: clock.needed, clock }
    }

    /// The clock of the next transition.
    fn wound(&self, p: PlatformIndex, active: bool, transitions: u32) -> Clock {
        let luck = self.clocks[p].leaving(self.person, transitions);
        let (needed, causes) = if active {
            (luck, LEAVING.len())
        } else {
            (self.clocks[p].joining(self.person, transitions), INVITATION - MEDIA + self.market.layers.len())
        };
        Clock { needed, longer: libm::exp(-luck), from: None, gathered: vec![0.0; causes] }
    }

    fn inside(&self, tick: Tick) -> bool {
        self.market.population.entry(self.person) <= tick
    }

    /// Platforms that the person is active on, a bit each.
    fn active(&self) -> u8 {
        self.accounts.iter().enumerate().map(|(p, account)| u8::from(account.active) << p).sum()
    }

    /// What the calendar brings at the beginning of a tick; then, on the first tick of a day, the state is written down.
    fn calendar(&mut self, tick: Tick) -> Vec<Offer> {
        self.others.advance(tick);
        let offers = self.offers(tick);
        for (first, audience) in self.audiences.iter_mut().zip(&self.market.audiences) {
            let belongs = first.is_none() && audience.includes(self.person, audience.share(tick));
            *first = first.or(belongs.then_some(tick));
        }
        if self.market.population.entry(self.person) == tick {
            self.station(tick, Event::Enters);
        }
        for (p, offer) in offers.iter().enumerate() {
            if !std::mem::replace(&mut self.open[p], offer.open) && offer.open {
                self.place(p, tick);
            }
        }
        if tick.is_multiple_of(self.market.ticks_per_day) {
            let clocks = self.accounts.iter().map(|account| account.clock.filled()).collect();
            let around = self.others.around(tick);
            self.days.push(Day { inside: self.inside(tick), active: self.active(), around, clocks });
        }
        offers
    }

    /// Makes the person a user of a platform that opens, if the run did.
    fn place(&mut self, p: PlatformIndex, tick: Tick) {
        let Some(step) = self.told.get(self.made.len()).copied() else { return };
        if step.tick == tick && (step.after & !step.before) >> p & 1 == 1 {
            let before = self.active();
            self.transition(p, tick);
            self.made.push(Move { tick, person: self.person, before, after: self.active() });
            self.station(tick, Event::Placed(p));
        }
    }

    fn station(&mut self, tick: Tick, event: Event) {
        let (around, meanwhile) = (self.others.around(tick), self.others.meanwhile(tick));
        self.stations.push(Station { tick, event, around, meanwhile });
    }

    /// Flips the person's activity on a platform and winds the next clock; the clock that has run out.
    fn transition(&mut self, p: PlatformIndex, tick: Tick) -> Clock {
        let account = &self.accounts[p];
        let (active, transitions) = (!account.active, (account.transitions + 1) & u32::from(u16::MAX));
        let clock = self.wound(p, active, transitions);
        let next = Account { active, registered: true, since: tick, transitions, left: clock.needed, clock };
        std::mem::replace(&mut self.accounts[p], next).clock
    }

    /// Lives through a tick: the clocks compete.
    fn live(&mut self, tick: Tick, offers: &[Offer]) {
        if !self.inside(tick) {
            return;
        }
        let around = self.others.weighed(tick);
        let (before, turns) = (self.active(), self.stations.len());
        let mut left = 1.0;
        loop {
            let hazards: Vec<Hazard> = (0..offers.len()).map(|p| self.hazard(p, tick, offers, &around)).collect();
            let time = |p: usize| self.accounts[p].left / hazards[p].total;
            let next = (0..offers.len())
                .filter(|&p| hazards[p].total > 0.0 && self.accounts[p].left < hazards[p].total * left)
                .min_by(|&a, &b| time(a).total_cmp(&time(b)));
            let span = next.map_or(left, time);
            for (account, hazard) in self.accounts.iter_mut().zip(&hazards) {
                account.run(hazard, span, tick);
            }
            left -= span;
            let Some(p) = next else { break };
            self.strike(p, tick, &hazards[p]);
        }
        if self.stations.len() > turns {
            self.made.push(Move { tick: tick + 1, person: self.person, before, after: self.active() });
        }
    }

    /// A clock has run out: the person joins or leaves.
    fn strike(&mut self, p: PlatformIndex, tick: Tick, hazard: &Hazard) {
        let (joins, occurrence) = (!self.accounts[p].active, self.accounts[p].transitions);
        let clock = self.transition(p, tick);
        let rates = hazard.parts().map(|part| part / self.market.tick_days()).collect();
        let Hazard { factor, returning, .. } = *hazard;
        let turn = Turn { platform: p, occurrence, clock, factor, returning, rates };
        let event = if joins {
            let cause = MEDIA + self.clocks[p].cause(self.person, occurrence, hazard.causes.iter().copied());
            let layer = cause.checked_sub(INVITATION);
            let word = self.clocks[p].inviter(self.person, occurrence);
            let inviter = layer.and_then(|layer| self.others.inviter(p, layer, word, self.moves));
            Event::Joins { turn, cause, inviter }
        } else {
            Event::Leaves(turn)
        };
        self.station(tick, event);
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
