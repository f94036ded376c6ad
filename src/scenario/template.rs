//! A scenario that is read once and varied many times.

use std::path::Path;

use super::file::{Layered, Overrides};
use super::load::{Loaded, decoded, load, load_text};
use super::problem::Problems;

/// A scenario to be varied: no file is read again for what stood in the files already.
#[derive(Debug, Clone)]
pub struct Template {
    loaded: Loaded,
}

impl Template {
    /// Reads a scenario file, what it extends and the tables it names, with overrides from the command line.
    pub fn load(path: &Path, overrides: &Overrides) -> Result<Template, Problems> {
        load(path, overrides).map(Template::new)
    }

    /// Reads a text as if it stood at this path.
    pub fn load_text(text: &str, path: &Path, overrides: &Overrides) -> Result<Template, Problems> {
        load_text(text, path, overrides).map(Template::new)
    }

    /// A scenario that is loaded already.
    pub fn new(loaded: Loaded) -> Template {
        Template { loaded }
    }

    /// The scenario as it stands.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The scenario, no longer to be varied.
    pub fn into_loaded(self) -> Loaded {
        self.loaded
    }

    /// The scenario with settings as `--set` takes them (`key=value`, or `-key` to delete), in their order, over those it
    /// was loaded with. Relative values ("+90 days", "x2") start from the template's own, or from what an earlier setting
    /// made of it.
    pub fn with(&self, settings: &[String]) -> Result<Loaded, Problems> {
        let mut layered = self.layered().clone();
        let mut problems = Vec::new();
        layered.apply(settings, &mut problems);
        if !problems.is_empty() {
            return Err(Problems::new(problems));
        }
        let scenario = &self.loaded.scenario;
        decoded(layered, &scenario.name, &scenario.about)
    }

    /// The merged tree and its texts.
    pub(super) fn layered(&self) -> &Layered {
        &self.loaded.layered
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::scenario::{hash, resolved_json};
    use std::fs;

    fn owned(settings: &[&str]) -> Vec<String> {
        settings.iter().map(|setting| (*setting).to_owned()).collect()
    }

    #[test]
    fn a_variant_is_what_the_command_line_would_have_made() {
        let path = Path::new("scenarios/mitalk-wechat.toml");
        let set =
            owned(&["platforms.wechat.launch=+90 days", "-platforms.wechat.seeding", "platforms.mitalk.media=x2"]);
        let (first, rest) = set.split_at(1);
        let overrides = Overrides { set: set.clone(), ..Overrides::default() };
        let once = load(path, &overrides).unwrap();
        let template = Template::load(path, &Overrides { set: first.to_vec(), ..Overrides::default() }).unwrap();
        for variant in [
            template.with(rest).unwrap(),
            Template::new(load(path, &Overrides::default()).unwrap()).with(&set).unwrap(),
        ] {
            assert_eq!(resolved_json(&variant.scenario), resolved_json(&once.scenario));
            assert_eq!((&variant.scenario.name, &variant.scenario.about), (&once.scenario.name, &once.scenario.about));
        }
        assert_ne!(hash(&template.loaded().scenario), hash(&once.scenario), "the template itself stays as it is");
    }

    #[test]
    fn settings_follow_one_another() {
        let template = Template::load(Path::new("scenarios/mitalk-wechat.toml"), &Overrides::default()).unwrap();
        let key = "platforms.wechat.launch";
        let twice = template.with(&[format!("{key}=+10 days"), format!("{key}=+5 days")]).unwrap();
        assert_eq!(twice.scenario.platforms[1].launch.date().unwrap().to_string(), "2011-02-05");
    }

    #[test]
    fn tables_are_read_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("data")).unwrap();
        for name in ["mitalk-wechat.toml", "data/china-phones.csv", "data/observations.csv", "data/targets.csv"] {
            fs::copy(Path::new("scenarios").join(name), folder.path().join(name)).unwrap();
        }
        let template = Template::load(&folder.path().join("mitalk-wechat.toml"), &Overrides::default()).unwrap();
        fs::remove_dir_all(folder.path().join("data")).unwrap();
        let variant = template.with(&owned(&["seed=5"])).unwrap_or_else(|problems| panic!("{problems}")).scenario;
        assert_eq!(variant.observations, template.loaded().scenario.observations);
        assert_eq!(variant.market, template.loaded().scenario.market);
    }

    #[test]
    fn what_is_wrong_with_a_setting_is_shown_where_it_was_typed() {
        let template = Template::load(Path::new("scenarios/mitalk-wechat.toml"), &Overrides::default()).unwrap();
        let problems = template.with(&owned(&["platforms.wechat.lunch=2011-12-10"])).err().unwrap().to_string();
        assert!(problems.contains("command line") && problems.contains("did you mean `launch`"), "{problems}");
    }

    #[test]
    fn threads_can_share_a_template() {
        fn shared<T: Send + Sync>() {}
        shared::<Template>();
        shared::<Loaded>();
    }
}
