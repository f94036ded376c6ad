//! What experiments find, through the program, where the truth is known: symmetric races, keys without power, and runs made one by one.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use headstart::stats::anytime_proportion;
use serde_json::Value;

use crate::place::{Place, RACE};

/// Rounding of sums and means of a few hundred numbers.
const ROUNDING: f64 = 1e-9;

fn race() -> Place {
    Place::with(&[("race.toml", RACE)])
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < ROUNDING
}

fn same(one: [f64; 3], other: [f64; 3]) -> bool {
    one.map(f64::to_bits) == other.map(f64::to_bits)
}

#[track_caller]
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Value, low and high end of an estimate.
#[track_caller]
fn estimate(value: &Value) -> [f64; 3] {
    ["value", "low", "high"].map(|part| number(&value[part]))
}

/// Wins of each of two platforms after each run.
fn wins(place: &Place, folder: &str) -> Vec<[u64; 2]> {
    let mut so_far = [0, 0];
    let add = |winner: String| {
        so_far[0] += u64::from(winner == "mitalk");
        so_far[1] += u64::from(winner == "wechat");
        so_far
    };
    place.column(&format!("{folder}/outcomes.csv"), "winner").into_iter().map(add).collect()
}

#[test]
fn runs_end_with_the_first_after_which_enough_is_known_whatever_the_threads() {
    let place = race();
    for threads in ["1", "2", "8"] {
        let run = ["run", "race.toml", "--precision", "±12%", "--threads", threads, "--out", threads];
        place.run(&run, 0);
    }
    let alone = place.bytes("1");
    assert!(alone == place.bytes("2") && alone == place.bytes("8"));
    let wins = wins(&place, "1");
    let enough = |runs: usize| {
        let width = |wins: u64| {
            let (low, high) = anytime_proportion(wins, runs as u64, 0.95);
            (high - low) / 2.0
        };
        wins[runs - 1].iter().all(|wins| width(*wins) <= 0.12)
    };
    assert!(enough(wins.len()) && !(1..wins.len()).any(enough), "{} runs", wins.len());
    let summary: Value = serde_json::from_str(&place.read("1/summary.json")).unwrap();
    let said = format!("known within ±12 points after {} runs", wins.len());
    assert!(summary["answer"].as_str().unwrap().contains(&said), "{summary}");
    assert_eq!((&summary["stopping"]["reached"], &summary["asked"]), (&true.into(), &wins.len().into()));
}

#[test]
fn a_settled_question_ends_the_runs_and_an_open_one_says_so() {
    let place = race();
    place.run(&["run", "race.toml", "--settle", "P(mitalk wins) = 85%", "--out", "settled"], 0);
    let wins = wins(&place, "settled");
    let below = |runs: usize| anytime_proportion(wins[runs - 1][0], runs as u64, 0.95).1 < 0.85;
    assert!(below(wins.len()) && !(1..wins.len()).any(below), "{} runs", wins.len());
    let open = ["run", "race.toml", "--settle", "P(mitalk wins) = 50%", "--runs", "30", "--out", "open"];
    let (out, _) = place.run(&open, 0);
    assert!(out.contains("is open") && out.contains("after all 30 runs that were allowed"), "{out}");
}

#[test]
fn a_number_is_known_as_closely_as_was_asked_for() {
    let place = race();
    let found = place.found(&["run", "race.toml", "--precision", "±5%", "--of", "mitalk.registered"]);
    let stopping = &found["summary"]["stopping"];
    let [value, low, high] = estimate(&stopping["measured"]);
    assert!(stopping["reached"] == true && (high - low) / 2.0 <= 0.05 * value, "{stopping}");
    let registered = place.numbers("output/race/outcomes.csv", "mitalk_registered");
    let mean = registered.iter().sum::<f64>() / registered.len() as f64;
    // outcomes.csv holds whole persons.
    assert!((mean - value).abs() < 0.5, "{mean} against {value}");
    let (out, _) = place.run(&["run", "race.toml", "--precision", "±0.1%", "--of", "mitalk.share", "--runs", "50"], 0);
    assert!(out.contains("not known within ±0.1 points after all 50 runs that were allowed"), "{out}");
}

