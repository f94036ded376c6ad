//! `docs/validation.md`: the table of all laws, from what their tests wrote down.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::law::{Record, Row, place};

/// Laws that stand together. To add a law, write its test and its id here.
struct Group {
    title: &'static str,
    about: &'static str,
    laws: &'static [&'static str],
}

const GROUPS: &[Group] = &[
    Group {
        title: "One platform",
        about: "People join by themselves with p = .03 a day and through others with q = .38 a day, unless something else is said. F(t) is the \
                share of the market that has joined after t days, N the number of persons, Δ the length of a tick; Δ → 0 means twice the result \
                at Δ = .05 less that at .1, run by run with the same luck.",
        laws: &["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9"],
    },
    Group {
        title: "Rivals",
        about: "Two platforms in a market where everybody knows everybody; unless something else is said nobody uses both, and users invite with \
                the rate λ times the share of the persons whom they have not won yet.",
        laws: &["V11", "V12", "V14", "V16", "V17", "V18", "M1"],
    },
    Group {
        title: "Invitations and thresholds",
        about: "One platform among contacts that are drawn anew in each run.",
        laws: &["V10", "V23", "V24", "V25", "V26", "V30"],
    },
    Group {
        title: "Other rules of choice",
        about: "Platforms that replace each other, that share the attention of those who invite, or among which persons choose who weigh all \
                of them at once.",
        laws: &["V19", "V21", "V27", "V28", "V29"],
    },
    Group {
        title: "Theory",
        about: "What the equations of [theory.md](theory.md) say, as the program itself solves them beside every run, against runs of many \
                persons: on random graphs and in well-mixed markets these equations are the limit.",
        laws: &["T1", "T2", "T3", "T4"],
    },
    Group {
        title: "Contacts",
        about: "The graphs themselves, as `headstart graph` measures them.",
        laws: &["G1", "G2", "G3", "G4", "G5", "G6", "G7"],
    },
];

const HEAD: &str = "# Validation

Published results, reproduced. Every number under *expected* was published or derived by others, or solves an equation in which
nothing is simulated. Every number under *observed* comes out of the program as a user has it: the text of a scenario is
loaded, its runs are made by the engine that makes all runs, and an ensemble, a sweep, a search or a look at the contacts
measures them. Sample sizes are such that all laws together take minutes.

**Tolerance.** Behind ± stand 4 standard errors (SE), taken from how the runs differ; for shares of runs, from the expected
chance. A row is *inside* if what is observed differs from what is expected by no more than that, beside the *bias*: what
the tick and the finite number of persons or of first users do to the number however many runs there are, as far as it is
known (+ or −) and within the bounds that remain (±); the test derives it. Behind *yes* stands how far off a row is beside
the known bias, unless the bounds are wider than a standard error. Chance alone takes a row outside with one seed of 16,000,
where 20 runs tell the error with one of 1,300. Rows on a whole distribution give the bound of a statistic, which chance
exceeds with one seed of 10,000. Rows without ± hold exactly. Seeds were fixed once, before the first run, and no two laws
share draws.

**Repeat a law** with its test, named at the end; it prints the rows:

    cargo test --release --test statistics -- NAME --nocapture

A test fails if a row is outside, and also if any digit below is not what the runs give: they are the same on every machine,
with any number of threads. `HEADSTART_BLESS=1` before the command writes the rows and this document anew, unless a row is
outside.
";

/// Writing is for one at a time.
static WRITING: Mutex<()> = Mutex::new(());

/// Whether what is written down may change.
pub fn is_blessed() -> bool {
    std::env::var_os("HEADSTART_BLESS").is_some()
}

/// Writes the file of a law down, if there is one to write, and then the document.
pub fn bless(law: Option<(&Path, &str)>) {
    let _alone = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((path, text)) = law {
        fs::write(path, text).expect("the file of a law can be written");
    }
    fs::write(path(), document()).expect("the document can be written");
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/validation.md")
}

fn record(id: &str) -> Option<Record> {
    let text = fs::read_to_string(place(id)).ok()?;
    Some(toml::from_str(&text).unwrap_or_else(|wrong| panic!("{}: {wrong}", place(id).display())))
}

fn document() -> String {
    let of_group = |group: &'static Group| group.laws.iter().filter_map(|id| Some((*id, record(id)?)));
    let laws: Vec<(&str, Record)> = GROUPS.iter().flat_map(of_group).collect();
    let rows: Vec<&Row> = laws.iter().flat_map(|(_, record)| &record.rows).collect();
    let mut text = format!("{HEAD}\n{}", together(laws.len(), &rows));
    for group in GROUPS {
        let laws: Vec<(&str, Record)> = of_group(group).collect();
        let _ = write!(text, "\n## {}\n\n{}\n\n{}", group.title, group.about, table(&laws));
    }
    text.push_str("\n## The test of each law\n\n| law | test |\n|---|---|\n");
    for (id, record) in &laws {
        let _ = writeln!(text, "| {id} | `{}` |", record.test);
    }
    text
}

/// All rows at one glance: distances that are too often large would say as much as one that is too large.
fn together(laws: usize, rows: &[&Row]) -> String {
    let off: Vec<f64> = rows.iter().filter_map(|row| row.off.parse().ok()).map(f64::abs).collect();
    let beyond = |errors: f64| off.iter().filter(|off| **off > errors).count();
    let expected = |chance: f64| (chance * off.len() as f64).round();
    format!(
        "**All together.** {laws} laws, {} rows, all inside. Of the {} distances that are not covered by the bounds of a bias, {} are beyond 1 SE and \
         {} beyond 2; by chance alone, and if rows of one law were not from the same runs, it would be {} and {}.\n",
        rows.len(),
        off.len(),
        beyond(1.0),
        beyond(2.0),
        expected(0.3173),
        expected(0.0455)
    )
}

fn table(laws: &[(&str, Record)]) -> String {
    let mut text =
        "| law | set-up | | expected | observed | bias | inside |\n|---|---|---|---|---|---|---|\n".to_owned();
    for (id, record) in laws {
        let mut law = format!("**{id}** {} ({})", record.law, record.source);
        let mut set_up = "";
        for row in &record.rows {
            let told = if row.set_up == set_up { "" } else { &row.set_up };
            set_up = &row.set_up;
            let Row { quantity, expected, observed, bias, off, .. } = row;
            let off = if off.is_empty() { "yes".to_owned() } else { format!("yes, {off} SE") };
            let row = format!("{quantity} | {expected} | {observed} | {bias} | {off}").replace('-', "−");
            let _ = writeln!(text, "| {law} | {told} | {row} |");
            law.clear();
        }
    }
    text
}

/// The document is what the files say, every law of a group has one, and no file is forgotten.
#[test]
fn the_document_tells_what_the_laws_gave() {
    if is_blessed() {
        return bless(None);
    }
    let named: Vec<PathBuf> = GROUPS.iter().flat_map(|group| group.laws).map(|id| place(id)).collect();
    let folder = place("V1").with_file_name("");
    let mut kept: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    kept.retain(|path| !named.contains(path));
    assert!(kept.is_empty(), "no group has {kept:?}");
    assert!(named.iter().all(|path| path.exists()), "laws without rows: run their tests with HEADSTART_BLESS=1");
    let written = fs::read_to_string(path()).unwrap_or_default();
    assert!(written == document(), "docs/validation.md is not what the laws gave: HEADSTART_BLESS=1 writes it anew");
}
