//! Living through a tick: for those whose clocks may run out in it.

use super::General;
use super::agent::Count;
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::engine::recorder::{INVITATION, MEDIA, SEEDING};
use crate::engine::trajectory::Mover;
use crate::market::{MAX_LAYERS, Revision, joining, leaving, replacing};
use crate::units::{PersonIndex, Tick};

/// How many persons ahead memory is asked for.
const LIVES_AHEAD: usize = 8;

/// Hazards of joining by media, seeding and each layer, and where persons choose, by choice.
type Causes = [f64; INVITATION - MEDIA + MAX_LAYERS + 1];

impl<const P: usize, const L: usize, C: Count> General<P, L, C> {
    /// Whether no clock of a person runs out in this tick, as the factors tell; then the person is due some other time.
    #[inline]
    fn outlasts(&mut self, i: usize, tick: Tick) -> bool {
        let General { goals, hazards, agents, .. } = self;
        let agent = &mut agents[i];
        goals.end_trials(agent, hazards);
        let outlasts = agent.is_wound && goals.all_outlast(agent);
        if outlasts {
            self.name_due(i, tick);
        }
        outlasts
    }

    /// Names a tick before which nothing can happen to a person to whom nothing happens in this one.
    fn name_due(&mut self, i: usize, tick: Tick) {
        let due = self.goals.due(&self.agents[i]);
        self.due.set(i, due.max(tick + 1));
    }

