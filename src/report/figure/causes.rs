//! The colors of causes of joining.
//!
//! After Tol's *muted* scheme (P. Tol 2021, Colour Schemes, SRON/EPS/TN/09-002), safe for the color-blind, by the name of the cause,
//! so that a cause has the same color on every platform. Causes that lie above each other differ in lightness too, and in print.

use super::theme::{APART, Color};

/// Invitations over the first layer of contacts, the second, …: dark and light in turn.
const LAYERS: [Color; 4] = [(0x33, 0x22, 0x88), (0x88, 0xCC, 0xEE), (0x11, 0x77, 0x33), (0x5B, 0xB8, 0xA8)];
/// Causes that have a color of their own.
const NAMED: [(&str, Color); 5] = [
    ("media", (0xDD, 0xCC, 0x77)),
    ("seeding", (0xCC, 0x66, 0x77)),
    ("bundling", (0x88, 0x22, 0x55)),
    // Where persons choose, nobody invites.
    ("choice", LAYERS[0]),
    ("initial", APART),
];
/// Those of other causes.
const OTHERS: [Color; 2] = [(0x99, 0x99, 0x33), (0xAA, 0x44, 0x99)];

/// The color of each cause.
pub fn cause_colors(causes: &[String]) -> Vec<Color> {
    let (mut layers, mut others) = (LAYERS.iter().cycle(), OTHERS.iter().cycle());
    let color = |cause: &String| {
        let named = NAMED.iter().find(|(name, _)| name == cause).map(|(_, color)| *color);
        let next = if cause.starts_with("invitation_") { &mut layers } else { &mut others };
        named.or_else(|| next.next().copied()).unwrap_or(APART)
    };
    causes.iter().map(color).collect()
}

/// Causes from the bottom of a stack to its top: invitations, then the others, first users last.
pub fn stacked(causes: &[String]) -> Vec<usize> {
    let height = |cause: &usize| match causes[*cause].as_str() {
        invitation if invitation.starts_with("invitation_") => 0,
        "choice" => 0,
        "initial" => 3,
        "media" => 2,
        _ => 1,
    };
    let mut order: Vec<usize> = (0..causes.len()).collect();
    order.sort_by_key(height);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn causes(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// CIE lightness L*, 0 to 100.
    fn lightness((r, g, b): Color) -> f64 {
        let linear = |byte: u8| {
            let s = f64::from(byte) / 255.0;
            if s <= 0.04045 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
        };
        116.0 * (0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)).cbrt() - 16.0
    }

    #[test]
    fn neighbors_in_a_stack_differ_in_print_too() {
        for names in [
            &["initial", "media", "seeding", "invitation_phone"][..],
            &["initial", "media", "seeding", "invitation_phone", "invitation_qq"],
            &["initial", "media", "seeding", "bundling", "invitation_phone", "invitation_qq", "invitation_mail"],
            &["initial", "media", "invitation_phone", "invitation_qq", "invitation_mail", "invitation_work"],
            &["media", "seeding", "invitation_phone", "invitation_qq", "invitation_mail", "invitation_work"],
            &["initial", "media", "seeding", "choice", "bundling"],
        ] {
            let causes = causes(names);
            let colors = cause_colors(&causes);
            for pair in stacked(&causes).windows(2) {
                let [low, high] = [pair[0], pair[1]].map(|cause| lightness(colors[cause]));
                assert!((low - high).abs() > 11.0, "{} {low} {} {high}", causes[pair[0]], causes[pair[1]]);
            }
        }
    }

    #[test]
    fn a_cause_has_its_color_by_name_wherever_it_stands() {
        let one = causes(&["initial", "media", "seeding", "invitation_phone"]);
        let other = causes(&["bundling", "media", "gifts", "seeding", "invitation_phone", "initial"]);
        let (first, second) = (cause_colors(&one), cause_colors(&other));
        for (at, cause) in one.iter().enumerate() {
            let place = other.iter().position(|other| other == cause).expect("in both");
            assert_eq!(first[at], second[place], "{cause}");
        }
        assert_eq!(stacked(&other), [4, 0, 2, 3, 1, 5]);
    }
}
