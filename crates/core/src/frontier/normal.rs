//! Standard normal deviates from a counter: no state, no table, the same on every machine.

/// A stream of deviates.
pub(super) enum Stream {
    /// The score of a rating.
    Score(u32),
    /// The losses of a model.
    Loss(u32),
}

/// A standard normal deviate, always the same for a stream and a draw: the sum of four uniform
/// ones, whose quantiles from 1 % to 99 % are within 0.08 of the normal distribution's.
pub(super) fn deviate(stream: Stream, draw: u32) -> f64 {
    /// Four times the mean of a uniform 16-bit number.
    const MEAN: f64 = 4.0 * 65_535.0 / 2.0;
    /// The standard deviation of the sum: √(4 × (65,536² − 1) / 12).
    const DEVIATION: f64 = 37_837.227;
    let stream = match stream {
        Stream::Score(number) => 2 * u64::from(number),
        Stream::Loss(number) => 2 * u64::from(number) + 1,
    };
    // Room for 2³¹ draws of each.
    let bits = mixed((stream << 31) | u64::from(draw));
    let sum: u32 = [0, 16, 32, 48]
        .into_iter()
        .map(|shift| u32::from((bits >> shift) as u16))
        .sum();
    (f64::from(sum) - MEAN) / DEVIATION
}

/// Spreads a counter over 64 bits: a step of `SplitMix64` (Steele, Lea and Flood, 2014).
const fn mixed(counter: u64) -> u64 {
    let bits = counter.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: u32 = 200;

    fn deviates(stream: fn(u32) -> Stream) -> Vec<f64> {
        let drawn = (0..1_000).map(|number| (0..DRAWS).map(move |draw| (number, draw)));
        drawn
            .flatten()
            .map(|(number, draw)| deviate(stream(number), draw))
            .collect()
    }

    /// The mean product of two lists, pair by pair.
    fn product(a: &[f64], b: &[f64]) -> f64 {
        let sum: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
        sum / a.len() as f64
    }

    // Of 200,000 deviates the mean has a standard error of 0.0022, the variance one of 0.0032.

    #[test]
    fn their_mean_is_0_and_their_variance_is_1() {
        let drawn = deviates(Stream::Score);
        let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
        assert!(mean.abs() < 0.01, "{mean}");
        assert!((product(&drawn, &drawn) - 1.0).abs() < 0.015);
    }

    #[test]
    fn as_many_lie_below_a_quantile_as_of_the_normal_distribution() {
        let drawn = deviates(Stream::Loss);
        for (quantile, share) in [
            (-2.326, 0.01),
            (-1.645, 0.05),
            (-0.674, 0.25),
            (0.0, 0.5),
            (0.674, 0.75),
            (1.645, 0.95),
            (2.326, 0.99),
        ] {
            let below = drawn.iter().filter(|&&drawn| drawn < quantile).count();
            let found = below as f64 / drawn.len() as f64;
            assert!((found - share).abs() < 0.01, "{quantile}: {found}");
        }
    }

    #[test]
    fn neighbours_and_streams_do_not_go_together() {
        let (scores, losses) = (deviates(Stream::Score), deviates(Stream::Loss));
        let next_draw = scores.get(1..).unwrap();
        let next_number = scores.get(DRAWS as usize..).unwrap();
        for other in [&losses, next_draw, next_number] {
            let covariance = product(&scores[..other.len()], other);
            assert!(covariance.abs() < 0.01, "{covariance}");
        }
    }
}
