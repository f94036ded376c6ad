//! Contacts that were observed.

use super::made_by;
use crate::scenario::GeneratorSpec;
use crate::scenario::odd::submodel::{Submodel, parameter};
use crate::scenario::odd::topic::Topic;

pub static FROM_FILE: Submodel = Submodel {
    title: "Contacts: from a file",
    without: "no contacts were observed",
    text: "\
`file`: who knows whom is read from a file, and is the same in all runs. Where pairs have a direction, a contact is a
pair in which one names the other, or only one in which each does. Loops and repetitions are dropped. Persons of
several files are the same if their ids are. The order of the persons puts contacts near each other, or is that of the
file; it decides which person has which luck. Agents beyond the persons of the file have no contacts in the layer. The
columns of the table of persons are attributes, which audiences and days of entry may use.",
    parameters: &[
        parameter("contacts.NAME.file.path", "", "data"),
        parameter("contacts.NAME.file.nodes", "", "data"),
        parameter("contacts.NAME.file.format", "", "data"),
        parameter("contacts.NAME.file.directed", "", "scenario"),
        parameter("contacts.NAME.file.order", "", "scenario"),
        parameter("contacts.NAME.file.sha256", "", "data"),
        parameter("contacts.NAME.file.nodes_sha256", "", "data"),
    ],
    says: &[
        (Topic::InputData, "Who knows whom, and attributes of the persons, from files."),
        (Topic::Initialization, "Contacts from files are read, not made."),
    ],
    code: &["contacts/file.rs", "graphfile/mod.rs"],
    applies: |scenario| made_by(scenario, |generator| matches!(generator, GeneratorSpec::File(_))),
    ..Submodel::BLANK
};
