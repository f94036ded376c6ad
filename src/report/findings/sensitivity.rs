//! A sensitivity analysis as findings.

use serde_json::json;

use super::labels::titled;
use super::words::{amount, capital, measure_words, value_of};
use super::{Findings, Picture, Pictures, estimates};
use crate::experiment::{Effect, Estimate, Indices, Meter, Swing};
use crate::report::figure::{self, Drawing, Head, IndexRow, Morris, MorrisPoint, Tornado, TornadoRow, Value};
use crate::report::language::Language;
use crate::report::numbers::percent;
use crate::report::table::{Table, Values};
use crate::scenario::Scenario;

/// What was varied.
pub struct Inputs<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What was measured.
    pub meter: &'a Meter,
    /// Key and name of each input.
    pub names: &'a [(String, String)],
    /// What each input is at its 5 % and its 95 % quantile.
    pub ends: &'a [(String, String)],
    /// Runs made.
    pub runs: u64,
}

impl Inputs<'_> {
    fn head(&self, title: String, how: &str, language: Language) -> Head {
        let (scenario, runs) = (&self.scenario.title, self.runs);
        let subtitle = match language {
            Language::English => format!("{scenario}; {how}, {runs} runs, 95 % intervals"),
            Language::Chinese => format!("{scenario}；{how}，{runs} 次模拟，95% 区间"),
        };
        Head { title, subtitle, source: language.source(self.scenario), language }
    }

    /// The name of an input in a language.
    fn name(&self, at: usize, language: Language) -> String {
        titled(&self.names[at].1, language)
    }

    /// What was measured, at the beginning of a sentence and within one.
    fn measured(&self, language: Language) -> (String, String) {
        let measure = self.meter.measure();
        (language.measure(measure, self.scenario), language.of_measure(measure, self.scenario))
    }

    /// The title that says which input matters most, in Chinese.
    fn chinese_title(&self, order: &[usize]) -> String {
        let language = Language::Chinese;
        let most = |at: &usize| {
            format!("对{}影响最大的是{}", self.measured(language).1, language.beside(&self.name(*at, language)))
        };
        order.first().map_or_else(|| "没有可变动的输入".to_owned(), most).trim().to_owned()
    }

    fn words(&self) -> String {
        measure_words(self.meter.measure(), self.scenario)
    }

    fn value(&self) -> Value {
        value_of(self.meter.measure())
    }

    fn findings(&self, found: Found) -> Findings {
        Findings {
            command: "sensitivity",
            title: format!("{}: what {} depends on", self.scenario.title, self.words()),
            answer: found.answer,
            notes: found.notes,
            tables: vec![("sensitivity", found.table)],
            rows: found.rows,
            below: Vec::new(),
            figures: found.figures,
            summary: found.summary,
        }
    }
}

struct Found {
    answer: String,
    notes: Vec<String>,
    table: Table,
    rows: Vec<Vec<String>>,
    figures: Pictures,
    summary: serde_json::Value,
}

/// Positions by size, the largest first.
fn by_size(sizes: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| sizes[*b].total_cmp(&sizes[*a]).then(a.cmp(b)));
    order
}

/// Shares of a variance in words.
fn part(estimate: Estimate) -> String {
    format!("{} [{}, {}]", share(estimate.value), share(estimate.low), share(estimate.high))
}

fn share(number: f64) -> String {
    if number.is_finite() { percent(number.clamp(0.0, 1.0)) } else { "?".to_owned() }
}

