//! Quantities: whole numbers inside, units only to read and to show.

use headroom_core::units::{ByteUnit, Bytes, IndexPoints, Tokens};
use proptest::prelude::*;

#[test]
fn a_gigabyte_is_ten_to_the_nine_and_a_gibibyte_two_to_the_thirty() {
    assert_eq!(ByteUnit::Gb.bytes(), 1_000_000_000);
    assert_eq!(ByteUnit::Gib.bytes(), 1_073_741_824);
    // A "24 GB" card: 24 GiB are 25.77 GB, 7 % more than 24 GB.
    let card = Bytes::new(24 << 30);
    assert_eq!(card.to_string_in(ByteUnit::Gib), "24.0 GiB");
    assert_eq!(card.to_string_in(ByteUnit::Gb), "25.8 GB");
}

#[test]
fn a_shown_size_has_as_many_decimals_as_it_deserves() {
    for (bytes, text) in [
        (0, "0 GB"),
        (4_000_000, "0.00 GB"),
        (450_000_000, "0.45 GB"),
        (994_000_000, "0.99 GB"),
        (996_000_000, "1.0 GB"),
        (6_422_012_052, "6.4 GB"),
        (99_940_000_000, "99.9 GB"),
        (99_960_000_000, "100 GB"),
        (1_500_000_000_000, "1500 GB"),
    ] {
        assert_eq!(Bytes::new(bytes).to_string_in(ByteUnit::Gb), text);
    }
}

#[test]
fn sums_stay_at_the_ends_of_what_can_be_held() {
    assert_eq!(Bytes::MAX + Bytes::new(1), Bytes::MAX);
    assert_eq!(Bytes::new(1).saturating_sub(Bytes::new(2)), Bytes::ZERO);
    assert_eq!(Bytes::MAX.saturating_mul(64), Bytes::MAX);
    assert_eq!(
        [3, 4].map(Bytes::new).into_iter().sum::<Bytes>(),
        Bytes::new(7)
    );
    assert_eq!(Bytes::from_f64(-1.0), Bytes::ZERO);
    assert_eq!(Bytes::from_f64(f64::NAN), Bytes::ZERO);
    assert_eq!(Bytes::from_f64(f64::INFINITY), Bytes::MAX);
    assert_eq!(Bytes::from_f64(1.5), Bytes::new(2));
}

#[test]
fn points_are_whole_hundredths() {
    assert_eq!(
        IndexPoints::from_f64(99.114),
        IndexPoints::from_hundredths(9_911)
    );
    assert_eq!(
        IndexPoints::from_f64(99.116),
        IndexPoints::from_hundredths(9_912)
    );
    assert_eq!(
        IndexPoints::from_f64(-0.006),
        IndexPoints::from_hundredths(-1)
    );
    assert_eq!(IndexPoints::from_f64(149.96).to_string(), "150.0");
    for (hundredths, rounded) in [(9_949, 99), (9_950, 100), (-50, 0), (-51, -1)] {
        assert_eq!(IndexPoints::from_hundredths(hundredths).rounded(), rounded);
    }
}

#[test]
fn a_length_is_shown_in_k_where_that_is_exact() {
    for (tokens, text) in [
        (512, "512"),
        (8_192, "8K"),
        (40_960, "40K"),
        (40_000, "40,000"),
    ] {
        assert_eq!(Tokens::new(tokens).to_short_string(), text);
    }
}

proptest! {
    #[test]
    fn a_share_is_never_more_than_the_whole(count in 0..2_u64.pow(50), share in 0.0..=1.0_f64) {
        prop_assert!(Bytes::new(count).share(share) <= Bytes::new(count));
    }
}
