//! Cards of other kinds beside the chosen one.

use super::query::shortened;
use crate::catalog::{Catalog, Gpu, GpuIndex, GpuKind, GpuMemory, GpuSearch};
use crate::units::Bytes;

/// So many cards of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GpuCount {
    /// The kind.
    pub gpu: GpuIndex,
    /// The number of cards, 1 to 64.
    pub count: u64,
}

impl GpuCount {
    /// The memory of one of them.
    #[must_use]
    pub fn memory(&self, catalog: &Catalog) -> Bytes {
        let memory = catalog.gpu(self.gpu).and_then(own_memory);
        memory.unwrap_or_default()
    }
}

/// The reason why a part of a text names no cards.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtraGpusError {
    /// No card has this name.
    #[error("there is no card “{0}”")]
    Unknown(String),
    /// Several have; some of their names.
    #[error("“{0}” may be {names}", names = .1.join(" or "))]
    Several(String, Vec<String>),
    /// Its memory is the computer's, so that it cannot be added.
    #[error("{0} shares the computer's memory")]
    Shared(String),
    /// The number is none, or makes more than [`ExtraGpus::MOST`] of all.
    #[error("1 to {most} cards in all", most = ExtraGpus::MOST)]
    Count,
}

/// Cards of other kinds, each kind once, in the order in which they were named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExtraGpus(Vec<GpuCount>);

impl ExtraGpus {
    /// Most cards in all.
    pub const MOST: u64 = 64;
    /// The most names that an error gives.
    const MOST_NAMES: usize = 4;

    /// The cards.
    #[must_use]
    pub fn kinds(&self) -> &[GpuCount] {
        &self.0
    }

    /// The number of all cards.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|cards| cards.count).sum()
    }

    /// Their memory together.
    #[must_use]
    pub fn memory(&self, catalog: &Catalog) -> Bytes {
        self.each(catalog)
            .fold(Bytes::ZERO, |sum, memory| sum + memory)
    }

    /// The memory of each card.
    pub fn each<'a>(&'a self, catalog: &'a Catalog) -> impl Iterator<Item = Bytes> + 'a {
        self.0.iter().flat_map(|cards| {
            let memory = cards.memory(catalog);
            (0..cards.count).map(move |_| memory)
        })
    }

    /// Reads `card[:count]`, several with commas between; a card is an id.
    ///
    /// Gives what is good of the text, and why the first part that is not is none.
    #[must_use]
    pub fn from_ids(text: &str, catalog: &Catalog) -> (Self, Option<ExtraGpusError>) {
        let (mut cards, mut wrong) = (Self::default(), None);
        for part in parts(text, &[',']) {
            let (id, count) = part.rsplit_once(':').unwrap_or((part, "1"));
            let found = catalog.find_gpu(id.trim());
            let added = found
                .ok_or_else(|| ExtraGpusError::Unknown(shortened(id.trim())))
                .and_then(|(gpu, row)| cards.add(gpu, row, count));
            wrong = wrong.or(added.err());
        }
        (cards, wrong)
    }

    /// Reads cards as people write them: `3060 12gb, 2x p40`.
    ///
    /// # Errors
    /// If a part names no card, or several.
    pub fn from_words(text: &str, catalog: &Catalog) -> Result<Self, ExtraGpusError> {
        let mut cards = Self::default();
        for part in parts(text, &[',', '+', ';']) {
            let (count, name) = counted(part);
            let (gpu, row) = named(name, catalog)?;
            cards.add(gpu, row, count)?;
        }
        Ok(cards)
    }

    fn add(&mut self, gpu: GpuIndex, row: &Gpu, count: &str) -> Result<(), ExtraGpusError> {
        if own_memory(row).is_none() {
            return Err(ExtraGpusError::Shared(row.name.clone()));
        }
        let count = count.trim().parse().map_err(|_| ExtraGpusError::Count)?;
        let most = Self::MOST - self.count();
        if !(1..=most).contains(&count) {
            return Err(ExtraGpusError::Count);
        }
        match self.0.iter_mut().find(|cards| cards.gpu == gpu) {
            Some(cards) => cards.count += count,
            None => self.0.push(GpuCount { gpu, count }),
        }
        Ok(())
    }

    /// The cards as the query string writes them.
    #[must_use]
    pub fn ids(&self, catalog: &Catalog) -> String {
        self.joined(catalog, ",", |gpu, count| match count {
            1 => gpu.id.clone(),
            _ => format!("{}:{count}", gpu.id),
        })
    }

    /// The cards by their names.
    #[must_use]
    pub fn names(&self, catalog: &Catalog) -> String {
        self.joined(catalog, ", ", |gpu, count| match count {
            1 => gpu.name.clone(),
            _ => format!("{count} × {}", gpu.name),
        })
    }

    fn joined(
        &self,
        catalog: &Catalog,
        separator: &str,
        write: impl Fn(&Gpu, u64) -> String,
    ) -> String {
        let mut text = String::new();
        for cards in &self.0 {
            if let Some(gpu) = catalog.gpu(cards.gpu) {
                text += if text.is_empty() { "" } else { separator };
                text += &write(gpu, cards.count);
            }
        }
        text
    }
}

