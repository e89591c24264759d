//! `x contains "word"` where `x has "word"` would use the index.

use kqlint_catalog::Environment;
use kqlint_diagnostics::Safety;
use kqlint_syntax::{
    SyntaxNode, SyntaxToken, TokenKind,
    ast::{BinaryOperator, TextSearch},
};

use crate::{
    context::{Cx, quoted},
    lineage::is_indexed,
    literal::text,
    names::name_words,
    query::column,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `contains` that looks for a whole word.
    ///
    /// ## Why is this bad?
    ///
    /// `contains` reads the text of the rows.
    /// `has` looks the word up in an index, which is many times faster.
    /// They differ where the word is a part of a longer one: `contains "fail"` finds `failure`, `has "fail"` doesn't.
    ///
    /// The rule looks at words of five letters and more, in conditions that decide by themselves which rows of a table are read.
    /// It is silent on `!contains`, where a longer word would come back into the result, and on columns of compound names:
    ///
    /// - those of which such values are known
    /// - those that are called after types, actions, operations, activities and states
    /// - names of software: sources, providers, apps, services, processes and files
    /// - names of machines, accounts, mail addresses, domains and resources
    /// - the registry, and property bags that are kept as text: `Properties`, `AdditionalFields`, `EventData`
    ///
    /// It is silent as well about words that are compounds themselves (`ExportToExcel`), words that the query has elsewhere inside of a longer one, and text that was encoded, which has no words at all.
    /// In command lines it leaves the names of products alone: words that begin with a capital, and a few well-known ones such as `powershell`.
    /// In Azure Resource Graph, where names are chosen freely, it has nothing to say, and a comment that says that `contains` is meant silences it.
    /// What else a column holds it can't know: `has "Admin"` doesn't find `ExchangeAdmin`.
    /// So the rule runs only when it is turned on.
    /// In an alternative of `or`, in `iff()`, on computed text, or behind `summarize` and `join`, the index is of no use, and the rule is silent.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage contains "timeout"
    /// ```
    ///
    /// ```kql,good
    /// Syslog
    /// | where TimeGenerated > ago(1d)
    /// | where SyslogMessage has "timeout"
    /// ```
    ///
    /// ## Fix safety
    ///
    /// Rows in which the word is a part of a longer one are not found afterwards, so the fix is unsafe.
    pub const CONTAINS_WORD = {
        name: "contains-word",
        summary: "`contains` with a whole word",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [BinaryExpression],
        operators: [Text],
        check: check,
    }
}

fn check<'a>(cx: &mut Cx<'a, '_>, node: SyntaxNode<'a>) {
    let Some((operator, instead, text)) = find(cx, node) else {
        return;
    };
    let range = operator.text_range();
    let written = operator.text();
    cx.report(node, format!("`{written}` can't use the index"))
        .help(format!(
            "use `{instead}` where {} is never a part of a longer word",
            quoted(&text)
        ))
        .replace(format!("Use `{instead}`"), Safety::Unsafe, range, instead);
}

/// Shorter words are parts of many others.
const SHORTEST: usize = 5;

fn find<'a>(
    cx: &Cx<'a, '_>,
    node: SyntaxNode<'a>,
) -> Option<(SyntaxToken<'a>, &'static str, String)> {
    let comparison = cx.binary()?;
    let BinaryOperator::Text(operator) = comparison.operator else {
        return None;
    };
    let instead = match operator.case_sensitive {
        false => "has",
        true => "has_cs",
    };
    if operator.search != TextSearch::Contains || operator.negated || node.has_error() {
        return None;
    }
    let text = text(cx.model(), comparison.right)?;
    let is_word =
        text.len() >= SHORTEST && text.chars().all(char::is_alphabetic) && !is_encoded(&text);
    if !is_word
        || cx.catalog().environment() == Environment::ResourceGraph
        || !is_indexed(cx.model(), node)
        || is_compound(&text)
        || holds_compounds(cx, comparison.left, &text)
        || is_hidden(cx, &text)
        || cx.comments_say(&MEANT)
    {
        return None;
    }
    Some((comparison.token, instead, text.into_owned()))
}

