//! Extraction from each kind of host, through the public API.

mod checks;
mod json;
mod markdown;
mod notebook;
mod yaml;
