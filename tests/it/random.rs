//! Random small scenarios, and the worlds they make.

use headstart::contacts::{self, ContactLayers};
use headstart::engine::{Trajectory, fast, naive};
use headstart::market::Market;
use headstart::rng::World;
use headstart::scenario::{
    AudienceSpec, CampaignKind, CampaignSpec, CapacitySpec, ChoiceSpec, ClosureSpec, Comparison, CompatibleSpec,
    ConcedeSpec, CountedContacts, Dated, Distribution, Gauge, GeneratorSpec, HomophilySpec, Kernel, Members, NullModel,
    Occasion, Operand, OutageSpec, PathPoint, Placement, PlatformSpec, Potential, PotentialPoint, Quantity, Reaction,
    Reading, Release, RuleSpec, Scenario, State, ThresholdOf, ThresholdValues, Unit, When, WorthSpec,
};
use proptest::prelude::*;

use crate::kernels::threshold;
use crate::support::{START, always, feature, layer, platform, quantity, scenario};

pub fn day(day: i32) -> jiff::civil::Date {
    START.saturating_add(jiff::Span::new().days(day))
}

/// The market and the contacts of one run.
pub fn world(scenario: &Scenario, run: u64) -> (Market, ContactLayers) {
    let world = World { seed: scenario.seed, replicate: run };
    let market = Market::new(scenario, world);
    let contacts = contacts::build(&scenario.layers, market.population.agents, &world);
    (market, contacts)
}

/// One run by the fast engine and by the oracle.
pub fn both(scenario: &Scenario, run: u64) -> (Trajectory, Trajectory) {
    let (market, contacts) = world(scenario, run);
    (fast::run(&market, &contacts), naive::run(&market, &contacts))
}

/// Ticks with more than one move a person after which engines that round in different places need not agree any more.
const TURBULENT: f64 = 10.0;

/// One run by the fast engine and by the oracle, as far as rounding does not decide.
///
/// Where people join and leave again and again within a tick, and what draws them changes from tick to tick, a difference in time grows by a factor of about e
/// a tick (with seven moves a person and tick: goals that are kept to 2⁻⁴¹ lead elsewhere after 28 ticks, those kept to 2⁻⁵³ after 37). No market that is
/// meant has such ticks; random ones now and then do.
pub fn both_while_certain(scenario: &Scenario) -> (Trajectory, Trajectory) {
    let (fast, naive) = both(scenario, 0);
    let days = certain_days(&naive, f64::from(scenario.market.agents) / scenario.tick, 1.0 / scenario.tick);
    (first_days(fast, days), first_days(naive, days))
}

/// The days until there have been too many turbulent ticks: days with more moves than `most`, of so many ticks each.
fn certain_days(run: &Trajectory, most: f64, ticks_a_day: f64) -> usize {
    let moves = |day: usize| -> f64 {
        let rows = &run.rows[day * run.platforms..(day + 1) * run.platforms];
        rows.iter().map(|row| f64::from(row.new + row.returned + row.left)).sum()
    };
    let mut turbulent = 0.0;
    let is_certain = |day: &usize| {
        turbulent += if moves(*day) > most { ticks_a_day } else { 0.0 };
        turbulent <= TURBULENT
    };
    (0..=run.last_day()).take_while(is_certain).count()
}

fn first_days(mut run: Trajectory, days: usize) -> Trajectory {
    run.rows.truncate(days * run.platforms);
    run.market.truncate(days);
    for reaction in &mut run.reactions {
        *reaction = reaction.filter(|day| (*day as usize) < days);
    }
    run
}

/// The first run of a scenario.
pub fn first_run(scenario: &Scenario) -> Trajectory {
    let (market, contacts) = world(scenario, 0);
    fast::run(&market, &contacts)
}

/// All moments of a platform.
pub fn moments(spec: &mut PlatformSpec) -> Vec<&mut When> {
    let campaigns = spec.seeding.iter_mut().flat_map(|campaign| campaign.from.iter_mut().chain(&mut campaign.until));
    let features = spec.features.iter_mut().filter_map(|feature| match &mut feature.release {
        Release::On { date } => Some(date),
        Release::WhenDone { .. } => None,
    });
    let closures = spec.closures.iter_mut().flat_map(|closure| [&mut closure.from, &mut closure.until]);
    let concession = spec.concede.iter_mut().map(|concede| &mut concede.when);
    [&mut spec.launch].into_iter().chain(campaigns).chain(features).chain(closures).chain(concession).collect()
}

