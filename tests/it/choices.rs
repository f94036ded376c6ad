//! Other rules of choice, one at a time, in both engines: replacing, attention, logit, best response.

use std::path::Path;

use headstart::engine::Trajectory;
use headstart::scenario::{
    CampaignKind, ChoiceSpec, Color, GeneratorSpec, Overrides, Placement, PlatformSpec, RuleSpec, Scenario, WorthSpec,
    load_text, render,
};

use crate::mechanisms::{about, agreed};
use crate::random::both;
use crate::support::{always, campaign, layer, platform, quantity, scenario};

/// Two platforms among persons with these contacts, over some days.
fn two(agents: u32, days: i32, contacts: GeneratorSpec, change: impl Fn(usize, &mut PlatformSpec)) -> Scenario {
    let mut made = scenario(agents, days, 1.0);
    made.layers.push(layer("phone", contacts));
    for (position, name) in ["mitalk", "wechat"].into_iter().enumerate() {
        let mut spec = platform(name, 1);
        change(position, &mut spec);
        made.platforms.push(spec);
    }
    made
}

fn isolated() -> GeneratorSpec {
    GeneratorSpec::ErdosRenyi { mean_degree: quantity(0.0) }
}

fn logit(revision: f64, none: bool) -> ChoiceSpec {
    ChoiceSpec { revision: quantity(revision), rule: RuleSpec::Logit { sharpness: quantity(1.0), none } }
}

fn best_response(revision: f64, price: f64) -> ChoiceSpec {
    ChoiceSpec { revision: quantity(revision), rule: RuleSpec::BestResponse { price: quantity(price) } }
}

fn worth(value: f64, intercept: f64) -> WorthSpec {
    WorthSpec { value: quantity(value), intercept: quantity(intercept) }
}

fn joined_by(run: &Trajectory, platform: usize, cause: &str) -> u32 {
    let cause = run.causes.iter().position(|name| name == cause).expect("the cause is counted");
    (0..=run.last_day()).map(|day| run.row(day, platform).joined_by[cause]).sum()
}

/// Everybody is on the first; who joins the second leaves it, at the launch, by a campaign or by media.
#[test]
fn who_joins_a_platform_that_replaces_rivals_leaves_them_at_that_moment() {
    for replaces in [true, false] {
        let mut made = two(4000, 5, isolated(), |position, spec| {
            if position == 0 {
                spec.initial_users = quantity(4000.0);
            } else {
                (spec.replaces, spec.initial_users, spec.media) = (replaces, quantity(500.0), always(0.1));
                let target = CampaignKind::Drive {
                    target: Placement::Random,
                    audience: None,
                    budget: quantity(300.0),
                    accept: quantity(1.0),
                };
                spec.seeding.push(campaign(target));
            }
        });
        made.tick = 0.5;
        let run = agreed(&made);
        let there = |day: usize, platform: usize| run.row(day, platform).active;
        assert_eq!(there(0, 1), 800);
        about(there(5, 1) - 800, 3200, 1.0 - (-0.5f64).exp());
        for day in 0..=5 {
            let row = run.row(day, 1);
            let (stay, both) = if replaces { (4000 - row.active, 0) } else { (4000, row.active) };
            assert_eq!((there(day, 0), row.multihomers), (stay, both), "on day {day}, replaces: {replaces}");
        }
        let left: u32 = (0..=5).map(|day| run.row(day, 0).left).sum();
        assert_eq!(left, if replaces { there(5, 1) } else { 0 });
    }
}

/// Who was replaced comes back like anybody who left: two platforms that replace each other pass everybody to and fro.
#[test]
fn platforms_that_replace_each_other_pass_persons_on() {
    let run = agreed(&two(4000, 30, isolated(), |position, spec| {
        (spec.replaces, spec.media) = (true, always([0.3, 0.1][position]));
    }));
    let (first, second) = (run.row(30, 0), run.row(30, 1));
    assert_eq!((first.active + second.active, first.multihomers), (4000, 0));
    // Two states with the rates .1 and .3 between them: a quarter is on the second, after (.1 + .3) · 30 = 12 relaxation times.
    about(second.active, 4000, 0.25);
    assert!(run.row(30, 0).returned > 100);
}

