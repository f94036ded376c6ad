//! An attribution as findings.

use serde_json::json;

use super::labels::titled;
use super::words::{amount, capital, change, counted, differs, known, known_change, measure_words, value_of};
use super::{Findings, Pictures, estimates};
use crate::experiment::{Attribution, Estimate, Meter, Share};
use crate::report::figure::{Drawing, Head, Step, Value, Waterfall};
use crate::report::language::Language;
use crate::report::table::{Table, Values};
use crate::scenario::Scenario;

/// What was asked.
pub struct Why<'a> {
    /// The first world.
    pub first: &'a Scenario,
    /// The second.
    pub second: &'a Scenario,
    /// What is measured.
    pub meter: &'a Meter,
    /// Names of the differences.
    pub factors: &'a [String],
}

/// Most interactions told in words.
const TOLD: usize = 3;

/// What an attribution found.
pub fn why(found: &Attribution, asked: &Why) -> Findings {
    let value = value_of(asked.meter.measure());
    let words = measure_words(asked.meter.measure(), asked.first);
    let order = by_size(found);
    let (from, to) = (amount(value, found.from.value), amount(value, found.to.value));
    Findings {
        command: "why",
        title: title(found, asked, &order),
        answer: answer(found, asked, value, &order, (&words, &from, &to)),
        notes: notes(found),
        tables: vec![("why", table(found, asked, &order)), ("interactions", interactions(found, asked))],
        rows: rows(found, asked, value, &order),
        below: Vec::new(),
        figures: Pictures::told(|language| vec![("waterfall".to_owned(), picture(found, asked, &order, language))]),
        summary: summary(found, asked, &order),
    }
}

/// What decides most.
fn title(found: &Attribution, asked: &Why, order: &[usize]) -> String {
    let value = value_of(asked.meter.measure());
    let words = capital(&measure_words(asked.meter.measure(), asked.first));
    let (from, to) = (amount(value, found.from.value), amount(value, found.to.value));
    match order.first() {
        Some(&first) if differs(found.shares[first].value) => format!(
            "What decides most: {}, {} of {}",
            asked.factors[first],
            change(value, found.shares[first].value.value),
            change(value, found.effect.value)
        ),
        _ if differs(found.effect) => format!("{words}: from {from} to {to}, and no difference stands out"),
        _ => format!("{words} does not clearly change: from {from} to {to}"),
    }
}

/// The same in Chinese.
fn chinese_title(found: &Attribution, asked: &Why, order: &[usize]) -> String {
    let (language, value) = (Language::Chinese, value_of(asked.meter.measure()));
    let words = language.measure(asked.meter.measure(), asked.first);
    let (from, to) = (language.amount(value, found.from.value), language.amount(value, found.to.value));
    match order.first() {
        Some(&first) if differs(found.shares[first].value) => format!(
            "影响最大的是“{}”：总变化{}中的 {}",
            titled(&asked.factors[first], language),
            language.beside(&language.change(value, found.effect.value)),
            language.change(value, found.shares[first].value.value)
        ),
        _ if differs(found.effect) => format!("{words}由 {from} 变为 {to}，没有哪项差异明显突出"),
        _ => format!("{words}没有明显变化：由 {from} 到 {to}"),
    }
}

