//! An assumption, from `summary.json`.

use serde_json::Value;

use super::field::{Wrong, number, optional_text, text};
use crate::report::assumptions::{Assumption, UNITS};
use crate::scenario::{Confidence, Distribution, Evidence};

/// Reads an assumption.
pub fn assumption(of: &Value) -> Result<Assumption, Wrong> {
    let unit = text(of, "unit")?;
    Ok(Assumption {
        key: text(of, "key")?,
        unit: UNITS.into_iter().find(|known| *known == unit).ok_or_else(|| Wrong::new("unit"))?,
        distribution: distribution(&of["distribution"]).ok_or_else(|| Wrong::new("distribution"))?,
        evidence: evidence(&of["evidence"])?,
    })
}

fn distribution(of: &Value) -> Option<Distribution> {
    let (kind, of) = of.as_object()?.iter().next()?;
    let n = |name: &str| number(of, name).ok();
    Some(match kind.as_str() {
        "constant" => Distribution::Constant(of.as_f64()?),
        "uniform" => Distribution::Uniform { low: n("low")?, high: n("high")? },
        "normal" => Distribution::Normal { mean: n("mean")?, sd: n("sd")? },
        "lognormal" => Distribution::Lognormal { median: n("median")?, spread: n("spread")? },
        "beta" => Distribution::Beta { alpha: n("alpha")?, beta: n("beta")?, low: n("low")?, high: n("high")? },
        "triangular" => Distribution::Triangular { low: n("low")?, mode: n("mode")?, high: n("high")? },
        "empirical" => Distribution::Empirical(of.as_array()?.iter().map(Value::as_f64).collect::<Option<_>>()?),
        _ => return None,
    })
}

fn evidence(of: &Value) -> Result<Option<Evidence>, Wrong> {
    if of.is_null() {
        return Ok(None);
    }
    let confidence = match optional_text(of, "confidence")?.as_deref() {
        None => None,
        Some("high") => Some(Confidence::High),
        Some("medium") => Some(Confidence::Medium),
        Some("low") => Some(Confidence::Low),
        Some("guess") => Some(Confidence::Guess),
        Some(_) => return Err(Wrong::new("confidence")),
    };
    Ok(Some(Evidence { source: optional_text(of, "source")?, confidence, note: optional_text(of, "note")? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_distribution_comes_back_as_it_went() {
        let third = 1.0 / 3.0;
        for one in [
            Distribution::Constant(third),
            Distribution::Uniform { low: 0.1, high: third },
            Distribution::Normal { mean: third, sd: 1e-7 },
            Distribution::Lognormal { median: third, spread: 0.15 },
            Distribution::Beta { alpha: 2.0, beta: 5.0, low: 0.0, high: third },
            Distribution::Triangular { low: 0.0, mode: third, high: 1e9 },
            Distribution::Empirical(vec![third, 0.7, 1e300]),
        ] {
            let written = json!(one).to_string();
            let read: Value = serde_json::from_str(&written).expect("JSON");
            assert_eq!(distribution(&read), Some(one));
        }
        assert_eq!(distribution(&json!({ "cauchy": 1.0 })), None);
    }
}
