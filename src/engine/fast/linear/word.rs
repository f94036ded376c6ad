//! A clock and the counts that drive it, in one word: what a contact does to both is one addition.
//!
//! From the low bits up: the [class](super::class) of the clock; k, the contacts who are users, for each layer; and the goal, the
//! hazard at which the clock runs out, in units of 1/[`ONE`], modulo 2⁶⁴. Nothing overflows from one part into the next, because no
//! count exceeds [`Word::MOST`] or falls below 0; so the sum is exact, and does not depend on the order of the contacts.

use crate::market::MAX_STORED_LAYERS;

/// Hazard 1. Clocks end at 37.5 (−ln 2⁻⁵⁴), so that 64 is beyond all of them, and twice that is 2⁶⁴.
pub const ONE: f64 = (1u64 << 57) as f64;

/// A number of hazard, modulo 2⁶⁴, with the lowest bits cut off that a word does not keep.
#[inline]
pub fn fixed<W: Word>(hazard: f64) -> u64 {
    let whole = if hazard < 63.0 { (hazard * ONE) as i64 as u64 } else { (hazard * ONE) as i128 as u64 };
    whole & W::FINE
}

/// A clock and its counts.
pub trait Word: Copy + Default + Send + Sync + std::fmt::Debug {
    /// The most contacts that can be counted in a layer.
    const MOST: u32;
    /// The bits of a goal that are kept.
    const FINE: u64;
    /// What contacts add, by the layers in which they are contacts (a bit each).
    type Steps: Copy + std::fmt::Debug + Send + Sync;
    /// All steps.
    fn steps(step: impl Fn(usize) -> Self) -> Self::Steps;
    /// The step of a contact in these layers.
    fn step_in(steps: &Self::Steps, layers: usize) -> Self;
    /// The class of the clock.
    fn class(self) -> usize;
    /// k: users among the contacts in the stored layer of a bit.
    fn users(self, bit: usize) -> u64;
    /// The hazard at which the clock runs out.
    fn goal(self) -> u64;
    /// The same counts with another goal and class.
    #[must_use]
    fn with(self, goal: u64, class: usize) -> Self;
    /// What a new user adds who is a contact in these layers (a bit each), and puts the goal so much further.
    fn step(goal: u64, layers: usize) -> Self;
    /// A contact becomes a user.
    #[must_use]
    fn plus(self, step: Self) -> Self;
    /// A contact ceases to be a user.
    #[must_use]
    fn minus(self, step: Self) -> Self;
}

/// Bits of a class.
const CLASS: u32 = 3;

/// One layer: 13 bits of count, 48 of the goal, to 2⁻⁴¹.
impl Word for u64 {
    const MOST: u32 = (1 << 13) - 1;
    const FINE: u64 = !0xFFFF;
    /// There is but one layer.
    type Steps = u64;
    #[inline]
    fn steps(step: impl Fn(usize) -> u64) -> u64 {
        step(1)
    }
    #[inline]
    fn step_in(steps: &u64, _: usize) -> u64 {
        *steps
    }
    #[inline]
    fn class(self) -> usize {
        (self & ((1 << CLASS) - 1)) as usize
    }
    #[inline]
    fn users(self, _: usize) -> u64 {
        (self & !Self::FINE) >> CLASS
    }
    #[inline]
    fn goal(self) -> u64 {
        self & Self::FINE
    }
    #[inline]
    fn with(self, goal: u64, class: usize) -> u64 {
        goal | self.users(0) << CLASS | class as u64
    }
    #[inline]
    fn step(goal: u64, layers: usize) -> u64 {
        goal.wrapping_add((layers as u64 & 1) << CLASS)
    }
    #[inline]
    fn plus(self, step: u64) -> u64 {
        self.wrapping_add(step)
    }
    #[inline]
    fn minus(self, step: u64) -> u64 {
        self.wrapping_sub(step)
    }
}

