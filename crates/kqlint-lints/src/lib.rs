//! The rules and the engine that runs them in one walk.
