//! `headstart explain`: what exactly will be run?

use std::slice;

use super::options::Format;
use super::{ExplainArguments, Failure, files, print};
use crate::scenario;

/// Prints every setting of a scenario with its origin.
pub fn explain(arguments: &ExplainArguments) -> Result<(), Failure> {
    if arguments.file.is_dir() {
        let folder = arguments.file.display();
        return Err(Failure::Usage(format!("{folder} is a folder: name one scenario file to explain")));
    }
    let files = files::find(slice::from_ref(&arguments.file))?;
    let loaded = files::load(&files, &arguments.changes, false)?;
    for loaded in &loaded {
        let text = match arguments.format {
            _ if arguments.toml => scenario::resolved_toml(loaded),
            Format::Text => scenario::explain_text(loaded),
            Format::Json => format!("{}\n", scenario::explain_json(loaded)),
        };
        print::out(&text)?;
    }
    Ok(())
}
