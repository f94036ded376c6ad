//! `headstart plot` of experiments: the same bytes from files alone, in any look, and clear words where a file is damaged.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use headstart::report::Language;
use headstart::report::findings::Pictures;
use serde_json::Value;

use super::figures::legible;
use super::place::{Place, RACE};

const SOLVE: [&str; 9] = [
    "solve",
    "race.toml",
    "--find",
    "platforms.wechat.launch",
    "--between",
    "-7 days",
    "+7 days",
    "--until",
    "P(mitalk wins) = 50%",
];

/// Every kind of experiment and of figure, as small as it gets.
const EXPERIMENTS: [&[&str]; 10] = [
    &["compare", "race.toml", "late.toml"],
    &["why", "race.toml", "--against", "late.toml"],
    &SOLVE,
    &["sweep", "race.toml", "--vary", "platforms.wechat.launch=2024-01-01..2024-01-11:3"],
    &[
        "sweep",
        "race.toml",
        "--vary",
        "platforms.wechat.launch=+0 days..+9 days:3",
        "--vary",
        "platforms.mitalk.media=x0.5..x2:3",
    ],
    &[
        "sweep",
        "race.toml",
        "--vary",
        "platforms.wechat.launch=+0 days..+9 days",
        "--vary",
        "platforms.mitalk.media=x0.5..x2",
        "--sample",
        "lhs:8",
    ],
    &[
        "sensitivity",
        "race.toml",
        "--size",
        "8",
        "--vary",
        "platforms.mitalk.media=x0.5..x2",
        "--vary",
        "platforms.wechat.media=x0.5..x2",
    ],
    &[
        "sensitivity",
        "race.toml",
        "--method",
        "morris",
        "--size",
        "4",
        "--vary",
        "platforms.mitalk.media=x0.5..x2",
        "--vary",
        "platforms.wechat.media=x0.5..x2",
    ],
    &["graph", "race.toml"],
    &["person", "race.toml"],
];

/// A folder with every experiment below `output`, numbered; those of many runs make six of each world.
fn experimented() -> Place {
    let late = RACE.replacen("launch = 2024-01-08", "launch = 2024-01-16", 1);
    let place = Place::with(&[("race.toml", RACE), ("late.toml", &late)]);
    for (number, words) in EXPERIMENTS.iter().enumerate() {
        let out = format!("output/{number}");
        let mut words = [words, &["--quiet", "--out", &out][..]].concat();
        if !["graph", "person", "sensitivity"].contains(&words[0]) {
            words.extend(["--runs", if words[0] == "solve" { "40" } else { "6" }]);
        }
        place.run(&words, 0);
    }
    place
}

#[test]
fn plot_draws_the_same_bytes_of_every_experiment_and_keeps_every_look() {
    let place = experimented();
    let all = || EXPERIMENTS.iter().enumerate().map(|(at, _)| place.bytes(&format!("output/{at}"))).collect::<Vec<_>>();
    let before = all();
    for at in 0..EXPERIMENTS.len() {
        std::fs::remove_file(place.path(&format!("output/{at}/report.html"))).unwrap();
    }
    let (out, err) = place.run(&["plot", "output"], 0);
    assert_eq!((out.lines().count(), err.as_str()), (EXPERIMENTS.len(), ""), "{out}");
    assert!(before == all(), "the usual look");
    let (_, err) = place.run(&["plot", "output", "--theme", "dark", "--size", "900x700", "--lang", "zh"], 0);
    assert_eq!(err, "", "every character has a font");
    let dark = all();
    for (at, (was, is)) in before.iter().zip(&dark).enumerate() {
        for (name, bytes) in was {
            let drawn = matches!(name.rsplit('.').next(), Some("svg" | "png" | "html"));
            assert_eq!(*bytes != is[name], drawn, "{at}: {name}");
        }
    }
    place.run(&["plot", "output"], 0);
    assert!(dark == all(), "the look is in the files");
    place.run(&["verify", "output/0", "output/6", "--quiet"], 0);
    place.run(&["plot", "output", "--theme", "light", "--size", "own", "--lang", "en"], 0);
    assert!(before == all(), "and back");
}

/// Small runs give wide intervals and long numbers, and names here are long: in both languages, drawn from the files.
#[test]
fn no_text_covers_another_in_figures_of_experiments() {
    let place = experimented();
    let mut drawn = 0;
    for at in 0..EXPERIMENTS.len() {
        let page: Value = serde_json::from_str(&place.read(&format!("output/{at}/page.json"))).unwrap();
        let pictures = Pictures::read(&page["figures"]).unwrap();
        for language in [Language::English, Language::Chinese] {
            for (name, data) in pictures.of(language) {
                legible(&format!("{at}/{name} in {language:?}"), &data.drawn());
                drawn += 1;
            }
        }
    }
    assert!(drawn >= 2 * EXPERIMENTS.len(), "{drawn} figures");
}

#[test]
fn an_experiment_in_chinese_is_the_same_as_one_that_is_drawn_again_in_chinese() {
    let place = Place::with(&[("race.toml", RACE)]);
    let solve = [&SOLVE[..], &["--runs", "40", "--quiet", "--out", "output"]].concat();
    let chinese = [&solve[..], &["--lang", "zh", "--theme", "dark"]].concat();
    place.run(&solve, 0);
    place.run(&["plot", "output", "--lang", "zh", "--theme", "dark"], 0);
    let drawn = place.bytes("output");
    place.run(&chinese, 0);
    let made = place.bytes("output");
    for name in ["response.svg", "response.png", "page.json", "summary.json"] {
        assert!(drawn[name] == made[name], "{name}");
    }
    let text = String::from_utf8(made["response.svg"].clone()).unwrap();
    assert!(text.contains("概率") && !text.contains("chance"), "{text}");
}

#[test]
fn plot_says_what_is_wrong_with_the_files_of_an_experiment() {
    let place = Place::with(&[("race.toml", RACE)]);
    place.run(&["graph", "race.toml", "--quiet", "--out", "output"], 0);
    let good = place.read("output/page.json");
    let figures = place.bytes("output");
    let complains = |content: &str, words: [&str; 2]| {
        place.write("output/page.json", content);
        let (_, err) = place.run(&["plot", "output"], 4);
        for word in words {
            assert!(err.contains(word), "`{word}` is missing: {err}");
        }
    };
    let remedy = "make the experiment again";
    complains(&good[..good.len() / 2], ["page.json", remedy]);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut kept: Value = serde_json::from_str(&good).unwrap();
        change(&mut kept);
        kept.to_string()
    };
    complains(&with(&|kept| kept["format"] = 9.into()), ["format 9, a newer headstart reads it", remedy]);
    complains(&with(&|kept| kept["title"] = Value::Null), ["expected a string", remedy]);
    complains(
        &with(&|kept| kept["figures"][0]["name"] = "../degrees".into()),
        ["`../degrees`, which no file can have", remedy],
    );
    complains(
        &with(&|kept| kept["figures"][0]["data"]["degrees"]["layers"][0]["median"] = "many".into()),
        ["figure `degrees`", "u32"],
    );
    std::fs::remove_file(place.path("output/page.json")).unwrap();
    let (_, err) = place.run(&["plot", "output"], 4);
    assert!(err.contains("an older version wrote it") && err.contains(remedy), "{err}");
    place.write("output/page.json", &good);
    assert!(figures == place.bytes("output"), "nothing was written");
    let (_, err) = place.run(&["report", "output"], 4);
    assert!(err.contains("it holds results of `graph`, not of `run`"), "{err}");
}
