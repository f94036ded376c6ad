//! Those who make the runs: threads that take jobs in order, look first whether one was done before, and hand on what comes out in the
//! order of the jobs.
//!
//! A run depends on its number and its world alone, so it doesn't matter which thread makes it or when. A run that is ahead
//! of its turn waits, and no thread runs ahead by more than a few jobs: memory does not grow with their number.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

use super::line::Line;
use super::record::Record;
use super::store::{Address, Store};
use crate::engine::Trajectory;

/// One run to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Job {
    /// Position of its world.
    pub world: usize,
    /// Number of the run.
    pub run: u64,
    /// Whether its days are wanted, too.
    pub days: bool,
}

/// What comes out of a job.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What is kept of the run.
    pub record: Record,
    /// Its days, where they were wanted: one trajectory for each of its outcomes.
    pub days: Vec<Trajectory>,
}

/// Worlds in which runs can be made.
pub trait Worlds: Sync {
    /// Where the runs of a world are kept.
    fn address(&self, world: usize) -> &Address;
    /// Number of worlds.
    fn worlds(&self) -> usize;
    /// Makes a run; `went` is told now and then what part of it is done.
    fn make(&self, job: Job, went: &(dyn Fn(f64) + Sync)) -> Made;
}

/// What is told while the work goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many runs more are planned.
    Planned(u64),
    /// A run has gone on by so many thousandths of it; a run that has been made has gone on by 1000 in all.
    Went(u64),
    /// A run has been made.
    Made,
    /// A run had been made before.
    Found,
}

/// Why an experiment ended without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing of it was made before, though it was to be resumed.
    NothingKept,
    /// It was stopped from outside after so many runs; they are kept.
    Stopped {
        /// Runs finished.
        finished: u64,
    },
    /// A run broke down: a fault of the program.
    Broken {
        /// The run.
        job: Job,
        /// What it said.
        message: String,
    },
    /// Two runs with other luck came out the same: a fault of the program.
    Identical {
        /// Position of their world.
        world: usize,
        /// Number of the one.
        first: u64,
        /// Number of the other.
        second: u64,
    },
}

/// How runs are made; none of it changes a result.
pub struct Crew<'a> {
    /// Number of threads.
    pub threads: NonZeroUsize,
    /// Set from outside to stop after the runs that are under way.
    pub stop: &'a AtomicBool,
    /// Where finished runs are looked for and kept.
    pub store: Option<&'a Store>,
    /// Is told of each step.
    pub watch: &'a (dyn Fn(Step) + Sync),
    /// Makes only its part of the jobs, of so many parts (part and number of parts, from 1).
    pub part: Option<(u32, u32)>,
    /// Refuses to begin where nothing was kept.
    pub resume: AtomicBool,
}

/// How many runs a thread may be ahead.
const AHEAD: u64 = 4;
/// With how many runs of a world all others are compared.
const COMPARED: u64 = 1000;

impl<'a> Crew<'a> {
    /// A crew without a store that tells nobody what it does.
    pub fn new(threads: NonZeroUsize, stop: &'a AtomicBool) -> Self {
        Crew { threads, stop, store: None, watch: &|_| {}, part: None, resume: AtomicBool::new(false) }
    }

