//! A scenario around a file of contacts: one layer, and a market in which nothing happens.

use std::path::Path;

use super::notation::text;

/// The text of the scenario, to be loaded as if it stood beside the file.
pub fn around_contacts(file: &Path) -> String {
    let name = text(&file.file_name().unwrap_or_default().to_string_lossy());
    format!(
        "title = {name}\nstart = 2000-01-01\nend = 2000-01-02\n[contacts.contacts.file]\npath = {name}\n[platforms.nobody]\nlaunch = \"never\"\n"
    )
}
