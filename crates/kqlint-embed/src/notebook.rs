//! Notebooks: cells of Kusto, and cells that begin with a `%%kql` line.
//!
//! A cell is a list of strings in JSON, one a line, that are read as one text.

use std::ops::Range;

use text_size::TextRange;

use crate::facts::HostFacts;
use crate::fragment::{Extraction, Fragment, IntentText, PlaceholderStyle, Problem};
use crate::json;
use crate::line;
use crate::markdown;
use crate::sniff::looks_like_query;
use crate::source_map::SourceMap;
use crate::span::{BYTE_ORDER_MARK, text_range};
use crate::structured::{Level, Node, Tree};

/// Names of the languages of a kernel or a cell that runs queries.
const LANGUAGES: &[&str] = &["kusto", "kql"];

/// First words of a cell that hand the rest of it to Kusto.
const CELL_MAGICS: &[&str] = &["%%kql", "%%kusto", "#!kql", "#!kusto"];

/// First words of a line that hand the rest of it to Kusto.
const LINE_MAGICS: &[&str] = &["%kql ", "%kusto "];

pub(crate) fn extract(text: &str) -> Extraction {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mark = text.len() - body.len();
    let Tree { root, problem } = json::read(body);
    let mut extraction = match root {
        Some(Node::Map(entries)) => read(body, Level::new("", &entries)),
        _ => unreadable(problem),
    };
    if mark > 0 {
        extraction.move_outside(&SourceMap::identity(text_range(&(mark..text.len()))));
    }
    extraction
}

fn unreadable(problem: Option<Problem>) -> Extraction {
    Extraction {
        fragments: Vec::new(),
        problems: problem.into_iter().collect(),
        ..Extraction::default()
    }
}

fn read(host: &str, notebook: Level<'_>) -> Extraction {
    let is_kusto = notebook.map("metadata").is_some_and(|metadata| {
        let language = metadata.map("language_info");
        let kernel = metadata.map("kernelspec");
        language.is_some_and(|info| has_language(info, "name"))
            || kernel.is_some_and(|spec| has_language(spec, "language"))
    });
    let mut extraction = Extraction::default();
    let mut prose = None;
    for cell in notebook.list("cells") {
        let Node::Map(entries) = cell else { continue };
        let cell = Level::new("", entries);
        let Some((text, map)) = source(host, cell) else {
            continue;
        };
        let texts = prose.take();
        if cell.has("cell_type", "markdown") {
            prose = Some((text, map));
        } else if cell.has("cell_type", "code") {
            // What the prose says is about the first query below it.
            let mut texts = texts.map_or_else(Vec::new, |(text, map)| intents(&text, &map));
            for inner in queries(&text, is_kusto || is_kusto_cell(cell)) {
                let found = fragment(&text, &map, &inner, std::mem::take(&mut texts));
                extraction.fragments.push(found);
            }
        }
    }
    extraction
}

/// The text of a cell, which may be one string or many.
fn source(host: &str, cell: Level<'_>) -> Option<(String, SourceMap)> {
    let strings: Vec<_> = match cell.get(&["source"])? {
        Node::Scalar(scalar) => vec![scalar.range.clone()],
        Node::List(lines) => lines
            .iter()
            .filter_map(|line| match line {
                Node::Scalar(scalar) => Some(scalar.range.clone()),
                Node::Map(_) | Node::List(_) => None,
            })
            .collect(),
        Node::Map(_) => return None,
    };
    json::concatenated(host, strings)
}

fn is_kusto_cell(cell: Level<'_>) -> bool {
    let Some(metadata) = cell.map("metadata") else {
        return false;
    };
    let kernel = metadata.map("polyglot_notebook");
    let editor = metadata.map("vscode");
    has_language(metadata, "language")
        || kernel.is_some_and(|kernel| has_language(kernel, "kernelName"))
        || editor.is_some_and(|editor| has_language(editor, "languageId"))
}

fn has_language(level: Level<'_>, key: &str) -> bool {
    LANGUAGES.iter().any(|language| level.has(key, language))
}

/// Where the queries of a code cell stand in its text.
fn queries(text: &str, is_kusto: bool) -> Vec<SourceMap> {
    let first = text.lines().next().unwrap_or_default();
    let word = first.split_whitespace().next().unwrap_or_default();
    if CELL_MAGICS.contains(&word) {
        let rest = line::end(text, 0).end..text.len();
        return non_blank(text, rest).into_iter().collect();
    }
    if is_kusto && !word.starts_with(['%', '#', '!']) {
        return non_blank(text, 0..text.len()).into_iter().collect();
    }
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = line::end(text, start);
        out.extend(line_query(text, start..end.start));
        start = end.end;
    }
    out
}

/// The query of a line such as `%kql T | take 5`.
fn line_query(text: &str, range: Range<usize>) -> Option<SourceMap> {
    let line = text.get(range.clone())?;
    let magic = LINE_MAGICS.iter().find(|magic| line.starts_with(**magic))?;
    let query = line.get(magic.len()..)?;
    let range = range.start + magic.len()..range.end;
    looks_like_query(query).then(|| SourceMap::one_line(text_range(&range)))
}

fn non_blank(text: &str, range: Range<usize>) -> Option<SourceMap> {
    let is_blank = text.get(range.clone())?.trim().is_empty();
    (!is_blank).then(|| SourceMap::identity(text_range(&range)))
}

fn fragment(cell: &str, outer: &SourceMap, inner: &SourceMap, texts: Vec<IntentText>) -> Fragment {
    Fragment {
        text: slice(cell, inner.host_bounds()).to_owned(),
        map: inner.inside(outer),
        intents: texts,
        facts: HostFacts::default(),
        placeholders: &[PlaceholderStyle::Braces],
    }
}

fn slice(text: &str, range: TextRange) -> &str {
    let range = usize::from(range.start())..usize::from(range.end());
    text.get(range).unwrap_or_default()
}

/// What a cell of prose says about the cell below it.
fn intents(text: &str, map: &SourceMap) -> Vec<IntentText> {
    let mut texts = markdown::texts_at_end(text);
    for intent in &mut texts {
        intent.map = intent.map.inside(map);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices(text: &str, is_kusto: bool) -> Vec<&str> {
        let maps = queries(text, is_kusto).into_iter();
        maps.map(|map| slice(text, map.host_bounds())).collect()
    }

    #[test]
    fn magic_words_begin_queries() {
        assert_eq!(slices("%%kql -d\nT\n| take 5", false), ["T\n| take 5"]);
        assert_eq!(slices("x = 1\n%kql T | take 5\n", false), ["T | take 5"]);
        assert_eq!(slices("T | take 5", true), ["T | take 5"]);
        for text in [
            "T | take 5",
            "%kql loganalytics://x",
            "%%bash\nls | sort",
            "%%kql\n",
            "",
        ] {
            assert_eq!(slices(text, false), [""; 0], "{text}");
        }
        assert_eq!(slices("%kql --version", true), [""; 0]);
    }
}
