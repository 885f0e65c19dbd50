//! The files of `data/benchmarks/`, and that a broken row is refused.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;

use headroom_fit::benchmarks::{self, Benchmarks};

fn read() -> Benchmarks {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/benchmarks");
    benchmarks::read(&folder).unwrap()
}

/// What is said of the benchmarks after a change.
fn refusal(change: impl FnOnce(&mut Benchmarks)) -> String {
    let mut benchmarks = read();
    change(&mut benchmarks);
    format!("{:#}", benchmarks.check().unwrap_err())
}

#[test]
fn everything_that_was_collected_is_there() {
    let benchmarks = read();
    assert_eq!(benchmarks.tables.len(), 105);
    assert_eq!(benchmarks.counts(), (7_269, 2_632));
    let open = benchmarks.entities.values().filter(|entity| !entity.closed);
    assert_eq!(open.count(), 635);
    assert!(
        benchmarks
            .scores
            .iter()
            .all(|score| !score.source.is_empty())
    );
    assert_eq!(benchmarks.newest().as_deref(), Some("2026-08-22"));
}

#[test]
fn a_score_carries_what_its_file_and_its_row_say() {
    let benchmarks = read();
    let score = |entity: &str, mode: &str, table: &str| {
        let mut scores = benchmarks.scores.iter();
        let found = scores.find(|score| {
            score.entry.entity == entity && score.entry.mode == mode && score.table == table
        });
        found.unwrap().clone()
    };
    // Read by hand in the source's own file.
    let independent = score("glm-4.5v", "instruct", "aa_gpqa_diamond");
    assert_eq!(independent.percent, 57.273);
    assert_eq!(independent.date.as_deref(), Some("2026-08-22"));
    assert_eq!(independent.setting.as_deref(), Some("AA harness"));
    assert_eq!(
        independent.source,
        "github:Maicarons/artificial-analysis-leaderboards:data/2026-08-22/llms.json#glm-4-5v"
    );
    let own = score("jamba-1.5-large", "instruct", "dev_mmlu");
    assert_eq!((own.percent, own.date.as_deref()), (81.2, None));
    assert_eq!(own.setting.as_deref(), Some("Chain-of-Thought accuracy"));
    assert!(own.source.starts_with(
        "https://huggingface.co/ai21labs/AI21-Jamba-1.5-Large via \
         github:JonathanChavezTamales/llm-leaderboard:data/organizations"
    ));
}

#[test]
fn the_model_of_a_name_is_in_the_catalog_once() {
    let refused = refusal(|benchmarks| {
        let twin = benchmarks.entities["qwen3-32b"].clone();
        benchmarks
            .entities
            .insert("aceinstruct-7b".to_owned(), twin);
    });
    assert_eq!(refused, "Two entities are the model “qwen3-32b”.");
}

#[test]
fn a_broken_score_is_refused() {
    type Change = fn(&mut benchmarks::Score);
    let broken =
        |change: Change| refusal(|benchmarks| change(benchmarks.scores.first_mut().unwrap()));
    let cases: [(Change, &str); 6] = [
        (|score| score.percent = 100.1, "is no percentage"),
        (|score| score.percent = f64::NAN, "is no percentage"),
        (
            |score| score.table = "x".to_owned(),
            "there is no such table",
        ),
        (
            |score| score.entry.entity = "x".to_owned(),
            "the entity is not in entities.json",
        ),
        (
            |score| score.entry.mode = "loud".to_owned(),
            "there is no mode “loud”",
        ),
        (
            |score| score.date = Some("2025-13".to_owned()),
            "the date is neither YYYY-MM nor YYYY-MM-DD",
        ),
    ];
    for (change, reason) in cases {
        let refused = broken(change);
        assert!(refused.contains(reason), "{refused}");
    }
}

#[test]
fn a_score_stands_once() {
    let refused = refusal(|benchmarks| {
        let again = benchmarks.scores[0].clone();
        benchmarks.scores.push(again);
    });
    assert!(refused.contains("has two scores in the table"), "{refused}");
}

#[test]
fn a_name_without_scores_and_a_mode_left_open_are_refused() {
    let refused = refusal(|benchmarks| {
        benchmarks
            .entities
            .insert("x".to_owned(), benchmarks::Entity::default());
    });
    assert_eq!(refused, "“x” has no scores.");
    let refused = refusal(|benchmarks| {
        let closed = benchmarks
            .entities
            .values_mut()
            .find(|entity| entity.closed);
        closed.unwrap().closed = false;
    });
    assert!(
        refused.contains("the mode of an open model must be known"),
        "{refused}"
    );
}
