//! Reads and checks `data/gpus.json`.

use super::check::Checker;
use super::error::DataError;
use super::unused_fields::{GPU_UNUSED_FIELDS, GpuUnusedFields};
use crate::catalog::{ArithmeticRate, Gpu, GpuKind};
use crate::units::Bytes;

/// The platforms, how fast each computes, and the day.
pub(super) fn read(text: &str) -> Result<(Vec<Gpu>, Vec<ArithmeticRate>, String), DataError> {
    let check = Checker("gpus.json");
    let file = check.open(text)?;
    let rows = file
        .rows
        .into_iter()
        .map(|row| check.row(row, GPU_UNUSED_FIELDS))
        .collect::<Result<Vec<(Gpu, GpuUnusedFields)>, _>>()?;
    for (gpu, unused) in &rows {
        let measured = unused.prefill_tflops_measured.iter();
        let rates = [unused.fp16_tflops, unused.matrix_tflops];
        let rates = rates.into_iter().flatten();
        let mut rates = rates.chain(measured.clone().map(|(_, &(rate, _))| rate));
        check.ensure(
            rates.all(|rate| (0.01..=100_000.0).contains(&rate)),
            &gpu.id,
            "the arithmetic rate is out of range",
        )?;
        let counted = measured.clone().all(|(_, &(_, count))| count > 0);
        check.ensure(counted, &gpu.id, "a rate was measured not once")?;
        let possible = measured.clone().all(|(backend, _)| backend.runs_on(gpu));
        check.ensure(possible, &gpu.id, "a backend does not run on it")?;
    }
    let rates = rows.iter().map(|(_, unused)| ArithmeticRate {
        tflops: unused.matrix_tflops.or(unused.fp16_tflops),
        measured: unused
            .prefill_tflops_measured
            .iter()
            .map(|(&backend, &(rate, _))| (backend, rate))
            .collect(),
    });
    let rates = rates.collect();
    let gpus: Vec<Gpu> = rows.into_iter().map(|(gpu, _)| gpu).collect();
    check.unique(gpus.iter().map(|gpu| gpu.id.as_str()))?;
    for gpu in &gpus {
        let ensure = |holds, reason: &str| check.ensure(holds, &gpu.id, reason);
        ensure(!gpu.name.trim().is_empty(), "the name is empty")?;
        ensure(
            (1.0..=100_000.0).contains(&gpu.bandwidth),
            "the bandwidth is out of range",
        )?;
        let sizes = Bytes::new(1 << 30)..=Bytes::new(4 << 40);
        ensure(
            gpu.memory
                .iter()
                .all(|memory| sizes.contains(&memory.bytes)),
            "a size of memory is out of range",
        )?;
        ensure(
            gpu.memory.is_sorted_by(|a, b| a.bytes < b.bytes),
            "sizes of memory do not rise",
        )?;
        let mut shares = gpu
            .memory
            .iter()
            .filter_map(|memory| memory.usable)
            .chain(gpu.usable);
        ensure(
            shares.all(|share| (0.1..=1.0).contains(&share)),
            "a usable share is out of range",
        )?;
        ensure(
            gpu.kind != GpuKind::Discrete || gpu.memory.len() == 1,
            "a card has one size of memory",
        )?;
        ensure(
            gpu.speed_class
                .is_none_or(|class| class.includes(gpu.vendor, gpu.kind)),
            "the speed class is another vendor's, or of another kind",
        )?;
    }
    Ok((gpus, rates, file.as_of))
}
