//! Joining: how strongly one person is drawn to a platform.
//!
//! A person i in the market who is not active on the open platform p joins it with the hazard of a tick
//!
//! h = willingness · \[ media + Σ_a seeding_a · 1{i ∈ a} + Σ_ℓ invite_ℓ · g(k_ℓ, d_ℓ) \]
//!
//! with the hazards of the platform's [`Offer`](super::Offer), k_ℓ of the d_ℓ contacts of i in layer ℓ active on p, and
//!
//! - willingness = home · return;
//! - home = 1 when i is active on no rival, else multihoming · e^(−loyalty · max s_q) over the rivals q that i is active on, where s_q
//!   is the share of i's contacts who are active on q (multihoming 0: exclusive, 1: free);
//! - return = 1 when i was never on p, else `returning`.
//!
//! The kernel g is k (each contact invites; simple contagion) or k/d (the share counts: Karsai et al. 2014 found adoption of Skype
//! linear in the share of adopting contacts).
//!
//! What depends on contacts is computed in single precision: its error, 10⁻⁷, is far below anything that could be known, and an engine can keep
//! it in half the memory.

use crate::scenario::Kernel;

/// The kernel g(k, d): what `k` users among `d` contacts amount to, where a counted user weighs `unit`. 0 without contacts.
#[inline]
pub fn contagion(kernel: Kernel, users: u32, contacts: u32, unit: f32) -> f32 {
    match kernel {
        Kernel::Count => users as f32 * unit,
        Kernel::Share => share(users, contacts),
    }
}

/// Share of contacts who are users, 0 to 1; 0 without contacts.
#[inline]
pub fn share(users: u32, contacts: u32) -> f32 {
    if users == 0 { 0.0 } else { users as f32 / contacts.max(users) as f32 }
}

/// How a platform is joined by those who are elsewhere or were here before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Switching {
    /// Factor on joining while active on a rival: 0 exclusive, 1 free.
    pub multihoming: f32,
    /// How strongly contacts on a rival keep its users from joining here.
    pub loyalty: f32,
    /// Factor on joining again.
    pub returning: f32,
}

impl Switching {
    /// The factor home · return. `rival` is the largest share of contacts on a rival that the person is active on, none when on
    /// no rival.
    #[inline]
    pub fn willingness(&self, registered: bool, rival: Option<f32>) -> f32 {
        let home = match rival {
            None => 1.0,
            Some(share) if self.loyalty > 0.0 => self.multihoming * libm::expf(-self.loyalty * share),
            Some(_) => self.multihoming,
        };
        if registered { home * self.returning } else { home }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_contacts_nothing_is_contagious() {
        let both =
            |users, contacts| [Kernel::Count, Kernel::Share].map(|g| contagion(g, users, contacts, 1.0).to_bits());
        assert_eq!(both(0, 0), [0.0f32, 0.0].map(f32::to_bits));
        assert_eq!(both(3, 12), [3.0f32, 0.25].map(f32::to_bits));
    }
}
