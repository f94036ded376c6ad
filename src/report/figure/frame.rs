//! What all figures share: title that states the finding, subtitle, source.

use super::canvas::{Anchor, Canvas, Letters};
use super::theme::{FAINT, INK, SMALL, SUBTITLE, TITLE};
use crate::report::Results;
use crate::report::answer::headline;
use crate::report::fonts::{Weight, fitted};
use crate::report::manifest::VERSION;

/// Distance of everything from the edge of the paper.
pub const MARGIN: f64 = 40.0;
/// Where the content below the subtitle may begin.
pub const HEAD: f64 = 112.0;
/// Height of the line with the source.
pub const FOOT: f64 = 44.0;

/// Title and subtitle above, source below.
pub fn frame(canvas: &mut Canvas, results: &Results, (width, height): (f64, f64), subject: &str) {
    let room = width - 2.0 * MARGIN;
    let title = fitted(&headline(results), TITLE, Weight::Bold, room);
    canvas.text(&title, (MARGIN, 46.0), Anchor::Left, Letters::bold(TITLE, INK));
    let runs = if results.runs == 1 { "1 run".to_owned() } else { format!("{} runs", results.runs) };
    let subtitle = format!("{} · {runs} with {} agents{subject}", results.title, thousands(results.agents));
    let subtitle = fitted(&subtitle, SUBTITLE, Weight::Regular, room);
    canvas.text(&subtitle, (MARGIN, 80.0), Anchor::Left, Letters::regular(SUBTITLE, FAINT));
    let source = format!("headstart {VERSION} · scenario {} · seed {}", results.name, results.seed);
    canvas.text(&source, (width - MARGIN, height - 22.0), Anchor::Right, Letters::regular(SMALL - 1.5, FAINT));
}

/// 200,000.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let grouped = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    grouped.collect::<Vec<_>>().join(",")
}
