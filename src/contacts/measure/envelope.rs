//! What contact graphs of real people look like: a range for each measure that was published of large ones.
//!
//! The ranges come from Microsoft's Messenger (180 million persons: Leskovec & Horvitz 2008, *Planetary-scale views on a
//! large instant-messaging network*), Facebook (721 million: Ugander et al. 2011, *The anatomy of the Facebook social
//! graph*; Backstrom et al. 2012, *Four degrees of separation*) and calls between mobile phones (Onnela et al. 2007,
//! *Analysis of a large-scale weighted network of one-to-one human communication*). They are wide: to lie within is no
//! proof, to lie outside is a reason to ask.

use Aspect::{Assortativity, Clustering, Distance, Giant, Hubs, MeanDegree};

/// Persons at which ranges that grow with the number of persons hold as they stand.
const MILLION: f64 = 1e6;

/// A measure that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Mean number of contacts.
    MeanDegree,
    /// Largest number of contacts as a multiple of the median.
    Hubs,
    /// Mean local clustering.
    Clustering,
    /// Degree assortativity.
    Assortativity,
    /// Share of the persons in the largest component.
    Giant,
    /// Mean distance.
    Distance,
}

/// The range of a measure in real contact graphs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Envelope {
    /// The measure.
    pub aspect: Aspect,
    /// What it is called.
    pub name: &'static str,
    /// Lower end; of what depends on the number of persons, among a million.
    pub low: f64,
    /// Upper end; of what depends on the number of persons, among a million.
    pub high: f64,
    /// Fewest persons with whom it makes sense to compare.
    pub persons: u32,
    /// What a value below the range says.
    pub too_low: &'static str,
    /// What a value above the range says.
    pub too_high: &'static str,
    /// Where the range comes from.
    pub source: &'static str,
}

/// How a value compares with real contact graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As in real ones.
    Inside,
    /// Below the range.
    TooLow,
    /// Above the range.
    TooHigh,
    /// There is nothing to compare: too few persons, or a measure without meaning here.
    Open,
}

/// All ranges.
pub const ENVELOPE: [Envelope; 6] = [
    Envelope {
        aspect: MeanDegree,
        name: "mean degree",
        low: 10.0,
        high: 20.0,
        persons: 100,
        too_low: "fewer contacts than people have in a messenger",
        too_high: "more contacts than people have in a messenger",
        source: "Messenger 14.4",
    },
    Envelope {
        aspect: Hubs,
        name: "maximum / median degree",
        low: 10.0,
        high: 40.0,
        persons: 10_000,
        too_low: "too few hubs",
        too_high: "hubs larger than people can be",
        source: "heavier than chance alone (Poisson: 2 to 3), lighter than a power law (hundreds); Facebook 50 at its limit of 5,000",
    },
    Envelope {
        aspect: Clustering,
        name: "local clustering",
        low: 0.13,
        high: 0.27,
        persons: 1000,
        too_low: "too little clustering for an address book",
        too_high: "too much clustering, as in closed circles",
        source: "Facebook .14 for the median person, .5 for persons with two contacts",
    },
    Envelope {
        aspect: Assortativity,
        name: "degree assortativity",
        low: 0.1,
        high: 0.25,
        persons: 1000,
        too_low: "persons with many contacts know each other too little",
        too_high: "persons with many contacts keep too much to themselves",
        source: "Facebook .226; positive among callers",
    },
    Envelope {
        aspect: Giant,
        name: "largest component",
        low: 0.99,
        high: 1.0,
        persons: 1000,
        too_low: "it falls into pieces",
        too_high: "",
        source: "Facebook .9991",
    },
    Envelope {
        aspect: Distance,
        name: "mean distance",
        low: 5.0,
        high: 7.0,
        persons: 1000,
        too_low: "too small a world",
        too_high: "too wide a world",
        source: "Messenger 6.6 among 180 million; Facebook 4.7 with ten times the contacts",
    },
];

