//! Draws that are repeated, each at the next address, until they fit.

/// The first of the draws 0, 1, 2, … that fits; one must.
#[inline]
pub fn redraw<T>(draw: impl Fn(u64) -> T, fits: impl Fn(&T) -> bool) -> T {
    let mut attempt = 0;
    loop {
        let drawn = draw(attempt);
        if fits(&drawn) {
            return drawn;
        }
        attempt += 1;
    }
}
