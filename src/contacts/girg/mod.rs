//! Geometric inhomogeneous random graph (GIRG): persons live on a map and differ in weight; who is near or sociable is
//! rather a contact.
//!
//! Every person has a place on the unit torus, uniform, and a weight (mean 1, [`super::weights`]). With dist the larger
//! of the two coordinate differences, a pair is a contact, independently of all others, with chance
//!
//! > P(i ~ j) = min(1, (κ w_i w_j/(N dist²))^(1/T)).
//!
//! T, the temperature, tells how often distance is overcome: at 0 whoever is near enough is a contact and nobody else is;
//! towards 1 contacts reach ever farther. κ is calculated so that the mean degree is as asked for (`constant`). A person's
//! expected degree is close to cw_i; friends of friends are neighbors, and so clustering stays however large N is.
//!
//! Bringmann, Keusch & Lengler 2019, *Geometric inhomogeneous random graphs*; made exactly and in linear time by their
//! layered cells (Bläsius, Friedrich, Katzmann, Meyer, Penschuck & Weyand 2022, *Efficiently generating geometric
//! inhomogeneous and hyperbolic random graphs*): for two classes of weight there is a level of cells at which the
//! nearest pairs are likely contacts. Pairs of cells that touch there are looked at pair by pair; all others meet at
//! exactly one coarser level at which they don't touch though their parents do, where non-contacts are skipped by a
//! bound on the chance.
//!
//! The order of persons runs along the map (`points`). 16 bytes a person are held, and up to 8 for where cells begin.
//!
//! Our own addition are regions that differ in how sociable they are (`regions`): they bring the assortativity that a
//! plain GIRG lacks. κ is then corrected by a count of contacts. With the defaults ([`crate::scenario::preset`]: weights
//! lognormal with spread .55, T = .75, region spread .2) the graph lies inside the envelope of measured graphs (MSN:
//! Leskovec & Horvitz 2008; Facebook: Ugander et al. 2011) on every measure; without regions it misses one:
//!
//! | measure | envelope | 15, N = 10⁵ | 20, N = 10⁵ | 15, N = 10⁶ | 20, N = 10⁶ | 15, N = 10⁶, no regions |
//! |---|---|---|---|---|---|---|
//! | mean degree | 10–20 | 15.01 | 20.00 | 15.00 | 20.00 | 15.00 |
//! | maximum/median degree | 10–40 | 15 | 14 | 30 | 29 | 13 |
//! | local clustering | .13–.27 | .221 | .224 | .213 | .213 | .212 |
//! | degree assortativity | .1–.25 | .133 | .131 | .190 | .183 | .019 |
//! | giant component | > .99 | .997 | .999 | .997 | .999 | .999 |
//! | mean distance | 5–7 at 10⁶ | 5.7 | 5.1 | 6.4 | 5.9 | 6.5 |
//!
//! At N = 10⁵ there are 49 regions; over 30 worlds of mean degree 15 assortativity was .175 with standard deviation .033,
//! all of them between .11 and .24.

mod cells;
mod constant;
mod plan;
mod points;
mod regions;

use std::ops::Range;

use self::cells::{Around, Cell};
use self::plan::{Task, cells_of, depths, levels, meetings};
use self::points::{Point, Points};
use self::regions::sociable;
use super::generator::{BLOCK, Generate};
use super::skips::Skips;
use crate::rng::Stream;

/// Weights below the mean are in one class: few of them lie far below.
const LOWEST: i32 = -1;

/// How often the constant is corrected at most where regions differ, and a correction after which it is good.
const CORRECTIONS: u32 = 4;
const SMALL: f64 = 0.05;

/// What a GIRG is made from, beside weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// Mean number of contacts a person.
    pub mean_degree: f64,
    /// Temperature T, 0 to below 1.
    pub temperature: f64,
    /// Standard deviation of the logarithm of how sociable regions are.
    pub region_spread: f64,
}

