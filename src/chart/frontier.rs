//! The frontier: a staircase, its points, and the names of its models.

use std::time::Duration;

use leptos::prelude::*;
use leptos::svg;
use web_sys::Element;

use super::Geometry;
use super::axes::anchors;
use crate::browser;
use crate::store::Store;
use headroom_core::catalog::ModelIndex;
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::plot::markup::{circle, escaped, path, text};
use headroom_core::plot::{Anchor, Label, Scale, place_labels, staircase};
use headroom_core::scenario::Axis;
use headroom_core::units::{Decimal, IndexPoints, clamp};
use leptos::leptos_dom::helpers::debounce;

/// How long the chart must rest before the options follow it.
const REST: Duration = Duration::from_millis(250);
/// Radius of a point in pixels.
const RADIUS: f64 = 3.6;
/// Pixels that a character of a label is wide.
const CHARACTER: f64 = 6.9;

/// The layer above the dots. The points are options of a list: arrow keys go along the frontier. What
/// is seen of them is drawn at every step, and the options lie over it when the chart rests.
#[component]
pub(super) fn FrontierLine(
    store: Store,
    geometry: Memo<Geometry>,
    hovered: RwSignal<Option<usize>>,
) -> impl IntoView {
    let on_key = move |event: web_sys::KeyboardEvent| {
        let evaluation = store.evaluation_untracked();
        // The frontier is in order of falling quality, the chart reads from left to right.
        let step: isize = match browser::key_of(&event).as_str() {
            "ArrowRight" | "ArrowUp" => -1,
            "ArrowLeft" | "ArrowDown" => 1,
            "Home" => isize::MAX,
            "End" => isize::MIN,
            _ => return,
        };
        event.prevent_default();
        if let Some(position) = along(&evaluation, step) {
            store.pick(position);
            hovered.set(Some(position));
        }
    };
    let list = NodeRef::<svg::G>::new();
    let options = RwSignal::new(String::new());
    let draw = move || {
        options.set(points(
            &store.evaluation_untracked(),
            &geometry.get_untracked(),
        ))
    };
    let mut when_rested = debounce(REST, move |()| draw());
    Effect::new(move |_| {
        store.track();
        // The first ones are there with the chart.
        if geometry.get().width > 0.0 && options.with_untracked(String::is_empty) {
            draw();
        }
        when_rested(());
    });
    Effect::new(move |_| {
        options.track();
        if let Some(list) = list.get() {
            select(&list, store.evaluation().selected());
        }
    });
    view! {
        <svg class="chart-layer frontier">
            <g
                aria-hidden="true"
                inner_html=move || {
                    let geometry = geometry.get();
                    anchors(&geometry) + &shape(&store.evaluation(), &geometry)
                }
            ></g>
            <g inner_html=move || ring(&store.evaluation(), &geometry.get(), hovered)></g>
            <g
                class="frontier-points"
                node_ref=list
                role="listbox"
                tabindex="0"
                aria-label="Frontier, from least to most memory"
                aria-activedescendant=move || {
                    let evaluation = store.evaluation();
                    let selected = evaluation.selected()?;
                    evaluation.is_on_frontier(selected).then(|| format!("frontier-{selected}"))
                }
                on:keydown=on_key
                on:focus=move |_| hovered.set(store.evaluation_untracked().selected())
                on:blur=move |_| hovered.set(None)
                inner_html=options
            ></g>
        </svg>
    }
}

/// The point of the frontier so many steps from the selected one; from anywhere else, the best.
fn along(evaluation: &Evaluation, step: isize) -> Option<usize> {
    let frontier = evaluation.frontier();
    let last = frontier.len().checked_sub(1)?;
    let current = evaluation
        .selected()
        .and_then(|selected| frontier.binary_search(&selected).ok());
    let next = current.map_or(0, |current| current.saturating_add_signed(step).min(last));
    frontier.get(next).copied()
}

/// The points of the frontier from left to right.
fn from_left(evaluation: &Evaluation, geometry: &Geometry) -> Vec<(usize, (f64, f64))> {
    let points = evaluation.frontier().iter().rev();
    points
        .filter_map(|&position| Some((position, geometry.point(evaluation, position)?)))
        .collect()
}

fn shape(evaluation: &Evaluation, geometry: &Geometry) -> String {
    let (left, top, right, bottom) = geometry.plot;
    let end = clamp(geometry.x(evaluation.memory_budget().budget), left, right);
    let placed = from_left(evaluation, geometry);
    // With speed as a third criterion some points lie below the stairs: they are faster.
    let mut least = f64::INFINITY;
    let mut points: Vec<(f64, f64)> = placed
        .iter()
        .rev()
        .filter(|(_, (x, _))| {
            let cheapest = *x <= least;
            least = least.min(*x);
            cheapest
        })
        .map(|&(_, (x, y))| (clamp(x, left, right), clamp(y, top, bottom)))
        .collect();
    points.reverse();
    let line = staircase(&points, end);
    let wash = points.first().map_or_else(String::new, |(x, _)| {
        format!(
            "{line}V{}H{}Z",
            Decimal::fixed(bottom, 1),
            Decimal::fixed(*x, 1)
        )
    });
    path("frontier-wash", &wash)
        + &path("whiskers", &whiskers(evaluation, geometry, &placed))
        + &path("frontier-line", &line)
        + &path("frontier-dots", &dots(evaluation, geometry, &placed, false))
        + &path(
            "frontier-dots provisional",
            &dots(evaluation, geometry, &placed, true),
        )
        + &labels(evaluation, geometry, &placed)
}

