//! `[choice]`, and what platforms say of being chosen: how persons choose where they do not simply follow invitations.

use super::Frame;
use super::reader::Reader;
use crate::scenario::{ChoiceSpec, Dated, Kernel, PlatformSpec, Quantity, RuleSpec, WorthSpec};

/// The rule of choice; none where persons follow invitations.
pub fn choice(top: &Reader) -> Option<ChoiceSpec> {
    let reader = top.table("choice");
    let rule = reader.choice("rule")?;
    let (sharpness, none, price) = (reader.amount("sharpness"), reader.flag("none"), reader.amount("price"));
    let revision = reader.given("revision");
    let chances = [("sharpness", differs(&sharpness, 1.0)), ("none", none)];
    let costs = [("price", differs(&price, 0.0))];
    let rule = match rule {
        "logit" => {
            unused(&reader, rule, &costs);
            RuleSpec::Logit { sharpness, none }
        }
        "best_response" => {
            unused(&reader, rule, &chances);
            RuleSpec::BestResponse { price }
        }
        messenger => {
            unused(&reader, messenger, &[("revision", reader.has("revision")), chances[0], chances[1], costs[0]]);
            return None;
        }
    };
    if !reader.has("revision") {
        reader.missing("revision");
    }
    Some(ChoiceSpec { revision: revision.unwrap_or_else(|| Quantity::constant("choice.revision", 0.0)), rule })
}

/// What a platform says of being chosen; the rest as in `spec`.
pub fn chosen(reader: &Reader, frame: &Frame, spec: PlatformSpec) -> PlatformSpec {
    let worth = WorthSpec { value: reader.amount("value"), intercept: reader.amount("intercept") };
    let spec = PlatformSpec { replaces: reader.flag("replaces"), worth, ..spec };
    let (value, intercept) = (differs(&spec.worth.value, 0.0), differs(&spec.worth.intercept, 0.0));
    match frame.choice.as_ref().map(|choice| &choice.rule) {
        None => unused(reader, "messenger", &[("value", value), ("intercept", intercept)]),
        Some(RuleSpec::Logit { .. }) => {
            unused(reader, "logit", &following(reader, &spec));
            unused(reader, "logit", &[("replaces", spec.replaces)]);
        }
        Some(RuleSpec::BestResponse { .. }) => {
            unused(reader, "best_response", &following(reader, &spec));
            unused(reader, "best_response", &[("intercept", intercept)]);
        }
    }
    check_replacing(reader, &spec, frame);
    spec
}

/// What a rule of choice takes the place of, each with whether it would matter.
fn following(reader: &Reader, spec: &PlatformSpec) -> [(&'static str, bool); 7] {
    [
        ("invite", spec.invite.iter().any(|steps| ever(steps))),
        ("invite_once", spec.invite_once.iter().any(|steps| ever(steps))),
        ("invite_period", spec.invite_period.is_some()),
        ("kernel", spec.kernel != Kernel::Count),
        ("threshold", reader.has("threshold")),
        ("fatigue", differs(&spec.fatigue, 0.0)),
        ("pull", differs(&spec.pull, 0.0)),
    ]
}

fn ever<U>(steps: &[Dated<Quantity<U>>]) -> bool {
    steps.iter().any(|step| differs(&step.value, 0.0))
}

fn differs<U>(number: &Quantity<U>, neutral: f64) -> bool {
    number.is_uncertain() || number.median().to_bits() != neutral.to_bits()
}

/// Where nobody joins who is on a rival, nobody leaves one.
fn check_replacing(reader: &Reader, spec: &PlatformSpec, frame: &Frame) {
    let exclusive = !differs(&spec.multihoming, 0.0);
    if spec.replaces && (exclusive || frame.terms.names.len() == 1) {
        let message = format!("{} replaces rivals, but nobody joins it who is on one", reader.path());
        let help = if exclusive { "raise multihoming, or take replaces out" } else { "there is no rival: take it out" };
        reader.desk().warn(message, reader.place("replaces"), "without effect", help);
    }
}

/// Warns where nobody competes for the attention of those who invite.
pub fn check_attention(market: &Reader, frame: &Frame) {
    let given = market.has("attention");
    match frame.choice.as_ref().map(|choice| &choice.rule) {
        Some(RuleSpec::Logit { .. }) => unused(market, "logit", &[("attention", given)]),
        Some(RuleSpec::BestResponse { .. }) => unused(market, "best_response", &[("attention", given)]),
        None if given && frame.terms.names.len() == 1 => {
            let message = "`market.attention` is divided among platforms, but there is only one";
            let help = "a single platform has all the attention: take it out";
            market.desk().warn(message, market.place("attention"), "without effect", help);
        }
        None => {}
    }
}

/// Warns of keys that say something at which the rule does not look.
fn unused(reader: &Reader, rule: &str, keys: &[(&str, bool)]) {
    for (key, _) in keys.iter().filter(|(key, says_something)| *says_something && reader.has(key)) {
        let message = format!("`{}` has no effect under the rule of choice \"{rule}\"", reader.address(key));
        let help = match *key {
            "invite" | "invite_once" => "nobody is invited; a rate above 0 only tells that the platform sees the layer",
            "replaces" => "by this rule everybody uses one platform at a time: take it out",
            _ => "take it out, or choose another rule in [choice]",
        };
        reader.desk().warn(message, reader.place(key), "without effect", help);
    }
}
