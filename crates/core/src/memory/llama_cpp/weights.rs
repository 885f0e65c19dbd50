//! The bytes of a model's weights under a quantization.

use crate::catalog::Architecture;
use crate::units::Bytes;

use super::count_in;
use super::rules::{Positions, RuleConditions, TensorKind, model_conditions};
use super::tensors::{Category, Reading, Role, Tensor};
use crate::ggml::{FileType, TensorType};

/// Tensors on a CUDA device begin at multiples of this many bytes.
const DEVICE_ALIGNMENT: u64 = 128;
/// Rows of quantized tensors on a CUDA device end at multiples of this many values: the last row
/// of a tensor is padded to it.
const DEVICE_ROW: u64 = 512;

/// The use of an importance matrix in making a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imatrix {
    /// Made with one.
    With,
    /// Made without one.
    Without,
}

impl Imatrix {
    const fn condition(self) -> RuleConditions {
        match self {
            Self::With => RuleConditions::IMATRIX,
            Self::Without => RuleConditions::NO_IMATRIX,
        }
    }
}

/// `true`: with one.
impl From<bool> for Imatrix {
    fn from(with: bool) -> Self {
        if with { Self::With } else { Self::Without }
    }
}

/// The bytes of a model's weights under one quantization.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// The tensor data of the file.
    pub file: Bytes,
    /// The bytes that a device holds with every layer on it, alignment included. A tied embedding
    /// is held there as the output matrix.
    pub device: Bytes,
    /// The bytes that stay in host memory then: the input embeddings.
    pub host: Bytes,
    /// The bytes read to generate one token: every tensor but an input embedding that is not the
    /// output matrix, and of routed experts those that are used.
    pub read: Bytes,
    /// Average bits for each value of the file.
    pub bits_per_weight: f64,
}

/// Tensors that every rule treats alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TensorClass {
    kind: TensorKind,
    /// Rows of one tensor.
    rows: u64,
    /// True if it is held in host memory.
    on_host: bool,
    /// True if it is held on the device: an embedding that is the output matrix is held on both
    /// sides.
    on_device: bool,
    /// The part of it that is read for a token.
    reading: Reading,
}

/// The tensors of a model, those alike counted together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TensorCounts {
    classes: Vec<(TensorClass, u64)>,
    conditions: RuleConditions,
    routing: Routing,
    values: u64,
}

impl TensorCounts {
    /// Counts `tensors`, which are those of `architecture` in the order of its file.
    pub(super) fn new(architecture: &Architecture, tensors: &[Tensor]) -> Self {
        let classes = TensorClass::all(architecture, tensors);
        Self::count(architecture, tensors.iter().zip(classes))
    }

    /// Counts some tensors of `architecture`, given with their classes.
    pub(super) fn count<'a>(
        architecture: &Architecture,
        tensors: impl Iterator<Item = (&'a Tensor, TensorClass)>,
    ) -> Self {
        let mut classes: Vec<(TensorClass, u64)> = Vec::new();
        let mut values: u64 = 0;
        for (tensor, class) in tensors {
            count_in(&mut classes, class);
            values = values.saturating_add(tensor.values());
        }
        Self {
            classes,
            conditions: model_conditions(architecture),
            routing: Routing::of(architecture),
            values,
        }
    }

    /// The values that are read to generate a token.
    pub(super) fn values_read(&self) -> u64 {
        self.classes.iter().fold(0, |sum: u64, &(class, count)| {
            let values = class.rows.saturating_mul(class.kind.row);
            let read = self.routing.read(values, class.reading);
            sum.saturating_add(read.saturating_mul(count))
        })
    }

    /// The bytes under `file_type`.
    pub(super) fn weights(&self, file_type: FileType, imatrix: Imatrix) -> Weights {
        let conditions = self.conditions | imatrix.condition();
        let (mut file, mut device, mut host) = (Bytes::ZERO, Bytes::ZERO, Bytes::ZERO);
        let mut read = Bytes::ZERO;
        for &(class, count) in &self.classes {
            let tensor_type = file_type.tensor_type(&class.kind, conditions);
            let row_bytes = tensor_type.row_bytes(class.kind.row);
            let bytes = row_bytes.saturating_mul(class.rows);
            let all = Bytes::new(bytes).saturating_mul(count);
            file = file + all;
            let read_of_one = self.routing.read(bytes, class.reading);
            read = read + Bytes::new(read_of_one).saturating_mul(count);
            if class.on_host {
                host = host + all;
            }
            if class.on_device {
                let held = device_bytes(bytes, tensor_type, class.kind.row);
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
// llama.cpp: ggml/src/ggml-cuda/ggml-cuda.cu, ggml_backend_cuda_buffer_type_get_alloc_size
// llama.cpp: ggml/src/ggml-cuda/ggml-cuda.cu, ggml_backend_cuda_buffer_type_get_alignment
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

impl TensorClass {
    /// The classes of all tensors of `architecture`, in the order of its file.
    pub(super) fn all(architecture: &Architecture, tensors: &[Tensor]) -> Vec<Self> {
        let mut positions = Positions::new(architecture, tensors);
        tensors
            .iter()
            .map(|tensor| Self::of(architecture, tensor, positions.next(tensor)))
            .collect()
    }

    fn of(architecture: &Architecture, tensor: &Tensor, conditions: RuleConditions) -> Self {
        let [row, _, stack] = tensor.shape;
        let category = tensor.role.category();
        let tied = architecture.tied_embeddings && category == Category::Embedding;
        let on_host = tensor.role.stays_on_host();
        let is_output = tied && tensor.role == Role::TokenEmbedding;
        Self {
            kind: TensorKind {
                category,
                storage: tensor.role.storage(),
                stacked: stack > 1,
                tied,
                row,
                conditions,
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

/// Routed experts: how many of how many work on a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Routing {
    used: u64,
    count: u64,
}

impl Routing {
    fn of(architecture: &Architecture) -> Self {
        let experts = architecture.experts.as_ref();
        experts.map_or(Self { used: 1, count: 1 }, |experts| Self {
            used: u64::from(experts.used.min(experts.count)),
            count: u64::from(experts.count.max(1)),
        })
    }

    /// The part of `amount` that is read, `amount` being the same for every expert.
    const fn read(self, amount: u64, reading: Reading) -> u64 {
        match reading {
            Reading::Whole => amount,
            Reading::Routed => (amount / self.count).saturating_mul(self.used),
            Reading::Row => 0,
        }
    }
}
