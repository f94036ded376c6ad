//! Best response: who thinks again takes the set of platforms that pays best among the contacts.
//!
//! With the set T of platforms person i earns from each contact what the best platform in common is worth, and pays for each platform beyond the
//! first a price for each contact:
//!
//! U_i(T) = Σ_ℓ Σ_S n_iℓ(S) · max_{p ∈ T, p sees ℓ} v_p · w_p(S)  −  r · d_i · max(0, |T| − 1)
//!
//! with the contacts n_iℓ(S) who use exactly the set S, the number d_i of all contacts ([`Circle`](super::Circle)), the worth v_p of a contact on p
//! (`value`), the price r, and w_p(S) = 1 if p ∈ S, else the largest share θ_pq of a [compatible](super::Compatible) platform q ∈ S. All are in the same
//! unit, which does not matter. Sets are those of open platforms. The person changes to the best of them if it pays more than
//! the present one; among equals to one that differs least from the present; if there are several, each is as likely.
//!
//! Source: Immorlica, Kleinberg, Mahdian & Wexler 2007, *The role of compatibility in the diffusion of technologies through social networks*, EC '07:
//! edges pay 1 − q on A and q on B, both cost r · degree. In a line of users of B, beginning from a few neighbors on A, A spreads if
//! r < min(q/2, ½ − q), over persons with both, or if r > q/2 and q < ½, from person to person; in between, persons with both are a buffer.

use super::{Circle, Compatible, Revision};
use crate::rng::World;
use crate::scenario::PlatformSpec;

/// Payments that differ by less than this share of them are equal: sums of fractions are not exact.
const ROUNDING: f64 = 1e-9;

/// What is worth how much, and what several platforms cost.
#[derive(Debug, Clone, PartialEq)]
pub struct BestResponse {
    /// r.
    price: f64,
    /// v of each platform.
    values: Vec<f64>,
    /// θ of each platform.
    compatible: Vec<Compatible>,
}

impl BestResponse {
    /// The rule among these platforms in one world.
    pub fn new(platforms: &[PlatformSpec], price: f64, world: &World) -> BestResponse {
        let value = |spec: &PlatformSpec| spec.worth.value.draw(world);
        BestResponse {
            price,
            values: platforms.iter().map(value).collect(),
            compatible: platforms.iter().map(|spec| Compatible::new(&spec.compatible, world)).collect(),
        }
    }

    /// What a person who uses `active` does, given the open platforms (a bit each) and the circle.
    pub fn revision(&self, active: u8, open: u8, circle: &Circle) -> Revision {
        let worth = Worth::new(self, circle);
        let mut best = (f64::NEG_INFINITY, Vec::new());
        for set in subsets(worth.platforms & open | active) {
            let payment = worth.of(set) - self.price * circle.contacts() * f64::from(set.count_ones().max(1) - 1);
            let equal = ROUNDING * (1.0 + payment.abs());
            if payment > best.0 + equal {
                best = (payment, vec![set]);
            } else if payment >= best.0 - equal {
                best.1.push(set);
            }
        }
        let distance = |set: &u8| (set ^ active).count_ones();
        let least = best.1.iter().map(distance).min().unwrap_or(0);
        best.1.retain(|set| distance(set) == least);
        let mut revision = Revision::default();
        let chance = 1.0 / best.1.len() as f64;
        best.1.into_iter().for_each(|set| revision.add(active, set, chance));
        revision
    }
}

/// What each kind of contact is worth on each platform.
struct Worth {
    /// Number of contacts, and what one of them is worth on each platform.
    kinds: Vec<(f64, Vec<f64>)>,
    /// Platforms on which some contact is worth something, a bit each.
    platforms: u8,
}

impl Worth {
    fn new(rule: &BestResponse, circle: &Circle) -> Worth {
        let mut worth = Worth { kinds: Vec::with_capacity(circle.reached().len()), platforms: 0 };
        for reached in circle.reached() {
            let of_platform = |p: usize| {
                let reach = rule.compatible[p].weight(p, |q| reached.uses >> q & 1 == 1);
                if reached.seen_by >> p & 1 == 1 { rule.values[p] * f64::from(reach) } else { 0.0 }
            };
            let each: Vec<f64> = (0..rule.values.len()).map(of_platform).collect();
            for (p, _) in each.iter().enumerate().filter(|(_, worth)| **worth > 0.0) {
                worth.platforms |= 1 << p;
            }
            worth.kinds.push((reached.weight, each));
        }
        worth
    }

