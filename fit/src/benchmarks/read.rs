//! Reading the files, whose form `data/README.md` describes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{ArenaElo, Benchmarks, Entity, Entry, Kind, Score, Table, check};
use crate::domain::Domain;

/// Reads and checks the folder `data/benchmarks`.
///
/// # Errors
/// A file cannot be read, or one of its rows is broken; says which and why.
pub fn read(folder: &Path) -> Result<Benchmarks> {
    let tables: File<TableRow> = parse(&folder.join("tables.json"))?;
    let entities: File<EntityRow> = parse(&folder.join("entities.json"))?;
    let arena: ArenaFile = parse(&folder.join("arena.json"))?;
    let mut scores = Vec::new();
    for path in score_files(&folder.join("scores"))? {
        let file: ScoreFile = parse(&path)?;
        let of_file = file
            .scores()
            .with_context(|| format!("In {}", path.display()))?;
        scores.extend(of_file);
    }
    let benchmarks = Benchmarks {
        tables: by_id(tables.rows.into_iter().map(TableRow::read))?,
        entities: by_id(entities.rows.into_iter().map(EntityRow::read))?,
        scores,
        arena: arena.rows.into_iter().map(ArenaRow::read).collect(),
        arena_source: arena.source,
    };
    benchmarks.check()?;
    check::documented("tables.json", &tables.about, &tables.as_of)?;
    check::documented("entities.json", &entities.about, &entities.as_of)?;
    check::documented("arena.json", &arena.about, &arena.date)?;
    check::named("arena.json", &benchmarks.arena_source)?;
    Ok(benchmarks)
}

fn parse<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read.", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("In {}", path.display()))
}

/// The files of scores in the order of their names, so that a fit does not depend on the disk.
fn score_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .with_context(|| format!("{} cannot be read.", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn by_id<T>(rows: impl Iterator<Item = (String, T)>) -> Result<BTreeMap<String, T>> {
    let mut map = BTreeMap::new();
    for (id, row) in rows {
        if map.contains_key(&id) {
            bail!("The id “{id}” is used twice.");
        }
        map.insert(id, row);
    }
    Ok(map)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<T> {
    about: String,
    as_of: String,
    rows: Vec<T>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableRow {
    id: String,
    name: String,
    domain: Domain,
    items: u32,
    chance: f64,
    run_by: String,
    kind: Kind,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

impl TableRow {
    fn read(self) -> (String, Table) {
        let table = Table {
            name: self.name,
            domain: self.domain,
            items: self.items,
            chance: self.chance,
            run_by: self.run_by,
            kind: self.kind,
        };
        (self.id, table)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntityRow {
    id: String,
    #[serde(default)]
    model: Option<String>,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    disputed: Option<String>,
}

impl EntityRow {
    fn read(self) -> (String, Entity) {
        let entity = Entity {
            model: self.model,
            closed: self.closed,
            disputed: self.disputed,
        };
        (self.id, entity)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArenaFile {
    about: String,
    source: String,
    date: String,
    rows: Vec<ArenaRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArenaRow {
    entity: String,
    mode: String,
    elo: f64,
}

impl ArenaRow {
    fn read(self) -> ArenaElo {
        let entry = Entry {
            entity: self.entity,
            mode: self.mode,
        };
        ArenaElo {
            entry,
            elo: self.elo,
        }
    }
}

/// One source's scores. What all of them share stands once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreFile {
    source: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    setting: Option<String>,
    rows: Vec<ScoreRow>,
}

/// The scores of one entry of the source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreRow {
    entity: String,
    mode: String,
    /// Its name in the source.
    #[serde(default)]
    entry: Option<String>,
    /// Where the source read it in turn.
    #[serde(default)]
    report: Option<String>,
    #[serde(default)]
    setting: Option<String>,
    scores: BTreeMap<String, Written>,
}

/// A percentage, alone or with the setting that it alone has.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(f64),
    Set(f64, String),
}

impl ScoreFile {
    fn scores(self) -> Result<Vec<Score>> {
        check::named("source", &self.source)?;
        let mut scores = Vec::new();
        for row in self.rows {
            let entry = Entry {
                entity: row.entity,
                mode: row.mode,
            };
            let mut source = self.source.clone();
            if let Some(name) = &row.entry {
                source = format!("{source}#{name}");
            }
            if let Some(report) = &row.report {
                source = format!("{report} via {source}");
            }
            let shared = row.setting.or_else(|| self.setting.clone());
            if row.scores.is_empty() {
                bail!("“{}” has no scores.", entry.entity);
            }
            for (table, written) in row.scores {
                let (percent, setting) = match written {
                    Written::Plain(percent) => (percent, shared.clone()),
                    Written::Set(percent, setting) => (percent, Some(setting)),
                };
                scores.push(Score {
                    entry: entry.clone(),
                    table,
                    percent,
                    source: source.clone(),
                    setting,
                    date: self.date.clone(),
                });
            }
        }
        Ok(scores)
    }
}