/// The number of runs in a parent says how many to make without a precision; beside the precision it is the most.
#[test]
fn a_file_says_what_is_to_be_known_and_how_well() {
    let place = race();
    let write = |runs: &str| {
        place.write("known.toml", &format!("extends = \"race.toml\"\nprecision = \"mitalk.registered ±5%\"\n{runs}\n"));
    };
    write("");
    let (out, _) = place.run(&["run", "known.toml", "--dry-run"], 0);
    assert!(out.contains("at most 10,000 runs") || out.contains("at most 10000 runs"), "{out}");
    let found = place.found(&["run", "known.toml"]);
    let stopping = &found["summary"]["stopping"];
    let [value, low, high] = estimate(&stopping["measured"]);
    assert!(stopping["reached"] == true && (high - low) / 2.0 <= 0.05 * value, "{stopping}");
    let (_, words) = place.run(&["run", "race.toml", "--precision", "mitalk.registered ±5%", "--out", "flag"], 0);
    assert_eq!(place.read("output/known/outcomes.csv"), place.read("flag/outcomes.csv"), "{words}");
    write("runs = 33");
    let (out, _) = place.run(&["run", "known.toml", "--dry-run"], 0);
    assert!(out.contains("at most 33 runs"), "{out}");
}

/// A point of a sweep is what `run --set` gives.
#[test]
fn each_point_of_a_sweep_is_the_scenario_run_with_its_settings() {
    let place = race();
    let axes = [
        "platforms.wechat.launch=+0 days..+20 days:3",
        "platforms.mitalk.media,platforms.wechat.media=x0.5..x2:3log",
        "platforms.mitalk.invite.phone=0.5%/day..2%/day:2; platforms.wechat.multihoming=x0..x1",
    ];
    let arguments = ["sweep", "race.toml", "--even", "--runs", "6", "--vary", axes[0], "--vary", axes[1]];
    place.run(&[&arguments[..], &["--vary", axes[2]]].concat(), 0);
    let table = "output/race/sweep/sweep.csv";
    assert_eq!(place.numbers(table, "point").len(), 3 * 3 * 2);
    let keys = ["platforms.wechat.launch", "platforms.mitalk.media,platforms.wechat.media"];
    assert_eq!(place.column(table, keys[0])[..4], ["+0 days", "+10 days", "+20 days", "+0 days"]);
    assert_eq!(place.column(table, keys[1])[1..5], ["x0.5", "x0.5", "x1", "x1"]);
    // The second level of the first axis, the last of the others; the first axis goes fastest.
    let point = 1 + 3 * 2 + 3 * 3;
    let settings = [
        "platforms.wechat.launch=2024-01-18",
        "platforms.mitalk.media=0.6%/day",
        "platforms.wechat.media=0.6%/day",
        "platforms.mitalk.invite.phone=2%/day",
        "platforms.wechat.multihoming=x1",
    ];
    let set: Vec<&str> = settings.iter().flat_map(|setting| ["--set", *setting]).collect();
    place.run(&[&["run", "race.toml", "--runs", "6", "--out", "alone"], &set[..]].concat(), 0);
    let last = *wins(&place, "alone").last().unwrap();
    for (platform, wins) in ["mitalk", "wechat"].into_iter().zip(last) {
        let share = place.numbers(table, &format!("{platform}_wins"))[point];
        assert!(close(share, wins as f64 / 6.0), "{platform}: {share} against {wins} of 6");
    }
    let shares = place.numbers("alone/outcomes.csv", "mitalk_share");
    let mean = shares.iter().sum::<f64>() / 6.0;
    assert!((place.numbers(table, "mitalk_share")[point] - mean).abs() < 1e-5, "five digits are written");
}

