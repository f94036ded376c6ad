//! What happens to the mean field at the beginning of a tick, before anybody lives through it: the calendar of a run, in shares.
//!
//! Where a run chooses persons, here everybody who may be chosen is won in part, whoever they are: campaigns that turn to hubs,
//! communities or first movers win no others than those that turn to anybody, except that first movers are on the rival.

use crate::market::{Course, Drive, Market};
use crate::scenario::Placement;
use crate::units::Tick;

use super::kinds::{Belongs, Turnover};
use super::mean_field::MeanField;
use super::standing::{NEVER, State};

/// The calendar of one course of the mean field.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Share of the agents in the market, by tick.
    entered: Vec<f64>,
    /// When each drive began, and the share of all persons whom it could turn to then.
    begun: Vec<Vec<Option<(Tick, f64)>>>,
}

impl Calendar {
    /// The calendar before the first tick.
    pub fn new(market: &Market) -> Calendar {
        Calendar {
            entered: market.population.entered(market.ticks() + 1),
            begun: market.platforms.iter().map(|platform| vec![None; platform.campaigns.drives.len()]).collect(),
        }
    }

    /// Whether nothing happens in a tick but that life goes on.
    pub fn is_quiet(&self, field: &MeanField, course: &Course, tick: Tick) -> bool {
        let market = field.market;
        let steady = |turnover: &Turnover| {
            let share = |tick| market.audiences[turnover.audience].share(tick);
            tick > 0 && (share(tick) - share(tick - 1)).abs() <= 0.0
        };
        tick > 0
            && (self.entered[tick as usize] - self.entered[tick as usize - 1]).abs() <= 0.0
            && field.kinds.turnovers.iter().all(steady)
            && market.platforms.iter().all(|platform| {
                !course.comes(platform.launch, tick)
                    && !platform.closes(course, tick)
                    && !platform.campaigns.drives.iter().any(|drive| platform.runs(&drive.period, course, tick))
            })
    }

    /// The beginning of a tick, in the order of a run.
    pub fn turn(&mut self, field: &MeanField, y: &mut [f64], course: &Course, tick: Tick) {
        let mut now = Now { field, y, course, tick };
        now.age_joins();
        self.enter(&mut now);
        for p in 0..field.market.platforms.len() {
            if field.market.platforms[p].closes(course, tick) {
                now.close(p);
            }
        }
        for (p, platform) in field.market.platforms.iter().enumerate() {
            if course.comes(platform.launch, tick) {
                let wanted = f64::from(platform.initial_agents) / f64::from(field.market.population.agents);
                let free = now.free(p, &|_| true, &|_| true);
                now.win(p, (wanted / free).min(1.0), &|_| true, &|_| true);
            }
        }
        for (p, platform) in field.market.platforms.iter().enumerate() {
            for (d, drive) in platform.campaigns.drives.iter().enumerate() {
                if platform.runs(&drive.period, course, tick) {
                    drive_on(&mut now, p, drive, &mut self.begun[p][d]);
                }
            }
        }
    }

    /// Persons come to belong to audiences, and enter the market.
    fn enter(&self, now: &mut Now) {
        for turnover in &now.field.kinds.turnovers {
            now.turn_over(turnover);
        }
        let at = now.tick as usize;
        let before = if at == 0 { 0.0 } else { self.entered[at - 1] };
        if self.entered[at] > before {
            now.let_in((self.entered[at] - before) / (1.0 - before));
        }
    }
}

/// A drive turns to those whose turn it is: everybody who could be chosen when it began, with the same chance.
fn drive_on(now: &mut Now, p: usize, drive: &Drive, begun: &mut Option<(Tick, f64)>) {
    let field = now.field;
    let of_target = |state: &State| match drive.target {
        Placement::FirstMovers { rival } => state.on[rival] != NEVER,
        _ => true,
    };
    let of_audience = |kind: usize| drive.audience.is_none_or(|a| field.kinds.all[kind].belongs[a] == Belongs::Now);
    let (tick, free) = *begun.get_or_insert_with(|| (now.tick, now.free(p, &of_audience, &of_target)));
    let ticks = drive.period.end(now.course).map_or(1, |end| end.saturating_sub(tick).max(1));
    let budget = f64::from(drive.budget()) / f64::from(field.market.population.agents);
    let turns = budget.min(free) / f64::from(ticks);
    let passed = now.tick - tick;
    if passed < ticks && free > 0.0 {
        // Of those who are still free some were asked before and did not accept.
        let (asked, accept) = (f64::from(passed) * turns / free, drive.accept());
        now.win(p, accept * turns / free / (1.0 - asked * accept), &of_audience, &of_target);
    }
}

/// The state at the beginning of a tick.
struct Now<'n, 'm> {
    field: &'n MeanField<'m>,
    y: &'n mut [f64],
    course: &'n Course,
    tick: Tick,
}

/// Which kinds of persons, and which states, something is about.
type OfKind<'n> = &'n dyn Fn(usize) -> bool;
type InState<'n> = &'n dyn Fn(&State) -> bool;

