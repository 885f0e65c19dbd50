//! Checks the shape of a model.

use super::check::Checker;
use super::error::DataError;
use crate::catalog::Model;
use crate::catalog::layers::{Layers, MAX_LAYERS, PerLayer};

pub(super) fn check_architecture(check: Checker, model: &Model) -> Result<(), DataError> {
    let shape = &model.architecture;
    let ensure = |holds, reason: &str| check.ensure(holds, &model.id, reason);
    ensure(
        (1..=MAX_LAYERS).contains(&shape.layers),
        "the number of layers is out of range",
    )?;
    ensure(
        (16..=1 << 17).contains(&shape.hidden),
        "the hidden size is out of range",
    )?;
    ensure(
        (100..=1 << 22).contains(&shape.vocabulary),
        "the vocabulary is out of range",
    )?;
    ensure(
        shape.attention.is_some() || shape.recurrent.is_some(),
        "there is neither attention nor recurrence",
    )?;
    let exist = |layers: &Option<Layers>| {
        layers
            .as_ref()
            .and_then(Layers::last)
            .is_none_or(|last| last < shape.layers)
    };
    let fits = |values: &PerLayer<u32>| values.listed().is_none_or(|count| count == shape.layers);
    let optional = |values: &Option<PerLayer<u32>>| values.as_ref().is_none_or(fits);
    ensure(
        exist(&shape.feed_forward_layers),
        "a feed-forward layer does not exist",
    )?;
    ensure(
        optional(&shape.feed_forward),
        "`feed_forward` has not one value a layer",
    )?;
    if let Some(attention) = &shape.attention {
        let sets = [
            &attention.layers,
            &attention.cross_layers,
            &attention.shared_kv_layers,
            &attention.key_is_value_layers,
        ];
        ensure(
            sets.into_iter().all(exist),
            "an attention layer does not exist",
        )?;
        let lists = fits(&attention.heads)
            && fits(&attention.kv_heads)
            && optional(&attention.key_length)
            && optional(&attention.value_length);
        ensure(lists, "an attention list has not one value a layer")?;
        let lengths = attention.key_length.is_some() && attention.value_length.is_some();
        ensure(
            lengths || attention.latent.is_some(),
            "the length of a head is missing",
        )?;
        let bounded = attention
            .kv_heads
            .values(shape.layers)
            .zip(attention.heads.values(shape.layers))
            .all(|(kv, heads)| kv <= heads && heads <= 4_096);
        ensure(
            bounded,
            "there are more key heads than query heads, or too many",
        )?;
        let window = attention.window.as_ref().is_none_or(|window| {
            window.tokens > 0 && window.layers.last().is_none_or(|last| last < shape.layers)
        });
        ensure(
            window,
            "the window is empty or one of its layers does not exist",
        )?;
    }
    if let Some(experts) = &shape.experts {
        ensure(
            0 < experts.used && experts.used <= experts.count,
            "more experts are used than there are",
        )?;
        ensure(
            experts
                .layers
                .last()
                .is_some_and(|last| last < shape.layers),
            "a layer of experts does not exist",
        )?;
    }
    if let Some(recurrent) = &shape.recurrent {
        ensure(
            recurrent
                .layers
                .last()
                .is_some_and(|last| last < shape.layers),
            "a recurrent layer does not exist",
        )?;
    }
    Ok(())
}
