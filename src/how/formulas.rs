//! The formula method, worked through with the selected candidate.

use leptos::prelude::*;

use super::mathml::{formula, number, operator, product, symbol, words};
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::memory::formula::{Activation, CachedValues};
use headroom_core::units::{Bytes, Decimal, thousands};

/// The formulas with the numbers of the selected candidate; `None` where there is none.
pub(super) fn worked(evaluation: &Evaluation) -> Option<impl IntoView + use<>> {
    let row = evaluation.row(evaluation.selected()?)?;
    let scenario = evaluation.scenario();
    let unit = scenario.view.listing.unit;
    let cached = evaluation
        .pool()
        .precomputed()
        .cached_values(row.candidate.model);
    let parts = evaluation.by_formula(row.candidate).unwrap_or_default();
    let size = |bytes: Bytes| number(bytes.to_number_string(unit));
    let activation = match scenario.goal.overhead {
        Activation::Fixed(_) => String::new(),
        Activation::Percent(percent) => format!(" ({} % of the weights)", Decimal::plain(percent)),
    };
    let weights = (
        symbol("V", "weights"),
        operator("="),
        product(vec![
            thousands(row.model.parameters.total),
            Decimal::plain(row.quantization.bits).to_string(),
        ]),
        operator("/"),
        number("8".to_owned()),
        operator("="),
        size(parts.weights),
        words(unit.symbol()),
    );
    let shape = plain_shape(&row, cached);
    let cache = (
        symbol("V", "kv"),
        operator("="),
        product(cache_factors(
            &row,
            shape,
            cached,
            scenario.workload.context.get(),
        )),
        operator("="),
        size(parts.kv_cache),
        words(unit.symbol()),
    );
    let total = (
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
    );
    Some(view! {
        <div class="worked">
            <p>
                "With the selected candidate, "<b>{row.model.name.clone()}</b>" at "
                <code>{row.quantization.id.clone()}</code>", "
                {scenario.workload.context.to_exact_string()}" tokens and a "
                <code>{row.cache_type.id.clone()}</code>" cache:"
            </p>
            {formula(weights)}
            {formula(cache)}
            {shape.is_none().then(|| summed(cached))}
            {formula(total)}
        </div>
    })
}

/// How a cache was summed that no product of a few numbers gives.
fn summed(cached: CachedValues) -> impl IntoView {
    view! {
        <p class="soft">
            "Its layers are not alike, or keys and values differ in width, so the product is summed layer by layer: "
            {thousands(cached.keys + cached.values)} " values for each token."
        </p>
    }
}

/// The factors of the cache: its shape or, where that is not plain, the values of a token; then
/// tokens and bytes of a value.
fn cache_factors(
    row: &Row<'_>,
    shape: Option<[u32; 3]>,
    cached: CachedValues,
    context: u64,
) -> Vec<String> {
    let bytes = row.cache_type.bytes.to_string();
    let per_value = match row.cache_type.block {
        1 => bytes,
        block => format!("{bytes}/{block}"),
    };
    let mut factors = match shape {
        Some([layers, heads, length]) => [2, layers, heads, length]
            .map(|factor| factor.to_string())
            .to_vec(),
        None => vec![thousands(cached.keys + cached.values)],
    };
    factors.extend([thousands(context), per_value]);
    factors
}

/// Layers with a cache, heads and the length of a head, where layers are alike and keys are as wide
/// as values.
fn plain_shape(row: &Row<'_>, cached: CachedValues) -> Option<[u32; 3]> {
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
    (cached.keys == product && cached.values == product).then_some([count, heads, length])
}
