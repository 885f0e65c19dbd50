//! The nearest changes of a candidate: of context, of the cache type, of quantization.

use super::{Candidate, Evaluation};
use crate::catalog::CacheTypeIndex;
use crate::estimate::MemoryMethod;
use crate::scenario::CacheChoice;
use crate::units::{IndexPoints, Tokens};

/// A change of a candidate and its cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WhatIf {
    /// The changed setting.
    pub change: Change,
    /// Bytes of memory that it adds; negative where it saves.
    pub memory: i128,
    /// Points of quality that it adds; `None` for an unrated model.
    pub quality: Option<IndexPoints>,
}

/// The changed setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Another context.
    Context(Tokens),
    /// Another KV cache type.
    Cache(CacheTypeIndex),
    /// Another quantization: the candidate at this position of the pool.
    Quantization(usize),
}

impl Evaluation {
    /// The nearest changes of a candidate, where there are such: twice the context, the next smaller
    /// cache type, the next larger and the next smaller quantization.
    #[must_use]
    pub fn what_ifs(&self, position: usize) -> [Option<WhatIf>; 4] {
        let Some(candidate) = self.pool.candidate(position) else {
            return [None; 4];
        };
        [
            self.twice_the_context(candidate),
            self.smaller_cache(candidate),
            self.next_quantization(position, candidate, true),
            self.next_quantization(position, candidate, false),
        ]
    }

    fn twice_the_context(&self, candidate: &Candidate) -> Option<WhatIf> {
        let context = Tokens::new(self.scenario.workload.context.get().saturating_mul(2));
        let model = self.catalog().model(candidate.model)?;
        if context > crate::scenario::Scenario::MOST_CONTEXT || !model.reaches(context) {
            return None;
        }
        let method = self.memory_method(candidate.cache)?;
        let cost = |context| self.context_bytes(candidate, &method.at(context));
        Some(WhatIf {
            change: Change::Context(context),
            memory: cost(context) - cost(self.scenario.workload.context),
            quality: candidate.quality.map(|_| IndexPoints::default()),
        })
    }

    /// The memory of a context for a candidate.
    fn context_bytes(&self, candidate: &Candidate, method: &MemoryMethod) -> i128 {
        let context = self.pool.precomputed().context(candidate.model, method);
        i128::from(context.total().get())
    }

    /// The largest cache type below the candidate's whose loss was measured.
    fn smaller_cache(&self, candidate: &Candidate) -> Option<WhatIf> {
        if self.scenario.workload.cache == CacheChoice::Any {
            return None;
        }
        let cost = |cache| Some(self.context_bytes(candidate, &self.memory_method(cache)?));
        let current = cost(candidate.cache)?;
        let of_loss = |cache| {
            let row = self.catalog().cache_type(cache)?;
            let model = self.catalog().model(candidate.model)?;
            let billions = crate::quality::effective_billions(&model.parameters);
            Some(crate::quality::loss(
                &self.catalog().loss,
                billions,
                row.loss?,
            ))
        };
        let (cache, memory) = self
            .catalog()
            .indexed_cache_types()
            .filter(|(_, row)| row.loss.is_some())
            .filter_map(|(index, _)| Some((index, cost(index)? - current)))
            .filter(|(_, memory)| *memory < 0)
            .max_by_key(|(_, memory)| *memory)?;
        let quality = candidate.quality.and_then(|_| {
            Some(IndexPoints::from_f64(
                of_loss(candidate.cache)? - of_loss(cache)?,
            ))
        });
        Some(WhatIf {
            change: Change::Cache(cache),
            memory,
            quality,
        })
    }

    /// The candidate that differs in its quantization alone and is next in memory; a larger one
    /// only where it is better.
    fn next_quantization(
        &self,
        position: usize,
        candidate: &Candidate,
        larger: bool,
    ) -> Option<WhatIf> {
        let memory = |at: usize| i128::from(self.memory_of(at).get());
        let delta = |at: usize| memory(at) - memory(position);
        let value = |row: &Candidate| row.quality.map(|quality| quality.value);
        let others = self.pool.of_model(candidate.model);
        let (at, other) = others
            .filter(|(at, other)| {
                other.mode == candidate.mode
                    && other.cache == candidate.cache
                    && !other.broken
                    && if larger {
                        delta(*at) > 0 && other.loss < candidate.loss
                    } else {
                        delta(*at) < 0
                    }
            })
            .min_by_key(|(at, _)| delta(*at).abs())?;
        Some(WhatIf {
            change: Change::Quantization(at),
            memory: delta(at),
            quality: value(other)
                .zip(value(candidate))
                .map(|(new, old)| new - old),
        })
    }
}
