//! How long the steps of an evaluation take.
//!
//! ```text
//! cargo bench --bench evaluate
//! ```

use std::cmp::Reverse;
use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use headroom_core::catalog::{Backend, Catalog};
use headroom_core::evaluate::{Evaluation, Pool, PoolKey, Precomputed};
use headroom_core::frontier::pareto_frontier_of_three;
use headroom_core::ggml::FileType;
use headroom_core::ggml::TensorType::F16;
use headroom_core::memory::llama_cpp::{Cache, Imatrix, ModelLayout};
use headroom_core::scenario::Scenario;
use headroom_core::speed::{DecodeCost, DecodeRate};
use headroom_core::units::{Bytes, Seconds, Tokens};

/// How long each measurement goes on.
const DURATION: Duration = Duration::from_millis(700);

/// What was measured of a step.
struct Timing {
    median: Duration,
    p95: Duration,
    runs: usize,
}

/// Runs a step again and again, with the number of the run.
fn time<T>(mut step: impl FnMut(u64) -> T) -> Timing {
    let mut times = Vec::new();
    let begin = Instant::now();
    for run in 0.. {
        let start = Instant::now();
        let result = step(run);
        times.push(start.elapsed());
        drop(black_box(result));
        if begin.elapsed() > DURATION && times.len() > 10 {
            break;
        }
    }
    times.sort_unstable();
    let at = |percent: usize| {
        let place = (times.len() * percent / 100).min(times.len() - 1);
        times.get(place).copied().unwrap_or_default()
    };
    Timing {
        median: at(50),
        p95: at(95),
        runs: times.len(),
    }
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

#[expect(clippy::cast_precision_loss)]
fn report(name: &str, candidates: Option<usize>, timing: &Timing) {
    let Timing { median, p95, runs } = timing;
    let (count, each) = candidates.map_or((String::new(), String::new()), |count| {
        let each = micros(*median) * 10_000.0 / count as f64;
        (count.to_string(), format!("{each:.1}"))
    });
    let (median, p95) = (micros(*median), micros(*p95));
    println!("{name:<44} {count:>10} {median:>10.1} {p95:>10.1} {each:>10} {runs:>7}");
}

/// The steps of two sliders, over the pool of a query string.
fn sliders(precomputed: &Arc<Precomputed>, query: &str) {
    let (scenario, _) = Scenario::parse(query, precomputed.catalog());
    let pool = || {
        Pool::new(
            Arc::clone(precomputed),
            PoolKey::of(&scenario, precomputed.catalog()),
        )
    };
    let making = time(|_| pool());
    let pool = Arc::new(pool());
    let count = Some(pool.candidates().len());
    let evaluate = |scenario| Evaluation::new(Arc::clone(&pool), scenario);
    report(&format!("pool            {query}"), count, &making);
    let context = time(|run| {
        let mut scenario = scenario.clone();
        scenario.workload.context = Tokens::new(4_096 + run % 64 * 1_024);
        evaluate(scenario)
    });
    report(&format!("context step    {query}"), count, &context);
    let vram = time(|run| {
        let mut scenario = scenario.clone();
        scenario.hardware.vram = Bytes::new(8_000_000_000 + run % 64 * 1_000_000_000);
        evaluate(scenario)
    });
    report(&format!("vram step       {query}"), count, &vram);
    let evaluation = evaluate(scenario.clone());
    let table = time(|_| {
        let table = evaluation.table();
        table
            .iter()
            .filter_map(|&position| evaluation.row(position))
            .map(|row| row.headroom())
            .sum::<i128>()
    });
    report(&format!("table, all rows {query}"), count, &table);
}

/// The speed of every model in every quantization, at a depth that changes.
fn speeds(catalog: &Catalog) {
    let Some((_, gpu)) = catalog.find_gpu("geforce-rtx-4090") else {
        return;
    };
    let Some(pace) = DecodeRate::of_gpu(&catalog.speed, gpu, Backend::usual(gpu)) else {
        return;
    };
    let plans: Vec<ModelLayout> = catalog
        .models
        .iter()
        .map(|model| ModelLayout::new(&model.architecture))
        .collect();
    let caches = |depth| {
        let read = |plan: &ModelLayout| plan.cache_read(F16, F16, Tokens::new(depth));
        plans.iter().map(read).collect::<Vec<Cache>>()
    };
    let at_start = caches(0);
    let works = plans.iter().zip(&at_start).flat_map(|(plan, &cache)| {
        let weights = |&file_type| plan.weights(file_type, Imatrix::With).read;
        let work = move |weights| DecodeCost::new(plan, weights, cache);
        FileType::ALL.iter().map(weights).map(work)
    });
    let works: Vec<DecodeCost> = works.collect();
    let count = Some(works.len());
    let reading = time(|run| caches(4_096 + run % 64 * 1_024));
    report("speed: cache read of every model", None, &reading);
    let each = time(|run| {
        let depth = Bytes::new(run);
        let steps = works.iter().map(|&work| DecodeCost {
            cache: depth,
            ..work
        });
        let steps = steps.filter_map(|work| pace.time_per_token(work));
        steps.map(Seconds::get).sum::<f64>()
    });
    report("speed: every quantization of every model", count, &each);
}

/// The frontier of quality, speed and memory over all candidates, with the reads of a token (its
/// active weights) standing in for speed; then how likely the frontier of two is.
fn frontiers(precomputed: &Arc<Precomputed>, query: &str) {
    let (scenario, _) = Scenario::parse(query, precomputed.catalog());
    let evaluation = Evaluation::of(precomputed, scenario);
    let criteria: Vec<_> = evaluation
        .pool()
        .ranked()
        .filter_map(|(position, candidate)| {
            let parameters = precomputed.catalog().model(candidate.model)?.parameters;
            let share = parameters.active.map_or(1.0, |active| {
                Bytes::new(active).as_f64() / Bytes::new(parameters.total).as_f64()
            });
            let reads = candidate.weights.share(share);
            let memory = evaluation.memory_of(position);
            Some((candidate.quality?.value, Reverse(reads), memory))
        })
        .collect();
    let three = time(|_| pareto_frontier_of_three(criteria.iter().copied()));
    report(
        &format!("three criteria  {query}"),
        Some(criteria.len()),
        &three,
    );
    let fit = Some(evaluation.counts().fit);
    let likelihoods = time(|_| evaluation.likelihoods());
    report(&format!("likelihoods     {query}"), fit, &likelihoods);
    let ties = time(|_| evaluation.best().map(|best| evaluation.ties(best)));
    report(&format!("ties            {query}"), fit, &ties);
}

fn main() -> Result<(), Box<dyn Error>> {
    let catalog = Arc::new(headroom_data::catalog()?);
    println!(
        "{:<44} {:>10} {:>10} {:>10} {:>10} {:>7}",
        "step", "candidates", "median µs", "p95 µs", "per 10,000", "runs"
    );
    report("catalog", None, &time(|_| headroom_data::catalog()));
    report(
        "every model precomputed",
        None,
        &time(|_| Precomputed::new(Arc::clone(&catalog))),
    );
    let precomputed = Arc::new(Precomputed::new(Arc::clone(&catalog)));
    for query in [
        "vram=24",
        "vram=24&method=formula",
        "vram=24&pick=qwen3-32b:Q4_K_M",
        "vram=24&kv=any",
        "vram=24&show=models",
        "vram=24&show=fits&sort=-context",
        "vram=24&show=all",
    ] {
        sliders(&precomputed, query);
    }
    speeds(&catalog);
    for query in [
        "vram=8",
        "vram=24",
        "vram=1500",
        "vram=24&use=code:2,math",
        "vram=24&kv=any",
    ] {
        frontiers(&precomputed, query);
    }
    Ok(())
}
