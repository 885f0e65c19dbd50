//! Any scenario and any text.

use headroom_core::catalog::{Backend, GpuKind, Mode};
use headroom_core::memory::Method;
use headroom_core::memory::formula::Activation;
use headroom_core::quality::{UseCase, UseCases};
use headroom_core::scenario::{
    Axis, CacheChoice, ColumnId, ExtraGpus, Filters, Goal, Hardware, KEYS, Listing, Page, Pick,
    Scenario, Show, SizeRange, Sort, View, Workload,
};
use headroom_core::units::{ByteUnit, Bytes, Tokens};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::helpers::{GB, GIB, parse};
use crate::helpers::catalog;

/// A scenario with any value in every place.
pub(crate) fn any_scenario() -> impl Strategy<Value = Scenario> {
    let catalog = catalog();
    let indices = |ids: Vec<String>| select(ids);
    let gpus: Vec<_> = catalog.indexed_gpus().map(|(index, _)| index).collect();
    let models: Vec<_> = catalog.indexed_models().map(|(index, _)| index).collect();
    let quantizations: Vec<_> = catalog
        .indexed_quantizations()
        .map(|(index, _)| index)
        .collect();
    let caches: Vec<_> = catalog
        .indexed_cache_types()
        .map(|(index, _)| index)
        .collect();
    let names = |name: fn(&headroom_core::catalog::Model) -> Option<String>| -> Vec<String> {
        let names: std::collections::BTreeSet<String> =
            catalog.models.iter().filter_map(name).collect();
        names.into_iter().collect()
    };
    let families = names(|model| Some(model.family.clone()));
    let licenses = names(|model| model.license.clone());
    let amount = |least: u64| {
        prop_oneof![
            least..=Scenario::MOST_VRAM.get(),
            (1_u64..1_400).prop_map(|gb| gb * GB),
            (1_u64..1_390).prop_map(|gib| gib * GIB),
        ]
        .prop_map(Bytes::new)
    };
    // As fine as anybody types.
    let thousandths = |least: u32, most: u32| {
        (least * 1_000..=most * 1_000).prop_map(|count| f64::from(count) / 1_000.0)
    };
    let cards: Vec<String> = catalog
        .indexed_gpus()
        .filter(|(_, gpu)| gpu.kind == GpuKind::Discrete)
        .map(|(_, gpu)| gpu.id.clone())
        .collect();
    let others = proptest::collection::vec((select(cards), 1_u64..8), 0..5).prop_map(|cards| {
        let parts = cards.iter().map(|(id, count)| format!("{id}:{count}"));
        let text = parts.collect::<Vec<_>>().join(",");
        ExtraGpus::from_ids(&text, crate::helpers::catalog()).0
    });
    let hardware = (
        amount(GB),
        proptest::option::of(select(gpus)),
        1..=Scenario::MOST_GPUS,
        others,
        amount(0),
        proptest::option::of(thousandths(10, 100)),
        proptest::option::of(thousandths(1, 100_000)),
        proptest::option::of(select(Backend::ALL.to_vec())),
        amount(0),
    );
    let workload = (
        512_u64..=2 << 20,
        0_u64..=2 << 20,
        1_u64..=2 << 20,
        prop_oneof![
            Just(CacheChoice::Any),
            select(caches.clone()).prop_map(CacheChoice::Only),
        ],
        1..=Scenario::MOST_SEQUENCES,
        prop_oneof![
            amount(0).prop_map(Activation::Fixed),
            thousandths(0, 100).prop_map(Activation::Percent),
        ],
    );
    let choices = (
        any_uses(),
        select(Axis::ALL),
        select(Method::ALL),
        select(Show::ALL),
        select(Page::ALL),
        select(vec![ByteUnit::Gb, ByteUnit::Gib]),
        proptest::option::of((
            select(ColumnId::sortable().collect::<Vec<_>>()),
            any::<bool>(),
        )),
    );
    let end = || proptest::option::of(prop_oneof![thousandths(0, 5_000), Just(7.0)]);
    let filters = (
        "\\PC{0,60}",
        subsequence(families, 0..4),
        subsequence(licenses, 0..4),
        (end(), end()),
        proptest::option::of(any::<bool>()),
        proptest::option::of(0..=300_u64),
        subsequence(quantizations.clone(), 0..5),
    );
    let pick = proptest::option::of((
        select(models),
        proptest::option::of(indices(
            Mode::ALL.map(|mode| mode.name().to_owned()).to_vec(),
        )),
        select(quantizations),
        proptest::option::of(select(caches)),
    ));
    (hardware, workload, choices, filters, pick).prop_map(
        move |(hardware, workload, choices, filters, pick)| {
            let (vram, gpu, gpus, others, reserve, share, bandwidth, backend, ram) = hardware;
            let (context, depth, prompt, cache, sequences, overhead) = workload;
            let (uses, axis, method, show, view, unit, sort) = choices;
            let (text, families, licenses, (fewest, most), reasoning, least, quantizations) =
                filters;
            let (fewest, most) = match (fewest, most) {
                (Some(fewest), Some(most)) if fewest > most => (Some(most), Some(fewest)),
                ends => ends,
            };
            let mut scenario = Scenario {
                hardware: Hardware {
                    vram,
                    gpu,
                    gpus,
                    extra_gpus: others,
                    bandwidth,
                    backend,
                    ram,
                    reserve,
                    share,
                },
                workload: Workload {
                    context: Tokens::new(context),
                    depth: Tokens::new(depth),
                    prompt: Tokens::new(prompt),
                    cache,
                    sequences,
                },
                goal: Goal {
                    use_cases: uses,
                    axis,
                    method,
                    overhead,
                },
                filters: Filters {
                    text: text.trim().to_owned(),
                    families,
                    licenses,
                    size: SizeRange {
                        least: fewest,
                        most,
                    },
                    reasoning,
                    least,
                    quantizations,
                },
                view: View {
                    listing: Listing {
                        show,
                        sort: sort.map(|(column, falling)| Sort { column, falling }),
                        unit,
                    },
                    pick: pick.map(|(model, mode, quantization, cache)| Pick {
                        model,
                        mode: mode.and_then(|name| Mode::from_name(&name)),
                        quantization,
                        cache,
                    }),
                    page: view,
                },
            };
            // A platform has the sizes that it is sold with.
            scenario.hardware.vram = scenario.hardware.memory_budget(catalog).capacity;
            scenario
        },
    )
}

