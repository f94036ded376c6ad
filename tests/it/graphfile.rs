//! Graph files of all formats: what is written reads the same, and nothing that can stand in a file makes a reader fall.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use headstart::graphfile::{
    Directed, Export, FORMATS, Format, Graph, Options, Order, Weights, read, read_bytes, read_persons, write_edge_list,
    write_graphml, write_persons,
};
use proptest::prelude::*;

const AS_WRITTEN: Options =
    Options { format: None, directed: Directed::Either, order: Order::File, weights: Weights::Kept };

/// A small file of each format, all with the same five pairs among 1 to 5; 6 has none where a format can say so.
const SMALL: [(Format, &str); 7] = [
    (Format::EdgeList, "# SNAP\n1\t2\n2\t3\n3\t1\n3\t4\n4\t5\n"),
    (
        Format::GraphMl,
        "<?xml version=\"1.0\"?>\n<graphml><key id=\"a\" for=\"node\" attr.name=\"age\" attr.type=\"int\"/><graph \
         edgedefault=\"undirected\"><node id=\"1\"><data key=\"a\">7</data></node><node id=\"6\"/><edge source=\"1\" \
         target=\"2\"/><edge source=\"2\" target=\"3\"/><edge source=\"1\" target=\"3\"/><edge source=\"3\" \
         target=\"4\"/><edge source=\"5\" target=\"4\"/></graph></graphml>",
    ),
    (
        Format::Gml,
        "graph [\n node [ id 6 ] node [ id 1 label \"a\" ]\n edge [ source 1 target 2 ] edge [ source 2 target 3 ] edge [ \
         source 3 target 1 ]\n edge [ source 3 target 4 ] edge [ source 4 target 5 ] ]\n",
    ),
    (Format::Pajek, "*Vertices 6\n1 \"a\"\n*Edges\n1 2\n2 3\n3 1\n*Edgeslist\n4 3 5\n"),
    (Format::Metis, "6 5\n2 3\n1 3\n1 2 4\n3 5\n4\n\n"),
    (Format::MatrixMarket, "%%MatrixMarket matrix coordinate pattern symmetric\n6 6 5\n2 1\n3 2\n3 1\n4 3\n5 4\n"),
    (
        Format::NodeLink,
        "{\"directed\": false, \"nodes\": [{\"id\": 6}], \"links\": [{\"source\": 1, \"target\": 2}, {\"source\": 2, \
         \"target\": 3}, {\"source\": 3, \"target\": 1},\n{\"source\": 3, \"target\": 4}, {\"source\": 4, \"target\": 5}]}",
    ),
];

fn parsed(text: &[u8], format: Format) -> Result<Graph, headstart::graphfile::GraphError> {
    read_bytes(Path::new("x"), text, &Options { format: Some(format), ..AS_WRITTEN })
}

#[test]
fn all_formats_say_the_same_of_the_same_graph() {
    for (format, text) in SMALL {
        for known in [Some(format), None].into_iter().filter(|known| known.is_some() || format != Format::Metis) {
            let graph = read_bytes(Path::new("x"), text.as_bytes(), &Options { format: known, ..AS_WRITTEN }).unwrap();
            let pairs: Vec<(u32, u32)> = graph.pairs.iter().collect();
            assert_eq!(pairs, [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)], "{format:?}");
            assert_eq!(graph.people.count(), if format == Format::EdgeList { 5 } else { 6 }, "{format:?}");
            assert_eq!(graph.people.ids.text(4), "5");
            assert_eq!(
                (graph.summary.repeats, graph.summary.loops, graph.summary.made_mutual),
                (0, 0, 0),
                "{format:?}"
            );
        }
    }
}

#[test]
fn near_is_another_order_of_the_same_graph() {
    for (format, text) in SMALL {
        let near = Options { format: Some(format), order: Order::Near, ..AS_WRITTEN };
        let graph = read_bytes(Path::new("x"), text.as_bytes(), &near).unwrap();
        assert_eq!(by_id(&graph), by_id(&parsed(text.as_bytes(), format).unwrap()));
    }
}

/// The ids of a pair and the bits of its weight.
type Pair = (String, String, Option<u32>);

