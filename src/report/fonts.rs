//! Fonts: embedded ones first, so that a figure looks the same on every machine; then those of the system.
//!
//! Latin letters come from Noto Sans (crate notosans), the Chinese and Korean characters that shipped labels and the words of figures use
//! from subsets of Noto Sans CJK SC, regular and bold. Only a character that neither has makes us look at the fonts of the system.

use std::sync::{Arc, LazyLock, OnceLock};

use resvg::usvg::fontdb::{Database, Source};
use ttf_parser::Face;

use super::numbers::is_wide;

/// The subset of Noto Sans CJK SC; its licence stands beside it, and how it is made.
const CHINESE: &[u8] = include_bytes!("fonts/NotoSansCJKsc-subset.otf");
/// The same characters in bold.
const CHINESE_BOLD: &[u8] = include_bytes!("fonts/NotoSansCJKsc-Bold-subset.otf");

/// What a page needs to show Chinese on a machine without a font for it: the subset, inside the style sheet.
pub fn style_with_chinese() -> String {
    let data = base64(CHINESE);
    format!(
        "@font-face{{font-family:\"Noto Sans CJK SC\";src:local(\"Noto Sans CJK SC\"),url(data:font/otf;base64,{data});\
         unicode-range:U+2E80-9FFF,U+AC00-D7A3,U+F900-FAFF,U+FF00-FFEF}}\n"
    )
}

/// Base64 (RFC 4648): three bytes become four letters.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for letter in 0..4 {
            let at = (word >> (18 - 6 * letter)) & 63;
            text.push(if letter <= three.len() { char::from(LETTERS[at as usize]) } else { '=' });
        }
    }
    text
}

/// Families for viewers of the SVG, best first.
pub const FAMILIES: &str = "Noto Sans, Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif";
/// The embedded files, Latin regular first.
const EMBEDDED: [&[u8]; 4] = [notosans::REGULAR_TTF, notosans::BOLD_TTF, CHINESE, CHINESE_BOLD];

static FACES: LazyLock<Vec<Face<'static>>> =
    LazyLock::new(|| EMBEDDED.iter().map(|data| Face::parse(data, 0).expect("the embedded fonts are whole")).collect());

/// The fonts that a picture in dots may use.
#[derive(Debug, Default)]
pub struct Fonts {
    system: SystemFonts,
}

#[derive(Debug)]
enum SystemFonts {
    Unused,
    Loaded(OnceLock<Arc<Database>>),
}

impl Default for SystemFonts {
    fn default() -> Self {
        SystemFonts::Loaded(OnceLock::new())
    }
}

impl Fonts {
    /// The embedded fonts, and those of the system when a character needs them.
    pub fn new() -> Self {
        Fonts::default()
    }

    /// The embedded fonts alone.
    pub fn embedded_only() -> Self {
        Fonts { system: SystemFonts::Unused }
    }

    /// The fonts that the characters of a text need.
    pub fn database(&self, text: &str) -> Arc<Database> {
        if text.chars().all(is_embedded) { embedded() } else { self.with_system() }
    }

    /// Whether some font draws a character.
    pub fn covers(&self, c: char) -> bool {
        if is_embedded(c) || c.is_control() {
            return true;
        }
        let database = self.with_system();
        database.faces().map(|face| face.id).any(|id| {
            let glyph = |data: &[u8], index| Face::parse(data, index).ok().and_then(|face| face.glyph_index(c));
            database.with_face_data(id, glyph).flatten().is_some()
        })
    }

    /// A text that can be drawn: words with a character that no font has are left out; if no word remains, `otherwise`.
    pub fn legible(&self, text: &str, otherwise: &str) -> String {
        if text.chars().all(|c| self.covers(c)) {
            return text.to_owned();
        }
        let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().all(|c| self.covers(c))).collect();
        if words.is_empty() { otherwise.to_owned() } else { words.join(" ") }
    }

    fn with_system(&self) -> Arc<Database> {
        match &self.system {
            SystemFonts::Unused => embedded(),
            SystemFonts::Loaded(cell) => Arc::clone(cell.get_or_init(|| {
                let mut database = (*embedded()).clone();
                database.load_system_fonts();
                with_aliases(&mut database);
                Arc::new(database)
            })),
        }
    }
}

fn embedded() -> Arc<Database> {
    static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut database = Database::new();
        for data in EMBEDDED {
            database.load_font_source(Source::Binary(Arc::new(data)));
        }
        with_aliases(&mut database);
        Arc::new(database)
    });
    Arc::clone(&DATABASE)
}

/// Loading the fonts of the system overwrites the aliases, and without them all text vanishes silently: set them last.
fn with_aliases(database: &mut Database) {
    database.set_sans_serif_family("Noto Sans");
    database.set_serif_family("Noto Sans");
}

