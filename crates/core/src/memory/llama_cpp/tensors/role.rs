//! The roles of tensors in a model, and the ways in which a file may store them.

/// The way in which a file stores a tensor.
// llama.cpp: src/llama-quant.cpp, tensor_allows_quantization
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Storage {
    /// In the type that the quantization's rule gives.
    Quantized,
    /// In 32-bit floats whatever the quantization.
    Single,
    /// In the 16-bit type that the model was converted to.
    Half,
    /// In 32-bit whole numbers.
    Whole,
}

/// The part of a tensor that is read to generate a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// All of it.
    Whole,
    /// The experts that the router chose.
    Routed,
    /// The row of the token, which is next to nothing.
    Row,
}

/// A category of tensors that the rules of the quantizations tell apart.
// llama.cpp: src/llama-quant.cpp, tensor_get_category
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// The input embeddings.
    Embedding,
    /// The output matrix.
    Output,
    /// Value projections, alone or fused with others.
    Value,
    /// Key projections.
    Key,
    /// Query projections.
    Query,
    /// Output projections of the attention.
    AttentionOutput,
    /// Gates of feed-forward networks.
    Gate,
    /// The matrices up to the inner width of feed-forward networks.
    Up,
    /// The matrices back down from it.
    Down,
    /// All others.
    Other,
}

/// Declares the roles, one a row: how a file stores a tensor of the role, what the rules of the
/// quantizations take it for, and how much of it is read to generate a token.
macro_rules! roles {
    ($(
        $(#[$doc:meta])*
        $role:ident: $storage:ident, $category:ident, $reading:ident;
    )+) => {
        /// The role of a tensor. Names follow the tensor names of GGUF files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            /// The way in which a file stores a tensor of this role.
            #[must_use]
            pub const fn storage(self) -> Storage {
                match self {
                    $(Self::$role => Storage::$storage,)+
                }
            }

            /// The category of a tensor of this role in the rules of the quantizations.
            #[must_use]
            pub const fn category(self) -> Category {
                match self {
                    $(Self::$role => Category::$category,)+
                }
            }

            /// The part of the tensor that is read to generate a token. An embedding that is the
            /// output matrix too is read whole all the same.
            #[must_use]
            pub const fn reading(self) -> Reading {
                match self {
                    $(Self::$role => Reading::$reading,)+
                }
            }
        }
    };
}

roles! {
    /// `token_embd`: the input embedding; the output matrix too where embeddings are tied.
    TokenEmbedding: Quantized, Embedding, Row;
    /// `per_layer_token_embd`: an embedding for every layer (Gemma 3n and 4).
    PerLayerTokenEmbedding: Quantized, Embedding, Row;
    /// `output`: the output matrix.
    Output: Quantized, Output, Whole;
    /// A normalisation's weight or bias.
    Norm: Single, Other, Whole;
    /// A projection's bias.
    Bias: Single, Other, Whole;
    /// A bias of every expert of a layer.
    ExpertBias: Single, Other, Routed;
    /// `attn_q`.
    Query: Quantized, Query, Whole;
    /// `attn_k`.
    Key: Quantized, Key, Whole;
    /// `attn_v`.
    Value: Quantized, Value, Whole;
    /// `attn_qkv`: the three projections in one matrix.
    FusedQueryKeyValue: Quantized, Value, Whole;
    /// `attn_kv_b`: keys and values from the latent vector, in one matrix.
    LatentKeyValue: Quantized, Value, Whole;
    /// `attn_output`.
    AttentionOutput: Quantized, AttentionOutput, Whole;
    /// A further matrix of the attention: low-rank parts, gates, indexers.
    AttentionPart: Quantized, Other, Whole;
    /// `ffn_gate`.
    Gate: Quantized, Gate, Whole;
    /// `ffn_up`; with `ffn_gate` in one matrix for some architectures.
    Up: Quantized, Up, Whole;
    /// `ffn_down`.
    Down: Quantized, Down, Whole;
    /// `ffn_gate_exps`: all experts of a layer in one tensor.
    ExpertGate: Quantized, Gate, Routed;
    /// `ffn_up_exps`.
    ExpertUp: Quantized, Up, Routed;
    /// `ffn_down_exps`.
    ExpertDown: Quantized, Down, Routed;
    /// `ffn_gate_shexp`: the shared expert.
    SharedGate: Quantized, Gate, Whole;
    /// `ffn_up_shexp`.
    SharedUp: Quantized, Up, Whole;
    /// `ffn_down_shexp`.
    SharedDown: Quantized, Down, Whole;
    /// `ffn_gate_inp`: the router.
    Router: Single, Other, Whole;
    /// A further matrix beside the experts: projections to their latent width.
    ExpertPart: Quantized, Other, Whole;
    /// A matrix of a recurrent layer.
    RecurrentMatrix: Quantized, Other, Whole;
    /// A convolution's weight.
    Convolution: Single, Other, Whole;
    /// A state space's `A`, `D` and the like: stored without the suffix `weight`.
    StateParameter: Single, Other, Whole;
    /// A matrix that llama.cpp keeps as it was converted (AltUp, LAuReL, small indexers).
    KeptMatrix: Half, Other, Whole;
    /// A matrix of a multi-token-prediction block.
    PredictionMatrix: Quantized, Other, Whole;
    /// A table of whole numbers (DeepSeek V4: token to expert).
    Table: Whole, Other, Row;
    /// `rope_freqs`, `rope_factors_*`: computed from the configuration, not a parameter.
    RopeFactors: Single, Other, Whole;
    /// Parameters that the catalog counts without naming their shapes.
    Unnamed: Single, Other, Whole;
}

impl Role {
    /// True if the tensor's values are parameters that a publisher counts.
    #[must_use]
    pub const fn is_parameter(self) -> bool {
        !matches!(self, Self::RopeFactors)
    }

    /// True if the tensor stays in host memory when every layer is on the device: rows of an
    /// input embedding are looked up there.
    #[must_use]
    pub const fn stays_on_host(self) -> bool {
        matches!(self, Self::TokenEmbedding | Self::PerLayerTokenEmbedding)
    }
}
