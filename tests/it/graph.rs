//! `headstart graph`: what it prints and writes, whatever the layers are; the envelope in code and in the documents.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use headstart::contacts::measure::{DegreeDistribution, ENVELOPE, Envelope};
use headstart::report::figure::{DegreeCurve, DegreeCurves, Surroundings, degree_curves, neighborhood, platform_color};
use serde_json::Value;

use crate::examples::head;
use crate::figures::legible;
use crate::place::{Place, SMALL};

/// Two stored layers that share contacts, one without edges, and an audience.
fn layered() -> Place {
    let text = SMALL.replace(
        "[contacts.phone.erdos_renyi]\nmean_degree = 6\n",
        "[market.audiences.qq]\nshare = \"50%\"\n[contacts.phone.acquaintance]\nmean_degree = 12\n[contacts.qq.erdos_renyi]\nmean_degree = 8\n\
         overlap = { with = \"phone\", share = \"50%\" }\n[contacts.world.well_mixed]\n",
    );
    Place::with(&[("layered.toml", &text.replace("agents    = 200", "agents    = 12_000"))])
}

/// A measure of a layer in what scripts get.
fn measure<'a>(found: &'a Value, layer: &str, name: &str) -> &'a Value {
    let layers = found["results"]["layers"].as_array().unwrap();
    let layer = layers.iter().find(|one| one["layer"] == layer).unwrap();
    layer["measures"].as_array().unwrap().iter().find(|one| one["measure"] == name).unwrap()
}

/// A layer that was written measures like the layer, from either format, as the command reads a file of contacts without a scenario.
#[test]
fn what_is_exported_can_be_looked_at_again() {
    let place = layered();
    let of = |found: &Value, layer: &str| {
        ["pairs", "mean_degree", "global_clustering"].map(|name| measure(found, layer, name)["value"].clone())
    };
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_str(&place.run(&[arguments, &["--format", "json", "--quiet"]].concat(), 0).0).unwrap()
    };
    let whole = json(&["graph", "layered.toml", "qq", "--export", "qq.graphml"]);
    json(&["graph", "layered.toml", "qq", "--export", "qq.tsv.gz"]);
    let (_, told) = place.run(&["graph", "qq.graphml"], 0);
    assert!(told.starts_with("qq.graphml: 12,000 persons, "), "{told}");
    assert_eq!(of(&json(&["graph", "qq.graphml"]), "contacts"), of(&whole, "qq"));
    let list = json(&["graph", "qq.tsv.gz"]);
    assert_eq!(of(&list, "contacts")[0], of(&whole, "qq")[0], "persons without contacts do not stand in an edge list");
    let (_, told) = place.run(&["graph", "layered.toml", "--export", "x.tsv"], 2);
    assert!(told.contains("--export writes one layer: name one of phone, qq"), "{told}");
    let (_, told) = place.run(&["graph", "layered.toml", "world", "--export", "x.tsv"], 2);
    assert!(told.contains("nothing is stored"), "{told}");
    let (_, told) = place.run(&["graph", "layered.toml", "qq", "--export", "missing/folder/x.tsv"], 5);
    assert!(told.contains("x.tsv"), "{told}");
    place.write("wrong.gml", "graph [ node [ id 1 ] edge [ source 1 ] ]\n");
    let (_, told) = place.run(&["graph", "wrong.gml"], 3);
    assert!(told.contains("wrong.gml") && told.contains("target"), "{told}");
}

#[test]
fn a_null_model_loses_what_it_takes_away() {
    let place = layered();
    let (out, _) = place.run(&["graph", "layered.toml", "phone", "--null", "rewired"], 0);
    assert!(out.contains("too little clustering for an address book"), "{out}");
    let (out, _) = place.run(&["graph", "layered.toml", "phone", "--null", "well-mixed"], 0);
    assert!(out.contains("phone is well mixed"), "{out}");
}

