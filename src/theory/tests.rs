//! The theories against closed forms and published numbers.

use std::num::NonZeroUsize;
use std::path::Path;

use super::*;
use crate::scenario::{Overrides, load_text};

/// A market of 10,000 persons from 2001-01-01 on; the contacts and platforms are put in.
fn scenario(end: &str, contacts: &str, platforms: &str) -> Scenario {
    let text = format!(
        "start = 2001-01-01\nend = {end}\nmarket = {{ agents = 10_000, potential = 10_000 }}\n[contacts.all.{contacts}\n{platforms}"
    );
    load_text(&text, Path::new("x.toml"), &Overrides::default())
        .unwrap_or_else(|problems| panic!("{text}\n{problems}"))
        .scenario
}

fn theory(end: &str, contacts: &str, platforms: &str) -> Theory {
    Theory::new(&scenario(end, contacts, platforms), NonZeroUsize::MIN)
}

fn bass(contacts: &str, invite: &str, more: &str) -> Theory {
    let platform = format!(
        "[platforms.x]\nlaunch = 2001-01-01\nmedia = \"0.03/day\"\ninvite = {{ all = \"{invite}/day\" }}\n{more}"
    );
    theory("2001-01-21", contacts, &platform)
}

/// Users on some days.
fn users(theory: &Theory, approach: Approach, platform: usize, days: &[usize]) -> Vec<f64> {
    let curve = theory.curve(approach).unwrap_or_else(|| panic!("no {approach:?}: {:?}", theory.missing));
    days.iter().map(|day| curve.days[*day].active[platform]).collect()
}

#[track_caller]
fn close(found: &[f64], expected: &[f64], within: f64) {
    let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= within);
    assert!(found.len() == expected.len() && near, "{found:?}, expected {expected:?}");
}

/// Bass (1969): F(5), F(10), F(20) at p = .03, q = .38; with ticks of a day .261 after 5 days.
#[test]
fn the_mean_field_of_media_and_invitations_is_the_bass_curve() {
    let theory = bass("well_mixed]", "0.38", "kernel = \"share\"");
    close(&users(&theory, Approach::MeanField, 0, &[5, 10, 20]), &[0.33120, 0.81280, 0.99626], 6e-6);
    // 1 − Π e^(−(p + qF)) by hand.
    close(&users(&theory, Approach::Ticks, 0, &[1, 2, 5]), &[0.029_554, 0.068_754, 0.261_0], 1e-4);
    close(&theory.rest.unwrap().active, &[1.0], 1e-6);
}

/// Random 4-regular and Erdős–Rényi graphs of mean degree 4, each contact with q/4 (Fibich & Gibori 2010 and validation of this program).
#[test]
fn edge_based_theory_gives_the_bass_curves_of_graphs() {
    let regular = bass("random_regular]\ndegree = 4", "0.095", "");
    close(&users(&regular, Approach::EdgeBased, 0, &[5, 10, 20]), &[0.28339, 0.69225, 0.98728], 6e-6);
    let random = bass("erdos_renyi]\nmean_degree = 4", "0.095", "");
    close(&users(&random, Approach::EdgeBased, 0, &[5, 10, 20]), &[0.30046, 0.70927, 0.95739], 6e-6);
    assert!(regular.exact && random.exact);
    // Where all have four contacts, a share of them is a number of them.
    let shares = bass("random_regular]\ndegree = 4", "0.38", "kernel = \"share\"");
    close(&users(&shares, Approach::EdgeBased, 0, &[5, 10, 20]), &[0.28339, 0.69225, 0.98728], 6e-6);
}

/// Of degrees 2 and 6 in equal shares each contact counts q/k: between the curves of degree 2 (.24846, .55826, .91667 on a ring) and of
/// infinitely many contacts (Fibich & Levin 2023), and above 4 alike by less than either.
#[test]
fn edge_based_theory_of_shares_lies_between_its_bounds() {
    let contacts =
        "configuration]\ndegrees = { shares = [{ degree = 2, share = \"50%\" }, { degree = 6, share = \"50%\" }] }";
    let theory = bass(contacts, "0.38", "kernel = \"share\"");
    let found = users(&theory, Approach::EdgeBased, 0, &[5, 10, 20]);
    for (found, (low, high)) in found.iter().zip([(0.24846, 0.33120), (0.55826, 0.81280), (0.91667, 0.99626)]) {
        assert!((low..high).contains(found), "{found}");
    }
}

