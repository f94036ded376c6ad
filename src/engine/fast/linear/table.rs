//! What clocks of each class have gathered by the beginning of a tick, what they gather in it, and at most in the ticks after it: a few
//! numbers that are the same for everybody, read once a contact.
//!
//! A clock that has run out when base(t) + Σ_ℓ k_ℓ · each_ℓ(t) reaches its goal keeps running out at the right time when a contact
//! joins at s and each_ℓ(s) is added to the goal: what the new contact had gathered before counts on both sides.

use super::class::{CLASSES, MAY_JOIN, ON_TRIAL, SETTLED};
use super::word::{ONE, Word, fixed};
use crate::engine::fast::hazards::{Channels, Hazards};
use crate::units::Tick;

/// A due tick that never comes.
pub const NEVER: u16 = u16::MAX;

/// Takes rounding to single precision out of a predicted time: a prediction a little too early costs one look, one too late would be an error.
const CAUTION: f64 = 1.0 + 4e-6;

/// What the clocks of one platform and class gather.
#[derive(Debug, Clone, Copy)]
struct Row<const L: usize, W: Word> {
    /// Gathered without contacts, and by each contact who is a user, in 1/[`ONE`].
    base: u64,
    each: [u64; L],
    /// No more than this in any tick to come, in 1/[`ONE`].
    most_base: f32,
    most_each: [f32; L],
    /// What a contact who joins does to a word, by the layers in which it is one.
    steps: W::Steps,
}

/// What clocks gather by the beginning of a tick.
#[derive(Debug, Clone)]
pub struct Table<const P: usize, const L: usize, W: Word> {
    /// The tick.
    now: u16,
    /// Ticks from now to [`NEVER`], and half a tick.
    far: f32,
    /// What clocks gather, by platform and class.
    rows: [[Row<L, W>; CLASSES]; P],
}

/// The hazard of a class on a platform, given those of the platform's channels, without contacts and by each contact who is a user.
#[inline]
pub fn hazard<const L: usize>(channels: &[f64], class: usize, willingness: &[f32]) -> (f64, [f64; L]) {
    let leaving = || channels[Channels::<L>::CHURN] + channels[Channels::<L>::OUTAGE];
    match class {
        MAY_JOIN..ON_TRIAL => {
            let willing = f64::from(willingness[class - MAY_JOIN]);
            let each = |l: usize| willing * channels[Channels::<L>::LAYERS + l];
            (willing * channels[Channels::<L>::BASE], std::array::from_fn(each))
        }
        ON_TRIAL => (leaving() + channels[Channels::<L>::TRIAL], [0.0; L]),
        SETTLED => (leaving(), [0.0; L]),
        _ => (0.0, [0.0; L]),
    }
}

impl<const P: usize, const L: usize, W: Word> Table<P, L, W> {
    /// What has been gathered by the beginning of a tick.
    pub fn new(hazards: &Hazards<P, L>, willingness: &[[f32; ON_TRIAL - MAY_JOIN]; P], tick: Tick) -> Self {
        let of = |channels: &[f64], p: usize, class| {
            hazard::<L>(&channels[p * hazards.width()..][..hazards.width()], class, &willingness[p])
        };
        let rows = std::array::from_fn(|p| {
            std::array::from_fn(|class| {
                let (base, each) = of(hazards.sums(tick), p, class);
                let (most_base, most_each) = of(hazards.ceilings(), p, class);
                let each = each.map(fixed::<W>);
                let step = |layers: usize| {
                    let goal = (0..L).filter(|l| layers >> l & 1 == 1).fold(0u64, |sum, l| sum.wrapping_add(each[l]));
                    W::step(goal, layers)
                };
                let most = |hazard: f64| (hazard * ONE * CAUTION) as f32;
                let (most_base, most_each) = (most(most_base), most_each.map(most));
                Row { base: fixed::<W>(base), each, most_base, most_each, steps: W::steps(step) }
            })
        });
        Table { now: tick as u16, far: (u32::from(NEVER) - tick) as f32 + 0.5, rows }
    }

