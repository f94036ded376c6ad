//! Scenario files from outside: what loads, what is refused and with which words, what is kept equal to the code.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use headstart::scenario::{self, Color, Distribution, GeneratorSpec, Overrides, Potential, Scenario};
use headstart::units::DAYS_PER_MONTH;

const FULL: &str = "tests/data/full.toml";
const CHILD: &str = "tests/data/child.toml";

fn loaded(path: &str, set: &[&str]) -> scenario::Loaded {
    let overrides =
        Overrides { set: set.iter().map(|setting| (*setting).to_owned()).collect(), ..Overrides::default() };
    scenario::load(Path::new(path), &overrides).unwrap_or_else(|problems| panic!("{problems}"))
}

fn load(path: &str, set: &[&str]) -> Scenario {
    loaded(path, set).scenario
}

fn refusal(path: &str, set: &[&str]) -> String {
    let overrides =
        Overrides { set: set.iter().map(|setting| (*setting).to_owned()).collect(), ..Overrides::default() };
    match scenario::load(Path::new(path), &overrides) {
        Ok(_) => panic!("{path} with {set:?} was accepted"),
        Err(problems) => problems.render(100, Color::Never),
    }
}

/// Compares with a file that is committed; `HEADSTART_BLESS=1` writes it instead.
pub fn same_as_committed(path: &Path, text: &str) {
    if std::env::var_os("HEADSTART_BLESS").is_some() {
        fs::write(path, text).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(committed, text, "{} differs; HEADSTART_BLESS=1 cargo test rewrites it", path.display());
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| PathBuf::from(folder).join(entry.unwrap().file_name()))
        .filter(|path| path.to_string_lossy().ends_with(ending) && !path.to_string_lossy().ends_with(".inc.toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_wrong_scenario_is_refused_with_its_message() {
    let wrong = files("tests/wrong", ".toml");
    assert!(wrong.len() >= 36);
    for path in wrong {
        let check = scenario::check(&path, &Overrides::default());
        assert!(check.errors() > 0, "{} was accepted", path.display());
        same_as_committed(&path.with_extension("txt"), &check.render(100, Color::Never));
    }
}

#[test]
fn the_schema_and_the_parameters_in_the_documents_are_those_of_the_code() {
    let schema = serde_json::to_string_pretty(&scenario::schema()).unwrap() + "\n";
    same_as_committed(Path::new("docs/scenario.schema.json"), &schema);
    same_as_committed(Path::new("docs/parameters.md"), &scenario::parameters_markdown());
}

#[test]
fn a_file_with_every_key_loads_without_warning() {
    let full = loaded(FULL, &[]);
    assert_eq!(scenario::render(&full.warnings, 100, Color::Never), "");
    let full = full.scenario;
    assert_eq!(full.about, "Does every key of the format work?\nIt uses all of them once.");
    assert_eq!(full.layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>(), ["phone", "qq", "world"]);
    assert_eq!(full.platforms.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["mitalk", "wechat", "later"]);
    assert_eq!(full.tick.to_bits(), 0.5f64.to_bits());
    let Potential::Path { points, uncertain: true } = &full.market.potential else { panic!("{:?}", full.market) };
    assert_eq!((points.len(), points[0].low, points[0].mid, points[0].high), (8, 35e6, 60e6, 95e6));
    let mitalk = &full.platforms[0];
    assert_eq!(mitalk.churn.distribution, Distribution::Constant(0.03 / DAYS_PER_MONTH));
    assert_eq!(mitalk.trial_churn.distribution, Distribution::Constant(-libm::log1p(-0.03) / DAYS_PER_MONTH));
    assert_eq!(mitalk.initial_users.distribution, Distribution::Constant(200_000.0));
    assert_eq!(mitalk.media[0].value.key, "platforms.mitalk.media");
    assert_eq!(mitalk.features[0].churn.key, "platforms.mitalk.features.push-to-talk voice.churn");
    assert_eq!(mitalk.features[0].churn.distribution, Distribution::Constant(0.7));
    assert_eq!(mitalk.outages[0].duration.distribution, Distribution::Constant(10.0 / 24.0));
    assert_eq!(full.platforms[1].invite[1][0].value.key, "platforms.wechat.invite.qq.0");
    assert_eq!(full.platforms[1].media[1].value.evidence.as_ref().unwrap().source.as_deref(), Some("press"));
    assert!(full.platforms[2].launch.is_never());
}

#[test]
fn history_is_kept_for_the_platforms_and_the_time_of_the_scenario() {
    let full = load(FULL, &[]);
    assert!(full.observations.iter().all(|o| o.platform < 2 && full.start <= o.date && o.date <= full.end));
    assert!(full.observations.iter().any(|o| o.doubtful), "MiTalk's 4 M before WeChat must not be fitted");
    assert_eq!(full.targets.len(), 20);
    let renamed = load(FULL, &["platforms.later.observed.series=wechat", "-platforms.wechat"]);
    assert!(renamed.targets.iter().any(|target| target.observation.platform == 1));
}

#[test]
fn a_child_says_only_what_differs() {
    let (parent, child) = (load(FULL, &[]), load(CHILD, &[]));
    assert_eq!(child.name, "child");
    assert_eq!(child.expect, None, "what an author expects is not inherited");
    assert_eq!(child.platforms[1].launch.date().unwrap().to_string(), "2011-12-10");
    assert_eq!(child.platforms[1].media.len(), 1, "a quantity replaces as a whole");
    assert_eq!(child.platforms[1].invite, parent.platforms[1].invite);
    assert_eq!(
        child.layers[1].generator,
        GeneratorSpec::RingLattice { degree: 20 },
        "a generator replaces another one"
    );
    assert_eq!(child.observations.len(), parent.observations.len(), "paths are relative to the file that says them");
}

#[test]
fn settings_on_the_command_line_read_as_in_the_file() {
    let changed = load(
        CHILD,
        &[
            "platforms.wechat.launch=+90 days",
            "platforms.mitalk.churn=2%/month",
            "platforms.mitalk.pull=x2",
            "platforms.wechat.invite.qq.0.rate=\"0.5%/day\"",
            "platforms.wechat.invite.qq.0.from=+7 days",
            "platforms.mitalk.features.push-to-talk voice.invite=x3",
            "platforms.mitalk.outages.1.date=2011-07-01",
            "-platforms.wechat.seeding",
            "contacts.phone.random_regular.degree=8",
            "platforms.mitalk.media={ uniform = { low = \"1%/day\", high = \"2%/day\" } }",
            "title=2012",
        ],
    );
    let (mitalk, wechat) = (&changed.platforms[0], &changed.platforms[1]);
    assert_eq!(wechat.launch.date().unwrap().to_string(), "2012-03-09");
    assert_eq!(mitalk.churn.distribution, Distribution::Constant(0.02 / DAYS_PER_MONTH));
    assert_eq!(mitalk.pull.distribution, Distribution::Constant(0.02));
    assert_eq!(wechat.invite[1][0].value.distribution, Distribution::Constant(0.005));
    assert_eq!(wechat.invite[1][0].from.unwrap().to_string(), "2011-05-22");
    assert_eq!(mitalk.features[0].invite.distribution, Distribution::Constant(3.0));
    assert_eq!(mitalk.outages[1].date.to_string(), "2011-07-01");
    assert!(wechat.seeding.is_empty());
    assert_eq!(changed.layers[0].generator, GeneratorSpec::RandomRegular { degree: 8 });
    assert_eq!(mitalk.media[0].value.distribution, Distribution::Uniform { low: 0.01, high: 0.02 });
    assert_eq!(changed.title, "2012");
}

#[test]
fn a_factor_multiplies_what_the_file_says() {
    let twice = load(
        FULL,
        &[
            "platforms.mitalk.media=x2",
            "platforms.wechat.media=x0.5",
            "platforms.mitalk.stickiness.normal.mean=x2",
            "platforms.mitalk.loyalty=x3",
            "platforms.mitalk.multihoming=x2",
            "platforms.wechat.invite.qq.0.rate=x2",
        ],
    );
    let (mitalk, wechat) = (&twice.platforms[0], &twice.platforms[1]);
    assert_eq!(mitalk.media[0].value.distribution, Distribution::Lognormal { median: 0.0002, spread: 0.5 });
    assert_eq!(wechat.media[0].value.distribution, Distribution::Constant(0.00005));
    assert_eq!(wechat.media[1].value.distribution, Distribution::Uniform { low: 0.00005, high: 0.0005 });
    assert_eq!(mitalk.stickiness.distribution, Distribution::Normal { mean: 6.0, sd: 0.5 });
    assert_eq!(mitalk.loyalty.distribution, Distribution::Constant(1.5));
    assert_eq!(mitalk.multihoming.distribution, Distribution::Constant(2.0), "for a factor, x2 is the value");
    let nothing = load(FULL, &["platforms.mitalk.media=x0", "platforms.wechat.media=x0"]);
    let rates = nothing.platforms[..2].iter().flat_map(|platform| &platform.media);
    assert!(rates.clone().all(|rate| rate.value.distribution == Distribution::Constant(0.0)), "x0 leaves nothing");
    assert_eq!(rates.filter(|rate| rate.value.evidence.is_some()).count(), 2, "evidence stays");
    assert_eq!(wechat.invite[1][0].value.distribution, Distribution::Constant(0.004));
}

#[test]
fn files_from_other_systems_read_the_same() {
    let text = fs::read_to_string(FULL).unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let loaded = scenario::load_text(&windows, Path::new(FULL), &Overrides::default());
    assert_eq!(loaded.unwrap_or_else(|problems| panic!("{problems}")).scenario, load(FULL, &[]));
}

#[test]
fn no_key_is_declared_without_being_read() {
    for setting in scenario::explain(&loaded(FULL, &[])) {
        let nonsense = format!("{}={{ nonsense = 1 }}", setting.key);
        let _ = refusal(FULL, &[&nonsense]);
    }
}

#[test]
fn flags_stand_over_everything() {
    let overrides = Overrides { set: vec!["runs=7".into()], runs: Some(3), agents: Some(5000), seed: Some(9) };
    let changed = scenario::load(Path::new(FULL), &overrides).unwrap();
    assert_eq!((changed.scenario.runs, changed.scenario.market.agents, changed.scenario.seed), (3, 5000, 9));
    let runs = scenario::explain(&changed).into_iter().find(|setting| setting.key == "runs").unwrap();
    assert_eq!((runs.value.as_str(), runs.origin), ("3", scenario::Origin::CommandLine));
}

#[test]
fn wrong_settings_are_shown_as_they_were_typed() {
    let settings = [
        "platforms.wechat.lunch=2011-12-10",
        "platforms.wechat.launch",
        "platforms.wechat.launch=+soon",
        "platforms.later.launch=+90 days",
        "-platforms.wechat.seedng",
        "platforms.wechat.seeding.7.rate=1%/day",
        "platforms.mitalk.churn=1%",
        "platforms.mitalk.media={ uniform = ",
        "platforms.mitalk.label.color=red",
        "platforms..launch=2011-12-10",
        "extends=other.toml",
        "platforms.mitalk.taste_spread=x2",
        "runs=",
    ];
    let text: Vec<String> = settings.iter().map(|one| format!("--set '{one}'\n{}", refusal(FULL, &[one]))).collect();
    same_as_committed(Path::new("tests/data/wrong-settings.txt"), &text.join("\n"));
}

#[test]
fn what_is_legal_but_has_no_effect_is_a_warning() {
    let text = fs::read_to_string(FULL).unwrap();
    let text = text
        .replace("date = 2011-06-01", "date = 2014-06-01")
        .replace("until = 2012-05-15", "until = 2011-01-20")
        .replace("from = 2011-05-15\nuntil", "from = 2010-12-30\nuntil");
    let text = text.replace("launch = \"never\"", "launch = 2020-01-01");
    let loaded = scenario::load_text(&text, Path::new("tests/data/changed.toml"), &Overrides::default()).unwrap();
    same_as_committed(Path::new("tests/data/warnings.txt"), &scenario::render(&loaded.warnings, 100, Color::Never));
}

#[test]
fn explain_tells_value_and_origin_of_every_key() {
    let child = loaded(CHILD, &["platforms.wechat.launch=+90 days"]);
    same_as_committed(Path::new("tests/data/explain.txt"), &scenario::explain_text(&child));
    let json = scenario::explain_json(&child);
    assert_eq!(json.as_array().unwrap().len(), scenario::explain(&child).len());
}

#[test]
fn the_resolved_scenario_loads_as_the_same_scenario() {
    for (path, set) in [(FULL, &[][..]), (CHILD, &["platforms.wechat.launch=+90 days"][..])] {
        let original = loaded(path, set);
        let text = scenario::resolved_toml(&original);
        let again = scenario::load_text(&text, Path::new("elsewhere/x.toml"), &Overrides::default())
            .unwrap_or_else(|problems| panic!("{text}\n{problems}"));
        let (mut again, original) = (again.scenario, original.scenario);
        assert_eq!(scenario::hash(&again), scenario::hash(&original));
        (again.name, again.about) = (original.name.clone(), original.about.clone());
        assert_eq!(again, original);
    }
}

#[test]
fn the_hash_counts_meaning_not_writing() {
    let base = "start = 2024-01-01\nend = 2024-12-31\nplatforms.a = { launch = 2024-01-01, churn = \"0.4%/day\" }\n\
                market = { agents = 100, potential = \"1k\" }";
    let hash = |text: &str| {
        let loaded = scenario::load_text(text, Path::new("x.toml"), &Overrides::default());
        scenario::hash(&loaded.unwrap_or_else(|problems| panic!("{problems}")).scenario)
    };
    let other = "market = { potential = 1_000, agents = 100 }\ntitle = \"other\"\nend = 2024-12-31\n\
                 platforms.a = { churn = \"0.004/day\", launch = 2024-01-01, label = \"A\", pull = 0 }\nstart = 2024-01-01";
    assert_eq!(hash(base), hash(other));
    assert_ne!(hash(base), hash(&base.replace("0.4%", "0.5%")));
    assert_ne!(hash(base), hash(&base.replace("end = 2024-12-31", "end = 2024-12-30")));
}

#[test]
fn a_new_scenario_loads_without_warning() {
    let text = scenario::init("my-question");
    let loaded = scenario::load_text(&text, Path::new("my-question.toml"), &Overrides::default())
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(scenario::render(&loaded.warnings, 100, Color::Never), "");
    assert_eq!(loaded.scenario.title, "my question");
}

/// TOML as an editor hands it to a schema: dates are texts.
fn as_json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(date) => serde_json::Value::String(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

#[test]
fn the_schema_accepts_what_loads_and_refuses_typos() {
    let schema = jsonschema::validator_for(&scenario::schema()).unwrap();
    let json = |text: &str| as_json(&toml::Value::Table(text.parse().unwrap()));
    let good = [fs::read_to_string(FULL).unwrap(), fs::read_to_string(CHILD).unwrap(), scenario::init("x")];
    for text in good {
        let errors: Vec<String> =
            schema.iter_errors(&json(&text)).map(|e| format!("{} {e}", e.instance_path)).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    for wrong in ["unknown-key", "bare-rate", "bare-share", "kernel-typo", "confidence-typo", "color", "no-runs"] {
        let text = fs::read_to_string(format!("tests/wrong/{wrong}.toml")).unwrap();
        assert!(!schema.is_valid(&json(&text)), "the schema accepts {wrong}");
    }
}

#[test]
fn every_example_in_the_documents_loads() {
    let text = fs::read_to_string("docs/scenarios.md").unwrap();
    let blocks: Vec<&str> = text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 6);
    let base = fs::read_to_string("tests/data/documents.toml").unwrap();
    for block in blocks {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("two-rivals.toml"), &base).unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        let graphs = files("docs/examples", ".tsv").into_iter().chain(files("docs/examples", ".csv"));
        for table in files("scenarios/data", ".csv").into_iter().chain(graphs) {
            fs::copy(&table, folder.path().join("data").join(table.file_name().unwrap())).unwrap();
        }
        let text = if block.contains("start ") || block.contains("extends") {
            block.to_owned()
        } else {
            format!("extends = \"two-rivals.toml\"\n{block}")
        };
        let path = folder.path().join("example.toml");
        if let Err(problems) = scenario::load_text(&text, &path, &Overrides::default()) {
            panic!("{block}\n{problems}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn a_mutilated_file_never_panics(at in 0usize..4000, cut in 0usize..60, put in "[\\PC\\n]{0,12}") {
        let text = fs::read_to_string(FULL).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let at = at.min(chars.len());
        let end = (at + cut).min(chars.len());
        let changed: String = chars[..at].iter().copied().chain(put.chars()).chain(chars[end..].iter().copied()).collect();
        if let Err(problems) = scenario::load_text(&changed, Path::new(FULL), &Overrides::default()) {
            let _ = problems.render(80, Color::Never);
        }
    }

    #[test]
    fn no_text_makes_the_loader_panic(text in "\\PC*", setting in "\\PC{0,40}") {
        let overrides = Overrides { set: vec![setting], ..Overrides::default() };
        if let Err(problems) = scenario::load_text(&text, Path::new(FULL), &overrides) {
            let _ = problems.render(80, Color::Never);
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_apart_from_one_that_is_wrong() {
    let problems = |path: &str| scenario::load(Path::new(path), &Overrides::default()).err().unwrap();
    let missing = problems("tests/data/ful.toml");
    assert!(missing.only_unreadable());
    assert!(missing.to_string().contains("did you mean `full.toml`?"), "{missing}");
    assert!(!problems("tests/wrong/bare-rate.toml").only_unreadable());
}

#[test]
fn platforms_and_layers_may_have_chinese_names() {
    let text = "start = 2011-01-01\nend = 2012-01-01\nmarket = { agents = 1_000, potential = \"500万\" }\n\
                [contacts.\"通讯录\".well_mixed]\n[platforms.\"米聊\"]\nlaunch = 2011-01-01\ninvite = { \"通讯录\" = \"1%/月\" }";
    for key in ["platforms.米聊.launch=+30 days", "platforms.\"米聊\".launch=+30 days"] {
        let overrides = Overrides { set: vec![key.to_owned()], ..Overrides::default() };
        let loaded = scenario::load_text(text, Path::new("x.toml"), &overrides).unwrap_or_else(|p| panic!("{p}"));
        assert_eq!(loaded.scenario.platforms[0].launch.date().unwrap().to_string(), "2011-01-31");
        let resolved = scenario::resolved_toml(&loaded);
        let again = scenario::load_text(&resolved, Path::new("x.toml"), &Overrides::default());
        let again = again.unwrap_or_else(|problems| panic!("{resolved}\n{problems}"));
        assert_eq!(scenario::hash(&again.scenario), scenario::hash(&loaded.scenario));
    }
}

/// A scenario that asks what would have been is shown beside history, but not measured against it.
#[test]
fn an_inherited_table_can_be_taken_away() {
    let read = |name: &str| {
        scenario::load(&Path::new("scenarios").join(name), &Overrides::default()).unwrap_or_else(|p| panic!("{p}"))
    };
    let (history, otherwise) = (read("mitalk-wechat.toml").scenario, read("no-crashes.toml").scenario);
    assert_eq!((history.targets.len(), otherwise.targets.len()), (20, 0));
    assert_eq!(history.observations, otherwise.observations);
}

/// A misspelt name on the command line would otherwise be a platform that nobody can join.
#[test]
fn a_setting_below_a_name_that_no_file_has_is_refused() {
    let set = vec!["platforms.wechta.launch=2011-02-21".to_owned()];
    let overrides = Overrides { set, ..Overrides::default() };
    let Err(problems) = scenario::load(Path::new("scenarios/mitalk-wechat.toml"), &overrides) else {
        panic!("it was taken");
    };
    let text = problems.to_string();
    assert!(text.contains("nothing is called `wechta` here") && text.contains("did you mean `wechat`"), "{text}");
}
