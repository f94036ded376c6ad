//! Contact layers: who knows whom, and how.

mod layers;

pub use layers::{ContactLayers, End, LayerKind};
