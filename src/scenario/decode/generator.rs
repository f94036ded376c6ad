//! `[contacts.NAME.GENERATOR]`: what the generator of a layer takes.

use super::Frame;
use super::blocks::block_model;
use super::laws::{degrees, weights};
use super::reader::Reader;
use super::theory;
use crate::scenario::{GeneratorSpec, Quantity};
use crate::units::{Number, Probability};

/// Decodes the keys of the generator of this name.
pub fn generator(reader: &Reader, name: &str, frame: &Frame) -> Option<GeneratorSpec> {
    Some(match name {
        "acquaintance" => GeneratorSpec::Acquaintance {
            mean_degree: mean_degree(reader, frame)?,
            household: reader.amount("household"),
            groups: reader.amount("groups"),
            group_size: reader.amount("group_size"),
            weak_ties: reader.amount("weak_ties"),
            activity_spread: reader.amount("activity_spread"),
        },
        "erdos_renyi" => GeneratorSpec::ErdosRenyi { mean_degree: mean_degree(reader, frame)? },
        "random_regular" => {
            let degree = regular(reader, frame)?;
            if let Some(agents) = frame.agents.filter(|agents| u64::from(*agents) * u64::from(degree) % 2 == 1) {
                let message = format!("{agents} agents with {degree} contacts each leave one end of a contact over");
                let help = "make the number of agents or the degree even";
                reader.desk().error(message, reader.place("degree"), "odd times odd", help);
            }
            GeneratorSpec::RandomRegular { degree }
        }
        "ring_lattice" => GeneratorSpec::RingLattice { degree: even_degree(reader, frame)? },
        "barabasi_albert" => theory::barabasi_albert(reader, frame)?,
        "holme_kim" => theory::holme_kim(reader, frame)?,
        "watts_strogatz" => theory::watts_strogatz(reader, frame)?,
        "star" => GeneratorSpec::Star,
        "complete" => theory::complete(reader, frame),
        "grid" => theory::grid(reader, frame)?,
        "caveman" => theory::caveman(reader, frame)?,
        "chung_lu" => {
            let mean_degree = mean_degree(reader, frame)?;
            GeneratorSpec::ChungLu { weights: weights(reader, &mean_degree, frame)?, mean_degree }
        }
        "configuration" => GeneratorSpec::Configuration { degrees: degrees(reader, frame)? },
        "girg" => {
            let mean_degree = mean_degree(reader, frame)?;
            GeneratorSpec::Girg {
                weights: weights(reader, &mean_degree, frame)?,
                mean_degree,
                temperature: reader.amount("temperature"),
                region_spread: reader.amount("region_spread"),
            }
        }
        "lfr" => lfr(reader, frame)?,
        "stochastic_block_model" => GeneratorSpec::StochasticBlockModel(block_model(reader, frame)?),
        _ => GeneratorSpec::WellMixed,
    })
}

fn regular(reader: &Reader, frame: &Frame) -> Option<u32> {
    let degree = reader.whole("degree")? as u32;
    check_degree(reader, "degree", f64::from(degree), frame);
    Some(degree)
}

/// The degree of a ring.
pub fn even_degree(reader: &Reader, frame: &Frame) -> Option<u32> {
    let degree = regular(reader, frame)?;
    if degree % 2 == 1 {
        let help = format!("half of the contacts stand on each side: write {} or {}", degree.max(3) - 1, degree + 1);
        reader.desk().error("the degree of a ring must be even", reader.place("degree"), "odd", help);
    }
    Some(degree)
}

fn lfr(reader: &Reader, frame: &Frame) -> Option<GeneratorSpec> {
    let mean_degree = mean_degree(reader, frame)?;
    let degree_most = reader.amount::<Number>("degree_most");
    let mixing = reader.amount::<Probability>("mixing");
    let (size_least, size_most) = (reader.whole("size_least")? as u32, reader.whole("size_most")? as u32);
    let error = |name: &str, message: &str, label: &str, help: String| {
        reader.desk().error(format!("`{}` {message}", reader.address(name)), reader.place(name), label, help);
    };
    if degree_most.median() <= mean_degree.median() {
        let help = format!("mean_degree = {}: some persons must have more contacts than that", mean_degree.median());
        error("degree_most", "is not above the mean degree", "too small", help);
    }
    if size_least > size_most {
        let help = format!("size_most = {size_most}: size_least must not be above it");
        error("size_least", "is above the largest community", "too large", help);
    }
    let within = ((1.0 - mixing.median()) * degree_most.median()).ceil();
    if within >= f64::from(size_most) {
        let help = format!(
            "{within} contacts within need a community of more than {within}: raise size_most or mixing, or lower degree_most"
        );
        error("size_most", "is too small for who has most contacts", "too small", help);
    }
    if let Some(agents) = frame.agents.filter(|agents| reader.has("size_most") && size_most > *agents) {
        let help = format!("with {agents} agents it must not be above {agents}");
        error("size_most", "is more than all persons", "too large", help);
    }
    Some(GeneratorSpec::Lfr {
        mean_degree,
        degree_exponent: reader.amount("degree_exponent"),
        degree_most,
        mixing,
        size_exponent: reader.amount("size_exponent"),
        size_least,
        size_most,
    })
}

fn mean_degree(reader: &Reader, frame: &Frame) -> Option<Quantity<Number>> {
    let degree = reader.given::<Number>("mean_degree")?;
    check_degree(reader, "mean_degree", degree.median(), frame);
    Some(degree)
}

/// Reports a number of contacts that the others are too few for.
pub fn check_degree(reader: &Reader, name: &str, degree: f64, frame: &Frame) {
    if let Some(agents) = frame.agents.filter(|agents| degree >= f64::from(*agents) - 1.0) {
        let message = format!("`{}` asks for more contacts than there are others", reader.address(name));
        let help = format!("with {agents} agents it must be below {}", agents - 1);
        reader.desk().error(message, reader.place(name), "too many", help);
    }
}
