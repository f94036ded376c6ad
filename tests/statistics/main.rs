//! The model against known laws: statistical tests, each with seed, sample size and error level.

mod bass;
mod contacts;
mod graphs;
mod growing;
mod kernels;
mod layers;
mod history;
mod rivals;
mod runs;
mod small_worlds;
mod theory;
