//! Progress of long work, on standard error, where that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Nothing is shown of work that is over sooner than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line with runs done and time remaining.
pub struct Progress {
    bar: ProgressBar,
    shown: bool,
    began: std::time::Instant,
}

impl Progress {
    /// The line of a scenario; nothing when quiet or not on a terminal.
    pub fn new(title: &str, runs: u64, quiet: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(runs), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg}  {bar:30} {pos} of {len} runs, {eta} left");
        bar.set_style(style.expect("the template is right"));
        bar.set_message(title.to_owned());
        Progress { bar, shown: !quiet && std::io::stderr().is_terminal(), began: std::time::Instant::now() }
    }

    /// One run more is done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.shown && self.bar.is_hidden() && self.began.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// The work is over.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}
