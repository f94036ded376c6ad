//! `[contacts.NAME.GENERATOR]`, where the generator makes a graph that theory needs: growing graphs, small worlds and
//! fixed patterns.

use super::Frame;
use super::generator::{check_degree, even_degree};
use super::reader::Reader;
use crate::scenario::{Border, GeneratorSpec, Neighborhood};

/// The most agents who all know each other: 12.5 million contacts, 100 MB.
const MOST_COMPLETE: u32 = 5000;
/// The least number of cliques that stand in a ring.
const FEWEST_CLIQUES: u32 = 3;

pub fn barabasi_albert(reader: &Reader, frame: &Frame) -> Option<GeneratorSpec> {
    Some(GeneratorSpec::BarabasiAlbert { links: links(reader, frame)? })
}

pub fn holme_kim(reader: &Reader, frame: &Frame) -> Option<GeneratorSpec> {
    let (links, triads) = (links(reader, frame), reader.given("triads"));
    Some(GeneratorSpec::HolmeKim { links: links?, triads: triads? })
}

pub fn watts_strogatz(reader: &Reader, frame: &Frame) -> Option<GeneratorSpec> {
    let (degree, rewired) = (even_degree(reader, frame), reader.given("rewired"));
    Some(GeneratorSpec::WattsStrogatz { degree: degree?, rewired: rewired? })
}

pub fn complete(reader: &Reader, frame: &Frame) -> GeneratorSpec {
    if let Some(agents) = frame.agents.filter(|agents| *agents > MOST_COMPLETE) {
        let contacts = f64::from(agents) * f64::from(agents - 1) / 2.0;
        let message =
            format!("{agents} agents who all know each other have {contacts:.0} contacts ({:.1} GB)", contacts * 8e-9);
        let help = format!(
            "at most {MOST_COMPLETE} agents; or write [{}]: everybody knows everybody, and nothing is stored",
            well_mixed(reader.path())
        );
        reader.desk().error(message, reader.place("complete"), "too many contacts", help);
    }
    GeneratorSpec::Complete
}

/// The address of the well-mixed generator instead of this one.
fn well_mixed(path: &str) -> String {
    format!("{}.well_mixed", path.strip_suffix(".complete").unwrap_or(path))
}

pub fn grid(reader: &Reader, frame: &Frame) -> Option<GeneratorSpec> {
    let border = match reader.choice("border") {
        Some("open") => Border::Open,
        _ => Border::Closed,
    };
    let neighborhood = match reader.whole("neighbors")? {
        4 => Neighborhood::VonNeumann,
        8 => Neighborhood::Moore,
        other => {
            let help = "4 share a side with a person, 8 a side or a corner";
            let message = format!("nobody in a grid has {other} neighbors");
            reader.desk().error(message, reader.place("neighbors"), "neither 4 nor 8", help);
            return None;
        }
    };
    let width = reader.whole("width")? as u32;
    if let Some(agents) = frame.agents {
        check_rows(reader, agents, width, border);
    }
    Some(GeneratorSpec::Grid { width, neighborhood, border })
}

/// A grid is full, and where it is closed, the neighbors on both sides are two persons.
fn check_rows(reader: &Reader, agents: u32, width: u32, border: Border) {
    let (rows, left) = (agents / width, agents % width);
    if left > 0 {
        let message = format!("{agents} agents do not fill rows of {width}: {left} are left over");
        let fitting = [rows * width, (rows + 1).saturating_mul(width)];
        let fitting = either(fitting.into_iter().filter(|&fits| fits > 0));
        let widths = match widths(agents, width, border) {
            widths if widths.is_empty() => String::new(),
            widths => format!(", or a width of {}", either(widths.into_iter())),
        };
        reader.desk().error(message, reader.place("width"), "not full", format!("make it {fitting} agents{widths}"));
    } else if border == Border::Closed && width.min(rows) < 3 {
        let message = format!("a closed grid has three rows and columns at least, not {rows} rows of {width}");
        let help = "in a smaller one the neighbors on both sides are the same person; write border = \"open\"";
        reader.desk().error(message, reader.place("width"), "too narrow to be closed", help);
    }
}

/// The nearest widths, below and above, of grids that this many agents fill.
fn widths(agents: u32, width: u32, border: Border) -> Vec<u32> {
    let least = if border == Border::Closed { 3 } else { 2 };
    let divisors =
        (least..=agents.isqrt()).filter(|side| agents.is_multiple_of(*side)).flat_map(|side| [side, agents / side]);
    let (narrower, wider): (Vec<u32>, Vec<u32>) = divisors.partition(|&fits| fits < width);
    narrower.into_iter().max().into_iter().chain(wider.into_iter().min()).collect()
}

fn either(numbers: impl Iterator<Item = u32>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" or ")
}

pub fn caveman(reader: &Reader, frame: &Frame) -> Option<GeneratorSpec> {
    let clique = reader.whole("clique")? as u32;
    if let Some(agents) = frame.agents.filter(|agents| agents / clique < FEWEST_CLIQUES) {
        let message = format!("{agents} agents are fewer than {FEWEST_CLIQUES} cliques of {clique}, which make a ring");
        let help = match agents / FEWEST_CLIQUES {
            0..3 => format!("make it {} agents or more", FEWEST_CLIQUES * clique),
            most => format!("make it {} agents or more, or cliques of {most} at most", FEWEST_CLIQUES * clique),
        };
        reader.desk().error(message, reader.place("clique"), "too large", help);
    }
    Some(GeneratorSpec::Caveman { clique, bridges: reader.amount("bridges") })
}

fn links(reader: &Reader, frame: &Frame) -> Option<u32> {
    let links = reader.whole("links")? as u32;
    check_degree(reader, "links", f64::from(links), frame);
    Some(links)
}
