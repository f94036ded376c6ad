//! Many runs: of one scenario, of a pair, of a whole space of parameters.
//!
//! [`Crew`] makes runs and keeps them in a [`Store`]; everything else decides which runs are wanted and says what they mean: an
//! [`ensemble`](fn@ensemble), a [`sweep`](fn@sweep), a [`compare`](fn@compare)ison, an [`attribution`](fn@attribution) (why), a
//! search ([`solve`](fn@solve)), a sensitivity analysis ([`Explorer`]). What runs happen on is looked at by
//! [`inspect`](fn@inspect), one person in a run by [`life`](fn@life), some who know each other by [`spread`](fn@spread).

mod attribution;
mod compare;
mod crew;
mod days;
mod ensemble;
mod groups;
mod inspection;
mod life;
mod line;
mod meter;
mod outcome;
mod pairs;
mod places;
mod paths;
mod record;
mod sensitivity;
mod sequential;
mod solve;
mod spread;
mod store;
mod study;
mod summary;
mod sweep;
mod variants;

pub use attribution::{Attribution, Between, EXACT, Interaction, Share, attribution};
pub use compare::{Comparison, Line, Parted, Subject, compare};
pub use crew::{Crew, Job, Step, Trouble};
pub use ensemble::{Plan, ensemble, replicate, replicate_by, sampled};
pub use inspection::{AudienceContacts, Inspection, LayerInspection, SharedLayers, StoredLayer, contacts_of, inspect};
pub use life::{Choice, Life, life};
pub use meter::Meter;
pub use paths::{Parting, parting};
pub use sensitivity::{Effect, Explorer, Index, Indices, Place, Swing};
pub use sequential::{Goal, Stopping};
pub use solve::{Finding, Point, SCAN, Search, Solution, solve};
pub use spread::{Middle, Spread, spread};
pub use store::{Address, Store};
pub use study::{Study, Tally, estimate as mean_of};
pub use summary::{Ensemble, Estimate, Outcome, PlatformOutcome, SAMPLE, Stopped};
pub use sweep::{Allocation, Side, side, sweep};
pub use variants::Variants;
