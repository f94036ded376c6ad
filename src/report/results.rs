//! Everything that the files of one scenario hold, as plain data.

use jiff::civil::Date;

use super::assumptions::{Assumption, assumptions};
use super::bands::Band;
use super::events::{Event, events};
use super::figure::SHORT;
use super::growth::{CauseGrowth, growth};
use super::labels::{LayerLabel, layer_labels};
use super::language::Language;
use super::lines::Lines;
use super::measures::{Measure, Run};
use super::outcomes::written;
use super::reactions::Reactions;
use super::spread::SpreadMap;
use super::stopping::{Ending, ending};
use super::theory::Told;
use crate::experiment::{Ensemble, Estimate, Outcome};
use crate::scenario::{Observation, Scenario, Target};

/// What one folder of results tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Name of the scenario, which is the name of the folder.
    pub name: String,
    /// Title of figures and tables.
    pub title: String,
    /// The question, as the head comment of the file puts it.
    pub about: String,
    /// What the author expects.
    pub expect: Option<String>,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Seed of all draws.
    pub seed: u64,
    /// Number of agents.
    pub agents: u32,
    /// Runs made.
    pub runs: u64,
    /// Runs asked for.
    pub asked: u64,
    /// How a rule ended the runs, where one was to.
    pub ending: Option<Ending>,
    /// Runs without a winner.
    pub ties: u64,
    /// The platforms, in the order of the scenario.
    pub platforms: Vec<Platform>,
    /// What the layers of contacts are called.
    pub layers: Vec<LayerLabel>,
    /// Names of the causes of joining.
    pub causes: Vec<String>,
    /// What happened on a date, by date.
    pub events: Vec<Event>,
    /// Historical numbers to draw.
    pub observations: Vec<Observation>,
    /// Historical numbers that a fit aims at.
    pub targets: Vec<Target>,
    /// What is told of each day, in the order of columns.
    pub measures: Vec<Measure>,
    /// How each sampled run ended.
    pub outcomes: Vec<Outcome>,
    /// Numbers of the scenario that are uncertain or carry evidence.
    pub assumptions: Vec<Assumption>,
    /// What theory says beside it, where somebody asked.
    pub theory: Option<Told>,
    /// The runs that figures show by themselves.
    pub lines: Lines,
    /// How one run spread among persons who know each other, where that was looked at.
    pub spread: Option<SpreadMap>,
    /// The language of the figures.
    pub language: Language,
}

/// A platform and how it did.
#[derive(Debug, Clone, PartialEq)]
pub struct Platform {
    /// Its key.
    pub name: String,
    /// Its label in figures.
    pub label: String,
    /// Its color (`#rrggbb`), if the scenario gives one.
    pub color: Option<String>,
    /// First day, or never.
    pub launch: Option<Date>,
    /// Runs that it won.
    pub wins: u64,
    /// Chance that it wins, with Wilson's 95 % interval.
    pub win_probability: Estimate,
    /// One band for each of [`Results::measures`].
    pub bands: Vec<Band>,
    /// Where its joins came from, for each of [`Results::causes`].
    pub growth: Vec<CauseGrowth>,
}

impl Results {
    /// What an ensemble says about its scenario; without any sampled run, all bands are 0.
    pub fn new(scenario: &Scenario, ensemble: &Ensemble) -> Results {
        let runs: Vec<Run> = ensemble.sample.iter().map(|(outcome, t)| Run::new(scenario, outcome, t)).collect();
        let causes = ensemble.sample.first().map(|(_, t)| t.causes.clone()).unwrap_or_default();
        let servers_fail = scenario.platforms.iter().any(|p| p.capacity.is_some() || !p.outages.is_empty());
        let measures = Measure::all(&causes, servers_fail);
        let days = scenario.days() as usize;
        let reactions = Reactions::new(scenario, ensemble.sample.iter().map(|(_, trajectory)| trajectory));
        let platforms = scenario.platforms.iter().enumerate().map(|(p, spec)| Platform {
            name: spec.name.clone(),
            label: spec.label.clone(),
            color: spec.color.clone(),
            launch: reactions.date(&spec.launch),
            wins: ensemble.wins[p],
            win_probability: ensemble.win_probability[p],
            bands: measures.iter().map(|m| Band::over(&runs, days, *m, p)).collect(),
            growth: growth(&ensemble.sample, p, causes.len()),
        });
        Results {
            name: scenario.name.clone(),
            title: scenario.title.clone(),
            about: scenario.about.clone(),
            expect: scenario.expect.clone(),
            start: scenario.start,
            end: scenario.end,
            seed: scenario.seed,
            agents: scenario.market.agents,
            runs: ensemble.runs,
            asked: ensemble.asked,
            ending: ensemble.stopped.as_ref().map(|stopped| ending(ensemble.runs, stopped)),
            ties: ensemble.ties,
            platforms: platforms.collect(),
            layers: layer_labels(scenario),
            causes,
            events: events(scenario, &reactions),
            observations: scenario.observations.clone(),
            targets: scenario.targets.clone(),
            measures,
            outcomes: ensemble.sample.iter().map(|(outcome, _)| written(outcome)).collect(),
            assumptions: assumptions(scenario),
            theory: None,
            lines: Lines::new(&runs, scenario.platforms.len(), days),
            spread: None,
            language: Language::default(),
        }
    }

