//! How fast models answer: by hand, against measurements, and what must hold whatever the numbers.

use std::collections::BTreeMap;

use crate::ground_truth::speed::{Ratios, parts, speeds};
use crate::ground_truth::{Models, weights};
use crate::helpers::catalog;
use headroom_core::catalog::{Backend, SpeedClass, Vendor};
use headroom_core::ggml::FileType;
use headroom_core::ggml::TensorType::{F16, Q8_0};
use headroom_core::memory::llama_cpp::{Cache, Imatrix, ModelLayout};
use headroom_core::speed::{DecodeCost, DecodeRate, PrefillCost, PrefillRate, Speed, share_beyond};
use headroom_core::units::{Bytes, BytesPerSecond, Tokens};
use proptest::prelude::*;

fn layout(model: &str) -> ModelLayout {
    ModelLayout::new(&catalog().find_model(model).unwrap().1.architecture)
}

fn rate(platform: &str, backend: Backend) -> DecodeRate {
    let (_, gpu) = catalog().find_gpu(platform).unwrap();
    DecodeRate::of_gpu(&catalog().speed, gpu, backend).unwrap()
}

fn work(model: &str, file_type: FileType, depth: u64) -> DecodeCost {
    let layout = layout(model);
    let cache = layout.cache_read(F16, F16, Tokens::new(depth));
    DecodeCost::new(
        &layout,
        layout.weights(file_type, Imatrix::Without).read,
        cache,
    )
}

fn prompt_work(model: &str, prompt: u64, depth: u64) -> PrefillCost {
    let architecture = &catalog().find_model(model).unwrap().1.architecture;
    let layout = ModelLayout::new(architecture);
    PrefillCost::new(
        architecture,
        &layout,
        Tokens::new(prompt),
        Tokens::new(depth),
    )
}

fn assert_near(speed: Speed, by_hand: f64) {
    let value = speed.value.get();
    assert!((value / by_hand - 1.0).abs() < 1e-4, "{value} {by_hand}");
}

#[test]
fn a_dense_model_on_a_card_by_hand() {
    let work = work("llama-3.1-8b", FileType::Q8_0, 4_096);
    // A layer: 2 × 4096² + 2 × 4096 × 1024 + 3 × 4096 × 14336 = 218,103,808 values; 32 of them and the
    // output's 128,256 × 4096 are 7,504,658,432, 34 bytes for 32 each. 65 norms of 4096 and 64 rotary
    // factors in 4 bytes. The input embedding is not read.
    assert_eq!(work.weights, Bytes::new(7_973_699_584 + 1_064_960 + 256));
    // 2 × 32 layers × 8 heads × 128 values × 2 bytes × 4,096 tokens
    assert_eq!(work.cache, Bytes::new(536_870_912));
    // 7.97476 GB / (1,008 GB/s × 0.843) = 9.3849 ms
    // 0.53687 GB / (1,008 GB/s × 0.698) = 0.7631 ms
    // 32 × 43.1 µs                      = 1.3792 ms, 11.5272 ms in all
    let speed = rate("geforce-rtx-4090", Backend::Cuda).speed(work).unwrap();
    assert_near(speed, 86.752);
    // A quarter either way.
    assert!((speed.low.get() - 86.752 / 1.25).abs() < 0.01);
    assert!((speed.high.get() - 86.752 * 1.25).abs() < 0.02);
}

#[test]
fn a_mixture_of_experts_on_a_mac_by_hand() {
    let work = work("qwen3-30b-a3b", FileType::Q8_0, 8_192);
    // A layer: attention 2 × 2048 × 4096 + 2 × 2048 × 512 = 18,874,368 values, 8 of 128 experts
    // 8 × 3 × 2048 × 768 = 37,748,736; 48 of them and the output's 151,936 × 2048 are 3,029,073,920, 34
    // bytes for 32 each. In 4 bytes: 48 routers of 2048 × 128, 48 × (2 × 2048 + 2 × 128) + 2048 in norms.
    assert_eq!(
        work.weights,
        Bytes::new(3_218_391_040 + 50_331_648 + 843_776)
    );
    // 2 × 48 layers × 4 heads × 128 values × 2 bytes × 8,192 tokens
    assert_eq!(work.cache, Bytes::new(805_306_368));
    // 1.122 × 3.26957 GB / (546 GB/s × 0.817) = 8.2237 ms
    // 0.80531 GB / (546 GB/s × 0.698)         = 2.1131 ms
    // 1.591 × 48 × 83.8 µs                    = 6.3996 ms, 16.7364 ms in all
    let speed = rate("apple-m4-max-40c", Backend::Metal).speed(work);
    assert_near(speed.unwrap(), 59.750);
}