    /// Does jobs. `finished` gets what comes out in the order of the jobs, and may end the work before the last one.
    pub fn work(
        &self,
        worlds: &impl Worlds,
        jobs: impl Iterator<Item = Job> + Send,
        mut finished: impl FnMut(Job, Made) -> ControlFlow<()>,
    ) -> Result<(), Trouble> {
        let kept = |store: &Store| (0..worlds.worlds()).any(|world| store.count(worlds.address(world)) > 0);
        if self.resume.swap(false, Ordering::Relaxed) && !self.store.is_some_and(kept) {
            return Err(Trouble::NothingKept);
        }
        let line = Line::new(jobs.filter(|job| self.is_mine(*job)), AHEAD * self.threads.get() as u64);
        let mut twins = Twins::default();
        let mut trouble = None;
        let mut done = 0;
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            for _ in 0..self.threads.get() {
                let (sender, line) = (sender.clone(), &line);
                scope.spawn(move || {
                    while let Some((turn, job)) = line.take(self.stop) {
                        if sender.send((turn, job, self.one(worlds, job))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            for (turn, job, result) in receiver {
                waiting.insert(turn, (job, result));
                while trouble.is_none() && !line.is_over() && waiting.contains_key(&done) {
                    let Some((job, result)) = waiting.remove(&done) else { break };
                    let goes_on = result.and_then(|made| {
                        twins.see(job, &made)?;
                        Ok(finished(job, made))
                    });
                    match goes_on {
                        Ok(ControlFlow::Continue(())) => {}
                        Ok(ControlFlow::Break(())) => line.end(),
                        Err(what) => {
                            trouble = Some(what);
                            line.end();
                        }
                    }
                    done += 1;
                    line.delivered(done);
                }
            }
        });
        match trouble {
            Some(trouble) => Err(trouble),
            None if line.was_stopped() => Err(Trouble::Stopped { finished: done }),
            None => Ok(()),
        }
    }

    /// Whether a job belongs to this part of a job array.
    fn is_mine(&self, job: Job) -> bool {
        self.part.is_none_or(|(part, parts)| (job.world as u64 + job.run) % u64::from(parts) == u64::from(part) - 1)
    }

    /// Does one job, unless it was done before.
    fn one(&self, worlds: &impl Worlds, job: Job) -> Result<Made, Trouble> {
        let address = worlds.address(job.world);
        if let Some(made) = self.store.and_then(|store| found(store, address, job)) {
            (self.watch)(Step::Found);
            return Ok(made);
        }
        let told = AtomicU64::new(0);
        let went = |part: f64| {
            let now = ((part * 1000.0) as u64).min(1000);
            let before = told.fetch_max(now, Ordering::Relaxed);
            if now > before {
                (self.watch)(Step::Went(now - before));
            }
        };
        let made = catch_unwind(AssertUnwindSafe(|| worlds.make(job, &went)));
        let made = made.map_err(|fault| Trouble::Broken { job, message: words(fault.as_ref()) })?;
        if let Some(store) = self.store {
            if job.days {
                store.keep_days(address, job.run, &made.days);
            }
            store.keep(address, &made.record);
        }
        went(1.0);
        (self.watch)(Step::Made);
        Ok(made)
    }
}

fn found(store: &Store, address: &Address, job: Job) -> Option<Made> {
    let record = store.find(address, job.run)?;
    if !job.days {
        return Some(Made { record, days: Vec::new() });
    }
    // A file that lost its content (with the power, for instance) holds no days.
    let days = store.find_days(address, job.run).filter(|days| days.len() == record.outcomes.len())?;
    Some(Made { record, days })
}

/// What a panic said.
fn words(fault: &(dyn std::any::Any + Send)) -> String {
    let text = fault.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| fault.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it panicked".to_owned())
}

/// The fingerprints of the first runs of each world, with which all its runs are compared: draws that do not depend on the number of
/// the run show at once, and numbers that wrap around when they come to the first ones again.
#[derive(Default)]
struct Twins(HashMap<usize, HashMap<u64, u64>>);

impl Twins {
    /// Refuses a run that is the same as an earlier one of its world.
    fn see(&mut self, job: Job, made: &Made) -> Result<(), Trouble> {
        let Some(fingerprint) = made.record.fingerprint else { return Ok(()) };
        let seen = self.0.entry(job.world).or_default();
        match seen.get(&fingerprint) {
            Some(&first) if first != job.run => {
                return Err(Trouble::Identical { world: job.world, first, second: job.run });
            }
            None if (seen.len() as u64) < COMPARED => drop(seen.insert(fingerprint, job.run)),
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    /// Worlds whose runs take no time; some break down, some are all the same.
    struct Fake {
        address: Address,
        breaks: Option<u64>,
        same: bool,
        /// Runs this far apart are the same.
        wraps: u64,
        made: AtomicU64,
    }

    impl Fake {
        fn new() -> Fake {
            Fake {
                address: Address::of(&["fake"]),
                breaks: None,
                same: false,
                wraps: u64::MAX,
                made: AtomicU64::new(0),
            }
        }
    }

    impl Worlds for Fake {
        fn address(&self, _: usize) -> &Address {
            &self.address
        }

        fn worlds(&self) -> usize {
            1
        }

        fn make(&self, job: Job, _: &(dyn Fn(f64) + Sync)) -> Made {
            assert!(self.breaks != Some(job.run), "run {} cannot be made", job.run);
            self.made.fetch_add(1, Ordering::Relaxed);
            let fingerprint = Some(if self.same { 1 } else { job.run % self.wraps + 1 });
            let record = Record { run: job.run, fingerprint, outcomes: Vec::new(), readings: vec![job.run as f64] };
            Made { record, days: Vec::new() }
        }
    }

    fn jobs(runs: u64) -> impl Iterator<Item = Job> {
        (0..runs).map(|run| Job { world: 0, run, days: false })
    }

    fn worked(fake: &Fake, crew: &Crew, runs: u64) -> (Vec<u64>, Result<(), Trouble>) {
        let mut seen = Vec::new();
        let end = crew.work(fake, jobs(runs), |job, _| {
            seen.push(job.run);
            ControlFlow::Continue(())
        });
        (seen, end)
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let stop = AtomicBool::new(false);
        let crew = Crew::new(NonZeroUsize::new(5).expect("five"), &stop);
        let (seen, end) = worked(&Fake::new(), &crew, 500);
        assert_eq!((seen, end), ((0..500).collect(), Ok(())));
    }

    #[test]
    fn the_work_ends_when_enough_is_known() {
        let stop = AtomicBool::new(false);
        let (fake, crew) = (Fake::new(), Crew::new(NonZeroUsize::new(3).expect("three"), &stop));
        let mut seen = 0;
        let end = crew.work(&fake, jobs(1_000_000), |job, _| {
            seen += 1;
            if job.run == 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((seen, end), (21, Ok(())));
        assert!(fake.made.load(Ordering::Relaxed) <= 21 + 3 * (AHEAD + 1), "few runs in vain");
    }

    #[test]
    fn a_run_that_breaks_down_is_named_and_what_was_made_before_is_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (stop, store) = (AtomicBool::new(false), Store::new(folder.path(), "test"));
        let crew = Crew { store: Some(&store), ..Crew::new(NonZeroUsize::MIN, &stop) };
        let fake = Fake { breaks: Some(7), ..Fake::new() };
        let (seen, end) = worked(&fake, &crew, 20);
        assert_eq!(seen, (0..7).collect::<Vec<u64>>());
        let job = Job { world: 0, run: 7, days: false };
        assert_eq!(end, Err(Trouble::Broken { job, message: "run 7 cannot be made".into() }));
        let mended = Fake::new();
        let (seen, end) = worked(&mended, &crew, 20);
        assert_eq!((seen.len(), end), (20, Ok(())));
        assert!(mended.made.load(Ordering::Relaxed) <= 13, "seven at least were found");
    }

    #[test]
    fn runs_that_are_the_same_are_refused() {
        let stop = AtomicBool::new(false);
        let crew = Crew::new(NonZeroUsize::MIN, &stop);
        let (_, end) = worked(&Fake { same: true, ..Fake::new() }, &crew, 5);
        assert_eq!(end, Err(Trouble::Identical { world: 0, first: 0, second: 1 }));
    }

    #[test]
    fn a_number_that_wraps_around_is_found_out_however_late() {
        let stop = AtomicBool::new(false);
        let crew = Crew::new(NonZeroUsize::MIN, &stop);
        let (_, end) = worked(&Fake { wraps: 1 << 14, ..Fake::new() }, &crew, 20_000);
        assert_eq!(end, Err(Trouble::Identical { world: 0, first: 0, second: 1 << 14 }));
    }

    #[test]
    fn a_run_is_compared_with_those_that_were_kept_too() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (stop, fake) = (AtomicBool::new(false), Fake { same: true, ..Fake::new() });
        let store = || Store::new(folder.path(), "test");
        let (first, second) = (store(), store());
        let crew = |store| Crew { store: Some(store), ..Crew::new(NonZeroUsize::MIN, &stop) };
        assert_eq!(worked(&fake, &crew(&first), 1), (vec![0], Ok(())));
        let (_, end) = worked(&fake, &crew(&second), 2);
        assert_eq!(end, Err(Trouble::Identical { world: 0, first: 0, second: 1 }));
    }

    #[test]
    fn parts_make_every_run_once() {
        let (stop, fake) = (AtomicBool::new(false), Fake::new());
        let part = |part| {
            let crew = Crew { part: Some((part, 3)), ..Crew::new(NonZeroUsize::MIN, &stop) };
            worked(&fake, &crew, 10).0
        };
        let mut all = [part(1), part(2), part(3)].concat();
        all.sort_unstable();
        assert_eq!(all, (0..10).collect::<Vec<u64>>());
    }

    #[test]
    fn a_stop_from_outside_is_told() {
        let stop = AtomicBool::new(true);
        let crew = Crew::new(NonZeroUsize::MIN, &stop);
        assert_eq!(worked(&Fake::new(), &crew, 5), (Vec::new(), Err(Trouble::Stopped { finished: 0 })));
        assert_eq!(worked(&Fake::new(), &crew, 0), (Vec::new(), Ok(())), "nothing was left to do");
    }
}
