//! Statistics as pure functions: of numbers, and of addresses where something is drawn.

mod anytime;
mod arrivals;
mod bootstrap;
mod contour;
mod crossing;
mod design;
mod local_fit;
mod mean;
mod moments;
mod morris;
mod normal;
mod paired;
mod quantiles;
mod regression;
mod shapley;
mod student;
mod variance_indices;
mod wilson;

pub use anytime::{ANYTIME_MEAN_FROM, anytime_mean, anytime_proportion};
pub use arrivals::{ShapleyEstimate, arrival_order, shapley_from_orders};
pub use bootstrap::{Bootstrapped, bootstrap};
pub use contour::contour;
pub use crossing::{Crossing, crossing, sign_changes};
pub use design::{latin_hypercube, sobol_points};
pub use local_fit::{Measurement, Response};
pub use mean::{mean_and_deviation, mean_interval};
pub use morris::{Morris, elementary_effects, morris, morris_trajectories};
pub use normal::normal_quantile;
pub use paired::{Paired, Pairing};
pub use quantiles::quantile;
pub use regression::{Line, linear, logistic};
pub use shapley::{interactions, shapley};
pub use variance_indices::{Indices, sobol_indices};
pub use wilson::wilson;
