//! Joint states of a person on all platforms: never there, a user of some age, or lapsed.
//!
//! A user's age matters where users are on trial for a time, or invite for a time. Both are fixed times in a run; here such a time is
//! a row of [`STAGES`] stages that a user passes at random, each on average in the same part of the time (Erlang's stages, Cox &
//! Miller 1965, *The Theory of Stochastic Processes*, ch. 6): its mean is exact, its end not sharp.

use crate::market::{Market, Plan, Platform, replacing};
use crate::units::Tick;

/// Stages of each time, if there is room for so many.
const STAGES: u32 = 4;

/// How a person stands on one platform, as a number: 0 never there, then the ages of a user, then lapsed.
pub type Standing = u8;

/// Never there.
pub const NEVER: Standing = 0;

/// A time in the life of a user.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Age {
    /// Whether users are on trial.
    pub trial: bool,
    /// Whether they invite again and again.
    pub invites: bool,
    /// Rate of passing on to the next age [day⁻¹]; 0 for the last.
    pub passing: f64,
}

/// What becomes of rivals when somebody joins a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rivals {
    /// They are used beside it.
    Kept,
    /// They are left.
    Left,
    /// Who is on one does not join.
    Excluded,
}

/// What a user's life on a platform looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// The ages, from joining on.
    pub ages: Vec<Age>,
    /// Whether it is ever open.
    opens: bool,
    /// Whether users can leave.
    leaves: bool,
    /// What becomes of rivals when somebody joins.
    rivals: Rivals,
}

impl Life {
    /// The life on a platform, each time in so many stages.
    pub fn new(market: &Market, platform: &Platform, stages: u32) -> Life {
        let trial = if platform.trial_churn > 0.0 { platform.trial } else { 0 };
        let mut ends: Vec<Tick> =
            [trial, platform.invite_period].into_iter().filter(|end| *end > 0 && *end < Tick::MAX).collect();
        ends.sort_unstable();
        ends.dedup();
        let age = |from: Tick, passing| Age { trial: from < trial, invites: from < platform.invite_period, passing };
        let mut ages = Vec::new();
        let mut from = 0;
        for end in ends {
            let days = f64::from(end - from) * market.tick_days();
            ages.extend((0..stages).map(|_| age(from, f64::from(stages) / days)));
            from = end;
        }
        ages.push(age(from, 0.0));
        let plan = market.moments.plans().nth(platform.launch.position());
        let lossless = platform.churn == 0.0
            && platform.trial_churn == 0.0
            && platform.pull == 0.0
            && platform.revision.is_none()
            && platform.outages.is_empty()
            && platform.capacity.is_none()
            && platform.closures.is_empty();
        let rivals = match platform.replaces {
            _ if platform.is_exclusive() => Rivals::Excluded,
            true => Rivals::Left,
            false => Rivals::Kept,
        };
        Life { ages, opens: plan != Some(&Plan::Never), leaves: !lossless, rivals }
    }

    /// Lapsed.
    pub fn lapsed(&self) -> Standing {
        self.ages.len() as Standing + 1
    }

    /// The age of a user; none for who is no user.
    pub fn age(&self, standing: Standing) -> Option<&Age> {
        usize::from(standing).checked_sub(1).and_then(|age| self.ages.get(age))
    }

    /// Whether the platform is ever open.
    pub fn opens(&self) -> bool {
        self.opens
    }

    /// Whether users can leave by themselves.
    pub fn leaves(&self) -> bool {
        self.leaves
    }
}

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Joins.
    Join,
    /// Leaves.
    Leave,
    /// Grows older as a user.
    Pass,
}

/// A way from one joint state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Position of the state that is left.
    pub from: usize,
    /// Position of the state that is reached.
    pub to: usize,
    /// The platform on which something happens.
    pub platform: usize,
    /// What happens.
    pub act: Act,
}

/// A joint state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The standing on each platform.
    pub on: Vec<Standing>,
    /// Platforms on which the person is active, a bit each.
    pub active: u8,
}

/// The joint states that can be reached, and the ways between them.
#[derive(Debug, Clone, PartialEq)]
pub struct States {
    /// The life on each platform.
    pub lives: Vec<Life>,
    /// The states; the first is that of a stranger to all platforms.
    pub all: Vec<State>,
    /// The ways between them.
    pub steps: Vec<Step>,
}

