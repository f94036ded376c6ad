//! Progress of long work, on standard error, where that is a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::experiment::Step;

/// Nothing is shown of work that is over sooner than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line with runs done and time remaining.
pub struct Progress {
    bar: ProgressBar,
    shown: bool,
    began: Instant,
    made: AtomicU64,
    found: AtomicU64,
}

impl Progress {
    /// The line of a piece of work; nothing when quiet or not on a terminal.
    pub fn new(title: &str, quiet: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg}  {bar:30} {pos} of {len} runs, {eta} left");
        bar.set_style(style.expect("the template is right"));
        bar.set_message(title.to_owned());
        let shown = !quiet && std::io::stderr().is_terminal();
        Progress { bar, shown, began: Instant::now(), made: AtomicU64::new(0), found: AtomicU64::new(0) }
    }

    /// Something was planned or done. Runs that had been made before don't count, so that the time that is left stays right.
    pub fn step(&self, step: Step) {
        match step {
            Step::Planned(runs) => self.bar.inc_length(runs),
            Step::Made => {
                self.made.fetch_add(1, Ordering::Relaxed);
                self.bar.inc(1);
            }
            Step::Found => {
                self.found.fetch_add(1, Ordering::Relaxed);
                self.bar.dec_length(1);
            }
        }
        if self.shown && self.bar.is_hidden() && self.began.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Runs made, and runs that had been made before.
    pub fn counts(&self) -> (u64, u64) {
        (self.made.load(Ordering::Relaxed), self.found.load(Ordering::Relaxed))
    }

    /// The work is over.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
