//! Edge-based theory: exact for random graphs with given degrees as N → ∞ (Miller, Slim & Volz 2012, J. R. Soc. Interface 9:890;
//! several platforms: Miller 2013, Phys. Rev. E 87:060801).
//!
//! Follow a person who has joined nothing, and invites nobody. Let θ be the chance that a contact has not won the person so far. A
//! person with k contacts has still joined nothing with chance E·θ^k, where E is the chance that media and campaigns have not won the
//! person either. The contact is a person like others, with chance k P_k/c one of k contacts, and
//!
//! φ_S = E·ψ′(θ)/c                             the contact has joined nothing,
//! dφ_pa/dt = (joins of p by contacts) − (β_p + leaving_pa + passing_pa)·φ_pa + …   the contact is a user of p of age a who has not won the person,
//! dθ/dt = −Σ β_p φ_pa                          over those who invite.
//!
//! β_p is the rate over one contact: b where each contact counts; b/k, so that θ_k and φ_k differ by the person's degree, where the share
//! counts. A contact joins by media, or by one of their other contacts: −dφ_S/dt. The shares of users follow from the same flows among persons,
//! S = E·ψ(θ). On a single platform with a count this is Fibich & Gibori's (2010) curve of Bass's model on graphs.
//!
//! That holds where nobody who has joined anything ever joins again, and a contact's life does not depend on the person's: one layer,
//! exclusive platforms, no returning where users leave, everybody in the market from the start.

use crate::market::{Census, Course, Market, Offer, Platform};
use crate::units::{LayerIndex, Tick};

use super::degrees::DegreeTable;
use super::kinds::{Belongs, Kinds};
use super::march::Standings;
use super::solve::{Flow, solve};
use super::standing::Life;

/// The edge-based equations of a market.
#[derive(Debug, Clone)]
pub struct EdgeBased<'m> {
    /// The market, uncertain numbers at their medians.
    pub market: &'m Market,
    /// Its only layer.
    pub layer: LayerIndex,
    /// The law of the degrees.
    pub degrees: &'m DegreeTable,
    /// Kinds of persons, who differ in the campaigns that reach them.
    pub kinds: &'m Kinds,
    /// Whether persons with more contacts feel each of them less: the share counts.
    pub by_share: bool,
    /// The life of a user of each platform.
    pub lives: &'m [Life],
}

/// Where things stand in a state vector: first E of each kind, then what the functions tell.
struct Places {
    kinds: usize,
    /// Classes of contacts: one, or one for each degree of the person who is asked.
    classes: usize,
    /// Ages on all platforms together.
    ages: usize,
}

impl Places {
    /// θ of a class.
    fn theta(&self, class: usize) -> usize {
        self.kinds + class
    }
    /// φ of a class and an age.
    fn phi(&self, class: usize, age: usize) -> usize {
        self.kinds + self.classes + class * self.ages + age
    }
    /// Users of an age, share of all persons.
    fn users(&self, age: usize) -> usize {
        self.phi(self.classes, age)
    }
    /// Persons who ever joined a platform.
    fn registered(&self, platform: usize) -> usize {
        self.phi(self.classes, self.ages) + platform
    }
}

