//! What is told of theory beside the runs: plain data, as it stands in the files.

use super::words::{absent, sentences, terminal_line};
use super::{Beside, PlatformCurve, Row, TheoryCurve, six_digits};
use crate::report::results::Results;
use crate::theory::Approach;

/// Theory beside the runs, as figures, page and files tell it; numbers with the digits of the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Whether figures show it.
    pub drawn: bool,
    /// The approach that the runs are held against.
    pub main: Option<Approach>,
    /// The curves that there are.
    pub curves: Vec<TheoryCurve>,
    /// What is compared, platform by platform.
    pub rows: Vec<Row>,
    /// Where runs and theory part, and why.
    pub sentences: Vec<String>,
    /// What the mean field leaves out.
    pub left_out: Vec<String>,
    /// Which curves there are not, and why.
    pub missing: Vec<String>,
    /// All of it in one line, for the terminal.
    pub line: String,
}

impl Told {
    /// What is told of some results.
    pub fn new(results: &Results, beside: &Beside, drawn: bool) -> Told {
        let curve = |curve: &TheoryCurve| TheoryCurve {
            platforms: curve.platforms.iter().map(rounded).collect(),
            ..curve.clone()
        };
        Told {
            drawn,
            main: beside.main,
            curves: beside.curves.iter().map(curve).collect(),
            rows: beside.rows.iter().map(Row::rounded).collect(),
            sentences: sentences(results, beside),
            left_out: beside.omissions.iter().map(|omission| omission.words().to_owned()).collect(),
            missing: beside.missing.iter().map(|(approach, why)| absent(*approach, why)).collect(),
            line: terminal_line(results, beside),
        }
    }

    /// The curve of the approach that the runs are held against.
    pub fn main_curve(&self) -> Option<&TheoryCurve> {
        self.curves.iter().find(|curve| Some(curve.approach) == self.main)
    }
}

fn rounded(curve: &PlatformCurve) -> PlatformCurve {
    let digits = |values: &[f64]| values.iter().copied().map(six_digits).collect();
    PlatformCurve {
        active: digits(&curve.active),
        registered: digits(&curve.registered),
        published_active: digits(&curve.published_active),
        published_registered: digits(&curve.published_registered),
    }
}
