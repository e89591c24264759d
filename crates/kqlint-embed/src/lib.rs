//! Finds queries inside other files, with exact source maps.
