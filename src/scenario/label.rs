//! What a key is called in titles: "launch of WeChat 微信" for `platforms.wechat.launch`.

use super::file::{Node, Table, Value, segments};
use super::problem::Sources;
use super::written::Written;

/// The title of a key of a scenario, in words.
pub fn label(table: &Table, key: &str) -> String {
    let names = segments(&Written::typed(key, &mut Sources::default()));
    let names: Vec<&str> = names.iter().map(|segment| segment.name.as_str()).collect();
    match names[..] {
        ["platforms", name] => platform(table, name),
        ["platforms", name, ref rest @ ..] => of_platform(table, name, rest),
        ["market", "audiences", name] => format!("audience {name}"),
        ["market", "audiences", name, "share", ref rest @ ..] => {
            let entries = node(table, &["market", "audiences", name, "share"]);
            part_of(rest, entries, format!("share of audience {name}"))
        }
        ["market", "audiences", name, "path", number, ref rest @ ..] => {
            let point = item(node(table, &["market", "audiences", name, "path"]), number);
            let date = point.and_then(Node::table).and_then(|point| point.node("date")).map(|node| &node.value);
            let what = if rest.is_empty() { "size".to_owned() } else { in_words(rest) };
            match date {
                Some(Value::Date(date)) => format!("{what} of audience {name} on {date}"),
                _ => format!("{what} of audience {name}"),
            }
        }
        ["market", "agents"] => "agents".to_owned(),
        ["market", key] => format!("{} of the market", words(key)),
        ["contacts", name] => format!("contacts {name}"),
        ["contacts", name, generator] => format!("contacts {name} ({})", words(generator)),
        ["contacts", name, _, ref rest @ ..] => format!("{} of contacts {name}", in_words(rest)),
        ref others => in_words(others),
    }
}

/// The label of a platform.
fn platform(table: &Table, name: &str) -> String {
    node(table, &["platforms", name, "label"]).and_then(Node::text).unwrap_or(name).to_owned()
}

/// The label of a layer of contacts, which stands below its generator.
fn contacts<'t>(table: &'t Table, name: &'t str) -> &'t str {
    let layer = node(table, &["contacts", name]).and_then(Node::table);
    let mut generators = layer.into_iter().flat_map(|layer| &layer.entries).filter_map(|entry| entry.node.table());
    generators.find_map(|generator| generator.node("label").and_then(Node::text)).unwrap_or(name)
}

fn of_platform(table: &Table, name: &str, rest: &[&str]) -> String {
    let owner = platform(table, name);
    match *rest {
        [list @ ("seeding" | "features" | "outages"), item, ref rest @ ..] => {
            let item = item_name(node(table, &["platforms", name, list]), item);
            let thing = match list {
                "seeding" => "campaign",
                "features" => "feature",
                _ => "outage",
            };
            let owner = format!("{owner}'s {thing} {item}");
            if rest.is_empty() { owner } else { format!("{} of {owner}", in_words(rest)) }
        }
        ["seeding"] => format!("campaigns of {owner}"),
        ["invite", layer, ref rest @ ..] => {
            let entries = node(table, &["platforms", name, "invite", layer]);
            part_of(rest, entries, format!("invitations over {} to {owner}", contacts(table, layer)))
        }
        ["invite"] => format!("invitations to {owner}"),
        ["invite_once", layer, ref rest @ ..] => {
            let entries = node(table, &["platforms", name, "invite_once", layer]);
            part_of(rest, entries, format!("single invitations over {} to {owner}", contacts(table, layer)))
        }
        ["compatible", other, ref rest @ ..] => {
            part_of(rest, None, format!("compatibility of {owner} with {}", platform(table, other)))
        }
        [key, ref rest @ ..] => {
            part_of(rest, node(table, &["platforms", name, key]), format!("{} of {owner}", words(key)))
        }
        [] => owner,
    }
}

/// A part of an amount: the entry of a list over time, or a parameter of a distribution.
fn part_of(rest: &[&str], amount: Option<&Node>, whole: String) -> String {
    match *rest {
        [] => whole,
        [number, ref rest @ ..] if number.parse::<usize>().is_ok() => {
            let from = item(amount, number).and_then(Node::table).and_then(|entry| entry.node("from"));
            let when = match from.map(|node| &node.value) {
                Some(Value::Date(date)) => format!("{whole} from {date}"),
                _ => format!("{whole} at first"),
            };
            match rest {
                ["from", ..] => format!("date of {when}"),
                [_, parameter @ ..] if !parameter.is_empty() => format!("{} of {when}", in_words(parameter)),
                _ => when,
            }
        }
        ref parameter => format!("{} of {whole}", in_words(parameter)),
    }
}

