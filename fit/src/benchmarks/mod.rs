//! Benchmark scores with their sources: the files of `data/benchmarks/`.

mod check;
mod read;

use std::collections::BTreeMap;

use crate::domain::Domain;

pub use read::read;

/// Everything in `data/benchmarks/`.
#[derive(Clone, Debug)]
pub struct Benchmarks {
    /// The tables by their ids.
    pub tables: BTreeMap<String, Table>,
    /// The models that tables name, by the name they have there.
    pub entities: BTreeMap<String, Entity>,
    /// Every score.
    pub scores: Vec<Score>,
    /// LMArena's opinion, which the fit does not use.
    pub arena: Vec<ArenaElo>,
    /// Where that was read.
    pub arena_source: String,
}

/// A benchmark as one organisation runs it. Another organisation's run of the same questions is
/// another table: prompts, shots and the reading of answers differ by several points.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The ability that it measures.
    pub domain: Domain,
    /// The number of its questions.
    pub items: u32,
    /// The share of them that guessing gets right.
    pub chance: f64,
    /// Who ran it.
    pub run_by: String,
    /// The kind of those who ran it: the models' developers, or others.
    pub kind: Kind,
}

/// Who stands behind a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Someone else than the model's developer.
    Independent,
    /// The model's developer.
    Developer,
}

/// A model as benchmark tables know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Its id in `data/models.json`, where it is there.
    pub model: Option<String>,
    /// True if its weights are closed: its scores only link tables.
    pub closed: bool,
    /// Why its scores contradict one another, where they do: it is provisional at best.
    pub disputed: Option<String>,
}

/// One model's result on one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Who was measured.
    pub entry: Entry,
    /// The table's id.
    pub table: String,
    /// Share of right answers, in percent.
    pub percent: f64,
    /// Where it was read.
    pub source: String,
    /// The setting of the measurement, where the source says.
    pub setting: Option<String>,
    /// When: `YYYY-MM` or `YYYY-MM-DD`, where the source says.
    pub date: Option<String>,
}

/// A model in a mode. Modes are never averaged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The model's name in the tables.
    pub entity: String,
    /// The mode in which it answered: `instruct`, `thinking`, …; `default` for closed models that
    /// do not say.
    pub mode: String,
}

/// An entry's overall Elo in LMArena.
#[derive(Clone, Debug, PartialEq)]
pub struct ArenaElo {
    /// Who was rated.
    pub entry: Entry,
    /// The Elo.
    pub elo: f64,
}

impl Benchmarks {
    /// Checks every row against the rules and against the other files.
    ///
    /// # Errors
    /// The first row that breaks a rule, and which rule.
    pub fn check(&self) -> anyhow::Result<()> {
        check::check(self)
    }

    /// Scores of models with open weights, and of closed ones.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let open = self
            .scores
            .iter()
            .filter(|score| !self.is_closed(&score.entry))
            .count();
        (open, self.scores.len() - open)
    }

    /// The day of the newest score; of a score known to the month, the first day of that month.
    #[must_use]
    pub fn newest(&self) -> Option<String> {
        let dates = self.scores.iter().filter_map(|score| score.date.as_ref());
        dates
            .map(|date| match date.len() {
                7 => format!("{date}-01"),
                _ => date.clone(),
            })
            .max()
    }

    /// True if the entry's weights are closed.
    #[must_use]
    pub fn is_closed(&self, entry: &Entry) -> bool {
        self.entities
            .get(&entry.entity)
            .is_some_and(|entity| entity.closed)
    }
}
