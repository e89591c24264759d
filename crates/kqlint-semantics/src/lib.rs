//! What names mean, types of expressions, and the columns after every pipe.
