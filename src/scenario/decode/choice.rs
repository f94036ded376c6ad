//! `[choice]`, and what platforms say of being chosen: how persons choose where they do not simply follow invitations.

use super::Frame;
use super::reader::Reader;
use crate::scenario::{ChoiceSpec, PlatformSpec, RuleSpec, WorthSpec};

/// What a rule of choice takes the place of; rates of inviting still tell which layers a platform sees.
const INVITING: [&str; 7] = ["invite", "invite_once", "invite_period", "kernel", "threshold", "fatigue", "pull"];

/// The rule of choice; none where persons follow invitations.
pub fn choice(top: &Reader) -> Option<ChoiceSpec> {
    let reader = top.table("choice");
    let rule = match reader.choice("rule")? {
        "logit" => RuleSpec::Logit { sharpness: reader.amount("sharpness"), none: reader.flag("none") },
        "best_response" => RuleSpec::BestResponse { price: reader.amount("price") },
        messenger => {
            unused(&reader, messenger, &["revision", "sharpness", "none", "price"]);
            return None;
        }
    };
    match rule {
        RuleSpec::Logit { .. } => unused(&reader, "logit", &["price"]),
        RuleSpec::BestResponse { .. } => unused(&reader, "best_response", &["sharpness", "none"]),
    }
    if !reader.has("revision") {
        reader.missing("revision");
    }
    Some(ChoiceSpec { revision: reader.amount("revision"), rule })
}

/// What a platform says of being chosen; the rest as in `spec`.
pub fn chosen(reader: &Reader, frame: &Frame, spec: PlatformSpec) -> PlatformSpec {
    let worth = WorthSpec { value: reader.given("value"), intercept: reader.given("intercept") };
    let spec = PlatformSpec { replaces: reader.flag("replaces"), worth, ..spec };
    match frame.choice.as_ref().map(|choice| &choice.rule) {
        None => unused(reader, "messenger", &["value", "intercept"]),
        Some(RuleSpec::Logit { .. }) => {
            unused(reader, "logit", &INVITING);
            unused(reader, "logit", &["replaces"]);
        }
        Some(RuleSpec::BestResponse { .. }) => {
            unused(reader, "best_response", &INVITING);
            unused(reader, "best_response", &["intercept"]);
        }
    }
    check_replacing(reader, &spec, frame);
    spec
}

/// Where nobody joins who is on a rival, nobody is on one.
fn check_replacing(reader: &Reader, spec: &PlatformSpec, frame: &Frame) {
    let exclusive = !spec.multihoming.is_uncertain() && spec.multihoming.median() <= 0.0;
    if spec.replaces && (exclusive || frame.terms.names.len() == 1) {
        let message = format!("{} replaces rivals, but nobody joins it who is on one", reader.path());
        let help = if exclusive { "raise multihoming, or take replaces out" } else { "there is no rival: take it out" };
        reader.desk().warn(message, reader.place("replaces"), "without effect", help);
    }
}

/// Warns where nobody competes for the attention of those who invite.
pub fn check_attention(market: &Reader, frame: &Frame) {
    if !market.has("attention") {
        return;
    }
    match &frame.choice {
        Some(choice) => unused(market, name(&choice.rule), &["attention"]),
        None if frame.terms.names.len() == 1 => {
            let help = "a single platform has all the attention: take it out";
            let message = "`market.attention` is divided among platforms, but there is only one";
            market.desk().warn(message, market.place("attention"), "without effect", help);
        }
        None => {}
    }
}

fn name(rule: &RuleSpec) -> &'static str {
    match rule {
        RuleSpec::Logit { .. } => "logit",
        RuleSpec::BestResponse { .. } => "best_response",
    }
}

/// Warns of keys that are given and that the rule does not look at.
fn unused(reader: &Reader, rule: &str, keys: &[&str]) {
    for key in keys.iter().filter(|key| reader.has(key)) {
        let message = format!("`{}` has no effect under the rule of choice \"{rule}\"", reader.address(key));
        let help = match *key {
            "invite" | "invite_once" => {
                "nobody is invited; only which layers have a rate above 0 is looked at: those the platform sees"
            }
            "replaces" => "by this rule everybody uses one platform at a time: take it out",
            _ => "take it out, or choose another rule in [choice]",
        };
        reader.desk().warn(message, reader.place(key), "without effect", help);
    }
}
