//! The measures as tables, and for scripts.

use serde_json::{Value, json};

use super::groups::{groups_json, table};
use crate::contacts::measure::{Communities, Measured, Portrait, Verdict};
use crate::experiment::{AudienceContacts, Inspection, LayerInspection, SharedLayers};
use crate::report::table::{Table, Values};

/// `graph`, `degrees`, `bins`; where there are groups, `between`; where there are two stored layers, `overlap`.
pub fn tables(inspection: &Inspection) -> Vec<(&'static str, Table)> {
    let layers: Vec<(&str, &Portrait)> = inspection
        .layers
        .iter()
        .filter_map(|layer| Some((layer.name.as_str(), &layer.stored.as_ref()?.portrait)))
        .collect();
    let mut tables = vec![("graph", measures(&layers)), ("degrees", degrees(&layers)), ("bins", bins(&layers))];
    tables.extend(table(inspection).map(|table| ("between", table)));
    if !inspection.shared.is_empty() {
        tables.push(("overlap", overlap(&inspection.shared)));
    }
    tables
}

/// A measure with its name in tables.
type Named = (&'static str, Measured);

/// All measures of a layer.
fn named(portrait: &Portrait) -> Vec<Named> {
    let exact = |name, value| (name, Measured::exact(value));
    let of_towns = |value| if portrait.towns.number > 1 { value } else { f64::NAN };
    vec![
        exact("persons", f64::from(portrait.persons)),
        exact("pairs", portrait.pairs as f64),
        exact("mean_degree", portrait.degrees.mean),
        exact("degree_variance", portrait.degrees.variance),
        exact("median_degree", f64::from(portrait.degrees.median)),
        exact("maximum_degree", f64::from(portrait.degrees.max)),
        exact("maximum_over_median_degree", portrait.hubs()),
        exact("triangles", portrait.triangles as f64),
        exact("local_clustering", portrait.local_clustering),
        exact("global_clustering", portrait.transitivity),
        exact("degree_assortativity", portrait.assortativity),
        exact("components", f64::from(portrait.components)),
        exact("largest_component", portrait.giant),
        ("mean_distance", portrait.distances.mean),
        ("effective_diameter", portrait.distances.effective_diameter),
        exact("longest_distance", f64::from(portrait.distances.longest)),
        exact("largest_core", f64::from(portrait.core)),
        exact("largest_core_persons", f64::from(portrait.core_persons)),
        ("largest_eigenvalue", portrait.eigenvalue),
        ("epidemic_threshold", portrait.epidemic_threshold()),
        exact("contacts_within_towns", of_towns(portrait.towns.inside)),
        exact("modularity_of_towns", of_towns(portrait.towns.modularity())),
    ]
}

/// How a measure compares with real graphs.
struct Compared {
    /// The range.
    real: (f64, f64),
    /// The verdict in a word.
    verdict: &'static str,
    /// The verdict in plain words.
    words: &'static str,
}

/// How a measure compares, where it does.
fn compared(portrait: &Portrait, name: &str) -> Option<Compared> {
    let (range, found) = portrait.verdicts().find(|(range, _)| key(range.name) == name)?;
    let verdict = match found {
        Verdict::Inside => "inside",
        Verdict::TooLow => "too low",
        Verdict::TooHigh => "too high",
        Verdict::Open => return None,
    };
    Some(Compared { real: range.range(portrait.persons)?, verdict, words: range.words(found) })
}

/// The name of a measure in tables: "maximum / median degree" is `maximum_over_median_degree`.
fn key(name: &str) -> String {
    name.replace(" / ", " over ").replace(' ', "_")
}

fn measures(layers: &[(&str, &Portrait)]) -> Table {
    let (mut names, mut measures, mut verdicts) = (Vec::new(), Vec::new(), Vec::new());
    let mut numbers: [Vec<Option<f64>>; 4] = Default::default();
    for (layer, portrait) in layers {
        for (name, Measured { value, error }) in named(portrait) {
            let compared = compared(portrait, name);
            let real = compared.as_ref().map(|compared| compared.real);
            names.push(Some((*layer).to_owned()));
            measures.push(Some(name.to_owned()));
            verdicts.push(compared.map(|compared| compared.verdict.to_owned()));
            let row = [finite(value), finite(error), real.map(|real| real.0), real.map(|real| real.1)];
            numbers.iter_mut().zip(row).for_each(|(column, number)| column.push(number));
        }
    }
    let mut table = Table::default();
    table.add("layer", Values::Text(names));
    table.add("measure", Values::Text(measures));
    for (name, column) in ["value", "error", "real_low", "real_high"].into_iter().zip(numbers) {
        table.add(name, Values::Optional(column));
    }
    table.add("verdict", Values::Text(verdicts));
    table
}

fn degrees(layers: &[(&str, &Portrait)]) -> Table {
    let rows: Vec<(&str, u32, u64, f64)> = layers
        .iter()
        .flat_map(|(layer, portrait)| {
            let both = portrait.distribution.counts.iter().zip(portrait.distribution.ccdf());
            both.map(|(&(degree, persons), (_, share))| (*layer, degree, persons, share))
        })
        .collect();
    let mut table = Table::default();
    table.add("layer", Values::Text(rows.iter().map(|row| Some(row.0.to_owned())).collect()));
    table.add("degree", Values::Whole(rows.iter().map(|row| row.1.into()).collect()));
    table.add("persons", Values::Whole(rows.iter().map(|row| row.2 as i64).collect()));
    table.add("ccdf", Values::Real(rows.iter().map(|row| row.3).collect()));
    table
}

fn bins(layers: &[(&str, &Portrait)]) -> Table {
    let rows: Vec<_> = layers
        .iter()
        .flat_map(|(layer, portrait)| portrait.distribution.bins().into_iter().map(move |bin| (*layer, bin)))
        .collect();
    let mut table = Table::default();
    table.add("layer", Values::Text(rows.iter().map(|(layer, _)| Some((*layer).to_owned())).collect()));
    table.add("from", Values::Whole(rows.iter().map(|(_, bin)| bin.from.into()).collect()));
    table.add("to", Values::Whole(rows.iter().map(|(_, bin)| i64::from(bin.to) - 1).collect()));
    table.add("persons", Values::Whole(rows.iter().map(|(_, bin)| bin.persons as i64).collect()));
    table.add("density", Values::Real(rows.iter().map(|(_, bin)| bin.density).collect()));
    table
}

fn overlap(shared: &[SharedLayers]) -> Table {
    let real = |of: fn(&SharedLayers) -> f64| Values::Optional(shared.iter().map(|both| finite(of(both))).collect());
    let mut table = Table::default();
    table.add("first", Values::Text(shared.iter().map(|both| Some(both.first.clone())).collect()));
    table.add("second", Values::Text(shared.iter().map(|both| Some(both.second.clone())).collect()));
    table.add("common", Values::Whole(shared.iter().map(|both| both.shared.common as i64).collect()));
    table.add("of_first", real(|both| both.shared.of_first()));
    table.add("of_second", real(|both| both.shared.of_second()));
    table.add("jaccard", real(|both| both.shared.jaccard()));
    table
}

pub fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// A layer for scripts.
pub fn layer_json(layer: &LayerInspection) -> Value {
    let Some(stored) = &layer.stored else {
        return json!({"layer": layer.name, "stored": false, "persons": layer.persons});
    };
    let portrait = &stored.portrait;
    let measure = |(name, measured): Named| {
        let compared = compared(portrait, name);
        json!({
            "measure": name,
            "value": finite(measured.value),
            "error": finite(measured.error),
            "real": compared.as_ref().map(|compared| [compared.real.0, compared.real.1]),
            "verdict": compared.as_ref().map(|compared| compared.verdict),
            "words": compared.as_ref().map(|compared| compared.words),
        })
    };
    json!({
        "layer": layer.name,
        "stored": true,
        "persons": layer.persons,
        "measures": named(portrait).into_iter().map(measure).collect::<Vec<_>>(),
        "distances_from": portrait.distances.sources,
        "towns": towns_json(&portrait.towns),
        "audiences": stored.audiences.iter().map(audience_json).collect::<Vec<_>>(),
        "between": stored.groups.iter().map(groups_json).collect::<Vec<_>>(),
    })
}

fn towns_json(towns: &Communities) -> Value {
    json!({"number": towns.number, "inside": finite(towns.inside), "by_chance": finite(towns.by_chance)})
}

fn audience_json(audience: &AudienceContacts) -> Value {
    json!({
        "audience": audience.name,
        "members": finite(audience.members),
        "among": finite(audience.among),
        "by_chance": finite(audience.by_chance),
    })
}

/// What two layers have in common, for scripts.
pub fn shared_json(both: &SharedLayers) -> Value {
    json!({
        "first": both.first,
        "second": both.second,
        "common": both.shared.common,
        "of_first": finite(both.shared.of_first()),
        "of_second": finite(both.shared.of_second()),
        "jaccard": finite(both.shared.jaccard()),
    })
}
