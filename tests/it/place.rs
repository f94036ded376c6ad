//! A folder in which the program is started, as its users and their scripts do.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Output, Stdio};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A scenario of some milliseconds.
pub const SMALL: &str = r#"# Who is first?
start = 2024-01-01
end   = 2024-02-10
runs  = 3
[market]
agents    = 200
potential = "20k"
[contacts.phone.erdos_renyi]
mean_degree = 6
[platforms.mitalk]
launch = 2024-01-01
media  = "2%/day"
invite = { phone = "5%/day" }
[platforms.wechat]
launch = 2024-01-11
media  = "3%/day"
invite = { phone = "5%/day" }
"#;

/// Two platforms of which none has an advantage; a run takes a millisecond.
pub const RACE: &str = r#"# Who wins when nobody has an advantage?
start = 2024-01-01
end   = 2024-03-01
runs  = 20
[market]
agents    = 400
potential = "40k"
[contacts.phone.erdos_renyi]
mean_degree = 6
[platforms.mitalk]
launch = 2024-01-08
media  = "0.3%/day"
invite = { phone = "1%/day" }
[platforms.wechat]
launch = 2024-01-08
media  = "0.3%/day"
invite = { phone = "1%/day" }
"#;

/// A folder with `small.toml`, in which the program is started.
pub struct Place(TempDir);

impl Place {
    /// With the small scenario.
    pub fn new() -> Place {
        Place::with(&[("small.toml", SMALL)])
    }

    /// With nothing in it.
    pub fn empty() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    /// With these files.
    pub fn with(files: &[(&str, &str)]) -> Place {
        let place = Place::empty();
        for (name, text) in files {
            place.write(name, text);
        }
        place
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    pub fn remove(&self, folders: &[&str]) {
        for folder in folders {
            fs::remove_dir_all(self.path(folder)).unwrap();
        }
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_headstart"));
        command.current_dir(&self.0).env_remove("NO_COLOR").env_remove("COLUMNS").args(arguments);
        command
    }

    /// Standard output and standard error, if the program ends with this code.
    #[track_caller]
    pub fn run(&self, arguments: &[&str], code: i32) -> (String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert_eq!(status.code(), Some(code), "{arguments:?}\n{stdout}\n{stderr}");
        (stdout, stderr)
    }

    /// The files of a folder with their bytes, the manifest aside: it holds the time.
    pub fn bytes(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(self.path(folder)).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        files
            .filter(|path| path.is_file())
            .map(|path| (name(&path), fs::read(path).unwrap()))
            .filter(|(name, _)| name != "manifest.json")
            .collect()
    }

    /// The program as a child that is not waited for.
    pub fn spawned(&self, arguments: &[&str]) -> Child {
        std::process::Command::new(env!("CARGO_BIN_EXE_headstart"))
            .current_dir(&self.0)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// What an experiment found, as scripts get it: the last line of its standard output, the runs of which must succeed.
    #[track_caller]
    pub fn found(&self, arguments: &[&str]) -> Value {
        let (out, _) = self.run(&[arguments, &["--format", "json"]].concat(), 0);
        serde_json::from_str(out.lines().last().unwrap()).unwrap()
    }

    /// A column of a table.
    #[track_caller]
    pub fn column(&self, table: &str, name: &str) -> Vec<String> {
        let text = self.read(table);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader.headers().unwrap().iter().position(|column| column == name);
        let at = at.unwrap_or_else(|| panic!("no column {name} in {table}: {}", text.lines().next().unwrap()));
        reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
    }

    /// A column of numbers.
    #[track_caller]
    pub fn numbers(&self, table: &str, name: &str) -> Vec<f64> {
        self.column(table, name).iter().map(|text| text.parse().unwrap()).collect()
    }
}
