//! Extraction from each kind of host, through the public API.

mod bicep;
mod checks;
mod json;
mod markdown;
mod notebook;
mod terraform;
mod yaml;
