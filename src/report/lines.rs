//! Runs by themselves: where a figure shows every run as a faint line, the lines that it shows.
//!
//! A median between two outcomes is one that no run has. So runs are shown by themselves where they are divided ([`Shown::Divided`]:
//! two outcomes, each of which a tenth of the runs has), and where they are few enough to be seen ([`Shown::Few`]); bands of quantiles
//! stand for many runs that agree.

use super::language::Language;
use super::measures::{Measure, Run};
use super::numbers::thousands;
use super::results::Results;
use super::table::{Table, Values, persons, share};
use crate::engine::Trajectory;
use crate::experiment::Outcome;
use crate::stats::split;

/// Most runs that are drawn as lines.
pub const MOST: usize = 60;
/// Most days of a line: more cannot be seen on a panel.
const POINTS: usize = 240;
/// The least share of the runs that makes an outcome one of two.
const PART: f64 = 0.1;
/// Numbers of users are divided where more than this share of their variance, and one over the number of runs, lies between two groups
/// (a normal distribution has 0.64, a uniform one 0.75), …
///
/// A few numbers fall into groups by chance. Of samples of a uniform distribution, from 8 numbers to 60, at most 1 % are taken for
/// divided; without what is added for the number of runs, 20 % of those of 10 would be. Six runs or fewer are never divided by size.
const BETWEEN: f64 = 0.85;
/// … whose means are further apart than this part of the most users of any platform.
const APART: f64 = 0.05;

/// How a figure shows many runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// By medians and bands of quantiles.
    #[default]
    Bands,
    /// Each as a faint line, with the median: they are few.
    Few,
    /// Each as a faint line, without a median: they are divided between outcomes.
    Divided,
}

/// What a line counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// Accounts as the press counts them.
    Registered,
    /// Active users as the press counts them.
    Active,
    /// Share of this platform and of those before it among the active users of all.
    ShareCumulative,
    /// Active persons as a share of the market.
    Penetration,
    /// Joins a day, first or again, but for first users: mean since the day before in the line \[persons\].
    Joins,
}

impl Drawn {
    /// All, in the order of columns.
    pub const ALL: [Drawn; 5] =
        [Drawn::Registered, Drawn::Active, Drawn::ShareCumulative, Drawn::Penetration, Drawn::Joins];

    /// The name of its column.
    pub fn column(self) -> &'static str {
        match self {
            Drawn::Registered => "published_registered",
            Drawn::Active => "published_active",
            Drawn::ShareCumulative => "share_cumulative",
            Drawn::Penetration => "penetration",
            Drawn::Joins => "joins",
        }
    }

    /// Numbers as they stand in the table, from which figures are drawn.
    fn as_written(self, numbers: Vec<f64>) -> Vec<f64> {
        let digits = if matches!(self, Drawn::ShareCumulative | Drawn::Penetration) { share } else { persons };
        numbers.into_iter().map(digits).collect()
    }
}

/// One run of one platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Number of the run.
    pub run: u64,
    /// Position of the platform.
    pub platform: usize,
    /// For each of [`Drawn::ALL`] the numbers of [`Lines::days`].
    pub values: [Vec<f64>; 5],
}

/// The runs that figures show by themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// How the runs are shown.
    pub shown: Shown,
    /// The days of each line, ascending: the first, the last, and some between.
    pub days: Vec<usize>,
    /// The lines, by run, then by platform; none where bands are shown.
    pub all: Vec<Line>,
}

impl Shown {
    /// All, with their words in `summary.json`.
    pub const NAMES: [(Shown, &'static str); 3] =
        [(Shown::Bands, "bands"), (Shown::Few, "few"), (Shown::Divided, "divided")];
}

impl Lines {
    /// The lines of some runs of a scenario, as the rule says; its causes are those of the runs.
    pub fn new(runs: &[Run], platforms: usize, last_day: usize) -> Lines {
        let outcomes: Vec<&Outcome> = runs.iter().map(|run| run.outcome).collect();
        let shown = shown(&outcomes);
        if shown == Shown::Bands {
            return Lines::default();
        }
        let days = days(last_day);
        let line = |run: &Run, platform| Line {
            run: run.outcome.run,
            platform,
            values: Drawn::ALL.map(|drawn| drawn.as_written(values(run, platform, drawn, &days))),
        };
        let all = runs.iter().take(MOST).flat_map(|run| (0..platforms).map(move |p| (run, p)));
        Lines { shown, all: all.map(|(run, p)| line(run, p)).collect(), days }
    }

    /// The lines of a platform that count one thing, run after run: day and number.
    pub fn of(&self, platform: usize, drawn: Drawn) -> impl Iterator<Item = Vec<(usize, f64)>> + '_ {
        self.by_run(drawn).filter(move |(of, _)| *of == platform).map(|(_, line)| line)
    }

    /// The lines of all platforms that count one thing, by run, then by platform: position of the platform, then day and number.
    pub fn by_run(&self, drawn: Drawn) -> impl Iterator<Item = (usize, Vec<(usize, f64)>)> + '_ {
        let numbers = move |line: &Line| line.values[drawn as usize].clone();
        self.all.iter().map(move |line| (line.platform, self.days.iter().copied().zip(numbers(line)).collect()))
    }

