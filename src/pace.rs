//! Speeds and waits as people read them.

use headroom_core::units::{Decimal, Seconds, TokensPerSecond};

/// Tokens per second, with a decimal where they are few.
pub(super) fn rate(speed: TokensPerSecond) -> String {
    short(speed.get())
}

/// Seconds, or minutes where they are many.
pub(super) fn wait(time: Seconds) -> String {
    let seconds = time.get();
    if seconds < 120.0 {
        format!("{} s", short(seconds))
    } else {
        format!("{} min", short(seconds / 60.0))
    }
}

fn short(value: f64) -> String {
    let digits = if value < 0.995 {
        2
    } else {
        u32::from(value < 9.95)
    };
    Decimal::fixed(value, digits).to_string()
}
