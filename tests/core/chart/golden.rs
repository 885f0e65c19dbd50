//! Golden pictures: every mark of the chart, the bar of the breakdown and the small picture of How it
//! works, as files that a browser shows.
//!
//! A change of the data, of an estimate or of a mark changes them. Look at what changed (the files
//! open in any browser, and their elements stand on lines of their own) and accept it:
//!
//! ```text
//! HEADROOM_ACCEPT=1 cargo test --package headroom-page --test core chart::golden
//! ```
//!
//! On the page the dots are pixels; here they are drawn as cells of some pixels, so that a file stays
//! small. `scatter.rs` holds the pixels against the dots.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use headroom_core::chart::{
    Dot, Geometry, axes, breakdown_bar, budget_line, dots, frontier, pareto_figure, rings,
};
use headroom_core::evaluate::Evaluation;
use headroom_core::scenario::{Axis, Scenario};

use super::stylesheet::Theme;
use crate::helpers::{catalog, precomputed};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

/// Widths of the chart in CSS pixels.
const WIDTHS: [u32; 2] = [320, 1440];

/// Side of the cell in which a dot is drawn, in CSS pixels.
const CELL: u32 = 3;

/// Scenarios of the chart, by name and query string.
const CHARTS: [(&str, &str); 12] = [
    ("default", ""),
    ("small-memory", "vram=2&ctx=4k"),
    ("huge-memory", "vram=1500&ctx=128k"),
    ("any-cache", "vram=24&ctx=32k&kv=any"),
    ("speed", "gpu=geforce-rtx-4090&axis=speed"),
    ("efficiency", "vram=24&axis=efficiency"),
    ("quality-and-speed", "gpu=geforce-rtx-4090&axis=three"),
    ("nothing-fits", "vram=16&family=Mistral Large"),
    ("one-model", "vram=64&q=qwen3-32b"),
    ("long-names", "vram=48&family=Mistral Small"),
    ("gib", "vram=24&unit=gib"),
    ("off-the-frontier", "vram=24&pick=llama-3.1-8b:Q4_K_M"),
];

/// Scenarios of the bar.
const BARS: [(&str, &str); 4] = [
    ("default", ""),
    ("kept-free", "vram=24&reserve=2&ctx=64k"),
    (
        "recurrent",
        "vram=96&pick=qwen3-next-80b-a3b-instruct:Q4_K_M",
    ),
    ("too-large", "vram=24&pick=llama-3.3-70b:Q4_K_M"),
];

/// Scenarios of the picture of How it works.
const FIGURES: [(&str, &str); 2] = [
    ("default", ""),
    ("quality-and-speed", "gpu=geforce-rtx-4090&axis=three"),
];

fn evaluate(query: &str) -> Evaluation {
    let (scenario, warnings) = Scenario::parse(query, catalog());
    assert!(warnings.is_empty(), "{query}: {warnings:?}");
    Evaluation::of(precomputed(), scenario)
}

/// All pictures, by the names of their files.
fn pictures() -> BTreeMap<String, String> {
    let mut pictures = BTreeMap::new();
    for (name, query) in CHARTS {
        let evaluation = evaluate(query);
        for width in WIDTHS {
            let geometry = Geometry::new(&evaluation, f64::from(width), None);
            let marks = [
                axes(&geometry),
                cells(dots(&evaluation, &geometry)),
                frontier(&evaluation, &geometry),
                rings(&evaluation, &geometry, None),
                budget_line(&evaluation, &geometry),
            ];
            for theme in Theme::ALL {
                pictures.insert(
                    format!("chart-{name}-{width}-{}.svg", theme.name()),
                    document(theme, (width, geometry.height), &marks.concat()),
                );
            }
        }
    }
    for (name, query) in BARS {
        let evaluation = evaluate(query);
        let row = evaluation.row(evaluation.selected().unwrap()).unwrap();
        let bar = breakdown_bar(&evaluation.memory_parts(&row));
        for theme in Theme::ALL {
            pictures.insert(
                format!("bar-{name}-{}.svg", theme.name()),
                document(theme, (640, 22.0), &bar),
            );
        }
    }
    for (name, query) in FIGURES {
        let figure = pareto_figure(&evaluate(query)).unwrap();
        for theme in Theme::ALL {
            pictures.insert(
                format!("figure-{name}-{}.svg", theme.name()),
                document(theme, (480, 200.0), &figure),
            );
        }
    }
    pictures
}

