//! Into which groups a scenario divides persons: those whom its generator puts together, those of whom a file says the same, audiences.

use std::collections::BTreeSet;

use crate::contacts::measure::Grouping;
use crate::contacts::{grouping, towns_as_groups};
use crate::graphfile::{Column, Values};
use crate::market::Market;
use crate::scenario::{Members, Scenario};
use crate::units::LayerIndex;

/// The divisions of the persons that mean something in a layer; its towns, if there is no other.
pub fn groupings(scenario: &Scenario, layer: LayerIndex, market: &Market) -> Vec<Grouping> {
    let agents = scenario.market.agents;
    let known = attributes(scenario);
    let columns = scenario.people().into_iter().flat_map(|people| &people.columns);
    let mut found: Vec<Grouping> = grouping(&scenario.layers[layer], agents, &market.world).into_iter().collect();
    found
        .extend(columns.filter(|column| !known.contains(&*column.name)).filter_map(|column| of_column(column, agents)));
    found.extend(of_audiences(market, agents));
    if found.is_empty() {
        found.push(towns_as_groups(agents));
    }
    found
}

/// The attributes that the scenario gives another meaning: audiences, and days on which persons join the market.
fn attributes(scenario: &Scenario) -> BTreeSet<&str> {
    let market = &scenario.market;
    let listed = market.audiences.iter().filter_map(|audience| match &audience.members {
        Members::Listed { attribute, .. } => Some(attribute.as_str()),
        Members::Share { .. } | Members::Path { .. } => None,
    });
    listed.chain(market.joins.as_ref().map(|joins| joins.attribute.as_str())).collect()
}

/// Persons of whom a file says the same, if it says texts and the same of several: a city, not a name.
fn of_column(column: &Column, agents: u32) -> Option<Grouping> {
    let Values::Texts(values) = &column.values else { return None };
    let said = values.iter().map(|value| value.as_deref().unwrap_or("not said"));
    let beyond = std::iter::repeat_n("not in the file", agents as usize - values.len());
    let said: Vec<&str> = said.chain(beyond).collect();
    let groups = divided(column.name.clone(), &said, |name| (*name).to_owned());
    let kinds = groups.names.len() - usize::from(agents as usize > values.len());
    (kinds * 2 <= values.len()).then_some(groups)
}

/// Persons by the audiences that they belong to in the end.
fn of_audiences(market: &Market, agents: u32) -> Option<Grouping> {
    let audiences: Vec<_> =
        market.audiences.iter().map(|audience| (audience, audience.share(market.ticks()))).collect();
    let belongs = |person| {
        let belongs = |(bit, (audience, share)): (u32, &(&crate::market::Audience, f64))| {
            u32::from(audience.includes(person, *share)) << bit
        };
        (0..).zip(&audiences).map(belongs).sum::<u32>()
    };
    let belonging: Vec<u32> = (0..agents).map(belongs).collect();
    let name = |all: &u32| {
        let own: Vec<&str> = (0..)
            .zip(&audiences)
            .filter(|(bit, _)| all >> bit & 1 == 1)
            .map(|(_, (audience, _))| &*audience.name)
            .collect();
        if own.is_empty() { "no audience".to_owned() } else { own.join(" + ") }
    };
    (!audiences.is_empty()).then(|| divided("audiences".to_owned(), &belonging, name))
}

/// Persons of whom the same is true, in ascending order of what it is.
fn divided<T: Ord>(what: String, of: &[T], name: impl Fn(&T) -> String) -> Grouping {
    let kinds: Vec<&T> = of.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let number = |kind: &T| kinds.partition_point(|other| *other < kind) as u32;
    Grouping { what, of: of.iter().map(number).collect(), names: kinds.iter().map(|kind| name(kind)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_divides_persons_and_a_name_does_not() {
        let column = |values: [Option<&str>; 6]| Column {
            name: "city".into(),
            values: Values::Texts(values.iter().map(|value| value.map(Box::from)).collect()),
        };
        let cities = column([Some("wuhan"), None, Some("beijing"), Some("wuhan"), Some("wuhan"), None]);
        let groups = of_column(&cities, 8).expect("three kinds among six");
        assert_eq!(groups.names, ["beijing", "not in the file", "not said", "wuhan"]);
        assert_eq!(groups.of, [3, 2, 0, 3, 3, 2, 1, 1]);
        assert_eq!(of_column(&column(["a", "b", "c", "d", "e", "f"].map(Some)), 6), None);
    }
}
