//! A graph while its file is read: pairs as they come, persons by whatever the file calls them.
//!
//! Readers of formats say here what they find; [`Draft::finish`] makes the simple graph.

use super::columns::{Cells, Kind};
use super::fault::Fault;
use super::ids::Id;
use super::names::{Names, Renumber};
use super::options::{Directed, Weights};
use super::pairs::Pairs;
use super::people::{Graph, People};
use super::simple::{Lists, Simple, simple};
use super::summary::{Summary, grouped};

/// The most persons: numbers and a mark share 32 bits.
const MOST_PERSONS: u32 = 1 << 31;
/// Persons without contacts that a file may announce without naming them, whatever else it says.
const UNNAMED: u64 = 4_000_000;
/// Persons that a file may announce, for each end of a pair in it.
const ANNOUNCED: u64 = 100;

/// What a file says of the direction of its pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Nothing: pairs are one-sided only if others are named from both sides.
    Unsaid,
    /// Each pair tells who names whom.
    Directed,
    /// Each pair is listed with both of its persons.
    BothEnds,
}

/// Pairs as they come.
#[derive(Debug, Default)]
pub(super) struct List {
    pub pairs: Vec<(u32, u32)>,
    /// As many as there are pairs, or none where weights are ignored.
    pub weights: Vec<f32>,
}

impl List {
    #[inline]
    fn push(&mut self, pair: (u32, u32), weight: f32, weights: Weights) {
        self.pairs.push(pair);
        if weights == Weights::Kept {
            self.weights.push(weight);
        }
    }

    fn persons(&self) -> impl Iterator<Item = u32> + '_ {
        self.pairs.iter().flat_map(|(i, j)| [*i, *j])
    }

    fn renumber(&mut self, mut number: impl FnMut(u32) -> u32) {
        self.pairs.iter_mut().for_each(|(i, j)| (*i, *j) = (number(*i), number(*j)));
    }
}

/// A graph while its file is read.
#[derive(Debug)]
pub(super) struct Draft {
    names: Names,
    /// Pairs in which the first names the second.
    arcs: List,
    /// Pairs without direction.
    edges: List,
    /// Persons who are named by themselves.
    declared: Vec<u32>,
    cells: Cells,
    listing: Listing,
    weights: Weights,
}

impl Draft {
    /// Nobody yet.
    pub fn new(weights: Weights) -> Draft {
        Draft {
            names: Names::Small,
            arcs: List::default(),
            edges: List::default(),
            declared: Vec::new(),
            cells: Cells::default(),
            listing: Listing::Unsaid,
            weights,
        }
    }

    /// Persons 1 to `count`.
    pub fn announced(count: u32, weights: Weights) -> Draft {
        Draft { names: Names::Announced(count), ..Draft::new(weights) }
    }

    /// Says what the direction of pairs means.
    pub fn list(&mut self, listing: Listing) {
        self.listing = listing;
    }

    /// Whether weights are wanted.
    pub fn weighs(&self) -> bool {
        self.weights == Weights::Kept
    }

    /// `from` names `to`.
    #[inline]
    pub fn arc(&mut self, from: Id, to: Id, weight: f32) {
        let pair = self.numbers(from, to);
        self.arcs.push(pair, weight, self.weights);
    }

    /// Two persons know each other.
    pub fn edge(&mut self, one: Id, other: Id, weight: f32) {
        let pair = self.numbers(one, other);
        self.edges.push(pair, weight, self.weights);
    }

    /// As [`Draft::arc`], among announced persons by number from 0.
    pub fn arc_of(&mut self, from: u32, to: u32, weight: f32) {
        self.arcs.push((from, to), weight, self.weights);
    }

    /// As [`Draft::edge`], among announced persons by number from 0.
    pub fn edge_of(&mut self, one: u32, other: u32, weight: f32) {
        self.edges.push((one, other), weight, self.weights);
    }

    /// All pairs so far have no direction.
    pub fn without_direction(&mut self) {
        if self.edges.pairs.is_empty() {
            std::mem::swap(&mut self.arcs, &mut self.edges);
        }
    }

    /// A person who may have no contact.
    pub fn person(&mut self, id: Id) {
        self.fit(id);
        let person = self.names.number(id);
        self.declared.push(person);
    }

