//! Titles of keys in Chinese: "launch of WeChat 微信" is 微信的上线时间.
//!
//! A title that nobody wrote is made of words and names by a few rules (`scenario/label.rs`); these are their counterparts. A title that
//! an author wrote, or with a word that is not known here, stays as it is.

use crate::report::language::Language;

/// Words of keys, and what people who work with such models call them.
const WORDS: [(&str, &str); 49] = [
    ("launch", "上线时间"),
    ("close", "关闭时间"),
    ("churn", "流失率"),
    ("trial", "试用期"),
    ("trial churn", "试用期流失率"),
    ("trial days", "试用天数"),
    ("media", "媒体推广"),
    ("pull", "吸引力"),
    ("loyalty", "忠诚度"),
    ("stickiness", "黏性"),
    ("return", "回流"),
    ("returning", "回流"),
    ("switching", "转换"),
    ("switching cost", "转换成本"),
    ("multihoming", "多归属"),
    ("multi homing", "多归属"),
    ("price", "价格"),
    ("weight", "权重"),
    ("quality", "质量"),
    ("capacity", "容量"),
    ("features", "功能"),
    ("outages", "故障"),
    ("reputation loss", "声誉损失"),
    ("recovery", "恢复"),
    ("severity", "严重程度"),
    ("duration", "持续时间"),
    ("days", "天数"),
    ("date", "日期"),
    ("from", "开始日期"),
    ("until", "结束日期"),
    ("rate", "速率"),
    ("share", "比例"),
    ("size", "规模"),
    ("persons", "人数"),
    ("users", "用户数"),
    ("effect", "效果"),
    ("kernel", "影响规则"),
    ("threshold", "阈值"),
    ("quorum", "法定人数"),
    ("overlap", "重叠"),
    ("mean degree", "平均联系人数"),
    ("degree", "联系人数"),
    ("clustering", "聚集系数"),
    ("potential", "潜力"),
    ("market", "市场"),
    ("agents", "主体数"),
    ("initial", "初始用户"),
    ("median", "中位数"),
    ("spread", "离散程度"),
];

/// Things that a platform has lists of.
const ITEMS: [(&str, &str); 3] = [("'s campaign ", "的推广活动"), ("'s feature ", "的功能"), ("'s outage ", "的故障")];

/// A title of a key in a language.
pub fn titled(label: &str, language: Language) -> String {
    match language {
        Language::English => label.to_owned(),
        Language::Chinese => {
            let (masked, names) = masked(label);
            let Some(title) = chinese(&masked) else { return label.to_owned() };
            let whole = |title: String, (at, name): (usize, &&str)| title.replace(&mask(at), &format!("“{name}”"));
            names.iter().enumerate().fold(title.trim().to_owned(), whole)
        }
    }
}

/// A title with numbers in the place of names that its author gave, which may hold any words; and these names.
fn masked(label: &str) -> (String, Vec<&str>) {
    let (mut masked, mut names, mut rest) = (String::new(), Vec::new(), label);
    while let Some((before, (name, after))) =
        rest.split_once('“').and_then(|(before, behind)| Some((before, behind.split_once('”')?)))
    {
        masked += before;
        masked += &mask(names.len());
        names.push(name);
        rest = after;
    }
    (masked + rest, names)
}

fn mask(at: usize) -> String {
    format!("“{at}”")
}

