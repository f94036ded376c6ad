//! Persons enter the market, and a tick begins.

use arrayvec::ArrayVec;

use super::agent::Count;
use super::{General, members};
use crate::engine::fast::run::Engine;
use crate::market::MAX_PLATFORMS;
use crate::scenario::CountedContacts;
use crate::units::{PersonIndex, Tick};

impl<const P: usize, const L: usize, C: Count> Engine<'_, General<P, L, C>> {
    /// The clocks of a person start.
    pub(super) fn start_clocks(&mut self, person: PersonIndex, audiences: u8) {
        let agent = &mut self.persons.agents[person as usize];
        agent.audiences = audiences;
        for (clock, clocks) in agent.goal.iter_mut().zip(&self.clocks) {
            *clock = clocks.joining(person, 0);
        }
        self.persons.inside[person as usize / 64] |= 1 << (person % 64);
        self.persons.mark(person);
    }

    /// A person counts among the contacts of others, and others among the person's, as each layer has it.
    pub(super) fn count_contacts(&mut self, person: PersonIndex) {
        let (mut counted, mut all) = (0, 0);
        for (layer, bit) in self.bits.iter().enumerate() {
            let Some(bit) = *bit else { continue };
            match self.market.layers[layer].counts {
                CountedContacts::Market => counted |= 1 << bit,
                CountedContacts::All => all |= 1 << bit,
            }
        }
        let mut known = [0; L];
        for &end in self.contacts.of(person) {
            let layers = self.contacts.mask(end) & all;
            let weights = self.contacts.weights::<L>(person, self.contacts.person(end));
            for l in 0..L {
                known[l] += (layers >> l & 1) as i32 * weights[l];
            }
        }
        for l in (0..L).filter(|l| all >> l & 1 == 1) {
            self.persons.known[person as usize][l] = C::of(known[l]);
        }
        if counted != 0 {
            for &end in self.contacts.of(person) {
                let (other, layers) = (self.contacts.person(end), self.contacts.mask(end) & counted);
                let weights = self.contacts.weights::<L>(person, other);
                for (l, known) in self.persons.known[other as usize].iter_mut().enumerate() {
                    *known = known.wrapping_add(C::of((layers >> l & 1) as i32 * weights[l]));
                }
                self.persons.mark(other);
            }
        }
    }

    /// Takes the hazards of a tick, and looks at everybody again where one has risen above its ceiling.
    pub(super) fn take_hazards(&mut self, tick: Tick) {
        let mixed: ArrayVec<f64, MAX_PLATFORMS> = (0..self.offers.len())
            .map(|p| {
                let layers = (0..self.bits.len()).filter(|&layer| self.bits[layer].is_none());
                layers.map(|layer| self.mixed_invitation(p, layer)).sum()
            })
            .collect();
        let General { hazards, goals, agents, inside, due, everybody, .. } = &mut self.persons;
        let risen = hazards.begin(tick, &mixed);
        goals.begin(tick, hazards);
        if *everybody {
            members(inside).for_each(|person| due.set(person, tick));
        } else if risen {
            for person in members(inside) {
                goals.end_trials(&mut agents[person], hazards);
                due.set(person, goals.due(&agents[person]));
            }
        }
    }
}