    /// "the runs", or how many of all of them are drawn.
    pub fn words(&self, language: Language, all: u64) -> String {
        let drawn = self.runs() as u64;
        match language {
            Language::English if drawn < all => format!("{drawn} of the {} runs", thousands(all)),
            Language::English => "the runs".to_owned(),
            Language::Chinese if drawn < all => format!("{} 次模拟中的 {drawn} 次", thousands(all)),
            Language::Chinese => "每次模拟".to_owned(),
        }
    }

    /// Number of runs that are drawn.
    pub fn runs(&self) -> usize {
        self.all.iter().map(|line| line.platform).filter(|platform| *platform == 0).count()
    }
}

/// The days of a line: the first, the last, and some between, all equally far apart but for the last.
pub fn days(last_day: usize) -> Vec<usize> {
    (0..last_day).step_by(last_day.div_ceil(POINTS).max(1)).chain([last_day]).collect()
}

fn values(run: &Run, platform: usize, drawn: Drawn, days: &[usize]) -> Vec<f64> {
    let of = |measure| days.iter().map(|day| run.value(measure, *day, platform)).collect();
    match drawn {
        Drawn::Registered => of(Measure::PublishedRegistered),
        Drawn::Active => of(Measure::PublishedActive),
        Drawn::ShareCumulative => of(Measure::ShareCumulative),
        Drawn::Penetration => of(Measure::Penetration),
        Drawn::Joins => {
            joins(run.trajectory, platform, days).map(|agents| agents * run.outcome.persons_per_agent).collect()
        }
    }
}

/// Joins a day \[agents\], as means over the days since the day before in the line.
fn joins<'r>(run: &'r Trajectory, platform: usize, days: &'r [usize]) -> impl Iterator<Item = f64> + 'r {
    let causes = run.causes.iter().enumerate().filter(|(_, cause)| *cause != "initial");
    let causes: Vec<usize> = causes.map(|(at, _)| at).collect();
    let on =
        move |day: usize| causes.iter().map(|cause| f64::from(run.row(day, platform).joined_by[*cause])).sum::<f64>();
    (0..days.len()).map(move |at| {
        let before = if at == 0 { days[0] } else { days[at - 1] + 1 };
        (before..=days[at]).map(&on).sum::<f64>() / (days[at] + 1 - before) as f64
    })
}

/// The rule: how some runs are shown.
fn shown(outcomes: &[&Outcome]) -> Shown {
    match outcomes.len() {
        0 | 1 => Shown::Bands,
        _ if divided(outcomes) => Shown::Divided,
        2..=MOST => Shown::Few,
        _ => Shown::Bands,
    }
}

/// Whether two outcomes have a tenth of the runs each: two platforms that win (or nobody), or two sizes of one platform.
fn divided(outcomes: &[&Outcome]) -> bool {
    let least = PART * outcomes.len() as f64;
    let platforms = outcomes.first().map_or(0, |outcome| outcome.platforms.len());
    let winners = (0..platforms).map(Some).chain([None]);
    let wins = |winner: &Option<usize>| outcomes.iter().filter(|outcome| outcome.winner == *winner).count() as f64;
    let largest = outcomes.iter().flat_map(|outcome| &outcome.platforms).map(|p| p.active).fold(0.0, f64::max);
    let sizes = |platform: usize| {
        let mut active: Vec<f64> = outcomes.iter().map(|outcome| outcome.platforms[platform].active).collect();
        active.sort_by(f64::total_cmp);
        split(&active).is_some_and(|found| {
            let (low, high) = found.means;
            found.between > BETWEEN + 1.0 / active.len() as f64
                && found.lower.min(1.0 - found.lower) >= PART
                && high - low > APART * largest
        })
    };
    winners.filter(|winner| wins(winner) >= least).count() > 1 || (0..platforms).any(sizes)
}

