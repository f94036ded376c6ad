//! A comparison as findings.

use serde_json::json;

use super::words::{amount, capital, change, counted, known_change, measure_words, platform_words, value_of};
use super::{Findings, Pictures};
use crate::experiment::{Comparison, Estimate, Line, Meter, Subject};
use crate::report::Results;
use crate::report::figure::{Drawing, Head, Overlaid, Overlay, Value};
use crate::report::language::Language;
use crate::report::numbers::percent;
use crate::report::table::{Table, Values};
use crate::scenario::Scenario;

/// What a comparison found.
pub fn compared(comparison: &Comparison, first: &Scenario, second: &Scenario, meter: Option<&Meter>) -> Findings {
    let about = About { first, second, meter };
    let answer = answer(comparison, &about);
    Findings {
        command: "compare",
        title: format!("{}: {}", first.title, second.title),
        answer,
        notes: notes(comparison, &about),
        tables: vec![("compare", table(comparison, &about)), ("paths", paths(comparison, first))],
        rows: rows(comparison, &about),
        below: Vec::new(),
        figures: Pictures::told(|language| vec![("overlay".to_owned(), picture(comparison, &about, language))]),
        summary: summary(comparison, &about),
    }
}

fn picture(comparison: &Comparison, about: &About, language: Language) -> Drawing {
    let world = |scenario: &Scenario, ensemble| {
        Overlaid::new(&Results::new(scenario, ensemble).told_in(language), scenario.title.clone())
    };
    let parted = comparison.parted.iter().map(|day| (day.low, day.median, day.high));
    Drawing::Overlay(Overlay {
        head: Head {
            title: match language {
                Language::English => title(comparison, about),
                Language::Chinese => chinese_title(comparison, about),
            },
            subtitle: subtitle(comparison, language),
            source: language.source(about.first),
            language,
        },
        first: world(about.first, &comparison.first),
        second: world(about.second, &comparison.second),
        parted: parted.collect(),
    })
}

fn subtitle(comparison: &Comparison, language: Language) -> String {
    let (pairs, other) = (comparison.first.runs, comparison.parted.is_empty());
    match language {
        Language::English => format!(
            "{} of runs {}; median and band of 90 % of the runs",
            counted(pairs, "pair"),
            if other { "with the same numbers" } else { "with the same people, contacts and luck" }
        ),
        Language::Chinese => format!(
            "{pairs} 对模拟，{}；中位数与包含 90% 模拟的色带",
            if other { "随机数相同" } else { "人群、联系与随机性相同" }
        ),
    }
}

struct About<'a> {
    first: &'a Scenario,
    second: &'a Scenario,
    meter: Option<&'a Meter>,
}

impl About<'_> {
    fn words(&self, line: &Line) -> String {
        let platform = line.platform.map(|platform| platform_words(self.first, platform)).unwrap_or_default();
        match line.subject {
            Subject::Wins => format!("chance that {platform} wins"),
            Subject::Share => format!("{platform}'s share"),
            Subject::Active => format!("{platform}'s active users"),
            Subject::Registered => format!("{platform}'s registered users"),
            Subject::Crossing => "day on which the winner passes".to_owned(),
            Subject::Measure => self.meter.map(|meter| measure_words(meter.measure(), self.first)).unwrap_or_default(),
        }
    }

    /// Number of platforms that both scenarios have.
    fn in_common(&self) -> usize {
        let there = |name: &str| self.second.platforms.iter().any(|platform| platform.name == name);
        self.first.platforms.iter().filter(|platform| there(&platform.name)).count()
    }

    fn column(&self, line: &Line) -> String {
        let platform = line.platform.map(|platform| self.first.platforms[platform].name.clone()).unwrap_or_default();
        match line.subject {
            Subject::Wins => format!("P({platform} wins)"),
            Subject::Share => format!("{platform}.share"),
            Subject::Active => format!("{platform}.active"),
            Subject::Registered => format!("{platform}.registered"),
            Subject::Crossing => "crossing_day".to_owned(),
            Subject::Measure => self.meter.map(|meter| meter.text().to_owned()).unwrap_or_default(),
        }
    }

    fn value(&self, line: &Line) -> Value {
        match line.subject {
            Subject::Wins => Value::Probability,
            Subject::Share => Value::Share,
            Subject::Active | Subject::Registered => Value::Persons,
            Subject::Crossing => Value::Days,
            Subject::Measure => self.meter.map_or(Value::Plain, |meter| value_of(meter.measure())),
        }
    }
}