impl EdgeBased<'_> {
    fn places(&self) -> Places {
        Places {
            kinds: self.kinds.all.len(),
            classes: if self.by_share { self.degrees.len() } else { 1 },
            ages: self.lives.iter().map(|life| life.ages.len()).sum(),
        }
    }

    /// The class of contacts of the persons with the degree at a position.
    fn class(&self, degree: usize) -> usize {
        if self.by_share { degree } else { 0 }
    }

    /// The place of the first age on a platform.
    fn first_age(&self, platform: usize) -> usize {
        self.lives[..platform].iter().map(|life| life.ages.len()).sum()
    }

    /// The state before the first tick.
    fn begin(&self) -> Vec<f64> {
        let places = self.places();
        let mut y = vec![0.0; places.registered(self.lives.len())];
        y[..places.kinds + places.classes].fill(1.0);
        y
    }

    /// The chance E that nothing but contacts would have won a person.
    fn unreached(&self, y: &[f64]) -> f64 {
        self.kinds.all.iter().zip(y).map(|(kind, survival)| kind.share * survival).sum()
    }

    /// Sums over persons: Σ P_k f(k, θ_k), and over the ends of contacts: Σ (k P_k/c) f(k, θ_k).
    fn sums(&self, y: &[f64], f: impl Fn(usize, f64, f64) -> f64) -> f64 {
        let places = self.places();
        let part = |(at, (degree, share)): (usize, (f64, f64))| share * f(at, degree, y[places.theta(self.class(at))]);
        self.degrees.iter().enumerate().map(part).sum()
    }

    /// Share of persons who have joined nothing, apart from E; and of persons at the end of a contact.
    fn untouched(&self, y: &[f64]) -> (f64, f64) {
        let mean = self.degrees.mean();
        let persons = self.sums(y, |_, degree, theta| libm::pow(theta, degree));
        let ends =
            self.sums(y, |_, degree, theta| if degree > 0.0 { degree * libm::pow(theta, degree - 1.0) } else { 0.0 });
        (persons, ends / mean)
    }

    /// The beginning of a tick: launches with their first users, closures.
    fn turn(&self, y: &mut [f64], course: &Course, tick: Tick) {
        let places = self.places();
        for (p, platform) in self.market.platforms.iter().enumerate() {
            let first = self.first_age(p);
            let ages = first..first + self.lives[p].ages.len();
            if platform.closes(course, tick) {
                for age in ages.clone() {
                    (0..places.classes).for_each(|class| y[places.phi(class, age)] = 0.0);
                    y[places.users(age)] = 0.0;
                }
            }
            if course.comes(platform.launch, tick) && platform.initial_agents > 0 {
                let (persons, ends) = self.untouched(y);
                let free = self.unreached(y) * persons;
                let wanted = f64::from(platform.initial_agents) / f64::from(self.market.population.agents);
                let part = (wanted / free).min(1.0);
                let at_end = part * self.unreached(y) * ends;
                (0..places.classes).for_each(|class| y[places.phi(class, first)] += at_end);
                y[places.users(first)] += part * free;
                y[places.registered(p)] += part * free;
                y[..places.kinds].iter_mut().for_each(|survival| *survival *= 1.0 - part);
            }
        }
    }

    /// Users of all platforms.
    fn standings(&self, y: &[f64]) -> Standings {
        let places = self.places();
        let active = |p: usize| {
            let first = self.first_age(p);
            (first..first + self.lives[p].ages.len()).map(|age| y[places.users(age)]).sum()
        };
        let platforms = 0..self.lives.len();
        Standings {
            market: 1.0,
            active: platforms.clone().map(active).collect(),
            registered: platforms.map(|p| y[places.registered(p)]).collect(),
        }
    }

    /// The state at the beginning of each day; none where the equations have no solution.
    pub fn days(&self) -> Option<Vec<Standings>> {
        let (market, mut course) = (self.market, Course::new(self.market));
        let (mut y, mut days) = (self.begin(), Vec::new());
        let (mut tick, ticks) = (0, market.ticks());
        loop {
            // Nothing here waits for what happens, so that nobody need be counted.
            course.advance(market, tick, &Census::default());
            self.turn(&mut y, &course, tick);
            if tick.is_multiple_of(market.ticks_per_day) {
                days.push(self.standings(&y));
            }
            if tick == ticks {
                return Some(days);
            }
            let offers = market.offers(&course, tick);
            let happens = |next: &Tick| self.something_happens(*next, &course, &offers);
            let end = (tick + 1..ticks).find(happens).unwrap_or(ticks);
            let span = f64::from(end - tick) * market.tick_days();
            y = solve(&Contacts { theory: self, offers: &offers }, span, y)?;
            tick = end;
        }
    }

    /// Whether a day begins, or something changes.
    fn something_happens(&self, tick: Tick, course: &Course, offers: &[Offer]) -> bool {
        let comes = |platform: &Platform| course.comes(platform.launch, tick) || platform.closes(course, tick);
        tick.is_multiple_of(self.market.ticks_per_day)
            || self.market.platforms.iter().any(comes)
            || self.market.offers(course, tick)[..] != *offers
    }
}

/// Life over contacts while the offers stay.
struct Contacts<'c, 'm> {
    theory: &'c EdgeBased<'m>,
    offers: &'c [Offer],
}

