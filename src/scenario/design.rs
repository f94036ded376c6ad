//! What a scenario says about experiments with it: plain data that cannot change a run.

use serde::Serialize;

/// What is to be known how well before the runs of a scenario end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrecisionSpec {
    /// What and how well, as [`super::parse_wanted`] reads it.
    pub text: String,
    /// The most runs.
    pub most: u32,
}

impl PrecisionSpec {
    /// The most runs where nothing is said.
    pub const MOST: u32 = 10_000;
}

/// What `headstart sweep` varies and measures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SweepSpec {
    /// The axes.
    pub vary: Vec<AxisSpec>,
    /// What is measured, as [`super::parse_measure`] reads it; the win probability of each platform, if not given.
    pub measure: Option<String>,
    /// Points spread over the axes instead of all combinations of their levels.
    pub sample: Option<Sample>,
}

/// One axis of a sweep; [`super::sweep_axes`] makes an axis of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AxisSpec {
    /// What is varied, as [`super::parse_axis`] reads it.
    pub text: String,
    /// Its title, if the file gives one.
    pub label: Option<String>,
}

/// Keys that belong together when the causes of a difference are told apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupSpec {
    /// What they are called.
    pub name: String,
    /// Beginnings of keys: "platforms.wechat.seeding" is that key and everything below it.
    pub keys: Vec<String>,
}

/// Points spread over a space of several axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sample {
    /// This many points of a Sobol sequence.
    Sobol(u32),
    /// This many points of a Latin hypercube.
    Lhs(u32),
}

/// Most points of a sample.
const MOST_POINTS: u32 = 1_000_000;

/// Reads "sobol:256" or "lhs:256". The error is a sentence.
pub fn parse_sample(text: &str) -> Result<Sample, String> {
    let (method, points) = text.split_once(':').unwrap_or((text, ""));
    let sample = match method.trim() {
        "sobol" => Sample::Sobol as fn(u32) -> Sample,
        "lhs" => Sample::Lhs,
        other => return Err(format!("\"{other}\" is no way to spread points; write \"sobol:256\" or \"lhs:256\"")),
    };
    match points.trim().replace('_', "").parse::<u32>() {
        Ok(points) if (2..=MOST_POINTS).contains(&points) => Ok(sample(points)),
        _ => Err(format!("\"{text}\" does not say how many points, from 2 to {MOST_POINTS}; write \"{method}:256\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_names_its_method_and_its_size() {
        assert_eq!(parse_sample("sobol:256"), Ok(Sample::Sobol(256)));
        assert_eq!(parse_sample("lhs : 1_000"), Ok(Sample::Lhs(1000)));
        for (text, words) in
            [("halton:9", "no way"), ("sobol", "how many"), ("lhs:1", "how many"), ("lhs:-5", "how many")]
        {
            assert!(parse_sample(text).expect_err(text).contains(words), "{text}");
        }
    }
}
