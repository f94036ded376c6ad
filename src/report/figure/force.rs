//! Places for the nodes of a graph: neighbors pull each other, all others push.
//!
//! Fruchterman & Reingold 1991, *Graph drawing by force-directed placement*: two nodes at distance d push each other apart
//! with k²/d, neighbors pull with d²/k, k = √(area/n); a node moves at most as far as the temperature, which falls to 0. The
//! beginning is drawn by address and the order of all sums is fixed: the same graph, the same picture.

use crate::rng::Stream;

/// Rounds until everything stands still.
const ROUNDS: u32 = 600;
/// Temperature of the first round, as a part of the side of the square.
const HOT: f64 = 0.12;
/// Pull towards the middle, as a part of the pull between neighbors: holds together what nothing else does.
const GRAVITY: f64 = 0.05;

/// Places of `nodes` nodes around 0, of a spread of about 1; pairs name neighbors.
pub fn force_directed(nodes: usize, pairs: &[(usize, usize)], stream: Stream) -> Vec<(f64, f64)> {
    let draw = |node: usize| {
        let at = 2 * node as u64;
        (stream.unit(at) - 0.5, stream.unit(at + 1) - 0.5)
    };
    let mut places: Vec<(f64, f64)> = (0..nodes).map(draw).collect();
    let k = libm::sqrt(1.0 / nodes.max(1) as f64);
    for round in 0..ROUNDS {
        let temperature = HOT * (1.0 - f64::from(round) / f64::from(ROUNDS));
        let forces = forces(&places, pairs, k);
        for ((x, y), (fx, fy)) in places.iter_mut().zip(forces) {
            let size = libm::sqrt(fx * fx + fy * fy);
            let step = if size > temperature { temperature / size } else { 1.0 };
            *x += fx * step;
            *y += fy * step;
        }
    }
    places
}

fn forces(places: &[(f64, f64)], pairs: &[(usize, usize)], k: f64) -> Vec<(f64, f64)> {
    let mut forces: Vec<(f64, f64)> = places.iter().map(|(x, y)| (-GRAVITY * x, -GRAVITY * y)).collect();
    let mut add = |a: usize, b: usize, strength: f64, dx: f64, dy: f64| {
        forces[a].0 += strength * dx;
        forces[a].1 += strength * dy;
        forces[b].0 -= strength * dx;
        forces[b].1 -= strength * dy;
    };
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            // Nobody stands exactly on another: the push would have no direction.
            let squared = (dx * dx + dy * dy).max(1e-12);
            add(a, b, k * k / squared, dx, dy);
        }
    }
    for &(a, b) in pairs {
        let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
        add(a, b, -libm::sqrt(dx * dx + dy * dy) / k, dx, dy);
    }
    forces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn placed(nodes: usize, pairs: &[(usize, usize)]) -> Vec<(f64, f64)> {
        force_directed(nodes, pairs, World { seed: 1, replicate: 0 }.stream("places"))
    }

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    /// Push k²/d and pull d²/k are in balance at d = k; gravity brings them a little closer.
    #[test]
    fn two_neighbors_come_to_rest_at_the_wanted_distance() {
        let places = placed(2, &[(0, 1)]);
        let k = 0.5f64.sqrt();
        assert!((distance(places[0], places[1]) / k - 1.0).abs() < 0.03, "{places:?}");
    }

    #[test]
    fn two_cliques_with_a_bridge_stand_apart() {
        let clique = |from: usize| (from..from + 8).flat_map(move |a| (from..a).map(move |b| (a, b)));
        let pairs: Vec<(usize, usize)> = clique(0).chain(clique(8)).chain([(0, 8)]).collect();
        let places = placed(16, &pairs);
        let mean = |of: &dyn Fn(usize, usize) -> bool| {
            let all = (0..16).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|&(a, b)| of(a, b));
            let lengths: Vec<f64> = all.map(|(a, b)| distance(places[a], places[b])).collect();
            lengths.iter().sum::<f64>() / lengths.len() as f64
        };
        let (within, between) = (mean(&|a, b| (a < 8) == (b < 8)), mean(&|a, b| (a < 8) != (b < 8)));
        assert!(between > 2.0 * within, "{within} {between}");
    }

    #[test]
    fn every_number_of_nodes_has_finite_places() {
        for nodes in [0, 1, 2, 40] {
            let places = placed(nodes, &[]);
            assert!(places.len() == nodes && places.iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        }
    }
}
