//! Pages: their structure, what they need, and that they come out of the files of a folder again.
//!
//! Whether they work in a browser is tried by `tests/browser/run`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;

use headstart::report::{self, Folder, Options, Results, SeriesRows};
use serde_json::Value;

use crate::place::{Place, RACE, SMALL};
use crate::synthetic::{crowded, history, kik, three};

fn meta() -> report::Meta {
    report::Meta { started: jiff::Timestamp::UNIX_EPOCH, seconds: 1.5, cores: 2 }
}

/// The levels of the headings, in their order.
fn headings(page: &str) -> Vec<u8> {
    let level = |part: &str| part.bytes().next().filter(u8::is_ascii_digit).map(|digit| digit - b'0');
    page.split("<h").skip(1).filter_map(level).collect()
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let opening = format!(" {attribute}=\"");
    page.split(&opening).skip(1).filter_map(|part| part.split('"').next()).collect()
}

/// What holds for every page.
fn sound(name: &str, page: &str) {
    assert!(page.len() < 2_000_000, "{name}: {} bytes", page.len());
    let (markup, script) = page.rsplit_once("<script>").unwrap();
    let levels = headings(markup);
    assert_eq!(levels[0], 1, "{name}");
    assert!(levels.windows(2).all(|pair| (2..=pair[0] + 1).contains(&pair[1])), "{name}: {levels:?}");
    let ids = values(markup, "id");
    let sections = markup.matches("<section").count();
    assert!(sections > 1 && sections <= ids.len(), "{name}: sections have addresses");
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), ids.len(), "{name}: {ids:?}");
    // Every drawing says what it shows, in more words than its kind.
    let drawings = markup.matches("role=\"img\"").count();
    let told = markup.split("role=\"img\" aria-label=\"").skip(1).filter_map(|part| part.split('"').next());
    assert!(told.clone().all(|text| text.split(' ').count() > 8), "{name}");
    assert_eq!(told.count(), drawings, "{name}");
    let addresses = page.matches("http").count();
    assert_eq!(addresses, page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count(), "{name}: nothing is loaded");
    for loading in ["src=\"", "<link", "@import", "url(h", "fetch(", "import("] {
        assert!(!page.contains(loading), "{name}: {loading}");
    }
    assert!(!script.contains("</script") || script.matches("</script").count() == 1, "{name}: one script");
}

/// The numbers behind the curves of a page.
fn curves(page: &str) -> Value {
    let data = page.split("<script type=\"application/json\">").nth(1).unwrap();
    serde_json::from_str(data.split("</script>").next().unwrap()).unwrap()
}

#[test]
fn pages_of_scenarios_are_sound() {
    for (name, (scenario, ensemble)) in
        [("crowded", crowded()), ("two", history(40)), ("one", kik(20)), ("three", three(60)), ("single", history(1))]
    {
        let results = Results::new(&scenario, &ensemble);
        let figures =
            [report::figure::curves(&results), report::figure::share(&results), report::figure::growth(&results)];
        let figures: Vec<_> = figures.iter().collect();
        sound(name, &report::report_page(&results, &figures, &report::Provenance::default()));
    }
}

#[test]
fn the_curves_of_a_page_are_those_of_the_table() {
    let (scenario, ensemble) = history(8);
    let results = Results::new(&scenario, &ensemble);
    let data = curves(&report::report_page(&results, &[], &report::Provenance::default()));
    let (world, metrics) = (&data["worlds"][0], data["metrics"].as_array().unwrap());
    assert_eq!(metrics.len(), 3);
    let days: Vec<i64> = world["days"].as_array().unwrap().iter().map(|day| day.as_i64().unwrap()).collect();
    // 2010-12-10 is day 14,953 since 1970; 934 days are shown by every second, and the last.
    assert_eq!((days[0], days[1], days.len(), days[days.len() - 1]), (14_953, 14_955, 468, 14_953 + 933));
    let platform = &world["platforms"][1];
    assert_eq!((&platform["name"], &platform["color"]), (&"wechat".into(), &"#005b9a".into()));
    let columns = platform["columns"]["active"].as_array().unwrap();
    let last = |column: usize| columns[column].as_array().unwrap().last().unwrap().as_f64().unwrap();
    let band = results.band(1, report::Measure::PublishedActive);
    for (column, told) in [&band.q05, &band.q25, &band.q50, &band.q75, &band.q95].into_iter().enumerate() {
        let told = told.last().unwrap();
        assert!((last(column) / told - 1.0).abs() < 5e-4, "{column}: {} {told}", last(column));
    }
    // Seventeen targets, and the one observation of WeChat within the time; the doubtful one of MiTalk.
    let kinds = |kind: &str| world["observations"].as_array().unwrap().iter().filter(|one| one["kind"] == kind).count();
    assert_eq!((kinds("target"), kinds("doubtful")), (17, 1));
    assert_eq!(world["events"].as_array().unwrap().len(), results.events.len());
}

