//! What the share of a person's contacts does to its factors, for each number of users k among d contacts, in a table.
//!
//! The exponentials of [`leaving::hold`] and [`Switching::home`] cost more than all else in a look. There are few pairs of k and d, so they are
//! computed beforehand, by the same functions, and come to the same bits.

use crate::market::joining::{self, Switching};
use crate::market::leaving;

/// The most contacts for which there is a table: 8,256 pairs of k and d.
const MOST: u32 = 127;

/// What the share of contacts on one platform does to its users.
#[derive(Debug, Clone, Copy)]
pub struct Cell<const P: usize> {
    /// The share.
    pub share: f32,
    /// On the platform itself, the factor by which contacts hold a user, if they are not enough to keep everybody; elsewhere, the factor on joining.
    pub scale: [f32; P],
}

impl<const P: usize> Cell<P> {
    /// Of a person who is not there.
    pub const NONE: Self = Cell { share: 0.0, scale: [0.0; P] };

    /// What a share on a platform does.
    pub fn new(platform: usize, share: f32, stickiness: &[f64; P], switching: &[Switching; P]) -> Self {
        let hold = || leaving::hold(stickiness[platform], share, false);
        let home = |p: usize| switching[p].home(Some(share));
        Cell { share, scale: std::array::from_fn(|p| if p == platform { hold() } else { home(p) }) }
    }
}

/// The table.
#[derive(Debug, Clone)]
pub struct ByShare<const P: usize> {
    /// For each platform, by the number of contacts, and for each number by that of the users.
    cells: [Vec<Cell<P>>; P],
    /// Contacts of the person with the most, as far as there is a table.
    most: u32,
}

impl<const P: usize> ByShare<P> {
    /// An empty table for persons with at most so many contacts.
    pub fn new(most: u32) -> Self {
        ByShare { cells: std::array::from_fn(|_| Vec::new()), most: most.min(MOST) }
    }

    /// Fills the table.
    pub fn fill(&mut self, stickiness: &[f64; P], switching: &[Switching; P]) {
        for (platform, cells) in self.cells.iter_mut().enumerate() {
            cells.clear();
            for contacts in 0..=self.most {
                let share = |users: u32| joining::share(users as f32, contacts);
                cells.extend((0..=contacts).map(|users| Cell::new(platform, share(users), stickiness, switching)));
            }
        }
    }

    /// What `users` of a platform among `contacts` do; none where that stands in no table.
    #[inline]
    pub fn of(&self, platform: usize, users: u32, contacts: u32) -> Option<&Cell<P>> {
        if contacts > MOST || users > contacts {
            return None;
        }
        self.cells[platform].get((contacts * (contacts + 1) / 2 + users) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// e^(−s), with stickiness 1 and loyalty 1, at multihoming ½.
    #[test]
    fn each_pair_stands_in_its_place() {
        let switching = Switching { multihoming: 0.5, loyalty: 1.0, returning: 0.25 };
        let mut table: ByShare<2> = ByShare::new(300);
        assert!(table.of(0, 0, 0).is_none(), "nothing stands in it yet");
        table.fill(&[1.0; 2], &[switching; 2]);
        for (users, contacts) in [(0u32, 0u32), (0, 1), (1, 1), (3, 12), (0, 127), (127, 127)] {
            let expected = (-f64::from(users) / f64::from(contacts.max(1))).exp();
            for platform in 0..2 {
                let Some(Cell { scale, .. }) = table.of(platform, users, contacts) else {
                    panic!("{users} of {contacts}")
                };
                let (hold, home) = (f64::from(scale[platform]), f64::from(scale[1 - platform]));
                let apart = (hold - expected).abs() + (home - expected / 2.0).abs();
                assert!(apart < 1e-6, "{users} of {contacts}: {scale:?}, expected {expected} and half of it");
            }
        }
        assert!([(0, 128), (4, 3)].iter().all(|&(users, contacts)| table.of(0, users, contacts).is_none()));
    }
}
