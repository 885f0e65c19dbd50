//! Prose with marks: `{name}` stands for what is put in its place.

/// The prose without its indentation, each mark replaced by its markup.
///
/// # Errors
/// If a mark has no markup or markup has no mark.
pub(crate) fn fill(prose: &str, values: &[(&str, String)]) -> Result<String, String> {
    let mut filled = String::with_capacity(prose.len());
    for line in prose.lines() {
        filled += line.trim();
        filled.push('\n');
    }
    for (name, markup) in values {
        let mark = format!("{{{name}}}");
        if !filled.contains(&mark) {
            return Err(format!("the prose has no mark {mark}"));
        }
        filled = filled.replace(&mark, markup);
    }
    match filled.split_once('{') {
        Some((_, rest)) => {
            let name = rest.split('}').next().unwrap_or_default();
            Err(format!("nothing is put in the place of {{{name}}}"))
        }
        None => Ok(filled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_markup_must_belong_together() {
        let values = [("a", "<b>1</b>".to_owned())];
        let filled = fill("<p>\n  {a} and {a}\n</p>", &values);
        assert_eq!(filled.as_deref(), Ok("<p>\n<b>1</b> and <b>1</b>\n</p>\n"));
        assert_eq!(
            fill("no mark", &values),
            Err("the prose has no mark {a}".to_owned())
        );
        assert_eq!(
            fill("{a} {b}", &values),
            Err("nothing is put in the place of {b}".to_owned())
        );
    }
}
