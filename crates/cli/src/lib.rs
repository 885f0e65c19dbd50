//! Estimates and frontiers on the command line: text in, JSON out.

pub mod estimate;
pub mod frontier;

use std::error::Error;
use std::io::{self, ErrorKind};

/// The result of writing to an output that may be closed before its end: whoever reads it has seen
/// enough.
fn until_closed(written: io::Result<()>) -> Result<(), Box<dyn Error>> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}
