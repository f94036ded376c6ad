//! Statistics as pure functions: of numbers, and of addresses where something is drawn.

mod anytime;
mod moments;
mod normal;
mod paired;
mod quantiles;
mod student;
mod wilson;

pub use anytime::{ANYTIME_MEAN_FROM, anytime_mean, anytime_proportion};
pub use normal::normal_quantile;
pub use paired::{Paired, paired};
pub use quantiles::quantile;
pub use wilson::wilson;
