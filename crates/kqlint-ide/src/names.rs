//! How names are written.

use std::borrow::Cow;

/// A name as it has to be written: `['a b']` where it is no plain word.
pub(crate) fn written(name: &str) -> Cow<'_, str> {
    if is_plain(name) {
        return Cow::Borrowed(name);
    }
    let escaped = name.replace('\\', "\\\\").replace('\'', "\\'");
    Cow::Owned(format!("['{escaped}']"))
}

/// Whether a name stands for itself in a query.
fn is_plain(name: &str) -> bool {
    let is_word = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    // Keywords are in lower case, so most names need no closer look.
    if is_word && name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return true;
    }
    let tree = kqlint_syntax::parse(name);
    let token = tree.token_at(0.into());
    token.text().len() == name.len() && token.kind().can_be_name()
}

/// Whether `name` begins with `prefix`, whatever the case.
pub(crate) fn starts_with(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_only_where_they_must_be() {
        assert_eq!(written("VmSize"), "VmSize");
        assert_eq!(written("_ResourceId"), "_ResourceId");
        assert_eq!(written("count"), "count");
        assert_eq!(written("a b"), "['a b']");
        assert_eq!(written("1st"), "1st");
        assert_eq!(written("by"), "['by']");
        assert_eq!(written("it's"), r"['it\'s']");
        assert_eq!(written(""), "['']");
    }
}
