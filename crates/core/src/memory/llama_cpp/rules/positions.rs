//! The conditions that hold for a model, and for a tensor by its position in the file.

use super::{LayerPosition, RuleConditions};
use crate::catalog::{Architecture, RecurrentKind};
use crate::memory::llama_cpp::tensors::{Category, Storage, Tensor};

/// Counts the tensors of a file, to tell each one its position among those of its kind.
pub(in crate::memory::llama_cpp) struct Positions {
    layers: u32,
    values: u32,
    /// Models with experts count feed-forward networks by layer, others one after the other.
    by_layer: bool,
    seen_values: u32,
    seen: [u32; 3],
}

impl Positions {
    pub(in crate::memory::llama_cpp) fn new(
        architecture: &Architecture,
        tensors: &[Tensor],
    ) -> Self {
        let values = tensors
            .iter()
            .filter(|tensor| tensor.role.category() == Category::Value)
            .count();
        Self {
            layers: architecture.layers,
            values: u32::try_from(values).unwrap_or(u32::MAX),
            by_layer: architecture
                .experts
                .as_ref()
                .is_some_and(|experts| experts.count > 1),
            seen_values: 0,
            seen: [0; 3],
        }
    }

    /// The conditions that hold for the position of `tensor`, the next in the file.
    // llama.cpp: src/llama-quant.cpp, llama_tensor_get_type_impl (layer_info)
    pub(in crate::memory::llama_cpp) fn next(&mut self, tensor: &Tensor) -> RuleConditions {
        if tensor.role.storage() != Storage::Quantized {
            return RuleConditions::empty();
        }
        let [gates, ups, downs] = &mut self.seen;
        let seen = match tensor.role.category() {
            Category::Value => {
                let index = self.seen_values;
                self.seen_values = index.saturating_add(1);
                let of = self.values;
                return LayerPosition { index, of }.conditions();
            }
            Category::Gate => gates,
            Category::Up => ups,
            Category::Down => downs,
            _ => return RuleConditions::empty(),
        };
        let counted = *seen;
        *seen = counted.saturating_add(1);
        let of = self.layers;
        let index = match tensor.layer {
            Some(layer) if self.by_layer => layer,
            _ => counted,
        };
        let early = counted < of / 8;
        let mut conditions = LayerPosition { index, of }.conditions();
        conditions.set(RuleConditions::COUNTED_FIRST_EIGHTH, early);
        conditions
    }
}

/// Architectures whose models of 80 layers llama.cpp takes for its class of 70B models.
const SEVENTY: &[&str] = &["deci", "qwen2"];

/// The conditions that hold for a model.
pub(in crate::memory::llama_cpp) fn model_conditions(
    architecture: &Architecture,
) -> RuleConditions {
    let experts = architecture
        .experts
        .as_ref()
        .map_or(0, |experts| experts.count);
    let falcon = architecture.name == "falcon";
    let attention = architecture.attention.as_ref();
    let heads = attention.and_then(|attention| attention.heads.at(0));
    let shared = heads_that_share(architecture);
    let name = architecture.name.as_str();
    let shares = attention.and_then(|attention| attention.kv_heads.at(0)) != heads;
    let seventy =
        architecture.layers == 80 && (SEVENTY.contains(&name) || (name == "llama" && shares));
    [
        (RuleConditions::GROUPED, shared >= 4),
        (RuleConditions::EIGHT_EXPERTS, experts == 8),
        (RuleConditions::NOT_EIGHT_EXPERTS, experts != 8),
        (RuleConditions::FOUR_EXPERTS, experts >= 4),
        (RuleConditions::FALCON, falcon),
        (RuleConditions::NOT_FALCON, !falcon),
        (RuleConditions::SEVENTY, seventy),
    ]
    .into_iter()
    .collect()
}

/// The number of query heads that share a key head in the first layer; zero where that layer has
/// none.
// llama.cpp: src/llama-hparams.cpp, llama_hparams::n_gqa
fn heads_that_share(architecture: &Architecture) -> u32 {
    let Some(attention) = &architecture.attention else {
        return 0;
    };
    // Delta nets are told apart by an interval, so that their files name one number of key heads
    // for all layers; files of other hybrids name none for a recurrent layer.
    let names_one = architecture
        .recurrent
        .as_ref()
        .is_some_and(|recurrent| recurrent.kind == RecurrentKind::GatedDeltanet);
    let first = attention.layers.as_ref();
    if !names_one && first.is_some_and(|layers| !layers.contains(0)) {
        return 0;
    }
    let heads = attention.heads.at(0).unwrap_or_default();
    let kv_heads = if attention.latent.is_some() {
        1
    } else {
        attention.kv_heads.at(0).unwrap_or_default()
    };
    heads.checked_div(kv_heads).unwrap_or_default()
}
