//! Dates, ticks and rates.

use crate::scenario::odd::submodel::{Submodel, parameter};

pub static TIME: Submodel = Submodel {
    title: "Time",
    text: "\
Time advances in ticks of Δ [day], a day or a whole part of one. Tick t covers the days [tΔ, (t + 1)Δ), counted from
the `start`; the last tick ends when the day `end` begins. A date is the first tick of its day; dates before the start
count as the start, unless a submodel says otherwise. A length of time in ticks is rounded to the nearest tick, where
a submodel doesn't say that fractions count.

Rates are per day [day⁻¹]; a rate λ makes the hazard λΔ of a tick. Other periods are turned into days: a week has 7
days, a month is a twelfth of a mean Gregorian year, 30.436875 days, a year has 365.2425. A percentage of a period is
a rate (3%/month is .03/30.436875 day⁻¹); \"3 % within a month\" is a probability, and becomes the rate
−ln(1 − .03)/30.436875.

*Analysis.* Contacts act with a delay of half a tick on average, and so results are biased by order 1 in Δ: the error
halves with Δ. For the curve of Bass (1969), p = .03 and q = .38 day⁻¹, in a well-mixed market of 10,000 persons
(means of 400 runs; exact: 3,312, 8,128, 9,963):

| Δ | users after 5 days | 10 days | 20 days |
|---|---|---|---|
| 1 day | 2,612 | 7,297 | 9,937 |
| 12 hours | 2,927 | 7,724 | 9,951 |
| 6 hours | 3,111 | 7,930 | 9,957 |
| 3 hours | 3,210 | 8,029 | 9,960 |
| 1 hour | 3,279 | 8,094 | 9,961 |
| 10 minutes | 3,309 | 8,121 | 9,962 |

Δ is to be well below the time in which users multiply by e. Rates fitted at one Δ belong to that Δ.",
    parameters: &[
        parameter("start", "start", "scenario"),
        parameter("end", "end", "scenario"),
        parameter("tick", "Δ", "scenario; see the analysis"),
    ],
    code: &["units.rs", "market/mod.rs"],
    cites: &["Bass 1969"],
    ..Submodel::BLANK
};
