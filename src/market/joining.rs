//! Joining: how strongly one person is drawn to a platform.
//!
//! A person i in the market who is not active on the open platform p joins it with the hazard of a tick
//!
//! h = willingness · \[ media + Σ_a seeding_a · 1{i ∈ a} + Σ_ℓ invite_ℓ · g_ℓ \]
//!
//! with the hazards of the platform's [`Offer`](super::Offer), the kernel g_ℓ of [`Contagion`](super::Contagion) over the contacts of i in layer
//! ℓ who invite, and
//!
//! - willingness = home · return;
//! - home = 1 when i is active on no rival, else multihoming · e^(−loyalty · max s_q) over the rivals q that i is active on, where s_q
//!   is the share of i's contacts who are active on q (multihoming 0: exclusive, 1: free);
//! - return = 1 when i was never on p, else `returning`.
//!
//! What depends on contacts is computed in single precision: its error, 10⁻⁷, is far below anything that could be known, and an engine can keep
//! it in half the memory.

/// Share of contacts who are users, 0 to 1; 0 without contacts. Users of other platforms may count in part, some of them twice.
#[inline]
pub fn share(users: f32, contacts: u32) -> f32 {
    if users > 0.0 { (users / contacts as f32).min(1.0) } else { 0.0 }
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
        self.coming(registered, self.home(rival))
    }

    /// The factor home.
    #[inline]
    pub fn home(&self, rival: Option<f32>) -> f32 {
        match rival {
            None => 1.0,
            Some(share) if self.loyalty > 0.0 => self.multihoming * libm::expf(-self.loyalty * share),
            Some(_) => self.multihoming,
        }
    }

    /// The factor home · return, given home.
    #[inline]
    pub fn coming(&self, registered: bool, home: f32) -> f32 {
        if registered { home * self.returning } else { home }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_at_most_all_and_nothing_without_contacts() {
        let shares =
            [(0.0, 0), (0.0, 5), (3.0, 12), (7.5, 5), (5.0, 5)].map(|(users, contacts)| share(users, contacts));
        assert_eq!(shares.map(f32::to_bits), [0.0f32, 0.0, 0.25, 1.0, 1.0].map(f32::to_bits));
    }

    #[test]
    fn who_is_elsewhere_or_was_here_is_less_willing() {
        let switching = Switching { multihoming: 0.5, loyalty: 2.0, returning: 0.25 };
        assert_eq!(switching.willingness(false, None).to_bits(), 1.0f32.to_bits());
        assert_eq!(switching.willingness(true, Some(0.0)).to_bits(), 0.125f32.to_bits());
        assert!((switching.willingness(false, Some(0.5)) - 0.5 * (-1.0f32).exp()).abs() < 1e-6);
    }
}
