//! What is wrong with a scenario, where, and what to write instead.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity, SourceCode};

use super::graph::{Graphs, Request};

/// A stretch of a source: bytes `start..end` of source number `source`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Position in [`Sources`].
    pub source: usize,
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

/// A text that the scenario was read from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user would write it, or what was said on the command line.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
    /// Where it comes from.
    pub kind: SourceKind,
}

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceKind {
    /// The scenario file itself.
    Scenario(PathBuf),
    /// A file that it extends, directly or through others.
    Parent(PathBuf),
    /// `--set` and other flags.
    CommandLine,
}

/// All texts that one scenario was read from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    list: Vec<Source>,
    kept: Kept,
}

/// What was read from files beside the scenario, so that it need not be read again.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The texts of CSV tables.
    pub tables: BTreeMap<PathBuf, Arc<str>>,
    /// What files of graphs say, by what was asked for.
    pub graphs: Vec<(Vec<Request>, Arc<Graphs>)>,
}

impl Sources {
    /// Adds a text and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: &str, kind: SourceKind) -> usize {
        self.list.push(Source { name: name.into(), text: Arc::from(text), kind });
        self.list.len() - 1
    }

    /// Whether everything was read from files.
    pub fn only_files(&self) -> bool {
        self.list.iter().all(|source| source.kind != SourceKind::CommandLine)
    }

    /// Keeps what was read from files beside the scenario: all tables, and the graphs that were used last.
    pub fn keep(&mut self, kept: Kept) {
        self.kept.tables.extend(kept.tables);
        self.kept.graphs = kept.graphs;
    }

    /// All texts, in the order in which they were read.
    pub fn list(&self) -> &[Source] {
        &self.list
    }

    /// The files among them, and the tables.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let file = |source: &Source| match &source.kind {
            SourceKind::Scenario(path) | SourceKind::Parent(path) => Some(path.clone()),
            SourceKind::CommandLine => None,
        };
        self.list.iter().filter_map(file).chain(self.kept.tables.keys().cloned())
    }

    /// The CSV tables that were kept, by path.
    pub fn tables(&self) -> &BTreeMap<PathBuf, Arc<str>> {
        &self.kept.tables
    }

    /// The text of a CSV table that was kept.
    pub fn table(&self, path: &Path) -> Option<Arc<str>> {
        self.kept.tables.get(path).map(Arc::clone)
    }

    /// What files of graphs say that were kept.
    pub fn graphs(&self, requests: &[Request]) -> Option<Arc<Graphs>> {
        self.kept.graphs.iter().find(|(known, _)| known == requests).map(|(_, graphs)| Arc::clone(graphs))
    }

    /// The source of a place.
    pub fn of(&self, place: Place) -> &Source {
        &self.list[place.source]
    }

    /// The text of a place as written.
    pub fn slice(&self, place: Place) -> &str {
        self.of(place).text.get(place.start..place.end).unwrap_or_default()
    }

    /// The line of a place, from 1.
    pub fn line(&self, place: Place) -> usize {
        let text = self.of(place).text.as_bytes();
        text[..place.start.min(text.len())].split(|byte| *byte == b'\n').count()
    }

    /// "parent.toml:12", or "command line".
    pub fn address(&self, place: Place) -> String {
        match self.of(place).kind {
            SourceKind::CommandLine => "command line".to_owned(),
            _ => format!("{}:{}", self.of(place).name, self.line(place)),
        }
    }

    /// The folder against which relative paths in this source are read.
    pub fn folder(&self, place: Place) -> PathBuf {
        match &self.of(place).kind {
            SourceKind::Scenario(path) | SourceKind::Parent(path) => path.parent().unwrap_or(Path::new("")).to_owned(),
            SourceKind::CommandLine => PathBuf::new(),
        }
    }
}

/// One thing that is wrong (or, as a warning, legal but without effect).
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// Something in a file or on the command line.
    Content,
    /// A file cannot be read.
    Unreadable,
}

#[derive(Debug, Clone)]
struct Parts {
    severity: Severity,
    cause: Cause,
    message: String,
    label: Option<String>,
    help: Option<String>,
    place: Option<Place>,
    span: Option<(usize, usize)>,
    source: Option<NamedSource<Arc<str>>>,
}

impl Problem {
    fn new(severity: Severity, message: String) -> Problem {
        Problem(Box::new(Parts {
            severity,
            cause: Cause::Content,
            message,
            label: None,
            help: None,
            place: None,
            span: None,
            source: None,
        }))
    }

    /// An error: the scenario cannot be run.
    pub fn error(message: impl Into<String>) -> Problem {
        Problem::new(Severity::Error, message.into())
    }

