//! One module for each command.

pub(crate) mod check;
pub(crate) mod columns;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod rules;
pub(crate) mod schema;
