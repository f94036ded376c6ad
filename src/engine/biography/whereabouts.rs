//! Where everybody is, as far as the run has been followed.

use crate::engine::trajectory::Move;
use crate::market::{MAX_PLATFORMS, Market, invitation};
use crate::units::{PersonIndex, PlatformIndex, Tick};

/// Everybody's standing on the platforms.
pub struct Whereabouts<'a> {
    /// All moves of the run.
    moves: &'a [Move],
    /// How many of them have happened.
    happened: usize,
    /// Platforms that everybody is active on, a bit each.
    active: Vec<u8>,
    /// By platform and person, the tick from which on the contacts see the last joining.
    seen: Vec<Vec<Tick>>,
    /// Active persons on each platform.
    users: [u32; MAX_PLATFORMS],
}

impl<'a> Whereabouts<'a> {
    /// Everybody before the first tick.
    pub fn new(market: &Market, moves: &'a [Move]) -> Self {
        let agents = market.population.agents as usize;
        Whereabouts {
            moves,
            happened: 0,
            active: vec![0; agents],
            seen: vec![vec![0; agents]; market.platforms.len()],
            users: [0; MAX_PLATFORMS],
        }
    }

    /// Follows the run up to the beginning of a tick, its calendar included; the moves that have happened since.
    pub fn follow(&mut self, tick: Tick) -> &'a [Move] {
        let moves = self.moves;
        let now = self.happened + moves[self.happened..].iter().take_while(|step| step.tick <= tick).count();
        let fresh = &moves[self.happened..now];
        self.happened = now;
        for step in fresh {
            self.active[step.person as usize] = step.after;
            for (p, users) in self.users.iter_mut().enumerate() {
                *users = *users + u32::from(step.after >> p & 1) - u32::from(step.before >> p & 1);
            }
            for (_, seen) in self.seen.iter_mut().enumerate().filter(|(p, _)| step.joined >> p & 1 == 1) {
                seen[step.person as usize] = step.tick;
            }
        }
        fresh
    }

    /// Platforms that a person is active on, a bit each.
    pub fn active(&self, person: PersonIndex) -> u8 {
        self.active[person as usize]
    }

    /// Whether a person is active on a platform.
    pub fn is_on(&self, person: PersonIndex, p: PlatformIndex) -> bool {
        self.active(person) >> p & 1 == 1
    }

    /// The tick from which on the contacts see that a person is on a platform.
    pub fn since(&self, person: PersonIndex, p: PlatformIndex) -> Tick {
        self.seen[p][person as usize]
    }

    /// Number of persons active on a platform.
    pub fn users(&self, p: PlatformIndex) -> u32 {
        self.users[p]
    }

    /// Whether a person invites to a platform in a tick, who joined it less than a period ago.
    pub fn invites(&self, person: PersonIndex, p: PlatformIndex, period: Tick, tick: Tick) -> bool {
        self.is_on(person, p) && invitation::lasts(self.since(person, p), period, tick)
    }

    /// Number of persons who invite to a platform in a tick.
    pub fn inviting(&self, p: PlatformIndex, period: Tick, tick: Tick) -> u32 {
        if period == Tick::MAX {
            return self.users(p);
        }
        let recent = self.moves[..self.happened].iter().rev();
        let recent = recent.take_while(|step| invitation::lasts(step.tick, period, tick));
        // Who joined several times invites since the last.
        let joined = |step: &&Move| {
            (step.joined & step.after) >> p & 1 == 1
                && self.is_on(step.person, p)
                && self.since(step.person, p) == step.tick
        };
        recent.filter(joined).count() as u32
    }
}
