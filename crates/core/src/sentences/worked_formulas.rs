//! The formula method, worked through with the selected candidate.

use crate::evaluate::{Evaluation, Row};
use crate::memory::formula::{Activation, CachedValues};
use crate::rich_text::RichText;
use crate::units::{Bytes, Decimal, thousands};

/// The formulas with the numbers of a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedFormulas {
    /// The candidate and what is asked of it.
    pub candidate: RichText,
    /// Weights, cache and total, each as the content of a `math` element.
    pub formulas: [String; 3],
    /// The way in which the cache was summed; `None` where the formula shows it.
    pub summed: Option<String>,
}

impl WorkedFormulas {
    /// The formulas with the numbers of the selected candidate; `None` where there is none.
    #[must_use]
    pub fn new(evaluation: &Evaluation) -> Option<Self> {
        let row = evaluation.row(evaluation.selected()?)?;
        let scenario = evaluation.scenario();
        let unit = scenario.view.listing.unit;
        let context = scenario.workload.context;
        let cached = evaluation
            .pool()
            .precomputed()
            .cached_values(row.candidate.model);
        let parts = evaluation.by_formula(row.candidate).unwrap_or_default();
        let size = |bytes: Bytes| number(&bytes.to_number_string(unit));
        let unit_name = words(unit.symbol());
        let activation = match scenario.goal.overhead {
            Activation::Fixed(_) => String::new(),
            Activation::Percent(percent) => {
                words(&format!("({} % of the weights)", Decimal::plain(percent)))
            }
        };
        let parameters = thousands(row.model.parameters.total);
        let bits = Decimal::plain(row.quantization.bits).to_string();
        let weights = symbol("weights")
            + &equals(&product(&[parameters, bits]))
            + &operator("/")
            + &number("8")
            + &equals(&size(parts.weights))
            + &unit_name;
        let shape = plain_shape(&row, cached);
        let factors = cache_factors(&row, shape, cached, context.get());
        let cache = symbol("kv")
            + &equals(&product(&factors))
            + &equals(&size(parts.kv_cache))
            + &unit_name;
        let total = symbol("total")
            + &equals(&size(parts.weights))
            + &operator("+")
            + &size(parts.kv_cache)
            + &operator("+")
            + &size(parts.compute)
            + &activation
            + &equals(&size(parts.total()))
            + &unit_name;
        let candidate = RichText::default()
            .plain("With the selected candidate, ")
            .strong(&row.model.name)
            .plain(" at ")
            .code(&row.quantization.id)
            .plain(format!(", {} tokens and a ", context.to_exact_string()))
            .code(&row.cache_type.id)
            .plain(" cache:");
        let summed = shape.is_none().then(|| {
            format!(
                "Its layers are not alike, or keys and values differ in width, so the product is \
                 summed layer by layer: {} values for each token.",
                thousands(cached.keys + cached.values)
            )
        });
        Some(Self {
            candidate,
            formulas: [weights, cache, total],
            summed,
        })
    }
}

/// The symbol for memory, `V`, with an index.
fn symbol(index: &str) -> String {
    format!("<msub><mi>V</mi><mtext>{index}</mtext></msub>")
}

/// A number, as people write it.
fn number(text: &str) -> String {
    format!("<mn>{text}</mn>")
}

fn operator(sign: &str) -> String {
    format!("<mo>{sign}</mo>")
}

fn equals(to: &str) -> String {
    operator("=") + to
}

/// A unit or words behind a number, in which nothing is markup.
fn words(text: &str) -> String {
    format!("<mtext>\u{a0}{text}</mtext>")
}

fn product(factors: &[String]) -> String {
    let factors: Vec<String> = factors.iter().map(|factor| number(factor)).collect();
    format!("<mrow>{}</mrow>", factors.join(&operator("×")))
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
