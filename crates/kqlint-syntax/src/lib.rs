//! The lexer, the grammar and the lossless tree of KQL.