#[test]
fn every_layer_is_measured_and_compared_with_real_ones() {
    let place = layered();
    let (out, err) = place.run(&["graph", "layered.toml"], 0);
    assert_eq!(err, "");
    for text in [
        "layered: who knows whom",
        "phone looks like contact graphs of real people in all 6 measures.",
        "qq is unlike contact graphs of real people in ",
        "too few hubs (maximum / median degree ",
        "world is well mixed: there are no contacts to look at.",
        "contacts within audience qq",
        "phone, qq  contacts in common",
        "by chance 25 %; ",
        "everybody is a contact of everybody, and nothing is stored",
        "phone, audiences: from … to",
        "Distances were taken from 256 of 12,000 persons",
    ] {
        assert!(out.contains(text), "{text}\n{out}");
    }
    let files: Vec<String> = place.bytes("output/layered/graph").into_keys().collect();
    let tables = ["between", "bins", "degrees", "graph", "overlap"];
    let figures = ["degrees", "neighborhood-phone", "neighborhood-qq"];
    let of = |names: &[&str], endings: [&str; 2]| -> Vec<String> {
        names.iter().flat_map(|name| endings.map(|ending| format!("{name}.{ending}"))).collect()
    };
    let mut expected = [of(&tables, ["csv", "parquet"]), of(&figures, ["png", "svg"])].concat();
    expected.extend(["page.json", "report.html", "summary.json"].map(str::to_owned));
    expected.sort();
    assert_eq!(files, expected);
}

#[test]
fn scripts_get_numbers_with_errors_ranges_and_verdicts() {
    let place = layered();
    let found = place.found(&["graph", "layered.toml"]);
    assert_eq!((&found["command"], &found["runs"], &found["results"]["run"]), (&"graph".into(), &0.into(), &0.into()));
    let number = |layer: &str, name: &str, part: &str| measure(&found, layer, name)[part].as_f64();
    assert!((number("phone", "mean_degree", "value").unwrap() / 12.0 - 1.0).abs() < 0.02);
    assert_eq!(number("phone", "mean_degree", "error"), Some(0.0));
    assert!(number("phone", "mean_distance", "error").unwrap() > 0.0, "a sample has an error");
    assert_eq!(measure(&found, "phone", "local_clustering")["verdict"], "inside");
    assert_eq!(measure(&found, "phone", "local_clustering")["real"], serde_json::json!([0.13, 0.27]));
    assert_eq!(measure(&found, "qq", "maximum_over_median_degree")["verdict"], "too low");
    assert_eq!(measure(&found, "qq", "mean_degree")["words"], "fewer contacts than people have in a messenger");
    assert_eq!(measure(&found, "phone", "global_clustering")["verdict"], Value::Null, "nothing to compare with");
    let shared = &found["results"]["overlaps"][0];
    assert!((shared["of_second"].as_f64().unwrap() - 0.5).abs() < 0.02, "{shared}");
    assert_eq!(
        found["results"]["layers"][2],
        serde_json::json!({"layer": "world", "stored": false, "persons": 12_000})
    );
    let groups = &found["results"]["layers"][0]["between"][0];
    assert_eq!(groups["names"], serde_json::json!(["no audience", "qq"]));
    let shares = place.numbers("output/layered/graph/between.csv", "share");
    assert_eq!(shares.len(), 8, "two layers, from two groups to two");
    assert!(shares.chunks(2).all(|row| (row[0] + row[1] - 1.0).abs() < 1e-12), "{shares:?}");
    // Half of the persons, drawn for themselves, are the goal of half of everybody's contacts; 48,000 ends a layer or more.
    assert!(shares.iter().all(|share| (share - 0.5).abs() < 0.03), "{shares:?}");
    // The tables say the same.
    let persons: f64 = place.numbers("output/layered/graph/degrees.csv", "persons").iter().sum();
    assert!((persons - 24_000.0).abs() < 1e-9, "both layers hold everybody");
    let degrees = place.numbers("output/layered/graph/degrees.csv", "degree");
    let counts = place.numbers("output/layered/graph/degrees.csv", "persons");
    let ends: f64 = degrees.iter().zip(&counts).map(|(degree, persons)| degree * persons).sum();
    let pairs = |layer| number(layer, "pairs", "value").unwrap();
    assert!((ends - 2.0 * (pairs("phone") + pairs("qq"))).abs() < 1e-9);
    let measures = place.column("output/layered/graph/graph.csv", "measure");
    assert_eq!(measures.iter().filter(|name| *name == "mean_distance").count(), 2);
}

