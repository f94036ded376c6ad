//! Quick tests of the public library and program; the heavy statistical ones stand in `tests/statistics`.

mod architecture;
mod biography;
mod capacity;
mod choices;
mod cli;
#[cfg(unix)]
mod documents;
mod effort;
mod engine;
mod exodus;
mod ensemble;
mod examples;
mod experiments;
mod experiments_keep;
mod experiments_words;
mod figures;
mod generators;
mod graph;
mod graphfile;
mod graphs;
mod kernels;
mod linear;
mod mechanisms;
mod metamorphic;
mod odd;
mod person;
mod place;
mod placing;
mod random;
mod reactions;
mod report;
mod scenario;
mod support;
mod synthetic;
mod twins;
