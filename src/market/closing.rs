//! Closing, opening again, and giving up.
//!
//! In the first tick of a closure all users of the platform lapse; while it lasts, its gate is shut: nobody joins. Registered
//! persons stay registered, and when it opens again they come back as everybody does who was there before (`returning`).
//!
//! An owner who concedes stops investing: from that tick on campaigns are off, joining by media is multiplied with a factor (1
//! changes nothing), and abilities on which work is not finished never come.
//!
//! Sources: the notice of 2021-01-19 said that MiTalk's messages would end on 2021-02-01 and its servers on 2021-02-19; Xiaomi's founder
//! conceded at GMIC on 2012-05-10.

use super::{Course, Moment, Moments, Time};
use crate::rng::World;
use crate::scenario::{ClosureSpec, ConcedeSpec};
use crate::units::Tick;

/// A time in which a platform is closed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closure {
    /// When it closes.
    pub from: Moment,
    /// When it opens again.
    pub until: Moment,
}

impl Closure {
    /// The closure in one world.
    pub fn new(spec: &ClosureSpec, moments: &mut Moments, time: &Time, world: &World) -> Closure {
        Closure { from: moments.add(&spec.from, time, world), until: moments.add(&spec.until, time, world) }
    }

    /// Whether the platform is closed in a tick. What opens before it closes, as a reaction may, is not closed at all.
    pub fn holds(&self, course: &Course, tick: Tick) -> bool {
        course.has_come(self.from, tick) && !course.has_come(self.until, tick)
    }
}

/// The owner gives the platform up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concession {
    /// When.
    pub when: Moment,
    /// Factor on joining by media from then on.
    pub media: f64,
}

impl Concession {
    /// The concession in one world.
    pub fn new(spec: &ConcedeSpec, moments: &mut Moments, time: &Time, world: &World) -> Concession {
        Concession { when: moments.add(&spec.when, time, world), media: spec.media.draw(world) }
    }
}
