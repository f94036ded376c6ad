//! GraphML (Brandes et al. 2002): `<graph edgedefault="…">` with `<node id="…">`, `<edge source="…" target="…">` and `<data>`.
//!
//! Data of nodes become attributes, by the name and type that their `<key>` declares, with its default; the data of an edge whose
//! key is called `weight` is its weight. Nodes of nested graphs are persons like others; ports and hyperedges are passed over.

use std::collections::HashMap;
use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::columns::Kind;
use super::draft::{Draft, Listing};
use super::edge_list::weight;
use super::fault::Fault;
use super::ids::Id;

/// A text that counts its lines as it is read.
struct Counted<'s> {
    source: &'s mut dyn BufRead,
    breaks: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.breaks += memchr::memchr_iter(b'\n', &buffer[..length]).count() as u64;
        Ok(length)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(chunk) = self.source.fill_buf() {
            self.breaks += memchr::memchr_iter(b'\n', &chunk[..amount.min(chunk.len())]).count() as u64;
        }
        self.source.consume(amount);
    }
}

/// A declared attribute.
struct Key {
    name: String,
    kind: Option<Kind>,
    of_edges: bool,
    default: Option<String>,
}

impl Key {
    fn kind_of(&self, word: &str) -> Kind {
        self.kind.unwrap_or_else(|| Kind::of(word))
    }
}

/// An edge that is open.
struct Edge {
    source: String,
    target: String,
    directed: bool,
    weight: f32,
}

/// The text of what is being read.
enum Text {
    /// Nothing that is wanted.
    Unwanted,
    /// The value of the key with this id.
    Data(String),
    /// The default of the key with this id.
    Default(String),
}

struct GraphMl<'d> {
    draft: &'d mut Draft,
    /// Declared attributes by id, and the ids in their order.
    keys: HashMap<String, Key>,
    order: Vec<String>,
    directed: bool,
    graphs: u64,
    depth: u64,
    in_node: bool,
    edge: Option<Edge>,
    key: String,
    text: Text,
    value: String,
}

/// Reads a graph.
pub(super) fn read(source: &mut dyn BufRead, draft: &mut Draft) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(Counted { source, breaks: 0 });
    draft.list(Listing::Directed);
    let mut graph = GraphMl {
        draft,
        keys: HashMap::new(),
        order: Vec::new(),
        directed: false,
        graphs: 0,
        depth: 0,
        in_node: false,
        edge: None,
        key: String::new(),
        text: Text::Unwanted,
        value: String::new(),
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let line = reader.get_ref().breaks + 1;
        match event.map_err(|error| fault(line, error))? {
            Event::Eof => break,
            event => graph.event(line, event)?,
        }
    }
    let line = reader.get_ref().breaks + 1;
    if graph.depth > 0 {
        return Err(Fault::line(line, "the end of all elements", b""));
    }
    if graph.graphs == 0 {
        return Err(Fault::line(line, "an element <graph>", b""));
    }
    Ok(())
}

fn fault(line: u64, error: quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => Fault::Io(std::io::Error::new(error.kind(), error.to_string())),
        error => Fault::line(line, "well-formed XML in UTF-8", error.to_string().as_bytes()),
    }
}

/// The value of an attribute of an element.
fn attribute(line: u64, element: &BytesStart, name: &str) -> Result<Option<String>, Fault> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| fault(line, error.into()))?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            return Ok(Some(value.map_err(|error| fault(line, error))?.into_owned()));
        }
    }
    Ok(None)
}

/// The value of an attribute that an element must have.
fn required(line: u64, element: &BytesStart, name: &str) -> Result<String, Fault> {
    let found = || format!("<{}{}>", element.name().as_ref(), element.attributes_raw());
    let value = attribute(line, element, name)?;
    value.ok_or_else(|| Fault::line(line, format!("an attribute `{name}` of the element"), found().as_bytes()))
}

