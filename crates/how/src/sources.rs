//! The numbers of things in the catalog, as texts.

use headroom_core::catalog::{Catalog, Model, ScoreStatus};
use headroom_core::units::thousands;

/// The counts of the page, by the names of their marks.
pub(crate) fn counts(catalog: &Catalog) -> Vec<(&'static str, String)> {
    let scores = |status: ScoreStatus| {
        let scores = catalog.models.iter().flat_map(|model| &model.scores);
        count(scores.filter(|score| score.status == status))
    };
    let unrated = |model: &&Model| {
        let mut scores = model.scores.iter();
        scores.all(|score| score.status == ScoreStatus::Insufficient)
    };
    let provisional = scores(ScoreStatus::Provisional);
    let counts = [
        ("models", count(&catalog.models)),
        ("types", count(&catalog.quantizations)),
        ("scores", scores(ScoreStatus::Rated) + provisional),
        ("provisional", provisional),
        ("unrated", count(catalog.models.iter().filter(unrated))),
        ("platforms", count(&catalog.gpus)),
    ];
    counts
        .map(|(name, count)| (name, thousands(count)))
        .to_vec()
}

fn count<T>(rows: impl IntoIterator<Item = T>) -> u64 {
    rows.into_iter().map(|_| 1).sum()
}
