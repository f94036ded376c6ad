//! The invariants of `docs/architecture.md`: what each module may look at.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file without its comments.
struct Source {
    /// Path below `src`, with slashes.
    path: String,
    /// The module at the top that it belongs to; empty for `lib.rs` and `main.rs`.
    module: String,
    code: String,
    lines: usize,
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    below(&root, &mut files);
    files.sort();
    assert!(files.len() > 50, "the sources are not where they were");
    let source = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let module = match path.split_once('/') {
            Some((folder, _)) => folder,
            None => path.trim_end_matches(".rs"),
        };
        let module = if ["lib", "main"].contains(&module) { "" } else { module };
        Source { module: module.to_owned(), code: without_comments(&text), lines: text.lines().count(), path }
    };
    files.iter().map(source).collect()
}

fn without_comments(text: &str) -> String {
    let code = |line: &str| {
        let comment = line.trim_start().starts_with("//");
        if comment { String::new() } else { line.split(" // ").next().unwrap_or_default().to_owned() }
    };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// The modules in the order of `lib.rs`.
fn order() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = without_comments(&fs::read_to_string(root).unwrap());
    text.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

/// The modules at the top that a text names as `crate::module` or `crate::{module, …}`.
fn imports(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => found.push(word(after)),
            Some(list) => {
                let mut depth = 0;
                let mut first = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth > 0 => depth -= 1,
                        ',' | '}' if depth == 0 => {
                            found.push(word(first.trim()));
                            first.clear();
                            if c == '}' {
                                break;
                            }
                        }
                        _ if depth == 0 => first.push(c),
                        _ => {}
                    }
                }
            }
        }
    }
    found.into_iter().filter(|name| !name.is_empty()).collect()
}

#[test]
fn imports_are_found_in_every_way_they_are_written() {
    let code = "use crate::rng::World;\nuse crate::{stats, scenario::{a, b}, units};\nfn f() { crate::market::g() }";
    assert_eq!(imports(code), ["rng", "stats", "scenario", "units", "market"]);
}

#[test]
fn modules_import_only_what_stands_above_them() {
    let order = order();
    let expected = [
        "units",
        "rng",
        "stats",
        "parallel",
        "graphfile",
        "scenario",
        "contacts",
        "market",
        "engine",
        "theory",
        "experiment",
        "report",
        "cli",
    ];
    assert_eq!(order, expected, "the order of a run changed: docs/architecture.md tells it too");
    for source in sources().iter().filter(|source| !source.module.is_empty()) {
        let own = order.iter().position(|module| *module == source.module);
        let own = own.unwrap_or_else(|| panic!("src/{} belongs to no module of lib.rs", source.path));
        for import in imports(&source.code) {
            let Some(other) = order.iter().position(|module| *module == import) else { continue };
            assert!(other <= own, "src/{} imports crate::{import}, which stands below it in lib.rs", source.path);
        }
    }
}

#[test]
fn crates_stay_where_they_belong() {
    let confined: [(&str, &[&str]); 18] = [
        ("flate2::", &["graphfile"]),
        ("memchr", &["graphfile"]),
        ("quick_xml::", &["graphfile"]),
        ("toml::", &["scenario"]),
        ("miette::", &["scenario"]),
        ("sobol_burley::", &["stats"]),
        ("statrs::", &["stats", "scenario"]),
        ("zstd::", &["experiment"]),
        ("petgraph::", &["contacts"]),
        ("differential_equations::", &["theory"]),
        ("plotters::", &["report"]),
        ("resvg::", &["report"]),
        ("parquet::", &["report"]),
        ("clap", &["cli"]),
        ("ctrlc::", &["cli"]),
        ("indicatif::", &["cli"]),
        ("thread::s", &["parallel", "experiment"]),
        ("hashbrown::", &["graphfile", "contacts"]),
    ];
    let sources = sources();
    for (name, homes) in confined {
        let users: Vec<&Source> = sources.iter().filter(|source| source.code.contains(name)).collect();
        assert!(!users.is_empty(), "nobody uses {name} any more: take it off this list");
        for user in users {
            assert!(homes.contains(&user.module.as_str()), "src/{} uses {name}, which belongs to {homes:?}", user.path);
        }
    }
}

/// What enters is read by `scenario::decode` alone, which knows where everything stands in the file; and graphs by their readers.
/// What `plot` reads again, this program has written: the data of figures and the page that shows them.
#[test]
fn nothing_is_deserialized_past_the_decoder() {
    let own = ["report/figure/", "report/findings/kept.rs", "report/language.rs"];
    let elsewhere = |source: &&Source| {
        let reads = ["scenario", "graphfile"].contains(&&*source.module);
        !reads && !own.iter().any(|path| source.path.starts_with(path))
    };
    for source in sources().iter().filter(elsewhere) {
        assert!(!source.code.contains("Deserialize"), "src/{} derives Deserialize", source.path);
    }
}

#[test]
fn behind_the_border_nothing_prints_reads_waits_or_fails() {
    let forbidden = ["print!", "println!", "std::fs", "std::io", "std::env", "Instant", "SystemTime", "-> Result"];
    for source in
        sources().iter().filter(|source| ["market", "engine", "theory", "stats", "rng"].contains(&&*source.module))
    {
        for word in forbidden {
            assert!(!source.code.contains(word), "src/{} contains {word}", source.path);
        }
    }
}

#[test]
fn only_the_command_line_prints() {
    for source in sources().iter().filter(|source| !["cli", ""].contains(&&*source.module)) {
        for word in ["println!", "print!", "dbg!", "process::exit"] {
            assert!(!source.code.contains(word), "src/{} contains {word}", source.path);
        }
    }
}

#[test]
fn files_are_no_longer_than_one_sitting() {
    for source in sources() {
        let most = if source.path == "main.rs" { 40 } else { 400 };
        assert!(source.lines < most, "src/{} has {} lines", source.path, source.lines);
    }
}
