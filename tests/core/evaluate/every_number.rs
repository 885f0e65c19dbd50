//! Every number of fifty scenarios, walked back to `data/`: what the library says of a row follows
//! from the rows of the data files and the formulas of `data/README.md`, worked out here anew, and
//! what they do not say, it does not say either. The browser's tests hold the page against the library
//! for the same links.
#![allow(clippy::cast_precision_loss)]

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::helpers::{catalog, precomputed};
use headroom_cli::frontier::Report;
use headroom_core::estimate::Status;
use headroom_core::evaluate::{Evaluation, MaxContext, Row};
use headroom_core::memory::Method;
use headroom_core::memory::formula::Activation;
use headroom_core::quality::UseCase;
use headroom_core::scenario::Scenario;
use serde_json::Value;

static LINKS: &str = include_str!("../../data/links.txt");

/// The data files as they are, by the ids of their rows.
struct Data {
    models: HashMap<String, Value>,
    quantizations: HashMap<String, Value>,
    caches: HashMap<String, Value>,
    gpus: HashMap<String, Value>,
    scores: HashMap<(String, String), Value>,
    loss: Value,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let file = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(format!("data/{name}.json")).unwrap())
            .unwrap()
    };
    let by_id = |rows: &Value| -> HashMap<String, Value> {
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (text(row, "id"), row.clone())).collect()
    };
    let quantizations = file("quantizations");
    let quality = file("quality");
    let scores = quality["rows"].as_array().unwrap().iter();
    Data {
        models: by_id(&file("models")["rows"]),
        gpus: by_id(&file("gpus")["rows"]),
        caches: by_id(&quantizations["kv_cache"]),
        quantizations: by_id(&quantizations["rows"]),
        scores: scores
            .map(|row| ((text(row, "model"), text(row, "mode")), row.clone()))
            .collect(),
        loss: quantizations["loss"].clone(),
    }
});

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap().to_owned()
}

/// A score as `[value, low, high, measurements]`: the mean over the use cases with their weights.
fn score_of(row: &Value, scenario: &Scenario) -> [f64; 4] {
    let (mut sums, mut weights, mut least) = ([0.0; 3], 0.0, f64::INFINITY);
    for (case, weight) in scenario.goal.use_cases.weighted() {
        let score = match case {
            UseCase::General => &row["overall"],
            other => &row["domains"][other.name()],
        };
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum += weight * score[at].as_f64().unwrap();
        }
        weights += weight;
        least = least.min(score[3].as_f64().unwrap());
    }
    let [value, low, high] = sums.map(|sum| sum / weights);
    [value, low, high, least]
}

/// The points that a candidate loses, by the formula of `data/README.md`.
fn loss_of(row: &Row<'_>) -> f64 {
    let (model, quantization) = (
        &DATA.models[&row.model.id],
        &DATA.quantizations[&row.quantization.id],
    );
    let loss = &DATA.loss;
    let native = &model["architecture"]["native_quantization"];
    let published_so = native.is_string() && quantization["native"] == *native;
    let constant = if published_so {
        0.0
    } else {
        quantization["loss"].as_f64().unwrap_or_else(|| {
            let fallback = |at: usize| loss["fallback"][at].as_f64().unwrap();
            (fallback(0) - fallback(1) * quantization["bits"].as_f64().unwrap()).exp()
        })
    };
    let measured = |cache: &Value| cache["loss"].as_f64();
    let cache = measured(&DATA.caches[&row.cache_type.id]).unwrap_or_else(|| {
        let all = DATA.caches.values().filter_map(measured);
        all.fold(0.0, f64::max)
    });
    let total = model["parameters"]["total"].as_f64().unwrap() / 1e9;
    let active = model["parameters"]["active"].as_f64();
    let billions = active.map_or(total, |active| (total * active / 1e9).sqrt());
    (constant + cache) * (billions / 8.0).powf(-loss["exponent"].as_f64().unwrap())
        / loss["logit_per_point"].as_f64().unwrap()
}

fn check_quality(row: &Row<'_>, scenario: &Scenario) {
    let key = (row.model.id.clone(), row.candidate.mode.name().to_owned());
    let Some(score) = DATA.scores.get(&key) else {
        assert_eq!(row.quality, None, "{key:?} has no score");
        return;
    };
    if score["status"] == "insufficient" {
        assert_eq!(row.quality, None, "{key:?} has too few scores");
        return;
    }
    assert!(row.quality.is_some(), "{} {:?}", row.pick(), row.status);
    let quality = row.quality.unwrap();
    let [value, low, high, measurements] = score_of(score, scenario);
    let lost = loss_of(row);
    let spread = 1.645 * DATA.loss["relative_deviation"].as_f64().unwrap() * lost;
    let close = |ours: f64, by_hand: f64, what: &str| {
        assert!(
            (ours - by_hand).abs() < 0.03,
            "{}: {what} {ours} {by_hand}",
            row.pick()
        );
    };
    close(quality.value.as_f64(), value - lost, "quality");
    close(
        quality.low.as_f64(),
        value - lost - (value - low).hypot(spread),
        "low",
    );
    close(
        quality.high.as_f64(),
        value - lost + (high - value).hypot(spread),
        "high",
    );
    assert_eq!(quality.inferred, measurements == 0.0, "{key:?}");
    assert_eq!(
        row.candidate.is_provisional(),
        score["status"] == "provisional",
        "{key:?}"
    );
}

