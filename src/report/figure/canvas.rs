//! Drawing into SVG by plotters; nothing else here knows plotters.
//!
//! plotters rounds to whole units, which makes staircases of flat lines: everything is drawn [`FINE`] times as large, and the
//! `viewBox` puts the size back.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};

use super::places::Area;
use super::readings::{Named, Reading, Readings};
use super::simplify::simplify;
use super::theme::{Color, PAPER, hex};
use crate::report::fonts::{FAMILIES, Weight, text_width};
use crate::report::page::escaped;

/// Units of the drawing to a unit of plotters.
const FINE: f64 = 8.0;
/// plotters makes letters smaller by this factor.
const LETTERS: f64 = 1.24;
const IN_MEMORY: &str = "drawing into memory cannot fail";

/// A finished figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The picture.
    pub svg: String,
    /// What the picture shows, for who cannot see it.
    pub description: String,
    /// Every text and the place it takes.
    pub texts: Vec<TextBox>,
    /// Width and height of the drawing, in the unit of `texts`.
    pub size: (f64, f64),
    /// What it tells under a pointer, with places in the same unit.
    pub readings: Readings,
}

/// The place that a text takes [unit of the drawing].
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The text.
    pub text: String,
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Upper edge.
    pub top: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl TextBox {
    /// Whether two texts cover each other.
    pub fn overlaps(&self, other: &TextBox) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A point [unit of the drawing], y downwards.
pub type Point = (f64, f64);

/// Where a text stands against its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Left,
    /// Its middle is there.
    Middle,
    /// It ends there.
    Right,
}

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letters {
    /// Size [unit of the drawing].
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Color.
    pub color: Color,
}

impl Letters {
    /// Letters of running text.
    pub const fn regular(size: f64, color: Color) -> Self {
        Letters { size, weight: Weight::Regular, color }
    }
    /// Letters of titles.
    pub const fn bold(size: f64, color: Color) -> Self {
        Letters { size, weight: Weight::Bold, color }
    }
}

/// A pen: color, opacity, width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Color.
    pub color: Color,
    /// 0 invisible, 1 covers.
    pub opacity: f64,
    /// Width of lines [unit of the drawing].
    pub width: f64,
}

impl Pen {
    /// A pen that covers.
    pub const fn new(color: Color, width: f64) -> Self {
        Pen { color, opacity: 1.0, width }
    }
    /// The same pen, translucent.
    #[must_use]
    pub const fn faint(self, opacity: f64) -> Self {
        Pen { opacity, ..self }
    }

    fn style(self, filled: bool) -> ShapeStyle {
        let (r, g, b) = self.color;
        ShapeStyle { color: RGBAColor(r, g, b, self.opacity), filled, stroke_width: fine(self.width).max(1) as u32 }
    }
}

/// How a dot looks from a moment on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// When, as a part of the time that an animation takes.
    pub at: f64,
    /// Color of the dot.
    pub fill: Color,
    /// Color of the ring around it.
    pub ring: Color,
}

/// A sheet of paper.
pub struct Canvas<'a> {
    backend: SVGBackend<'a>,
    texts: Vec<TextBox>,
    readings: Readings,
    /// Number of lines drawn.
    lines: usize,
    /// Which of them are dashed, and how.
    dashed: Vec<(usize, String)>,
    /// Which of them stand for an element that plotters cannot draw, and that element.
    instead: Vec<(usize, String)>,
    /// Number of rectangles drawn.
    rectangles: usize,
    /// Which of them have crisp edges, ascending.
    crisp: Vec<usize>,
}

