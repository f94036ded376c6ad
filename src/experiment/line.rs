//! The jobs of a crew in a line, from which each thread takes the next, and none runs far ahead of what has been delivered.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::crew::Job;

/// Jobs in a line.
pub struct Line<I> {
    jobs: Mutex<Jobs<I>>,
    turn: Condvar,
    ahead: u64,
}

struct Jobs<I> {
    next: I,
    taken: u64,
    delivered: u64,
    over: bool,
    stopped: bool,
}

impl<I: Iterator<Item = Job>> Line<I> {
    /// A line from which `ahead` more jobs may be taken than were delivered.
    pub fn new(next: I, ahead: u64) -> Self {
        let jobs = Jobs { next, taken: 0, delivered: 0, over: false, stopped: false };
        Line { jobs: Mutex::new(jobs), turn: Condvar::new(), ahead }
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs<I>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job and its turn, when it is not too far ahead; none when all are taken or the work is over.
    pub fn take(&self, stop: &AtomicBool) -> Option<(u64, Job)> {
        let mut jobs = self.jobs();
        while !jobs.over && jobs.taken >= jobs.delivered + self.ahead {
            jobs = self.turn.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
        if jobs.over {
            return None;
        }
        let job = jobs.next.next()?;
        if stop.load(Ordering::Relaxed) {
            jobs.stopped = true;
            return None;
        }
        jobs.taken += 1;
        Some((jobs.taken - 1, job))
    }

    /// So many jobs have been delivered.
    pub fn delivered(&self, delivered: u64) {
        self.jobs().delivered = delivered;
        self.turn.notify_all();
    }

    /// Nothing more is wanted.
    pub fn end(&self) {
        self.jobs().over = true;
        self.turn.notify_all();
    }

    /// Whether nothing more is wanted.
    pub fn is_over(&self) -> bool {
        self.jobs().over
    }

    /// Whether jobs were left when the work was stopped from outside.
    pub fn was_stopped(&self) -> bool {
        self.jobs().stopped
    }
}
