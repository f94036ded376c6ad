//! A graph while its file is read: pairs as they come, persons by whatever the file calls them.
//!
//! Readers of formats say here what they find; [`Draft::finish`] makes the simple graph.

use super::columns::{Cells, Kind};
use super::fault::Fault;
use super::ids::Id;
use super::list::{List, Piece};
use super::names::{Names, Renumber, Seen};
use super::options::{Directed, Weights};
use super::pairs::Pairs;
use super::people::{Graph, People};
use super::register::Register;
use super::simple::{Lists, Simple, simple};
use super::summary::{Summary, grouped};
use crate::parallel::cores;

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
        self.arcs.push(pair, self.kept(weight));
    }

    /// Two persons know each other.
    pub fn edge(&mut self, one: Id, other: Id, weight: f32) {
        let pair = self.numbers(one, other);
        self.edges.push(pair, self.kept(weight));
    }

    /// As [`Draft::arc`], among announced persons by number from 0.
    pub fn arc_of(&mut self, from: u32, to: u32, weight: f32) {
        self.arcs.push((from, to), self.kept(weight));
    }

    /// As [`Draft::edge`], among announced persons by number from 0.
    pub fn edge_of(&mut self, one: u32, other: u32, weight: f32) {
        self.edges.push((one, other), self.kept(weight));
    }

    /// All pairs so far have no direction.
    pub fn without_direction(&mut self) {
        if self.edges.is_empty() {
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

    /// Whether ids stand for themselves so far, so that only whole numbers below 2³² fit.
    pub fn is_small(&self) -> bool {
        matches!(self.names, Names::Small)
    }

    /// As many [`Draft::arc`]s, of persons whose ids stand for themselves.
    pub fn arcs_of(&mut self, arcs: Piece) {
        self.arcs.add(arcs);
    }

    /// As many [`Draft::arc`]s, given as the numbers that the register gives to persons: that of this draft, into which
    /// every id fits from now on.
    pub fn register_arcs(
        &mut self,
        arcs: impl FnOnce(&mut Register) -> Result<Vec<Piece>, Fault>,
    ) -> Result<(), Fault> {
        self.widen();
        if let Names::Register(register) = &mut self.names {
            arcs(register)?.into_iter().for_each(|piece| self.arcs.add(piece));
        }
        Ok(())
    }

    fn kept(&self, weight: f32) -> Option<f32> {
        self.weighs().then_some(weight)
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
            self.widen();
        }
    }

    /// Numbers everybody anew, so that every id fits.
    #[cold]
    fn widen(&mut self) {
        if !self.is_small() {
            return;
        }
        let (ids, renumber) = Names::Small.finish(&self.seen(), cores());
        let mut register = Register::default();
        // Numbers that came first must come first again where persons stand in the order in which they came.
        let mut numbers = vec![None; ids.len() as usize];
        self.chronicle(|number| {
            let person = renumber.of(number);
            numbers[person as usize].get_or_insert_with(|| register.number(ids.text(person).as_bytes()));
        });
        let numbers: Vec<u32> = numbers.into_iter().flatten().collect();
        self.renumber(|number| numbers[renumber.of(number) as usize]);
        self.names = Names::Register(register);
    }

    /// Tells the numbers of all persons so far, with repetitions: those declared, then those in pairs.
    fn chronicle(&self, mut tell: impl FnMut(u32)) {
        self.declared.iter().for_each(|number| tell(*number));
        for (i, j) in self.arcs.pieces().chain(self.edges.pieces()).flatten() {
            tell(*i);
            tell(*j);
        }
        self.cells.persons().for_each(tell);
    }

    /// The numbers of all persons so far.
    fn seen(&self) -> Seen<'_> {
        let others = self.declared.iter().copied().chain(self.cells.persons()).collect();
        Seen { pairs: self.arcs.pieces().chain(self.edges.pieces()).collect(), others }
    }

    /// Gives everybody another number.
    fn renumber(&mut self, number: impl Fn(u32) -> u32 + Sync) {
        self.declared.iter_mut().for_each(|person| *person = number(*person));
        self.arcs.renumber(cores(), &number);
        self.edges.renumber(cores(), &number);
        self.cells.renumber(&number);
    }

    /// The simple graph: persons in the order of their ids where these are whole numbers, else as they came.
    pub fn finish(mut self, name: &str, directed: Directed) -> Result<Graph, Fault> {
        self.check_size()?;
        let names = std::mem::replace(&mut self.names, Names::Small);
        let (ids, renumber) = names.finish(&self.seen(), cores());
        if !matches!(renumber, Renumber::Less(0)) {
            self.renumber(|number| renumber.of(number));
        }
        drop(renumber);
        let persons = ids.len();
        if persons > MOST_PERSONS {
            return Err(Fault::Whole(format!("{} persons are too many", grouped(persons.into()))));
        }
        let lists = Lists { arcs: self.arcs, edges: self.edges, listing: self.listing, directed };
        let Simple { pairs, weights, loops, repeats, made_mutual, one_sided } = simple(lists, persons, cores());
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
        let lines = self.arcs.len() + self.edges.len();
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