    /// An error: a file cannot be read.
    pub fn unreadable(message: impl Into<String>) -> Problem {
        let mut problem = Problem::error(message);
        problem.0.cause = Cause::Unreadable;
        problem
    }

    /// A warning: the scenario can be run, but something in it does nothing or is probably not meant.
    pub fn warning(message: impl Into<String>) -> Problem {
        Problem::new(Severity::Warning, message.into())
    }

    /// Where it is, and what is said below the caret.
    #[must_use]
    pub fn at(mut self, sources: &Sources, place: Place, label: impl Into<String>) -> Problem {
        let source = sources.of(place);
        self.0.source = Some(NamedSource::new(&source.name, Arc::clone(&source.text)));
        self.0.label = Some(label.into());
        self.0.place = Some(place);
        self.0.span = Some((place.start, place.end.saturating_sub(place.start)));
        self
    }

    /// Where it is in a text that is no source of the scenario (a table of numbers), as start and length \[byte\].
    #[must_use]
    pub fn inside(mut self, name: &str, text: &str, span: (usize, usize), label: impl Into<String>) -> Problem {
        self.0.source = Some(NamedSource::new(name, Arc::from(text)));
        self.0.label = Some(label.into());
        self.0.span = Some(span);
        self
    }

    /// What is allowed, or what was probably meant.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.0.help = Some(help.into());
        self
    }

    /// Whether it keeps the scenario from being run.
    pub fn is_error(&self) -> bool {
        self.0.severity == Severity::Error
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What is allowed, or what was probably meant.
    pub fn remedy(&self) -> Option<&str> {
        self.0.help.as_deref()
    }

    fn order(&self) -> (usize, usize) {
        self.0.place.map_or((usize::MAX, 0), |place| (place.source, place.start))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn severity(&self) -> Option<Severity> {
        Some(self.0.severity)
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help.as_ref().map(|help| Box::new(help) as _)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source.as_ref().map(|source| source as _)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.0.span?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(self.0.label.clone(), span))))
    }
}

/// Everything that is wrong with a scenario, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// From problems in any order.
    pub fn new(mut list: Vec<Problem>) -> Problems {
        list.sort_by_key(Problem::order);
        Problems { list }
    }

    /// All problems.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// Whether nothing is wrong but files that cannot be read.
    pub fn only_unreadable(&self) -> bool {
        self.list.iter().filter(|problem| problem.is_error()).all(|problem| problem.0.cause == Cause::Unreadable)
    }

    /// The files in which something is wrong.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let names = self.list.iter().filter_map(|problem| Some(problem.0.source.as_ref()?.name()));
        names.map(PathBuf::from).filter(|path| path.is_file())
    }

    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|problem| problem.is_error()).count()
    }

    /// As text for a terminal of this width \[characters\].
    pub fn render(&self, width: usize, color: Color) -> String {
        render(&self.list, width, color)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(100, Color::Never))
    }
}

impl std::error::Error for Problems {}

/// Whether messages are colored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// With terminal colors.
    Always,
    /// Plain text.
    Never,
}

/// Problems or warnings as text for a terminal of this width \[characters\].
#[allow(clippy::missing_panics_doc, reason = "writing to a string cannot fail")]
pub fn render(problems: &[Problem], width: usize, color: Color) -> String {
    let theme = match color {
        Color::Always => GraphicalTheme::unicode(),
        Color::Never => GraphicalTheme::unicode_nocolor(),
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(width).with_links(false).with_break_words(false);
    let mut text = String::new();
    for problem in problems {
        let mut one = String::new();
        handler.render_report(&mut one, problem).expect("writing to a string cannot fail");
        text.push_str(one.trim_matches('\n'));
        text.push_str("\n\n");
    }
    text.trim_end().lines().map(str::trim_end).fold(String::new(), |text, line| text + line + "\n")
}

/// The word among the known ones that was probably meant.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let score = |candidate: &str| {
        let lower = candidate.to_lowercase();
        let similar = strsim::jaro_winkler(&word, &lower);
        if strsim::damerau_levenshtein(&word, &lower) <= 1 { similar.max(0.9) } else { similar }
    };
    let best = known.map(|candidate| (score(candidate), candidate)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(score, _)| *score >= 0.8).map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", or the list of what is known.
pub fn did_you_mean(word: &str, known: &[&str], what: &str) -> String {
    match (nearest(word, known.iter().copied()), known.len()) {
        (Some(hint), 1) => format!("did you mean `{hint}`?"),
        (Some(hint), _) => format!("did you mean `{hint}`? {what}: {}", known.join(", ")),
        (None, 0) => format!("{what}: none"),
        (None, _) => format!("{what}: {}", known.join(", ")),
    }
}