impl States {
    /// The states of a market: with as many stages as few states allow, or else one for each time; none where there would be more than the
    /// most even then.
    pub fn new(market: &Market, few: usize, most: usize) -> Option<States> {
        let with = |stages| {
            let lives = market.platforms.iter().map(|platform| Life::new(market, platform, stages)).collect();
            States::of(lives, if stages > 1 { few } else { most })
        };
        (0..).map(|halvings| STAGES >> halvings).take_while(|stages| *stages > 0).find_map(with)
    }

    /// All states that are reached from strangers, at most so many.
    fn of(lives: Vec<Life>, most: usize) -> Option<States> {
        let mut states = States { all: vec![State::of(vec![NEVER; lives.len()], &lives)], lives, steps: Vec::new() };
        let mut from = 0;
        while from < states.all.len() {
            for platform in 0..states.lives.len() {
                states.leave_by(from, platform);
            }
            if states.all.len() > most {
                return None;
            }
            from += 1;
        }
        Some(states)
    }

    fn leave_by(&mut self, from: usize, platform: usize) {
        let (life, state) = (&self.lives[platform], &self.all[from]);
        let standing = state.on[platform];
        let mut ways = Vec::new();
        let with = |standing: Standing| {
            let mut on = state.on.clone();
            on[platform] = standing;
            on
        };
        match life.age(standing) {
            Some(age) => {
                ways.extend(life.leaves.then(|| (Act::Leave, with(life.lapsed()))));
                ways.extend((age.passing > 0.0).then(|| (Act::Pass, with(standing + 1))));
            }
            None if life.opens && !(life.rivals == Rivals::Excluded && state.active != 0) => {
                ways.push((Act::Join, self.after_joining(from, platform)));
            }
            None => {}
        }
        for (act, on) in ways {
            let to = self.position(on);
            self.steps.push(Step { from, to, platform, act });
        }
    }

    /// The standings of who was in a state and joins a platform: a user from now on, and lapsed on all rivals that it replaces.
    pub fn after_joining(&self, from: usize, platform: usize) -> Vec<Standing> {
        let state = &self.all[from];
        let kept = replacing::after_joining(platform, state.active, self.lives[platform].rivals == Rivals::Left);
        let standing = |p: usize| match state.on[p] {
            _ if p == platform => 1,
            _ if state.is_on(p) && kept >> p & 1 == 0 => self.lives[p].lapsed(),
            same => same,
        };
        (0..self.platforms()).map(standing).collect()
    }

    /// The state with these standings, if it can be reached.
    pub fn find(&self, on: &[Standing]) -> Option<usize> {
        self.all.iter().position(|state| state.on == on)
    }

    fn position(&mut self, on: Vec<Standing>) -> usize {
        self.find(&on).unwrap_or_else(|| {
            self.all.push(State::of(on, &self.lives));
            self.all.len() - 1
        })
    }

    /// Number of platforms.
    pub fn platforms(&self) -> usize {
        self.lives.len()
    }
}

impl State {
    fn of(on: Vec<Standing>, lives: &[Life]) -> State {
        let bit = |(p, standing): (usize, &Standing)| u8::from(lives[p].age(*standing).is_some()) << p;
        State { active: on.iter().enumerate().map(bit).sum(), on }
    }

    /// Whether the person is active on a platform.
    pub fn is_on(&self, platform: usize) -> bool {
        self.active >> platform & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(ages: usize, leaves: bool, exclusive: bool) -> Life {
        let rivals = if exclusive { Rivals::Excluded } else { Rivals::Kept };
        let age = |n| Age { trial: false, invites: true, passing: if n + 1 < ages { 1.0 } else { 0.0 } };
        Life { ages: (0..ages).map(age).collect(), opens: true, leaves, rivals }
    }

    #[test]
    fn only_states_that_can_be_reached_are_held() {
        let count = |lives: Vec<Life>| States::of(lives, 1000).map(|states| states.all.len());
        // Never, user, lapsed; with two more ages; without leaving.
        assert_eq!(count(vec![life(1, true, false)]), Some(3));
        assert_eq!(count(vec![life(3, true, false)]), Some(5));
        assert_eq!(count(vec![life(1, false, false)]), Some(2));
        // Two free platforms have all pairs, two exclusive ones all but that of two users.
        assert_eq!(count(vec![life(1, true, false), life(1, true, false)]), Some(9));
        assert_eq!(count(vec![life(1, true, true), life(1, true, true)]), Some(8));
        assert_eq!(count(vec![life(1, false, true); 8]), Some(9));
        assert_eq!(count(vec![life(5, true, false); 6]), None);
        // Two that replace each other: never on either, on one and never on the other, on one and lapsed on the other.
        assert_eq!(count(vec![Life { rivals: Rivals::Left, ..life(1, false, false) }; 2]), Some(5));
    }
}
