//! What layers of contacts are called before readers: by the label that a scenario gives them, else by their name.

use super::language::Language;
use crate::scenario::Scenario;

/// A layer and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerLabel {
    /// Its key.
    pub name: String,
    /// Who its contacts are, in the plural ("QQ contacts QQ好友"), if the scenario says so.
    pub label: Option<String>,
}

/// What the layers of a scenario are called.
pub fn layer_labels(scenario: &Scenario) -> Vec<LayerLabel> {
    scenario.layers.iter().map(|layer| LayerLabel { name: layer.name.clone(), label: layer.label.clone() }).collect()
}

/// The contacts of a layer in words of a language: "QQ contacts", QQ好友; without a label "qq contacts", qq 联系人.
pub fn contacts_in(language: Language, layers: &[LayerLabel], name: &str) -> String {
    let layer = layers.iter().find(|layer| layer.name == name);
    match layer.and_then(|layer| layer.label.as_deref()) {
        Some(label) => language.name(label),
        // A space before what is no Chinese word keeps it apart from the characters before it.
        None => language.say(format!("{name} contacts"), format!(" {name} 联系人")),
    }
}
