//! `precision`, `[sweep]`, `[groups]`: what experiments do with a scenario.

use jiff::civil::Date;

use super::desk::Desk;
use super::reader::Reader;
use crate::scenario::design::parse_sample;
use crate::scenario::file::{Node, Table, Value, check};
use crate::scenario::keys::SWEEP;
use crate::scenario::measure::{Terms, measure, wanted};
use crate::scenario::problem::{Place, Problem, SourceKind};
use crate::scenario::vary::{Ask, Stretch, Values, build, default_steps, is_judged_here};
use crate::scenario::written::Written;
use crate::scenario::{AxisSpec, GroupSpec, PrecisionSpec, Sample, SweepSpec};

/// What is to be known how well; `names` are the platforms and `time` is the first and the last day, if both are known.
pub fn precision(top: &Reader, names: &[String], time: Option<(Date, Date)>) -> Option<PrecisionSpec> {
    let text = top.text("precision")?;
    let (desk, place) = (top.desk(), top.place("precision"));
    if let Some(time) = time.filter(|_| is_judged_here(place, desk.sources))
        && let Some(written) = top.node("precision").and_then(|node| Written::in_file(node, desk.sources))
        && let Err(problem) = wanted(&written, desk.sources, &Terms { names: names.to_vec(), time })
    {
        desk.report(problem);
    }
    Some(PrecisionSpec { text, most: most_runs(top) })
}

/// The most runs that a precision may take: `runs`, unless it was written farther away (in a file that the one with the
/// precision extends), where it meant the number of runs without a precision.
fn most_runs(top: &Reader) -> u32 {
    let sources = top.desk().sources;
    let distance = |place: Place| match sources.of(place).kind {
        SourceKind::CommandLine => 0,
        _ => place.source + 1,
    };
    let own = distance(top.place("precision"));
    let runs = top.node("runs").filter(|node| distance(node.place) <= own);
    match runs {
        Some(_) => top.whole("runs").unwrap_or_default() as u32,
        None => PrecisionSpec::MOST,
    }
}

/// What is to be varied and measured; `names` are the platforms and `time` is the first and the last day, if both are known.
pub fn sweep(top: &Reader, tree: &Table, names: Vec<String>, time: Option<(Date, Date)>) -> Option<SweepSpec> {
    let node = top.node("sweep")?;
    let reader = top.table("sweep");
    let desk = top.desk();
    let asks = axes(&reader);
    for ask in asks.iter().filter(|ask| is_judged_here(ask.place(), desk.sources)) {
        if let Err(problem) = build(ask, tree, desk.sources) {
            desk.report(problem);
        }
    }
    let text = reader.text("measure");
    if let (Some(_), Some(time)) = (&text, time.filter(|_| is_judged_here(reader.place("measure"), desk.sources)))
        && let Some(written) = reader.node("measure").and_then(|node| Written::in_file(node, desk.sources))
        && let Err(problem) = measure(&written, desk.sources, &Terms { names, time })
    {
        desk.report(problem);
    }
    let vary = asks.iter().map(|ask| AxisSpec { text: ask.text(), label: ask.label.clone() }).collect();
    node.table().map(|_| SweepSpec { vary, measure: text, sample: sample(&reader) })
}

/// What `[sweep]` asks for, as it was written.
pub fn sweep_asks(desk: &Desk, tree: &Table) -> Vec<Ask> {
    let Some(node) = tree.node("sweep") else { return Vec::new() };
    let Some(table) = node.table() else { return Vec::new() };
    axes(&Reader::open(desk, table, SWEEP, "sweep".to_owned(), node.place))
}

fn sample(reader: &Reader) -> Option<Sample> {
    let text = reader.text("sample")?;
    let sample = parse_sample(&text);
    if let Err(reason) = &sample {
        let message = format!("`sweep.sample`: {reason}");
        reader.desk().error(message, reader.place("sample"), "not understood", "sobol:N or lhs:N, with N points");
    }
    sample.ok()
}

fn axes(sweep: &Reader) -> Vec<Ask> {
    let mut axes: Vec<Ask> = Vec::new();
    for vary in sweep.list("vary") {
        let with = vary.list("with");
        let stretches: Vec<Option<Stretch>> = [&vary].into_iter().chain(&with).map(stretch).collect();
        let steps = vary.whole("steps").map_or(default_steps(), |steps| steps as u32);
        let (log, label) = (vary.flag("log"), vary.text("label"));
        if vary.has("values") && (vary.has("steps") || log) {
            let message = format!("{} lists its values: there are no steps between them", vary.path());
            let place = vary.place(if vary.has("steps") { "steps" } else { "log" });
            vary.desk().error(message, place, "steps of what?", "take it out, or give from and to");
        }
        let Some(stretches) = stretches.into_iter().collect::<Option<Vec<Stretch>>>() else { continue };
        let ask = Ask { stretches, steps, log, label };
        let twice = |key: &&Written| axes.iter().any(|axis| axis.keys().any(|other| other.text == key.text));
        let repeated = ask.keys().find(twice).cloned();
        match repeated {
            Some(key) => {
                let message = format!("`{}` is varied by two axes", key.text);
                vary.desk().error(message, key.place, "the second time", "let one of them go");
            }
            None => axes.push(ask),
        }
    }
    axes
}

