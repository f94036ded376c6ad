//! What holds for every submodel of the description.

use std::collections::BTreeSet;
use std::path::Path;

use super::document::{model_markdown, odd_markdown};
use super::references::{REFERENCES, reference};
use super::submodel::Submodel;
use super::submodels::all;
use super::topic::{CALENDAR, Topic};
use crate::scenario::{Overrides, load_text};

/// A market in which next to nothing happens.
const BARE: &str = "start = 2011-01-01\nend = 2011-02-01\n[market]\nagents = 100\npotential = 100\n\
                    [platforms.a]\nlaunch = 2011-01-01\n[platforms.b]\nlaunch = 2011-01-11\n";

/// The description of the bare market with some settings.
fn described(settings: &[&str]) -> (String, BTreeSet<&'static str>) {
    let overrides = Overrides { set: settings.iter().map(|one| (*one).to_owned()).collect(), ..Overrides::default() };
    let loaded = load_text(BARE, Path::new("docs/examples/bare.toml"), &overrides);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{settings:?}: {problems}"));
    let used = all().filter(|submodel| (submodel.applies)(&loaded.scenario)).map(|submodel| submodel.title).collect();
    (odd_markdown(&loaded), used)
}

/// For each submodel that a scenario can do without: settings that must be there, and those that switch it on.
const SWITCHES: &[(&str, &[&str], &[&str])] = &[
    (
        "Growing potential",
        &[],
        &["market.potential=[{ date = 2011-01-01, mid = 100 }, { date = 2011-02-01, mid = 200 }]"],
    ),
    ("Entry on observed days", &[FILE], &["market.joins=first_day"]),
    ("Seeding with a budget", &[], &["platforms.a.seeding=[{ target = \"random\", budget = 5, accept = \"50%\" }]"]),
    ("Bundling", &[AUDIENCE], &["platforms.a.seeding=[{ audience = \"qq\", install = \"50%\" }]"]),
    ("Invitations once only", &[PHONE], &["platforms.a.invite_once={ phone = \"30%\" }"]),
    ("Inviting for a time", &[PHONE, INVITE], &["platforms.a.invite_period=5 days"]),
    ("Fatigue", &[PHONE, INVITE], &["platforms.a.fatigue=0.2"]),
    ("Kernel: threshold", &[PHONE, INVITE], &["platforms.a.kernel=threshold", "platforms.a.threshold=20%"]),
    ("Kernel: components", &[PHONE, INVITE], &["platforms.a.kernel=components"]),
    ("Compatible platforms", &[], &["platforms.a.compatible={ b = \"50%\" }"]),
    ("Attention", &[PHONE, INVITE], &["market.attention=1.5"]),
    ("Replacing rivals", &[], &["platforms.a.replaces=true"]),
    ("Choice", &[], &["choice={ rule = \"best_response\", revision = \"5%/day\" }"]),
    ("Rule: logit", &[], &["choice={ rule = \"logit\", revision = \"5%/day\" }"]),
    ("Rule: best response", &[], &["choice={ rule = \"best_response\", revision = \"5%/day\", price = 0.1 }"]),
    ("Reactions", &[], &["platforms.a.launch={ after = \"b launches\" }"]),
    ("Capacity", &[], &["platforms.a.capacity={ users = 5 }"]),
    ("Closures", &[], &["platforms.a.closures=[{ from = 2011-01-05 }]"]),
    ("Conceding", &[], &["platforms.a.concede={ when = 2011-01-05 }"]),
    ("Audiences", &[], &["market.audiences.qq={ share = \"40%\" }"]),
    ("Layers of contacts", &[], &["contacts.phone={ well_mixed = {} }"]),
    ("Contacts: acquaintance", &[], &["contacts.phone={ acquaintance = { mean_degree = 5 } }"]),
    ("Contacts: Erdős–Rényi", &[], &["contacts.phone={ erdos_renyi = { mean_degree = 5 } }"]),
    ("Contacts: random regular", &[], &["contacts.phone={ random_regular = { degree = 4 } }"]),
    (
        "Contacts: configuration model",
        &[],
        &["contacts.phone={ configuration = { degrees = { poisson = { mean = 4 } } } }"],
    ),
    ("Contacts: weights of persons", &[], &["contacts.phone={ chung_lu = { mean_degree = 5 } }"]),
    ("Contacts: Chung–Lu", &[], &["contacts.phone={ chung_lu = { mean_degree = 5 } }"]),
    ("Contacts: geometric inhomogeneous random graph", &[], &["contacts.phone={ girg = { mean_degree = 5 } }"]),
    ("Contacts: Barabási–Albert", &[], &["contacts.phone={ barabasi_albert = { links = 2 } }"]),
    ("Contacts: Holme–Kim", &[], &["contacts.phone={ holme_kim = { links = 2, triads = \"50%\" } }"]),
    ("Contacts: ring lattice", &[], &["contacts.phone={ ring_lattice = { degree = 4 } }"]),
    ("Contacts: Watts–Strogatz", &[], &["contacts.phone={ watts_strogatz = { degree = 4, rewired = \"5%\" } }"]),
    ("Contacts: grid", &[], &["contacts.phone={ grid = { width = 10 } }"]),
    ("Contacts: star", &[], &["contacts.phone={ star = {} }"]),
    ("Contacts: complete graph", &[], &["contacts.phone={ complete = {} }"]),
    ("Contacts: well mixed", &[], &["contacts.phone={ well_mixed = {} }"]),
    ("Contacts: caveman graph", &[], &["contacts.phone={ caveman = { clique = 5 } }"]),
    (
        "Contacts: stochastic block model",
        &[],
        &["contacts.phone={ stochastic_block_model = { number = 4, within = 3, between = 1 } }"],
    ),
    ("Contacts: LFR-like communities", &[], &["contacts.phone={ lfr = { mean_degree = 5 } }"]),
    ("Contacts: from a file", &[], &[FILE]),
    ("Overlap of layers", &[PHONE, QQ], &["contacts.qq.erdos_renyi.overlap={ with = \"phone\", share = \"20%\" }"]),
    ("Layers for members", &[PHONE, AUDIENCE], &["contacts.phone.erdos_renyi.members=qq"]),
    (
        "Homophily",
        &[PHONE, AUDIENCE],
        &["contacts.phone.erdos_renyi.homophily={ audience = \"qq\", strength = \"50%\" }"],
    ),
    ("Strength of contacts", &[PHONE], &["contacts.phone.erdos_renyi.tie_spread=1"]),
    ("Null models", &[PHONE], &["null_model=rewired"]),
    ("Taste", &[], &["platforms.a.taste_spread=0.5"]),
    ("First users", &[], &["platforms.a.initial_users=10"]),
    ("Media", &[], &["platforms.a.media=1%/day"]),
    ("Campaigns", &[AUDIENCE], &["platforms.a.seeding=[{ audience = \"qq\", rate = \"1%/day\" }]"]),
    ("Features", &[], &["platforms.a.features=[{ name = \"voice\", date = 2011-01-15, invite = \"x2\" }]"]),
    (
        "Effort and lead times",
        &["platforms.a.features=[{ name = \"voice\", date = 2011-01-15 }]"],
        &["platforms.a.features=[{ name = \"voice\", begin = 2011-01-05, work = \"9 days\" }]"],
    ),
    ("Outages", &[], &["platforms.a.outages=[{ date = 2011-01-15, hours = 5 }]"]),
    ("Invitations", &[PHONE], &[INVITE]),
    ("Kernel: count", &[PHONE], &[INVITE]),
    ("Kernel: share", &[PHONE, INVITE], &["platforms.a.kernel=share"]),
    ("Multihoming and loyalty", &[], &["platforms.b.loyalty=1"]),
    ("Returning", &[], &["platforms.a.returning=50%"]),
    ("Churn", &[], &["platforms.a.churn=1%/day"]),
    ("Trial", &[], &["platforms.a.trial_churn=1%/day"]),
    ("Stickiness", &[], &["platforms.a.stickiness=2"]),
    ("Quorum", &[], &["platforms.a.quorum=3"]),
    ("Pull", &[], &["platforms.a.pull=1%/day"]),
    (
        "Uncertain numbers",
        &["platforms.a.churn=1%/day"],
        &["platforms.a.churn={ uniform = { low = \"1%/day\", high = \"2%/day\" } }"],
    ),
    ("What the press counts", &[], &["platforms.a.observed.accounts_per_person=1.2"]),
    (
        "Historical numbers",
        &[],
        &["observations.points=[{ platform = \"a\", date = 2011-01-15, metric = \"registered\", value = 50 }]"],
    ),
];
const PHONE: &str = "contacts.phone={ erdos_renyi = { mean_degree = 5 } }";
const QQ: &str = "contacts.qq={ erdos_renyi = { mean_degree = 5 } }";
const INVITE: &str = "platforms.a.invite={ phone = \"1%/day\" }";
const AUDIENCE: &str = "market.audiences.qq={ share = \"40%\" }";
const FILE: &str =
    "contacts.club={ file = { path = \"docs/examples/karate.tsv\", nodes = \"docs/examples/karate-persons.csv\" } }";

