//! Tables, columns, functions and operators, embedded as one blob and read in place.
