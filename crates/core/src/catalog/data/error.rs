//! The errors of the data files: each names the file, the row and the reason.

use std::fmt;

/// What is wrong with a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    pub(super) file: &'static str,
    pub(super) row: Option<String>,
    pub(super) reason: String,
}

impl DataError {
    /// The same error in a row that has no id of its own.
    pub(super) fn of_row(self, name: &str) -> Self {
        let row = Some(name.to_owned());
        Self { row, ..self }
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}: ", self.file)?;
        if let Some(row) = &self.row {
            write!(f, "row “{row}”: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for DataError {}
