//! Counterfactual twins: scenarios with the same seed hold the same people with the same contacts and the same luck, so whatever two of
//! them share stays the same to the byte.

use headstart::engine::Trajectory;
use headstart::scenario::{
    CampaignKind, Dated, Members, NullModel, OutageSpec, Placement, PlatformSpec, Potential, Quantity, Release,
    Scenario, State, When,
};
use jiff::civil::Date;
use proptest::prelude::*;

use crate::random::{day, first_run, moments, random_scenario, renumber};
use crate::support::{feature, platform, quantity};

fn outage(date: Date, hours: f64, leave: f64) -> OutageSpec {
    OutageSpec {
        name: None,
        date,
        duration: quantity(hours / 24.0),
        leave: quantity(leave),
        reputation_loss: quantity(0.5),
        recovery: quantity(10.0),
    }
}

/// The rows of all platforms before a day, and with it if `through` it.
fn same_until(a: &Trajectory, b: &Trajectory, days: usize) -> Result<(), TestCaseError> {
    let rows = (days * a.platforms).min(a.rows.len());
    prop_assert_eq!(&a.rows[..rows], &b.rows[..rows]);
    Ok(())
}

/// Something that a scenario does otherwise from a day on.
#[derive(Debug, Clone, Copy)]
enum Change {
    Feature,
    Outage,
    Media,
    Invite,
    Effort,
}

