//! What a scenario takes from files of graphs: contacts, and persons with what is known of them.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::spec::Scenario;
use crate::graphfile::{Directed, Format, Order, Pairs, People, Summary};

/// Contacts from a file.
///
/// Two are equal if they say the same of files with the same content: the contacts are equal then.
#[derive(Debug, Clone, Serialize)]
pub struct GraphSpec {
    /// The graph.
    #[serde(flatten)]
    pub file: DataFile,
    /// A table of persons beside it.
    pub nodes: Option<DataFile>,
    /// Its format, if the scenario says it.
    pub format: Option<Format>,
    /// What makes a contact where pairs have a direction.
    pub directed: Directed,
    /// The order of the persons.
    pub order: Order,
    /// Who knows whom, by the number of the persons that all files of the scenario have in common.
    #[serde(skip)]
    pub pairs: Arc<Pairs>,
    /// These persons.
    #[serde(skip)]
    pub people: Arc<People>,
    /// What was read and dropped.
    #[serde(skip)]
    pub summary: Summary,
    /// Mean number of contacts of an agent, those beyond the file included.
    #[serde(skip)]
    pub mean_degree: f64,
}

impl PartialEq for GraphSpec {
    fn eq(&self, other: &GraphSpec) -> bool {
        let said = |spec: &GraphSpec| (spec.file.clone(), spec.nodes.clone(), spec.format, spec.directed, spec.order);
        said(self) == said(other)
    }
}

/// A file that a scenario takes data from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataFile {
    /// Its path, from the folder where the program runs.
    pub path: String,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

impl Scenario {
    /// The persons whom the files of contacts name, if there are such files; persons 0 to their number are these.
    pub fn people(&self) -> Option<&Arc<People>> {
        self.graphs().next().map(|graph| &graph.people)
    }

    /// What is taken from files of contacts, in the order of the layers.
    pub fn graphs(&self) -> impl Iterator<Item = &GraphSpec> {
        self.layers.iter().filter_map(|layer| layer.generator.graph())
    }
}

/// Which files are to be read, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The graph.
    pub path: PathBuf,
    /// The table of persons beside it.
    pub nodes: Option<PathBuf>,
    /// The format that the scenario says.
    pub format: Option<Format>,
    /// What makes a contact where pairs have a direction.
    pub directed: Directed,
    /// The order of the persons.
    pub order: Order,
}

/// What the files of one scenario say.
#[derive(Debug)]
pub struct Graphs {
    /// The persons whom they have in common.
    pub people: Arc<People>,
    /// The contacts of each request, in their order.
    pub layers: Vec<Contacts>,
}

/// What one request gives.
#[derive(Debug)]
pub struct Contacts {
    /// Who knows whom.
    pub pairs: Arc<Pairs>,
    /// What was read and dropped.
    pub summary: Summary,
    /// SHA-256 of the graph's file.
    pub sha256: String,
    /// SHA-256 of the file of the table beside it.
    pub nodes_sha256: Option<String>,
}
