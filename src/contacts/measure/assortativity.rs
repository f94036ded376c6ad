//! Degree assortativity: whether those with many contacts know each other.

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// Pearson correlation of the degrees at the two ends of a contact of a stored layer (Newman 2002, *Assortative mixing
/// in networks*); NaN where all ends have the same degree.
pub fn degree_assortativity(contacts: &ContactLayers, layer: LayerIndex) -> f64 {
    let degrees: Vec<f64> = (0..contacts.persons()).map(|i| f64::from(contacts.degree(i, layer))).collect();
    let (mut ends, mut product, mut sum, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for (i, &degree) in (0..).zip(&degrees) {
        product += degree * contacts.in_layer(i, layer).map(|j| degrees[j as usize]).sum::<f64>();
        ends += degree;
        sum += degree * degree;
        squares += degree * degree * degree;
    }
    let mean = sum / ends;
    (product / ends - mean * mean) / (squares / ends - mean * mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_perfectly_disassortative() {
        let contacts = ContactLayers::from_edges(5, &[vec![(0, 1), (0, 2), (0, 3), (0, 4)]]);
        assert!((degree_assortativity(&contacts, 0) + 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_path_of_four_has_minus_one_half() {
        // Ends (1,2), (2,1), (2,2), (2,2), (2,1), (1,2): mean 5/3, covariance −1/9, variance 2/9.
        let contacts = ContactLayers::from_edges(4, &[vec![(0, 1), (1, 2), (2, 3)]]);
        assert!((degree_assortativity(&contacts, 0) + 0.5).abs() < 1e-12);
    }
}
