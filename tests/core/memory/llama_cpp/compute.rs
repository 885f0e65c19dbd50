//! Compute buffers and totals against what llama.cpp reported.

use std::error::Error;

use headroom_core::memory::llama_cpp::ModelLayout;
use headroom_core::units::Bytes;

use crate::ground_truth::{Measured, Models, settings, weights};

/// The error that so many of a hundred cases stay within.
fn within(errors: &mut [f64], percent: usize) -> f64 {
    errors.sort_by(f64::total_cmp);
    let at = percent * errors.len().saturating_sub(1) / 100;
    errors.get(at).copied().unwrap_or(f64::NAN)
}

/// Relative errors over all measured settings.
fn errors(error: impl Fn(&ModelLayout, &Measured, u64) -> f64) -> Result<Vec<f64>, Box<dyn Error>> {
    let models = Models::read()?;
    let weights = weights()?;
    let mut errors = Vec::new();
    for model in settings()? {
        let layout = ModelLayout::new(&models.architecture(&model.model)?);
        let types = weights.iter().find(|row| row.model == model.model);
        let types = types.ok_or("no weights")?.types.iter();
        let device = types
            .filter(|(name, ..)| name == "Q4_K_M")
            .find_map(|(_, _, _, device)| *device)
            .ok_or("no device weights")?;
        for row in model.measured()? {
            errors.push(error(&layout, &row, device));
        }
    }
    Ok(errors)
}

fn relative(ours: Bytes, measured: u64) -> f64 {
    (ours.as_f64() / Bytes::new(measured).as_f64() - 1.0).abs()
}

#[test]
fn compute_buffers_are_within_their_goal() -> Result<(), Box<dyn Error>> {
    let mut device =
        errors(|layout, row, _| relative(layout.compute(&row.settings).device, row.compute))?;
    assert!(within(&mut device, 50) <= 0.02);
    assert!(within(&mut device, 95) <= 0.1);
    let mut host =
        errors(|layout, row, _| relative(layout.compute(&row.settings).host, row.compute_host))?;
    assert!(within(&mut host, 50) <= 0.02);
    assert!(within(&mut host, 95) <= 0.1);
    Ok(())
}

#[test]
fn the_class_of_a_model_says_how_far_its_buffer_may_be_off() -> Result<(), Box<dyn Error>> {
    let beyond = errors(|layout, row, _| {
        let compute = layout.compute(&row.settings);
        relative(compute.device, row.compute) - compute.band
    })?;
    let outside = beyond.iter().filter(|&&beyond| beyond > 0.0).count();
    assert!(
        outside * 20 <= beyond.len(),
        "{outside} of {}",
        beyond.len()
    );
    Ok(())
}

#[test]
fn totals_are_within_their_goal() -> Result<(), Box<dyn Error>> {
    let mut totals = errors(|layout, row, weights| {
        let ours = Bytes::new(weights) + layout.context_bytes(&row.settings);
        relative(ours, weights + row.cache + row.recurrent + row.compute)
    })?;
    assert!(within(&mut totals, 50) <= 0.005);
    assert!(within(&mut totals, 95) <= 0.03);
    Ok(())
}

#[test]
fn logits_that_are_handed_out_are_equal_to_the_byte() -> Result<(), Box<dyn Error>> {
    let wrong =
        errors(|layout, row, _| relative(layout.compute(&row.settings).output, row.output))?;
    assert!(wrong.iter().all(|&error| error == 0.0));
    Ok(())
}
