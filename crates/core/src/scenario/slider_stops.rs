//! The values that a slider stops at: evenly spaced on a log scale as nearly as round numbers
//! allow.

use crate::units::{Bytes, Tokens};

/// Amounts of memory in MB: quarters of each doubling, and the sizes that cards are sold with in
/// between.
const MEMORY_MB: [u64; 50] = [
    1_000, 1_250, 1_500, 1_750, 2_000, 2_500, 3_000, 3_500, 4_000, 5_000, 6_000, 7_000, 8_000,
    10_000, 11_000, 12_000, 14_000, 16_000, 18_000, 20_000, 24_000, 28_000, 32_000, 36_000, 40_000,
    48_000, 56_000, 64_000, 80_000, 96_000, 112_000, 128_000, 141_000, 160_000, 192_000, 224_000,
    256_000, 288_000, 320_000, 384_000, 448_000, 512_000, 640_000, 768_000, 896_000, 1_024_000,
    1_152_000, 1_280_000, 1_408_000, 1_500_000,
];

/// Quarters of each doubling from 2^`first` to 2^`last`: four steps of the same difference.
fn quarters(first: u32, last: u32) -> impl Iterator<Item = u64> {
    (first..last)
        .flat_map(|power| (4..8).map(move |quarter| (quarter << power) / 4))
        .chain([1 << last])
}

/// Amounts of memory from 1 GB to 1.5 TB.
#[must_use]
pub fn memory_stops() -> Vec<Bytes> {
    MEMORY_MB
        .map(|megabytes| Bytes::new(megabytes * 1_000_000))
        .to_vec()
}

/// Contexts from 512 to 2M tokens: every power of two and three steps between two.
#[must_use]
pub fn context_stops() -> Vec<Tokens> {
    quarters(9, 21).map(Tokens::new).collect()
}

/// The position of the stop nearest to a value, on a log scale.
///
/// ```
/// use headroom_core::scenario::nearest_stop;
/// assert_eq!(nearest_stop(&[512, 1024, 2048], 1400), 1);
/// assert_eq!(nearest_stop(&[512, 1024, 2048], 9999), 2);
/// ```
#[must_use]
pub fn nearest_stop(stops: &[u64], value: u64) -> usize {
    #[expect(clippy::cast_precision_loss)]
    let log = |value: u64| (value.max(1) as f64).ln();
    let distance = |stop: u64| (log(stop) - log(value)).abs();
    (0..)
        .zip(stops)
        .min_by(|(_, a), (_, b)| distance(**a).total_cmp(&distance(**b)))
        .map_or(0, |(position, _)| position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn memory_stops_at_the_sizes_that_cards_are_sold_with() {
        let stops = memory_stops();
        for size in [
            1, 2, 3, 4, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 141, 192, 256,
            288, 384, 512, 1_500,
        ] {
            assert!(
                stops.contains(&Bytes::new(size * 1_000_000_000)),
                "{size} GB"
            );
        }
        assert!(stops.is_sorted_by(|a, b| a < b));
        assert_eq!(stops.first(), Some(&Scenario::LEAST_VRAM));
        assert_eq!(stops.last(), Some(&Scenario::MOST_VRAM));
    }

    #[test]
    fn context_stops_at_every_power_of_two() {
        let stops = context_stops();
        for power in 9..=21 {
            assert!(stops.contains(&Tokens::new(1 << power)), "2^{power}");
        }
        assert!(stops.is_sorted_by(|a, b| a < b));
        assert_eq!(stops.first(), Some(&Scenario::LEAST_CONTEXT));
        assert_eq!(stops.last(), Some(&Scenario::MOST_CONTEXT));
    }
}
