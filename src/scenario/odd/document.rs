//! The description as a whole: of the model, or of one scenario. Both are the same texts; a scenario's has fewer
//! submodels, and its own numbers.

use std::fmt::Write as _;

use super::inputs::inputs;
use super::own;
use super::references::reference;
use super::stated::{Stated, stated};
use super::submodel::{Part, Submodel};
use super::submodels::{PARTS, all};
use super::tables::{of_declarations, of_draws, of_scenario, of_variables, once};
use super::terms::{Terms, filled};
use super::topic::{CALENDAR, Topic};
use crate::scenario::load::Loaded;
use crate::scenario::show::hash;

const ELEMENTS: &str = include_str!("text/elements.md");
const MODEL: &str = include_str!("text/model.md");
const TABLES: &str = include_str!("text/tables.md");
const OWN_TABLES: &str = include_str!("text/own_tables.md");
const CHECKED: &str = include_str!("text/checked.md");

/// Works that the elements name, whatever the submodels.
const NAMED_BY_ELEMENTS: [&str; 2] = ["Grimm et al. 2020", "Bass 1969"];

/// `docs/model.md`: the description of the model with all its submodels.
pub fn model_markdown() -> String {
    let description = Description { submodels: all().collect(), of: None };
    tidy(&format!("{MODEL}\n{}", description.elements()))
}

/// The description of one scenario: only the submodels that it uses, with its numbers.
pub fn odd_markdown(loaded: &Loaded) -> String {
    let submodels = all().filter(|submodel| (submodel.applies)(&loaded.scenario)).collect();
    let description = Description { submodels, of: Some((loaded, stated(loaded))) };
    tidy(&format!("{}\n{}", head(loaded), description.elements()))
}

fn head(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    format!(
        "# {}\n\nODD description (Overview, Design concepts, Details; Grimm et al. 2020) of the scenario `{}`, \
         printed by `headstart explain --odd`. It tells of the submodels that this scenario uses, with its numbers; \
         units stand in brackets.\n\n\
         Program: headstart {}. Scenario as resolved, SHA-256: `{}`.\n",
        scenario.title,
        scenario.name,
        env!("CARGO_PKG_VERSION"),
        hash(scenario)
    )
}

struct Description<'l> {
    submodels: Vec<&'static Submodel>,
    /// The scenario that is described, and its parameters; none for the model.
    of: Option<(&'l Loaded, Vec<Stated>)>,
}

