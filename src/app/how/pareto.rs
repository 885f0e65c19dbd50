//! What the frontier is, with a small live picture.

use leptos::prelude::*;

use crate::app::store::Store;
use crate::evaluate::Evaluation;
use crate::plot::{Linear, Log, Scale, staircase};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 200.0;
/// The most candidates beside the frontier that the picture shows.
const MOST: usize = 300;

/// The definition and the picture.
#[component]
pub(super) fn Pareto(store: Store) -> impl IntoView {
    view! {
        <section>
            <h3>"The Pareto frontier"</h3>
            <p>
                "A candidate is a model in a mode, at a quantization, with a type of KV cache. It is on \
                 the frontier when no other has higher quality for the same or less memory, and no \
                 other needs less memory for the same or higher quality. Two that are equal in both \
                 stay together. Whatever is not on the frontier is dominated: something else is at \
                 least as good and costs less."
            </p>
            <figure>
                {move || picture(&store.evaluation())}
                <figcaption class="soft">
                    {move || {
                        let counts = store.evaluation().counts();
                        format!(
                            "Your scenario: {} candidates, {} fit, {} on the frontier.",
                            counts.candidates,
                            counts.fit,
                            counts.frontier,
                        )
                    }}
                </figcaption>
            </figure>
        </section>
    }
}

fn picture(evaluation: &Evaluation) -> impl IntoView + use<> {
    let value = |position: usize| {
        let quality = evaluation.pool().candidate(position)?.quality?;
        Some((
            evaluation.memory_of(position).as_f64(),
            quality.value.as_f64(),
        ))
    };
    let frontier: Vec<(f64, f64)> = evaluation
        .frontier()
        .iter()
        .rev()
        .filter_map(|&position| value(position))
        .collect();
    let budget = evaluation.hardware().budget.as_f64();
    let ends = (frontier.first().copied(), frontier.last().copied());
    let (Some((least, weakest)), Some((_, best))) = ends else {
        return view! { <p class="soft">"Nothing fits."</p> }.into_any();
    };
    let x = Log::new((least * 0.8, budget * 1.3), (8.0, WIDTH - 8.0));
    let y = Linear::new((weakest - 5.0, best + 5.0), (HEIGHT - 8.0, 8.0));
    let place = |(memory, quality): (f64, f64)| (x.map(memory), y.map(quality));
    let fitting: Vec<usize> = evaluation
        .pool()
        .ranked()
        .map(|(position, _)| position)
        .filter(|&position| evaluation.fits(position) && !evaluation.is_on_frontier(position))
        .collect();
    let every = fitting.len().div_ceil(MOST).max(1);
    let mut dots = String::new();
    for (dot_x, dot_y) in fitting
        .into_iter()
        .step_by(every)
        .filter_map(value)
        .map(place)
        .filter(|&(_, dot_y)| (8.0..=HEIGHT - 8.0).contains(&dot_y))
    {
        dots.push_str(&format!("M{dot_x:.1} {dot_y:.1}h0"));
    }
    let points: Vec<(f64, f64)> = frontier.into_iter().map(place).collect();
    let line = staircase(&points, x.map(budget));
    let marks = points
        .iter()
        .map(|&(cx, cy)| view! { <circle class="frontier-point" cx=cx cy=cy r="3" /> })
        .collect_view();
    view! {
        <svg
            class="picture"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-label="Dominated candidates as dots below the staircase of the frontier"
        >
            <path class="picture-dots" d=dots />
            <path class="frontier-line" d=line />
            {marks}
            <line class="picture-budget" x1=x.map(budget) x2=x.map(budget) y1="0" y2=HEIGHT />
        </svg>
    }
    .into_any()
}