/// Persons on a map.
#[derive(Debug, Clone)]
pub struct Girg {
    points: Points,
    /// What is done in the cells of each level.
    levels: Vec<Vec<Task>>,
    /// Level of the smallest cells that are a block of their own, with everything in them.
    split: u32,
    law: Law,
    stream: Stream,
}

/// The chance of a contact.
#[derive(Debug, Clone, Copy)]
struct Law {
    /// κ/N, for lengths in sides of the torus.
    scale: f64,
    /// 1/T.
    exponent: f64,
}

impl Girg {
    /// The graph of persons with these weights (mean 1).
    pub fn new(weights: &[f32], parameters: &Parameters, stream: Stream) -> Self {
        let weights = sociable(weights, parameters.region_spread, stream.below(2));
        let persons = weights.len().max(1) as f64;
        let kappa = constant::constant(&weights, parameters.mean_degree, parameters.temperature);
        let law = Law { scale: kappa / persons, exponent: 1.0 / parameters.temperature };
        let points = Points::new(&weights, LOWEST, stream.below(0));
        let mut graph = Girg { points, levels: Vec::new(), split: 0, law, stream: stream.below(1) }.planned(law);
        for _ in 0..if parameters.region_spread > 0.0 { CORRECTIONS } else { 0 } {
            let ratio = parameters.mean_degree * persons / 2.0 / graph.contacts().max(1) as f64;
            let scale = graph.law.scale * ratio;
            graph = graph.planned(Law { scale, ..law });
            if (ratio - 1.0).abs() < SMALL {
                break;
            }
        }
        graph
    }

    /// The same persons and draws under another law.
    fn planned(mut self, law: Law) -> Self {
        let meetings = meetings(&self.points.classes, law.scale, law.exponent);
        self.points.look_up(&depths(&meetings, self.points.classes.number()));
        self.levels = levels(&meetings);
        let deepest = self.levels.len() as u32 - 1;
        let blocks = f64::from(self.points.persons()) / f64::from(BLOCK);
        let split = (0..deepest).find(|&level| cells_of(level) >= blocks).unwrap_or(deepest);
        Girg { split, law, ..self }
    }

    /// Number of contacts.
    fn contacts(&self) -> u64 {
        let mut contacts = 0;
        self.emit_all(&mut |_, _| contacts += 1);
        contacts
    }

    /// Names the contacts of the pairs of persons who meet in the cells within a cell.
    fn emit_within(&self, cell: Cell, around: &mut Around, contact: &mut impl FnMut(u32, u32)) {
        self.emit_cell(cell, around, contact);
        if cell.level + 1 < self.levels.len() as u32 {
            cell.children().into_iter().for_each(|child| self.emit_within(child, around, contact));
        }
    }

    /// Names the contacts of the pairs of persons who meet at a cell.
    fn emit_cell(&self, cell: Cell, around: &mut Around, contact: &mut impl FnMut(u32, u32)) {
        let mut known = false;
        for task in &self.levels[cell.level as usize] {
            let own = self.points.within(task.heavy, cell);
            if own.is_empty() {
                continue;
            }
            if !std::mem::replace(&mut known, true) {
                cell.around(around);
            }
            if task.compares {
                self.compare(cell, task, own, &around.near, contact);
            }
            if task.bound > 0.0 {
                self.skip(cell, task, own, &around.far, contact);
            }
        }
    }

    /// Looks at the pairs of persons in cells that touch, one by one.
    fn compare(&self, cell: Cell, task: &Task, own: &[Point], near: &[u64], contact: &mut impl FnMut(u32, u32)) {
        let met = || near.iter().filter(|&&code| task.meets(cell.code, code));
        for (nth, one) in own.iter().enumerate() {
            let draws = self.stream.below(one.person.into());
            for &code in met() {
                let others = self.points.within(task.light, Cell { code, ..cell });
                let among_own = task.heavy == task.light && code == cell.code;
                for other in &others[if among_own { nth + 1 } else { 0 }..] {
                    if self.law.joins(one, other, 1.0, || draws.unit(other.person.into())) {
                        contact(one.person, other.person);
                    }
                }
            }
        }
    }