fn interval(line: &Line) -> Estimate {
    Estimate { value: line.paired.difference, low: line.paired.low, high: line.paired.high }
}

/// The lines worth a sentence: what was asked for, who wins, when, and the shares.
fn answer(comparison: &Comparison, about: &About) -> String {
    let lines = &comparison.lines;
    let of = |subject: Subject| lines.iter().filter(move |line| line.subject == subject);
    let mut sentences: Vec<String> = of(Subject::Measure).map(|line| moved(line, about)).collect();
    let strongest = of(Subject::Wins).max_by(|a, b| a.paired.mean_a.total_cmp(&b.paired.mean_a));
    sentences.extend(strongest.map(|line| moved(line, about)));
    sentences.extend(of(Subject::Crossing).filter(|line| line.paired.difference.abs() > 0.0).map(|line| {
        let later = if line.paired.difference > 0.0 { "later" } else { "earlier" };
        format!("the winner passes its rival {later} ({})", known_change(Value::Days, interval(line)))
    }));
    let widest = of(Subject::Share).max_by(|a, b| a.paired.difference.abs().total_cmp(&b.paired.difference.abs()));
    sentences.extend(widest.filter(|_| about.meter.is_none()).map(|line| moved(line, about)));
    if let Some(last) = comparison.parted.last() {
        let since = comparison.first_parting.map(|day| format!(", the first on {}", about.first.date(day)));
        sentences.push(match since {
            Some(since) => format!("{} of the persons take another path{since}", percent(last.median)),
            None => "nobody takes another path".to_owned(),
        });
    }
    if about.in_common() == 0 {
        sentences.insert(0, "the two have no platform in common".to_owned());
    }
    format!("{}: {}.", about.second.title, sentences.join("; "))
}

/// How one number changes.
fn moved(line: &Line, about: &About) -> String {
    let (value, words) = (about.value(line), about.words(line));
    let (a, b) = (amount(value, line.paired.mean_a), amount(value, line.paired.mean_b));
    if line.paired.difference == 0.0 {
        return format!("{words} stays {a}");
    }
    format!("{words} {b} instead of {a} ({})", known_change(value, interval(line)))
}

fn title(comparison: &Comparison, about: &About) -> String {
    let wins = comparison.lines.iter().filter(|line| line.subject == Subject::Wins);
    let most = wins.max_by(|a, b| a.paired.difference.abs().total_cmp(&b.paired.difference.abs()));
    match most {
        Some(line) if line.paired.difference != 0.0 => {
            let (a, b) = (percent(line.paired.mean_a), percent(line.paired.mean_b));
            format!("{}: {} {b} instead of {a}", about.second.title, capital(&about.words(line)))
        }
        _ => {
            let chances =
                if about.in_common() == 0 { "no platform in common" } else { "the chances to win stay the same" };
            let paths = comparison.parted.last().map_or_else(String::new, |last| {
                format!(", {} of the persons take another path", percent(last.median))
            });
            format!("{}: {chances}{paths}", about.second.title)
        }
    }
}

/// The same in Chinese.
fn chinese_title(comparison: &Comparison, about: &About) -> String {
    let language = Language::Chinese;
    let wins = comparison.lines.iter().filter(|line| line.subject == Subject::Wins);
    let most = wins.max_by(|a, b| a.paired.difference.abs().total_cmp(&b.paired.difference.abs()));
    if let Some((line, platform)) =
        most.filter(|line| line.paired.difference != 0.0).and_then(|line| Some((line, line.platform?)))
    {
        let (a, b) = (language.percent(line.paired.mean_a), language.percent(line.paired.mean_b));
        let platform = language.platform(about.first, platform);
        return format!("{}：{}获胜的概率由 {a} 变为 {b}", about.second.title, platform.trim_start());
    }
    let chances = if about.in_common() == 0 { "没有共同的平台" } else { "各平台获胜的概率不变" };
    let changed = |share| format!("，{} 的人选择发生改变", language.percent(share));
    let paths = comparison.parted.last().map_or_else(String::new, |last| changed(last.median));
    format!("{}：{chances}{paths}", about.second.title)
}

