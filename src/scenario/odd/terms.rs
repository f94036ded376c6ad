//! Equations put together from the terms of the submodels that are used.

use std::fmt::Write as _;

use super::submodel::{Slot, Submodel};

/// Submodels of which something is told.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'s>(pub &'s [&'static Submodel]);

impl Terms<'_> {
    /// What an equation of a submodel's text leaves open; none for other words.
    pub fn fill(self, name: &str) -> Option<String> {
        Some(match name {
            "gate" => product(&self.of(Slot::Gate)),
            "joining" => self.joining(),
            "leaving" => self.leaving(),
            "on media" => factors(&self.of(Slot::OnMedia)),
            "on invitations" => factors(&self.of(Slot::OnInvitations)),
            "on churn" => factors(&self.of(Slot::OnChurn)),
            "on stickiness" => factors(&self.of(Slot::OnStickiness)),
            "where" => self.wherefrom(),
            _ => return None,
        })
    }

    fn of(self, slot: Slot) -> Vec<&'static str> {
        let terms = self.0.iter().flat_map(|submodel| submodel.terms);
        terms.filter(|term| term.slot == slot).map(|term| term.formula).collect()
    }

    fn joining(self) -> String {
        let (factors, causes) = (factors(&self.of(Slot::Willingness)), self.of(Slot::Cause));
        match &causes[..] {
            [] => "0".to_owned(),
            [cause] => format!("{factors}{cause}"),
            causes if factors.is_empty() => causes.join(" + "),
            causes => format!("{factors}[ {} ]", causes.join(" + ")),
        }
    }

    /// (churn + …) · hold + …
    fn leaving(self) -> String {
        let (churn, hold) = (self.of(Slot::Churn), self.of(Slot::Hold));
        let held = match (&churn[..], &hold[..]) {
            ([], _) => None,
            ([one], []) => Some((*one).to_owned()),
            (several, []) => Some(several.join(" + ")),
            ([one], hold) => Some(format!("{one} · {}", product(hold))),
            (several, hold) => Some(format!("({}) · {}", several.join(" + "), product(hold))),
        };
        let summands: Vec<String> =
            held.into_iter().chain(self.of(Slot::Leaving).into_iter().map(str::to_owned)).collect();
        if summands.is_empty() { "0".to_owned() } else { summands.join(" + ") }
    }

    /// Which submodel tells of which term.
    fn wherefrom(self) -> String {
        let mut text = String::from("The terms are those of");
        let mut before = " ";
        for submodel in self.0.iter().filter(|submodel| submodel.terms.iter().any(|term| own(term.slot))) {
            let formulas =
                submodel.terms.iter().filter(|term| own(term.slot)).map(|term| format!("`{}`", term.formula));
            let _ = write!(text, "{before}*{}* ({})", submodel.title, formulas.collect::<Vec<_>>().join(", "));
            before = ", ";
        }
        text + "."
    }
}

/// Whether a slot stands in the hazards themselves, not within a term.
fn own(slot: Slot) -> bool {
    !matches!(slot, Slot::OnMedia | Slot::OnInvitations | Slot::OnChurn | Slot::OnStickiness)
}

/// "a · b", or "1".
fn product(factors: &[&str]) -> String {
    if factors.is_empty() { "1".to_owned() } else { factors.join(" · ") }
}

/// "a · b · ", or nothing: what stands before another factor.
fn factors(factors: &[&str]) -> String {
    factors.iter().flat_map(|factor| [*factor, " · "]).collect()
}

/// A text in which what stands in ⟨…⟩ is replaced.
pub fn filled(text: &str, with: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = text.split('⟨');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let Some((name, rest)) = piece.split_once('⟩') else {
            whole.extend(["⟨", piece]);
            continue;
        };
        match with(name) {
            Some(value) => whole.push_str(&value),
            None => whole.extend(["⟨", name, "⟩"]),
        }
        whole.push_str(rest);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::odd::submodels;

    fn titled(titles: &[&str]) -> Vec<&'static Submodel> {
        submodels::all().filter(|submodel| titles.contains(&submodel.title)).collect()
    }

    fn equations(titles: &[&str]) -> [String; 3] {
        let submodels = titled(titles);
        assert_eq!(submodels.len(), titles.len());
        ["gate", "joining", "leaving"].map(|name| Terms(&submodels).fill(name).unwrap_or_default())
    }

    #[test]
    fn equations_have_the_terms_that_are_used_and_no_others() {
        assert_eq!(equations(&["Launch"]), ["open_p(t)", "0", "0"]);
        assert_eq!(equations(&["Launch", "Media", "Churn"]), ["open_p(t)", "media_p", "churn_p"]);
        assert_eq!(
            equations(&["Launch", "Media", "Campaigns", "Returning", "Churn", "Trial", "Stickiness", "Outages"]),
            [
                "open_p(t) · R_p(t) · U_p(t)",
                "return_ip · [ media_p + seed_ip ]",
                "(churn_p + trial_ip) · hold_ip + outage_p",
            ]
        );
        assert_eq!(equations(&["Stickiness", "Pull"])[2], "pull_ip", "what holds nothing is not written");
    }

    #[test]
    fn factors_of_features_stand_where_there_are_features() {
        let (with, without) = (titled(&["Media", "Features"]), titled(&["Media"]));
        assert_eq!(Terms(&with).fill("on media").as_deref(), Some("F_media · "));
        assert_eq!(Terms(&without).fill("on media").as_deref(), Some(""));
    }

    #[test]
    fn only_known_words_are_filled_in() {
        let known = |name: &str| (name == "a").then(|| "1".to_owned());
        assert_eq!(filled("⟨a⟩ + ⟨b⟩ + ⟨", known), "1 + ⟨b⟩ + ⟨");
    }
}