    /// Skips through the pairs of persons in cells that don't touch.
    fn skip(&self, cell: Cell, task: &Task, own: &[Point], far: &[u64], contact: &mut impl FnMut(u32, u32)) {
        let places = |&code: &u64| self.points.places(task.light, Cell { code, ..cell });
        let met = || far.iter().filter(|&&code| task.meets(cell.code, code)).map(places);
        let width: usize = met().map(|places| places.len()).sum();
        if width == 0 {
            return;
        }
        let draws = self.stream.below(1 << 32 | u64::from(cell.level)).below(cell.code);
        let draws = draws.below((task.heavy << 16 | task.light) as u64);
        let coins = draws.below(1);
        let mut columns = Columns { ranges: met(), passed: 0, current: 0..0 };
        // Column by column, so that cells are gone through once.
        let height = own.len() as u64;
        for (nth, chosen) in (0..).zip(Skips::new(width as u64 * height, task.bound, draws.below(0))) {
            let one = &own[(chosen % height) as usize];
            let other = self.points.at(columns.at((chosen / height) as usize));
            if self.law.joins(one, other, task.bound, || coins.unit(nth)) {
                contact(one.person, other.person);
            }
        }
    }
}

impl Generate for Girg {
    /// The cells of all levels down to the split.
    fn blocks(&self) -> u32 {
        (0..=self.split).map(|level| 1 << (2 * level)).sum()
    }

    /// Names each contact once: those who meet in a cell, at the split with everything within.
    fn emit(&self, block: u32, contact: &mut impl FnMut(u32, u32)) {
        let mut cell = Cell { level: 0, code: block.into() };
        while cell.code >= 1 << (2 * cell.level) {
            cell = Cell { level: cell.level + 1, code: cell.code - (1 << (2 * cell.level)) };
        }
        let mut around = Around::default();
        if cell.level == self.split {
            self.emit_within(cell, &mut around, contact);
        } else {
            self.emit_cell(cell, &mut around, contact);
        }
    }
}

impl Law {
    /// Whether two persons are contacts, given that a chance of `bound` has decided for them already: the uniform number
    /// is below P/bound.
    #[inline]
    fn joins(self, one: &Point, other: &Point, bound: f64, unit: impl FnOnce() -> f64) -> bool {
        let ratio = self.scale * f64::from(one.weight) * f64::from(other.weight) / one.distance_squared(other);
        if ratio >= 1.0 && bound >= 1.0 {
            return true;
        }
        let ratio = ratio.min(1.0);
        let limit = unit() * bound;
        limit < ratio && limit < libm::pow(ratio, self.exponent) // the first is cheap, and follows from the second
    }
}

/// Persons in several ranges, counted through in ascending order.
struct Columns<R> {
    ranges: R,
    /// How many stand before the current range.
    passed: usize,
    current: Range<usize>,
}

impl<R: Iterator<Item = Range<usize>>> Columns<R> {
    /// The place of a column; columns don't descend from call to call.
    fn at(&mut self, column: usize) -> usize {
        while column - self.passed >= self.current.len() {
            self.passed += self.current.len();
            self.current = self.ranges.next().expect("a chosen column lies in one of the ranges");
        }
        self.current.start + column - self.passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::World;

    fn weights(persons: u32) -> Vec<f32> {
        (0..persons).map(|i| 0.4 + (i * 7919 % 101) as f32 / 84.0 + if i % 50 == 0 { 6.0 } else { 0.0 }).collect()
    }

    fn graph(persons: u32, mean_degree: f64, temperature: f64) -> Girg {
        let parameters = Parameters { mean_degree, temperature, region_spread: 0.0 };
        Girg::new(&weights(persons), &parameters, World { seed: 31, replicate: 0 }.stream("contacts girg"))
    }

    fn pairs(graph: &Girg) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        graph.emit_all(&mut |i, j| pairs.push((i.min(j), i.max(j))));
        pairs.sort_unstable();
        pairs
    }

