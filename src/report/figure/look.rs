//! What a finished figure is put on: paper or a dark page, of a size.

use std::str::FromStr;

use super::canvas::Figure;
use super::theme::{PAPER, Theme, hex};
use crate::report::language::Language;

/// How figures look; none of it changes what they say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// Size of the paper.
    pub size: Size,
    /// The language of the figures.
    pub language: Language,
}

/// The size of the paper \[dots\]. A figure is drawn as large as it fits on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// As the figure is drawn: 1,600 wide.
    #[default]
    Own,
    /// A slide, 16 by 9: 1,920 × 1,080.
    Slide,
    /// A page in print: 2,480 wide, which is 300 dots an inch on 21 cm, and as high as the figure needs.
    Print,
    /// Width and height.
    Fixed(u32, u32),
}

/// Sizes that a picture may have \[dots\].
const SIZES: std::ops::RangeInclusive<u32> = 200..=10_000;

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse().ok().filter(|number| SIZES.contains(number));
        match text {
            "own" => Ok(Size::Own),
            "slide" => Ok(Size::Slide),
            "print" => Ok(Size::Print),
            _ => text
                .split_once(['x', '×'])
                .and_then(|(width, height)| Some(Size::Fixed(number(width)?, number(height)?)))
                .ok_or_else(|| {
                    let (least, most) = (SIZES.start(), SIZES.end());
                    format!("write slide, print, or width and height in dots from {least} to {most}, as 1600x900")
                }),
        }
    }
}

/// The word of the command line.
impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Size::Own => f.write_str("own"),
            Size::Slide => f.write_str("slide"),
            Size::Print => f.write_str("print"),
            Size::Fixed(width, height) => write!(f, "{width}x{height}"),
        }
    }
}

impl Size {
    /// Width and height of the paper for a drawing of a size.
    fn paper(self, (width, height): (f64, f64)) -> (f64, f64) {
        match self {
            Size::Own => (width, height),
            Size::Slide => (1920.0, 1080.0),
            Size::Print => (2480.0, (2480.0 * height / width).round()),
            Size::Fixed(width, height) => (f64::from(width), f64::from(height)),
        }
    }
}

impl Look {
    /// The look that a command asks for.
    pub fn of_command(command: &[String]) -> Look {
        let said = |flag: &str| command.get(command.iter().position(|word| word == flag)? + 1);
        let size = size_flag(command.first().map_or("", String::as_str));
        Look {
            theme: said("--theme").and_then(|word| word.parse().ok()).unwrap_or_default(),
            size: said(size).and_then(|word| word.parse().ok()).unwrap_or_default(),
            language: said("--lang").and_then(|word| word.parse().ok()).unwrap_or_default(),
        }
    }

    /// The flags that ask a command ("run") for it, with a word each where it is not the usual one.
    pub fn flags(&self, command: &str) -> [(&'static str, Option<String>); 3] {
        [
            ("--theme", (self.theme != Theme::Light).then(|| self.theme.name().to_owned())),
            (size_flag(command), (self.size != Size::Own).then(|| self.size.to_string())),
            ("--lang", (self.language != Language::English).then(|| self.language.code().to_owned())),
        ]
    }

    /// A figure as it looks.
    pub fn of(&self, figure: &Figure) -> Figure {
        let svg = on_paper(figure, self.size.paper(figure.size));
        Figure { svg: self.theme.dressed(&svg), ..figure.clone() }
    }
}

/// The flag for the size of the figures: `--size`, but of `sensitivity`, where that is the size of the design.
fn size_flag(command: &str) -> &'static str {
    if command == "sensitivity" { "--figure-size" } else { "--size" }
}

/// The drawing in the middle of a paper of a size, as large as it fits.
fn on_paper(figure: &Figure, (width, height): (f64, f64)) -> String {
    let own = figure.size;
    if own == (width, height) {
        return figure.svg.clone();
    }
    let scale = (width / own.0).min(height / own.1);
    let (free_x, free_y) = (width / scale - own.0, height / scale - own.1);
    let head = format!(
        r#"<svg width="{width}" height="{height}" viewBox="{} {} {} {}" "#,
        -free_x / 2.0,
        -free_y / 2.0,
        own.0 + free_x,
        own.1 + free_y
    );
    let ground = format!(
        r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="none"/>"#,
        -free_x / 2.0,
        -free_y / 2.0,
        own.0 + free_x,
        own.1 + free_y,
        hex(PAPER)
    );
    format!("{head}xmlns=\"http://www.w3.org/2000/svg\">\n{ground}\n{}</svg>\n", figure.svg)
}

#[cfg(test)]
mod tests {
    use super::super::canvas::draw;
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_written() {
        for text in ["own", "slide", "print", "1600x900"] {
            assert_eq!(text.parse::<Size>().map(|size| size.to_string()), Ok(text.to_owned()));
        }
        for wrong in ["a4", "100x900", "1600x", "1600", "99999x900"] {
            assert!(wrong.parse::<Size>().is_err_and(|message| message.contains("1600x900")), "{wrong}");
        }
    }

    #[test]
    fn a_drawing_stands_in_the_middle_of_its_paper() {
        let figure = draw(1600.0, 1200.0, String::new(), |_| {});
        let slide = Look { size: Size::Slide, ..Look::default() }.of(&figure);
        // 1,080 of 1,200 high: 0.9; 1,920 / 0.9 is 2,133 wide, 267 on either side of 1,600.
        assert!(slide.svg.starts_with(r#"<svg width="1920" height="1080" viewBox="-266.6"#), "{}", &slide.svg[..90]);
        let print = Look { size: Size::Print, ..Look::default() }.of(&figure);
        assert!(
            print.svg.starts_with(r#"<svg width="2480" height="1860" viewBox="-0 -0 1600 1200""#),
            "{}",
            &print.svg[..90]
        );
        assert_eq!(Look::default().of(&figure), figure);
    }
}
