//! Fixtures shared by the tests of all crates.

pub mod shape;
