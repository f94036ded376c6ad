//! Axes for numbers: linear and logarithmic, with ticks that people can say.

/// How much further than what is shown an axis goes.
const ROOM: f64 = 1.06;

/// From a number to a height, 0 at the bottom and 1 at the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// Equal steps for equal differences, from 0 to the top.
    Linear {
        /// Number at the top.
        top: f64,
    },
    /// Equal steps for equal factors.
    Log {
        /// Number at the bottom.
        bottom: f64,
        /// Number at the top.
        top: f64,
    },
}

impl Scale {
    /// The linear scale that holds numbers up to a highest one; the highest tick is not at the top, where the title stands.
    pub fn linear(highest: f64) -> Scale {
        let top = if highest > 0.0 { highest * ROOM } else { 1.0 };
        let scale = Scale::Linear { top };
        let tick = scale.ticks().last().copied().unwrap_or(0.0);
        Scale::Linear { top: top.max(tick * ROOM) }
    }

    /// The logarithmic scale that holds numbers from a little below a lowest one worth showing up to a highest one: at least one and at
    /// most six decades.
    pub fn log(lowest: f64, highest: f64) -> Scale {
        let top = highest.max(10.0) * 1.5;
        let bottom = lowest.max(1.0) / 1.5;
        Scale::Log { bottom: bottom.clamp(top / 1e6, top / 10.0), top }
    }

    /// The height of a number, within 0 and 1.
    pub fn height(self, value: f64) -> f64 {
        let height = match self {
            Scale::Linear { top } => value / top,
            Scale::Log { bottom, top } => (value.max(bottom) / bottom).ln() / (top / bottom).ln(),
        };
        height.clamp(0.0, 1.0)
    }

    /// Numbers for ticks.
    pub fn ticks(self) -> Vec<f64> {
        match self {
            Scale::Linear { top } => {
                let step = nice_step(top / 6.0);
                (0..=(top / step) as u32).map(|k| f64::from(k) * step).collect()
            }
            Scale::Log { bottom, top } => {
                let decades = bottom.log10().floor() as i32..=top.log10().floor() as i32;
                let wide = (top / bottom).log10() > 2.5;
                let mantissas: &[f64] = if wide { &[1.0] } else { &[1.0, 2.0, 5.0] };
                let all = decades.flat_map(|decade| mantissas.iter().map(move |m| m * 10f64.powi(decade)));
                all.filter(|tick| (bottom..=top).contains(tick)).collect()
            }
        }
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `rough`.
pub fn nice_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 2.5, 5.0].into_iter().find(|factor| factor * power >= rough * 0.999).unwrap_or(10.0);
    factor * power
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn ticks_are_round_numbers_within_the_axis() {
        assert_eq!(Scale::linear(236e6).ticks(), [0.0, 50e6, 100e6, 150e6, 200e6, 250e6]);
        assert_eq!(Scale::log(1700.0, 236e6).ticks(), [1e4, 1e5, 1e6, 1e7, 1e8]);
        assert_eq!(Scale::log(300.0, 2e3).ticks(), [200.0, 500.0, 1e3, 2e3]);
    }

    #[test]
    fn no_tick_stands_right_below_the_title() {
        for highest in [9.43, 47.1, 100.0, 236e6, 281.9e6, 1e9, 0.0] {
            let scale = Scale::linear(highest);
            let tick = scale.ticks().last().copied().unwrap_or(0.0);
            assert!(
                scale.height(tick) < 0.945 && scale.height(highest) >= 0.85 * f64::from(u8::from(highest > 0.0)),
                "{highest}"
            );
        }
    }

    #[test]
    fn heights_stay_within_the_panel() {
        let log = Scale::log(1000.0, 1e6);
        assert!(log.height(0.0).abs() < 1e-12 && log.height(1e12) <= 1.0);
        assert!((Scale::Linear { top: 10.0 }.height(5.0) - 0.5).abs() < 1e-12);
    }
}
