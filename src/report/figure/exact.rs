//! Numbers in the JSON of a figure's data: finite ones to the last bit, and by a word those for which JSON has none.
//!
//! For `#[serde(with = "super::exact")]` at a field, which may hold its numbers in lists, pairs and options.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

/// What numbers without a notation in JSON are called.
const WORDS: [(f64, &str); 2] = [(f64::INFINITY, "∞"), (f64::NEG_INFINITY, "−∞")];
/// What is no number at all.
const UNKNOWN: &str = "?";

/// Writes numbers.
pub fn serialize<T: Exact, S: Serializer>(numbers: &T, serializer: S) -> Result<S::Ok, S::Error> {
    numbers.told().serialize(serializer)
}

/// Reads numbers.
pub fn deserialize<'d, T: Exact, D: Deserializer<'d>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    T::read(&value).ok_or_else(|| D::Error::custom(format!("these are not the numbers that belong here: {value}")))
}

/// What holds numbers.
pub trait Exact: Sized {
    /// As JSON.
    fn told(&self) -> Value;
    /// From JSON.
    fn read(value: &Value) -> Option<Self>;
}

impl Exact for f64 {
    fn told(&self) -> Value {
        let word = WORDS.into_iter().find(|(number, _)| number.total_cmp(self).is_eq()).map(|(_, word)| word);
        match word {
            Some(word) => json!(word),
            None if self.is_nan() => json!(UNKNOWN),
            None => json!(self),
        }
    }

    fn read(value: &Value) -> Option<f64> {
        let Some(word) = value.as_str() else { return value.as_f64() };
        let known = WORDS.into_iter().find(|(_, known)| *known == word).map(|(number, _)| number);
        known.or((word == UNKNOWN).then_some(f64::NAN))
    }
}

impl Exact for String {
    fn told(&self) -> Value {
        json!(self)
    }

    fn read(value: &Value) -> Option<String> {
        value.as_str().map(str::to_owned)
    }
}

impl<T: Exact> Exact for Option<T> {
    fn told(&self) -> Value {
        self.as_ref().map_or(Value::Null, Exact::told)
    }

    fn read(value: &Value) -> Option<Option<T>> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Exact> Exact for Vec<T> {
    fn told(&self) -> Value {
        self.iter().map(Exact::told).collect()
    }

    fn read(value: &Value) -> Option<Vec<T>> {
        value.as_array()?.iter().map(T::read).collect()
    }
}

impl<A: Exact, B: Exact> Exact for (A, B) {
    fn told(&self) -> Value {
        json!([self.0.told(), self.1.told()])
    }

    fn read(value: &Value) -> Option<(A, B)> {
        let [a, b] = &value.as_array()?[..] else { return None };
        Some((A::read(a)?, B::read(b)?))
    }
}

impl<A: Exact, B: Exact, C: Exact> Exact for (A, B, C) {
    fn told(&self) -> Value {
        json!([self.0.told(), self.1.told(), self.2.told()])
    }

    fn read(value: &Value) -> Option<(A, B, C)> {
        let [a, b, c] = &value.as_array()?[..] else { return None };
        Some((A::read(a)?, B::read(b)?, C::read(c)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Numbers = (Vec<(f64, String)>, Option<(f64, f64, f64)>, Option<f64>);

    /// Through the text of a file and back.
    fn again(numbers: &Numbers) -> Option<Numbers> {
        Exact::read(&serde_json::from_str(&numbers.told().to_string()).ok()?)
    }

    #[test]
    fn every_number_comes_back_to_the_last_bit() {
        // Numbers that the usual shortcuts of a parser miss by one bit, subnormal ones, and both zeros.
        let hard = [0.1 + 0.2, 5e-324, 2.225_073_858_507_201e-308, 9_007_199_254_740_993.0, 1e23, -0.0, 0.0, 1.0 / 3.0];
        let pairs = hard.iter().chain(&[f64::INFINITY, f64::NEG_INFINITY]).map(|number| (*number, "a".to_owned()));
        let numbers: Numbers = (pairs.collect(), Some((f64::NEG_INFINITY, 1e300, f64::INFINITY)), None);
        let bits = |numbers: &Numbers| numbers.0.iter().map(|pair| pair.0.to_bits()).collect::<Vec<u64>>();
        let read = again(&numbers).expect("what was written");
        assert_eq!(bits(&read), bits(&numbers));
        assert_eq!((read.1, read.2), (numbers.1, numbers.2));
        assert!(f64::read(&f64::NAN.told()).is_some_and(f64::is_nan));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["\"many\"", "null", "[1, 2, 3]", "[1, \"?\", null]"] {
            let value: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(<(f64, f64)>::read(&value), None, "{text}");
        }
    }
}
