//! Completion items; their documentation is made when one is looked at.

use kqlint_ide::{Item, ItemKind, Topic};
use serde_json::json;
use text_size::TextRange;
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag,
    CompletionList, CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat,
    LSPAny, MarkupContent, MarkupKind, Position, Range, TextEdit, Uri,
};

use crate::{
    snapshot::{Place, Snapshot},
    state::{Editor, State},
};

/// What can be written at a position.
pub(crate) fn of(
    snapshot: &Snapshot,
    position: Position,
    editor: &Editor,
) -> Option<CompletionResponse> {
    let place = snapshot.place(position)?;
    let found = kqlint_ide::complete(&place.cx(), place.offset);
    let writer = Writer::new(snapshot, place, found.replace, editor.knows_snippets())?;
    let items = found.items.into_iter().enumerate();
    Some(CompletionResponse::List(CompletionList {
        is_incomplete: found.is_incomplete,
        items: items
            .filter_map(|(at, item)| writer.item(at, item))
            .collect(),
    }))
}

/// Adds the documentation of an item.
pub(crate) fn resolve(mut item: CompletionItem, state: &State) -> CompletionItem {
    if item.documentation.is_none()
        && let Some(value) = item
            .data
            .as_ref()
            .and_then(|data| documentation(data, state))
    {
        item.documentation = Some(markdown(value));
    }
    item
}

/// The text of the topic that an item carries, as its document sees it.
fn documentation(data: &LSPAny, state: &State) -> Option<String> {
    let topic = Topic::parse(data.get("topic")?.as_str()?)?;
    let uri: Uri = data.get("uri")?.as_str()?.parse().ok()?;
    let snapshot = state.snapshot(&uri)?;
    topic.markdown(snapshot.analyzer()?.default_catalog())
}

/// Writes items over one range of the document.
struct Writer<'s> {
    snapshot: &'s Snapshot,
    place: Place<'s>,
    replace: TextRange,
    /// The range in the document, for texts that need no escapes there.
    range: Range,
    snippets: bool,
}

impl<'s> Writer<'s> {
    fn new(
        snapshot: &'s Snapshot,
        place: Place<'s>,
        replace: TextRange,
        snippets: bool,
    ) -> Option<Self> {
        let (host, _) = place.query.fragment.map.edit(replace, "")?;
        Some(Self {
            snapshot,
            place,
            replace,
            range: snapshot.range(host),
            snippets,
        })
    }

    fn item(&self, at: usize, item: Item) -> Option<CompletionItem> {
        let snippet = item.snippet.filter(|_| self.snippets);
        let format = snippet.is_some().then_some(InsertTextFormat::SNIPPET);
        let text = snippet
            .or(item.insert)
            .unwrap_or_else(|| item.label.clone());
        let data = item
            .topic
            .map(|topic| json!({ "topic": topic.to_string(), "uri": self.snapshot.uri.as_str() }));
        // Beside a column its type is always shown, and not only when it is looked at.
        let (details, detail) = match item.kind {
            ItemKind::Column => (item.detail, None),
            _ => (None, item.detail),
        };
        // Long lists go to the editor at every query's start, so nothing is sent
        // that it knows: at a place without a word, texts are inserted.
        let is_plain = self.replace.is_empty() && !needs_escapes(&text);
        let (insert_text, text_edit) = match is_plain {
            true if text == item.label => (None, None),
            true => (Some(text), None),
            false => (None, Some(CompletionTextEdit::Edit(self.edit(text)?))),
        };
        Some(CompletionItem {
            sort_text: Some(format!("{at:05}")),
            filter_text: item.filter,
            kind: Some(kind(item.kind)),
            detail,
            label_details: details.map(|description| CompletionItemLabelDetails {
                detail: None,
                description: Some(description),
            }),
            documentation: item.documentation.map(markdown),
            tags: item
                .is_deprecated
                .then(|| vec![CompletionItemTag::DEPRECATED]),
            insert_text_format: format,
            insert_text,
            text_edit,
            label: item.label,
            data,
            ..Default::default()
        })
    }

    /// The text as the host writes it; `None` where it can't.
    fn edit(&self, text: String) -> Option<TextEdit> {
        if !needs_escapes(&text) {
            return Some(TextEdit::new(self.range, text));
        }
        let (range, text) = self.place.query.fragment.map.edit(self.replace, &text)?;
        Some(TextEdit::new(self.snapshot.range(range), text))
    }
}

/// Whether some host has to write a text in another way.
fn needs_escapes(text: &str) -> bool {
    text.contains(['"', '\'', '\\', '<', '&', '\n']) || text.contains("${")
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Table => CompletionItemKind::STRUCT,
        ItemKind::Column => CompletionItemKind::FIELD,
        ItemKind::Variable => CompletionItemKind::VARIABLE,
        ItemKind::Function => CompletionItemKind::FUNCTION,
        ItemKind::Operator | ItemKind::Keyword => CompletionItemKind::KEYWORD,
        ItemKind::ScalarOperator => CompletionItemKind::OPERATOR,
        ItemKind::Value => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Type => CompletionItemKind::TYPE_PARAMETER,
    }
}

fn markdown(value: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    })
}
