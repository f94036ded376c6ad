//! Figures in dots.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb::FaceInfo};
use ttf_parser::Face;

use super::figure::Figure;
use super::fonts::Fonts;

/// A figure as a PNG file, one dot a unit of its paper. A character that no font has is shown as a point, never as a box.
pub fn png(figure: &Figure, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let letters = figure.texts.iter().map(|text| text.text.as_str()).collect::<String>();
    rendered(&figure.svg, &letters, fonts, None)
}

/// A drawing as a PNG file of a width \[dots\].
pub fn reduced(svg: &str, fonts: &Fonts, width: u32) -> Result<Vec<u8>, String> {
    rendered(svg, svg, fonts, Some(width))
}

/// A drawing with these letters, of a width or as it is.
fn rendered(svg: &str, letters: &str, fonts: &Fonts, width: Option<u32>) -> Result<Vec<u8>, String> {
    let options = usvg::Options {
        fontdb: fonts.database(letters),
        font_family: "Noto Sans".to_owned(),
        font_resolver: of_the_same_weight(),
        ..usvg::Options::default()
    };
    let missing = |c: char| !c.is_ascii() && !c.is_whitespace() && !fonts.covers(c);
    let svg = svg.replace(missing, "·");
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|e| e.to_string())?;
    let own = tree.size().to_int_size();
    let size = width.and_then(|width| own.scale_to_width(width)).unwrap_or(own);
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("the figure is empty")?;
    let scale = size.width() as f32 / own.width() as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}

/// Looks for a character that a font does not have first in fonts of the same weight: Chinese in a bold title is bold.
fn of_the_same_weight() -> usvg::FontResolver<'static> {
    let otherwise = usvg::FontResolver::default_fallback_selector();
    let select_fallback: usvg::FallbackSelectionFn = Box::new(move |c, used, database| {
        let weight = database.face(*used.first()?)?.weight;
        let has = |id| {
            let glyph = |data: &[u8], index| Face::parse(data, index).ok().and_then(|face| face.glyph_index(c));
            database.with_face_data(id, glyph).flatten().is_some()
        };
        let same = |face: &&FaceInfo| face.weight == weight && !used.contains(&face.id) && has(face.id);
        let found = database.faces().find(same).map(|face| face.id);
        found.or_else(|| otherwise(c, used, database))
    });
    usvg::FontResolver { select_fallback, ..usvg::FontResolver::default() }
}
