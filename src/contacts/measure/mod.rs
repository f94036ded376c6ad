//! Measures of layers of contacts: what makes a graph like the ones people have, or unlike.
//!
//! One file a measure; [`portrait()`] takes them all, [`ENVELOPE`] says what real graphs have.

mod assortativity;
mod clustering;
mod communities;
mod components;
mod cores;
mod degrees;
mod distance;
mod envelope;
mod group_contacts;
mod measured;
mod neighborhood;
mod overlap;
mod portrait;
#[cfg(test)]
mod small;
mod spectrum;
mod triangles;
mod tridiagonal;
mod vicinity;

pub use assortativity::degree_assortativity;
pub use clustering::{local_clustering, sampled_local_clustering};
pub use communities::{Communities, communities, contacts_between};
pub use components::component_sizes;
pub use cores::{core_numbers, largest_core};
pub use degrees::{DegreeBin, DegreeDistribution, Degrees, degree_of_each, degrees};
pub use distance::{Distances, distances, mean_distance, persons_by_distance};
pub use envelope::{Aspect, ENVELOPE, Envelope, Verdict, envelope};
pub use group_contacts::{GroupContacts, Grouping};
pub use measured::Measured;
pub use neighborhood::{Neighborhood, neighborhood, typical_person};
pub use overlap::{Shared, shared_contacts};
pub use portrait::{Effort, Portrait, portrait};
pub use spectrum::largest_eigenvalue;
pub use triangles::{Triangles, triangles};
pub use vicinity::vicinity;
