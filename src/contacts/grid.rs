//! Grid: persons in rows and columns who know those beside them.
//!
//! Person i stands in column i mod w of row ⌊i/w⌋. With four neighbors (von Neumann) contacts share a side; with eight
//! (Moore), a side or a corner. A closed grid is a torus: the first and last column are neighbors, and so are the first
//! and last row. An open one has borders.
//!
//! Closed, with w columns and h rows of four or more: everybody has 4 or 8 contacts; clustering 0 or 12/28 = 3/7. Open:
//! 2wh − w − h contacts with four neighbors, and 2(w − 1)(h − 1) more with eight. Distance is the sum of the steps in
//! both directions with four, the larger of them with eight. Where N is no multiple of w, the last row is not full, and
//! a closed grid has a gap there; in a closed grid of one or two rows or columns, contacts coincide.

use super::generator::{Generate, blocks_of, persons_of};
use crate::scenario::{Border, Neighborhood};

/// The steps to the neighbors that come after a person: those to the others lead back.
const AFTER: [(i64, i64); 4] = [(1, 0), (0, 1), (1, 1), (-1, 1)];

/// Rows and columns of persons.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    persons: u32,
    width: u32,
    neighborhood: Neighborhood,
    border: Border,
}

impl Grid {
    /// The grid of `persons` in rows of `width`.
    pub fn new(persons: u32, width: u32, neighborhood: Neighborhood, border: Border) -> Self {
        Grid { persons, width: width.max(1), neighborhood, border }
    }

    fn steps(&self) -> &'static [(i64, i64)] {
        match self.neighborhood {
            Neighborhood::VonNeumann => &AFTER[..2],
            Neighborhood::Moore => &AFTER,
        }
    }

    /// A coordinate on a side of this length after a step, if that doesn't leave the grid.
    fn stepped(&self, at: u32, step: i64, length: u32) -> Option<u32> {
        let to = i64::from(at) + step;
        match self.border {
            Border::Closed => Some(to.rem_euclid(i64::from(length)) as u32),
            Border::Open => u32::try_from(to).ok().filter(|&to| to < length),
        }
    }

    /// The person a step away, if somebody stands there.
    fn neighbor(&self, person: u32, (right, down): (i64, i64)) -> Option<u32> {
        let column = self.stepped(person % self.width, right, self.width)?;
        let row = self.stepped(person / self.width, down, self.persons.div_ceil(self.width))?;
        let other = u64::from(row) * u64::from(self.width) + u64::from(column);
        (other < u64::from(self.persons)).then_some(other as u32)
    }
}

impl Generate for Grid {
    fn blocks(&self) -> u32 {
        blocks_of(self.persons)
    }

    /// Names each contact once; in closed grids of one or two rows or columns, some of them twice, and persons as
    /// contacts of themselves.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        for i in persons_of(block, self.persons) {
            self.steps().iter().filter_map(|&step| self.neighbor(i, step)).for_each(|j| contact(i, j));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::{ContactLayers, measure};
    use crate::rng::World;

    use Border::{Closed, Open};
    use Neighborhood::{Moore, VonNeumann};

    fn grid(persons: u32, width: u32, neighborhood: Neighborhood, border: Border) -> ContactLayers {
        let mut pairs = Vec::new();
        Grid::new(persons, width, neighborhood, border).emit_all(&mut |i, j| pairs.push((i, j)));
        let named = pairs.len();
        let contacts = ContactLayers::from_edges(persons, &[pairs]);
        assert_eq!(contacts.len(), 2 * named, "no contact is named twice");
        contacts
    }

    fn neighbors(contacts: &ContactLayers, person: u32) -> Vec<u32> {
        contacts.in_layer(person, 0).collect()
    }

    /// Mean distance from everybody to everybody else.
    fn distance(contacts: &ContactLayers) -> f64 {
        let from = |i| (0..).zip(measure::persons_by_distance(contacts, 0, i)).map(|(d, n): (u64, u64)| d * n).sum();
        let sum: u64 = (0..contacts.persons()).map(|i| -> u64 { from(i) }).sum();
        let n = f64::from(contacts.persons());
        sum as f64 / (n * (n - 1.0))
    }

    #[test]
    fn neighbors_stand_beside_each_other() {
        assert_eq!(neighbors(&grid(20, 5, VonNeumann, Open), 7), [2, 6, 8, 12]);
        assert_eq!(neighbors(&grid(20, 5, Moore, Open), 7), [1, 2, 3, 6, 8, 11, 12, 13]);
        assert_eq!(neighbors(&grid(20, 5, Moore, Open), 0), [1, 5, 6]);
        assert_eq!(neighbors(&grid(20, 5, VonNeumann, Closed), 0), [1, 4, 5, 15]);
        assert_eq!(neighbors(&grid(20, 5, Moore, Closed), 0), [1, 4, 5, 6, 9, 15, 16, 19]);
    }

    #[test]
    fn a_closed_grid_is_alike_everywhere_and_clusters_as_derived() {
        for (neighborhood, degree, clustering) in [(VonNeumann, 4, 0.0), (Moore, 8, 3.0 / 7.0)] {
            let torus = grid(60, 10, neighborhood, Closed);
            assert!((0..60).all(|i| torus.degree(i, 0) == degree));
            let found = measure::local_clustering(&torus, 0, 100, World { seed: 1, replicate: 0 }.stream("measure"));
            assert!((found - clustering).abs() < 1e-12, "{found}");
        }
    }

    #[test]
    fn an_open_grid_has_the_counted_contacts() {
        assert_eq!(grid(7 * 13, 13, VonNeumann, Open).len() / 2, 7 * 12 + 13 * 6);
        assert_eq!(grid(7 * 13, 13, Moore, Open).len() / 2, 7 * 12 + 13 * 6 + 2 * 12 * 6);
    }

    /// Torus with even sides: w/4 + h/4 a pair, with oneself counted; open: (w² − 1)/(3w) + (h² − 1)/(3h).
    #[test]
    fn mean_distances_are_derived() {
        let others = |n: f64| n / (n - 1.0);
        assert!((distance(&grid(96, 12, VonNeumann, Closed)) - 5.0 * others(96.0)).abs() < 1e-9);
        assert!((distance(&grid(63, 9, VonNeumann, Open)) - (80.0 / 27.0 + 48.0 / 21.0) * others(63.0)).abs() < 1e-9);
    }

    #[test]
    fn a_last_row_that_is_not_full_leaves_a_gap() {
        let open = grid(8, 3, VonNeumann, Open);
        assert_eq!((neighbors(&open, 7), neighbors(&open, 5)), (vec![4, 6], vec![2, 4]));
        assert_eq!(neighbors(&grid(8, 3, VonNeumann, Closed), 2), [0, 1, 5]);
        assert!(grid(0, 3, Moore, Closed).is_empty());
    }
}
