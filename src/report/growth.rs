//! Where growth came from: joins by cause until the end, and the share of all joins that each cause has.
//!
//! A join is a first one or one of somebody who had left; what a run counts as its cause is told in `docs/model.md`. Shares are
//! taken within each run, so that they add up to 1 in it, and so do their means over the runs.

use super::labels::{LayerLabel, contacts_in};
use super::language::Language;
use super::measures::Measure;
use super::numbers::{percent, percent_with_range};
use super::results::Results;
use super::table::{Table, Values, persons, share};
use crate::engine::Trajectory;
use crate::experiment::Outcome;
use crate::stats::quantile;

/// The joins of a platform by one cause, over the sampled runs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CauseGrowth {
    /// Joins until the end \[persons\].
    pub joins: Spread,
    /// Share of all joins of the platform (0–1), over the runs in which anybody joins it.
    pub share: Spread,
}

/// A number over the runs; all 0 without runs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// 5 % of the runs lie below.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 5 % of the runs lie above.
    pub q95: f64,
}

impl Spread {
    /// The spread of values, as it stands in tables.
    fn of(mut values: Vec<f64>, written: fn(f64) -> f64) -> Spread {
        if values.is_empty() {
            return Spread::default();
        }
        values.sort_by(f64::total_cmp);
        let [q05, q50, q95] = [0.05, 0.5, 0.95].map(|p| written(quantile(&values, p)));
        Spread { mean: written(values.iter().sum::<f64>() / values.len() as f64), q05, q50, q95 }
    }
}

/// The growth of a platform by each cause, in the order of the causes of the runs.
pub fn growth(sample: &[(Outcome, Trajectory)], platform: usize, causes: usize) -> Vec<CauseGrowth> {
    let joins: Vec<Vec<f64>> = sample.iter().map(|(outcome, run)| totals(outcome, run, platform, causes)).collect();
    let shares = |cause: usize| joins.iter().filter_map(move |of| part(of, cause)).collect();
    (0..causes)
        .map(|cause| CauseGrowth {
            joins: Spread::of(joins.iter().map(|of| of[cause]).collect(), persons),
            share: Spread::of(shares(cause), share),
        })
        .collect()
}

/// Joins of a run by each cause \[persons\].
fn totals(outcome: &Outcome, run: &Trajectory, platform: usize, causes: usize) -> Vec<f64> {
    let agents =
        |cause| (0..=run.last_day()).map(|day| u64::from(run.row(day, platform).joined_by[cause])).sum::<u64>();
    (0..causes).map(|cause| agents(cause) as f64 * outcome.persons_per_agent).collect()
}

/// Share of a cause in all joins; none without joins.
fn part(joins: &[f64], cause: usize) -> Option<f64> {
    let all: f64 = joins.iter().sum();
    (all > 0.0).then(|| joins[cause] / all)
}

/// Causes in the order of columns: that of the runs, first users last.
pub fn ordered(results: &Results) -> Vec<usize> {
    let causes = results.measures.iter().filter_map(|measure| match measure {
        Measure::JoinedBy(cause) => Some(*cause),
        _ => None,
    });
    causes.collect()
}

/// Mean joins of a platform until the end \[persons\].
pub fn total(results: &Results, platform: usize) -> f64 {
    results.platforms[platform].growth.iter().map(|cause| cause.joins.mean).sum()
}

/// A cause in English words: `invitation_qq` is "QQ contacts", if that is how the scenario labels them.
pub fn cause_words(layers: &[LayerLabel], cause: &str) -> String {
    cause_in(Language::English, layers, cause)
}

/// A cause in words of a language.
pub fn cause_in(language: Language, layers: &[LayerLabel], cause: &str) -> String {
    if let Some(layer) = cause.strip_prefix("invitation_") {
        let contacts = contacts_in(language, layers, layer);
        return language.say(contacts.clone(), format!("{contacts}邀请"));
    }
    let chinese = match cause {
        "media" => "媒体",
        "seeding" => "推广",
        "bundling" => "预装",
        "choice" => "自主选择",
        "initial" => "初始用户",
        other => other,
    };
    language
        .say(if cause == "initial" { "first users".to_owned() } else { cause.replace('_', " ") }, chinese.to_owned())
}

/// `growth`: a row a platform and cause.
pub fn growth_table(results: &Results) -> Table {
    let causes = ordered(results);
    let rows: Vec<(usize, usize)> =
        (0..results.platforms.len()).flat_map(|p| causes.iter().map(move |cause| (p, *cause))).collect();
    let of = |(p, cause): &(usize, usize)| results.platforms[*p].growth[*cause];
    let mut table = Table::default();
    table.add("platform", Values::Text(rows.iter().map(|(p, _)| Some(results.platforms[*p].name.clone())).collect()));
    table.add("cause", Values::Text(rows.iter().map(|(_, cause)| Some(results.causes[*cause].clone())).collect()));
    for (name, number) in STATISTICS {
        let joins = rows.iter().map(|row| number(&of(row).joins));
        table.add(format!("joins_{name}"), Values::Real(joins.collect()));
    }
    for (name, number) in STATISTICS {
        let shares = rows.iter().map(|row| number(&of(row).share));
        table.add(format!("share_{name}"), Values::Real(shares.collect()));
    }
    table
}

