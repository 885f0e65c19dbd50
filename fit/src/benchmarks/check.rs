//! The rules that every row must meet.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use super::{Benchmarks, Entry, Score};

/// Checks every row against the rules and the other files.
pub(super) fn check(benchmarks: &Benchmarks) -> Result<()> {
    for (id, table) in &benchmarks.tables {
        named(id, &table.name)?;
        named(id, &table.run_by)?;
        ensure!(table.items > 0, "The table “{id}” has no items.");
        ensure!(
            (0.0..0.9).contains(&table.chance),
            "The chance level of the table “{id}” is out of range."
        );
    }
    let mut models = BTreeSet::new();
    for (id, entity) in &benchmarks.entities {
        if let Some(model) = &entity.model {
            ensure!(!entity.closed, "“{id}” is closed and in the catalog.");
            ensure!(
                models.insert(model),
                "Two entities are the model “{model}”."
            );
        }
    }
    let mut seen = BTreeSet::new();
    for score in &benchmarks.scores {
        check_score(benchmarks, score)?;
        ensure!(
            seen.insert((&score.entry, &score.table)),
            "“{}” ({}) has two scores in the table “{}”.",
            score.entry.entity,
            score.entry.mode,
            score.table
        );
    }
    let scored: BTreeSet<&Entry> = seen.iter().map(|(entry, _)| *entry).collect();
    let named: BTreeSet<&str> = scored.iter().map(|entry| entry.entity.as_str()).collect();
    for id in benchmarks.entities.keys() {
        ensure!(named.contains(id.as_str()), "“{id}” has no scores.");
    }
    let mut rated = BTreeSet::new();
    for row in &benchmarks.arena {
        let Entry { entity, mode } = &row.entry;
        ensure!(
            scored.contains(&row.entry),
            "arena.json: “{entity}” ({mode}) has no scores."
        );
        ensure!(
            (500.0..=2_500.0).contains(&row.elo),
            "arena.json: the Elo of “{entity}” is out of range."
        );
        ensure!(
            rated.insert(&row.entry),
            "arena.json: “{entity}” ({mode}) stands twice."
        );
    }
    Ok(())
}

fn check_score(benchmarks: &Benchmarks, score: &Score) -> Result<()> {
    let who = format!("The score of “{}” in “{}”", score.entry.entity, score.table);
    ensure!(
        benchmarks.tables.contains_key(&score.table),
        "{who}: there is no such table."
    );
    ensure!(
        benchmarks.entities.contains_key(&score.entry.entity),
        "{who}: the entity is not in entities.json."
    );
    ensure!(
        (0.0..=100.0).contains(&score.percent),
        "{who} is no percentage."
    );
    let modes = [
        "default",
        "instruct",
        "thinking",
        "thinking-low",
        "thinking-medium",
        "thinking-high",
    ];
    ensure!(
        modes.contains(&score.entry.mode.as_str()),
        "{who}: there is no mode “{}”.",
        score.entry.mode
    );
    ensure!(
        score.date.as_deref().is_none_or(is_date),
        "{who}: the date is neither YYYY-MM nor YYYY-MM-DD."
    );
    let closed = benchmarks.is_closed(&score.entry);
    ensure!(
        closed || score.entry.mode != "default",
        "{who}: the mode of an open model must be known."
    );
    Ok(())
}

/// Checks that a file says what it is and from when.
pub(super) fn documented(file: &str, about: &str, date: &str) -> Result<()> {
    named(file, about)?;
    ensure!(is_date(date), "{file}: “{date}” is no date.");
    Ok(())
}

/// Checks that a text is there.
pub(super) fn named(what: &str, text: &str) -> Result<()> {
    ensure!(!text.trim().is_empty(), "{what}: a text is missing.");
    Ok(())
}

/// True if a text is `YYYY-MM` or `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let bounds = [(4, 2000..=2100), (2, 1..=12), (2, 1..=31)];
    let parts: Vec<&str> = text.split('-').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().zip(bounds).all(|(part, (width, range))| {
            part.len() == width
                && part
                    .parse()
                    .is_ok_and(|number: u32| range.contains(&number))
        })
}
