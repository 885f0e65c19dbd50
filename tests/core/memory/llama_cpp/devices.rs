//! Models over two and four devices against what llama.cpp reported.

use std::error::Error;

use headroom_core::memory::llama_cpp::{Imatrix, Settings, devices};
use headroom_core::units::Tokens;

use crate::ground_truth::Models;

#[test]
fn weights_and_caches_are_equal_on_each_device_and_buffers_close() -> Result<(), Box<dyn Error>> {
    let models = Models::read()?;
    let (mut wrong, mut errors) = (Vec::new(), Vec::new());
    for row in crate::ground_truth::devices()? {
        let architecture = models.architecture(&row.model)?;
        let settings = Settings {
            outputs: std::num::NonZeroU64::new(row.outputs),
            flash_attention: row.flash_attention == 1,
            ..Settings::new(Tokens::new(row.context))
        };
        let ours = devices(
            &architecture,
            row.file_type.parse()?,
            Imatrix::Without,
            &settings,
            &vec![1; row.devices.len()],
        );
        for (ours, &(weights, cache, compute)) in ours.iter().zip(&row.devices) {
            let held = (ours.weights.get(), (ours.kv + ours.recurrent).get());
            if held != (weights, cache) {
                wrong.push(format!(
                    "{}: {ours:?}, measured {weights}, {cache}",
                    row.model
                ));
            }
            errors.push((ours.compute.as_f64() / compute as f64 - 1.0).abs());
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    errors.sort_by(f64::total_cmp);
    let within = |percent: usize| errors[percent * (errors.len() - 1) / 100];
    assert!(
        within(50) < 0.02 && within(95) < 0.2,
        "{} {}",
        within(50),
        within(95)
    );
    Ok(())
}

#[test]
fn the_buffers_of_all_devices_are_the_sum_of_each() -> Result<(), Box<dyn Error>> {
    let models = Models::read()?;
    for row in crate::ground_truth::devices()? {
        let architecture = models.architecture(&row.model)?;
        for count in 1..5 {
            let settings = Settings {
                devices: count as u64,
                ..Settings::new(Tokens::new(row.context))
            };
            let each = devices(
                &architecture,
                row.file_type.parse()?,
                Imatrix::With,
                &settings,
                &vec![1; count],
            );
            let sum = each.iter().map(|device| device.compute).sum();
            let all = headroom_core::memory::llama_cpp::ModelLayout::new(&architecture)
                .compute(&settings);
            assert_eq!(all.device, sum, "{} on {count}", row.model);
        }
    }
    Ok(())
}

#[test]
fn layers_are_dealt_out_by_the_shares() -> Result<(), Box<dyn Error>> {
    let models = Models::read()?;
    // Llama 3.1 8B has 32 layers; with the output matrix 33 places. By hand: of 24 and 12 the first
    // ends at two thirds of 33 = 22, so that layers 0 to 21 are its own.
    for (shares, layers) in [
        (vec![24, 12], vec![22, 10]),
        (vec![12, 24], vec![11, 21]),
        (vec![1], vec![32]),
        (vec![1, 1], vec![17, 15]),
        (vec![0, 5], vec![0, 32]),
        (
            vec![24_000_000_000, 8_000_000_000, 16_000_000_000],
            vec![17, 5, 10],
        ),
        (vec![0, 0], vec![32, 0]),
    ] {
        let each = devices(
            &models.architecture("llama-3.1-8b")?,
            "Q4_K_M".parse()?,
            Imatrix::With,
            &Settings::new(Tokens::new(4_096)),
            &shares,
        );
        let dealt: Vec<u32> = each.iter().map(|device| device.layers).collect();
        assert_eq!(dealt, layers, "{shares:?}");
    }
    Ok(())
}
