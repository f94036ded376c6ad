//! Early growth of a platform: the largest eigenvalue of its invitations and leavings while it is small.
//!
//! A user who was won over layer ℓ has on average D_ℓm contacts in layer m. Each of them is in the market, willing and not won yet with
//! chance A_m, and is then won at rate β_m while the user invites and stays. With l(a) the chance to be a user at age a, users grow like
//! e^(rt) with the r at which the matrix
//!
//! K_ℓm(r) = D_ℓm · A_m · β_m · ∫ e^(−(r + w)a) · l(a) da     over the ages at which users invite
//!
//! has the largest eigenvalue 1 (Euler 1760 and Lotka 1907; the matrix is the next generation's, Diekmann & Heesterbeek 1990). At r = 0 that
//! eigenvalue is R, the users that one user wins in a lifetime: the platform takes off if R > 1. Where everybody meets everybody, D is
//! the mean degree and w = 0; over contacts who stay the same, D is the mean number of others at the end of a contact, and w = β_m, since who is
//! won needs no second invitation. In a run with ticks of Δ the integral is a sum over ticks: who joins counts from the next tick on.
//!
//! For one platform in a well-mixed market that is r = bc − μ; on a random graph r = b(κ − 1) − μ, the rate of the edge-based equations.

/// Halvings of the interval in which r is sought.
const HALVINGS: u32 = 200;
/// Repetitions for the largest eigenvalue of a matrix of a few layers.
const ROUNDS: u32 = 2_000;

/// A part of a user's life.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// Its length \[day\]; infinite for the last.
    pub days: f64,
    /// Leaving [day⁻¹].
    pub leaving: f64,
    /// Whether users invite.
    pub invites: bool,
}

/// How invitations work at a moment: all that decides whether a platform grows.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// D, or D − C: contacts in the second layer of who was won over the first.
    pub contacts: Vec<Vec<f64>>,
    /// A: chance of a contact in each layer to be free and willing.
    pub willing: Vec<f64>,
    /// β: rate over one contact in each layer [day⁻¹].
    pub rates: Vec<f64>,
    /// Whether contacts in each layer stay the same, so that each is won once.
    pub lasting: Vec<bool>,
    /// The life of a user.
    pub life: Vec<Phase>,
}

/// How fast a platform grows while it is small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// r [day⁻¹]; minus infinity where nobody invites and all leave at once.
    pub rate: f64,
    /// R: users whom a user wins in a lifetime; infinite where nobody leaves and contacts don't end.
    pub reproduction: f64,
}

impl Growth {
    /// Time in which users double \[day\]; none where they do not grow.
    pub fn doubling(&self) -> Option<f64> {
        (self.rate > 0.0).then(|| core::f64::consts::LN_2 / self.rate)
    }
}

impl Spread {
    /// The growth in ticks of so many days; in continuous time at 0. None where nobody invites.
    pub fn growth(&self, tick: f64) -> Option<Growth> {
        let reproduction = self.eigenvalue(0.0, tick);
        if self.eigenvalue(self.least_rate() + 1e-9, tick) <= 0.0 {
            return None;
        }
        let (mut low, mut high) = (self.least_rate(), 1.0);
        while self.eigenvalue(high, tick) > 1.0 {
            high *= 2.0;
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if self.eigenvalue(middle, tick) > 1.0 { low = middle } else { high = middle }
        }
        Some(Growth { rate: f64::midpoint(low, high), reproduction })
    }

    /// Below this rate the integrals have no end: those who are left leave faster than that.
    fn least_rate(&self) -> f64 {
        let last = self.life.last().map_or(0.0, |phase| phase.leaving);
        let invited = (0..self.rates.len()).filter(|m| self.rates[*m] > 0.0);
        let won = invited.map(|m| self.wear(m)).fold(f64::INFINITY, f64::min);
        -(last + if won.is_finite() { won } else { 0.0 })
    }

    /// w: how fast contacts in a layer are used up [day⁻¹].
    fn wear(&self, m: usize) -> f64 {
        if self.lasting[m] { self.rates[m] } else { 0.0 }
    }