#[test]
fn a_sliding_window_at_depth_by_hand() {
    let work = work("gemma-3-4b", FileType::Q8_0, 32_768);
    // A layer: 2 × 2560 × 2048 + 2 × 2560 × 1024 + 3 × 2560 × 10240 = 94,371,840 values; 34 of them and
    // the embedding's 262,208 × 2560, which is the output too, are 3,879,895,040, 34 bytes for 32 each.
    // Norms in 4 bytes: 34 × (4 × 2560 + 2 × 256) + 2560.
    assert_eq!(work.weights, Bytes::new(4_122_388_480 + 1_472_512));
    // 2 × 4 heads × 256 values × 2 bytes = 4,096 bytes a token: 29 layers see 1,024 of them, 5 see all.
    assert_eq!(work.cache, Bytes::new(4_096 * (29 * 1_024 + 5 * 32_768)));
    // 4.12386 GB / (960 GB/s × 0.963) = 4.4607 ms
    // 0.79272 GB / (960 GB/s × 0.698) = 1.1830 ms
    // 34 × 109.8 µs                   = 3.7332 ms, 9.3769 ms in all
    let speed = rate("radeon-rx-7900-xtx", Backend::Vulkan).speed(work);
    assert_near(speed.unwrap(), 106.644);
}

#[test]
fn the_cache_is_read_as_far_as_each_layer_looks() {
    let read = |model: &str, depth| layout(model).cache_read(F16, F16, Tokens::new(depth));
    // DeepSeek V2 Lite: 27 layers keep a latent vector of 512 and a rotated key of 64.
    assert_eq!(
        read("deepseek-v2-lite", 1_000).kv,
        Bytes::new(27 * 576 * 2 * 1_000)
    );
    // Gemma 3n E4B: 35 layers, every fifth looks at everything, the last 15 reuse earlier caches:
    // 4 of 20 remain. 2 × 2 heads × 256 values × 2 bytes a token.
    assert_eq!(
        read("gemma-3n-e4b", 10_000).kv,
        Bytes::new(2_048 * (4 * 10_000 + 16 * 512))
    );
    // A recurrent state is read at any depth: Qwen3.5 9B's 24 layers of 32 heads with 128 × 128 values,
    // and 3 inputs of a convolution over 8,192 channels, in 4 bytes.
    let state = Bytes::new(24 * 4 * (32 * 128 * 128 + 3 * 8_192));
    assert_eq!(read("qwen3.5-9b", 0).recurrent, state);
    assert_eq!(read("qwen3.5-9b", 5_000).recurrent, state);
    // The other 8 layers: 2 × 4 heads × 256 values, 34 bytes for 32.
    let quantized = layout("qwen3.5-9b").cache_read(Q8_0, Q8_0, Tokens::new(5_000));
    assert_eq!(quantized.kv, Bytes::new(8 * 2 * 1_024 * 5_000 / 32 * 34));
}

