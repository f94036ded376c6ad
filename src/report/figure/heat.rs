//! Colors of a map: from dark blue over gray to light orange.
//!
//! Lightness only grows, so the map can be read in gray and by the color-blind; the hue turns at the middle, so that what lies
//! below a level and what lies above it look unlike at a glance (as Crameri, Shephard & Heron 2020 ask of scientific maps).

use super::theme::Color;

/// Colors at equal steps from 0 to 1.
const STOPS: [Color; 7] = [
    (0x0B, 0x25, 0x4F),
    (0x1F, 0x4E, 0x8C),
    (0x4B, 0x7F, 0xB0),
    (0xA5, 0xAB, 0xAB),
    (0xEA, 0xAD, 0x57),
    (0xF8, 0xC2, 0x55),
    (0xFF, 0xDE, 0x85),
];

/// The color of a number from 0 to 1.
pub fn heat(part: f64) -> Color {
    let at = part.clamp(0.0, 1.0) * (STOPS.len() - 1) as f64;
    let below = (at.floor() as usize).min(STOPS.len() - 2);
    let (from, to, share) = (STOPS[below], STOPS[below + 1], at - below as f64);
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    (mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lightness L* of CIE 1976, 0 to 100.
    fn lightness((r, g, b): Color) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let y = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        116.0 * y.cbrt() - 16.0
    }

    #[test]
    fn lightness_always_grows() {
        let all: Vec<f64> = (0..=60).map(|k| lightness(heat(f64::from(k) / 60.0))).collect();
        let least = all.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
        assert!(least > 0.2, "two neighbors look alike in gray: {least}");
        assert!(all[60] - all[0] > 65.0);
    }

    #[test]
    fn below_the_middle_is_blue_and_above_it_is_orange() {
        for k in 0..30 {
            let ((r, _, b), (red, _, blue)) = (heat(f64::from(k) / 61.0), heat(1.0 - f64::from(k) / 61.0));
            assert!(b > r && red > blue, "{k}");
        }
        assert_eq!(heat(f64::NAN.max(0.0)), STOPS[0]);
    }
}
