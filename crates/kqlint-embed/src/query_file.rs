//! Files that hold nothing but queries. The file is the fragment; comments in
//! it are read by the query parser.

use text_size::{TextRange, TextSize};

use crate::facts::HostFacts;
use crate::fragment::{Extraction, Fragment, IntentKind, IntentText};
use crate::source_map::SourceMap;
use crate::span::BYTE_ORDER_MARK;

pub(crate) fn extract(file_name: Option<&str>, text: &str) -> Extraction {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let range = TextRange::at(TextSize::of(text) - TextSize::of(body), TextSize::of(body));
    let fragment = Fragment {
        text: body.to_owned(),
        map: SourceMap::identity(range),
        intents: file_name.and_then(file_name_intent).into_iter().collect(),
        facts: HostFacts::default(),
        placeholders: &[],
    };
    Extraction {
        fragments: vec![fragment],
        ..Extraction::default()
    }
}

fn file_name_intent(path: &str) -> Option<IntentText> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = words(stem);
    (!words.is_empty()).then(|| IntentText {
        kind: IntentKind::FileName,
        text: words,
        map: SourceMap::empty(),
    })
}

/// `FailedJobs-last_7Days` as `Failed Jobs last 7 Days`
fn words(stem: &str) -> String {
    let characters: Vec<char> = stem.chars().collect();
    let mut out = String::with_capacity(stem.len() + 8);
    for (index, &character) in characters.iter().enumerate() {
        if matches!(character, '-' | '_' | '.' | ' ' | '+') {
            push_space(&mut out);
            continue;
        }
        let before = characters.get(..index).unwrap_or_default();
        if starts_word(before, character, characters.get(index + 1).copied()) {
            push_space(&mut out);
        }
        out.push(character);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a word begins at `character`: at `J` of `FailedJobs`, at `E` of
/// `VMEvents`, at `7` and `D` of `Last7Days`, but not at `d` of `7d` or in `v2`.
fn starts_word(before: &[char], character: char, after: Option<char>) -> bool {
    let Some(&last) = before.last() else {
        return false;
    };
    if character.is_uppercase() {
        return last.is_lowercase()
            || last.is_numeric()
            || (last.is_uppercase() && after.is_some_and(char::is_lowercase));
    }
    let letters = before
        .iter()
        .rev()
        .take_while(|before| before.is_alphabetic());
    character.is_numeric() && last.is_lowercase() && letters.count() > 2
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_name_is_split_into_words() {
        for (name, expected) in [
            ("FailedJobs-last_7Days", "Failed Jobs last 7 Days"),
            ("VMEventsLast24h", "VM Events Last 24h"),
            ("- last 24 hours", "last 24 hours"),
            (
                "Heartbeatnotreceivedinlast30min",
                "Heartbeatnotreceivedinlast 30min",
            ),
            ("", ""),
            ("___", ""),
            ("ÄnderungenÜberTage", "Änderungen Über Tage"),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn name_of_a_path_is_its_last_part() {
        let intent = file_name_intent("C:\\queries/TopErrors.v2.kql").unwrap();
        assert_eq!(intent.text, "Top Errors v2");
        assert!(intent.map.is_empty());
    }

    #[test]
    fn byte_order_mark_is_not_part_of_the_query() {
        let found = extract(Some("a.kql"), "\u{feff}T | take 5");
        let [fragment] = found.fragments.as_slice() else {
            panic!("one fragment expected");
        };
        assert_eq!(fragment.text, "T | take 5");
        assert_eq!(
            fragment.map.host_bounds(),
            TextRange::new(3.into(), 13.into())
        );
    }
}
