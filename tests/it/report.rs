//! Tables, figures and files of synthetic ensembles.

use std::fs;
use std::path::Path;

use headstart::engine::{Row, Trajectory};
use headstart::experiment::{Ensemble, Outcome};
use headstart::report::{self, Fonts, Options, Results, SeriesRows, figure};
use headstart::scenario::Scenario;
use jiff::civil::{Date, date};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::synthetic::{crowded, history, kik, tallied, three};

fn meta() -> report::Meta {
    report::Meta { started: jiff::Timestamp::UNIX_EPOCH, seconds: 1.5, cores: 2 }
}

fn write(dir: &Path, (scenario, ensemble): &(Scenario, Ensemble), series: SeriesRows) -> report::Written {
    let resolved = serde_json::json!({"title": scenario.title});
    report::write(dir, scenario, ensemble, &resolved, &meta(), Options { series, ..Options::default() })
        .expect("a writable folder")
}

/// `HEADSTART_FIGURES=dir cargo test figures_for_the_eye` leaves the figures there to be looked at.
#[test]
fn figures_for_the_eye() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let dir = std::env::var_os("HEADSTART_FIGURES").map_or(temporary.path().to_owned(), Into::into);
    for (name, case) in
        [("crowded", crowded()), ("two", history(40)), ("one", kik(20)), ("three", three(60)), ("single", history(1))]
    {
        let written = write(&dir.join(name), &case, SeriesRows::Statistics);
        assert_eq!(written.warnings, [""; 0]);
        // A sole run is its own median: it needs no lines beside it.
        assert_eq!(written.files.len(), if name == "single" { 16 } else { 17 }, "{name}");
    }
}

const HEADER: &str = "statistic,date,day,platform,registered,active,new,left,returned,multihomers,joined_by_media,\
    joined_by_seeding,joined_by_invitation_phone,joined_by_initial,share,share_cumulative,penetration,down,reputation,published_registered,\
    published_active,published_new,market";

#[test]
fn series_hold_every_statistic_day_and_platform_below_the_promised_header() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(dir.path(), &history(8), SeriesRows::Statistics);
    let text = fs::read_to_string(dir.path().join("series.csv")).expect("written");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(HEADER));
    assert_eq!(lines.count(), 6 * 934 * 2);
    write(dir.path(), &history(8), SeriesRows::EveryRun);
    let text = fs::read_to_string(dir.path().join("series.csv")).expect("written");
    assert_eq!(text.lines().next(), Some(HEADER.replacen("statistic", "run", 1).as_str()));
    assert_eq!(text.lines().count(), 1 + 8 * 934 * 2);
}

#[test]
fn parquet_and_csv_hold_the_same_values() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for series in [SeriesRows::Statistics, SeriesRows::EveryRun] {
        write(dir.path(), &kik(5), series);
        let file = fs::File::open(dir.path().join("series.parquet")).expect("written");
        let reader = SerializedFileReader::new(file).expect("a Parquet file");
        let mut records = csv::Reader::from_path(dir.path().join("series.csv")).expect("written");
        let mut rows = 0;
        for (row, record) in reader.get_row_iter(None).expect("rows").zip(records.records()) {
            let (row, record) = (row.expect("a row"), record.expect("a record"));
            for ((_, value), field) in row.get_column_iter().zip(&record) {
                let value = value.to_string();
                let same = match (value.parse::<f64>(), field.parse::<f64>()) {
                    (Ok(value), Ok(field)) => value.to_bits() == field.to_bits(),
                    _ => value.trim_matches('"') == field,
                };
                assert!(same, "{value} {record:?}");
            }
            rows += 1;
        }
        assert_eq!(rows, if series == SeriesRows::EveryRun { 5 * 31 } else { 6 * 31 });
    }
}

