//! Agreement of two orders, and quantiles.

use std::cmp::Ordering;

/// Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank.
/// `None` where one of the two has no order.
#[must_use]
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let left = ranks(pairs.iter().map(|pair| pair.0));
    let right = ranks(pairs.iter().map(|pair| pair.1));
    let mean = (count(pairs.len()) + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| -> f64 {
        let both = a.iter().zip(b);
        both.map(|(a, b)| (a - mean) * (b - mean)).sum()
    };
    let scale = (product(&left, &left) * product(&right, &right)).sqrt();
    (scale > 0.0).then(|| product(&left, &right) / scale)
}

/// Kendall's τ-b: pairs in the same order less pairs in opposite order, over the geometric mean
/// of the pairs that either side can tell apart. `None` where one of the two has no order.
#[must_use]
pub fn kendall(pairs: &[(f64, f64)]) -> Option<f64> {
    let (mut agreement, mut left, mut right) = (0.0, 0.0, 0.0);
    for (place, a) in pairs.iter().enumerate() {
        for b in pairs.iter().skip(place + 1) {
            let (x, y) = (sign(a.0, b.0), sign(a.1, b.1));
            agreement += x * y;
            left += x.abs();
            right += y.abs();
        }
    }
    let scale = f64::sqrt(left * right);
    (scale > 0.0).then(|| agreement / scale)
}

/// The value that the share `at` of the values lies below, with straight lines between them.
#[must_use]
pub fn quantile(values: &[f64], at: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut left = at * (count(sorted.len()) - 1.0);
    let mut steps = sorted.windows(2);
    let mut value = *sorted.first()?;
    while left > 0.0 {
        let Some([from, to]) = steps.next() else {
            break;
        };
        value = from + (to - from) * left.min(1.0);
        left -= 1.0;
    }
    Some(value)
}

/// The mean; `NaN` of nothing.
#[must_use]
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut number) = (0.0, 0.0);
    for value in values {
        sum += value;
        number += 1.0;
    }
    sum / number
}

/// The place of each value in rising order, from 1.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    values
        .iter()
        .map(|value| {
            let smaller = values.iter().filter(|other| *other < value).count();
            let equal = values.iter().filter(|other| *other == value).count();
            count(smaller) + (count(equal) + 1.0) / 2.0
        })
        .collect()
}

fn sign(a: f64, b: f64) -> f64 {
    match a.total_cmp(&b) {
        Ordering::Less => -1.0,
        Ordering::Equal => 0.0,
        Ordering::Greater => 1.0,
    }
}

#[allow(clippy::cast_precision_loss)]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_of_a_few_pairs_are_those_worked_by_hand() {
        // Ranks 1 2 3 4 against 2 1 4 3: Σd² = 4, so ρ = 1 − 6 · 4 / (4 · 15) = 0.6. Of six pairs
        // four agree and two do not: τ = 2 / 6.
        let pairs = [(1.0, 20.0), (2.0, 10.0), (3.0, 90.0), (10.0, 30.0)];
        assert!((spearman(&pairs).unwrap() - 0.6).abs() < 1e-12);
        assert!((kendall(&pairs).unwrap() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn equal_values_share_their_rank() {
        // Ranks 1.5 1.5 3 against 1 2 3: products 0.5 − 0 + 1, squares 1.5 and 2.
        let pairs = [(1.0, 1.0), (1.0, 2.0), (2.0, 3.0)];
        assert!((spearman(&pairs).unwrap() - 1.5 / 3.0_f64.sqrt()).abs() < 1e-12);
        // Two pairs agree, one cannot be told apart on the left: 2 / √(2 · 3).
        assert!((kendall(&pairs).unwrap() - 2.0 / 6.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_order_correlates_with_nothing() {
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0)]), None);
        assert_eq!(kendall(&[]), None);
    }

    #[test]
    fn quantiles_lie_on_lines_between_the_values() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 0.5), Some(2.5));
        assert_eq!(quantile(&values, 1.0), Some(4.0));
        assert!((quantile(&values, 0.84).unwrap() - 3.52).abs() < 1e-12);
        assert_eq!(quantile(&[], 0.5), None);
    }
}
