//! A platform's effort over time, and the work that it adds up to.
//!
//! Effort e is the share of a company's attention that a platform has, 0 to 1, constant from each step to the next. Work is
//! counted in days of full attention \[day\]:
//!
//! W(b, x) = ∫ e(s) ds from day b to day x

use jiff::civil::Date;

use super::quantity::Quantity;
use super::spec::Dated;
use crate::units::Probability;

/// Effort over time with every uncertain number settled: steps of the day on which they begin and the share from then on.
#[derive(Debug, Clone, PartialEq)]
pub struct Effort(Vec<(f64, f64)>);

/// What a sum of steps may lack through rounding, as a share of the work.
const ROUNDING: f64 = 1e-9;

impl Effort {
    /// The effort of a dated list, each entry settled to one number (drawn, or its median); days count from `start`.
    pub fn new(
        dated: &[Dated<Quantity<Probability>>],
        start: Date,
        settle: impl Fn(&Quantity<Probability>) -> f64,
    ) -> Effort {
        let day = |date: Date| f64::from((date - start).get_days());
        Effort(dated.iter().map(|step| (step.from.map_or(f64::NEG_INFINITY, day), settle(&step.value))).collect())
    }

    /// Share of the attention on a day, 0 before the first step.
    pub fn at(&self, day: f64) -> f64 {
        self.0.iter().rev().find(|(from, _)| *from <= day).map_or(0.0, |(_, share)| *share)
    }

    /// Work done between two days, W(from, to) \[day\]; none if `to` comes first.
    pub fn work(&self, from: f64, to: f64) -> f64 {
        let ends = self.0.iter().skip(1).map(|step| step.0).chain([f64::INFINITY]);
        let spans = self.0.iter().zip(ends).map(|(&(start, share), end)| (share, end.min(to) - start.max(from)));
        spans.map(|(share, days)| share * days.max(0.0)).sum()
    }

    /// Whether work \[day\] that is begun on a day is done by another.
    pub fn has_done(&self, work: f64, begin: f64, by: f64) -> bool {
        by >= begin && self.work(begin, by) >= work * (1.0 - ROUNDING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Half the attention, all of it from day 10 on, none from day 20 on.
    fn effort() -> Effort {
        let step = |from, share| Dated { from, value: Quantity::constant("effort", share) };
        let dated = [step(None, 0.5), step(Some(date(2011, 1, 11)), 1.0), step(Some(date(2011, 1, 21)), 0.0)];
        Effort::new(&dated, date(2011, 1, 1), Quantity::median)
    }

    #[test]
    fn work_is_the_area_below_the_effort() {
        for (from, to, area) in [
            (0.0, 4.0, 2.0),
            (-6.0, 4.0, 5.0),
            (6.0, 13.0, 5.0),
            (12.0, 17.5, 5.5),
            (0.0, 900.0, 15.0),
            (9.0, 3.0, 0.0),
        ] {
            assert!((effort().work(from, to) - area).abs() < 1e-12, "from day {from} to day {to}");
        }
    }

    #[test]
    fn work_adds_up_over_any_division_of_the_time() {
        let parts = [-40.0, -3.25, 0.0, 9.5, 10.0, 10.125, 31.0];
        let sum: f64 = parts.windows(2).map(|pair| effort().work(pair[0], pair[1])).sum();
        assert!((sum - effort().work(-40.0, 31.0)).abs() < 1e-12);
    }

    #[test]
    fn an_effort_holds_from_its_day_until_the_next() {
        let shares = [-900.0, 9.9, 10.0, 19.9, 20.0, 900.0].map(|day| effort().at(day).to_bits());
        assert_eq!(shares, [0.5f64, 0.5, 1.0, 1.0, 0.0, 0.0].map(f64::to_bits));
    }

    /// 29 days at .29, .55 or .07 do not add up to the same bits as 29 · .29, …
    #[test]
    fn rounding_delays_nothing() {
        for share in [0.07, 0.29, 0.55, 0.9] {
            let weeks = (0..29).map(|week| (7.0 * f64::from(week), share)).collect();
            let effort = Effort(weeks);
            assert!(effort.has_done(share * 203.0, 0.0, 203.0) && !effort.has_done(share * 203.0, 0.0, 202.99));
        }
    }

    #[test]
    fn nothing_is_done_before_it_is_begun() {
        assert!(!effort().has_done(0.0, 5.0, 4.0) && effort().has_done(0.0, 5.0, 5.0));
    }
}
