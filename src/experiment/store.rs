//! Finished runs on disk, so that nothing is ever lost or made twice.
//!
//! Each world (a scenario as resolved, what is read from its days, the program that makes it) has an address, and under it a file
//! to which a line is added as soon as a run is finished. A line that was cut short by a kill carries a wrong check and does not
//! count. Runs depend on their number alone, so an experiment that finds them here goes on as if it had made them itself.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::days;
use super::places::Places;
use super::record::Record;
use crate::engine::Trajectory;
use crate::scenario::sha256;

/// The address of a world: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(String);

impl Address {
    /// The address of what these texts describe together.
    pub fn of(parts: &[&str]) -> Address {
        let mut text = Vec::new();
        for part in parts {
            text.extend((part.len() as u64).to_le_bytes());
            text.extend(part.as_bytes());
        }
        Address(sha256(&text)[..32].to_owned())
    }

    /// The file with this ending in a folder.
    fn file(&self, folder: &Path, ending: &str) -> PathBuf {
        folder.join(&self.0[..2]).join(format!("{}.{ending}", &self.0[2..]))
    }
}

/// A folder of finished runs.
#[derive(Debug)]
pub struct Store {
    folders: Vec<PathBuf>,
    program: String,
    /// Ending of the files that are written here; others are only read. Parts of a job array have one each.
    ending: String,
    fresh: bool,
    known: Mutex<HashMap<Address, Arc<Mutex<Known>>>>,
    /// The files of runs in each folder that was looked into, in order: with many worlds each folder holds those of many.
    listed: Mutex<HashMap<PathBuf, Arc<Vec<PathBuf>>>>,
    trouble: Mutex<Option<io::Error>>,
}

/// Where the lines of one address stand.
#[derive(Debug, Default)]
struct Known {
    lines: Places,
    files: Vec<PathBuf>,
    /// Whether the file that is written to ends in the middle of a line.
    torn: bool,
}

impl Store {
    /// The finished runs of a program (its name and version, or anything that changes when its results may) in a folder, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>, program: impl Into<String>) -> Store {
        Store {
            folders: vec![folder.into()],
            program: program.into(),
            ending: "runs".into(),
            fresh: false,
            known: Mutex::default(),
            listed: Mutex::default(),
            trouble: Mutex::default(),
        }
    }

    /// Reads from other folders as well.
    #[must_use]
    pub fn with(mut self, others: impl IntoIterator<Item = PathBuf>) -> Store {
        self.folders.extend(others);
        self
    }

    /// Writes into files of its own, as part `part` of a job array whose parts share a folder.
    #[must_use]
    pub fn part(mut self, part: u32) -> Store {
        self.ending = format!("{part}.runs");
        self
    }

    /// Takes nothing for finished that was there before.
    #[must_use]
    pub fn fresh(mut self) -> Store {
        self.fresh = true;
        self
    }

    /// The folder that is written to.
    pub fn folder(&self) -> &Path {
        &self.folders[0]
    }

    /// The program whose runs these are.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// A finished run, if it is here.
    pub fn find(&self, address: &Address, run: u64) -> Option<Record> {
        let known = self.known(address);
        let known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, offset) = known.lines.get(run)?;
        line_at(&known.files[file], offset).ok().and_then(|line| Record::read(&line)).filter(|record| record.run == run)
    }

    /// Number of finished runs of a world.
    pub fn count(&self, address: &Address) -> usize {
        self.known(address).lock().unwrap_or_else(PoisonError::into_inner).lines.len()
    }

    /// Keeps a finished run. A failure is remembered for [`Store::trouble`]; the work goes on.
    pub fn keep(&self, address: &Address, record: &Record) {
        let known = self.known(address);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let path = address.file(&self.folders[0], &self.ending);
        let begin = if known.torn { "\n" } else { "" };
        let line = format!("{begin}{}\n", record.line());
        let added = create_parent(&path).and_then(|()| {
            let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
            file.write_all(line.as_bytes())?;
            file.stream_position()
        });
        match added {
            Ok(end) => {
                known.torn = false;
                let offset = end - line.len() as u64 + begin.len() as u64;
                let file = known.files.iter().position(|file| *file == path).unwrap_or_else(|| {
                    known.files.push(path);
                    known.files.len() - 1
                });
                known.lines.put(record.run, file, offset);
            }
            Err(error) => self.remember(error),
        }
    }

    /// The days of a finished run, if they are here.
    pub fn find_days(&self, address: &Address, run: u64) -> Option<Vec<Trajectory>> {
        if self.fresh && self.find(address, run).is_none() {
            return None;
        }
        let file = |folder: &PathBuf| fs::read(address.file(folder, &format!("{run}.days"))).ok();
        self.folders.iter().filter_map(file).find_map(|bytes| days::unpack(&bytes))
    }

    /// Keeps the days of a finished run; to be called before [`Store::keep`].
    pub fn keep_days(&self, address: &Address, run: u64, trajectories: &[Trajectory]) {
        let path = address.file(&self.folders[0], &format!("{run}.days"));
        let write = || {
            create_parent(&path)?;
            let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
            file.write_all(&days::pack(trajectories)?)?;
            file.persist(&path).map(drop).map_err(io::Error::from)
        };
        if let Err(error) = write() {
            self.remember(error);
        }
    }

    /// The first thing that went wrong when runs were to be kept, once.
    pub fn trouble(&self) -> Option<io::Error> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn remember(&self, error: io::Error) {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    fn known(&self, address: &Address) -> Arc<Mutex<Known>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.entry(address.clone()).or_insert_with(|| Arc::new(Mutex::new(self.look(address))));
        Arc::clone(found)
    }

    fn listed(&self, folder: PathBuf) -> Arc<Vec<PathBuf>> {
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(listed.entry(folder).or_insert_with_key(|folder| Arc::new(files_of_runs(folder))))
    }

    /// Looks for all lines of an address.
    fn look(&self, address: &Address) -> Known {
        let mut known = Known::default();
        let own = address.file(&self.folders[0], &self.ending);
        known.torn = ends_torn(&own).unwrap_or(false);
        if self.fresh {
            return known;
        }
        for folder in &self.folders {
            let files = self.listed(folder.join(&address.0[..2]));
            let begin = address.file(folder, "");
            let own =
                |file: &&PathBuf| file.as_os_str().as_encoded_bytes().starts_with(begin.as_os_str().as_encoded_bytes());
            for file in files[files.partition_point(|file| *file < begin)..].iter().take_while(own) {
                // What cannot be read is made again.
                let number = known.files.len();
                if each_line(file, |run, offset| known.lines.put(run, number, offset)).is_ok() {
                    known.files.push(file.clone());
                }
            }
        }
        known
    }
}

