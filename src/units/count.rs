//! Counts as people read them.

/// A whole number with separators between thousands.
///
/// ```
/// assert_eq!(headroom::units::grouped(8_140), "8,140");
/// assert_eq!(headroom::units::grouped(999), "999");
/// ```
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with `decimals` decimals, at most 9; what is no number, or too large, has none.
///
/// ```
/// use headroom::units::fixed;
/// assert_eq!(fixed(4.894, 2), "4.89");
/// assert_eq!(fixed(-0.05, 1), "−0.1");
/// assert_eq!(fixed(12.5, 0), "13");
/// assert_eq!(fixed(f64::NAN, 1), "–");
/// ```
#[must_use]
pub fn fixed(value: f64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals.min(9));
    #[expect(clippy::cast_precision_loss)]
    let scaled = (value.abs() * unit as f64).round();
    if !(scaled < 1e18) {
        return "–".to_owned();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let scaled = scaled as u64;
    let sign = if value < 0.0 && scaled > 0 { "−" } else { "" };
    let whole = scaled / unit;
    if unit == 1 {
        return format!("{sign}{whole}");
    }
    let width = decimals.min(9) as usize;
    format!("{sign}{whole}.{:0width$}", scaled % unit)
}
