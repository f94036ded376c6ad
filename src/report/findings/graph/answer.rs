//! Whether layers look like contact graphs of real people, in sentences.

use super::lines::{number, range_text};
use crate::contacts::measure::{Portrait, Verdict};
use crate::experiment::{Inspection, LayerInspection};
use crate::report::numbers::thousands;

/// A sentence a layer.
pub fn answer(inspection: &Inspection) -> String {
    inspection.layers.iter().map(of_layer).collect::<Vec<_>>().join(" ")
}

fn of_layer(layer: &LayerInspection) -> String {
    match &layer.stored {
        Some(stored) => format!("{} {}.", layer.name, compared(&stored.portrait)),
        None => format!("{} is well mixed: there are no contacts to look at.", layer.name),
    }
}

fn compared(portrait: &Portrait) -> String {
    let verdicts: Vec<_> = portrait.verdicts().filter(|(_, verdict)| *verdict != Verdict::Open).collect();
    let wrong = verdicts.iter().filter(|(_, verdict)| *verdict != Verdict::Inside);
    let wrong: Vec<String> = wrong
        .map(|(range, verdict)| {
            let value = number(range.aspect, portrait.value(range.aspect));
            let real = range_text(range, portrait.persons);
            format!("{} ({} {value}, real ones {real})", range.words(*verdict), range.name)
        })
        .collect();
    match (verdicts.len(), wrong.len()) {
        (0, _) => format!("has too few persons or contacts to compare ({} persons)", thousands(portrait.persons)),
        (1, 0) => "looks like contact graphs of real people in the one measure that can be compared".to_owned(),
        (all, 0) => format!("looks like contact graphs of real people in all {all} measures"),
        (all, some) => {
            format!("is unlike contact graphs of real people in {some} of {all} measures: {}", wrong.join("; "))
        }
    }
}
