//! Places for the persons of a graph, so that its communities are seen.
//!
//! First the distances: each person stands as far from some pivots as there are contacts between them, as well as two dimensions
//! allow (PivotMDS: Brandes & Pich 2007, *Eigensolver methods for progressive multidimensional scaling of large data*). Then the
//! forces, which let persons of a community draw together: contacts pull with their distance d, all others push with
//! k(1 + m)(1 + n)/d, m and n their numbers of contacts here (ForceAtlas2: Jacomy et al. 2014). The order of all sums is fixed and
//! roots are exact: the same graph, the same picture.

use std::collections::VecDeque;

use crate::rng::Stream;

/// Persons from whom distances are measured.
const PIVOTS: usize = 40;
/// Steps of the power iteration: pictures do not need the last digits.
const POWER: usize = 60;
/// Rounds of the forces, and the longest step of the first, as a part of the radius; the steps shrink to nothing.
const ROUNDS: u32 = 220;
const HOT: f64 = 0.08;
/// Pull towards the middle, as a part of the push of all.
const GRAVITY: f64 = 0.1;
/// By how much persons are shifted by lot before the forces begin: those with the same distances from everybody would never part.
const SHIFT: f64 = 0.02;

/// A place in the plane.
type Place = (f64, f64);

/// Places of persons around 0, half of them within about 0.5; pairs name contacts, over which all are connected.
pub fn unfolded(persons: usize, pairs: &[(usize, usize)], stream: Stream) -> Vec<Place> {
    let mut contacts = vec![Vec::new(); persons];
    for &(a, b) in pairs {
        contacts[a].push(b);
        contacts[b].push(a);
    }
    let places = by_distances(&contacts);
    let shifted = |(at, (x, y)): (usize, Place)| {
        let lot = |nth: u64| SHIFT * (stream.unit(2 * at as u64 + nth) - 0.5);
        (x + lot(0), y + lot(1))
    };
    let places = scaled(&places).into_iter().enumerate().map(shifted).collect();
    scaled(&by_forces(places, pairs, &contacts))
}

/// The places by distances from pivots.
fn by_distances(contacts: &[Vec<usize>]) -> Vec<Place> {
    let columns = centered(&distances(contacts));
    let first = axis(&columns, None);
    let second = axis(&columns, Some(&first));
    let along =
        |axis: &[f64], person: usize| columns.iter().zip(axis).map(|(column, part)| column[person] * part).sum();
    (0..contacts.len()).map(|person| (along(&first, person), along(&second, person))).collect()
}

/// Distances of everybody from some pivots, each of which is furthest from those before it.
fn distances(contacts: &[Vec<usize>]) -> Vec<Vec<f64>> {
    let mut nearest = vec![usize::MAX; contacts.len()];
    let mut found = Vec::new();
    for _ in 0..PIVOTS.min(contacts.len()) {
        let pivot = (0..contacts.len()).rev().max_by_key(|person| nearest[*person]).unwrap_or(0);
        let away = steps(contacts, pivot);
        nearest.iter_mut().zip(&away).for_each(|(near, steps)| *near = (*near).min(*steps));
        found.push(away.into_iter().map(|steps| steps as f64).collect());
    }
    found
}

/// Contacts between a person and everybody, by breadth first; who cannot be reached is one step beyond all others.
fn steps(contacts: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut away = vec![usize::MAX; contacts.len()];
    let mut waiting = VecDeque::from([from]);
    away[from] = 0;
    let mut furthest = 0;
    while let Some(person) = waiting.pop_front() {
        furthest = away[person];
        for &other in &contacts[person] {
            if away[other] == usize::MAX {
                away[other] = away[person] + 1;
                waiting.push_back(other);
            }
        }
    }
    away.into_iter().map(|steps| if steps == usize::MAX { furthest + 1 } else { steps }).collect()
}

/// −d²/2 with the means of rows and columns taken away, by pivot.
fn centered(distances: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (pivots, persons) = (distances.len() as f64, distances.first().map_or(0, Vec::len));
    let squared: Vec<Vec<f64>> = distances.iter().map(|column| column.iter().map(|d| d * d).collect()).collect();
    let of_pivot: Vec<f64> = squared.iter().map(|column| column.iter().sum::<f64>() / persons as f64).collect();
    let of_person: Vec<f64> =
        (0..persons).map(|person| squared.iter().map(|column| column[person]).sum::<f64>() / pivots).collect();
    let of_all = of_pivot.iter().sum::<f64>() / pivots;
    let entry = |(d, person): (&f64, &f64), pivot: f64| -0.5 * (d - person - pivot + of_all);
    let column =
        |(column, pivot): (&Vec<f64>, &f64)| column.iter().zip(&of_person).map(|pair| entry(pair, *pivot)).collect();
    squared.iter().zip(&of_pivot).map(column).collect()
}

/// The direction over the pivots in which persons differ most, apart from a known one: power iteration on CᵀC.
fn axis(columns: &[Vec<f64>], known: Option<&[f64]>) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let products: Vec<Vec<f64>> = columns.iter().map(|a| columns.iter().map(|b| dot(a, b)).collect()).collect();
    let mut axis: Vec<f64> = (0..columns.len()).map(|pivot| 1.0 / (1.0 + pivot as f64)).collect();
    for _ in 0..POWER {
        let mut next: Vec<f64> = products.iter().map(|row| dot(row, &axis)).collect();
        if let Some(known) = known {
            let along = dot(&next, known);
            next.iter_mut().zip(known).for_each(|(next, known)| *next -= along * known);
        }
        let length = libm::sqrt(dot(&next, &next)).max(f64::MIN_POSITIVE);
        axis = next.into_iter().map(|part| part / length).collect();
    }
    axis
}

