//! Thousands of dots as pixels: for a browser one bitmap is one drawing operation, however many dots
//! it has.

use std::ops::Range;

use crate::units::clamp;

/// A colour: red, green, blue.
pub type Color = (u8, u8, u8);

/// A disc or a ring of one colour as pixels, made once and drawn at many places.
#[derive(Clone, Debug)]
pub struct Sprite {
    color: Color,
    /// Width and height in pixels.
    size: usize,
    /// The share of each pixel that it covers, row by row.
    coverage: Vec<u8>,
}

impl Sprite {
    /// Sub-samples along each side of a pixel.
    const SAMPLES: usize = 4;

    /// A disc of a radius in pixels; with `hole`, a ring whose inner radius that is. `opacity` is
    /// from 0 to 1.
    #[must_use]
    pub fn new(radius: f64, hole: f64, color: Color, opacity: f64) -> Self {
        let radius = clamp(radius, 0.5, 32.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let reach = radius.ceil() as usize;
        let size = 2 * reach + 1;
        #[expect(clippy::cast_precision_loss)]
        let center = size as f64 / 2.0;
        let samples = Self::SAMPLES;
        let mut coverage = Vec::with_capacity(size * size);
        for y in 0..size {
            for x in 0..size {
                #[expect(clippy::cast_precision_loss)]
                let inside = (0..samples * samples)
                    .filter(|sample| {
                        let offset = |part: usize| (part as f64 + 0.5) / samples as f64;
                        let dx = x as f64 + offset(sample % samples) - center;
                        let dy = y as f64 + offset(sample / samples) - center;
                        let distance = dx.hypot(dy);
                        hole <= distance && distance <= radius
                    })
                    .count();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss
                )]
                coverage.push(
                    (inside as f64 / (samples * samples) as f64 * clamp(opacity, 0.0, 1.0) * 255.0)
                        .round() as u8,
                );
            }
        }
        Self {
            color,
            size,
            coverage,
        }
    }
}

/// A picture in pixels, transparent at first, as a canvas takes it: four bytes a pixel, not
/// premultiplied.
#[derive(Clone, Debug)]
pub struct Bitmap {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Bitmap {
    /// The most pixels on a side: larger screens get a coarser bitmap, not a crash.
    pub const MOST: u32 = 8_192;

    /// An empty bitmap.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        let side = |length: u32| length.clamp(1, Self::MOST) as usize;
        let (width, height) = (side(width), side(height));
        Self {
            width,
            height,
            pixels: vec![0; width * height * 4],
        }
    }

    /// The width in pixels.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The height in pixels.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// The pixels, row by row.
    #[must_use]
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Draws a sprite with its centre at a pixel; what lies outside is cut off. Sprites of one colour
    /// that overlap do not darken each other, so that a crowd does not look like a finding.
    pub fn draw(&mut self, sprite: &Sprite, x: f64, y: f64) {
        if !x.is_finite() || !y.is_finite() {
            return;
        }
        // Casts saturate, and so do the sums: a sprite far outside stays outside.
        #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
        let corner = |pixel: f64| (pixel.floor() as i64).saturating_sub((sprite.size / 2) as i64);
        let (rows, top) = inside(corner(y), sprite.size, self.height);
        let (columns, left) = inside(corner(x), sprite.size, self.width);
        for (line, row) in rows.enumerate() {
            let covered = row * sprite.size + columns.start..row * sprite.size + columns.end;
            let start = ((top + line) * self.width + left) * 4;
            let line = self.pixels.get_mut(start..start + columns.len() * 4);
            if let (Some(covered), Some(line)) = (sprite.coverage.get(covered), line) {
                for (&alpha, pixel) in covered.iter().zip(line.as_chunks_mut::<4>().0) {
                    let [red, green, blue, opacity] = pixel;
                    if *opacity < alpha {
                        (*red, *green, *blue) = sprite.color;
                        *opacity = alpha;
                    }
                }
            }
        }
    }
}

/// The part of a sprite's side that lies inside a bitmap's, and where that part begins in the bitmap.
fn inside(corner: i64, size: usize, length: usize) -> (Range<usize>, usize) {
    let cut = usize::try_from(corner.saturating_neg())
        .unwrap_or(0)
        .min(size);
    let start = usize::try_from(corner).unwrap_or(0);
    let end = size.min(length.saturating_sub(start).saturating_add(cut));
    (cut..end.max(cut), start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alpha_at(bitmap: &Bitmap, x: usize, y: usize) -> u8 {
        bitmap.pixels()[(y * bitmap.width() + x) * 4 + 3]
    }

    #[test]
    fn a_dot_covers_its_centre_and_nothing_far_away() {
        let mut bitmap = Bitmap::new(20, 20);
        bitmap.draw(&Sprite::new(2.0, 0.0, (1, 2, 3), 1.0), 10.0, 10.0);
        assert_eq!(alpha_at(&bitmap, 10, 10), 255);
        assert_eq!(alpha_at(&bitmap, 14, 10), 0);
        assert_eq!(&bitmap.pixels()[(10 * 20 + 10) * 4..][..3], [1, 2, 3]);
    }

    #[test]
    fn a_ring_is_empty_inside() {
        let mut bitmap = Bitmap::new(20, 20);
        bitmap.draw(&Sprite::new(4.0, 2.5, (0, 0, 0), 1.0), 10.0, 10.0);
        assert_eq!(alpha_at(&bitmap, 10, 10), 0);
        assert!(alpha_at(&bitmap, 13, 10) > 0);
    }

    proptest! {
        #[test]
        fn what_is_cut_off_is_all_that_differs_from_a_larger_bitmap(
            x in -8_i32..40, y in -8_i32..20, radius in 0.5_f64..6.0
        ) {
            let margin = 20;
            let sprite = Sprite::new(radius, 0.0, (9, 8, 7), 0.8);
            let (mut small, mut large) = (Bitmap::new(33, 11), Bitmap::new(33 + 40, 11 + 40));
            small.draw(&sprite, f64::from(x), f64::from(y));
            large.draw(&sprite, f64::from(x + margin), f64::from(y + margin));
            for (row, column) in (0..11).flat_map(|row| (0..33).map(move |column| (row, column))) {
                prop_assert_eq!(alpha_at(&small, column, row), alpha_at(&large, column + 20, row + 20));
            }
        }

        #[test]
        fn no_place_panics(x in -1e9_f64..1e9, y in proptest::num::f64::ANY, radius in 0.0_f64..50.0) {
            let mut bitmap = Bitmap::new(33, 7);
            bitmap.draw(&Sprite::new(radius, 0.0, (0, 0, 0), 0.5), x, y);
            bitmap.draw(&Sprite::new(radius, 0.0, (0, 0, 0), 0.5), x.rem_euclid(33.0), 3.0);
        }
    }
}