    /// B: users whom a user wins a day at first [day⁻¹].
    pub fn births(&self) -> f64 {
        largest_eigenvalue(
            &self.contacts,
            &(0..self.rates.len()).map(|m| self.willing[m] * self.rates[m]).collect::<Vec<f64>>(),
        )
    }

    /// Largest eigenvalue of K(r).
    fn eigenvalue(&self, r: f64, tick: f64) -> f64 {
        let layers = self.rates.len();
        let per_contact: Vec<f64> = (0..layers).map(|m| self.willing[m] * self.won(m, r, tick)).collect();
        if per_contact.iter().any(|won| won.is_infinite()) {
            return f64::INFINITY;
        }
        largest_eigenvalue(&self.contacts, &per_contact)
    }

    /// The part of a willing contact that is won over layer m, weighed by e^(−ra).
    fn won(&self, m: usize, r: f64, tick: f64) -> f64 {
        let rate = self.rates[m];
        if rate <= 0.0 {
            return 0.0;
        }
        let wear = self.wear(m);
        if tick > 0.0 { self.in_ticks(rate, wear, r, tick) } else { rate * self.in_time(r + wear) }
    }

    /// ∫ e^(−xa) l(a) da over the ages at which users invite.
    fn in_time(&self, x: f64) -> f64 {
        let (mut kept, mut sum) = (1.0, 0.0);
        for phase in &self.life {
            let fall = x + phase.leaving;
            if phase.invites {
                sum += kept * integral(fall, phase.days);
            }
            kept *= if phase.days.is_finite() { libm::exp(-fall * phase.days) } else { 0.0 };
        }
        sum
    }

    /// The same sum over ticks: who joins within a tick invites from the next one on, and each tick wins 1 − e^(−βΔ) of those who are left.
    fn in_ticks(&self, rate: f64, wear: f64, r: f64, tick: f64) -> f64 {
        let first = self.life.first().map_or(0.0, |phase| phase.leaving);
        // Who joins anywhere in a tick is still there at its end with this chance.
        let mut kept = integral(first, tick) / tick * libm::exp(-r * tick);
        let wins = if wear > 0.0 { -libm::expm1(-rate * tick) } else { rate * tick };
        let mut sum = 0.0;
        for phase in &self.life {
            let fall = (r + wear + phase.leaving) * tick;
            let ticks = phase.days / tick;
            if phase.invites {
                sum += kept
                    * wins
                    * if ticks.is_finite() { geometric(fall, ticks) } else { geometric(fall, f64::INFINITY) };
            }
            kept *= if ticks.is_finite() { libm::exp(-fall * ticks) } else { 0.0 };
        }
        sum
    }
}

/// Largest eigenvalue of the matrix with the elements c_ℓm·f_m, by powers of it plus the identity: no element is below 0, and the sum has no
/// cycles.
fn largest_eigenvalue(contacts: &[Vec<f64>], factors: &[f64]) -> f64 {
    let layers = factors.len();
    let mut x = vec![1.0; layers];
    let mut largest = 0.0;
    for _ in 0..ROUNDS {
        let through = |l: usize| x[l] + (0..layers).map(|m| contacts[l][m] * factors[m] * x[m]).sum::<f64>();
        let next: Vec<f64> = (0..layers).map(through).collect();
        let size = next.iter().copied().fold(0.0, f64::max);
        let moved = f64::abs(size - 1.0 - largest);
        largest = size - 1.0;
        x = next.iter().map(|value| value / size).collect();
        if moved <= largest * 1e-15 {
            break;
        }
    }
    largest
}

/// ∫ e^(−xa) da from 0 to so many days.
fn integral(x: f64, days: f64) -> f64 {
    if x.abs() < 1e-12 {
        days
    } else if days.is_infinite() {
        if x > 0.0 { 1.0 / x } else { f64::INFINITY }
    } else {
        -libm::expm1(-x * days) / x
    }
}

