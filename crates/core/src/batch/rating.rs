//! The quality of what a request asks for.

use super::Request;
use super::parts::Rows;
use crate::catalog::{Catalog, ModeRating, Model, ScoreStatus};
use crate::evaluate::Status;
use crate::quality;

/// A quality and what is to be said with it.
pub(super) struct Rating {
    pub(super) quality: Option<f64>,
    pub(super) mode: Option<&'static str>,
    pub(super) status: Status,
}

impl Rating {
    /// Of a model that was never measured.
    pub(super) const NONE: Self = Self {
        quality: None,
        mode: None,
        status: Status::Unrated,
    };

    pub(super) fn of(request: &Request, catalog: &Catalog, model: &Model, rows: Rows<'_>) -> Self {
        let fit = &catalog.loss;
        let of_weights = quality::weights_constant(fit, model, rows.quantization, request.imatrix);
        // Two types cost no more than both of the worse one, which is what was measured.
        let of_cache = [rows.keys, rows.values]
            .map(|row| quality::cache_constant(catalog, row))
            .into_iter()
            .fold(0.0, f64::max);
        let billions = quality::effective_billions(&model.parameters);
        let loss = quality::loss(fit, billions, of_weights + of_cache);
        let score = best_score(request, model);
        let status = if !model.reaches(request.context) {
            Status::Short
        } else if quality::is_broken(fit, loss) {
            Status::Broken
        } else {
            match score.map(|score| score.status) {
                Some(ScoreStatus::Rated) => Status::Rated,
                Some(ScoreStatus::Provisional) => Status::Provisional,
                Some(ScoreStatus::Insufficient) | None => Status::Unrated,
            }
        };
        Self {
            quality: score.map(|score| {
                let wanted = request.uses.score(score);
                quality::after_loss(fit, wanted, loss).value.as_f64()
            }),
            mode: score.map(|score| score.mode.name()),
            status,
        }
    }
}

/// The score in the mode that was asked for, or in the one that does best; `None` where there is
/// no sufficient one, or where pictures are to be read and the model reads none.
fn best_score<'a>(request: &Request, model: &'a Model) -> Option<&'a ModeRating> {
    if request.uses.vision() && !model.vision {
        return None;
    }
    model
        .scores
        .iter()
        .filter(|score| score.status != ScoreStatus::Insufficient)
        .filter(|score| request.mode.is_none_or(|mode| score.mode == mode))
        .max_by_key(|score| request.uses.score(score).value)
}
