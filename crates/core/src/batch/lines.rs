//! Lines in, lines out.

use std::io::{self, BufRead, Read, Write};

use serde::Serialize;

use super::request::RequestError;
use super::{Estimate, Request, estimate};
use crate::catalog::Catalog;

/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 16 << 20;

/// What a line is answered with.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Estimate(Box<Estimate>),
    Error { error: String },
}

/// Answers one line with one line of JSON, without its end.
#[must_use]
pub fn answer(line: &[u8], catalog: &Catalog) -> String {
    write(Request::parse(line, catalog), catalog)
}

fn write(request: Result<Request, RequestError>, catalog: &Catalog) -> String {
    let answer = match request {
        Ok(request) => match estimate(&request, catalog) {
            Ok(estimate) => Answer::Estimate(Box::new(estimate)),
            Err(error) => Answer::Error {
                error: error.to_string(),
            },
        },
        Err(error) => Answer::Error {
            error: error.to_string(),
        },
    };
    serde_json::to_string(&answer).unwrap_or_else(|_| r#"{"error":"cannot be written"}"#.to_owned())
}

/// Answers every line of `input` with a line of `output`, in order, each sent off at once.
///
/// # Errors
/// If `input` cannot be read or `output` not be written; a bad line is answered as such.
pub fn answer_lines(
    mut input: impl BufRead,
    mut output: impl Write,
    catalog: &Catalog,
) -> io::Result<()> {
    let most = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    loop {
        line.clear();
        // One byte more than the longest line, for its end.
        let read = input
            .by_ref()
            .take(most.saturating_add(1))
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        let request = if line.pop_if(|last| *last == b'\n').is_none() && line.len() > LONGEST_LINE {
            input.skip_until(b'\n')?;
            Err(RequestError::TooLong)
        } else {
            Request::parse(&line, catalog)
        };
        writeln!(output, "{}", write(request, catalog))?;
        output.flush()?;
    }
}