/// Draws a figure of a size [unit of the drawing].
pub fn draw(width: f64, height: f64, description: String, drawing: impl FnOnce(&mut Canvas)) -> Figure {
    let mut svg = String::new();
    let size = (fine(width) as u32, fine(height) as u32);
    let backend = SVGBackend::with_string(&mut svg, size);
    let (texts, dashed, instead, crisp) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let readings = Readings::default();
    let mut canvas = Canvas { backend, texts, readings, lines: 0, dashed, instead, rectangles: 0, crisp };
    canvas.rectangle((0.0, 0.0), (width, height), Pen::new(PAPER, 0.0));
    drawing(&mut canvas);
    canvas.backend.present().expect(IN_MEMORY);
    let (texts, dashed) = (std::mem::take(&mut canvas.texts), std::mem::take(&mut canvas.dashed));
    let (instead, crisp) = (std::mem::take(&mut canvas.instead), std::mem::take(&mut canvas.crisp));
    let readings = std::mem::take(&mut canvas.readings);
    drop(canvas);
    let head = format!(r#"width="{}" height="{}" viewBox="#, size.0, size.1);
    let label = escaped(&description);
    let paper = (width, height);
    let sized = format!(r#"width="{width}" height="{height}" role="img" aria-label="{label}" viewBox="#);
    let svg = svg.replacen(&head, &sized, 1);
    // A text gets the width that was reckoned with, so that nothing overlaps where a viewer has other fonts.
    let width = |at: usize| {
        let text: &TextBox = &texts[at];
        Some(format!(r#"textLength="{}" lengthAdjust="spacingAndGlyphs" "#, fine(text.right - text.left)))
    };
    let svg = with_attributes(&svg, "<text ", width);
    let dashes = |at: usize| {
        let found = dashed.binary_search_by_key(&at, |(line, _)| *line).ok()?;
        Some(format!(r#"stroke-dasharray="{}" "#, dashed[found].1))
    };
    let svg = with_attributes(&svg, "<polyline ", dashes);
    let svg = with_elements(&svg, "<polyline ", &instead);
    // Neighbors that share an edge show a seam where a viewer smooths it.
    let edges = |at: usize| crisp.binary_search(&at).ok().map(|_| r#"shape-rendering="crispEdges" "#.to_owned());
    Figure { svg: with_attributes(&svg, "<rect ", edges), description, texts, size: paper, readings }
}

/// Adds attributes, which plotters has no word for, to the elements that open with a tag, by their number.
fn with_attributes(svg: &str, tag: &str, attributes: impl Fn(usize) -> Option<String>) -> String {
    let mut parts = svg.split(tag);
    let first = parts.next().unwrap_or_default().to_owned();
    let parts = parts.enumerate().map(|(at, part)| [tag, &attributes(at).unwrap_or_default(), part].concat());
    parts.fold(first, |all, part| all + &part)
}

/// Puts elements in the place of those that open with a tag, by their number, ascending.
fn with_elements(svg: &str, tag: &str, elements: &[(usize, String)]) -> String {
    let mut parts = svg.split(tag);
    let first = parts.next().unwrap_or_default().to_owned();
    let mut elements = elements.iter().peekable();
    parts.enumerate().fold(first, |all, (at, part)| match elements.next_if(|(other, _)| *other == at) {
        Some((_, element)) => all + element + part.split_once("/>").map_or("", |(_, behind)| behind),
        None => all + tag + part,
    })
}

fn fine(value: f64) -> i32 {
    (value * FINE).round() as i32
}

fn place((x, y): Point) -> (i32, i32) {
    (fine(x), fine(y))
}

impl Canvas<'_> {
    /// A line through points; points that don't bend it by a visible amount are left out.
    pub fn line(&mut self, points: &[Point], pen: Pen) {
        let path = simplify(points);
        if path.len() > 1 {
            self.lines += 1;
            self.backend.draw_path(path.into_iter().map(place), &pen.style(false)).expect(IN_MEMORY);
        }
    }

    /// A line of dashes between two points.
    pub fn dashes(&mut self, from: Point, to: Point, dash: f64, gap: f64, pen: Pen) {
        self.dashed(&[from, to], (dash, gap), pen);
    }

    /// A line of dashes through points: lengths of dash and gap.
    pub fn dashed(&mut self, points: &[Point], (dash, gap): (f64, f64), pen: Pen) {
        if points.len() > 1 {
            self.dashed.push((self.lines, format!("{} {}", fine(dash), fine(gap))));
            self.line(points, pen);
        }
    }

    /// A filled shape.
    pub fn area(&mut self, points: &[Point], pen: Pen) {
        let path = points.iter().copied().map(place);
        self.backend.fill_polygon(path, &pen.style(true)).expect(IN_MEMORY);
    }

    /// The area between two lines over the same places.
    pub fn between(&mut self, lower: &[Point], upper: &[Point], pen: Pen) {
        let mut outline = simplify(upper);
        outline.extend(simplify(lower).into_iter().rev());
        self.area(&outline, pen);
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, from: Point, to: Point, pen: Pen) {
        self.rectangles += 1;
        self.backend.draw_rect(place(from), place(to), &pen.style(true), true).expect(IN_MEMORY);
    }

    /// A cell of a map: a rectangle that meets its neighbors without a seam.
    pub fn cell(&mut self, from: Point, to: Point, color: Color) {
        self.crisp.push(self.rectangles);
        self.rectangle(from, to, Pen::new(color, 0.0));
    }

    /// A filled disk.
    pub fn disk(&mut self, center: Point, radius: f64, pen: Pen) {
        self.backend.draw_circle(place(center), fine(radius) as u32, &pen.style(true), true).expect(IN_MEMORY);
    }

    /// A ring.
    pub fn ring(&mut self, center: Point, radius: f64, pen: Pen) {
        self.backend.draw_circle(place(center), fine(radius) as u32, &pen.style(false), false).expect(IN_MEMORY);
    }

    /// A text whose small letters are centered on the height of the point.
    pub fn text(&mut self, text: &str, (x, y): Point, anchor: Anchor, letters: Letters) {
        if text.is_empty() {
            return;
        }
        let (h_pos, share) = match anchor {
            Anchor::Left => (HPos::Left, 0.0),
            Anchor::Middle => (HPos::Center, 0.5),
            Anchor::Right => (HPos::Right, 1.0),
        };
        let (r, g, b) = letters.color;
        let color = RGBAColor(r, g, b, 1.0);
        let bold = if letters.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = letters.size * FINE * LETTERS;
        let style = TextStyle::from((FontFamily::Name(FAMILIES), size, bold)).color(&color);
        let style = style.pos(Pos::new(h_pos, VPos::Center));
        self.backend.draw_text(text, &style, place((x, y))).expect(IN_MEMORY);
        let width = text_width(text, letters.size, letters.weight);
        let left = x - width * share;
        let (top, bottom) = (y - 0.55 * letters.size, y + 0.45 * letters.size);
        self.texts.push(TextBox { text: text.to_owned(), left, right: left + width, top, bottom });
    }

    /// What the figure tells at its places.
    pub fn tells(&mut self, names: Vec<Named>) {
        self.readings.names = names;
    }

    /// Words for each name at a place.
    pub fn reading(&mut self, area: Area, head: String, words: Vec<String>) {
        self.readings.places.push(Reading { area, head, words });
    }

    /// Lines that look the same, as one element.
    pub fn strokes(&mut self, lines: &[[Point; 2]], pen: Pen) {
        let path = lines.iter().fold(String::new(), |path, [from, to]| {
            let ((x, y), end) = (place(*from), place(*to));
            path + &format!("M{x} {y}l{} {}", end.0 - x, end.1 - y)
        });
        self.path(&path, pen, "");
    }

    /// Dots that look the same, as one element.
    pub fn dots(&mut self, centers: &[Point], radius: f64, pen: Pen) {
        let path = centers.iter().fold(String::new(), |path, center| {
            let (x, y) = place(*center);
            path + &format!("M{x} {y}h1")
        });
        self.path(&path, Pen { width: 2.0 * radius, ..pen }, r#" stroke-linecap="round""#);
    }

    fn path(&mut self, path: &str, pen: Pen, more: &str) {
        if !path.is_empty() {
            let (color, width) = (hex(pen.color), fine(pen.width).max(1));
            self.instead(format!(
                r#"<path d="{path}" fill="none" opacity="{}" stroke="{color}" stroke-width="{width}"{more}/>"#,
                pen.opacity
            ));
        }
    }

    /// A dot that changes its looks, over and over again in so many seconds; without animation it looks as in the last moment.
    pub fn changing_dot(&mut self, center: Point, radius: f64, moments: &[Moment], seconds: f64) {
        let Some(last) = moments.last() else { return };
        let ((x, y), times) = (place(center), joined(moments.iter().map(|moment| format!("{:.4}", moment.at))));
        let change = |attribute: &str, of: fn(&Moment) -> Color| {
            if moments.iter().all(|moment| of(moment) == of(last)) {
                return String::new();
            }
            let values = joined(moments.iter().map(|moment| hex(of(moment))));
            format!(
                r#"<animate attributeName="{attribute}" calcMode="discrete" dur="{seconds}s" repeatCount="indefinite" values="{values}" keyTimes="{times}"/>"#
            )
        };
        let changes = change("fill", |moment| moment.fill) + &change("stroke", |moment| moment.ring);
        self.instead(format!(
            r#"<circle cx="{x}" cy="{y}" r="{}" fill="{}" stroke="{}" stroke-width="{}">{changes}</circle>"#,
            fine(radius),
            hex(last.fill),
            hex(last.ring),
            fine(radius * 0.45),
        ));
    }

    /// A line that moves to the right by a distance in so many seconds, rests for the others, and begins again; without animation it
    /// stands where it ends.
    pub fn moving_line(&mut self, (from, to): (Point, Point), way: f64, (moving, seconds): (f64, f64), pen: Pen) {
        let ((x, top), (_, bottom), way) = (place(from), place(to), fine(way));
        self.instead(format!(
            r#"<line x1="{0}" y1="{top}" x2="{0}" y2="{bottom}" stroke="{1}" stroke-width="{2}"><animateTransform attributeName="transform" type="translate" dur="{seconds}s" repeatCount="indefinite" values="-{way} 0;0 0;0 0" keyTimes="0;{3:.4};1"/></line>"#,
            x + way,
            hex(pen.color),
            fine(pen.width),
            moving / seconds,
        ));
    }

    /// An element in the place of a line, where the order of drawing wants it.
    fn instead(&mut self, element: String) {
        self.instead.push((self.lines, element));
        self.line(&[(0.0, 0.0), (1.0, 0.0)], Pen::new(PAPER, 0.0));
    }
}

/// Values of an animation.
fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(";")
}
