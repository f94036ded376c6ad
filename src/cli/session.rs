//! What all commands that make runs have in common: threads, finished runs on disk, progress, interruption.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use clap::Args;
use serde_json::json;

use super::options::Format;
use super::progress::Progress;
use super::{Failure, print};
use crate::experiment::{Crew, Store, Trouble};
use crate::report::plain_reason;
use crate::scenario::sha256_of_file;

/// Folder of finished runs, below the folder of results.
const KEPT: &str = ".runs";

/// Where finished runs are kept, and what of the work is to be done.
#[derive(Debug, Clone, Default, Args)]
pub struct Keeping {
    /// Folder in which finished runs are kept [default: .runs in the folder of results].
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Make all runs anew, even those that are kept.
    #[arg(long, conflicts_with = "resume")]
    pub fresh: bool,
    /// Go on with interrupted work; an error if nothing of it is kept (without this, kept runs are used if there are any).
    #[arg(long)]
    pub resume: bool,
    /// Make only part I of N of the runs and keep them; no tables. For job arrays on a cluster.
    #[arg(long, value_name = "I/N", conflicts_with = "resume")]
    pub shard: Option<Shard>,
    /// Use the finished runs in these folders as well, for instance those of other machines.
    #[arg(long, value_name = "DIR")]
    pub merge: Vec<PathBuf>,
}

/// Part of a job array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Number of the part, from 1.
    pub part: u32,
    /// Number of parts.
    pub parts: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').map(|(part, parts)| (part.trim().parse(), parts.trim().parse()));
        match numbers {
            Some((Ok(part), Ok(parts))) if 1 <= part && part <= parts => Ok(Shard { part, parts }),
            _ => Err("write I/N, part I of N, for instance 3/8".into()),
        }
    }
}

/// The work of one command.
pub struct Session {
    threads: NonZeroUsize,
    stop: Arc<AtomicBool>,
    store: Store,
    shard: Option<Shard>,
    /// Whether something must have been kept; not any more once something was found.
    resume: AtomicBool,
    quiet: bool,
    fresh: bool,
}

impl Session {
    /// A session whose finished runs are kept below `results`, unless another folder was named.
    pub fn new(threads: NonZeroUsize, keeping: &Keeping, results: &Path, quiet: bool) -> Result<Session, Failure> {
        // First of all, so that an interrupt finds somebody who hears it.
        let stop = interruption();
        let others = keeping.merge.iter().map(|folder| runs_of(folder)).collect::<Result<Vec<PathBuf>, Failure>>()?;
        let folder = keeping.store.clone().unwrap_or_else(|| results.join(KEPT));
        // Results that cannot be written are better known before the runs than after them.
        let unwritable =
            |error| Failure::Unwritable(format!("cannot write in {}: {}", folder.display(), plain_reason(error)));
        std::fs::create_dir_all(&folder).map_err(unwritable)?;
        let mut store = Store::new(folder, program()).with(others);
        if keeping.fresh {
            store = store.fresh();
        }
        if let Some(shard) = keeping.shard {
            store = store.part(shard.part);
        }
        let resume = AtomicBool::new(keeping.resume);
        let (shard, fresh) = (keeping.shard, keeping.fresh);
        Ok(Session { threads, stop, store, shard, resume, quiet, fresh })
    }

    /// Number of threads.
    pub fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// Whether this makes only a part of the runs, so that there is nothing to tell at the end.
    pub fn shard(&self) -> Option<Shard> {
        self.shard
    }

    /// Does work with a line of progress. `named` tells which command makes a run of a world alone.
    pub fn work<T>(
        &self,
        title: &str,
        work: impl FnOnce(&Crew) -> Result<T, Halt>,
        reproduce: impl Fn(usize, u64) -> String,
    ) -> Result<T, Failure> {
        let progress = Progress::new(title, self.quiet);
        let watch = |step| progress.step(step);
        let crew = Crew {
            threads: self.threads,
            stop: &self.stop,
            store: Some(&self.store),
            watch: &watch,
            part: self.shard.map(|shard| (shard.part, shard.parts)),
            resume: AtomicBool::new(self.resume.swap(false, Ordering::Relaxed)),
        };
        let result = work(&crew);
        progress.finish();
        let (made, found) = progress.counts();
        if let Some(error) = self.store.trouble() {
            let folder = self.store.folder().display();
            eprintln!(
                "headstart: finished runs cannot be kept in {folder}: {}; the results are not affected",
                plain_reason(error)
            );
        }
        if found > 0 && !self.quiet && !self.fresh {
            eprintln!("headstart: {found} of {} runs were made before (--fresh makes them anew)", found + made);
        }
        result.map_err(|halt| match halt {
            Halt::Failure(failure) => failure,
            Halt::Trouble(trouble) => self.failure(&trouble, made + found, reproduce),
        })
    }

