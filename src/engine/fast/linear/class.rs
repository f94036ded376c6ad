//! The classes of clocks: which hazards a clock runs on, and how fast.
//!
//! A person's clock on a platform stands still ([`STANDS`]) where nothing can come of it; or the person may join, with one of four kinds of willingness; or the person is
//! active, and on trial or settled.

use super::Person;
use crate::market::{Market, Platform};
use crate::units::Tick;

/// Number of classes, and one that is not used: every three bits name one of them.
pub const CLASSES: usize = 8;
/// The clock stands still: the person is not in the market, or would never join, or never leave.
pub const STANDS: usize = 0;
/// May join, was never here and is nowhere else; the next: was here; the next two, the same elsewhere.
pub const MAY_JOIN: usize = 1;
/// Active, and on trial.
pub const ON_TRIAL: usize = 5;
/// Active, with the trial over.
pub const SETTLED: usize = 6;

/// What the class of a clock depends on, for each of P platforms.
#[derive(Debug, Clone)]
pub struct Classes<const P: usize> {
    /// Willingness of each kind.
    pub willingness: [[f32; ON_TRIAL - MAY_JOIN]; P],
    /// Whether users ever leave by themselves.
    pub leaves: [bool; P],
    /// Length of the trial \[tick\].
    trial: [Tick; P],
}

impl<const P: usize> Classes<P> {
    /// The classes of a market. Platforms that it does not have are never joined.
    pub fn of(market: &Market) -> Self {
        let kinds = |p: usize, kind: usize| match market.platforms.get(p) {
            Some(platform) => platform.switching.willingness(kind & 1 == 1, (kind >> 1 == 1).then_some(0.0)),
            None => 0.0,
        };
        Classes {
            willingness: std::array::from_fn(|p| std::array::from_fn(|kind| kinds(p, kind))),
            leaves: std::array::from_fn(|p| market.platforms.get(p).is_some_and(Platform::may_be_left)),
            trial: std::array::from_fn(|p| market.platforms.get(p).map_or(0, |platform| platform.trial)),
        }
    }

    /// The class of a person's clock on a platform in a tick.
    #[inline]
    pub fn class(&self, person: &Person<P>, p: usize, tick: Tick) -> usize {
        if !person.inside {
            STANDS
        } else if person.active >> p & 1 == 1 {
            match self.leaves[p] {
                false => STANDS,
                true if tick < self.trial_end(person, p) => ON_TRIAL,
                true => SETTLED,
            }
        } else {
            let elsewhere = usize::from(person.active != 0);
            let kind = usize::from(person.registered >> p & 1) + 2 * elsewhere;
            if self.willingness[p][kind] == 0.0 { STANDS } else { MAY_JOIN + kind }
        }
    }

    /// The first tick after the trial of a user.
    #[inline]
    pub fn trial_end(&self, person: &Person<P>, p: usize) -> Tick {
        Tick::from(person.since[p]).saturating_add(self.trial[p])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASSES: Classes<2> =
        Classes { willingness: [[1.0, 0.5, 0.0, 0.0], [1.0, 0.2, 0.3, 0.06]], leaves: [true, true], trial: [0, 10] };

    #[test]
    fn a_clock_stands_for_who_is_outside_or_would_never_join() {
        let mut person = Person::default();
        assert_eq!([0, 1].map(|p| CLASSES.class(&person, p, 7)), [STANDS; 2]);
        person.inside = true;
        assert_eq!([0, 1].map(|p| CLASSES.class(&person, p, 7)), [MAY_JOIN; 2]);
        (person.active, person.registered, person.since) = (2, 3, [0, 7]);
        assert_eq!([0, 1].map(|p| CLASSES.class(&person, p, 7)), [STANDS, ON_TRIAL], "exclusive, and just joined");
        let stay = Classes { leaves: [true, false], ..CLASSES };
        assert_eq!([0, 1].map(|p| stay.class(&person, p, 7)), [STANDS; 2], "who never leaves needs no clock");
    }

    #[test]
    fn a_trial_ends_after_its_length_and_who_was_here_is_less_willing() {
        let mut person = Person { inside: true, active: 2, registered: 2, since: [0, 7], ..Person::default() };
        assert_eq!([16, 17].map(|tick| CLASSES.class(&person, 1, tick)), [ON_TRIAL, SETTLED]);
        (person.active, person.registered) = (1, 3);
        assert_eq!([0, 1].map(|p| CLASSES.class(&person, p, 17)), [SETTLED, MAY_JOIN + 3]);
        person.active = 0;
        assert_eq!([0, 1].map(|p| CLASSES.class(&person, p, 17)), [MAY_JOIN + 1; 2]);
    }
}
