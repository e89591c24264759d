//! Findings as the editor shows them.

use kqlint_diagnostics::Level;
use kqlint_workspace::Finding;
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString,
};

use crate::snapshot::Snapshot;

/// All findings of a document; `None` when it changed meanwhile.
pub(crate) fn of(snapshot: &Snapshot) -> Option<Vec<Diagnostic>> {
    if snapshot.is_stale() {
        return None;
    }
    let findings = snapshot.findings().iter();
    Some(findings.map(|found| diagnostic(snapshot, found)).collect())
}

/// One finding.
pub(crate) fn diagnostic(snapshot: &Snapshot, found: &Finding) -> Diagnostic {
    let page = kqlint_lints::page(found.rule);
    Diagnostic {
        range: snapshot.range(found.range),
        severity: Some(severity(found.level)),
        code: Some(NumberOrString::String(found.rule.to_owned())),
        code_description: page.parse().ok().map(|href| CodeDescription { href }),
        source: Some("kqlint".to_owned()),
        message: message(found),
        related_information: related(snapshot, found),
        tags: tag(found.rule).map(|tag| vec![tag]),
        data: None,
    }
}

/// A hint is shown as information: editors hide what the protocol calls a hint
/// from their lists, and nobody would see it.
fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Hint => DiagnosticSeverity::INFORMATION,
    }
}

/// The message, then what explains it and what to do, each on its line.
fn message(found: &Finding) -> String {
    let mut out = found.message.clone();
    for note in &found.notes {
        out.push_str("\nnote: ");
        out.push_str(note);
    }
    if let Some(help) = &found.help {
        out.push_str("\nhelp: ");
        out.push_str(help);
    }
    out
}

fn related(snapshot: &Snapshot, found: &Finding) -> Option<Vec<DiagnosticRelatedInformation>> {
    let places = found
        .related
        .iter()
        .map(|place| DiagnosticRelatedInformation {
            location: Location::new(snapshot.uri.clone(), snapshot.range(place.range)),
            message: place.text.clone(),
        });
    let places: Vec<_> = places.collect();
    (!places.is_empty()).then_some(places)
}

/// How editors draw what a rule finds: struck through, or faded.
fn tag(rule: &str) -> Option<DiagnosticTag> {
    if rule.starts_with("deprecated-") {
        Some(DiagnosticTag::DEPRECATED)
    } else if rule.starts_with("unused-") {
        Some(DiagnosticTag::UNNECESSARY)
    } else {
        None
    }
}
