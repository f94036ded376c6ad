//! The answer in a sentence.

use jiff::civil::Date;

use super::ahead::passed;
use super::figure::SHORT;
use super::language::Language;
use super::lines::Shown;
use super::measures::Measure;
use super::numbers::{human, human_with_range, percent, percent_interval, short_label};
use super::results::Results;
use crate::experiment::{Outcome, PlatformOutcome};
use crate::stats::{quantile, wilson};

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
    let ends = ends(results);
    match ends[..] {
        [(Some(leader), wins)] if wins > 0 => victory(results, leader) + &passing(results, leader),
        [_] if results.ties == results.runs => language.say("Nobody wins", "没有平台获胜").to_owned(),
        [(_, ties)] => {
            let share = language.percent(ties as f64 / results.runs as f64);
            format!("{}{share}{}", language.say("Nobody wins ", "在 "), language.say(" of runs", " 的模拟中无人获胜"))
        }
        _ => even(results, &ends),
    }
}

/// How runs end: who wins, or nobody, and in how many runs. First comes what most runs have, then all whose chance cannot be told from
/// it: the interval of the former holds, in whole percent, the middle between both, which is one half if runs end in no other way.
fn ends(results: &Results) -> Vec<(Option<usize>, u64)> {
    let platforms = results.platforms.iter().enumerate().map(|(p, platform)| (Some(p), platform.wins));
    let mut ends: Vec<_> = platforms.chain([(None, results.ties)]).collect();
    ends.sort_by_key(|(_, runs)| std::cmp::Reverse(*runs));
    let (first, most) = ends[0];
    let low = match first {
        Some(platform) => results.platforms[platform].win_probability.low,
        None => wilson(most, results.runs.max(1)).0,
    };
    let middle = |runs: u64| (most + runs) as f64 / 2.0 / results.runs as f64;
    let level = |runs: u64| runs > 0 && low < middle(runs) + 0.005;
    ends.iter().copied().enumerate().filter(|(at, (_, runs))| *at == 0 || level(*runs)).map(|(_, end)| end).collect()
}

/// In how many runs a platform wins: "WeChat wins 97 % of runs".
fn victory(results: &Results, leader: usize) -> String {
    let language = results.language;
    let name = language.name(&results.platforms[leader].label);
    let share = language.percent(results.platforms[leader].wins as f64 / results.runs as f64);
    match (language, results.platforms[leader].wins) {
        (Language::English, _) if results.runs == 1 => format!("{name} wins"),
        (Language::English, wins) if wins == results.runs => format!("{name} wins every run"),
        (Language::English, _) => format!("{name} wins {share} of runs"),
        (Language::Chinese, _) if results.runs == 1 => format!("{name} 获胜"),
        (Language::Chinese, wins) if wins == results.runs => format!("{name} 在每次模拟中获胜"),
        (Language::Chinese, _) => format!("{name} 在 {share} 的模拟中获胜"),
    }
}

/// Whom the leader passes, and when, if it does so in most of the runs that it wins.
fn passing(results: &Results, leader: usize) -> String {
    let crossings = crossings(results, leader);
    let most = 2 * crossings.len() > won(results, leader).count();
    let Some((_, median, _)) = date_range(crossings.into_iter()).filter(|_| most) else { return String::new() };
    let Some(rival) = rival(results, leader, median) else { return String::new() };
    let (rival, when) =
        (results.language.name(&results.platforms[rival].label), results.at_moment(results.day(median) as usize));
    match results.language {
        Language::English => format!(", passing {rival} {when}"),
        Language::Chinese => format!("，{when}超过 {rival}"),
    }
}

