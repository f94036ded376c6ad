//! Well mixed: everybody is a contact of everybody, the complete graph, in which only numbers of users count.
//!
//! Nothing is stored. The classical growth curves (Bass 1969, logistic) hold here and only here.

/// Number of contacts of everybody.
pub fn degree(persons: u32) -> u32 {
    persons.saturating_sub(1)
}
