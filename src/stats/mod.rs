//! Statistics as pure functions.

mod normal;
mod quantiles;
mod wilson;

pub use normal::normal_quantile;
pub use quantiles::quantile;
pub use wilson::wilson;
