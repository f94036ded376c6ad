//! What is kept of a finished run: a line of text that gives back every bit.

use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::summary::{Outcome, PlatformOutcome};
use crate::engine::{INITIAL, Row, Trajectory};
use crate::scenario::sha256;

/// What one run, or one pair of runs that are compared, leaves for good.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Number of the run.
    pub run: u64,
    /// Hash of all its days, by which two runs that should differ are found to be the same; none where too little happens to tell it
    /// from others.
    pub fingerprint: Option<u64>,
    /// How it ended; two outcomes for a pair.
    pub outcomes: Vec<Outcome>,
    /// Numbers read from its days.
    pub readings: Vec<f64>,
}

/// Version of the notation.
const NOTATION: &str = "1";
/// Hexadecimal digits of the check at the end of a line.
const CHECK: usize = 8;

impl Record {
    /// The line, without its end: numbers in decimal digits that read as the same number, then a check over the line.
    pub fn line(&self) -> String {
        let fingerprint = self.fingerprint.map(|hash| format!("{hash:016x}"));
        let mut words = vec![NOTATION.to_owned(), self.run.to_string(), optional(fingerprint)];
        words.push(self.outcomes.len().to_string());
        for outcome in &self.outcomes {
            words.extend([optional(outcome.winner), optional(outcome.crossing), optional(outcome.tipping)]);
            words.extend([outcome.persons_per_agent.to_string(), outcome.platforms.len().to_string()]);
            for platform in &outcome.platforms {
                let numbers = [platform.active, platform.registered, platform.share, platform.peak];
                words.extend(numbers.map(|number| number.to_string()));
                words.push(platform.peak_date.to_string());
            }
        }
        words.push(self.readings.len().to_string());
        words.extend(self.readings.iter().map(f64::to_string));
        let text = words.join(" ");
        format!("{text} {}", check(&text))
    }

    /// Reads a line; nothing if it was cut short, garbled or written in another notation.
    pub fn read(line: &str) -> Option<Record> {
        let (text, found) = line.rsplit_once(' ')?;
        if check(text) != found {
            return None;
        }
        let mut words = Words(text.split(' '));
        if words.0.next()? != NOTATION {
            return None;
        }
        let run = words.number()?;
        let fingerprint = match words.0.next()? {
            "-" => None,
            hash => Some(u64::from_str_radix(hash, 16).ok()?),
        };
        let count: usize = words.number()?;
        let outcomes = (0..count).map(|_| words.outcome(run)).collect::<Option<_>>()?;
        let count: usize = words.number()?;
        let readings = (0..count).map(|_| words.number()).collect::<Option<_>>()?;
        words.0.next().is_none().then_some(Record { run, fingerprint, outcomes, readings })
    }
}

/// Hash of all days of the trajectories of a run (two for a pair); none if in one of them too little happens.
pub fn fingerprint(trajectories: &[Trajectory]) -> Option<u64> {
    trajectories.iter().all(is_eventful).then(|| hash(trajectories))
}

/// Whether so much happens by chance that no other run can be the same: changing numbers of joins on many days.
fn is_eventful(trajectory: &Trajectory) -> bool {
    const DAYS: usize = 50;
    let joins = |row: &Row| row.joined_by[INITIAL + 1..].iter().sum::<u32>();
    let changes = trajectory.rows.windows(trajectory.platforms + 1).filter(|days| {
        let (before, after) = (joins(&days[0]), joins(&days[trajectory.platforms]));
        before != after && before > 0 && after > 0
    });
    changes.count() >= DAYS
}

