//! The fit itself: its pieces against brute force and against what they must improve, the whole on
//! scores drawn from the model.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use headroom_fit::benchmarks::Entry;
use headroom_fit::domain::{Component, Domain};
use headroom_fit::irt::{
    FREEDOM, Item, Model, Posterior, abilities, covariance, fit, items, mean_slope, pass,
    precisions,
};
use headroom_fit::observations::{Observation, Observations, ObservedEntry, ObservedTable};
use headroom_fit::statistics;
use nalgebra::{Matrix6, Vector6};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Bernoulli, Distribution, StandardNormal, StudentT};

const ENTRIES: usize = 300;
const TABLES: usize = 36;

/// Scores drawn from the model, with what they were drawn from.
struct Drawn {
    observations: Observations,
    truth: Vec<Vector6<f64>>,
    items: Vec<Item>,
}

fn drawn(seed: u64) -> Drawn {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut normal = || -> f64 { StandardNormal.sample(&mut random) };
    let correlated = Matrix6::identity() * 0.2 + Matrix6::repeat(0.8);
    let root = correlated.cholesky().unwrap().l();
    let truth: Vec<Vector6<f64>> = (0..ENTRIES)
        .map(|_| root * Vector6::from_fn(|_, _| normal()))
        .collect();
    let items: Vec<Item> = (0..TABLES)
        .map(|_| Item {
            slope: 1.2 + 0.4 * normal().clamp(-2.0, 2.0),
            difficulty: normal(),
            scatter: 0.3,
        })
        .collect();
    let tables: Vec<ObservedTable> = Domain::ALL
        .iter()
        .cycle()
        .take(TABLES)
        .enumerate()
        .map(|(number, domain)| ObservedTable {
            id: format!("table {number}"),
            domain: *domain,
            chance: 0.0,
            developer: false,
            run_by: "nobody".to_owned(),
        })
        .collect();
    let (errors, kept) = (
        StudentT::new(FREEDOM).unwrap(),
        Bernoulli::new(0.3).unwrap(),
    );
    let mut rows = Vec::new();
    for (entry, abilities) in truth.iter().enumerate() {
        for (table, (item, about)) in items.iter().zip(&tables).enumerate() {
            if kept.sample(&mut random) {
                let variance = 0.01;
                let scale = (item.scatter.powi(2) + variance).sqrt();
                let logit =
                    item.logit(about.domain.of(abilities)) + scale * errors.sample(&mut random);
                rows.push(Observation {
                    entry,
                    table,
                    domain: about.domain,
                    share: 1.0 / (1.0 + (-logit).exp()),
                    logit,
                    variance,
                });
            }
        }
    }
    let entries = (0..ENTRIES).map(|number| ObservedEntry {
        entry: Entry {
            entity: format!("model {number:03}"),
            mode: "instruct".to_owned(),
        },
        open: true,
    });
    Drawn {
        observations: Observations {
            entries: entries.collect(),
            tables,
            rows,
        },
        truth,
        items,
    }
}

/// The values less their mean, in their own standard deviation.
fn standardized(values: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    let values: Vec<f64> = values.collect();
    let mean = statistics::mean(values.iter().copied());
    let deviation = statistics::mean(values.iter().map(|value| (value - mean).powi(2))).sqrt();
    values
        .into_iter()
        .map(move |value| (value - mean) / deviation)
}