/// Keys and their values; `None` if they are not all there.
fn stretch(reader: &Reader) -> Option<Stretch> {
    let values = match (reader.has("from") || reader.has("to"), reader.has("values")) {
        (true, true) => {
            let message = format!("{} has both a range and a list of values", reader.path());
            reader.desk().error(message, reader.place("values"), "a second kind", "give from and to, or values");
            None
        }
        (_, true) => several(reader, "values", 2).map(Values::List),
        _ => single(reader, "from").zip(single(reader, "to")).map(|(from, to)| Values::Range(from, to)),
    };
    if !reader.has("values") {
        for end in ["from", "to"].into_iter().filter(|end| !reader.has(end)) {
            let message = format!("`{end}` is missing in {}", reader.path());
            reader.desk().error(
                message,
                reader.place(end),
                "in this table",
                "give from and to, or values = [\"…\", \"…\"]",
            );
        }
    }
    let keys = keys(reader)?;
    Some(Stretch { keys, values: values? })
}

fn keys(reader: &Reader) -> Option<Vec<Written>> {
    match (reader.has("key"), reader.has("keys")) {
        (true, false) => reader.text("key").and(single(reader, "key")).map(|key| vec![key]),
        (false, true) => several(reader, "keys", 1),
        (given, _) => {
            let (message, place) = if given {
                (format!("{} has both `key` and `keys`", reader.path()), reader.place("keys"))
            } else {
                (format!("{} does not say what is varied", reader.path()), reader.place("key"))
            };
            let help = "write key = \"platforms.wechat.launch\", or keys = [\"…\", \"…\"]";
            reader.desk().error(message, place, "which key?", help);
            None
        }
    }
}

fn single(reader: &Reader, name: &str) -> Option<Written> {
    let node = reader.node(name)?;
    let written = Written::in_file(node, reader.desk().sources);
    if written.is_none() {
        reader.wrong_kind(name, node);
    }
    written
}

/// The single values of a list that has so many at least.
fn several(reader: &Reader, name: &str, least: usize) -> Option<Vec<Written>> {
    let node = reader.node(name)?;
    let values = list(node).filter(|items| items.len() >= least).and_then(|items| {
        items.iter().map(|item| Written::in_file(item, reader.desk().sources)).collect::<Option<Vec<_>>>()
    });
    if values.is_none() {
        let number = if least == 1 { "one value" } else { "two values" };
        let message = format!("`{}` takes a list of at least {number}", reader.address(name));
        reader.desk().error(message, node.place, "wrong kind of value", "for example [\"…\", \"…\"]");
    }
    values
}

fn list(node: &Node) -> Option<&[Node]> {
    match &node.value {
        Value::Array(items) => Some(items),
        _ => None,
    }
}

/// Keys that belong together.
pub fn groups(top: &Reader) -> Vec<GroupSpec> {
    let Some(node) = top.node("groups") else { return Vec::new() };
    let Some(table) = node.table() else {
        top.wrong_kind("groups", node);
        return Vec::new();
    };
    let mut groups = Vec::new();
    for entry in &table.entries {
        if let Some(keys) = group(top.desk(), &entry.key, &entry.node) {
            groups.push(GroupSpec { name: entry.key.clone(), keys });
        }
    }
    groups
}

fn group(desk: &Desk, name: &str, node: &Node) -> Option<Vec<String>> {
    let texts = list(node).filter(|items| !items.is_empty()).and_then(|items| {
        let text = |item: &Node| item.text().and_then(|_| Written::in_file(item, desk.sources));
        items.iter().map(text).collect::<Option<Vec<Written>>>()
    });
    let Some(keys) = texts else {
        let what = if list(node).is_some_and(<[Node]>::is_empty) { "nothing" } else { node.what() };
        let message = format!("group \"{name}\" takes a list of keys, not {what}");
        let help = "for example [\"platforms.wechat.seeding\"]: that key and everything below it";
        desk.error(message, node.place, "not a list of keys", help);
        return None;
    };
    let wrong: Vec<Problem> = keys.iter().filter_map(|key| check(key, desk.sources).err()).collect();
    let known = wrong.is_empty();
    for problem in wrong {
        desk.report(problem);
    }
    known.then(|| keys.into_iter().map(|key| key.text).collect())
}
