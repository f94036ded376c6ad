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
    if !reader.has("users") && !reader.has("signups") {
        let help = "write users = \"500k\", or signups = \"30k\" (a day)";
        let message = format!("{} does not say what the servers carry", reader.path());
        reader.desk().warn(message, platform.place("capacity"), "without effect", help);
        return None;
    }
    Some(spec)
}
