//! What the share of a person's contacts does to its factors, for each number of users k among d contacts, in a table.
//!
//! The exponentials of [`leaving::hold`] and [`Switching::home`] cost more than all else in a look. There are few pairs of k and d, so they are
//! computed beforehand, by the same functions, and come to the same bits.

use crate::market::joining::{self, Switching};
use crate::market::leaving;

/// The most contacts for which there is a table: 8,256 pairs of k and d.
const MOST: u32 = 127;

/// What a share does on each of P platforms.
#[derive(Debug, Clone, Copy)]
pub struct Cell<const P: usize> {
    /// The share.
    pub share: f32,
    /// The factor by which contacts on the platform hold a user, if they are not enough to keep everybody.
    pub hold: [f32; P],
    /// The factor on joining the platform for a user of a rival on which the contacts are.
    pub home: [f32; P],
}

impl<const P: usize> Cell<P> {
    /// Of a person who is not there.
    pub const NONE: Self = Cell { share: 0.0, hold: [0.0; P], home: [0.0; P] };

    /// What a share does.
    pub fn new(share: f32, stickiness: &[f64; P], switching: &[Switching; P]) -> Self {
        Cell {
            share,
            hold: std::array::from_fn(|p| leaving::hold(stickiness[p], share, false)),
            home: std::array::from_fn(|p| switching[p].home(Some(share))),
        }
    }
}

/// The table.
#[derive(Debug, Clone)]
pub struct ByShare<const P: usize> {
    /// By the number of contacts, and for each number by that of the users.
    cells: Vec<Cell<P>>,
    /// Contacts of the person with the most, as far as there is a table.
    most: u32,
}

impl<const P: usize> ByShare<P> {
    /// An empty table for persons with at most so many contacts.
    pub fn new(most: u32) -> Self {
        ByShare { cells: Vec::new(), most: most.min(MOST) }
    }

    /// Fills the table.
    pub fn fill(&mut self, stickiness: &[f64; P], switching: &[Switching; P]) {
        self.cells.clear();
        for contacts in 0..=self.most {
            let share = |users: u32| joining::share(users as f32, contacts);
            self.cells.extend((0..=contacts).map(|users| Cell::new(share(users), stickiness, switching)));
        }
    }

    /// What `users` among `contacts` do; none where that stands in no table.
    #[inline]
    pub fn of(&self, users: u32, contacts: u32) -> Option<&Cell<P>> {
        if contacts > MOST || users > contacts {
            return None;
        }
        self.cells.get((contacts * (contacts + 1) / 2 + users) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// e^(−s), with stickiness 1 and loyalty 1, at multihoming ½.
    #[test]
    fn each_pair_stands_in_its_place() {
        let switching = Switching { multihoming: 0.5, loyalty: 1.0, returning: 0.25 };
        let mut table = ByShare::new(300);
        assert!(table.of(0, 0).is_none(), "nothing stands in it yet");
        table.fill(&[1.0], &[switching]);
        for (users, contacts) in [(0u32, 0u32), (0, 1), (1, 1), (3, 12), (0, 127), (127, 127)] {
            let expected = (-f64::from(users) / f64::from(contacts.max(1))).exp();
            let Some(Cell { hold, home, .. }) = table.of(users, contacts) else { panic!("{users} of {contacts}") };
            let apart = (f64::from(hold[0]) - expected).abs() + (f64::from(home[0]) - expected / 2.0).abs();
            assert!(apart < 1e-6, "{users} of {contacts}: {hold:?} {home:?}, expected {expected} and half of it");
        }
        assert!([(0, 128), (4, 3)].iter().all(|&(users, contacts)| table.of(users, contacts).is_none()));
    }
}
