//! The scale of the index.

use anyhow::{Context, Result};

use crate::benchmarks::Entry;
use crate::irt::Model;
use crate::observations::Observations;

/// An entry whose index is fixed.
struct Anchor {
    entity: &'static str,
    mode: &'static str,
    points: f64,
}

const LOWER: Anchor = Anchor {
    entity: "llama-3.1-8b-instruct",
    mode: "instruct",
    points: 100.0,
};

const UPPER: Anchor = Anchor {
    entity: "qwen3-32b",
    mode: "thinking",
    points: 150.0,
};

/// Turns abilities into points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// The points of ability 0.
    pub zero: f64,
    /// Points for one unit of ability.
    pub points_per_unit: f64,
}

impl Index {
    /// The scale on which the two anchors have their points overall.
    ///
    /// # Errors
    /// If an anchor is not among the entries.
    pub fn of(observations: &Observations, model: &Model) -> Result<Self> {
        let overall = |anchor: &Anchor| {
            let entry = Entry {
                entity: anchor.entity.to_owned(),
                mode: anchor.mode.to_owned(),
            };
            let found = observations
                .entries
                .iter()
                .zip(&model.abilities)
                .find(|(observed, _)| observed.entry == entry);
            let (_, posterior) = found.with_context(|| {
                format!("“{}”, which fixes the scale, is missing.", anchor.entity)
            })?;
            Ok::<_, anyhow::Error>(posterior.overall().mean)
        };
        let (lower, upper) = (overall(&LOWER)?, overall(&UPPER)?);
        let points_per_unit = (UPPER.points - LOWER.points) / (upper - lower);
        Ok(Self {
            zero: LOWER.points - points_per_unit * lower,
            points_per_unit,
        })
    }

    /// The points of an ability.
    #[must_use]
    pub fn points(&self, ability: f64) -> f64 {
        self.zero + self.points_per_unit * ability
    }
}
