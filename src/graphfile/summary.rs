//! What was read from a file, what was dropped, and what was made symmetric: one line.

use std::fmt;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The file, as it was named.
    pub name: String,
    /// Number of persons.
    pub persons: u32,
    /// Number of contacts: pairs, each counted once.
    pub contacts: u64,
    /// Persons named as contacts of themselves: dropped.
    pub loops: u64,
    /// Lines that name a contact which another line names already, from either side: dropped.
    pub repeats: u64,
    /// Contacts that only one of the two names, in a file that tells who names whom: made mutual.
    pub made_mutual: u64,
    /// Pairs of which only one names the other, where both must: dropped.
    pub one_sided: u64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (persons, contacts) = (count(self.persons.into(), "person"), count(self.contacts, "contact"));
        write!(f, "{}: {persons}, {contacts}", self.name)?;
        let dropped =
            [(self.loops, "loop"), (self.repeats, "repeat"), (self.one_sided, "pair named from one side only")];
        let dropped: Vec<String> =
            dropped.into_iter().filter(|(number, _)| *number > 0).map(|(number, thing)| count(number, thing)).collect();
        if !dropped.is_empty() {
            write!(f, "; dropped {}", dropped.join(", "))?;
        }
        if self.made_mutual > 0 {
            write!(f, "; directed pairs made mutual: {}", grouped(self.made_mutual))?;
        }
        Ok(())
    }
}

/// "1 loop", "4,039 persons".
fn count(number: u64, thing: &str) -> String {
    let (first, rest) =
        thing.split_once(' ').map_or((thing, String::new()), |(first, rest)| (first, format!(" {rest}")));
    format!("{} {first}{}{rest}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let groups: Vec<String> = std::iter::once(head.to_owned()).filter(|head| !head.is_empty()).chain(groups).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_only_what_there_is_to_say() {
        let summary = Summary {
            name: "data/x.tsv.gz".into(),
            persons: 4039,
            contacts: 88_234,
            loops: 3,
            repeats: 88_114,
            made_mutual: 120,
            one_sided: 0,
        };
        let all = "data/x.tsv.gz: 4,039 persons, 88,234 contacts; dropped 3 loops, 88,114 repeats; directed pairs made \
                   mutual: 120";
        assert_eq!(summary.to_string(), all);
        let one = Summary { persons: 1, contacts: 1, loops: 1, repeats: 0, made_mutual: 0, one_sided: 2, ..summary };
        let short = "data/x.tsv.gz: 1 person, 1 contact; dropped 1 loop, 2 pairs named from one side only";
        assert_eq!(one.to_string(), short);
    }

    #[test]
    fn thousands_are_grouped() {
        let texts = [0, 12, 123, 1234, 123_456, 1_000_000].map(grouped);
        assert_eq!(texts, ["0", "12", "123", "1,234", "123,456", "1,000,000"]);
    }
}
