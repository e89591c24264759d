//! Calls: which function is meant, whether the arguments fit, and what comes back.

mod aggregates;
mod arguments;
pub(crate) mod call;
mod custom;
mod entities;
pub(crate) mod layout;
pub(crate) mod pattern;
mod plugins;
mod returns;
mod saved;
pub(crate) mod signature;
pub(crate) mod user;
mod workspace;
