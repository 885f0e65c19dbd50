//! A small live picture of the frontier.

use headroom_core::chart::pareto_figure;
use headroom_core::evaluate::Evaluation;

/// The picture and what it counts.
pub(super) fn figure(evaluation: &Evaluation) -> String {
    let counts = evaluation.counts();
    let picture = pareto_figure(evaluation);
    format!(
        "<figure>{}<figcaption class=\"soft\">Your scenario: {} candidates, {} fit, {} on the \
         frontier.</figcaption></figure>",
        picture.unwrap_or_else(|| r#"<p class="soft">Nothing fits.</p>"#.to_owned()),
        counts.candidates,
        counts.fit,
        counts.frontier,
    )
}
