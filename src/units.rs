//! Physical quantities as types, so that a rate cannot be passed as a probability nor a person as a platform.
//!
//! Time is counted in days since the scenario's start; rates are per day [day⁻¹]. What a user writes ("3%/month",
//! "60 days") is turned into these once, in [`crate::scenario`], and never again.

use serde::Serialize;

/// Mean length of a month \[day\]: a twelfth of a mean Gregorian year.
pub const DAYS_PER_MONTH: f64 = DAYS_PER_YEAR / 12.0;
/// Mean length of a year \[day\] (Gregorian calendar, 400-year mean).
pub const DAYS_PER_YEAR: f64 = 365.2425;

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize)]
        #[serde(transparent)]
        pub struct $name(f64);

        impl $name {
            /// The quantity from its number in the base unit.
            ///
            /// # Panics
            /// In debug builds, when the number lies outside the range above: numbers are checked at the border.
            pub const fn new(value: f64) -> Self {
                debug_assert!(Self::allows(value));
                Self(value)
            }

            /// The number in the base unit.
            pub const fn get(self) -> f64 {
                self.0
            }

            /// Whether a number in the base unit is a possible value.
            pub const fn allows(value: f64) -> bool {
                value.is_finite() && ($allowed).0 <= value && value <= ($allowed).1
            }
        }
    };
}

quantity! {
    /// How often something happens to one person [day⁻¹], 0 or more.
    Rate, (0.0, f64::MAX)
}
quantity! {
    /// A share or a chance, 0 to 1.
    Probability, (0.0, 1.0)
}
quantity! {
    /// A factor without unit, 0 or more; 1 changes nothing.
    Factor, (0.0, f64::MAX)
}
quantity! {
    /// A strength without unit in an exponent, such as stickiness, 0 or more; 0 changes nothing.
    Strength, (0.0, f64::MAX)
}
quantity! {
    /// A number of people (not of agents), 0 or more.
    Persons, (0.0, f64::MAX)
}
quantity! {
    /// A length of time \[day\], 0 or more.
    Days, (0.0, f64::MAX)
}
quantity! {
    /// A plain number whose range the place of use decides (a mean degree, for instance).
    Number, (f64::MIN, f64::MAX)
}

impl Rate {
    /// The rate at which an event with this probability within a period happens: −ln(1 − p) / T, exactly.
    ///
    /// `probability` must be below 1 (certainty within a finite time has no finite rate).
    pub fn from_probability_within(probability: f64, period: Days) -> Rate {
        Rate(-libm::log1p(-probability) / period.0)
    }
}

/// The number of a platform in the order of the scenario's platforms.
pub type PlatformIndex = usize;
/// The number of a contact layer in the order of the scenario's layers.
pub type LayerIndex = usize;
/// The number of a person (agent), 0 to `agents` − 1.
pub type PersonIndex = u32;
/// The number of a tick since the start; tick `t` covers the days [tΔ, (t + 1)Δ).
pub type Tick = u32;