impl Description<'_> {
    fn elements(&self) -> String {
        filled(ELEMENTS, |name| self.fill(name))
    }

    /// What stands in a place that the texts leave open.
    fn fill(&self, name: &str) -> Option<String> {
        if let Some((topic, _)) = Topic::ALL.iter().find(|(_, known)| *known == name) {
            return Some(self.says(*topic));
        }
        Terms(&self.submodels).fill(name).or_else(|| self.shared(name)).or_else(|| self.own(name))
    }

    /// What is made from the submodels.
    fn shared(&self, name: &str) -> Option<String> {
        Some(match name {
            "state variables" => of_variables(&self.submodels),
            "draws" => of_draws(&self.submodels),
            "submodels" => self.parts(),
            "references" => self.references(),
            _ => return None,
        })
    }

    /// What only a scenario has, or only the model.
    fn own(&self, name: &str) -> Option<String> {
        let Some((loaded, _)) = &self.of else {
            return Some(match name {
                "about tables" => TABLES.to_owned(),
                "switched off" => CHECKED.to_owned(),
                "question" | "own patterns" | "entities" | "scales" | "own initialization" | "own input data" => {
                    String::new()
                }
                _ => return None,
            });
        };
        Some(match name {
            "question" => own::question(&loaded.scenario),
            "own patterns" => own::patterns(&loaded.scenario),
            "entities" => own::entities(loaded),
            "scales" => own::scales(&loaded.scenario),
            "own initialization" => own::beginning(&loaded.scenario),
            "own input data" => inputs(loaded),
            "about tables" => OWN_TABLES.to_owned(),
            "switched off" => self.switched_off(),
            _ => return None,
        })
    }

    /// What the submodels say of a topic, a line each; the same words once.
    fn says(&self, topic: Topic) -> String {
        let mut submodels = self.submodels.clone();
        if topic == Topic::Calendar {
            submodels.sort_by_key(|submodel| CALENDAR.iter().position(|title| *title == submodel.title));
        }
        let said = submodels.iter().flat_map(|submodel| submodel.says).filter(|(own, _)| *own == topic);
        let lines = once(said.map(|(_, words)| *words));
        let indent =
            if matches!(topic, Topic::Calendar | Topic::Record | Topic::Live | Topic::Settle) { "   " } else { "" };
        lines.iter().map(|line| format!("{indent}- {line}")).collect::<Vec<_>>().join(
            "
",
        )
    }

    fn uses(&self, submodel: &Submodel) -> bool {
        self.submodels.iter().any(|used| std::ptr::eq(*used, submodel))
    }

    /// Element 7.
    fn parts(&self) -> String {
        let used = |part: &&Part| part.submodels.iter().any(|submodel| self.uses(submodel));
        let mut text = String::new();
        for (number, part) in (1..).zip(PARTS.iter().filter(used)) {
            let _ = write!(text, "### 7.{number} {}\n\n", part.title);
            for submodel in part.submodels.iter().filter(|submodel| self.uses(submodel)) {
                text.push_str(&self.submodel(submodel));
            }
        }
        text
    }

    fn submodel(&self, submodel: &Submodel) -> String {
        let text = filled(submodel.text, |name| self.fill(name));
        let code: Vec<String> = submodel.code.iter().map(|path| format!("`{path}`")).collect();
        let parameters = match &self.of {
            None => of_declarations(submodel),
            Some((_, stated)) => of_scenario(submodel, stated),
        };
        format!("#### {}\n\n{text}\n\n{parameters}\n*Code:* {}.\n\n", submodel.title, code.join(", "))
    }

    /// The submodels that a scenario does not use, and what holds instead; generators of contacts are left out.
    fn switched_off(&self) -> String {
        let off = all().filter(|submodel| !self.uses(submodel) && !submodel.without.is_empty());
        let lines = off.filter(|submodel| !submodel.title.starts_with("Contacts: "));
        let line = |submodel: &Submodel| {
            [
                "- *",
                submodel.title,
                "*: ",
                submodel.without,
                ".
",
            ]
            .concat()
        };
        let lines = lines.map(line).collect::<Vec<_>>().concat();
        format!(
            "### What this scenario does not use\n\nThese submodels of the model are at their neutral values, at \
             which they change nothing:\n\n{lines}"
        )
    }

    fn references(&self) -> String {
        let named = self.submodels.iter().flat_map(|submodel| submodel.cites).chain(&NAMED_BY_ELEMENTS);
        let mut works: Vec<&str> = named.filter_map(|name| reference(name)).collect();
        works.sort_unstable();
        works.dedup();
        works.iter().flat_map(|work| ["- ", work, "\n"]).collect()
    }
}

/// Most characters of a line of prose.
const WIDTH: usize = 124;

/// Lines of prose folded; no more than one empty line in a row, none at the end, and no blanks at the ends of lines.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            tidy.extend([&folded(line), "\n"]);
        }
        empty = line.is_empty();
    }
    tidy.trim_end().to_owned() + "\n"
}

/// A line in several, if it is prose; what continues an item of a list stands below its text.
fn folded(line: &str) -> String {
    let start = line.trim_start();
    if line.chars().count() <= WIDTH || line.starts_with("    ") || start.starts_with(['|', '#', '>']) {
        return line.to_owned();
    }
    let blanks = line.len() - start.len();
    let indent = blanks + if start.starts_with("- ") { 2 } else { 0 };
    let (mut text, mut width) = (" ".repeat(blanks), blanks);
    for (number, word) in start.split(' ').enumerate() {
        let length = word.chars().count();
        // A sign at the beginning of a line would make it an item of a list.
        if width + length >= WIDTH && !matches!(word, "+" | "-" | "·" | "=" | "−") {
            text.extend(["\n", &" ".repeat(indent)]);
            width = indent;
        } else if number > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_folded_and_nothing_else_is() {
        let words = "word ".repeat(30);
        let line = words.trim_end();
        assert_eq!(folded(line), format!("{}\n{}", "word ".repeat(25).trim_end(), "word ".repeat(5).trim_end()));
        let item = format!("   - {line}");
        let lines: Vec<String> = folded(&item).lines().map(str::to_owned).collect();
        assert!(lines[0].starts_with("   - word") && lines[1].starts_with("     word"), "{lines:?}");
        for kept in [format!("| {line} |"), format!("    {line}"), format!("> {line}"), format!("#### {line}")] {
            assert_eq!(folded(&kept), kept);
        }
        assert_eq!(tidy("a \n\n\nb\n\n"), "a\n\nb\n");
    }
}
