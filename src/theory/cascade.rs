//! Cascades on random graphs: persons who join once enough of their contacts have, and users who leave once too few are left.
//!
//! Let x be the chance that a contact of somebody who has not joined has, after so many ticks. The contact has k contacts with chance k P_k/c,
//! the person who asks is one of them and no user, and the others are users independently of each other: enough of them with chance
//!
//! G(x) = Σ (k P_k/c) · P(Bin(k − 1, x) ≥ r_k),     r_k = r, or the least number with r_k/k ≥ φ; averaged over persons' own thresholds.
//!
//! Nobody leaves, so that who has enough keeps enough. With first users ε and the hazard h of a tick for those who have enough
//!
//! x ← x + (1 − e^(−h)) · (ε + (1 − ε)·G(x) − x),
//!
//! and the same for persons with P_k and Bin(k, x). At rest x = ε + (1 − ε)·G(x), the cascade of Watts (2002) as Gleeson & Cahalane (2007,
//! Phys. Rev. E 75:056103) derived it; on regular graphs, bootstrap percolation.
//!
//! **Quorums** are the reverse. Everybody begins as a user; x is the chance that a contact of a user still is one, and the user is one of the
//! contacts that it needs: with G(x) = Σ (k P_k/c) · P(Bin(k − 1, x) ≥ r − 1) who has too few leaves with the hazard h,
//!
//! x ← x − (1 − e^(−h)) · (x − G(x)),
//!
//! down to the k-core of the graph (Pittel, Spencer & Wormald 1996, J. Comb. Theory B 67:111). Both are exact in the scenario's own ticks as
//! N → ∞.

use crate::market::{Census, Contagion, Course, Market};
use crate::units::{LayerIndex, Tick};

use super::degrees::DegreeTable;
use super::kinds::Kinds;
use super::march::Standings;

/// Chances below this are none.
const NONE: f64 = 1e-18;

/// How many contacts a person with some number of them needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Different thresholds, and the share of the persons who have each.
    thresholds: Vec<(f64, f64)>,
    /// Whether the threshold is a share of the contacts.
    of_share: bool,
}

impl Need {
    /// What persons of some kinds need to join a platform.
    pub fn to_join(market: &Market, kinds: &Kinds, p: usize) -> Need {
        let of_share = market.platforms[p].contagion == Contagion::ShareThreshold;
        let mut thresholds: Vec<(f64, f64)> = Vec::new();
        for kind in &kinds.all {
            let own = kind.threshold[p];
            match thresholds.iter_mut().find(|(threshold, _)| threshold.to_bits() == own.to_bits()) {
                Some((_, share)) => *share += kind.share,
                None => thresholds.push((own, kind.share)),
            }
        }
        Need { thresholds, of_share }
    }

    /// The same number for everybody.
    pub fn number(number: f64) -> Need {
        Need { thresholds: vec![(number, 1.0)], of_share: false }
    }

    /// The least number of users among so many contacts that reaches a threshold; more than all where none does. Shares are compared
    /// as runs compare them, in single precision.
    fn least(&self, threshold: f64, contacts: u32) -> u32 {
        let reaches = |users: u32| match (self.of_share, contacts) {
            (true, 0) => threshold <= 0.0,
            (true, _) => users as f32 / contacts as f32 >= threshold as f32,
            (false, _) => f64::from(users) >= threshold,
        };
        let guess = if self.of_share { threshold * f64::from(contacts) } else { threshold };
        let first = (libm::floor(guess) - 1.0).clamp(0.0, f64::from(contacts)) as u32;
        (first..=contacts).find(|users| reaches(*users)).unwrap_or(contacts + 1)
    }

    /// Chance that a person with so many contacts has enough, if each of `open` of them is a user with chance x and `sure` are users anyway.
    fn is_met(&self, contacts: u32, (open, sure): (u32, u32), x: f64) -> f64 {
        let of = |threshold: f64| at_least(self.least(threshold, contacts).saturating_sub(sure), open, x);
        self.thresholds.iter().map(|(threshold, share)| share * of(*threshold)).sum()
    }
}

/// A cascade on a random graph.
#[derive(Debug, Clone, Copy)]
pub struct Cascade<'c> {
    /// The market, uncertain numbers at their medians.
    pub market: &'c Market,
    /// Its only layer.
    pub layer: LayerIndex,
    /// Its only platform that opens.
    pub platform: usize,
    /// The law of the degrees.
    pub degrees: &'c DegreeTable,
    /// What it takes to join, or to stay.
    pub need: &'c Need,
    /// Whether users leave who have too few, and nobody joins.
    pub shrinks: bool,
}