    /// All persons in their order.
    fn persons(graph: &Girg) -> Vec<Point> {
        let mut persons: Vec<Point> =
            (0..graph.points.persons()).map(|place| *graph.points.at(place as usize)).collect();
        persons.sort_unstable_by_key(|point| point.person);
        persons
    }

    #[test]
    fn each_pair_is_named_at_most_once_across_levels_and_blocks() {
        for (n, c, temperature) in
            [(9000, 12.0, 0.5), (20_000, 3.0, 0.0), (1500, 200.0, 0.9), (5, 9.0, 0.3), (0, 4.0, 0.5)]
        {
            let graph = graph(n, c, temperature);
            let pairs = pairs(&graph);
            assert!(pairs.is_sorted_by(|a, b| a < b) && pairs.iter().all(|&(i, j)| i < j && j < n));
            assert!(graph.blocks() == 1 || n > BLOCK);
        }
    }

    #[test]
    fn everybody_knows_everybody_if_asked_to_and_nobody_if_not() {
        assert_eq!(pairs(&graph(70, 500.0, 0.5)).len(), 70 * 69 / 2);
        assert!(pairs(&graph(3000, 0.0, 0.5)).is_empty());
    }

    /// Without temperature, contacts are exactly the pairs that are near enough.
    #[test]
    fn at_temperature_zero_contacts_are_who_is_near_enough() {
        let graph = graph(2500, 10.0, 0.0);
        let persons = persons(&graph);
        let near = |one: &Point, other: &Point| {
            graph.law.scale * f64::from(one.weight) * f64::from(other.weight) >= one.distance_squared(other)
        };
        let mut expected = Vec::new();
        for (i, one) in persons.iter().enumerate() {
            expected.extend(
                persons[i + 1..].iter().filter(|other| near(one, other)).map(|other| (one.person, other.person)),
            );
        }
        assert!(expected.len() > 10_000 && pairs(&graph) == expected);
    }

    /// 1,200 persons, the same places and weights in 300 graphs: the pairs sorted by their chance into 36 bins, from
    /// certain to one in 10⁵, each as often contacts as derived; χ² with one degree of freedom a bin of 20 or more.
    #[test]
    fn every_pair_has_the_chance_of_the_definition() {
        for temperature in [0.3, 0.7] {
            let first = graph(1200, 8.0, temperature);
            assert!(first.levels.len() > 4, "cells of several levels");
            let persons = persons(&first);
            let chance = |i: u32, j: u32| {
                let (one, other) = (persons[i as usize], persons[j as usize]);
                let ratio = first.law.scale * f64::from(one.weight * other.weight) / one.distance_squared(&other);
                ratio.powf(1.0 / temperature).min(1.0)
            };
            let bin = |p: f64| (-p.ln() * 3.0).min(36.0) as usize;
            let (mut expected, mut variance, mut found) = ([0.0; 37], [0.0; 37], [0.0; 37]);
            for (i, j) in (0..1200).flat_map(|i| (i + 1..1200).map(move |j| (i, j))) {
                let p = chance(i, j);
                expected[bin(p)] += 300.0 * p;
                variance[bin(p)] += 300.0 * p * (1.0 - p);
            }
            for replicate in 0..300 {
                let stream = World { seed: 32, replicate }.stream("contacts girg");
                let graph = Girg { stream, ..first.clone() };
                graph.emit_all(&mut |i, j| found[bin(chance(i, j))] += 1.0);
            }
            let certain = (found[0] - expected[0]).abs() / f64::max(1.0, variance[0]).sqrt();
            assert!(certain < 4.0, "T = {temperature}: {} of {}", found[0], expected[0]);
            let bins: Vec<usize> = (1..37).filter(|&bin| variance[bin] >= 20.0).collect();
            let chi2: f64 = bins.iter().map(|&bin| f64::powi(found[bin] - expected[bin], 2) / variance[bin]).sum();
            let free = bins.len() as f64;
            assert!(
                free > 25.0 && (chi2 - free).abs() < 4.0 * (2.0 * free).sqrt(),
                "T = {temperature}: χ² = {chi2} of {free}"
            );
        }
    }
}
