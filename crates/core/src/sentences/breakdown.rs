//! The memory of a candidate, and everything else that is known of it.

use super::memory_parts::memory_parts;
use super::{MemoryPartText, MethodsText, WhatIfText, ties};
use crate::catalog::CacheType;
use crate::estimate::Status;
use crate::evaluate::{Evaluation, Row};
use crate::quality::Quality;
use crate::rich_text::{RichText, Span};
use crate::units::{ByteUnit, Bytes, Decimal, Seconds};

/// The texts of a candidate's breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakdownText {
    /// Its name.
    pub name: RichText,
    /// Its memory, how far that may be off, and what there is.
    pub total: String,
    /// Its obstacles.
    pub warnings: Vec<String>,
    /// The parts of its memory, and of what there is beside it.
    pub parts: Vec<MemoryPartText>,
    /// The unit of sizes.
    pub unit: ByteUnit,
    /// Its speed, the uncertainty of its quality, and its probability of being on the frontier:
    /// paragraphs.
    pub remarks: Vec<RichText>,
    /// Its memory by both methods.
    pub methods: MethodsText,
    /// Its changes and their costs.
    pub what_ifs: [Option<WhatIfText>; 4],
    /// The command that runs it, with the settings of the estimate.
    pub command: String,
    /// The repository of its weights on Hugging Face.
    pub repository: String,
}

impl BreakdownText {
    /// The text of a row.
    #[must_use]
    pub fn new(evaluation: &Evaluation, row: &Row<'_>) -> Self {
        let unit = evaluation.scenario().view.listing.unit;
        let reserve = evaluation.scenario().hardware.reserve;
        let whole = row.memory + reserve;
        let available = evaluation.memory_budget().budget + reserve;
        let uncertainty = evaluation.uncertainty(row.candidate);
        let uncertainty = uncertainty.map_or_else(String::new, |uncertainty| {
            format!(" ± {}", uncertainty.total.to_string_in(unit))
        });
        Self {
            name: name(row),
            total: format!(
                "{}{uncertainty} of {}",
                whole.to_string_in(unit),
                available.to_short_string(unit)
            ),
            warnings: warnings(evaluation, row, unit),
            parts: memory_parts(evaluation, row),
            unit,
            remarks: [
                Some(speed(evaluation, row)),
                inferred(row),
                confidence(evaluation, row),
            ]
            .into_iter()
            .flatten()
            .collect(),
            methods: MethodsText::new(evaluation, row),
            what_ifs: WhatIfText::all(evaluation, row.position),
            command: command(evaluation, row),
            repository: row.model.repository.clone(),
        }
    }
}

fn name(row: &Row<'_>) -> RichText {
    let mut name = RichText::default().plain(format!("{} ", row.model.name));
    if let Some(mode) = row.mode_to_say() {
        name = name.with(Span::Soft(mode.to_owned())).plain(" ");
    }
    name.code(&row.quantization.id)
}

/// Speed of generation, time to the first token, and the costs of thinking.
fn speed(evaluation: &Evaluation, row: &Row<'_>) -> RichText {
    let thinks = row.candidate.mode.thinks();
    let Some(speed) = row.speed() else {
        let costs = if thinks {
            " It thinks before it answers, which takes time and context."
        } else {
            ""
        };
        return RichText::default().plain(format!(
            "Choose a GPU, or give a bandwidth, to see how fast it is.{costs}"
        ));
    };
    let mut text = RichText::default()
        .strong(format!(
            "{} tokens per second",
            speed.value.to_short_string()
        ))
        .plain(format!(
            " ({} to {})",
            speed.low.to_short_string(),
            speed.high.to_short_string()
        ));
    if let Some(first) = evaluation.time_to_first_token(row.candidate) {
        text = text.plain(format!(
            "; the first after {} ({} to {}) for a prompt of {} tokens",
            first.value.to_short_string(),
            first.low.to_short_string(),
            first.high.to_short_string(),
            evaluation.scenario().workload.prompt.to_exact_string()
        ));
    }
    text = text.plain(".");
    match Seconds::new(1_000.0 / speed.value.get()).filter(|_| thinks) {
        Some(thousand) => text.plain(format!(
            " It thinks before it answers: every 1,000 tokens of that take {} and as much context.",
            thousand.to_short_string()
        )),
        None => text,
    }
}

