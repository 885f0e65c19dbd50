//! The small picture of How it works: the frontier above the candidates that it dominates.

use super::markup::{circle, path};
use super::{Linear, Log, Scale, step_path, upper_steps};
use crate::evaluate::Evaluation;
use crate::units::Decimal;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 200.0;
const MARGIN: f64 = 8.0;
/// The most candidates beside the frontier that the picture shows.
const MOST: usize = 300;

/// The picture; `None` where nothing fits.
#[must_use]
pub fn pareto_figure(evaluation: &Evaluation) -> Option<String> {
    let value = |position: usize| {
        let objective = evaluation.pool().candidate(position)?.objective?;
        let memory = evaluation.memory_of(position).as_f64();
        Some((memory, f64::from(objective) / 100.0))
    };
    let best_first = evaluation.frontier().iter();
    let frontier: Vec<(f64, f64)> = best_first.filter_map(|&at| value(at)).collect();
    let (&(_, best), &(_, weakest)) = (frontier.first()?, frontier.last()?);
    let steps = upper_steps(frontier.iter().copied());
    let &(least, _) = steps.first()?;
    let budget = evaluation.memory_budget().budget.as_f64();
    let room = (best - weakest) / 12.0 + 1.0;
    let x = Log::new((least * 0.8, budget * 1.3), (MARGIN, WIDTH - MARGIN));
    let y = Linear::new((weakest - room, best + room), (HEIGHT - MARGIN, MARGIN));
    let place = |(memory, objective): (f64, f64)| (x.map(memory), y.map(objective));
    let steps: Vec<(f64, f64)> = steps.into_iter().map(place).collect();
    let end = x.map(budget);
    let mut markup = path("picture-dots", &dominated(evaluation, value, place))
        + &path("frontier-line", &step_path(&steps, end));
    for point in frontier {
        markup += &circle("picture-point", place(point), "3");
    }
    let budget = format!("M{} 0V{}", Decimal::fixed(end, 1), Decimal::plain(HEIGHT));
    markup += &path("budget-line", &budget);
    Some(format!(
        r#"<svg class="picture" viewBox="0 0 {} {}" role="img" aria-label="Dominated candidates as dots below the steps of the frontier">{markup}</svg>"#,
        Decimal::plain(WIDTH),
        Decimal::plain(HEIGHT)
    ))
}

/// Some of the candidates that fit and are dominated, as one path of round line ends.
fn dominated(
    evaluation: &Evaluation,
    value: impl Fn(usize) -> Option<(f64, f64)>,
    place: impl Fn((f64, f64)) -> (f64, f64),
) -> String {
    let fitting: Vec<usize> = evaluation
        .pool()
        .ranked()
        .map(|(position, _)| position)
        .filter(|&position| evaluation.fits(position) && !evaluation.is_on_frontier(position))
        .collect();
    let every = fitting.len().div_ceil(MOST).max(1);
    fitting
        .into_iter()
        .step_by(every)
        .filter_map(value)
        .map(place)
        .filter(|(_, y)| (MARGIN..=HEIGHT - MARGIN).contains(y))
        .map(|(x, y)| format!("M{} {}h0", Decimal::fixed(x, 1), Decimal::fixed(y, 1)))
        .collect()
}