/// One first user of 10,000, no media: logistic growth 1/(1 + 9999·e^(−t)).
#[test]
fn without_media_growth_is_logistic() {
    let platform =
        "[platforms.x]\nlaunch = 2001-01-01\ninitial_users = 1\nkernel = \"share\"\ninvite = { all = \"1/day\" }";
    let theory = theory("2001-01-21", "well_mixed]", platform);
    let exact = |day: usize| 1.0 / (1.0 + 9999.0 * (-(day as f64)).exp());
    let days = [0, 5, 9, 15, 20];
    close(&users(&theory, Approach::MeanField, 0, &days), &days.map(exact), 2e-6);
    let growth = theory.outlooks[0].as_ref().unwrap().rates.mixed.unwrap();
    assert!((growth.rate - 1.0).abs() < 2e-4 && growth.reproduction.is_infinite(), "{growth:?}");
}

/// Users leave at μ = .1 and may come back: endemic level 1 − μ/q = .736 84, with media .761 56 (validation V8); extinct at q < μ.
#[test]
fn leaving_and_coming_back_settles_at_the_endemic_level() {
    let platform = |media: f64, churn: f64| {
        format!(
            "[platforms.x]\nlaunch = 2001-01-01\ninitial_users = 100\nkernel = \"share\"\nmedia = \"{media}/day\"\n\
             invite = {{ all = \"0.38/day\" }}\nchurn = \"{churn}/day\""
        )
    };
    for (media, churn, expected) in [(0.0, 0.1, 0.736_84), (0.03, 0.1, 0.761_56), (0.0, 0.5, 0.0)] {
        let theory = theory("2001-03-01", "well_mixed]", &platform(media, churn));
        close(&theory.rest.unwrap().active, &[expected], 1e-4);
    }
}

/// Two exclusive platforms whose users invite within the brand, p = .03 and .01: shares p_A/(p_A + p_B) = .75 at all times; across brands, each
/// where q = .4 for both together, ½ + (p_A − p_B)·ln((p + q)/p)/2q = .559 95 in the end (validation V14).
#[test]
fn competing_platforms_share_the_market_as_derived() {
    let platform = |name: &str, media: f64, other: &str| {
        format!(
            "[platforms.{name}]\nlaunch = 2001-01-01\nkernel = \"share\"\nmedia = \"{media}/day\"\nmultihoming = 0\n\
             invite = {{ all = \"0.38/day\" }}\n{other}"
        )
    };
    let within = [platform("a", 0.03, ""), platform("b", 0.01, "")].join("\n");
    let theory_within = theory("2001-02-01", "well_mixed]", &within);
    let days = &theory_within.curve(Approach::MeanField).unwrap().days;
    for day in [1, 8, 31] {
        close(&[days[day].active[0] / (days[day].active[0] + days[day].active[1])], &[0.75], 1e-6);
    }
    let compatible = |other: &str| format!("compatible = {{ {other} = \"100%\" }}");
    let across = [platform("a", 0.03, &compatible("b")), platform("b", 0.01, &compatible("a"))].join("\n");
    let across = across.replace("0.38/day", "0.2/day");
    let theory_across = theory("2001-06-01", "well_mixed]", &across);
    close(&[theory_across.rest.unwrap().active[0]], &[0.559_95], 5e-5);
}

/// The first platform has grown to x when the second begins with as much as the first did: shares stay as they are while both grow alike
/// (V16: A/a₀ = B/b₀ at equal rates), so that two platforms with .02 and .01 share 2 to 1.
#[test]
fn a_head_start_is_worth_what_was_made_of_it() {
    let platform = |name: &str, first: u32| {
        format!(
            "[platforms.{name}]\nlaunch = 2001-01-01\nkernel = \"share\"\nmultihoming = 0\ninitial_users = {first}\n\
             invite = {{ all = \"1/day\" }}\n"
        )
    };
    let both = platform("a", 200) + &platform("b", 100);
    let theory = theory("2001-03-01", "well_mixed]", &both);
    close(&theory.rest.unwrap().active, &[2.0 / 3.0, 1.0 / 3.0], 1e-5);
}

/// Users invite once with chance T: the generations of an Erdős–Rényi graph end at Newman's share.
#[test]
fn invitations_that_go_out_once_percolate() {
    let platform = "[platforms.x]\nlaunch = 2001-01-01\ninitial_users = 10\ninvite_once = { all = \"50%\" }";
    let theory = theory("2001-03-01", "erdos_renyi]\nmean_degree = 4", platform);
    let once = theory.outlooks[0].as_ref().unwrap().once.unwrap();
    assert!((once.share - 0.796_81).abs() < 0.0005 && (once.branching - 2.0).abs() < 1e-6, "{once:?}");
    // In ticks, each generation wins 1 − e^(−cT · (the last one)) of those left: with h = ln 2 for T, cT is 4·ln 2.
    let last = users(&theory, Approach::Ticks, 0, &[59])[0];
    let fixed = (0..200).fold(0.5, |s: f64, _| 1.0 - 0.999 * (-4.0 * std::f64::consts::LN_2 * s).exp());
    close(&[last], &[fixed], 1e-4);
    assert!(theory.curve(Approach::MeanField).is_none() && theory.exact);
    close(&users(&theory, Approach::EdgeBased, 0, &[0, 59]), &[0.001, once.share], 1e-9);
}

