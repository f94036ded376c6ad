//! Leaving: how strongly one user is drawn away from a platform.
//!
//! A user i of platform p leaves it with the hazard of a tick
//!
//! h = (churn + trial_churn · 1{on trial}) · hold + outage + pull · gap
//!
//! with the hazards of the platform's [`Offer`](super::Offer) and
//!
//! - hold = e^(−stickiness · s_p), where s_p is the share of i's contacts who are active on p: "my friends are all there";
//! - gap = max(0, max s_q − s_p) over the rivals q that i is active on: the friends are more over there.
//!
//! The trial lasts a fixed time from each joining on. Two-phase churn is what messengers show: of those who leave, most do so within
//! the first month (of the users of messaging apps 68 % were still there after one month, 62 % after twelve: Flurry 2015).

/// The factor e^(−stickiness · s) by which contacts on the platform hold a user.
#[inline]
pub fn hold(stickiness: f64, share: f32) -> f32 {
    let strength = stickiness as f32 * share;
    if strength > 0.0 { libm::expf(-strength) } else { 1.0 }
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
    fn contacts_hold_and_rivals_pull() {
        assert_eq!(hold(0.0, 0.7).to_bits(), 1.0f32.to_bits());
        assert!((hold(2.0, 0.5) - (-1.0f32).exp()).abs() < 1e-6);
        assert!(gap(0.2, None).abs() + gap(0.4, Some(0.1)).abs() < f32::EPSILON);
        assert!((gap(0.25, Some(0.75)) - 0.5).abs() < 1e-6);
    }
}
