//! What `growth` draws and says, and the events below all figures of a scenario.

use headstart::engine::{Row, Trajectory};
use headstart::experiment::Ensemble;
use headstart::report::figure::{self, Figure};
use headstart::report::{Language, Results};
use headstart::scenario::{CampaignKind, CampaignSpec, Scenario, When};
use jiff::civil::date;

use super::figures::legible;
use super::synthetic::history;

/// Every text, in the order of drawing.
fn texts(figure: &Figure) -> Vec<&str> {
    figure.texts.iter().map(|text| text.text.as_str()).collect()
}

/// The lines of the title as one.
fn title(figure: &Figure) -> String {
    let lines = figure.texts.iter().take_while(|text| !text.text.contains(" · "));
    lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Left edges of the areas of a figure, in its unit.
fn left_edges(figure: &Figure) -> Vec<f64> {
    let areas = figure.svg.split("<polygon ").skip(1).map(|area| {
        let points = area.split("points=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("points");
        let across = points.split_whitespace().filter_map(|point| point.split(',').next()?.parse::<f64>().ok());
        across.fold(f64::INFINITY, f64::min) / 8.0
    });
    areas.collect()
}

/// The rows of the runs made anew from those that are there.
fn with_rows(ensemble: &mut Ensemble, row: impl Fn(&Trajectory, usize, &Row) -> Row) {
    for (_, trajectory) in &mut ensemble.sample {
        let rows = trajectory.rows.iter().enumerate().map(|(at, old)| row(trajectory, at, old)).collect();
        trajectory.rows = rows;
    }
}

fn grown((scenario, ensemble): &(Scenario, Ensemble)) -> Figure {
    let figure = figure::growth(&Results::new(scenario, ensemble));
    legible("growth", &figure);
    figure
}

#[test]
fn areas_begin_where_people_begin_to_join_and_not_before() {
    // MiTalk is there from the first day on, WeChat from day 42 of 933; the panel reaches from 110 to 1244.
    let launch = 110.0 + (1244.0 - 110.0) * 42.0 / 933.0;
    let edges = left_edges(&grown(&history(8)));
    let (early, late): (Vec<f64>, Vec<f64>) = edges.iter().partition(|left| **left < launch - 1.5);
    assert!(early.iter().all(|left| (left - 110.0).abs() < 1.5) && early.len() >= 4, "{edges:?}");
    assert!(late.len() >= 4 && late.iter().all(|left| *left < launch + 10.0), "{edges:?}");
}

#[test]
fn a_near_tie_is_told_as_one_and_a_clear_lead_alone() {
    let (scenario, ensemble) = history(8);
    let mut results = Results::new(&scenario, &ensemble);
    let cause = |name: &str| results.causes.iter().position(|cause| cause == name).expect("a cause");
    let (media, phone) = (cause("media"), cause("invitation_phone"));
    let mut told = |shares: [(f64, f64); 2], language| {
        for (platform, (by_media, by_phone)) in results.platforms.iter_mut().zip(shares) {
            platform.growth[media].share.mean = by_media;
            platform.growth[phone].share.mean = by_phone;
        }
        title(&figure::growth(&results.clone().told_in(language)))
    };
    assert_eq!(
        told([(0.34, 0.33), (0.1, 0.8)], Language::English),
        "MiTalk grew through media and phone contacts (34 % and 33 % of its joins), WeChat through phone contacts (80 %)"
    );
    assert_eq!(
        told([(0.5, 0.5), (0.2, 0.8)], Language::English),
        "MiTalk grew through media and phone contacts (50 % each of its joins), WeChat through phone contacts (80 %)"
    );
    assert_eq!(
        told([(0.4, 0.6), (0.1, 0.8)], Language::English),
        "MiTalk and WeChat grew through phone contacts (60 % and 80 % of their joins)"
    );
    assert_eq!(
        told([(0.1, 0.801), (0.1, 0.8)], Language::English),
        "MiTalk and WeChat grew through phone contacts (80 % of their joins)"
    );
    assert_eq!(
        told([(0.0, 0.01), (0.1, 0.2)], Language::English),
        "WeChat grew through phone contacts (20 % of its joins)",
        "one of a hundred is no growth"
    );
    assert_eq!(told([(0.0, 0.01), (0.0, 0.0)], Language::English), "Hardly anybody joins after the first users");
}

/// Only first users, of whom so many are there at the end.
fn first_users(left: u32) -> (Scenario, Ensemble) {
    let (mut scenario, mut ensemble) = history(3);
    scenario.platforms.truncate(2);
    with_rows(&mut ensemble, |trajectory, at, _| {
        let (day, platform) = (at / 2, at % 2);
        let initial = trajectory.causes.iter().position(|cause| cause == "initial");
        let mut joined = vec![0; trajectory.causes.len()];
        if let (0, 0, Some(initial)) = (day, platform, initial) {
            joined[initial] = 1000;
        }
        let (registered, active) = if platform == 0 { (1000, if day < 30 { 1000 } else { left }) } else { (0, 0) };
        Row { registered, active, joined_by: joined.into_iter().collect(), ..Row::default() }
    });
    (scenario, ensemble)
}

#[test]
fn where_only_first_users_are_the_figure_says_so_and_how_many_stay() {
    let figure = grown(&first_users(600));
    assert_eq!(title(&figure), "Nobody joins after the first users, of whom 60 % stay");
    assert!(texts(&figure).contains(&"nobody joins after the first users"));
    assert!(figure.size.1 < 520.0, "no empty panels: {}", figure.size.1);
    assert!(left_edges(&figure).is_empty());
    assert_eq!(title(&grown(&first_users(1000))), "Nobody joins after the first users");
}

#[test]
fn one_cause_has_no_panel_of_shares() {
    let (scenario, mut ensemble) = history(3);
    let two = grown(&(scenario.clone(), ensemble.clone()));
    with_rows(&mut ensemble, |trajectory, _, old| {
        let media = trajectory.causes.iter().position(|cause| cause == "media");
        let all: u32 = (0..trajectory.causes.len()).map(|cause| old.joined_by[cause]).sum();
        let joined = (0..trajectory.causes.len()).map(|cause| if Some(cause) == media { all } else { 0 });
        Row { joined_by: joined.collect(), ..old.clone() }
    });
    let one = grown(&(scenario, ensemble));
    let halves = |figure: &Figure| texts(figure).iter().filter(|text| **text == "50 %").count();
    assert_eq!((halves(&two), halves(&one)), (2, 0));
    assert!(!texts(&one).iter().any(|text| text.contains("where they come from")));
}

#[test]
fn a_label_of_a_layer_stands_wherever_its_contacts_are_told() {
    let (mut scenario, ensemble) = history(8);
    scenario.layers[0].label = Some("address book 通讯录".to_owned());
    let results = Results::new(&scenario, &ensemble);
    let named = |figure: &Figure, name: &str| texts(figure).into_iter().filter(|text| *text == name).count();
    assert_eq!(named(&figure::growth(&results), "address book"), 2);
    assert_eq!(named(&figure::growth(&results.clone().told_in(Language::Chinese)), "通讯录邀请"), 2);
    let page = headstart::report::report_page(&results, &[], &headstart::report::Provenance::default());
    assert!(page.contains(">address book</th>") && !page.contains("phone contacts"), "the table of joins");
}

#[test]
fn nothing_happens_to_a_platform_before_its_launch() {
    let (mut scenario, ensemble) = history(2);
    let launch = date(2011, 9, 1);
    scenario.platforms[1].launch = When::On(launch);
    scenario.platforms[1].seeding = vec![
        campaign("schools are opened", (2011, 10, 1), (2011, 12, 1)),
        campaign("over before it begins", (2011, 2, 1), (2011, 3, 1)),
    ];
    let results = Results::new(&scenario, &ensemble);
    let of_second = || results.events.iter().filter(|event| event.platform == 1);
    assert!(of_second().all(|event| event.date >= launch));
    let on_launch: Vec<&str> = of_second().filter(|event| event.date == launch).map(|event| &*event.label).collect();
    // What it can do from the beginning stands beside its launch.
    assert_eq!(on_launch, ["launch", "group chat 群聊", "voice messages 语音", "People Nearby 附近的人"]);
    let labels: Vec<&str> = of_second().map(|event| &*event.label).collect();
    assert!(
        labels.contains(&"end of “schools are opened”") && !labels.iter().any(|label| label.contains("over before"))
    );
    let chinese = figure::curves(&results.told_in(Language::Chinese));
    assert!(texts(&chinese).contains(&"“schools are opened”结束"));
}

fn campaign(name: &str, from: (i16, i8, i8), until: (i16, i8, i8)) -> CampaignSpec {
    let when = |(year, month, day)| Some(When::On(date(year, month, day)));
    let rate = headstart::scenario::Quantity::constant("rate", 0.001);
    let kind = CampaignKind::Push { audience: 0, rate };
    CampaignSpec { name: Some(name.to_owned()), from: when(from), until: when(until), kind }
}

#[test]
fn no_label_of_an_event_is_cut() {
    let (mut scenario, ensemble) = history(2);
    let long = "an ability whose name takes almost half of the width of a figure, which is rather much";
    scenario.platforms[1].features[2].name = long.to_owned();
    let figure = figure::curves(&Results::new(&scenario, &ensemble));
    assert!(texts(&figure).contains(&long));
    legible("long labels", &figure);
}
