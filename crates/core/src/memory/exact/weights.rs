//! The bytes of a model's weights under a quantization.

use crate::catalog::{Architecture, RecurrentKind};
use crate::units::Bytes;

use super::routing::Routing;
use super::rules::{Facts, FileType, Place, Subject};
use super::tally::count_in;
use super::tensors::{Category, Reading, Role, Storage, Tensor};
use super::types::TensorType;

/// Tensors on a CUDA device begin at multiples of this many bytes.
const DEVICE_ALIGNMENT: u64 = 128;
/// Rows of quantized tensors on a CUDA device end at multiples of this many values: the last row
/// of a tensor is padded to it.
const DEVICE_ROW: u64 = 512;

/// The bytes of a model's weights under one quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// The tensor data of the file.
    pub file: Bytes,
    /// What a device holds with every layer on it, alignment included. A tied embedding is held there as the
    /// output matrix.
    pub device: Bytes,
    /// What stays in host memory then: the input embeddings.
    pub host: Bytes,
    /// What generating one token reads: every tensor but an input embedding that is not the output
    /// matrix, and of routed experts those that are used.
    pub read: Bytes,
    /// Average bits for each value of the file.
    pub bits_per_weight: f64,
}

/// Tensors that every rule treats alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class {
    subject: Subject,
    /// Rows of one tensor.
    rows: u64,
    /// Whether it is held in host memory.
    on_host: bool,
    /// Whether it is held on the device: an embedding that is the output matrix is held on both sides.
    on_device: bool,
    /// How much of it is read for a token.
    reading: Reading,
}

/// The tensors of a model, those alike counted together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TensorClasses {
    classes: Vec<(Class, u64)>,
    facts: Facts,
    routing: Routing,
    values: u64,
}

impl TensorClasses {
    /// Counts `tensors`, which are those of `architecture` in the order of its file.
    pub(super) fn new(architecture: &Architecture, tensors: &[Tensor]) -> Self {
        let classes = Class::all(architecture, tensors);
        Self::count(architecture, tensors.iter().zip(classes))
    }

    /// Counts some tensors of `architecture`, given with their classes.
    pub(super) fn count<'a>(
        architecture: &Architecture,
        tensors: impl Iterator<Item = (&'a Tensor, Class)>,
    ) -> Self {
        let mut classes: Vec<(Class, u64)> = Vec::new();
        let mut values: u64 = 0;
        for (tensor, class) in tensors {
            count_in(&mut classes, class);
            values = values.saturating_add(tensor.values());
        }
        Self {
            classes,
            facts: model_facts(architecture),
            routing: Routing::of(architecture),
            values,
        }
    }

    /// The values that are read to generate a token.
    pub(super) fn values_read(&self) -> u64 {
        self.classes.iter().fold(0, |sum: u64, &(class, count)| {
            let values = class.rows.saturating_mul(class.subject.row);
            let read = self.routing.read(values, class.reading);
            sum.saturating_add(read.saturating_mul(count))
        })
    }

    /// The bytes under `file_type`, made with or without an importance matrix.
    pub(super) fn weights(&self, file_type: FileType, imatrix: bool) -> Weights {
        let making = if imatrix {
            Facts::IMATRIX
        } else {
            Facts::NO_IMATRIX
        };
        let facts = self.facts | making;
        let (mut file, mut device, mut host) = (Bytes::ZERO, Bytes::ZERO, Bytes::ZERO);
        let mut read = Bytes::ZERO;
        for &(class, count) in &self.classes {
            let tensor_type = file_type.tensor_type(&class.subject, facts);
            let row_bytes = tensor_type.row_bytes(class.subject.row);
            let bytes = row_bytes.saturating_mul(class.rows);
            let all = Bytes::new(bytes).saturating_mul(count);
            file = file + all;
            let read_of_one = self.routing.read(bytes, class.reading);
            read = read + Bytes::new(read_of_one).saturating_mul(count);
            if class.on_host {
                host = host + all;
            }
            if class.on_device {
                let held = device_bytes(bytes, tensor_type, class.subject.row);
                device = device + Bytes::new(held).saturating_mul(count);
            }
        }
        #[expect(clippy::cast_precision_loss)]
        let bits_per_weight = file.as_f64() * 8.0 / self.values.max(1) as f64;
        Weights {
            file,
            device,
            host,
            read,
            bits_per_weight,
        }
    }
}

