//! Core numbers: how deep in the thick of things a person is.

use super::degrees::degree_of_each;
use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// The core number of each person of a stored layer: the largest k such that the person belongs to a group in which
/// everybody has k contacts or more within the group (Seidman 1983).
///
/// Whoever has the fewest contacts left is taken out, again and again; the most that anybody taken out so far had left is
/// the core number. Persons are kept sorted by what they have left, in bins, so that n persons and m pairs take n + m
/// steps (Batagelj & Zaveršnik 2003, *An O(m) algorithm for cores decomposition of networks*).
pub fn core_numbers(contacts: &ContactLayers, layer: LayerIndex) -> Vec<u32> {
    let mut queue = Queue::new(degree_of_each(contacts, layer));
    for at in 0..queue.order.len() {
        let i = queue.order[at];
        contacts.in_layer(i, layer).for_each(|j| queue.lose_contact(i, j));
    }
    queue.left
}

/// The largest core number, and how many persons have it.
pub fn largest_core(core_numbers: &[u32]) -> (u32, u32) {
    let largest = core_numbers.iter().copied().max().unwrap_or(0);
    (largest, core_numbers.iter().filter(|&&core| core == largest).count() as u32)
}

/// All persons in the order of the contacts they have left.
struct Queue {
    /// Contacts left; of persons taken out, their core number.
    left: Vec<u32>,
    /// The persons, fewest first.
    order: Vec<u32>,
    /// Where each person stands in the order.
    place: Vec<u32>,
    /// Where persons with so many contacts left begin.
    begin: Vec<u32>,
}

impl Queue {
    fn new(left: Vec<u32>) -> Self {
        let mut begin = vec![0; left.iter().copied().max().unwrap_or(0) as usize + 2];
        for &degree in &left {
            begin[degree as usize + 1] += 1;
        }
        (1..begin.len()).for_each(|degree| begin[degree] += begin[degree - 1]);
        let mut order: Vec<u32> = (0..left.len() as u32).collect();
        order.sort_by_key(|&person| left[person as usize]);
        let mut place = vec![0; left.len()];
        (0..).zip(&order).for_each(|(at, &person)| place[person as usize] = at);
        Queue { left, order, place, begin }
    }

    /// Person i is taken out: j, if still in and with more left, loses a contact and changes places with the first of
    /// those who have as many.
    fn lose_contact(&mut self, i: u32, j: u32) {
        let left = self.left[j as usize];
        if left <= self.left[i as usize] {
            return;
        }
        let (from, to) = (self.place[j as usize], self.begin[left as usize]);
        let first = self.order[to as usize];
        self.order.swap(from as usize, to as usize);
        (self.place[first as usize], self.place[j as usize]) = (from, to);
        self.begin[left as usize] += 1;
        self.left[j as usize] -= 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::small;
    use super::*;

    /// Persons who remain when all with less than k contacts among those who remain go.
    fn peeled(contacts: &ContactLayers, k: usize) -> Vec<bool> {
        let mut there = vec![true; contacts.persons() as usize];
        loop {
            let stays =
                |i: u32| there[i as usize] && contacts.in_layer(i, 0).filter(|&j| there[j as usize]).count() >= k;
            let next: Vec<bool> = (0..contacts.persons()).map(stays).collect();
            if next == there {
                return there;
            }
            there = next;
        }
    }

    #[test]
    fn a_clique_with_a_tail() {
        let contacts = ContactLayers::from_edges(6, &[vec![(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4)]]);
        let cores = core_numbers(&contacts, 0);
        assert_eq!((&cores[..], largest_core(&cores)), (&[3, 3, 3, 3, 1, 0][..], (3, 4)));
        assert_eq!(largest_core(&[]), (0, 0));
    }

    proptest! {
        #[test]
        fn cores_are_what_remains_when_persons_with_fewer_contacts_go(contacts in small::graph()) {
            let cores = core_numbers(&contacts, 0);
            for k in 0..=cores.iter().max().copied().unwrap_or(0) + 1 {
                let there: Vec<bool> = cores.iter().map(|&core| core >= k).collect();
                prop_assert_eq!(there, peeled(&contacts, k as usize));
            }
        }
    }
}