/// Sobol' indices.
pub fn indices(found: &Indices, inputs: &Inputs) -> Findings {
    let totals: Vec<f64> = found.inputs.iter().map(|index| index.total.value).collect();
    let order = by_size(&totals);
    let name = |at: usize| inputs.names[at].1.as_str();
    let nothing = found.variance <= 0.0;
    let answer = if nothing {
        format!("{} is the same in all {} runs: nothing to share out.", capital(&inputs.words()), found.runs)
    } else {
        let strong: Vec<String> =
            order.iter().take(3).map(|at| format!("{} {}", name(*at), part(found.inputs[*at].total))).collect();
        format!(
            "Of the variance of {} ({} on average), luck alone explains {}; with everything it does together with inputs it takes part in {}. \
             The inputs that matter most (share in which they take part): {}.",
            inputs.words(),
            amount(inputs.value(), found.mean),
            part(found.luck.first),
            part(found.luck.total),
            strong.join("; ")
        )
    };
    let mut rows = vec![["", "by itself", "together with others"].map(str::to_owned).to_vec()];
    let cells =
        |name: &str, index: &crate::experiment::Index| vec![name.to_owned(), part(index.first), part(index.total)];
    rows.extend(order.iter().map(|at| cells(name(*at), &found.inputs[*at])));
    rows.push(cells("luck", &found.luck));
    let all: Vec<(&str, &str, &crate::experiment::Index)> = order
        .iter()
        .map(|at| (inputs.names[*at].0.as_str(), name(*at), &found.inputs[*at]))
        .chain([("luck", "luck", &found.luck)])
        .collect();
    let mut table = names(all.iter().map(|(key, name, _)| (*key, *name)));
    estimates::add(&mut table, "first", all.iter().map(|(.., index)| index.first).map(Some));
    estimates::add(&mut table, "total", all.iter().map(|(.., index)| index.total).map(Some));
    let summary = json!({
        "method": "sobol",
        "measure": inputs.meter.text(),
        "mean": found.mean,
        "variance": found.variance,
        "indices": all.iter().map(|(key, name, index)| json!({
            "key": key, "name": name, "first": plain(index.first), "total": plain(index.total),
        })).collect::<Vec<_>>(),
    });
    let notes = vec![
        "First order: the share of the variance that would vanish if only this were known. Total: the share that would remain if all \
         others were known. Luck is an input like the others: the people, their contacts and every draw of a run. An estimate may \
         lie a little outside 0 to 100 %; intervals are 95 % of a bootstrap over the rows of the design."
            .to_owned(),
    ];
    let figures = Pictures::told(|language| vec![indices_picture(found, inputs, &order, language)]);
    inputs.findings(Found { answer, notes, table, rows, figures, summary })
}

fn indices_picture(found: &Indices, inputs: &Inputs, order: &[usize], language: Language) -> Picture {
    let (subject, words) = inputs.measured(language);
    let is_input = order.first().filter(|at| found.luck.total.value < found.inputs[**at].total.value);
    let title = match (is_input, language) {
        _ if found.variance <= 0.0 => subject + language.say(" does not vary", "没有变化"),
        (Some(at), Language::English) => format!("{} matters most for {words}", capital(&inputs.names[*at].1)),
        (Some(_), Language::Chinese) => inputs.chinese_title(order),
        (None, Language::English) => format!("Luck matters most for {words}"),
        (None, Language::Chinese) => format!("对{words}影响最大的是随机性"),
    };
    let how = language.say(
        "Sobol' indices: first order (by itself) and total (together with others)",
        "索博尔（Sobol'）指数：一阶（单独作用）与总效应（含交互）",
    );
    let row = |at: &usize| IndexRow {
        name: inputs.name(*at, language),
        first: Some(triple(found.inputs[*at].first)),
        total: triple(found.inputs[*at].total),
    };
    let data = figure::Indices {
        head: inputs.head(title, how, language),
        rows: order.iter().map(row).collect(),
        luck: Some(triple(found.luck.total)),
        x_label: language.say(format!("Share of the variance of {words}"), format!("占{words}方差的比例")),
    };
    ("indices".to_owned(), Drawing::Indices(data))
}

fn triple(estimate: Estimate) -> (f64, f64, f64) {
    (estimate.value, estimate.low, estimate.high)
}