/// What names a platform by its place names the place where it stands now.
pub fn renumber(scenario: &mut Scenario, place: impl Fn(usize) -> usize) {
    for campaign in scenario.platforms.iter_mut().flat_map(|platform| &mut platform.seeding) {
        if let CampaignKind::Drive { target: Placement::FirstMovers { rival }, .. } = &mut campaign.kind {
            *rival = place(*rival);
        }
    }
    for compatible in scenario.platforms.iter_mut().flat_map(|spec| &mut spec.compatible) {
        compatible.platform = place(compatible.platform);
    }
    for when in scenario.platforms.iter_mut().flat_map(moments) {
        let When::After(reaction) = when else { continue };
        for state in &mut reaction.after.states {
            match state {
                State::Launched(platform) => *platform = place(*platform),
                State::Compares(reading, _, operand) => {
                    reading.platform = place(reading.platform);
                    if let Operand::Reading(other) = operand {
                        other.platform = place(other.platform);
                    }
                }
                State::Date(..) => {}
            }
        }
    }
}

/// Numbers that decide a random scenario; a wide range of strengths, zero among them.
fn strength(high: f64) -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 3 => (-1.7..0.0f64).prop_map(move |x| high * 10f64.powf(x))]
}

/// Steps by date, however they were drawn.
fn dated<U>(mut steps: Vec<(i32, f64)>) -> Vec<Dated<Quantity<U>>> {
    steps.sort_by_key(|step| step.0);
    steps.into_iter().map(|(from, value)| Dated { from: Some(day(from)), value: quantity(value) }).collect()
}

/// All, nothing, or a share.
fn random_share() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(1.0), 1 => Just(0.0), 3 => 0.0..1.0f64]
}

/// A date, or a reaction to what one of the platforms has come to; now and then never.
pub fn random_when() -> impl Strategy<Value = When> {
    prop_oneof![
        8 => (0..30i32).prop_map(|from| When::On(day(from))),
        4 => (prop::collection::vec(random_state(), 1..3), 0..4u32, 0..10u32).prop_map(|(states, lasting, delay)| {
            let (lasting, delay) = (quantity(f64::from(lasting)), quantity(f64::from(delay) / 2.0));
            When::After(Box::new(Reaction { after: Occasion { text: "random".into(), states }, lasting, delay }))
        }),
        1 => Just(When::Never),
    ]
}

/// Every kind of state. Only the first platform is sure to be there.
fn random_state() -> impl Strategy<Value = State> {
    let comparison = prop_oneof![Just(Comparison::AtLeast), Just(Comparison::Below)];
    let gauge = prop_oneof![Just(Gauge::Active), Just(Gauge::Registered), Just(Gauge::Share), Just(Gauge::Penetration)];
    prop_oneof![
        1 => Just(State::Launched(0)),
        1 => (comparison.clone(), 0..20i32).prop_map(|(comparison, on)| State::Date(comparison, day(on))),
        3 => (gauge, comparison, 0.0..1.0f64).prop_map(|(gauge, comparison, amount)| {
            let amount = if gauge.unit() == Unit::Persons { (10.0 * amount).floor() } else { amount };
            State::Compares(Reading { platform: 0, gauge, on: None }, comparison, Operand::Amount(amount))
        }),
    ]
}

/// Servers for a few users or joinings, more of them later.
fn random_capacity() -> impl Strategy<Value = CapacitySpec> {
    let steps = || prop::collection::vec((0..20i32, 0.0..12.0f64), 0..3);
    (steps(), steps(), 0.0..0.9f64, 0.0..0.9f64, 0.5..20.0f64).prop_map(|(users, signups, leave, loss, recovery)| {
        let whole = |steps: Vec<(i32, f64)>| dated(steps.into_iter().map(|(on, many)| (on, many.floor())).collect());
        CapacitySpec {
            users: whole(users),
            signups: whole(signups),
            leave: quantity(leave),
            reputation_loss: quantity(loss),
            recovery: quantity(recovery),
        }
    })
}

/// A date; or work that begins before the market or during it, and may never be done.
fn random_release() -> impl Strategy<Value = Release> {
    prop_oneof![
        random_when().prop_map(|date| Release::On { date }),
        (-10..30i32, 0.0..15.0f64)
            .prop_map(|(begin, work)| Release::WhenDone { begin: day(begin), work: quantity(work) }),
    ]
}