fn changed(scenario: &Scenario, change: Change, from: i32, strength: f64) -> Scenario {
    let mut twin = scenario.clone();
    let spec = &mut twin.platforms[0];
    match change {
        Change::Feature => {
            let mut new = feature(from);
            (new.appeal, new.churn, new.stickiness) = (quantity(strength), quantity(strength), quantity(strength));
            spec.features.push(new);
        }
        Change::Outage => spec.outages.push(outage(day(from), 30.0, 0.5)),
        Change::Media => spec.media.push(Dated { from: Some(day(from)), value: quantity(strength) }),
        Change::Effort => {
            spec.effort.retain(|step| step.from.is_none_or(|date| date < day(from)));
            spec.effort.push(Dated { from: Some(day(from)), value: quantity(strength / 3.0) });
        }
        Change::Invite => {
            if let Some(steps) = spec.invite.first_mut() {
                steps.retain(|step| step.from.is_none_or(|date| date < day(from)));
                steps.push(Dated { from: Some(day(from)), value: quantity(strength) });
            }
        }
    }
    twin
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The state at the beginning of the day on which something changes is still the same.
    #[test]
    fn twins_are_identical_up_to_the_first_difference(
        original in random_scenario(),
        change in prop::sample::select(vec![Change::Feature, Change::Outage, Change::Media, Change::Invite, Change::Effort]),
        from in 0..40i32,
        strength in 0.0..3.0f64,
    ) {
        let mut original = original;
        if matches!(change, Change::Invite) && !original.layers.is_empty() {
            // Only what stands before the change stays in both.
            original.platforms[0].invite[0].retain(|step| step.from.is_none_or(|date| date < day(from)));
        }
        let twin = changed(&original, change, from, strength);
        same_until(&first_run(&original), &first_run(&twin), from as usize + 1)?;
    }

    /// A rival who comes later, or not at all; the state of the day on which it would have come holds its first users already.
    #[test]
    fn a_later_launch_changes_nothing_before_the_earlier(original in random_scenario(), later in prop::option::of(1..30i32)) {
        let Some(launch) = original.platforms[0].launch.date() else { return Ok(()) };
        let from = original.day(launch);
        let mut twin = original.clone();
        twin.platforms[0].launch = later.map(|later| day(from + later)).into();
        same_until(&first_run(&original), &first_run(&twin), from as usize)?;
    }

    #[test]
    fn without_a_campaign_nothing_changes_before_it(original in random_scenario()) {
        let mut original = original;
        let comes = |when: &Option<When>| when.as_ref().and_then(When::date);
        // Without bundles the tables have a column less.
        let bundles = |kind: &CampaignKind| matches!(kind, CampaignKind::Bundle { .. });
        original.platforms[0].seeding.retain(|campaign| comes(&campaign.from).is_some() && !bundles(&campaign.kind));
        let dates = original.platforms[0].seeding.iter().filter_map(|campaign| campaign.from.as_ref()?.date());
        let Some(first) = dates.min() else { return Ok(()) };
        let mut twin = original.clone();
        twin.platforms[0].seeding.clear();
        // The state of the day on which a drive begins holds those whom it wins at once.
        let pushes = |kind: &CampaignKind| matches!(kind, CampaignKind::Push { .. });
        let all_pushes = original.platforms[0].seeding.iter().all(|campaign| pushes(&campaign.kind));
        let days = original.day(first) as usize + usize::from(all_pushes);
        same_until(&first_run(&original), &first_run(&twin), days)?;
    }

    #[test]
    fn a_platform_that_cannot_win_users_changes_nothing(original in random_scenario(), at in 0..3usize) {
        let mut twin = original.clone();
        let at = at.min(original.platforms.len());
        renumber(&mut twin, |platform| platform + usize::from(platform >= at));
        let mut nobody = platform("nobody", original.layers.len());
        (nobody.churn, nobody.stickiness, nobody.pull) = (quantity(0.1), quantity(1.0), quantity(1.0));
        if original.choice.is_some() {
            // What is open is a choice.
            nobody.launch = When::Never;
        }
        twin.platforms.insert(at, nobody);
        let (with, without) = (first_run(&twin), first_run(&original));
        for day in 0..=without.last_day() {
            for platform in 0..without.platforms {
                let shifted = platform + usize::from(platform >= at);
                prop_assert_eq!(with.row(day, shifted), without.row(day, platform));
            }
        }
    }

    #[test]
    fn an_outage_of_no_length_changes_nothing(original in random_scenario(), on in 0..40i32) {
        let mut twin = original.clone();
        twin.platforms[0].outages.push(outage(day(on), 0.0, 0.9));
        prop_assert_eq!(first_run(&twin), first_run(&original));
    }

    /// Where no two platforms place first users in the same moment: then the one that stands first in the file chooses first.
    #[test]
    fn the_order_of_the_platforms_does_not_matter(original in random_scenario()) {
        let mut original = original;
        let replaced = replaces(&original);
        for (platform, launch) in original.platforms.iter_mut().zip([0, 3, 6]) {
            if !platform.launch.is_never() {
                platform.launch = When::On(day(launch));
            }
            without_turns(platform, replaced);
        }
        let mut mirrored = original.clone();
        mirrored.platforms.reverse();
        renumber(&mut mirrored, |platform| original.platforms.len() - 1 - platform);
        let (forth, back) = (first_run(&original), first_run(&mirrored));
        for day in 0..=forth.last_day() {
            for platform in 0..forth.platforms {
                prop_assert_eq!(forth.row(day, platform), back.row(day, forth.platforms - 1 - platform));
            }
        }
    }

    /// Luck belongs to its name: two platforms that are alike but for it exchange their fates when they exchange it.
    #[test]
    fn platforms_that_exchange_their_luck_exchange_their_fates(original in random_scenario()) {
        let mut original = original;
        let replaced = replaces(&original);
        on_dates(&mut original.platforms[0]);
        without_turns(&mut original.platforms[0], replaced);
        let mut second = original.platforms[0].clone();
        second.luck = "other".into();
        // The others, whose users would count, are gone.
        original.platforms[0].compatible.clear();
        second.compatible.clear();
        second.initial_users = quantity(0.0);
        original.platforms[0].initial_users = quantity(0.0);
        original.platforms.truncate(1);
        original.platforms.push(second);
        let mut twin = original.clone();
        twin.platforms[0].luck = "other".into();
        twin.platforms[1].luck.clone_from(&original.platforms[0].luck);
        let (a, b) = (first_run(&original), first_run(&twin));
        for day in 0..=a.last_day() {
            prop_assert_eq!((a.row(day, 0), a.row(day, 1)), (b.row(day, 1), b.row(day, 0)));
        }
    }

    /// Everything twice as slow, in ticks twice as long: the same states, tick by tick.
    #[test]
    fn time_has_no_scale_of_its_own(original in random_scenario()) {
        let mut quick = original;
        quick.tick = 0.5;
        // The joinings of a day would be a scale of time.
        quick.platforms.iter_mut().filter_map(|spec| spec.capacity.as_mut()).for_each(|capacity| capacity.signups.clear());
        let slow = slowed(&quick);
        let (quick, slow) = (first_run(&quick), first_run(&slow));
        prop_assert_eq!(slow.last_day(), 2 * quick.last_day());
        for day in 0..=quick.last_day() {
            for platform in 0..quick.platforms {
                let (a, b) = (quick.row(day, platform), slow.row(2 * day, platform));
                prop_assert_eq!((a.registered, a.active, a.multihomers), (b.registered, b.active, b.multihomers));
                let between = if day == 0 { 0 } else { slow.row(2 * day - 1, platform).left };
                prop_assert_eq!(a.left, b.left + between);
            }
        }
    }
}

