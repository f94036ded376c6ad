//! Labels beside each other that never cover each other.

/// Moves heights apart until neighbors are `gap` away from each other, as little as possible, within `top` and `bottom`.
///
/// Labels that touch form a block, which stands where the sum of the squared displacements is least: at the mean of what its members
/// want (pool-adjacent-violators). The order of the result is that of the wishes.
pub fn spread(wishes: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let bottom = bottom.max(top);
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].total_cmp(&wishes[*b]));
    // A block: members, and the place of its first one.
    let mut blocks: Vec<(Vec<usize>, f64)> = Vec::new();
    for label in order {
        let mut block = (vec![label], wishes[label].clamp(top, bottom));
        while let Some(before) = blocks.pop_if(|(members, first)| *first + members.len() as f64 * gap > block.1) {
            let members: Vec<usize> = before.0.into_iter().chain(block.0).collect();
            let wanted = members.iter().enumerate().map(|(k, label)| wishes[*label] - k as f64 * gap);
            let first = wanted.sum::<f64>() / members.len() as f64;
            let last = bottom - (members.len() - 1) as f64 * gap;
            block = (members, first.min(last).max(top));
        }
        blocks.push(block);
    }
    let mut places = vec![0.0; wishes.len()];
    for (members, first) in blocks {
        for (k, label) in members.into_iter().enumerate() {
            places[label] = first + k as f64 * gap;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn labels_move_apart_as_little_as_possible() {
        assert_eq!(spread(&[50.0, 10.0], 10.0, 0.0, 100.0), [50.0, 10.0]);
        assert_eq!(spread(&[50.0, 50.0], 10.0, 0.0, 100.0), [45.0, 55.0]);
        assert_eq!(spread(&[100.0, 100.0, 99.0], 10.0, 0.0, 100.0), [90.0, 100.0, 80.0]);
        assert_eq!(spread(&[0.0, 1.0], 10.0, 0.0, 100.0), [0.0, 10.0]);
    }
}