/// A number of a spread.
type Statistic = fn(&Spread) -> f64;

/// Names and numbers of a spread.
pub const STATISTICS: [(&str, Statistic); 4] =
    [("mean", |of| of.mean), ("q05", |of| of.q05), ("q50", |of| of.q50), ("q95", |of| of.q95)];

/// What the numbers of [`growth_rows`] are.
pub fn growth_note(results: &Results) -> String {
    let runs = if results.runs > 1 { ": mean over the runs (90 % of the runs)" } else { "" };
    format!("Share of all joins until {}{runs}.", results.end)
}

/// Platforms with the share of each cause that anybody joined by, the head first; nothing where nobody joined.
pub fn growth_rows(results: &Results) -> Vec<Vec<String>> {
    let present = results.present();
    let matters = |cause: &usize| present.iter().any(|p| results.platforms[*p].growth[*cause].share.mean > 0.0);
    let causes: Vec<usize> = ordered(results).into_iter().filter(matters).collect();
    if causes.is_empty() {
        return Vec::new();
    }
    let head = causes.iter().map(|cause| cause_words(&results.layers, &results.causes[*cause]));
    let head = std::iter::once("Joins by cause".to_owned()).chain(head).collect();
    let cell = |p: usize, cause: usize| {
        let Spread { mean, q05, q95, .. } = results.platforms[p].growth[cause].share;
        match results.runs {
            _ if mean == 0.0 => "–".to_owned(),
            1 => percent(mean),
            _ => percent_with_range(mean, q05, q95),
        }
    };
    let row = |p: &usize| {
        let label = results.platforms[*p].label.clone();
        std::iter::once(label).chain(causes.iter().map(|cause| cell(*p, *cause))).collect()
    };
    std::iter::once(head).chain(present.iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Row;
    use jiff::civil::date;

    /// A run whose joins on two days by three causes are these.
    fn run(persons_per_agent: f64, days: [[u32; 3]; 2]) -> (Outcome, Trajectory) {
        let end = date(2011, 1, 2);
        let platform =
            crate::experiment::PlatformOutcome { active: 0., registered: 0., share: 0., peak: 0., peak_date: end };
        let outcome = Outcome {
            run: 0,
            persons_per_agent,
            winner: None,
            crossing: None,
            tipping: None,
            platforms: vec![platform],
        };
        let row = |joined_by: [u32; 3]| Row { joined_by: joined_by.into_iter().collect(), ..Row::default() };
        let causes = ["initial", "media", "invitation_phone"].map(str::to_owned).to_vec();
        (
            outcome,
            Trajectory {
                causes,
                platforms: 1,
                rows: days.map(row).to_vec(),
                market: vec![9; 2],
                reactions: Vec::new(),
            },
        )
    }

    #[test]
    fn shares_are_those_within_each_run() {
        // 10 persons each: 40, 40, 120; 100 each: 0, 100, 300; and a run in which nobody joins.
        let runs = [run(10.0, [[4, 1, 0], [0, 3, 12]]), run(100.0, [[0, 0, 1], [0, 1, 2]]), run(1.0, [[0; 3]; 2])];
        let found = growth(&runs, 0, 3);
        // As in the table: six digits, five decimals.
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-5 * b.max(0.5), "{a} {b}");
        for (cause, joins, share) in [(0, 40. / 3., 0.1), (1, 140. / 3., 0.225), (2, 140., 0.675)] {
            near(found[cause].joins.mean, joins);
            near(found[cause].share.mean, share);
        }
        near(found[2].share.q05, 0.6 + 0.05 * 0.15);
        near(found[2].joins.q50, 120.0);
        near(found.iter().map(|cause| cause.share.mean).sum(), 1.0);
        assert_eq!(growth(&runs[2..], 0, 3), [CauseGrowth::default(); 3]);
    }

    #[test]
    fn causes_read_like_words() {
        let layers = [LayerLabel { name: "qq".into(), label: Some("QQ contacts QQ好友".into()) }];
        for (cause, english, chinese) in [
            ("invitation_phone", "phone contacts", " phone 联系人邀请"),
            ("invitation_qq", "QQ contacts", "QQ好友邀请"),
            ("media", "media", "媒体"),
            ("initial", "first users", "初始用户"),
            ("seeding_of_hubs", "seeding of hubs", "seeding_of_hubs"),
        ] {
            let told = [Language::English, Language::Chinese].map(|language| cause_in(language, &layers, cause));
            assert_eq!(told, [english, chinese]);
        }
    }
}
