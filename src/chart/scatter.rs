//! Every candidate as a dot, on a canvas.

use leptos::{html, prelude::*};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::browser;
use crate::store::Store;
use crate::theme::Theme;
use headroom_core::chart::{Bitmap, Color, Geometry, Palette, scatter};
use headroom_core::units::{clamp, parse_number};

/// The layer of dots.
#[component]
pub(super) fn Scatter(store: Store, geometry: Memo<Geometry>, theme: Theme) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let palette = Memo::new(move |_| {
        theme.track();
        canvas.get().map(|canvas| palette_of(&canvas))
    });
    Effect::new(move |_| {
        let (Some(canvas), Some(palette)) = (canvas.get(), palette.get()) else {
            return;
        };
        let ratio = browser::pixel_ratio();
        put(
            &canvas,
            &scatter(&store.evaluation(), &geometry.get(), palette, ratio),
        );
    });
    view! { <canvas class="chart-layer scatter" node_ref=canvas aria-hidden="true"></canvas> }
}

/// The colours of the dots, as the stylesheet gives them to the canvas.
fn palette_of(canvas: &HtmlCanvasElement) -> Palette {
    let color = |property| {
        browser::computed_style(canvas, property)
            .and_then(|text| read_color(&text))
            .unwrap_or((128, 128, 128))
    };
    Palette {
        fits: color("color"),
        beyond: color("outline-color"),
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

/// Puts a bitmap on the canvas; where the browser refuses, the chart goes without dots.
fn put(canvas: &HtmlCanvasElement, bitmap: &Bitmap) {
    let side = |length: usize| u32::try_from(length).unwrap_or(Bitmap::MOST);
    let (width, height) = (side(bitmap.width()), side(bitmap.height()));
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
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(bitmap.pixels()), width, height);
    if let (Some(context), Ok(image)) = (context, image) {
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}