/// The range of a measure.
#[expect(clippy::missing_panics_doc, reason = "every aspect has a range: a test says so")]
pub fn envelope(aspect: Aspect) -> &'static Envelope {
    ENVELOPE.iter().find(|envelope| envelope.aspect == aspect).expect("every aspect has a range")
}

impl Envelope {
    /// The range among so many persons; `None` if they are too few to compare.
    ///
    /// Distances grow with the logarithm of the number of persons, and so does their range, in proportion to ln N / ln
    /// 10⁶; but its lower end stays beyond a million, since Messenger has 6.6 among 180 million. The largest of more persons
    /// is larger: beyond a million the upper end of hubs grows in the same way, to 59 at Facebook's size, which has 50.
    pub fn range(&self, persons: u32) -> Option<(f64, f64)> {
        let growth = libm::log(f64::from(persons.max(1))) / libm::log(MILLION);
        match self.aspect {
            _ if persons < self.persons => None,
            Hubs => Some((self.low, self.high * growth.max(1.0))),
            Distance => Some((self.low * growth.min(1.0), self.high * growth)),
            _ => Some((self.low, self.high)),
        }
    }

    /// How a value among so many persons compares.
    pub fn verdict(&self, value: f64, persons: u32) -> Verdict {
        match self.range(persons) {
            Some(_) if value.is_nan() => Verdict::Open,
            Some((low, _)) if value < low => Verdict::TooLow,
            Some((_, high)) if value > high => Verdict::TooHigh,
            Some(_) => Verdict::Inside,
            None => Verdict::Open,
        }
    }

    /// A verdict in plain words.
    pub fn words(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Inside => "as in real ones",
            Verdict::TooLow => self.too_low,
            Verdict::TooHigh => self.too_high,
            Verdict::Open => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Inside, Open, TooHigh, TooLow};
    use super::*;

    /// The numbers of the graphs that the ranges come from, and of the same among fewer persons.
    #[test]
    fn ranges_grow_with_the_logarithm_of_the_number_of_persons() {
        let distance = envelope(Distance);
        assert_eq!(distance.range(1_000_000), Some((5.0, 7.0)));
        let (low, high) = distance.range(1000).expect("enough persons");
        assert!((low - 2.5).abs() < 1e-12 && (high - 3.5).abs() < 1e-12);
        assert_eq!(distance.verdict(6.6, 180_000_000), Inside);
        assert_eq!(distance.verdict(4.7, 721_000_000), TooLow);
        assert_eq!(distance.range(999), None);
        let hubs = envelope(Hubs);
        assert_eq!((hubs.range(10_000), hubs.range(1_000_000)), (Some((10.0, 40.0)), Some((10.0, 40.0))));
        assert_eq!([50.5, 60.0].map(|value| hubs.verdict(value, 721_000_000)), [Inside, TooHigh]);
    }

    #[test]
    fn verdicts_say_on_which_side_a_value_lies() {
        let clustering = envelope(Clustering);
        let verdicts = [0.004, 0.13, 0.2, 0.3, f64::NAN].map(|value| clustering.verdict(value, 10_000));
        assert_eq!(verdicts, [TooLow, Inside, Inside, TooHigh, Open]);
        assert_eq!(clustering.words(TooLow), "too little clustering for an address book");
        assert_eq!(clustering.verdict(0.2, 10), Open);
        assert_eq!(envelope(Giant).verdict(1.0, 10_000), Inside);
    }

    #[test]
    fn every_aspect_has_one_range_and_words_for_both_sides() {
        for aspect in [MeanDegree, Hubs, Clustering, Assortativity, Giant, Distance] {
            assert_eq!(ENVELOPE.iter().filter(|envelope| envelope.aspect == aspect).count(), 1);
            let range = envelope(aspect);
            assert!(range.low < range.high && !range.too_low.is_empty());
            assert!(!range.too_high.is_empty() || range.high >= 1.0, "a share is never too high");
        }
    }
}
