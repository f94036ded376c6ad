//! Persons in parts, those who stand next to each other together, for threads that work side by side.
//!
//! What happens to a person in a tick depends on what is the same for everybody and on nothing that others do in it, and what reaches the
//! person from contacts are sums of whole numbers. So neither the parts nor the threads leave a trace, once what happened is put
//! together in the order of the parts.

use super::class::Classes;
use super::table::Table;
use super::word::Word;
use super::{Linear, Person};
use crate::contacts::ContactLayers;
use crate::engine::counts::Counts;
use crate::engine::fast::persons::Moved;
use crate::engine::fast::run::Engine;
use crate::market::{Clocks, MAX_PLATFORMS, Market, Offer};
use crate::parallel;
use crate::units::{PersonIndex, Tick};

/// What is the same for everybody in a tick.
pub struct Around<'a, const P: usize, const L: usize, W: Word> {
    pub tick: Tick,
    pub market: &'a Market,
    pub contacts: &'a ContactLayers,
    pub clocks: &'a [Clocks],
    pub offers: &'a [Offer],
    /// Active agents when the tick began.
    pub users: &'a [u32; MAX_PLATFORMS],
    /// Bit of each layer among the stored ones.
    pub bits: &'a [Option<usize>],
    /// Whether everybody is a contact of everybody in some layer.
    pub mixed: bool,
    pub classes: &'a Classes<P>,
    pub now: &'a Table<P, L, W>,
    pub next: &'a Table<P, L, W>,
}

/// Some of the persons.
pub struct Part<'p, const P: usize, W> {
    /// The first of them.
    pub first: PersonIndex,
    pub words: &'p mut [[W; P]],
    pub due: &'p mut [u16],
    pub people: &'p mut [Person<P>],
    /// When they joined each platform first; nothing where nobody asks.
    pub first_joins: [&'p mut [Tick]; P],
    hands: &'p mut [Hand],
}

/// What the work at a part leaves behind, and room that it needs.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    /// Who is due in a tick, counted from the first person of the part.
    pub called: Vec<u32>,
    pub moved: Vec<Moved>,
    pub counts: Counts,
    /// How many have entered.
    pub entered: u32,
}

impl<'p, const P: usize, W: Send> Part<'p, P, W> {
    /// Works at the persons in as many parts as there are hands, each by a thread of its own where there are threads.
    pub fn in_parts(self, work: &(impl Fn(&mut Part<'_, P, W>, &mut Hand) + Sync)) {
        if self.hands.len() > 1 {
            let (one, other) = self.split();
            parallel::both(|| one.in_parts(work), || other.in_parts(work));
        } else {
            self.whole(work);
        }
    }

    /// Works at all persons at once.
    pub fn whole<T>(mut self, work: impl FnOnce(&mut Part<'_, P, W>, &mut Hand) -> T) -> T {
        let hand = &mut std::mem::take(&mut self.hands)[0];
        work(&mut self, hand)
    }

    /// Two parts, each with persons as it has hands.
    fn split(self) -> (Part<'p, P, W>, Part<'p, P, W>) {
        let Part { first, words, due, people, first_joins, hands } = self;
        let half = hands.len() / 2;
        let at = words.len() * half / hands.len();
        let (hands, other_hands) = hands.split_at_mut(half);
        let (words, other_words) = words.split_at_mut(at);
        let (due, other_due) = due.split_at_mut(at);
        let (people, other_people) = people.split_at_mut(at);
        let mut other_joins = [(); P].map(|()| &mut [][..]);
        let mut p = 0;
        let first_joins = first_joins.map(|joins| {
            let (joins, others) = joins.split_at_mut(at.min(joins.len()));
            other_joins[p] = others;
            p += 1;
            joins
        });
        let other = Part {
            first: first + at as PersonIndex,
            words: other_words,
            due: other_due,
            people: other_people,
            first_joins: other_joins,
            hands: other_hands,
        };
        (Part { first, words, due, people, first_joins, hands }, other)
    }
}

impl<const P: usize, const L: usize, W: Word> Engine<'_, Linear<P, L, W>> {
    /// What is the same for everybody in a tick, and all persons.
    pub(super) fn apart(&mut self, tick: Tick) -> (Around<'_, P, L, W>, Part<'_, P, W>) {
        let Engine { market, contacts, clocks, offers, users, bits, .. } = self;
        let Linear { words, due, people, classes, now, next, mixed, hands, .. } = &mut self.persons;
        let mut joins = self.first_joins.iter_mut();
        let first_joins = [(); P].map(|()| joins.next().map_or(&mut [][..], Vec::as_mut_slice));
        let mixed = *mixed;
        (
            Around { tick, market, contacts, clocks, offers, users, bits, mixed, classes, now, next },
            Part { first: 0, words, due, people, first_joins, hands },
        )
    }
}
