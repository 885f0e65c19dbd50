//! What each part of the memory is, in words.

use headroom_core::catalog::Architecture;
use headroom_core::chart::markup::escaped;
use headroom_core::chart::{MemoryPart, memory_parts};
use headroom_core::evaluate::{Certainty, Comparison, Evaluation, Reason, Row};
use headroom_core::scenario::Method;
use headroom_core::units::{ByteUnit, Bytes, Decimal, thousands};

/// A part of the memory.
pub(super) struct Part {
    /// Which part.
    pub part: MemoryPart,
    /// Its size.
    pub bytes: Bytes,
    /// What it is; empty for what needs no words.
    pub words: String,
}

/// The parts of a candidate's memory that are not empty.
pub(super) fn parts(evaluation: &Evaluation, row: &Row<'_>) -> Vec<Part> {
    let unit = evaluation.scenario().view.listing.unit;
    let certainty = evaluation.certainty(row.candidate);
    let words = |part| match part {
        MemoryPart::Weights => weights(row),
        MemoryPart::KvCache => cache(evaluation, row),
        MemoryPart::RecurrentState => {
            "What recurrent layers remember of each sequence: the same for any context.".to_owned()
        }
        MemoryPart::Compute => certainty.map_or_else(
            || "The overhead that you set, for intermediate results.".to_owned(),
            compute,
        ),
        MemoryPart::Runtime => {
            certainty.map_or_else(String::new, |certainty| runtime(certainty, unit))
        }
        MemoryPart::Reserve | MemoryPart::Headroom => String::new(),
    };
    memory_parts(evaluation, row)
        .into_iter()
        .map(|(part, bytes)| Part {
            part,
            bytes,
            words: words(part),
        })
        .collect()
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

/// What keeps a cache smaller than full heads of every token.
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

fn compute(certainty: Certainty) -> String {
    format!(
        "Intermediate results of 512 tokens at once, with flash attention; within {} % ({}).",
        Decimal::fixed(certainty.compute_band * 100.0, 0),
        certainty.class
    )
}

fn runtime(certainty: Certainty, unit: ByteUnit) -> String {
    certainty.runtime.map_or_else(String::new, |(low, high)| {
        format!(
            "The CUDA context: {} to {}, depending on driver and card.",
            low.to_string_in(unit),
            high.to_string_in(unit)
        )
    })
}

/// Why the methods differ, as a list.
pub(super) fn reasons(comparison: &Comparison, unit: ByteUnit) -> String {
    // What is below a hundredth of the whole is not worth a line.
    let least = i128::from(comparison.exact.get() / 100);
    comparison
        .differences
        .iter()
        .filter(|difference| difference.bytes.abs() > least)
        .map(|difference| {
            format!(
                "<li>{}: <b>{}</b></li>",
                escaped(&reason(difference.reason)),
                signed(difference.bytes, unit)
            )
        })
        .collect()
}

/// A difference with its sign.
pub(super) fn signed(bytes: i128, unit: ByteUnit) -> String {
    let size = u64::try_from(bytes.unsigned_abs()).unwrap_or(u64::MAX);
    let sign = if bytes < 0 { "−" } else { "+" };
    format!("{sign}{}", Bytes::new(size).to_string_in(unit))
}

fn reason(reason: Reason) -> String {
    let words = match reason {
        Reason::Parameters { text, published } => {
            return format!(
                "{} of {} parameters are in the file of the text model",
                thousands(text),
                thousands(published)
            );
        }
        Reason::Bits { file, table } => {
            return format!(
                "{} bits per weight in the file, {} in the table",
                Decimal::fixed(file, 2),
                Decimal::fixed(table, 2)
            );
        }
        Reason::Window { layers, of, tokens } => {
            return format!(
                "sliding window: {layers} of {of} layers keep {} tokens",
                thousands(tokens.into())
            );
        }
        Reason::Embedding => "the input embedding stays in system memory",
        Reason::Latent => "latent attention: one small vector a token instead of full heads",
        Reason::Cells => "the cache of each layer as it is, in steps of 256 tokens",
        Reason::RecurrentState => "the state of recurrent layers",
        Reason::Compute => "intermediate results, instead of a fixed overhead",
        Reason::Runtime => "the runtime itself",
    };
    words.to_owned()
}
