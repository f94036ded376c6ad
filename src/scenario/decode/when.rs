//! When something happens: a date, never, or in reaction to what the market has come to.

use jiff::civil::Date;

use super::Frame;
use super::reader::Reader;
use crate::scenario::file::{Table, Value};
use crate::scenario::keys::{Kind, REACTION};
use crate::scenario::measure::{Occasion, occasion};
use crate::scenario::problem::Place;
use crate::scenario::written::Written;
use crate::scenario::{Reaction, When};

impl Reader<'_> {
    /// When something happens, if that is said and right.
    pub fn when(&self, name: &str, frame: &Frame) -> Option<When> {
        debug_assert!(matches!(self.kind_of(name), Some(Kind::When(_))), "{name} is declared as a moment");
        let node = self.node(name)?;
        match &node.value {
            Value::Text(text) if text == "never" => Some(When::Never),
            Value::Text(text) if text.parse::<Date>().is_err() && looks_like_an_occasion(text) => {
                let message = format!("`{}` is a reaction and stands in a table", self.address(name));
                let help = format!("write {name} = {{ after = \"{text}\" }}");
                self.desk().error(message, node.place, "no table around it", help);
                None
            }
            Value::Table(table) => self.reaction(name, table, node.place, frame),
            _ => self.date(name).map(When::On),
        }
    }

    fn reaction(&self, name: &str, table: &Table, place: Place, frame: &Frame) -> Option<When> {
        let reader = Reader::open(self.desk(), table, REACTION, self.address(name), place);
        let after = reader.occasion("after", frame);
        let (lasting, delay) = (reader.amount("lasting"), reader.amount("delay"));
        after.map(|after| When::After(Box::new(Reaction { after, lasting, delay })))
    }

    fn occasion(&self, name: &str, frame: &Frame) -> Option<Occasion> {
        self.text(name)?;
        let written = Written::in_file(self.node(name)?, self.desk().sources)?;
        match occasion(&written, self.desk().sources, &frame.terms) {
            Ok(occasion) => Some(occasion),
            Err(problem) => {
                self.desk().report(problem);
                None
            }
        }
    }
}

/// Whether somebody seems to mean what must come before.
fn looks_like_an_occasion(text: &str) -> bool {
    text.contains(['<', '>']) || text.split_whitespace().nth(1) == Some("launches")
}