/// The cache of a model whose layers are alike, in bytes; `None` for others.
fn plain_cache(row: &Row<'_>, tokens: f64) -> Option<f64> {
    let shape = &DATA.models[&row.model.id]["architecture"];
    let attention = shape["attention"].as_object()?;
    let unlike = [
        "latent",
        "layers",
        "shared_kv_layers",
        "compressed",
        "cross_layers",
    ];
    let plain = unlike.iter().all(|field| !attention.contains_key(*field));
    let heads = attention["kv_heads"].as_f64().filter(|_| plain)?;
    let width = attention["key_length"].as_f64()? + attention["value_length"].as_f64()?;
    let cell = &DATA.caches[&row.cache_type.id];
    let bytes = cell["bytes"].as_f64()? / cell["block"].as_f64()?;
    Some(shape["layers"].as_f64()? * heads * width * tokens * bytes)
}

/// Checks the memory of a row; true if the cache was worked out too.
fn check_memory(row: &Row<'_>, scenario: &Scenario) -> bool {
    let parts = row.parts();
    assert_eq!(parts.total(), row.memory, "{}", row.pick());
    let within = |ours: f64, by_hand: f64, what: &str| {
        assert!(
            (ours - by_hand).abs() <= 1.0 + 1e-9 * by_hand,
            "{}: {what} {ours} {by_hand}",
            row.pick()
        );
    };
    let parameters = &DATA.models[&row.model.id]["parameters"];
    let bits = DATA.quantizations[&row.quantization.id]["bits"]
        .as_f64()
        .unwrap();
    if scenario.goal.method == Method::Formula {
        let weights = parameters["total"].as_f64().unwrap() * bits / 8.0;
        within(parts.weights.as_f64(), weights, "weights");
        let overhead = match scenario.goal.overhead {
            Activation::Fixed(bytes) => bytes.as_f64(),
            Activation::Percent(percent) => weights * percent / 100.0,
        };
        within(parts.compute.as_f64(), overhead, "overhead");
        let cache = plain_cache(row, scenario.workload.context.get() as f64);
        if let Some(cache) = cache {
            within(parts.kv_cache.as_f64(), cache, "cache");
        }
        cache.is_some()
    } else {
        // Held against the real program in other tests; here: never far from what the types say.
        let text = parameters["text"].as_f64().unwrap();
        let file = parts.weights.as_f64() * 8.0 / text;
        assert!(
            file < f64::from(row.candidate.bits) * 1.01 + 0.01,
            "{}: {file}",
            row.pick()
        );
        false
    }
}

fn check_facts(row: &Row<'_>, evaluation: &Evaluation) {
    let model = &DATA.models[&row.model.id];
    assert_eq!(model["name"], row.model.name);
    assert_eq!(model["license"].as_str(), row.model.license.as_deref());
    assert_eq!(model["parameters"]["total"], row.model.parameters.total);
    let limit = model["context"].as_u64();
    if let (MaxContext::Tokens(tokens), Some(limit)) = (row.max_context(), limit) {
        assert!(tokens.get() <= limit, "{}", row.pick());
    }
    let context = evaluation.scenario().workload.context.get();
    let short = limit.is_some_and(|limit| limit < context);
    assert_eq!(row.status == Status::Short, short, "{}", row.pick());
}

/// Checks the speed of a row; true if it has one.
fn check_speed(row: &Row<'_>, evaluation: &Evaluation) -> bool {
    let scenario = evaluation.scenario();
    let named = scenario
        .hardware
        .gpu
        .and_then(|index| evaluation.catalog().gpu(index));
    let bandwidth = named.map_or(scenario.hardware.bandwidth, |gpu| {
        DATA.gpus[&gpu.id]["bandwidth"].as_f64()
    });
    let Some(bandwidth) = bandwidth else {
        assert!(
            row.speed().is_none(),
            "{} has a speed from nowhere",
            row.pick()
        );
        return false;
    };
    let Some(speed) = row.speed() else {
        return false;
    };
    let [low, value, high] = [speed.low, speed.value, speed.high].map(|speed| speed.get());
    assert!(0.0 < low && low < value && value < high, "{}", row.pick());
    // No card reads faster than its bandwidth: a dense model is read whole for each token.
    if DATA.models[&row.model.id]["parameters"]["active"].is_null() {
        let read = value * row.candidate.weights.as_f64() / 1e9;
        assert!(
            read <= bandwidth * 1.001,
            "{}: {read} of {bandwidth}",
            row.pick()
        );
    }
    true
}

#[test]
fn every_number_follows_from_the_data() {
    let links: Vec<&str> = LINKS.lines().collect();
    assert!(links.len() >= 50);
    let (mut rows, mut with_speed, mut with_cache) = (0, 0, 0);
    for link in links {
        let report = Report::new(link, precomputed());
        let evaluation = report.evaluation();
        let scenario = evaluation.scenario();
        let (_, ignored) = Scenario::parse(link, catalog());
        assert_eq!(ignored, [], "{link}");
        for row in &report.rows() {
            check_facts(row, evaluation);
            check_quality(row, scenario);
            with_cache += usize::from(check_memory(row, scenario));
            with_speed += usize::from(check_speed(row, evaluation));
            rows += 1;
        }
    }
    // Most of what could be worked out was.
    assert!(rows > 5_000, "{rows} rows");
    assert!(with_speed > 500, "{with_speed} speeds");
    assert!(with_cache > 500, "{with_cache} caches");
}
