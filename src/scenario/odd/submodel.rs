//! What a submodel of the description is: a mechanism, with everything that an ODD description wants to know of it.

use super::topic::Topic;
use crate::scenario::Scenario;

/// A mechanism of the model.
#[derive(Debug)]
pub struct Submodel {
    /// Its heading; no two have the same.
    pub title: &'static str,
    /// What holds in a scenario that doesn't use it, in a few words; empty where every scenario does.
    pub without: &'static str,
    /// What it computes and why, as Markdown with equations and units. What stands in ⟨…⟩ is put together from the
    /// [`terms`](Submodel::terms) of all submodels that are used.
    pub text: &'static str,
    /// What it puts into the hazards of joining and leaving.
    pub terms: &'static [Term],
    /// The variables that it needs.
    pub state: &'static [Variable],
    /// Its keys in a scenario file.
    pub parameters: &'static [Parameter],
    /// What it adds to the other elements: the schedule, the design concepts, initialization, input data.
    pub says: &'static [(Topic, &'static str)],
    /// Its random numbers.
    pub draws: &'static [Draw],
    /// Where the code stands, below `src`.
    pub code: &'static [&'static str],
    /// The works that the text names, as [`REFERENCES`](super::references::REFERENCES) calls them.
    pub cites: &'static [&'static str],
    /// Whether a scenario uses it.
    pub applies: fn(&Scenario) -> bool,
}

impl Submodel {
    /// One that says nothing and is always used: the rest of those that say something.
    pub const BLANK: Submodel = Submodel {
        title: "",
        without: "",
        text: "",
        terms: &[],
        state: &[],
        parameters: &[],
        says: &[],
        draws: &[],
        code: &[],
        cites: &[],
        applies: |_| true,
    };
}

/// Submodels that stand together.
#[derive(Debug)]
pub struct Part {
    /// Its heading.
    pub title: &'static str,
    /// Its submodels, in the order of the description.
    pub submodels: &'static [&'static Submodel],
}

/// Where a submodel enters the hazards of a person and a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A factor before all hazards of joining, the same for everybody.
    Gate,
    /// A factor before all hazards of joining that depends on the person.
    Willingness,
    /// A cause of joining; causes add up.
    Cause,
    /// A reason to leave that contacts on the platform weaken; they add up.
    Churn,
    /// A factor by which contacts weaken such reasons.
    Hold,
    /// A reason to leave that contacts don't weaken; they add up.
    Leaving,
    /// A factor on joining by media.
    OnMedia,
    /// A factor on joining by invitation.
    OnInvitations,
    /// A factor on churn.
    OnChurn,
    /// A factor on stickiness.
    OnStickiness,
}

/// What a submodel puts into a hazard.
#[derive(Debug)]
pub struct Term {
    /// Where.
    pub slot: Slot,
    /// What, in the letters of the submodel's text.
    pub formula: &'static str,
}

/// A variable of an entity.
#[derive(Debug)]
pub struct Variable {
    /// Whose.
    pub of: &'static str,
    /// Its letter.
    pub symbol: &'static str,
    /// Its values, and unit.
    pub values: &'static str,
    /// Whether it changes during a run.
    pub changes: Changes,
    /// What it is.
    pub meaning: &'static str,
}

/// Whether a variable changes during a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    /// It does.
    InRun,
    /// It is drawn or settled when the run begins, and stays.
    Never,
}

/// A random number that a submodel draws.
#[derive(Debug)]
pub struct Draw {
    /// Name of its stream.
    pub stream: &'static str,
    /// Its index in the stream.
    pub index: &'static str,
    /// What it decides.
    pub decides: &'static str,
}

/// A key of a scenario file, or several that mean the same. Type, range, default and meaning stand in the declaration.
#[derive(Debug)]
pub struct Parameter {
    /// Its address. NAME is a name that the author chooses; `*` stands for any one name, `**` for everything below.
    pub key: &'static str,
    /// Its letter in the submodel's text; empty where it has none.
    pub symbol: &'static str,
    /// Its unit, where the declaration doesn't tell.
    pub unit: &'static str,
    /// What it rests on: a work, data, or the scenario.
    pub source: &'static str,
}

/// A parameter with its letter and source.
pub const fn parameter(key: &'static str, symbol: &'static str, source: &'static str) -> Parameter {
    Parameter { key, symbol, unit: "", source }
}

impl Parameter {
    /// The same, counting something.
    pub const fn counting(self, unit: &'static str) -> Parameter {
        Parameter { unit, ..self }
    }

    /// Whether an address, as declared, is this parameter's.
    pub fn covers(&self, address: &str) -> bool {
        let mut names = address.split('.');
        for wanted in self.key.split('.') {
            match (wanted, names.next()) {
                ("**", found) => return found.is_some(),
                ("*", Some(_)) => {}
                (wanted, found) if found == Some(wanted) => {}
                _ => return false,
            }
        }
        names.next().is_none()
    }
}

/// A variable that changes during a run.
pub const fn changing(of: &'static str, symbol: &'static str, values: &'static str, meaning: &'static str) -> Variable {
    Variable { of, symbol, values, changes: Changes::InRun, meaning }
}

/// A variable that stays during a run.
pub const fn constant(of: &'static str, symbol: &'static str, values: &'static str, meaning: &'static str) -> Variable {
    Variable { of, symbol, values, changes: Changes::Never, meaning }
}

/// A random number.
pub const fn draw(stream: &'static str, index: &'static str, decides: &'static str) -> Draw {
    Draw { stream, index, decides }
}

/// A term.
pub const fn term(slot: Slot, formula: &'static str) -> Term {
    Term { slot, formula }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_one_name_or_for_all_below() {
        for (key, address, covered) in [
            ("platforms.NAME.churn", "platforms.NAME.churn", true),
            ("platforms.NAME.churn", "platforms.NAME.churn.x", false),
            ("platforms.NAME.churn", "platforms.NAME", false),
            ("contacts.NAME.*.counts", "contacts.NAME.girg.counts", true),
            ("contacts.NAME.*.counts", "contacts.NAME.girg.weights.counts", false),
            ("sweep.**", "sweep.vary.key", true),
            ("sweep.**", "sweep", false),
            ("sweep.**", "groups.NAME", false),
        ] {
            assert_eq!(parameter(key, "", "").covers(address), covered, "{key} and {address}");
        }
    }
}
