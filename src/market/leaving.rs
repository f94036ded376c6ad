//! Leaving: how strongly one user is drawn away from a platform.
//!
//! A user i of platform p leaves it with the hazard of a tick
//!
//! h = (churn + trial_churn · 1{on trial}) · hold + outage + pull · gap
//!
//! with the hazards of the platform's [`Offer`](super::Offer) and
//!
//! - hold = 0 while as many of i's contacts are active on p as the `quorum` asks for, otherwise e^(−stickiness · s_p), where s_p is the share
//!   of i's contacts who are active on p: "my friends are all there". Contacts count in each layer that p sees. The quorum 0, the neutral value,
//!   keeps nobody. With a quorum k and churn, those stay who are left when whoever has fewer than k contacts among them has gone, again and
//!   again: the k-core of the users (Garcia, Mavrodiev & Schweitzer 2013 on the exodus from Friendster);
//! - gap = max(0, max s_q − s_p) over the rivals q that i is active on: the friends are more over there.
//!
//! The trial lasts a fixed time from each joining on. Two-phase churn is what messengers show: of those who leave, most do so within
//! the first month (of the users of messaging apps 68 % were still there after one month, 62 % after twelve: Flurry 2015).

/// The factor e^(−stickiness · s) by which contacts on the platform hold a user; 0 if they are `enough`.
#[inline]
pub fn hold(stickiness: f64, share: f32, enough: bool) -> f32 {
    if enough {
        return 0.0;
    }
    let strength = stickiness as f32 * share;
    if strength > 0.0 { libm::expf(-strength) } else { 1.0 }
}

/// Whether contacts on the platform keep a user for good. `users` tells how many they are, counted where contacts are counted; nobody
/// counts them where no quorum is asked for.
#[inline]
pub fn is_enough(quorum: f32, users: impl FnOnce() -> f32) -> bool {
    quorum > 0.0 && users() >= quorum
}

/// By how much the share of contacts on the best rival exceeds the share on the platform; `rival` is none when the user is on no rival.
#[inline]
pub fn gap(share: f32, rival: Option<f32>) -> f32 {
    rival.map_or(0.0, |rival| (rival - share).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quorum_is_reached_by_as_many_as_it_says() {
        assert_eq!([2.0, 2.5, 3.0, 9.0].map(|users| is_enough(3.0, || users)), [false, false, true, true]);
        assert!(!is_enough(0.0, || unreachable!("nobody is counted")), "no quorum keeps nobody");
    }

    #[test]
    fn contacts_hold_and_rivals_pull() {
        assert_eq!(hold(0.0, 0.7, false).to_bits(), 1.0f32.to_bits());
        assert!((hold(2.0, 0.5, false) - (-1.0f32).exp()).abs() < 1e-6);
        assert_eq!(hold(2.0, 0.5, true).to_bits(), 0.0f32.to_bits());
        assert!(gap(0.2, None).abs() + gap(0.4, Some(0.1)).abs() < f32::EPSILON);
        assert!((gap(0.25, Some(0.75)) - 0.5).abs() < 1e-6);
    }
}
