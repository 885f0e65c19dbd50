//! A model over several devices, layer by layer.
//!
//! Consecutive layers go to the same device, as many to each as come out of its share of the layers
//! and the output matrix; llama.cpp takes the devices' memory as shares. Caches and states go with
//! their layers. So that devices can work on different batches at once, each keeps four copies of what
//! it is given: masks, positions and the results that come in from the device before.

use crate::catalog::Architecture;
use crate::units::Bytes;

use super::cache::LayerCaches;
use super::compute::{Buffers, DevicePosition};
use super::settings::Settings;
use super::tensors::{MAX_LAYERS, Role, Tensor, tensors};
use super::weights::{Imatrix, TensorClass, TensorCounts};
use crate::ggml::FileType;

/// The memory that one of several devices holds, part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its layers.
    pub layers: u32,
    /// Weights.
    pub weights: Bytes,
    /// Keys and values.
    pub kv: Bytes,
    /// States of recurrent layers.
    pub recurrent: Bytes,
    /// The buffer of intermediate results.
    pub compute: Bytes,
}

impl Device {
    /// The sum of its parts.
    #[must_use]
    pub fn total(&self) -> Bytes {
        self.weights + self.kv + self.recurrent + self.compute
    }
}

/// The memory that each device holds of a model with every layer on one of them; `shares` says how
/// much each is to hold, in any unit, as bytes of memory do. No share above zero: the first device
/// holds all.
#[must_use]
pub fn devices(
    architecture: &Architecture,
    file_type: FileType,
    imatrix: Imatrix,
    settings: &Settings,
    shares: &[u64],
) -> Vec<Device> {
    let layers = architecture.layers.min(MAX_LAYERS);
    let tensors = tensors(architecture);
    let classes = TensorClass::all(architecture, &tensors);
    let buffers = Buffers::new(architecture);
    let count = shares.len();
    let homes: Vec<usize> = (0..=layers)
        .map(|layer| device_of(layer, layers, shares))
        .collect();
    (0..count)
        .map(|device| {
            let own = |layer: u32| homes.get(layer as usize) == Some(&device);
            // What belongs to no layer goes with the output; rotary factors are needed everywhere.
            let holds = |tensor: &Tensor| {
                own(tensor.layer.unwrap_or(layers)) || tensor.role == Role::RopeFactors
            };
            let held = tensors.iter().zip(classes.iter().copied());
            let held = held.filter(|(tensor, _)| holds(tensor));
            let weights = TensorCounts::count(architecture, held);
            let cache =
                LayerCaches::of_layers(architecture, (0..layers).filter(|&layer| own(layer)))
                    .bytes(settings);
            let position = match (count, device) {
                (1, _) => DevicePosition::Only,
                (_, 0) => DevicePosition::First,
                _ if device + 1 == count => DevicePosition::Last,
                _ => DevicePosition::Between,
            };
            Device {
                layers: (0..layers).map(|layer| u32::from(own(layer))).sum(),
                weights: weights.weights(file_type, imatrix).device,
                kv: cache.kv,
                recurrent: cache.recurrent,
                compute: buffers.bytes_at(settings, position),
            }
        })
        .collect()
}

/// The device of a layer, the output matrix counting as the layer after the last: the first device
/// whose share of all `layers + 1`, with those before it, ends beyond this one.
// llama.cpp: src/llama-model.cpp, load_tensors (get_layer_buft_list)
fn device_of(layer: u32, layers: u32, shares: &[u64]) -> usize {
    let sum: u128 = shares.iter().map(|&share| u128::from(share)).sum();
    let begins = u128::from(layer) * sum;
    let mut end = 0;
    let found = shares.iter().position(|&share| {
        end += u128::from(share) * (u128::from(layers) + 1);
        end > begins
    });
    found.unwrap_or(0)
}