impl Cascade<'_> {
    /// The state at the beginning of each day.
    pub fn days(&self) -> Vec<Standings> {
        let (market, platform) = (self.market, &self.market.platforms[self.platform]);
        let first = (f64::from(platform.initial_agents) / f64::from(market.population.agents)).min(1.0);
        let mut course = Course::new(market);
        let (mut at_end, mut users, mut begun) = (0.0, 0.0, 0.0);
        let mut days = Vec::new();
        for tick in 0..=market.ticks() {
            // Nothing here waits for what happens, so that nobody need be counted.
            course.advance(market, tick, &Census::default());
            if course.comes(platform.launch, tick) {
                (at_end, users, begun) = (first, first, first);
            }
            if tick.is_multiple_of(market.ticks_per_day) {
                days.push(self.standings(users, begun));
            }
            (at_end, users) = self.step((at_end, users), first, self.moves(&course, tick));
        }
        days
    }

    /// x and the share of users after a tick in which a part of those move who can.
    fn step(&self, (at_end, users): (f64, f64), first: f64, moves: f64) -> (f64, f64) {
        if moves <= 0.0 {
            return (at_end, users);
        }
        let [of_ends, of_persons] = self.enough(at_end);
        let next = |now: f64, enough: f64| {
            let then = if self.shrinks { enough } else { first + (1.0 - first) * enough };
            let moved = now + moves * (then - now);
            if self.shrinks { moved.min(now) } else { moved.max(now) }
        };
        (next(at_end, of_ends), next(users, of_persons))
    }

    /// Chance of who can to move within a tick.
    fn moves(&self, course: &Course, tick: Tick) -> f64 {
        let offers = self.market.offers(course, tick);
        let offer = &offers[self.platform];
        -libm::expm1(-if self.shrinks { offer.churn } else { offer.invite[self.layer] })
    }

    /// Chance of enough contacts, if each is a user with chance x: G at the ends of contacts, and for persons.
    fn enough(&self, x: f64) -> [f64; 2] {
        let sure = u32::from(self.shrinks);
        let mean = self.degrees.mean();
        let mut sums = [0.0; 2];
        for (degree, share) in self.degrees.iter() {
            let contacts = degree as u32;
            if contacts > 0 {
                sums[0] += degree * share / mean * self.need.is_met(contacts, (contacts - 1, sure), x);
            }
            sums[1] += share * self.need.is_met(contacts, (contacts, 0), x);
        }
        sums
    }

    fn standings(&self, users: f64, begun: f64) -> Standings {
        let on = |share: f64| {
            let mut all = vec![0.0; self.market.platforms.len()];
            all[self.platform] = share;
            all
        };
        Standings { market: 1.0, active: on(users), registered: on(if self.shrinks { begun } else { users }) }
    }
}