impl Contacts<'_, '_> {
    /// Rate of joining by media and campaigns [day⁻¹].
    fn sources(&self, kind: usize, p: usize) -> f64 {
        let (own, offer) = (&self.theory.kinds.all[kind], &self.offers[p]);
        let seeding = (0..own.belongs.len()).filter(|a| own.belongs[*a] == Belongs::Now).map(|a| offer.seeding[a]);
        (offer.media + seeding.sum::<f64>()) * f64::from(self.theory.market.ticks_per_day)
    }

    /// Rate over one contact of persons with a degree [day⁻¹].
    fn beta(&self, p: usize, degree: f64) -> f64 {
        let rate = self.offers[p].invite[self.theory.layer] * f64::from(self.theory.market.ticks_per_day);
        if self.theory.by_share { rate / degree } else { rate }
    }

    /// Σ φ over those who invite to a platform.
    fn inviting(&self, y: &[f64], p: usize, class: usize) -> f64 {
        let (places, first) = (self.theory.places(), self.theory.first_age(p));
        let ages = self.theory.lives[p].ages.iter().enumerate().filter(|(_, age)| age.invites);
        ages.map(|(age, _)| y[places.phi(class, first + age)]).sum()
    }

    /// Joins of a platform: by persons, and by persons at the end of a contact [day⁻¹].
    fn joins(&self, y: &[f64], p: usize) -> (f64, f64) {
        let theory = self.theory;
        let (persons, ends) = theory.untouched(y);
        let kinds = theory.kinds.all.iter().enumerate();
        let sources: f64 = kinds.map(|(kind, own)| own.share * y[kind] * self.sources(kind, p)).sum();
        let over = |degree: f64, at: usize| self.beta(p, degree) * self.inviting(y, p, theory.class(at));
        let invited =
            theory.sums(
                y,
                |at, degree, theta| {
                    if degree > 0.0 { degree * libm::pow(theta, degree - 1.0) * over(degree, at) } else { 0.0 }
                },
            );
        let at_ends = theory.sums(y, |at, degree, theta| {
            if degree > 1.0 { degree * (degree - 1.0) * libm::pow(theta, degree - 2.0) * over(degree, at) } else { 0.0 }
        });
        let unreached = theory.unreached(y);
        (sources * persons + unreached * invited, sources * ends + unreached * at_ends / theory.degrees.mean())
    }

    /// Rates of leaving at an age [day⁻¹].
    fn leaving(&self, p: usize, trial: bool) -> f64 {
        let offer = &self.offers[p];
        let churn = offer.churn + if trial { offer.trial_churn } else { 0.0 };
        (churn + offer.outage) * f64::from(self.theory.market.ticks_per_day)
    }
}

impl Flow for Contacts<'_, '_> {
    fn flow(&self, y: &[f64], change: &mut [f64]) {
        let (theory, places) = (self.theory, self.theory.places());
        change.fill(0.0);
        let degrees: Vec<f64> = theory.degrees.iter().map(|(degree, _)| degree.max(1.0)).collect();
        for (p, life) in theory.lives.iter().enumerate() {
            let (joins, at_ends) = self.joins(y, p);
            for kind in 0..places.kinds {
                change[kind] -= self.sources(kind, p) * y[kind];
            }
            change[places.registered(p)] += joins;
            let first = theory.first_age(p);
            change[places.users(first)] += joins;
            for class in 0..places.classes {
                let beta = self.beta(p, degrees[class]);
                change[places.theta(class)] -= beta * self.inviting(y, p, class);
                change[places.phi(class, first)] += at_ends;
            }
            for (number, age) in life.ages.iter().enumerate() {
                let leaving = self.leaving(p, age.trial);
                let pools = (0..places.classes).map(|class| (places.phi(class, first + number), Some(class)));
                for (at, class) in pools.chain([(places.users(first + number), None)]) {
                    let used = class.filter(|_| age.invites).map_or(0.0, |class| self.beta(p, degrees[class]));
                    change[at] -= (leaving + age.passing + used) * y[at];
                    if age.passing > 0.0 {
                        // The next age of the same pool stands right behind.
                        change[at + 1] += age.passing * y[at];
                    }
                }
            }
        }
    }
}