impl Now<'_, '_> {
    /// Those who joined in the tick that is over are fresh in this one.
    fn age_joins(&mut self) {
        let places = self.field.places();
        for kind in 0..self.field.kinds.all.len() {
            for p in 0..self.field.states.platforms() {
                self.y[places.fresh(kind, p)] = std::mem::take(&mut self.y[places.joined(kind, p)]);
            }
        }
    }

    /// Whether who is in a state can be won at once.
    fn is_free(&self, state: &State, p: usize) -> bool {
        !(state.is_on(p) || self.field.market.platforms[p].is_exclusive() && state.active != 0)
    }

    /// Share of all persons who can be won at once.
    fn free(&self, p: usize, kinds: OfKind, states: InState) -> f64 {
        let places = self.field.places();
        let all = self.field.states.all.iter().enumerate().filter(|(_, state)| self.is_free(state, p) && states(state));
        let of_state =
            |s: usize| (0..self.field.kinds.all.len()).filter(|k| kinds(*k)).map(move |k| places.inside(k, s));
        all.flat_map(|(s, _)| of_state(s)).map(|at| self.y[at]).sum()
    }

    /// A part of those who can be won joins.
    fn win(&mut self, p: usize, part: f64, kinds: OfKind, states: InState) {
        for kind in (0..self.field.kinds.all.len()).filter(|kind| kinds(*kind)) {
            for s in 0..self.field.states.all.len() {
                let state = &self.field.states.all[s];
                if self.is_free(state, p) && states(state) {
                    let share = part * self.y[self.field.places().inside(kind, s)];
                    self.join(p, kind, (s, share));
                }
            }
        }
    }

    /// So many persons of a state join.
    fn join(&mut self, p: usize, kind: usize, (s, share): (usize, f64)) {
        let places = self.field.places();
        let Some(to) = self.field.states.find(&self.field.states.after_joining(s, p)) else { return };
        self.y[places.inside(kind, s)] -= share;
        self.y[places.inside(kind, to)] += share;
        self.y[places.fresh(kind, p)] += share;
        self.y[places.joins(p)] += share;
    }

    /// All users lapse.
    fn close(&mut self, p: usize) {
        let places = self.field.places();
        for s in (0..self.field.states.all.len()).filter(|s| self.field.states.all[*s].is_on(p)) {
            let mut on = self.field.states.all[s].on.clone();
            on[p] = self.field.states.lives[p].lapsed();
            let Some(to) = self.field.states.find(&on) else { continue };
            for kind in 0..self.field.kinds.all.len() {
                let share = std::mem::take(&mut self.y[places.inside(kind, s)]);
                self.y[places.inside(kind, to)] += share;
            }
        }
    }

    /// An audience grows or shrinks; who comes to belong to it gets what is on the phone.
    fn turn_over(&mut self, turnover: &Turnover) {
        let Some(before) = self.tick.checked_sub(1) else { return };
        let share = |tick| self.field.market.audiences[turnover.audience].share(tick).clamp(0.0, 1.0);
        let (old, new) = (share(before), share(self.tick));
        let (part, grows) = if new > old {
            ((new - old) / (turnover.ever - old), true)
        } else {
            (if old > 0.0 { (old - new) / old } else { 0.0 }, false)
        };
        for &(later, now) in turnover.pairs.iter().filter(|_| part > 0.0) {
            let (from, to) = if grows { (later, now) } else { (now, later) };
            let places = self.field.places();
            let outside = part * self.y[places.outside(from)];
            self.y[places.outside(from)] -= outside;
            self.y[places.outside(to)] += outside;
            for s in 0..self.field.states.all.len() {
                let share = part * self.y[places.inside(from, s)];
                self.y[places.inside(from, s)] -= share;
                self.y[places.inside(to, s)] += share;
                if grows {
                    self.bundle(turnover.audience, to, (s, share));
                }
            }
        }
    }

    /// A part of those outside enters the market.
    fn let_in(&mut self, part: f64) {
        let places = self.field.places();
        for (kind, own) in self.field.kinds.all.iter().enumerate() {
            let share = part * self.y[places.outside(kind)];
            self.y[places.outside(kind)] -= share;
            self.y[places.inside(kind, 0)] += share;
            for audience in (0..own.belongs.len()).filter(|audience| own.belongs[*audience] == Belongs::Now) {
                self.bundle(audience, kind, (0, share));
            }
        }
    }

    /// New owners of a phone use what is on it, or not.
    fn bundle(&mut self, audience: usize, kind: usize, (s, share): (usize, f64)) {
        let market = self.field.market;
        let mut left = share;
        for (p, platform) in market.platforms.iter().enumerate() {
            for bundle in platform.campaigns.bundles.iter().filter(|bundle| bundle.audience == audience) {
                let free = self.is_free(&self.field.states.all[s], p);
                if free && self.tick > 0 && platform.runs(&bundle.period, self.course, self.tick) {
                    self.join(p, kind, (s, left * bundle.install()));
                    left *= 1.0 - bundle.install();
                }
            }
        }
    }
}
