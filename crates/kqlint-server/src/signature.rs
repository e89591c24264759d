//! The signatures of the call around the cursor.

use kqlint_ide::Signature;
use tower_lsp_server::ls_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, Position,
    SignatureHelp, SignatureInformation,
};

use crate::snapshot::Snapshot;

/// The signatures of the call around a position.
pub(crate) fn of(snapshot: &Snapshot, position: Position) -> Option<SignatureHelp> {
    let place = snapshot.place(position)?;
    let cx = place.cx();
    let found = kqlint_ide::signatures(&cx, place.offset)?;
    let documentation = found
        .topic
        .and_then(|topic| topic.markdown(cx.catalog))
        .map(|value| {
            Documentation::MarkupContent(MarkupContent {
                kind: MarkupKind::Markdown,
                value,
            })
        });
    let signatures = found.signatures.into_iter();
    Some(SignatureHelp {
        signatures: signatures
            .map(|it| information(it, documentation.as_ref()))
            .collect(),
        active_signature: u32::try_from(found.active).ok(),
        active_parameter: None,
    })
}

fn information(
    signature: Signature,
    documentation: Option<&Documentation>,
) -> SignatureInformation {
    let parameters = signature
        .parameters
        .iter()
        .map(|&(start, end)| ParameterInformation {
            label: ParameterLabel::LabelOffsets([
                utf16(&signature.text, start),
                utf16(&signature.text, end),
            ]),
            documentation: None,
        });
    SignatureInformation {
        parameters: Some(parameters.collect()),
        active_parameter: signature
            .active_parameter
            .and_then(|at| u32::try_from(at).ok()),
        documentation: documentation.cloned(),
        label: signature.text,
    }
}

/// Offsets into a label count UTF-16 whatever was agreed on for documents.
fn utf16(text: &str, byte: usize) -> u32 {
    let units = text.get(..byte).unwrap_or(text).encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}
