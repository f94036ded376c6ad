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
    /// The factor on joining again, by the set of platforms that a person was on before and is no more (a bit each); 1 on others.
    coming: Vec<[f32; P]>,
    /// For each platform, 0 on that and 1 on all others.
    elsewhere: [[f32; P]; P],
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
        let switching = std::array::from_fn(|p| of(p).map_or(nobody, |platform| platform.switching));
        Rules {
            switching,
            coming: (0..1 << P).map(|set: usize| coming(&switching, set)).collect(),
            elsewhere: std::array::from_fn(|p| std::array::from_fn(|q| f32::from(u8::from(p != q)))),
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

    /// What the share of a person's stored contacts does who are active on a platform, over the layers that it sees.
    #[inline]
    fn shared<const L: usize, C: Count>(&self, p: usize, users: &Users<P, L, C>, known: &Known<L, C>) -> Cell<P> {
        let (k, d) = self.shared_counts(p, users, known);
        self.by_share.of(p, k, d).copied().unwrap_or_else(|| self.shared_beyond_table(p, (k, d), users))
    }

    /// The same where it stands in no table.
    #[cold]
    #[inline(never)]
    fn shared_beyond_table<const L: usize, C: Count>(
        &self,
        p: usize,
        (k, d): (u32, u32),
        users: &Users<P, L, C>,
    ) -> Cell<P> {
        let share = match self.compatible.get(p) {
            _ if !self.shares_matter => 0.0,
            Some(compatible) => joining::share(compatible.count(p, |q| self.seen::<L>(p, |l| users[l][q].value())), d),
            None => joining::share(k as f32, d),
        };
        Cell::new(p, share, &self.stickiness, &self.switching)
    }

    /// How many of a person's stored contacts are active on a platform, and how many there are, over the layers that it sees.
    #[inline]
    fn shared_counts<const L: usize, C: Count>(
        &self,
        p: usize,
        users: &Users<P, L, C>,
        known: &Known<L, C>,
    ) -> (u32, u32) {
        (self.seen::<L>(p, |l| users[l][p].value()), self.seen::<L>(p, |l| known[l].value()))
    }

    /// What is counted in the layers, over those that platform p sees.
    #[inline]
    fn seen<const L: usize>(&self, p: usize, count: impl Fn(usize) -> u32) -> u32 {
        let mut seen = 0;
        for (l, sees) in self.sees[p].iter().enumerate().take(L) {
            seen += sees & count(l);
        }
        seen
    }

    /// Users of platform p among a person's stored contacts as they count there, over the layers that it sees.
    fn crowd<const L: usize, C: Count>(&self, p: usize, users: &Users<P, L, C>) -> f32 {
        let count = |l: usize| match self.compatible.get(p) {
            Some(compatible) => compatible.count(p, |q| users[l][q].value()),
            None => users[l][p].value() as f32,
        };
        (0..L).filter(|&l| self.sees[p][l] != 0).map(|l| count(l) * self.unit).sum()
    }

    /// The factors of a person as things stand, who is `active` on some platforms and was ever `registered` on some, a bit each; those of joining
    /// where every active contact invites, and nobody has a threshold or looks at groups ([`Inviting`](super::inviting::Inviting) puts
    /// in the others).
    pub fn factors<const L: usize, C: Count>(
        &self,
        (active, registered): (u8, u8),
        users: &Users<P, L, C>,
        known: &Known<L, C>,
    ) -> Factors<P, L> {
        let mut factors = Factors { scale: *self.coming(active, registered), terms: self.terms(users, known) };
        if active != 0 {
            self.hold(active, users, known, &mut factors);
        }
        factors
    }

    /// Whether [`Rules::factors_nowhere`] and [`Rules::factors_on`] hold for who is active on some platforms, a bit each.
    pub fn are_short(&self, active: u8) -> bool {
        let keeps_all = |p: usize| active >> p & 1 == 1 && self.quorum[p] > 0.0;
        self.each_counts && active.count_ones() <= 1 && !(0..P).any(keeps_all)
    }

    /// The factors of a person who is active nowhere.
    #[expect(clippy::inline_always, reason = "a call for each look costs a tenth of it")]
    #[inline(always)]
    pub fn factors_nowhere<const L: usize, C: Count>(&self, registered: u8, users: &Users<P, L, C>) -> Factors<P, L> {
        Factors { scale: *self.coming(0, registered), terms: self.counts(users) }
    }

    /// The factors of a person who is active on one platform.
    #[expect(clippy::inline_always, reason = "a call for each look costs a tenth of it")]
    #[inline(always)]
    pub fn factors_on<const L: usize, C: Count>(
        &self,
        platform: usize,
        registered: u8,
        users: &Users<P, L, C>,
        known: &Known<L, C>,
    ) -> Factors<P, L> {
        let (k, d) = self.shared_counts(platform, users, known);
        let beyond_table;
        let shared = if let Some(shared) = self.by_share.of(platform, k, d) {
            shared
        } else {
            beyond_table = self.shared_beyond_table(platform, (k, d), users);
            &beyond_table
        };
        // All platforms at once, this one too: whoever reads them next would wait for one that is put in by itself.
        let (mut scale, mut terms) = (*self.coming(1 << platform, registered), self.counts(users));
        for p in 0..P {
            scale[p] *= shared.scale[p];
            terms[0][p] *= self.elsewhere[platform][p];
        }
        Factors { scale, terms }
    }

    /// What joining is multiplied with, as far as it depends on where a person was before; 1 where it is active.
    #[inline]
    fn coming(&self, active: u8, registered: u8) -> &[f32; P] {
        &self.coming[usize::from(registered & !active)]
    }

    /// Puts in what changes for who is active somewhere.
    fn hold<const L: usize, C: Count>(
        &self,
        active: u8,
        users: &Users<P, L, C>,
        known: &Known<L, C>,
        factors: &mut Factors<P, L>,
    ) {
        let mut shared = [Cell::NONE; P];
        for p in (0..P).filter(|p| active >> p & 1 == 1) {
            shared[p] = self.shared(p, users, known);
        }
        for p in 0..P {
            let rival = best_rival(&shared, active & !(1 << p));
            if active >> p & 1 == 1 {
                let enough = leaving::is_enough(self.quorum[p], || self.crowd(p, users));
                factors.scale[p] = if enough { 0.0 } else { shared[p].scale[p] };
                factors.terms[0][p] = leaving::gap(shared[p].share, rival.map(|rival| rival.share));
            } else if let Some(rival) = rival {
                factors.scale[p] *= rival.scale[p];
            }
        }
    }

    /// The kernels of all platforms over all layers, where nobody has a threshold.
    fn terms<const L: usize, C: Count>(&self, users: &Users<P, L, C>, known: &Known<L, C>) -> [[f32; P]; L] {
        if self.each_counts {
            return self.counts(users);
        }
        let strength = |l: usize, p: usize| {
            let (users, contacts) = (users[l][p].value() as f32, known[l].value());
            self.contagion[p].strength(users, contacts, self.unit, 0.0)
        };
        std::array::from_fn(|l| std::array::from_fn(|p| strength(l, p)))
    }

    /// The same where each contact counts.
    #[inline]
    fn counts<const L: usize, C: Count>(&self, users: &Users<P, L, C>) -> [[f32; P]; L] {
        users.map(|users| users.map(|users| Contagion::Count.strength(users.value() as f32, 0, self.unit, 0.0)))
    }
}

/// The factors on joining for who was on some platforms before.
fn coming<const P: usize>(switching: &[Switching; P], before: usize) -> [f32; P] {
    std::array::from_fn(|p| switching[p].coming(before >> p & 1 == 1, 1.0))
}

/// Whose users count on each platform; nothing where no platform counts another's.
fn compatible(market: &Market) -> Vec<Compatible> {
    let all = || market.platforms.iter().map(|platform| &platform.compatible);
    if all().all(Compatible::is_empty) { Vec::new() } else { all().cloned().collect() }
}

/// The one with the largest share among the `rivals`, a bit each, that the person is active on; none when on no rival.
fn best_rival<const P: usize>(shared: &[Cell<P>; P], rivals: u8) -> Option<&Cell<P>> {
    let mut best: Option<&Cell<P>> = None;
    for (q, shared) in shared.iter().enumerate() {
        if rivals >> q & 1 == 1 && best.is_none_or(|best| shared.share > best.share) {
            best = Some(shared);
        }
    }
    best
}
