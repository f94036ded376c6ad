//! Choice: persons think again from time to time, and then weigh all platforms at once instead of following invitations.
//!
//! A person thinks again at the rate ρ \[day⁻¹\], `revision`, and a rule says which set of platforms is taken then, with which chance: the
//! [`Logit`](super::Logit) rule or [`BestResponse`](super::BestResponse). A change from the set S to the set T is borne by the clocks of the
//! platforms that lead it, those to join or, if there are none, those to leave, in equal parts: with n leaders each has
//!
//! χ_ip = Σ_T P(T) · 1{p leads S → T} / n_T
//!
//! of the hazard. Person i joins p by choice with the hazard gate_p · ρΔ · χ_ip, behind the gate and the willingness of all joining, and leaves p by
//! choice with ρΔ · χ_ip. When the clock of p runs out by choice, the person takes the whole set T at once, joining and leaving what differs.
//!
//! Choice takes the place of what contacts do to a person otherwise: nobody invites, and no rival pulls. Media, campaigns, churn and
//! outages, and what holds users (stickiness, loyalty), are as ever. The shares of contacts that a rule looks at are those of [`joining`](super::joining),
//! over the layers that a platform sees: those over which it would invite, all as long as it would over none.

use super::{BestResponse, Logit, MAX_PLATFORMS, Offer};
use crate::rng::World;
use crate::scenario::{RuleSpec, Scenario};

/// How a person who thinks again chooses.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// One platform, or none, the likelier the more it is worth.
    Logit(Logit),
    /// The set that pays best.
    BestResponse(BestResponse),
}

impl Choice {
    /// The rule of a scenario in one world; none where persons follow invitations.
    pub fn new(scenario: &Scenario, world: &World) -> Option<Choice> {
        let choice = scenario.choice.as_ref()?;
        Some(match &choice.rule {
            RuleSpec::Logit { sharpness, none } => {
                Choice::Logit(Logit::new(&scenario.platforms, sharpness.draw(world), *none, world))
            }
            RuleSpec::BestResponse { price } => {
                Choice::BestResponse(BestResponse::new(&scenario.platforms, price.draw(world), world))
            }
        })
    }
}

/// What a person does who thinks again: for each platform that leads a change, its part χ of the hazard, and the set that is taken then.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Revision {
    parts: [f32; MAX_PLATFORMS],
    sets: [u8; MAX_PLATFORMS],
}

impl Revision {
    /// Adds a change to another set (a bit a platform) that is made with a chance. Of two changes led by the same platform, the first
    /// is the one that is made.
    pub fn add(&mut self, active: u8, set: u8, chance: f64) {
        let (joined, left) = (set & !active, active & !set);
        let leaders = if joined == 0 { left } else { joined };
        for p in (0..MAX_PLATFORMS).filter(|p| leaders >> p & 1 == 1) {
            if self.parts[p] == 0.0 {
                self.sets[p] = set;
            }
            self.parts[p] += (chance / f64::from(leaders.count_ones())) as f32;
        }
    }

    /// χ of a platform, 0 to 1: of joining it for who is not there, of leaving it for who is.
    #[inline]
    pub fn part(&self, p: usize) -> f32 {
        self.parts[p]
    }

    /// The hazard of joining platform p by choice, given what it offers.
    #[inline]
    pub fn joining(&self, p: usize, offer: &Offer) -> f64 {
        offer.choice * f64::from(self.parts[p])
    }

    /// The hazard of leaving platform p by choice, given what it offers.
    #[inline]
    pub fn leaving(&self, p: usize, offer: &Offer) -> f64 {
        offer.second_thoughts * f64::from(self.parts[p])
    }

    /// The set that is taken when the clock of a platform runs out by choice.
    pub fn set(&self, p: usize) -> u8 {
        self.sets[p]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(active: u8, changes: &[(u8, f64)]) -> ([f32; 3], [u8; 3]) {
        let mut revision = Revision::default();
        for &(set, chance) in changes {
            revision.add(active, set, chance);
        }
        (std::array::from_fn(|p| revision.part(p)), std::array::from_fn(|p| revision.set(p)))
    }

    #[test]
    fn who_exchanges_a_platform_for_another_is_led_by_the_new_one() {
        assert_eq!(parts(0b001, &[(0b010, 0.25)]), ([0.0, 0.25, 0.0], [0, 0b010, 0]));
    }

    #[test]
    fn several_leaders_share_a_change_and_all_of_it_is_borne() {
        assert_eq!(parts(0b001, &[(0b110, 0.5)]), ([0.0, 0.25, 0.25], [0, 0b110, 0b110]));
        assert_eq!(parts(0b011, &[(0b000, 0.5)]), ([0.25, 0.25, 0.0], [0; 3]));
        assert_eq!(parts(0b100, &[(0b100, 1.0)]), ([0.0; 3], [0; 3]), "who stays does nothing");
    }

    #[test]
    fn changes_led_by_different_platforms_stand_side_by_side() {
        assert_eq!(parts(0b001, &[(0b010, 0.5), (0b000, 0.25)]), ([0.25, 0.5, 0.0], [0b000, 0b010, 0]));
    }
}