#[test]
fn a_page_says_what_published_numbers_leave_open() {
    let (scenario, ensemble) = history(8);
    let results = Results::new(&scenario, &ensemble);
    let page = report::report_page(&results, &[], &report::Provenance::default());
    let section = page.split("What history pins down, and what is guessed").nth(1).unwrap();
    let section = section.split("</section>").next().unwrap();
    // MiTalk has 6 targets, 5 of registered and 1 of active users; nothing of its inputs is said to be weak.
    assert!(
        section.contains("MiTalk: 6 published numbers from <span")
            || section.contains("MiTalk: 6 published numbers from 2011")
    );
    assert!(section.contains("by which way people joined WeChat (media, phone contacts)"), "{section}");
    // Between 2011-06-30 and 2011-09-30 there is only People Nearby; before the first number group chat, voice and the campaign.
    assert!(section.contains("group chat 群聊 (2011-03-15), voice messages 语音 (2011-05-10)"), "{section}");
    assert!(!section.contains("between People Nearby"), "{section}");
    let (mut scenario, ensemble) = history(8);
    scenario.targets.clear();
    let results = Results::new(&scenario, &ensemble);
    assert!(!report::report_page(&results, &[], &report::Provenance::default()).contains("pins down"));
}

/// The files of a folder.
fn bytes(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    entries.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
}

#[test]
fn everything_is_drawn_again_from_files_to_the_byte() {
    for (name, (scenario, ensemble), series) in [
        ("crowded", crowded(), SeriesRows::Statistics),
        ("two", history(7), SeriesRows::Statistics),
        ("every run", history(5), SeriesRows::EveryRun),
        ("one", kik(20), SeriesRows::Statistics),
        ("three", three(30), SeriesRows::Statistics),
        ("single", history(1), SeriesRows::Statistics),
    ] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("results");
        let resolved = serde_json::json!({ "title": scenario.title });
        report::write(&folder, &scenario, &ensemble, &resolved, &meta(), Options { series, ..Options::default() })
            .unwrap();
        let read = Folder::read(&folder).unwrap();
        let mut results = Results::new(&scenario, &ensemble);
        // Targets beyond the time of the scenario have no part in anything.
        results.targets.retain(|target| target.observation.date <= results.end);
        assert_eq!(read.results, results, "{name}");
        let before = bytes(&folder);
        for drawn in ["curves.svg", "share.png", "report.html"] {
            fs::remove_file(folder.join(drawn)).unwrap();
        }
        report::redraw(&folder, |look| look).unwrap();
        assert!(bytes(&folder) == before, "{name}");
    }
}

#[test]
fn plot_draws_what_run_wrote_and_says_what_it_cannot_read() {
    let place = Place::with(&[("small.toml", SMALL), ("race.toml", RACE)]);
    place.run(&["run", "small.toml", "--quiet"], 0);
    place.run(&["run", "race.toml", "--quiet", "--precision", "±20%"], 0);
    // More runs than are kept with their days, and one by itself.
    place.run(&["run", "small.toml", "--quiet", "--runs", "600", "--agents", "60", "--out", "output/many"], 0);
    place.run(&["run", "small.toml", "--quiet", "--only-run", "2"], 0);
    let folders = ["many", "race", "small", "small/run-2"].map(|folder| format!("output/{folder}"));
    let files = || folders.each_ref().map(|folder| place.bytes(folder));
    let before = files();
    fs::remove_file(place.path("output/small/report.html")).unwrap();
    let (out, err) = place.run(&["plot", "output"], 0);
    assert!(out.lines().count() == 4 && out.contains("race: 12 files drawn anew"), "{out}");
    assert_eq!(err, "");
    assert!(before == files());
    place.run(&["verify", "output/small", "--quiet"], 0);
    let table = place.read("output/small/growth.csv");
    place.write("output/small/growth.csv", &table.replace("share_q50", "share_median"));
    let (_, err) = place.run(&["plot", "output/small"], 4);
    assert!(err.contains("growth.csv: `share_q50` is not as this version writes it"), "{err}");
    let (_, err) = place.run(&["plot", "nowhere"], 4);
    assert!(err.contains("nowhere"), "{err}");
    place.write("empty/file", "");
    let (_, err) = place.run(&["plot", "empty"], 4);
    assert!(err.contains("no results of `run` or of an experiment in empty or below"), "{err}");
}

