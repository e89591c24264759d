//! The server over streams in memory, as an editor talks to it.

mod client;
mod configuration;
mod diagnostics;
mod features;
mod lifecycle;
