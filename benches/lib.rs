//! Benchmarks that compare kqlint with its own parts and with other engines.
