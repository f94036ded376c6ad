//! All keys of scenario files by their addresses, and whose parameters they are.

use super::submodel::{Parameter, Submodel};
use super::submodels;
use crate::scenario::keys::{Key, Kind, POTENTIAL_POINT, TOP};
use crate::scenario::show::join;

/// A key that holds a value.
#[derive(Debug, Clone)]
pub struct Declared {
    /// Its address, with NAME for each name that the author chooses ("platforms.NAME.invite.NAME").
    pub address: String,
    /// What it takes.
    pub kind: &'static Kind,
    /// Its declaration; for a name below a key, that of the key.
    pub key: &'static Key,
}

/// All keys that hold values, in the order of their declarations.
pub fn declared() -> Vec<Declared> {
    let mut found = Vec::new();
    table(TOP, "", &mut found);
    found
}

fn table(keys: &'static [Key], path: &str, found: &mut Vec<Declared>) {
    for key in keys {
        below(key, &key.kind, join(path, key.name), found);
    }
}

/// Stands for the address of any moment.
const WHEN: &str = "MOMENT";

fn below(key: &'static Key, kind: &'static Kind, address: String, found: &mut Vec<Declared>) {
    match kind {
        Kind::Table(keys) | Kind::OneOf(keys) | Kind::List(keys) => table(keys, &address, found),
        Kind::Named(inner) => below(key, inner, join(&address, "NAME"), found),
        Kind::When(keys) => {
            // What a reaction is made of is the same for all moments: it is told once.
            if !found.iter().any(|known| known.address.starts_with(WHEN)) {
                table(keys, WHEN, found);
            }
            found.push(Declared { address, kind, key });
        }
        Kind::Potential => {
            table(POTENTIAL_POINT, &join(&address, "points"), found);
            found.push(Declared { address, kind, key });
        }
        _ => found.push(Declared { address, kind, key }),
    }
}

/// The parameter of an address, and its submodel.
pub fn owner(address: &str) -> Option<(&'static Submodel, &'static Parameter)> {
    owners(address).next()
}

/// All parameters that an address is; there should be one.
pub fn owners(address: &str) -> impl Iterator<Item = (&'static Submodel, &'static Parameter)> {
    submodels::all()
        .flat_map(|submodel| submodel.parameters.iter().map(move |parameter| (submodel, parameter)))
        .filter(move |(_, parameter)| parameter.covers(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new key needs a line here, or the description would be silent about it.
    #[test]
    fn every_key_belongs_to_one_submodel() {
        for Declared { address, .. } in declared() {
            let titles: Vec<&str> = owners(&address).map(|(submodel, _)| submodel.title).collect();
            assert_eq!(
                titles.len(),
                1,
                "the key `{address}` belongs to {titles:?}, and must belong to one submodel: add a line \
                 parameter(\"{address}\", \"letter\", \"source\") to `parameters` of its submodel in \
                 src/scenario/odd/submodels/ (a new mechanism is a new file there, and a line in mod.rs), then \
                 HEADSTART_BLESS=1 cargo test --test it odd"
            );
        }
    }

    #[test]
    fn no_parameter_is_of_a_key_that_is_gone() {
        let declared = declared();
        for submodel in submodels::all() {
            for parameter in submodel.parameters {
                let some = declared.iter().any(|one| parameter.covers(&one.address));
                assert!(some, "`{}` of {}: there is no such key", parameter.key, submodel.title);
            }
        }
    }

    #[test]
    fn keys_with_one_line_mean_the_same() {
        for parameter in submodels::all().flat_map(|submodel| submodel.parameters).filter(|one| !one.key.contains("**"))
        {
            let all: Vec<_> = declared().into_iter().filter(|one| parameter.covers(&one.address)).collect();
            let alike = |one: &Declared| one.key.absent == all[0].key.absent && one.key.meaning == all[0].key.meaning;
            assert!(all.iter().all(alike), "{}", parameter.key);
        }
    }
}
