//! How a platform spreads from user to user: who invites, how the contacts work together, and whose users count.

use super::Frame;
use super::platform::check_schedule;
use super::quantity::{Limits, quantity};
use super::reader::Reader;
use super::threshold::threshold;
use crate::scenario::amount::Unit;
use crate::scenario::file::Entry;
use crate::scenario::problem::did_you_mean;
use crate::scenario::{CompatibleSpec, Dated, Kernel, LayerSpec, PlatformSpec, Quantity};

/// An amount over time for each layer of the scenario.
type ByLayer<U> = Vec<Vec<Dated<Quantity<U>>>>;

/// The layers of contacts: those that could be read, and the names of all that are there.
pub struct Layers<'l> {
    /// Those that could be read.
    pub read: &'l [LayerSpec],
    /// The names of all.
    pub declared: &'l [&'l str],
}

/// Everything about invitations to the platform `name`; the rest as in `spec`.
pub fn invitation(reader: &Reader, name: &str, layers: &Layers, frame: &Frame, spec: PlatformSpec) -> PlatformSpec {
    let invited = PlatformSpec {
        invite: by_layer(reader, "invite", layers, frame),
        invite_once: by_layer(reader, "invite_once", layers, frame),
        invite_period: reader.given("invite_period"),
        kernel: kernel(reader, frame),
        fatigue: reader.amount("fatigue"),
        compatible: compatible(reader, name, frame),
        ..spec
    };
    check_ways(reader, layers, frame, &invited);
    check_kernel(reader, &invited);
    invited
}

fn by_layer<U>(reader: &Reader, key: &str, layers: &Layers, frame: &Frame) -> ByLayer<U> {
    let mut all: ByLayer<U> = layers.read.iter().map(|_| Vec::new()).collect();
    for entry in &reader.named(key).entries {
        let address = format!("{key}.{}", entry.key);
        let schedule = reader.schedule_of(key, entry);
        check_schedule(reader, &address, entry.node.place, &schedule, frame);
        match layers.read.iter().position(|layer| layer.name == entry.key) {
            Some(layer) => all[layer] = schedule,
            // The layer itself was wrong, and that is reported already.
            None if layers.declared.contains(&entry.key.as_str()) => {}
            None => {
                let message = format!("`{}` is no layer of contacts", entry.key);
                let help = did_you_mean(&entry.key, layers.declared, "layers");
                reader.desk().error(message, entry.key_place, "unknown layer", help);
            }
        }
    }
    all
}

/// Over one layer, contacts are invited once or again and again; what is switched off by 0 does not count.
fn check_ways(reader: &Reader, layers: &Layers, frame: &Frame, spec: &PlatformSpec) {
    let invites = |rate: &Quantity<_>| rate.is_uncertain() || rate.median() > 0.0;
    for (number, layer) in layers.read.iter().enumerate() {
        let again_and_again = spec.invite[number].iter().any(|step| invites(&step.value));
        if again_and_again && spec.invites_once(number) {
            let entries = &reader.named("invite_once").entries;
            let once = entries.iter().find(|entry| entry.key == layer.name);
            let place = once.map_or(reader.place("invite_once"), |once| once.key_place);
            let message = format!("{} invites over {} in two ways", reader.path(), layer.name);
            let help =
                "give a rate in invite (again and again) or a chance in invite_once (each contact once), not both";
            reader.desk().error(message, place, "the second way", help);
        }
    }
    let lasting = spec.invite.iter().flatten().any(|step| invites(&step.value));
    // Beside rivals, those who are compatible with this platform may count its inviting users.
    let alone = frame.terms.names.len() == 1;
    if reader.has("invite_period") && !lasting && alone {
        let message =
            format!("{} limits how long its users invite, but they never invite again and again", reader.path());
        let help = "give rates in invite, or take invite_period out";
        reader.desk().warn(message, reader.place("invite_period"), "without effect", help);
    }
}

fn kernel(reader: &Reader, frame: &Frame) -> Kernel {
    // What is wrong with a threshold is said even where the kernel does not look at it.
    let threshold = threshold(reader, frame.agents);
    match reader.choice("kernel") {
        Some("share") => Kernel::Share,
        Some("threshold") => {
            if !reader.has("threshold") {
                reader.missing("threshold");
            }
            threshold.map(Kernel::Threshold).unwrap_or_default()
        }
        Some("components") => Kernel::Components,
        _ => Kernel::Count,
    }
}

/// Warns of what the kernel does not look at.
fn check_kernel(reader: &Reader, spec: &PlatformSpec) {
    let unused = |key: &str, used_by: &str| {
        let message = format!("{} has a `{key}`, but its kernel does not look at it", reader.path());
        let help = format!("write kernel = \"{used_by}\", or take {key} out");
        reader.desk().warn(message, reader.place(key), "without effect", help);
    };
    if reader.has("threshold") && reader.choice("kernel") != Some("threshold") {
        unused("threshold", "threshold");
    }
    if spec.kernel != Kernel::Count && (spec.fatigue.is_uncertain() || spec.fatigue.median() > 0.0) {
        unused("fatigue", "count");
    }
}

fn compatible(reader: &Reader, own: &str, frame: &Frame) -> Vec<CompatibleSpec> {
    let entries = &reader.named("compatible").entries;
    entries.iter().filter_map(|entry| compatible_with(reader, own, entry, frame)).collect()
}

fn compatible_with(reader: &Reader, own: &str, entry: &Entry, frame: &Frame) -> Option<CompatibleSpec> {
    let address = format!("{}.{}", reader.address("compatible"), entry.key);
    let limits = Limits { unit: Unit::Share, low: 0.0, high: 1.0 };
    let share = quantity(reader.desk(), &entry.node, limits, address);
    if entry.key == own {
        let message = format!("{} is said to be compatible with itself", reader.path());
        let help = "its own users count in full: name other platforms";
        reader.desk().error(message, entry.key_place, "the platform itself", help);
        return None;
    }
    let Some(platform) = frame.terms.names.iter().position(|name| *name == entry.key) else {
        let known: Vec<&str> = frame.terms.names.iter().map(String::as_str).filter(|name| *name != own).collect();
        let message = format!("`{}` is no platform", entry.key);
        let help = did_you_mean(&entry.key, &known, "platforms");
        reader.desk().error(message, entry.key_place, "unknown platform", help);
        return None;
    };
    Some(CompatibleSpec { platform, share: share? })
}
