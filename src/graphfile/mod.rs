//! Graphs in files: who knows whom, as people have written it down.
//!
//! [`read`] takes a file of any [`Format`], plain or gzip, and makes a simple graph without direction ([`Graph`]): its persons
//! with what the file calls them and says of them ([`People`]), its [`Pairs`], and a line of [`Summary`]. Readers stream: in
//! memory are the pairs and attributes themselves and 64 MB of text at most, never what a head promises. A file that is wrong gives line, what was
//! expected and what was found ([`GraphError`]). [`together`] makes one population of several files. [`write_edge_list`],
//! [`write_graphml`] and [`write_persons`] write what [`read`] and [`read_persons`] read.
//!
//! Way of a pair: format → `draft` (ids as they come) → `names` (numbers of persons, looked up in a `register` where ids are no
//! small numbers) → `simple` (each pair once) → `order` (contacts near each other). Edge lists, the only format in which people
//! have tens of millions of pairs, are read by all cores (`edge_blocks`), and so is what follows done; cores change nothing.

mod columns;
mod draft;
mod edge_blocks;
mod edge_list;
mod fault;
mod fields;
mod format;
mod gml;
mod graphml;
mod ids;
mod input;
mod lines;
mod list;
mod matrix_market;
mod metis;
mod names;
mod node_link;
mod options;
mod order;
mod pairs;
mod pajek;
mod people;
mod read;
mod register;
mod rows;
mod simple;
mod summary;
mod table;
mod words;
mod write;

pub use columns::{Column, Values};
pub use fault::GraphError;
pub use format::{FORMATS, Format};
pub use ids::Ids;
pub use options::{Directed, Options, Order, Weights};
pub use pairs::Pairs;
pub use people::{Graph, People, together};
pub use read::{read, read_bytes};
pub use summary::{Summary, grouped};
pub use table::read_persons;
pub use write::{Export, write_edge_list, write_graphml, write_persons};
