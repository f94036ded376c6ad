//! Numbers and labels for human readers.

/// Units of large numbers, largest first.
const UNITS: [(f64, &str); 3] = [(1e9, " bn"), (1e6, " M"), (1e3, " k")];

/// Numbers below this are written out: with a unit they would lose digits that small markets have.
pub const WRITTEN_OUT: f64 = 1e4;

/// A number as people say it: `850` and `1,057` to the ones, larger ones with two or three digits: `12 k`, `340 M`, `1.3 bn`.
pub fn human(value: f64) -> String {
    let (digits, unit) = split(value);
    format!("{digits}{unit}")
}

/// A number of a tick on an axis that reaches up to another: `5 k` beside `20 k`, but `5,000` beside `8,000`.
pub fn tick_beside(value: f64, top: f64) -> String {
    if top.abs() < WRITTEN_OUT {
        return grouped(&trimmed(value));
    }
    let (size, unit) = UNITS.into_iter().find(|(size, _)| value.abs() >= size * 0.9995).unwrap_or((1.0, ""));
    format!("{}{unit}", trimmed(value / size))
}

/// 200,000.
pub fn thousands(number: impl Into<u64>) -> String {
    grouped(&number.into().to_string())
}

/// Digits in groups of three, what stands behind a point and before the first digit aside: `-12,345.5`.
fn grouped(number: &str) -> String {
    let begin = number.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let end = number[begin..].find('.').map_or(number.len(), |point| begin + point);
    let groups = number.as_bytes()[begin..end].rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    format!("{}{}{}", &number[..begin], groups.join(","), &number[end..])
}

/// A share of a tick, exactly: `2.5 %`.
pub fn tick_percent(share: f64) -> String {
    format!("{} %", trimmed(share * 100.0))
}