#[test]
fn abilities_that_scores_were_drawn_from_are_found_again() {
    let Drawn {
        observations,
        truth,
        items,
    } = drawn(3);
    let weights = vec![1.0; observations.rows.len()];
    let model = fit(&observations, &weights, 300, None).unwrap();
    let pairs: Vec<(f64, f64)> = model
        .abilities
        .iter()
        .zip(&truth)
        .map(|(posterior, truth)| (posterior.overall().mean, truth.mean()))
        .collect();
    assert!(statistics::spearman(&pairs).unwrap() > 0.98);
    let slope = |items: &[Item]| statistics::mean(items.iter().map(|item| item.slope));
    assert!((slope(&model.items) / slope(&items) - 1.0).abs() < 0.1);
    // Where ability 0 lies and how large its unit is, are conventions that a fit can only take from
    // the entries it has: compared are distances from the mean of a domain, in deviations.
    let within = Domain::ALL.into_iter().flat_map(|domain| {
        let true_ones = standardized(truth.iter().map(|truth| domain.of(truth)));
        let found = model
            .abilities
            .iter()
            .map(|posterior| posterior.ability(domain));
        let found_ones = standardized(found.clone().map(|ability| ability.mean));
        let deviations = found.map(|ability| ability.variance.sqrt());
        let all: Vec<_> = true_ones.zip(found_ones).zip(deviations).collect();
        all.into_iter()
            .map(|((truth, found), deviation)| f64::from((truth - found).abs() < 1.645 * deviation))
    });
    let share = statistics::mean(within);
    assert!((share - 0.835).abs() < 0.04, "{share}");
    let deviations: Vec<f64> = Domain::ALL
        .iter()
        .map(|domain| domain.variance(&model.covariance).sqrt())
        .collect();
    let correlation = model.covariance.m15 / (deviations[0] * deviations[4]);
    assert!((correlation - 0.8).abs() < 0.1, "{correlation}");
}

#[test]
fn the_scale_is_a_mean_variance_of_one() {
    let observations = drawn(4).observations;
    let weights = vec![1.0; observations.rows.len()];
    let model = fit(&observations, &weights, 20, None).unwrap();
    assert!((model.covariance.trace() - 6.0).abs() < 1e-9);
}

#[test]
fn what_is_known_of_an_entry_is_the_integral_over_its_abilities() {
    // Two domains have scores. Their abilities are integrated over a grid; a third hangs on them
    // by its regression.
    let tables = [Domain::General, Domain::Math].map(|domain| ObservedTable {
        id: domain.name().to_owned(),
        domain,
        chance: 0.0,
        developer: false,
        run_by: "nobody".to_owned(),
    });
    let row = |table: usize, domain, logit| Observation {
        entry: 0,
        table,
        domain,
        share: 0.5,
        logit,
        variance: 0.1,
    };
    let observations = Observations {
        entries: vec![ObservedEntry {
            entry: Entry {
                entity: "model".to_owned(),
                mode: "instruct".to_owned(),
            },
            open: true,
        }],
        tables: tables.to_vec(),
        rows: vec![
            row(0, Domain::General, 0.9),
            row(0, Domain::General, 0.4),
            row(1, Domain::Math, -1.1),
        ],
    };
    let item = |slope, difficulty| Item {
        slope,
        difficulty,
        scatter: 0.3,
    };
    let model = Model {
        items: vec![item(1.3, 0.2), item(0.7, -0.5)],
        covariance: Matrix6::identity() * 0.4 + Matrix6::repeat(0.6),
        abilities: vec![],
    };
    let precisions = [4.0, 2.5, 7.0];
    let posterior = abilities(&observations, &precisions, &model).unwrap()[0];

    // Σ of the two: variance 1, covariance 0.6.
    let density = |x: f64, y: f64| {
        let prior = (x * x - 1.2 * x * y + y * y) / (1.0 - 0.36);
        let errors = [
            4.0 * (0.9 - (1.3 * x - 0.2)).powi(2),
            2.5 * (0.4 - (1.3 * x - 0.2)).powi(2),
            7.0 * (-1.1 - (0.7 * y + 0.5)).powi(2),
        ];
        (-(prior + errors.iter().sum::<f64>()) / 2.0).exp()
    };
    let grid = || (-800..=800).map(|step| f64::from(step) / 100.0);
    let integral = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        grid()
            .map(|x| grid().map(|y| of(x, y) * density(x, y)).sum::<f64>())
            .sum()
    };
    let whole = integral(&|_, _| 1.0);
    let (x, y) = (integral(&|x, _| x) / whole, integral(&|_, y| y) / whole);
    let variance = integral(&|x, _| x * x) / whole - x * x;
    let shared = integral(&|x, y| x * y) / whole - x * y;
    assert!((posterior.mean.x - x).abs() < 1e-9, "{x}");
    assert!((posterior.mean.z - y).abs() < 1e-9, "{y}");
    assert!((posterior.covariance.m11 - variance).abs() < 1e-9);
    assert!((posterior.covariance.m13 - shared).abs() < 1e-9);
    // 0.6 of either, less what they share: 0.6 / 1.6 of each.
    assert!((posterior.mean.b - 0.375 * (x + y)).abs() < 1e-9);
}

