//! The pixels of the dots.

use headroom_core::chart::{Dot, Geometry, Palette, dots, scatter};
use headroom_core::evaluate::Evaluation;
use headroom_core::scenario::Scenario;

use crate::helpers::{catalog, precomputed};

const FITS: (u8, u8, u8) = (1, 2, 3);
const BEYOND: (u8, u8, u8) = (200, 100, 50);
/// Pixels that a dot reaches at most to each side, at a ratio of 2.
const REACH: usize = 4;

#[test]
fn pixels_lie_where_dots_are_and_nowhere_else() {
    let (scenario, _) = Scenario::parse("vram=64&q=llama 70b", catalog());
    let evaluation = Evaluation::of(precomputed(), scenario);
    let geometry = Geometry::new(&evaluation, 800.0, None);
    let palette = Palette {
        fits: FITS,
        beyond: BEYOND,
    };
    let bitmap = scatter(&evaluation, &geometry, palette, 2.0);
    let all: Vec<Dot> = dots(&evaluation, &geometry).collect();
    assert!(all.iter().any(|dot| dot.fits) && all.iter().any(|dot| !dot.fits));
    let near = |dot: &Dot, (x, y): (usize, usize)| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let distance = |pixel: usize, place: f64| pixel.abs_diff((place * 2.0) as usize);
        distance(x, dot.point.0) <= REACH && distance(y, dot.point.1) <= REACH
    };
    let mut found = vec![false; all.len()];
    for (place, pixel) in bitmap.pixels().chunks_exact(4).enumerate() {
        let at = (place % bitmap.width(), place / bitmap.width());
        if pixel[3] == 0 {
            continue;
        }
        let fits = (pixel[0], pixel[1], pixel[2]) == FITS;
        assert!(fits || (pixel[0], pixel[1], pixel[2]) == BEYOND);
        let mut explained = false;
        for (dot, found) in all.iter().zip(&mut found) {
            if dot.fits == fits && near(dot, at) {
                *found = true;
                explained = true;
            }
        }
        assert!(explained, "a pixel without a dot at {at:?}");
    }
    assert!(found.iter().all(|found| *found), "a dot without a pixel");
}
