//! Tables of historical numbers, from CSV files or from the scenario file itself.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use super::desk::Desk;
use super::platform::Decoded;
use super::reader::Reader;
use crate::scenario::amount::{self, Unit};
use crate::scenario::file::{Node, tidy, unreadable};
use crate::scenario::problem::{Place, Problem, nearest};
use crate::scenario::{Metric, Observation, PotentialPoint, Target};
use crate::units::{Number, Persons};

/// Observations and targets on the scenario's platforms within its time.
pub fn history(reader: &Reader<'_>, platforms: &[Decoded], time: (Date, Date)) -> (Vec<Observation>, Vec<Target>) {
    let keep = |series: &str, metric: Option<Metric>, date: Date| {
        let platform = platforms.iter().position(|platform| platform.series == series)?;
        (time.0 <= date && date <= time.1).then_some((platform, metric?))
    };
    let mut observations = Vec::new();
    let mut targets = Vec::new();
    for row in rows(reader, "file", &["platform", "date", "metric", "value", "lower", "upper", "source", "note"]) {
        let Some((date, [value, low, high])) = row.numbers("date", ["value", "lower", "upper"]) else { continue };
        row.check_order([low, value, high]);
        let Some((platform, metric)) = keep(row.text("platform"), metric(row.text("metric")), date) else { continue };
        let doubtful = row.text("note").contains("DO NOT FIT");
        let source = row.text("source").to_owned();
        observations.push(Observation { platform, date, metric, value, low, high, source, doubtful });
    }
    for row in rows(reader, "targets", &["platform", "date", "metric", "low", "mid", "high", "weight", "why"]) {
        let Some((date, [low, value, high])) = row.numbers("date", ["low", "mid", "high"]) else { continue };
        let Some((_, [weight])) = row.numbers("date", ["weight"]) else { continue };
        row.check_order([low, value, high]);
        let Some((platform, metric)) = keep(row.text("platform"), metric(row.text("metric")), date) else { continue };
        let source = row.text("why").to_owned();
        let observation = Observation { platform, date, metric, value, low, high, source, doubtful: false };
        targets.push(Target { observation, weight });
    }
    for point in reader.list("points") {
        observations.extend(written(&point, &keep));
    }
    for point in reader.list("target_points") {
        let weight = point.amount::<Number>("weight").median();
        targets.extend(written(&point, &keep).map(|observation| Target { observation, weight }));
    }
    (observations, targets)
}

fn written(
    point: &Reader,
    keep: &impl Fn(&str, Option<Metric>, Date) -> Option<(usize, Metric)>,
) -> Option<Observation> {
    let value = point.given::<Persons>("value")?.median();
    let bound = |name: &str| point.given::<Persons>(name).map_or(value, |bound| bound.median());
    let (date, series) = (point.date("date")?, point.text("platform")?);
    let (low, high) = (bound("low"), bound("high"));
    let source = point.text("source").unwrap_or_default();
    let doubtful = point.flag("doubtful");
    let (platform, metric) = keep(&series, metric(point.choice("metric")?), date)?;
    Some(Observation { platform, date, metric, value, low, high, source, doubtful })
}

fn metric(name: &str) -> Option<Metric> {
    match name {
        "registered" => Some(Metric::Registered),
        "monthly_active" => Some(Metric::Active),
        "daily_new_users" => Some(Metric::New),
        _ => None,
    }
}

/// The persons who could join, from a CSV table with columns date, low, mid, high.
pub fn potential_file(desk: &Desk, node: &Node, path: &str) -> Option<Vec<PotentialPoint>> {
    let table = Csv::read(desk, node, path, &["date", "low", "mid", "high"])?;
    let before = desk.count();
    let points: Vec<PotentialPoint> = table.rows(desk).iter().filter_map(potential_row).collect();
    if desk.count() > before {
        return None;
    }
    check_points(desk, &points, node.place).then_some(points)
}

fn potential_row(row: &Row) -> Option<PotentialPoint> {
    let (date, [low, mid, high]) = row.numbers("date", ["low", "mid", "high"])?;
    row.check_order([low, mid, high]);
    Some(PotentialPoint { date, low, mid, high })
}

/// Whether points ascend and are within their bounds; reports what is not.
pub fn check_points(desk: &Desk, points: &[PotentialPoint], place: Place) -> bool {
    let problem = if points.is_empty() {
        "has no points".to_owned()
    } else if let Some(pair) = points.windows(2).find(|pair| pair[0].date >= pair[1].date) {
        format!("does not ascend: {} is not after {}", pair[1].date, pair[0].date)
    } else if let Some(point) = points.iter().find(|point| !(point.low <= point.mid && point.mid <= point.high)) {
        format!("breaks low ≤ mid ≤ high on {}", point.date)
    } else if points.iter().all(|point| point.mid <= 0.0) {
        "has no persons at all".to_owned()
    } else {
        return true;
    };
    let help = "points are ordered by date, each with low ≤ mid ≤ high";
    desk.error(format!("the potential {problem}"), place, "this path", help);
    false
}

