//! A search as findings.

use serde_json::json;

use super::axes::{parameter, place};
use super::spoken::as_in_the_scenario;
use super::words::{amount, capital, known, measure_words, value_of};
use super::{Findings, Pictures};
use crate::experiment::{Estimate, Finding, Meter, Side, Solution, Tally};
use crate::report::figure::{self, Drawing, Head, Response, ResponsePoint, Series, platform_color};
use crate::report::language::Language;
use crate::report::numbers::percent;
use crate::report::table::{Table, Values};
use crate::scenario::{Axis, Condition, Scenario};

/// What was searched for.
pub struct Solved<'a> {
    /// The scenario that was varied.
    pub scenario: &'a Scenario,
    /// What was varied.
    pub axis: &'a Axis,
    /// What is to hold.
    pub condition: &'a Condition,
    /// What was measured.
    pub meter: &'a Meter,
    /// What the runs of a world gave.
    pub tally: &'a dyn Fn(usize) -> &'a Tally,
    /// The number of the axis at which the scenario itself stands, where it is known.
    pub base: Option<f64>,
    /// The most runs that were allowed.
    pub most: u64,
}

/// What a search found.
pub fn solved(solution: &Solution, asked: &Solved) -> Findings {
    let value = value_of(asked.meter.measure());
    let words = measure_words(asked.meter.measure(), asked.scenario);
    let answer = answer(solution, asked, &words);
    let estimate = |world: usize| (asked.tally)(world).estimate(asked.meter);
    let mut rows = vec![vec![asked.axis.label.clone(), "runs".to_owned(), asked.meter.text().to_owned()]];
    rows.extend(solution.points.iter().map(|point| {
        let runs = (asked.tally)(point.world).runs().to_string();
        vec![place(asked.axis, point.at), runs, known(value, estimate(point.world))]
    }));
    Findings {
        command: "solve",
        title: format!("{}: {}", asked.scenario.title, asked.condition.text),
        answer,
        notes: vec![
            "The interval comes from a bootstrap over runs: it says how well the model's answer is known, not whether the model's \
             parameters are right."
                .to_owned(),
        ],
        tables: vec![("solve", table(solution, asked, &estimate))],
        rows,
        below: Vec::new(),
        figures: Pictures::told(|language| vec![("response".to_owned(), picture(solution, asked, language))]),
        summary: summary(solution, asked),
    }
}

fn picture(solution: &Solution, asked: &Solved, language: Language) -> Drawing {
    let point = |point: &crate::experiment::Point| {
        let tally = (asked.tally)(point.world);
        let known = tally.estimate(asked.meter);
        ResponsePoint { x: point.at, value: known.value, low: known.low, high: known.high, runs: tally.runs() }
    };
    let at = |number: f64| language.place(asked.axis, number);
    let found = match &solution.finding {
        Finding::Crossing { at: Estimate { value, low, high }, .. } => {
            let text = format!("{} [{}, {}]", at(*value), at(*low), at(*high));
            Some(figure::Solution { at: *value, low: *low, high: *high, text })
        }
        Finding::Nowhere { .. } => None,
    };
    let measure = asked.meter.measure();
    let (scenario, runs, values) = (&asked.scenario.title, solution.runs, solution.points.len());
    let (title, subtitle) = match language {
        Language::English => (
            title(solution, asked, &measure_words(measure, asked.scenario)),
            format!(
                "{scenario}; {runs} runs at {values} values with the same people, contacts and luck, 95 % intervals"
            ),
        ),
        Language::Chinese => (
            chinese_title(solution, asked),
            format!("{scenario}；{values} 个取值，共 {runs} 次模拟，人群、联系与随机性相同，95% 区间"),
        ),
    };
    Drawing::Response(Response {
        head: Head { title, subtitle, source: language.source(asked.scenario), language },
        x: parameter(asked.axis, language),
        y: value_of(measure),
        y_label: language.measure(measure, asked.scenario),
        series: vec![Series {
            label: String::new(),
            color: platform_color(0, None),
            points: solution.points.iter().map(point).collect(),
            fitted: Vec::new(),
        }],
        target: Some((asked.condition.target, language.say("target", "目标").to_owned())),
        solution: found,
        marks: asked.base.map(|at| (at, as_in_the_scenario(language))).into_iter().collect(),
    })
}

fn title(solution: &Solution, asked: &Solved, words: &str) -> String {
    let target = amount(value_of(asked.meter.measure()), asked.condition.target);
    match &solution.finding {
        Finding::Crossing { at, .. } => {
            format!("{} is {target} at {} ({})", capital(words), place(asked.axis, at.value), asked.axis.label)
        }
        Finding::Nowhere { side } => format!("{} {} {target} in the whole range", capital(words), stays(*side)),
    }
}

