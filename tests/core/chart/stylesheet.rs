//! The rules of `style/pictures.css` with the colours of `style/palette.css`.

use std::fs;

/// Dots have no rules of their own: on the page they are pixels.
const DOTS: &str = "\
svg { background: var(--panel); font-family: var(--sans); }
.dots { fill: none; stroke-width: 1; }
.dots-fit { stroke: var(--dot-fits); }
.dots-beyond { stroke: var(--dot-beyond); }
.dots-provisional { opacity: 0.6; }
";

/// Colours on light or on dark ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub(super) const ALL: [Self; 2] = [Self::Light, Self::Dark];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The rules for the pictures in this theme, without variables.
    pub(super) fn rules(self) -> String {
        let palette = self.palette();
        let mut rules = without_comments(&read("pictures")) + DOTS;
        // A colour may be named by another.
        while rules.contains("var(--") {
            let before = rules.clone();
            for (name, value) in &palette {
                rules = rules.replace(&format!("var({name})"), value);
            }
            assert_ne!(rules, before, "style/palette.css lacks a variable");
        }
        rules
    }

    /// The variables of the palette and their values.
    fn palette(self) -> Vec<(String, String)> {
        without_comments(&read("palette"))
            .lines()
            .filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "))
            .filter(|(name, _)| name.starts_with("--"))
            .map(|(name, value)| (name.to_owned(), self.side_of(value).to_owned()))
            .collect()
    }

    /// The theme's value of `light-dark(a, b)`, or the value itself.
    fn side_of(self, value: &str) -> &str {
        let sides = value
            .strip_prefix("light-dark(")
            .and_then(|rest| rest.strip_suffix(')')?.split_once(", "));
        match (sides, self) {
            (Some((light, _)), Self::Light) => light,
            (Some((_, dark)), Self::Dark) => dark,
            (None, _) => value,
        }
    }
}

fn read(name: &str) -> String {
    fs::read_to_string(format!("{}/style/{name}.css", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn without_comments(css: &str) -> String {
    let mut rules = String::new();
    for part in css.split("/*") {
        let rest = part.split_once("*/").map_or(part, |(_, rest)| rest);
        rules += rest.trim_start();
    }
    rules
}