/// Trial and inviting for a time: the stages keep the mean, so that after the trial as many are left as δ′T says, within 1 %.
#[test]
fn a_trial_loses_as_many_as_it_should() {
    let platform = "[platforms.x]\nlaunch = 2001-01-01\ninitial_users = 1000\ntrial_churn = \"1%/day\"\ntrial_period = \"30 days\"\nreturning = 0";
    let theory = theory("2001-06-01", "well_mixed]", platform);
    close(&[users(&theory, Approach::MeanField, 0, &[150])[0] / 0.1], &[(-0.3f64).exp()], 0.008);
}

/// A market that grows, an audience that grows, phones sold with an app and a closure: persons are conserved, and the calendar is that of a run.
#[test]
fn the_calendar_moves_the_shares_that_a_run_moves() {
    let text = "start = 2001-01-01\nend = 2001-03-01\n[market]\nagents = 1000\npotential = { points = [{ date = 2001-01-01, mid = 500 }, { date = 2001-02-20, mid = 1_000 }] }\n\
        [market.audiences.buyers]\npath = [{ date = 2001-01-01, share = \"10%\" }, { date = 2001-01-21, share = \"50%\" }]\n[contacts.all.well_mixed]\n\
        [platforms.x]\nlaunch = 2001-01-01\ninitial_users = 50\nclosures = [{ from = 2001-02-25 }]\n\
        seeding = [{ audience = \"buyers\", install = \"40%\" }, { target = \"random\", budget = 100, from = 2001-02-22, until = 2001-02-24 }]\n";
    let scenario = load_text(text, Path::new("x.toml"), &Overrides::default()).unwrap().scenario;
    let theory = Theory::new(&scenario, NonZeroUsize::MIN);
    let days = &theory.curve(Approach::MeanField).unwrap().days;
    close(&[days[0].market, days[25].market, days[59].market], &[0.5, 0.75, 1.0], 0.011);
    // 50 of 500 first users; then 40 % of who comes to own a phone and is no user.
    assert!((days[0].active[0] - 0.05).abs() < 1e-9);
    let owners = |day: usize| days[day].market * (0.1 + 0.02 * (day.min(20) as f64));
    let expected = 0.05 + 0.4 * (owners(20) - owners(0));
    assert!((days[20].active[0] / expected - 1.0).abs() < 0.06, "{} {expected}", days[20].active[0]);
    close(&[days[54].active[0] - days[51].active[0]], &[0.1], 0.002);
    close(&[days[56].active[0], days[56].registered[0] - days[54].registered[0]], &[0.0, 0.0], 1e-9);
}

/// Medians of uncertain numbers, and no word about what is not there.
#[test]
fn omissions_are_named_where_they_are() {
    let theory = bass("acquaintance]\nmean_degree = 15", "0.02", "trial_churn = \"1%/day\"");
    assert_eq!(theory.omissions, [Omission::Graph, Omission::FixedTimes]);
    let uncertain = bass(
        "well_mixed]",
        "0.38",
        "kernel = \"share\"\nchurn = { uniform = { low = \"1%/day\", high = \"3%/day\" } }",
    );
    assert_eq!(uncertain.omissions, [Omission::Uncertainty]);
    let users_at_two = bass("well_mixed]", "0.38", "kernel = \"share\"\nchurn = \"2%/day\"");
    assert_eq!(uncertain.curves, users_at_two.curves);
}

/// Two platforms, each with its own lines; `more` stands in both.
fn two(first: &str, second: &str, more: &str) -> String {
    let platform =
        |name: &str, own: &str| format!("[platforms.{name}]\nlaunch = 2001-01-01\nkernel = \"share\"\n{own}\n{more}\n");
    platform("a", first) + &platform("b", second)
}

/// A scenario with a line of the market or of the choice put in.
fn with(line: &str, end: &str, platforms: &str) -> Theory {
    let text = format!("start = 2001-01-01\nend = {end}\n{line}\n[contacts.all.well_mixed]\n{platforms}");
    Theory::new(&load_text(&text, Path::new("x.toml"), &Overrides::default()).unwrap().scenario, NonZeroUsize::MIN)
}

