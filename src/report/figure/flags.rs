//! Flags: texts above a plot, each with a line down to its place on the horizontal axis.

use super::canvas::{Anchor, Canvas, Letters, Pen};
use super::theme::{Color, PAPER, SMALL};
use crate::report::fonts::{Weight, fitted, text_width};

/// Height of a row of flags.
const ROW: f64 = 22.0;
/// Distance of a text from its line, and from the next text.
const GAP: f64 = 6.0;

/// A text that points to a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// The place.
    pub x: f64,
    /// The text.
    pub text: String,
    /// Color of text and line.
    pub color: Color,
    /// Weight of the text.
    pub weight: Weight,
}

/// Flags in rows, so that no text covers another.
#[derive(Debug, Clone, PartialEq)]
pub struct Flags {
    placed: Vec<Placed>,
    rows: usize,
}

/// A flag with the left edge of its text and its row, 0 the lowest.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    flag: Flag,
    left: f64,
    right: f64,
    row: usize,
}

impl Flags {
    /// Places flags between two edges: each text right of its line, or left of it where that has no room; the rightmost lowest, so
    /// that lines seldom pass a text.
    pub fn new(mut flags: Vec<Flag>, left: f64, right: f64) -> Flags {
        flags.sort_by(|a, b| b.x.total_cmp(&a.x));
        let mut placed: Vec<Placed> = Vec::new();
        for mut flag in flags {
            flag.text = fitted(&flag.text, SMALL, flag.weight, right - left);
            let width = text_width(&flag.text, SMALL, flag.weight);
            let behind = flag.x + GAP;
            let start = if behind + width > right { flag.x - GAP - width } else { behind };
            let start = start.clamp(left, (right - width).max(left));
            let end = start + width;
            let covers = |other: &&Placed| {
                let texts = start < other.right + GAP && other.left < end + GAP;
                texts || (start - GAP..end + GAP).contains(&other.flag.x)
            };
            let row = placed.iter().filter(covers).map(|other| other.row + 1).max().unwrap_or(0);
            placed.push(Placed { flag, left: start, right: end, row });
        }
        let rows = placed.iter().map(|flag| flag.row + 1).max().unwrap_or(0);
        Flags { placed, rows }
    }

    /// Height of the rows.
    pub fn height(&self) -> f64 {
        self.rows as f64 * ROW
    }

    /// Draws lines from each flag through the plot below, then the texts above `top`.
    pub fn draw(&self, canvas: &mut Canvas, top: f64, bottom: f64) {
        let middle = |row: usize| top - (row as f64 + 0.5) * ROW;
        for Placed { flag, row, .. } in &self.placed {
            let pen = Pen::new(flag.color, 1.4);
            canvas.line(&[(flag.x, middle(*row) - 8.0), (flag.x, top)], pen);
            match flag.weight {
                Weight::Bold => canvas.line(&[(flag.x, top), (flag.x, bottom)], Pen { width: 2.2, ..pen }),
                Weight::Regular => canvas.dashes((flag.x, top), (flag.x, bottom), 2.5, 4.0, pen),
            }
        }
        for Placed { flag, left, right, row } in &self.placed {
            let y = middle(*row);
            canvas.rectangle((*left - 2.0, y - 9.0), (*right + 2.0, y + 9.0), Pen::new(PAPER, 0.0));
            let letters = Letters { size: SMALL, weight: flag.weight, color: flag.color };
            canvas.text(&flag.text, (*left, y), Anchor::Left, letters);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(x: f64, text: &str) -> Flag {
        Flag { x, text: text.to_owned(), color: (0, 0, 0), weight: Weight::Regular }
    }

    #[test]
    fn flags_that_have_room_stand_in_one_row() {
        assert!((Flags::new(vec![flag(0.0, "a"), flag(500.0, "b")], 0.0, 1000.0).height() - ROW).abs() < 1e-12);
    }

    #[test]
    fn no_flag_covers_another_or_leaves_the_plot() {
        let long = "a text that takes about two hundred units";
        for step in [0.0, 3.0, 40.0, 90.0] {
            let flags = (0..9).map(|k| flag(100.0 + step * f64::from(k), long)).collect();
            let flags = Flags::new(flags, 50.0, 900.0);
            for (at, one) in flags.placed.iter().enumerate() {
                assert!(one.left >= 50.0 && one.right <= 900.0);
                for other in &flags.placed[..at] {
                    assert!(one.row != other.row || one.right < other.left || other.right < one.left, "step {step}");
                }
            }
        }
    }

    #[test]
    fn what_points_further_to_the_left_stands_higher() {
        let flags = Flags::new(vec![flag(100.0, "a rather long text"), flag(120.0, "b")], 0.0, 900.0);
        let row = |text| flags.placed.iter().find(|placed| placed.flag.text == text).map(|placed| placed.row);
        assert_eq!((row("b"), row("a rather long text")), (Some(0), Some(1)), "no line passes through a text");
    }
}