#[test]
fn samples_fill_the_space_and_come_back_as_designs() {
    let place = race();
    let axes = ["--vary", "platforms.mitalk.media=0.1%/day..0.9%/day", "--vary", "platforms.wechat.churn=0..2%/day"];
    for (sample, folder) in [("sobol:16", "sobol"), ("lhs:16", "lhs")] {
        let how = ["sweep", "race.toml", "--runs", "3", "--sample", sample, "--out", folder];
        place.run(&[&how[..], &axes].concat(), 0);
        let table = format!("{folder}/sweep.csv");
        for (x, low, high) in [("x1", 0.001, 0.009), ("x2", 0.0, 0.02)] {
            let mut strata: Vec<usize> =
                place.numbers(&table, x).iter().map(|x| ((x - low) / (high - low) * 16.0) as usize).collect();
            strata.sort_unstable();
            assert_eq!(strata, (0..16).collect::<Vec<_>>(), "{sample}: each sixteenth of {x} holds one point");
        }
    }
    let keys = ["platforms.mitalk.media", "platforms.wechat.churn"];
    let columns = keys.map(|key| place.column("lhs/sweep.csv", key));
    let rows: Vec<String> = columns[0].iter().zip(&columns[1]).map(|(a, b)| format!("{a},{b}\r\n")).collect();
    // As spreadsheets write it: with a mark at the beginning and other ends of lines.
    place.write("design.csv", &format!("\u{feff}{}\r\n{}", keys.join(","), rows.concat()));
    place.run(&["sweep", "race.toml", "--runs", "3", "--design", "design.csv", "--out", "again"], 0);
    for column in ["value", "value_low", "wechat_wins", "mitalk_share"] {
        let [first, again] = ["lhs", "again"].map(|folder| place.column(&format!("{folder}/sweep.csv"), column));
        assert_eq!(first, again, "{column}");
    }
}

#[test]
fn a_map_spends_its_runs_where_the_outcome_tips() {
    let place = race();
    let axes =
        ["--vary", "platforms.wechat.launch=+0 days..+40 days:4", "--vary", "platforms.mitalk.media=x0.2..x5:4log"];
    place.run(&[&["sweep", "race.toml", "--runs", "80", "--of", "P(mitalk wins)"], &axes[..]].concat(), 0);
    let table = "output/race/sweep/sweep.csv";
    let columns = ["runs", "value", "value_low", "value_high"].map(|name| place.numbers(table, name));
    let [runs, values, low, high] = columns;
    for point in 0..16 {
        assert!(low[point] <= values[point] && values[point] <= high[point]);
        let settled = low[point] > 0.5 || high[point] < 0.5;
        assert!(settled || close(runs[point], 80.0), "an open point gets all runs: {values:?} {runs:?}");
    }
    let ends: Vec<f64> =
        (0..16).filter(|point| values[*point] < 0.01 || values[*point] > 0.99).map(|p| runs[p]).collect();
    assert!(
        ends.len() > 2 && ends.iter().all(|runs| *runs < 30.0),
        "what always ends the same way needs few: {runs:?}"
    );
}

#[test]
fn a_comparison_is_that_of_the_runs_one_by_one() {
    let place = race();
    place.write("late.toml", "extends = \"race.toml\"\n[platforms.wechat]\nlaunch = 2024-01-20\n");
    let found = place.found(&["compare", "race.toml", "late.toml", "--of", "wechat.registered on 2024-02-20"]);
    place.run(&["run", "race.toml", "--out", "a"], 0);
    place.run(&["run", "late.toml", "--out", "b"], 0);
    let measures = found["results"]["measures"].as_array().unwrap();
    for (measure, column) in [("mitalk.share", "mitalk_share"), ("wechat.active", "wechat_active")] {
        let line = measures.iter().find(|line| line["measure"] == measure).unwrap();
        let [a, b] = ["a", "b"].map(|folder| place.numbers(&format!("{folder}/outcomes.csv"), column));
        let differences: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a).collect();
        let n = differences.len() as f64;
        let mean = differences.iter().sum::<f64>() / n;
        let sd = (differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        let [value, low, high] = estimate(&line["difference"]);
        // Shares are written with five digits, persons without any; Student's 97.5 % point with 19 degrees of freedom is 2.093.
        let digits = if column.ends_with("share") { 1e-5 } else { 1.0 };
        assert!((value - mean).abs() < digits, "{measure}: {value} against {mean}");
        assert!(((high - low) / 2.0 - 2.093 * sd / n.sqrt()).abs() < 3.0 * digits, "{measure}: {low} to {high}");
    }
    let dated = &measures[0];
    assert_eq!(dated["measure"], "wechat.registered on 2024-02-20");
    assert!(number(&dated["difference"]["value"]) < 0.0, "who comes later has fewer on a day: {dated}");
}

