//! Rules on types: what converts to what, and what operators yield.

pub(crate) mod conversion;
pub(crate) mod operators;
