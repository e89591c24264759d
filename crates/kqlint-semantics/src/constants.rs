//! Values that are known before a query runs: literals, and what is computed from them.

pub(crate) mod arithmetic;
pub(crate) mod calls;
pub(crate) mod date;
pub(crate) mod literal;
mod span;

/// Units of 100 nanoseconds in a second.
pub(crate) const TICKS_PER_SECOND: i64 = 10_000_000;
/// Units of 100 nanoseconds in a day.
pub(crate) const TICKS_PER_DAY: i64 = 86_400 * TICKS_PER_SECOND;
