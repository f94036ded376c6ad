//! A gallery in Markdown: a picture of each of several results, reduced, what it says, and the command that makes it.

use std::fs;
use std::path::Path;

use super::answer::answer;
use super::error::ReportError;
use super::fonts::Fonts;
use super::page::escaped;
use super::png::reduced;
use super::read::Folder;

/// Width of the pictures [dots].
const WIDTH: u32 = 800;

/// One picture with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    /// Path of the scenario below `scenarios/`, without ending ("teaching/bass").
    pub scenario: String,
    /// Name of the figure ("curves").
    pub figure: String,
    /// The picture as PNG.
    pub image: Vec<u8>,
    /// What the picture shows, as it may stand in HTML.
    shows: String,
    /// What the runs say.
    folder: Folder,
}

impl Exhibit {
    /// Reads the results of a scenario in a folder, and one of the figures there.
    pub fn read(dir: &Path, scenario: &str, figure: &str, fonts: &Fonts) -> Result<Exhibit, ReportError> {
        let folder = Folder::read(dir)?;
        let path = dir.join(format!("{figure}.svg"));
        let svg = fs::read_to_string(&path).map_err(|error| ReportError::new("read", &path, error))?;
        let image = reduced(&svg, fonts, WIDTH).map_err(|error| ReportError::new("draw", &path, error))?;
        let shows =
            svg.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
        Ok(Exhibit { scenario: scenario.to_owned(), figure: figure.to_owned(), image, shows, folder })
    }

    /// The name of the picture's file.
    pub fn file(&self) -> String {
        format!("{}-{}.png", self.scenario.replace('/', "-"), self.figure)
    }

    fn markdown(&self, pictures: &str) -> String {
        let results = &self.folder.results;
        format!(
            "## {}\n\n<img src=\"{pictures}/{}\" width=\"{WIDTH}\" alt=\"{}\">\n\n{}\n\n`headstart run scenarios/{}.toml --agents {} --runs {}` \
             (scenario {}…)\n",
            escaped(&results.title),
            self.file(),
            self.shows,
            escaped(&answer(results)),
            self.scenario,
            results.agents,
            results.runs,
            &self.folder.provenance.hash[..12.min(self.folder.provenance.hash.len())],
        )
    }
}

/// The page; `pictures` is the folder of the pictures as seen from it.
pub fn gallery(exhibits: &[Exhibit], pictures: &str) -> String {
    let parts: Vec<String> = exhibits.iter().map(|exhibit| exhibit.markdown(pictures)).collect();
    format!(
        "# Gallery\n\nWhat some of the scenarios that come with headstart say, and the command for each. Pictures are reduced; `report.html` beside \
         the results has them in full, with the numbers of each day under the pointer. This page is written by `headstart gallery`.\n\n{}",
        parts.join("\n")
    )
}