fn picture(found: &Attribution, asked: &Why, order: &[usize], language: Language) -> Drawing {
    let measure = asked.meter.measure();
    let (value, words) = (value_of(measure), language.measure(measure, asked.first));
    let step = |&at: &usize| {
        let (share, name) = (found.shares[at].value, titled(&asked.factors[at], language));
        Step { name, value: share.value, low: share.low, high: share.high }
    };
    let (first, second) = (&asked.first.title, &asked.second.title);
    let (factors, worlds, runs) = (asked.factors.len(), found.worlds, found.runs);
    let head = match language {
        Language::English => Head {
            title: title(found, asked, order),
            subtitle: format!(
                "{words}: from {first} to {second}; Shapley values of {factors} differences over {worlds} worlds of {runs} runs with the \
                 same luck, 95 % intervals"
            ),
            source: language.source(asked.first),
            language,
        },
        Language::Chinese => Head {
            title: chinese_title(found, asked, order),
            subtitle: format!(
                "{words}：从“{first}”到“{second}”；{factors} 项差异的沙普利值，{worlds} 个世界各 {runs} 次模拟，随机性相同，95% 区间"
            ),
            source: language.source(asked.first),
            language,
        },
    };
    Drawing::Waterfall(Waterfall {
        head,
        value,
        label: words,
        from: (first.clone(), found.from.value),
        to: (second.clone(), found.to.value),
        steps: order.iter().map(step).collect(),
        note: match language {
            Language::English => interaction_sentence(found, asked, value),
            Language::Chinese => chinese_interactions(found, asked, value),
        },
    })
}

/// Differences by the size of their shares, the largest first.
fn by_size(found: &Attribution) -> Vec<usize> {
    let size = |at: &usize| found.shares[*at].value.value.abs();
    let mut order: Vec<usize> = (0..found.shares.len()).collect();
    order.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.cmp(b)));
    order
}

fn answer(
    found: &Attribution,
    asked: &Why,
    value: Value,
    order: &[usize],
    (words, from, to): (&str, &str, &str),
) -> String {
    let whole = format!(
        "From {} to {}, {words} goes from {from} to {to} ({}).",
        asked.first.title,
        asked.second.title,
        known_change(value, found.effect)
    );
    let told: Vec<String> = order
        .iter()
        .filter(|at| differs(found.shares[**at].value))
        .map(|at| format!("{} {}", asked.factors[*at], known_change(value, found.shares[*at].value)))
        .collect();
    let rest: Vec<&str> =
        order.iter().filter(|at| !differs(found.shares[**at].value)).map(|at| asked.factors[*at].as_str()).collect();
    let rest = match rest.len() {
        0 => String::new(),
        _ if told.is_empty() => " None of the differences has a share that can be told from nothing.".to_owned(),
        _ => format!(" No share that can be told from nothing: {}.", rest.join(", ")),
    };
    let shares = if told.is_empty() { String::new() } else { format!(" Of this: {}.", told.join("; ")) };
    let together = interaction_sentence(found, asked, value).map_or_else(String::new, |text| format!(" {text}"));
    format!("{whole}{shares}{rest}{together}")
}

/// The strongest interactions in words.
fn interaction_sentence(found: &Attribution, asked: &Why, value: Value) -> Option<String> {
    let strong: Vec<String> = found
        .interactions
        .iter()
        .filter(|pair| differs(pair.value))
        .take(TOLD)
        .map(|pair| {
            let (i, j) = pair.pair;
            let (one, other) = (&asked.factors[i], &asked.factors[j]);
            let together =
                if pair.value.value * found.effect.value > 0.0 { "need each other" } else { "stand in for each other" };
            format!("{one} and {other} {together} ({})", change(value, pair.value.value))
        })
        .collect();
    (!strong.is_empty()).then(|| format!("Beyond what each does: {}.", strong.join("; ")))
}

/// The same in Chinese.
fn chinese_interactions(found: &Attribution, asked: &Why, value: Value) -> Option<String> {
    let language = Language::Chinese;
    let name = |at: usize| titled(&asked.factors[at], language);
    let told = |pair: &crate::experiment::Interaction| {
        let together = if pair.value.value * found.effect.value > 0.0 { "相辅相成" } else { "相互替代" };
        let (one, other) = (name(pair.pair.0), name(pair.pair.1));
        format!("{one}与{}{together}（{}）", language.beside(&other), language.change(value, pair.value.value))
    };
    let strong = found.interactions.iter().filter(|pair| differs(pair.value)).take(TOLD);
    let strong: Vec<String> = strong.map(told).collect();
    (!strong.is_empty()).then(|| format!("各自作用之外：{}。", strong.join("；")))
}