/// Three decimals, without zeros at the end.
pub fn trimmed(value: f64) -> String {
    format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The digits and the unit (with its space) of a number.
fn split(value: f64) -> (String, &'static str) {
    if value.abs().round() < WRITTEN_OUT {
        return (grouped(&format!("{value:.0}")), "");
    }
    for (size, unit) in UNITS {
        // 999,500 reads "1.0 M", not "1000 k".
        if value.abs() >= size * 0.9995 {
            return (digits_in(value / size), unit);
        }
    }
    (format!("{value:.0}"), "")
}

/// The digits of a number of units.
fn digits_in(scaled: f64) -> String {
    if scaled.abs() < 9.95 { format!("{scaled:.1}") } else { format!("{scaled:.0}") }
}

/// A number with its range, `250 M (201–300 M)`; alone where the ends read like it: `20 k`.
pub fn human_with_range(value: f64, low: f64, high: f64) -> String {
    with_range(human(value), &human_range(low, high))
}

/// A share with its range, `97 % (95–99 %)`; alone where the ends read like it.
pub fn percent_with_range(share: f64, low: f64, high: f64) -> String {
    with_range(percent(share), &percent_range(low, high))
}

fn with_range(value: String, range: &str) -> String {
    if value == range { value } else { format!("{value} ({range})") }
}

/// A range, the unit once if both ends have the same: `201–250 M`, `850 k – 1.2 M`; one number where both ends read alike in the unit of
/// the upper one.
pub fn human_range(low: f64, high: f64) -> String {
    let ((from, from_unit), (to, to_unit)) = (split(low), split(high));
    let size = UNITS.into_iter().find(|(_, unit)| *unit == to_unit).map_or(1.0, |(size, _)| size);
    if (&from, from_unit) == (&to, to_unit) || size > 1.0 && digits_in(low / size) == to {
        format!("{to}{to_unit}")
    } else if from_unit == to_unit {
        format!("{from}–{to}{to_unit}")
    } else {
        format!("{from}{from_unit} – {to}{to_unit}")
    }
}

/// A share in percent: `97 %`, with a decimal where rounding would claim certainty (`99.7 %`, `0.3 %`), unless the decimal is 0 (`99 %`).
pub fn percent(share: f64) -> String {
    format!("{} %", percent_digits(share))
}

/// A range of shares, the sign once: `95–99 %`; one share where both ends read alike.
pub fn percent_range(low: f64, high: f64) -> String {
    let (from, to) = (percent_digits(low), percent_digits(high));
    if from == to { format!("{to} %") } else { format!("{from}–{to} %") }
}

/// An interval of a chance: `[91 %, 99 %]`.
pub fn percent_interval(low: f64, high: f64) -> String {
    format!("[{}, {}]", percent(low), percent(high))
}

fn percent_digits(share: f64) -> String {
    let value = share * 100.0;
    if value > 0.0 && value < 0.05 {
        "<0.1".to_owned()
    } else if (99.95..100.0).contains(&value) {
        ">99.9".to_owned()
    } else if (value > 0.0 && value < 1.0) || (value > 99.0 && value < 100.0) {
        format!("{value:.1}").trim_end_matches(".0").to_owned()
    } else {
        format!("{value:.0}")
    }
}

/// A label without its words in scripts that need wide characters: "WeChat 微信" becomes "WeChat"; "微信" stays.
pub fn short_label(label: &str) -> String {
    let latin: Vec<&str> = label.split_whitespace().filter(|word| !word.chars().any(is_wide)).collect();
    if latin.is_empty() { label.to_owned() } else { latin.join(" ") }
}

/// Columns that a text takes on a terminal: 2 for each wide (Chinese, Japanese, Korean) character.
pub fn display_width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Whether a character takes two columns (Unicode's East Asian Width W and F, by blocks).
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_read_like_speech() {
        for (value, text) in [
            (0.0, "0"),
            (850.4, "850"),
            (999.6, "1,000"),
            (1_057.4, "1,057"),
            (-1_234.0, "-1,234"),
            (9_999.4, "9,999"),
            (9_999.5, "10 k"),
            (12_345.0, "12 k"),
            (999_500.0, "1.0 M"),
            (1_200_000.0, "1.2 M"),
            (9_960_000.0, "10 M"),
            (340_000_000.0, "340 M"),
            (1_300_000_000.0, "1.3 bn"),
        ] {
            assert_eq!(human(value), text);
        }
        for (value, text) in
            [(0.0, "0"), (0.5, "0.5"), (1e3, "1,000"), (2e4, "20 k"), (12.5e6, "12.5 M"), (1e8, "100 M")]
        {
            assert_eq!(tick_beside(value, value), text);
        }
        assert_eq!([tick_beside(5e3, 2e4), tick_beside(5e3, 8e3)], ["5 k", "5,000"]);
        assert_eq!([thousands(999u32), thousands(200_000u32)], ["999", "200,000"]);
        assert_eq!(grouped("-12345.25"), "-12,345.25");
        assert_eq!(tick_percent(0.025), "2.5 %");
        assert_eq!(human_range(2.01e8, 2.5e8), "201–250 M");
        assert_eq!(human_range(8.5e5, 1.2e6), "850 k – 1.2 M");
        assert_eq!(human_range(152.0, 1846.0), "152–1,846");
        assert_eq!([human_range(999.7, 1000.2), human_range(9_999.6, 10_040.0)], ["1,000", "10 k"]);
    }

    #[test]
    fn a_range_that_reads_like_its_middle_is_left_out() {
        assert_eq!(human_range(9_998.0, 10_040.0), "10 k", "9,998 is 10.0 thousand too");
        assert_eq!(human_range(9_900.0, 10_040.0), "9,900 – 10 k", "and 9.9 is not");
        assert_eq!(human_range(999_400.0, 1.01e6), "1.0 M");
        assert_eq!(human_with_range(20_010.0, 19_600.0, 20_300.0), "20 k");
        assert_eq!(human_with_range(20_010.0, 19_400.0, 20_300.0), "20 k (19–20 k)");
        assert_eq!(
            [percent_with_range(0.97, 0.968, 0.972), percent_with_range(0.97, 0.95, 0.99)],
            ["97 %", "97 % (95–99 %)"]
        );
    }

    #[test]
    fn percentages_never_round_to_certainty() {
        for (share, text) in
            [(0.0, "0 %"), (0.0001, "<0.1 %"), (0.003, "0.3 %"), (0.974, "97 %"), (0.997, "99.7 %"), (1.0, "100 %")]
        {
            assert_eq!(percent(share), text);
        }
        // In one figure 99.04 % and 98.6 % read alike; what is left of certainty does not round away.
        for (share, text) in
            [(0.9904, "99 %"), (0.986, "99 %"), (0.0098, "1 %"), (0.9995, ">99.9 %"), (0.9994, "99.9 %")]
        {
            assert_eq!(percent(share), text);
        }
    }

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(display_width("MiTalk 米聊"), 11);
        assert_eq!(short_label("MiTalk 米聊"), "MiTalk");
        assert_eq!(short_label("米聊"), "米聊");
    }
}