/// The interval of each score, where candidates are ranked by it.
fn whiskers(
    evaluation: &Evaluation,
    geometry: &Geometry,
    placed: &[(usize, (f64, f64))],
) -> String {
    let (_, top, _, bottom) = geometry.plot;
    let by_quality = matches!(geometry.axis, Axis::Quality | Axis::Three);
    let shown = placed
        .iter()
        .filter(|(_, (x, y))| by_quality && geometry.shows(*x, *y));
    shown
        .filter_map(|&(position, (x, _))| {
            let quality = evaluation.pool().candidate(position)?.quality?;
            let y = |points: IndexPoints| {
                Decimal::fixed(clamp(geometry.gain.map(points.as_f64()), top, bottom), 1)
            };
            let x = Decimal::fixed(x, 1);
            Some(format!("M{x} {}V{}", y(quality.low), y(quality.high)))
        })
        .collect()
}

/// The first point of each model carries its name, where there is room.
fn labels(evaluation: &Evaluation, geometry: &Geometry, placed: &[(usize, (f64, f64))]) -> String {
    let mut seen: Vec<ModelIndex> = Vec::new();
    let mut named: Vec<(String, Label)> = Vec::new();
    for &(position, point) in placed {
        let Some(row) = evaluation.row(position) else {
            continue;
        };
        let shown = geometry.shows(point.0, point.1);
        if shown && !seen.contains(&row.candidate.model) {
            seen.push(row.candidate.model);
            #[expect(clippy::cast_precision_loss)]
            let width = row.model.name.chars().count() as f64 * CHARACTER;
            named.push((row.model.name.clone(), Label { point, width }));
        }
    }
    // The best of the frontier is named first.
    named.reverse();
    if geometry.is_narrow() {
        named.truncate(4);
    }
    let points: Vec<(f64, f64)> = placed.iter().map(|&(_, point)| point).collect();
    let wanted: Vec<Label> = named.iter().map(|(_, label)| label.clone()).collect();
    place_labels(&wanted, &points, geometry.plot)
        .into_iter()
        .zip(named)
        .filter_map(|(anchor, (name, label))| Some((anchor?, name, label)))
        .map(|(anchor, name, label)| {
            let (dx, dy) = anchor.offset();
            let side = match anchor {
                Anchor::AboveLeft => "end",
                Anchor::BelowRight => "start",
            };
            let place = (label.point.0 + dx, label.point.1 + dy);
            text("frontier-name", side, place, &name)
        })
        .collect()
}

/// A ring on the selected candidate and a lighter one under the pointer, wherever they are.
fn ring(evaluation: &Evaluation, geometry: &Geometry, hovered: RwSignal<Option<usize>>) -> String {
    let place = |position: Option<usize>| {
        position
            .and_then(|position| geometry.point(evaluation, position))
            .filter(|&(x, y)| geometry.shows(x, y))
    };
    let selected = place(evaluation.selected());
    let under = place(
        hovered
            .get()
            .filter(|&at| at < evaluation.pool().candidates().len()),
    );
    let under = under.map(|place| circle("ring-hovered", place, "7"));
    let selected = selected.map(|place| circle("ring-selected", place, "8"));
    under.unwrap_or_default() + &selected.unwrap_or_default()
}

/// The points of rated or of provisional candidates, as circles in one path.
fn dots(
    evaluation: &Evaluation,
    geometry: &Geometry,
    placed: &[(usize, (f64, f64))],
    provisional: bool,
) -> String {
    let shown = placed.iter().filter(|(position, (x, y))| {
        let candidate = evaluation.pool().candidate(*position);
        geometry.shows(*x, *y)
            && candidate.is_some_and(|candidate| candidate.is_provisional() == provisional)
    });
    let radius = Decimal::fixed(RADIUS, 1);
    let width = Decimal::fixed(2.0 * RADIUS, 1);
    let circle = format!("a{radius} {radius} 0 1 0 {width} 0a{radius} {radius} 0 1 0-{width} 0");
    shown
        .map(|&(_, (x, y))| {
            let (left, y) = (Decimal::fixed(x - RADIUS, 1), Decimal::fixed(y, 1));
            format!("M{left} {y}{circle}")
        })
        .collect()
}

/// Moves the mark of the selected option to where it belongs.
fn select(list: &Element, selected: Option<usize>) {
    let find = |selector: &str| list.query_selector(selector).ok().flatten();
    let before = find("[aria-selected=true]");
    let now = selected.and_then(|position| find(&format!("#frontier-{position}")));
    for (option, is_selected) in [(before, "false"), (now, "true")] {
        if let Some(option) = option {
            let _ = option.set_attribute("aria-selected", is_selected);
        }
    }
}

/// The points as options of the list.
fn points(evaluation: &Evaluation, geometry: &Geometry) -> String {
    let (left, top, right, bottom) = geometry.plot;
    from_left(evaluation, geometry)
        .into_iter()
        .filter_map(|(position, (x, y))| {
            let row = evaluation.row(position)?;
            let hidden = if geometry.shows(x, y) { "" } else { " out-of-sight" };
            Some(format!(
                r#"<circle id="frontier-{position}" class="frontier-point{hidden}" role="option" aria-selected="false" aria-label="{}" data-pick="{}" cx="{}" cy="{}" r="{}"/>"#,
                escaped(&spoken(evaluation, &row)),
                escaped(&row.pick()),
                Decimal::fixed(clamp(x, left, right), 1),
                Decimal::fixed(clamp(y, top, bottom), 1),
                Decimal::fixed(RADIUS, 1)
            ))
        })
        .collect()
}

fn spoken(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let quality = row.quality.map_or_else(String::new, |quality| {
        format!(", quality {}", quality.value.rounded())
    });
    format!(
        "{} {} at {}, {}{quality}",
        row.model.name,
        row.candidate.mode.name(),
        row.quantization.id,
        row.memory
            .to_string_in(evaluation.scenario().view.listing.unit)
    )
}
