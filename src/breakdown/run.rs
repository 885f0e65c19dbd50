//! The command that runs the selected candidate.

use headroom_core::chart::markup::escaped;
use headroom_core::evaluate::{Evaluation, Row};
use headroom_core::scenario::CacheChoice;

/// The command with the very settings of the estimate, and where the model comes from.
pub(super) fn run(evaluation: &Evaluation, row: &Row<'_>) -> String {
    let repository = escaped(&row.model.repository);
    format!(
        "<pre><code>{}</code></pre><p class=\"soft\">Settings of llama.cpp, with a GGUF file of this \
         type. Original weights: <a href=\"https://huggingface.co/{repository}\" \
         rel=\"noreferrer\">{repository}</a></p>",
        escaped(&command(evaluation, row)),
    )
}

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
    if cache != CacheChoice::STANDARD {
        command += &format!(" -fa on -ctk {cache} -ctv {cache}");
    }
    command
}