#[test]
fn paths_part_on_the_day_on_which_something_differs() {
    let place = race();
    let dated = "extends = \"race.toml\"\n[platforms.wechat]\nmedia = [\n{ from = 2024-01-01, rate = \"0.3%/day\" },\n\
                 { from = 2024-02-01, rate = \"5%/day\" }]\n";
    place.write("push.toml", dated);
    let found = place.found(&["compare", "race.toml", "push.toml"]);
    // Rows hold the state at the beginning of a day: what happens on the first shows on the second.
    assert_eq!(found["results"]["first_parting"], "2024-02-02");
    let [dates, parted] = ["date", "parted_q95"].map(|name| place.column("output/race/compare/paths.csv", name));
    let by = |date: &str| parted[dates.iter().position(|day| day == date).unwrap()].parse::<f64>().unwrap();
    assert!(by("2024-02-01") < ROUNDING && by("2024-02-02") > 0.0 && by("2024-03-01") > by("2024-02-10"));
    assert!(number(&found["results"]["elsewhere"]["q50"]) <= number(&found["results"]["parted"]["q50"]));

    place.write("same.toml", "extends = \"race.toml\"\ntitle = \"The same\"\n");
    let found = place.found(&["compare", "race.toml", "same.toml"]);
    assert_eq!(found["results"]["first_parting"], Value::Null);
    let differences =
        found["results"]["measures"].as_array().unwrap().iter().map(|line| number(&line["difference"]["value"]));
    assert!(differences.into_iter().all(|difference| difference.abs() < f64::MIN_POSITIVE));
    assert!(found["answer"].as_str().unwrap().contains("nobody takes another path"));
}

/// The shipped question, with fewer agents: common luck must save at least four of five runs, in when and how far WeChat passes.
#[test]
fn common_luck_saves_most_of_the_runs_between_history_and_no_crashes() {
    let place = Place::empty();
    let scenarios = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/");
    let [a, b] = ["mitalk-wechat.toml", "no-crashes.toml"].map(|name| format!("{scenarios}{name}"));
    let found = place.found(&["compare", &a, &b, "--agents", "1500", "--runs", "12", "--quiet"]);
    let factor = |measure: &str| {
        let lines = found["results"]["measures"].as_array().unwrap();
        number(&lines.iter().find(|line| line["measure"] == measure).unwrap()["variance_reduction"])
    };
    for measure in ["crossing_day", "mitalk.registered", "wechat.active"] {
        assert!(factor(measure) >= 5.0, "{measure}: {}", factor(measure));
    }
}

#[test]
fn shares_of_causes_add_up_and_a_key_without_power_has_none() {
    let place = race();
    // Nobody leaves, so nobody can return.
    let late = "extends = \"race.toml\"\n[platforms.wechat]\nlaunch = 2024-01-28\nreturning = \"x0.5\"\nmedia = \"0.5%/day\"\n";
    place.write("late.toml", late);
    let found = place.found(&["why", "race.toml", "--against", "late.toml", "--of", "mitalk.share"]);
    let results = &found["results"];
    assert_eq!(
        (&results["worlds"], &results["runs_a_world"], &results["orders"]),
        (&8.into(), &20.into(), &Value::Null)
    );
    let shares = results["shares"].as_array().unwrap();
    let [effect, ..] = estimate(&results["effect"]);
    let sum: f64 = shares.iter().map(|share| number(&share["share"]["value"])).sum();
    assert!(close(sum, effect) && effect > 0.01, "{sum} of {effect}");
    let [from, to] = ["from", "to"].map(|end| number(&results[end]["value"]));
    assert!(close(to - from, effect));
    let returning = shares.iter().find(|share| share["difference"] == "returning of wechat").unwrap();
    for part in ["share", "alone", "last"] {
        assert!(estimate(&returning[part]).iter().all(|number| number.abs() < ROUNDING), "{returning}");
    }
    // The ends are the scenarios themselves.
    place.run(&["run", "late.toml", "--out", "late"], 0);
    let own = place.numbers("late/outcomes.csv", "mitalk_share").iter().sum::<f64>() / 20.0;
    assert!((to - own).abs() < 1e-5, "five digits are written: {to} against {own}");
}

