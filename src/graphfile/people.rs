//! The persons of one or several graph files, and the graph that each file draws among them.

use std::collections::HashMap;

use super::columns::{Column, Values};
use super::ids::{Id, Ids};
use super::options::Order;
use super::order::near;
use super::pairs::Pairs;
use super::summary::Summary;
use crate::parallel::cores;

/// Who the persons are: their ids and attributes, by number.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    /// What files call them.
    pub ids: Ids,
    /// What files say of them.
    pub columns: Vec<Column>,
}

/// What a graph file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// The persons.
    pub people: People,
    /// Who knows whom.
    pub pairs: Pairs,
    /// The weight of each pair, in their order, where weights are kept: those of all lines that name it add up.
    pub weights: Option<Vec<f32>>,
    /// What was read and dropped.
    pub summary: Summary,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

impl People {
    /// Number of persons.
    pub fn count(&self) -> u32 {
        self.ids.len()
    }

    /// The attribute of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    #[must_use]
    fn placed(self, place: &[u32]) -> People {
        let columns = self.columns.into_iter().map(|column| column.placed(place)).collect();
        People { ids: self.ids.placed(place), columns }
    }
}

impl Graph {
    /// The graph with its persons in this order.
    #[must_use]
    pub(super) fn ordered(self, order: Order) -> Graph {
        if order == Order::File {
            return self;
        }
        let (place, mut placed) = near(std::slice::from_ref(&self.pairs));
        let pairs = placed.remove(0);
        let weights = self.weights.map(|weights| placed_weights(&self.pairs, &weights, &place, &pairs));
        Graph { people: self.people.placed(&place), pairs, weights, ..self }
    }
}

/// The weights of pairs in the order that these have once their persons are placed.
fn placed_weights(old: &Pairs, weights: &[f32], place: &[u32], new: &Pairs) -> Vec<f32> {
    let ends = |(i, j): (u32, u32)| {
        let (a, b) = (place[i as usize], place[j as usize]);
        (a.min(b), a.max(b))
    };
    let mut moved: Vec<((u32, u32), f32)> = old.iter().map(ends).zip(weights.iter().copied()).collect();
    moved.sort_unstable_by_key(|(pair, _)| *pair);
    debug_assert!(moved.iter().map(|(pair, _)| *pair).eq(new.iter()));
    moved.into_iter().map(|(_, weight)| weight).collect()
}

/// The persons of several files, who are the same where their ids are, and the pairs of each file among them.
///
/// Tables of persons without pairs may be among them. Where two files have an attribute of the same name, the first holds. The
/// order of [`Order::File`] is that of the ids where all are whole numbers, else the order in which they come first.
pub fn together(graphs: Vec<(People, Pairs)>, order: Order) -> (People, Vec<Pairs>) {
    let (mut people, mut layers) = match <[_; 1]>::try_from(graphs) {
        Ok([(people, pairs)]) => (people, vec![pairs]),
        Err(graphs) => joined(graphs),
    };
    if order == Order::Near {
        let place;
        (place, layers) = near(&layers);
        people = people.placed(&place);
    }
    (people, layers)
}

fn joined(graphs: Vec<(People, Pairs)>) -> (People, Vec<Pairs>) {
    let (ids, places) = common(&graphs.iter().map(|(people, _)| &people.ids).collect::<Vec<_>>());
    let persons = ids.len();
    let mut columns: Vec<Column> = Vec::new();
    let mut layers = Vec::new();
    for ((people, pairs), place) in graphs.into_iter().zip(places) {
        layers.push(pairs.placed(&place, persons, cores()));
        for column in people.columns {
            if columns.iter().all(|known| known.name != column.name) {
                columns.push(spread(column, &place, persons));
            }
        }
    }
    (People { ids, columns }, layers)
}

/// All ids, each once, and the place in them of each id of each list.
fn common(lists: &[&Ids]) -> (Ids, Vec<Vec<u32>>) {
    if lists.iter().all(|ids| !matches!(ids, Ids::Texts(_))) {
        let whole = |id: Id| if let Id::Whole(number) = id { number } else { unreachable!("no list has texts") };
        let mut all: Vec<u64> = lists.iter().flat_map(|ids| ids.iter().map(whole)).collect();
        all.sort_unstable();
        all.dedup();
        let place = |id| all.partition_point(|other| *other < whole(id)) as u32;
        let places = lists.iter().map(|ids| ids.iter().map(place).collect()).collect();
        return (Ids::Whole(all), places);
    }
    let (mut all, mut known) = (Vec::new(), HashMap::new());
    let mut place = |text: String| {
        *known.entry(text).or_insert_with_key(|text: &String| {
            all.push(text.as_str().into());
            all.len() as u32 - 1
        })
    };
    let places =
        lists.iter().map(|ids| (0..ids.len()).map(|person| place(ids.text(person).into_owned())).collect()).collect();
    (Ids::Texts(all), places)
}

