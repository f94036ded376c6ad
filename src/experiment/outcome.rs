//! How one run ended.

use super::summary::{Outcome, PlatformOutcome};
use crate::engine::Trajectory;
use crate::scenario::Scenario;

/// The outcome of a run.
pub fn outcome(scenario: &Scenario, run: u64, persons_per_agent: f64, trajectory: &Trajectory) -> Outcome {
    let last = trajectory.last_day();
    let winner = leader(trajectory, last);
    let total: f64 = (0..trajectory.platforms).map(|p| f64::from(trajectory.row(last, p).active)).sum();
    let platforms = (0..trajectory.platforms)
        .map(|p| {
            let row = trajectory.row(last, p);
            let peak_day = peak_day(trajectory, p);
            PlatformOutcome {
                active: f64::from(row.active) * persons_per_agent,
                registered: f64::from(row.registered) * persons_per_agent,
                share: if total > 0.0 { f64::from(row.active) / total } else { 0.0 },
                peak: f64::from(trajectory.row(peak_day, p).active) * persons_per_agent,
                peak_date: scenario.date(peak_day as u32),
            }
        })
        .collect();
    Outcome {
        run,
        persons_per_agent,
        winner,
        crossing: winner.and_then(|w| crossing_day(trajectory, w)).map(|day| scenario.date(day as u32)),
        tipping: winner
            .and_then(|w| tipping_day(trajectory, w, scenario.outcome.margin.get()))
            .map(|day| scenario.date(day as u32)),
        platforms,
    }
}

/// The platform with more active users than any other on a day.
fn leader(trajectory: &Trajectory, day: usize) -> Option<usize> {
    let active = |p: usize| trajectory.row(day, p).active;
    let most = (0..trajectory.platforms).max_by_key(|&p| active(p))?;
    let alone = (0..trajectory.platforms).all(|p| p == most || active(p) < active(most));
    (alone && active(most) > 0).then_some(most)
}

/// The first day with the most active users.
fn peak_day(trajectory: &Trajectory, platform: usize) -> usize {
    let active = |day: &usize| trajectory.row(*day, platform).active;
    (0..=trajectory.last_day()).rev().max_by_key(active).unwrap_or(0)
}

/// The day on which the winner took the lead for good, if a rival with users was level or ahead before.
fn crossing_day(trajectory: &Trajectory, winner: usize) -> Option<usize> {
    let behind = |day: &usize| {
        let active = |p: usize| trajectory.row(*day, p).active;
        (0..trajectory.platforms).any(|p| p != winner && active(p) > 0 && active(p) >= active(winner))
    };
    (0..=trajectory.last_day()).rev().find(behind).map(|day| day + 1)
}

/// The first day from which on the winner leads all rivals by the margin in the share of active users, until the end.
fn tipping_day(trajectory: &Trajectory, winner: usize, margin: f64) -> Option<usize> {
    let ahead = |day: &usize| {
        let active = |p: usize| f64::from(trajectory.row(*day, p).active);
        let total: f64 = (0..trajectory.platforms).map(active).sum();
        let rival = (0..trajectory.platforms).filter(|&p| p != winner).map(active).fold(0.0, f64::max);
        total > 0.0 && active(winner) - rival >= margin * total
    };
    (0..=trajectory.last_day()).rev().take_while(ahead).last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Row;

    fn trajectory(active: &[[u32; 2]]) -> Trajectory {
        let row = |&active: &u32| Row { active, registered: active, ..Row::default() };
        Trajectory {
            causes: Vec::new(),
            platforms: 2,
            rows: active.iter().flat_map(|day| day.iter().map(row)).collect(),
            market: vec![100; active.len()],
            reactions: Vec::new(),
        }
    }

    #[test]
    fn the_winner_crosses_when_it_leads_for_good() {
        let run = trajectory(&[[0, 0], [5, 0], [6, 7], [8, 8], [9, 12], [9, 30]]);
        assert_eq!(leader(&run, 5), Some(1));
        assert_eq!(crossing_day(&run, 1), Some(4));
        assert_eq!(tipping_day(&run, 1, 0.1), Some(4));
        assert_eq!(tipping_day(&run, 1, 0.2), Some(5));
    }

    #[test]
    fn who_always_led_never_crossed() {
        let run = trajectory(&[[0, 0], [5, 0], [9, 2]]);
        assert_eq!((leader(&run, 2), crossing_day(&run, 0), tipping_day(&run, 0, 0.1)), (Some(0), None, Some(1)));
    }

    #[test]
    fn nobody_wins_a_tie_or_an_empty_market() {
        assert_eq!(leader(&trajectory(&[[4, 4]]), 0), None);
        assert_eq!(leader(&trajectory(&[[0, 0]]), 0), None);
    }

    #[test]
    fn the_peak_is_the_first_day_with_the_most_users() {
        assert_eq!(peak_day(&trajectory(&[[0, 0], [5, 0], [7, 1], [7, 2], [3, 9]]), 0), 2);
    }
}