#[test]
fn one_layer_can_be_named_and_another_run_taken() {
    let place = layered();
    let (out, _) = place.run(&["graph", "layered.toml", "qq", "--run", "3", "--agents", "500", "--out", "there"], 0);
    assert!(
        out.contains("qq ") && out.contains("These are the contacts of run 3") && out.contains("phone, qq"),
        "{out}"
    );
    assert!(!out.contains("phone  persons") && !place.path("there/neighborhood-phone.svg").exists(), "{out}");
    assert!(out.contains("compared from 10,000 persons on"), "{out}");
    let pairs = |run: &str| {
        let found = place.found(&["graph", "layered.toml", "qq", "--run", run, "--out", "there"]);
        measure(&found, "qq", "pairs")["value"].as_f64().unwrap()
    };
    assert!((pairs("3") - pairs("4")).abs() > 0.5, "runs have contacts of their own");
    // Files of all layers go when only one is asked for in the same folder.
    place.run(&["graph", "layered.toml", "--agents", "500", "--out", "there"], 0);
    assert!(place.path("there/neighborhood-phone.svg").exists());
    place.run(&["graph", "layered.toml", "qq", "--agents", "500", "--out", "there"], 0);
    assert!(!place.path("there/neighborhood-phone.svg").exists());
}

#[test]
fn wrong_words_are_told_with_a_remedy() {
    let place = layered();
    let (_, err) = place.run(&["graph", "layered.toml", "phon"], 2);
    assert!(
        err.contains("there is no layer `phon` in layered.toml; did you mean `phone`? its layers: phone, qq, world"),
        "{err}"
    );
    assert!(place.run(&["graph", "layered.toml", "xyz"], 2).1.contains("layered.toml; its layers: phone, qq, world"));
    assert!(place.run(&["graph", "nowhere.toml"], 4).1.contains("nowhere.toml"));
    assert!(place.run(&["graph", "layered.toml", "--runs", "3"], 2).1.contains("--runs"), "a look makes no runs");
    place.write("folder/one.toml", SMALL);
    assert!(place.run(&["graph", "folder"], 2).1.contains("folder is a folder"));
    place.write(
        "none.toml",
        &SMALL.replace("[contacts.phone.erdos_renyi]\nmean_degree = 6\n", "").replace("phone = \"5%/day\"", ""),
    );
    assert!(place.run(&["graph", "none.toml"], 2).1.contains("no layer of contacts"));
    assert!(!place.path("output").exists(), "nothing was written");
}

#[test]
fn a_well_mixed_layer_and_one_without_contacts_have_nothing_to_draw() {
    let place = layered();
    let (out, _) = place.run(&["graph", "layered.toml", "world"], 0);
    assert!(out.contains("world is well mixed: there are no contacts to look at.") && !out.contains("Note"), "{out}");
    assert!(!place.path("output/layered/graph/degrees.svg").exists());
    let (out, _) = place.run(
        &[
            "graph",
            "layered.toml",
            "--set",
            "contacts.qq.erdos_renyi.mean_degree=0",
            "--set",
            "-contacts.qq.erdos_renyi.overlap",
            "--agents=50",
            "qq",
        ],
        0,
    );
    assert!(out.contains("qq has too few persons or contacts to compare (50 persons)"), "{out}");
    assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
}