#[test]
fn quantiles_are_those_of_the_runs_in_persons() {
    let (scenario, ensemble) = history(5);
    let results = Results::new(&scenario, &ensemble);
    let day = 700;
    let persons = |(o, t): &(Outcome, Trajectory)| f64::from(t.row(day, 1).active) * o.persons_per_agent;
    let mut active: Vec<f64> = ensemble.sample.iter().map(persons).collect();
    active.sort_by(f64::total_cmp);
    let band = results.band(1, report::Measure::Active);
    // Five runs: the median is the third, the quartiles the second and fourth.
    for (told, expected) in [(band.q25[day], active[1]), (band.q50[day], active[2]), (band.q75[day], active[3])] {
        assert!((told - expected).abs() < 1e-6 * expected, "{told} {expected}");
    }
    let mean = active.iter().sum::<f64>() / 5.0;
    assert!((band.mean[day] - mean).abs() <= 0.5, "whole persons");
}

#[test]
fn published_numbers_count_accounts_and_users_abroad() {
    let (scenario, ensemble) = history(1);
    let results = Results::new(&scenario, &ensemble);
    let last = results.last_day();
    let at = |measure| results.band(1, measure).q50[last];
    // The end lies on the last point of `abroad`: 15 % outside; 1.2 accounts a person.
    let registered = at(report::Measure::Registered) * 1.2 / 0.85;
    assert!((at(report::Measure::PublishedRegistered) / registered - 1.0).abs() < 1e-12);
    assert!((at(report::Measure::PublishedActive) * 0.85 / at(report::Measure::Active) - 1.0).abs() < 1e-12);
    assert!(
        (results.band(0, report::Measure::PublishedActive).q50[last]
            - results.band(0, report::Measure::Active).q50[last])
            .abs()
            < 1e-9
    );
}

#[test]
fn the_summary_and_the_manifest_tell_what_was_promised() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(dir.path(), &history(8), SeriesRows::Statistics);
    let json = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(dir.path().join(name)).expect("written")).expect("JSON")
    };
    let summary = json("summary.json");
    assert_eq!(summary["scenario"]["title"], "MiTalk against WeChat, as it happened");
    assert_eq!(summary["platforms"][1]["label"], "WeChat 微信");
    assert_eq!(summary["platforms"][1]["wins"], 8);
    assert!(summary["platforms"][1]["final"]["active"]["q50"].as_f64().expect("a number") > 1e8);
    assert!(summary["crossing"]["date"]["q50"].as_str().expect("a date").starts_with("2011-"));
    assert_eq!(summary["fit"]["of"], 17);
    assert_eq!(summary["fit"]["targets"].as_array().expect("a list").len(), 17);
    assert_eq!(summary["events"].as_array().expect("a list").len(), 14);
    let manifest = json("manifest.json");
    assert_eq!(manifest["resolved"]["title"], "MiTalk against WeChat, as it happened");
    assert_eq!(manifest["scenario_sha256"], headstart::scenario::hash(&history(8).0));
    let files = manifest["files"].as_object().expect("an object");
    assert_eq!(files.len(), 16);
    assert!(files.values().all(|hash| hash.as_str().is_some_and(|hash| hash.len() == 64)));
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let files = write(one.path(), &history(4), SeriesRows::Statistics).files;
    write(two.path(), &history(4), SeriesRows::Statistics);
    for name in files.iter().filter_map(|path| path.file_name()) {
        let read = |dir: &tempfile::TempDir| fs::read(dir.path().join(name)).expect("written");
        assert!(read(&one) == read(&two), "{name:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("file"), "not a folder").expect("writable");
    let (scenario, ensemble) = kik(2);
    let target = dir.path().join("file").join("kik");
    let error = report::write(&target, &scenario, &ensemble, &serde_json::json!({}), &meta(), Options::default());
    assert!(error.expect_err("a file stands there").to_string().contains("file"));
    let none = Ensemble { sample: Vec::new(), ..ensemble };
    let error =
        report::write(&dir.path().join("kik"), &scenario, &none, &serde_json::json!({}), &meta(), Options::default());
    assert!(error.expect_err("nothing to tell").to_string().contains("no run was finished"));
    assert!(!dir.path().join("kik").exists());
}

#[test]
fn nothing_but_results_is_left_in_the_folder_above() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(&dir.path().join("kik"), &kik(2), SeriesRows::Statistics);
    write(&dir.path().join("kik"), &kik(3), SeriesRows::Statistics);
    assert_eq!(fs::read_dir(dir.path()).expect("readable").count(), 1);
    assert_eq!(fs::read_dir(dir.path().join("kik")).expect("readable").count(), 17);
}