/// A file of its own, each element on a line.
fn document(theme: Theme, (width, height): (u32, f64), marks: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <style>\n{}</style>\n{}\n</svg>\n",
        theme.rules(),
        marks.replace("><", ">\n<")
    )
}

/// The dots as cells: a path for each kind, in it a line for each row of cells.
fn cells(dots: impl Iterator<Item = Dot>) -> String {
    let mut kinds: BTreeMap<(bool, bool), BTreeMap<i32, BTreeSet<i32>>> = BTreeMap::new();
    for dot in dots {
        #[expect(clippy::cast_possible_truncation)]
        let cell = |pixel: f64| (pixel / f64::from(CELL)).floor() as i32;
        let rows = kinds.entry((dot.fits, dot.provisional)).or_default();
        let row = rows.entry(cell(dot.point.1)).or_default();
        row.insert(cell(dot.point.0));
    }
    let half = f64::from(CELL) / 2.0;
    let mut markup = format!("<g transform=\"translate(0 {half})scale({CELL})\">");
    for ((fits, provisional), rows) in kinds {
        let mut class = format!("dots dots-{}", if fits { "fit" } else { "beyond" });
        if provisional {
            class += " dots-provisional";
        }
        write!(markup, "<path class=\"{class}\" d=\"").unwrap();
        for (y, row) in rows {
            let mut end = None;
            for (start, length) in runs(&row) {
                match end {
                    None => write!(markup, "\nM{start} {y}").unwrap(),
                    Some(end) => write!(markup, "m{} 0", start - end).unwrap(),
                }
                write!(markup, "h{length}").unwrap();
                end = Some(start + length);
            }
        }
        markup += "\"/>";
    }
    markup + "</g>"
}

/// Beginnings and lengths of the runs of neighbours.
fn runs(row: &BTreeSet<i32>) -> Vec<(i32, i32)> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for &cell in row {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == cell => *length += 1,
            _ => runs.push((cell, 1)),
        }
    }
    runs
}

#[test]
fn pictures_are_the_accepted_ones() {
    let made = pictures();
    let folder = Path::new(FOLDER);
    if env::var_os("HEADROOM_ACCEPT").is_some() {
        fs::remove_dir_all(folder).ok();
        fs::create_dir_all(folder).unwrap();
        for (name, picture) in &made {
            fs::write(folder.join(name), picture).unwrap();
        }
    }
    let accepted: BTreeMap<String, String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    let names: BTreeSet<&String> = made.keys().chain(accepted.keys()).collect();
    let differing: Vec<&String> = names
        .into_iter()
        .filter(|name| made.get(*name) != accepted.get(*name))
        .collect();
    assert!(
        differing.is_empty(),
        "These pictures changed; tests/core/chart/golden.rs says how to accept them: {differing:#?}"
    );
}

#[test]
fn scenarios_are_what_they_are_called() {
    let of = |wanted: &str| {
        let (_, query) = CHARTS.iter().find(|(name, _)| *name == wanted).unwrap();
        evaluate(query)
    };
    assert_eq!(of("speed").axis(), Axis::Speed);
    assert_eq!(of("quality-and-speed").axis(), Axis::QualityAndSpeed);
    assert_eq!(of("nothing-fits").counts().fit, 0);
    assert!(of("any-cache").pool().cache_types().len() > 1);
    let one = of("one-model");
    let models: BTreeSet<usize> = one
        .pool()
        .candidates()
        .iter()
        .map(|candidate| candidate.model.position())
        .collect();
    assert_eq!(models.len(), 1);
    let off = of("off-the-frontier");
    assert!(off.fits(off.selected().unwrap()));
    assert!(!off.is_on_frontier(off.selected().unwrap()));
    let longest = |evaluation: &Evaluation| {
        let rows = evaluation.frontier().iter();
        let rows = rows.filter_map(|&position| evaluation.row(position));
        rows.map(|row| row.model.name.len()).max()
    };
    assert!(longest(&of("long-names")) > Some(30));
}

#[test]
fn nothing_fits_has_no_picture_of_its_frontier() {
    assert_eq!(
        pareto_figure(&evaluate("vram=16&family=Mistral Large")),
        None
    );
}