/// A column among more persons, that of person i at `place[i]`.
fn spread(column: Column, place: &[u32], persons: u32) -> Column {
    fn of<T: Clone>(old: Vec<Option<T>>, place: &[u32], persons: u32) -> Vec<Option<T>> {
        let mut new = vec![None; persons as usize];
        old.into_iter().zip(place).for_each(|(value, at)| new[*at as usize] = value);
        new
    }
    let values = match column.values {
        Values::Numbers(old) => Values::Numbers(of(old, place, persons)),
        Values::Flags(old) => Values::Flags(of(old, place, persons)),
        Values::Texts(old) => Values::Texts(of(old, place, persons)),
    };
    Column { values, ..column }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::graphfile::draft::Draft;
    use crate::graphfile::options::{Directed, Weights};

    /// A graph of announced persons, without attributes.
    pub(in super::super) fn graph(persons: u32, pairs: &[(u32, u32)]) -> Graph {
        let mut draft = Draft::announced(persons, Weights::Ignored);
        for (i, j) in pairs {
            draft.edge_of(*i, *j, 1.0);
        }
        draft.finish("test", Directed::Either).expect("few persons")
    }

    fn named(ids: Ids, pairs: &[(u32, u32)], columns: Vec<Column>) -> (People, Pairs) {
        let pairs = graph(ids.len(), pairs).pairs;
        (People { ids, columns }, pairs)
    }

    fn pairs(people: &People, pairs: &Pairs) -> Vec<String> {
        let mut texts: Vec<String> = pairs
            .iter()
            .map(|(i, j)| {
                let mut pair = [people.ids.text(i), people.ids.text(j)];
                pair.sort();
                pair.join("-")
            })
            .collect();
        texts.sort();
        texts
    }

    #[test]
    fn files_share_the_persons_with_the_same_id() {
        let flags = |values: [bool; 3]| Values::Flags(values.into_iter().map(Some).collect());
        let qq = || vec![Column { name: "qq".into(), values: flags([true, false, true]) }];
        let first = named(Ids::Whole(vec![3, 7, 20]), &[(0, 1), (1, 2)], qq());
        let second = named(Ids::Range { first: 6, count: 3 }, &[(0, 1), (1, 2)], qq());
        for order in [Order::File, Order::Near] {
            let (people, layers) = together(vec![first.clone(), second.clone()], order);
            assert_eq!(people.count(), 5);
            assert_eq!(pairs(&people, &layers[0]), ["20-7", "3-7"]);
            assert_eq!(pairs(&people, &layers[1]), ["6-7", "7-8"]);
            let seven = (0..5).find(|person| people.ids.text(*person) == "7").expect("it is there");
            let eight = (0..5).find(|person| people.ids.text(*person) == "8").expect("it is there");
            let qq = people.column("qq").expect("both have it");
            assert_eq!((qq.text(seven), qq.text(eight)), (Some("false".into()), None), "the first file holds");
        }
        let (people, _) = together(vec![first, second], Order::File);
        assert_eq!(people.ids, Ids::Whole(vec![3, 6, 7, 8, 20]));
    }

    #[test]
    fn one_text_makes_texts_of_all_in_the_order_in_which_they_come() {
        let texts = named(Ids::Texts(vec!["ada".into(), "7".into()]), &[(0, 1)], Vec::new());
        let numbers = named(Ids::Range { first: 7, count: 2 }, &[(0, 1)], Vec::new());
        let (people, layers) = together(vec![texts, numbers], Order::File);
        assert_eq!(people.ids, Ids::Texts(vec!["ada".into(), "7".into(), "8".into()]));
        assert_eq!(layers[1].iter().collect::<Vec<_>>(), [(1, 2)]);
    }

    #[test]
    fn weights_move_with_their_pairs() {
        let mut draft = Draft::announced(4, Weights::Kept);
        for (i, j, weight) in [(3, 1, 31.0), (1, 2, 12.0), (2, 0, 20.0)] {
            draft.edge_of(i, j, weight);
        }
        let graph = draft.finish("test", Directed::Either).expect("few persons").ordered(Order::Near);
        let weights = graph.weights.expect("they are kept");
        for ((i, j), weight) in graph.pairs.iter().zip(weights) {
            let id = |person| graph.people.ids.text(person).parse::<u32>().expect("they are numbers");
            let expected = [(6, 31.0), (5, 12.0), (4, 20.0)].into_iter().find(|(sum, _)| *sum == id(i) + id(j));
            assert_eq!(expected.map(|(_, weight)| weight), Some(weight));
        }
    }
}
