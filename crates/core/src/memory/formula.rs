//! The formula method: three products that anyone can check by hand.
//!
//! ```text
//! V_weights = P × B / 8
//! V_kv      = 2 × L × H_kv × D_head × C × b
//! V_total   = V_weights + V_kv + V_activation
//! ```
//!
//! `P` parameters, `B` bits per weight, `L` layers with a KV cache, `H_kv` key and value heads,
//! `D_head` values in a head, `C` tokens of context, `b` bytes per value. Where layers differ, or
//! keys and values do, the product becomes the sum that it stands for. Every layer with a cache is
//! taken to hold the whole context, in full heads: sliding windows and latent attention are beyond
//! this method.
//!
//! Worked through for Llama 3.1 8B at Q4_K_M with 8,192 tokens:
//!
//! ```
//! use headroom_core::memory::formula::{self, CachedValues};
//! use headroom_core::units::{Bytes, Tokens};
//!
//! let weights = formula::weights(8_030_261_248, 4.83);
//! assert_eq!(weights, Bytes::new(4_848_270_228)); // 8,030,261,248 × 4.83 / 8
//!
//! let llama = CachedValues { keys: 32 * 8 * 128, values: 32 * 8 * 128 };
//! let f16 = formula::CellSize { block: 1, bytes: 2 };
//! let cache = formula::kv_cache(llama, Tokens::new(8_192), f16, f16);
//! assert_eq!(cache, Bytes::new(1_073_741_824)); // 2 × 32 × 8 × 128 × 8,192 × 2
//! ```

use std::fmt;
use std::str::FromStr;

use crate::catalog::{Architecture, Attention, CacheType};
use crate::units::{Bytes, Decimal, ParseBytesError, Tokens, parse_decimal};

/// The weights: `P × B / 8`, rounded to whole bytes.
#[must_use]
pub fn weights(parameters: u64, bits: f64) -> Bytes {
    #[expect(clippy::cast_precision_loss)]
    Bytes::from_f64(parameters as f64 * bits / 8.0)
}

/// The numbers of values that the cache holds for each token, over all layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CachedValues {
    /// Values in keys.
    pub keys: u64,
    /// Values in values.
    pub values: u64,
}

impl CachedValues {
    /// `L × H_kv × D_head` for keys and for values, layer by layer.
    ///
    /// A layer without a cache of its own counts none: recurrent layers, layers that reuse an
    /// earlier cache, layers that attend to a picture. Latent attention counts in full heads.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let Some(attention) = &architecture.attention else {
            return Self::default();
        };
        (0..architecture.layers)
            .filter(|&layer| attention.has_cache(layer))
            .fold(Self::default(), |sum, layer| {
                let (keys, values) = head_lengths(attention, layer);
                let heads = u64::from(attention.kv_heads.at(layer).unwrap_or_default());
                Self {
                    keys: sum.keys + heads * u64::from(keys),
                    values: sum.values + heads * u64::from(values),
                }
            })
    }
}

/// `D_head` of keys and of values in a layer.
fn head_lengths(attention: &Attention, layer: u32) -> (u32, u32) {
    if let Some(latent) = &attention.latent {
        return (latent.nope_length + latent.rope_length, latent.value_length);
    }
    let length = |lengths: &Option<_>| -> u32 {
        lengths
            .as_ref()
            .and_then(|lengths: &crate::catalog::PerLayer<u32>| lengths.at(layer))
            .unwrap_or_default()
    };
    (
        length(&attention.key_length),
        length(&attention.value_length),
    )
}

/// The size of a cached value: a block of `block` values takes `bytes` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSize {
    /// Values in a block.
    pub block: u32,
    /// Bytes of a block.
    pub bytes: u32,
}

impl From<&CacheType> for CellSize {
    fn from(cache_type: &CacheType) -> Self {
        Self {
            block: cache_type.block,
            bytes: cache_type.bytes,
        }
    }
}

impl CellSize {
    /// The bytes of so many values for each of so many tokens, rounded up.
    fn bytes_of(self, values: u64, tokens: u64) -> Bytes {
        let (bytes, block) = (u64::from(self.bytes), u64::from(self.block.max(1)));
        let product = values
            .checked_mul(tokens)
            .and_then(|values| values.checked_mul(bytes));
        Bytes::new(match product {
            Some(product) => product.div_ceil(block),
            None => {
                let values = u128::from(values) * u128::from(tokens);
                let bytes = values.saturating_mul(u128::from(bytes));
                u64::try_from(bytes.div_ceil(u128::from(block))).unwrap_or(u64::MAX)
            }
        })
    }
}

/// The KV cache for a context of `context` tokens.
#[must_use]
pub fn kv_cache(cached: CachedValues, context: Tokens, keys: CellSize, values: CellSize) -> Bytes {
    keys.bytes_of(cached.keys, context.get()) + values.bytes_of(cached.values, context.get())
}

