//! Documents as their readers try them: each command of a worked example is run, and must print what the document quotes.
//!
//! An example is a block of `sh`, and below it the block of `text` that quotes its output. In a quotation a line `…` stands for any
//! lines and `…` within a line for anything; lines too long for a page are folded. `HEADSTART_BLESS=1` rewrites quotations that no
//! longer hold, with the same lines left out.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Most characters of a quoted line.
const WIDTH: usize = 120;
/// What continues a folded line.
const INDENT: &str = "    ";
/// What is left out.
const ANYTHING: char = '…';

/// A fenced block of a document.
struct Block {
    language: String,
    /// Numbers of the lines between the fences.
    lines: std::ops::Range<usize>,
}

fn blocks(document: &[String]) -> Vec<Block> {
    let fences: Vec<usize> = (0..document.len()).filter(|line| document[*line].starts_with("```")).collect();
    let block = |pair: &[usize]| Block {
        language: document[pair[0]].trim_start_matches('`').to_owned(),
        lines: pair[0] + 1..pair[1],
    };
    fences.chunks(2).map(block).collect()
}

/// A long line in pieces that fit on a page.
fn folded(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split_inclusive(' ') {
        let last = lines.last_mut().unwrap();
        if last.chars().count() + word.trim_end().chars().count() > WIDTH && !last.trim().is_empty() {
            lines.push(INDENT.to_owned());
        }
        lines.last_mut().unwrap().push_str(word);
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// What a block of commands prints in a folder, as a document quotes it.
fn printed(commands: &str, folder: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_headstart")).parent().unwrap().to_path_buf();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&others))).unwrap();
    let output = Command::new("sh")
        .args(["-euc", commands])
        .current_dir(folder)
        .env("PATH", places)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{commands}\nends with {}\n{out}{err}", output.status);
    out.trim_end().lines().flat_map(folded).collect()
}

/// Whether a quoted line stands for this one.
fn is_line(quoted: &str, line: &str) -> bool {
    let mut pieces = quoted.trim_end().split(ANYTHING);
    let Some(mut rest) = pieces.next().and_then(|first| line.strip_prefix(first)) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// Whether a quotation holds.
fn holds(quoted: &[String], printed: &[String]) -> bool {
    match quoted.split_first() {
        None => printed.is_empty(),
        Some((line, quoted)) if left_out(line) => (0..=printed.len()).any(|skipped| holds(quoted, &printed[skipped..])),
        Some((line, quoted)) => {
            printed.split_first().is_some_and(|(first, others)| is_line(line, first) && holds(quoted, others))
        }
    }
}

fn left_out(line: &str) -> bool {
    line.trim().chars().eq([ANYTHING])
}

/// The quotation with what is printed now: where lines were left out, those that look most like the quoted ones.
fn blessed(quoted: &[String], printed: &[String]) -> Vec<String> {
    let (mut lines, mut rest) = (Vec::new(), printed);
    for (part, quoted) in quoted.split(|line| left_out(line)).enumerate() {
        if part > 0 {
            lines.push(ANYTHING.to_string());
        }
        let length = quoted.len().min(rest.len());
        let likeness = |at: usize| -> f64 {
            quoted.iter().zip(&rest[at..]).map(|(old, new)| strsim::normalized_levenshtein(old, new)).sum()
        };
        let places = 0..=rest.len() - length;
        let at = places.rev().max_by(|a, b| likeness(*a).total_cmp(&likeness(*b))).unwrap_or(0);
        let found = quoted.iter().zip(&rest[at..at + length]);
        lines.extend(found.map(|(old, new)| if is_line(old, new) { old.clone() } else { new.clone() }));
        rest = &rest[at + length..];
    }
    if holds(&lines, printed) { lines } else { printed.to_vec() }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Runs all examples of a document, from first to last, in a folder that holds `docs/examples`.
fn try_out(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = tempfile::tempdir().unwrap();
    let path: PathBuf = root.join(name);
    let mut document: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
    copy(&root.join("docs/examples"), &place.path().join("docs/examples"));
    let blocks = blocks(&document);
    let (mut wrong, mut new) = (Vec::new(), Vec::new());
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| block.language == "sh") {
        let commands = document[block.lines.clone()].join("\n");
        let printed = printed(&commands, place.path());
        let Some(answer) = blocks.get(number + 1).filter(|block| block.language == "text") else { continue };
        let quoted = &document[answer.lines.clone()];
        if !holds(quoted, &printed) {
            wrong.push(format!("{commands}\nprints\n{}\nand not\n{}", printed.join("\n"), quoted.join("\n")));
            new.push((answer.lines.clone(), blessed(quoted, &printed)));
        }
    }
    if std::env::var_os("HEADSTART_BLESS").is_some() {
        for (lines, text) in new.into_iter().rev() {
            document.splice(lines, text);
        }
        fs::write(&path, document.join("\n") + "\n").unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}\n\n{name}: HEADSTART_BLESS=1 cargo test rewrites this", wrong.join("\n\n"));
}

#[test]
fn examples_of_experiments_print_what_the_document_quotes() {
    try_out("docs/experiments.md");
}

#[test]
fn the_example_of_a_look_at_contacts_prints_what_the_document_quotes() {
    try_out("docs/graphs.md");
}

#[test]
fn the_life_of_a_person_is_what_the_document_quotes() {
    try_out("docs/person.md");
}

#[test]
fn a_quotation_may_leave_out_lines_and_parts_of_lines() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let printed = lines("First wins 40 %\n\na  1\nb  2\nc  3\n\nNote: 12 s\nthere");
    for good in ["First wins 40 %\n…\nthere", "…\nb  2\n…", "…\nc  3\n\nNote: … s\nthere", "First wins … %\n…"]
    {
        assert!(holds(&lines(good), &printed), "{good}");
    }
    for bad in ["First wins 40 %", "…\nb  3\n…", "…\nc  3\nb  2\n…", "First wins … s\n…", "…\nNote: 12 s"]
    {
        assert!(!holds(&lines(bad), &printed), "{bad}");
    }
}

#[test]
fn a_quotation_is_renewed_with_the_same_lines_left_out() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let printed = lines("First wins 41 %\n\na  1\nb  4\nc  3\n\nNote: 12 s\nthere");
    let old = lines("First wins 40 %\n…\nb  2\n…\nNote: … s\nthere");
    assert_eq!(blessed(&old, &printed), lines("First wins 41 %\n…\nb  4\n…\nNote: … s\nthere"));
    assert_eq!(blessed(&lines("nothing of this"), &printed), printed);
}

#[test]
fn long_lines_are_folded_between_words() {
    let words = ["word"; 40].join(" ");
    let lines = folded(&words);
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.chars().count() <= WIDTH) && lines[1].starts_with(INDENT));
    assert_eq!(lines.iter().map(|line| line.trim_start()).collect::<Vec<_>>().join(" "), words);
    assert_eq!(folded("  a   table"), ["  a   table"]);
}
