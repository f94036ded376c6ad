//! Figures: each a pure function of plain data, one a file.
//!
//! Of a scenario's [`super::Results`]: [`curves`], [`share`], [`joins`], [`growth()`], [`spread`] and [`spread_animation`]; of two: [`overlay()`]. Of experiments: [`response()`], [`phase()`],
//! [`waterfall()`], [`indices()`], [`tornado()`], [`morris()`], each with its data beside it. Of contacts: [`degree_curves()`],
//! [`neighborhood()`]. Of one person: [`lifeline()`].
//!
//! `canvas` is the only place that knows plotters. What figures are made of: `panel` and `strip` for axes of time, `axis`,
//! `plot`, `rows` and `flags` for axes of numbers, `labels`, `ends` and `places` for texts that never cover each other, `force` and `unfold` for graphs;
//! `readings` for what a figure tells under a pointer; `look` for paper: light or dark, of a size.

mod amounts;
mod axis;
mod canvas;
mod causes;
mod clip;
mod colorbar;
mod curves;
mod degrees;
mod drawing;
mod ends;
mod exact;
mod flags;
mod force;
mod frame;
mod grid;
mod growth;
mod growth_title;
mod heat;
mod indices;
mod joins;
mod joins_found;
mod joins_spans;
mod joins_title;
mod key;
mod labels;
mod lifeline;
mod look;
mod morris;
mod neighborhood;
mod overlay;
mod panel;
mod path;
mod phase;
mod places;
mod plot;
mod ramp;
mod readings;
mod regions;
mod response;
mod rows;
mod scale;
mod share;
mod simplify;
mod spread;
mod spread_animation;
mod spread_title;
mod strip;
mod theme;
mod time;
mod tornado;
mod unfold;
mod waterfall;

pub use amounts::{MONTH, ParameterKind, Value, YEAR};
pub use axis::{Parameter, Spacing};
pub use canvas::{Figure, TextBox};
pub use curves::curves;
pub use degrees::{DegreeCurve, DegreeCurves, degree_curves};
pub use drawing::Drawing;
pub use ends::Stroke;
pub use frame::Head;
pub use growth::growth;
pub use indices::{Estimated, IndexRow, Indices, indices};
pub use joins::joins;
pub use lifeline::{Lane, Lifeline, Span, Wait, lifeline};
pub use look::{Look, Size};
pub use morris::{Morris, MorrisPoint, morris};
pub use neighborhood::{Surroundings, neighborhood};
pub use overlay::{Overlaid, OverlaidPlatform, Overlay, overlay};
pub use phase::{Cell, Phase, phase};
pub use places::Area;
pub use readings::{Named, Reading, Readings};
pub use response::{Response, ResponsePoint, Series, Solution, response};
pub use share::share;
pub use spread::spread;
pub use spread_animation::spread_animation;
pub use theme::{Color, Theme, platform_color, rules};
pub(super) use time::SHORT;
pub use tornado::{Tornado, TornadoRow, tornado};
pub(super) use unfold::unfolded;
pub use waterfall::{Step, Waterfall, waterfall};
