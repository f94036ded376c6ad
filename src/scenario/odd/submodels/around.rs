//! Keys that say nothing about the market: words, and what experiments do.

use crate::scenario::odd::submodel::{Submodel, parameter};

pub static AROUND: Submodel = Submodel {
    title: "Words and experiments",
    text: "\
These keys change no run: titles and colors, and what experiments vary and measure. Sweeps, comparisons, attributions
and sensitivity analyses are experiments *with* the model, not part of it.",
    parameters: &[
        parameter("format", "", "convention"),
        parameter("title", "", "scenario"),
        parameter("extends", "", "scenario"),
        parameter("expect", "", "scenario"),
        parameter("platforms.NAME.label", "", "scenario"),
        parameter("platforms.NAME.color", "", "scenario"),
        parameter("contacts.NAME.*.label", "", "scenario"),
        parameter("sweep.**", "", "scenario"),
        parameter("groups.NAME", "", "scenario"),
    ],
    code: &["scenario/design.rs", "scenario/neutral.rs"],
    applies: |_| false,
    ..Submodel::BLANK
};
