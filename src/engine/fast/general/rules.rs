//! From the rules and what stands around a person to its factors, which hold still until the person, a contact or the calendar changes.

use super::agent::{Count, Factors, Known, Users};
use super::by_share::{ByShare, Cell};
use crate::market::joining::{self, Switching};
use crate::market::{Compatible, Contagion, MAX_STORED_LAYERS, Market, leaving};

/// What the rules need in every tick, close together. It holds still between two changes of the calendar.
#[derive(Debug, Clone)]
pub struct Rules<const P: usize> {
    /// How each platform is joined by those who are elsewhere or were here before.
    switching: [Switching; P],
    /// How contacts work together on each platform.
    contagion: [Contagion; P],
    /// Whether that is by their number, on all platforms.
    each_counts: bool,
    /// Whose users count on each platform; nothing where no platform counts another's.
    compatible: Vec<Compatible>,
    /// Which stored layers each platform sees: all bits of those, none of the others.
    sees: [[u32; MAX_STORED_LAYERS]; P],
    /// Stickiness of each platform.
    stickiness: [f64; P],
    /// Contacts on each platform with whom nobody loses interest in it.
    quorum: [f32; P],
    /// Whether any rule looks at shares of contacts.
    pub shares_matter: bool,
    /// What one counted user weighs in stored layers.
    unit: f32,
    /// What shares do, where users count as one each.
    by_share: ByShare<P>,
}

impl<const P: usize> Rules<P> {
    /// The rules of a market, before its calendar is read, where nobody has more than `most` stored contacts, each of which weighs a `unit`. Platforms
    /// that the market does not have are never joined or left.
    pub fn new(market: &Market, shares_matter: bool, (unit, most): (f32, u32)) -> Self {
        let nobody = Switching { multihoming: 0.0, loyalty: 0.0, returning: 0.0 };
        let of = |p: usize| market.platforms.get(p);
        Rules {
            switching: std::array::from_fn(|p| of(p).map_or(nobody, |platform| platform.switching)),
            contagion: std::array::from_fn(|p| of(p).map_or(Contagion::Count, |platform| platform.contagion)),
            each_counts: market.platforms.iter().all(|platform| platform.contagion == Contagion::Count),
            compatible: compatible(market),
            sees: [[0; MAX_STORED_LAYERS]; P],
            stickiness: [0.0; P],
            quorum: std::array::from_fn(|p| of(p).map_or(0.0, |platform| platform.quorum)),
            shares_matter,
            unit,
            by_share: ByShare::new(most),
        }
    }

    /// Takes the stickiness that platforms have now, and the stored layers that they see, a bit each.
    pub fn take(&mut self, stickiness: [f64; P], sees: [u32; P]) {
        self.stickiness = stickiness;
        self.sees = sees.map(|sees| std::array::from_fn(|l| if sees >> l & 1 == 1 { u32::MAX } else { 0 }));
        if self.shares_matter && self.compatible.is_empty() {
            self.by_share.fill(&stickiness, &self.switching);
        }
    }

    /// Share of a person's stored contacts who are active on a platform, over the layers that it sees, and what it does.
    #[inline]
    fn shared<const L: usize, C: Count>(&self, p: usize, users: &Users<P, L, C>, known: &Known<L, C>) -> Cell<P> {
        let (k, d) = if self.shares_matter { (self.seen(p, &users[p]), self.seen(p, known)) } else { (0, 0) };
        if let Some(cell) = self.by_share.of(k, d) {
            return *cell;
        }
        let users = match self.compatible.get(p) {
            Some(compatible) if self.shares_matter => compatible.count(p, |q| self.seen(p, &users[q])),
            _ => k as f32,
        };
        Cell::new(joining::share(users, d), &self.stickiness, &self.switching)
    }

    /// Contacts of a person who count, over the layers that platform p sees.
    #[inline]
    fn seen<const L: usize, C: Count>(&self, p: usize, counts: &[C; L]) -> u32 {
        let mut seen = 0;
        for l in 0..L {
            seen += self.sees[p][l] & counts[l].value();
        }
        seen
    }

    /// Users of platform p among a person's stored contacts as they count there, over the layers that it sees.
    fn crowd<const L: usize, C: Count>(&self, p: usize, users: &Users<P, L, C>) -> f32 {
        let count = |l: usize| match self.compatible.get(p) {
            Some(compatible) => compatible.count(p, |q| users[q][l].value()),
            None => users[p][l].value() as f32,
        };
        (0..L).filter(|&l| self.sees[p][l] != 0).map(|l| count(l) * self.unit).sum()
    }

    /// The factors of a person as things stand, who is `active` on some platforms and was ever `registered` on some, a bit each; those of joining
    /// where every active contact invites, and nobody has a threshold or looks at groups ([`Inviting`](super::inviting::Inviting) puts
    /// in the others).
    #[inline]
    pub fn factors<const L: usize, C: Count>(
        &self,
        (active, registered): (u8, u8),
        users: &Users<P, L, C>,
        known: &Known<L, C>,
    ) -> [Factors<L>; P] {
        let mut factors = [Factors::NONE; P];
        if active == 0 {
            for p in 0..P {
                factors[p].scale = self.switching[p].coming(registered >> p & 1 == 1, 1.0);
                factors[p].terms = self.terms(p, &users[p], known);
            }
            return factors;
        }
        let mut shared = [Cell::NONE; P];
        for p in (0..P).filter(|p| active >> p & 1 == 1) {
            shared[p] = self.shared(p, users, known);
        }
        for p in 0..P {
            let rival = best_rival(&shared, active & !(1 << p));
            if active >> p & 1 == 1 {
                let enough = leaving::is_enough(self.quorum[p], || self.crowd(p, users));
                factors[p].scale = if enough { 0.0 } else { shared[p].hold[p] };
                factors[p].terms[0] = leaving::gap(shared[p].share, rival.map(|rival| rival.share));
            } else {
                let home = rival.map_or(1.0, |rival| rival.home[p]);
                factors[p].scale = self.switching[p].coming(registered >> p & 1 == 1, home);
                factors[p].terms = self.terms(p, &users[p], known);
            }
        }
        factors
    }

    /// The kernels of platform p over all layers, where nobody has a threshold.
    #[inline]
    fn terms<const L: usize, C: Count>(&self, p: usize, users: &[C; L], known: &Known<L, C>) -> [f32; L] {
        if self.each_counts {
            return users.map(|users| Contagion::Count.strength(users.value() as f32, 0, self.unit, 0.0));
        }
        let strength = |l: usize| {
            let (users, contacts) = (users[l].value() as f32, known[l].value());
            self.contagion[p].strength(users, contacts, self.unit, 0.0)
        };
        std::array::from_fn(strength)
    }
}

/// Whose users count on each platform; nothing where no platform counts another's.
fn compatible(market: &Market) -> Vec<Compatible> {
    let all = || market.platforms.iter().map(|platform| &platform.compatible);
    if all().all(Compatible::is_empty) { Vec::new() } else { all().cloned().collect() }
}

/// The one with the largest share among the `rivals`, a bit each, that the person is active on; none when on no rival.
#[inline]
fn best_rival<const P: usize>(shared: &[Cell<P>; P], rivals: u8) -> Option<&Cell<P>> {
    if rivals.is_power_of_two() {
        return shared.get(rivals.trailing_zeros() as usize);
    }
    let mut best: Option<&Cell<P>> = None;
    for (q, shared) in shared.iter().enumerate() {
        if rivals >> q & 1 == 1 && best.is_none_or(|best| shared.share > best.share) {
            best = Some(shared);
        }
    }
    best
}
