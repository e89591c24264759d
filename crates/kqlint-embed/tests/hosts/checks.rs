//! What has to hold for every fragment of every host.

use kqlint_embed::{Bias, Fragment, HostKind, TextRange, TextSize, extract};

pub(crate) fn slice(text: &str, range: TextRange) -> &str {
    &text[usize::from(range.start())..usize::from(range.end())]
}

/// The texts of the queries in a host.
pub(crate) fn texts(kind: HostKind, host: &str) -> Vec<String> {
    let found = extract(kind, None, host).fragments.into_iter();
    found.map(|fragment| fragment.text).collect()
}

/// The intent texts of a fragment, one a line.
pub(crate) fn intents(fragment: &Fragment) -> Vec<String> {
    let texts = fragment.intents.iter();
    texts
        .map(|intent| format!("{:?}: {}", intent.kind, intent.text))
        .collect()
}

fn boundaries(text: &str) -> Vec<TextSize> {
    let inner = text.char_indices().map(|(at, _)| at);
    inner
        .chain([text.len()])
        .map(|at| TextSize::of(&text[..at]))
        .collect()
}

/// Every character of a fragment stands in the host, as itself or as an
/// escape, and its offset leads there and back.
pub(crate) fn bytes(kind: HostKind, host: &str) {
    for fragment in extract(kind, None, host).fragments {
        let text = fragment.text.as_str();
        for pair in boundaries(text).windows(2) {
            let range = TextRange::new(pair[0], pair[1]);
            let there = fragment.map.host_range(range).expect("a range");
            let (character, source) = (slice(text, range), slice(host, there));
            let is_same = character == source;
            assert!(
                is_same || is_escape(source),
                "{host:?} {character:?} {source:?}"
            );
            for bias in [Bias::Left, Bias::Right] {
                let offset = fragment.map.host_offset(pair[0], bias).expect("an offset");
                let back = fragment.map.fragment_offset(offset);
                assert!(
                    back == Some(pair[0]) || !is_same,
                    "{host:?} {range:?} {bias:?}: {back:?}"
                );
            }
        }
    }
}

/// White space that is folded or comes from a tab, an escape, or an expression
/// such as `${x}`.
fn is_escape(source: &str) -> bool {
    source.trim().is_empty() || source == "''" || source.starts_with(['\\', '$'])
}

/// An edit of the fragment, applied to the host, gives the edited fragment.
/// Returns how many edits the map offered.
pub(crate) fn edits(kind: HostKind, host: &str) -> usize {
    let mut offered = 0;
    let fragments = extract(kind, None, host).fragments;
    for (index, fragment) in fragments.iter().enumerate() {
        let mut offsets = boundaries(&fragment.text);
        offsets.retain(|&at| !fragment.text[..usize::from(at)].ends_with('\r'));
        for (at, &start) in offsets.iter().enumerate() {
            for &end in &offsets[at..] {
                for replacement in ["", "x", "x\ny", "x\n\n  y", "x\n", "'\"\\"] {
                    let range = TextRange::new(start, end);
                    let is_offered = edit(kind, host, &fragments, index, range, replacement);
                    offered += usize::from(is_offered);
                }
            }
        }
    }
    offered
}

fn edit(
    kind: HostKind,
    host: &str,
    fragments: &[Fragment],
    index: usize,
    range: TextRange,
    replacement: &str,
) -> bool {
    let fragment = &fragments[index];
    let Some((place, text)) = fragment.map.edit(range, replacement) else {
        return false;
    };
    let mut edited = host.to_owned();
    edited.replace_range(usize::from(place.start())..usize::from(place.end()), &text);
    let mut expected = fragment.text.clone();
    expected.replace_range(
        usize::from(range.start())..usize::from(range.end()),
        replacement,
    );
    // The text has become a mark that closes the block.
    if expected.contains("````") {
        return true;
    }
    let found = extract(kind, None, &edited);
    let is_closed = kind != HostKind::Markdown || found.problems.is_empty();
    if found.fragments.len() != fragments.len() {
        // Without its operators an everyday word is no query.
        assert_ne!(
            kind,
            HostKind::Markdown,
            "{host:?} {range:?} {replacement:?}"
        );
        return true;
    }
    let found = &found.fragments[index];
    assert_eq!(
        normal(kind, &found.text, is_closed),
        normal(kind, &expected, is_closed),
        "{host:?} {range:?} {replacement:?} -> {edited:?}"
    );
    true
}

/// Line endings alike, and those at the ends left out where the host does not
/// keep them.
fn normal(kind: HostKind, text: &str, is_closed: bool) -> String {
    let text = text.replace("\r\n", "\n");
    match kind {
        HostKind::Yaml | HostKind::Bicep => text.trim_matches('\n').to_owned(),
        _ if !is_closed => text.strip_suffix('\n').unwrap_or(&text).to_owned(),
        _ => text,
    }
}

/// No beginning of a host makes extraction panic.
pub(crate) fn prefixes(kind: HostKind, host: &str) {
    for (at, _) in host.char_indices() {
        for fragment in extract(kind, None, &host[..at]).fragments {
            let all = TextRange::up_to(TextSize::of(&fragment.text));
            assert!(fragment.map.host_range(all).is_some());
        }
    }
}
