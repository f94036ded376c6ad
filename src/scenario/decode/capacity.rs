//! `[platforms.NAME.capacity]`: what the servers carry.

use super::Frame;
use super::reader::Reader;
use crate::scenario::CapacitySpec;

/// The capacity of a platform's servers; none if nothing limits them.
pub fn capacity(platform: &Reader, frame: &Frame) -> Option<CapacitySpec> {
    if !platform.has("capacity") {
        return None;
    }
    let reader = platform.table("capacity");
    let spec = CapacitySpec {
        users: reader.schedule("users"),
        signups: reader.schedule("signups"),
        leave: reader.amount("leave"),
        reputation_loss: reader.amount("reputation_loss"),
        recovery: reader.amount("recovery"),
    };
    for (key, entries) in [("users", &spec.users), ("signups", &spec.signups)] {
        super::platform::check_schedule(&reader, key, reader.place(key), entries, frame);
    }
    warn_of_chance(&reader, &spec, frame);
    let costs = spec.leave.median() > 0.0 || spec.reputation_loss.median() > 0.0;
    if !reader.has("users") && !reader.has("signups") {
        if !costs {
            return None;
        }
        let help = "write users = \"500k\", or signups = \"30k\" (a day)";
        let message = format!("{} does not say what the servers carry", reader.path());
        reader.desk().warn(message, platform.place("capacity"), "without effect", help);
        return None;
    }
    Some(spec)
}

/// Joinings a day that come to so few agents vary by a fifth or more from day to day.
const FEW: f64 = 25.0;

/// Warns when a day's joinings are so few agents that chance alone overloads the servers.
fn warn_of_chance(reader: &Reader, spec: &CapacitySpec, frame: &Frame) {
    let Some(each) = frame.persons_per_agent else { return };
    let least = spec.signups.iter().map(|step| step.value.median()).fold(f64::INFINITY, f64::min);
    if least < FEW * each {
        let message = format!("`{}` come to {:.1} agents a day", reader.address("signups"), least / each);
        let help = format!(
            "an agent stands for {each:.0} persons, and chance alone overloads so few; take more agents, or limit the active users"
        );
        reader.desk().warn(message, reader.place("signups"), "less than 25 agents", help);
    }
}
