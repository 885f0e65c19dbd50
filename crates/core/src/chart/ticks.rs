//! Where an axis has its ticks.

/// The powers of two within a domain, thinned to every second, third, … until there are at most
/// `most` of them.
///
/// ```
/// use headroom_core::chart::doubling_ticks;
/// assert_eq!(doubling_ticks((0.9, 20.0), 10), [1.0, 2.0, 4.0, 8.0, 16.0]);
/// assert_eq!(doubling_ticks((0.9, 20.0), 3), [1.0, 4.0, 16.0]);
/// ```
#[must_use]
pub fn doubling_ticks(domain: (f64, f64), most: usize) -> Vec<f64> {
    // A hair of tolerance keeps an end of the domain that is a power of two.
    let first = (domain.0.max(f64::MIN_POSITIVE).log2() - 1e-9).ceil();
    let last = (domain.1.max(f64::MIN_POSITIVE).log2() + 1e-9).floor();
    if !first.is_finite() || !last.is_finite() || last < first {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation)]
    let (first, last) = (first as i32, last as i32);
    let every = |step: i32| (first..=last).filter(move |power| power.rem_euclid(step) == 0);
    let step = (1..64)
        .find(|&step| every(step).count() <= most.max(1))
        .unwrap_or(64);
    every(step).map(|power| f64::from(power).exp2()).collect()
}

/// Round numbers within a domain, about `count` of them: multiples of 1, 2, 2.5 or 5 times a power
/// of ten.
///
/// ```
/// use headroom_core::chart::round_ticks;
/// assert_eq!(round_ticks((40.0, 205.0), 7), [50.0, 75.0, 100.0, 125.0, 150.0, 175.0, 200.0]);
/// ```
#[must_use]
pub fn round_ticks(domain: (f64, f64), count: usize) -> Vec<f64> {
    let span = domain.1 - domain.0;
    #[expect(clippy::cast_precision_loss)]
    let rough = span / count.max(1) as f64;
    if !rough.is_finite() || rough <= 0.0 {
        return Vec::new();
    }
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .min_by(|a, b| {
            let distance = |step: f64| (step / rough).ln().abs();
            distance(*a).total_cmp(&distance(*b))
        })
        .unwrap_or(power);
    let first = (domain.0 / step - 1e-9).ceil();
    let last = (domain.1 / step + 1e-9).floor();
    #[expect(clippy::cast_possible_truncation)]
    let (first, last) = (first as i64, last as i64);
    #[expect(clippy::cast_precision_loss)]
    (first..=last.min(first.saturating_add(1_000)))
        .map(|multiple| multiple as f64 * step)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_empty_domain_has_no_ticks() {
        assert!(round_ticks((1.0, 1.0), 5).is_empty());
        assert!(round_ticks((f64::NAN, 1.0), 5).is_empty());
        assert!(doubling_ticks((9.0, 10.0), 5).is_empty());
        assert!(doubling_ticks((f64::NAN, f64::NAN), 5).len() <= 5);
    }

    proptest! {
        #[test]
        fn ticks_rise_within_the_domain_in_about_the_number_asked_for(
            start in -500.0_f64..500.0, span in 0.1_f64..2_000.0, count in 2_usize..12
        ) {
            let ticks = round_ticks((start, start + span), count);
            prop_assert!(ticks.is_sorted());
            prop_assert!(ticks.iter().all(|tick| (start - 1e-6..=start + span + 1e-6).contains(tick)));
            prop_assert!(ticks.len() >= count / 2 && ticks.len() <= 2 * count + 1);
        }

        #[test]
        fn doubling_ticks_are_powers_of_two_within_the_domain(
            start in 0.01_f64..100.0, ratio in 1.0_f64..10_000.0, most in 1_usize..20
        ) {
            let domain = (start, start * ratio);
            let ticks = doubling_ticks(domain, most);
            prop_assert!(ticks.len() <= most);
            prop_assert!(ticks.iter().all(|tick| tick.log2().fract() == 0.0));
            prop_assert!(ticks.iter().all(|&tick| tick >= domain.0 * 0.999 && tick <= domain.1 * 1.001));
        }
    }
}
