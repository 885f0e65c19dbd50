//! The exact method, and how far it is off as measured.

use leptos::prelude::*;

/// The measured errors, made into a table by the build script from `data/accuracy.json`.
const ACCURACY: &str = include_str!(concat!(env!("OUT_DIR"), "/accuracy.html"));

/// What the exact method counts.
#[component]
pub(super) fn Exact() -> impl IntoView {
    view! {
        <section>
            <h3>"Memory, exactly"</h3>
            <p>
                "Unless told otherwise this page counts what llama.cpp allocates on the device with \
                 every layer on it. A model is the list of its tensors, and a quantization is the rule \
                 that gives each tensor its type; the weights are their sum, without the input \
                 embedding, which stays in system memory. The cache is counted layer by layer: grouped \
                 heads, sliding windows, latent vectors, shared layers, recurrent state, in cells of 256 \
                 tokens. The buffer of intermediate results follows from the graph at its busiest moment, \
                 with flash attention and 512 tokens at once. On NVIDIA cards the CUDA context comes on \
                 top; other runtimes were not measured, so leave them some room. Several cards get whole \
                 layers, and a buffer and a context each. Files are taken to be made with an importance \
                 matrix, as downloads are as a rule."
            </p>
            <p>
                "How far it is off, against what the program itself allocated (median and 95th percentile \
                 of the error, in percent):"
            </p>
            <div class="table-frame" tabindex="0" role="region" aria-label="Accuracy" inner_html=ACCURACY></div>
        </section>
    }
}