    /// What all contacts are worth to who uses a set.
    fn of(&self, set: u8) -> f64 {
        let best = |each: &[f64]| {
            each.iter().enumerate().filter(|(p, _)| set >> p & 1 == 1).map(|(_, worth)| *worth).fold(0.0, f64::max)
        };
        self.kinds.iter().map(|(number, each)| number * best(each)).sum()
    }
}

/// All subsets of a set, itself and the empty one included.
fn subsets(of: u8) -> impl Iterator<Item = u8> {
    (0..=of).filter(move |set| set & !of == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: u8 = 0b01;
    const B: u8 = 0b10;
    const BOTH: u8 = 0b11;

    /// Contacts on A are worth 1 − q, on B q.
    fn rule(q: f64, price: f64) -> BestResponse {
        BestResponse { price, values: vec![1.0 - q, q], compatible: vec![Compatible::default(); 2] }
    }

    fn circle(uses: &[u8]) -> Circle {
        let mut circle = Circle::default();
        circle.add(0b111, (uses.len() as u32, 1.0), uses.iter().map(|&uses| (uses, 1)));
        circle
    }

    /// Where a person who uses a set goes to; the same set for who stays.
    fn goes(rule: &BestResponse, active: u8, uses: &[u8]) -> u8 {
        let revision = rule.revision(active, BOTH, &circle(uses));
        let mut sets = (0..2).filter(|&p| revision.part(p) > 0.0).map(|p| revision.set(p));
        sets.next().unwrap_or(active)
    }

    /// Between a user of A and one of B: A pays 1 − q, B q, both 1 − 2r.
    #[test]
    fn at_the_border_both_are_used_where_they_cost_less_than_half_of_the_worse() {
        for (q, price, expected) in
            [(0.4, 0.19, BOTH), (0.4, 0.21, A), (0.3, 0.14, BOTH), (0.3, 0.16, A), (0.6, 0.3, B)]
        {
            assert_eq!(goes(&rule(q, price), B, &[A, B]), expected, "q = {q}, r = {price}");
        }
    }

    /// Between a user of both and one of B: both pay 1 − 2r, B pays 2q.
    #[test]
    fn beside_one_who_uses_both_few_need_both() {
        for (q, price, expected) in [(0.4, 0.09, BOTH), (0.4, 0.11, B), (0.45, 0.04, BOTH), (0.45, 0.06, B)] {
            assert_eq!(goes(&rule(q, price), B, &[BOTH, B]), expected, "q = {q}, r = {price}");
        }
    }

    #[test]
    fn who_has_no_use_for_a_platform_drops_it_if_it_costs_something() {
        assert_eq!(goes(&rule(0.4, 0.1), BOTH, &[A, A]), A);
        assert_eq!(goes(&rule(0.4, 0.0), BOTH, &[A, A]), BOTH, "what costs nothing is kept");
        assert_eq!(goes(&rule(0.4, 0.1), 0, &[]), 0);
        assert_eq!(goes(&rule(0.4, 0.1), B, &[]), B, "without contacts nothing pays more");
    }

    #[test]
    fn what_is_closed_or_not_seen_is_not_taken() {
        let (rule, contacts) = (rule(0.4, 0.1), circle(&[A, A]));
        assert_eq!(rule.revision(B, B, &contacts), Revision::default());
        let mut unseen = Circle::default();
        unseen.add(B, (2, 1.0), [(A, 2)].into_iter());
        assert_eq!(rule.revision(B, BOTH, &unseen), Revision::default());
    }

    /// Both are dropped as likely: each clock bears half.
    #[test]
    fn among_equals_each_is_as_likely() {
        let revision = rule(0.5, 0.1).revision(BOTH, BOTH, &circle(&[0, 0]));
        assert_eq!([0, 1].map(|p| (revision.part(p), revision.set(p))), [(0.5, B), (0.5, A)]);
    }

    /// A contact on B counts for A with .9 · (1 − q) = .54 of .6, against .4 on B itself.
    #[test]
    fn a_compatible_platform_is_reached_from_the_better_one() {
        use crate::scenario::{CompatibleSpec, Quantity};
        let world = World { seed: 1, replicate: 0 };
        let reaches = |share| {
            let mut rule = rule(0.4, 0.1);
            let spec = CompatibleSpec { platform: 1, share: Quantity::constant("test", share) };
            rule.compatible[0] = Compatible::new(&[spec], &world);
            goes(&rule, B, &[B, B])
        };
        assert_eq!([0.5, 0.9].map(reaches), [B, A]);
    }

    #[test]
    fn every_subset_is_tried_once() {
        assert_eq!(subsets(0b101).collect::<Vec<_>>(), [0b000, 0b001, 0b100, 0b101]);
        assert_eq!(subsets(0xFF).count(), 256);
    }
}
