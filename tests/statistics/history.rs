//! The cases against history: what the fits by hand promise, and the finding that the head of each file tells, on small markets.

use std::path::Path;

use headstart::report::{Measure, Results, fit};
use headstart::scenario::{Metric, Overrides, load};

use crate::runs;

/// A shipped scenario with few agents and runs, some settings changed as `--set` would.
fn small(name: &str, agents: u32, runs: u32, settings: &[&str]) -> Results {
    let set = settings.iter().map(|&one| one.to_owned()).collect();
    let small = Overrides { agents: Some(agents), runs: Some(runs), set, ..Overrides::default() };
    let path = format!("scenarios/{name}.toml");
    let scenario = load(Path::new(&path), &small).unwrap_or_else(|problems| panic!("{problems}")).scenario;
    let results = Results::new(&scenario, &runs::run(&scenario, |_| {}));
    println!("{name} {settings:?}: {}", fit(&results).sentence().unwrap_or_default());
    results
}

/// Runs that each platform wins.
fn wins(results: &Results) -> Vec<u64> {
    results.platforms.iter().map(|platform| platform.wins).collect()
}

/// Median over the runs of what is measured of a platform on a date.
fn median(results: &Results, platform: usize, measure: Measure, date: &str) -> f64 {
    let day = results.day(date.parse().expect("a date"));
    results.band(platform, measure).q50[day as usize]
}

/// The shipped scenario with 20,000 agents and 8 runs. The medians of so few and small runs scatter by a tenth around those of the
/// shipped size, which lie within a factor of 1.3 of all 20 targets within the time of the scenario (22 targets in all).
///
/// Expected: at least 16 targets within a factor of 1.5; registrations of `WeChat` from November 2011 on, and of `MiTalk` from then to January
/// 2013, within a factor of 2; and `MiTalk` goes on growing, by 10 to 80 thousand a day, while `WeChat` takes the market.
#[test]
fn the_case_meets_history() {
    let results = small("mitalk-wechat", 20_000, 8, &[]);
    let fit = fit(&results);
    assert!(fit.met() >= 16, "{} of {} targets", fit.met(), fit.points.len());
    for point in &fit.points {
        let target = &results.targets[point.target].observation;
        if target.metric == Metric::Registered && target.date >= jiff::civil::date(2011, 11, 1) {
            assert!((0.5..2.0).contains(&point.ratio), "{:?}: {}", target.date, point.ratio);
        }
    }
    let new = results.band(0, Measure::New);
    for from in (170..930 - 90).step_by(90) {
        let daily = new.mean[from..from + 90].iter().sum::<f64>() / 90.0;
        assert!((10e3..80e3).contains(&daily), "days {from} to {}: {daily} a day", from + 90);
    }
    assert_eq!(wins(&results), [0, 8]);
}

/// Korea with 10,000 agents and 8 runs. At the shipped size all 19 targets are met, `KakaoTalk` wins all runs, and of `MyPeople`'s accounts
/// of May 2011 31 % are used.
///
/// Expected: `KakaoTalk` wins all runs, at least 16 targets are met; `MyPeople` has 7 million accounts within a factor of 1.5, of
/// which fewer than half are used. With 32 times the invitations it wins most runs: what it lacked was not the seed.
#[test]
fn a_portals_seed_brings_accounts_and_no_friends() {
    let history = small("kakaotalk-mypeople", 10_000, 8, &[]);
    assert_eq!(wins(&history), [8, 0]);
    assert!(fit(&history).met() >= 16);
    let accounts = median(&history, 1, Measure::PublishedRegistered, "2011-05-30");
    let (ever, now) =
        [Measure::Registered, Measure::Active].map(|measure| median(&history, 1, measure, "2011-05-30")).into();
    assert!((4.7e6..10.5e6).contains(&accounts), "{accounts}");
    assert!((0.1..0.5).contains(&(now / ever)), "{now} of {ever}");
    let inviting = small("kakaotalk-mypeople", 10_000, 8, &["platforms.mypeople.invite.phone=x32"]);
    assert!(wins(&inviting)[1] >= 6, "{:?}", wins(&inviting));
}

/// Google+ with 10,000 agents and 4 runs. At the shipped size it has 489 M accounts at the end, of which 34 % are used, and 13 % of all
/// active users; without pull 88 % are used.
///
/// Expected: Facebook wins all runs; Google+ has 400 to 600 M accounts, fewer than half of them used, and less than a fifth of the active
/// users. It is the pull of contacts that empties it: without pull more than three quarters are used.
#[test]
fn a_huge_seed_does_not_hold_against_contacts_elsewhere() {
    let end = "2012-12-31";
    let kept =
        |results: &Results| median(results, 1, Measure::Active, end) / median(results, 1, Measure::Registered, end);
    let history = small("google-plus-facebook", 10_000, 4, &[]);
    assert_eq!(wins(&history), [4, 0]);
    let accounts = median(&history, 1, Measure::PublishedRegistered, end);
    assert!((400e6..600e6).contains(&accounts), "{accounts}");
    assert!((0.15..0.5).contains(&kept(&history)), "{}", kept(&history));
    assert!(median(&history, 1, Measure::Share, end) < 0.2);
    let without = ["platforms.facebook.pull=0", "platforms.google_plus.pull=0"];
    let held = kept(&small("google-plus-facebook", 10_000, 4, &without));
    assert!(held > 0.75, "{held}");
}

/// Japan with 5,000 agents and 16 runs. At the shipped size LINE wins all runs and all 20 targets are met. With 20,000 agents and
/// 40 runs, LINE without the abilities of October 2011 wins 18 %, and 95 % if Yahoo! Japan doesn't help `KakaoTalk`.
///
/// Expected: LINE wins all runs of history, at least 17 targets are met; without October 2011 it wins fewer than half, and without Yahoo! Japan's
/// campaign as well more than half. If the true chances are those above, this fails by chance with one of 300 seeds.
#[test]
fn a_seed_decides_only_before_the_rival_has_tipped_the_market() {
    let of_line = |settings: &[&str]| small("line-japan", 5_000, 16, settings);
    let history = of_line(&[]);
    assert_eq!(wins(&history), [16, 0, 0]);
    assert!(fit(&history).met() >= 17);
    let without = "platforms.line.features=[]";
    let alone = of_line(&[without, "platforms.kakaotalk.seeding=[]"]);
    let against = of_line(&[without]);
    assert!(wins(&against)[0] < 8 && wins(&alone)[0] > 8, "{:?}, {:?}", wins(&against), wins(&alone));
}

/// The United States with 20,000 agents and 4 runs. At the shipped size all 15 targets are met, and with 16 runs Facebook wins 94 %, but none if
/// students do not invite students.
///
/// Expected: at least 11 targets are met and Facebook wins most runs; without invitations on campus it wins none, even if it is open to
/// everybody from the first day.
#[test]
fn a_second_mover_without_a_seed_wins_from_within_a_group() {
    let history = small("facebook-myspace", 20_000, 4, &[]);
    assert!(wins(&history)[1] >= 3, "{:?}", wins(&history));
    assert!(fit(&history).met() >= 11);
    let open = ["platforms.facebook.invite.campus=0", "platforms.facebook.invite.friends.0.from=2004-02-04"];
    assert_eq!(wins(&small("facebook-myspace", 20_000, 4, &open)), [4, 0]);
}
