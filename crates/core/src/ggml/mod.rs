//! GGML's types: of single tensors, and of whole files.
//!
//! The catalog's rows hold them, so that a quantization or a cache type without one cannot exist.

mod file_type;
mod tensor_type;

pub use file_type::{FileType, FileTypeError};
pub use tensor_type::{CacheTypeError, TensorType};
