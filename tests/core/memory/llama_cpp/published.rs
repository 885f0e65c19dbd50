//! Published files and the logs of public runs, which no one made to be compared with.

use std::collections::BTreeMap;

use crate::ground_truth::{Models, PublishedRow, logs, published};
use headroom_core::memory::llama_cpp::{Imatrix, ModelLayout};
use headroom_core::units::Bytes;

/// The bytes of a file's tensors.
fn tensor_bytes(models: &Models, row: &PublishedRow) -> f64 {
    let (model, file_type, imatrix, ..) = row;
    let layout = ModelLayout::new(&models.architecture(model).unwrap());
    let weights = layout.weights(file_type.parse().unwrap(), Imatrix::from(*imatrix == 1));
    weights.file.as_f64()
}

/// The rows whose size is known to the byte: model, source, and what is left of the size beside the
/// tensors.
fn left_of_exact_sizes() -> Vec<(PublishedRow, f64)> {
    let models = Models::read().unwrap();
    let rows = published().unwrap().into_iter();
    let exact = rows.filter_map(|row| {
        let size: f64 = row.3.parse().ok()?;
        let left = size - tensor_bytes(&models, &row);
        println!(
            "{} {}: {left} bytes beside the tensors, {}",
            row.0, row.1, row.4
        );
        Some((row, left))
    });
    exact.collect()
}

/// Files of Mixtral from before experts were stored in one tensor.
fn has_split_experts(row: &PublishedRow) -> bool {
    row.0 == "mixtral-8x7b"
}

/// A file is its tensors and its metadata, of which the tokenizer is most: 0.5 to 16 MB, and the
/// same under every type of a model from one place, to the 64 bytes of a name or a padding.
#[test]
fn beside_its_tensors_a_published_file_has_the_same_metadata_under_every_type() {
    let mut by_place: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
    for (row, left) in left_of_exact_sizes() {
        if !has_split_experts(&row) {
            assert!((0.5e6..16e6).contains(&left), "{} {}: {left}", row.0, row.1);
            by_place.entry((row.0, row.4)).or_default().push(left);
        }
    }
    let mut compared = 0;
    for (place, left) in by_place {
        let least = left.iter().copied().fold(f64::INFINITY, f64::min);
        let most = left.iter().copied().fold(0.0, f64::max);
        assert!(most - least <= 64.0, "{place:?}: {least} to {most}");
        compared += left.len();
    }
    assert!(compared > 10, "{compared} compared");
}

/// The rules counted the tensors of single experts then: a fiftieth of a percent of difference.
#[test]
fn files_with_split_experts_are_as_large_but_for_a_fiftieth_of_a_percent() {
    let rows = left_of_exact_sizes();
    let split: Vec<_> = rows
        .iter()
        .filter(|(row, _)| has_split_experts(row))
        .collect();
    assert_eq!(split.len(), 4);
    for (row, left) in split {
        let size: f64 = row.3.parse().unwrap();
        assert!(left.abs() <= 0.000_2 * size, "{} {}: {left}", row.0, row.1);
    }
}

/// Sizes as a page prints them: the tensors and some metadata, rounded to the last digit. Where
/// the metadata of a model is known from an exact size, it is that metadata.
#[test]
fn printed_sizes_are_met_to_their_last_digit() {
    let models = Models::read().unwrap();
    let known: BTreeMap<String, f64> = left_of_exact_sizes()
        .into_iter()
        .map(|(row, left)| (row.0, left))
        .collect();
    let mut compared = 0;
    for row in published().unwrap() {
        let Some(printed) = row.3.strip_suffix(" GB") else {
            continue;
        };
        let digits = printed.split('.').nth(1).map_or(0, str::len);
        let rounding = 0.5 * 1e9 / 10_f64.powi(i32::try_from(digits).unwrap());
        let left = printed.parse::<f64>().unwrap() * 1e9 - tensor_bytes(&models, &row);
        let (least, most) = known
            .get(&row.0)
            .map_or((0.5e6, 16e6), |&left| (left, left));
        println!("{} {}: {left:.0} of {printed} GB", row.0, row.1);
        assert!(
            (least - rounding..=most + rounding).contains(&left),
            "{} {}: {left}",
            row.0,
            row.1
        );
        compared += 1;
    }
    assert_eq!(compared, 31);
}

/// Weights, cache and buffer together, on whatever device the run was.
#[test]
fn logs_of_public_runs_are_met_within_a_hundredth() {
    const MIB: f64 = 1_048_576.0;
    let models = Models::read().unwrap();
    let mut errors = Vec::new();
    for row in logs().unwrap() {
        let layout = ModelLayout::new(&models.architecture(&row.model).unwrap());
        let settings = row.settings().unwrap();
        let mib = |bytes: Bytes| bytes.as_f64() / MIB;
        let weights = mib(layout
            .weights(row.file_type.parse().unwrap(), Imatrix::Without)
            .device);
        let cache = layout.cache(&settings);
        let cache = mib(cache.kv + cache.recurrent);
        let compute = mib(layout.compute(&settings).device);
        let ours = weights + cache + compute;
        let stated = row.weights + row.cache + row.compute;
        println!(
            "log {} ({} on {}): {ours:.2} MiB of {stated:.2}; weights {weights:.2} of {}, cache \
             {cache:.2} of {}, buffer {compute:.2} of {}",
            row.log, row.model, row.backend, row.weights, row.cache, row.compute
        );
        errors.push((ours / stated - 1.0).abs());
    }
    errors.sort_by(f64::total_cmp);
    assert_eq!(errors.len(), 7);
    let (median, most) = (errors.get(3).unwrap(), errors.last().unwrap());
    assert!(*median <= 0.01 && *most <= 0.02, "{errors:?}");
}
