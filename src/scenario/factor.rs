//! Differences that belong together: what is taken for one cause when causes are told apart.

use super::design::GroupSpec;
use super::difference::Difference;
use super::file::segments;
use super::problem::{Problem, Sources};
use super::written::Written;

/// Differences that are taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// What they are called.
    pub name: String,
    /// The differences, at least one.
    pub differences: Vec<Difference>,
}

/// Sorts differences into groups, in the order of the groups; each that is in none stands for itself, behind them.
///
/// A group holds what stands at its keys or below them; where two groups would, the longer key decides. A group without any
/// difference is an error.
pub fn group(differences: Vec<Difference>, groups: &[GroupSpec]) -> Result<Vec<Factor>, Problem> {
    let mut members: Vec<Factor> =
        groups.iter().map(|group| Factor { name: group.name.clone(), differences: Vec::new() }).collect();
    let keys: Vec<String> = differences.iter().map(|difference| difference.key.clone()).collect();
    let mut alone = Vec::new();
    for difference in differences {
        match nearest(&difference, groups) {
            Some(group) => members[group].differences.push(difference),
            None => alone.push(Factor { name: difference.label.clone(), differences: vec![difference] }),
        }
    }
    if let Some(empty) = members.iter().position(|factor| factor.differences.is_empty()) {
        let message =
            format!("nothing differs in group \"{}\" ({})", groups[empty].name, groups[empty].keys.join(", "));
        let what = if keys.is_empty() { "nothing".to_owned() } else { keys.join(", ") };
        return Err(Problem::error(message).help(format!("what differs: {what}")));
    }
    members.append(&mut alone);
    Ok(members)
}

/// The group that holds a difference by the longest key.
fn nearest(difference: &Difference, groups: &[GroupSpec]) -> Option<usize> {
    let addresses = [parts(&difference.key), parts(&difference.numbered)];
    let length = |key: &String| {
        let key = parts(key);
        addresses.iter().any(|address| address.starts_with(&key)).then_some(key.len())
    };
    let held = groups.iter().enumerate().filter_map(|(number, group)| {
        let longest = group.keys.iter().filter_map(length).max()?;
        Some((longest, number))
    });
    // Of equally long keys, that of the first group.
    held.max_by_key(|(length, number)| (*length, std::cmp::Reverse(*number))).map(|(_, number)| number)
}

fn parts(key: &str) -> Vec<String> {
    segments(&Written::typed(key, &mut Sources::default())).into_iter().map(|segment| segment.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(key: &str, numbered: &str) -> Difference {
        let text = String::new;
        let (a, b, to_a, to_b) = (text(), text(), text(), text());
        Difference { key: key.into(), label: format!("what {key} is"), a, b, to_a, to_b, numbered: numbered.into() }
    }

    fn spec(name: &str, keys: &[&str]) -> GroupSpec {
        GroupSpec { name: name.into(), keys: keys.iter().map(|key| (*key).to_owned()).collect() }
    }

    fn all() -> Vec<Difference> {
        [
            ("platforms.wechat.launch", "platforms.wechat.launch"),
            ("platforms.wechat.seeding", "platforms.wechat.seeding"),
            ("platforms.wechat.seedingless", "platforms.wechat.seedingless"),
            ("platforms.wechat.features.\"People Nearby\".date", "platforms.wechat.features.1.date"),
            ("platforms.wechat.features.voice.date", "platforms.wechat.features.0.date"),
        ]
        .map(|(key, numbered)| difference(key, numbered))
        .to_vec()
    }

    fn sorted(groups: &[GroupSpec]) -> Vec<(String, Vec<String>)> {
        let factors = group(all(), groups).unwrap_or_else(|problem| panic!("{problem}"));
        let keys = |factor: Factor| factor.differences.into_iter().map(|difference| difference.key).collect();
        factors.into_iter().map(|factor| (factor.name.clone(), keys(factor))).collect()
    }

    #[test]
    fn a_group_holds_what_stands_below_its_keys_and_the_longest_key_decides() {
        let groups = [
            spec("all of WeChat", &["platforms.wechat"]),
            spec("QQ", &["platforms.wechat.seeding"]),
            spec("new abilities", &["platforms.wechat.features.People Nearby", "platforms.wechat.features.0"]),
        ];
        let expected = |name: &str, keys: &[usize]| {
            (name.to_owned(), keys.iter().map(|at| all()[*at].key.clone()).collect::<Vec<_>>())
        };
        assert_eq!(
            sorted(&groups),
            [expected("all of WeChat", &[0, 2]), expected("QQ", &[1]), expected("new abilities", &[3, 4])]
        );
        let alone = sorted(&groups[1..2]);
        assert_eq!(alone[0], expected("QQ", &[1]));
        assert_eq!(alone[1], expected("what platforms.wechat.launch is", &[0]));
        assert_eq!(alone.len(), 5);
    }

    #[test]
    fn a_group_of_nothing_is_refused_with_what_differs() {
        let problem =
            group(all(), &[spec("crashes", &["platforms.mitalk.outages"])]).expect_err("nothing differs there");
        assert!(problem.message().contains("\"crashes\"") && problem.message().contains("platforms.mitalk.outages"));
        assert!(
            problem.remedy().is_some_and(|help| help.contains("platforms.wechat.launch, platforms.wechat.seeding"))
        );
    }
}