fn item<'t>(list: Option<&'t Node>, name: &str) -> Option<&'t Node> {
    let Value::Array(items) = &list?.value else { return None };
    let by_number = name.parse().ok().and_then(|number: usize| items.get(number));
    let called = |item: &&Node| item.table().and_then(|table| table.node("name")).and_then(Node::text) == Some(name);
    by_number.or_else(|| items.iter().find(called))
}

/// The name of an item of a list in quotation marks, or its number from 1.
fn item_name(list: Option<&Node>, name: &str) -> String {
    let own = item(list, name).and_then(Node::table).and_then(|table| table.node("name")).and_then(Node::text);
    match (own, name.parse::<usize>()) {
        (Some(own), _) => format!("“{own}”"),
        (None, Ok(number)) => format!("{}", number + 1),
        (None, Err(_)) => format!("“{name}”"),
    }
}

fn node<'t>(table: &'t Table, path: &[&str]) -> Option<&'t Node> {
    let (last, way) = path.split_last()?;
    let mut at = table;
    for name in way {
        at = at.node(name)?.table()?;
    }
    at.node(last)
}

/// "rate of overlap" for overlap.rate.
fn in_words(names: &[&str]) -> String {
    names.iter().rev().map(|name| words(name)).collect::<Vec<_>>().join(" of ")
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::scenario::{Overrides, load};

    #[test]
    fn titles_read_as_a_person_would_say_them() {
        let full = load(std::path::Path::new("tests/data/full.toml"), &Overrides::default()).unwrap();
        for (key, title) in [
            ("platforms.wechat", "WeChat 微信"),
            ("platforms.later", "later"),
            ("platforms.wechat.launch", "launch of WeChat 微信"),
            ("platforms.mitalk.trial_churn", "trial churn of MiTalk 米聊"),
            ("platforms.wechat.seeding", "campaigns of WeChat 微信"),
            ("platforms.wechat.seeding.QQ push.rate", "rate of WeChat 微信's campaign “QQ push”"),
            ("platforms.wechat.seeding.\"QQ push\".rate", "rate of WeChat 微信's campaign “QQ push”"),
            ("platforms.wechat.seeding.1.rate", "rate of WeChat 微信's campaign 2"),
            ("platforms.mitalk.features.0", "MiTalk 米聊's feature “push-to-talk voice”"),
            ("platforms.mitalk.outages.0.reputation_loss", "reputation loss of MiTalk 米聊's outage 1"),
            ("platforms.mitalk.invite.phone", "invitations over phone to MiTalk 米聊"),
            ("platforms.later.invite_once.phone", "single invitations over phone to later"),
            ("platforms.wechat.compatible.mitalk", "compatibility of WeChat 微信 with MiTalk 米聊"),
            ("platforms.wechat.invite.qq.0.rate", "invitations over qq to WeChat 微信 from 2011-05-15"),
            ("platforms.wechat.invite.qq.0.from", "date of invitations over qq to WeChat 微信 from 2011-05-15"),
            ("platforms.wechat.media.0.rate", "media of WeChat 微信 at first"),
            ("platforms.mitalk.media.lognormal.median", "median of lognormal of media of MiTalk 米聊"),
            ("market.potential", "potential of the market"),
            ("market.audiences.qq", "audience qq"),
            ("market.audiences.qq.share", "share of audience qq"),
            ("market.audiences.bought.path.1.persons", "persons of audience bought on 2012-12-31"),
            ("market.audiences.xiaomi_phone.share.1.share", "share of audience xiaomi_phone from 2013-01-01"),
            ("contacts.phone", "contacts phone"),
            ("contacts.phone.acquaintance.mean_degree", "mean degree of contacts phone"),
            ("contacts.qq.acquaintance.overlap.share", "share of overlap of contacts qq"),
            ("outcome.margin", "margin of outcome"),
            ("seed", "seed"),
        ] {
            assert_eq!(label(&full.layered.table, key), title, "{key}");
        }
    }
}
