//! Core numbers: how deep in the thick of things a person is.

use super::degrees::degree_of_each;
use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// The core number of each person of a stored layer: the largest k such that the person belongs to a group in which
/// everybody has k contacts or more within the group (Seidman 1983).
///
/// For k = 0, 1, 2, … whoever has k contacts left or fewer is taken out, and with them whom this leaves with as few; their
/// core number is k (Batagelj & Zaveršnik 2003, *An O(m) algorithm for cores decomposition of networks*; by levels as
/// Dasari, Ranjan & Zubair 2014, *ParK*, which reads memory in order). A person with core number c is looked at in c + 1
/// levels and has c contacts or more: n persons and m pairs take n + m steps.
pub fn core_numbers(contacts: &ContactLayers, layer: LayerIndex) -> Vec<u32> {
    let mut left = degree_of_each(contacts, layer);
    let mut remaining: Vec<u32> = (0..contacts.persons()).collect();
    for level in 0.. {
        if remaining.is_empty() {
            break;
        }
        let mut out: Vec<u32> = remaining.iter().copied().filter(|&i| left[i as usize] <= level).collect();
        while let Some(i) = out.pop() {
            for j in contacts.in_layer(i, layer) {
                let left = &mut left[j as usize];
                if *left > level {
                    *left -= 1;
                    if *left == level {
                        out.push(j);
                    }
                }
            }
        }
        remaining.retain(|&i| left[i as usize] > level);
    }
    left
}

/// The largest core number, and how many persons have it.
pub fn largest_core(core_numbers: &[u32]) -> (u32, u32) {
    let largest = core_numbers.iter().copied().max().unwrap_or(0);
    (largest, core_numbers.iter().filter(|&&core| core == largest).count() as u32)
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