/// The chances that cannot be told apart: "No clear favorite: First wins 52 % of runs, Second 48 %".
fn even(results: &Results, ends: &[(Option<usize>, u64)]) -> String {
    let language = results.language;
    let told = |(at, (winner, runs)): (usize, &(Option<usize>, u64))| {
        let share = language.percent(*runs as f64 / results.runs as f64);
        let first = at == 0;
        match (language, winner.map(|p| language.name(&results.platforms[p].label))) {
            (Language::English, Some(name)) if first => format!("{name} wins {share} of runs"),
            (Language::English, None) if first => format!("nobody wins {share} of runs"),
            (Language::English, name) => format!("{} {share}", name.as_deref().unwrap_or("nobody")),
            (Language::Chinese, Some(name)) if first => format!("{name} 在 {share} 的模拟中获胜"),
            (Language::Chinese, None) if first => format!("在 {share} 的模拟中无人获胜"),
            (Language::Chinese, name) => {
                name.map_or(format!("无人获胜占 {share}"), |name| format!("{name} 占 {share}"))
            }
        }
    };
    let all: Vec<String> = ends.iter().enumerate().map(told).collect();
    format!("{}{}", language.say("No clear favorite: ", "没有明显的领先者："), all.join(language.say(", ", "，")))
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

/// The rival that the leader passes when it takes the lead on a date, if one really was ahead.
fn rival(results: &Results, leader: usize, on: Date) -> Option<usize> {
    passed(results, leader, usize::try_from(results.day(on)).unwrap_or(0))
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
    let wins = match ends(results)[..] {
        [(Some(_), _)] => wins,
        [_] => format!("More runs have no winner than any platform wins: {wins}"),
        _ => format!("No clear favorite: {wins}"),
    };
    format!("{wins}; {}{}", crossing_clause(results, leader), others_clause(results, leader))
}

/// "it passes MiTalk", if MiTalk really was ahead.
fn takes_the_lead(results: &Results, leader: usize, on: Date) -> String {
    rival(results, leader, on)
        .map_or("it takes the lead for good".to_owned(), |rival| format!("it passes {}", label(results, rival)))
}

/// When the leader takes the lead in the runs that it wins.
fn crossing_clause(results: &Results, leader: usize) -> String {
    let crossings = crossings(results, leader);
    let (crossed, won) = (crossings.len(), won(results, leader).count());
    let Some((low, median, high)) = date_range(crossings.into_iter()) else {
        return "it is never behind".to_owned();
    };
    let passes = format!("{} on {median} ({low} … {high})", takes_the_lead(results, leader, median));
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
        Some(date) => format!("{} on {date}", takes_the_lead(results, leader, *date)),
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
        if results.runs == 1 { human(median) } else { human_with_range(median, low, high) }
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
    if results.lines.shown != Shown::Divided && nobody_registers(results, platform) {
        let active = number_range(results, platform, |o| o.active).map_or(0.0, |[_, median, _]| median);
        return kept_headline(results, &name, (&number, language.number(active)));
    }
    match (language, days < SHORT) {
        (Language::English, true) => format!("{name} reaches {number} registered persons in {days} days"),
        (Language::English, false) => format!("{name} reaches {number} registered persons by {}", language.month(end)),
        (Language::Chinese, true) => format!("{name} 在 {days} 天内达到 {number} 注册用户"),
        (Language::Chinese, false) => format!("到{}，{name} 达到 {number} 注册用户", language.month(end)),
    }
}

/// Whether a platform has all its registered persons from the first day on: then it reaches nothing, it keeps them or does not.
fn nobody_registers(results: &Results, platform: usize) -> bool {
    let registered = &results.band(platform, Measure::Registered).mean;
    matches!((registered.first(), registered.last()), (Some(first), Some(last)) if *first > 0.0 && first >= last)
}

/// "13 k of the 20 k registered persons of Network are active in July 2011".
fn kept_headline(results: &Results, name: &str, (registered, active): (&str, String)) -> String {
    let when = results.at_moment(results.last_day());
    match results.language {
        Language::English => format!("{active} of the {registered} registered persons of {name} are active {when}"),
        Language::Chinese => format!("{when}，{name} 的 {registered} 注册用户中有 {active} 活跃"),
    }
}
