//! Channels laid out for one sum a person, over all platforms at once: hazards of a tick, running sums, or ceilings.
//!
//! The sum of a platform is scale · (first + Σ_ℓ terms_ℓ · layers_ℓ) + outage + terms₀ · pull, where channels of joining are 0 for who uses the
//! platform, and those of leaving for who does not. So it is the same sum for everybody, and takes no decision.

use super::agent::{Agent, Factors};
use crate::engine::fast::hazards::Channels;

/// What is scaled for users, without and with a trial, stands before what is scaled for others by their audiences.
const FIRST_BASE: usize = 2;

/// The channels of P platforms and L stored layers.
#[derive(Debug, Clone)]
pub struct Rows<const P: usize, const L: usize> {
    layers: [[f64; P]; L],
    outage: [f64; P],
    pull: [f64; P],
    /// What stands first: of leaving, churn without and with a trial; then of joining without any contact, by the set of audiences (a bit each).
    first: Vec<[f64; P]>,
}

/// The channels that concern whoever is active on the same platforms.
#[derive(Debug, Clone, Copy)]
pub struct Concerning<'r, const P: usize, const L: usize> {
    /// These, a bit each.
    active: u8,
    layers: [[f64; P]; L],
    outage: [f64; P],
    pull: [f64; P],
    first: &'r [[f64; P]],
}

impl<const P: usize, const L: usize> Rows<P, L> {
    /// The channels of a market with so many audiences, all 0.
    pub fn new(audiences: usize) -> Self {
        let none = [0.0; P];
        Rows { layers: [none; L], outage: none, pull: none, first: vec![none; FIRST_BASE + (1 << audiences)] }
    }

    /// Reads the channels of all platforms, one platform after the other, each of so many.
    pub fn read(&mut self, channels: &[f64], width: usize) {
        for (p, channels) in channels.chunks_exact(width).enumerate() {
            for (layers, &channel) in self.layers.iter_mut().zip(&channels[Channels::<L>::LAYERS..]) {
                layers[p] = channel;
            }
            self.outage[p] = channels[Channels::<L>::OUTAGE];
            self.pull[p] = channels[Channels::<L>::PULL];
            self.first[0][p] = channels[Channels::<L>::CHURN];
            self.first[1][p] = channels[Channels::<L>::CHURN] + channels[Channels::<L>::TRIAL];
            let base = &mut self.first[FIRST_BASE..];
            base[0][p] = channels[Channels::<L>::BASE];
            for set in 1..base.len() {
                let (first, others) = (set.trailing_zeros() as usize, set & (set - 1));
                base[set][p] = base[others][p] + channels[Channels::<L>::AUDIENCES + first];
            }
        }
    }

    /// Those that concern whoever is active on some platforms, a bit each.
    #[inline]
    pub fn concerning(&self, active: u8) -> Concerning<'_, P, L> {
        let of = |uses: bool, channels: &[f64; P]| {
            std::array::from_fn(|p| if (active >> p & 1 == 1) == uses { channels[p] } else { 0.0 })
        };
        Concerning {
            active,
            layers: std::array::from_fn(|l| of(false, &self.layers[l])),
            outage: of(true, &self.outage),
            pull: of(true, &self.pull),
            first: &self.first,
        }
    }
}

impl<const P: usize, const L: usize> Concerning<'_, P, L> {
    /// For each platform the sum of a person's channels, each multiplied with the person's factor.
    #[inline]
    pub fn sum(&self, agent: &Agent<P, L>, factors: &Factors<P, L>) -> [f64; P] {
        self.sum_from(self.first(agent), factors)
    }

    /// What stands first in the sums of a person.
    #[inline]
    pub fn first(&self, agent: &Agent<P, L>) -> [f64; P] {
        let base = FIRST_BASE + usize::from(agent.audiences);
        std::array::from_fn(|p| {
            let trial = usize::from(agent.on_trial >> p & 1);
            self.first[if self.active >> p & 1 == 1 { trial } else { base }][p]
        })
    }

    /// The sums, given what stands first.
    #[inline]
    pub fn sum_from(&self, first: [f64; P], Factors { scale, terms }: &Factors<P, L>) -> [f64; P] {
        let mut sum = first;
        for l in 0..L {
            for p in 0..P {
                sum[p] += f64::from(terms[l][p]) * self.layers[l][p];
            }
        }
        for p in 0..P {
            let pull = f64::from(terms[0][p]) * self.pull[p];
            sum[p] = f64::from(scale[p]) * sum[p] + (self.outage[p] + pull);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One platform, one layer, two audiences; channels that are powers of ten tell what is in the sum.
    #[test]
    fn each_channel_counts_for_whom_it_concerns() {
        let mut rows: Rows<1, 1> = Rows::new(2);
        rows.read(&[1.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7], 8);
        let factors = Factors { scale: [2.0], terms: [[3.0]] };
        let sum = |active, on_trial, audiences| {
            let agent: Agent<1, 1> = Agent { active, audiences, on_trial, ..Agent::outside() };
            rows.concerning(active).sum(&agent, &factors)[0]
        };
        let joining = [0, 1, 2, 3].map(|audiences| sum(0, 0, audiences));
        assert!(joining.iter().zip([62.0, 2e6 + 62.0, 2e7 + 62.0, 22e6 + 62.0]).all(|(a, b)| (a - b).abs() < 1e-6));
        let leaving = [0, 1].map(|on_trial| sum(1, on_trial, 3));
        assert!(leaving.iter().zip([310_200.0, 312_200.0]).all(|(a, b)| (a - b).abs() < 1e-6), "{leaving:?}");
    }

    /// Two platforms and two layers: what concerns one platform stays out of the sum of the other.
    #[test]
    fn sums_of_platforms_do_not_mix() {
        let mut rows: Rows<2, 2> = Rows::new(0);
        rows.read(&[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0, 6400.0], 7);
        let factors = Factors { scale: [1.0, 0.5], terms: [[1.0, 3.0], [2.0, 5.0]] };
        let sum = |active| rows.concerning(active).sum(&Agent { active, ..Agent::outside() }, &factors);
        let expected = [(0, [11.0, 1350.0]), (1, [104.0, 1350.0]), (2, [11.0, 22800.0]), (3, [104.0, 22800.0])];
        for (active, expected) in expected {
            let sum = sum(active);
            assert!(sum.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{active}: {sum:?}, {expected:?}");
        }
    }
}
