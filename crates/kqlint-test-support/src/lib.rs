//! Fixtures shared by the tests of all crates.
