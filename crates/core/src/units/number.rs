//! Numbers as people type them.

use super::Decimal;

/// The most digits that count: more than a floating-point number can tell apart.
const MOST_DIGITS: usize = 30;

/// Reads a decimal number: `24`, `0.5`, `.5`, `-3`, `1,536` or `1_536` (a comma parts thousands and
/// nothing else). Exponents and infinities are not numbers that people type here.
///
/// ```
/// use headroom_core::units::parse_number;
/// assert_eq!(parse_number(" 1,536.25 "), Some(1536.25));
/// assert_eq!(parse_number("1,5"), None);
/// assert_eq!(parse_number("1e9"), None);
/// ```
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = without_separators(whole)?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(&whole) || !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let fraction = fraction.get(..fraction.len().min(MOST_DIGITS))?;
    let digit = |value: f64, byte: u8| value * 10.0 + f64::from(byte - b'0');
    // Exact as long as the digits make a number below 2⁵³, and so is the power of ten up to 10²²:
    // then the one division rounds correctly.
    let mantissa = whole.bytes().chain(fraction.bytes()).fold(0.0, digit);
    let scale = fraction.bytes().fold(1.0, |scale, _| scale * 10.0);
    let value = mantissa / scale;
    Some(if negative { -value } else { value })
}

/// Reads a decimal number with as many digits as [`Decimal`] writes: what is kept is what its own text
/// says.
///
/// ```
/// use headroom_core::units::{parse_decimal, Decimal};
/// let read = parse_decimal("20.9999999999222").unwrap();
/// assert_eq!(Decimal::plain(read).to_string(), "21");
/// ```
#[must_use]
pub fn parse_decimal(text: &str) -> Option<f64> {
    parse_number(text).map(|number| Decimal::plain(number).value())
}

/// The value, or the nearer end of the range. Other than [`f64::clamp`] it never panics: of ends in
/// the wrong order `most` counts, and NaN becomes `least`.
///
/// ```
/// use headroom_core::units::clamp;
/// assert_eq!(clamp(7.0, 0.0, 5.0), 5.0);
/// assert_eq!(clamp(f64::NAN, 0.0, 5.0), 0.0);
/// ```
#[must_use]
pub fn clamp(value: f64, least: f64, most: f64) -> f64 {
    value.max(least).min(most)
}

/// A whole number without the commas between its thousands; `None` where a comma stands elsewhere.
fn without_separators(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', '_']);
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_a_decimal_number_is_none() {
        for text in [
            "", ".", "-", ",", "1.2.3", "1,5", "1,53,6", ",100", "12,34", "1234,567", "1,536,",
            "1.5,000", "1e3", "inf", "nan", "0x10", "١٢", "1 2", "--1", "+-1", "1,000,00",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn decimal_numbers_are_read_as_the_library_reads_them(
            whole in 0_u64..4_000_000, fraction in 0_u64..1_000_000_000
        ) {
            let text = format!("{whole}.{fraction:09}");
            prop_assert_eq!(parse_number(&text), text.parse().ok());
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = parse_number(&text);
        }
    }
}