fn notes(found: &Attribution) -> Vec<String> {
    let how = match found.permutations {
        None => format!("All {} worlds from the one to the other were made", found.worlds),
        Some(orders) => {
            format!("{orders} random orders of the differences were followed through {} worlds", found.worlds)
        }
    };
    vec![
        format!(
            "{how}, {} each, with the same people, contacts and luck. A share is what a difference changes, averaged over all orders \
             in which the differences can come (Shapley 1953); shares add up to the whole effect.",
            counted(found.runs, "run")
        ),
        "Intervals are 95 % of a bootstrap over runs: they say how well the model's answer is known, not whether the model's \
         parameters are right."
            .to_owned(),
    ]
}

fn rows(found: &Attribution, asked: &Why, value: Value, order: &[usize]) -> Vec<Vec<String>> {
    let head = ["", "share", "alone", "when all others are there"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for &at in order {
        let Share { value: share, alone, last } = &found.shares[at];
        let cells = [share, alone, last].map(|estimate| known_change(value, *estimate));
        rows.push(std::iter::once(asked.factors[at].clone()).chain(cells).collect());
    }
    rows.push(vec!["together".to_owned(), known_change(value, found.effect), String::new(), String::new()]);
    rows
}

fn table(found: &Attribution, asked: &Why, order: &[usize]) -> Table {
    let mut table = Table::default();
    let names = order.iter().map(|at| Some(asked.factors[*at].clone())).chain([Some("together".to_owned())]);
    table.add("difference", Values::Text(names.collect()));
    let each = |of: fn(&Share) -> Estimate| order.iter().map(move |at| Some(of(&found.shares[*at])));
    estimates::add(&mut table, "share", each(|share| share.value).chain([Some(found.effect)]));
    estimates::add(&mut table, "alone", each(|share| share.alone).chain([None]));
    estimates::add(&mut table, "last", each(|share| share.last).chain([None]));
    table
}

fn interactions(found: &Attribution, asked: &Why) -> Table {
    let pairs = &found.interactions;
    let name = |at: usize| Some(asked.factors[at].clone());
    let mut table = Table::default();
    table.add("first", Values::Text(pairs.iter().map(|pair| name(pair.pair.0)).collect()));
    table.add("second", Values::Text(pairs.iter().map(|pair| name(pair.pair.1)).collect()));
    table.add("interaction", Values::Real(pairs.iter().map(|pair| pair.value.value).collect()));
    table.add("low", Values::Real(pairs.iter().map(|pair| pair.value.low).collect()));
    table.add("high", Values::Real(pairs.iter().map(|pair| pair.value.high).collect()));
    table
}

fn summary(found: &Attribution, asked: &Why, order: &[usize]) -> serde_json::Value {
    let estimate = |e: &Estimate| json!({"value": e.value, "low": e.low, "high": e.high});
    let share = |at: &usize| {
        let share = &found.shares[*at];
        json!({
            "difference": asked.factors[*at],
            "share": estimate(&share.value),
            "alone": estimate(&share.alone),
            "last": estimate(&share.last),
        })
    };
    let pair = |pair: &crate::experiment::Interaction| {
        json!({
            "first": asked.factors[pair.pair.0],
            "second": asked.factors[pair.pair.1],
            "interaction": estimate(&pair.value),
        })
    };
    json!({
        "measure": asked.meter.text(),
        "first": asked.first.name,
        "second": asked.second.name,
        "from": estimate(&found.from),
        "to": estimate(&found.to),
        "effect": estimate(&found.effect),
        "shares": order.iter().map(share).collect::<Vec<_>>(),
        "interactions": found.interactions.iter().map(pair).collect::<Vec<_>>(),
        "runs_a_world": found.runs,
        "worlds": found.worlds,
        "orders": found.permutations,
        "in_words": format!("{} → {}", known(value_of(asked.meter.measure()), found.from), known(value_of(asked.meter.measure()), found.to)),
    })
}