#[test]
fn plot_keeps_the_look_of_figures_unless_another_is_asked_for() {
    let place = Place::with(&[("small.toml", SMALL)]);
    let look = ["--theory", "--theme", "dark", "--lang", "zh", "--size", "800x600"];
    place.run(&[&["run", "small.toml", "--quiet"][..], &look].concat(), 0);
    let before = place.bytes("output/small");
    place.run(&["plot", "output"], 0);
    assert!(before == place.bytes("output/small"), "theory, theme, language and size are in the files");
    place.run(&["plot", "output", "--theme", "light", "--lang", "en", "--size", "own"], 0);
    place.run(&["verify", "output/small", "--quiet"], 0);
    let drawn = place.bytes("output/small");
    place.run(&["run", "small.toml", "--quiet", "--theory"], 0);
    let usual = place.bytes("output/small");
    for figure in ["curves.svg", "joins.svg", "growth.svg"] {
        assert!(drawn[figure] == usual[figure] && drawn[figure] != before[figure], "{figure}");
    }
}

#[test]
fn report_puts_scenarios_side_by_side() {
    let second = SMALL.replace("launch = 2024-01-11", "launch = 2024-01-03");
    let place = Place::with(&[("small.toml", SMALL), ("early.toml", &second)]);
    place.run(&["run", "small.toml", "early.toml", "--quiet"], 0);
    let (out, _) = place.run(&["report", "output/small", "output/early", "--out", "page/both.html"], 0);
    assert!(out.starts_with("small\nearly\n"), "{out}");
    let page = place.read("page/both.html");
    sound("both", &page);
    let data = curves(&page);
    let titles: Vec<&str> =
        data["worlds"].as_array().unwrap().iter().map(|world| world["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["small", "early"]);
    let differs = page.split("<h2>What differs</h2>").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(differs.matches("<tr>").count(), 2, "a head and the one difference: {differs}");
    for word in ["platforms.wechat.launch", "2024-01-11", "2024-01-03"] {
        assert!(differs.contains(word), "{word}: {differs}");
    }
    assert!(page.contains("headstart report output/small output/early --out page/both.html"));
    let (_, err) = place.run(&["report"], 2);
    assert!(err.contains("DIR"), "{err}");
}

/// A scenario whose name closes a script does not.
#[test]
fn what_authors_write_never_ends_a_script() {
    let (mut scenario, ensemble) = history(3);
    scenario.platforms[0].label = "</script><b>".to_owned();
    scenario.title = "</script>".to_owned();
    let results = Results::new(&scenario, &ensemble);
    let page = report::report_page(&results, &[], &report::Provenance::default());
    assert_eq!(page.matches("</script>").count(), 2);
    assert_eq!(curves(&page)["worlds"][0]["platforms"][0]["label"], "</script><b>");
}

/// Saves a file and waits until the program says on standard error that it has looked at it.
#[cfg(unix)]
#[test]
fn a_watch_runs_again_when_a_file_is_saved_and_survives_mistakes() {
    use std::io::{BufRead, BufReader};
    let child_text = "extends = \"base.toml\"\n";
    let place = Place::with(&[("base.toml", SMALL), ("small.toml", child_text)]);
    let mut child = place.spawned(&["run", "small.toml", "--quiet", "--watch"]);
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut until = |word: &str| {
        let mut before = String::new();
        loop {
            let line = said.next().unwrap_or_else(|| panic!("the watch ended: {before}")).unwrap();
            if line.contains(word) {
                return before;
            }
            before += &line;
        }
    };
    until("watching 2 files");
    assert_eq!(place.read("output/small/outcomes.csv").lines().count(), 1 + 3);
    place.write("base.toml", &SMALL.replace("runs  = 3", "runs  = 4"));
    until("base.toml was saved");
    until("watching 2 files");
    assert_eq!(place.read("output/small/outcomes.csv").lines().count(), 1 + 4);
    place.write("base.toml", &SMALL.replace("agents    = 200", "agens = 200"));
    until("base.toml was saved");
    assert!(until("watching 2 files").contains("agens"));
    place.write("base.toml", &SMALL.replace("runs  = 3", "runs  = 5"));
    until("base.toml was saved");
    until("watching 2 files");
    assert_eq!(place.read("output/small/outcomes.csv").lines().count(), 1 + 5);
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(0), "Ctrl-C ends a watch, and nothing is wrong");
}
