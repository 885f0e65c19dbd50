//! Where the data comes from, how old it is, and what the page does not know.

use leptos::prelude::*;

use crate::app::store::Store;
use crate::catalog::ScoreStatus;
use crate::units::grouped;

/// Sources with counts and dates, and the limits.
#[component]
pub(super) fn Sources(store: Store) -> impl IntoView {
    let catalog = store.catalog();
    let scores = || catalog.models.iter().flat_map(|model| &model.scores);
    let count =
        |status: ScoreStatus| scores().filter(|score| score.status == status).count() as u64;
    let unrated = catalog
        .models
        .iter()
        .filter(|model| {
            model
                .scores
                .iter()
                .all(|score| score.status == ScoreStatus::Insufficient)
        })
        .count() as u64;
    view! {
        <section>
            <h3>"Sources"</h3>
            <p>{format!("The data is as of {}.", catalog.as_of)}</p>
            <ul class="plain-list">
                <li>
                    <b>{format!("{} models. ", grouped(catalog.models.len() as u64))}</b>
                    "Layers, heads, head lengths, parameter counts, context limits and licenses from \
                     the models' configurations and cards. Counts are rebuilt from the dimensions and \
                     compared with the published ones."
                </li>
                <li>
                    <b>{format!("{} quantization types. ", catalog.quantizations.len())}</b>
                    "Bits per weight and perplexity from llama.cpp's published measurements."
                </li>
                <li>
                    <b>
                        {format!(
                            "{} scores, {} of them provisional. ",
                            grouped(count(ScoreStatus::Rated) + count(ScoreStatus::Provisional)),
                            grouped(count(ScoreStatus::Provisional)),
                        )}
                    </b>
                    {format!(
                        "Fitted to public benchmark tables, among them Artificial Analysis, LiveBench, \
                         the Berkeley function-calling leaderboard, the Open LLM leaderboards, Swallow, \
                         Epoch AI and Aider. {} models are not rated.",
                        grouped(unrated),
                    )}
                </li>
                <li>
                    <b>{format!("{} GPUs and other platforms. ", grouped(catalog.gpus.len() as u64))}</b>
                    "Memory and bandwidth from makers' specifications; usable shares of unified memory \
                     from start-up logs."
                </li>
            </ul>
            <p>"Every row of the data files names its source."</p>
            <h3>"Limits"</h3>
            <ul class="plain-list">
                <li>
                    "Benchmarks leak into training, and the index inherits that. Quantization hurts \
                     calling tools about twice as much as other abilities, on the evidence of two \
                     models; the page uses one loss for all."
                </li>
                <li>
                    "Memory is that of the text model and, where it has one, the vision tower, in \
                     llama.cpp's formats. Other engines store and round differently."
                </li>
                <li>
                    "Speed is not estimated yet."
                </li>
            </ul>
        </section>
    }
}
