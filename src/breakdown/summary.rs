//! Name, total and parts of the selected candidate, and what stands in its way.

use super::parts::Part;
use headroom_core::chart::markup::escaped;
use headroom_core::chart::{breakdown_bar, memory_parts};
use headroom_core::estimate::Status;
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::units::{ByteUnit, Bytes};

/// Name, total, remark, bar and legend.
pub(super) fn summary(evaluation: &Evaluation, row: &Row<'_>, parts: &[Part]) -> String {
    let unit = evaluation.scenario().view.listing.unit;
    let reserve = evaluation.scenario().hardware.reserve;
    let whole = row.memory + reserve;
    let available = evaluation.memory_budget().budget + reserve;
    let mode = row.mode_to_say().map_or_else(String::new, |name| {
        format!("<span class=\"soft\">{name}</span> ")
    });
    let sure = evaluation
        .certainty(row.candidate)
        .map_or_else(String::new, |certainty| {
            format!(" ± {}", certainty.total.to_string_in(unit))
        });
    let mut text = format!(
        "<div class=\"panel-head\"><h2 class=\"panel-name\">{} {mode}<code>{}</code></h2>\
         <p class=\"panel-note\">{}{sure} of {}</p></div>",
        escaped(&row.model.name),
        row.quantization.id,
        whole.to_string_in(unit),
        available.to_short_string(unit)
    );
    for remark in remarks(evaluation, row, unit) {
        text += &format!("<p class=\"warning\">{}</p>", escaped(&remark));
    }
    text += &breakdown_bar(&memory_parts(evaluation, row));
    text += "<ul class=\"legend\">";
    for part in parts {
        text += &format!(
            "<li><span class=\"swatch {}\" aria-hidden=\"true\"></span>{} <b>{}</b></li>",
            part.part.class(),
            part.part.name(),
            part.bytes.to_string_in(unit)
        );
    }
    text + "</ul>"
}

/// What stands in the way of a candidate.
fn remarks(evaluation: &Evaluation, row: &Row<'_>, unit: ByteUnit) -> Vec<String> {
    if evaluation.lost_pick() {
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
    let mut remarks = Vec::new();
    match row.status {
        Status::Short => remarks.push(format!("Its context limit is {limit} tokens.")),
        _ if over > Bytes::ZERO => {
            remarks.push(format!(
                "Does not fit: {} too much.",
                over.to_string_in(unit)
            ));
        }
        Status::Broken => remarks.push("This quantization destroys the model.".to_owned()),
        Status::Unrated => {
            remarks.push("Not rated: too few benchmark scores are known.".to_owned());
        }
        Status::Provisional => {
            remarks.push("Provisional: its quality rests on few scores.".to_owned());
        }
        Status::Rated => {}
    }
    if over == Bytes::ZERO {
        remarks.extend(tight(evaluation, row, unit));
    }
    remarks
}

/// What makes a candidate that fits by its sum a close call.
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
    let certainty = evaluation.certainty(row.candidate)?;
    let headroom = row.budget.saturating_sub(row.memory);
    (headroom < certainty.total).then(|| {
        format!(
            "A close fit: the estimate may be off by {}.",
            certainty.total.to_string_in(unit)
        )
    })
}
