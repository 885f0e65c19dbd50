//! How fast what a request asks for answers.

use super::Request;
use super::parts::Rows;
use crate::catalog::{Backend, Catalog};
use crate::memory::llama_cpp::ModelLayout;
use crate::speed::{DecodeCost, DecodeRate, PrefillCost, PrefillRate, Speed, TimeToFirstToken};

/// The speed on the platform of a request; `None` is what cannot be known.
#[derive(Clone, Copy, Default)]
pub(super) struct Rates {
    pub(super) generation: Option<Speed>,
    pub(super) reading: Option<Speed>,
    pub(super) first_token: Option<TimeToFirstToken>,
}

impl Rates {
    /// By the tensors of the model, whatever the method of its memory: the formula knows none.
    pub(super) fn of(request: &Request, catalog: &Catalog, rows: Rows<'_>) -> Self {
        Self::on_platform(request, catalog, rows).unwrap_or_default()
    }

    fn on_platform(request: &Request, catalog: &Catalog, rows: Rows<'_>) -> Option<Self> {
        let index = request.gpu?;
        let gpu = catalog.gpu(index)?;
        let backend = request.backend.unwrap_or(Backend::usual(gpu));
        let pace = DecodeRate::of_gpu(&catalog.speed, gpu, backend)?;
        let architecture = request.subject.architecture(catalog)?;
        let plan = ModelLayout::new(architecture);
        let (keys, values) = (rows.keys.tensor_type, rows.values.tensor_type);
        let file_type = rows.quantization.file_type;
        let weights = plan.weights(file_type, request.imatrix.into()).read;
        let work = |depth| DecodeCost::new(&plan, weights, plan.cache_read(keys, values, depth));
        let prompt = PrefillRate::of_gpu(catalog, index, backend);
        let prompt_work = PrefillCost::new(architecture, &plan, request.prompt, request.depth);
        Some(Self {
            generation: pace.speed(work(request.depth)),
            reading: prompt.and_then(|prompt| prompt.speed(prompt_work)),
            first_token: prompt.and_then(|prompt| {
                let behind = work(request.depth + request.prompt);
                prompt.time_to_first_token(prompt_work, &pace, behind)
            }),
        })
    }
}
