//! The answer in a sentence.

use jiff::civil::Date;

use super::numbers::{human, human_range, percent, percent_interval, short_label};
use super::results::Results;
use crate::experiment::{Outcome, PlatformOutcome};
use crate::stats::quantile;

/// What the runs say, with intervals: 95 % for a chance (Wilson), 90 % of the runs for a date or a number.
pub fn answer(results: &Results) -> String {
    if results.runs == 0 {
        return "No run was finished.".to_owned();
    }
    let sentence = match (results.sole(), leader(results)) {
        (Some(platform), _) => growth(results, platform),
        (_, None) => "Nobody wins: no platform ends ahead of the others in any run.".to_owned(),
        (_, Some(leader)) if results.runs == 1 => single_run(results, leader),
        (_, Some(leader)) => odds(results, leader),
    };
    let known = results.ending.as_ref().map(|ending| format!(" {}", ending.words)).unwrap_or_default();
    if results.runs < results.asked {
        format!("After {} of {} runs: {sentence}{known}", results.runs, results.asked)
    } else {
        sentence + &known
    }
}

/// The finding as a title, without intervals: "WeChat wins 97 % of runs, passing MiTalk in August 2011".
pub fn headline(results: &Results) -> String {
    if let Some(platform) = results.sole() {
        return growth_headline(results, platform);
    }
    let Some(leader) = leader(results) else { return "Nobody wins".to_owned() };
    let name = label(results, leader);
    let wins = match results.platforms[leader].wins {
        _ if results.runs == 1 => format!("{name} wins"),
        wins if wins == results.runs => format!("{name} wins every run"),
        wins => format!("{name} wins {} of runs", percent(wins as f64 / results.runs as f64)),
    };
    let crossings = crossings(results, leader);
    match date_range(crossings.iter().copied()) {
        Some((_, median, _)) if 2 * crossings.len() > won(results, leader).count() => {
            let month = median.strftime("%B %Y");
            format!("{wins}, passing {} in {month}", passed(results, leader))
        }
        _ => wins,
    }
}

/// The platform that wins most runs, if any wins one.
pub fn leader(results: &Results) -> Option<usize> {
    let best = (0..results.platforms.len()).max_by_key(|p| (results.platforms[*p].wins, std::cmp::Reverse(*p)))?;
    (results.platforms[best].wins > 0).then_some(best)
}

/// The label of a platform in running text.
pub fn label(results: &Results, platform: usize) -> String {
    short_label(&results.platforms[platform].label)
}

/// 5 % quantile, median and 95 % quantile of dates, if there are any.
pub fn date_range(dates: impl Iterator<Item = Date>) -> Option<(Date, Date, Date)> {
    let epoch = Date::constant(1970, 1, 1);
    let mut days: Vec<f64> = dates.map(|date| f64::from((date - epoch).get_days())).collect();
    days.sort_by(f64::total_cmp);
    let at = |p| epoch.saturating_add(jiff::Span::new().days(quantile(&days, p).round() as i64));
    (!days.is_empty()).then(|| (at(0.05), at(0.5), at(0.95)))
}

/// 5 % quantile, median and 95 % quantile of a number over the runs, if there are any.
pub fn number_range(results: &Results, platform: usize, of: impl Fn(&PlatformOutcome) -> f64) -> Option<[f64; 3]> {
    let mut values: Vec<f64> = results.outcomes.iter().map(|outcome| of(&outcome.platforms[platform])).collect();
    values.sort_by(f64::total_cmp);
    (!values.is_empty()).then(|| [0.05, 0.5, 0.95].map(|p| quantile(&values, p)))
}

fn won(results: &Results, platform: usize) -> impl Iterator<Item = &Outcome> {
    results.outcomes.iter().filter(move |outcome| outcome.winner == Some(platform))
}

fn crossings(results: &Results, platform: usize) -> Vec<Date> {
    won(results, platform).filter_map(|outcome| outcome.crossing).collect()
}

/// Whom the leader passes: the other platform, or the rest.
fn passed(results: &Results, leader: usize) -> String {
    let rivals: Vec<usize> = results.present().into_iter().filter(|p| *p != leader).collect();
    if let [rival] = rivals[..] { label(results, rival) } else { "the others".to_owned() }
}

fn odds(results: &Results, leader: usize) -> String {
    let platform = &results.platforms[leader];
    let share = platform.win_probability;
    let (name, interval) = (label(results, leader), percent_interval(share.low, share.high));
    let wins = if platform.wins == results.runs {
        format!("{name} wins all {} runs {interval}", results.runs)
    } else {
        format!("{name} wins {} of {} runs {interval}", percent(share.value), results.runs)
    };
    format!("{wins}; {}{}", crossing_clause(results, leader), others_clause(results, leader))
}

/// When the leader takes the lead in the runs that it wins.
fn crossing_clause(results: &Results, leader: usize) -> String {
    let crossings = crossings(results, leader);
    let (crossed, won) = (crossings.len(), won(results, leader).count());
    let Some((low, median, high)) = date_range(crossings.into_iter()) else {
        return "it is never behind".to_owned();
    };
    let passes = format!("it passes {} on {median} ({low} … {high})", passed(results, leader));
    if crossed == won {
        passes
    } else {
        let share = percent(crossed as f64 / won as f64);
        format!("{passes} in {share} of them and is never behind in the rest")
    }
}

/// Who wins the other runs.
fn others_clause(results: &Results, leader: usize) -> String {
    let others = (0..results.platforms.len()).filter(|p| *p != leader && results.platforms[*p].wins > 0);
    let mut parts: Vec<String> = others
        .map(|p| {
            format!("{} wins {}", label(results, p), percent(results.platforms[p].wins as f64 / results.runs as f64))
        })
        .collect();
    if results.ties > 0 {
        let nobody = if parts.is_empty() { "Nobody" } else { "nobody" };
        parts.push(format!("{nobody} wins {}", percent(results.ties as f64 / results.runs as f64)));
    }
    if parts.is_empty() { ".".to_owned() } else { format!(". {}.", parts.join(", ")) }
}

fn single_run(results: &Results, leader: usize) -> String {
    let crossing = match crossings(results, leader).first() {
        Some(date) => format!("it passes {} on {date}", passed(results, leader)),
        None => "it is never behind".to_owned(),
    };
    format!("{} wins this one run; {crossing}. One run says nothing about the odds.", label(results, leader))
}

fn growth(results: &Results, platform: usize) -> String {
    let name = label(results, platform);
    let (Some(registered), Some(active)) =
        (number_range(results, platform, |o| o.registered), number_range(results, platform, |o| o.active))
    else {
        return format!("{name}: no run was finished.");
    };
    let told = |[low, median, high]: [f64; 3]| {
        if results.runs == 1 { human(median) } else { format!("{} ({})", human(median), human_range(low, high)) }
    };
    let end = results.end;
    format!("{name} reaches {} registered and {} active persons by {end}.", told(registered), told(active))
}

fn growth_headline(results: &Results, platform: usize) -> String {
    let registered = number_range(results, platform, |o| o.registered).map_or(0.0, |[_, median, _]| median);
    let when = match results.last_day() {
        days @ 0..90 => format!("in {days} days"),
        _ => format!("by {}", results.end.strftime("%B %Y")),
    };
    format!("{} reaches {} registered persons {when}", label(results, platform), human(registered))
}
