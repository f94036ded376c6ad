//! `weights` and `degrees` of a layer of contacts: how persons differ.

use super::Frame;
use super::generator::check_degree;
use super::reader::Reader;
use crate::scenario::file::Node;
use crate::scenario::keys::{Kind, find};
use crate::scenario::{DegreeLaw, DegreeShare, Quantity, WeightLaw, preset};
use crate::stats::is_graphical;
use crate::units::Number;

/// How far the sum of some shares may be from 1.
const SLACK: f64 = 1e-3;

/// Decodes `weights`; their mean is `mean_degree`.
pub fn weights(reader: &Reader, mean_degree: &Quantity<Number>, frame: &Frame) -> Option<WeightLaw> {
    if !reader.has("weights") {
        let spread = Quantity::constant(reader.address("weights.lognormal.spread"), preset::WEIGHT_SPREAD);
        return Some(WeightLaw::Lognormal { spread });
    }
    let (laws, name, _) = chosen(reader, "weights")?;
    let law = laws.table(name);
    if name == "lognormal" {
        return Some(WeightLaw::Lognormal { spread: law.amount("spread") });
    }
    let most = law.given::<Number>("most");
    if let Some(most) = &most {
        check_degree(&law, "most", most.median(), frame);
        if most.median() <= mean_degree.median() {
            let message = format!("`{}` is not above the mean degree", law.address("most"));
            let help =
                format!("mean_degree = {}: some persons must have more contacts than that", mean_degree.median());
            law.desk().error(message, law.place("most"), "too small", help);
        }
    }
    Some(WeightLaw::PowerLaw { exponent: law.given("exponent")?, most })
}

/// Decodes `degrees`.
pub fn degrees(reader: &Reader, frame: &Frame) -> Option<DegreeLaw> {
    let (laws, name, node) = chosen(reader, "degrees")?;
    match name {
        "constant" => constant(&laws, frame),
        "poisson" => Some(DegreeLaw::Poisson { mean: mean(&laws.table(name), frame)? }),
        "lognormal" => {
            let law = laws.table(name);
            Some(DegreeLaw::Lognormal { mean: mean(&law, frame)?, spread: law.amount("spread") })
        }
        "power_law" => power_law(&laws.table(name), frame),
        _ => shares(&laws, node, frame),
    }
}

/// The one key that a table with exactly one key has.
fn chosen<'t>(reader: &Reader<'t>, name: &str) -> Option<(Reader<'t>, &'t str, &'t Node)> {
    let (node, Some(Kind::OneOf(keys))) = (reader.node(name)?, reader.kind_of(name)) else { return None };
    let names = keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ");
    let Some(table) = node.table() else {
        let message = format!("`{}` takes a table with a law, not {}", reader.address(name), node.what());
        reader.desk().error(message, node.place, "not a table", format!("write {{ LAW = … }} with one of {names}"));
        return None;
    };
    let laws = Reader::open(reader.desk(), table, keys, reader.address(name), node.place);
    let mut known = table.entries.iter().filter(|entry| find(keys, &entry.key).is_some());
    let (first, second) = (known.next(), known.next());
    if let Some(second) = second {
        let message = format!("`{}` has two laws", laws.path());
        laws.desk().error(message, second.key_place, "a second law", format!("give exactly one of {names}"));
        return None;
    }
    if table.entries.is_empty() {
        let message = format!("`{}` has no law", laws.path());
        laws.desk().error(message, node.place, "nothing in it", format!("give exactly one of {names}"));
    }
    first.map(|entry| (laws, entry.key.as_str(), &entry.node))
}

fn mean(law: &Reader, frame: &Frame) -> Option<Quantity<Number>> {
    let mean = law.given::<Number>("mean")?;
    check_degree(law, "mean", mean.median(), frame);
    Some(mean)
}

fn constant(laws: &Reader, frame: &Frame) -> Option<DegreeLaw> {
    let degree = laws.whole("constant")? as u32;
    check_degree(laws, "constant", f64::from(degree), frame);
    Some(DegreeLaw::Constant { degree })
}

fn power_law(law: &Reader, frame: &Frame) -> Option<DegreeLaw> {
    let (least, most) = (law.whole("least")? as u32, law.whole("most")? as u32);
    check_degree(law, "most", f64::from(most), frame);
    if least > most {
        let message = format!("`{}` is above the largest degree", law.address("least"));
        law.desk().error(
            message,
            law.place("least"),
            "too large",
            format!("most = {most}: least must not be above it"),
        );
    }
    Some(DegreeLaw::PowerLaw { exponent: law.given("exponent")?, least, most })
}

fn shares(laws: &Reader, node: &Node, frame: &Frame) -> Option<DegreeLaw> {
    let entries = laws.list("shares");
    let entry = |entry: &Reader| {
        let degree = entry.whole("degree")? as u32;
        check_degree(entry, "degree", f64::from(degree), frame);
        Some(DegreeShare { degree, share: entry.given("share")? })
    };
    let shares: Vec<DegreeShare> = entries.iter().map(entry).collect::<Option<_>>()?;
    for (nth, entry) in entries.iter().enumerate() {
        if shares[..nth].iter().any(|other| other.degree == shares[nth].degree) {
            let message = format!("degree {} stands twice in `{}`", shares[nth].degree, laws.address("shares"));
            entry.desk().error(message, entry.place("degree"), "the second time", "add the two shares up");
        }
    }
    let total: f64 = shares.iter().map(|entry| entry.share.median()).sum();
    check_total(laws, "shares", node, total);
    if let Some(agents) = frame.agents.filter(|_| (total - 1.0).abs() <= SLACK) {
        check_graphical(laws, node, &shares, agents);
    }
    Some(DegreeLaw::Shares(shares))
}

/// Reports shares that do not add up to everybody.
pub fn check_total(reader: &Reader, name: &str, node: &Node, total: f64) {
    if (total - 1.0).abs() > SLACK {
        let percent = (total * 1e4).round() / 100.0;
        let message = format!("the shares of `{}` add up to {percent}%", reader.address(name));
        let help = "everybody belongs somewhere: the shares must add up to 100%";
        reader.desk().error(message, node.place, "not 100%", help);
    }
}

/// Reports degrees that no graph of so many persons has.
fn check_graphical(laws: &Reader, node: &Node, shares: &[DegreeShare], agents: u32) {
    let persons = |share: f64| (share * f64::from(agents)).round() as u64;
    let mut counts: Vec<(u32, u64)> =
        shares.iter().map(|entry| (entry.degree, persons(entry.share.median()))).collect();
    // One stub more makes an odd sum even, as in the generator.
    let odd = counts.iter().map(|(degree, n)| u64::from(*degree) * n).sum::<u64>() % 2;
    counts.push((odd as u32, odd));
    if !is_graphical(&counts) {
        let message = format!("no graph of {agents} persons has the degrees of `{}`", laws.address("shares"));
        let help = "the many contacts of some find too few others: lower the largest degrees or their shares";
        laws.desk().error(message, node.place, "impossible", help);
    }
}
