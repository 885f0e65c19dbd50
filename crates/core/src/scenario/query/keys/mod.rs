//! The keys: each setting of a scenario that a link can hold, declared once.
//!
//! A declaration gives a key its name, the texts of its control, and a value: the place in the
//! scenario with its range, reader and writer. The query string, the controls of the page, what they
//! say of a value that cannot be used and the README's table follow from it. The default is that of
//! the scenario's part.

mod filters;
mod goal;
mod hardware;
mod view;
mod workload;

pub use self::filters::{FAMILY, LEAST, LICENSE, Q, QUANTS, REASONING, SIZE};
pub use self::goal::{AXIS, METHOD, OVERHEAD, USE};
pub use self::hardware::{ALSO, BACKEND, BANDWIDTH, GPU, GPUS, RAM, RESERVE, SHARE, VRAM};
pub use self::view::{PICK, SHOW, SORT, UNIT, VIEW};
pub use self::workload::{CTX, DEPTH, KV, PROMPT, SEQS};

use super::Key;

/// The keys in the order in which they are written.
pub static KEYS: &[&Key] = &[
    &VRAM, &GPU, &GPUS, &ALSO, &BANDWIDTH, &BACKEND, &RAM, &RESERVE, &SHARE, &CTX, &DEPTH, &PROMPT,
    &KV, &SEQS, &USE, &AXIS, &METHOD, &OVERHEAD, &UNIT, &Q, &FAMILY, &LICENSE, &SIZE, &REASONING,
    &LEAST, &QUANTS, &SHOW, &SORT, &PICK, &VIEW,
];
