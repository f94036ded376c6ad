//! What comes at the beginning of a tick, before anybody lives through it.

use super::Naive;
use crate::engine::recorder::{INITIAL, SEEDING};
use crate::market::{initial_users, replacing};
use crate::units::{PersonIndex, Tick};

impl Naive<'_> {
    pub(super) fn calendar(&mut self, tick: Tick) {
        self.course.advance(self.market, tick, &self.recorder.census());
        for person in 0..self.market.population.agents {
            if self.market.population.entry(person) == tick {
                self.people[person as usize].entered = true;
                self.recorder.entered(1);
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

    /// A person joins at the beginning of a tick, and leaves what is replaced; true for the first time.
    fn win(&mut self, person: PersonIndex, p: usize, tick: Tick) -> bool {
        let before = self.people[person as usize].active_set();
        let first = self.transition(person, p, tick);
        self.people[person as usize].accounts[p].seen = tick;
        let kept = replacing::after_joining(p, before, self.market.platforms[p].replaces);
        for rival in (0..self.market.platforms.len()).filter(|rival| (before & !kept) >> rival & 1 == 1) {
            self.transition(person, rival, tick);
            self.recorder.counts.left(rival);
        }
        self.recorder.counts.moved(before, self.people[person as usize].active_set());
        first
    }

    fn place_initial_users(&mut self, p: usize, tick: Tick) {
        let free = |person| self.is_free(person, p);
        for person in initial_users(self.market, &self.market.platforms[p], self.contacts, free) {
            let first = self.win(person, p, tick);
            self.recorder.counts.joined(p, INITIAL, first);
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
                    self.recorder.counts.joined(p, SEEDING, first);
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
                    self.recorder.counts.bundled(p, first);
                }
            }
        }
    }

    pub(super) fn belongs(&self, person: PersonIndex, a: usize, tick: Tick) -> bool {
        let audience = &self.market.audiences[a];
        audience.includes(person, audience.share(tick))
    }

    /// All users of a platform lapse.
    fn close(&mut self, p: usize, tick: Tick) {
        for person in 0..self.market.population.agents {
            if self.people[person as usize].accounts[p].active {
                let before = self.people[person as usize].active_set();
                self.transition(person, p, tick);
                self.recorder.counts.left(p);
                self.recorder.counts.moved(before, self.people[person as usize].active_set());
            }
        }
    }
}