/// Three users to one: with σ = 2 nine parts in ten of the attention. Pairs, so that nobody is invited by two.
#[test]
fn attention_divides_invitations() {
    for (attention, shares) in [(None, [1.0f64, 1.0]), (Some(0.0), [0.5, 0.5]), (Some(2.0), [0.9, 0.1])] {
        let mut made = two(40_000, 1, GeneratorSpec::RandomRegular { degree: 1 }, |position, spec| {
            spec.initial_users = quantity([12_000.0, 4000.0][position]);
            spec.invite[0] = always(0.5);
        });
        made.market.attention = attention.map(quantity);
        let run = agreed(&made);
        for (platform, share) in shares.into_iter().enumerate() {
            let users = run.row(0, platform).active;
            let chance = f64::from(users) / 40_000.0 * (1.0 - (-0.5 * share).exp());
            about(run.row(1, platform).new, 40_000 - users, chance);
        }
    }
}

/// A platform alone has all the attention, to the byte.
#[test]
fn a_platform_alone_has_all_the_attention() {
    let mut made = two(400, 30, GeneratorSpec::ErdosRenyi { mean_degree: quantity(4.0) }, |position, spec| {
        (spec.initial_users, spec.churn) = (quantity([20.0, 0.0][position]), quantity(0.05));
        spec.invite[0] = always(0.2);
    });
    let without = agreed(&made);
    made.market.attention = Some(quantity(1.7));
    assert_eq!(agreed(&made), without);
    assert!(without.row(30, 0).registered > 200);
}

/// e^1 : e^2 : 1, of those who have thought: .244728, .665241 and .090031.
#[test]
fn a_person_without_contacts_chooses_by_what_platforms_are_worth() {
    let mut made = two(20_000, 12, isolated(), |position, spec| spec.worth = worth(7.0, [1.0, 2.0][position]));
    made.choice = Some(logit(0.2, true));
    let run = agreed(&made);
    let thought = 1.0 - (-0.2f64).exp();
    for (platform, chance) in [(0, 0.244_728), (1, 0.665_241)] {
        // Who has thought once, in the first tick; nearly nobody twice, and that changes nothing.
        about(run.row(1, platform).active, 20_000, thought * chance);
        about(run.row(12, platform).active, 20_000, (1.0 - (-0.2f64 * 12.0).exp()) * chance);
        assert_eq!(run.row(12, platform).multihomers, 0);
        assert_eq!(
            joined_by(&run, platform, "choice"),
            (1..=12)
                .map(|day| {
                    let row = run.row(day, platform);
                    row.new + row.returned
                })
                .sum::<u32>()
        );
    }
}

/// Pairs, half of all on the first platform: to those whose contact is there it is worth 2, the second nothing: e² : 1; to the others e⁰ : e⁰.
#[test]
fn contacts_are_worth_their_share() {
    let mut made = two(20_000, 1, GeneratorSpec::RandomRegular { degree: 1 }, |position, spec| {
        spec.worth = worth(2.0, 0.0);
        spec.initial_users = quantity([10_000.0, 0.0][position]);
    });
    made.choice = Some(logit(0.4, false));
    let run = agreed(&made);
    let thought = 1.0 - (-0.4f64).exp();
    let with = 1.0 / (1.0 + (-2.0f64).exp());
    // Who has thought is on either with the chances of the last time; half of all have a contact on the first.
    about(run.row(1, 1).active, 20_000, thought * (0.25 + 0.5 * (1.0 - with)));
    let still = 0.5 * (1.0 - thought);
    about(run.row(1, 0).active, 20_000, still + thought * (0.25 + 0.5 * with));
}

/// A ring of users of the worse platform, three neighbors on the better, which is worth .6 against .4. At the price .05 it spreads over persons
/// with both, at .12 they are a buffer.
#[test]
fn a_best_response_spreads_or_is_stopped() {
    for (price, spreads) in [(0.05, true), (0.12, false)] {
        let mut made = two(60, 200, GeneratorSpec::RingLattice { degree: 2 }, |position, spec| {
            spec.worth = worth([0.4, 0.6][position], 0.0);
            (spec.initial_users, spec.replaces) = (quantity([60.0, 3.0][position]), position == 1);
            spec.placement = Placement::Cluster { layer: 0 };
        });
        made.choice = Some(best_response(0.5, price));
        let run = agreed(&made);
        let users = run.row(200, 1).active;
        assert_eq!((users == 60, users >= 3), (spreads, true), "{users} on the better at {price}");
    }
}

