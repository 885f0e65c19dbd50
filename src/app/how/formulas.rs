//! The formula method, worked through with the selected candidate.

use leptos::prelude::*;

use super::mathml::{line, number, operator, product, symbol, words};
use crate::app::store::Store;
use crate::evaluate::{Evaluation, Row};
use crate::memory::formula::{Activation, CachedValues};
use crate::units::{ByteUnit, Bytes, Decimal, grouped};

/// Weights, KV cache, total.
#[component]
pub(super) fn Formulas(store: Store) -> impl IntoView {
    view! {
        <section>
            <h3>"Memory by the formula"</h3>
            <p>
                "Weights, the KV cache of the context, and a little for intermediate results. "
                "GB is 10⁹ bytes; sizes are held in whole bytes and rounded only to be shown."
            </p>
            {line(vec![
                symbol("V", "weights"),
                operator("="),
                product(vec![symbol("P", ""), symbol("B", "")]),
                operator("/"),
                number("8"),
            ])}
            {line(vec![
                symbol("V", "kv"),
                operator("="),
                product(vec![
                    number("2"),
                    symbol("L", ""),
                    symbol("H", "kv"),
                    symbol("D", "head"),
                    symbol("C", ""),
                    symbol("b", ""),
                ]),
            ])}
            {line(vec![
                symbol("V", "total"),
                operator("="),
                symbol("V", "weights"),
                operator("+"),
                symbol("V", "kv"),
                operator("+"),
                symbol("V", "activation"),
            ])}
            <p>
                <i>"P"</i>
                " parameters, "
                <i>"B"</i>
                " average bits per weight, "
                <i>"L"</i>
                " layers that have a KV cache, "
                <i>"H"</i>
                " key and value heads, "
                <i>"D"</i>
                " values in a head, "
                <i>"C"</i>
                " tokens of context, "
                <i>"b"</i>
                " bytes per value: 2 for f16, 34/32 for q8_0, 18/32 for q4_0."
            </p>
            {move || {
                let evaluation = store.evaluation();
                evaluation
                    .selected()
                    .and_then(|position| evaluation.row(position))
                    .map(|row| worked(&evaluation, &row))
                    .into_any()
            }}
            <p>
                "Anyone can check this with a pocket calculator. But it takes every layer with a cache \
                 to hold the whole context in full heads, so it is far too high for models with \
                 sliding windows or latent attention, and it knows nothing of the state of recurrent \
                 layers. The exact method does."
            </p>
        </section>
    }
}

/// The same lines with the numbers of the selected candidate.
fn worked(evaluation: &Evaluation, row: &Row<'_>) -> AnyView {
    let unit = evaluation.scenario().unit;
    let context = evaluation.scenario().context;
    let cached = evaluation
        .pool()
        .prepared()
        .cached_values(row.candidate.model);
    let parts = evaluation.by_formula(row.candidate).unwrap_or_default();
    let size = |bytes: Bytes| number(bytes.show_number(unit));
    let activation = match evaluation.scenario().overhead {
        Activation::Fixed(_) => String::new(),
        Activation::Percent(percent) => format!(" ({} % of the weights)", Decimal::plain(percent)),
    };
    view! {
        <div class="worked">
            <p>
                "With the selected candidate, "
                <b>{row.model.name.clone()}</b>
                " at "
                <code>{row.quantization.id.clone()}</code>
                ", "
                {context.show_exact()}
                " tokens and a "
                <code>{row.cache_type.id.clone()}</code>
                " cache:"
            </p>
            {line(vec![
                symbol("V", "weights"),
                operator("="),
                product(vec![
                    number(grouped(row.model.parameters.total)),
                    number(Decimal::plain(row.quantization.bits).to_string()),
                ]),
                operator("/"),
                number("8"),
                operator("="),
                size(parts.weights),
                words(unit.symbol()),
            ])}
            {cache_line(row, cached, context.get(), parts.kv_cache.show_number(unit), unit)}
            {line(vec![
                symbol("V", "total"),
                operator("="),
                size(parts.weights),
                operator("+"),
                size(parts.kv_cache),
                operator("+"),
                size(parts.compute),
                words(activation),
                operator("="),
                size(parts.total()),
                words(unit.symbol()),
            ])}
        </div>
    }
    .into_any()
}

/// The cache, as the plain product where layers are alike and keys are as wide as values.
fn cache_line(
    row: &Row<'_>,
    cached: CachedValues,
    context: u64,
    size: String,
    unit: ByteUnit,
) -> AnyView {
    let CachedValues { keys, values } = cached;
    let per_value = if row.cache_type.block == 1 {
        number(row.cache_type.bytes.to_string())
    } else {
        number(format!("{}/{}", row.cache_type.bytes, row.cache_type.block))
    };
    let result = vec![operator("="), number(size), words(unit.symbol())];
    let factors = match plain_shape(row, keys, values) {
        Some((layers, heads, length)) => vec![
            number("2"),
            number(layers.to_string()),
            number(heads.to_string()),
            number(length.to_string()),
            number(grouped(context)),
            per_value,
        ],
        None => vec![
            number(grouped(keys + values)),
            number(grouped(context)),
            per_value,
        ],
    };
    let remark = plain_shape(row, keys, values).is_none().then(|| {
        view! {
            <p class="soft">
                {format!(
                    "Its layers are not alike, or keys and values differ in width, so the product \
                     is summed layer by layer: {} values for each token.",
                    grouped(keys + values),
                )}
            </p>
        }
    });
    let mut parts = vec![symbol("V", "kv"), operator("="), product(factors)];
    parts.extend(result);
    view! {
        {line(parts)}
        {remark}
    }
    .into_any()
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