#[test]
fn what_is_read_of_a_dense_model_is_what_a_device_holds() {
    let models = Models::read().unwrap();
    let mut compared = 0;
    for row in weights().unwrap() {
        let architecture = models.architecture(&row.model).unwrap();
        if architecture.experts.is_some() {
            continue;
        }
        let layout = ModelLayout::new(&architecture);
        for (name, _, _, device) in row.types {
            let Some(device) = device else { continue };
            let read = layout.weights(name.parse().unwrap(), Imatrix::Without).read;
            // The device aligns its tensors and fills up their rows.
            let above = Bytes::new(device).saturating_sub(read).as_f64() / read.as_f64();
            assert!(read <= Bytes::new(device), "{} {name}", row.model);
            assert!(above < 2e-3, "{} {name} {above}", row.model);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn active_parameters_are_those_of_the_catalog() {
    let mut compared = 0;
    for model in &catalog().models {
        let Some(active) = model.parameters.active else {
            continue;
        };
        let ours = ModelLayout::new(&model.architecture).active_parameters();
        let ratio = ours as f64 / active as f64;
        assert!((ratio - 1.0).abs() < 0.01, "{} {ratio}", model.id);
        compared += 1;
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn measured_speeds_are_met() {
    let parts = parts(catalog()).unwrap();
    for (part, ratios) in &parts {
        ratios.print(part);
    }
    let median = |part: &str| parts[part].median_error();
    assert_eq!(parts["all"].count(), 405);
    assert!(median("all") <= 0.12, "{}", median("all"));
    assert!(median("experts") <= 0.16, "{}", median("experts"));
    // The band says four of five.
    assert!(parts["all"].coverage() >= 0.8);
    assert!(parts["prompt: all"].coverage() >= 0.8);
}

#[test]
fn an_unknown_memory_has_a_wide_band_that_holds_what_was_measured() {
    let mut ratios = Ratios::default();
    for row in speeds().unwrap() {
        let (_, gpu) = catalog().find_gpu(&row.platform).unwrap();
        let bandwidth = BytesPerSecond::from_gb(gpu.bandwidth).unwrap();
        let file_type = row.file_type.parse().unwrap();
        let work = work(&row.model, file_type, 300);
        let speed = DecodeRate::of_bandwidth(&catalog().speed, bandwidth).speed(work);
        ratios.add(speed.unwrap(), row.measured);
    }
    assert!(ratios.coverage() >= 0.75, "{}", ratios.coverage());
}

#[test]
fn every_class_and_platform_has_what_its_speed_needs() {
    let fit = &catalog().speed;
    let mut without = Vec::new();
    for (index, gpu) in catalog().indexed_gpus() {
        let backend = Backend::usual(gpu);
        let rate = DecodeRate::of_gpu(fit, gpu, backend).unwrap();
        let speed = rate.speed(work("llama-3.1-8b", FileType::Q4KM, 0)).unwrap();
        // No platform reads faster than its memory gives, and none is a hundred times slower.
        let most = gpu.bandwidth * 1e9 / 4.6e9;
        assert!(speed.value.get() < most, "{}", gpu.id);
        assert!(speed.value.get() > most / 100.0, "{}", gpu.id);
        if gpu.speed_class.is_none() {
            without.push(gpu.id.as_str());
            // What stands in says that it knows little.
            assert!(speed.high.get() / speed.value.get() >= 1.5, "{}", gpu.id);
        }
        let reads = PrefillRate::of_gpu(catalog(), index, backend).is_some();
        let rate = &catalog().prefill.platforms[index.position()];
        let known = rate.tflops.is_some() || !rate.measured.is_empty();
        let has_class = !matches!(
            gpu.speed_class,
            None | Some(SpeedClass::Cpu | SpeedClass::IntelUnified)
        );
        assert_eq!(reads, known && has_class, "{}", gpu.id);
    }
    assert_eq!(
        without,
        [
            "radeon-rx-570",
            "radeon-rx-580",
            "intel-data-center-gpu-max-1550"
        ]
    );
}

#[test]
fn what_is_not_known_has_no_speed() {
    let fit = &catalog().speed;
    let (index, card) = catalog().find_gpu("geforce-rtx-4090").unwrap();
    // The memory beside the card may be any; the vendor's other backends do not exist.
    assert_eq!(DecodeRate::of_gpu(fit, card, Backend::Cpu), None);
    assert_eq!(DecodeRate::of_gpu(fit, card, Backend::Metal), None);
    assert_eq!(PrefillRate::of_gpu(catalog(), index, Backend::Rocm), None);
    // A chip that shares the memory has a processor on the same one.
    let (_, mac) = catalog().find_gpu("apple-m4-max-40c").unwrap();
    assert!(DecodeRate::of_gpu(fit, mac, Backend::Cpu).is_some());
    // No rate of arithmetic is known of it.
    let (jetson, _) = catalog().find_gpu("jetson-agx-orin-64gb").unwrap();
    assert_eq!(PrefillRate::of_gpu(catalog(), jetson, Backend::Cuda), None);
    // Without a bandwidth.
    let mut unknown = card.clone();
    unknown.bandwidth = 0.0;
    assert_eq!(DecodeRate::of_gpu(fit, &unknown, Backend::Cuda), None);
}

#[test]
fn a_prompt_is_read_at_the_measured_rate_by_hand() {
    let (index, _) = catalog().find_gpu("geforce-rtx-4090").unwrap();
    let prompt = PrefillRate::of_gpu(catalog(), index, Backend::Cuda).unwrap();
    // 7,504,658,432 values in matrices, 65 norms of 4096 and 64 rotary factors, two operations each.
    let work_of = |depth| prompt_work("llama-3.1-8b", 512, depth);
    assert_eq!(work_of(1_024).matrices, 2.0 * 7_504_924_736.0);
    // 32 layers × 32 heads × (128 + 128) values × 2 operations × (1,024 + 256) tokens
    assert_eq!(work_of(1_024).attention, 671_088_640.0);
    // (15,009,849,472 + 671,088,640 / 1.5) / 107.2 × 10¹² = 144.190 µs
    let speed = prompt.speed(work_of(1_024)).unwrap();
    assert_near(speed, 6_935.3);
    // 512 × 144.190 µs = 73.825 ms, and a token at 86.752 a second = 11.527 ms.
    let rate = rate("geforce-rtx-4090", Backend::Cuda);
    let work = work("llama-3.1-8b", FileType::Q8_0, 4_096);
    let first = prompt
        .time_to_first_token(work_of(1_024), &rate, work)
        .unwrap();
    assert!((first.value.get() - 0.085352).abs() < 1e-5);
    // Its vendor's rate where nothing was measured, by the share of its class.
    let (other, _) = catalog().find_gpu("geforce-rtx-4060").unwrap();
    let rate = &catalog().prefill.platforms[other.position()];
    assert!(rate.measured.is_empty());
    let tera = rate.tflops.unwrap();
    let other = PrefillRate::of_gpu(catalog(), other, Backend::Cuda).unwrap();
    let speed = other.speed(work_of(1_024)).unwrap();
    assert_near(speed, 6_935.3 * tera * 0.909 / 107.2);
}

#[test]
fn attention_works_as_far_as_each_layer_looks() {
    let operations = |model: &str, depth| prompt_work(model, 1, depth).attention;
    // Gemma 3 4B: 8 heads × 512 values × 2 operations; 29 layers see 1,024 tokens, 5 see all.
    let by_hand = 8.0 * 512.0 * 2.0 * (29.0 * 1_024.0 + 5.0 * 32_768.0);
    assert_eq!(operations("gemma-3-4b", 32_768), by_hand);
    // DeepSeek V2 Lite: 27 layers, 16 heads on keys of 512 + 64 and values of 512.
    assert_eq!(
        operations("deepseek-v2-lite", 100),
        27.0 * 16.0 * 1_088.0 * 2.0 * 100.0
    );
    // Nothing to look back at, and nothing that looks back: 24 of Qwen3.5 9B's 32 layers.
    assert_eq!(operations("qwen3.5-9b", 0), 0.0);
    assert_eq!(
        operations("qwen3.5-9b", 100),
        8.0 * 16.0 * 512.0 * 2.0 * 100.0
    );
}

#[test]
fn several_cards_add_memory_and_not_speed() {
    let fit = &catalog().speed;
    let (fast, slow) = (
        rate("geforce-rtx-4090", Backend::Cuda),
        rate("geforce-rtx-3060-12gb", Backend::Cuda),
    );
    let work = work("llama-3.1-8b", FileType::Q8_0, 4_096);
    let time = |rate: DecodeRate| rate.time_per_token(work).unwrap().get();
    let two = DecodeRate::across(fit, &[(fast, 24.0), (fast, 24.0)]).unwrap();
    assert!((time(two) / time(fast) - 1.0).abs() < 1e-12);
    assert!(two.speed(work).unwrap().high > fast.speed(work).unwrap().high);
    // Two thirds of the layers on one, a third on the other: each takes its own time.
    let mixed = DecodeRate::across(fit, &[(fast, 24.0), (slow, 12.0)]).unwrap();
    let by_hand = time(fast) * 2.0 / 3.0 + time(slow) / 3.0;
    assert!((time(mixed) / by_hand - 1.0).abs() < 1e-12);
    assert_eq!(DecodeRate::across(fit, &[(fast, 24.0)]), Some(fast));
    for none in [
        &[][..],
        &[(fast, 0.0)],
        &[(fast, 1.0), (slow, -1.0)],
        &[(fast, f64::NAN)],
    ] {
        assert_eq!(DecodeRate::across(fit, none), None);
    }
}

#[test]
fn weights_beyond_the_device_are_read_by_the_processor() {
    let fit = &catalog().speed;
    let card = rate("geforce-rtx-4090", Backend::Cuda);
    let work = work("llama-3.1-8b", FileType::Q8_0, 0);
    let host = BytesPerSecond::from_gb(100.0);
    // A quarter: 0.75 × 9.3849 ms + 0.25 × 7.97476 GB / (100 GB/s × 0.5) + 1.3792 ms = 48.2917 ms
    let quarter = card.with_host(fit, 0.25, host).unwrap();
    assert_near(quarter.speed(work).unwrap(), 1e3 / 48.2917);
    // The usual memory is two channels of DDR5-5600.
    let usual = card.with_host(fit, 0.25, None);
    assert_eq!(
        usual,
        card.with_host(fit, 0.25, BytesPerSecond::from_gb(89.6))
    );
    assert_eq!(card.with_host(fit, 0.0, host), Some(card));
    assert_eq!(card.with_host(fit, f64::NAN, host), None);
    // Its band is wider.
    let width = |speed: Speed| speed.high.get() / speed.value.get();
    assert!(width(quarter.speed(work).unwrap()) > width(card.speed(work).unwrap()));
    // 30 GB are needed, 24 are there: 6 of the 20 GB of weights have no place.
    let gb = |count: u64| Bytes::new(count * 1_000_000_000);
    assert_eq!(share_beyond(gb(30), gb(20), gb(24)), 0.3);
    assert_eq!(share_beyond(gb(20), gb(15), gb(24)), 0.0);
    assert_eq!(share_beyond(gb(90), gb(20), gb(24)), 1.0);
}

#[test]
fn fewer_bits_are_never_slower() {
    let rate = rate("radeon-rx-7900-xtx", Backend::Vulkan);
    for model in &catalog().models {
        let layout = ModelLayout::new(&model.architecture);
        let cache = layout.cache_read(F16, F16, Tokens::new(1_000));
        let mut files: Vec<(Bytes, f64)> = FileType::ALL
            .iter()
            .map(|&file_type| {
                let weights = layout.weights(file_type, Imatrix::With);
                let work = DecodeCost::new(&layout, weights.read, cache);
                (weights.read, rate.speed(work).unwrap().value.get())
            })
            .collect();
        files.sort_by_key(|(read, _)| *read);
        assert!(files.is_sorted_by(|a, b| a.1 >= b.1), "{}", model.id);
        // The same holds in the order of the names, many bits to few.
        let of = |file_type| layout.weights(file_type, Imatrix::With).read;
        let named = [
            FileType::F16,
            FileType::Q8_0,
            FileType::Q6K,
            FileType::Q4KM,
            FileType::Q2K,
        ];
        assert!(named.map(of).is_sorted_by(|a, b| a >= b), "{}", model.id);
    }
}

fn any_work() -> impl Strategy<Value = DecodeCost> {
    (any::<u64>(), any::<u64>(), any::<u32>(), any::<bool>()).prop_map(
        |(weights, cache, layers, experts)| DecodeCost {
            weights: Bytes::new(weights),
            cache: Bytes::new(cache),
            layers,
            experts,
        },
    )
}

fn is_sound(speed: Speed) -> bool {
    let values = [speed.low, speed.value, speed.high].map(|value| value.get());
    values.iter().all(|value| value.is_finite() && *value > 0.0) && values.is_sorted()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    fn a_speed_is_a_number_or_none(
        work in any_work(),
        bandwidth in prop_oneof![prop::num::f64::ANY, 1.0..10_000.0],
        host in prop_oneof![prop::num::f64::ANY, 1.0..10_000.0],
        share in prop_oneof![prop::num::f64::ANY, 0.0..=1.0],
        shares in (prop::num::f64::ANY, prop::num::f64::ANY),
        prompt in any::<u64>(),
        operations in (prop::num::f64::ANY, prop::num::f64::ANY),
        platform in 0_usize..306,
        backend in 0_usize..7,
    ) {
        let fit = &catalog().speed;
        let (index, gpu) = catalog().indexed_gpus().nth(platform).unwrap();
        let backend = Backend::ALL[backend];
        let mut gpu = gpu.clone();
        gpu.bandwidth = bandwidth;
        let own = DecodeRate::of_gpu(fit, &gpu, backend);
        let bare = BytesPerSecond::from_gb(bandwidth).map(|bandwidth| DecodeRate::of_bandwidth(fit, bandwidth));
        let host = BytesPerSecond::from_gb(host);
        for rate in [own, bare].into_iter().flatten() {
            let with_host = rate.with_host(fit, share, host);
            let mixed = bare.and_then(|bare| DecodeRate::across(fit, &[(rate, shares.0), (bare, shares.1)]));
            for rate in [Some(rate), with_host, mixed].into_iter().flatten() {
                prop_assert!(rate.speed(work).is_none_or(is_sound));
                if let Some(prompt_pace) = PrefillRate::of_gpu(catalog(), index, backend) {
                    let prompt = PrefillCost {
                        prompt: Tokens::new(prompt),
                        matrices: operations.0,
                        attention: operations.1,
                        experts: work.experts,
                    };
                    prop_assert!(prompt_pace.speed(prompt).is_none_or(is_sound));
                    let first = prompt_pace.time_to_first_token(prompt, &rate, work);
                    let sound = first.is_none_or(|first| {
                        let times = [first.low, first.value, first.high].map(|time| time.get());
                        times.iter().all(|time| time.is_finite() && *time > 0.0) && times.is_sorted()
                    });
                    prop_assert!(sound);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn more_bandwidth_is_never_slower_and_more_to_read_never_faster(
        work in any_work(),
        more in any::<(u64, u64, u32)>(),
        bandwidth in 1.0_f64..10_000.0,
        factor in 1.0_f64..100.0,
        share in 0.0_f64..=1.0,
    ) {
        let fit = &catalog().speed;
        let step = |rate: DecodeRate, work: DecodeCost| rate.time_per_token(work).map_or(0.0, |step| step.get());
        for platform in ["geforce-rtx-4090", "apple-m4-max-40c", "cpu-ddr5-5600-dual"] {
            let (_, gpu) = catalog().find_gpu(platform).unwrap();
            let with = |bandwidth| {
                let mut gpu = gpu.clone();
                gpu.bandwidth = bandwidth;
                DecodeRate::of_gpu(fit, &gpu, Backend::usual(&gpu)).unwrap()
            };
            let (slow, fast) = (with(bandwidth), with(bandwidth * factor));
            prop_assert!(step(fast, work) <= step(slow, work));
            let larger = DecodeCost {
                weights: work.weights + Bytes::new(more.0),
                cache: work.cache + Bytes::new(more.1),
                layers: work.layers.saturating_add(more.2),
                ..work
            };
            prop_assert!(step(slow, larger) >= step(slow, work));
            // A memory beside it that is no faster never helps.
            let host = BytesPerSecond::from_gb(bandwidth * 0.5);
            let spilt = slow.with_host(fit, share, host).unwrap();
            prop_assert!(step(spilt, work) >= step(slow, work) * (1.0 - 1e-12));
        }
    }

    #[test]
    fn deeper_is_never_faster(
        model in 0_usize..543,
        depth in 0_u64..2_000_000,
        further in 0_u64..2_000_000,
        prompt in 1_u64..100_000,
    ) {
        let architecture = &catalog().models[model].architecture;
        let layout = ModelLayout::new(architecture);
        let read = |depth| layout.cache_read(F16, Q8_0, Tokens::new(depth));
        let total = |cache: Cache| cache.kv + cache.recurrent;
        prop_assert!(total(read(depth)) <= total(read(depth + further)));
        let (index, _) = catalog().find_gpu("apple-m4-max-40c").unwrap();
        let rate = PrefillRate::of_gpu(catalog(), index, Backend::Metal).unwrap();
        let speed = |depth| {
            let (prompt, depth) = (Tokens::new(prompt), Tokens::new(depth));
            let work = PrefillCost::new(architecture, &layout, prompt, depth);
            rate.speed(work).unwrap().value
        };
        prop_assert!(speed(depth) >= speed(depth + further));
    }
}

#[test]
fn the_measured_rows_are_of_every_maker() {
    let mut vendors: BTreeMap<&str, usize> = BTreeMap::new();
    for row in speeds().unwrap() {
        let (_, gpu) = catalog().find_gpu(&row.platform).unwrap();
        *vendors.entry(gpu.vendor.name()).or_default() += 1;
    }
    for vendor in [Vendor::Nvidia, Vendor::Amd, Vendor::Apple, Vendor::Intel] {
        assert!(vendors.get(vendor.name()).is_some_and(|&rows| rows > 10));
    }
}
