//! What the quality axis means, and what quantization takes away.

use leptos::prelude::*;

use crate::app::store::Store;
use crate::quality;
use crate::units::Decimal;

/// Sizes for which the loss is worked out, in billions of parameters.
const SIZES: [u8; 6] = [1, 3, 8, 14, 32, 70];

/// The index, its uncertainty and the loss.
#[component]
pub(super) fn QualitySection(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let rows = catalog
        .quantizations
        .iter()
        .filter_map(|row| Some((row, row.loss.filter(|loss| *loss > 0.0)?)))
        .map(|(row, constant)| {
            let cells = SIZES
                .map(|size| {
                    let loss = quality::loss(&catalog.loss, f64::from(size), constant);
                    let broken = quality::is_broken(&catalog.loss, loss);
                    view! { <td class:broken=broken>{Decimal::fixed(loss, 1).to_string()}</td> }
                })
                .into_iter()
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        <code>{row.id.clone()}</code>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let heads = SIZES
        .map(|size| view! { <th scope="col">{format!("{size}B")}</th> })
        .into_iter()
        .collect_view();
    view! {
        <section>
            <h3>"Quality"</h3>
            <p>
                "Quality is an index fitted to thousands of benchmark scores of some hundred tables. \
                 It is open at both ends: 100 is Llama 3.1 8B Instruct and 150 is Qwen3 32B thinking. \
                 Ten points are about as much as separates 62 % from 69 % on MMLU. The figure behind \
                 ± is half of a 90 % interval: two models differ only where their intervals hardly \
                 overlap. Thinking and not thinking were measured apart and are candidates of their \
                 own. A model without enough scores is listed as not rated; no default takes its \
                 place."
            </p>
            <p>
                "From a model's score the loss of its quantization is taken away. It grows as models \
                 get smaller. A loss above 30 points marks the model as broken and keeps it off the \
                 frontier. The loss rests on measurements of 20 models; its standard deviation is 45 % \
                 of itself and is part of the interval. A q8_0 cache costs next to nothing, a q4_0 \
                 cache a little, on the evidence of one model each; other cache types were not \
                 measured and count like q4_0."
            </p>
            <div class="table-frame" tabindex="0" role="region" aria-label="Loss in points">
                <table class="how-table">
                    <caption>"Points of the index lost, by type and size of the model"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Type"</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
