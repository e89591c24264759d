//! A key or a token written into a query.

use kqlint_syntax::{
    SyntaxNode, TokenKind,
    ast::{AstNode, LiteralExpression},
};

use crate::{context::Cx, rule::declare_lint};

declare_lint! {
    /// Finds keys, signatures and tokens in the text of a query.
    ///
    /// ## Why is this bad?
    ///
    /// The text of a query is kept: in the logs of the service, in the history of a repository, in the rule or the dashboard that holds it.
    /// Whoever reads it there has the secret.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// externaldata(Ip: string) ["https://contoso.blob.core.windows.net/lists/ips.csv?sv=2022-11-02&sr=b&sig=Jm2yPqYf0oT6vXkRzW8aLcQn1bE4sHdU7gViKpMt3xA%3D"]
    /// ```
    ///
    /// ```kql,good
    /// externaldata(Ip: string) [h@"https://contoso.blob.core.windows.net/lists/ips.csv;impersonate"]
    /// ```
    pub const SECRET_IN_QUERY = {
        name: "secret-in-query",
        summary: "a key or a token in the text of a query",
        group: Security,
        level: Warning,
        since: "0.1.0",
        kinds: [LiteralExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    if !has_long_word(node.text()) {
        return;
    }
    let is_text = node
        .first_token()
        .is_some_and(|token| token.kind() == TokenKind::StringLiteral);
    if !is_text {
        return;
    }
    let text = LiteralExpression::cast(node).and_then(LiteralExpression::string_value);
    if let Some(kind) = text.and_then(|text| secret(&text)) {
        cx.report(node, format!("{kind} is written into the query"))
            .note("the text of a query is logged and kept with its file")
            .help(
                "make the secret invalid, and read the data with the rights of who runs the query",
            );
    }
}

/// The shortest secret that is looked for, in bytes.
const SHORTEST: usize = 36;

/// Whether a text has as many characters in a row as a secret has, of those that secrets are made of.
fn has_long_word(text: &str) -> bool {
    let is_apart = |byte: u8| !matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'+' | b'/' | b'=' | b'%' | b'-' | b'_' | b'.');
    let mut rest = text.as_bytes();
    // A word can only be that long where it has the end of each such stretch.
    while let Some(stretch) = rest.get(..SHORTEST) {
        let Some(last) = stretch.iter().rposition(|byte| is_apart(*byte)) else {
            return true;
        };
        rest = rest.get(last + 1..).unwrap_or_default();
    }
    false
}

/// What kind of secret a text holds.
fn secret(text: &str) -> Option<&'static str> {
    const AFTER: [(&str, usize, &str); 4] = [
        ("sig=", 40, "the signature of a shared access token"),
        ("AccountKey=", 60, "the key of a storage account"),
        ("SharedAccessKey=", 40, "a shared access key"),
        ("ghp_", 36, "a GitHub token"),
    ];
    for (before, length, kind) in AFTER {
        if text.len() < before.len() + length {
            continue;
        }
        let Some((_, rest)) = text.split_once(before) else {
            continue;
        };
        let value: String = rest
            .chars()
            .take_while(|&c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '%'))
            .collect();
        if value.len() >= length && is_random(&value) {
            return Some(kind);
        }
    }
    is_web_token(text).then_some("a web token")
}

/// `eyJ….eyJ….…`
fn is_web_token(text: &str) -> bool {
    // Three parts of twenty and more.
    let Some(start) = text.find("eyJ").filter(|_| text.len() > 60) else {
        return false;
    };
    let token: &str = text.get(start..).unwrap_or_default();
    let parts: Vec<&str> = token.splitn(3, '.').collect();
    let is_part = |part: &str| {
        part.len() >= 20
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    matches!(parts.as_slice(), [head, body, rest]
        if is_part(head) && is_part(body) && body.starts_with("eyJ") && rest.len() >= 20)
}

/// Whether a value has letters in both cases and digits, and many different characters.
fn is_random(value: &str) -> bool {
    let mut seen = [false; 128];
    for byte in value.bytes() {
        if let Some(slot) = seen.get_mut(usize::from(byte)) {
            *slot = true;
        }
    }
    value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_lowercase())
        && value.bytes().any(|byte| byte.is_ascii_uppercase())
        && seen.iter().filter(|it| **it).count() >= 15
}

#[cfg(test)]
mod tests {
    use super::secret;

    #[test]
    fn names_of_secrets_are_none() {
        assert_eq!(secret("AccountKey="), None);
        assert_eq!(secret("https://a/b?sv=2022&sig=<signature>"), None);
        assert_eq!(
            secret("sig=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
            None
        );
    }
}