/// The same in Chinese.
fn chinese_title(solution: &Solution, asked: &Solved) -> String {
    let language = Language::Chinese;
    let measure = asked.meter.measure();
    let words = language.measure(measure, asked.scenario);
    let target = language.amount(value_of(measure), asked.condition.target);
    match &solution.finding {
        Finding::Crossing { at, .. } => {
            let (axis, place) = (language.axis(asked.axis), language.place(asked.axis, at.value));
            format!("{axis}为{}时，{words}为 {target}", language.beside(&place))
        }
        Finding::Nowhere { side } => {
            let stays = match side {
                Side::Above => "始终高于",
                Side::Below => "始终低于",
                Side::Open => "没有明确达到",
            };
            format!("在整个范围内，{words}{stays} {target}")
        }
    }
}

fn stays(side: Side) -> &'static str {
    match side {
        Side::Above => "stays above",
        Side::Below => "stays below",
        Side::Open => "does not clearly reach",
    }
}

fn answer(solution: &Solution, asked: &Solved, words: &str) -> String {
    let value = value_of(asked.meter.measure());
    let target = amount(value, asked.condition.target);
    let (low, high) = (place(asked.axis, asked.axis.low), place(asked.axis, asked.axis.high));
    let seen = |of: fn(f64, f64) -> f64, from: f64| {
        let means = solution.points.iter().map(|point| (asked.tally)(point.world).estimate(asked.meter).value);
        amount(value, means.fold(from, of))
    };
    match &solution.finding {
        Finding::Crossing { at, rises, settled, others, doubt } => {
            let known = |number: f64| place(asked.axis, number);
            let way = if *rises { "rises" } else { "falls" };
            let (least, most) = (seen(f64::min, f64::INFINITY), seen(f64::max, f64::NEG_INFINITY));
            let mut sentences = vec![format!(
                "{}: {} [{}, {}] ({}), from {} runs. {} {way} there; in the whole range it goes from {least} to {most}.",
                asked.condition.text,
                known(at.value),
                known(at.low),
                known(at.high),
                asked.axis.label,
                solution.runs,
                capital(words)
            )];
            if !settled {
                let most = asked.most;
                sentences.push(format!("The interval is wider than was asked for: {most} runs were allowed."));
            }
            if !others.is_empty() {
                let places = others.iter().map(|at| known(*at)).collect::<Vec<_>>().join(", ");
                sentences.push(format!("The response seems to pass {target} elsewhere as well, at about {places}."));
            }
            if *doubt > 0.025 {
                let share = percent(*doubt);
                sentences.push(format!("In {share} of the resampled experiments it does not reach {target} at all."));
            }
            sentences.join(" ")
        }
        Finding::Nowhere { side: Side::Open } => format!(
            "No solution that can be told from none: between {low} and {high}, {words} comes near {target} but does not clearly pass it \
             (from {} to {}, {} runs).",
            seen(f64::min, f64::INFINITY),
            seen(f64::max, f64::NEG_INFINITY),
            solution.runs
        ),
        Finding::Nowhere { side } => format!(
            "No solution between {low} and {high}: {words} {} {target} (from {} to {}, {} runs). Try a wider range.",
            stays(*side),
            seen(f64::min, f64::INFINITY),
            seen(f64::max, f64::NEG_INFINITY),
            solution.runs
        ),
    }
}

fn table(solution: &Solution, asked: &Solved, estimate: &dyn Fn(usize) -> Estimate) -> Table {
    let points = &solution.points;
    let mut table = Table::default();
    table.add(
        asked.axis.keys.join(","),
        Values::Text(points.iter().map(|point| Some(asked.axis.at(point.at).text)).collect()),
    );
    table.add("x", Values::Real(points.iter().map(|point| point.at).collect()));
    table.add("runs", Values::Whole(points.iter().map(|point| (asked.tally)(point.world).runs() as i64).collect()));
    let mut column = |name: &str, part: fn(&Estimate) -> f64| {
        let number = |point: &crate::experiment::Point| Some(part(&estimate(point.world))).filter(|n| n.is_finite());
        table.add(name, Values::Optional(points.iter().map(number).collect()));
    };
    column("value", |e| e.value);
    column("low", |e| e.low);
    column("high", |e| e.high);
    table
}

fn summary(solution: &Solution, asked: &Solved) -> serde_json::Value {
    let text = |number: f64| asked.axis.at(number).text;
    let finding = match &solution.finding {
        Finding::Crossing { at, rises, settled, others, doubt } => json!({
            "found": true,
            "value": text(at.value),
            "low": text(at.low),
            "high": text(at.high),
            "number": {"value": at.value, "low": at.low, "high": at.high},
            "rises": rises,
            "settled": settled,
            "others": others.iter().map(|at| text(*at)).collect::<Vec<_>>(),
            "resamples_without_solution": doubt,
        }),
        Finding::Nowhere { side } => json!({
            "found": false,
            "side": match side { Side::Above => "above", Side::Below => "below", Side::Open => "open" },
        }),
    };
    json!({
        "condition": asked.condition.text,
        "measure": asked.meter.text(),
        "target": asked.condition.target,
        "keys": asked.axis.keys,
        "label": asked.axis.label,
        "runs": solution.runs,
        "solution": finding,
    })
}
