//! Names and numbers at the ends of lines, right of what they name.

use super::canvas::{Anchor, Canvas, Letters, Pen};
use super::labels::spread;
use super::theme::{Color, INK, LABEL};
use crate::report::fonts::{Weight, fitted, text_width};
use crate::report::numbers::short_label;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stroke {
    /// Without gaps.
    #[default]
    Solid,
    /// In dashes.
    Dashed,
}

/// A label at the end of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct EndLabel {
    /// The number at the end of the line.
    pub value: f64,
    /// Name of the line.
    pub name: String,
    /// What stands behind the name.
    pub number: String,
    /// Color of the line.
    pub color: Color,
    /// How the line is drawn.
    pub stroke: Stroke,
}

impl EndLabel {
    /// Room that the label takes.
    pub fn width(&self) -> f64 {
        text_width(&self.name, LABEL, Weight::Bold) + 6.0 + text_width(&self.number, LABEL, Weight::Regular)
    }
}

/// Draws labels at the height that each wishes for, moved apart within `top` and `bottom`, right of `right`.
pub fn end_labels(canvas: &mut Canvas, right: f64, (top, bottom): (f64, f64), labels: &[(f64, &EndLabel)], room: f64) {
    let wishes: Vec<f64> = labels.iter().map(|(wish, _)| *wish).collect();
    let places = spread(&wishes, LABEL * 1.25, top + 4.0, bottom - 4.0);
    for ((wish, label), place) in labels.iter().zip(places) {
        let elbow = [(right, *wish), (right + 4.0, *wish), (right + 12.0, place), (right + 16.0, place)];
        match label.stroke {
            Stroke::Solid => canvas.line(&elbow, Pen::new(label.color, 1.2)),
            Stroke::Dashed => canvas.dashed(&elbow, (3.0, 2.5), Pen::new(label.color, 1.6)),
        }
        let at = right + 20.0;
        let number = text_width(&label.number, LABEL, Weight::Regular) + 6.0;
        let room = room - 20.0 - number;
        // The name in other letters goes before a part of the name does.
        let whole = text_width(&label.name, LABEL, Weight::Bold) <= room;
        let name = if whole { label.name.clone() } else { short_label(&label.name) };
        let name = fitted(&name, LABEL, Weight::Bold, room);
        canvas.text(&name, (at, place), Anchor::Left, Letters::bold(LABEL, label.color));
        let behind = at + text_width(&name, LABEL, Weight::Bold) + 6.0;
        canvas.text(&label.number, (behind, place), Anchor::Left, Letters::regular(LABEL, INK));
    }
}
