//! Room for labels beside points.

use super::Area;

/// A label for a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The point, in pixels.
    pub point: (f64, f64),
    /// The width of its text, in pixels.
    pub width: f64,
}

/// The side of the point on which a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Left of the point and above it: outside the step line.
    AboveLeft,
    /// Right of the point and below it: under the step line.
    BelowRight,
}

const HEIGHT: f64 = 14.0;
const GAP: f64 = 7.0;

impl Anchor {
    /// The baseline point of a label's text from its point: an offset in pixels.
    #[must_use]
    pub const fn offset(self) -> (f64, f64) {
        match self {
            Self::AboveLeft => (-GAP, -GAP + 2.0),
            Self::BelowRight => (GAP, HEIGHT + 2.0),
        }
    }

    /// The value of `text-anchor` for a label's text.
    #[must_use]
    pub const fn text_anchor(self) -> &'static str {
        match self {
            Self::AboveLeft => "end",
            Self::BelowRight => "start",
        }
    }

    fn area(self, label: &Label) -> Area {
        let (x, y) = label.point;
        let (dx, dy) = self.offset();
        let left = match self {
            Self::AboveLeft => x + dx - label.width,
            Self::BelowRight => x + dx,
        };
        let baseline = y + dy;
        Area {
            left,
            top: baseline - HEIGHT + 3.0,
            right: left + label.width,
            bottom: baseline + 3.0,
        }
    }
}

/// Places labels one after the other, the most important first; one that would leave `bounds`,
/// cover another or cover one of the `points` is left out.
#[must_use]
pub fn place_labels(labels: &[Label], points: &[(f64, f64)], bounds: Area) -> Vec<Option<Anchor>> {
    let mut taken: Vec<Area> = points
        .iter()
        .map(|&(x, y)| Area {
            left: x - 3.0,
            top: y - 3.0,
            right: x + 3.0,
            bottom: y + 3.0,
        })
        .collect();
    labels
        .iter()
        .map(|label| {
            [Anchor::AboveLeft, Anchor::BelowRight]
                .into_iter()
                .find(|anchor| {
                    let area = anchor.area(label);
                    bounds.encloses(&area) && !taken.iter().any(|other| area.overlaps(other))
                })
                .inspect(|anchor| taken.push(anchor.area(label)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOUNDS: Area = Area {
        left: 0.0,
        top: 0.0,
        right: 800.0,
        bottom: 400.0,
    };

    #[test]
    fn a_label_stands_above_left_where_there_is_room() {
        let label = |x, y| Label {
            point: (x, y),
            width: 80.0,
        };
        let free = place_labels(&[label(300.0, 200.0)], &[], BOUNDS);
        assert_eq!(free, [Some(Anchor::AboveLeft)]);
        let at_the_edge = place_labels(&[label(20.0, 200.0)], &[], BOUNDS);
        assert_eq!(at_the_edge, [Some(Anchor::BelowRight)]);
        let twice = place_labels(&[label(300.0, 200.0), label(301.0, 200.0)], &[], BOUNDS);
        assert_eq!(twice, [Some(Anchor::AboveLeft), Some(Anchor::BelowRight)]);
    }

    proptest! {
        #[test]
        fn placed_labels_never_overlap_or_leave_the_chart(
            points in proptest::collection::vec((0.0_f64..800.0, 0.0_f64..400.0), 0..40)
        ) {
            let labels: Vec<Label> = points.iter().map(|&point| Label { point, width: 70.0 }).collect();
            let placed: Vec<Area> = place_labels(&labels, &points, BOUNDS)
                .into_iter()
                .zip(&labels)
                .filter_map(|(anchor, label)| anchor.map(|anchor| anchor.area(label)))
                .collect();
            for (place, a) in placed.iter().enumerate() {
                prop_assert!(a.left >= 0.0 && a.top >= 0.0 && a.right <= 800.0 && a.bottom <= 400.0);
                let apart = |b: &Area| {
                    a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
                };
                prop_assert!(placed.iter().skip(place + 1).all(apart));
            }
        }
    }
}