/// Elementary effects.
pub fn morris(effects: &[Effect], inputs: &Inputs) -> Findings {
    let sizes: Vec<f64> = effects.iter().map(|effect| effect.mu_star.value).collect();
    let order = by_size(&sizes);
    let name = |at: usize| inputs.names[at].1.as_str();
    let value = inputs.value();
    let size =
        |e: Estimate| format!("{} [{}, {}]", amount(value, e.value), amount(value, e.low), amount(value, e.high));
    let strong: Vec<String> =
        order.iter().take(3).map(|at| format!("{} {}", name(*at), size(effects[*at].mu_star))).collect();
    let answer = format!(
        "Moving an input through the middle 95 % of its range changes {} on average by (μ*): {}.",
        inputs.words(),
        strong.join("; ")
    );
    let mut rows = vec![["", "μ*", "μ", "σ"].map(str::to_owned).to_vec()];
    rows.extend(order.iter().map(|at| {
        let effect = &effects[*at];
        let signed = super::words::known_change(value, effect.mu);
        vec![name(*at).to_owned(), size(effect.mu_star), signed, amount(value, effect.sigma.value)]
    }));
    let mut table = names(order.iter().map(|at| (inputs.names[*at].0.as_str(), name(*at))));
    estimates::add(&mut table, "mu_star", order.iter().map(|at| effects[*at].mu_star).map(Some));
    estimates::add(&mut table, "mu", order.iter().map(|at| effects[*at].mu).map(Some));
    estimates::add(&mut table, "sigma", order.iter().map(|at| effects[*at].sigma).map(Some));
    let summary = json!({
        "method": "morris",
        "measure": inputs.meter.text(),
        "effects": order.iter().map(|at| json!({
            "key": inputs.names[*at].0, "name": name(*at),
            "mu_star": plain(effects[*at].mu_star), "mu": plain(effects[*at].mu), "sigma": plain(effects[*at].sigma),
        })).collect::<Vec<_>>(),
    });
    let notes = vec![
        "μ*: mean size of the effect; σ: how much it differs from place to place, because the response is curved or inputs work together. All \
         runs of a trajectory have the same luck."
            .to_owned(),
    ];
    let figures = Pictures::told(|language| vec![morris_picture(effects, inputs, &order, language)]);
    inputs.findings(Found { answer, notes, table, rows, figures, summary })
}

fn morris_picture(effects: &[Effect], inputs: &Inputs, order: &[usize], language: Language) -> Picture {
    let (subject, words) = inputs.measured(language);
    let english = |at: &usize| format!("{} has the largest effect on {words}", capital(&inputs.names[*at].1));
    let title = match language {
        Language::English => order.first().map_or_else(|| "Nothing to vary".to_owned(), english),
        Language::Chinese => inputs.chinese_title(order),
    };
    let point = |at: &usize| {
        let effect = &effects[*at];
        MorrisPoint {
            name: inputs.name(*at, language),
            mean: effect.mu_star.value,
            low: effect.mu_star.low,
            high: effect.mu_star.high,
            spread: effect.sigma.value,
        }
    };
    let data = Morris {
        head: inputs.head(title, language.say("elementary effects (Morris)", "基本效应法（Morris）"), language),
        value: inputs.value(),
        label: subject,
        points: order.iter().map(point).collect(),
    };
    ("morris".to_owned(), Drawing::Morris(data))
}

