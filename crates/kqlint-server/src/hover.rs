//! What stands under the cursor, and the rules that found something there.

use kqlint_ide::Hover as Found;
use tower_lsp_server::ls_types::{
    Hover, HoverContents, MarkupContent, MarkupKind, Position, Range,
};

use crate::snapshot::Snapshot;

/// The explanation of what stands at a position.
pub(crate) fn of(snapshot: &Snapshot, position: Position) -> Option<Hover> {
    let place = snapshot.place(position)?;
    let found = kqlint_ide::hover(&place.cx(), place.offset);
    let mut parts = Vec::new();
    let mut range: Option<Range> = None;
    if let Some(Found {
        range: at,
        markdown,
    }) = found
    {
        range = snapshot.range_in(place.query, at);
        parts.push(markdown);
    }
    let mut rules: Vec<_> = snapshot
        .findings_at(position)
        .map(|found| found.rule)
        .collect();
    rules.sort_unstable();
    rules.dedup();
    parts.extend(rules.into_iter().filter_map(rule_note));
    (!parts.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: parts.join("\n---\n\n"),
        }),
        range,
    })
}

/// One line on a rule, with a link to its page.
fn rule_note(name: &str) -> Option<String> {
    let rule = kqlint_lints::rule(name)?;
    Some(format!(
        "[{name}]({}): {}\n",
        kqlint_lints::page(name),
        rule.summary
    ))
}
