//! Statistics as pure functions.

mod quantiles;
mod wilson;

pub use quantiles::quantile;
pub use wilson::wilson;
