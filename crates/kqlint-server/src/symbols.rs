//! The outline of a document.

use kqlint_ide::SymbolKind as Kind;
use tower_lsp_server::ls_types::{DocumentSymbol, SymbolKind};

use crate::snapshot::Snapshot;

/// The outline of all queries, in the order of the text.
pub(crate) fn of(snapshot: &Snapshot) -> Vec<DocumentSymbol> {
    let mut out = Vec::new();
    for place in snapshot.queries() {
        for symbol in kqlint_ide::symbols(&place.cx()) {
            let ranges = (
                snapshot.range_in(place.query, symbol.range),
                snapshot.range_in(place.query, symbol.selection),
            );
            let (Some(range), Some(selection_range)) = ranges else {
                continue;
            };
            #[expect(deprecated, reason = "the type has the field and no constructor")]
            out.push(DocumentSymbol {
                name: symbol.name,
                detail: symbol.detail,
                kind: kind(symbol.kind),
                tags: None,
                deprecated: None,
                range,
                selection_range,
                children: None,
            });
        }
    }
    out
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Variable => SymbolKind::VARIABLE,
        Kind::Table => SymbolKind::STRUCT,
        Kind::Function => SymbolKind::FUNCTION,
        Kind::Query => SymbolKind::EVENT,
        Kind::Command => SymbolKind::OPERATOR,
    }
}