/// The places around their middle, with a root mean square of the distances from it of 0.5.
fn scaled(places: &[Place]) -> Vec<Place> {
    let count = places.len().max(1) as f64;
    let mean = |of: fn(&Place) -> f64| places.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|place| place.0), mean(|place| place.1));
    let squares = places.iter().map(|place| (place.0 - x) * (place.0 - x) + (place.1 - y) * (place.1 - y));
    let spread = libm::sqrt(squares.sum::<f64>() / count).max(1e-9);
    places.iter().map(|place| (0.5 * (place.0 - x) / spread, 0.5 * (place.1 - y) / spread)).collect()
}

/// The places to which forces move persons.
fn by_forces(mut places: Vec<Place>, pairs: &[(usize, usize)], contacts: &[Vec<usize>]) -> Vec<Place> {
    let weights: Vec<f64> = contacts.iter().map(|others| 1.0 + others.len() as f64).collect();
    // Pull and push of a circle of radius 0.5 are in balance.
    let push = 0.25 / weights.iter().sum::<f64>().max(1.0);
    for round in 0..ROUNDS {
        let longest = HOT * (1.0 - f64::from(round) / f64::from(ROUNDS));
        let forces = forces(&places, pairs, &weights, push);
        for (((x, y), (fx, fy)), weight) in places.iter_mut().zip(forces).zip(&weights) {
            let size = libm::sqrt(fx * fx + fy * fy) / weight;
            let step = if size > longest { longest / size } else { 1.0 } / weight;
            *x += 0.5 * fx * step;
            *y += 0.5 * fy * step;
        }
    }
    places
}

fn forces(places: &[Place], pairs: &[(usize, usize)], weights: &[f64], push: f64) -> Vec<Place> {
    let gravity = |((x, y), weight): (&Place, &f64)| (-GRAVITY * weight * x, -GRAVITY * weight * y);
    let mut forces: Vec<Place> = places.iter().zip(weights).map(gravity).collect();
    for a in 0..places.len() {
        let ((x, y), mut sum) = (places[a], (0.0, 0.0));
        for b in a + 1..places.len() {
            let (dx, dy) = (x - places[b].0, y - places[b].1);
            let strength = push * weights[a] * weights[b] / (dx * dx + dy * dy).max(1e-9);
            sum = (sum.0 + strength * dx, sum.1 + strength * dy);
            forces[b] = (forces[b].0 - strength * dx, forces[b].1 - strength * dy);
        }
        forces[a] = (forces[a].0 + sum.0, forces[a].1 + sum.1);
    }
    for &(a, b) in pairs {
        let (dx, dy) = (places[b].0 - places[a].0, places[b].1 - places[a].1);
        forces[a] = (forces[a].0 + dx, forces[a].1 + dy);
        forces[b] = (forces[b].0 - dx, forces[b].1 - dy);
    }
    forces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn placed(persons: usize, pairs: &[(usize, usize)]) -> Vec<Place> {
        unfolded(persons, pairs, World { seed: 1, replicate: 0 }.stream("spread places"))
    }

    fn distance(a: Place, b: Place) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    /// The longest and the mean of distances.
    fn lengths(distances: impl Iterator<Item = f64>) -> (f64, f64) {
        let all: Vec<f64> = distances.collect();
        (all.iter().copied().fold(0.0, f64::max), all.iter().sum::<f64>() / all.len() as f64)
    }

    /// Cliques of twelve in a circle, each joined to the next: their middles stand further apart than their members.
    #[test]
    fn communities_stand_apart() {
        let clique = |c: usize| (0..12).flat_map(move |a| (0..a).map(move |b| (12 * c + a, 12 * c + b)));
        let pairs: Vec<_> = (0..6).flat_map(clique).chain((0..6).map(|c| (12 * c, (12 * c + 13) % 72))).collect();
        let places = placed(72, &pairs);
        let all = || (0..72).flat_map(|a| (0..a).map(move |b| (a, b)));
        let of = |same: bool| {
            let chosen = all().filter(move |(a, b)| (a / 12 == b / 12) == same);
            lengths(chosen.map(|(a, b)| distance(places[a], places[b]))).1
        };
        assert!(of(false) > 3.0 * of(true), "{} {}", of(true), of(false));
    }

    /// On a grid drawn without a fold no contact is long, and opposite corners stand furthest apart.
    #[test]
    fn a_grid_is_laid_out_flat() {
        let at = |x: usize, y: usize| 12 * y + x;
        let across = (0..12).flat_map(|y| (1..12).map(move |x| (at(x - 1, y), at(x, y))));
        let pairs: Vec<_> =
            across.chain((1..12).flat_map(|y| (0..12).map(move |x| (at(x, y - 1), at(x, y))))).collect();
        let places = placed(144, &pairs);
        let (longest, mean) = lengths(pairs.iter().map(|&(a, b)| distance(places[a], places[b])));
        assert!(longest < 3.0 * mean, "{longest} {mean}");
        assert!(distance(places[at(0, 0)], places[at(11, 11)]) > 8.0 * mean);
    }

    #[test]
    fn the_same_graph_has_the_same_places_and_every_number_of_persons_has_some() {
        let path = |persons: usize| (1..persons).map(|a| (a - 1, a)).collect::<Vec<_>>();
        for persons in [0, 1, 2, 3, 50] {
            let places = placed(persons, &path(persons));
            assert!(places.len() == persons && places.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
            assert_eq!(places, placed(persons, &path(persons)));
        }
    }
}
