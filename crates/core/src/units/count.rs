//! Counts as people read them.

/// A whole number with separators between thousands.
///
/// ```
/// assert_eq!(headroom_core::units::thousands(8_140), "8,140");
/// assert_eq!(headroom_core::units::thousands(999), "999");
/// ```
#[must_use]
pub fn thousands(count: u64) -> String {
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
