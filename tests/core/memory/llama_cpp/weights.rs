//! Weights against what llama.cpp's own quantizer and loader reported.

use std::error::Error;

use headroom_core::memory::llama_cpp::tensors::tensors;
use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout};

use crate::ground_truth::{Models, weights};

#[test]
fn files_and_device_buffers_are_equal_to_the_byte() -> Result<(), Box<dyn Error>> {
    let models = Models::read()?;
    let mut compared = 0;
    let mut wrong = Vec::new();
    for model in weights()? {
        let architecture = models.architecture(&model.model)?;
        let layout = ModelLayout::new(&architecture);
        let listed = tensors(&architecture);
        let values: u64 = listed.iter().map(|tensor| tensor.values()).sum();
        if (listed.len() as u64, values) != (model.tensors, model.values) {
            wrong.push(format!(
                "{}: {} tensors, {values} values; measured {} and {}",
                model.model,
                listed.len(),
                model.tensors,
                model.values
            ));
        }
        for (name, plain, imatrix, device) in model.types {
            let file_type = name.parse()?;
            let ours = layout.weights(file_type, Imatrix::Without);
            let ours_imatrix = layout.weights(file_type, Imatrix::With);
            let pairs = [
                ("file", ours.file.get(), Some(plain)),
                ("file with imatrix", ours_imatrix.file.get(), Some(imatrix)),
                ("device", ours.device.get(), device),
            ];
            for (what, ours, measured) in pairs {
                let Some(measured) = measured else { continue };
                compared += 1;
                if ours != measured {
                    wrong.push(format!(
                        "{} {name} {what}: {ours}, measured {measured}",
                        model.model
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 2_000, "{compared} compared");
    Ok(())
}
