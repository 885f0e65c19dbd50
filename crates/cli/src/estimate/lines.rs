//! Lines in, lines out.

use std::io::{self, BufRead, Read, Write};

use headroom_core::catalog::Catalog;
use headroom_core::estimate::Request;
use serde::Serialize;

use super::answer::Answer;
use super::read::{RequestError, request};

/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 16 << 20;

/// The answer to a line.
#[derive(Serialize)]
#[serde(untagged)]
enum Written {
    Estimate(Box<Answer>),
    Error { error: String },
}

/// Answers one line with one line of JSON, without its end.
#[must_use]
pub fn answer(line: &[u8], catalog: &Catalog) -> String {
    write(request(line, catalog), catalog)
}

fn write(request: Result<Request, RequestError>, catalog: &Catalog) -> String {
    let answer = request
        .map_err(|error| error.to_string())
        .and_then(|request| {
            let estimate = request.estimate(catalog);
            let estimate = estimate.map_err(|error| error.to_string())?;
            Ok(Answer::new(&estimate, request.method))
        });
    let written = match answer {
        Ok(answer) => Written::Estimate(Box::new(answer)),
        Err(error) => Written::Error { error },
    };
    serde_json::to_string(&written)
        .unwrap_or_else(|_| r#"{"error":"cannot be written"}"#.to_owned())
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
        let length = input
            .by_ref()
            .take(most.saturating_add(1))
            .read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(());
        }
        let read = if line.pop_if(|last| *last == b'\n').is_none() && line.len() > LONGEST_LINE {
            input.skip_until(b'\n')?;
            Err(RequestError::TooLong)
        } else {
            request(&line, catalog)
        };
        writeln!(output, "{}", write(read, catalog))?;
        output.flush()?;
    }
}
