//! Channels laid out for one sum a person and platform: hazards of a tick, running sums, or ceilings.

use super::agent::{Agent, Factors};
use crate::engine::fast::hazards::Channels;

/// The channels of one platform, but for what is the same for everybody of the same audiences.
#[derive(Debug, Clone, Copy)]
struct Row<const L: usize> {
    layers: [f64; L],
    churn: f64,
    trial: f64,
    outage: f64,
    pull: f64,
}

/// The channels of P platforms and L stored layers.
#[derive(Debug, Clone)]
pub struct Rows<const P: usize, const L: usize> {
    rows: [Row<L>; P],
    /// What makes people join without any contact, by the set of their audiences (a bit each).
    base: Vec<[f64; P]>,
}

impl<const P: usize, const L: usize> Rows<P, L> {
    /// The channels of a market with so many audiences, all 0.
    pub fn new(audiences: usize) -> Self {
        let row = Row { layers: [0.0; L], churn: 0.0, trial: 0.0, outage: 0.0, pull: 0.0 };
        Rows { rows: [row; P], base: vec![[0.0; P]; 1 << audiences] }
    }

    /// Reads the channels of all platforms, one platform after the other, each of so many.
    pub fn read(&mut self, channels: &[f64], width: usize) {
        for (p, channels) in channels.chunks_exact(width).enumerate() {
            self.rows[p] = Row {
                layers: std::array::from_fn(|l| channels[Channels::<L>::LAYERS + l]),
                churn: channels[Channels::<L>::CHURN],
                trial: channels[Channels::<L>::TRIAL],
                outage: channels[Channels::<L>::OUTAGE],
                pull: channels[Channels::<L>::PULL],
            };
            self.base[0][p] = channels[Channels::<L>::BASE];
            for set in 1..self.base.len() {
                let (first, others) = (set.trailing_zeros() as usize, set & (set - 1));
                self.base[set][p] = self.base[others][p] + channels[Channels::<L>::AUDIENCES + first];
            }
        }
    }

    /// The sum of a person's channels of one platform, each multiplied with the person's factor.
    #[inline]
    pub fn sum(&self, agent: &Agent<P, L>, p: usize, Factors { scale, terms }: &Factors<L>) -> f64 {
        let (row, scale) = (&self.rows[p], f64::from(*scale));
        if agent.is_active(p) {
            let churn = if agent.on_trial >> p & 1 == 1 { row.churn + row.trial } else { row.churn };
            return scale * churn + row.outage + f64::from(terms[0]) * row.pull;
        }
        let mut sum = self.base[usize::from(agent.audiences)][p];
        for l in 0..L {
            sum += f64::from(terms[l]) * row.layers[l];
        }
        scale * sum
    }

    /// What the trial adds to a user's sum for one platform.
    #[inline]
    pub fn trial(&self, p: usize, factors: &Factors<L>) -> f64 {
        f64::from(factors.scale) * self.rows[p].trial
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
        let factors = Factors { scale: 2.0, terms: [3.0] };
        let sum = |active, on_trial, audiences| {
            let agent: Agent<1, 1> = Agent { active, audiences, on_trial, ..Agent::outside() };
            rows.sum(&agent, 0, &factors)
        };
        let joining = [0, 1, 2, 3].map(|audiences| sum(0, 0, audiences));
        assert!(joining.iter().zip([62.0, 2e6 + 62.0, 2e7 + 62.0, 22e6 + 62.0]).all(|(a, b)| (a - b).abs() < 1e-6));
        let leaving = [0, 1].map(|on_trial| sum(1, on_trial, 3));
        assert!(leaving.iter().zip([310_200.0, 312_200.0]).all(|(a, b)| (a - b).abs() < 1e-6), "{leaving:?}");
        assert!((rows.trial(0, &factors) - 2e3).abs() < 1e-9);
    }
}
