//! A person's circle: the contacts by the sets of platforms that they use.
//!
//! Best responses depend on who uses what together, not only on how many use each platform. The circle of person i counts, for each layer ℓ and
//! each set S of platforms, the contacts n_iℓ(S) who use exactly S, each with its strength, and all contacts that count, d_iℓ.

/// The contacts of a person, layer by layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Circle {
    reached: Vec<Reached>,
    contacts: f64,
}

/// Contacts in one layer who use the same platforms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The platforms that see the layer, a bit each.
    pub seen_by: u8,
    /// The platforms that these contacts use, a bit each; one at least.
    pub uses: u8,
    /// How many they are, each with its strength.
    pub weight: f64,
}

impl Circle {
    /// Adds a layer that some platforms see (a bit each): the number d of its contacts that count, and the set and the number of
    /// those who use platforms, in any order; one counted contact weighs `unit`.
    pub fn add(&mut self, seen_by: u8, (contacts, unit): (u32, f32), users: impl Iterator<Item = (u8, u32)>) {
        let mut numbers = [0u32; 1 << u8::BITS];
        users.for_each(|(uses, number)| numbers[usize::from(uses)] += number);
        let reached = (0..=u8::MAX).zip(numbers).filter(|(uses, number)| *uses != 0 && *number > 0);
        let unit = f64::from(unit);
        self.reached.extend(reached.map(|(uses, number)| Reached { seen_by, uses, weight: f64::from(number) * unit }));
        self.contacts += f64::from(contacts) * unit;
    }

    /// Contacts who use platforms, by layer and set, in a fixed order.
    pub fn reached(&self) -> &[Reached] {
        &self.reached
    }

    /// All contacts that count, over all layers.
    pub fn contacts(&self) -> f64 {
        self.contacts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_counted_by_layer_and_set_in_whatever_order_they_come() {
        let users = [(0b10, 1), (0b01, 2), (0b00, 5), (0b10, 3)];
        let (mut forth, mut back) = (Circle::default(), Circle::default());
        forth.add(0b11, (12, 0.5), users.into_iter());
        back.add(0b11, (12, 0.5), users.into_iter().rev());
        assert_eq!(forth, back);
        let reached = |uses, weight| Reached { seen_by: 0b11, uses, weight };
        assert_eq!(forth.reached(), [reached(0b01, 1.0), reached(0b10, 2.0)]);
        forth.add(0b01, (3, 1.0), [(0b11, 1)].into_iter());
        assert_eq!((forth.reached().len(), forth.contacts()), (3, 9.0));
    }
}
