//! The model against known laws: statistical tests, each with seed, sample size and error level.

mod bass;
mod contacts;
mod graphs;
mod history;
mod rivals;
mod runs;