/// More tokens than any memory holds.
const MOST_TOKENS: u64 = 1 << 53;

/// The longest context whose KV cache is no larger than `room`; `None` where the cache takes no
/// memory and any context fits.
#[must_use]
pub fn max_context(
    cached: CachedValues,
    room: Bytes,
    keys: CellSize,
    values: CellSize,
) -> Option<Tokens> {
    // The bytes of a token as a fraction.
    let part = |count: u64, cell: CellSize, other: CellSize| {
        let bytes = u128::from(cell.bytes) * u128::from(other.block.max(1));
        u128::from(count).saturating_mul(bytes)
    };
    let of_token =
        part(cached.keys, keys, values).saturating_add(part(cached.values, values, keys));
    let shared = u128::from(keys.block.max(1)) * u128::from(values.block.max(1));
    if of_token == 0 {
        return None;
    }
    // Keys and values are each rounded up by less than a byte, so that the answer lies between
    // what fits with two bytes to spare and what fits without rounding.
    let tokens = |room: u64| {
        let tokens = u128::from(room) * shared / of_token;
        u64::try_from(tokens).map_or(MOST_TOKENS, |tokens| tokens.min(MOST_TOKENS))
    };
    let fits = |tokens: u64| kv_cache(cached, Tokens::new(tokens), keys, values) <= room;
    let (mut low, mut high) = (tokens(room.get().saturating_sub(2)), tokens(room.get()));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Some(Tokens::new(low))
}

/// The activation overhead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// The same for every model.
    Fixed(Bytes),
    /// A percentage of the weights, 0 to 100.
    Percent(f64),
}

/// Half a gigabyte.
impl Default for Activation {
    fn default() -> Self {
        Self::Fixed(Bytes::new(500_000_000))
    }
}

impl Activation {
    /// The overhead beside weights of this size.
    #[must_use]
    pub fn beside(self, weights: Bytes) -> Bytes {
        match self {
            Self::Fixed(bytes) => bytes,
            Self::Percent(percent) => weights.share(percent / 100.0),
        }
    }
}

/// `0.5GB` or `5%`.
impl fmt::Display for Activation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(bytes) => {
                let text = bytes.to_string();
                let bare = text.ends_with(|last: char| last.is_ascii_digit());
                write!(f, "{text}{}", if bare { "GB" } else { "" })
            }
            Self::Percent(percent) => write!(f, "{}%", Decimal::plain(*percent)),
        }
    }
}

/// A reason for which a text is not an activation overhead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseActivationError {
    /// Neither a percentage nor an amount of memory.
    #[error("{0} (write 0.5GB or 5%)")]
    Amount(ParseBytesError),
    /// A percentage below 0 or above 100.
    #[error("not a percentage from 0% to 100%")]
    Percent,
}

impl FromStr for Activation {
    type Err = ParseActivationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().strip_suffix('%') {
            Some(number) => parse_decimal(number)
                .filter(|percent| (0.0..=100.0).contains(percent))
                .map(Self::Percent)
                .ok_or(ParseActivationError::Percent),
            None => text
                .parse()
                .map(Self::Fixed)
                .map_err(ParseActivationError::Amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const F16: CellSize = CellSize { block: 1, bytes: 2 };
    const Q4_0: CellSize = CellSize {
        block: 32,
        bytes: 18,
    };

    #[test]
    fn activation_is_an_amount_or_a_percentage() {
        assert_eq!("5%".parse(), Ok(Activation::Percent(5.0)));
        assert_eq!(
            "512MiB".parse(),
            Ok(Activation::Fixed(Bytes::new(512 << 20)))
        );
        assert_eq!(Activation::default().to_string(), "0.5GB");
        assert_eq!(
            Activation::Percent(2.5).beside(Bytes::new(1_000)),
            Bytes::new(25)
        );
        assert_eq!(
            "101%".parse::<Activation>(),
            Err(ParseActivationError::Percent)
        );
        assert!("nan%".parse::<Activation>().is_err());
        assert!("-1GB".parse::<Activation>().is_err());
    }

    #[test]
    fn a_model_without_a_cache_has_no_longest_context() {
        let none = CachedValues::default();
        assert_eq!(max_context(none, Bytes::ZERO, F16, F16), None);
    }

    proptest! {
        #[test]
        fn the_longest_context_fits_and_one_token_more_does_not(
            keys in 1_u64..200_000,
            values in 0_u64..200_000,
            room in 0_u64..2_000_000_000_000,
        ) {
            let cached = CachedValues { keys, values };
            let longest = max_context(cached, Bytes::new(room), Q4_0, F16).unwrap();
            let size = |tokens| kv_cache(cached, Tokens::new(tokens), Q4_0, F16).get();
            prop_assert!(size(longest.get()) <= room);
            prop_assert!(size(longest.get() + 1) > room);
        }
    }
}