/// How comments say that `contains` is there on purpose.
const MEANT: [&str; 6] = [
    "contains is meant",
    "contains is on purpose",
    "contains is needed",
    "contains on purpose",
    "contains instead of has",
    "contains rather than has",
];

/// Whether a text is the beginning of data in base64: it begins like well-known ones, or repeats a letter as no word does.
fn is_encoded(text: &str) -> bool {
    // A program, a packed file, an archive, and scripts that begin with `$` and `I`.
    const STARTS: [&str; 6] = ["TVqQ", "TVpQ", "H4sI", "UEsD", "JAB", "SQB"];
    let letters = text.as_bytes();
    let mut runs = letters.windows(3);
    STARTS.iter().any(|it| text.starts_with(it))
        || runs.any(|run| run.iter().all(|it| run.first() == Some(it)))
}

/// What columns of compound names are called by their last word.
const COMPOUNDS: [&str; 42] = [
    "account",
    "action",
    "activity",
    "address",
    "app",
    "caller",
    "category",
    "class",
    "computer",
    "data",
    "device",
    "domain",
    "dvc",
    "event",
    "extension",
    "field",
    "file",
    "filename",
    "host",
    "hostname",
    "identity",
    "machine",
    "mail",
    "operation",
    "platform",
    "principal",
    "process",
    "property",
    "provider",
    "reason",
    "resource",
    "server",
    "service",
    "software",
    "source",
    "state",
    "status",
    "type",
    "upn",
    "user",
    "username",
    "workload",
];

/// Products that are parts of longer names in command lines, in small letters too.
const PRODUCTS: [&str; 12] = [
    "azure",
    "chrome",
    "defender",
    "docker",
    "firefox",
    "google",
    "microsoft",
    "office",
    "outlook",
    "powershell",
    "python",
    "windows",
];

/// Whether the values of a column are compound names, in which a word is mostly a part of a longer one.
fn holds_compounds(cx: &Cx<'_, '_>, subject: SyntaxNode<'_>, text: &str) -> bool {
    let Some((table, name)) = column(cx.model(), subject).and_then(|it| it.source()) else {
        return false;
    };
    let known = cx.catalog().table(table).and_then(|it| it.column(name));
    let mut values = known.into_iter().flat_map(|it| it.values());
    if values.any(|value| is_compound(value) || hides(value, text)) {
        return true;
    }
    let words = name_words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_compound = |it: &str| COMPOUNDS.iter().any(|kind| it.ends_with(kind));
    let is_product = || {
        text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase)
            || PRODUCTS.iter().any(|it| text.eq_ignore_ascii_case(it))
    };
    // What the name of an event or the value of a state holds is the event and the state.
    let mut kinds = words.as_slice();
    while let [before @ .., "display" | "id" | "name" | "value"] = kinds {
        kinds = before;
    }
    match words.as_slice() {
        [.., "command", "line"] => is_product(),
        words if words.contains(&"registry") => true,
        words => {
            let last = words.last().is_some_and(|it| is_compound(it));
            last || kinds.last().is_some_and(|it| is_compound(it))
        }
    }
}

/// Whether a value is several words written together: `FileCreated`.
fn is_compound(value: &str) -> bool {
    let pairs = value.chars().zip(value.chars().skip(1));
    let mut humps = pairs.filter(|(one, next)| one.is_lowercase() && next.is_uppercase());
    humps.next().is_some()
}

/// Whether the query has the text in a longer word elsewhere, in a name or in a text.
fn is_hidden(cx: &Cx<'_, '_>, text: &str) -> bool {
    let mut tokens = cx.tree().root().tokens();
    tokens.any(|it| {
        matches!(it.kind(), TokenKind::Identifier | TokenKind::StringLiteral)
            && hides(it.text(), text)
    })
}

/// Whether a value has the text in a longer word only.
fn hides(value: &str, text: &str) -> bool {
    let (value, text) = (value.to_lowercase(), text.to_lowercase());
    value.contains(&text)
        && !value
            .split(|c: char| !c.is_alphanumeric())
            .any(|it| it == text)
}
