//! What a scenario leaves behind: tables, figures, the report and the manifest.
//!
//! [`Results`] is the whole content of one folder of results as plain data; every file is a pure function of it. Numbers are
//! persons (agents × persons that an agent stands for in that run) unless a name says *published*: those count what the press
//! counts, accounts, see [`Measure`].

mod ahead;
mod answer;
mod assumptions;
mod bands;
mod error;
mod events;
pub mod figure;
pub mod findings;
mod fit;
mod fonts;
mod gallery;
mod growth;
mod html;
mod index;
mod labels;
mod language;
mod lines;
mod manifest;
mod measures;
mod numbers;
mod outcomes;
mod page;
mod parquet;
mod png;
mod published;
mod reactions;
mod read;
mod redraw;
mod results;
mod series;
mod spread;
mod stopping;
mod summary;
mod table;
mod terminal;
mod theory;
mod whole;
mod write;

pub use answer::{answer, headline};
pub use assumptions::{Assumption, assumptions};
pub use bands::{Band, Statistic};
pub use error::{ReportError, plain_reason};
pub use events::{Event, EventKind, events};
pub use fit::{Fit, FitPoint, fit};
pub use fonts::Fonts;
pub use gallery::{Exhibit, gallery};
pub use growth::{CauseGrowth, Spread, growth_table};
pub use html::{Provenance, report_page};
pub use index::{IndexEntry, write_index};
pub use labels::LayerLabel;
pub use language::Language;
pub use lines::{Drawn, Line, Lines, Shown, lines_table};
pub use manifest::{Meta, Recipe, VERSION};
pub use measures::{Measure, Run};
use numbers::thousands as frame_thousands;
pub use numbers::{display_width, human, percent, short_label};
pub use outcomes::OutcomeWriter;
pub use page::{Compared, several_page};
pub use png::png;
pub use reactions::Reactions;
pub use read::Folder;
pub use redraw::redraw;
pub use results::{Platform, Results};
pub use series::series_tables;
pub use spread::{Mapped, SpreadMap, spread_table};
pub use summary::summary;
pub use table::{Column, Table, Values, write_csv};
pub use terminal::{columns, table as terminal_table};
pub use theory::{Beside, Told, comparison_table, curves_table, theory_json};
pub use whole::write_file;
pub use write::{Material, Options, SeriesRows, Written, drawn, write, write_files};

pub use self::parquet::write_parquet;