    /// What a clock with these counts has gathered in a class, in 1/[`ONE`].
    #[inline]
    fn gathered(&self, p: usize, word: W, class: usize) -> u64 {
        let row = &self.rows[p][class];
        (0..L).fold(row.base, |sum, l| sum.wrapping_add(row.each[l].wrapping_mul(word.users(l))))
    }

    /// What is left on a clock, in 1/[`ONE`]; a little below 0 where rounding has it so.
    #[inline]
    pub fn left(&self, p: usize, word: W) -> i64 {
        word.goal().wrapping_sub(self.gathered(p, word, word.class())) as i64
    }

    /// The same counts with so much left on a clock of another class.
    #[inline]
    pub fn wound(&self, p: usize, word: W, left: f64, class: usize) -> W {
        word.with(fixed::<W>(left).wrapping_add(self.gathered(p, word, class)), class)
    }

    /// The same clock in another class.
    pub fn reclassed(&self, p: usize, word: W, class: usize) -> W {
        let gathered = self.gathered(p, word, class).wrapping_sub(self.gathered(p, word, word.class()));
        word.with(word.goal().wrapping_add(gathered), class)
    }

    /// A tick before which the clock cannot run out.
    #[inline]
    pub fn due(&self, p: usize, word: W) -> u16 {
        self.of(p).due(word, word)
    }

    /// What the clocks of one platform gather.
    #[inline]
    pub fn of(&self, p: usize) -> OfPlatform<'_, L, W> {
        OfPlatform { now: self.now, far: self.far, rows: &self.rows[p] }
    }
}

/// What the clocks of one platform gather.
#[derive(Debug, Clone, Copy)]
pub struct OfPlatform<'t, const L: usize, W: Word> {
    now: u16,
    far: f32,
    rows: &'t [Row<L, W>; CLASSES],
}

impl<const L: usize, W: Word> OfPlatform<'_, L, W> {
    /// A contact in these layers (a bit each) becomes a user; the word then, and a tick before which the clock cannot run out.
    #[inline]
    pub fn joined(&self, word: W, layers: usize) -> (W, u16) {
        let joined = word.plus(W::step_in(&self.rows[word.class()].steps, layers));
        // The contact has done nothing yet: as much is left as before.
        (joined, self.due(word, joined))
    }

    /// A contact in these layers (a bit each) ceases to be a user.
    #[inline]
    pub fn left_by(&self, word: W, layers: usize) -> W {
        word.minus(W::step_in(&self.rows[word.class()].steps, layers))
    }

    /// A tick before which a clock cannot run out, on which as much is left as in one word, and which runs as fast as in another.
    #[inline]
    fn due(&self, left: W, runs: W) -> u16 {
        let row = &self.rows[left.class()];
        let (mut gathered, mut rate) = (row.base, row.most_base);
        for l in 0..L {
            gathered = gathered.wrapping_add(row.each[l].wrapping_mul(left.users(l)));
            rate += row.most_each[l] * runs.users(l) as i64 as f32;
        }
        self.after(left.goal().wrapping_sub(gathered) as i64 as f32 / rate)
    }

    /// The tick that is so many ticks away; that of a clock that stands at 0, which has 0 ticks over 0, is never.
    #[inline]
    fn after(&self, ticks: f32) -> u16 {
        self.now + whole(ticks.min(self.far))
    }
}

/// From here on to twice as much, numbers of single precision are whole: the lowest bits of a sum with it are a whole number.
const WHOLE: f32 = (1 << 23) as f32;

