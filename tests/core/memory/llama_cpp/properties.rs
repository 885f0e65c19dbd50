//! Random shapes through the exact method: nothing panics, overflows or falls as more is asked.

use headroom_core::catalog::{
    Architecture, Attention, Blocks, Experts, Latent, Layers, PerLayer, QueryKeyNorm, Recurrent,
    RecurrentKind, Window,
};
use headroom_core::ggml::FileType;
use headroom_core::ggml::TensorType;
use headroom_core::memory::llama_cpp::{ModelLayout, Settings};
use headroom_core::units::{Bytes, Tokens};

/// The shapes that are tried.
const SHAPES: u64 = 100_000;

/// A generator of numbers that is the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        (self.roll() % u64::from(bound)) as u32
    }

    fn chance(&mut self, of: u32) -> bool {
        self.below(of) == 0
    }

    #[expect(clippy::expect_used, reason = "the lists are not empty")]
    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let at = self.roll() as usize % choices.len();
        *choices.get(at).expect("no choices")
    }

    /// A width: mostly usual, at times any number that the type holds.
    fn width(&mut self) -> u32 {
        match self.below(50) {
            0 => self.roll() as u32,
            1 => 0,
            _ => 32 * (1 + self.below(512)),
        }
    }
}

const NAMES: &[&str] = &[
    "llama",
    "phi3",
    "falcon",
    "command-r",
    "gemma3",
    "minicpm3",
    "qwen3next",
    "nemotron_h",
    "any",
];

/// Some of the first layers.
fn some_layers(dice: &mut Dice) -> Layers {
    (0..12).filter(|_| dice.chance(2)).collect()
}

fn shape(dice: &mut Dice) -> Architecture {
    let layers = if dice.chance(500) {
        dice.roll() as u32
    } else {
        dice.below(12)
    };
    let recurrent = dice.chance(4).then(|| recurrent(dice));
    Architecture {
        name: dice.pick(NAMES).to_owned(),
        in_llama_cpp: None,
        config_type: None,
        layers,
        hidden: dice.width(),
        vocabulary: dice.width(),
        tied_embeddings: dice.chance(2),
        feed_forward: (!dice.chance(8)).then(|| PerLayer::Same(dice.width())),
        feed_forward_layers: dice.chance(8).then(|| some_layers(dice)),
        attention: (!dice.chance(8)).then(|| attention(dice)),
        experts: dice.chance(4).then(|| experts(dice)),
        recurrent,
        prediction: None,
        blocks: Blocks::default(),
        rope_scaling: dice.chance(4).then(|| "llama3".to_owned()),
        native_quantization: None,
    }
}

fn attention(dice: &mut Dice) -> Attention {
    let heads = 1 + dice.below(64);
    let latent = dice.chance(6).then(|| Latent {
        kv_rank: dice.width(),
        query_rank: dice.chance(2).then(|| dice.width()),
        rope_length: dice.below(128),
        nope_length: dice.below(256),
        value_length: dice.below(256),
        output_gate: false,
        head_gate: false,
        indexer: None,
    });
    let length = Some(PerLayer::Same(dice.pick(&[64, 80, 96, 128, 256, 1 << 20])));
    Attention {
        heads: PerLayer::Same(heads),
        kv_heads: PerLayer::Same(1 + dice.below(heads)),
        key_length: length.clone(),
        value_length: length,
        rotary_length: None,
        layers: dice.chance(4).then(|| some_layers(dice)),
        window: dice.chance(4).then(|| Window {
            tokens: 1 + dice.below(8_192),
            layers: some_layers(dice),
        }),
        chunk: None,
        cross_layers: None,
        shared_kv_layers: None,
        latent,
        compressed: None,
        sparse_index: None,
        bias: dice.chance(2),
        output_bias: dice.chance(2),
        query_key_norm: dice.chance(2).then_some(QueryKeyNorm::Head),
        sinks: None,
        output_gate: None,
        key_is_value_layers: None,
        value_norm: false,
    }
}

fn experts(dice: &mut Dice) -> Experts {
    Experts {
        count: 1 + dice.below(512),
        used: 1 + dice.below(16),
        feed_forward: dice.width(),
        layers: some_layers(dice),
        shared_feed_forward: dice.chance(2).then(|| dice.width()),
        shared_count: None,
        shared_gate: dice.chance(2),
        bias: dice.chance(4),
        router_bias: dice.chance(2),
        latent: dice.chance(8).then(|| dice.width()),
        latent_norm: false,
        parallel_dense: None,
        router_outputs: None,
        extra_per_layer: 0,
    }
}

