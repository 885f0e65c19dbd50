//! Every candidate as a dot, in one picture.

use leptos::{html, prelude::*};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::Geometry;
use crate::browser;
use crate::store::Store;
use crate::theme::Theme;
use headroom_core::evaluate::Evaluation;
use headroom_core::plot::{Color, Dot, Picture};
use headroom_core::units::{clamp, parse_number};

/// Radius of a dot in CSS pixels.
const RADIUS: f64 = 1.6;

/// The layer of dots.
#[component]
pub(super) fn Cloud(store: Store, geometry: Memo<Geometry>, theme: Theme) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let inks = Memo::new(move |_| {
        theme.track();
        canvas.get().map(|canvas| Inks::of(&canvas))
    });
    Effect::new(move |_| {
        let (Some(canvas), Some(inks)) = (canvas.get(), inks.get()) else {
            return;
        };
        let geometry = geometry.get();
        let picture = draw(&store.evaluation(), &geometry, inks);
        put(&canvas, &picture);
    });
    view! { <canvas class="chart-layer cloud" node_ref=canvas aria-hidden="true"></canvas> }
}

/// The colours of the dots, as the stylesheet gives them to the canvas.
#[derive(Clone, Copy, PartialEq)]
struct Inks {
    fits: Color,
    beyond: Color,
}

impl Inks {
    fn of(canvas: &HtmlCanvasElement) -> Self {
        let color = |property| {
            browser::computed_style(canvas, property)
                .and_then(|text| read_color(&text))
                .unwrap_or((128, 128, 128))
        };
        Self {
            fits: color("color"),
            beyond: color("outline-color"),
        }
    }
}

/// Reads `rgb(1, 2, 3)`, as browsers write computed colours.
fn read_color(text: &str) -> Option<Color> {
    let numbers = text.split_once('(')?.1.trim_end_matches(')');
    let mut parts = numbers
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(parse_number);
    let mut part = || {
        let value = parts.next()??;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(clamp(value, 0.0, 255.0) as u8)
    };
    Some((part()?, part()?, part()?))
}

fn draw(evaluation: &Evaluation, geometry: &Geometry, inks: Inks) -> Picture {
    let ratio = browser::pixel_ratio();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |length: f64| (length * ratio).ceil() as u32;
    let mut picture = Picture::new(pixels(geometry.width), pixels(geometry.height));
    let disc = |color, opacity| Dot::new(RADIUS * ratio, 0.0, color, opacity);
    let ring =
        |color, opacity| Dot::new(RADIUS * ratio * 1.25, RADIUS * ratio * 0.6, color, opacity);
    let dots = [
        disc(inks.beyond, 0.9),
        ring(inks.beyond, 0.9),
        disc(inks.fits, 0.9),
        ring(inks.fits, 0.9),
    ];
    let [beyond, beyond_ring, fits, fits_ring] = &dots;
    let models = &evaluation.catalog().models;
    let context = evaluation.scenario().workload.context;
    let reaches: Vec<bool> = models.iter().map(|model| model.reaches(context)).collect();
    let budget = evaluation.memory_budget().budget;
    let ranked = evaluation.pool().ranked().zip(evaluation.memory());
    for ((_, candidate), &memory) in ranked {
        if !geometry.spans(memory) || reaches.get(candidate.model.position()) != Some(&true) {
            continue;
        }
        let Some((x, y)) = geometry.place(candidate, memory) else {
            continue;
        };
        if !geometry.shows(x, y) {
            continue;
        }
        let dot = match (memory <= budget, candidate.is_provisional()) {
            (false, false) => beyond,
            (false, true) => beyond_ring,
            (true, false) => fits,
            (true, true) => fits_ring,
        };
        picture.stamp(dot, x * ratio, y * ratio);
    }
    picture
}

/// Puts the picture on the canvas; where the browser refuses, the chart goes without dots.
fn put(canvas: &HtmlCanvasElement, picture: &Picture) {
    let side = |length: usize| u32::try_from(length).unwrap_or(Picture::MOST);
    let (width, height) = (side(picture.width()), side(picture.height()));
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let image =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(picture.pixels()), width, height);
    if let (Some(context), Ok(image)) = (context, image) {
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}
