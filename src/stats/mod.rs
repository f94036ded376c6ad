//! Statistics as pure functions: of numbers, and of addresses where something is drawn.

mod anytime;
mod arrivals;
mod bootstrap;
mod design;
mod moments;
mod normal;
mod paired;
mod quantiles;
mod shapley;
mod student;
mod wilson;

pub use anytime::{ANYTIME_MEAN_FROM, anytime_mean, anytime_proportion};
pub use arrivals::{ShapleyEstimate, arrival_order, shapley_from_orders};
pub use bootstrap::{Bootstrapped, bootstrap};
pub use design::{latin_hypercube, sobol_points};
pub use normal::normal_quantile;
pub use paired::{Paired, paired};
pub use quantiles::quantile;
pub use shapley::{interactions, shapley};
pub use wilson::wilson;