/// Any placement that the layers allow. Only the first platform is sure to be there as a rival.
fn random_placement(layers: usize, first_movers: bool) -> impl Strategy<Value = Placement> {
    let weight = u32::from(layers > 0);
    prop_oneof![
        2 => Just(Placement::Random),
        weight => (0..layers.max(1)).prop_map(|layer| Placement::Hubs { layer }),
        weight => (0..layers.max(1)).prop_map(|layer| Placement::Cluster { layer }),
        u32::from(first_movers) => Just(Placement::FirstMovers { rival: 0 }),
    ]
}

/// Every kind of campaign, with an audience or without where there is one.
fn random_kind(layers: usize, audiences: usize) -> impl Strategy<Value = CampaignKind> {
    let one = 0..audiences.max(1);
    let some = u32::from(audiences > 0);
    let limit =
        (one.clone(), any::<bool>()).prop_map(move |(audience, limited)| (limited && some > 0).then_some(audience));
    prop_oneof![
        3 * some => (one.clone(), 0.001..0.3f64)
            .prop_map(|(audience, rate)| CampaignKind::Push { audience, rate: quantity(rate) }),
        2 * some => (one, random_share())
            .prop_map(|(audience, install)| CampaignKind::Bundle { audience, install: quantity(install) }),
        2 => (random_placement(layers, true), limit, 0..12u32, random_share()).prop_map(
            |(target, audience, budget, accept)| {
                let (budget, accept) = (quantity(f64::from(budget)), quantity(accept));
                CampaignKind::Drive { target, audience, budget, accept }
            }
        ),
    ]
}

/// Thresholds of a share or of a number of contacts: one for all, or each person's own.
fn random_threshold() -> impl Strategy<Value = Kernel> {
    let of = prop_oneof![Just((ThresholdOf::Share, 1.0)), Just((ThresholdOf::Contacts, 4.0))];
    (of, 0..3u32, 0.0..0.9f64).prop_map(|((of, most), kind, low)| {
        let values = match kind {
            0 => ThresholdValues::Same(quantity((4.0 * low).round() / 4.0 * most)),
            1 => {
                let law = Distribution::Uniform { low: low * most / 2.0, high: most };
                ThresholdValues::Each { law, range: (0.0, most) }
            }
            _ => {
                let law = Distribution::Empirical(vec![0.0, most / 4.0, most / 2.0, most]);
                ThresholdValues::Each { law, range: (0.0, most) }
            }
        };
        threshold(of, values)
    })
}

fn random_kernel() -> impl Strategy<Value = (Kernel, f64)> {
    let kernel = prop_oneof![
        3 => Just(Kernel::Count),
        3 => Just(Kernel::Share),
        2 => random_threshold(),
        1 => Just(Kernel::Components),
    ];
    (kernel, strength(2.0))
}

/// Any rule of choice; most markets have none.
fn random_choice() -> impl Strategy<Value = Option<ChoiceSpec>> {
    let rule = prop_oneof![
        (strength(8.0), any::<bool>())
            .prop_map(|(sharpness, none)| RuleSpec::Logit { sharpness: quantity(sharpness), none }),
        strength(2.0).prop_map(|price| RuleSpec::BestResponse { price: quantity(price) }),
    ];
    let choice = (strength(0.5), rule).prop_map(|(revision, rule)| ChoiceSpec { revision: quantity(revision), rule });
    prop_oneof![5 => Just(None), 2 => choice.prop_map(Some)]
}

