//! The measures of a layer as lines of a table.

use crate::contacts::measure::{Aspect, Envelope, Portrait, Verdict, envelope};
use crate::experiment::{LayerInspection, SharedLayers, StoredLayer};
use crate::report::numbers::percent;
use crate::report::numbers::thousands;

/// A measure in words.
pub struct Line {
    /// What it is called.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its error; empty where it is exact.
    pub error: String,
    /// The range in real graphs; empty where there is none.
    pub range: String,
    /// How it compares, or what else is to be said.
    pub words: String,
}

impl Line {
    fn plain(name: impl Into<String>, value: String) -> Line {
        let [error, range, words] = [const { String::new() }; 3];
        Line { name: name.into(), value, error, range, words }
    }

    fn with_error(self, error: String) -> Line {
        Line { error, ..self }
    }

    fn with_words(self, words: impl Into<String>) -> Line {
        Line { words: words.into(), ..self }
    }

    /// A measure that is compared with real graphs.
    fn compared(aspect: Aspect, portrait: &Portrait) -> Line {
        let (range, value) = (envelope(aspect), portrait.value(aspect));
        let verdict = range.verdict(value, portrait.persons);
        let words = match verdict {
            Verdict::Open if range.range(portrait.persons).is_none() => {
                format!("compared from {} persons on", thousands(range.persons))
            }
            _ => range.words(verdict).to_owned(),
        };
        let range_text = range_text(range, portrait.persons);
        Line { range: range_text, ..Line::plain(range.name, number(aspect, value)) }.with_words(words)
    }
}

/// A number of a measure that is compared, with the digits that carry meaning.
pub fn number(aspect: Aspect, value: f64) -> String {
    match aspect {
        _ if value.is_nan() => "–".to_owned(),
        Aspect::Giant => percent(value),
        Aspect::Hubs => decimals(value, 1),
        Aspect::MeanDegree | Aspect::Distance => decimals(value, 2),
        Aspect::Clustering | Aspect::Assortativity => decimals(value, 3),
    }
}

/// The range of real graphs among so many persons; empty where they are too few.
pub fn range_text(range: &Envelope, persons: u32) -> String {
    let Some((low, high)) = range.range(persons) else { return String::new() };
    match range.aspect {
        Aspect::Giant => format!("over {}", percent(low)),
        Aspect::Distance => format!("{low:.1}–{high:.1}"),
        Aspect::Hubs => format!("{low:.0}–{high:.0}"),
        _ => format!("{low}–{high}"),
    }
}

/// What is smaller than this is rounding.
const NOTHING: f64 = 1e-9;

/// So many decimals, or as many as it takes to show a digit other than 0; "–" for what is no number.
fn decimals(value: f64, decimals: usize) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    if value.is_infinite() {
        return "∞".to_owned();
    }
    let size = value.abs();
    let leading = if size < NOTHING { 0 } else { (-libm::floor(libm::log10(size))).max(0.0) as usize };
    let decimals = decimals.max(leading);
    let digits = format!("{:.decimals$}", if size < NOTHING { 0.0 } else { size });
    if value < 0.0 && size >= NOTHING { format!("−{digits}") } else { digits }
}

fn share(value: f64) -> String {
    if value.is_nan() { "–".to_owned() } else { percent(value) }
}

/// An error, empty where the number is exact.
fn error(error: f64, digits: usize) -> String {
    if error > 0.0 { decimals(error, digits) } else { String::new() }
}

/// The lines of a layer.
pub fn layer_lines(layer: &LayerInspection) -> Vec<Line> {
    let persons = Line::plain("persons", thousands(layer.persons));
    let Some(stored) = &layer.stored else {
        let everybody = thousands(layer.persons.saturating_sub(1));
        let words = "well mixed: everybody is a contact of everybody, and nothing is stored";
        return vec![persons, Line::plain("contacts of each", everybody).with_words(words)];
    };
    let mut lines = vec![persons];
    lines.extend(degree_lines(&stored.portrait));
    lines.extend(closeness_lines(&stored.portrait));
    lines.extend(reach_lines(&stored.portrait));
    lines.extend(community_lines(stored));
    lines
}