fn is_embedded(c: char) -> bool {
    FACES.iter().any(|face| face.glyph_index(c).is_some())
}

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Titles and labels of lines.
    Bold,
}

/// Width of a text [in the unit of `size`], from the advances of the embedded fonts; other characters count one em.
pub fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    let faces = if weight == Weight::Bold { [1, 3] } else { [0, 2] };
    let advance = |c: char| {
        let found = faces.iter().find_map(|at| {
            let face = &FACES[*at];
            let advance = face.glyph_hor_advance(face.glyph_index(c)?)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        });
        found.unwrap_or(1.0)
    };
    size * text.chars().map(advance).sum::<f64>()
}

/// A text cut to a width, with an ellipsis where something is missing.
pub fn fitted(text: &str, size: f64, weight: Weight, width: f64) -> String {
    if text_width(text, size, weight) <= width {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if text_width(&cut, size, weight) <= width {
            return cut;
        }
    }
    String::new()
}

/// A text in lines of a width: broken at spaces and between wide characters, the last line cut if there would be too many.
pub fn wrapped(text: &str, size: f64, weight: Weight, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let last = lines.len() == most;
        match lines.last_mut() {
            Some(line) if last || text_width(format!("{line}{piece}").trim_end(), size, weight) <= width => {
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| fitted(line.trim_end(), size, weight, width)).collect()
}

/// The pieces between which a text may be broken: words with the spaces behind them, wide characters each.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, ' ');
    for (at, c) in text.char_indices() {
        let breaks = (before.is_whitespace() && !c.is_whitespace())
            || (is_wide(before) && !c.is_whitespace() && !c.is_ascii_punctuation());
        if at > start && (breaks || (is_wide(c) && !before.is_whitespace())) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = c;
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files below a folder of the crate whose names end so.
    fn files(folder: &str, ending: &str) -> Vec<std::path::PathBuf> {
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|of| of == ending) {
                    files.push(path);
                }
            }
        }
        files
    }

    #[test]
    fn every_letter_of_the_shipped_scenarios_is_there() {
        let scenarios = files("scenarios", "toml");
        assert!(scenarios.len() > 30, "the scenarios are not where they were");
        for path in scenarios {
            let text = std::fs::read_to_string(&path).expect("readable");
            let words = text.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars);
            let missing: String = words.filter(|c| !is_embedded(*c)).collect();
            assert_eq!(missing, "", "{}: add them to the subset", path.display());
        }
    }

    #[test]
    fn labels_of_messengers_need_no_font_of_the_system() {
        let labels = "MiTalk 米聊 WeChat 微信 腾讯 小米 手机QQ 飞信 飞聊 易信 来往 陌陌 人人 开心 新浪微博 摇一摇 附近的人 朋友圈 语音 红包 \
                      支付 公众号 群聊 电话簿 通讯录 好友 用户 注册 活跃 万 亿 年 月 日 天 份额 概率 领先 发布 [1/day] × · … – ≥ μ";
        let missing: String = labels.chars().filter(|c| !is_embedded(*c)).collect();
        assert_eq!(missing, "");
    }

    /// What figures say in Chinese stands in the sources of the report.
    #[test]
    fn every_chinese_word_of_a_figure_has_its_letters() {
        let mut missing = String::new();
        for path in files("src/report", "rs").into_iter().filter(|path| !path.ends_with("fonts.rs")) {
            let source = std::fs::read_to_string(path).expect("readable");
            missing.extend(source.chars().filter(|c| is_wide(*c) && !is_embedded(*c)));
        }
        assert_eq!(missing, "", "add them to the subset");
    }

    #[test]
    fn words_without_a_font_are_left_out() {
        let fonts = Fonts::embedded_only();
        assert_eq!(fonts.legible("MiTalk 米聊", "mitalk"), "MiTalk 米聊");
        assert_eq!(fonts.legible("Dragon 龘龘", "dragon"), "Dragon");
        assert_eq!(fonts.legible("龘龘", "dragon"), "dragon");
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn widths_follow_the_font() {
        assert!((text_width("米聊", 10.0, Weight::Regular) - 20.0).abs() < 1e-9);
        assert!(text_width("iii", 10.0, Weight::Regular) < text_width("mmm", 10.0, Weight::Regular) / 2.0);
        let cut = fitted("a rather long label", 10.0, Weight::Regular, 50.0);
        assert!(cut.ends_with('…') && text_width(&cut, 10.0, Weight::Regular) <= 50.0, "{cut}");
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        let lines = |text, most| wrapped(text, 10.0, Weight::Regular, 50.0, most);
        assert_eq!(lines("WeChat wins twice", 3), ["WeChat", "wins twice"]);
        assert_eq!(lines("米聊微信米聊微信", 3), ["米聊微信米", "聊微信"]);
        assert_eq!(lines("one two three four five six seven eight", 2), ["one two", "three fo…"]);
        assert_eq!(lines("", 2), [""; 0]);
    }
}