/// Those that settings may switch on beside the one that is meant, since they come with it.
const COMPANIONS: [&str; 8] = [
    "Choice",
    "Rule: best response",
    "Invitations",
    "Kernel: count",
    "Layers of contacts",
    "Contacts: weights of persons",
    "Contacts: Chung–Lu",
    "Contacts: well mixed",
];

#[test]
fn a_setting_switches_on_the_submodel_that_is_meant_and_no_other() {
    for (title, before, settings) in SWITCHES {
        let (_, off) = described(before);
        let (text, on) = described(&[*before, *settings].concat());
        assert!(!off.contains(title), "{title} is used without {settings:?}");
        let new: Vec<&str> =
            on.difference(&off).copied().filter(|one| one != title && !COMPANIONS.contains(one)).collect();
        assert!(on.contains(title) && new.is_empty(), "{settings:?} switches on {new:?} instead of {title}");
        assert!(text.contains(&format!("#### {title}\n")) && !described(before).0.contains(&format!("#### {title}\n")));
    }
}

#[test]
fn every_submodel_that_a_scenario_can_do_without_has_a_switch_and_says_what_holds_then() {
    let (_, always) = described(&[]);
    for submodel in
        all().filter(|submodel| !always.contains(submodel.title) && submodel.title != "Words and experiments")
    {
        let known = SWITCHES.iter().any(|(title, ..)| *title == submodel.title);
        assert!(known, "add a setting that switches on {} to SWITCHES", submodel.title);
        assert!(!submodel.without.is_empty(), "{} does not say what holds without it", submodel.title);
    }
}

