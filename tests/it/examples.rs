//! Data of figures as experiments give them: the founder's question, how much later or weaker WeChat would have had to be.

use headstart::report::Language;
use headstart::report::figure::*;
use headstart::stats::wilson;
use jiff::civil::date;

/// A figure's data from short words.
pub fn head(title: &str, subtitle: &str) -> Head {
    let source = "headstart 0.1.0 · scenario mitalk-wechat · seed 7".to_owned();
    Head { title: title.to_owned(), subtitle: subtitle.to_owned(), source, language: Language::English }
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Chance that MiTalk wins when WeChat comes `gap` months later and QQ's traffic is `traffic` times as strong: the line of even odds
/// is bent.
fn chance(gap: f64, traffic: f64) -> f64 {
    logistic((gap - needed(traffic)) / (0.9 + 0.25 * traffic))
}

/// Months of delay for even odds.
fn needed(traffic: f64) -> f64 {
    1.5 + 9.0 * traffic.powf(0.75) - 1.5 * traffic
}

/// A share of runs with its interval.
fn counted(chance: f64, runs: u64) -> (f64, f64, f64) {
    let wins = (chance * runs as f64).round();
    let (low, high) = wilson(wins as u64, runs);
    (wins / runs as f64, low, high)
}

/// The founder's odds over launch gap and QQ's traffic.
pub fn odds() -> Phase {
    let xs: Vec<f64> = (0..=24).map(|month| f64::from(month) * MONTH).collect();
    let ys: Vec<f64> = (0..=16).map(|k| f64::from(k) * 0.25).collect();
    let cell = |x: f64, y: f64| {
        let chance = chance(x / MONTH, y);
        let runs = if (0.05..=0.95).contains(&chance) { 320 } else { 40 };
        let (value, low, high) = counted(chance, runs);
        Cell { value, low, high, runs }
    };
    let cells = ys.iter().flat_map(|y| xs.iter().map(|x| cell(*x, *y)).collect::<Vec<_>>()).collect();
    let line = |shift: f64| {
        let points = (0..=80).map(|k| f64::from(k) / 20.0).map(|y| ((needed(y) + shift * (1.0 + 0.3 * y)) * MONTH, y));
        vec![points.filter(|(x, _)| *x <= 24.0 * MONTH).collect()]
    };
    Phase {
        head: head(
            "Against QQ's traffic MiTalk would have needed nine more months; without it, six weeks",
            "MiTalk against WeChat · 425 points with 40 to 320 runs each, 200,000 agents",
        ),
        x: Parameter::linear("WeChat's launch, later than it was", ParameterKind::Days),
        y: Parameter::linear("Strength of QQ's traffic to WeChat, against history", ParameterKind::Multiple),
        xs,
        ys,
        cells,
        value: Value::Probability,
        value_label: "Chance that MiTalk leads at the end".to_owned(),
        level: 0.5,
        contour: line(0.0),
        contour_low: line(-0.35),
        contour_high: line(0.35),
        sides: Some(("WeChat leads".to_owned(), "MiTalk leads".to_owned())),
        mark: Some((0.0, 1.0, "history".to_owned())),
    }
}

/// A map with logarithmic axes, unequal steps, and points that were not run.
pub fn sizes() -> Phase {
    let xs = vec![1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 1e8];
    let ys = vec![1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 1e-2];
    let value = |x: f64, y: f64| 3e8 * logistic((x * y).log10() - 2.0);
    let cells = ys.iter().enumerate().flat_map(|(row, y)| {
        let of = |(column, x): (usize, &f64)| {
            let value = if (row + column) % 5 == 4 { f64::NAN } else { value(*x, *y) };
            Cell { value, low: value * 0.9, high: value * 1.1, runs: 40 }
        };
        xs.iter().enumerate().map(of).collect::<Vec<_>>()
    });
    let cells = cells.collect();
    Phase {
        head: head("Early users and media can stand for each other", "100 million users need either, or half of both"),
        x: Parameter::log("Users on the first day", ParameterKind::Persons),
        y: Parameter::log("Reach of media", ParameterKind::Rate),
        cells,
        value: Value::Persons,
        value_label: "Active persons at the end, median".to_owned(),
        level: 1e8,
        contour: vec![ys.iter().map(|y| (10f64.powf(2.0 - std::f64::consts::LN_2) / y, *y)).collect()],
        contour_low: Vec::new(),
        contour_high: Vec::new(),
        sides: None,
        mark: Some((5e6, 1e-4, "腾讯 QQ, 2011".to_owned())),
        xs,
        ys,
    }
}

/// Win probability of each platform over the date of WeChat's launch.
pub fn launch() -> Response {
    let days = |d: jiff::civil::Date| f64::from((d - date(1970, 1, 1)).get_days());
    let first = days(date(2010, 12, 1));
    let series = |label: &str, number: usize, sign: f64| {
        let at = move |day: f64| logistic(sign * (day - days(date(2011, 10, 20))) / 45.0);
        let points = (0..19).map(|month| {
            let x = first + f64::from(month) * MONTH;
            let runs = if (7..14).contains(&month) { 320 } else { 60 };
            let (value, low, high) = counted(at(x), runs);
            ResponsePoint { x, value, low, high, runs }
        });
        let fitted = (0..=180).map(|k| first + f64::from(k) * 3.0).map(|day| (day, at(day))).collect();
        Series { label: label.to_owned(), color: platform_color(number, None), points: points.collect(), fitted }
    };
    let at = days(date(2011, 10, 20));
    Response {
        head: head(
            "WeChat had nine months: launched after October 2011, it loses more often than not",
            "MiTalk against WeChat · 60 to 320 runs a point, 200,000 agents · bars: 95 % intervals, lines: logistic fit",
        ),
        x: Parameter::linear("WeChat's launch", ParameterKind::Date),
        y: Value::Probability,
        y_label: "Chance to lead at the end".to_owned(),
        series: vec![series("MiTalk 米聊", 0, 1.0), series("WeChat 微信", 1, -1.0)],
        target: Some((0.5, "target".to_owned())),
        solution: Some(Solution {
            at,
            low: at - 12.0,
            high: at + 14.0,
            text: "even odds: 2011-10-20 [2011-10-08, 2011-11-03]".to_owned(),
        }),
        marks: vec![
            (days(date(2011, 1, 21)), "history: 2011-01-21".to_owned()),
            (days(date(2011, 5, 10)), "voice messages".to_owned()),
        ],
    }
}

/// A result of one kind over one logarithmic parameter.
pub fn seeding() -> Response {
    let points = (0..12).map(|k| {
        let x = 1e-5 * 2f64.powi(k);
        let value = 2.4e8 * x / (x + 5e-4);
        ResponsePoint { x, value, low: value * 0.85, high: value * 1.2, runs: 40 }
    });
    let series =
        Series { label: String::new(), color: platform_color(1, None), points: points.collect(), fitted: Vec::new() };
    Response {
        head: head(
            "Half of WeChat's users come from the first half per mille a day of QQ's traffic",
            "40 runs a point",
        ),
        x: Parameter::log("Rate at which QQ users were sent to WeChat", ParameterKind::Rate),
        y: Value::Persons,
        y_label: "Active persons at the end".to_owned(),
        series: vec![series],
        target: None,
        solution: None,
        marks: vec![(1e-4, "history".to_owned())],
    }
}

/// Why WeChat won: Shapley's shares.
pub fn reasons() -> Waterfall {
    let step = |name: &str, value: f64, half: f64| Step {
        name: name.to_owned(),
        value,
        low: value - half,
        high: value + half,
    };
    Waterfall {
        head: head(
            "QQ's traffic alone explains more than half of WeChat's victory",
            "MiTalk against WeChat · Shapley's shares of 12 differences, 4,096 worlds with 200 runs each · whiskers: 95 % intervals",
        ),
        value: Value::Probability,
        label: "Chance that WeChat leads at the end".to_owned(),
        from: ("both platforms alike".to_owned(), 0.12),
        to: ("history".to_owned(), 0.89),
        steps: vec![
            step("QQ's traffic", 0.46, 0.03),
            step("contacts of QQ as a second layer of invitations", 0.19, 0.028),
            step("outages of MiTalk in spring 2011", 0.084, 0.02),
            step("People Nearby 附近的人", 0.061, 0.018),
            step("media", 0.043, 0.02),
            step("Moments 朋友圈", 0.022, 0.012),
            step("Shake 摇一摇", 0.014, 0.011),
            step(
                "voice messages, which MiTalk had had eleven days before WeChat and which it lost as an advantage",
                -0.02,
                0.015,
            ),
            step("PC client", -0.0003, 0.004),
            step("doodles and groups", -0.012, 0.01),
            step("initial users", -0.031, 0.012),
            step("launch 42 days later", -0.0397, 0.016),
        ],
        note: Some("Shares add up to the difference of both worlds.".to_owned()),
    }
}

/// Sobol's indices.
pub fn variance() -> Indices {
    let row = |name: &str, first: Option<(f64, f64, f64)>, total: (f64, f64, f64)| IndexRow {
        name: name.to_owned(),
        first,
        total,
    };
    Indices {
        head: head(
            "Who wins is decided by QQ's traffic and by churn; little depends on the contacts",
            "MiTalk against WeChat · 4,096 points of a Sobol sequence · whiskers: 95 % intervals (bootstrap)",
        ),
        rows: vec![
            row("strength of QQ's traffic", Some((0.41, 0.37, 0.45)), (0.52, 0.48, 0.56)),
            row("churn of MiTalk", Some((0.17, 0.14, 0.2)), (0.29, 0.25, 0.33)),
            row(
                "invitations per contact of a user of both platforms, before and after People Nearby",
                None,
                (0.12, 0.09, 0.15),
            ),
            row("trial period", Some((0.05, 0.03, 0.07)), (0.08, 0.05, 0.11)),
            row("mean number of contacts", Some((0.01, -0.02, 0.03)), (0.03, 0.01, 0.05)),
            row("overlap of layers", Some((-0.004, -0.015, 0.01)), (0.012, 0.0, 0.03)),
        ],
        luck: Some((0.07, 0.05, 0.09)),
        x_label: "Share of the variance of WeChat's final share".to_owned(),
    }
}

/// One parameter at a time.
pub fn ranges() -> Tornado {
    let row = |name: &str, texts: (&str, &str), low: f64, high: f64| {
        let around = |value: f64| (value, (value - 0.035).max(0.0), (value + 0.035).min(1.0));
        TornadoRow {
            name: name.to_owned(),
            low_text: texts.0.to_owned(),
            high_text: texts.1.to_owned(),
            at_low: around(low),
            at_high: around(high),
        }
    };
    Tornado {
        head: head(
            "Only QQ's traffic can turn the odds by itself",
            "MiTalk against WeChat, launched nine months later · each parameter alone at the ends of its range · 400 runs each",
        ),
        value: Value::Probability,
        label: "Chance that MiTalk leads at the end".to_owned(),
        base: 0.46,
        rows: vec![
            row("strength of QQ's traffic", ("×0.25", "×4"), 0.97, 0.04),
            row("churn of MiTalk", ("0.1 %/day", "1.2 %/day"), 0.74, 0.2),
            row("invitations per contact", ("0.05 %/day", "0.4 %/day"), 0.3, 0.63),
            row("trial period", ("3 days", "1 month"), 0.52, 0.57),
            row("mean number of contacts", ("40", "150"), 0.46, 0.4),
            row("overlap of layers, that is the share of QQ contacts in the phone book", ("20 %", "80 %"), 0.45, 0.48),
        ],
    }
}

/// Elementary effects.
pub fn effects() -> Morris {
    let point = |name: &str, mean: f64, half: f64, spread: f64| MorrisPoint {
        name: name.to_owned(),
        mean,
        low: (mean - half).max(0.0),
        high: mean + half,
        spread,
    };
    Morris {
        head: head(
            "Four of sixteen parameters matter, and none of them acts alone",
            "MiTalk against WeChat · 50 trajectories through 16 parameters, 100 runs a point · bars: 95 % intervals of μ*",
        ),
        value: Value::Probability,
        label: "MiTalk's chance to lead".to_owned(),
        points: vec![
            point("strength of QQ's traffic", 0.42, 0.04, 0.31),
            point("churn of MiTalk", 0.27, 0.03, 0.19),
            point("invitations per contact", 0.25, 0.03, 0.195),
            point("churn of WeChat", 0.18, 0.02, 0.21),
            point("media of MiTalk", 0.09, 0.015, 0.07),
            point("media of WeChat", 0.085, 0.015, 0.072),
            point("trial period", 0.06, 0.01, 0.064),
            point("outages", 0.05, 0.01, 0.02),
            point("stickiness", 0.03, 0.008, 0.028),
            point("overlap of layers", 0.025, 0.008, 0.02),
            point("mean number of contacts", 0.02, 0.006, 0.018),
            point("multi-homing", 0.018, 0.005, 0.016),
            point("taste", 0.012, 0.004, 0.013),
            point("returning", 0.01, 0.004, 0.009),
            point("People Nearby 附近的人", 0.008, 0.003, 0.01),
            point("initial users", 0.002, 0.001, 0.002),
        ],
    }
}

/// Share of persons whose path is another one, by day.
pub fn parted(days: usize) -> Vec<(f64, f64, f64)> {
    let at = |day: usize| 0.62 * logistic((day as f64 - 480.0) / 90.0);
    (0..=days).map(|day| (at(day) * 0.85, at(day), (at(day) * 1.12).min(1.0))).collect()
}