/// The files of runs in a folder, in order.
fn files_of_runs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "runs"));
    files.sort();
    files
}

/// Tells number and place of each whole record in a file.
fn each_line(path: &Path, mut found: impl FnMut(u64, u64)) -> io::Result<()> {
    let mut reader = BufReader::new(File::open(path)?);
    let (mut offset, mut line) = (0, Vec::new());
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(());
        }
        let record = std::str::from_utf8(&line).ok().and_then(|text| Record::read(text.strip_suffix('\n')?));
        if let Some(record) = record {
            found(record.run, offset);
        }
        offset += length as u64;
    }
}

fn line_at(path: &Path, offset: u64) -> io::Result<String> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut line = String::new();
    BufReader::new(file).read_line(&mut line)?;
    line.truncate(line.trim_end_matches('\n').len());
    Ok(line)
}

/// Whether a file ends in the middle of a line.
fn ends_torn(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != [b'\n'])
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(run: u64) -> Record {
        Record { run, fingerprint: Some(run), outcomes: Vec::new(), readings: vec![run as f64 / 7.0] }
    }

    #[test]
    fn what_was_kept_is_found_by_the_next_store() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (here, there) = (Address::of(&["a", "b"]), Address::of(&["ab", ""]));
        assert_ne!(here, there);
        let store = Store::new(folder.path(), "test");
        for run in [3, 1, 2] {
            store.keep(&here, &record(run));
        }
        assert_eq!(store.find(&here, 1), Some(record(1)));
        let later = Store::new(folder.path(), "test");
        assert_eq!((later.count(&here), later.count(&there)), (3, 0));
        assert_eq!((later.find(&here, 2), later.find(&here, 4)), (Some(record(2)), None));
        assert_eq!(Store::new(folder.path(), "test").fresh().find(&here, 2), None);
        assert!(later.trouble().is_none());
    }

    #[test]
    fn a_line_cut_short_is_made_again_and_harms_no_other() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = Address::of(&["a"]);
        let store = Store::new(folder.path(), "test");
        (0..3).for_each(|run| store.keep(&address, &record(run)));
        let file = address.file(folder.path(), "runs");
        let text = fs::read_to_string(&file).expect("it was written");
        fs::write(&file, &text[..text.len() - 5]).expect("writable");
        let next = Store::new(folder.path(), "test");
        assert_eq!((next.count(&address), next.find(&address, 2)), (2, None));
        next.keep(&address, &record(2));
        assert_eq!(next.find(&address, 2), Some(record(2)));
        assert_eq!(Store::new(folder.path(), "test").count(&address), 3);
    }

    #[test]
    fn parts_of_a_job_array_come_together() {
        let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let address = Address::of(&["a"]);
        Store::new(one.path(), "test").part(1).keep(&address, &record(0));
        Store::new(one.path(), "test").part(2).keep(&address, &record(1));
        Store::new(two.path(), "test").keep(&address, &record(2));
        let merged = Store::new(one.path(), "test").with([two.path().to_owned()]);
        assert_eq!((0..3).filter(|run| merged.find(&address, *run).is_some()).count(), 3);
    }

    #[test]
    fn a_store_that_cannot_write_says_so_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let blocked = folder.path().join("file");
        fs::write(&blocked, "not a folder").expect("writable");
        let store = Store::new(&blocked, "test");
        store.keep(&Address::of(&["a"]), &record(0));
        assert!(store.trouble().is_some());
        assert!(store.trouble().is_none());
    }
}