#[test]
fn titles_are_all_different_and_nothing_is_left_open() {
    let titles: BTreeSet<&str> = all().map(|submodel| submodel.title).collect();
    assert_eq!(titles.len(), all().count());
    for text in [model_markdown(), described(&[]).0, described(&[PHONE, AUDIENCE]).0] {
        assert!(!text.contains(['⟨', '⟩']), "{text}");
    }
}

/// Every letter of a table stands in an equation or sentence above it.
#[test]
fn every_letter_of_a_parameter_stands_in_the_text() {
    for submodel in all() {
        let parameters = submodel.parameters.iter().map(|parameter| parameter.symbol);
        let variables = submodel.state.iter().flat_map(|variable| variable.symbol.split(", "));
        let missing: Vec<&str> = parameters.chain(variables).filter(|letter| !submodel.text.contains(letter)).collect();
        assert!(missing.is_empty(), "{missing:?} stand in no equation of {}", submodel.title);
    }
}

/// Every term of the hazards is defined by the text of its submodel.
#[test]
fn every_term_is_defined_where_it_comes_from() {
    for submodel in all() {
        for term in submodel.terms {
            let mut words =
                term.formula.split([' ', '·', '(', ')', '_']).filter(|word| word.chars().all(char::is_alphabetic));
            let name = words.find(|word| !word.is_empty() && *word != "Σ").unwrap_or_default();
            assert!(submodel.text.contains(name), "{} is not defined in {}", term.formula, submodel.title);
        }
    }
}

/// A text on one line.
fn unfolded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Bass 1969" stands as such or as "Bass (1969)".
fn names(text: &str, work: &str) -> bool {
    let text = unfolded(text);
    let (author, year) = work.rsplit_once(' ').unwrap_or((work, ""));
    text.contains(work) || text.contains(&format!("{author} ({year})"))
}

fn everything(submodel: &Submodel) -> String {
    let sources = submodel.parameters.iter().map(|parameter| parameter.source);
    let draws = submodel.draws.iter().map(|draw| draw.index);
    let said = submodel.says.iter().map(|(_, words)| *words);
    [submodel.text].into_iter().chain(sources).chain(draws).chain(said).collect::<Vec<_>>().join(" ")
}

#[test]
fn works_that_are_named_are_listed_and_works_that_are_listed_are_named() {
    for submodel in all() {
        let text = everything(submodel);
        for work in submodel.cites {
            assert!(reference(work).is_some(), "{work}, cited by {}, is not among the references", submodel.title);
            assert!(names(&text, work), "{} cites {work} and does not name it", submodel.title);
        }
        for (work, _) in REFERENCES.iter().filter(|(work, _)| names(&text, work)) {
            assert!(submodel.cites.contains(work), "{} names {work} and does not cite it", submodel.title);
        }
    }
    let model = unfolded(&model_markdown());
    for (work, text) in REFERENCES {
        assert!(model.contains(text), "nobody cites {work}");
    }
}

/// A scenario's description has a submodel's text word for word, where no term of another stands in it.
#[test]
fn both_documents_have_the_same_words() {
    let model = model_markdown();
    let (own, used) = described(&[PHONE, AUDIENCE, "platforms.a.outages=[{ date = 2011-01-15, hours = 5 }]"]);
    let mut compared = 0;
    for submodel in all().filter(|submodel| used.contains(submodel.title) && !submodel.text.contains('⟨')) {
        assert!(model.contains(submodel.text) && own.contains(submodel.text), "{}", submodel.title);
        compared += 1;
    }
    assert!(compared >= 8, "{compared}");
}

#[test]
fn the_code_stands_where_the_description_says() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for submodel in all() {
        assert!(!submodel.code.is_empty(), "{} does not say where its code stands", submodel.title);
        for path in submodel.code {
            assert!(sources.join(path).is_file(), "src/{path}, of {}, is gone", submodel.title);
        }
    }
}

/// The order of what happens at the beginning of a tick is told, not that of the submodels.
#[test]
fn whoever_acts_at_the_beginning_of_a_tick_has_a_place_in_the_order() {
    for submodel in all().filter(|submodel| submodel.says.iter().any(|(topic, _)| *topic == Topic::Calendar)) {
        assert!(CALENDAR.contains(&submodel.title), "{}", submodel.title);
    }
    assert!(CALENDAR.iter().all(|title| all().any(|submodel| submodel.title == *title)));
}