/// Who has both and needs one drops the other, at the rate of thinking again; whoever else is on one of them stays.
#[test]
fn what_pays_for_nobody_is_dropped() {
    let mut made = two(20_000, 1, isolated(), |position, spec| {
        spec.worth = worth(1.0, 0.0);
        spec.initial_users = quantity([20_000.0, 8000.0][position]);
    });
    made.layers[0].generator = GeneratorSpec::RandomRegular { degree: 1 };
    made.choice = Some(best_response(0.3, 0.1));
    let run = agreed(&made);
    // Three fifths of the contacts are on the first alone: the second is dropped. Two fifths are on both: one or the other is.
    let (first, second) = (run.row(1, 0).left, run.row(1, 1).left);
    about(first + second, 8000, 1.0 - (-0.3f64).exp());
    about(first, 8000, 0.4 * 0.5 * (1.0 - (-0.3f64).exp()));
}

/// The rule is one cause of joining and leaving among others.
#[test]
fn media_campaigns_and_churn_go_on_beside_a_choice() {
    let mut made = two(4000, 1, isolated(), |position, spec| {
        spec.worth = worth(0.0, 0.0);
        (spec.initial_users, spec.churn) = (quantity([4000.0, 0.0][position]), quantity(0.1));
        spec.media = always([0.0, 0.2][position]);
    });
    made.choice = Some(logit(0.4, false));
    let run = agreed(&made);
    // Of the hazards of going over, .4/2 by choice and .2 by media, half each; of leaving .1 for nothing.
    let went = run.row(1, 1).new + run.row(1, 1).returned;
    about(joined_by(&run, 1, "media"), went, 0.5);
    assert_eq!(joined_by(&run, 1, "media") + joined_by(&run, 1, "choice"), went);
    assert!(run.row(1, 0).active + run.row(1, 1).active < 4000);
    let mut never = made.clone();
    never.choice = Some(logit(0.0, false));
    let (never, plain) = (agreed(&never), {
        made.choice = None;
        made.platforms.iter_mut().for_each(|spec| spec.replaces = true);
        agreed(&made)
    });
    for (with, without) in never.rows.iter().zip(&plain.rows) {
        assert_eq!((with.active, with.left, with.new), (without.active, without.left, without.new));
    }
}

/// What a market says in other words is the same to the byte.
#[test]
fn neutral_words_change_nothing() {
    let text = |market: &str, top: &str, platform: &str| {
        format!(
            "start = 2011-01-01\nend = 2011-03-01\ntick = \"12 hours\"\n{top}\n\
             [market]\nagents = 300\npotential = 300\n{market}\n\
             [contacts.phone.erdos_renyi]\nmean_degree = 5\n\
             [platforms.mitalk]\nlaunch = 2011-01-01\ninitial_users = 10\ninvite = {{ phone = \"8%/day\" }}\n\
             churn = \"3%/day\"\nstickiness = 1\npull = \"5%/day\"\n{platform}\n\
             [platforms.wechat]\nlaunch = 2011-01-08\nmedia = \"1%/day\"\ninvite = {{ phone = \"9%/day\" }}\n{platform}\n"
        )
    };
    let run = |text: String| {
        let loaded = load_text(&text, Path::new("neutral.toml"), &Overrides::default());
        let (fast, naive) = both(&loaded.unwrap_or_else(|problems| panic!("{problems}")).scenario, 0);
        assert_eq!(fast, naive);
        fast
    };
    let plain = run(text("", "", ""));
    assert!(plain.row(59, 0).registered > 100 && plain.row(59, 1).multihomers > 10);
    for neutral in [
        "replaces = false",
        "kernel = \"count\"",
        "fatigue = 0",
        "quorum = 0",
        "taste_spread = 0",
        "invite_period = \"36525 days\"",
        "initial_placement = \"random\"",
        "effort = \"100%\"",
        "closures = []",
        "closures = [{ from = \"never\" }]",
        "concede = { when = \"never\", media = \"x0\" }",
        "capacity = { users = \"100B\", leave = \"50%\" }",
    ] {
        assert_eq!(run(text("", "", neutral)), plain, "{neutral}");
    }
    assert_eq!(run(text("", "choice = { rule = \"messenger\" }", "")), plain);
    for other in [
        text("", "", "replaces = true"),
        text("attention = 1.2", "", ""),
        text("", "choice = { rule = \"logit\", revision = \"5%/day\" }", ""),
    ] {
        assert_ne!(run(other).rows, plain.rows);
    }
}

