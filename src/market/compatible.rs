//! Interoperability: users of other platforms who can be reached from this one.
//!
//! A share θ_pq of what can be done with a contact on platform p can be done with one on q (messages but no voice, say; no unit, 0 to 1).
//! Wherever the contacts on p are counted, those on q count in part:
//!
//! k̂_p = k_p + Σ_q θ_pq k_q
//!
//! in the kernel of joining by invitation as in the shares s_p of stickiness, loyalty and pull; no share exceeds 1. The neutral value is
//! θ = 0. θ_pq and θ_qp are told apart, as a gateway may lead one way. A contact who uses both platforms counts for both. Source: Katz &
//! Shapiro 1985, *Network externalities, competition, and compatibility*; with θ = 1 both ways, each platform has the network of both.

use crate::rng::World;
use crate::scenario::CompatibleSpec;

/// Whose users count on a platform besides its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compatible(Vec<(usize, f64)>);

impl Compatible {
    /// The other platforms, by position, with their shares θ in one world; those with 0 are left out.
    pub fn new(specs: &[CompatibleSpec], world: &World) -> Compatible {
        let with = specs.iter().map(|spec| (spec.platform, spec.share.draw(world)));
        Compatible(with.filter(|(_, share)| *share > 0.0).collect())
    }

    /// Whether no other platform counts.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The other platforms whose users count, with their shares θ.
    pub fn others(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.0.iter().copied()
    }

    /// k̂ of platform `own`, given the number of users on each platform.
    #[inline]
    pub fn count(&self, own: usize, users: impl Fn(usize) -> u32) -> f32 {
        let others: f64 = self.0.iter().map(|&(other, share)| share * f64::from(users(other))).sum();
        (f64::from(users(own)) + others) as f32
    }

    /// How much one contact counts for platform `own` where contacts count as a group: 1 as a user of it, else the largest share of
    /// those that the contact uses; 0 as a user of none.
    pub fn weight(&self, own: usize, uses: impl Fn(usize) -> bool) -> f32 {
        if uses(own) {
            return 1.0;
        }
        self.0.iter().filter(|(other, _)| uses(*other)).map(|(_, share)| *share as f32).fold(0.0, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::Compatible;

    #[test]
    fn users_of_other_platforms_count_in_part() {
        let users = |platform: usize| [8, 3, 100, 5][platform];
        let bits = |with: &[(usize, f64)]| Compatible(with.to_vec()).count(0, users).to_bits();
        assert_eq!(bits(&[]), 8.0f32.to_bits());
        assert_eq!(bits(&[(1, 0.5), (3, 1.0)]), 14.5f32.to_bits());
    }

    #[test]
    fn a_contact_weighs_what_is_best_of_it() {
        let compatible = Compatible(vec![(1, 0.25), (2, 0.75)]);
        let weight = |set: u8| compatible.weight(0, |platform| set >> platform & 1 == 1).to_bits();
        assert_eq!([0b000, 0b010, 0b110, 0b111].map(weight), [0.0f32, 0.25, 0.75, 1.0].map(f32::to_bits));
    }
}