fn hash(trajectories: &[Trajectory]) -> u64 {
    let mut hash = Sha256::new();
    for trajectory in trajectories {
        for row in &trajectory.rows {
            let states = [row.down, row.reputation];
            let counts = [row.registered, row.active, row.new, row.left, row.returned, row.multihomers];
            counts.iter().chain(&states).chain(&row.joined_by).for_each(|count| hash.update(count.to_le_bytes()));
        }
        trajectory.market.iter().for_each(|count| hash.update(count.to_le_bytes()));
    }
    hash.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn check(text: &str) -> String {
    sha256(text.as_bytes())[..CHECK].to_owned()
}

fn optional(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// The words of a line, read one by one.
struct Words<'l>(std::str::Split<'l, char>);

impl Words<'_> {
    fn number<T: FromStr>(&mut self) -> Option<T> {
        self.0.next()?.parse().ok()
    }

    /// What may be missing: a dash stands for nothing. The word must be there.
    fn optional<T: FromStr>(&mut self, into: &mut Option<T>) -> Option<()> {
        let word = self.0.next()?;
        if word != "-" {
            *into = Some(word.parse().ok()?);
        }
        Some(())
    }

    fn outcome(&mut self, run: u64) -> Option<Outcome> {
        let (mut winner, mut crossing, mut tipping) = (None, None, None);
        self.optional(&mut winner)?;
        self.optional(&mut crossing)?;
        self.optional(&mut tipping)?;
        let (persons_per_agent, count) = (self.number()?, self.number::<usize>()?);
        let platform = |words: &mut Self| {
            Some(PlatformOutcome {
                active: words.number()?,
                registered: words.number()?,
                share: words.number()?,
                peak: words.number()?,
                peak_date: words.number()?,
            })
        };
        let platforms = (0..count).map(|_| platform(self)).collect::<Option<_>>()?;
        Some(Outcome { run, persons_per_agent, winner, crossing, tipping, platforms })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn record(run: u64, numbers: &[f64]) -> Record {
        let platform = |number: &f64| PlatformOutcome {
            active: *number,
            registered: number / 3.0,
            share: 1.0 / number,
            peak: number * 1e-7,
            peak_date: date(2011, 5, 1),
        };
        let outcome = Outcome {
            run,
            persons_per_agent: 1.0 / 3.0,
            winner: numbers.len().checked_sub(1),
            crossing: Some(date(2011, 8, 21)),
            tipping: None,
            platforms: numbers.iter().map(platform).collect(),
        };
        Record {
            run,
            fingerprint: (!run.is_multiple_of(5)).then_some(run ^ 0xf00d),
            outcomes: vec![outcome; numbers.len() % 3],
            readings: numbers.to_vec(),
        }
    }

    proptest! {
        #[test]
        fn a_line_gives_back_every_bit(run: u64, numbers in prop::collection::vec(prop::num::f64::POSITIVE | prop::num::f64::NEGATIVE, 0..5)) {
            let record = record(run, &numbers);
            prop_assert_eq!(Record::read(&record.line()), Some(record));
        }

        #[test]
        fn a_line_cut_short_or_garbled_is_no_record(cut in 0usize..150, letter in "[0-9 ]") {
            let line = record(17, &[4.5, 2.0]).line();
            let cut = cut.min(line.len() - 1);
            prop_assert_eq!(Record::read(&line[..cut]), None);
            let garbled = format!("{}{letter}{}", &line[..cut], &line[cut + 1..]);
            prop_assert!(garbled == line || Record::read(&garbled).is_none());
        }
    }

    #[test]
    fn a_fingerprint_sees_every_count() {
        let row = crate::engine::Row { joined_by: [1, 2].into_iter().collect(), ..Default::default() };
        let run = Trajectory {
            causes: vec!["initial".into(), "media".into()],
            platforms: 1,
            rows: vec![row],
            market: vec![5],
            reactions: Vec::new(),
        };
        let same = hash(std::slice::from_ref(&run));
        assert_eq!(same, hash(std::slice::from_ref(&run)));
        let mut other = run.clone();
        other.rows[0].joined_by[1] = 3;
        assert_ne!(same, hash(&[other.clone()]));
        assert_ne!(hash(&[run.clone(), run.clone()]), hash(&[run.clone(), other]), "both runs of a pair count");
        let mut other = run.clone();
        other.market[0] = 6;
        assert_ne!(same, hash(&[other]));
        assert_eq!(fingerprint(&[run]), None, "on one day too little happens to tell runs apart");
    }
}