/// The keys of which a file is warned because its rule does not look at them.
fn warned(rule: &str) -> Vec<String> {
    let text = format!(
        "start = 2011-01-01\nend = 2011-03-01\nchoice = {{ {rule} }}\n\
         market = {{ agents = 300, potential = 300, attention = 2 }}\n[contacts.phone.well_mixed]\n\
         [platforms.mitalk]\nlaunch = 2011-01-01\nmedia = \"1%/day\"\npull = \"5%/day\"\nfatigue = 0.2\nreplaces = true\n\
         invite = {{ phone = \"8%/day\" }}\ninvite_period = \"5 days\"\nvalue = 2\nintercept = 1\nloyalty = 1\n\
         [platforms.wechat]\nlaunch = 2011-01-08\nkernel = \"threshold\"\nthreshold = 2\ninvite_once = {{ phone = \"9%\" }}\n\
         multihoming = 0\nreplaces = true\nintercept = 0\n"
    );
    let loaded = load_text(&text, Path::new("rule.toml"), &Overrides::default());
    let warnings = loaded.unwrap_or_else(|problems| panic!("{problems}")).warnings;
    let text = render(&warnings, 200, Color::Never);
    let message = |line: &str| Some(line.strip_prefix("  ⚠ ")?.split(" has no effect").next()?.replace('`', ""));
    text.lines().filter_map(message).collect()
}

#[test]
fn what_a_rule_does_not_look_at_is_a_warning() {
    let exclusive = "platforms.wechat replaces rivals, but nobody joins it who is on one";
    let [pull, fatigue, replaces, invite, period] =
        ["pull", "fatigue", "replaces", "invite", "invite_period"].map(|key| format!("platforms.mitalk.{key}"));
    let [kernel, threshold, once, also] =
        ["kernel", "threshold", "invite_once", "replaces"].map(|key| format!("platforms.wechat.{key}"));
    let [value, intercept] = ["value", "intercept"].map(|key| format!("platforms.mitalk.{key}"));
    let (first, second) = (["choice.price", "market.attention"], [&kernel, &threshold, &once].map(String::as_str));
    assert_eq!(
        warned("rule = \"messenger\", revision = \"1%/day\", sharpness = 1, none = true, price = 0"),
        ["choice.revision", "choice.none", &value, &intercept, exclusive]
    );
    let logit = [&first[..], &[&pull, &fatigue, &replaces, &invite, &period], &second, &[&also, exclusive]].concat();
    assert_eq!(warned("rule = \"logit\", revision = \"1%/day\", price = 0.1"), logit);
    let first = ["choice.sharpness", "choice.none", "market.attention"];
    let best = [&first[..], &[&pull, &fatigue, &invite, &period, &intercept], &second, &[exclusive]].concat();
    assert_eq!(warned("rule = \"best_response\", revision = \"1%/day\", sharpness = 2, none = true"), best);
}

/// Pairs in two layers, half of all on the second platform: who has one there in a layer that it sees, joins, in one of them or in either.
#[test]
fn a_platform_sees_the_layers_over_which_it_would_invite() {
    let joins = |invites: bool| {
        let mut made = two(20_000, 1, GeneratorSpec::RandomRegular { degree: 1 }, |position, spec| {
            (spec.initial_users, spec.worth) = (quantity([0.0, 10_000.0][position]), worth(1.0, 0.0));
        });
        made.layers.push(layer("qq", GeneratorSpec::RandomRegular { degree: 1 }));
        for spec in &mut made.platforms {
            (spec.invite, spec.invite_once) = (vec![Vec::new(); 2], vec![Vec::new(); 2]);
        }
        if invites {
            made.platforms[1].invite[0] = always(0.5);
        }
        made.choice = Some(best_response(0.4, 0.1));
        agreed(&made).row(1, 1).new
    };
    let thought = 1.0 - (-0.4f64).exp();
    about(joins(true), 10_000, 0.5 * thought);
    about(joins(false), 10_000, 0.75 * thought);
}