/// P(Bin(n, x) ≥ r), by the terms on the side of r that is away from the mean.
fn at_least(r: u32, n: u32, x: f64) -> f64 {
    if r == 0 || r > n || x <= 0.0 || x >= 1.0 {
        return f64::from(u8::from(r == 0 || r <= n && x >= 1.0));
    }
    let odds = x / (1.0 - x);
    let [number, log_x, log_rest] = [f64::from(n), libm::log(x), libm::log1p(-x)];
    let choose = |m: f64| libm::lgamma(number + 1.0) - libm::lgamma(m + 1.0) - libm::lgamma(number - m + 1.0);
    let term = |m: f64| libm::exp(choose(m) + m * log_x + (number - m) * log_rest);
    let side = |from: u32, next: &dyn Fn(f64, f64) -> f64, members: &mut dyn Iterator<Item = u32>| {
        let (mut sum, mut now) = (0.0, term(f64::from(from)));
        for m in members {
            sum += now;
            now = next(now, f64::from(m));
            if now < NONE {
                break;
            }
        }
        sum
    };
    if f64::from(r) > number * x {
        side(r, &|now, m| now * odds * (number - m) / (m + 1.0), &mut (r..=n))
    } else {
        1.0 - side(r - 1, &|now, m| now / odds * m / (number - m + 1.0), &mut (0..r).rev())
    }
    .clamp(0.0, 1.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::num::NonZeroUsize;
    use std::path::Path;

    use super::*;
    use crate::scenario::{Overrides, load_text};
    use crate::theory::{Approach, Theory};

    /// P(Bin(10, ½) ≥ 5) = 638/1024; P(Bin(4, .27) ≥ 3) = 4 · .27³ · .73 + .27⁴; both tails of Bin(1000, .3) by the normal law with a correction for
    /// continuity, to .001.
    #[test]
    fn tails_of_binomial_numbers_are_those_of_tables() {
        let known = [(5, 10, 0.5, 638.0 / 1024.0), (3, 4, 0.27, 0.062_788_77), (0, 0, 0.3, 1.0), (1, 0, 0.3, 0.0)];
        for (r, n, x, expected) in known {
            assert!((at_least(r, n, x) - expected).abs() < 1e-12, "{r} {n} {x}: {}", at_least(r, n, x));
        }
        for (r, expected) in [(300, 0.513_8), (315, 0.158_5), (285, 0.857_7)] {
            assert!((at_least(r, 1000, 0.3) - expected).abs() < 0.002, "{r}: {}", at_least(r, 1000, 0.3));
        }
        assert_eq!(
            [at_least(3, 5, 0.0), at_least(3, 5, 1.0), at_least(6, 5, 1.0)].map(f64::to_bits),
            [0.0, 1.0, 0.0f64].map(f64::to_bits)
        );
    }

    /// .3 of 10 contacts are 3, of 11 are 4; .1 of 10 is 1 in single precision too; without contacts only a threshold of nothing is reached.
    #[test]
    fn shares_are_reached_by_the_least_number_that_is_not_below() {
        let need = Need { thresholds: vec![], of_share: true };
        let found =
            [(0.3, 10), (0.3, 11), (0.1, 10), (0.0, 5), (0.5, 0), (0.0, 0), (1.5, 4)].map(|(t, k)| need.least(t, k));
        assert_eq!(found, [3, 4, 1, 0, 1, 0, 5]);
        assert_eq!([2.0, 2.5].map(|number| Need::number(number).least(number, 9)), [2, 3]);
        assert_eq!(Need::number(7.0).least(7.0, 4), 5, "more than there are");
    }

    fn end(agents: u32, contacts: &str, platform: &str) -> f64 {
        let text = format!(
            "start = 2001-01-01\nend = 2002-01-01\nmarket = {{ agents = {agents}, potential = {agents} }}\n[contacts.all.{contacts}\n\
             [platforms.x]\nlaunch = 2001-01-01\n{platform}"
        );
        let scenario = load_text(&text, Path::new("x.toml"), &Overrides::default()).unwrap().scenario;
        let theory = Theory::new(&scenario, NonZeroUsize::MIN);
        theory.curve(Approach::EdgeBased).unwrap_or_else(|| panic!("{:?}", theory.missing)).days[365].active[0]
    }

    /// Watts' threshold .18 on Erdős–Rényi graphs: .98019 from a thousandth of the persons at mean degree 4; at 6.5 it stops at .00858, and from a hundredth
    /// .99850 join (Gleeson & Cahalane 2007; validation V23).
    #[test]
    fn cascades_end_where_gleeson_and_cahalane_say() {
        for (degree, first, expected) in [(4.0, 1_000, 0.980_19), (6.5, 1_000, 0.008_58), (6.5, 10_000, 0.998_50)] {
            let platform = format!(
                "initial_users = {first}\nkernel = \"threshold\"\nthreshold = \"18%\"\ninvite = {{ all = \"1/day\" }}"
            );
            let found = end(1_000_000, &format!("erdos_renyi]\nmean_degree = {degree}"), &platform);
            assert!((found - expected).abs() < 1e-5, "{degree} {first}: {found}");
        }
    }

    /// Three of five: 26 % first users come to 44.9 %, 28 % to all; the critical share is .27516 (Balogh & Pittel 2007).
    #[test]
    fn bootstrap_percolation_has_its_critical_mass() {
        for (first, low, high) in
            [(260_000, 0.448, 0.450), (275_000, 0.5, 0.6), (275_300, 0.999, 1.0), (280_000, 0.999, 1.0)]
        {
            let platform = format!(
                "initial_users = {first}\nkernel = \"threshold\"\nthreshold = 3\ninvite = {{ all = \"1000/day\" }}"
            );
            let found = end(1_000_000, "random_regular]\ndegree = 5", &platform);
            assert!((low..=high).contains(&found), "{first}: {found}");
        }
    }

    /// Of an Erdős–Rényi graph of mean degree 4, the 3-core holds .66467; below 3.35 there is none (Pittel, Spencer & Wormald 1996).
    #[test]
    fn an_exodus_leaves_the_core() {
        for (degree, expected) in [(4.0, 0.664_67), (3.3, 0.0)] {
            let platform =
                "initial_users = 1000\ninvite = { all = \"1/day\" }\nchurn = \"1/day\"\nquorum = 3\nreturning = 0";
            let found = end(1000, &format!("erdos_renyi]\nmean_degree = {degree}"), platform);
            assert!((found - expected).abs() < 1e-5, "{degree}: {found}");
        }
    }
}
