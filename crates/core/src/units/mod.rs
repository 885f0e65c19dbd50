//! Quantities with their units. Sizes are whole bytes and lengths whole tokens; a unit is only a
//! way to write or read one.

mod bytes;
mod count;
mod decimal;
mod number;
mod points;
mod rate;
mod tokens;

pub use bytes::{ByteUnit, Bytes, ParseBytesError};
pub use count::thousands;
pub use decimal::Decimal;
pub use number::{clamp, parse_decimal, parse_number};
pub use points::IndexPoints;
pub use rate::{BytesPerSecond, Seconds, TokensPerSecond};
pub use tokens::{ParseTokensError, Tokens};
