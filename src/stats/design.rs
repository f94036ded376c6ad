//! Points that cover the unit cube evenly: where to run a model whose inputs are uncertain.

use sobol_burley::{NUM_DIMENSIONS, parts, sample};

use super::arrivals::shuffled;
use crate::rng::World;

/// Points of one Sobol sequence: more than its generator can number apart.
const SEQUENCE: u32 = 1 << 16;

/// The first `n` points of an Owen-scrambled Sobol sequence in (0, 1)ᵈ, d = `dimensions`.
///
/// Among 2ᵐ points each coordinate falls once into each of 2ᵐ equal bins, and the first two coordinates into each box
/// of a 2ᵃ × 2ᵐ⁻ᵃ partition: n should be a power of 2. Scrambling makes means over the points unbiased; their error
/// falls faster than 1/√n (Sobol' 1967; Owen 1997, Annals of Statistics 25:1541). Direction numbers of Joe & Kuo
/// (2008), scrambling by hash (Burley 2020, Journal of Computer Graphics Techniques 9(4):1).
///
/// One sequence has 2¹⁶ points and 256 dimensions. Beyond, further sequences are scrambled independently and put after
/// or beside it: every 256 dimensions and every 2¹⁶ points are even among themselves, and independent of the others.
/// Coordinates are odd multiples of 2⁻²⁴.
pub fn sobol_points(n: usize, dimensions: usize, seed: u32) -> Vec<Vec<f64>> {
    let coordinate = |i: u32, d: u32| {
        let seed = sequence_seed(seed, i / SEQUENCE, d / NUM_DIMENSIONS);
        f64::from(sample(i % SEQUENCE, d % NUM_DIMENSIONS, seed)) + HALF_STEP
    };
    (0..n as u32).map(|i| (0..dimensions as u32).map(|d| coordinate(i, d)).collect()).collect()
}

/// Half the distance between two coordinates that the generator can tell apart, which leaves out 0 and 1.
const HALF_STEP: f64 = 1.0 / (1 << 24) as f64;

/// The seed of the sequence for a block of points and a block of dimensions; that of the first block is the seed
/// itself.
fn sequence_seed(seed: u32, points: u32, dimensions: u32) -> u32 {
    if (points, dimensions) == (0, 0) { seed } else { seed ^ parts::hash(points ^ parts::hash(dimensions)) }
}

