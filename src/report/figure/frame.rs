//! What all figures share: title that states the finding, subtitle, source.

use serde::{Deserialize, Serialize};

use super::canvas::{Anchor, Canvas, Letters};
use super::theme::{FAINT, INK, SMALL, SUBTITLE, TITLE};
use crate::report::Results;
use crate::report::fonts::{Weight, fitted, text_width, wrapped};
use crate::report::language::Language;
use crate::report::manifest::VERSION;
use crate::report::numbers::thousands;

/// Distance of everything from the edge of the paper.
pub const MARGIN: f64 = 40.0;
/// Where the content below the subtitle may begin.
pub const HEAD: f64 = 112.0;
/// Height of the line with the source.
pub const FOOT: f64 = 44.0;

/// Height of a line of the title, and of the subtitle, after the first.
const LINES: (f64, f64) = (38.0, 24.0);

/// What stands above and below a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// States the finding; two lines at most are drawn.
    pub title: String,
    /// What is shown: scenario, number of runs, what lines and bands are; two lines at most are drawn.
    pub subtitle: String,
    /// Where the numbers come from.
    pub source: String,
    /// The language of the figure.
    pub language: Language,
}

impl Head {
    /// Lines of the title and of the subtitle on paper of some width.
    fn lines(&self, width: f64) -> (Vec<String>, Vec<String>) {
        let room = width - 2.0 * MARGIN;
        let title = wrapped(&self.title, TITLE, Weight::Bold, room, 2);
        (title, wrapped(&self.subtitle, SUBTITLE, Weight::Regular, room, 2))
    }

    /// Where the content may begin on paper of some width.
    pub fn height(&self, width: f64) -> f64 {
        let (title, subtitle) = self.lines(width);
        let more = |lines: Vec<String>, height: f64| lines.len().saturating_sub(1) as f64 * height;
        HEAD + more(title, LINES.0) + more(subtitle, LINES.1)
    }

    /// Where the source begins.
    pub fn source_left(&self, width: f64) -> f64 {
        width - MARGIN - text_width(&source_text(&self.source, width), SMALL - 1.5, Weight::Regular)
    }

    /// Title and subtitle above, source below.
    pub fn draw(&self, canvas: &mut Canvas, (width, height): (f64, f64)) {
        let (title, subtitle) = self.lines(width);
        let below = title.len().saturating_sub(1) as f64 * LINES.0;
        for (line, text) in title.iter().enumerate() {
            let y = 46.0 + line as f64 * LINES.0;
            canvas.text(text, (MARGIN, y), Anchor::Left, Letters::bold(TITLE, INK));
        }
        for (line, text) in subtitle.iter().enumerate() {
            let y = 80.0 + below + line as f64 * LINES.1;
            canvas.text(text, (MARGIN, y), Anchor::Left, Letters::regular(SUBTITLE, FAINT));
        }
        draw_source(canvas, &self.source, (width, height));
    }
}

/// The source as it has room.
fn source_text(text: &str, width: f64) -> String {
    fitted(text, SMALL - 1.5, Weight::Regular, width * 0.4)
}

/// The source, at the lower right.
fn draw_source(canvas: &mut Canvas, text: &str, (width, height): (f64, f64)) {
    let text = source_text(text, width);
    canvas.text(&text, (width - MARGIN, height - 22.0), Anchor::Right, Letters::regular(SMALL - 1.5, FAINT));
}

/// Where the numbers of a scenario's results come from.
pub fn source(results: &Results) -> String {
    match results.language {
        Language::English => format!("headstart {VERSION} · scenario {} · seed {}", results.name, results.seed),
        Language::Chinese => format!("headstart {VERSION} · 场景 {} · 种子 {}", results.name, results.seed),
    }
}

/// What stands above and below a figure of a scenario's results, the finding aside.
pub fn head(results: &Results, title: String, subject: &str) -> Head {
    let (runs, agents) = (results.language.runs(results.runs), thousands(results.agents));
    let subtitle = match results.language {
        Language::English => format!("{} · {runs} with {agents} agents{subject}", results.title),
        Language::Chinese => format!("{} · {runs}，每次 {agents} 个主体{subject}", results.title),
    };
    Head { title, subtitle, source: source(results), language: results.language }
}

/// Title and subtitle of a scenario's results above, source below; a line each.
pub fn frame(canvas: &mut Canvas, results: &Results, title: String, size: (f64, f64), subject: &str) {
    let room = size.0 - 2.0 * MARGIN;
    let Head { title, subtitle, source: text, .. } = head(results, title, subject);
    let title = fitted(&title, TITLE, Weight::Bold, room);
    canvas.text(&title, (MARGIN, 46.0), Anchor::Left, Letters::bold(TITLE, INK));
    let subtitle = fitted(&subtitle, SUBTITLE, Weight::Regular, room);
    canvas.text(&subtitle, (MARGIN, 80.0), Anchor::Left, Letters::regular(SUBTITLE, FAINT));
    draw_source(canvas, &text, size);
}