fn recurrent(dice: &mut Dice) -> Recurrent {
    Recurrent {
        kind: dice.pick(&[
            RecurrentKind::Mamba1,
            RecurrentKind::Mamba2,
            RecurrentKind::GatedDeltanet,
            RecurrentKind::Kda,
            RecurrentKind::Shortconv,
            RecurrentKind::Lightning,
        ]),
        layers: some_layers(dice),
        inner: Some(dice.width()),
        state: Some(dice.width()),
        convolution: Some(dice.below(8)),
        groups: Some(dice.below(16)),
        heads: Some(dice.below(128)),
        head_length: Some(dice.width()),
        key_heads: Some(dice.below(32)),
        value_heads: Some(dice.below(32)),
        key_length: Some(dice.width()),
        value_length: Some(dice.width()),
        time_step_rank: Some(dice.below(512)),
        inner_norms: dice.chance(2),
        gated_norm: None,
        full_rank_gate: dice.chance(2),
        full_rank_decay: dice.chance(2),
    }
}

fn settings(dice: &mut Dice) -> Settings {
    let types = [TensorType::F16, TensorType::Q8_0, TensorType::Q4_0];
    Settings {
        keys: dice.pick(&types),
        values: dice.pick(&types),
        sequences: u64::from(1 + dice.below(8)),
        full_window: dice.chance(8),
        ubatch: u64::from(1 + dice.below(4_096)),
        outputs: std::num::NonZeroU64::new(u64::from(dice.below(4))),
        devices: u64::from(1 + dice.below(4)),
        flash_attention: dice.chance(2),
        ..Settings::new(Tokens::new(u64::from(1 + dice.below(1 << 21))))
    }
}

#[test]
fn estimates_hold_for_any_shape() {
    let mut dice = Dice(2_026);
    for number in 0..SHAPES {
        let shape = shape(&mut dice);
        let layout = ModelLayout::new(&shape);
        let settings = settings(&mut dice);
        let about = || format!("shape {number}: {shape:?} under {settings:?}");

        let file_type = dice.pick(&FileType::ALL);
        let weights = layout.weights(file_type, dice.chance(2).into());
        assert!(weights.bits_per_weight.is_finite(), "{}", about());
        let stored = weights.file > Bytes::ZERO;
        assert!(stored || layout.parameters() == 0, "{}", about());

        let cache = layout.cache(&settings);
        let remembers = shape.recurrent.is_some();
        assert!(cache.recurrent == Bytes::ZERO || remembers, "{}", about());
        assert!(
            cache.kv == Bytes::ZERO || shape.attention.is_some(),
            "{}",
            about()
        );

        let more = [
            Settings {
                context: Tokens::new(settings.context.get() + u64::from(dice.below(1 << 16))),
                ..settings
            },
            Settings {
                sequences: settings.sequences + 1,
                ..settings
            },
        ];
        for more in more {
            let larger = layout.cache(&more);
            assert!(larger.kv >= cache.kv, "{}", about());
            assert!(larger.recurrent >= cache.recurrent, "{}", about());
            let (compute, wider) = (layout.compute(&settings), layout.compute(&more));
            assert!(wider.device >= compute.device, "{} {more:?}", about());
            assert!(wider.host >= compute.host, "{}", about());
        }
    }
}

#[test]
fn the_longest_context_fits_and_the_next_step_does_not() {
    let mut dice = Dice(31);
    for _ in 0..2_000 {
        let layout = ModelLayout::new(&shape(&mut dice));
        let settings = settings(&mut dice);
        let memory = Bytes::new(dice.roll() >> dice.below(40));
        let at = |context: u64| {
            layout.context_bytes(&Settings {
                context: Tokens::new(context),
                ..settings
            })
        };
        match layout.max_context(&settings, memory, None) {
            None => assert!(at(256) > memory),
            Some(longest) => {
                assert!(at(longest.get()) <= memory);
                let next = longest.get() + 256;
                assert!(next > u64::from(u32::MAX) || at(next) > memory);
            }
        }
    }
}
