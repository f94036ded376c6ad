//! Colors and sizes.
//!
//! Platforms: after Okabe & Ito's palette (2008), safe for the color-blind, with neighbors that differ in gray too: a test measures
//! both, on paper and on a dark page.

use std::str::FromStr;

use crate::report::Results;

/// A color (red, green, blue).
pub type Color = (u8, u8, u8);

/// A color as SVG writes it: `#D55E00`.
pub fn hex((r, g, b): Color) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

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
/// Who is on no platform.
pub const NOBODY: Color = (0xC9, 0xC9, 0xC9);
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

/// The palette of platforms, and what it becomes on a dark page.
const PLATFORMS: [(Color, Color); 7] = [
    ((0xD5, 0x5E, 0x00), (0xFF, 0x8F, 0x4A)),
    ((0x00, 0x5B, 0x9A), (0x3A, 0x8B, 0xD0)),
    ((0x16, 0xA9, 0x7F), (0x4F, 0xD0, 0xA8)),
    ((0xB0, 0x5A, 0x8C), (0xCF, 0x6F, 0xA0)),
    ((0xEB, 0xA8, 0x20), (0xFB, 0xE0, 0x8A)),
    ((0x47, 0x47, 0x47), (0x7C, 0x7C, 0x7C)),
    ((0x62, 0xBD, 0xF0), (0xA9, 0xDC, 0xFF)),
];

/// A darker shade of a color, which is seen on top of it.
pub fn shade((red, green, blue): Color) -> Color {
    (red / 5 * 2, green / 5 * 2, blue / 5 * 2)
}

/// A lighter one, which takes its place on a dark page.
fn tint((red, green, blue): Color) -> Color {
    let lighter = |part: u8| part + (u8::MAX - part) / 5 * 3;
    (lighter(red), lighter(green), lighter(blue))
}

/// Other colors that become others on a dark page; what is not listed (maps, white on colored areas) stays.
const DARK: [(Color, Color); 14] = [
    (PAPER, (0x16, 0x18, 0x1B)),
    (INK, (0xE8, 0xE8, 0xE8)),
    (FAINT, (0xA8, 0xA8, 0xA8)),
    (AXIS, (0x77, 0x7C, 0x84)),
    (GRID, (0x30, 0x33, 0x38)),
    (NOBODY, (0x66, 0x6B, 0x73)),
    (GAIN, (0x1F, 0xA8, 0x80)),
    (LOSS, (0xD6, 0x72, 0xA8)),
    (STRONG, (0x4C, 0x8F, 0xD0)),
    (WEAK, (0x6C, 0x9D, 0xC0)),
    (APART, (0x80, 0x84, 0x8A)),
    // Dark causes of joining.
    ((0x33, 0x22, 0x88), (0x72, 0x63, 0xCF)),
    ((0x88, 0x22, 0x55), (0xB0, 0x4A, 0x80)),
    ((0x11, 0x77, 0x33), (0x2F, 0x9A, 0x54)),
];

/// What a figure stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// White paper.
    #[default]
    Light,
    /// A dark page.
    Dark,
}

impl FromStr for Theme {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "light" => Ok(Theme::Light),
            "dark" => Ok(Theme::Dark),
            _ => Err("write light or dark".to_owned()),
        }
    }
}

impl Theme {
    /// The word of the command line.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// A drawing (SVG) in the colors of the theme.
    pub fn dressed(self, svg: &str) -> String {
        if self == Theme::Light {
            return svg.to_owned();
        }
        // Colors stand in values of attributes and of animations, each behind a quote or a semicolon; words of authors do not.
        let mut parts = svg.split('#');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| {
            let known = all.ends_with(['"', ';']).then(|| part.get(..6)).flatten().and_then(dark);
            match known {
                Some(color) => all + &color + &part[6..],
                None => all + "#" + part,
            }
        })
    }
}

/// Rules of style by which the drawings below a selector turn dark where a page does.
pub fn rules(selector: &str) -> String {
    let rule = |(light, dark): (Color, Color)| {
        let (light, dark) = (hex(light), hex(dark));
        let one = |what: &str| format!("{selector} [{what}=\"{light}\"] {{ {what}: light-dark({light}, {dark}); }}\n");
        one("fill") + &one("stroke")
    };
    pairs().map(rule).collect()
}

