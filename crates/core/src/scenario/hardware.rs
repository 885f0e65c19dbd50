//! The hardware, and the memory that it gives to a model.

use super::{ExtraGpus, Scenario};
use crate::catalog::{Backend, Catalog, Gpu, GpuIndex, GpuKind, GpuMemory};
use crate::units::Bytes;

/// The hardware that the visitor has.
#[derive(Clone, Debug, PartialEq)]
pub struct Hardware {
    /// Memory of the card or, for a platform without memory of its own, of the computer; only
    /// heeded where no card with one size of memory is chosen. See [`Hardware::memory_budget`].
    pub vram: Bytes,
    /// The chosen platform.
    pub gpu: Option<GpuIndex>,
    /// Number of cards, 1 to 64.
    pub gpus: u64,
    /// Cards of other kinds beside them.
    pub extra_gpus: ExtraGpus,
    /// The memory's bandwidth in GB/s, 1 to 100,000, where no platform is chosen; `None`: unknown.
    pub bandwidth: Option<f64>,
    /// The backend on the chosen platform; `None`: the usual one of its vendor.
    pub backend: Option<Backend>,
    /// System memory that may hold what has no place on the cards.
    pub ram: Bytes,
    /// Memory kept free on the cards together, for the desktop and other programs.
    pub reserve: Bytes,
    /// Percentage of unified memory that the GPU may use, 10 to 100; `None`: the platform's own.
    pub share: Option<f64>,
}

impl Default for Hardware {
    fn default() -> Self {
        Self {
            vram: Bytes::new(24_000_000_000),
            gpu: None,
            gpus: 1,
            extra_gpus: ExtraGpus::default(),
            bandwidth: None,
            backend: None,
            ram: Bytes::ZERO,
            reserve: Bytes::ZERO,
            share: None,
        }
    }
}

/// The memory that hardware gives to a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemoryBudget {
    /// Memory of one of the chosen cards, or of the computer where it is shared.
    pub capacity: Bytes,
    /// Number of cards, those of other kinds too.
    pub cards: u64,
    /// Share of the memory that the GPU may use, 0 to 1; `None` where that is all of it, or where
    /// the platform's share is unknown.
    pub usable: Option<f64>,
    /// Memory for the model on the cards: usable memory of all of them, less the reserve.
    pub device: Bytes,
    /// Memory for the model in all: on the cards, and in system memory where that may be
    /// used.
    pub budget: Bytes,
}

impl Hardware {
    /// The memory that this hardware gives to a model.
    #[must_use]
    pub fn memory_budget(&self, catalog: &Catalog) -> MemoryBudget {
        let gpu = self.gpu.and_then(|index| catalog.gpu(index));
        let memory = gpu.map_or(
            GpuMemory {
                bytes: self.vram,
                usable: None,
            },
            |gpu| self.memory_of(gpu),
        );
        let usable = match gpu.map(|gpu| gpu.kind) {
            Some(GpuKind::Unified | GpuKind::Cpu) => {
                self.share.map(|percent| percent / 100.0).or(memory.usable)
            }
            Some(GpuKind::Discrete) | None => None,
        };
        let card = usable.map_or(memory.bytes, |usable| memory.bytes.share(usable));
        let cards = card.saturating_mul(self.gpus) + self.extra_gpus.memory(catalog);
        let device = cards.saturating_sub(self.reserve);
        MemoryBudget {
            capacity: memory.bytes,
            cards: self.cards(),
            usable,
            device,
            budget: device + self.ram,
        }
    }

    /// Number of cards, those of other kinds too.
    #[must_use]
    pub fn cards(&self) -> u64 {
        self.gpus + self.extra_gpus.count()
    }

    /// The memory of each card for the model: the chosen ones first, then those of other kinds. The
    /// reserve is taken from all in the same proportion.
    #[must_use]
    pub fn card_budgets(&self, catalog: &Catalog) -> Vec<Bytes> {
        let MemoryBudget {
            capacity,
            usable,
            device,
            ..
        } = self.memory_budget(catalog);
        let card = usable.map_or(capacity, |usable| capacity.share(usable));
        let own = (0..self.gpus).map(|_| card);
        let all: Vec<Bytes> = own.chain(self.extra_gpus.each(catalog)).collect();
        let sum = all.iter().fold(Bytes::ZERO, |sum, &card| sum + card);
        let left = device.as_f64() / sum.as_f64().max(1.0);
        all.into_iter().map(|card| card.share(left)).collect()
    }

    /// The memory of a chosen platform: the only size it is sold with; of several sizes the one
    /// nearest to `vram`; `vram` itself where the memory is the computer's.
    fn memory_of(&self, gpu: &Gpu) -> GpuMemory {
        gpu.memory
            .iter()
            .copied()
            .min_by_key(|memory| memory.bytes.get().abs_diff(self.vram.get()))
            .unwrap_or(GpuMemory {
                bytes: self.vram,
                usable: gpu.usable,
            })
    }

    /// Sets the memory of one card or of the computer, within the range that can be asked for.
    ///
    /// A platform that is sold with several sizes stays, with the size nearest to it. A card with one
    /// size of memory is no longer the one that is meant and is let go.
    pub fn set_memory(&mut self, bytes: Bytes, catalog: &Catalog) {
        if !self.uses_vram(catalog) {
            self.clear_gpu(catalog);
        }
        self.vram = bytes.clamp(Scenario::LEAST_VRAM, Scenario::MOST_VRAM);
        self.settle_memory(catalog);
    }

    /// Sets the memory to the one of `sizes` whose budget comes nearest to this one.
    pub fn set_budget(&mut self, budget: Bytes, sizes: &[Bytes], catalog: &Catalog) {
        let with = |size: Bytes| {
            let mut hardware = self.clone();
            hardware.set_memory(size, catalog);
            hardware
        };
        let distance = |size: &Bytes| {
            let given = with(*size).memory_budget(catalog).budget;
            given.get().abs_diff(budget.get())
        };
        if let Some(&nearest) = sizes.iter().min_by_key(|size| distance(size)) {
            self.set_memory(nearest, catalog);
        }
    }

    /// Chooses a platform, with the share of its memory that it has by default; of several sizes
    /// the one nearest to `memory`, or to the memory that was there.
    pub fn choose_gpu(&mut self, gpu: GpuIndex, memory: Option<Bytes>, catalog: &Catalog) {
        self.gpu = Some(gpu);
        self.share = None;
        self.vram = memory.unwrap_or(self.vram);
        self.settle_memory(catalog);
    }

    /// Lets the platform go and keeps its memory.
    pub fn clear_gpu(&mut self, catalog: &Catalog) {
        self.settle_memory(catalog);
        self.gpu = None;
        self.share = None;
    }

    /// Sets `vram` to the size that the platform is sold with: the nearest of several.
    pub(super) fn settle_memory(&mut self, catalog: &Catalog) {
        self.vram = self.memory_budget(catalog).capacity;
    }

    /// The case that `vram` counts: no platform is chosen, or one that comes with several sizes of
    /// memory or none of its own.
    #[must_use]
    pub fn uses_vram(&self, catalog: &Catalog) -> bool {
        self.gpu
            .and_then(|index| catalog.gpu(index))
            .is_none_or(|gpu| gpu.memory.len() != 1)
    }
}
