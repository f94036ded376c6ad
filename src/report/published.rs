//! What the press counts: accounts of the whole world, where the model counts persons of the market.
//!
//! published registered = registered · accounts a person / (1 − abroad(t)), published active = active / (1 − abroad(t)).

use jiff::civil::Date;

use crate::rng::World;
use crate::scenario::{PlatformSpec, Scenario};

/// Share of the published numbers that is outside the market on a date: linear between the points, 0 before the first, constant
/// after the last.
pub fn abroad(points: &[(Date, f64)], date: Date) -> f64 {
    let after = points.partition_point(|(from, _)| *from <= date);
    match (after.checked_sub(1).map(|at| points[at]), points.get(after)) {
        (None, _) => 0.0,
        (Some((_, share)), None) => share,
        (Some((from, low)), Some((to, high))) => {
            let days = |a: Date, b: Date| f64::from((b - a).get_days());
            low + (high - low) * days(from, date) / days(from, *to)
        }
    }
}

/// From persons to published numbers, for one run and platform.
#[derive(Debug, Clone)]
pub struct Published {
    /// Accounts a registered person, drawn for this run.
    accounts: f64,
    /// 1 / (1 − abroad), by day.
    world: Vec<f64>,
}

impl Published {
    /// The conversion of one platform in one run.
    pub fn new(scenario: &Scenario, platform: &PlatformSpec, run: u64) -> Self {
        let world = World { seed: scenario.seed, replicate: run };
        let share = |day| abroad(&platform.observed.abroad, scenario.date(day));
        Published {
            accounts: platform.observed.accounts_per_person.draw(&world),
            world: (0..=scenario.days()).map(|day| 1.0 / (1.0 - share(day))).collect(),
        }
    }

    /// Accounts published for a number of registered persons on a day.
    pub fn accounts(&self, persons: f64, day: usize) -> f64 {
        persons * self.accounts * self.world[day]
    }

    /// Users published for a number of active persons on a day.
    pub fn users(&self, persons: f64, day: usize) -> f64 {
        persons * self.world[day]
    }
}

#[cfg(test)]
mod tests {
    use super::abroad;
    use jiff::civil::date;

    #[test]
    fn the_share_abroad_is_linear_between_its_dates_and_absent_before() {
        let points = [(date(2013, 1, 1), 0.0), (date(2013, 1, 11), 0.2)];
        for (day, share) in
            [(date(2012, 1, 1), 0.0), (date(2013, 1, 6), 0.1), (date(2013, 1, 11), 0.2), (date(2014, 1, 1), 0.2)]
        {
            assert!((abroad(&points, day) - share).abs() < 1e-12, "{day}");
        }
        assert_eq!(abroad(&points[1..], date(2013, 1, 10)).to_bits(), 0);
    }
}