/// A color in the style of a page, which turns dark with it.
pub fn on_pages(color: Color) -> String {
    let light = hex(color);
    dark(&light[1..]).map_or(light.clone(), |dark| format!("light-dark({light}, {dark})"))
}

/// Every color that is another on a dark page, with that one.
fn pairs() -> impl Iterator<Item = (Color, Color)> {
    let shades = PLATFORMS.iter().map(|&(light, dark)| (shade(light), tint(dark)));
    PLATFORMS.iter().chain(&DARK).copied().chain(shades)
}

/// What a color (`D55E00`) becomes on a dark page, if it changes.
fn dark(digits: &str) -> Option<String> {
    let color = parse(&format!("#{digits}"))?;
    pairs().find(|(light, _)| *light == color).map(|(_, dark)| hex(dark))
}

/// The color of each platform: its own if the scenario gives one, else the next of the palette.
pub fn colors(results: &Results) -> Vec<Color> {
    results.platforms.iter().enumerate().map(|(p, platform)| platform_color(p, platform.color.as_deref())).collect()
}

/// The color of a platform by its number: its own (`#rrggbb`) if it has one, else that of the palette.
pub fn platform_color(number: usize, own: Option<&str>) -> Color {
    own.and_then(parse).unwrap_or(PLATFORMS[number % PLATFORMS.len()].0)
}

/// `#rrggbb`.
fn parse(color: &str) -> Option<Color> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some((byte(0)?, byte(2)?, byte(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a dichromat sees linear red, green and blue, by rows (Machado, Oliveira & Fernandes 2009, full severity): normal, without
    /// L, M and S cones.
    const SIGHTS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ];

    fn product(matrix: &[[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * x + row[1] * y + row[2] * z)
    }

    /// CIE L*a*b* (1976, D65) of a color as it is seen.
    fn lab((r, g, b): Color, sight: &[[f64; 3]; 3]) -> [f64; 3] {
        let linear = [r, g, b].map(|byte| {
            let s = f64::from(byte) / 255.0;
            if s <= 0.040_45 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
        });
        let seen = product(sight, linear).map(|part| part.clamp(0.0, 1.0));
        let xyz = product(&[[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], seen);
        let root = |part: f64| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 };
        let [x, y, z] = [root(xyz[0] / 0.9505), root(xyz[1]), root(xyz[2] / 1.089)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn palettes() -> [Vec<Color>; 2] {
        [PLATFORMS.iter().map(|pair| pair.0).collect(), PLATFORMS.iter().map(|pair| pair.1).collect()]
    }

    /// A difference of 10 in L*a*b* is plain to see; 2 is just seen.
    #[test]
    fn platforms_are_told_apart_by_everybody() {
        for (palette, sight) in palettes().iter().flat_map(|palette| SIGHTS.iter().map(move |sight| (palette, sight))) {
            for (at, one) in palette.iter().enumerate() {
                for other in &palette[..at] {
                    let (a, b) = (lab(*one, sight), lab(*other, sight));
                    let apart = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
                    assert!(apart > 10.0, "{} {} {apart}", hex(*one), hex(*other));
                }
            }
        }
    }

    #[test]
    fn neighbors_differ_in_gray() {
        for palette in palettes() {
            for pair in palette.windows(2) {
                let [one, other] = [pair[0], pair[1]].map(|color| lab(color, &SIGHTS[0])[0]);
                assert!((one - other).abs() > 11.0, "{} {} {one} {other}", hex(pair[0]), hex(pair[1]));
            }
        }
    }

    #[test]
    fn a_dark_page_changes_colors_and_no_words() {
        let svg = r##"<rect fill="#FFFFFF"/><animate values="#D55E00;#C9C9C9"/><text fill="#FEFEFE">#222222 of #D55E00</text>"##;
        let expected = r##"<rect fill="#16181B"/><animate values="#FF8F4A;#666B73"/><text fill="#FEFEFE">#222222 of #D55E00</text>"##;
        assert_eq!(Theme::Dark.dressed(svg), expected);
        assert_eq!(Theme::Light.dressed(svg), svg);
    }
}