impl GraphMl<'_> {
    fn event(&mut self, line: u64, event: Event) -> Result<(), Fault> {
        match event {
            Event::Start(element) => {
                self.depth += 1;
                self.start(line, &element)
            }
            Event::Empty(element) => {
                self.start(line, &element)?;
                self.end(line, element.local_name().as_ref())
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(line, element.local_name().as_ref())
            }
            Event::Text(text) => {
                self.add(&text.xml10_content());
                Ok(())
            }
            Event::CData(text) => {
                self.add(&text.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => {
                let escaped = format!("&{};", reference.xml10_content());
                let text = quick_xml::escape::unescape(&escaped).map_err(|error| fault(line, error.into()))?;
                self.add(&text);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn add(&mut self, text: &str) {
        if !matches!(self.text, Text::Unwanted) {
            self.value.push_str(text);
        }
    }

    fn start(&mut self, line: u64, element: &BytesStart) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "key" => self.declare(line, element)?,
            "graph" => {
                self.graphs += 1;
                self.directed = attribute(line, element, "edgedefault")?.is_some_and(|word| word == "directed");
            }
            "node" => {
                let id = required(line, element, "id")?;
                self.draft.person(Id::of(&id));
                self.in_node = true;
                self.defaults();
            }
            "edge" => {
                let (source, target) = (required(line, element, "source")?, required(line, element, "target")?);
                let directed = attribute(line, element, "directed")?.map_or(self.directed, |word| word == "true");
                self.edge = Some(Edge { source, target, directed, weight: 1.0 });
            }
            "data" => self.text = Text::Data(required(line, element, "key")?),
            "default" => self.text = Text::Default(self.key.clone()),
            _ => {}
        }
        self.value.clear();
        Ok(())
    }

    fn end(&mut self, line: u64, name: &str) -> Result<(), Fault> {
        match name {
            "node" => self.in_node = false,
            "edge" => {
                if let Some(Edge { source, target, directed, weight }) = self.edge.take() {
                    let (source, target) = (Id::of(&source), Id::of(&target));
                    if directed {
                        self.draft.arc(source, target, weight);
                    } else {
                        self.draft.edge(source, target, weight);
                    }
                }
            }
            "data" | "default" => match std::mem::replace(&mut self.text, Text::Unwanted) {
                Text::Data(key) => self.data(line, &key)?,
                Text::Default(key) => {
                    let value = std::mem::take(&mut self.value);
                    self.keys.entry(key).and_modify(|key| key.default = Some(value));
                }
                Text::Unwanted => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn declare(&mut self, line: u64, element: &BytesStart) -> Result<(), Fault> {
        let id = required(line, element, "id")?;
        let name = attribute(line, element, "attr.name")?.unwrap_or_else(|| id.clone());
        let kind = match attribute(line, element, "attr.type")?.as_deref() {
            Some("boolean") => Some(Kind::Flag),
            Some("string") => Some(Kind::Text),
            // A number may be left out or misspelt: each value tells.
            _ => None,
        };
        let domain = attribute(line, element, "for")?;
        if domain.as_deref() == Some("node") {
            self.draft.column(&name);
        }
        let of_edges = domain.as_deref() == Some("edge");
        self.key.clone_from(&id);
        self.order.push(id.clone());
        self.keys.insert(id, Key { name, kind, of_edges, default: None });
        Ok(())
    }

    /// Gives the person who was named last the defaults of all attributes.
    fn defaults(&mut self) {
        for key in self.order.iter().filter_map(|id| self.keys.get(id)).filter(|key| !key.of_edges) {
            if let Some(value) = &key.default {
                let column = self.draft.column(&key.name);
                self.draft.cell(column, value, key.kind_of(value));
            }
        }
    }

    /// The value of a key, for the node or edge that is open.
    fn data(&mut self, line: u64, id: &str) -> Result<(), Fault> {
        let value = self.value.trim();
        let undeclared = Key { name: id.to_owned(), kind: None, of_edges: false, default: None };
        let key = self.keys.get(id).unwrap_or(&undeclared);
        match &mut self.edge {
            Some(edge) if key.name == "weight" && self.draft.weighs() => edge.weight = weight(line, value.as_bytes())?,
            None if self.in_node => {
                let text = if key.kind == Some(Kind::Text) { &self.value } else { value };
                let column = self.draft.column(&key.name);
                self.draft.cell(column, text, key.kind_of(text));
            }
            Some(_) | None => {}
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::graphfile::columns::Values;
    use crate::graphfile::options::{Directed, Weights};
    use crate::graphfile::people::Graph;

    fn parsed(text: &str) -> Result<Graph, Fault> {
        let mut draft = Draft::new(Weights::Kept);
        read(&mut text.as_bytes(), &mut draft)?;
        draft.finish("test", Directed::Either)
    }

    fn refused(text: &str) -> String {
        parsed(text).unwrap_err().in_file("x".as_ref()).to_string()
    }

    /// The example of the GraphML primer with attributes, and a text and a mutual pair besides.
    const PRIMER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="color" attr.type="string"><default>yellow</default></key>
  <key id="d1" for="edge" attr.name="weight" attr.type="double"/>
  <key id="d2" for="node" attr.name="qq" attr.type="boolean"/>
  <graph id="G" edgedefault="undirected">
    <node id="n0"><data key="d0">green &lt;&#65;&gt; </data></node>
    <node id="n1"/>
    <node id="n2"><data key="d0">blue</data><data key="d2">true</data></node>
    <node id="n3"/>
    <edge source="n0" target="n2"><data key="d1">1.0</data></edge>
    <edge id="e1" source="n0" target="n1" directed="true"><data key="d1">0.5</data></edge>
    <edge source="n1" target="n3" directed="true"/>
    <edge source="n3" target="n1" directed="true"/>
  </graph>
</graphml>"#;

    #[test]
    fn the_primer_is_read() {
        let graph = parsed(PRIMER).unwrap();
        assert_eq!(graph.pairs.iter().collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 3)]);
        assert_eq!(graph.weights.unwrap(), [0.5, 1.0, 2.0]);
        assert_eq!((graph.summary.repeats, graph.summary.made_mutual), (1, 1));
        let color = graph.people.column("color").unwrap();
        let colors: Vec<_> = (0..4).map(|person| color.text(person).unwrap()).collect();
        assert_eq!(colors, ["green <A> ", "yellow", "blue", "yellow"]);
        assert_eq!(graph.people.column("qq").unwrap().values, Values::Flags(vec![None, None, Some(true), None]));
        assert_eq!(graph.people.ids.text(3), "n3");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let missing = "x, line 2: expected an attribute `target` of the element, found `<edge source=\"1\">`";
        assert_eq!(refused("<graphml><graph>\n<edge source=\"1\"/></graph></graphml>"), missing);
        assert!(
            refused("<graphml><graph>\n<node id=\"1\">\n").starts_with("x, line 3: expected the end of all elements")
        );
        assert!(refused("<graphml>\n</graph>").starts_with("x, line 2: expected well-formed XML in UTF-8, found `"));
        assert_eq!(refused("<svg/>"), "x, line 1: expected an element <graph>, found nothing");
    }

    /// A bomb of entities is no text: only those of XML itself are known.
    #[test]
    fn entities_of_the_file_are_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaa\">]><graphml><graph><node id=\"1\"><data key=\"k\">&a;</data></node></graph></graphml>";
        assert!(refused(bomb).contains("expected well-formed XML"));
    }
}
