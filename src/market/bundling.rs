//! Bundling: phones that are sold with the app.
//!
//! Person i owns such a phone in tick t when i is in the market and belongs to the audience a of its owners,
//! M_i(t) = 1{entered by t} · 1{v_i < share_a(t)}. Whoever comes to own one while the campaign c runs and the platform is open,
//!
//! M_i(t) = 1,  M_i(t − 1) = 0,  t > 0,  from_c ≤ t < until_c,
//!
//! joins at once, in the beginning of that tick, if the person's own uniform number w_ic is below `install`; unless the person is active there
//! already, or the platform is exclusive and the person is active on a rival. Who owned one before the campaign began does not get the
//! app. `install` is a probability (no unit); at 0, the neutral value, nothing happens. Joins count under the cause `bundling`.
//!
//! Source: Xiaomi sold 7.2 million phones in 2012 and 18.7 million in 2013 (company figures), all with MiTalk on them; how many of the
//! buyers used it is not known.

use super::Period;
use crate::rng::{Stream, World};
use crate::units::PersonIndex;

/// A campaign that gives the app to new members of an audience.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bundle {
    /// When it runs.
    pub period: Period,
    /// Position of the audience in the market.
    pub audience: usize,
    install: f64,
    luck: Stream,
}

impl Bundle {
    /// A bundle whose luck has a name of its own.
    pub fn new(period: Period, audience: usize, install: f64, luck: &str, world: &World) -> Bundle {
        Bundle { period, audience, install, luck: world.stream(&format!("bundle {luck}")) }
    }

    /// Chance that a person who gets the app uses it.
    pub fn install(&self) -> f64 {
        self.install
    }

    /// Whether a person who gets the app uses it.
    pub fn installs(&self, person: PersonIndex) -> bool {
        self.luck.unit(u64::from(person)) < self.install
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_none_or_a_share_install_it() {
        let period = Period { from: None, until: None };
        let world = World { seed: 5, replicate: 0 };
        let installs = |share| {
            let bundle = Bundle::new(period, 0, share, "mitalk 0", &world);
            (0..10_000).filter(|&person| bundle.installs(person)).count()
        };
        assert_eq!([0.0, 1.0].map(installs), [0, 10_000]);
        // Binomial(10,000, .3): 3000 ± 45.8.
        assert!(installs(0.3).abs_diff(3000) < 4 * 46, "{}", installs(0.3));
    }
}
