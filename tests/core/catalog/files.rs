//! The texts of the data files.

pub(crate) const MODELS: &str = include_str!("../../../data/models.json");
pub(crate) const QUANTIZATIONS: &str = include_str!("../../../data/quantizations.json");
pub(crate) const QUALITY: &str = include_str!("../../../data/quality.json");
pub(crate) const GPUS: &str = include_str!("../../../data/gpus.json");
pub(crate) const SPEED: &str = include_str!("../../../data/speed.json");