/// Pairs and attributes by id, with weights: what does not depend on the order.
fn by_id(graph: &Graph) -> (Vec<Pair>, Vec<Vec<String>>) {
    let id = |person| graph.people.ids.text(person).into_owned();
    let weight = |at: usize| graph.weights.as_ref().map(|weights| weights[at].to_bits());
    let pair = |(at, (i, j)): (usize, (u32, u32))| (id(i).min(id(j)), id(i).max(id(j)), weight(at));
    let mut pairs: Vec<_> = graph.pairs.iter().enumerate().map(pair).collect();
    pairs.sort();
    let known = |person| {
        let values =
            graph.people.columns.iter().filter_map(|column| Some(format!("{}={}", column.name, column.text(person)?)));
        std::iter::once(id(person)).chain(values).collect::<Vec<_>>()
    };
    let mut persons: Vec<Vec<String>> = (0..graph.people.count()).map(known).collect();
    persons.sort();
    (pairs, persons)
}

/// Ids: whole numbers, dense or not, or texts that a line can hold.
fn ids() -> impl Strategy<Value = Vec<String>> {
    let whole = prop::collection::btree_set(any::<u64>().prop_map(|id| id >> (id % 60)), 2..12);
    let texts = prop::collection::btree_set("[ -~米é]{1,5}".prop_map(|id| id.trim().to_owned()), 2..12);
    prop_oneof![
        whole.prop_map(|ids| ids.into_iter().map(|id| id.to_string()).collect()),
        texts.prop_map(|ids| ids.into_iter().filter(|id| !id.is_empty()).chain(["a".into(), "b".into()]).collect()),
    ]
}

/// A graph with attributes and weights, as node-link JSON says it.
fn document() -> impl Strategy<Value = serde_json::Value> {
    let pairs = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..1000u32), 1..30);
    let ages = prop::collection::vec(prop::option::of(-1e6..1e6f64), 14);
    let names = prop::collection::vec(prop::option::of("[ -~\t\n米]{0,6}"), 14);
    let flags = prop::collection::vec(prop::option::of(any::<bool>()), 14);
    (ids(), pairs, ages, names, flags).prop_map(|(ids, pairs, ages, names, flags)| {
        let node = |at: usize| serde_json::json!({ "id": ids[at], "age": ages[at], "name": names[at], "qq": flags[at] });
        let link = |(i, j, weight): &(prop::sample::Index, prop::sample::Index, u32)| {
            serde_json::json!({ "source": i.get(&ids), "target": j.get(&ids), "weight": f64::from(*weight) / 8.0 })
        };
        let nodes: Vec<_> = (0..ids.len()).map(node).collect();
        serde_json::json!({ "nodes": nodes, "links": pairs.iter().map(link).collect::<Vec<_>>() })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn graphml_holds_everything_that_was_read(document in document(), near: bool) {
        let order = if near { Order::Near } else { Order::File };
        let options = Options { format: Some(Format::NodeLink), order, ..AS_WRITTEN };
        let graph = read_bytes(Path::new("x"), document.to_string().as_bytes(), &options).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for name in ["x.graphml", "x.graphml.gz"] {
            let path = folder.path().join(name);
            write_graphml(&path, graph.export()).unwrap();
            prop_assert_eq!(by_id(&read(&path, &AS_WRITTEN).unwrap()), by_id(&graph));
        }
    }

    #[test]
    fn an_edge_list_and_a_table_of_persons_hold_it_together(document in document()) {
        let options = Options { format: Some(Format::NodeLink), ..AS_WRITTEN };
        let mut graph = read_bytes(Path::new("x"), document.to_string().as_bytes(), &options).unwrap();
        // In a table nothing tells an empty text from none, and blanks at the ends do not count.
        graph.people.columns.retain(|column| column.name != "name");
        let folder = tempfile::tempdir().unwrap();
        for (list, table) in [("x.tsv", "persons.csv"), ("x.txt.gz", "persons.csv.gz")] {
            let (list, table) = (folder.path().join(list), folder.path().join(table));
            write_edge_list(&list, graph.export()).unwrap();
            write_persons(&table, &graph.export()).unwrap();
            if !graph.pairs.is_empty() {
                prop_assert_eq!(by_id(&read(&list, &AS_WRITTEN).unwrap()).0, by_id(&graph).0);
            }
            let (people, _) = read_persons(&table).unwrap();
            let alone = Graph { people, pairs: headstart::graphfile::Pairs::none(graph.people.count()), ..graph.clone() };
            prop_assert_eq!(by_id(&alone).1, by_id(&graph).1);
        }
    }
}

/// A piece of a file: bytes of any kind, or words that formats know.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "\n",
        " ",
        "\t",
        ",",
        ";",
        "\"",
        "1",
        "2",
        "007",
        "-1",
        "4294967295",
        "99999999999999999999",
        "1e400",
        "nan",
        "#",
        "%",
        "[",
        "]",
        "graph",
        "node",
        "edge",
        "id",
        "source",
        "target",
        "*Vertices",
        "*Arcs",
        "*Edgeslist",
        "%%MatrixMarket matrix coordinate",
        " pattern general",
        "<graphml>",
        "<graph edgedefault=\"directed\">",
        "<node id=\"1\"/>",
        "<edge source='1' target='2'>",
        "<data key=\"k\">",
        "</data>",
        "</edge>",
        "</graph>",
        "&amp;",
        "&x;",
        "<![CDATA[",
        "{",
        "}",
        "\"nodes\":",
        "\"links\":",
        "{\"id\":1}",
        "{\"source\":1,\"target\":\"a\"}",
        "null",
        "\u{feff}",
        "\r",
    ];
    prop_oneof![
        4 => prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ]
}

