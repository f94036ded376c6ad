//! Figures in dots.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::figure::Figure;
use super::fonts::Fonts;

/// A figure as a PNG file, one dot a unit of its paper. A character that no font has is shown as a point, never as a box.
pub fn png(figure: &Figure, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let options = usvg::Options {
        fontdb: fonts.database(&figure.texts.iter().map(|text| text.text.as_str()).collect::<String>()),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    };
    let missing = |c: char| !c.is_ascii() && !c.is_whitespace() && !fonts.covers(c);
    let svg = figure.svg.replace(missing, "·");
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|e| e.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("the figure is empty")?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}