    /// The label of a platform where a figure has room: as the scenario writes it, or the Chinese name alone.
    pub fn shown_label(&self, platform: usize) -> String {
        let label = &self.platforms[platform].label;
        match self.language {
            Language::English => label.clone(),
            Language::Chinese => self.language.name(label),
        }
    }

    /// The same results, told in a language by the figures.
    #[must_use]
    pub fn told_in(self, language: Language) -> Results {
        Results { language, ..self }
    }

    /// The band of a measure of a platform.
    ///
    /// # Panics
    /// When the measure is a cause of joining that the scenario does not have.
    pub fn band(&self, platform: usize, measure: Measure) -> &Band {
        let at = self.measures.iter().position(|m| *m == measure).expect("every measure has a band");
        &self.platforms[platform].bands[at]
    }

    /// Number of the last day.
    pub fn last_day(&self) -> usize {
        self.day(self.end) as usize
    }

    /// Days since the start; negative before it.
    pub fn day(&self, date: Date) -> i32 {
        (date - self.start).get_days()
    }

    /// The date a number of days after the start.
    pub fn date(&self, day: usize) -> Date {
        self.start.saturating_add(jiff::Span::new().days(day as i64))
    }

    /// A point of time in a title: "August 2011", or "day 5" of a scenario of days.
    pub fn moment(&self, day: usize) -> String {
        if self.last_day() < SHORT {
            return self.language.say(format!("day {day}"), format!("第 {day} 天"));
        }
        self.language.month(self.date(day))
    }

    /// The same as it stands in a sentence: "in August 2011", "on day 5".
    pub fn at_moment(&self, day: usize) -> String {
        let at = if self.last_day() < SHORT { "on" } else { "in" };
        match self.language {
            Language::English => format!("{at} {}", self.moment(day)),
            Language::Chinese => self.moment(day),
        }
    }

    /// Persons for whom an agent stands, as a mean over the runs.
    pub fn persons_per_agent(&self) -> f64 {
        let persons: f64 = self.outcomes.iter().map(|outcome| outcome.persons_per_agent).sum();
        persons / self.outcomes.len().max(1) as f64
    }

    /// Whether published numbers differ from persons, so that curves beside observations count accounts.
    pub fn counts_accounts(&self) -> bool {
        (0..self.platforms.len()).any(|p| {
            self.band(p, Measure::PublishedRegistered) != self.band(p, Measure::Registered)
                || self.band(p, Measure::PublishedActive) != self.band(p, Measure::Active)
        })
    }

    /// The only platform that ever has a user, if there is just one.
    pub fn sole(&self) -> Option<usize> {
        match self.present()[..] {
            [platform] => Some(platform),
            _ => None,
        }
    }

    /// Platforms that ever have a registered person in any run.
    pub fn present(&self) -> Vec<usize> {
        let ever = |p: &usize| self.band(*p, Measure::Registered).mean.last().is_some_and(|mean| *mean > 0.0);
        (0..self.platforms.len()).filter(ever).collect()
    }
}

impl Results {
    /// These results with only such words as the fonts can draw, and one warning, when a word had to be left out.
    pub fn legible(&self, fonts: &super::fonts::Fonts) -> (Option<Results>, Option<String>) {
        let labels = self.platforms.iter().map(|p| &p.label).chain(self.events.iter().map(|e| &e.label));
        let labels = labels.chain(self.layers.iter().filter_map(|layer| layer.label.as_ref()));
        if labels.chain([&self.title]).all(|label| label.chars().all(|c| fonts.covers(c))) {
            return (None, None);
        }
        let mut legible = self.clone();
        let mut missing = Vec::new();
        let mut check = |text: &mut String, otherwise: &str| {
            let drawn = fonts.legible(text, otherwise);
            if drawn != *text {
                missing.push(std::mem::replace(text, drawn));
            }
        };
        check(&mut legible.title, &self.name);
        for (platform, spec) in legible.platforms.iter_mut().zip(&self.platforms) {
            check(&mut platform.label, &spec.name);
        }
        for layer in &mut legible.layers {
            let name = layer.name.clone();
            layer.label.iter_mut().for_each(|label| check(label, &name));
        }
        for event in &mut legible.events {
            check(&mut event.label, event.kind.name());
        }
        let list = missing.join("\", \"");
        let warning = format!("no font has all characters of \"{list}\"; the PNG figures leave these words out");
        (Some(legible), Some(warning))
    }
}
