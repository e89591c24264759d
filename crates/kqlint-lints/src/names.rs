//! The words that names are made of.

/// The words of a name in lower case and singular: `maxRunningNodes` is max, running, node.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let words = parts(name).map(|part| {
        let mut word = part.to_lowercase();
        singular(&mut word);
        word
    });
    words.collect()
}

/// Whether a name may have one of these words, each in lower case and singular; cheaper than to ask for its words.
pub(crate) fn may_say(name: &str, words: &[&str]) -> bool {
    let begins = |part: &str, word: &str| {
        let start = part.get(..word.len());
        part.len() <= word.len() + 1 && start.is_some_and(|it| it.eq_ignore_ascii_case(word))
    };
    parts(name).any(|part| words.iter().any(|word| begins(part, word)))
}

/// What a name is made of: words, as they are written.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let mut last = rest.chars().next()?;
        let starts = |c: char, last: char| {
            c.is_uppercase() && !last.is_uppercase() || c.is_numeric() != last.is_numeric()
        };
        let mut inner = rest.char_indices().skip(1);
        let end = inner.find_map(|(at, c)| {
            let ends = !c.is_alphanumeric() || starts(c, std::mem::replace(&mut last, c));
            ends.then_some(at)
        });
        let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(part)
    })
}

fn singular(word: &mut String) {
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
    {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::name_words;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(name_words(name), expected);
    }

    #[test]
    fn camel_and_snake_case() {
        check("maxRunningNodes", &["max", "running", "node"]);
        check("target_node_count", &["target", "node", "count"]);
        check("Bytes2xx", &["byte", "2", "xx"]);
        check("Queries", &["query"]);
    }
}
