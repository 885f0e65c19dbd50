//! Numbers as people write them.

/// A number, with or without separators between thousands: `1536`, `1,536`, `1.5e3`.
///
/// A separator anywhere else is an error: `1,5` would be fifteen to some and one and a half to
/// others.
pub(super) fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.contains(SEPARATORS) {
        return text.parse().ok();
    }
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut groups = whole.split(SEPARATORS);
    let digits = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    let first = groups.next()?;
    let first = (1..=3).contains(&first.len()) && digits(first);
    if !first || !groups.all(|group| group.len() == 3 && digits(group)) {
        return None;
    }
    let plain = whole.replace(SEPARATORS, "") + fraction;
    plain.parse().ok()
}

/// What stands between thousands.
const SEPARATORS: [char; 2] = [',', '_'];

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn separators_stand_between_thousands_and_nowhere_else() {
        for (text, number) in [
            ("1536", 1_536.0),
            ("1,536", 1_536.0),
            ("1_048_576", 1_048_576.0),
            ("1,536.5", 1_536.5),
            ("2.4e1", 24.0),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
        for text in [
            "", ",", "1,5", "12,34", "1536,000", ",536", "1,536,", "1.5,000", "-1,536", "1,5e3",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