#[test]
fn the_same_bytes_come_again_with_any_number_of_threads_and_are_verified() {
    let place = layered();
    for threads in ["1", "2", "5"] {
        place.run(&["graph", "layered.toml", "--agents", "5000", "--threads", threads, "--out", threads], 0);
    }
    let alone = place.bytes("1");
    assert!(alone == place.bytes("2") && alone == place.bytes("5"));
    let (out, _) = place.run(&["verify", "1"], 0);
    assert!(out.contains("1: reproduced; "), "{out}");
    let named = ["graph", "layered.toml", "qq", "--run", "2", "--seed", "9", "--agents", "300", "--out", "named"];
    place.run(&named, 0);
    assert!(place.run(&["verify", "named"], 0).0.contains("named: reproduced; "));
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 && value > 1.0 {
        format!("{value}")
    } else {
        format!("{value}").trim_start_matches('0').to_owned()
    }
}

/// The row of a range in the documents.
fn row(range: &Envelope) -> String {
    let grows = if range.range(1_000_000) == range.range(4_000_000) { "" } else { " at 10⁶" };
    let compared = format!("{}", range.persons);
    let thousands = if compared.len() > 3 {
        format!("{},{}", &compared[..compared.len() - 3], &compared[compared.len() - 3..])
    } else {
        compared
    };
    let ends = if range.name == "largest component" {
        format!("over {}", number(range.low))
    } else {
        format!("{}–{}", number(range.low), number(range.high))
    };
    format!("| {} | {ends}{grows} | {thousands} | {} |", range.name, range.source)
}

#[test]
fn the_document_has_the_envelope_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/graphs.md");
    let document = fs::read_to_string(path).unwrap();
    let rows: Vec<String> = ENVELOPE.iter().map(row).collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !document.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "docs/graphs.md lacks\n{}", rows.join("\n"));
}

fn curve(name: &str, degrees: &[u32]) -> DegreeCurve {
    let distribution = DegreeDistribution::new(degrees);
    let mut sorted = degrees.to_vec();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(0);
    DegreeCurve { name: name.to_owned(), color: platform_color(0, None), ccdf: distribution.ccdf(), median }
}

#[test]
fn whatever_the_degrees_are_there_is_a_figure() {
    let heavy: Vec<u32> = (1..2000u32).map(|i| 200_000 / (i * i) + 1).collect();
    for degrees in [&[][..], &[0], &[0, 0, 3], &[7; 40], &[1], &heavy] {
        let layers = vec![curve("phone", degrees), curve("a layer with a long name", degrees)];
        let figure = degree_curves(&DegreeCurves { head: head("Degrees", "of some persons"), layers });
        legible("degrees", &figure);
    }
    let figure = degree_curves(&DegreeCurves { head: head("Degrees", ""), layers: vec![curve("phone", &heavy)] });
    let texts: Vec<&str> = figure.texts.iter().map(|text| text.text.as_str()).collect();
    assert!(
        ["phone", "median 1", "at most 200,001", "100 %", "100 k"].iter().all(|text| texts.contains(text)),
        "{texts:?}"
    );
}

#[test]
fn a_neighborhood_draws_everybody_once_and_every_contact() {
    for (distances, pairs) in [
        (&[0][..], &[][..]),
        (&[0, 1], &[(0, 1)]),
        (&[0, 1, 1, 2, 2], &[(0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (3, 4)]),
    ] {
        let figure = neighborhood(&Surroundings {
            head: head("Neighbors", ""),
            distances: distances.to_vec(),
            pairs: pairs.to_vec(),
            layer: "phone".to_owned(),
            seed: 7,
            run: 0,
        });
        legible("neighborhood", &figure);
        let count =
            |tag: &str, color: &str| figure.svg.split('<').filter(|e| e.starts_with(tag) && e.contains(color)).count();
        assert_eq!(count("circle ", ""), 2 * distances.len() + 3, "each on a disk of paper, and three in the key");
        assert_eq!(count("polyline ", ""), pairs.len() + 3);
        assert_eq!(
            count("polyline ", "#D55E00"),
            1 + usize::from(pairs.contains(&(1, 2))),
            "contacts who know each other"
        );
    }
}
