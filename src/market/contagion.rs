//! Contagion: what the contacts who invite a person amount to, the kernel g in the hazard of [`joining`](super::joining). It has no unit.
//!
//! Of the d contacts of person i in a layer, k̂ invite: [`Invitation`](super::Invitation) tells who does, [`Compatible`](super::Compatible) who
//! counts in part. With u, what one counted user weighs (1, less where ties differ in strength), and x = k̂ · u:
//!
//! - **count**: g = x. Each contact invites; simple contagion.
//! - **count, with fatigue** f > 0: g = (1 − e^(−fx))/f. Each further contact who invites counts less, by a factor e^(−f), and all of them
//!   together never count more than 1/f; at f = 0, the neutral value, g = x. Source: Ugander et al. 2012 (Facebook: invitations by more
//!   contacts of the same kind add little); Granovetter & Soong 1983 on saturation.
//! - **share**: g = min(1, k̂/d) (Karsai et al. 2014: adoption of Skype is linear in the share of adopting contacts).
//! - **threshold**: g = 1 if k̂/d ≥ φᵢ, or if x ≥ rᵢ, else 0, with the person's own [`Threshold`](super::Threshold). Complex contagion: one
//!   contact is not enough (Granovetter 1978; Watts 2002; Centola & Macy 2007). Without contacts k̂/d is 0, so that who has the threshold
//!   0 joins alone.
//! - **components**: g is the number of groups, unconnected with each other, that the inviting contacts form
//!   ([`components`](super::components)); in a well-mixed layer, where everybody knows everybody, g = min(x, 1).

use super::joining::share;
use crate::rng::World;
use crate::scenario::{Kernel, PlatformSpec, ThresholdOf};

/// How the contacts who invite work together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Contagion {
    /// Each invites.
    Count,
    /// Each further one counts less; the strength of the fatigue, above 0.
    Fatigue(f32),
    /// Their share of all contacts counts.
    Share,
    /// Their share of all contacts must reach the person's threshold.
    ShareThreshold,
    /// Their number must reach the person's threshold.
    CountThreshold,
    /// Their unconnected groups count.
    Components,
}

impl Contagion {
    /// How the contacts work together on a platform in one world.
    pub fn new(spec: &PlatformSpec, world: &World) -> Contagion {
        match &spec.kernel {
            Kernel::Count => match spec.fatigue.draw(world) as f32 {
                fatigue if fatigue > 0.0 => Contagion::Fatigue(fatigue),
                _ => Contagion::Count,
            },
            Kernel::Share => Contagion::Share,
            Kernel::Threshold(threshold) => match threshold.of {
                ThresholdOf::Share => Contagion::ShareThreshold,
                ThresholdOf::Contacts => Contagion::CountThreshold,
            },
            Kernel::Components => Contagion::Components,
        }
    }

    /// g for `users` (k̂) among `contacts` (d), where a counted user weighs `unit` (u) and the person has this threshold. Components are
    /// those of a well-mixed layer: in a stored one they depend on who knows whom.
    #[inline]
    pub fn strength(self, users: f32, contacts: u32, unit: f32, threshold: f32) -> f32 {
        let reached = |reached: bool| if reached { 1.0 } else { 0.0 };
        match self {
            Contagion::Count => users * unit,
            Contagion::Fatigue(fatigue) => -libm::expm1f(-fatigue * users * unit) / fatigue,
            Contagion::Share => share(users, contacts),
            Contagion::ShareThreshold => reached(share(users, contacts) >= threshold),
            Contagion::CountThreshold => reached(users * unit >= threshold),
            Contagion::Components => (users * unit).min(1.0),
        }
    }

    /// Whether the number of contacts d matters.
    pub fn looks_at_shares(self) -> bool {
        matches!(self, Contagion::Share | Contagion::ShareThreshold)
    }

    /// Whether each person has a threshold.
    pub fn looks_at_thresholds(self) -> bool {
        matches!(self, Contagion::ShareThreshold | Contagion::CountThreshold)
    }
}

#[cfg(test)]
mod tests {
    use super::Contagion::{Components, Count, CountThreshold, Fatigue, Share, ShareThreshold};

    #[test]
    fn without_contacts_nothing_is_contagious_but_a_threshold_of_nothing() {
        for kernel in [Count, Fatigue(0.5), Share, Components] {
            assert_eq!(kernel.strength(0.0, 0, 1.0, 0.0).to_bits(), 0.0f32.to_bits(), "{kernel:?}");
        }
        for kernel in [ShareThreshold, CountThreshold] {
            let alone = [0.0, 1e-6].map(|threshold| kernel.strength(0.0, 0, 1.0, threshold).to_bits());
            assert_eq!(alone, [1.0f32, 0.0].map(f32::to_bits), "{kernel:?}");
        }
        assert_eq!([Count, Share].map(|g| g.strength(3.0, 12, 1.0, 0.0).to_bits()), [3.0f32, 0.25].map(f32::to_bits));
    }

    /// (1 − e^(−fx))/f at f = .3: x = 1, 2, 10 give .863939, 1.503961, 3.167376; never above 1/f.
    #[test]
    fn each_further_invitation_counts_less() {
        for (users, expected) in [(1.0, 0.863_939), (2.0, 1.503_961), (10.0, 3.167_376), (1e6, 1.0 / 0.3)] {
            let found = Fatigue(0.3).strength(users, 0, 1.0, 0.0);
            assert!((found - expected).abs() < 2e-6, "{users} users: {found}, expected {expected}");
        }
        let rested = Fatigue(1e-6).strength(7.0, 0, 0.5, 0.0);
        assert!((rested - 3.5).abs() < 1e-4, "{rested}");
    }

    /// A share that is written as a decimal is reached by the fraction that it means: 9 of 50 are 18 %.
    #[test]
    fn a_threshold_is_reached_by_what_it_says() {
        for (percent, users, contacts) in [(18.0, 9, 50), (7.0, 7, 100), (10.0, 3, 30), (30.0, 3, 10), (100.0, 7, 7)] {
            let threshold = (percent / 100.0) as f32;
            let at = |users: u32| ShareThreshold.strength(users as f32, contacts, 1.0, threshold).to_bits();
            assert_eq!([at(users - 1), at(users)], [0.0f32, 1.0].map(f32::to_bits), "{users} of {contacts}");
        }
        let at = |users| CountThreshold.strength(users, 0, 1.0, 2.0).to_bits();
        assert_eq!([at(1.0), at(2.0), at(3.0)], [0.0f32, 1.0, 1.0].map(f32::to_bits));
    }

    #[test]
    fn everybody_who_knows_everybody_is_one_group() {
        let groups = [0.0, 0.4, 1.0, 500.0].map(|users| Components.strength(users, 999, 1.0, 0.0).to_bits());
        assert_eq!(groups, [0.0f32, 0.4, 1.0, 1.0].map(f32::to_bits));
    }
}
