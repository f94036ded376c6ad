//! What is to be varied, as it was written: keys and values with their places, not yet looked up in any scenario.

use crate::scenario::keys::{DEFAULT_STEPS, MOST_STEPS};
use crate::scenario::problem::{Place, Problem, Sources};
use crate::scenario::written::{Written, split};

/// What is to be varied along one axis.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Keys that move together, those with the same values in one stretch. The first stretch gives the axis its numbers.
    pub stretches: Vec<Stretch>,
    /// Number of levels of a range.
    pub steps: u32,
    /// Whether each level is the same number of times the one before.
    pub log: bool,
    /// The title, if it is given.
    pub label: Option<String>,
}

/// Keys that take the same values.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The keys.
    pub keys: Vec<Written>,
    /// Their values.
    pub values: Values,
}

/// The values of a key.
#[derive(Debug, Clone)]
pub enum Values {
    /// From one to the other.
    Range(Written, Written),
    /// One by one.
    List(Vec<Written>),
}

const FORM: &str = "write KEY=FROM..TO, KEY=FROM..TO:STEPS, KEY=FROM..TO:25log or KEY=ONE|TWO|THREE, \
                    for example platforms.wechat.launch=+0 days..+720 days:25";

/// The number of levels if nothing is said.
#[allow(clippy::missing_panics_doc, reason = "a test of the keys reads every default")]
pub fn default_steps() -> u32 {
    DEFAULT_STEPS.parse().expect("a default can be read, a test says so")
}

impl Ask {
    /// Reads `KEY[,KEY…]=FROM..TO[:STEPS[log]]` or `KEY[,KEY…]=ONE|TWO…`; several of them with `;` between them move together.
    pub fn read(written: &Written, sources: &Sources) -> Result<Ask, Problem> {
        let mut ask = Ask { stretches: Vec::new(), steps: default_steps(), log: false, label: None };
        let mut said: Option<(u32, bool)> = None;
        for part in written.split(';') {
            let (stretch, spacing) = stretch(&part, sources)?;
            ask.stretches.push(stretch);
            if let Some((spacing, place)) = spacing {
                if said.is_some_and(|said| said != spacing) {
                    return Err(Problem::error("what moves together has the same steps")
                        .at(sources, place.place, "other steps than before")
                        .help("give the steps once"));
                }
                said = Some(spacing);
                (ask.steps, ask.log) = spacing;
            }
        }
        Ok(ask)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &Written> {
        self.stretches.iter().flat_map(|stretch| &stretch.keys)
    }

    /// Where the first key stands.
    pub fn place(&self) -> Place {
        self.keys().next().map_or(Place::default(), |key| key.place)
    }

    /// The text that reads as this.
    pub fn text(&self) -> String {
        let texts =
            |list: &[Written], between| list.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(between);
        let mut stretches = self.stretches.iter().map(|stretch| match &stretch.values {
            Values::List(values) => format!("{}={}", texts(&stretch.keys, ","), texts(values, "|")),
            Values::Range(from, to) => {
                let log = if self.log { "log" } else { "" };
                format!("{}={}..{}:{}{log}", texts(&stretch.keys, ","), from.text, to.text, self.steps)
            }
        });
        let first = stretches.next().unwrap_or_default();
        stretches.fold(first, |text, stretch| format!("{text}; {stretch}"))
    }
}

/// Steps and whether they are logarithmic, and where that stands.
type Spacing = Option<((u32, bool), Written)>;

fn stretch(part: &Written, sources: &Sources) -> Result<(Stretch, Spacing), Problem> {
    let Some(keys) = split(&part.text, '=').into_iter().next().filter(|keys| keys.end < part.text.len()) else {
        return Err(Problem::error("it is not said over which values the key is varied")
            .at(sources, part.place, "no \"=\" in it")
            .help(FORM));
    };
    let values = part.part(keys.end + 1..part.text.len());
    let keys = part.part(keys).split(',');
    let (values, spacing) = self::values(&values, sources)?;
    Ok((Stretch { keys, values }, spacing))
}

fn values(values: &Written, sources: &Sources) -> Result<(Values, Spacing), Problem> {
    let missing =
        |written: &Written| Problem::error("a value is missing").at(sources, written.place, "nothing here").help(FORM);
    let Some((from, to)) = values.text.split_once("..") else {
        let list = values.split('|');
        if let Some(empty) = list.iter().find(|value| value.text.is_empty()) {
            return Err(missing(empty));
        }
        if list.len() == 1 {
            return Err(Problem::error("a single value is no range").at(sources, values.place, "one value").help(FORM));
        }
        return Ok((Values::List(list), None));
    };
    let start = from.len() + "..".len();
    let spaced = to.rfind(':').map(|at| (start + at, values.part(start + at + 1..values.text.len())));
    let end = spaced.as_ref().map_or(values.text.len(), |(at, _)| *at);
    let (from, to) = (values.part(0..from.len()), values.part(start..end));
    if let Some(empty) = [&from, &to].into_iter().find(|value| value.text.is_empty()) {
        return Err(missing(empty));
    }
    let spacing = match spaced {
        Some((_, written)) => Some((spacing(&written, sources)?, written)),
        None => None,
    };
    Ok((Values::Range(from, to), spacing))
}

fn spacing(written: &Written, sources: &Sources) -> Result<(u32, bool), Problem> {
    let (steps, log) = match written.text.strip_suffix("log") {
        Some(steps) => (steps.trim(), true),
        None => (written.text.as_str(), false),
    };
    match steps.parse::<u32>() {
        Err(_) if steps.is_empty() && log => Ok((default_steps(), true)),
        Ok(steps) if (2..=MOST_STEPS).contains(&u64::from(steps)) => Ok((steps, log)),
        _ => Err(Problem::error(format!("`{}` is not a number of steps", written.text))
            .at(sources, written.place, "how many?")
            .help(format!(
                "a whole number from 2 to {MOST_STEPS}, both ends counted; \"25log\" for logarithmic steps"
            ))),
    }
}
