//! Colors and sizes.
//!
//! Platforms: Okabe & Ito's palette (2008), safe for the color-blind, in an order whose neighbors differ in gray too.

use crate::report::Results;

/// A color (red, green, blue).
pub type Color = (u8, u8, u8);

/// Paper.
pub const PAPER: Color = (0xFF, 0xFF, 0xFF);
/// White on colored areas; unlike [`PAPER`], a dark page leaves it white.
pub const WHITE: Color = (0xFE, 0xFE, 0xFE);
/// Black on colored areas; unlike [`INK`], a dark page leaves it black.
pub const BLACK: Color = (0x1E, 0x1E, 0x1E);
/// Text.
pub const INK: Color = (0x22, 0x22, 0x22);
/// Text of lesser weight.
pub const FAINT: Color = (0x66, 0x66, 0x66);
/// Axis lines and ticks.
pub const AXIS: Color = (0x99, 0x99, 0x99);
/// Grid lines.
pub const GRID: Color = (0xE4, 0xE4, 0xE4);

/// What adds to a result, and what takes from it.
pub const GAIN: Color = (0x00, 0x8A, 0x64);
/// What takes from a result.
pub const LOSS: Color = (0xB8, 0x4C, 0x86);
/// The first of two measures, or the higher of two settings.
pub const STRONG: Color = (0x1F, 0x5A, 0x94);
/// The second of two measures, or the lower of two settings.
pub const WEAK: Color = (0x9C, 0xC8, 0xE6);
/// What is set apart.
pub const APART: Color = (0xA6, 0xA6, 0xA6);

/// Size of a title, of a subtitle, of labels, of small print [unit of the drawing].
pub const TITLE: f64 = 29.0;
/// Size of a subtitle.
pub const SUBTITLE: f64 = 17.0;
/// Size of labels.
pub const LABEL: f64 = 16.0;
/// Size of ticks and lists.
pub const SMALL: f64 = 14.5;

const PLATFORMS: [Color; 7] = [
    (0xD5, 0x5E, 0x00),
    (0x00, 0x72, 0xB2),
    (0x00, 0x9E, 0x73),
    (0xCC, 0x79, 0xA7),
    (0xE6, 0x9F, 0x00),
    (0x56, 0xB4, 0xE9),
    (0x55, 0x55, 0x55),
];

/// A darker shade of a color, which is seen on top of it.
pub fn shade((red, green, blue): Color) -> Color {
    (red / 5 * 2, green / 5 * 2, blue / 5 * 2)
}

/// The color of each platform: its own if the scenario gives one, else the next of the palette.
pub fn colors(results: &Results) -> Vec<Color> {
    results.platforms.iter().enumerate().map(|(p, platform)| platform_color(p, platform.color.as_deref())).collect()
}

/// The color of a platform by its number: its own (`#rrggbb`) if it has one, else that of the palette.
pub fn platform_color(number: usize, own: Option<&str>) -> Color {
    own.and_then(parse).unwrap_or(PLATFORMS[number % PLATFORMS.len()])
}

/// `#rrggbb`.
fn parse(color: &str) -> Option<Color> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some((byte(0)?, byte(2)?, byte(4)?))
}