fn parts<'a>(text: &'a str, separators: &'a [char]) -> impl Iterator<Item = &'a str> {
    let parts = text.split(separators).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// The memory of a card; `None` for what shares the computer's.
fn own_memory(gpu: &Gpu) -> Option<Bytes> {
    let memory: Option<&GpuMemory> = gpu.memory.first();
    memory
        .filter(|_| gpu.kind == GpuKind::Discrete)
        .map(|memory| memory.bytes)
}

/// The number before a name, as in `2x p40` or `2 × p40`, and the name.
fn counted(part: &str) -> (&str, &str) {
    let digits = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = part.get(..part.len() - digits.len()).unwrap_or_default();
    let rest = digits.trim_start();
    match rest.strip_prefix(['x', 'X', '×', '*']) {
        Some(name) if !number.is_empty() => (number, name.trim_start()),
        _ => ("1", part),
    }
}

/// The card that a name means: the one that alone is found, or alone has its words, or whose name the
/// names of all others begin with.
fn named<'a>(name: &str, catalog: &'a Catalog) -> Result<(GpuIndex, &'a Gpu), ExtraGpusError> {
    if let Some(found) = catalog.find_gpu(name) {
        return Ok(found);
    }
    let search = GpuSearch::new(name);
    let found: Vec<(GpuIndex, &Gpu)> = catalog
        .indexed_gpus()
        .filter(|(_, gpu)| own_memory(gpu).is_some() && search.finds(gpu, gpu.memory.first()))
        .collect();
    let of_all = |(_, gpu): &&(GpuIndex, &Gpu)| {
        let mut others = found.iter();
        others.all(|(_, other)| other.name.starts_with(&gpu.name))
    };
    if let Some(&same) = found
        .iter()
        .find(|(_, gpu)| gpu.name.eq_ignore_ascii_case(name))
    {
        return Ok(same);
    }
    let mut by_word = found.iter().filter(|(_, gpu)| has_words(&gpu.name, name));
    let only = by_word.next().filter(|_| by_word.next().is_none());
    match only.or_else(|| found.iter().find(of_all)) {
        Some(&found) => Ok(found),
        None if found.is_empty() => Err(ExtraGpusError::Unknown(shortened(name))),
        None => {
            let names = found.iter().take(ExtraGpus::MOST_NAMES);
            let names = names.map(|(_, gpu)| gpu.name.clone()).collect();
            Err(ExtraGpusError::Several(shortened(name), names))
        }
    }
}

/// The case that every typed word is a whole word of a name: a P40 is no P4000.
fn has_words(name: &str, typed: &str) -> bool {
    typed.split_whitespace().all(|word| {
        let mut words = name.split_whitespace();
        words.any(|own| own.eq_ignore_ascii_case(word))
    })
}
