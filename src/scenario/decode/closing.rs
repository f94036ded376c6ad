//! `[[platforms.NAME.closures]]` and `[platforms.NAME.concede]`: how a platform ends.

use super::reader::Reader;
use super::span::Span;
use crate::scenario::{ClosureSpec, ConcedeSpec, When};

/// The times in which a platform is closed.
pub fn closures(platform: &Reader, span: &Span) -> Vec<ClosureSpec> {
    let closures = platform.list("closures");
    closures.iter().filter_map(|reader| closure(reader, span)).collect()
}

fn closure(reader: &Reader, span: &Span) -> Option<ClosureSpec> {
    let (from, until) = span.time(reader);
    let from = from?;
    if let Some(date) = from.date() {
        // What closes on the last day is seen in the last row.
        let last = span.frame.end.is_some_and(|end| date == end);
        if !last {
            span.check(reader, "from", date);
        }
    }
    Some(ClosureSpec { name: reader.text("name"), from, until: until.unwrap_or(When::Never) })
}

/// When the owner gives a platform up.
pub fn concede(platform: &Reader, span: &Span) -> Option<ConcedeSpec> {
    let reader = platform.table("concede");
    let media = reader.amount("media");
    let when = reader.when("when", span.frame);
    if let Some(date) = when.as_ref().and_then(When::date) {
        span.check(&reader, "when", date);
    }
    when.map(|when| ConcedeSpec { when, media })
}
