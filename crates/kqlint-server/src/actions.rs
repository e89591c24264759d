//! Quick fixes, and all safe fixes at once.

use std::collections::HashMap;

use kqlint_diagnostics::Safety;
use kqlint_workspace::{Finding, HostEdit, HostFix};
use text_size::TextRange;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};

use crate::{diagnostics, snapshot::Snapshot, state::Editor};

/// The kind of the action that applies all safe fixes, for use on save.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.kqlint");

/// What can be done at a range of the document.
pub(crate) fn of(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    editor: &Editor,
) -> CodeActionResponse {
    let wants = |kind: &CodeActionKind| wants(params.context.only.as_deref(), kind);
    let mut out = Vec::new();
    let findings = snapshot.findings();
    if wants(&CodeActionKind::QUICKFIX) {
        let range = snapshot.text_range(params.range);
        let found = findings.iter().filter(|found| touches(found.range, range));
        for found in found.clone() {
            let is_preferred = |index, fix: &HostFix| {
                index == 0 && (found.fixes.len() == 1 || fix.safety == Safety::Safe)
            };
            quick_fixes(
                snapshot,
                found,
                &found.fixes,
                is_preferred,
                editor,
                &mut out,
            );
        }
        // Cures come first.
        for found in found {
            let fixes = snapshot.suppressions_of(found);
            quick_fixes(snapshot, found, &fixes, |_, _| false, editor, &mut out);
        }
    }
    if wants(&FIX_ALL) {
        out.extend(fix_all(snapshot, findings, editor));
    }
    out
}

fn quick_fixes(
    snapshot: &Snapshot,
    found: &Finding,
    fixes: &[HostFix],
    is_preferred: impl Fn(usize, &HostFix) -> bool,
    editor: &Editor,
    out: &mut Vec<CodeActionOrCommand>,
) {
    for (index, fix) in fixes.iter().enumerate() {
        out.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostics::diagnostic(snapshot, found)]),
            edit: Some(workspace_edit(snapshot, fix.edits.iter(), editor)),
            is_preferred: Some(is_preferred(index, fix)),
            ..Default::default()
        }));
    }
}

fn fix_all(
    snapshot: &Snapshot,
    findings: &[Finding],
    editor: &Editor,
) -> Option<CodeActionOrCommand> {
    let safe = |found: &'_ Finding| {
        let fix = found.fixes.iter().find(|fix| fix.safety == Safety::Safe);
        fix.map(|fix| fix.edits.clone())
    };
    let mut chosen: Vec<HostEdit> = Vec::new();
    for edits in findings.iter().filter_map(safe) {
        let is_free =
            |edit: &HostEdit| !chosen.iter().any(|other| touches(other.range, edit.range));
        if edits.iter().all(is_free) {
            chosen.extend(edits);
        }
    }
    if chosen.is_empty() {
        return None;
    }
    chosen.sort_by_key(|edit| edit.range.start());
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: "Fix all that kqlint can fix safely".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(workspace_edit(snapshot, chosen.iter(), editor)),
        ..Default::default()
    }))
}

/// Edits of the version that was looked at, where the editor can tell versions apart.
fn workspace_edit<'e>(
    snapshot: &Snapshot,
    edits: impl Iterator<Item = &'e HostEdit>,
    editor: &Editor,
) -> WorkspaceEdit {
    let edits = edits.map(|edit| TextEdit::new(snapshot.range(edit.range), edit.text.clone()));
    let uri = snapshot.uri.clone();
    if editor.knows_versioned_edits() {
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    uri,
                    version: Some(snapshot.version),
                },
                edits: edits.map(OneOf::Left).collect(),
            }])),
            ..Default::default()
        };
    }
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri, edits.collect())])),
        ..Default::default()
    }
}

/// Whether a kind, or a kind that it belongs to, is among those wanted.
fn wants(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

/// Whether two ranges have a byte or an end in common.
fn touches(one: TextRange, other: TextRange) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_wanted_through_the_kinds_around_it() {
        let only = |kind: &'static str| vec![CodeActionKind::new(kind)];
        assert!(wants(None, &FIX_ALL));
        assert!(wants(Some(&only("source.fixAll")), &FIX_ALL));
        assert!(wants(Some(&only("source.fixAll.kqlint")), &FIX_ALL));
        assert!(!wants(Some(&only("source.fixAll.kq")), &FIX_ALL));
        assert!(!wants(Some(&only("refactor")), &CodeActionKind::QUICKFIX));
    }
}
