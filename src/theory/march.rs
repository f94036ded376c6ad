//! The mean field on its way through time: day after day, from one change of the offers to the next.
//!
//! - **Continuous**: users count as soon as they have joined. That is the limit of infinitely many persons and infinitely short ticks.
//! - **Tick by tick**: within a tick persons see what was there at its beginning, as in a run. That is the limit of infinitely many
//!   persons alone. For Bass's curve it is F ← 1 − (1 − F)·e^(−(p + qF)Δ); its distance from the continuous curve is the error of the tick.
//!
//! Reactions and servers answer to the mean field's own numbers, rounded to agents, at the beginning of each tick.

use crate::market::{Census, Course, Market, Offer};
use crate::units::Tick;

use super::calendar::Calendar;
use super::mean_field::MeanField;
use super::solve::{Flow, solve};
use super::standing::NEVER;

/// When users begin to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// At once.
    Continuous,
    /// From the next tick on.
    Ticks,
}

/// The state of all platforms at the beginning of a day, in shares of all persons who ever can join.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standings {
    /// Persons in the market.
    pub market: f64,
    /// Active on each platform.
    pub active: Vec<f64>,
    /// Ever active on each platform.
    pub registered: Vec<f64>,
}

/// A platform's launch.
#[derive(Debug, Clone)]
pub struct Launch {
    /// Its tick.
    pub tick: Tick,
    /// The state at its beginning, first users included.
    pub y: Vec<f64>,
    /// What the platforms offer.
    pub offers: Vec<Offer>,
}

/// What the mean field does from the first day to the last.
#[derive(Debug, Clone)]
pub struct History {
    /// The state at the beginning of each day.
    pub days: Vec<Standings>,
    /// The launch of each platform, if it comes.
    pub launches: Vec<Option<Launch>>,
    /// Where everything comes to rest if the last offers stay; in continuous time only.
    pub rest: Option<Standings>,
}

/// Time after the end in which the mean field may come to rest \[day\].
const PATIENCE: f64 = 7_300.0;
/// At rest no share moves by more than this in [`SPAN`] days.
const STILL: f64 = 1e-6;
/// Shortest time in which rest can be told \[day\].
const SPAN: f64 = 64.0;

/// The mean field from the first day to the last; none where it has no solution.
pub fn march(field: &MeanField, pace: Pace) -> Option<History> {
    let mut march = March::new(field, pace);
    let ticks = field.market.ticks();
    let mut tick = 0;
    while tick < ticks {
        march.begin(tick);
        let offers = field.market.offers(&march.course, tick);
        let end = march.end_of_span(tick, &offers);
        march.live(&offers, end - tick)?;
        tick = end;
    }
    march.begin(ticks);
    let rest = if pace == Pace::Continuous { march.rest() } else { None };
    Some(History { days: march.days, launches: march.launches, rest })
}

struct March<'f, 'm> {
    field: &'f MeanField<'m>,
    pace: Pace,
    /// Whether something waits for what happens.
    reacts: bool,
    course: Course,
    calendar: Calendar,
    y: Vec<f64>,
    days: Vec<Standings>,
    launches: Vec<Option<Launch>>,
}

impl<'f, 'm> March<'f, 'm> {
    fn new(field: &'f MeanField<'m>, pace: Pace) -> Self {
        let market: &'m Market = field.market;
        March {
            field,
            pace,
            reacts: market.moments.react() || market.platforms.iter().any(|platform| platform.capacity.is_some()),
            course: Course::new(market),
            calendar: Calendar::new(market),
            y: field.begin(),
            days: Vec::new(),
            launches: vec![None; market.platforms.len()],
        }
    }

    /// The beginning of a tick: calendar and record.
    fn begin(&mut self, tick: Tick) {
        let market = self.field.market;
        self.course.advance(market, tick, &self.census());
        self.calendar.turn(self.field, &mut self.y, &self.course, tick);
        for (p, platform) in market.platforms.iter().enumerate() {
            if self.course.comes(platform.launch, tick) {
                // One user is the least who can have attention.
                let mut active = self.field.active(&self.y);
                active[p] = active[p].max(1.0 / f64::from(market.population.agents));
                let offers = self.field.attended(&market.offers(&self.course, tick), &active).into_owned();
                self.launches[p] = Some(Launch { tick, y: self.y.clone(), offers });
            }
        }
        if tick.is_multiple_of(market.ticks_per_day) {
            self.days.push(standings(self.field, &self.y));
        }
    }

