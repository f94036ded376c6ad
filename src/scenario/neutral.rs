//! What cannot change a run: words about the scenario, history to compare with, and what experiments do with it.

/// Keys at the top of the file that cannot change a run, with everything below them.
pub const TOP: [&str; 10] =
    ["format", "title", "extends", "expect", "runs", "precision", "on_request", "observations", "sweep", "groups"];

/// Keys of a platform that cannot change a run.
pub const OF_PLATFORM: [&str; 3] = ["label", "color", "observed"];

/// Keys of a layer of contacts, below its generator, that cannot change a run.
pub const OF_LAYER: [&str; 1] = ["label"];

/// Whether a key cannot change a run.
pub fn cannot_change_a_run(key: &str) -> bool {
    let mut names = key.split('.').map(str::trim);
    match names.next() {
        Some("platforms") => names.nth(1).is_some_and(|name| OF_PLATFORM.contains(&name)),
        Some("contacts") => names.nth(2).is_some_and(|name| OF_LAYER.contains(&name)),
        Some(name) => TOP.contains(&name),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_history_do_not_change_a_run() {
        for key in [
            "title",
            "sweep.vary.0.from",
            "platforms.x.label",
            "platforms.x.observed.accounts_per_person",
            "contacts.x.acquaintance.label",
            "runs",
        ] {
            assert!(cannot_change_a_run(key), "{key}");
        }
        for key in [
            "seed",
            "platforms.x.launch",
            "platforms.x",
            "contacts.label.grid.width",
            "market.audiences.observed.share",
            "outcome.margin",
        ] {
            assert!(!cannot_change_a_run(key), "{key}");
        }
    }
}
