//! The middle of a region of any shape: where its name is read best.

use super::canvas::Point;
use super::places::Area;

/// Columns and rows of the lattice on which a place is looked for.
const LATTICE: (u32, u32) = (60, 36);

/// The place for a text of a size in the part of an area that is `inside`, as far as possible from all that is not, from what is taken,
/// and from the edges (the pole of inaccessibility, on a lattice). `None` if it has no room.
pub fn middle(size: (f64, f64), area: &Area, taken: &[Area], inside: impl Fn(Point) -> bool) -> Option<Area> {
    let step = ((area.right - area.left) / f64::from(LATTICE.0), (area.bottom - area.top) / f64::from(LATTICE.1));
    let lattice = (0..LATTICE.1).flat_map(|row| {
        let y = area.top + (f64::from(row) + 0.5) * step.1;
        (0..LATTICE.0).map(move |column| (area.left + (f64::from(column) + 0.5) * step.0, y))
    });
    let free = |point: &Point| inside(*point) && !taken.iter().any(|other| other.contains(*point));
    let (within, without): (Vec<Point>, Vec<Point>) = lattice.partition(free);
    let room = |center: Point| {
        let text = Area::around(center, size.0, size.1);
        let edges = [text.left - area.left, area.right - text.right, text.top - area.top, area.bottom - text.bottom];
        let edge = edges.into_iter().fold(f64::INFINITY, f64::min);
        let distance = |point: &Point| {
            let near = text.nearest(*point);
            (near.0 - point.0).hypot(near.1 - point.1)
        };
        (text, without.iter().map(distance).fold(edge, f64::min))
    };
    let places = within.into_iter().map(room).filter(|(_, room)| *room > 0.0);
    places.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { left: 0.0, right: 600.0, top: 0.0, bottom: 360.0 };

    #[test]
    fn the_middle_of_a_triangle_is_that_of_its_inscribed_circle() {
        // Below the line x / 600 + y / 360 = 1 the largest circle has the radius (600 + 360 − √(600² + 360²)) / 2 = 130.1.
        let found = middle((1.0, 1.0), &AREA, &[], |(x, y)| x / 600.0 + y / 360.0 < 1.0).expect("room");
        let (x, y) = found.middle();
        assert!((x - 130.1).abs() < 10.0 && (y - 130.1).abs() < 10.0, "{x} {y}");
    }

    #[test]
    fn a_name_keeps_off_what_is_taken_and_out_of_what_is_too_small() {
        let left = Area { right: 300.0, ..AREA };
        let found = middle((80.0, 20.0), &AREA, &[left], |_| true).expect("room");
        assert!(found.left > 300.0);
        assert_eq!(middle((80.0, 20.0), &AREA, &[], |(x, _)| x < 40.0), None);
        assert_eq!(middle((80.0, 20.0), &AREA, &[], |_| false), None);
    }
}