/// The results of history with other winners and crossings: `(winner, crossing)` for each run.
fn decided(runs: &[(Option<usize>, Option<Date>)]) -> Results {
    let (scenario, mut ensemble) = history(runs.len() as u32);
    for ((outcome, _), (winner, crossing)) in ensemble.sample.iter_mut().zip(runs) {
        (outcome.winner, outcome.crossing) = (*winner, *crossing);
    }
    Results::new(&scenario, &tallied(runs.len() as u64, 2, ensemble.sample))
}

#[test]
fn the_answer_is_a_sentence_for_every_way_to_end() {
    let on = |day| Some(date(2011, 8, day));
    let all: Vec<_> = (1..=21).map(|day| (Some(1), on(day))).collect();
    assert_eq!(
        report::answer(&decided(&all)),
        "WeChat wins all 21 runs [85 %, 100 %]; it passes MiTalk on 2011-08-11 (2011-08-02 … 2011-08-20)."
    );
    assert_eq!(report::headline(&decided(&all)), "WeChat wins every run, passing MiTalk in August 2011");
    let mut most = all.clone();
    (most[0], most[1]) = ((Some(0), None), (None, None));
    assert_eq!(
        report::answer(&decided(&most)),
        "WeChat wins 90 % of 21 runs [71 %, 97 %]; it passes MiTalk on 2011-08-12 (2011-08-04 … 2011-08-20). \
         MiTalk wins 5 %, nobody wins 5 %."
    );
    let some = [(Some(1), on(3)), (Some(1), None), (Some(1), on(3)), (Some(1), None)];
    assert_eq!(
        report::answer(&decided(&some)),
        "WeChat wins all 4 runs [51 %, 100 %]; it passes MiTalk on 2011-08-03 (2011-08-03 … 2011-08-03) in 50 % of them and is \
         never behind in the rest."
    );
    assert_eq!(
        report::answer(&decided(&[(Some(0), None), (Some(0), None)])),
        "MiTalk wins all 2 runs [34 %, 100 %]; it is never behind."
    );
    assert_eq!(
        report::answer(&decided(&[(None, None), (None, None)])),
        "Nobody wins: no platform ends ahead of the others in any run."
    );
    assert_eq!(
        report::answer(&decided(&[(Some(1), on(3))])),
        "WeChat wins this one run; it passes MiTalk on 2011-08-03. One run says nothing about the odds."
    );
    let interrupted = Results { asked: 40, ..decided(&all) };
    assert!(report::answer(&interrupted).starts_with("After 21 of 40 runs: WeChat wins"));
}

#[test]
fn one_platform_alone_is_told_by_its_size() {
    let (scenario, ensemble) = kik(20);
    insta::assert_snapshot!(
        report::answer(&Results::new(&scenario, &ensemble)),
        @"Kik reaches 1.5 M (1.3–1.8 M) registered and 1.4 M (1.2–1.7 M) active persons by 2010-11-18."
    );
    let (mut scenario, mut ensemble) = history(1);
    scenario.platforms[1].launch = headstart::scenario::When::Never;
    for (_, trajectory) in &mut ensemble.sample {
        trajectory
            .rows
            .iter_mut()
            .skip(1)
            .step_by(2)
            .for_each(|row| *row = Row { joined_by: [0; 4].into_iter().collect(), ..Row::default() });
    }
    insta::assert_snapshot!(
        report::answer(&Results::new(&scenario, &ensemble)),
        @"MiTalk reaches 27 M registered and 1.7 M active persons by 2013-06-30."
    );
}

