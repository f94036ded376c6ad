//! `headstart gallery`: a page of pictures from folders of results.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, print};
use crate::report::{self, Exhibit, Fonts};

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct GalleryArguments {
    /// Results as SCENARIO or SCENARIO:FIGURE, the folder's path below --results ("decade:growth") [figure: curves].
    #[arg(required = true, value_name = "SCENARIO[:FIGURE]")]
    exhibits: Vec<String>,
    /// The folder of results, with a folder a scenario.
    #[arg(long, value_name = "DIR", default_value = super::run::OUTPUT)]
    results: PathBuf,
    /// The page; the pictures come into the folder beside it that has its name.
    #[arg(long, value_name = "FILE", default_value = "gallery.md")]
    out: PathBuf,
}

/// Writes page and pictures.
pub fn run(arguments: &GalleryArguments) -> Result<(), Failure> {
    let fonts = Fonts::new();
    let read = |one: &String| {
        let (scenario, figure) = one.split_once(':').unwrap_or((one, "curves"));
        Exhibit::read(&arguments.results.join(scenario), scenario, figure, &fonts)
    };
    let exhibits = arguments.exhibits.iter().map(read).collect::<Result<Vec<Exhibit>, _>>();
    let exhibits = exhibits.map_err(|error| Failure::Unreadable(error.to_string()))?;
    let pictures = arguments.out.file_stem().unwrap_or_default().to_string_lossy();
    let folder = arguments.out.parent().unwrap_or(Path::new("")).join(&*pictures);
    for exhibit in &exhibits {
        report::write_file(&folder.join(exhibit.file()), &exhibit.image)?;
    }
    report::write_file(&arguments.out, report::gallery(&exhibits, &pictures).as_bytes())?;
    print::out(&format!("{}\n", arguments.out.display()))
}