/// Bytes that a CUDA device sets aside for a tensor of `bytes` bytes with rows of `row` values.
const fn device_bytes(bytes: u64, tensor_type: TensorType, row: u64) -> u64 {
    let over = row % DEVICE_ROW;
    let padded = if tensor_type.is_quantized() && over != 0 {
        bytes.saturating_add(tensor_type.row_bytes(DEVICE_ROW - over))
    } else {
        bytes
    };
    match padded.checked_next_multiple_of(DEVICE_ALIGNMENT) {
        Some(aligned) => aligned,
        None => u64::MAX,
    }
}

impl Class {
    /// The classes of all tensors of `architecture`, in the order of its file.
    pub(super) fn all(architecture: &Architecture, tensors: &[Tensor]) -> Vec<Self> {
        let mut places = Places::new(architecture, tensors);
        tensors
            .iter()
            .map(|tensor| Self::of(architecture, tensor, places.next(tensor)))
            .collect()
    }

    fn of(architecture: &Architecture, tensor: &Tensor, facts: Facts) -> Self {
        let [row, _, stack] = tensor.shape;
        let category = tensor.role.category();
        let tied = architecture.tied_embeddings && category == Category::Embedding;
        let on_host = tensor.role.stays_on_host();
        let is_output = tied && tensor.role == Role::TokenEmbedding;
        Self {
            subject: Subject {
                category,
                storage: tensor.role.storage(),
                stacked: stack > 1,
                tied,
                row,
                facts,
            },
            rows: tensor.rows(),
            on_host,
            on_device: !on_host || is_output,
            reading: if is_output {
                Reading::Whole
            } else {
                tensor.role.reading()
            },
        }
    }
}

/// Gives each tensor its place among those of its kind.
struct Places {
    layers: u32,
    values: u32,
    /// Models with experts count feed-forward networks by layer, others one after the other.
    by_layer: bool,
    seen_values: u32,
    seen: [u32; 3],
}

impl Places {
    fn new(architecture: &Architecture, tensors: &[Tensor]) -> Self {
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

    /// The facts of the place of `tensor`, the next in the file.
    fn next(&mut self, tensor: &Tensor) -> Facts {
        if tensor.role.storage() != Storage::Quantized {
            return Facts::NONE;
        }
        let [gates, ups, downs] = &mut self.seen;
        let seen = match tensor.role.category() {
            Category::Value => {
                let index = self.seen_values;
                self.seen_values = index.saturating_add(1);
                let of = self.values;
                return Place { index, of }.facts();
            }
            Category::Gate => gates,
            Category::Up => ups,
            Category::Down => downs,
            _ => return Facts::NONE,
        };
        let counted = *seen;
        *seen = counted.saturating_add(1);
        let of = self.layers;
        let index = match tensor.layer {
            Some(layer) if self.by_layer => layer,
            _ => counted,
        };
        let early = counted < of / 8;
        Place { index, of }
            .facts()
            .with_if(Facts::COUNTED_FIRST_EIGHTH, early)
    }
}

/// Architectures whose models of 80 layers llama.cpp takes for its class of 70B models.
const SEVENTY: &[&str] = &["deci", "qwen2"];

/// The facts of a model that rules ask for.
fn model_facts(architecture: &Architecture) -> Facts {
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
    Facts::NONE
        .with_if(Facts::GROUPED, shared >= 4)
        .with_if(Facts::EIGHT_EXPERTS, experts == 8)
        .with_if(Facts::NOT_EIGHT_EXPERTS, experts != 8)
        .with_if(Facts::FOUR_EXPERTS, experts >= 4)
        .with_if(Facts::FALCON, falcon)
        .with_if(Facts::NOT_FALCON, !falcon)
        .with_if(Facts::SEVENTY, seventy)
}

/// How many query heads share a key head in the first layer; zero where that layer has none.
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
