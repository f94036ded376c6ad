//! What happened to the platforms in a run: when they opened, closed, and were given up.

use crate::engine::trajectory::Paths;
use crate::market::Market;
use crate::units::{PlatformIndex, Tick};

/// Something that happened to a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    /// When.
    pub tick: Tick,
    /// The platform.
    pub platform: PlatformIndex,
    /// What.
    pub change: Change,
}

/// What happens to a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It opens for the first time.
    Opens,
    /// It closes.
    Closes,
    /// It opens again.
    OpensAgain,
    /// Its owner gives it up.
    Concedes,
}

/// All of them, in the order of time.
pub fn milestones(market: &Market, paths: &Paths) -> Vec<Milestone> {
    let mut told: Vec<Milestone> = (0..market.platforms.len()).flat_map(|p| of_platform(market, paths, p)).collect();
    told.sort_by_key(|milestone| milestone.tick);
    told
}

fn of_platform(market: &Market, paths: &Paths, platform: PlatformIndex) -> Vec<Milestone> {
    let mut told = Vec::new();
    let (mut known, mut open) = (false, false);
    for (tick, offers) in (0..).zip(&paths.offers) {
        let now = offers[platform].open;
        if now != open {
            let change = if open {
                Change::Closes
            } else if known {
                Change::OpensAgain
            } else {
                Change::Opens
            };
            told.push(Milestone { tick, platform, change });
        }
        (known, open) = (known || now, now);
    }
    let concession = market.platforms[platform].concession.as_ref();
    let given_up = concession.and_then(|concession| paths.course.tick_of(concession.when));
    let within = given_up.filter(|tick| (*tick as usize) < paths.offers.len());
    told.extend(within.map(|tick| Milestone { tick, platform, change: Change::Concedes }));
    told
}
