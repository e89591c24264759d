//! Which columns come out of a source or an operator: one file for each kind.

pub(crate) mod automatic_names;
mod distinct;
mod evaluate;
mod expand;
mod extend;
mod find;
mod graph;
mod join;
mod nested;
mod parse;
mod partition;
mod project;
pub(crate) mod projected;
pub(crate) mod projection;
mod reduce;
mod scan;
mod search;
mod series;
mod sources;
mod summarize;
mod table;
mod top;
mod unify;
mod union;
