//! What tipped a turn, in lines below it.

use super::teller::{Teller, after, composition, contacts, listed, plain, rate_words, two_digits};
use crate::engine::biography::{Clock, Event, Inviting, Station, Turn};
use crate::report::numbers::percent;
use crate::report::numbers::thousands;
use crate::scenario::Kernel;
use crate::units::LayerIndex;

/// How far a factor must be from 1 to be told.
const TOLD: f64 = 0.025;

/// The hazard of the tick, and how the clock came to be full.
pub fn lines(teller: &Teller, station: &Station, turn: &Turn) -> Vec<String> {
    let names = teller.reasons(&station.event);
    let joins = matches!(station.event, Event::Joins { .. });
    let behind = |at: usize| match (joins, names[at].as_str()) {
        (true, _) => teller.layer_of(at + 1).map_or_else(String::new, |layer| there(teller, station, turn, layer)),
        (false, "outage") => format!(" (servers {})", down(turn)),
        (false, "churn") => quorum(teller, turn),
        (false, _) => String::new(),
    };
    let rate = rate_words(turn.rates.iter().sum());
    let now = composition(&names, &turn.rates, behind);
    let Clock { needed, longer, from, gathered, .. } = &turn.clock;
    let days = from.map_or(0.0, |from| teller.day(station.tick) - teller.day(from));
    let all = composition(&names, gathered, |_| String::new());
    let factors = if joins { joining(teller, station, turn) } else { leaving(teller, turn) };
    vec![
        format!("hazard {rate}{factors}: {now}"),
        format!(
            "clock full at {} {}: {all}; {} of people hold out longer",
            two_digits(*needed),
            after(days),
            percent(*longer)
        ),
    ]
}

fn matters(factor: f64) -> bool {
    (factor - 1.0).abs() >= TOLD
}

/// What contacts do to the hazard of leaving.
fn leaving(teller: &Teller, turn: &Turn) -> String {
    match teller.life.biography.quorums[turn.platform] {
        Some(quorum) if turn.crowd >= quorum => {
            format!(", no churn with {} there: {} are enough", contacts(turn.crowd), plain(quorum))
        }
        _ if matters(turn.factor) => format!(", churn ×{} because of the contacts there", two_digits(turn.factor)),
        _ => String::new(),
    }
}

/// What standing, outages and reputation do to the hazard of joining: ", ×0.18 because on Second".
fn joining(teller: &Teller, station: &Station, turn: &Turn) -> String {
    let home = matters(turn.factor / turn.returning).then(|| teller.rivals(turn.platform, station));
    let home = home.map(|rivals| format!("on {}", listed(&rivals)));
    let returning = matters(turn.returning).then(|| "it is a return".to_owned());
    let reasons: Vec<String> = home.into_iter().chain(returning).collect();
    let standing = (!reasons.is_empty()).then(|| because(turn.factor, &reasons.join(" and ")));
    standing.into_iter().chain(outages(turn)).collect()
}

fn because(factor: f64, reasons: &str) -> String {
    format!(", ×{} because {reasons}", two_digits(factor))
}

/// ", ×0.63 because of outages (reputation 70 %, down 10 % of the time)".
fn outages(turn: &Turn) -> Option<String> {
    let factor = turn.reputation * (1.0 - turn.down);
    let reputation = matters(turn.reputation).then(|| format!("reputation {}", percent(turn.reputation)));
    let told: Vec<String> = reputation.into_iter().chain((turn.down > 0.0).then(|| down(turn))).collect();
    matters(factor).then(|| because(factor, &format!("of outages ({})", told.join(", "))))
}

/// " (3 contacts there, 5 would be enough to stay)".
fn quorum(teller: &Teller, turn: &Turn) -> String {
    let quorum = teller.life.biography.quorums[turn.platform];
    quorum.map_or_else(String::new, |quorum| {
        format!(" ({} there, {} would be enough to stay)", contacts(turn.crowd), plain(quorum))
    })
}

fn down(turn: &Turn) -> String {
    format!("down {} of the time", percent(turn.down))
}

/// Who stands behind the invitations over a layer: " (5 of 14 there)".
fn there(teller: &Teller, station: &Station, turn: &Turn, layer: LayerIndex) -> String {
    let around = &station.around.layers[layer];
    let (users, Inviting { persons, kernel }) = (around.users[turn.platform], turn.inviting[layer]);
    let spec = &teller.scenario.platforms[turn.platform];
    let some = format!("{} of {}", thousands(persons), thousands(around.contacts));
    let who = if spec.invites_once(layer) {
        format!("{some} just joined")
    } else if persons < users {
        format!("{some} invite, {} there", thousands(users))
    } else if persons > users {
        let others: Vec<String> = spec.compatible.iter().map(|other| teller.platform(other.platform)).collect();
        format!("{some} there or on {}", listed(&others))
    } else {
        format!("{some} there")
    };
    let how = match &spec.kernel {
        Kernel::Components if kernel > 1.0 => format!(", in {} groups", plain(kernel)),
        Kernel::Components => ", in one group".to_owned(),
        Kernel::Threshold(_) => format!("; {} needed", teller.needed(turn.platform, plain).unwrap_or_default()),
        Kernel::Count | Kernel::Share => String::new(),
    };
    format!(" ({who}{how})")
}
