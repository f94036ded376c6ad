//! What answers and titles say of markets made for it.

use headstart::engine::{Row, Trajectory};
use headstart::report::{self, Language, Results, figure};
use headstart::scenario::Scenario;
use jiff::civil::date;

use super::synthetic::{Curve, outcome, scenario, tallied};

/// A hundred days.
const DAYS: u32 = 100;

/// A scenario with platforms of these names.
fn platforms(names: &[&'static str], runs: u64) -> Scenario {
    let start = date(2011, 1, 1);
    let curve = |name: &&'static str| Curve { name, label: name, launch: start, logistic: (1.0, 1.0, 1.0), loyal: 1.0 };
    let curves: Vec<Curve> = names.iter().map(curve).collect();
    scenario("made", "Made for a test", (start, date(2011, 4, 11)), runs as u32, &curves)
}

/// The results of runs in which a platform has some active agents, and some joins, on a day: `of(run, day, platform)`.
fn made(names: &[&'static str], runs: u64, of: impl Fn(u64, u32, usize) -> (u32, u32)) -> Results {
    let scenario = platforms(names, runs);
    let run = |run: u64| {
        let row = |day: u32, platform| {
            let (active, joins) = of(run, day, platform);
            Row { active, registered: active, joined_by: [0, joins].into_iter().collect(), ..Row::default() }
        };
        let rows = (0..=DAYS).flat_map(|day| (0..names.len()).map(move |platform| row(day, platform))).collect();
        let causes = ["initial", "media"].map(str::to_owned).to_vec();
        let market = vec![10_000; DAYS as usize + 1];
        let trajectory = Trajectory { causes, platforms: names.len(), rows, market, reactions: Vec::new() };
        (outcome(&scenario, &trajectory, run, 1.0), trajectory)
    };
    Results::new(&scenario, &tallied(runs, names.len(), (0..runs).map(run).collect()))
}

/// Results in which platforms win so many runs, and nobody the rest.
fn won(names: &[&'static str], wins: &[u64], runs: u64) -> Results {
    let winner = |run: u64| {
        (0..names.len()).find(|p| run < wins[..=*p].iter().sum::<u64>()).filter(|_| run < wins.iter().sum::<u64>())
    };
    made(names, runs, |run, day, platform| (if winner(run) == Some(platform) { 100 + day } else { 100 }, 1))
}

fn title(figure: &figure::Figure) -> &str {
    &figure.texts[0].text
}

#[test]
fn odds_that_cannot_be_told_apart_have_no_favorite() {
    let names = ["Red", "Blue"];
    let headline = |wins: &[u64]| report::headline(&won(&names, wins, 100));
    assert_eq!(headline(&[53, 47]), "No clear favorite: Red wins 53 % of runs, Blue 47 %");
    assert_eq!(headline(&[40, 57]), "No clear favorite: Blue wins 57 % of runs, Red 40 %");
    assert_eq!(headline(&[45, 0]), "No clear favorite: nobody wins 55 % of runs, Red 45 %");
    assert_eq!(headline(&[20, 5]), "Nobody wins 75 % of runs");
    assert_eq!(headline(&[0, 0]), "Nobody wins");
    assert_eq!(headline(&[39, 61]), "Blue wins 61 % of runs");
    // With 61 of 100, the interval is 51 to 70 %; with 6 of 10, 31 to 83 %.
    assert_eq!(report::headline(&won(&names, &[4, 6], 10)), "No clear favorite: Blue wins 60 % of runs, Red 40 %");
    let chinese = won(&names, &[53, 40], 100).told_in(Language::Chinese);
    assert_eq!(report::headline(&chinese), "没有明显的领先者：Red 在 53% 的模拟中获胜，Blue 占 40%");
}

#[test]
fn of_several_platforms_those_are_named_whose_odds_are_level() {
    let headline = |wins: &[u64]| report::headline(&won(&["Red", "Blue", "Green"], wins, 100));
    assert_eq!(headline(&[30, 35, 35]), "No clear favorite: Blue wins 35 % of runs, Green 35 %, Red 30 %");
    assert_eq!(headline(&[45, 44, 11]), "No clear favorite: Red wins 45 % of runs, Blue 44 %");
    assert_eq!(headline(&[25, 60, 15]), "Blue wins 60 % of runs");
    let answer = report::answer(&won(&["Red", "Blue", "Green"], &[45, 44, 11], 100));
    assert!(answer.starts_with("No clear favorite: Red wins 45 % of 100 runs [36 %, 55 %]; "), "{answer}");
    let answer = report::answer(&won(&["Red", "Blue", "Green"], &[20, 5, 5], 100));
    assert!(
        answer.starts_with("More runs have no winner than any platform wins: Red wins 20 % of 100 runs"),
        "{answer}"
    );
}

#[test]
fn the_lead_among_the_first_persons_is_not_passed() {
    // Both begin with ten agents and change places by chance until day 20.
    let level = made(&["Red", "Blue"], 30, |run, day, platform| {
        let noise = ((run as u32 + 2 * day) * (1 + platform as u32)) % 5;
        (10 + day + noise + if platform == 0 && day > 20 { 4 * (day - 20) } else { 0 }, 1)
    });
    assert!(level.outcomes.iter().filter(|outcome| outcome.crossing.is_some()).count() > 20, "they do cross");
    assert_eq!(report::headline(&level), "Red wins every run");
    let answer = report::answer(&level);
    assert!(answer.contains("; it takes the lead for good on 2011-01-") && !answer.contains("passes"), "{answer}");
}

#[test]
fn a_single_run_passes_nobody_who_was_ahead_by_chance() {
    let run = |first: u32| {
        made(&["Red", "Blue"], 1, move |_, day, platform| (if platform == 0 { 4 * day } else { first + day }, 1))
    };
    // Blue has 9 agents before Red has any, which is three standard deviations; 10 are more.
    assert_eq!(report::headline(&run(9)), "Red wins");
    assert_eq!(report::headline(&run(10)), "Red wins, passing Blue in January 2011");
    assert!(report::answer(&run(9)).starts_with("Red wins this one run; it takes the lead for good on 2011-01-05."));
    assert!(report::answer(&run(10)).starts_with("Red wins this one run; it passes Blue on 2011-01-05."));
}

#[test]
fn only_who_was_ahead_is_passed() {
    let results = made(&["Winner", "Early", "Late"], 5, |_, day, platform| {
        let active = match platform {
            0 => 30 * day,
            1 => 900,
            _ => 5 * day.saturating_sub(50),
        };
        (active, 1)
    });
    assert_eq!(report::headline(&results), "Winner wins every run, passing Early in February 2011");
    assert!(report::answer(&results).contains("; it passes Early on 2011-02-01 (2011-02-01 … 2011-02-01)."));
}

#[test]
fn the_title_of_joins_says_what_is_so() {
    let told = |joins: &dyn Fn(u64, u32, usize) -> u32| {
        let results = made(&["Red", "Blue"], 10, |run, day, platform| (100 + day, joins(run, day, platform)));
        title(&figure::joins(&results)).to_owned()
    };
    assert_eq!(told(&|run, _, _| u32::from(run == 0)), "Red and Blue get about as many joins a day");
    // Red's 400 joins a day rise by 20 each day, Blue's peak.
    let peak = |day: u32, at: u32| 5000_u32.saturating_sub(100 * day.abs_diff(at));
    assert_eq!(
        told(&|_, day, platform| if platform == 0 { 400 + 100 * day } else { 90 }),
        "Joins of Red still grow at the end: 10 k a day"
    );
    assert_eq!(
        told(&|_, day, platform| if platform == 0 { peak(day, 45) } else { peak(day, 48) / 2 }),
        "Joins peak in February 2011: Red 5,000 and Blue 2,500 a day"
    );
    assert_eq!(
        told(&|_, day, platform| if platform == 0 { peak(day, 45) } else { peak(day, 20) / 2 }),
        "From January 2011 on, Red gets more joins a day than Blue"
    );
    // Each of two runs of ten has a join in ten days.
    let rarely = |run, day: u32, platform| u32::from(run < 2 && day % 10 == 5 && day < 60 && platform == 0);
    assert_eq!(told(&rarely), "Hardly anybody joins after the first users");
}

#[test]
fn few_joins_a_day_have_digits_in_titles() {
    let results = made(&["Red"], 10, |run, day, _| (1 + day / 50, u32::from(run == 0 && day <= 60)));
    assert_eq!(title(&figure::joins(&results)), "Joins stay at about 0.1 a day until March 2011");
    let chinese = title(&figure::joins(&results.told_in(Language::Chinese))).to_owned();
    assert_eq!(chinese, "每日加入人数直到2011年3月都维持在约 0.1");
}

#[test]
fn the_share_of_one_platform_is_told_by_its_title() {
    let results = made(&["Red"], 10, |_, day, _| (30 * day, 1));
    assert_eq!(title(&figure::share(&results)), "30 % of the market uses Red in April 2011");
    assert_eq!(report::headline(&results), "Red reaches 3,000 registered persons by April 2011");
    let chinese = results.told_in(Language::Chinese);
    assert_eq!(title(&figure::share(&chinese)), "2011年4月，市场的 30% 在使用 Red");
}

#[test]
fn who_has_everybody_from_the_first_day_reaches_nothing() {
    // 3,000 are registered all the time, of whom more and more leave.
    let scenario = platforms(&["Red"], 10);
    let run = |run: u64| {
        let row = |day: u32| Row { registered: 3000, active: 3000 - 10 * day, ..Row::default() };
        let causes = ["initial", "media"].map(str::to_owned).to_vec();
        let rows = (0..=DAYS).map(|day| Row { joined_by: [0, 0].into_iter().collect(), ..row(day) }).collect();
        let market = vec![10_000; DAYS as usize + 1];
        let trajectory = Trajectory { causes, platforms: 1, rows, market, reactions: Vec::new() };
        (outcome(&scenario, &trajectory, run, 1.0), trajectory)
    };
    let results = Results::new(&scenario, &tallied(10, 1, (0..10).map(run).collect()));
    assert_eq!(report::headline(&results), "2,000 of the 3,000 registered persons of Red are active in April 2011");
    let chinese = report::headline(&results.told_in(Language::Chinese));
    assert_eq!(chinese, "2011年4月，Red 的 3,000 注册用户中有 2,000 活跃");
}

#[test]
fn subtitles_say_how_many_runs_are_drawn() {
    let results = won(&["Red", "Blue"], &[40, 40], 80);
    for figure in [figure::curves(&results), figure::share(&results), figure::joins(&results)] {
        let subtitle = &figure.texts[1].text;
        assert!(
            subtitle.contains(" in 60 of the 80 runs") || subtitle.contains("thin lines: 60 of the 80 runs"),
            "{subtitle}"
        );
    }
}