/// Two platforms that replace each other. With own decisions a and herding at equal strength, x − ½ falls with e^(−2at) (Kirman 1993): from .6 at
/// a = .05 to .5 + .1/e on day 10. Without them and h = .6 against .5 the better wins like a logistic curve, r = .1 and R = .6/.5 (Moran 1958).
#[test]
fn platforms_that_replace_each_other_herd_and_select() {
    let more = "replaces = true\nmedia = \"5%/day\"\ninvite = { all = \"1/day\" }";
    let herd = theory("2001-02-01", "well_mixed]", &two("initial_users = 10_000", "initial_users = 4_000", more));
    close(&users(&herd, Approach::MeanField, 0, &[0, 10]), &[0.6, 0.5 + 0.1 * (-1.0f64).exp()], 1e-5);
    let rates = |rate: &str, first: u32| {
        format!("replaces = true\ninitial_users = {first}\ninvite = {{ all = \"{rate}/day\" }}")
    };
    let fitter = theory("2001-04-01", "well_mixed]", &two(&rates("0.5", 10_000), &rates("0.6", 100), ""));
    let logistic = |day: f64| 1.0 / (1.0 + 99.0 * (-0.1 * day).exp());
    close(&users(&fitter, Approach::MeanField, 1, &[0, 30, 80]), &[0.0, 30.0, 80.0].map(logistic), 1e-5);
    let growth = fitter.outlooks[1].as_ref().unwrap().rates.mixed.unwrap();
    assert!((growth.rate - 0.1).abs() < 0.002 && (growth.reproduction - 1.2).abs() < 0.02, "{growth:?}");
}

/// Λ = 6: both keep 2/3 at σ = 1.5; at 2.5 one keeps 5/6 (Kleineberg & Boguñá 2015).
#[test]
fn attention_lets_two_live_or_one() {
    let both = two("initial_users = 5_000", "initial_users = 4_000", "invite = { all = \"6/day\" }\nchurn = \"1/day\"");
    for (power, expected) in [(1.5, [2.0 / 3.0, 2.0 / 3.0]), (2.5, [5.0 / 6.0, 0.0])] {
        let line = format!("market = {{ agents = 10_000, potential = 10_000, attention = {power} }}");
        close(&with(&line, "2001-03-01", &both).rest.unwrap().active, &expected, 1e-4);
    }
}

/// The difference m of the shares is a root of m = tanh(βv m/2) (Brock & Durlauf 2001): .858 56 at βv = 3, none but 0 at 1.8. Platforms chosen by none
/// of their worth, e^0 : e^(ln 3) and none, 1: a fifth is nowhere.
#[test]
fn who_chooses_by_the_logit_rule_comes_to_rest_where_theory_says() {
    let choosing = |none: bool, platforms: &str| {
        let line = format!(
            "choice = {{ rule = \"logit\", revision = \"1/day\", none = {none} }}\nmarket = {{ agents = 10_000, potential = 10_000 }}"
        );
        with(&line, "2001-06-01", platforms).rest.unwrap().active
    };
    for (value, difference) in [(3.0, 0.858_56), (1.8, 0.0)] {
        let alike = format!("value = {value}");
        let active = choosing(false, &two("initial_users = 10_000", "initial_users = 4_000", &alike));
        close(&[active[0] + active[1], active[0] - active[1]], &[1.0, difference], 1e-4);
    }
    close(&choosing(true, &two("", "intercept = 1.098_612", "")), &[0.2, 0.6], 1e-5);
}

/// P(Poisson(2) < 3) = .676 676; where everybody knows everybody a number is what it is.
#[test]
fn a_quorum_is_missed_by_chance_or_by_number() {
    let seen = |users, varies| around::Seen { share: 0.0, users, varies };
    close(&[seen(2.0, true).too_few(3.0), seen(2.0, true).too_few(0.0)], &[0.676_676, 1.0], 1e-6);
    close(&[2.9, 3.0].map(|users| seen(users, false).too_few(3.0)), &[1.0, 0.0], 0.0);
}

/// What pays best has no mean field, and the page says so.
#[test]
fn best_responses_have_no_curve() {
    let line = "choice = { rule = \"best_response\", revision = \"1/day\", price = 0.1 }\nmarket = { agents = 100, potential = 100 }";
    let theory = with(line, "2001-02-01", &two("value = 0.4", "value = 0.6", ""));
    assert!(theory.curves.is_empty() && theory.missing[0].1[0].contains("pays best"), "{:?}", theory.missing);
}