/// `lines`: a row a run, day and platform; no rows where figures show bands.
pub fn lines_table(results: &Results) -> Table {
    let Lines { days, all, .. } = &results.lines;
    let rows = || all.iter().flat_map(|line| (0..days.len()).map(move |at| (line, at)));
    let mut table = Table::default();
    table.add("run", Values::Whole(rows().map(|(line, _)| line.run as i64).collect()));
    table.add("date", Values::Date(rows().map(|(_, at)| Some(results.date(days[at]))).collect()));
    table.add("day", Values::Whole(rows().map(|(_, at)| days[at] as i64).collect()));
    let name = |line: &Line| Some(results.platforms[line.platform].name.clone());
    table.add("platform", Values::Text(rows().map(|(line, _)| name(line)).collect()));
    for drawn in Drawn::ALL {
        table.add(drawn.column(), Values::Real(rows().map(|(line, at)| line.values[drawn as usize][at]).collect()));
    }
    table
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::engine::Row;
    use crate::experiment::PlatformOutcome;

    fn outcome(winner: Option<usize>, active: &[f64]) -> Outcome {
        let peak_date = date(2011, 1, 1);
        let platform =
            |active: &f64| PlatformOutcome { active: *active, registered: 0., share: 0., peak: 0., peak_date };
        let platforms = active.iter().map(platform).collect();
        Outcome { run: 0, persons_per_agent: 10.0, winner, crossing: None, tipping: None, platforms }
    }

    fn rule(outcomes: &[Outcome]) -> Shown {
        shown(&outcomes.iter().collect::<Vec<_>>())
    }

    #[test]
    fn few_runs_are_drawn_by_themselves_and_many_that_agree_as_bands() {
        // Users spread evenly over a range: 0.75 of the variance lies between the halves.
        let even = |runs: u32| (0..runs).map(|k| outcome(Some(0), &[100.0 + f64::from(k)])).collect::<Vec<_>>();
        assert_eq!([1, 2, 60, 61, 500].map(|runs| rule(&even(runs))), {
            use Shown::{Bands, Few};
            [Bands, Few, Few, Bands, Bands]
        });
    }

    #[test]
    fn outcomes_are_divided_from_a_tenth_of_the_runs_on() {
        let won = |second: usize| -> Vec<Outcome> {
            (0..100).map(|run| outcome(Some(usize::from(run < second)), &[50.0, 50.0])).collect()
        };
        assert_eq!([9, 10, 50].map(|second| rule(&won(second))), [Shown::Bands, Shown::Divided, Shown::Divided]);
        let grown = |small: u32, size: f64| -> Vec<Outcome> {
            (0..100).map(|run| outcome(Some(0), &[if run < small { size } else { 100.0 }])).collect()
        };
        assert_eq!(rule(&grown(30, 3.0)), Shown::Divided, "a platform that takes off or fails");
        assert_eq!(rule(&grown(5, 3.0)), Shown::Bands, "a few failures");
        assert_eq!(rule(&grown(30, 97.0)), Shown::Bands, "two heaps beside each other");
    }

    #[test]
    fn a_few_runs_are_not_divided_by_the_gaps_that_chance_leaves() {
        let runs = |active: &[f64]| active.iter().map(|active| outcome(Some(0), &[*active])).collect::<Vec<_>>();
        // Ten numbers as chance spreads them between 100 and 200: 0.93 of their variance lies between two groups.
        let even = [108.0, 112.0, 119.0, 121.0, 130.0, 164.0, 175.0, 178.0, 186.0, 191.0];
        assert_eq!(rule(&runs(&even)), Shown::Few);
        let heaps = [5.0, 6.0, 7.0, 8.0, 9.0, 195.0, 196.0, 197.0, 198.0, 199.0];
        assert_eq!(rule(&runs(&heaps)), Shown::Divided, "that is no chance");
        assert_eq!(rule(&runs(&even.repeat(6))), Shown::Divided, "nor is the same gap among sixty");
    }

    #[test]
    fn where_only_some_runs_are_drawn_their_number_is_told() {
        let line = |run| Line { run, platform: 0, values: Default::default() };
        let lines = Lines { all: vec![line(0), line(1)], ..Lines::default() };
        assert_eq!(lines.words(Language::English, 4000), "2 of the 4,000 runs");
        assert_eq!(lines.words(Language::Chinese, 4000), "4,000 次模拟中的 2 次");
        assert_eq!([lines.words(Language::English, 2), lines.words(Language::Chinese, 2)], ["the runs", "每次模拟"]);
    }

    #[test]
    fn joins_are_means_over_the_days_of_a_step_without_first_users() {
        let causes = ["initial", "media"].map(str::to_owned).to_vec();
        let row = |day: u32| Row { joined_by: [1000, day].into_iter().collect(), ..Row::default() };
        let rows = (0..=6).map(row).collect();
        let trajectory = Trajectory { causes, platforms: 1, rows, market: vec![9; 7], reactions: Vec::new() };
        assert_eq!(joins(&trajectory, 0, &[0, 3, 6]).collect::<Vec<_>>(), [0.0, 2.0, 5.0]);
    }
}
