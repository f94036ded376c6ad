//! The logit rule: who thinks again chooses one platform, the likelier the more it is worth.
//!
//! To person i platform p is worth u_ip = a_p + v_p · s_ip: what it is worth to everybody (`intercept`), and what all contacts there would be worth
//! (`value`) times the share of i's contacts who are there. Among the open platforms, and to use none (u = 0) where that is a choice,
//!
//! P(p) = e^(β u_ip) / Σ_q e^(β u_iq)
//!
//! β (`sharpness`), like a, v and u, has no unit: only products with β count. A person who chooses uses one platform at a time, so that whoever
//! joins one, for whatever cause, leaves the others.
//!
//! Source: Brock & Durlauf 2001, *Discrete choice with social interactions*, Rev. Econ. Stud. 68:235; McFadden 1974 on the chances. With two platforms
//! of the same worth among persons who all know each other, the difference m of the two shares is in the long run a stable root of
//! m = tanh(βv · m/2): 0 up to βv = 2, and beyond two others. (Brock and Durlauf choose between +1 and −1, worth ±J m, a distance of 2J m where ours is
//! v m: their J is v/2.)

use super::{MAX_PLATFORMS, Revision};
use crate::rng::World;
use crate::scenario::PlatformSpec;

/// What is worth how much, and how surely the best is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Logit {
    /// β.
    sharpness: f64,
    /// Whether none is a choice.
    none: bool,
    /// a and v of each platform.
    worth: Vec<(f64, f64)>,
}

impl Logit {
    /// The rule among these platforms in one world.
    pub fn new(platforms: &[PlatformSpec], sharpness: f64, none: bool, world: &World) -> Logit {
        let worth = platforms.iter().map(|spec| (spec.worth.intercept.draw(world), spec.worth.value.draw(world)));
        Logit { sharpness, none, worth: worth.collect() }
    }

    /// What a person who uses `active` does, given the open platforms (a bit each) and the share of contacts on each.
    pub fn revision(&self, active: u8, open: u8, share: impl Fn(usize) -> f32) -> Revision {
        // The last of them is to use none.
        let mut utilities = [f64::NEG_INFINITY; MAX_PLATFORMS + 1];
        for (p, (intercept, value)) in self.worth.iter().enumerate().filter(|(p, _)| open >> p & 1 == 1) {
            utilities[p] = self.sharpness * (intercept + value * f64::from(share(p)));
        }
        if self.none {
            utilities[MAX_PLATFORMS] = 0.0;
        }
        let best = utilities.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut revision = Revision::default();
        if best > f64::NEG_INFINITY {
            let weights = utilities.map(|utility| libm::exp(utility - best));
            let sum: f64 = weights.iter().sum();
            for (choice, weight) in weights.iter().enumerate() {
                let set = 1u8.checked_shl(choice as u32).unwrap_or(0);
                revision.add(active, set, weight / sum);
            }
        }
        revision
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logit(sharpness: f64, none: bool, worth: &[(f64, f64)]) -> Logit {
        Logit { sharpness, none, worth: worth.to_vec() }
    }

    #[track_caller]
    fn expect(revision: &Revision, expected: &[f64]) {
        for (p, expected) in expected.iter().enumerate() {
            assert!((f64::from(revision.part(p)) - expected).abs() < 1e-6, "{revision:?}, expected {expected}");
        }
    }

    /// e^(2 · .7) : e^(2 · (.5 + .2 · .5)) = e^1.4 : e^1.2, so .549834 and .450166.
    #[test]
    fn the_chances_are_those_of_the_utilities() {
        let rule = logit(2.0, false, &[(0.0, 1.0), (0.5, 0.2), (9.0, 9.0)]);
        let shares = |p: usize| [0.7f32, 0.5, 1.0][p];
        expect(&rule.revision(0, 0b011, shares), &[0.549_834, 0.450_166, 0.0]);
        let on_the_first = rule.revision(0b001, 0b011, shares);
        expect(&on_the_first, &[0.0, 0.450_166, 0.0]);
        assert_eq!(on_the_first.set(1), 0b010, "the first is left");
    }

    #[test]
    fn none_is_a_choice_where_the_rule_says_so() {
        // 1 : e^0 : e^ln 3.
        let rule = logit(1.0, true, &[(0.0, 0.0), (3.0f64.ln(), 0.0)]);
        expect(&rule.revision(0, 0b11, |_| 0.0), &[0.2, 0.6]);
        let on_the_second = rule.revision(0b10, 0b11, |_| 0.0);
        expect(&on_the_second, &[0.2, 0.2]);
        assert_eq!([0, 1].map(|p| on_the_second.set(p)), [0b01, 0b00]);
        expect(&logit(1.0, false, &[(0.0, 0.0)]).revision(0, 0, |_| 0.0), &[0.0]);
    }

    #[test]
    fn the_sharper_the_surer_and_nothing_overflows() {
        let chance = |sharpness| logit(sharpness, false, &[(1000.0, 0.0), (999.0, 0.0)]).revision(0, 0b11, |_| 0.0);
        expect(&chance(0.0), &[0.5, 0.5]);
        expect(&chance(1000.0), &[1.0, 0.0]);
    }
}
