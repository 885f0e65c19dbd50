//! The parts of the memory and their explanations.

use crate::catalog::Architecture;
use crate::evaluate::{Evaluation, MemoryPart, MemoryUncertainty, Row};
use crate::memory::Method;
use crate::units::{ByteUnit, Bytes, Decimal, thousands};

/// A part of the memory with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryPartText {
    /// The part.
    pub part: MemoryPart,
    /// Its size.
    pub bytes: Bytes,
    /// Its explanation; empty where the name says enough.
    pub explanation: String,
}

/// The parts of a candidate's memory that are not empty.
pub(super) fn memory_parts(evaluation: &Evaluation, row: &Row<'_>) -> Vec<MemoryPartText> {
    let parts = evaluation.memory_parts(row).into_iter();
    parts
        .map(|(part, bytes)| MemoryPartText {
            part,
            bytes,
            explanation: explanation(evaluation, row, part),
        })
        .collect()
}

fn explanation(evaluation: &Evaluation, row: &Row<'_>, part: MemoryPart) -> String {
    let unit = evaluation.scenario().view.listing.unit;
    let uncertainty = evaluation.uncertainty(row.candidate);
    match part {
        MemoryPart::Weights => weights(row),
        MemoryPart::KvCache => cache(evaluation, row),
        MemoryPart::RecurrentState => {
            "What recurrent layers remember of each sequence: the same for any context.".to_owned()
        }
        MemoryPart::Compute => uncertainty.map_or_else(
            || "The overhead that you set, for intermediate results.".to_owned(),
            compute,
        ),
        MemoryPart::Runtime => {
            uncertainty.map_or_else(String::new, |uncertainty| runtime(uncertainty, unit))
        }
        MemoryPart::Reserve | MemoryPart::Headroom => String::new(),
    }
}

fn weights(row: &Row<'_>) -> String {
    format!(
        "{} bits per weight on average, for {} parameters.",
        Decimal::fixed(f64::from(row.candidate.bits), 2),
        thousands(row.model.parameters.total)
    )
}

fn cache(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let shape = &row.model.architecture;
    let layers = (0..shape.layers).filter(|&layer| {
        let attention = shape.attention.as_ref();
        attention.is_some_and(|attention| attention.has_cache(layer))
    });
    format!(
        "Keys and values of {} tokens in {} of {} layers{}, as {}.",
        evaluation.scenario().workload.context.to_exact_string(),
        layers.count(),
        shape.layers,
        if evaluation.scenario().goal.method == Method::Exact {
            limits(shape)
        } else {
            String::new()
        },
        row.cache_type.id
    )
}

/// The reasons why a cache is smaller than full heads of every token.
fn limits(shape: &Architecture) -> String {
    let Some(attention) = &shape.attention else {
        return String::new();
    };
    let mut text = String::new();
    if let Some(window) = &attention.window {
        text += &format!(
            ", those with a sliding window no more than {} tokens",
            thousands(window.tokens.into())
        );
    }
    if let Some(latent) = &attention.latent {
        text += &format!(
            ", as one latent vector of {} values",
            latent.kv_rank + latent.rope_length
        );
    }
    text
}

fn compute(uncertainty: MemoryUncertainty) -> String {
    format!(
        "Intermediate results of 512 tokens at once, with flash attention; within {} % ({}).",
        Decimal::fixed(uncertainty.compute_band * 100.0, 0),
        uncertainty.class
    )
}

fn runtime(uncertainty: MemoryUncertainty, unit: ByteUnit) -> String {
    uncertainty.runtime.map_or_else(String::new, |(low, high)| {
        format!(
            "The CUDA context: {} to {}, depending on driver and card.",
            low.to_string_in(unit),
            high.to_string_in(unit)
        )
    })
}
