//! Files, configuration and host documents around the analysis.