#[test]
fn more_than_eight_causes_are_followed_in_random_orders_and_groups_are_one_cause() {
    let place = race();
    let changes = "launch = 2024-01-18\nmedia = \"0.5%/day\"\nchurn = \"0.3%/day\"\nloyalty = 0.5\nstickiness = 0.5\ntaste_spread = 0.2";
    let both = format!(
        "extends = \"race.toml\"\n[platforms.wechat]\n{changes}\n[platforms.mitalk]\nchurn = \"0.2%/day\"\n\
         media = \"0.4%/day\"\ninvite = {{ phone = \"1.5%/day\" }}\n"
    );
    place.write("other.toml", &both);
    let why = ["why", "race.toml", "--against", "other.toml", "--of", "mitalk.active", "--runs", "10"];
    let sampled = place.found(&[&why[..], &["--orders", "6"]].concat());
    let sum = |found: &Value| -> f64 {
        found["results"]["shares"].as_array().unwrap().iter().map(|share| number(&share["share"]["value"])).sum()
    };
    let effect = |found: &Value| number(&found["results"]["effect"]["value"]);
    assert_eq!((&sampled["results"]["orders"], sampled["results"]["shares"].as_array().unwrap().len()), (&6.into(), 9));
    assert!((sum(&sampled) - effect(&sampled)).abs() < 1e-6 * effect(&sampled).abs());
    // What a dry run announces is what is made.
    let announced = place.found(&[&why[..], &["--orders", "6", "--dry-run"]].concat());
    assert_eq!((&announced["points"], &announced["runs"]), (&sampled["results"]["worlds"], &sampled["runs"]));

    place.write(
        "grouped.toml",
        &format!("{both}[groups]\n\"WeChat\" = [\"platforms.wechat\"]\n\"MiTalk\" = [\"platforms.mitalk\"]\n"),
    );
    let grouped =
        place.found(&["why", "race.toml", "--against", "grouped.toml", "--of", "mitalk.active", "--runs", "10"]);
    let names: Vec<&Value> =
        grouped["results"]["shares"].as_array().unwrap().iter().map(|share| &share["difference"]).collect();
    assert!(names.len() == 2 && names.contains(&&"WeChat".into()) && names.contains(&&"MiTalk".into()), "{names:?}");
    assert!(close(effect(&grouped), effect(&sampled)), "the ends are the same");
    assert!((sum(&grouped) - effect(&grouped)).abs() < 1e-6 * effect(&grouped).abs());
}

/// By symmetry the chance is even where both launch on one day; less the runs without a winner, 2 % here, which move the root by less than
/// half a day. One interval in twenty would miss it.
#[test]
fn a_symmetric_race_is_even_without_a_head_start() {
    let place = race();
    let solve = ["solve", "race.toml", "--find", "platforms.wechat.launch", "--between", "-7 days", "+7 days"];
    let found = place.found(&[&solve[..], &["--until", "P(mitalk wins) = 50%", "--runs", "600"]].concat());
    let solution = &found["results"]["solution"];
    let [value, low, high] = estimate(&solution["number"]);
    assert!(low <= 0.5 && -0.5 <= high && high - low < 7.0, "{solution}");
    assert!(low <= value && value <= high && solution["rises"] == true, "{solution}");
    let runs = found["runs"].as_u64().unwrap();
    assert!((590..=600).contains(&runs), "what is allowed is used: {runs}");
}

/// At the value that a search names, new runs with other luck must show what was asked for.
#[test]
fn what_a_search_finds_holds_when_it_is_run() {
    let place = race();
    let find = ["solve", "race.toml", "--find", "platforms.mitalk.media", "--between", "0.05%/day", "2%/day"];
    let until = ["--until", "mitalk.registered = 25k", "--runs", "400", "--tolerance", "0.02%/day"];
    let found = place.found(&[&find[..], &until].concat());
    let solution = &found["results"]["solution"];
    assert!(solution["found"] == true && found["runs"].as_u64().unwrap() <= 400, "{found}");
    let mean = |end: &str| {
        let setting = format!("platforms.mitalk.media={}", solution[end].as_str().unwrap());
        place.run(&["run", "race.toml", "--seed", "99", "--runs", "100", "--set", &setting, "--out", "there"], 0);
        place.numbers("there/outcomes.csv", "mitalk_registered").iter().sum::<f64>() / 100.0
    };
    // 100 runs know the mean within 2 % (four standard errors).
    assert!(mean("low") < 25_500.0 && mean("high") > 24_500.0, "{solution}");
    assert!((mean("value") / 25_000.0 - 1.0).abs() < 0.05, "{solution}");
}

