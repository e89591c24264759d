//! What is told of a function.

use kqlint_catalog::{Function, FunctionKind, WorkspaceFunction};

use super::{fence, inline};
use crate::signature_text;

/// So many ways to call a function are listed.
const SHOWN_SIGNATURES: usize = 3;

pub(super) fn markdown(function: Function<'_>) -> String {
    let signatures: Vec<_> = signature_text::signatures(function).collect();
    let shown = signatures.iter().take(SHOWN_SIGNATURES);
    let mut code: Vec<_> = shown.map(|it| it.text.clone()).collect();
    if signatures.len() > SHOWN_SIGNATURES {
        code.push(format!(
            "// and {} more",
            signatures.len() - SHOWN_SIGNATURES
        ));
    }
    if code.is_empty() {
        code.push(format!("{}()", function.name()));
    }
    let mut out = fence(&code.join("\n"));
    let mut paragraphs = Vec::new();
    paragraphs.extend(function.summary().map(str::to_owned));
    if function.obsolete() {
        paragraphs.push(match function.alternative() {
            Some(name) => format!("**Obsolete**; use {}.", inline(name)),
            None => "**Obsolete**.".to_owned(),
        });
    }
    match function.kind() {
        FunctionKind::Scalar => {}
        FunctionKind::Aggregate => paragraphs.push("Aggregate".to_owned()),
        FunctionKind::Plugin => paragraphs.push("Plug-in of `evaluate`".to_owned()),
    }
    out.push_str(&paragraphs.join("\n\n"));
    out.push('\n');
    if let Some(example) = function.example() {
        out.push('\n');
        out.push_str(&fence(example));
    }
    out
}

pub(super) fn workspace_markdown(function: WorkspaceFunction<'_>) -> String {
    let mut out = fence(&signature_text::workspace_function(function).text);
    let mut paragraphs = Vec::new();
    paragraphs.extend(function.description().map(str::to_owned));
    paragraphs.extend(function.note().map(str::to_owned));
    paragraphs.push("Function of the workspace".to_owned());
    out.push_str(&paragraphs.join("\n\n"));
    out.push('\n');
    out
}
