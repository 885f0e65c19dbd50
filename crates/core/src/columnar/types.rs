//! The columnar layouts of the library's types.

use super::{Columnar, Reader, Writer};

macro_rules! whole {
    ($($type:ty, $method:ident;)*) => {$(
        impl Columnar for $type {
            fn write(&self, to: &mut Writer<'_>) {
                to.$method((*self).into());
            }

            fn read(from: &mut Reader<'_, '_>) -> Self {
                let value = from.$method();
                Self::try_from(value).unwrap_or_else(|_| {
                    from.fail();
                    0
                })
            }
        }
    )*};
}

whole! {
    u16, unsigned;
    u32, unsigned;
    u64, unsigned;
    i32, signed;
    i64, signed;
}

impl Columnar for bool {
    fn write(&self, to: &mut Writer<'_>) {
        to.unsigned((*self).into());
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        from.unsigned() != 0
    }
}

impl Columnar for f64 {
    fn write(&self, to: &mut Writer<'_>) {
        to.decimal(*self);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        from.decimal()
    }
}

impl Columnar for String {
    fn write(&self, to: &mut Writer<'_>) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        from.text().to_owned()
    }
}

impl<T: Columnar> Columnar for Option<T> {
    fn write(&self, to: &mut Writer<'_>) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(&mut to.element());
        }
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        bool::read(from).then(|| T::read(&mut from.element()))
    }
}

impl<T: Columnar> Columnar for Vec<T> {
    fn write(&self, to: &mut Writer<'_>) {
        to.unsigned(self.len() as u64);
        for value in self {
            value.write(&mut to.element());
        }
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        let count = from.unsigned();
        let mut values = Self::new();
        // A broken count must not fill the memory with elements that are not there.
        while (values.len() as u64) < count && !from.has_failed() {
            values.push(T::read(&mut from.element()));
        }
        values
    }
}

impl<A: Columnar, B: Columnar> Columnar for (A, B) {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(&mut to.field());
        self.1.write(&mut to.field());
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        (A::read(&mut from.field()), B::read(&mut from.field()))
    }
}

impl<T: Columnar, const N: usize> Columnar for [T; N] {
    fn write(&self, to: &mut Writer<'_>) {
        for value in self {
            value.write(&mut to.field());
        }
    }

    fn read(from: &mut Reader<'_, '_>) -> Self {
        std::array::from_fn(|_| T::read(&mut from.field()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::columnar::{ColumnarError, read, write};

    type Row = (
        (Option<u32>, Vec<(i64, bool)>),
        ([u64; 2], (String, Option<Option<u16>>)),
    );

    #[test]
    fn values_of_a_field_stand_together() {
        let rows = vec![("a".to_owned(), 1_u32), ("b".to_owned(), 300)];
        let data = write(&rows).unwrap();
        assert_eq!(data, b"\x04\x01\x00\x04\x03\x02a\nb\n\x01\xac\x02");
        assert_eq!(read(&data), Ok(rows));
    }

    #[test]
    fn what_has_no_place_is_refused() {
        assert_eq!(write(&"a\nb".to_owned()), Err(ColumnarError::Write));
        for value in [f64::NAN, f64::INFINITY, 1.0 / 3.0, 1e15, -0.0] {
            assert_eq!(write(&value), Err(ColumnarError::Write), "{value}");
        }
    }

    #[test]
    fn data_of_another_type_is_refused() {
        let data = write(&vec![300_u32, 70_000]).unwrap();
        assert_eq!(read::<Vec<u16>>(&data), Err(ColumnarError::Read));
        assert_eq!(read::<u32>(&data), Err(ColumnarError::Read));
        assert_eq!(read::<Vec<String>>(&data), Err(ColumnarError::Read));
        for end in 0..data.len() {
            assert_eq!(read::<Vec<u32>>(&data[..end]), Err(ColumnarError::Read));
        }
    }

    proptest! {
        #[test]
        fn every_value_survives(rows: Vec<Row>, text in "[^\n]*") {
            let rows: Vec<Row> = rows
                .into_iter()
                .map(|(left, (pair, (_, option)))| {
                    // `Some(None)` is told from `None`.
                    (left, (pair, (text.clone(), option)))
                })
                .collect();
            prop_assert_eq!(read(&write(&rows).unwrap()), Ok(rows));
        }

        #[test]
        fn decimal_numbers_survive_to_the_last_bit(digits in -999_999_999_999_999_i64..=999_999_999_999_999, behind_point in 0_i32..=15) {
            // Read as the language reads it, not divided as the form does.
            let value: f64 = format!("{digits}e-{behind_point}").parse().unwrap();
            prop_assume!(digits != 0);
            prop_assert_eq!(read::<f64>(&write(&value).unwrap()).map(f64::to_bits), Ok(value.to_bits()));
        }

        #[test]
        fn no_data_panics(data: Vec<u8>) {
            let _ = read::<Vec<Row>>(&data);
        }
    }
}
