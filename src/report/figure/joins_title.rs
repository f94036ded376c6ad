//! What joins a day show, as a title.

use super::joins_found::{Ahead, Among, Course, Found, found};
use super::joins_spans::Joins;
use crate::report::Results;
use crate::report::language::Language;
use crate::report::lines::Shown;
use crate::report::measures::Measure;

/// Where fewer than this part of the registered joined after the first users, hardly anybody did.
const FEW: f64 = 0.01;

/// The finding in the language of the results.
pub fn title(results: &Results, joins: &Joins) -> String {
    let language = results.language;
    let present = results.present();
    if present.is_empty() {
        return language.say("Nobody joins", "无人加入").to_owned();
    }
    match found(joins, &present) {
        Found::Nobody => language.say("Nobody joins after the first users", "首批用户之后无人加入").to_owned(),
        _ if few(results, joins, &present) => {
            language.say("Hardly anybody joins after the first users", "首批用户之后少有人加入").to_owned()
        }
        Found::Ahead(found) => ahead(results, joins, found),
        Found::Alike { from } => alike(results, joins, from),
        Found::Courses(courses) => course(results, joins, &courses),
    }
}

/// Whether nearly all who are registered in the end were so from the first.
fn few(results: &Results, joins: &Joins, present: &[usize]) -> bool {
    let joined = |p: &usize| joins.sum(&joins.of[*p], 0..joins.spans.len());
    let registered = |p: &usize| results.band(*p, Measure::Registered).mean.last().copied().unwrap_or(0.0);
    present.iter().map(joined).sum::<f64>() < FEW * present.iter().map(registered).sum::<f64>()
}

fn name(results: &Results, platform: usize) -> String {
    results.language.name(&results.platforms[platform].label)
}

/// A span as a point of time: "March 2012", "day 5".
fn moment(results: &Results, joins: &Joins, span: usize) -> String {
    results.moment(joins.day(span).ceil() as usize)
}

fn ahead(results: &Results, joins: &Joins, found: Ahead) -> String {
    let language = results.language;
    let rivals: Vec<usize> = results.present().into_iter().filter(|p| *p != found.platform).collect();
    let rivals: Vec<String> = rivals.into_iter().map(|p| name(results, p)).collect();
    let (leader, since) = (name(results, found.platform), moment(results, joins, found.from));
    let most = found.among == Among::Most;
    match language {
        Language::English => {
            let again = if found.again { "again " } else { "" };
            let runs = if most { " in most runs" } else { "" };
            let rivals = language.list(&rivals).replace(" and ", " or ");
            format!("From {since} on, {leader} {again}gets more joins a day than {rivals}{runs}")
        }
        Language::Chinese => {
            let (again, runs) = (if found.again { "重新" } else { "" }, if most { "在多数模拟中，" } else { "" });
            format!("{runs}自{since}起，{leader} 每日加入者{again}多于 {}", language.list(&rivals))
        }
    }
}

fn alike(results: &Results, joins: &Joins, from: usize) -> String {
    let names: Vec<String> = results.present().into_iter().map(|p| name(results, p)).collect();
    let (names, since) = (results.language.list(&names), moment(results, joins, from));
    let divided = results.lines.shown == Shown::Divided;
    match results.language {
        Language::English => {
            let since = if from == 0 { String::new() } else { format!("From {since} on, ") };
            let mean = if divided { ", on average" } else { "" };
            format!("{since}{names} get about as many joins a day{mean}")
        }
        Language::Chinese => {
            let since = if from == 0 { String::new() } else { format!("自{since}起，") };
            format!("{since}{names} 每日加入人数{}相近", if divided { "平均" } else { "" })
        }
    }
}

/// How joins go: of all platforms if they go alike, of the one with the most otherwise.
fn course(results: &Results, joins: &Joins, courses: &[(usize, Course)]) -> String {
    let language = results.language;
    let (platform, course) = &courses[0];
    let several = results.present().len() > 1;
    let own = name(results, *platform);
    let of = if several { language.say(format!(" of {own}"), format!("{own} 的")) } else { String::new() };
    match course {
        Course::Grow => {
            let all = courses.iter().all(|(_, course)| *course == Course::Grow);
            let last = |p: usize| joins.of[p].last().copied().unwrap_or(0.0);
            let (of, each) =
                if all { (String::new(), each(results, courses, last)) } else { (of, language.rate(last(*platform))) };
            match language {
                Language::English => format!("Joins{of} still grow at the end: {each} a day"),
                Language::Chinese => format!("{of}每日加入人数直到最后都在增长：{each}"),
            }
        }
        Course::Stay(spans) => stay(results, joins, &of, (*platform, spans.start, spans.end - 1)),
        Course::Peak(span) => {
            let when = moment(results, joins, *span);
            let then = |course: &Course| matches!(course, Course::Peak(span) if moment(results, joins, *span) == when);
            let together = courses.iter().all(|(_, course)| then(course));
            let at = results.at_moment(joins.day(*span).ceil() as usize);
            let (of, each) = if together {
                (String::new(), each(results, courses, |p| joins.most(p)))
            } else {
                (of, language.rate(joins.most(*platform)))
            };
            match language {
                Language::English => format!("Joins{of} peak {at}: {each} a day"),
                Language::Chinese => format!("{of}每日加入人数在{at}达到顶峰：{each}"),
            }
        }
    }
}

/// Each platform with its joins a day.
fn each(results: &Results, courses: &[(usize, Course)], number: impl Fn(usize) -> f64) -> String {
    let mut platforms: Vec<usize> = courses.iter().map(|(p, _)| *p).collect();
    platforms.sort_unstable();
    let told = platforms.into_iter().map(|p| format!("{} {}", name(results, p), results.language.rate(number(p))));
    results.language.list(&told.collect::<Vec<_>>())
}

fn stay(results: &Results, joins: &Joins, of: &str, (platform, first, last): (usize, usize, usize)) -> String {
    let language = results.language;
    let days = (joins.spans[last].1 - joins.spans[first].0).max(1) as f64;
    let number = language.rate(joins.sum(&joins.of[platform], first..=last) / days);
    let (since, until) = (moment(results, joins, first), moment(results, joins, last));
    let (begins, ends) = (first == 0, last + 1 == joins.spans.len());
    match language {
        Language::English => {
            let when = match (begins, ends) {
                (true, true) => "all the time".to_owned(),
                (true, false) => format!("until {until}"),
                (false, true) => format!("from {since} on"),
                (false, false) => format!("from {since} to {until}"),
            };
            format!("Joins{of} stay at about {number} a day {when}")
        }
        Language::Chinese => {
            let when = match (begins, ends) {
                (true, true) => "始终".to_owned(),
                (true, false) => format!("直到{until}都"),
                (false, true) => format!("自{since}起"),
                (false, false) => format!("从{since}到{until}"),
            };
            format!("{of}每日加入人数{when}维持在约 {number}")
        }
    }
}
