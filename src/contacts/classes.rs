//! Persons in classes of weight: within a class, no weight is more than twice another.
//!
//! In a class the chance of any two persons is nearly the same, so that those who are no contacts can be skipped; what
//! is too much is thinned out. The lowest class holds all lower weights too. Order takes time in proportion to N.

use std::ops::Range;

/// Where each class begins among all persons in the order of the classes, the lightest class first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    /// Weights of class 0 are below 2^(lowest + 1), those of class k below 2^(lowest + 1 + k).
    lowest: i32,
    /// One entry more than there are classes.
    starts: Vec<u32>,
}

impl Classes {
    /// The classes of some weights; the lightest holds all below 2^(lowest + 1).
    pub fn new(weights: &[f32], lowest: i32) -> Self {
        let mut starts = vec![0, 0];
        for &weight in weights {
            let class = class(weight, lowest);
            starts.resize(starts.len().max(class + 2), 0);
            starts[class + 1] += 1;
        }
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        Classes { lowest, starts }
    }

    /// The persons in the order of the classes, within a class in their own, each with what `made` makes of them.
    pub fn sorted<T: Copy + Default>(&self, weights: &[f32], mut made: impl FnMut(u32, f32) -> T) -> Vec<T> {
        let mut sorted = vec![T::default(); weights.len()];
        let mut next = self.starts.clone();
        for (person, &weight) in (0..).zip(weights) {
            let place = &mut next[class(weight, self.lowest)];
            sorted[*place as usize] = made(person, weight);
            *place += 1;
        }
        sorted
    }

    /// Number of classes.
    pub fn number(&self) -> usize {
        self.starts.len() - 1
    }

    /// The places of the persons of a class.
    pub fn places(&self, class: usize) -> Range<u32> {
        self.starts[class]..self.starts[class + 1]
    }

    /// A weight that none of a class exceeds.
    pub fn most(&self, class: usize) -> f64 {
        libm::ldexp(1.0, self.lowest + 1 + class as i32)
    }
}

/// The class of a weight, by its binary exponent.
fn class(weight: f32, lowest: i32) -> usize {
    let exponent = (weight.to_bits() >> 23) as i32 - 127;
    (exponent - lowest).max(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_bound_their_weights_and_keep_the_order() {
        let weights = [0.3, 5.0, 0.001, 1.0, 1.9, 2.0, 0.6, 0.9999];
        let classes = Classes::new(&weights, -1);
        let sorted = classes.sorted(&weights, |person, _| person);
        let class = |class: usize| {
            let places = classes.places(class);
            &sorted[places.start as usize..places.end as usize]
        };
        assert_eq!([class(0), class(1), class(2), class(3)], [&[0, 2, 6, 7][..], &[3, 4], &[5], &[1]]);
        assert_eq!([0, 1, 2, 3].map(|class| classes.most(class).to_string()), ["1", "2", "4", "8"]);
        assert_eq!((classes.number(), Classes::new(&[], 0).number()), (4, 1));
    }
}