    /// Says at the end of a part of a job array where its runs are, and what comes next.
    pub fn part_done(&self, format: Format) -> Result<(), Failure> {
        let Some(Shard { part, parts }) = self.shard else { return Ok(()) };
        let folder = self.store.folder();
        print::out(&match format {
            Format::Json => format!("{}\n", json!({ "part": part, "parts": parts, "store": folder })),
            Format::Text => format!(
                "Part {part} of {parts} is done; its runs are in {}.\nWhen all parts are done, the same command without --shard writes the \
                 results (with --merge DIR for each other folder that holds runs).\n",
                folder.display()
            ),
        })
    }

    fn failure(&self, trouble: &Trouble, done: u64, reproduce: impl Fn(usize, u64) -> String) -> Failure {
        let folder = self.store.folder().display();
        match trouble {
            Trouble::Stopped { .. } => Failure::Interrupted(format!(
                "interrupted after {done} runs; they are kept in {folder}, and the same command goes on with them"
            )),
            Trouble::NothingKept => Failure::Usage(format!(
                "nothing of this work is kept in {folder}, so there is nothing to resume: a scenario, a flag or the program has changed \
                 since, or the folder is another one (--store); without --resume the work begins anew"
            )),
            Trouble::Broken { job, message } => Failure::Fault(format!(
                "run {} broke down: {message}\n  all other finished runs are kept in {folder}\n  to make this run alone: {}",
                job.run,
                reproduce(job.world, job.run)
            )),
            Trouble::Identical { world, first, second } => Failure::Fault(format!(
                "runs {first} and {second} came out the same to the last person, which cannot be by chance\n  to make one alone: {}",
                reproduce(*world, *second)
            )),
        }
    }
}

/// The finished runs that somebody means who names a folder: those in it, or those kept below a folder of results.
fn runs_of(folder: &Path) -> Result<PathBuf, Failure> {
    let below = folder.join(KEPT);
    match (below.is_dir(), folder.is_dir()) {
        (true, _) => Ok(below),
        (_, true) => Ok(folder.to_owned()),
        _ => Err(Failure::Unreadable(format!("there is no folder {} to merge", folder.display()))),
    }
}

/// Why work did not come to its end.
#[derive(Debug)]
pub enum Halt {
    /// The command cannot go on.
    Failure(Failure),
    /// The runs could not be made.
    Trouble(Trouble),
}

impl From<Trouble> for Halt {
    fn from(trouble: Trouble) -> Self {
        Halt::Trouble(trouble)
    }
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Halt::Failure(failure)
    }
}

/// The program in so many words that another build of it, which may give other results, is another program.
fn program() -> String {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    let read = || {
        let build = std::env::current_exe().and_then(|file| sha256_of_file(&file)).unwrap_or_default();
        format!("{} {build}", env!("CARGO_PKG_VERSION"))
    };
    PROGRAM.get_or_init(read).clone()
}

/// Whether nothing is under way that an interrupt would have to finish.
static WAITING: AtomicBool = AtomicBool::new(false);

/// Says whether there is work under way or not.
pub fn waiting(waits: bool) {
    WAITING.store(waits, Ordering::Relaxed);
}

/// A flag that is set when the user interrupts: the runs under way are finished, then the work ends. A second interrupt ends it at once.
pub fn interruption() -> Arc<AtomicBool> {
    static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    let install = || {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        let installed = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(6);
            }
            if !WAITING.load(Ordering::Relaxed) {
                eprintln!("headstart: finishing the runs under way; interrupt again to stop at once");
            }
        });
        drop(installed);
        stop
    };
    Arc::clone(STOP.get_or_init(install))
}