/// The lower bound of the log likelihood that the abilities' distributions prove, with the priors
/// on slopes (around `slope`) and difficulties; without constants. For errors with Student's
/// distribution the bound of a score is the log density at the root of its expected square.
fn bound(observations: &Observations, model: &Model, slope: f64) -> f64 {
    let scores: f64 = observations
        .rows
        .iter()
        .map(|row| {
            let (ability, item) = model.meet(row).unwrap();
            let spread = item.scatter.powi(2) + row.variance;
            let error = row.logit - item.logit(ability.mean);
            let square = error.powi(2) + item.slope.powi(2) * ability.variance;
            -spread.ln() / 2.0 - (FREEDOM + 1.0) / 2.0 * (square / spread / FREEDOM).ln_1p()
        })
        .sum();
    let prior = model.covariance.cholesky().unwrap();
    let distance = |posterior: &Posterior| {
        let own = posterior.covariance.cholesky().unwrap();
        let spread = prior.solve(&posterior.covariance).trace();
        let offset = posterior.mean.dot(&prior.solve(&posterior.mean));
        (spread + offset + prior.determinant().ln() - own.determinant().ln()) / 2.0
    };
    let abilities: f64 = model.abilities.iter().map(distance).sum();
    let items = model.items.iter().map(|item| {
        ((item.slope - slope) / (0.5 * slope)).powi(2) / 2.0 + (item.difficulty / 3.0).powi(2) / 2.0
    });
    scores - abilities - items.sum::<f64>()
}

#[test]
fn no_step_lowers_the_likelihood() {
    let observations = drawn(5).observations;
    let weights = vec![1.0; observations.rows.len()];
    let mut model = fit(&observations, &weights, 1, None).unwrap();
    for number in 0..30 {
        let slope = mean_slope(&observations, &weights, &model);
        let mut last = bound(&observations, &model, slope);
        let mut rises = |model: &Model, step: &str| {
            let now = bound(&observations, model, slope);
            assert!(
                now >= last - 1e-9 * last.abs(),
                "{step}, pass {number}: {last} to {now}"
            );
            last = now;
        };
        let precisions = precisions(&observations, &weights, &model);
        model.abilities = abilities(&observations, &precisions, &model).unwrap();
        rises(&model, "abilities");
        model.covariance = covariance(&observations, &weights, &model.abilities);
        rises(&model, "covariance");
        model.items = items(&observations, &weights, &precisions, &model);
        rises(&model, "tables");
    }
}

#[test]
fn the_likelihood_rises_over_passes_and_comes_to_rest() {
    let observations = drawn(6).observations;
    let weights = vec![1.0; observations.rows.len()];
    let mut model = fit(&observations, &weights, 6, None).unwrap();
    let mut values = Vec::new();
    for _ in 0..200 {
        values.push(bound(&observations, &model, 1.2));
        pass(&observations, &weights, &mut model, true).unwrap();
    }
    let rise = values[199] - values[0];
    assert!(rise > 10.0, "{rise}");
    assert!(values[199] - values[150] < 0.01 * rise);
    for pair in values.windows(2) {
        assert!(pair[1] > pair[0] - 0.001 * rise, "{pair:?}");
    }
}

#[test]
fn a_score_counts_as_often_as_its_weight_says() {
    let once = drawn(7).observations;
    let mut twice = once.clone();
    twice
        .rows
        .extend(once.rows.iter().filter(|row| row.table == 0));
    let weights: Vec<f64> = once
        .rows
        .iter()
        .map(|row| if row.table == 0 { 2.0 } else { 1.0 })
        .collect();
    let weighted = fit(&once, &weights, 40, None).unwrap();
    let repeated = fit(&twice, &vec![1.0; twice.rows.len()], 40, None).unwrap();
    for (a, b) in weighted.abilities.iter().zip(&repeated.abilities) {
        assert!((a.mean - b.mean).norm() < 1e-9);
    }
}