    /// The hazards of a person in this tick, where they depend on factors alone.
    fn hazards_of(&self, i: usize) -> [f64; P] {
        let agent = &self.agents[i];
        let factors = self.rules.factors((agent.active, agent.registered), &self.around[i], &self.known[i]);
        self.goals.hazards(agent, &factors)
    }
}

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// Everybody whose clocks may run out in this tick lives through it.
    pub(super) fn live_all(&mut self, tick: Tick) {
        let mut called = std::mem::take(&mut self.persons.called);
        self.persons.due.call(tick, &mut called);
        for (position, &person) in called.iter().enumerate() {
            if let Some(&later) = called.get(position + LIVES_AHEAD) {
                self.persons.prefetch(later as usize);
            }
            if !self.persons.outlasts(person as usize, tick) {
                self.live_through(person, tick);
            }
        }
        called.clear();
        self.persons.called = called;
    }

    /// The clocks compete in continuous time: the one that runs out first, as a fraction of the tick, strikes first, and changes the
    /// hazards for the rest of the tick.
    fn live_through(&mut self, person: PersonIndex, tick: Tick) {
        let i = person as usize;
        let found = self.persons.agents[i];
        self.persons.goals.unwind(&mut self.persons.agents[i], &self.persons.hazards);
        let (mut struck, mut joined) = (false, 0);
        let mut left = 1.0;
        loop {
            let revision = self.revision(i, found.active);
            let hazards = self.hazards_of(i, tick, found.active, revision.as_ref());
            let clock = &mut self.persons.agents[i].goal;
            let next = (0..P)
                .filter(|&p| hazards[p] > 0.0 && clock[p] < hazards[p] * left)
                .min_by(|&a, &b| (clock[a] / hazards[a]).total_cmp(&(clock[b] / hazards[b])));
            let span = next.map_or(left, |p| clock[p] / hazards[p]);
            for p in 0..P {
                clock[p] = (clock[p] - hazards[p] * span).max(0.0);
            }
            left -= span;
            let Some(p) = next else { break };
            struck = true;
            joined |= self.strike(person, p, tick, found.active, revision.as_ref());
        }
        if struck {
            let after = self.persons.agents[i].active;
            self.moves(Moved { person, before: found.active, after, joined, by: Mover::Clock });
        } else if found.is_wound {
            // Nothing has changed, so that the clocks may go on as if they had never stopped.
            self.persons.agents[i] = found;
            self.persons.name_due(i, tick);
        }
    }

    /// The hazards of a person's next transitions in this tick. `before` are the platforms that the person was active on when the tick began.
    #[inline]
    fn hazards_of(&self, i: usize, tick: Tick, before: u8, revision: Option<&Revision>) -> [f64; P] {
        if self.persons.is_simple {
            return self.persons.hazards_of(i);
        }
        let is_there = |p: usize| p < self.market.platforms.len();
        std::array::from_fn(|p| if is_there(p) { self.hazard(i, p, tick, before, revision) } else { 0.0 })
    }

    /// A clock has run out: the person joins or leaves, and with it what comes with that; what is joined, a bit each.
    fn strike(&mut self, person: PersonIndex, p: usize, tick: Tick, before: u8, revision: Option<&Revision>) -> u8 {
        let i = person as usize;
        let (active, transitions) = (self.persons.agents[i].active, u32::from(self.persons.agents[i].transitions[p]));
        if active >> p & 1 == 1 {
            let set = match revision {
                Some(revision) if self.leaves_by_choice(i, p, tick, before, revision) => revision.set(p),
                _ => active & !(1 << p),
            };
            // Nothing is joined: where there is something to join, that leads the change.
            return self.change(person, set, tick, MEDIA);
        }
        let causes = self.causes(i, p, before, revision);
        let cause = self.clocks[p].cause(person, transitions, causes.iter().copied());
        let set = match revision {
            Some(revision) if cause == INVITATION - MEDIA + self.bits.len() => revision.set(p),
            _ => replacing::after_joining(p, active, self.market.platforms[p].replaces),
        };
        self.change(person, set, tick, MEDIA + cause)
    }

    /// A person goes to another set of platforms, and joins those that are new for a cause; these, a bit each.
    fn change(&mut self, person: PersonIndex, set: u8, tick: Tick, cause: usize) -> u8 {
        let active = self.persons.agents[person as usize].active;
        for p in (0..P).filter(|p| (active ^ set) >> p & 1 == 1) {
            let first = self.transition(person, p, tick);
            self.recorder.counts.turned(p, active >> p & 1 == 1, cause, first);
        }
        set & !active
    }

    /// Flips a person's activity on a platform and winds the next clock; true when it was the first joining.
    pub(super) fn transition(&mut self, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let agent = &mut self.persons.agents[person as usize];
        let first = agent.registered >> p & 1 == 0;
        agent.active ^= 1 << p;
        agent.registered |= 1 << p;
        agent.since[p] = tick;
        agent.transitions[p] = agent.transitions[p].wrapping_add(1);
        let transitions = u32::from(agent.transitions[p]);
        agent.goal[p] = if agent.is_active(p) {
            self.clocks[p].leaving(person, transitions)
        } else {
            self.clocks[p].joining(person, transitions)
        };
        if first {
            self.joins_first(person, p, tick);
        }
        first
    }

    /// The hazard of the person's next transition on a platform in this tick. `before` are the platforms that the person
    /// was active on when the tick began.
    fn hazard(&self, i: usize, p: usize, tick: Tick, before: u8, revision: Option<&Revision>) -> f64 {
        let agent = &self.persons.agents[i];
        if agent.is_active(p) {
            let choice = revision.map_or(0.0, |revision| revision.leaving(p, &self.offers[p]));
            self.leaving(i, p, tick, before) + choice
        } else {
            let platform = &self.market.platforms[p];
            let rival = self.best_rival(i, p, before);
            let willingness = platform.switching.willingness(agent.registered >> p & 1 == 1, rival);
            if willingness == 0.0 || !self.offers[p].open {
                return 0.0;
            }
            let causes = INVITATION - MEDIA + self.bits.len() + usize::from(revision.is_some());
            f64::from(willingness) * self.causes(i, p, before, revision)[..causes].iter().sum::<f64>()
        }
    }

    /// The hazard of leaving for any cause but choice.
    pub(super) fn leaving(&self, i: usize, p: usize, tick: Tick, before: u8) -> f64 {
        let (agent, platform, offer) = (&self.persons.agents[i], &self.market.platforms[p], &self.offers[p]);
        let on_trial = tick - agent.since[p] < platform.trial;
        let churn = offer.churn + if on_trial { offer.trial_churn } else { 0.0 };
        let share = self.share(i, p, before);
        let enough = leaving::is_enough(platform.quorum, || self.crowd(i, p, before));
        let rival = self.best_rival(i, p, before);
        churn * f64::from(leaving::hold(offer.stickiness, share, enough))
            + offer.outage
            + offer.pull * f64::from(leaving::gap(share, rival))
    }

    /// The largest share of contacts on a rival that the person is active on; none when on no rival.
    fn best_rival(&self, i: usize, p: usize, before: u8) -> Option<f32> {
        let rivals = self.persons.agents[i].active & !(1 << p);
        if rivals == 0 {
            return None;
        }
        (0..P).filter(|q| rivals >> q & 1 == 1).map(|q| self.share(i, q, before)).reduce(f32::max)
    }

    /// Contacts active on a platform, over the layers that it sees, well-mixed ones included.
    fn crowd(&self, i: usize, p: usize, before: u8) -> f32 {
        let compatible = &self.market.platforms[p].compatible;
        let layers = self.bits.iter().enumerate().filter(|(layer, _)| self.offers[p].sees >> layer & 1 == 1);
        layers
            .map(|(layer, bit)| {
                compatible.count(p, |q| self.active_around(i, q, *bit, before)) * self.contacts.unit(layer)
            })
            .sum()
    }

    /// Share of contacts active on a platform, over the layers that it sees, well-mixed ones included.
    pub(super) fn share(&self, i: usize, p: usize, before: u8) -> f32 {
        if !self.persons.rules.shares_matter {
            return 0.0;
        }
        let layers = || self.bits.iter().enumerate().filter(|(layer, _)| self.offers[p].sees >> layer & 1 == 1);
        let users = |q: usize| layers().map(|(_, bit)| self.active_around(i, q, *bit, before)).sum();
        let contacts = layers().map(|(layer, bit)| self.contacts_in(i, layer, *bit)).sum();
        joining::share(self.market.platforms[p].compatible.count(p, users), contacts)
    }

    /// k: active users of a platform among the contacts of a person in a layer.
    pub(super) fn active_around(&self, i: usize, p: usize, bit: Option<usize>, before: u8) -> u32 {
        match bit {
            Some(bit) => self.persons.around[i][bit][p].value(),
            None => self.mixed_users(p, before),
        }
    }

    /// d: contacts of a person in a layer.
    pub(super) fn contacts_in(&self, i: usize, layer: usize, bit: Option<usize>) -> u32 {
        match bit {
            Some(bit) => self.persons.known[i][bit].value(),
            None => self.mixed_contacts(layer),
        }
    }

    /// The hazards of joining by each cause.
    fn causes(&self, i: usize, p: usize, before: u8, revision: Option<&Revision>) -> Causes {
        let (agent, offer) = (&self.persons.agents[i], &self.offers[p]);
        let mut causes = [0.0; INVITATION - MEDIA + MAX_LAYERS + 1];
        causes[0] = offer.media;
        for (a, seeding) in offer.seeding.iter().enumerate().take(self.market.audiences.len()) {
            if agent.audiences >> a & 1 == 1 {
                causes[SEEDING - MEDIA] += seeding;
            }
        }
        for (layer, bit) in self.bits.iter().enumerate() {
            if offer.invite[layer] == 0.0 {
                continue;
            }
            let strength = self.contagion(i, p, (layer, *bit), before);
            causes[INVITATION - MEDIA + layer] = offer.invite[layer] * f64::from(strength);
        }
        if let Some(revision) = revision {
            causes[INVITATION - MEDIA + self.bits.len()] = revision.joining(p, offer);
        }
        causes
    }
}
