//! Persons who are won at once, at the beginning of a tick: first users, by drives, and by bundles.

use super::persons::{Moved, Persons};
use super::run::Engine;
use crate::engine::recorder::{INITIAL, SEEDING};
use crate::engine::trajectory::Mover;
use crate::market::{Market, Progress, initial_users, replacing};
use crate::units::{PersonIndex, Tick};

/// How far the drives of each platform have come.
#[derive(Debug)]
pub struct Drives(Vec<Vec<Progress>>);

impl Drives {
    /// The drives of a market before the first tick.
    pub fn new(market: &Market) -> Drives {
        let progress = |drives: usize| vec![Progress::default(); drives];
        Drives(market.platforms.iter().map(|platform| progress(platform.campaigns.drives.len())).collect())
    }
}

impl<S: Persons> Engine<'_, S> {
    /// Whether a person can be won at once: in the market, not active here, and on no rival of an exclusive platform.
    fn is_free(&self, person: PersonIndex, p: usize) -> bool {
        let active = self.persons.active(person);
        let exclusive = self.market.platforms[p].is_exclusive();
        self.persons.is_inside(person) && active >> p & 1 == 0 && !(exclusive && active != 0)
    }

    /// The first users of a platform.
    pub(super) fn place_initial_users(&mut self, p: usize, tick: Tick) {
        let platform = &self.market.platforms[p];
        let free = |person| self.is_free(person, p);
        for person in initial_users(self.market, platform, self.contacts, free) {
            let first = self.win(person, p, tick, Mover::Launch);
            self.recorder.counts.joined(p, INITIAL, first);
        }
    }

    /// Campaigns win those whom they win at once.
    pub(super) fn campaign(&mut self, tick: Tick) {
        for p in 0..self.market.platforms.len() {
            self.drive(p, tick);
            self.bundle(p, tick);
        }
    }

    /// Drives turn to those whose turn it is.
    fn drive(&mut self, p: usize, tick: Tick) {
        let platform = &self.market.platforms[p];
        for (d, drive) in platform.campaigns.drives.iter().enumerate() {
            if !platform.runs(&drive.period, &self.course, tick) {
                continue;
            }
            let mut progress = std::mem::take(&mut self.drives.0[p][d]);
            let first_join = |rival: usize, person: PersonIndex| self.first_joins[rival][person as usize];
            let eligible = |person: PersonIndex| {
                self.is_free(person, p) && drive.audience.is_none_or(|a| self.persons.audiences(person) >> a & 1 == 1)
            };
            let turn = drive.turn(&mut progress, (&self.course, tick), self.contacts, first_join, eligible);
            self.drives.0[p][d] = progress;
            for person in turn {
                if self.is_free(person, p) {
                    let first = self.win(person, p, tick, Mover::Drive(d as u16));
                    self.recorder.counts.joined(p, SEEDING, first);
                }
            }
        }
    }

    /// Whoever has come to own a phone with the app on it uses it, or not.
    fn bundle(&mut self, p: usize, tick: Tick) {
        let platform = &self.market.platforms[p];
        for (b, bundle) in platform.campaigns.bundles.iter().enumerate() {
            if !platform.runs(&bundle.period, &self.course, tick) {
                continue;
            }
            let new = std::mem::take(&mut self.memberships[bundle.audience].new);
            for &person in new.iter().filter(|&&person| bundle.installs(person)) {
                if self.is_free(person, p) {
                    let first = self.win(person, p, tick, Mover::Bundle(b as u16));
                    self.recorder.counts.bundled(p, first);
                }
            }
            self.memberships[bundle.audience].new = new;
        }
    }

    /// A person joins at the beginning of a tick, and leaves what is replaced; true for the first time.
    fn win(&mut self, person: PersonIndex, p: usize, tick: Tick, by: Mover) -> bool {
        let before = self.persons.active(person);
        let first = S::flip(self, person, p, tick);
        let kept = replacing::after_joining(p, before, self.market.platforms[p].replaces);
        for rival in (0..self.market.platforms.len()).filter(|rival| (before & !kept) >> rival & 1 == 1) {
            S::flip(self, person, rival, tick);
            self.recorder.counts.left(rival);
        }
        let after = self.persons.active(person);
        self.moves(Moved { person, before, after, joined: 1 << p, by });
        first
    }
}
