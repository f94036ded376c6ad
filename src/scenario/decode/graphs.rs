//! `[contacts.NAME.file]`: the files that layers of contacts come from, read together, since they share their persons.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::Desk;
use super::reader::Reader;
use crate::graphfile::{self, Directed, Format, GraphError, Options, Order, People};
use crate::scenario::file::{Node, Table, tidy, unreadable};
use crate::scenario::graph::{Contacts, DataFile, GraphSpec, Graphs, Request};
use crate::scenario::keys::FILE;
use crate::scenario::problem::Place;

/// The graphs of a scenario.
#[derive(Default)]
pub struct Files {
    layers: Vec<(String, GraphSpec)>,
    /// Whether there are such files, be they right or wrong.
    pub asked: bool,
}

impl Files {
    /// The persons of all files, if these could be read.
    pub fn people(&self) -> Option<&Arc<People>> {
        self.layers.first().map(|(_, graph)| &graph.people)
    }

    /// What a layer takes from its file, among so many agents.
    pub fn layer(&self, name: &str, agents: Option<u32>) -> Option<GraphSpec> {
        let (_, graph) = self.layers.iter().find(|(own, _)| own == name)?;
        let persons = agents.unwrap_or(graph.people.count()).max(1);
        let mean_degree = 2.0 * graph.pairs.len() as f64 / f64::from(persons);
        Some(GraphSpec { mean_degree, ..graph.clone() })
    }
}

/// A layer's table, and what it asks for.
struct Asked<'t> {
    name: &'t str,
    reader: Reader<'t>,
    request: Request,
}

/// Reads the files that layers of contacts come from.
pub fn files(top: &Reader) -> Files {
    let layers = top.node("contacts").and_then(Node::table);
    let tables = layers.map(|table| &table.entries[..]).unwrap_or_default().iter();
    let tables = tables.filter_map(|entry| Some((entry, entry.node.table()?.entry("file")?)));
    let mut files = Files::default();
    let mut asked = Vec::new();
    for (layer, file) in tables {
        files.asked = true;
        let Some(table) = file.node.table() else { continue };
        let path = format!("contacts.{}.file", layer.key);
        asked.extend(self::asked(top.desk(), &layer.key, table, path, file.node.place));
    }
    check_order(&asked);
    if let Some(graphs) = read(top.desk(), &asked) {
        let spec =
            |(asked, contacts): (&Asked, &Contacts)| (asked.name.to_owned(), asked.spec(contacts, &graphs.people));
        files.layers = asked.iter().zip(&graphs.layers).map(spec).collect();
    }
    files
}

fn asked<'t>(desk: &'t Desk<'t>, name: &'t str, table: &'t Table, path: String, place: Place) -> Option<Asked<'t>> {
    let reader = Reader::open(desk, table, FILE, path, place);
    let format = reader.choice("format").filter(|word| *word != "auto").and_then(Format::named);
    let directed = if reader.choice("directed")? == "both" { Directed::Both } else { Directed::Either };
    let order = if reader.choice("order")? == "file" { Order::File } else { Order::Near };
    let nodes = reader.has("nodes").then(|| file_path(&reader, "nodes"));
    let request = Request { path: file_path(&reader, "path")?, nodes: nodes.flatten(), format, directed, order };
    Some(Asked { name, reader, request })
}

/// The path that a key names, relative to the file in which it stands.
fn file_path(reader: &Reader, key: &str) -> Option<PathBuf> {
    let path = reader.text(key)?;
    Some(tidy(&reader.desk().sources.folder(reader.place(key)).join(path)))
}

/// All files share their persons, who have one order.
fn check_order(asked: &[Asked]) {
    let Some(first) = asked.first() else { return };
    for other in asked.iter().filter(|other| other.request.order != first.request.order) {
        let message = format!("`{}` and `{}` order their persons in different ways", first.name, other.name);
        let help = "layers from files share their persons: give all of them the same `order`";
        other.reader.desk().error(message, other.reader.place("order"), "another order", help);
    }
}

/// What the files say; they are read once, however often a scenario is varied.
fn read(desk: &Desk, asked: &[Asked]) -> Option<Arc<Graphs>> {
    let requests: Vec<Request> = asked.iter().map(|asked| asked.request.clone()).collect();
    let order = requests.first()?.order;
    let graphs = match desk.sources.graphs(&requests) {
        Some(known) => known,
        None => Arc::new(read_anew(asked, order)?),
    };
    desk.keep_graphs(requests, &graphs);
    let wanted = asked.iter().zip(&graphs.layers).all(|(asked, contacts)| asked.check_content(contacts));
    wanted.then_some(graphs)
}