#[test]
fn a_search_without_a_solution_says_so() {
    let place = race();
    let find = ["solve", "race.toml", "--find", "platforms.wechat.launch", "--between", "+20 days", "+40 days"];
    let found = place.found(&[&find[..], &["--until", "P(mitalk wins) = 20%", "--runs", "500"]].concat());
    assert_eq!(
        (&found["results"]["solution"]["found"], &found["results"]["solution"]["side"]),
        (&false.into(), &"above".into())
    );
    assert!(found["answer"].as_str().unwrap().starts_with("No solution between +20 days and +40 days"), "{found}");
    assert!(found["runs"].as_u64().unwrap() < 500, "it does not use all runs to find that out");
    assert!(place.path("output/race/solve/response.png").exists(), "what was seen is shown");
}

#[test]
fn an_input_without_power_has_no_index_and_luck_has_the_rest() {
    let place = race();
    let vary = ["--vary", "platforms.mitalk.returning=x0.1..x0.9", "--of", "mitalk.share"];
    let alone = place.found(&[&["sensitivity", "race.toml", "--size", "128"], &vary[..]].concat());
    let indices = alone["results"]["indices"].as_array().unwrap();
    for order in ["first", "total"] {
        assert!(estimate(&indices[0][order]).iter().all(|number| number.abs() < ROUNDING), "{indices:?}");
        let [value, low, high] = estimate(&indices[1][order]);
        assert!(indices[1]["key"] == "luck" && low <= 1.0 && 1.0 <= high && (value - 1.0).abs() < 0.35, "{indices:?}");
    }
    let two = [&vary[..], &["--vary", "platforms.mitalk.media=x0.2..x5"]].concat();
    let morris = place.found(&[&["sensitivity", "race.toml", "--method", "morris", "--size", "12"], &two[..]].concat());
    let effects = morris["results"]["effects"].as_array().unwrap();
    assert_eq!((&effects[0]["key"], morris["runs"].as_u64().unwrap()), (&"platforms.mitalk.media".into(), 12 * 3));
    assert!(
        estimate(&effects[0]["mu_star"])[1] > 0.05 && estimate(&effects[1]["mu_star"])[2] < ROUNDING,
        "{effects:?}"
    );
    let oat = place.found(&[&["sensitivity", "race.toml", "--method", "oat"], &two[..]].concat());
    let swings = oat["results"]["swings"].as_array().unwrap();
    let [low, high] = ["low_end", "high_end"].map(|end| estimate(&swings[1][end]));
    assert!(same(low, high) && same(low, estimate(&oat["results"]["middle"])), "{swings:?}");
    assert!(estimate(&swings[0]["low_end"])[2] < estimate(&swings[0]["high_end"])[1], "{swings:?}");
}

/// Inputs that a file calls uncertain are pinned at their quantiles.
#[test]
fn ends_of_an_uncertain_input_are_its_quantiles() {
    let place = race();
    let media = "media  = { uniform = { low = \"0.1%/day\", high = \"0.9%/day\" } }";
    place.write("unsure.toml", &RACE.replacen("media  = \"0.3%/day\"", media, 1));
    let oat = place.found(&["sensitivity", "unsure.toml", "--method", "oat", "--of", "mitalk.registered"]);
    let swing = &oat["results"]["swings"][0];
    assert_eq!((&swing["at_low"], &swing["at_high"]), (&"0.14%/day".into(), &"0.86%/day".into()));
    place.run(&["run", "unsure.toml", "--set", "platforms.mitalk.media=0.86%/day", "--out", "high"], 0);
    let registered = place.numbers("high/outcomes.csv", "mitalk_registered");
    let mean = registered.iter().sum::<f64>() / registered.len() as f64;
    assert!((number(&swing["high_end"]["value"]) - mean).abs() < 1.0, "whole persons are written");
}