#[test]
fn the_table_is_aligned_and_fits_a_terminal() {
    let (scenario, ensemble) = history(40);
    let table = report::terminal_table(&Results::new(&scenario, &ensemble));
    assert!(table.lines().all(|line| report::display_width(line) <= 100), "{table}");
    let expected = [
        "                        active         registered                 share               peak   wins",
        "MiTalk 米聊  1.6 M (1.4–1.9 M)     27 M (22–31 M)     0.8 % (0.5–0.8 %)  1.6 M (1.4–2.0 M)    0 %",
        "WeChat 微信  220 M (189–269 M)  338 M (290–414 M)  99.2 % (99.2–99.5 %)  220 M (189–269 M)  100 %",
        "Persons on 2013-06-30: median of 40 runs (90 % of the runs).",
        "9 of 17 historical targets within a factor of 1.5",
        "",
        "Joins by cause  media  phone contacts",
        "MiTalk 米聊      48 %            52 %",
        "WeChat 微信      46 %            54 %",
        "Share of all joins until 2013-06-30: mean over the runs (90 % of the runs).",
    ];
    assert_eq!(table.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn no_text_covers_another() {
    for (name, (scenario, ensemble)) in [("two", history(40)), ("one", kik(20)), ("three", three(60))] {
        let results = Results::new(&scenario, &ensemble);
        for figure in
            [figure::curves(&results), figure::share(&results), figure::joins(&results), figure::growth(&results)]
        {
            for (at, text) in figure.texts.iter().enumerate() {
                assert!(text.left >= 0.0 && text.right <= 1600.0, "{name}: {text:?} is cut off");
                let covered = figure.texts[..at].iter().find(|other| text.overlaps(other));
                assert_eq!(covered, None, "{name}: {text:?}");
            }
        }
    }
}

#[test]
fn crowded_events_never_cover_each_other() {
    let (scenario, ensemble) = crowded();
    let results = Results::new(&scenario, &ensemble);
    assert_eq!(results.events.len(), 14 + 28);
    for figure in [figure::curves(&results), figure::share(&results), figure::joins(&results), figure::growth(&results)]
    {
        for (at, text) in figure.texts.iter().enumerate() {
            let covered = figure.texts[..at].iter().find(|other| text.overlaps(other));
            assert_eq!(covered, None, "{text:?}");
        }
    }
}

/// Dots of a label's place that are not paper.
fn dots(label: &str, fonts: &Fonts) -> Vec<u8> {
    let (mut scenario, mut ensemble) = history(1);
    label.clone_into(&mut scenario.platforms[0].label);
    ensemble.sample.truncate(1);
    let results = Results::new(&scenario, &ensemble);
    let drawn = results.legible(fonts).0.unwrap_or(results);
    report::png(&figure::share(&drawn), fonts).expect("drawn")
}

#[test]
fn chinese_labels_are_drawn_and_not_boxes() {
    let fonts = Fonts::embedded_only();
    assert_ne!(dots("MiTalk 米聊", &fonts), dots("MiTalk 微信", &fonts), "boxes all look alike");
    assert_ne!(dots("MiTalk 米聊", &fonts), dots("MiTalk", &fonts));
    assert_eq!(dots("MiTalk 龘龘", &fonts), dots("MiTalk", &fonts), "what no font has is left out");
    let (mut scenario, ensemble) = history(1);
    scenario.platforms[0].label = "MiTalk 龘龘".to_owned();
    let warning = Results::new(&scenario, &ensemble).legible(&fonts).1;
    assert_eq!(
        warning.as_deref(),
        Some("no font has all characters of \"MiTalk 龘龘\"; the PNG figures leave these words out")
    );
}

#[test]
fn the_page_needs_no_network_and_escapes_what_authors_write() {
    let (mut scenario, ensemble) = history(3);
    scenario.about = "Is 1 < 2 & \"3\" > 2?".to_owned();
    let results = Results::new(&scenario, &ensemble);
    let figure = figure::curves(&results);
    let page = report::report_page(&results, &[&figure], &report::Provenance::default());
    assert!(page.contains("Is 1 &lt; 2 &amp; &quot;3&quot; &gt; 2?"));
    assert!(page.contains("<span class=\"date\">2011-"));
    assert!(page.contains("@font-face"), "Chinese is legible without a font for it");
    assert!(page.contains("aria-label=\"Registered and active users of MiTalk 米聊"));
    let addresses = page.matches("http").count();
    assert_eq!(addresses, page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count(), "nothing is loaded");
}

#[test]
fn the_index_links_every_scenario() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let entry = |folder: &str| report::IndexEntry {
        folder: folder.to_owned(),
        title: format!("Title of {folder}"),
        answer: "It wins.".to_owned(),
    };
    report::write_index(dir.path(), &[entry("a"), entry("teaching/b")]).expect("writable");
    let page = fs::read_to_string(dir.path().join("index.html")).expect("written");
    assert!(page.contains("href=\"a/report.html\"") && page.contains("src=\"teaching/b/curves.png\""));
    assert_eq!(fs::read_dir(dir.path()).expect("readable").count(), 1);
}

/// In `history` half of the first joins come by media, all else over the phone.
#[test]
fn growth_adds_up_to_the_days_and_is_told_in_the_title() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    write(dir.path(), &history(8), SeriesRows::Statistics);
    let rows = |name: &str| -> Vec<std::collections::HashMap<String, String>> {
        let mut reader = csv::Reader::from_path(dir.path().join(name)).expect("written");
        reader.deserialize().map(|row| row.expect("a row")).collect()
    };
    let number = |row: &std::collections::HashMap<String, String>, column: &str| -> f64 {
        row[column].parse().expect("a number")
    };
    let (growth, series) = (rows("growth.csv"), rows("series.csv"));
    assert_eq!(growth.len(), 2 * 4);
    let causes: Vec<&str> = growth[..4].iter().map(|row| row["cause"].as_str()).collect();
    assert_eq!(causes, ["media", "seeding", "invitation_phone", "initial"]);
    for row in &growth {
        let days = series.iter().filter(|day| day["statistic"] == "mean" && day["platform"] == row["platform"]);
        let sum: f64 = days.map(|day| number(day, &format!("joined_by_{}", row["cause"]))).sum();
        // Each of 934 days is rounded to whole persons.
        assert!((sum - number(row, "joins_mean")).abs() < 0.5 * 935.0, "{row:?} {sum}");
        assert!(
            number(row, "share_q05") <= number(row, "share_q50")
                && number(row, "share_q50") <= number(row, "share_q95")
        );
    }
    for platform in ["mitalk", "wechat"] {
        let shares = growth.iter().filter(|row| row["platform"] == platform).map(|row| number(row, "share_mean"));
        assert!((shares.sum::<f64>() - 1.0).abs() < 2e-5);
    }
    let (scenario, ensemble) = history(8);
    let figure = figure::growth(&Results::new(&scenario, &ensemble));
    // Fifty-two against forty-eight in a hundred are a near tie.
    let title = [
        "MiTalk grew through phone contacts and media (52 % and 48 % of its joins), WeChat through phone",
        "contacts (54 %)",
    ];
    assert_eq!([0, 1].map(|line| figure.texts[line].text.as_str()), title);
    // The bar of each platform names what anybody joined by, and nothing else.
    let named = |name: &str| figure.texts.iter().filter(|text| text.text == name).count();
    assert_eq!((named("phone contacts"), named("media"), named("seeding"), named("first users")), (2, 2, 0, 0));
}

#[test]
fn where_nobody_joins_there_is_no_table_of_growth() {
    let (scenario, mut ensemble) = history(2);
    let nothing = Row { joined_by: [0; 4].into_iter().collect(), ..Row::default() };
    for (_, trajectory) in &mut ensemble.sample {
        trajectory.rows.fill(nothing.clone());
    }
    let results = Results::new(&scenario, &ensemble);
    assert!(!report::terminal_table(&results).contains("Joins by cause"));
    assert!(!report::report_page(&results, &[], &report::Provenance::default()).contains("Where growth came from"));
    assert_eq!(figure::growth(&results).texts[0].text, "Nobody joins");
}