/// One input at a time.
pub fn swings(base: Estimate, swings: &[Swing], inputs: &Inputs) -> Findings {
    let sizes: Vec<f64> = swings.iter().map(|swing| (swing.high.value - swing.low.value).abs()).collect();
    let order = by_size(&sizes);
    let name = |at: usize| inputs.names[at].1.as_str();
    let value = inputs.value();
    let words = inputs.words();
    let strong: Vec<String> = order
        .iter()
        .take(3)
        .map(|at| {
            let swing = &swings[*at];
            let (low, high) = &inputs.ends[*at];
            let (from, to) = (amount(value, swing.low.value), amount(value, swing.high.value));
            format!("{} from {from} (at {low}) to {to} (at {high})", name(*at))
        })
        .collect();
    let middle = super::words::known(value, base);
    let answer =
        format!("With every input in its middle, {words} is {middle}. One input at a time: {}.", strong.join("; "));
    let mut rows = vec![["", "at its 5 % quantile", "at its 95 % quantile"].map(str::to_owned).to_vec()];
    rows.extend(order.iter().map(|at| {
        let known = |e| super::words::known(value, e);
        vec![name(*at).to_owned(), known(swings[*at].low), known(swings[*at].high)]
    }));
    let mut table = names(order.iter().map(|at| (inputs.names[*at].0.as_str(), name(*at))));
    table.add("at_low", Values::Text(order.iter().map(|at| Some(inputs.ends[*at].0.clone())).collect()));
    table.add("at_high", Values::Text(order.iter().map(|at| Some(inputs.ends[*at].1.clone())).collect()));
    estimates::add(&mut table, "low_end", order.iter().map(|at| swings[*at].low).map(Some));
    estimates::add(&mut table, "high_end", order.iter().map(|at| swings[*at].high).map(Some));
    let summary = json!({
        "method": "one-at-a-time",
        "measure": inputs.meter.text(),
        "middle": plain(base),
        "swings": order.iter().map(|at| json!({
            "key": inputs.names[*at].0, "name": name(*at),
            "at_low": inputs.ends[*at].0, "at_high": inputs.ends[*at].1,
            "low_end": plain(swings[*at].low), "high_end": plain(swings[*at].high),
        })).collect::<Vec<_>>(),
    });
    let notes = vec![
        "One at a time says nothing about inputs that matter only together: use --method sobol for that.".to_owned(),
    ];
    let figures = Pictures::told(|language| vec![tornado_picture(base, swings, inputs, &order, language)]);
    inputs.findings(Found { answer, notes, table, rows, figures, summary })
}

fn tornado_picture(base: Estimate, swings: &[Swing], inputs: &Inputs, order: &[usize], language: Language) -> Picture {
    let (subject, words) = inputs.measured(language);
    let english = |at: &usize| format!("{} moves {words} most", capital(&inputs.names[*at].1));
    let title = match language {
        Language::English => order.first().map_or_else(|| "Nothing to vary".to_owned(), english),
        Language::Chinese => inputs.chinese_title(order),
    };
    let row = |at: &usize| TornadoRow {
        name: inputs.name(*at, language),
        low_text: language.units(&inputs.ends[*at].0),
        high_text: language.units(&inputs.ends[*at].1),
        at_low: triple(swings[*at].low),
        at_high: triple(swings[*at].high),
    };
    let how = language.say(
        "one input at a time at its 5 % and 95 % quantile, the others in the middle",
        "每次变动一个输入，取其 5% 与 95% 分位数，其余取中位数",
    );
    let data = Tornado {
        head: inputs.head(title, how, language),
        value: inputs.value(),
        label: subject,
        base: base.value,
        rows: order.iter().map(row).collect(),
    };
    ("tornado".to_owned(), Drawing::Tornado(data))
}

fn names<'n>(rows: impl Iterator<Item = (&'n str, &'n str)>) -> Table {
    let (keys, names): (Vec<_>, Vec<_>) = rows.map(|(key, name)| (Some(key.to_owned()), Some(name.to_owned()))).unzip();
    let mut table = Table::default();
    table.add("key", Values::Text(keys));
    table.add("input", Values::Text(names));
    table
}

fn plain(estimate: Estimate) -> serde_json::Value {
    let finite = |number: f64| number.is_finite().then_some(number);
    json!({"value": finite(estimate.value), "low": finite(estimate.low), "high": finite(estimate.high)})
}