/// `n` points in (0, 1)ᵈ, d = `dimensions`: each coordinate falls once into each of n equal bins, anywhere within it,
/// and the coordinates are matched at random.
///
/// Any n and any number of dimensions are even in each coordinate alone (McKay, Beckman & Conover 1979, Technometrics
/// 21:239). n up to 2¹⁹.
pub fn latin_hypercube(n: usize, dimensions: usize, world: &World) -> Vec<Vec<f64>> {
    let stream = world.stream("latin hypercube");
    let mut points = vec![Vec::with_capacity(dimensions); n];
    for dimension in 0..dimensions {
        let draws = stream.below(dimension as u64);
        let within = draws.below(n as u64);
        for (i, (point, bin)) in points.iter_mut().zip(shuffled(n, draws)).enumerate() {
            // 32 bits within the bin: the sum is exact, so that no point is rounded into the next bin.
            let place = ((within.word(i as u64) >> 32) as f64 + 0.5) / (1u64 << 32) as f64;
            point.push((bin as f64 + place) / n as f64);
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: World = World { seed: 1, replicate: 0 };

    /// Whether each of `columns` × `rows` equal boxes holds one of the points, by the coordinates `x` and `y`.
    fn once_each(points: &[Vec<f64>], (x, columns): (usize, usize), (y, rows): (usize, usize)) -> bool {
        let mut seen = vec![false; columns * rows];
        for point in points {
            let bin = |coordinate: f64, bins: usize| (coordinate * bins as f64) as usize;
            seen[bin(point[x], columns) * rows + bin(point[y], rows)] = true;
        }
        points.len() == columns * rows && seen.into_iter().all(|seen| seen)
    }

    #[test]
    fn sobol_points_fill_every_bin_of_every_coordinate_once() {
        for (m, seed) in [(0, 0), (1, 1), (4, 2), (10, 3)] {
            let points = sobol_points(1 << m, 300, seed);
            assert!((0..300).all(|d| once_each(&points, (d, 1 << m), (d, 1))), "2^{m}");
            assert!(points.iter().flatten().all(|x| 0.0 < *x && *x < 1.0));
        }
    }

    #[test]
    fn the_first_two_sobol_coordinates_are_a_net() {
        for seed in 0..5 {
            let points = sobol_points(1 << 8, 2, seed);
            assert!((0..=8).all(|a| once_each(&points, (0, 1 << a), (1, 1 << (8 - a)))), "seed {seed}");
        }
    }

    /// ∫ Π (1 + (x_d − ½)) over 8 dimensions is 1, with variance (1 + 1/12)⁸ − 1 = 0.90: the standard error of 4,096
    /// random points is 0.0148. Scrambled points must do ten times better, on average over 20 seeds.
    #[test]
    fn sobol_points_integrate_better_than_random_ones() {
        let error = |seed: u32| {
            let product = |point: &Vec<f64>| point.iter().map(|x| 0.5 + x).product::<f64>();
            sobol_points(4096, 8, seed).iter().map(product).sum::<f64>() / 4096.0 - 1.0
        };
        let squares = (0..20).map(|seed| error(seed) * error(seed)).sum::<f64>() / 20.0;
        assert!(squares.sqrt() < 0.001_48, "{}", squares.sqrt());
    }

    /// Beyond 256 dimensions and 65,536 points: correlations of independent columns have a standard error of 1/√n; five
    /// are allowed.
    #[test]
    fn what_is_put_beside_a_sequence_is_independent_of_it() {
        let points = sobol_points(4096, 260, 9);
        for d in 256..260 {
            let covariance = points.iter().map(|point| (point[d] - 0.5) * (point[d - 256] - 0.5)).sum::<f64>() / 4096.0;
            assert!((12.0 * covariance).abs() < 5.0 / 64.0, "{d}: {covariance}");
        }
        let long = sobol_points((1 << 16) + 1024, 1, 9);
        assert!(once_each(&long[..1 << 16], (0, 1 << 16), (0, 1)) && once_each(&long[1 << 16..], (0, 1024), (0, 1)));
        assert_ne!(long[..1024], long[1 << 16..]);
    }

    #[test]
    fn latin_hypercubes_fill_every_bin_of_every_coordinate_once() {
        for n in [1, 2, 7, 1000] {
            let points = latin_hypercube(n, 12, &WORLD);
            assert!((0..12).all(|d| once_each(&points, (d, n), (d, 1))), "n = {n}");
            assert!(points.iter().flatten().all(|x| 0.0 < *x && *x < 1.0));
        }
    }

    /// χ² of 20,000 coordinate pairs in 8 × 8 cells, 100 hypercubes of 200: at most 63 degrees of freedom, error level
    /// 10⁻⁴ (113).
    #[test]
    fn latin_coordinates_are_matched_at_random() {
        let mut cells = [0.0f64; 64];
        for replicate in 0..100 {
            for point in latin_hypercube(200, 3, &World { replicate, ..WORLD }) {
                cells[(point[1] * 8.0) as usize * 8 + (point[2] * 8.0) as usize] += 1.0;
            }
        }
        let chi2: f64 = cells.iter().map(|count| (count - 312.5).powi(2) / 312.5).sum();
        assert!(chi2 < 113.0, "χ² = {chi2}");
    }

    #[test]
    fn designs_depend_on_their_address_alone() {
        assert_eq!(
            sobol_points(64, 3, 5),
            sobol_points(128, 4, 5)[..64].iter().map(|x| x[..3].to_vec()).collect::<Vec<_>>()
        );
        assert_ne!(sobol_points(64, 3, 5), sobol_points(64, 3, 6));
        assert_eq!(latin_hypercube(10, 3, &WORLD), latin_hypercube(10, 3, &WORLD));
        assert_ne!(latin_hypercube(10, 3, &WORLD), latin_hypercube(10, 3, &World { seed: 2, ..WORLD }));
    }

    /// Value-breaking when they change.
    #[test]
    fn points_are_the_same_on_every_machine() {
        let close = |points: Vec<Vec<f64>>, expected: [f64; 4]| {
            points.concat().iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-15)
        };
        assert!(close(sobol_points(2, 2, 1), SOBOL));
        assert!(close(latin_hypercube(2, 2, &WORLD), LATIN));
    }
    const SOBOL: [f64; 4] =
        [0.429_805_576_801_300_05, 0.749_335_229_396_820_1, 0.978_770_792_484_283_4, 0.080_497_682_094_573_97];
    const LATIN: [f64; 4] =
        [0.851_220_588_956_493_9, 0.078_673_864_190_932_36, 0.196_954_581_828_322_26, 0.832_177_170_843_351_6];
}
