//! Quick tests of the public library and program; the heavy statistical ones stand in `tests/statistics`.

mod architecture;
mod cli;
#[cfg(unix)]
mod documents;
mod effort;
mod engine;
mod examples;
mod figures;
mod ensemble;
mod mechanisms;
mod random;
mod report;
mod scenario;
mod support;
mod synthetic;
mod twins;
