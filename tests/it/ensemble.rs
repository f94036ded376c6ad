//! Many runs: the same whatever the threads, and never more in memory than sampled.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use headstart::experiment::{Crew, Ensemble, Outcome, Plan, SAMPLE, ensemble, replicate};
use headstart::report::{self, Material, Meta, Options, OutcomeWriter, Recipe, Results};
use headstart::scenario::{self, Overrides, Scenario};

fn everything(runs: u32, agents: u32) -> Scenario {
    let overrides = Overrides { runs: Some(runs), agents: Some(agents), ..Overrides::default() };
    let loaded = scenario::load(Path::new("tests/data/everything.toml"), &overrides);
    loaded.unwrap_or_else(|problems| panic!("{problems}")).scenario
}

/// Runs nearly without people and time, of which many can be made.
fn tiny(runs: u32) -> Scenario {
    let mut tiny = everything(runs, 400);
    tiny.market.agents = 7;
    tiny.end = tiny.start.saturating_add(jiff::Span::new().days(40));
    tiny
}

fn made(scenario: &Scenario, threads: usize, stop_after: Option<u64>) -> (Ensemble, Vec<Outcome>, OutcomeWriter) {
    let stop = AtomicBool::new(false);
    let crew = Crew::new(NonZeroUsize::new(threads).unwrap(), &stop);
    let (mut outcomes, mut writer) = (Vec::new(), OutcomeWriter::new(scenario));
    let ensemble = ensemble(scenario, Plan::default(), &crew, |outcome| {
        writer.add(outcome);
        outcomes.push(outcome.clone());
        stop.fetch_or(stop_after == Some(outcomes.len() as u64), Ordering::Relaxed);
    });
    let ensemble = ensemble.unwrap();
    (ensemble, outcomes, writer)
}

/// Every file of the results, by name.
fn folder(scenario: &Scenario, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let (ensemble, _, outcomes) = made(scenario, threads, None);
    let (resolved, results) = (scenario::resolved_json(scenario), Results::new(scenario, &ensemble));
    let material =
        Material { scenario, ensemble: &ensemble, results: &results, resolved: &resolved, recipe: &Recipe::default() };
    let meta = Meta { started: jiff::Timestamp::UNIX_EPOCH, seconds: 0.0, cores: 1 };
    let dir = tempfile::tempdir().unwrap();
    let written = report::write_files(dir.path(), material, outcomes, &meta, Options::default()).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    written.files.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

#[test]
fn one_two_and_eight_threads_write_the_same_bytes() {
    let scenario = everything(9, 400);
    let alone = folder(&scenario, 1);
    assert_eq!(alone.len(), 17);
    for threads in [2, 8] {
        for (name, bytes) in folder(&scenario, threads) {
            assert!(alone[&name] == bytes, "{name} differs with {threads} threads");
        }
    }
}

#[test]
fn a_run_is_the_same_alone_and_among_others() {
    let scenario = everything(6, 300);
    let (ensemble, outcomes, _) = made(&scenario, 2, None);
    assert_eq!(outcomes.iter().map(|outcome| outcome.run).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    for (run, (among, outcome)) in ensemble.sample.iter().zip(&outcomes).enumerate() {
        let alone = replicate(&scenario, run as u64);
        assert_eq!(&alone, among);
        assert_eq!(&alone.0, outcome);
    }
    let fewer = made(&Scenario { runs: 3, ..scenario }, 8, None).0;
    assert_eq!(fewer.sample, ensemble.sample[..3]);
}

#[test]
fn what_is_interrupted_is_the_beginning_of_the_whole() {
    let scenario = tiny(400);
    let (whole, all, _) = made(&scenario, 2, None);
    assert_eq!((whole.runs, whole.asked), (400, 400));
    for threads in [1, 2, 8] {
        let (part, outcomes, _) = made(&scenario, threads, Some(20));
        assert!((20..20 + 5 * threads as u64).contains(&part.runs), "{} runs, {threads} threads", part.runs);
        assert_eq!(part.asked, 400);
        assert_eq!(outcomes, all[..part.runs as usize]);
        assert_eq!(part.sample, whole.sample[..part.runs as usize]);
    }
}

#[test]
fn with_more_runs_than_are_sampled_all_are_counted() {
    let runs = 3 * SAMPLE as u32;
    let scenario = tiny(runs);
    let (alone, outcomes, writer) = made(&scenario, 1, None);
    assert_eq!(alone.sample.len(), SAMPLE);
    assert!(alone.sample.is_sorted_by_key(|(outcome, _)| outcome.run));
    assert!(alone.sample.iter().all(|(outcome, _)| outcomes[outcome.run as usize] == *outcome));
    let won = |platform: usize| outcomes.iter().filter(|outcome| outcome.winner == Some(platform)).count() as u64;
    assert_eq!(alone.wins, [won(0), won(1)]);
    assert_eq!(alone.wins.iter().sum::<u64>() + alone.ties, u64::from(runs));
    assert!(alone.wins.iter().all(|&wins| wins > 0) && alone.ties > 0, "{:?}, {} ties", alone.wins, alone.ties);
    for threads in [2, 8] {
        assert_eq!(made(&scenario, threads, None).0, alone);
    }

    let mut csv = Vec::new();
    writer.copy_to(&mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let header = "run,winner,crossing_date,tipping_date,mitalk_active,mitalk_registered,mitalk_share,mitalk_peak,\
                  mitalk_peak_date,wechat_active,wechat_registered,wechat_share,wechat_peak,wechat_peak_date,persons_per_agent";
    assert_eq!(csv.lines().next(), Some(header));
    assert_eq!(csv.lines().count(), 1 + runs as usize);
    for (line, outcome) in csv.lines().skip(1).zip(&outcomes) {
        let winner = outcome.winner.map_or("", |winner| scenario.platforms[winner].name.as_str());
        assert!(line.starts_with(&format!("{},{winner},", outcome.run)), "{line}");
    }
}
