//! The errors of the data files: each names the file, the row and the reason.

/// An error in a data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("data/{file}: {}{reason}", row.as_ref().map(|row| format!("row “{row}”: ")).unwrap_or_default())]
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
