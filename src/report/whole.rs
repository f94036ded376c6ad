//! Files that appear whole or not at all.
//!
//! A set of files is first written into a hidden folder beside its place; only when every file is complete are they
//! renamed into place, one by one. If a renaming fails, what was there before is put back.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::error::ReportError;
use crate::scenario::sha256_of_file;

/// Files on their way into a folder.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    target: PathBuf,
    names: Vec<String>,
}

impl Staging {
    /// Prepares to fill a folder, which need not exist yet.
    pub fn new(target: &Path) -> Result<Self, ReportError> {
        let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(|e| ReportError::new("create the folder", parent, e))?;
        let folder = tempfile::Builder::new().prefix(".headstart-").tempdir_in(parent);
        let folder = folder.map_err(|e| ReportError::new("write in", parent, e))?;
        Ok(Staging { folder, target: target.to_owned(), names: Vec::new() })
    }

    /// Writes one file.
    pub fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut BufWriter<fs::File>) -> io::Result<()>,
    ) -> Result<(), ReportError> {
        let path = self.folder.path().join(name);
        let write = || {
            let mut out = BufWriter::new(fs::File::create(&path)?);
            content(&mut out)?;
            out.flush()
        };
        write().map_err(|e| ReportError::new("write", &self.target.join(name), e))?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// SHA-256 of a file written before.
    pub fn hash(&self, name: &str) -> Result<String, ReportError> {
        let path = self.folder.path().join(name);
        sha256_of_file(&path).map_err(|e| ReportError::new("read back", &path, e))
    }

    /// Names of the files written so far.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Puts all files in place of what an earlier manifest in the folder lists, and returns their paths.
    pub fn publish(self) -> Result<Vec<PathBuf>, ReportError> {
        let stale = self.stale();
        let placed = self.publish_beside()?;
        for path in stale {
            // A file too many is no reason to refuse results that are in place.
            fs::remove_file(path).ok();
        }
        Ok(placed)
    }

    /// Puts all files in place beside those that are there, and returns their paths.
    pub fn publish_beside(self) -> Result<Vec<PathBuf>, ReportError> {
        fs::create_dir_all(&self.target).map_err(|e| ReportError::new("create the folder", &self.target, e))?;
        let old = self.folder.path().join("old");
        fs::create_dir(&old).map_err(|e| ReportError::new("create the folder", &old, e))?;
        let mut placed = Vec::new();
        for name in &self.names {
            let path = self.target.join(name);
            let saved = fs::rename(&path, old.join(name));
            placed.push((name, saved.is_ok()));
            if let Err(error) = fs::rename(self.folder.path().join(name), &path) {
                self.restore(&old, &placed);
                return Err(ReportError::new("put in place", &path, error));
            }
        }
        Ok(self.names.iter().map(|name| self.target.join(name)).collect())
    }

    /// Files that an earlier manifest in the folder lists, that nobody has changed since, and that have no successor.
    fn stale(&self) -> Vec<PathBuf> {
        let manifest = fs::read(self.target.join("manifest.json")).ok();
        let manifest: Option<Value> = manifest.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Some(files) = manifest.as_ref().and_then(|manifest| manifest["files"].as_object()) else {
            return Vec::new();
        };
        let unchanged = |path: &PathBuf, hash: &Value| sha256_of_file(path).is_ok_and(|found| *hash == found);
        files
            .iter()
            .filter(|(name, _)| !self.names.contains(name) && Path::new(name).file_name() == Some(OsStr::new(name)))
            .map(|(name, hash)| (self.target.join(name), hash))
            .filter(|(path, hash)| unchanged(path, hash))
            .map(|(path, _)| path)
            .collect()
    }

    /// Puts back what was there; what cannot be put back stays as it is, since the failure is already being reported.
    fn restore(&self, old: &Path, placed: &[(&String, bool)]) {
        for (name, existed) in placed {
            let path = self.target.join(name);
            if *existed {
                fs::rename(old.join(name), path).ok();
            } else {
                fs::remove_file(path).ok();
            }
        }
    }
}

/// Writes one file whole or not at all.
pub fn write_file(path: &Path, content: &[u8]) -> Result<(), ReportError> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    fs::create_dir_all(parent).map_err(|e| ReportError::new("create the folder", parent, e))?;
    let folder = tempfile::Builder::new().prefix(".headstart-").tempdir_in(parent);
    let folder = folder.map_err(|e| ReportError::new("write in", parent, e))?;
    let temporary = folder.path().join(name.as_ref());
    let write = || fs::write(&temporary, content).and_then(|()| fs::rename(&temporary, path));
    write().map_err(|e| ReportError::new("write", path, e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::sha256;

    #[test]
    fn a_failure_while_writing_leaves_the_old_files() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("results");
        let mut first = Staging::new(&target).expect("writable");
        first.write("a.txt", |out| out.write_all(b"old")).expect("writable");
        first.publish().expect("writable");
        let mut second = Staging::new(&target).expect("writable");
        second.write("a.txt", |out| out.write_all(b"new")).expect("writable");
        let error = second.write("b.txt", |_| Err(io::Error::other("disk full"))).expect_err("the disk is full");
        drop(second);
        assert!(error.to_string().ends_with("b.txt: disk full"), "{error}");
        assert_eq!(fs::read_to_string(target.join("a.txt")).expect("still there"), "old");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1, "nothing is left behind");
    }

    #[test]
    fn files_of_earlier_results_go_unless_somebody_changed_them() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("results");
        let manifest = serde_json::json!({ "files": {
            "map.svg": sha256(b"old"), "mine.csv": sha256(b"as written"), "../outside.txt": sha256(b"old"), "a.txt": sha256(b"old"),
        }});
        fs::create_dir_all(&target).expect("writable");
        let old = [
            ("map.svg", "old"),
            ("mine.csv", "changed by hand"),
            ("../outside.txt", "old"),
            ("a.txt", "old"),
            ("note", "old"),
        ];
        for (name, content) in old {
            fs::write(target.join(name), content).expect("writable");
        }
        fs::write(target.join("manifest.json"), manifest.to_string()).expect("writable");
        let mut staging = Staging::new(&target).expect("writable");
        staging.write("a.txt", |out| out.write_all(b"new")).expect("writable");
        staging.publish().expect("writable");
        assert!(!target.join("map.svg").exists());
        assert_eq!(fs::read_to_string(target.join("a.txt")).expect("there"), "new");
        assert!(["mine.csv", "../outside.txt", "note"].iter().all(|name| target.join(name).exists()));
    }

    #[test]
    fn a_failure_while_placing_puts_the_old_files_back() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("results");
        fs::create_dir_all(&target).expect("writable");
        fs::write(target.join("a.txt"), "old").expect("writable");
        let mut staging = Staging::new(&target).expect("writable");
        for name in ["a.txt", "c.txt", "b.txt"] {
            staging.write(name, |out| out.write_all(b"new")).expect("writable");
        }
        fs::remove_file(staging.folder.path().join("b.txt")).expect("there");
        staging.publish().expect_err("b.txt has gone");
        assert_eq!(fs::read_to_string(target.join("a.txt")).expect("still there"), "old");
        assert!(!target.join("c.txt").exists());
    }
}
