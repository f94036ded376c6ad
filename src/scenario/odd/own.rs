//! What is a scenario's own in the elements: its question, its entities with numbers, its scales, its beginning.

use crate::graphfile::grouped;
use crate::scenario::load::Loaded;
use crate::scenario::odd::numbers::number;
use crate::scenario::odd::tables::table;
use crate::scenario::{
    Dated, Distribution, LayerSpec, Members, PathPoint, PlatformSpec, Potential, Quantity, Scenario, Unit, between,
};

/// Element 1: what is asked.
pub fn question(scenario: &Scenario) -> String {
    if scenario.about.is_empty() {
        return String::new();
    }
    let lines = scenario.about.lines().map(|line| format!("> {line}").trim_end().to_owned());
    format!("*The question of this scenario*, in the words of its file:\n\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// Element 1: what the scenario is judged by.
pub fn patterns(scenario: &Scenario) -> String {
    let expected = scenario.expect.iter().map(|words| format!("*What its author expects:* {words}."));
    let targets = match scenario.targets.len() {
        0 => "There are no historical targets: this scenario is not fitted to any history.".to_owned(),
        number => format!("This scenario is judged by {number} historical targets (*Input data*)."),
    };
    expected.chain([targets]).collect::<Vec<_>>().join("\n\n")
}

/// Element 2: persons, layers, audiences and platforms with their numbers.
pub fn entities(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    let persons = format!(
        "This scenario has {} persons (agents), each standing for {}.",
        grouped(scenario.market.agents.into()),
        weight(scenario)
    );
    let parts = [persons, layers(loaded), audiences(scenario), platforms(scenario)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// How many persons an agent stands for.
fn weight(scenario: &Scenario) -> String {
    let persons = persons_per_agent(scenario);
    let number = if persons < 1000.0 { number(Unit::Plain, persons, "") } else { grouped(persons.round() as u64) };
    let (about, runs) = if weight_is_certain(scenario) { ("", "") } else { ("about ", ", by the best estimate") };
    let people = if persons.to_bits() == 1f64.to_bits() { "person" } else { "persons" };
    format!("{about}{number} {people} of the market{runs}")
}

fn persons_per_agent(scenario: &Scenario) -> f64 {
    scenario.market.potential.most(scenario.start, scenario.end) / f64::from(scenario.market.agents.max(1))
}

fn weight_is_certain(scenario: &Scenario) -> bool {
    match &scenario.market.potential {
        Potential::Fixed(persons) => !persons.is_uncertain(),
        Potential::Path { uncertain, .. } => !uncertain,
    }
}

fn layers(loaded: &Loaded) -> String {
    let scenario = &loaded.scenario;
    let row = |(position, layer): (usize, &LayerSpec)| {
        let degree = layer.generator.mean_degree(Quantity::median);
        let degree = degree.map_or_else(|| "everybody".to_owned(), |degree| number(Unit::Plain, degree, ""));
        let invites = |platform: &&PlatformSpec| platform.invite.get(position).is_some_and(|steps| rises(steps));
        let over: Vec<&str> =
            scenario.platforms.iter().filter(invites).map(|platform| platform.name.as_str()).collect();
        vec![layer.name.clone(), format!("`{}`", generator(loaded, &layer.name)), degree, over.join(", ")]
    };
    let rows: Vec<Vec<String>> = scenario.layers.iter().enumerate().map(row).collect();
    table(&["layer of contacts", "generator", "contacts a person", "platforms that invite over it"], &rows)
}

/// Whether a rate over time is ever above 0.
fn rises<U>(steps: &[Dated<Quantity<U>>]) -> bool {
    steps.iter().any(|step| !matches!(step.value.distribution, Distribution::Constant(value) if value <= 0.0))
}

/// The key of a layer's generator.
fn generator(loaded: &Loaded, layer: &str) -> String {
    let layers = loaded.layered.table.node("contacts").and_then(|node| node.table());
    let own = layers.and_then(|layers| layers.node(layer)).and_then(|node| node.table());
    own.and_then(|own| own.entries.first()).map(|entry| entry.key.clone()).unwrap_or_default()
}

fn audiences(scenario: &Scenario) -> String {
    let row = |audience: &crate::scenario::AudienceSpec| {
        let who = match &audience.members {
            Members::Share { share } => share.iter().map(dated_share).collect::<Vec<_>>().join("; "),
            Members::Path { path } => {
                let point = |point: &PathPoint| {
                    let share = number(Unit::Share, point.share.median(), "");
                    format!("{share} on {}", point.date)
                };
                format!("{} (linear between)", path.iter().map(point).collect::<Vec<_>>().join("; "))
            }
            Members::Listed { attribute, persons } => {
                format!("{} persons named by the attribute `{attribute}`", grouped(persons.count().into()))
            }
        };
        vec![audience.name.clone(), who]
    };
    table(&["audience", "who belongs"], &scenario.market.audiences.iter().map(row).collect::<Vec<_>>())
}

fn dated_share<U>(step: &Dated<Quantity<U>>) -> String {
    let share = number(Unit::Share, step.value.median(), "");
    step.from.map_or_else(|| format!("{share} of all persons"), |date| format!("{share} from {date}"))
}

fn platforms(scenario: &Scenario) -> String {
    let count = |number: usize| if number == 0 { String::new() } else { number.to_string() };
    let row = |platform: &PlatformSpec| {
        let launch = platform.launch.to_string();
        vec![
            platform.name.clone(),
            platform.label.clone(),
            launch,
            first_users(scenario, platform),
            count(platform.features.len()),
            count(platform.seeding.len()),
            count(platform.outages.len()),
        ]
    };
    let head = ["platform", "label", "launch", "first users", "features", "campaigns", "outages"];
    table(&head, &scenario.platforms.iter().map(row).collect::<Vec<_>>())
}

/// First users in persons and in agents.
fn first_users(scenario: &Scenario, platform: &PlatformSpec) -> String {
    let persons = platform.initial_users.median();
    if persons <= 0.0 {
        return String::new();
    }
    let agents = (persons / persons_per_agent(scenario)).round().max(1.0) as u64;
    format!("{} ({} agents)", number(Unit::Persons, persons, ""), grouped(agents))
}

/// Element 2: the time.
pub fn scales(scenario: &Scenario) -> String {
    let ticks_per_day = (1.0 / scenario.tick).round() as u32;
    let ticks = u64::from(scenario.days()) * u64::from(ticks_per_day);
    format!(
        "From {} to {}: {} days in {} ticks of {}. {}, seed {}.",
        scenario.start,
        scenario.end,
        grouped(scenario.days().into()),
        grouped(ticks),
        length(ticks_per_day),
        runs(scenario),
        scenario.seed
    )
}

fn runs(scenario: &Scenario) -> String {
    let number = u64::from(scenario.runs);
    let runs = if number == 1 { "1 run".to_owned() } else { format!("{} runs", grouped(number)) };
    if scenario.precision.is_some() { format!("At most {runs}, fewer if the precision is reached") } else { runs }
}

/// The length of a tick of which so many make a day.
fn length(ticks_per_day: u32) -> String {
    let minutes = 1440 / ticks_per_day.max(1);
    let (number, unit) = match minutes {
        1440 => (1, "day"),
        minutes if minutes % 60 == 0 => (minutes / 60, "hour"),
        minutes => (minutes, "minute"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// Element 5: who is there at the beginning.
pub fn beginning(scenario: &Scenario) -> String {
    let agents = scenario.market.agents;
    let inside = match (&scenario.market.joins, &scenario.market.potential) {
        (Some(days), _) => {
            let inside = (0..agents).filter(|&person| days.day(person) == Some(0)).count();
            grouped(inside as u64)
        }
        (None, Potential::Fixed(_)) => {
            return with_open(scenario, "All persons are in the market at tick 0.");
        }
        (None, Potential::Path { points, .. }) => {
            let line: Vec<(f64, f64)> =
                points.iter().map(|point| (f64::from(scenario.day(point.date)), point.mid)).collect();
            let share = between(&line, 0.0) / scenario.market.potential.most(scenario.start, scenario.end);
            format!("about {}", grouped((share * f64::from(agents)).round() as u64))
        }
    };
    with_open(scenario, &format!("Of {} persons, {inside} are in the market at tick 0.", grouped(agents.into())))
}

fn with_open(scenario: &Scenario, sentence: &str) -> String {
    let open = |platform: &&PlatformSpec| platform.launch.date().is_some_and(|launch| launch <= scenario.start);
    let names: Vec<&str> = scenario.platforms.iter().filter(open).map(|platform| platform.label.as_str()).collect();
    match &names[..] {
        [] => format!("{sentence} No platform is open yet."),
        names => format!("{sentence} Open from tick 0 on: {}.", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_told_in_the_largest_unit_that_fits() {
        assert_eq!(
            [1, 2, 4, 24, 144, 1440, 96].map(length),
            ["1 day", "12 hours", "6 hours", "1 hour", "10 minutes", "1 minute", "15 minutes"]
        );
    }
}