/// Σ e^(−xk) over so many k from 0.
fn geometric(x: f64, number: f64) -> f64 {
    if x.abs() < 1e-12 {
        number
    } else if number.is_infinite() {
        if x > 0.0 { -1.0 / libm::expm1(-x) } else { f64::INFINITY }
    } else {
        libm::expm1(-x * number) / libm::expm1(-x)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn spread(contacts: f64, rate: f64, leaving: f64, lasting: bool) -> Spread {
        Spread {
            contacts: vec![vec![contacts]],
            willing: vec![1.0],
            rates: vec![rate],
            lasting: vec![lasting],
            life: vec![Phase { days: f64::INFINITY, leaving, invites: true }],
        }
    }

    /// Well mixed bc − μ and R = bc/μ; on a random graph b(κ − 1) − μ and R = κb/(b + μ).
    #[test]
    fn growth_of_one_platform_has_its_closed_form() {
        for (contacts, rate, leaving) in [(15.0, 0.02, 0.1), (4.0, 0.3, 0.0), (10.0, 0.01, 0.3)] {
            let mixed = spread(contacts, rate, leaving, false).growth(0.0).unwrap();
            assert!((mixed.rate - (rate * contacts - leaving)).abs() < 1e-9, "{mixed:?}");
            let on_graph = spread(contacts, rate, leaving, true).growth(0.0).unwrap();
            assert!((on_graph.rate - (rate * (contacts - 1.0) - leaving)).abs() < 1e-9, "{on_graph:?}");
            assert!((on_graph.reproduction - contacts * rate / (rate + leaving)).abs() < 1e-9);
            if leaving > 0.0 {
                assert!((mixed.reproduction - rate * contacts / leaving).abs() < 1e-9, "{mixed:?}");
            }
        }
        assert_eq!(spread(15.0, 0.0, 0.1, false).growth(0.0), None);
    }

    /// In ticks, a Bass or logistic curve grows by 1 + λΔ a tick: r = ln(1 + λΔ)/Δ. On a random graph the number of contacts to be won from in
    /// a tick, κ(1 − e^(−b)), replaces those lost: e^r = e^(−b) + κ(1 − e^(−b)).
    #[test]
    fn ticks_slow_growth_down_as_derived() {
        for tick in [1.0, 0.5, 0.01] {
            let mixed = spread(10.0, 0.05, 0.0, false).growth(tick).unwrap();
            assert!((mixed.rate - (1.0 + 0.5 * tick).ln() / tick).abs() < 1e-9, "{mixed:?}");
            let on_graph = spread(10.0, 0.05, 0.0, true).growth(tick).unwrap();
            let stays = (-0.05 * tick).exp();
            assert!((on_graph.rate - (stays + 10.0 * (1.0 - stays)).ln() / tick).abs() < 1e-9, "{on_graph:?}");
        }
    }

    /// Users invite for τ days and never leave: R = bcτ, and r solves bc(1 − e^(−rτ)) = r; at bc = 1, τ = 2 r = .796 812.
    #[test]
    fn inviting_for_a_time_follows_euler_and_lotka() {
        let life = vec![
            Phase { days: 2.0, leaving: 0.0, invites: true },
            Phase { days: f64::INFINITY, leaving: 0.0, invites: false },
        ];
        let found = Spread { life, ..spread(10.0, 0.1, 0.0, false) }.growth(0.0).unwrap();
        assert!((found.reproduction - 2.0).abs() < 1e-9 && (found.rate - 0.796_812).abs() < 1e-6, "{found:?}");
    }

    /// Two layers that lead into each other only, with 2 and 8 contacts at rate .1: the eigenvalue of the square root of the product, r = .1·4 − .1.
    #[test]
    fn several_layers_grow_by_their_largest_eigenvalue() {
        let both = Spread {
            contacts: vec![vec![0.0, 2.0], vec![8.0, 0.0]],
            willing: vec![1.0, 1.0],
            rates: vec![0.1, 0.1],
            lasting: vec![false; 2],
            ..spread(0.0, 0.0, 0.1, false)
        };
        let found = both.growth(0.0).unwrap();
        assert!((found.rate - 0.3).abs() < 1e-6, "{found:?}");
    }
}