/// Bits of a count, of which four stand beside the class.
const COUNT: u32 = 15;

/// Up to four layers: 15 bits of count each, 64 of the goal.
impl Word for u128 {
    const MOST: u32 = (1 << COUNT) - 1;
    const FINE: u64 = !0;
    type Steps = [u128; 1 << MAX_STORED_LAYERS];
    #[inline]
    fn steps(step: impl Fn(usize) -> u128) -> Self::Steps {
        std::array::from_fn(step)
    }
    #[inline]
    fn step_in(steps: &Self::Steps, layers: usize) -> u128 {
        steps[layers % (1 << MAX_STORED_LAYERS)]
    }
    #[inline]
    fn class(self) -> usize {
        (self as u64 & ((1 << CLASS) - 1)) as usize
    }
    #[inline]
    fn users(self, bit: usize) -> u64 {
        self as u64 >> (CLASS + COUNT * bit as u32) & u64::from(Self::MOST)
    }
    #[inline]
    fn goal(self) -> u64 {
        (self >> 64) as u64
    }
    #[inline]
    fn with(self, goal: u64, class: usize) -> u128 {
        let counts = self as u64 & !((1 << CLASS) - 1);
        u128::from(goal) << 64 | u128::from(counts | class as u64)
    }
    #[inline]
    fn step(goal: u64, layers: usize) -> u128 {
        let counts: u64 = (0..4).map(|bit| (layers as u64 >> bit & 1) << (CLASS + COUNT * bit as u32)).sum();
        u128::from(goal) << 64 | u128::from(counts)
    }
    #[inline]
    fn plus(self, step: u128) -> u128 {
        self.wrapping_add(step)
    }
    #[inline]
    fn minus(self, step: u128) -> u128 {
        self.wrapping_sub(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Users come and go in another order; goals run over the top and back.
    fn parts_keep_apart<W: Word>(layers: &[usize]) {
        let near_the_top = fixed::<W>(127.9);
        let steps: Vec<W> = layers.iter().map(|&layers| W::step(fixed::<W>(0.3), layers)).collect();
        let start = W::default().with(near_the_top, 5);
        let come = steps.iter().fold(start, |word, step| word.plus(*step));
        for bit in 0..4 {
            let expected = layers.iter().filter(|&layers| layers >> bit & 1 == 1).count() as u64;
            assert!(bit > 0 && layers.iter().all(|&layers| layers == 1) || come.users(bit) == expected, "layer {bit}");
        }
        let expected = near_the_top.wrapping_add(fixed::<W>(0.3).wrapping_mul(layers.len() as u64));
        assert_eq!((come.goal(), come.class()), (expected, 5));
        let other = come.with(7 << 40, 2);
        assert_eq!((other.goal(), other.class(), other.users(0)), (7 << 40, 2, come.users(0)));
        let gone = steps.iter().rev().fold(come, |word, step| word.minus(*step));
        assert_eq!((gone.goal(), gone.class(), gone.users(0)), (near_the_top, 5, 0));
    }

    #[test]
    fn a_contact_is_one_addition_to_all_parts() {
        parts_keep_apart::<u64>(&[1; 40]);
        parts_keep_apart::<u128>(&[1, 3, 8, 15, 2, 2, 6]);
    }

    /// 2⁻⁴¹ is 4.5·10⁻¹³; sums of hazards beyond 128 wrap, and their differences don't.
    #[test]
    fn hazards_are_kept_to_less_than_a_trillionth() {
        for hazard in [0.0, 1e-9, 0.693, 37.4] {
            let back = fixed::<u64>(hazard) as f64 / ONE;
            assert!((0.0..5e-13).contains(&(hazard - back)), "{hazard} comes back as {back}");
        }
        let span = fixed::<u64>(1_000.25).wrapping_sub(fixed::<u64>(999.75)) as f64 / ONE;
        assert!((span - 0.5).abs() < 1e-12, "{span}");
    }
}