fn degree_lines(portrait: &Portrait) -> Vec<Line> {
    let degrees = &portrait.degrees;
    vec![
        Line::plain("pairs of contacts", thousands(portrait.pairs)),
        Line::compared(Aspect::MeanDegree, portrait),
        Line::plain("median degree", thousands(degrees.median)),
        Line::plain("maximum degree", thousands(degrees.max)),
        Line::compared(Aspect::Hubs, portrait),
    ]
}

fn closeness_lines(portrait: &Portrait) -> Vec<Line> {
    vec![
        Line::compared(Aspect::Clustering, portrait),
        Line::plain("global clustering", decimals(portrait.transitivity, 3)),
        Line::compared(Aspect::Assortativity, portrait),
        Line::plain("largest core number", thousands(portrait.core))
            .with_words(format!("{} persons have it", thousands(portrait.core_persons))),
    ]
}

fn reach_lines(portrait: &Portrait) -> Vec<Line> {
    let (distances, threshold) = (&portrait.distances, portrait.epidemic_threshold());
    let all = distances.sources >= portrait.persons;
    vec![
        Line::plain("components", thousands(portrait.components)),
        Line::compared(Aspect::Giant, portrait),
        Line::compared(Aspect::Distance, portrait).with_error(error(distances.mean.error, 2)),
        Line::plain("effective diameter", decimals(distances.effective_diameter.value, 2))
            .with_error(error(distances.effective_diameter.error, 2))
            .with_words("90 % of the pairs are no farther apart"),
        Line::plain("longest distance", thousands(distances.longest)).with_words(if all {
            ""
        } else {
            "or more: the longest that was met"
        }),
        Line::plain("epidemic threshold", decimals(threshold.value, 4))
            .with_words("what spreads at a smaller ratio to its ending dies out"),
    ]
}

fn community_lines(stored: &StoredLayer) -> Vec<Line> {
    let towns = &stored.portrait.towns;
    let mut lines = Vec::new();
    if towns.number > 1 {
        let by_chance = format!("by chance {}", share(towns.by_chance));
        lines.push(Line::plain("contacts within a town", share(towns.inside)).with_words(by_chance));
        lines.push(Line::plain("modularity of towns", decimals(towns.modularity(), 3)));
    }
    lines.extend(stored.audiences.iter().map(|audience| {
        let words = format!("by chance {}; {} of the persons", share(audience.by_chance), share(audience.members));
        Line::plain(format!("contacts within audience {}", audience.name), share(audience.among)).with_words(words)
    }));
    lines
}

/// What two layers have in common.
pub fn overlap_lines(both: &SharedLayers) -> Vec<Line> {
    let shared = &both.shared;
    vec![
        Line::plain("contacts in common", thousands(shared.common)),
        Line::plain(format!("of those in {}", both.first), share(shared.of_first())),
        Line::plain(format!("of those in {}", both.second), share(shared.of_second())),
        Line::plain("of those in either", share(shared.jaccard())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_the_digits_that_carry_meaning() {
        assert_eq!(decimals(15.0157, 2), "15.02");
        assert_eq!(decimals(-0.149, 3), "−0.149");
        assert_eq!((decimals(0.0, 3), decimals(-1e-17, 3)), ("0.000".to_owned(), "0.000".to_owned()));
        assert_eq!(decimals(0.000_031, 3), "0.00003");
        assert_eq!((decimals(f64::NAN, 2), decimals(f64::INFINITY, 2)), ("–".to_owned(), "∞".to_owned()));
        assert_eq!((error(0.0, 2), error(0.0188, 2)), (String::new(), "0.02".to_owned()));
    }

    #[test]
    fn ranges_are_told_for_the_number_of_persons() {
        assert_eq!(range_text(envelope(Aspect::Clustering), 5000), "0.13–0.27");
        assert_eq!(range_text(envelope(Aspect::Distance), 1000), "2.5–3.5");
        assert_eq!(range_text(envelope(Aspect::Giant), 1000), "over 99 %");
        assert_eq!(range_text(envelope(Aspect::Hubs), 1000), "");
    }
}