/// The title in Chinese, if it is one that was made.
fn chinese(label: &str) -> Option<String> {
    if let Some((first, second)) = label.split_once(" and ") {
        return match second.strip_suffix(" more").and_then(|number| number.parse::<u32>().ok()) {
            Some(more) => Some(format!("{}等 {} 项", chinese(first)?, more + 1)),
            None => Some(format!("{}和{}", chinese(first)?, chinese(second)?)),
        };
    }
    if let Some(whole) = label.strip_suffix(" at first") {
        return Some(format!("{}（初期）", chinese(whole)?));
    }
    if let Some((whole, date)) = label.rsplit_once(" from ") {
        return Some(format!("{}（自{}起）", chinese(whole)?, dated(date)?));
    }
    if let Some((whole, date)) = label.rsplit_once(" on ") {
        return Some(format!("{}（{}）", chinese(whole)?, dated(date)?));
    }
    let begun = |words: &str| label.strip_prefix(words);
    if let Some((layer, platform)) = begun("invitations over ").and_then(|rest| rest.split_once(" to ")) {
        return Some(format!("{}经{}的邀请", name(platform), name(layer)));
    }
    if let Some((layer, platform)) = begun("single invitations over ").and_then(|rest| rest.split_once(" to ")) {
        return Some(format!("{}经{}的单次邀请", name(platform), name(layer)));
    }
    if let Some((one, other)) = begun("compatibility of ").and_then(|rest| rest.split_once(" with ")) {
        return Some(format!("{}与{}的互通", name(one), name(other)));
    }
    if let Some(platform) = begun("invitations to ") {
        return Some(format!("{}的邀请", name(platform)));
    }
    if let Some(platform) = begun("campaigns of ") {
        return Some(format!("{}的推广活动", name(platform)));
    }
    if let Some((what, whole)) = label.split_once(" of ") {
        return Some(format!("{}的{}", owner(whole), word(what)?));
    }
    item(label).or_else(|| word(label).map(str::to_owned))
}

/// What a part belongs to: another title, a group of persons, a layer of contacts, or a platform.
fn owner(whole: &str) -> String {
    let named = |words: &str, chinese: &str| whole.strip_prefix(words).map(|name| format!("{chinese} {name} "));
    let known = || if whole == "the market" { Some("市场".to_owned()) } else { None };
    let known = known().or_else(|| named("audience ", "人群")).or_else(|| named("contacts ", "联系网络"));
    known.or_else(|| chinese(whole)).unwrap_or_else(|| name(whole))
}

fn item(label: &str) -> Option<String> {
    ITEMS.into_iter().find_map(|(english, chinese)| {
        let (platform, item) = label.split_once(english)?;
        Some(format!("{}{chinese}{item}", name(platform)))
    })
}

fn word(english: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|(known, _)| *known == english).map(|(_, chinese)| chinese)
}

fn name(label: &str) -> String {
    Language::Chinese.beside(&Language::Chinese.name(label))
}

fn dated(date: &str) -> Option<String> {
    Some(Language::Chinese.date(date.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The English titles are those of the tests of `scenario/label.rs`.
    #[test]
    fn made_titles_are_told_in_chinese() {
        for (english, chinese) in [
            ("launch of WeChat 微信", "微信的上线时间"),
            ("launch of Kik", " Kik 的上线时间"),
            ("trial churn of MiTalk 米聊", "米聊的试用期流失率"),
            ("rate of WeChat 微信's campaign “QQ push”", "微信的推广活动“QQ push”的速率"),
            (
                "rate of WeChat 微信's campaign “one and two of 2, from all”",
                "微信的推广活动“one and two of 2, from all”的速率",
            ),
            ("effect of MiTalk 米聊's outage “a and b”", "米聊的故障“a and b”的效果"),
            ("MiTalk 米聊's feature “push-to-talk voice”", "米聊的功能“push-to-talk voice”"),
            ("reputation loss of MiTalk 米聊's outage 1", "米聊的故障1的声誉损失"),
            ("invitations over qq to WeChat 微信 from 2011-05-15", "微信经 qq 的邀请（自2011年5月15日起）"),
            ("invitations over QQ contacts QQ好友 to WeChat 微信", "微信经 QQ好友的邀请"),
            ("compatibility of WeChat 微信 with MiTalk 米聊", "微信与米聊的互通"),
            ("media of WeChat 微信 at first", "微信的媒体推广（初期）"),
            ("mean degree of contacts phone", "联系网络 phone 的平均联系人数"),
            ("potential of the market", "市场的潜力"),
            ("launch of WeChat 微信 and 2 more", "微信的上线时间等 3 项"),
            ("churn of WeChat 微信 and pull of MiTalk 米聊", "微信的流失率和米聊的吸引力"),
        ] {
            assert_eq!(titled(english, Language::Chinese), chinese.trim_start());
            assert_eq!(titled(english, Language::English), english);
        }
    }

    #[test]
    fn what_an_author_wrote_stays() {
        for title in ["the power of habit", "QQ's traffic", "advertising", "bread and butter", "people from here"] {
            assert_eq!(titled(title, Language::Chinese), title);
        }
    }
}
