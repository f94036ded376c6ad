//! Figures: each a pure function of [`super::Results`], one a file.
//!
//! `canvas` is the only place that knows plotters; `panel`, `scale`, `strip` and `labels` are what figures are made of.

mod canvas;
mod curves;
mod frame;
mod labels;
mod panel;
mod scale;
mod share;
mod simplify;
mod strip;
mod theme;
mod time;

pub use canvas::{Figure, TextBox};
pub use curves::curves;
pub(super) use frame::thousands;
pub use share::share;