    /// The first tick after `tick` at which something changes; the next day at the latest.
    fn end_of_span(&self, tick: Tick, offers: &[Offer]) -> Tick {
        let market = self.field.market;
        if self.pace == Pace::Ticks || self.reacts {
            return tick + 1;
        }
        let goes_on = |next: &Tick| {
            !next.is_multiple_of(market.ticks_per_day)
                && self.calendar.is_quiet(self.field, &self.course, *next)
                && market.offers(&self.course, *next)[..] == *offers
        };
        (tick + 1..market.ticks()).find(|next| !goes_on(next)).unwrap_or(market.ticks())
    }

    fn live(&mut self, offers: &[Offer], ticks: Tick) -> Option<()> {
        let seen = match self.pace {
            Pace::Continuous => None,
            Pace::Ticks => Some(self.field.hazards_in(offers, &self.y)),
        };
        let life = Life { field: self.field, offers, seen };
        let days = f64::from(ticks) * self.field.market.tick_days();
        self.y = solve(&life, days, std::mem::take(&mut self.y))?;
        Some(())
    }

    /// Where everything comes to rest, if the last offers stay.
    fn rest(&self) -> Option<Standings> {
        let offers = self.field.market.offers(&self.course, self.field.market.ticks());
        let life = Life { field: self.field, offers: &offers, seen: None };
        let (mut y, mut passed, mut span) = (self.y.clone(), 0.0, 1.0);
        while passed < PATIENCE {
            let then = solve(&life, span, y.clone())?;
            let (old, new) = (standings(self.field, &y), standings(self.field, &then));
            let moved = old.active.iter().zip(&new.active).map(|(old, new)| (old - new).abs()).fold(0.0, f64::max);
            if moved <= STILL * span / SPAN && span >= SPAN {
                return Some(new);
            }
            (y, passed) = (then, passed + span);
            span *= 2.0;
        }
        None
    }

    /// What everybody can know, in agents.
    fn census(&self) -> Census {
        let (market, now) = (self.field.market, standings(self.field, &self.y));
        let agents = |share: f64| (share * f64::from(market.population.agents)).round();
        let mut census = Census { in_market: agents(now.market) as u32, ..Census::default() };
        for p in 0..market.platforms.len() {
            census.active[p] = agents(now.active[p]) as u32;
            census.registered[p] = agents(now.registered[p]) as u32;
            census.joined[p] = agents(self.y[self.field.places().joins(p)]) as u64;
        }
        census
    }
}

/// Life between two changes of the offers.
pub struct Life<'l, 'm> {
    /// The mean field.
    pub field: &'l MeanField<'m>,
    /// What the platforms offer.
    pub offers: &'l [Offer],
    /// The hazards from what persons saw at the beginning, where they see nothing else until the end.
    pub seen: Option<Vec<Vec<f64>>>,
}

impl Flow for Life<'_, '_> {
    fn flow(&self, y: &[f64], change: &mut [f64]) {
        match &self.seen {
            Some(seen) => self.field.change(seen, y, change),
            None => self.field.change(&self.field.hazards_in(self.offers, y), y, change),
        }
    }
}

/// Users of all platforms.
pub fn standings(field: &MeanField, y: &[f64]) -> Standings {
    let places = field.places();
    let mut now = Standings { market: 0.0, active: field.active(y), registered: vec![0.0; field.states.platforms()] };
    for (s, state) in field.states.all.iter().enumerate() {
        let share: f64 = (0..field.kinds.all.len()).map(|kind| y[places.inside(kind, s)]).sum();
        now.market += share;
        for (registered, _) in now.registered.iter_mut().zip(&state.on).filter(|(_, standing)| **standing != NEVER) {
            *registered += share;
        }
    }
    now
}