pub fn random_platform(name: &'static str, layers: usize, audiences: usize) -> impl Strategy<Value = PlatformSpec> {
    let calendar = (
        prop_oneof![12 => (0..12i32).prop_map(|from| When::On(day(from))), 1 => random_when()],
        prop::collection::vec((random_release(), prop::array::uniform5(0.3..3.0f64)), 0..3),
        prop::collection::vec((0..30i32, 0.0..2.0f64, 0.0..0.5f64, 0.0..0.9f64, 0.0..20.0f64), 0..3),
        prop::collection::vec(
            (random_kind(layers, audiences), prop::option::of(random_when()), prop::option::of(random_when())),
            0..3,
        ),
        (random_share(), prop::collection::vec((0..30i32, random_share()), 0..3)),
    );
    let joining = (
        strength(0.3),
        prop::collection::vec(prop::collection::vec((0..20i32, strength(1.0)), 0..4), layers),
        random_kernel(),
        (0..4u32, random_placement(layers, false)),
        prop_oneof![Just(0.0), Just(1.0), 0.0..1.5f64],
        strength(3.0),
        prop_oneof![Just(1.0), 0.0..2.0f64],
        prop_oneof![Just(0.0), 0.0..1.0f64],
    );
    let leaving = (strength(0.3), strength(0.5), 0.0..12.0f64, strength(8.0), strength(3.0), random_quorum());
    let ending = (
        prop::option::weighted(0.25, (random_when(), random_when())),
        prop::option::weighted(0.25, (random_when(), 0.0..2.0f64)),
        prop::option::weighted(0.2, random_capacity()),
    );
    let inviting = (
        prop::collection::vec(
            prop::option::weighted(0.3, prop::collection::vec((0..20i32, random_share()), 1..3)),
            layers,
        ),
        prop::option::weighted(0.4, 0.1..12.0f64),
    );
    let choosing = (prop::bool::weighted(0.2), strength(4.0), prop_oneof![Just(0.0), -1.0..1.0f64]);
    let all = (calendar, joining, leaving, ending, inviting, choosing);
    all.prop_map(move |(calendar, joining, leaving, ending, inviting, choosing)| {
        let mut spec = platform(name, layers);
        spec.launch = calendar.0;
        for (release, [appeal, invite, churn, stickiness, load]) in calendar.1 {
            let mut new = feature(0);
            new.release = release;
            (new.appeal, new.invite) = (quantity(appeal), quantity(invite));
            (new.churn, new.stickiness) = (quantity(churn), quantity(stickiness));
            new.load = quantity(load);
            spec.features.push(new);
        }
        for (from, duration, leave, loss, recovery) in calendar.2 {
            spec.outages.push(OutageSpec {
                name: None,
                date: day(from),
                duration: quantity(duration),
                leave: quantity(leave),
                reputation_loss: quantity(loss),
                recovery: quantity(recovery),
            });
        }
        for (kind, from, until) in calendar.3 {
            spec.seeding.push(CampaignSpec { name: None, from, until, kind });
        }
        spec.effort = always(calendar.4.0);
        spec.effort.extend(dated(calendar.4.1));
        spec.media = always(joining.0);
        for (layer, steps) in joining.1.into_iter().enumerate() {
            spec.invite[layer] = dated(steps);
        }
        for (layer, chances) in inviting.0.into_iter().enumerate() {
            if let Some(chances) = chances {
                spec.invite[layer].clear();
                spec.invite_once[layer] = dated(chances);
            }
        }
        spec.invite_period = inviting.1.map(quantity);
        spec.kernel = joining.2.0;
        spec.fatigue = quantity(joining.2.1);
        (spec.initial_users, spec.placement) = (quantity(f64::from(joining.3.0)), joining.3.1);
        spec.multihoming = quantity(joining.4);
        spec.loyalty = quantity(joining.5);
        spec.returning = quantity(joining.6);
        spec.taste_spread = quantity(joining.7);
        (spec.churn, spec.trial_churn) = (quantity(leaving.0), quantity(leaving.1));
        spec.trial_period = quantity(leaving.2);
        (spec.stickiness, spec.pull, spec.quorum) = (quantity(leaving.3), quantity(leaving.4), quantity(leaving.5));
        spec.closures = ending.0.into_iter().map(|(from, until)| ClosureSpec { name: None, from, until }).collect();
        spec.capacity = ending.2;
        spec.replaces = choosing.0;
        spec.worth = WorthSpec { value: quantity(choosing.1), intercept: quantity(choosing.2) };
        spec.concede = ending.1.map(|(when, media)| ConcedeSpec { when, media: quantity(media) });
        spec
    })
}

/// No quorum in half of the cases; a broken number is reached by strengths of ties and compatible users.
fn random_quorum() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), (1..5u32).prop_map(f64::from), 0.1..6.0f64]
}

/// A share in steps or along a path; it may fall.
fn random_members() -> impl Strategy<Value = Members> {
    let path = |mut points: Vec<(i32, f64)>| {
        points.sort_by_key(|point| point.0);
        points.dedup_by_key(|point| point.0);
        points.into_iter().map(|(on, share)| PathPoint { date: day(on), share: quantity(share) }).collect()
    };
    prop_oneof![
        prop::collection::vec((0..30i32, 0.0..1.0f64), 1..3).prop_map(|steps| Members::Share { share: dated(steps) }),
        prop::collection::vec((-5..30i32, 0.0..1.0f64), 1..4)
            .prop_map(move |points| Members::Path { path: path(points) }),
    ]
}

