//! From a file to checked, plain data.
//!
//! The way of a scenario: `file` reads TOML, follows `extends` and applies `--set`; `decode` turns the merged tree into a
//! [`Scenario`] by the declarations in `keys`, with amounts as people write them ([`amount`]); `show` says what is
//! known about a scenario or about the format itself; `odd` describes the model. Start with [`load`].

pub mod amount;
mod block_model;
mod campaign;
mod choice;
mod decode;
mod degree_law;
mod design;
mod effort;
mod difference;
mod factor;
mod file;
mod generator;
mod graph;
mod inverse;
mod kernel;
mod keys;
mod label;
mod listed;
mod load;
pub mod measure;
mod neutral;
mod odd;
mod potential;
mod problem;
pub mod preset;
mod setback;
mod quantity;
mod show;
mod spec;
mod template;
mod uncertain;
pub mod vary;
mod when;
mod written;

pub use amount::{Unit, parse as parse_amount};
pub use block_model::{BlockModel, BlockPair, BlockSpec, Blocks};
pub use campaign::{CampaignKind, CampaignSpec, Placement};
pub use choice::{ChoiceSpec, RuleSpec, WorthSpec};
pub use degree_law::{DegreeLaw, DegreeShare, WeightLaw};
pub use design::{AxisSpec, GroupSpec, PrecisionSpec, Sample, SweepSpec, parse_sample};
pub use difference::{Difference, differences};
pub use effort::Effort;
pub use factor::{Factor, group};
pub use file::Overrides;
pub use generator::{Border, GeneratorSpec, Neighborhood};
pub use graph::{DataFile, GraphSpec};
pub use kernel::{CompatibleSpec, Kernel, ThresholdOf, ThresholdSpec, ThresholdValues};
pub use listed::{JoinDays, Members, PathPoint, PersonSet};
pub use load::{Loaded, load, load_text};
pub use measure::{
    Comparison, Condition, Event, Gauge, Measure, MeasureKind, Occasion, Operand, Precision, Reading, State, Wanted,
    parse_condition, parse_measure, parse_precision, parse_wanted, win_precision,
};
pub use odd::{is_uncertain, model_markdown, odd_markdown};
pub use potential::{Potential, PotentialPoint, between};
pub use problem::{Color, Problem, Problems, nearest, render};
pub use quantity::{Confidence, Distribution, Evidence, Quantity};
pub use setback::{CapacitySpec, ClosureSpec, ConcedeSpec, OutageSpec};
pub use show::{
    Check, Origin, Setting, around_contacts, check, explain, explain_json, explain_text, hash, init,
    parameters_markdown, resolved_json, resolved_toml, run_hash, schema, sha256, sha256_of_file, standalone,
};
pub use spec::*;
pub use template::Template;
pub use uncertain::{Uncertain, uncertain};
pub use vary::{Axis, AxisKind, Level, number_of, parse_axis, sweep_axes, sweep_measure};
pub use when::{Reaction, When};
