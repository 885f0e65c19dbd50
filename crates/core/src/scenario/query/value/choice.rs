//! Settings with a few named values.

use super::{Custom, Field, KeyOption, Reason};
use crate::named::Named;

/// One of a few named values.
pub(in crate::scenario::query) const fn choice<T: Named>(field: Field<T>) -> Custom<T> {
    Custom {
        field,
        read: |text, _| Ok(named::<T>(text)?.into()),
        write: |value, _| value.name().to_owned(),
        options: |_| options::<T>(),
    }
}

/// One of a few named values, or none.
pub(in crate::scenario::query) const fn optional_choice<T: Named>(
    field: Field<Option<T>>,
) -> Custom<Option<T>> {
    Custom {
        field,
        read: |text, _| Ok(Some(named::<T>(text)?).into()),
        write: |value, _| value.map_or("", Named::name).to_owned(),
        options: |_| options::<T>(),
    }
}

/// The value with this name.
fn named<T: Named>(text: &str) -> Result<T, Reason> {
    T::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = T::ALL.iter().map(|value| value.name()).collect();
        format!("none of {}", names.join(", "))
    })
}

fn options<T: Named>() -> Vec<KeyOption> {
    let values = T::ALL.iter();
    let options = values.map(|value| KeyOption::new(value.name(), value.label()));
    options.collect()
}
