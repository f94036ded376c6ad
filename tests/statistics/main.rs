//! The model against known laws: statistical tests, each with seed, sample size and error level.
//!
//! Laws of the literature are in the register ([`law`]), which makes `docs/validation.md` of them; the other tests hold
//! generators to their definitions and the cases to history.

mod bass;
mod choices;
mod bounds;
mod contacts;
mod document;
mod exodus;
mod generators;
mod graphs;
mod growing;
mod kernels;
mod law;
mod layers;
mod history;
mod lives;
mod rivals;
mod runs;
mod small_worlds;
mod teaching;
mod theory;
