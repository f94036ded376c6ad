//! What lines, bars and dots mean: a row of small print at the lower left.

use super::canvas::{Anchor, Canvas, Letters, Pen};
use super::frame::{FOOT, Head, MARGIN};
use super::theme::{Color, FAINT, SMALL};
use crate::report::fonts::{Weight, fitted, text_width};

const SIZE: f64 = SMALL - 1.5;
/// Distance of a text from its sign, and of an entry from the next.
const GAPS: (f64, f64) = (8.0, 24.0);

/// The place for the next entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    x: f64,
    y: f64,
    /// Where the row must end.
    right: f64,
}

impl Key {
    /// A row beside the source of a figure of a size.
    pub fn at_foot(head: &Head, (width, height): (f64, f64)) -> Key {
        Key { x: MARGIN, y: height - FOOT / 2.0, right: head.source_left(width) - GAPS.1 }
    }

    /// A colored bar.
    pub fn swatch(&mut self, canvas: &mut Canvas, color: Color, text: &str) {
        let (x, y) = (self.x, self.y);
        canvas.rectangle((x, y - 6.0), (x + 18.0, y + 6.0), Pen::new(color, 0.0));
        self.text(canvas, 18.0 + GAPS.0, text);
    }

    /// A line of a width.
    pub fn line(&mut self, canvas: &mut Canvas, width: f64, text: &str) {
        canvas.line(&[(self.x, self.y), (self.x + 30.0, self.y)], Pen::new(FAINT, width));
        self.text(canvas, 30.0 + GAPS.0, text);
    }

    /// A line of a width in dashes.
    pub fn dashes(&mut self, canvas: &mut Canvas, (width, dashes): (f64, (f64, f64)), text: &str) {
        canvas.dashed(&[(self.x, self.y), (self.x + 30.0, self.y)], dashes, Pen::new(FAINT, width));
        self.text(canvas, 30.0 + GAPS.0, text);
    }

    /// A line of a pen.
    pub fn stroke(&mut self, canvas: &mut Canvas, pen: Pen, text: &str) {
        canvas.line(&[(self.x, self.y), (self.x + 30.0, self.y)], pen);
        self.text(canvas, 30.0 + GAPS.0, text);
    }

    /// A dot of a radius.
    pub fn dot(&mut self, canvas: &mut Canvas, radius: f64, text: &str) {
        self.spot(canvas, radius, FAINT, text);
    }

    /// A dot of a radius and a color.
    pub fn spot(&mut self, canvas: &mut Canvas, radius: f64, color: Color, text: &str) {
        canvas.disk((self.x + radius, self.y), radius, Pen::new(color, 0.0));
        self.text(canvas, 2.0 * radius + GAPS.0, text);
    }

    /// A text without a sign.
    pub fn note(&mut self, canvas: &mut Canvas, text: &str) {
        self.text(canvas, 0.0, text);
    }

    fn text(&mut self, canvas: &mut Canvas, behind: f64, text: &str) {
        let at = self.x + behind;
        let text = fitted(text, SIZE, Weight::Regular, self.right - at);
        canvas.text(&text, (at, self.y), Anchor::Left, Letters::regular(SIZE, FAINT));
        self.x = at + text_width(&text, SIZE, Weight::Regular) + GAPS.1;
    }
}
