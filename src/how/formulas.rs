//! The formula method, worked through with the selected candidate.

use super::mathml::{line, number, operator, product, symbol, words};
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::memory::formula::{Activation, CachedValues};
use headroom_core::chart::markup::escaped;
use headroom_core::units::{Bytes, Decimal, grouped};

/// The formulas with the numbers of the selected candidate; empty where there is none.
pub(super) fn worked(evaluation: &Evaluation) -> String {
    let row = evaluation
        .selected()
        .and_then(|position| evaluation.row(position));
    let Some(row) = row else {
        return String::new();
    };
    let scenario = evaluation.scenario();
    let unit = scenario.view.listing.unit;
    let prepared = evaluation.pool().prepared();
    let cached = prepared.cached_values(row.candidate.model);
    let parts = evaluation.by_formula(row.candidate).unwrap_or_default();
    let size = |bytes: Bytes| number(&bytes.show_number(unit));
    let activation = match scenario.goal.overhead {
        Activation::Fixed(_) => String::new(),
        Activation::Percent(percent) => format!(" ({} % of the weights)", Decimal::plain(percent)),
    };
    let weights = line(&[
        symbol("V", "weights"),
        operator("="),
        product(&[
            grouped(row.model.parameters.total),
            Decimal::plain(row.quantization.bits).to_string(),
        ]),
        operator("/"),
        number("8"),
        operator("="),
        size(parts.weights),
        words(unit.symbol()),
    ]);
    let (factors, remark) = cache(&row, cached, scenario.workload.context.get());
    let cache = line(&[
        symbol("V", "kv"),
        operator("="),
        product(&factors),
        operator("="),
        size(parts.kv_cache),
        words(unit.symbol()),
    ]);
    let total = line(&[
        symbol("V", "total"),
        operator("="),
        size(parts.weights),
        operator("+"),
        size(parts.kv_cache),
        operator("+"),
        size(parts.compute),
        words(&activation),
        operator("="),
        size(parts.total()),
        words(unit.symbol()),
    ]);
    format!(
        "<div class=\"worked\"><p>With the selected candidate, <b>{}</b> at <code>{}</code>, {} \
         tokens and a <code>{}</code> cache:</p>{weights}{cache}{remark}{total}</div>",
        escaped(&row.model.name),
        row.quantization.id,
        scenario.workload.context.show_exact(),
        row.cache_type.id,
    )
}

/// The factors of the cache, as the plain product where layers are alike and keys are as wide as
/// values, and otherwise a remark on how they were summed.
fn cache(row: &Row<'_>, cached: CachedValues, context: u64) -> (Vec<String>, String) {
    let CachedValues { keys, values } = cached;
    let bytes = row.cache_type.bytes.to_string();
    let per_value = match row.cache_type.block {
        1 => bytes,
        block => format!("{bytes}/{block}"),
    };
    let context = grouped(context);
    if let Some((layers, heads, length)) = plain_shape(row, keys, values) {
        let shape = [2, layers, heads, length].map(|factor| factor.to_string());
        (
            [shape.to_vec(), vec![context, per_value]].concat(),
            String::new(),
        )
    } else {
        let all = grouped(keys + values);
        let remark = format!(
            "<p class=\"soft\">Its layers are not alike, or keys and values differ in width, so the \
             product is summed layer by layer: {all} values for each token.</p>"
        );
        (vec![all, context, per_value], remark)
    }
}

/// Layers with a cache, heads and the length of a head, where one number of each says it all.
fn plain_shape(row: &Row<'_>, keys: u64, values: u64) -> Option<(u32, u32, u32)> {
    let shape = &row.model.architecture;
    let attention = shape.attention.as_ref()?;
    let layers: Vec<u32> = (0..shape.layers)
        .filter(|&layer| attention.has_cache(layer))
        .collect();
    let first = *layers.first()?;
    let heads = attention.kv_heads.at(first)?;
    let length = attention.key_length.as_ref()?.at(first)?;
    let count = u32::try_from(layers.len()).ok()?;
    let product = u64::from(count) * u64::from(heads) * u64::from(length);
    (keys == product && values == product).then_some((count, heads, length))
}
