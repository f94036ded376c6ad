//! From a file, or from its bytes, to a graph.

use std::io::BufRead;
use std::path::Path;

use super::draft::Draft;
use super::fault::{Fault, GraphError};
use super::format::Format;
use super::input::Input;
use super::lines::Lines;
use super::options::Options;
use super::people::Graph;
use super::{edge_list, gml, graphml, matrix_market, metis, node_link, pajek};

/// Reads a graph file, plain or gzip.
pub fn read(path: &Path, options: &Options) -> Result<Graph, GraphError> {
    let input = Input::open(path).map_err(|error| Fault::Io(error).in_file(path))?;
    graph(input, path, *options).map_err(|fault| fault.in_file(path))
}

/// Reads a graph from the bytes of a file of this name.
pub fn read_bytes(name: &Path, bytes: &[u8], options: &Options) -> Result<Graph, GraphError> {
    let input = Input::new(bytes).map_err(|error| Fault::Io(error).in_file(name))?;
    graph(input, name, *options).map_err(|fault| fault.in_file(name))
}

fn graph(mut input: Input, path: &Path, options: Options) -> Result<Graph, Fault> {
    let draft = draft(input.text(), path, options)?;
    let sha256 = input.sha256()?;
    let graph = draft.finish(&path.display().to_string(), options.directed)?;
    Ok(Graph { sha256, ..graph }.ordered(options.order))
}

fn draft(text: &mut dyn BufRead, path: &Path, options: Options) -> Result<Draft, Fault> {
    let format = match options.format.or_else(|| Format::of_ending(path)) {
        Some(format) => format,
        None => Format::of_content(text.fill_buf()?),
    };
    let weights = options.weights;
    let mut draft = Draft::new(weights);
    match format {
        Format::EdgeList => edge_list::read(&mut Lines::new(text), &mut draft)?,
        Format::GraphMl => graphml::read(text, &mut draft)?,
        Format::Gml => gml::read(&mut Lines::new(text), &mut draft)?,
        Format::NodeLink => node_link::read(text, &mut draft)?,
        Format::Pajek => draft = pajek::read(&mut Lines::new(text), weights)?,
        Format::Metis => draft = metis::read(&mut Lines::new(text), weights)?,
        Format::MatrixMarket => draft = matrix_market::read(&mut Lines::new(text), weights)?,
    }
    Ok(draft)
}
