//! The answer in a sentence.

use jiff::civil::Date;

use super::figure::SHORT;
use super::language::Language;
use super::lines::Shown;
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

/// The finding as a title in the language of the results, without intervals: "WeChat wins 97 % of runs, passing MiTalk in August 2011".
pub fn headline(results: &Results) -> String {
    if let Some(platform) = results.sole() {
        return growth_headline(results, platform);
    }
    let language = results.language;
    let Some(leader) = leader(results) else { return language.say("Nobody wins", "没有平台获胜").to_owned() };
    let name = language.name(&results.platforms[leader].label);
    let share = language.percent(results.platforms[leader].wins as f64 / results.runs as f64);
    let wins = match (language, results.platforms[leader].wins) {
        (Language::English, _) if results.runs == 1 => format!("{name} wins"),
        (Language::English, wins) if wins == results.runs => format!("{name} wins every run"),
        (Language::English, _) => format!("{name} wins {share} of runs"),
        (Language::Chinese, _) if results.runs == 1 => format!("{name} 获胜"),
        (Language::Chinese, wins) if wins == results.runs => format!("{name} 在每次模拟中获胜"),
        (Language::Chinese, _) => format!("{name} 在 {share} 的模拟中获胜"),
    };
    let crossings = crossings(results, leader);
    match date_range(crossings.iter().copied()) {
        Some((_, median, _)) if 2 * crossings.len() > won(results, leader).count() => {
            let (rival, when) = (passed(results, leader), moment(results, median));
            match language {
                Language::English => format!("{wins}, passing {rival} {when}"),
                Language::Chinese => format!("{wins}，{when}超过 {rival}"),
            }
        }
        _ => wins,
    }
}

/// A date in a title: a month, or a day of a scenario of days.
fn moment(results: &Results, date: Date) -> String {
    match (results.language, results.last_day() < SHORT) {
        (Language::English, false) => format!("in {}", results.language.month(date)),
        (Language::English, true) => format!("on day {}", results.day(date)),
        (Language::Chinese, false) => results.language.month(date),
        (Language::Chinese, true) => format!("第 {} 天", results.day(date)),
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
    match rivals[..] {
        [rival] => results.language.name(&results.platforms[rival].label),
        _ => results.language.say("the others", "其他平台").to_owned(),
    }
}

/// The same in the answer, which is English.
fn rivals(results: &Results, leader: usize) -> String {
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
    let passes = format!("it passes {} on {median} ({low} … {high})", rivals(results, leader));
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
        Some(date) => format!("it passes {} on {date}", rivals(results, leader)),
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
    let language = results.language;
    let registered = number_range(results, platform, |o| o.registered).map_or([0.0; 3], |range| range);
    let (name, end, days) = (language.name(&results.platforms[platform].label), results.end, results.last_day());
    // Between two sizes of a platform lies a median that no run has.
    let number = match results.lines.shown {
        Shown::Divided => language.range(registered[0], registered[2]),
        _ => language.number(registered[1]),
    };
    match (language, days < SHORT) {
        (Language::English, true) => format!("{name} reaches {number} registered persons in {days} days"),
        (Language::English, false) => format!("{name} reaches {number} registered persons by {}", language.month(end)),
        (Language::Chinese, true) => format!("{name} 在 {days} 天内达到 {number} 注册用户"),
        (Language::Chinese, false) => format!("到{}，{name} 达到 {number} 注册用户", language.month(end)),
    }
}
