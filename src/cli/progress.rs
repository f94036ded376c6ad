//! Progress of long work, on standard error, where that is a terminal.

use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::experiment::Step;

/// Nothing is shown of work that is over sooner than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Parts of a run that the line counts.
const PARTS: u64 = 1000;

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
        let style = ProgressStyle::with_template("{msg}  {bar:30} {done}, {eta} left").expect("the template is right");
        let done = |state: &ProgressState, line: &mut dyn Write| {
            let _ = line.write_str(&done(state.pos(), state.len().unwrap_or_default()));
        };
        bar.set_style(style.with_key("done", done));
        bar.set_message(title.to_owned());
        let shown = !quiet && std::io::stderr().is_terminal();
        Progress { bar, shown, began: Instant::now(), made: AtomicU64::new(0), found: AtomicU64::new(0) }
    }

    /// Something was planned or done. Runs that had been made before don't count, so that the time that is left stays right.
    pub fn step(&self, step: Step) {
        match step {
            Step::Planned(runs) => self.bar.inc_length(runs * PARTS),
            Step::Went(parts) => self.bar.inc(parts),
            Step::Made => {
                self.made.fetch_add(1, Ordering::Relaxed);
            }
            Step::Found => {
                self.found.fetch_add(1, Ordering::Relaxed);
                self.bar.dec_length(PARTS);
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

/// What is done: a number of runs, or, where these are few, a share of the work.
fn done(parts: u64, of: u64) -> String {
    match of / PARTS {
        runs @ 0..5 => format!("{} % of {runs} run{}", 100 * parts / of.max(1), if runs == 1 { "" } else { "s" }),
        runs => format!("{} of {runs} runs", parts / PARTS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_runs_are_counted_and_few_are_measured() {
        assert_eq!(done(0, 0), "0 % of 0 runs");
        assert_eq!(done(312, 1000), "31 % of 1 run");
        assert_eq!(done(3999, 4000), "99 % of 4 runs");
        assert_eq!(done(12_999, 40_000), "12 of 40 runs");
    }
}