fn read_anew(asked: &[Asked], order: Order) -> Option<Graphs> {
    let read: Vec<Option<_>> = asked.iter().map(Asked::read).collect();
    let mut parts = Vec::new();
    let mut layers = Vec::new();
    for (graph, table) in read.into_iter().collect::<Option<Vec<_>>>()? {
        let nodes_sha256 = table.as_ref().map(|(_, sha256)| sha256.clone());
        layers.push((graph.summary, graph.sha256, nodes_sha256, parts.len()));
        parts.push((graph.people, graph.pairs));
        parts.extend(table.map(|(people, _)| {
            let pairs = graphfile::Pairs::none(people.count());
            (people, pairs)
        }));
    }
    let (people, pairs) = graphfile::together(parts, order);
    let mut pairs: Vec<Option<_>> = pairs.into_iter().map(Some).collect();
    let contacts = |(summary, sha256, nodes_sha256, part): (_, _, _, usize)| {
        let pairs = Arc::new(pairs[part].take().expect("each layer has a part of its own"));
        Contacts { pairs, summary, sha256, nodes_sha256 }
    };
    Some(Graphs { layers: layers.into_iter().map(contacts).collect(), people: Arc::new(people) })
}

impl Asked<'_> {
    fn read(&self) -> Option<(graphfile::Graph, Option<(People, String)>)> {
        let Request { path, nodes, format, directed, .. } = &self.request;
        let options = Options { format: *format, directed: *directed, order: Order::File, ..Options::default() };
        let graph = graphfile::read(path, &options).map_err(|error| self.report("path", path, &error)).ok();
        let table = nodes
            .as_ref()
            .map(|nodes| graphfile::read_persons(nodes).map_err(|error| self.report("nodes", nodes, &error)).ok());
        Some((
            graph?,
            match table {
                Some(table) => Some(table?),
                None => None,
            },
        ))
    }

    /// Reports that a file cannot be read.
    fn report(&self, key: &str, path: &Path, error: &GraphError) {
        let (desk, place) = (self.reader.desk(), self.reader.place(key));
        let closed = [ErrorKind::NotFound, ErrorKind::PermissionDenied, ErrorKind::IsADirectory];
        let closed = error.io().filter(|io| closed.contains(&io.kind()));
        if let Some(closed) = closed {
            let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            return desk.report(unreadable(path, closed, desk.sources, Some(place), &ending));
        }
        let help = match error.line() {
            Some(_) => "correct the line, or say what the file is with `format`",
            None => "is the file whole, and in the format that its name tells?",
        };
        desk.error(error.to_string(), place, "this file", help);
    }

    /// Whether the files are those that the scenario was made with, if it says so.
    fn check_content(&self, contacts: &Contacts) -> bool {
        let Request { path, nodes, .. } = &self.request;
        let is = |key: &str, path: &Path, found: &str| {
            let Some(wanted) = self.reader.text(key).filter(|wanted| wanted != found) else { return true };
            let message = format!("{} has changed: this scenario was made with another content", path.display());
            let help = format!("SHA-256 is {found} now, was {wanted}; take `{key}` out to go on with what is there");
            self.reader.desk().error(message, self.reader.place(key), "the content it should have", help);
            false
        };
        let graph = is("sha256", path, &contacts.sha256);
        let table = nodes.as_ref().zip(contacts.nodes_sha256.as_ref());
        table.is_none_or(|(nodes, found)| is("nodes_sha256", nodes, found)) && graph
    }

    fn spec(&self, contacts: &Contacts, people: &Arc<People>) -> GraphSpec {
        let Request { path, nodes, format, directed, order } = &self.request;
        let file = |path: &Path, sha256: &str| DataFile { path: path.display().to_string(), sha256: sha256.to_owned() };
        let nodes = nodes.as_ref().zip(contacts.nodes_sha256.as_ref()).map(|(nodes, sha256)| file(nodes, sha256));
        GraphSpec {
            file: file(path, &contacts.sha256),
            nodes,
            format: *format,
            directed: *directed,
            order: *order,
            pairs: Arc::clone(&contacts.pairs),
            people: Arc::clone(people),
            summary: contacts.summary.clone(),
            mean_degree: 0.0,
        }
    }
}
