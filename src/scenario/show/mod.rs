//! What is known about a scenario or about the format: `check`, `explain`, `schema`, `init`, the manifest's copy.

mod around;
mod check;
mod explain;
mod init;
pub mod notation;
mod parameters;
mod resolved;
mod schema;
mod walk;

pub use around::around_contacts;
pub use check::{Check, check};
pub use explain::{explain, explain_json, explain_text};
pub use init::init;
pub use parameters::{allowed, parameters_markdown};
pub use resolved::{hash, resolved_json, resolved_toml, run_hash, sha256, sha256_of_file, standalone};
pub use schema::schema;
pub use walk::{Leaf, Lists, Origin, Setting, absent_value, join, leaves, origin};