/// Some platforms count the users of others.
fn made_compatible((mut platforms, links): (Vec<PlatformSpec>, Vec<(usize, usize, f64)>)) -> Vec<PlatformSpec> {
    for (own, platform, share) in links.into_iter().filter(|(own, other, _)| own != other) {
        platforms[own].compatible.push(CompatibleSpec { platform, share: quantity(share) });
    }
    platforms
}

fn random_layer() -> impl Strategy<Value = GeneratorSpec> {
    prop_oneof![
        4 => (0.5..4.0f64).prop_map(|mean| GeneratorSpec::ErdosRenyi { mean_degree: quantity(mean) }),
        1 => Just(GeneratorSpec::RingLattice { degree: 2 }),
        1 => Just(GeneratorSpec::WellMixed),
    ]
}

/// The audiences of members and of those alike, if a layer has them.
fn random_limits(audiences: usize) -> impl Strategy<Value = (Option<usize>, Option<(usize, f64)>)> {
    let one = 0..audiences.max(1);
    let none = move |number: &Option<usize>| number.is_none() || audiences > 0;
    (
        prop_oneof![3 => Just(None), 1 => one.clone().prop_map(Some)].prop_filter("an audience that is there", none),
        prop_oneof![3 => Just(None), 1 => (one, 0.0..=1.0).prop_map(Some)]
            .prop_filter("an audience that is there", move |alike| alike.is_none() || audiences > 0),
    )
}

pub fn random_scenario() -> impl Strategy<Value = Scenario> {
    (0..4usize, 0..3usize).prop_flat_map(|(layers, audiences)| {
        let people = (6..40u32, 1..60i32, prop_oneof![Just(1.0), Just(0.5), Just(0.25)], any::<u64>(), any::<bool>());
        let layers_ = prop::collection::vec((random_layer(), any::<bool>(), random_limits(audiences)), layers);
        let graphs = prop_oneof![
            5 => Just(None),
            1 => Just(Some(NullModel::Rewired)),
            1 => Just(Some(NullModel::Unclustered)),
            1 => Just(Some(NullModel::WellMixed)),
        ];
        let ties = prop::collection::vec(prop_oneof![2 => Just(0.0), 1 => 0.1..1.5f64], layers);
        let layers_ = (layers_, graphs, ties);
        let audiences_ = prop::collection::vec(random_members(), audiences);
        let names = ["mitalk", "wechat", "feixin"];
        let platforms = (1..4usize).prop_flat_map(move |count| {
            let platforms: Vec<_> =
                names[..count].iter().map(|name| random_platform(name, layers, audiences)).collect();
            (platforms, prop::collection::vec((0..count, 0..count, random_share()), 0..3)).prop_map(made_compatible)
        });
        let rules = (random_choice(), prop::option::weighted(0.25, strength(3.0)));
        let all = (people, layers_, audiences_, platforms, rules);
        all.prop_map(|(people, layers, audiences, platforms, (choice, attention))| {
            let (agents, days, tick, seed, growing) = people;
            let mut made = scenario(agents, days, tick);
            made.seed = seed;
            if growing {
                let point = |on: i32, share: f64| {
                    let persons = share * f64::from(agents);
                    PotentialPoint { date: day(on), low: persons / 2.0, mid: persons, high: persons * 2.0 }
                };
                let points = vec![point(2, 0.3), point(20, 1.0)];
                made.market.potential = Potential::Path { points, uncertain: true };
            }
            for (number, members) in audiences.into_iter().enumerate() {
                let name = format!("audience {number}");
                made.market.audiences.push(AudienceSpec { name, members });
            }
            let (layers, null_model, ties) = layers;
            let stored = layers.iter().all(|(generator, ..)| *generator != GeneratorSpec::WellMixed);
            for (number, (generator, all, (members, alike))) in layers.into_iter().enumerate() {
                let mut new = layer(["phone", "qq", "mail"][number], generator);
                new.counts = if all { CountedContacts::All } else { CountedContacts::Market };
                let audience = |number: usize| made.market.audiences[number].clone();
                new.members = members.map(audience);
                new.homophily = alike.map(|(number, strength)| HomophilySpec {
                    audience: audience(number),
                    strength: quantity(strength),
                });
                new.null_model = null_model;
                new.tie_spread = quantity(if stored { ties[number] } else { 0.0 });
                made.layers.push(new);
            }
            made.platforms = platforms;
            made.choice = choice;
            made.market.attention = attention.map(quantity);
            made
        })
    })
}