/// The whole ticks of a number of ticks below 2¹⁶, 0 where it is negative; where it is whole itself, one less now and then.
///
/// What is half a tick less is rounded to the nearest whole number. A conversion that answers for all numbers costs as much as the
/// division before it.
#[inline]
fn whole(ticks: f32) -> u16 {
    debug_assert!(ticks < f32::from(NEVER) + 1.0);
    (ticks.max(0.5) - 0.5 + WHOLE).to_bits() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hazards of joining that are the same in all ticks: .001 without contacts, .004 by each over one layer.
    const BASE: f64 = 0.001;
    const EACH: f64 = 0.004;

    fn table<W: Word>(tick: u32) -> Table<1, 1, W> {
        let sum = |hazard: f64| fixed::<W>(hazard * f64::from(tick));
        let most = |hazard: f64| (hazard * ONE * CAUTION) as f32;
        let none = Row { base: 0, each: [0], most_base: 0.0, most_each: [0.0], steps: W::steps(|_| W::step(0, 1)) };
        let mut rows = [[none; CLASSES]; 1];
        rows[0][MAY_JOIN] = Row {
            base: sum(BASE),
            each: [sum(EACH)],
            most_base: most(BASE),
            most_each: [most(EACH)],
            steps: W::steps(|_| W::step(sum(EACH), 1)),
        };
        Table { now: tick as u16, far: (u32::from(NEVER) - tick) as f32 + 0.5, rows }
    }

    /// Contacts become users in ticks 3, 10, 10 and 25, and one leaves in 30; a clock with .9 on it is run tick by tick beside the goal.
    fn runs_out_when_it_should<W: Word>() {
        let mut word = table::<W>(0).wound(0, W::default(), 0.9, MAY_JOIN);
        let (mut clock, mut users) = (0.9, 0);
        let mut first_due = None;
        for tick in 0..100 {
            let table = table::<W>(tick);
            for _ in [3, 10, 10, 25].iter().filter(|&&joins| joins == tick) {
                let (joined, due) = table.of(0).joined(word, 1);
                assert_eq!(due, table.due(0, joined), "told with the addition or afterwards");
                (word, users) = (joined, users + 1);
            }
            if tick == 30 {
                (word, users) = (table.of(0).left_by(word, 1), users - 1);
            }
            assert_eq!(word.users(0), users);
            let left = table.left(0, word) as f64 / ONE;
            assert!((left - clock).abs() < 1e-11, "tick {tick}: {left}, run tick by tick {clock}");
            let hazard = BASE + EACH * users as f64;
            // No hazard changes after tick 30, so that the tick is known from then on.
            if tick == 30 {
                first_due = Some(u32::from(table.due(0, word)));
            }
            if clock < hazard {
                assert_eq!(first_due, Some(tick));
                return;
            }
            clock -= hazard;
        }
        panic!("it never ran out");
    }

    #[test]
    fn a_clock_runs_out_when_it_would_tick_by_tick() {
        runs_out_when_it_should::<u64>();
        runs_out_when_it_should::<u128>();
    }

    #[test]
    fn ticks_are_whole_and_never_too_many() {
        for ticks in [-3.0, 0.0, 0.2, 0.7, 1.3, 17.999, 4096.01, 65_533.5, f32::from(NEVER) + 0.5] {
            assert_eq!(whole(ticks), ticks as u16, "{ticks}");
        }
        for ticks in [1u16, 2, 3, 1000, 40_001, 65_534, NEVER] {
            let found = whole(f32::from(ticks));
            assert!(found == ticks || found + 1 == ticks, "{ticks}: {found}");
        }
    }

    #[test]
    fn a_clock_that_stands_never_runs_out_and_one_that_is_late_does_at_once() {
        let table = table::<u64>(40);
        assert_eq!(table.due(0, u64::default()), NEVER, "nothing left, and nothing runs");
        assert_eq!(table.due(0, table.wound(0, 0, 30.0, MAY_JOIN)), 40 + 29_999, "30 at .001 a tick, a little early");
        let late = table.wound(0, 0, 0.0, MAY_JOIN).goal().wrapping_sub(fixed::<u64>(1e-9));
        assert_eq!(table.due(0, 0u64.with(late, MAY_JOIN)), 40);
    }
}
