//! The specification's table, with the audited figures beside it.

use leptos::prelude::*;

use crate::app::store::Store;
use crate::catalog::{Audited, Quantization, Specified};
use crate::units::Decimal;

/// The table as specified, the audit, and the other types.
#[component]
pub(super) fn Quantizations(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let specified = catalog
        .quantizations
        .iter()
        .filter_map(|row| Some(specified_row(row, row.specified.as_ref()?)))
        .collect_view();
    let others = catalog
        .quantizations
        .iter()
        .filter(|row| row.specified.is_none())
        .map(|row| {
            view! {
                <li>
                    <code>{row.id.clone()}</code>
                    {format!(" {}", Decimal::plain(row.bits))}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h3>"Quantization"</h3>
            <p>
                "A quantization stores each weight in fewer bits. Perplexity says how surprised the \
                 model is by ordinary text: a lower increase is better. The first columns are the \
                 specification's table as it stands; some of its figures come from different \
                 baselines. The audited figures are of one baseline, Llama 3 8B on Wikitext-2, and of \
                 files of Llama 3.1 8B."
            </p>
            <div class="table-frame" tabindex="0" role="region" aria-label="Quantization table">
                <table class="how-table specified">
                    <thead>
                        <tr>
                            <th scope="col">"Quantization"</th>
                            <th scope="col">"Bits/weight"</th>
                            <th scope="col">"Perplexity increase"</th>
                            <th scope="col">"Quality tier"</th>
                            <th scope="col">"Efficacy"</th>
                            <th scope="col">"Audited bits"</th>
                            <th scope="col">"Audited increase"</th>
                            <th scope="col">"Where the specified figures come from"</th>
                        </tr>
                    </thead>
                    <tbody>{specified}</tbody>
                </table>
            </div>
            <p>
                "The formula uses the specified bits per weight. Types that the table lacks take the \
                 bits per weight of a Llama 3.1 8B file:"
            </p>
            <ul class="inline-list">{others}</ul>
        </section>
    }
}

fn specified_row(row: &Quantization, specified: &Specified) -> impl IntoView + use<> {
    let audited = row.audited.as_ref();
    view! {
        <tr>
            <th scope="row">
                <code>{row.id.clone()}</code>
            </th>
            <td>{Decimal::fixed(row.bits, 2).to_string()}</td>
            <td>{signed(specified.perplexity_increase)}</td>
            <td class="text">{specified.tier.clone()}</td>
            <td class="text">{specified.efficacy.clone()}</td>
            <td>{audited.map(|audited| Decimal::fixed(audited.bits, 2).to_string())}</td>
            <td>{audited.map(increase)}</td>
            <td class="text">{audited.map(|audited| audited.verdict.clone())}</td>
        </tr>
    }
}

fn signed(increase: f64) -> String {
    if increase == 0.0 {
        "+0.00".to_owned()
    } else {
        format!("+{}", Decimal::fixed(increase, 4))
    }
}

/// The measured increases, without and with an importance matrix.
fn increase(audited: &Audited) -> String {
    match (
        audited.perplexity_increase,
        audited.perplexity_increase_imatrix,
    ) {
        (Some(plain), Some(imatrix)) => {
            format!("{} ({} with imatrix)", signed(plain), signed(imatrix))
        }
        (Some(plain), None) => signed(plain),
        (None, Some(imatrix)) => format!("{} with imatrix", signed(imatrix)),
        (None, None) => "not measured".to_owned(),
    }
}
