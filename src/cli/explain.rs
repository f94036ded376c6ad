//! `headstart explain`: what exactly will be run?

use std::slice;

use super::options::Format;
use super::{ExplainArguments, Failure, files, print};
use crate::report;
use crate::scenario::{self, Loaded};

/// Prints every setting of a scenario with its origin, or describes the model for it.
pub fn explain(arguments: &ExplainArguments) -> Result<(), Failure> {
    if arguments.file.is_dir() {
        let folder = arguments.file.display();
        return Err(Failure::Usage(format!("{folder} is a folder: name one scenario file to explain")));
    }
    let files = files::find(slice::from_ref(&arguments.file))?;
    for loaded in &files::load(&files, &arguments.changes, false)? {
        let text = text(arguments, loaded);
        match &arguments.out {
            Some(file) => report::write_file(file, text.as_bytes())?,
            None => print::out(&text)?,
        }
    }
    Ok(())
}

fn text(arguments: &ExplainArguments, loaded: &Loaded) -> String {
    match arguments.format {
        _ if arguments.toml => scenario::resolved_toml(loaded),
        _ if arguments.odd => scenario::odd_markdown(loaded),
        Format::Text => scenario::explain_text(loaded),
        Format::Json => format!("{}\n", scenario::explain_json(loaded)),
    }
}
