//! What the grammar accepts, what it says of slips, and what trees look like.

mod commands;
mod placeholders;
mod probes;
mod slips;
