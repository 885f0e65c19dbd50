//! What a tensor does in its model, and how a file may store it.

/// What a tensor does. Names follow the tensor names of GGUF files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// `token_embd`: the input embedding; the output matrix too where embeddings are tied.
    TokenEmbedding,
    /// `per_layer_token_embd`: an embedding for every layer (Gemma 3n and 4).
    PerLayerTokenEmbedding,
    /// `output`: the output matrix.
    Output,
    /// A normalisation's weight or bias.
    Norm,
    /// A projection's bias.
    Bias,
    /// A bias of every expert of a layer.
    ExpertBias,
    /// `attn_q`.
    Query,
    /// `attn_k`.
    Key,
    /// `attn_v`.
    Value,
    /// `attn_qkv`: the three projections in one matrix.
    FusedQueryKeyValue,
    /// `attn_kv_b`: keys and values from the latent vector, in one matrix.
    LatentKeyValue,
    /// `attn_output`.
    AttentionOutput,
    /// A further matrix of the attention: low-rank parts, gates, indexers.
    AttentionPart,
    /// `ffn_gate`.
    Gate,
    /// `ffn_up`; with `ffn_gate` in one matrix for some architectures.
    Up,
    /// `ffn_down`.
    Down,
    /// `ffn_gate_exps`: all experts of a layer in one tensor.
    ExpertGate,
    /// `ffn_up_exps`.
    ExpertUp,
    /// `ffn_down_exps`.
    ExpertDown,
    /// `ffn_gate_shexp`: the shared expert.
    SharedGate,
    /// `ffn_up_shexp`.
    SharedUp,
    /// `ffn_down_shexp`.
    SharedDown,
    /// `ffn_gate_inp`: the router.
    Router,
    /// A further matrix beside the experts: projections to their latent width.
    ExpertPart,
    /// A matrix of a recurrent layer.
    RecurrentMatrix,
    /// A convolution's weight.
    Convolution,
    /// A state space's `A`, `D` and the like: stored without the suffix `weight`.
    StateParameter,
    /// A matrix that llama.cpp keeps as it was converted (AltUp, LAuReL, small indexers).
    KeptMatrix,
    /// A matrix of a multi-token-prediction block.
    PredictionMatrix,
    /// A table of whole numbers (DeepSeek V4: token to expert).
    Table,
    /// `rope_freqs`, `rope_factors_*`: computed from the configuration, not a parameter.
    RopeFactors,
    /// Parameters that the catalog counts without naming their shapes.
    Unnamed,
}

/// How a file stores a tensor.
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

/// How much of a tensor is read to generate a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// All of it.
    Whole,
    /// The experts that the router chose.
    Routed,
    /// The row of the token, which is next to nothing.
    Row,
}

/// What the rules of the quantizations tell apart.
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

impl Role {
    /// How a file stores a tensor of this role.
    #[must_use]
    pub const fn storage(self) -> Storage {
        match self {
            Self::TokenEmbedding
            | Self::PerLayerTokenEmbedding
            | Self::Output
            | Self::Query
            | Self::Key
            | Self::Value
            | Self::FusedQueryKeyValue
            | Self::LatentKeyValue
            | Self::AttentionOutput
            | Self::AttentionPart
            | Self::Gate
            | Self::Up
            | Self::Down
            | Self::ExpertGate
            | Self::ExpertUp
            | Self::ExpertDown
            | Self::SharedGate
            | Self::SharedUp
            | Self::SharedDown
            | Self::ExpertPart
            | Self::RecurrentMatrix
            | Self::PredictionMatrix => Storage::Quantized,
            Self::Norm
            | Self::Bias
            | Self::ExpertBias
            | Self::Router
            | Self::Convolution
            | Self::StateParameter
            | Self::RopeFactors
            | Self::Unnamed => Storage::Single,
            Self::KeptMatrix => Storage::Half,
            Self::Table => Storage::Whole,
        }
    }

    /// What the rules of the quantizations take a tensor of this role for.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::TokenEmbedding | Self::PerLayerTokenEmbedding => Category::Embedding,
            Self::Output => Category::Output,
            Self::Value | Self::FusedQueryKeyValue | Self::LatentKeyValue => Category::Value,
            Self::Key => Category::Key,
            Self::Query => Category::Query,
            Self::AttentionOutput => Category::AttentionOutput,
            Self::Gate | Self::ExpertGate | Self::SharedGate => Category::Gate,
            Self::Up | Self::ExpertUp | Self::SharedUp => Category::Up,
            Self::Down | Self::ExpertDown | Self::SharedDown => Category::Down,
            Self::Norm
            | Self::Bias
            | Self::ExpertBias
            | Self::AttentionPart
            | Self::Router
            | Self::ExpertPart
            | Self::RecurrentMatrix
            | Self::Convolution
            | Self::StateParameter
            | Self::KeptMatrix
            | Self::PredictionMatrix
            | Self::Table
            | Self::RopeFactors
            | Self::Unnamed => Category::Other,
        }
    }

    /// Whether the tensor's values are parameters that a publisher counts.
    #[must_use]
    pub const fn is_parameter(self) -> bool {
        !matches!(self, Self::RopeFactors)
    }

    /// Whether the tensor stays in host memory when every layer is on the device: rows of an
    /// input embedding are looked up there.
    #[must_use]
    pub const fn stays_on_host(self) -> bool {
        matches!(self, Self::TokenEmbedding | Self::PerLayerTokenEmbedding)
    }
    /// How much of the tensor is read to generate a token. An embedding that is the output matrix
    /// too is read whole all the same.
    #[must_use]
    pub const fn reading(self) -> Reading {
        match self {
            Self::TokenEmbedding | Self::PerLayerTokenEmbedding | Self::Table => Reading::Row,
            Self::ExpertGate | Self::ExpertUp | Self::ExpertDown | Self::ExpertBias => {
                Reading::Routed
            }
            Self::Output
            | Self::Norm
            | Self::Bias
            | Self::Query
            | Self::Key
            | Self::Value
            | Self::FusedQueryKeyValue
            | Self::LatentKeyValue
            | Self::AttentionOutput
            | Self::AttentionPart
            | Self::Gate
            | Self::Up
            | Self::Down
            | Self::SharedGate
            | Self::SharedUp
            | Self::SharedDown
            | Self::Router
            | Self::ExpertPart
            | Self::RecurrentMatrix
            | Self::Convolution
            | Self::StateParameter
            | Self::KeptMatrix
            | Self::PredictionMatrix
            | Self::RopeFactors
            | Self::Unnamed => Reading::Whole,
        }
    }
}
