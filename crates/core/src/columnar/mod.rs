//! A compact form of structured data, laid out by columns.
//!
//! Rows of a list are alike: the numbers of one field resemble each other more than the neighbours
//! in their row, and compression finds what is close together. So the values of each field stand
//! together: all names, then all layer counts, and so on down to the innermost field.
//!
//! The crates that were weighed, by the size of the catalog after brotli: JSON 55.5 KB, rows in
//! binary as `postcard` and `bincode` lay them out 57.6 KB, columns as `bitcode` lays them out
//! 42.1 KB. Without the fields that follow from others (see
//! [`packing`](crate::catalog::packing)) JSON is 41.4 KB, rows are 37.0 KB and columns 30.9 KB.
//! `bitcode` would be the crate to use, but its derive writes `unsafe` code for enums and inlines
//! every field, which makes a reader four times as large as this one.
//!
//! A structure says which fields it has with `columnar_struct!`, below its definition. A new field is a new
//! name in that list, and the compiler misses it if it is not there. It would not miss a variant, so
//! `columnar_enum!` stands around the definition. Fields and variants are told by their place, so what wrote
//! the data and what reads it must be built from the same types; the form has no versions and does
//! not describe itself.
//!
//! A value is written to the column of its place in the type:
//!
//! | value | column | further columns |
//! |---|---|---|
//! | whole number, truth value | base 128, low digits first; signed ones alternate: 0, −1, 1, … | |
//! | `f64` | digits as a signed whole number | how many are behind the point |
//! | text | its bytes and a line feed | |
//! | option | whether there is one | the value |
//! | list | how many | the elements, all in one column |
//! | columnar_struct, tuple, array | nothing | one for each field |
//! | choice | which | |
//!
//! Columnar are numbered in the order in which their first value comes. The data begins with their
//! number and their lengths.
//!
//! Reading never stops in the middle: an error is remembered, read as a default value, and returned
//! at the end, which keeps the readers of all types small.

mod read;
mod types;
mod write;

pub(crate) use read::{Reader, read};
pub(crate) use write::{Writer, write};

/// A type that can be laid out in columns.
pub(crate) trait Columnar: Sized {
    /// Writes the value.
    fn write(&self, to: &mut Writer<'_>);

    /// Reads what was written.
    fn read(from: &mut Reader<'_, '_>) -> Self;
}

/// An error of writing or reading the columnar form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnarError {
    /// The data is not of this type: it ends too early, goes on too long, or has a number, text or
    /// choice that the type cannot hold.
    #[error("the data is not what the program expects")]
    Read,
    /// A value that this form has no place for: a text with a line feed, a number of more than 15
    /// digits.
    #[error("a text has a line feed or a number more than 15 digits")]
    Write,
}

/// Implements [`Columnar`] for a struct: its name and all its fields, in any order.
macro_rules! columnar_struct {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::columnar::Columnar for $type {
            fn write(&self, to: &mut $crate::columnar::Writer<'_>) {
                $($crate::columnar::Columnar::write(&self.$field, &mut to.field());)*
            }

            fn read(from: &mut $crate::columnar::Reader<'_, '_>) -> Self {
                Self {
                    $($field: $crate::columnar::Columnar::read(&mut from.field()),)*
                }
            }
        }
    };
}

/// Declares an enum without contents and implements [`Columnar`] for it; `ALL` are its variants in
/// their order.
macro_rules! columnar_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $type:ident {
            $(#[$first_attribute:meta])* $first:ident
            $(, $(#[$variant_attribute:meta])* $variant:ident)*
            $(,)?
        }
    ) => {
        $(#[$attribute])*
        $visibility enum $type {
            $(#[$first_attribute])* $first,
            $($(#[$variant_attribute])* $variant,)*
        }

        impl $type {
            /// Every one, in the order of the definition.
            pub const ALL: [Self; [Self::$first $(, Self::$variant)*].len()] =
                [Self::$first $(, Self::$variant)*];
        }

        impl $crate::columnar::Columnar for $type {
            fn write(&self, to: &mut $crate::columnar::Writer<'_>) {
                to.choice(self, &Self::ALL);
            }

            fn read(from: &mut $crate::columnar::Reader<'_, '_>) -> Self {
                from.choice(&[$(Self::$variant),*], Self::$first)
            }
        }
    };
}

pub(crate) use {columnar_enum, columnar_struct};

/// The columns that hang on a column: of the fields of a columnar_struct, the elements of a list.
#[derive(Debug, Default)]
struct Children(Vec<usize>);

impl Children {
    /// The column of the child at `place`; `next` is the number of the next new column.
    fn at(&mut self, place: usize, next: usize) -> usize {
        // Column 0 is the root and hangs on nothing, so that 0 marks what has not come yet.
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        match self.0.get_mut(place) {
            Some(child) => {
                if *child == 0 {
                    *child = next;
                }
                *child
            }
            None => next,
        }
    }
}

/// The scale of a number with so many digits behind the point.
fn power_of_ten(digits: u64) -> f64 {
    (0..digits).fold(1.0, |power, _| power * 10.0)
}

/// The most digits of a number, with which every decimal number is told apart.
const MOST_DIGITS: u64 = 15;
