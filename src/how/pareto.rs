//! A small live picture of the frontier.

use headroom_core::evaluate::Evaluation;
use headroom_core::plot::markup::{circle, path};
use headroom_core::plot::{Linear, Log, Scale, staircase};
use headroom_core::units::Decimal;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 200.0;
/// The most candidates beside the frontier that the picture shows.
const MOST: usize = 300;

/// The picture and what it counts.
pub(super) fn figure(evaluation: &Evaluation) -> String {
    let counts = evaluation.counts();
    format!(
        "<figure>{}<figcaption class=\"soft\">Your scenario: {} candidates, {} fit, {} on the \
         frontier.</figcaption></figure>",
        picture(evaluation),
        counts.candidates,
        counts.fit,
        counts.frontier,
    )
}

fn picture(evaluation: &Evaluation) -> String {
    let value = |position: usize| {
        let candidate = evaluation.pool().candidate(position)?;
        candidate.quality?;
        Some((
            evaluation.memory_of(position).as_f64(),
            f64::from(candidate.gain) / 100.0,
        ))
    };
    let best_first = evaluation.frontier().iter();
    let frontier: Vec<(f64, f64)> = best_first.filter_map(|&at| value(at)).collect();
    let budget = evaluation.memory_budget().budget.as_f64();
    let ends = (frontier.first().copied(), frontier.last().copied());
    let (Some((_, best)), Some((_, weakest))) = ends else {
        return r#"<p class="soft">Nothing fits.</p>"#.to_owned();
    };
    let mut least = f64::INFINITY;
    // With speed as a third criterion some points lie below the stairs: they are faster.
    let mut stairs: Vec<(f64, f64)> = frontier
        .iter()
        .copied()
        .filter(|&(memory, _)| {
            let cheapest = memory <= least;
            least = least.min(memory);
            cheapest
        })
        .collect();
    stairs.reverse();
    let margin = (best - weakest) / 12.0 + 1.0;
    let x = Log::new((least * 0.8, budget * 1.3), (8.0, WIDTH - 8.0));
    let y = Linear::new((weakest - margin, best + margin), (HEIGHT - 8.0, 8.0));
    let place = |(memory, gain): (f64, f64)| (x.map(memory), y.map(gain));
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
        dots.push_str(&format!(
            "M{} {}h0",
            Decimal::fixed(dot_x, 1),
            Decimal::fixed(dot_y, 1)
        ));
    }
    let stairs: Vec<(f64, f64)> = stairs.into_iter().map(place).collect();
    let line = staircase(&stairs, x.map(budget));
    let mut markup = path("picture-dots", &dots) + &path("frontier-line", &line);
    for point in frontier {
        markup += &circle("frontier-point", place(point), "3");
    }
    let budget = Decimal::fixed(x.map(budget), 1);
    markup += &path(
        "picture-budget",
        &format!("M{budget} 0V{}", Decimal::plain(HEIGHT)),
    );
    format!(
        "<svg class=\"picture\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Dominated \
         candidates as dots below the staircase of the frontier\">{markup}</svg>",
        Decimal::plain(WIDTH),
        Decimal::plain(HEIGHT)
    )
}
