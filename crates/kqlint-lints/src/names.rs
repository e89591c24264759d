//! The words that names are made of.

/// The words of a name in lower case and singular: `maxRunningNodes` is max, running, node.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: &str| {
        if !word.is_empty() {
            let mut word = word.to_lowercase();
            singular(&mut word);
            words.push(word);
        }
    };
    let (mut start, mut last) = (0, ' ');
    for (at, c) in name.char_indices() {
        let is_apart = !c.is_alphanumeric();
        let starts =
            c.is_uppercase() && !last.is_uppercase() || c.is_numeric() != last.is_numeric();
        if is_apart || starts {
            add(name.get(start..at).unwrap_or_default());
            start = if is_apart { at + c.len_utf8() } else { at };
        }
        last = c;
    }
    add(name.get(start..).unwrap_or_default());
    words
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