/// Use cases with weights in hundredths.
fn any_uses() -> impl Strategy<Value = UseCases> {
    let case = (
        select(UseCase::ALL),
        prop_oneof![Just(100_u16), 1..=10_000_u16],
    );
    proptest::collection::vec(case, 1..5).prop_map(|cases| {
        let parts = cases.into_iter().map(|(case, hundredths)| {
            let weight = f64::from(hundredths) / 100.0;
            if case == UseCase::Vision {
                case.name().to_owned()
            } else {
                format!("{}:{weight}", case.name())
            }
        });
        UseCases::read(&parts.collect::<Vec<_>>().join(","))
            .0
            .unwrap()
    })
}

/// Text that is close to a query string.
fn nearly_a_query() -> impl Strategy<Value = String> {
    let keys: Vec<String> = KEYS.iter().map(|key| key.name.to_owned()).collect();
    let value = prop_oneof![
        "\\PC{0,12}",
        "[0-9.,eEkKmMgGiIbB%+-]{0,8}",
        "[a-z0-9.:@_-]{0,20}",
        // Numbers with more decimals than anybody types.
        "-?[0-9]{1,3}\\.[0-9]{8,15}%?",
        select(vec![
            "apple-m3-max-40c",
            "geforce-rtx-4090",
            "cpu-ddr5-5600-dual",
            "any",
            "q8_0",
            "code",
            "code:2,math:0.5,vision",
            "Qwen3,,Gemma 3",
            "7-32",
            "-",
            "yes",
            "Q4_K_M,Q9",
            "all",
            "-memory",
            "1e400",
            "qwen3-32b@thinking:Q4_K_M:q8_0",
            "how",
            "5%",
            "99999999999999999999",
        ])
        .prop_map(str::to_owned),
    ];
    let pair = (select(keys), value).prop_map(|(key, value)| format!("{key}={value}"));
    proptest::collection::vec(prop_oneof![8 => pair, 1 => "\\PC{0,9}"], 0..8)
        .prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #[test]
    fn a_scenario_survives_its_link(scenario in any_scenario()) {
        let query = scenario.query(catalog());
        let (read, ignored) = parse(&query);
        prop_assert_eq!(&ignored, &[], "{}", query);
        prop_assert_eq!(&read, &scenario, "{}", query);
        prop_assert_eq!(read.query(catalog()), query);
    }

    #[test]
    fn no_text_panics_and_the_canonical_text_is_a_fixed_point(
        query in prop_oneof![nearly_a_query(), ".*"]
    ) {
        let (scenario, _) = parse(&query);
        let canonical = scenario.query(catalog());
        let (again, ignored) = parse(&canonical);
        prop_assert_eq!(&ignored, &[], "{} -> {}", query, canonical);
        prop_assert_eq!(&again, &scenario, "{} -> {}", query, canonical);
        prop_assert_eq!(again.query(catalog()), canonical);
    }

    #[test]
    fn every_field_of_a_scenario_has_a_key_that_sets_it_back(mut scenario in any_scenario()) {
        for key in KEYS {
            key.reset(&mut scenario, catalog());
        }
        prop_assert_eq!(scenario, Scenario::new(catalog()));
    }

    #[test]
    fn a_field_takes_its_own_text_for_the_same_value(mut scenario in any_scenario()) {
        scenario.view.listing.unit = ByteUnit::Gb;
        for key in KEYS {
            let (text, shown) = (key.text(&scenario, catalog()), key.field_text(&scenario, catalog()));
            if text.is_empty() {
                continue;
            }
            let mut again = scenario.clone();
            let warning = key.set_typed(&shown, &mut again, catalog());
            prop_assert!(warning.is_none(), "{}: {:?}", key.name, warning);
            // A field shows amounts of memory rounded, and tokens exactly.
            prop_assert_eq!(key.field_text(&again, catalog()), shown);
        }
    }
}
