//! KV cache and recurrent state against what llama.cpp reported.

use std::error::Error;

use headroom_core::memory::llama_cpp::ModelLayout;

use crate::ground_truth::{Models, settings};

#[test]
fn caches_and_states_are_equal_to_the_byte() -> Result<(), Box<dyn Error>> {
    let models = Models::read()?;
    let mut compared = 0;
    let mut wrong = Vec::new();
    for model in settings()? {
        let layout = ModelLayout::new(&models.architecture(&model.model)?);
        for row in model.measured()? {
            let ours = layout.cache(&row.settings);
            compared += 1;
            if (ours.kv.get(), ours.recurrent.get()) != (row.cache, row.recurrent) {
                wrong.push(format!("{} {row:?}: {ours:?}", model.model));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong, {}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(compared > 3_000, "{compared} compared");
    Ok(())
}
