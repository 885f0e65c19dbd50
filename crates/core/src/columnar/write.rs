//! From values to columns.

use super::{Children, Columnar, ColumnarError, MOST_DIGITS, power_of_ten};

/// Lays a value out in columns.
///
/// # Errors
/// [`ColumnarError::Write`] if a text or a number has no place in this form.
pub(crate) fn write<T: Columnar>(value: &T) -> Result<Vec<u8>, ColumnarError> {
    let mut all = All {
        columns: vec![Column::default()],
        failed: false,
    };
    value.write(&mut Writer::at(&mut all, 0));
    if all.failed {
        return Err(ColumnarError::Write);
    }
    let mut data = Vec::new();
    put(&mut data, all.columns.len() as u64);
    for column in &all.columns {
        put(&mut data, column.data.len() as u64);
    }
    for column in &all.columns {
        data.extend(&column.data);
    }
    Ok(data)
}

/// Appends a number in base 128.
fn put(data: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        data.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    data.push(value as u8);
}

/// All columns.
struct All {
    columns: Vec<Column>,
    /// True if there was a value that has no place here.
    failed: bool,
}

#[derive(Default)]
struct Column {
    data: Vec<u8>,
    children: Children,
}

/// Writes the value at one place of the type.
pub(crate) struct Writer<'w> {
    all: &'w mut All,
    column: usize,
    /// The place of the next field's column among the children.
    next: usize,
}

impl<'w> Writer<'w> {
    const fn at(all: &'w mut All, column: usize) -> Self {
        Self {
            all,
            column,
            next: 0,
        }
    }

    /// The writer of the next field.
    pub(crate) fn field(&mut self) -> Writer<'_> {
        let next = self.next;
        self.next += 1;
        self.child(next)
    }

    /// The writer of what an option or a list holds.
    pub(super) fn element(&mut self) -> Writer<'_> {
        self.child(0)
    }

    fn child(&mut self, place: usize) -> Writer<'_> {
        let next = self.all.columns.len();
        let column = match self.all.columns.get_mut(self.column) {
            Some(column) => column.children.at(place, next),
            None => self.column,
        };
        if column == next {
            self.all.columns.push(Column::default());
        }
        Writer::at(self.all, column)
    }

    /// Remembers that a value has no place in this form.
    pub(crate) fn fail(&mut self) {
        self.all.failed = true;
    }

    /// Writes a whole number.
    pub(crate) fn unsigned(&mut self, value: u64) {
        if let Some(column) = self.all.columns.get_mut(self.column) {
            put(&mut column.data, value);
        }
    }

    /// Writes a whole number with a sign.
    pub(crate) fn signed(&mut self, value: i64) {
        self.unsigned(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    /// Writes a number with the fewest digits behind the point that tell it from others.
    pub(crate) fn decimal(&mut self, value: f64) {
        let digits = (0..=MOST_DIGITS).find_map(|behind_point| {
            let scale = power_of_ten(behind_point);
            let digits = (value * scale).round();
            #[expect(clippy::cast_possible_truncation)]
            let whole = digits as i64;
            // As it will be read: neither −0 nor what is no number passes.
            #[expect(clippy::cast_precision_loss)]
            let is_exact = digits.abs() < power_of_ten(MOST_DIGITS)
                && (whole as f64 / scale).to_bits() == value.to_bits();
            is_exact.then_some((whole, behind_point))
        });
        match digits {
            Some((digits, behind_point)) => {
                self.signed(digits);
                self.element().unsigned(behind_point);
            }
            None => self.fail(),
        }
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, text: &str) {
        if text.contains('\n') {
            self.fail();
        }
        if let Some(column) = self.all.columns.get_mut(self.column) {
            column.data.extend(text.bytes());
            column.data.push(b'\n');
        }
    }

    /// Writes which of `all` values it is.
    pub(crate) fn choice<T: PartialEq>(&mut self, value: &T, all: &[T]) {
        match all.iter().position(|one| one == value) {
            Some(which) => self.unsigned(which as u64),
            None => self.fail(),
        }
    }
}
