//! Editor features as plain data: what to show, what to offer, where things are.
//!
//! Every feature takes a [`Cx`], one analysed query text, and counts bytes of that
//! text. Nothing here knows of files, of hosts around the query or of a protocol.
//! A *topic* names something that can be explained; its text is made when somebody
//! looks at it, so that a list of a thousand tables costs no text at all.

mod completion;
mod cx;
mod docs;
mod hover;
mod known;
mod names;
mod signature;
mod signature_text;
mod symbols;
mod time;

pub use self::{
    completion::{Completions, Item, ItemKind, complete},
    cx::Cx,
    docs::Topic,
    hover::{Hover, hover},
    signature::{Signature, Signatures, signatures},
    symbols::{Symbol, SymbolKind, symbols},
};

#[cfg(test)]
mod fixture;