    /// The number of an attribute.
    pub fn column(&mut self, name: &str) -> u32 {
        self.cells.column(name)
    }

    /// The attribute of the person who was named last by [`Draft::person`].
    pub fn cell(&mut self, column: u32, word: &str, kind: Kind) {
        if let Some(&person) = self.declared.last() {
            self.cells.push(column, person, word, kind);
        }
    }

    /// As [`Draft::cell`], of an announced person by number from 0.
    pub fn cell_of(&mut self, column: u32, person: u32, word: &str, kind: Kind) {
        self.cells.push(column, person, word, kind);
    }

    #[inline]
    fn numbers(&mut self, one: Id, other: Id) -> (u32, u32) {
        self.fit(one);
        self.fit(other);
        (self.names.number(one), self.names.number(other))
    }

    #[inline]
    fn fit(&mut self, id: Id) {
        if !self.names.fits(id) {
            self.widen(id);
        }
    }

    /// Numbers everybody anew, so that an id of another kind fits.
    #[cold]
    fn widen(&mut self, id: Id) {
        let names = std::mem::replace(&mut self.names, Names::Small);
        let mut new = Vec::new();
        self.names = names.widened(id, self.seen(), |_, number| new.push(number));
        let mut new = new.into_iter();
        let mut next = |_| new.next().expect("as many as were seen");
        self.declared.iter_mut().for_each(|person| *person = next(*person));
        self.arcs.renumber(&mut next);
        self.edges.renumber(&mut next);
        let persons: Vec<u32> = self.cells.persons().map(next).collect();
        self.cells.replace(&persons);
    }

    /// The numbers of all persons so far, with repetitions: those declared, then those in pairs.
    fn seen(&self) -> impl Iterator<Item = u32> + '_ {
        let pairs = self.arcs.persons().chain(self.edges.persons());
        self.declared.iter().copied().chain(pairs).chain(self.cells.persons())
    }

    /// The simple graph: persons in the order of their ids where these are whole numbers, else as they came.
    pub fn finish(mut self, name: &str, directed: Directed) -> Result<Graph, Fault> {
        self.check_size()?;
        let names = std::mem::replace(&mut self.names, Names::Small);
        let (ids, renumber) = names.finish(|| self.seen());
        if !matches!(renumber, Renumber::Less(0)) {
            self.arcs.renumber(|number| renumber.of(number));
            self.edges.renumber(|number| renumber.of(number));
            self.cells.renumber(|number| renumber.of(number));
        }
        drop(renumber);
        let persons = ids.len();
        if persons > MOST_PERSONS {
            return Err(Fault::Whole(format!("{} persons are too many", grouped(persons.into()))));
        }
        let lists = Lists { arcs: self.arcs, edges: self.edges, listing: self.listing, directed };
        let Simple { pairs, weights, loops, repeats, made_mutual, one_sided } = simple(lists, persons);
        if pairs.is_empty() && one_sided > 0 {
            let help = "write directed = \"either\" if the list names each pair once";
            return Err(Fault::Whole(format!("no two persons name each other, so that no contact is left; {help}")));
        }
        let contacts = pairs.len() as u64;
        let summary = Summary { name: name.to_owned(), persons, contacts, loops, repeats, made_mutual, one_sided };
        let people = People { ids, columns: self.cells.finish(persons) };
        Ok(Graph { people, pairs, weights, summary, sha256: String::new() })
    }

    /// Whether there is room for everybody, before any is made.
    fn check_size(&self) -> Result<(), Fault> {
        let lines = self.arcs.pairs.len() + self.edges.pairs.len();
        if lines > Pairs::MOST / 2 {
            return Err(Fault::Whole(format!("{} pairs are too many", grouped(lines as u64))));
        }
        let ends = 2 * lines as u64;
        match self.names {
            Names::Announced(count) if u64::from(count) > UNNAMED.max(ANNOUNCED * ends) => {
                let (count, lines) = (grouped(count.into()), grouped(lines as u64));
                Err(Fault::Whole(format!("it announces {count} persons, but holds {lines} pairs only")))
            }
            _ => Ok(()),
        }
    }
}
