//! The register of laws: what each expects, what the runs gave, and where that is kept.
//!
//! A test names its law with [`law!`], tells it row by row what was expected and what was found, and lets it [`hold`](Law::hold). A row
//! outside its tolerance fails. Runs are the same to the byte wherever they are made, so the rows of a law that holds must besides
//! be those of its file in `observed/`, to the last digit; `HEADSTART_BLESS=1` writes that file, and the table of all of them,
//! `docs/validation.md`, anew. Rows outside their tolerance are never written.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::document;
use crate::runs::Mean;

/// Names a law: its id, what it says, its source; and the test in which that stands.
macro_rules! law {
    ($id:expr, $says:expr, $source:expr) => {{
        fn here() {}
        $crate::law::Law::new($id, $says, $source, std::any::type_name_of_val(&here))
    }};
}
pub(crate) use law;

/// What is known of a law after its test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What it says.
    pub law: String,
    /// Who published it.
    pub source: String,
    /// The test, as `cargo test --test statistics -- NAME` finds it.
    pub test: String,
    /// One number or statement each.
    pub rows: Vec<Row>,
}

/// A number that was expected and observed, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Market, size and number of runs.
    pub set_up: String,
    /// What is measured.
    pub quantity: String,
    /// What the law says.
    pub expected: String,
    /// What the runs gave, ± 4 standard errors.
    pub observed: String,
    /// Known error that more runs do not take away, and how far it is known; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bias: String,
    /// How far off beside the known error, in standard errors; empty where the bounds of the bias are wider than one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub off: String,
}

/// Standard errors that a number may be off.
const ERRORS: f64 = 4.0;

/// What the tick, or the finite number of persons, does to a number, however many runs there are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bias {
    /// By how much the number is off.
    pub known: f64,
    /// By how much more it may be off.
    pub within: f64,
}

impl Bias {
    pub const NONE: Bias = Bias { known: 0.0, within: 0.0 };

    /// Off by at most so much.
    pub const fn within(within: f64) -> Bias {
        Bias { known: 0.0, within }
    }

    fn printed(self) -> String {
        match self {
            Bias { known: 0.0, within: 0.0 } => String::new(),
            Bias { known: 0.0, within } => format!("± {within:.5}"),
            Bias { known, within: 0.0 } => format!("{known:+.5}"),
            Bias { known, within } => format!("{known:+.5} ± {within:.5}"),
        }
    }
}

/// A law while its test goes on.
#[must_use]
pub struct Law {
    id: &'static str,
    record: Record,
    set_up: String,
    outside: Vec<String>,
}

impl Law {
    /// A law without rows; `here` is the path of something inside its test.
    pub fn new(id: &'static str, says: &str, source: &str, here: &str) -> Law {
        let test = here.split("::").skip(1).filter(|part| *part != "here").collect::<Vec<_>>().join("::");
        let record = Record { law: says.to_owned(), source: source.to_owned(), test, rows: Vec::new() };
        Law { id, record, set_up: String::new(), outside: Vec::new() }
    }

    /// In what follows, market, size and number of runs are these.
    pub fn set_up(&mut self, set_up: impl Into<String>) {
        self.set_up = set_up.into();
    }

    /// A number that must be found within 4 standard errors, beside what is known of its bias.
    pub fn near(&mut self, quantity: impl Into<String>, expected: f64, found: Mean, bias: Bias) {
        let off = found.value - expected - bias.known;
        let inside = off.abs() <= ERRORS * found.error + bias.within;
        let tells = found.error > bias.within;
        let off = if tells { format!("{:+.1}", off / found.error) } else { String::new() };
        self.add(inside, quantity, digits(expected), with_errors(found), bias.printed(), off);
    }

    /// Numbers that must each lie in a range, to 4 standard errors and a bias.
    pub fn between(&mut self, quantity: impl Into<String>, found: &[Mean], ranges: &[(f64, f64)], bias: Bias) {
        let inside = found.iter().zip(ranges).all(|(found, &(low, high))| {
            let allowed = ERRORS * found.error + bias.within;
            low - allowed <= found.value && found.value <= high + allowed
        });
        let range = |&(low, high): &(f64, f64)| format!("{} to {}", digits(low), digits(high));
        let expected = ranges.iter().map(range).collect::<Vec<_>>().join("; ");
        let observed = found.iter().map(|&found| with_errors(found)).collect::<Vec<_>>().join("; ");
        self.add(inside, quantity, expected, observed, bias.printed(), String::new());
    }

    /// What must come out exactly so.
    pub fn exactly(&mut self, quantity: impl Into<String>, expected: impl Display, found: impl Display) {
        let (expected, found) = (expected.to_string(), found.to_string());
        self.add(expected == found, quantity, expected, found, String::new(), String::new());
    }

    /// A statistic (D of Kolmogorov and Smirnov, χ²) of a whole distribution, with a bound that it exceeds by chance as rarely as
    /// `expected` says.
    pub fn below(&mut self, quantity: impl Into<String>, expected: &str, (name, found, bound): (&str, f64, f64)) {
        let expected = format!("{expected}, {name} < {bound:.3}");
        self.add(found < bound, quantity, expected, format!("{name} = {found:.3}"), String::new(), String::new());
    }

    fn add(
        &mut self,
        inside: bool,
        quantity: impl Into<String>,
        expected: String,
        observed: String,
        bias: String,
        off: String,
    ) {
        let row = Row { set_up: self.set_up.clone(), quantity: quantity.into(), expected, observed, bias, off };
        println!("{} {}: {}, expected {}", self.id, row.quantity, row.observed, row.expected);
        if !inside {
            self.outside.push(format!("{row:?}"));
        }
        self.record.rows.push(row);
    }

    /// Fails where a row lies outside its tolerance, or where the rows are not those that are kept.
    #[track_caller]
    pub fn hold(self) {
        assert!(self.outside.is_empty(), "{} does not hold:\n{}", self.id, self.outside.join("\n"));
        let path = place(self.id);
        let text = toml::to_string(&self.record).expect("texts can be written");
        if document::is_blessed() {
            document::bless(Some((&path, &text)));
            return;
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == text,
            "{} holds, but with other numbers than those in {}: the same runs no longer give the same. If that is meant, \
             HEADSTART_BLESS=1 cargo test --test statistics -- {} writes them down. Now:\n{}",
            self.id,
            path.display(),
            self.record.test,
            differing_lines(&kept, &text)
        );
    }
}

/// The file of a law.
pub fn place(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statistics/observed").join(format!("{id}.toml"))
}

/// Five digits behind the point, as the laws are given.
fn digits(number: f64) -> String {
    format!("{number:.5}")
}

fn with_errors(found: Mean) -> String {
    if found.error > 0.0 { format!("{:.5} ± {:.5}", found.value, ERRORS * found.error) } else { digits(found.value) }
}

fn differing_lines(kept: &str, now: &str) -> String {
    let kept: Vec<&str> = kept.lines().collect();
    now.lines().filter(|line| !kept.contains(line)).collect::<Vec<_>>().join("\n")
}
