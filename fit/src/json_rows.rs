//! Data files: written one row a line, and compared within rounding.

use std::io;

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// JSON on one line, with a space behind each comma and colon.
///
/// # Errors
/// If the value cannot be JSON.
pub fn line(value: &impl Serialize) -> Result<String> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Spaced))?;
    Ok(String::from_utf8(text)?)
}

/// A file: its head one field a line, then its rows one a line.
///
/// # Errors
/// As [`line()`].
pub fn file(head: &[(&str, Value)], rows: &[impl Serialize]) -> Result<String> {
    let mut text = String::from("{\n");
    for (key, value) in head {
        text += &format!("\"{key}\": {},\n", line(value)?);
    }
    let rows: Vec<String> = rows.iter().map(line).collect::<Result<_>>()?;
    text += &format!("\"rows\": [\n{}\n]\n}}\n", rows.join(",\n"));
    Ok(text)
}

/// Rounds to so many decimals.
#[must_use]
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    // Adding 0 makes −0 a 0.
    (value * unit).round() / unit + 0.0
}

struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

/// The most by which two fractions may differ.
#[derive(Clone, Copy, Debug)]
pub struct Tolerance {
    /// By so much in any case.
    pub absolute: f64,
    /// And by this share of the figure.
    pub relative: f64,
}

impl Tolerance {
    fn allows(self, here: f64, there: f64) -> bool {
        (here - there).abs() <= self.absolute.max(self.relative * there.abs())
    }
}

/// Where two values differ by more than the tolerance in a fraction or at all in anything else,
/// each in words. Whole numbers must be equal.
#[must_use]
pub fn differences(here: &Value, there: &Value, tolerance: Tolerance) -> Vec<String> {
    let mut found = Vec::new();
    compare("", here, there, tolerance, &mut found);
    found
}

fn compare(path: &str, here: &Value, there: &Value, tolerance: Tolerance, found: &mut Vec<String>) {
    match (here, there) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (place, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{path}/{place}"), a, b, tolerance, found);
            }
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            for ((key, a), b) in a.iter().zip(b.values()) {
                compare(&format!("{path}/{key}"), a, b, tolerance, found);
            }
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() && b.is_f64() => {
            let both = a.as_f64().zip(b.as_f64());
            if !both.is_some_and(|(a, b)| tolerance.allows(a, b)) {
                found.push(format!("{path}: {a}, and not {b}"));
            }
        }
        _ if here == there => {}
        (Value::Array(_), _) | (Value::Object(_), _) => {
            found.push(format!("{path}: other fields or another number of rows"));
        }
        _ => found.push(format!("{path}: {here}, and not {there}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_stand_on_lines_of_their_own() {
        let text = file(
            &[("about", json!("x"))],
            &[json!({"a": [1.0, -2]}), json!({})],
        )
        .unwrap();
        assert_eq!(
            text,
            "{\n\"about\": \"x\",\n\"rows\": [\n{\"a\": [1.0, -2]},\n{}\n]\n}\n"
        );
    }

    #[test]
    fn rounding_leaves_no_negative_zero() {
        assert_eq!(rounded(72.849, 1), 72.8);
        assert!(rounded(-0.04, 1).is_sign_positive());
    }

    #[test]
    fn only_fractions_may_differ_and_only_a_little() {
        let here = json!({"id": "a", "value": [1.0, 5]});
        let tolerance = Tolerance {
            absolute: 0.11,
            relative: 0.0,
        };
        let differ = |there: Value| differences(&here, &there, tolerance);
        assert!(differ(json!({"id": "a", "value": [1.1, 5]})).is_empty());
        assert_eq!(
            differ(json!({"id": "b", "value": [1.2, 6]})),
            [
                "/id: \"a\", and not \"b\"",
                "/value/0: 1.0, and not 1.2",
                "/value/1: 5, and not 6"
            ]
        );
        let share = Tolerance {
            absolute: 0.0,
            relative: 0.5,
        };
        let one = json!(1.0);
        assert!(differences(&one, &json!(2.0), share).is_empty());
        assert_eq!(differences(&one, &json!(0.5), share).len(), 1);
        assert_eq!(differ(json!({"id": "a"})).len(), 1);
        assert_eq!(differ(json!({"id": "a", "value": [1.0]})).len(), 1);
    }
}
