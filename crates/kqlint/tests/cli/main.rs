//! The program as a user runs it: real files, real arguments, real exit codes.

mod bad_input;
mod baseline;
mod ci_formats;
mod configuration;
mod exit_codes;
mod fixing;
mod flags;
mod formats;
mod pages;
mod schema;
mod stdin;
mod support;
