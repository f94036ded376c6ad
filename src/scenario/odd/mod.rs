//! The model described by the ODD protocol (Overview, Design concepts, Details; Grimm et al. 2020, J. Artificial
//! Societies and Social Simulation 23(2):7): as a whole (`docs/model.md`), and for any one scenario (`explain --odd`).
//!
//! There is one source for both. Each mechanism is a [`Submodel`](submodel::Submodel): its text with equations, its
//! terms in the hazards, its variables, its random numbers, its keys, and whether a scenario uses it. [`submodels`]
//! lists them; [`document`] puts them together with the texts of the elements (`text/`). What a key takes, its default
//! and its meaning come from its declaration in `scenario/keys`.

mod declared;
mod document;
mod inputs;
mod numbers;
mod own;
mod references;
mod stated;
mod submodel;
mod submodels;
mod tables;
mod terms;
#[cfg(test)]
mod tests;
mod topic;

pub use document::{model_markdown, odd_markdown};
pub use submodels::is_uncertain;