/// A note that its quality was not measured for the use at hand.
fn inferred(row: &Row<'_>) -> Option<RichText> {
    matches!(row.quality, Some(Quality { inferred: true, .. })).then(|| {
        RichText::default().plain(
            "No benchmark of this use is known for it: its quality is inferred from other uses.",
        )
    })
}

/// Its probability of being on the frontier, where that is known, and its ties.
fn confidence(evaluation: &Evaluation, row: &Row<'_>) -> Option<RichText> {
    let percent = Decimal::fixed(f64::from(row.likelihood?) * 100.0, 0);
    let text = RichText::default()
        .plain("On the frontier in ")
        .strong(format!("{percent} %"))
        .plain(" of draws from the uncertain scores. ");
    Some(text.plain(ties(evaluation, row).unwrap_or_default()))
}

/// Obstacles of a candidate.
fn warnings(evaluation: &Evaluation, row: &Row<'_>, unit: ByteUnit) -> Vec<String> {
    if evaluation.pick_filtered_out() {
        return vec![
            "The candidate of this link is left out by the filters; the best that fits is shown."
                .to_owned(),
        ];
    }
    let over = row.memory.saturating_sub(row.budget);
    let limit = row
        .model
        .context
        .map_or_else(String::new, |limit| limit.to_short_string());
    let mut warnings = Vec::new();
    match row.status {
        Status::Short => warnings.push(format!("Its context limit is {limit} tokens.")),
        _ if over > Bytes::ZERO => {
            warnings.push(format!(
                "Does not fit: {} too much.",
                over.to_string_in(unit)
            ));
        }
        Status::Broken => warnings.push("This quantization destroys the model.".to_owned()),
        Status::Unrated => {
            warnings.push("Not rated: too few benchmark scores are known.".to_owned());
        }
        Status::Provisional => {
            warnings.push("Provisional: its quality rests on few scores.".to_owned());
        }
        Status::Rated => {}
    }
    if over == Bytes::ZERO {
        warnings.extend(tight(evaluation, row, unit));
    }
    warnings
}

/// The reason why a candidate that fits by its sum may not fit after all.
fn tight(evaluation: &Evaluation, row: &Row<'_>, unit: ByteUnit) -> Option<String> {
    // With layers in system memory the cards are full as it is.
    let on_cards = row.memory <= evaluation.memory_budget().device;
    let cards = if on_cards {
        evaluation.cards(row.candidate)
    } else {
        Vec::new()
    };
    if let Some(full) = cards.iter().find(|card| card.holds > card.budget) {
        return Some(format!(
            "Layers go to a card whole: one would hold {}, more than its {}. Move a layer with \
             --tensor-split.",
            full.holds.to_string_in(unit),
            full.budget.to_string_in(unit)
        ));
    }
    let uncertainty = evaluation.uncertainty(row.candidate)?;
    let headroom = row.budget.saturating_sub(row.memory);
    (headroom < uncertainty.total).then(|| {
        format!(
            "A close fit: the estimate may be off by {}.",
            uncertainty.total.to_string_in(unit)
        )
    })
}

/// The command that runs it.
fn command(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let scenario = evaluation.scenario();
    let mut command = format!(
        "llama-server -m {}-{}.gguf -ngl 999 -c {} -np {}",
        row.model.id,
        row.quantization.id,
        scenario.workload.context.get(),
        scenario.workload.sequences,
    );
    if scenario.workload.sequences > 1 {
        command += " --kv-unified";
    }
    let cache = &row.cache_type.id;
    if cache != CacheType::STANDARD {
        command += &format!(" -fa on -ctk {cache} -ctv {cache}");
    }
    command
}
