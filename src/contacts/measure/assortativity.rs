//! Degree assortativity: whether those with many contacts know each other.

use crate::contacts::ContactLayers;
use crate::units::LayerIndex;

/// Pearson correlation of the degrees at the two ends of a contact of a stored layer (Newman 2002, *Assortative mixing in networks*);
/// NaN where all ends have the same degree.
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
