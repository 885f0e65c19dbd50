//! From columns to values.

use super::{Children, Columnar, ColumnarError, MOST_DIGITS, power_of_ten};

/// Reads what [`write`](super::write()) wrote.
///
/// # Errors
/// If `data` is not a value of this type.
pub(crate) fn read<T: Columnar>(data: &[u8]) -> Result<T, ColumnarError> {
    let mut all = All::default();
    let mut head = data;
    let count = number(&mut head, &mut all.failed);
    let mut lengths = Vec::new();
    while !all.failed && lengths.len() < count as usize {
        lengths.push(number(&mut head, &mut all.failed) as usize);
    }
    for length in lengths {
        let (rest, after) = head.split_at_checked(length).ok_or(ColumnarError::Read)?;
        head = after;
        all.columns.push(Column {
            rest,
            children: Children::default(),
        });
    }
    let value = T::read(&mut Reader::at(&mut all, 0));
    let all_read = head.is_empty() && all.columns.iter().all(|column| column.rest.is_empty());
    (all_read && !all.failed)
        .then_some(value)
        .ok_or(ColumnarError::Read)
}

/// Takes a number in base 128 off the front of some bytes.
fn number(bytes: &mut &[u8], failed: &mut bool) -> u64 {
    let mut value = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let Some((&byte, rest)) = bytes.split_first() else {
            break;
        };
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return value;
        }
    }
    *failed = true;
    0
}

/// All columns.
#[derive(Default)]
struct All<'a> {
    columns: Vec<Column<'a>>,
    /// The number of columns that have had a value, the root aside.
    used: usize,
    /// True if something was not as it should be.
    failed: bool,
}

struct Column<'a> {
    /// Its unread rest.
    rest: &'a [u8],
    children: Children,
}

/// Reads the value at one place of the type.
pub(crate) struct Reader<'r, 'a> {
    all: &'r mut All<'a>,
    column: usize,
    /// The place of the next field's column among the children.
    next: usize,
}

impl<'r, 'a> Reader<'r, 'a> {
    const fn at(all: &'r mut All<'a>, column: usize) -> Self {
        Self {
            all,
            column,
            next: 0,
        }
    }

    /// The reader of the next field.
    pub(crate) fn field(&mut self) -> Reader<'_, 'a> {
        let next = self.next;
        self.next += 1;
        self.child(next)
    }

    /// The reader of what an option or a list holds.
    pub(super) fn element(&mut self) -> Reader<'_, 'a> {
        self.child(0)
    }

    fn child(&mut self, place: usize) -> Reader<'_, 'a> {
        let next = self.all.used + 1;
        let column = match self.all.columns.get_mut(self.column) {
            Some(column) => column.children.at(place, next),
            None => self.column,
        };
        if column == next {
            self.all.used = next;
        }
        Reader::at(self.all, column)
    }

    /// Remembers that the data is not of this type.
    pub(crate) fn fail(&mut self) {
        self.all.failed = true;
    }

    /// True if the data is not of this type, as far as is known.
    pub(super) const fn has_failed(&self) -> bool {
        self.all.failed
    }

    /// Reads a whole number.
    pub(crate) fn unsigned(&mut self) -> u64 {
        match self.all.columns.get_mut(self.column) {
            Some(column) => number(&mut column.rest, &mut self.all.failed),
            None => {
                self.fail();
                0
            }
        }
    }

    /// Reads a whole number with a sign.
    pub(crate) fn signed(&mut self) -> i64 {
        let value = self.unsigned();
        (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
    }

    /// Reads a decimal number.
    pub(crate) fn decimal(&mut self) -> f64 {
        let digits = self.signed();
        let behind_point = self.element().unsigned();
        if behind_point > MOST_DIGITS {
            self.fail();
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss)]
        let digits = digits as f64;
        digits / power_of_ten(behind_point)
    }

    /// Reads a text.
    pub(crate) fn text(&mut self) -> &'a str {
        let text = self.all.columns.get_mut(self.column).and_then(|column| {
            let end = column.rest.iter().position(|&byte| byte == b'\n')?;
            let (text, rest) = column.rest.split_at_checked(end)?;
            column.rest = rest.get(1..)?;
            str::from_utf8(text).ok()
        });
        text.unwrap_or_else(|| {
            self.fail();
            ""
        })
    }

    /// Reads which of some values was chosen, `first` coming before `others`.
    pub(crate) fn choice<T: Copy>(&mut self, others: &[T], first: T) -> T {
        match self.unsigned() {
            0 => first,
            which => others.get(which as usize - 1).copied().unwrap_or_else(|| {
                self.fail();
                first
            }),
        }
    }
}