/// What anybody may find in a graph: it is simple, and as large as its parts.
fn check(graph: &Graph) {
    let (persons, pairs) = (graph.people.count(), graph.pairs.iter().collect::<Vec<_>>());
    assert!(pairs.is_sorted_by(|a, b| a < b) && pairs.iter().all(|(i, j)| i < j && *j < persons));
    assert_eq!((graph.pairs.persons(), graph.summary.persons), (persons, persons));
    assert_eq!(graph.weights.as_ref().map_or(pairs.len(), Vec::len), pairs.len());
    graph
        .people
        .columns
        .iter()
        .for_each(|column| assert!(persons == 0 || column.text(persons - 1).is_none_or(|_| true)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_bytes_make_a_reader_fall(pieces in prop::collection::vec(piece(), 0..40), both: bool) {
        let bytes = pieces.concat();
        let directed = if both { Directed::Both } else { Directed::Either };
        for (_, format) in FORMATS {
            let options = Options { format: Some(format), directed, ..Options::default() };
            if let Ok(graph) = read_bytes(Path::new("x"), &bytes, &options) {
                check(&graph);
            }
        }
        let _ = read_bytes(Path::new("x"), &bytes, &Options::default());
    }

    /// Files that are almost right come further than any bytes.
    #[test]
    fn no_mutilated_file_makes_a_reader_fall(
        which in 0..SMALL.len(), at in any::<prop::sample::Index>(), length in 0..8usize, new in piece(),
    ) {
        let (format, text) = SMALL[which];
        let mut bytes = text.as_bytes().to_vec();
        let at = at.index(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, new);
        match parsed(&bytes, format) {
            Ok(graph) => check(&graph),
            Err(error) => prop_assert!(error.to_string().starts_with('x'), "{error}"),
        }
    }

    #[test]
    fn no_gzip_makes_a_reader_fall(rest in prop::collection::vec(any::<u8>(), 0..60)) {
        let bytes = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &rest].concat();
        let _ = read_bytes(Path::new("x"), &bytes, &Options::default());
    }
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.tsv");
    std::fs::write(&path, "1\t2\n").unwrap();
    let json = "{\"links\": [{\"source\": \"a\\nb\", \"target\": \"c\"}]}";
    let graph = parsed(json.as_bytes(), Format::NodeLink).unwrap();
    let error = write_edge_list(&path, graph.export()).unwrap_err().to_string();
    assert!(error.contains("line break"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "1\t2\n");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn persons_without_an_id_are_no_one_else() {
    let graph = parsed(b"0 1\n", Format::EdgeList).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.graphml");
    let more = Export {
        persons: 3,
        people: Some(&graph.people),
        pairs: Box::new([(0, 1), (1, 2)].into_iter()),
        weights: None,
    };
    write_graphml(&path, more).unwrap();
    let again = read(&path, &AS_WRITTEN).unwrap();
    assert_eq!((again.people.count(), again.pairs.len()), (3, 2));
}