/// The scenario with all dates twice as far from the start, all rates halved, and ticks twice as long.
pub fn slowed(scenario: &Scenario) -> Scenario {
    let mut slow = scenario.clone();
    let later = |date: Date| day(2 * scenario.day(date));
    slow.tick *= 2.0;
    slow.end = later(scenario.end);
    if let Potential::Path { points, .. } = &mut slow.market.potential {
        for point in points {
            point.date = later(point.date);
        }
    }
    slow.choice.iter_mut().for_each(|choice| times(&mut choice.revision, 0.5));
    for audience in &mut slow.market.audiences {
        match &mut audience.members {
            Members::Share { share } => stretch(share, &later, 1.0),
            Members::Path { path } => path.iter_mut().for_each(|point| point.date = later(point.date)),
            Members::Listed { .. } => {}
        }
    }
    for platform in &mut slow.platforms {
        for when in moments(platform) {
            slower(when, &later);
        }
        stretch(&mut platform.media, &later, 0.5);
        platform.invite.iter_mut().for_each(|steps| stretch(steps, &later, 0.5));
        platform.invite_once.iter_mut().for_each(|steps| stretch(steps, &later, 1.0));
        platform.invite_period.iter_mut().for_each(|period| times(period, 2.0));
        for rate in [&mut platform.churn, &mut platform.trial_churn, &mut platform.pull] {
            times(rate, 0.5);
        }
        times(&mut platform.trial_period, 2.0);
        stretch(&mut platform.effort, &later, 1.0);
        for campaign in &mut platform.seeding {
            if let CampaignKind::Push { rate, .. } = &mut campaign.kind {
                times(rate, 0.5);
            }
        }
        for feature in &mut platform.features {
            if let Release::WhenDone { begin, work } = &mut feature.release {
                *begin = later(*begin);
                times(work, 2.0);
            }
        }
        if let Some(capacity) = &mut platform.capacity {
            stretch(&mut capacity.users, &later, 1.0);
            for share in [&mut capacity.leave, &mut capacity.reputation_loss] {
                *share = quantity(1.0 - (1.0 - share.median()).sqrt());
            }
            times(&mut capacity.recovery, 2.0);
        }
        for outage in &mut platform.outages {
            outage.date = later(outage.date);
            times(&mut outage.duration, 2.0);
            times(&mut outage.recovery, 2.0);
        }
    }
    slow
}

/// What would wait for an occasion comes on a date instead.
pub fn on_dates(spec: &mut PlatformSpec) {
    for when in moments(spec).into_iter().filter(|when| when.reaction().is_some()) {
        *when = When::On(day(7));
    }
}

/// Nobody is taken from a rival or kept from one by who stands first in the file, and nobody looks at who joined a certain platform.
fn without_turns(spec: &mut PlatformSpec, replaced: bool) {
    let in_turn = replaced || spec.multihoming.median() == 0.0;
    spec.seeding.retain(|campaign| match &campaign.kind {
        CampaignKind::Push { .. } => true,
        CampaignKind::Bundle { .. } => !in_turn,
        CampaignKind::Drive { target, .. } => !in_turn && !matches!(target, Placement::FirstMovers { .. }),
    });
}

/// Whether somebody who is won may be taken from a rival.
fn replaces(scenario: &Scenario) -> bool {
    scenario.choice.is_some() || scenario.platforms.iter().any(|platform| platform.replaces)
}

/// Contacts do not tell who comes first.
fn at_random(spec: &mut PlatformSpec) {
    spec.placement = Placement::Random;
    for campaign in &mut spec.seeding {
        if let CampaignKind::Drive { target, .. } = &mut campaign.kind {
            *target = Placement::Random;
        }
    }
}

fn slower(when: &mut When, later: &impl Fn(Date) -> Date) {
    match when {
        When::On(date) => *date = later(*date),
        When::After(reaction) => {
            times(&mut reaction.lasting, 2.0);
            times(&mut reaction.delay, 2.0);
            for state in &mut reaction.after.states {
                if let State::Date(_, date) = state {
                    *date = later(*date);
                }
            }
        }
        When::Never => {}
    }
}

fn times<U>(quantity: &mut Quantity<U>, factor: f64) {
    *quantity = crate::support::quantity(quantity.median() * factor);
}

fn stretch<U>(steps: &mut [Dated<Quantity<U>>], later: &impl Fn(Date) -> Date, factor: f64) {
    for step in steps {
        step.from = step.from.map(later);
        times(&mut step.value, factor);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Where nothing that a person does depends on contacts, a null model leaves everybody's life as it was.
    #[test]
    fn a_null_model_changes_contacts_and_nothing_else(scenario in random_scenario()) {
        let mut alone = scenario;
        alone.choice = None;
        for spec in &mut alone.platforms {
            spec.invite.iter_mut().for_each(Vec::clear);
            spec.invite_once.iter_mut().for_each(Vec::clear);
            (spec.stickiness, spec.pull, spec.loyalty) = (quantity(0.0), quantity(0.0), quantity(0.0));
            spec.features.clear();
            at_random(spec);
        }
        let with = |model| {
            let mut twin = alone.clone();
            twin.layers.iter_mut().for_each(|layer| layer.null_model = model);
            first_run(&twin)
        };
        let real = with(None);
        for model in [NullModel::Rewired, NullModel::Unclustered, NullModel::WellMixed] {
            prop_assert_eq!(&with(Some(model)).rows, &real.rows);
        }
    }
}
