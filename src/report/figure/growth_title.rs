//! What the title of [`growth`](super::growth()) says: through what each platform grew.

use crate::report::Results;
use crate::report::growth::{cause_in, total};
use crate::report::language::Language;
use crate::report::measures::Measure;

/// Platforms that the title tells of.
const TOLD: usize = 3;
/// Causes whose shares of the joins are closer than this to the largest are told with it: a near tie is no finding.
const NEAR: f64 = 0.05;

/// A platform with a smaller part of its joins after the first users has hardly grown.
const LITTLE: f64 = 0.05;

/// A platform and what it grew through.
struct Grew {
    label: String,
    /// The strongest cause, and those next to it.
    causes: Vec<String>,
    /// Their shares of the joins, in words.
    shares: String,
}

/// The strongest cause of each platform: "WeChat grew through QQ contacts (64 % of its joins)".
pub fn title(results: &Results) -> String {
    let language = results.language;
    let mut platforms = results.present();
    platforms.sort_by(|a, b| total(results, *b).total_cmp(&total(results, *a)));
    platforms.truncate(TOLD);
    platforms.sort_unstable();
    let told: Vec<Grew> = platforms.iter().filter_map(|p| grew(results, *p)).collect();
    let listed = |of: fn(&Grew) -> String| language.list(&told.iter().map(of).collect::<Vec<_>>());
    match (&told[..], language) {
        ([], _) if platforms.iter().all(|p| total(results, *p) == 0.0) => {
            language.say("Nobody joins", "无人加入").to_owned()
        }
        ([], _) if platforms.iter().any(|p| later(results, *p) > 0.0) => {
            language.say("Hardly anybody joins after the first users", "首批用户之后几乎无人加入").to_owned()
        }
        ([], _) => nobody_later(results),
        ([first, others @ ..], _)
            if !others.is_empty()
                && first.causes.len() == 1
                && others.iter().all(|other| other.causes == first.causes) =>
        {
            let alike = others.iter().all(|other| other.shares == first.shares);
            let shares = if alike { first.shares.clone() } else { listed(|of| of.shares.clone()) };
            let (labels, cause) = (listed(|of| of.label.clone()), &first.causes[0]);
            match language {
                Language::English => format!("{labels} grew through {cause} ({shares} of their joins)"),
                Language::Chinese => {
                    let (labels, cause) = (language.beside(&labels), language.beside(cause.trim()));
                    format!("{}主要靠{cause}增长（占加入的 {shares}）", labels.trim_start())
                }
            }
        }
        ([first, others @ ..], Language::English) => {
            let others = others.iter().map(|Grew { label, causes, shares }| {
                format!(", {label} through {} ({shares})", language.list(causes))
            });
            let Grew { label, causes, shares } = first;
            let others = others.collect::<String>();
            format!("{label} grew through {} ({shares} of its joins){others}", language.list(causes))
        }
        (all, Language::Chinese) => {
            let each = all.iter().map(|Grew { label, causes, shares }| {
                let (label, causes) = (language.beside(label), language.beside(language.list(causes).trim()));
                format!("{}主要靠{causes}增长（{shares}）", label.trim_start())
            });
            each.collect::<Vec<_>>().join("，")
        }
    }
}

/// The part of a platform's joins that come after its first users.
fn later(results: &Results, platform: usize) -> f64 {
    let causes = results.platforms[platform].growth.iter().zip(&results.causes);
    causes.filter(|(_, cause)| *cause != "initial").map(|(growth, _)| growth.share.mean).sum()
}

/// Through what a platform grew, if it did; first users are where growth begins, and none of it.
fn grew(results: &Results, platform: usize) -> Option<Grew> {
    if later(results, platform) < LITTLE {
        return None;
    }
    let (platform, language) = (&results.platforms[platform], results.language);
    let causes = platform.growth.iter().zip(&results.causes).filter(|(_, cause)| *cause != "initial");
    let mut causes: Vec<(f64, &String)> = causes.map(|(growth, cause)| (growth.share.mean, cause)).collect();
    causes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let strongest = causes.first().map(|cause| cause.0).filter(|share| *share > 0.0)?;
    causes.retain(|(share, _)| *share > 0.0 && *share > strongest - NEAR);
    Some(Grew {
        label: language.name(&platform.label),
        causes: causes.iter().map(|(_, cause)| cause_name(results, cause)).collect(),
        shares: shares_in_words(language, causes.iter().map(|(share, _)| language.percent(*share)).collect()),
    })
}

/// "38 % and 36 %"; of shares that read alike "50 % each".
fn shares_in_words(language: Language, mut shares: Vec<String>) -> String {
    let alike = shares.len() > 1 && shares.iter().all(|share| *share == shares[0]);
    if alike {
        let share = shares.swap_remove(0);
        return language.say(format!("{share} each"), format!("各 {share}"));
    }
    language.list(&shares)
}

/// Nobody joins but the first users; of a sole platform, how many of them are left.
fn nobody_later(results: &Results) -> String {
    let language = results.language;
    let nobody = language.say("Nobody joins after the first users", "首批用户之后无人加入");
    let left = results.sole().and_then(|p| {
        let active = results.band(p, Measure::Active).mean.last().copied()?;
        Some(active / total(results, p))
    });
    match left.filter(|share| *share < 1.0) {
        Some(share) => {
            let share = language.percent(share);
            format!("{nobody}{}", language.say(format!(", of whom {share} stay"), format!("，其中 {share} 留下")))
        }
        None => nobody.to_owned(),
    }
}

/// A cause in the language of the figures.
pub fn cause_name(results: &Results, cause: &str) -> String {
    cause_in(results.language, &results.layers, cause)
}
