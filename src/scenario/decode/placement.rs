//! Which persons come first: `initial_placement` of a platform, and `target` of its campaigns.

use super::reader::Reader;
use crate::scenario::problem::did_you_mean;
use crate::scenario::{Dated, GeneratorSpec, LayerSpec, Placement, Quantity};
use crate::units::Rate;

/// The layers of contacts that a platform can look at.
pub struct Layers<'a> {
    /// Those that are right.
    pub specs: &'a [LayerSpec],
    /// The names of all.
    pub declared: &'a [&'a str],
    /// Over which of them the platform invites.
    pub invite: &'a [Vec<Dated<Quantity<Rate>>>],
}

impl Layers<'_> {
    /// The layer that a key names; if it is not given, the first that the platform invites over, or else the first. Layers without stored contacts do not
    /// count: there everybody is as near as everybody.
    fn find(&self, reader: &Reader, key: &str, asks: &str) -> Option<usize> {
        let stored = |layer: &LayerSpec| layer.generator != GeneratorSpec::WellMixed;
        let Some(name) = reader.text(key) else {
            let candidates = || (0..self.specs.len()).filter(|&layer| stored(&self.specs[layer]));
            let invited = |layer: &usize| self.invite.get(*layer).is_some_and(|steps| !steps.is_empty());
            let found = candidates().find(invited).or_else(|| candidates().next());
            if found.is_none() && self.specs.len() == self.declared.len() {
                let message =
                    format!("{} asks who knows whom, but there is no layer of contacts that tells", reader.path());
                let help = "write [contacts.phone.acquaintance] with mean_degree, or choose persons at random";
                reader.desk().error(message, reader.place(asks), "without contacts", help);
            }
            return found;
        };
        let Some(layer) = self.specs.iter().position(|layer| layer.name == name) else {
            // The layer itself may be wrong, and that is reported already.
            if !self.declared.contains(&name.as_str()) {
                let message = format!("`{name}` is no layer of contacts");
                let help = did_you_mean(&name, self.declared, "layers");
                reader.desk().error(message, reader.place(key), "unknown layer", help);
            }
            return None;
        };
        if !stored(&self.specs[layer]) {
            let message =
                format!("in layer `{name}` everybody is a contact of everybody: nobody is nearer or better connected");
            reader.desk().error(message, reader.place(key), "well mixed", "name a layer whose contacts are stored");
            return None;
        }
        Some(layer)
    }
}

/// Where a platform's first users are.
pub fn initial(reader: &Reader, layers: &Layers) -> Placement {
    let placed = reader.choice("initial_placement").unwrap_or("random");
    let nobody = !reader.has("initial_users");
    for key in ["initial_placement", "initial_layer"].into_iter().filter(|key| reader.has(key)) {
        let useless = if nobody {
            "there are no initial users"
        } else if key == "initial_layer" && placed == "random" {
            "initial users are placed at random"
        } else {
            continue;
        };
        if reader.text(key).is_none() {
            continue;
        }
        let message = format!("`{}` has no effect: {useless}", reader.address(key));
        let help = "give initial_users and initial_placement = \"hubs\" or \"cluster\", or take it out";
        reader.desk().warn(message, reader.place(key), "without effect", help);
    }
    let layer = || layers.find(reader, "initial_layer", "initial_placement");
    let found = match placed {
        "hubs" => layer().map(|layer| Placement::Hubs { layer }),
        "cluster" => layer().map(|layer| Placement::Cluster { layer }),
        _ => None,
    };
    found.unwrap_or_default()
}

/// Whom a campaign turns to first; `own` is the platform's name, `platforms` those of all.
pub fn target(reader: &Reader, layers: &Layers, own: &str, platforms: &[String]) -> Option<Placement> {
    let target = reader.choice("target")?;
    let asks_layer = ["most connected", "community"].contains(&target);
    for (key, asked, takes) in [
        ("layer", asks_layer, "\"most connected\" or \"community\""),
        ("of", target == "first movers", "\"first movers\""),
    ] {
        if !asked && reader.text(key).is_some() {
            let message = format!("`{}` has no effect beside target = \"{target}\"", reader.address(key));
            let help = format!("it belongs to target = {takes}");
            reader.desk().warn(message, reader.place(key), "without effect", help);
        }
    }
    let layer = || layers.find(reader, "layer", "target");
    match target {
        "most connected" => layer().map(|layer| Placement::Hubs { layer }),
        "community" => layer().map(|layer| Placement::Cluster { layer }),
        "first movers" => rival(reader, own, platforms).map(|rival| Placement::FirstMovers { rival }),
        _ => Some(Placement::Random),
    }
}

/// The rival whose first users are meant.
fn rival(reader: &Reader, own: &str, platforms: &[String]) -> Option<usize> {
    let rivals: Vec<&str> = platforms.iter().map(String::as_str).filter(|name| *name != own).collect();
    let Some(name) = reader.text("of") else {
        if !reader.has("of") {
            let message = format!("{} does not say whose first movers it turns to", reader.path());
            let help = match rivals.first() {
                Some(rival) => format!("write of = \"{rival}\""),
                None => "there is no rival".to_owned(),
            };
            reader.desk().error(message, reader.place("target"), "of whom?", help);
        }
        return None;
    };
    if rivals.contains(&name.as_str()) {
        return platforms.iter().position(|platform| *platform == name);
    }
    let message = format!("`{}` names no rival: \"{name}\"", reader.address("of"));
    let help =
        if name == own { "it is the platform itself".to_owned() } else { did_you_mean(&name, &rivals, "rivals") };
    reader.desk().error(message, reader.place("of"), "no rival", help);
    None
}
