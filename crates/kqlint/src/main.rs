//! The command line of kqlint.

fn main() {}
