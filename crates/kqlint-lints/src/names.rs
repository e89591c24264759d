//! The words that names are made of.

/// The words of a name in lower case and singular: `maxRunningNodes` is max, running, node.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in name.chars() {
        let starts = !last.is_alphanumeric()
            || c.is_uppercase() && !last.is_uppercase()
            || c.is_numeric() != last.is_numeric();
        if c.is_alphanumeric() {
            match words.last_mut() {
                Some(word) if !starts => word.extend(c.to_lowercase()),
                _ => words.push(c.to_lowercase().collect()),
            }
        }
        last = c;
    }
    for word in &mut words {
        singular(word);
    }
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