/// What a file says to take away a table that it inherits.
const NO_TABLE: &str = "none";

fn rows<'t>(reader: &Reader<'t>, key: &str, columns: &[&'static str]) -> Vec<Row<'t>> {
    let (Some(path), Some(node)) = (reader.text(key), reader.node(key)) else { return Vec::new() };
    if path == NO_TABLE {
        return Vec::new();
    }
    Csv::read(reader.desk(), node, &path, columns).map(|table| table.rows(reader.desk())).unwrap_or_default()
}

/// A table in a file of its own.
struct Csv {
    name: Rc<str>,
    text: Arc<str>,
    /// Column names and their positions.
    columns: Vec<(&'static str, usize)>,
}

/// One row of a table.
struct Row<'d> {
    desk: &'d Desk<'d>,
    name: Rc<str>,
    text: Arc<str>,
    line: u64,
    span: (usize, usize),
    cells: Vec<(&'static str, String)>,
}

impl Csv {
    fn read(desk: &Desk, node: &Node, path: &str, wanted: &[&'static str]) -> Option<Csv> {
        let path: PathBuf = tidy(&desk.sources.folder(node.place).join(path));
        let name = path.display().to_string();
        let text = match desk.csv(&path) {
            Ok(text) => text,
            Err(error) => {
                desk.report(unreadable(&path, &error, desk.sources, Some(node.place), "csv"));
                return None;
            }
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header: Vec<String> =
            reader.headers().map(|header| header.iter().map(str::to_owned).collect()).unwrap_or_default();
        let known: Vec<&str> = header.iter().map(String::as_str).collect();
        let position = |column: &str| known.iter().position(|name| name.trim() == column);
        let columns: Vec<_> = wanted.iter().filter_map(|column| Some((*column, position(column)?))).collect();
        let missing: Vec<&str> = wanted.iter().filter(|column| position(column).is_none()).copied().collect();
        if let [first, ..] = missing[..] {
            let message =
                format!("{name} lacks the column{} {}", if missing.len() == 1 { "" } else { "s" }, missing.join(", "));
            let meant = nearest(first, known.iter().copied())
                .map(|hint| format!("; is `{first}` what is called `{hint}` here?"));
            let help =
                format!("a table for this key has the columns {}{}", wanted.join(", "), meant.unwrap_or_default());
            let end = text.lines().next().unwrap_or_default().len();
            desk.report(Problem::error(message).help(help).inside(&name, &text, (0, end), "the columns of the table"));
        }
        (columns.len() == wanted.len()).then_some(Csv { name: name.into(), text, columns })
    }

    fn rows<'d>(&self, desk: &'d Desk<'d>) -> Vec<Row<'d>> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(self.text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records().filter_map(Result::ok) {
            let (start, line) = record.position().map_or((0, 0), |at| (at.byte() as usize, at.line()));
            let length = self.text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
            let cell = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
            let cells = self.columns.iter().map(|(name, at)| (*name, cell(*at))).collect();
            let (name, text) = (Rc::clone(&self.name), Arc::clone(&self.text));
            rows.push(Row { desk, name, text, line, span: (start, length), cells });
        }
        rows
    }
}

impl Row<'_> {
    fn text(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell)
    }

    fn problem(&self, message: &str, label: &str, help: &str) {
        let problem = Problem::error(format!("{}, line {}: {message}", self.name, self.line)).help(help);
        self.desk.report(problem.inside(&self.name, &self.text, self.span, label));
    }

    fn numbers<const N: usize>(&self, date: &str, columns: [&str; N]) -> Option<(Date, [f64; N])> {
        let Ok(date) = self.text(date).parse::<Date>() else {
            let message = format!("`{date}` is not a date: \"{}\"", self.text(date));
            self.problem(&message, "in this row", "dates are written 2011-01-21");
            return None;
        };
        let mut numbers = [0.0; N];
        for (number, column) in numbers.iter_mut().zip(columns) {
            match amount::parse(Unit::Persons, self.text(column)) {
                Ok(value) => *number = value,
                Err(reason) => {
                    let message = format!("`{column}` is not a number: \"{}\"", self.text(column));
                    self.problem(&message, "in this row", &format!("{reason}; write 200000, \"500k\" or \"1.2M\""));
                    return None;
                }
            }
        }
        Some((date, numbers))
    }

    fn check_order(&self, [low, mid, high]: [f64; 3]) {
        if !(low <= mid && mid <= high) {
            let message = format!("the value {mid} is not between its bounds {low} and {high}");
            self.problem(&message, "in this row", "low ≤ value ≤ high must hold");
        }
    }
}