fn notes(comparison: &Comparison, about: &About) -> Vec<String> {
    let mut notes = vec![
        "Differences are second less first, with 95 % intervals from pairs of runs (Student); the interval without pairing \
         (Welch) is what as many runs with other luck would have given."
            .to_owned(),
    ];
    if comparison.parted.is_empty() {
        notes.push(
            "The two scenarios do not hold the same persons (seed, agents, start or tick differ): paths cannot be compared, and \
             pairing may gain little."
                .to_owned(),
        );
    }
    let missing: Vec<&str> = about
        .first
        .platforms
        .iter()
        .chain(&about.second.platforms)
        .map(|platform| platform.name.as_str())
        .filter(|name| {
            let has = |scenario: &Scenario| scenario.platforms.iter().any(|platform| platform.name == *name);
            !(has(about.first) && has(about.second))
        })
        .collect();
    if !missing.is_empty() {
        notes.push(format!("Only one of the scenarios has {}.", missing.join(", ")));
    }
    notes
}

fn rows(comparison: &Comparison, about: &About) -> Vec<Vec<String>> {
    let head = ["", "first", "second", "difference", "without pairing", "variance / "];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for line in &comparison.lines {
        let (value, paired) = (about.value(line), &line.paired);
        let unpaired = Estimate { value: paired.difference, low: paired.unpaired_low, high: paired.unpaired_high };
        let plain = known_change(value, unpaired);
        let bracket = plain.find('[').map_or("", |at| &plain[at..]).to_owned();
        rows.push(vec![
            about.words(line),
            amount(value, paired.mean_a),
            amount(value, paired.mean_b),
            if paired.difference == 0.0 { change(value, 0.0) } else { known_change(value, interval(line)) },
            bracket,
            paired.variance_reduction.map_or_else(|| "–".to_owned(), |factor| format!("{factor:.1}")),
        ]);
    }
    rows
}

fn table(comparison: &Comparison, about: &About) -> Table {
    let lines = &comparison.lines;
    let text = |of: &dyn Fn(&Line) -> String| Values::Text(lines.iter().map(|line| Some(of(line))).collect());
    let real = |of: &dyn Fn(&Line) -> f64| Values::Optional(lines.iter().map(|line| finite(of(line))).collect());
    let mut table = Table::default();
    table.add("measure", text(&|line| about.column(line)));
    table.add("pairs", Values::Whole(lines.iter().map(|line| line.paired.pairs as i64).collect()));
    table.add("first", real(&|line| line.paired.mean_a));
    table.add("second", real(&|line| line.paired.mean_b));
    table.add("difference", real(&|line| line.paired.difference));
    table.add("low", real(&|line| line.paired.low));
    table.add("high", real(&|line| line.paired.high));
    table.add("unpaired_low", real(&|line| line.paired.unpaired_low));
    table.add("unpaired_high", real(&|line| line.paired.unpaired_high));
    let factor = |line: &Line| line.paired.variance_reduction.and_then(finite);
    table.add("variance_reduction", Values::Optional(lines.iter().map(factor).collect()));
    table
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// Share of the persons whose path has parted, by day.
fn paths(comparison: &Comparison, first: &Scenario) -> Table {
    let days = &comparison.parted;
    let mut table = Table::default();
    table.add("date", Values::Date((0..days.len() as u32).map(|day| Some(first.date(day))).collect()));
    table.add("parted_q05", Values::Real(days.iter().map(|day| day.low).collect()));
    table.add("parted_q50", Values::Real(days.iter().map(|day| day.median).collect()));
    table.add("parted_q95", Values::Real(days.iter().map(|day| day.high).collect()));
    table
}

fn summary(comparison: &Comparison, about: &About) -> serde_json::Value {
    let lines: Vec<serde_json::Value> = comparison
        .lines
        .iter()
        .map(|line| {
            json!({
                "measure": about.column(line),
                "pairs": line.paired.pairs,
                "first": line.paired.mean_a,
                "second": line.paired.mean_b,
                "difference": {"value": line.paired.difference, "low": finite(line.paired.low), "high": finite(line.paired.high)},
                "unpaired": {"low": finite(line.paired.unpaired_low), "high": finite(line.paired.unpaired_high)},
                "variance_reduction": line.paired.variance_reduction,
            })
        })
        .collect();
    let parted =
        |parted: &crate::experiment::Parted| json!({"q05": parted.low, "q50": parted.median, "q95": parted.high});
    json!({
        "first": about.first.name,
        "second": about.second.name,
        "pairs": comparison.first.runs,
        "measures": lines,
        "first_parting": comparison.first_parting.map(|day| about.first.date(day).to_string()),
        "parted": comparison.parted.last().map(parted),
        "elsewhere": comparison.elsewhere.as_ref().map(parted),
    })
}
