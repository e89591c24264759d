//! What a syntax error says.

use super::{SyntaxError, SyntaxErrorKind, familiar, fix::ends_step, quoted, words};
use crate::{
    grammar::{A_SOURCE, AN_EXPRESSION, is_operator},
    node_kind::NodeKind,
    token::TokenKind,
    tree::{SyntaxToken, SyntaxTree},
};

/// What is wrong.
pub(super) fn message(error: &SyntaxError, tree: &SyntaxTree) -> String {
    if error.is_in_foreign_comment(tree) {
        return "a comment starts with `//`, not with `--`".to_owned();
    }
    if let Some(familiar) = familiar::find(error, tree) {
        return familiar.message;
    }
    let found = error.found(tree);
    match error.kind {
        SyntaxErrorKind::Expected(what) => expected(error, tree, what),
        SyntaxErrorKind::Unexpected => unexpected(error, tree),
        SyntaxErrorKind::UnknownOperator => unknown_operator(error, tree),
        SyntaxErrorKind::Foreign(instead) => format!("{found} is written `{instead}` in KQL"),
        SyntaxErrorKind::WrongBracket(wanted) => format!("expected `{wanted}`, found {found}"),
        SyntaxErrorKind::UnclosedBracket(close) => format!("{found} has no closing `{close}`"),
        SyntaxErrorKind::PlaceholderOff => {
            format!("{found} looks like a placeholder, and those are off for this file")
        }
        SyntaxErrorKind::UnexpectedCharacter => format!("{found} is not part of the language"),
        SyntaxErrorKind::SmartQuotes => format!("{found} has typographic quotes"),
        SyntaxErrorKind::Backticks => {
            let name = error.text(tree).trim_matches('`');
            format!("the name {} is in backticks", quoted(name))
        }
        SyntaxErrorKind::BlockComment => "a comment starts with `//`, not with `/*`".to_owned(),
        SyntaxErrorKind::UnclosedString => format!("the string {found} has no closing quote"),
        SyntaxErrorKind::UnclosedLiteral => "expected `)` at the end of the literal".to_owned(),
        SyntaxErrorKind::BadEscape { .. } => format!("{found} is not an escape"),
        SyntaxErrorKind::NameNeedsBrackets => {
            format!("{found} is a name only inside brackets and quotes")
        }
        SyntaxErrorKind::RawGuid => {
            format!("a guid is written `guid({})`", found.trim_matches('`'))
        }
        SyntaxErrorKind::UnknownType => format!("{found} is not a type"),
        SyntaxErrorKind::TooDeep => "too many brackets inside each other".to_owned(),
    }
}

/// What to do about it.
pub(super) fn help(error: &SyntaxError, tree: &SyntaxTree) -> Option<String> {
    let text = error.text(tree);
    match error.kind {
        SyntaxErrorKind::Foreign("not") => Some("write `not(…)`".to_owned()),
        SyntaxErrorKind::PlaceholderOff => {
            Some("turn the style on with `placeholders` in `kqlint.toml`".to_owned())
        }
        SyntaxErrorKind::SmartQuotes => Some("write `\"` or `'`".to_owned()),
        SyntaxErrorKind::Backticks | SyntaxErrorKind::NameNeedsBrackets => {
            Some(format!("write `['{}']`", text.trim_matches('`')))
        }
        SyntaxErrorKind::BadEscape { .. } => {
            Some("write `@` before the string, so that `\\` stands for itself".to_owned())
        }
        SyntaxErrorKind::Unexpected if text == "!" => {
            let bang = tree.token_at(error.range.start());
            let operator = words::without_negation(bang)?;
            Some(format!(
                "write `not(…)` around the comparison with `{operator}`"
            ))
        }
        SyntaxErrorKind::Unexpected if text == "=" => {
            let help = match is_condition(error, tree) {
                true => "compare with `==`",
                false => "name the result: `name = value`",
            };
            Some(help.to_owned())
        }
        _ => None,
    }
}

fn expected(error: &SyntaxError, tree: &SyntaxTree, what: &str) -> String {
    let found = tree.token_at(error.range.start());
    let before = found.prev_significant();
    let word = found.text();
    if let Some(lower) = words::in_lower_case(word) {
        return format!("`{word}` is written `{lower}` in KQL");
    }
    if matches!(found.kind(), TokenKind::AndKw | TokenKind::OrKw)
        && before.is_some_and(|before| before.kind() == found.kind())
    {
        return format!("`{word}` stands here twice");
    }
    if what == "`,`" && lacks_pipe(found) {
        return format!("expected `|` before `{word}`");
    }
    match (what, word) {
        ("a query", ";") => return "`;` stands here twice".to_owned(),
        ("`,`", "descending") => return "`descending` is written `desc` in KQL".to_owned(),
        ("`,`", "ascending") => return "`ascending` is written `asc` in KQL".to_owned(),
        ("`,`", "when") => return "`case … when` is written `case(…)` in KQL".to_owned(),
        ("`=`", "==" | ":") => return format!("expected `=` behind the name, found `{word}`"),
        (_, "where" | "filter") if what.starts_with("an expression") => {
            return format!("expected {what}, found `{word}`, which starts a step of its own");
        }
        _ => {}
    }
    if found.kind() == TokenKind::Pipe
        && what.starts_with("an operator")
        && before.is_some_and(|before| before.kind() == TokenKind::Pipe)
    {
        return "`|` stands here twice".to_owned();
    }
    if what == A_SOURCE {
        return format!("expected {what}");
    }
    let (what, after) = match before {
        Some(before) => after(what, before, found),
        None => (what, String::new()),
    };
    format!("expected {what}{after}, found {}", error.found(tree))
}

/// Behind what something is lacking, where that tells more, and what it is there.
fn after<'w>(what: &'w str, before: SyntaxToken<'_>, found: SyntaxToken<'_>) -> (&'w str, String) {
    let thing = what.starts_with("a ") || what.starts_with("an ");
    let what = match (what, before.kind()) {
        (AN_EXPRESSION, TokenKind::AndKw | TokenKind::OrKw) => "a condition",
        (AN_EXPRESSION, kind) if is_operator(kind) => "a value",
        _ => what,
    };
    let long = what.contains(" such as ");
    if !thing || long || !(ends_step(found.kind()) || is_operator(before.kind())) {
        return (what, String::new());
    }
    (what, format!(" after {}", quoted(before.text())))
}

/// Whether what was found begins a step, and only its pipe lacks.
pub(super) fn lacks_pipe(found: SyntaxToken<'_>) -> bool {
    let next = found.next_significant().map(|next| next.kind());
    match found.kind() {
        TokenKind::SortKw | TokenKind::OrderKw | TokenKind::PartitionKw | TokenKind::ReduceKw => {
            next == Some(TokenKind::ByKw)
        }
        TokenKind::TakeKw | TokenKind::LimitKw | TokenKind::TopKw => {
            next == Some(TokenKind::LongLiteral)
        }
        _ => false,
    }
}

/// Whether the error stands behind a join that lacks its `on`.
fn lacks_on(error: &SyntaxError, tree: &SyntaxTree) -> bool {
    let before = error.insertion_point(tree).checked_sub(1.into());
    let range = text_size::TextRange::empty(before.unwrap_or_default());
    let mut around = tree.covering_node(range).ancestors();
    around.any(|node| {
        matches!(
            node.kind(),
            NodeKind::JoinOperator | NodeKind::LookupOperator
        ) && node.child(NodeKind::JoinOnClause).is_none()
    })
}

fn unexpected(error: &SyntaxError, tree: &SyntaxTree) -> String {
    let text = error.text(tree);
    let found = error.found(tree);
    let token = tree.token_at(error.range.start());
    let first = token.prev_significant();
    let before = first.map_or("", |before| before.text());
    if lacks_pipe(token) {
        return format!("expected `|` before {found}");
    }
    if let Some(lower) = words::in_lower_case(text) {
        return format!("{found} is written `{lower}` in KQL");
    }
    if let Some(instead) = words::comparison_instead(text) {
        return format!("{found} is not a comparison; KQL has `{instead}`");
    }
    match text {
        "=" if is_condition(error, tree) => {
            return "`=` gives a name; a comparison is written `==`".to_owned();
        }
        "=" => return "only a name can stand before `=`".to_owned(),
        "=>" | "=<" => return format!("{found} is not a comparison; KQL has `>=` and `<=`"),
        "?" => return "`? :` is written `iff(condition, then, else)` in KQL".to_owned(),
        "as" => return "`as` gives no name here; write `name = value`".to_owned(),
        ")" | "]" | "}" => return format!("{found} closes nothing"),
        "by" if before == "count" => {
            return "`count` takes no `by`; group with `summarize count() by …`".to_owned();
        }
        "on" => return "expected `)` before `on`".to_owned(),
        "!" if let Some(operator) = words::without_negation(token) => {
            return format!("there is no `!{operator}` in KQL");
        }
        "!" => return "`!` belongs right before a comparison such as `has` or `in`".to_owned(),
        _ => {}
    }
    if let Some(before) = first
        && let Some((word, instead)) = foreign_word(before)
    {
        return format!("{} is written `{instead}` in KQL", quoted(word));
    }
    match token.kind() {
        TokenKind::Identifier if before == ")" && lacks_on(error, tree) => {
            format!("expected `on` before {found}")
        }
        TokenKind::Directive => "a comment starts with `//`, not with `#`".to_owned(),
        kind if kind == TokenKind::Identifier || kind.is_literal() => match first {
            Some(before) => surplus(error, tree, before),
            None => format!("unexpected {found}"),
        },
        _ => format!("unexpected {found}"),
    }
}

/// What could stand between two words that stand side by side.
fn surplus(error: &SyntaxError, tree: &SyntaxTree, before: SyntaxToken<'_>) -> String {
    let found = error.found(tree);
    let word = quoted(before.text());
    if is_condition(error, tree) {
        return format!("expected an operator such as `==` between {word} and {found}");
    }
    let start = first_of_statement(before).map(|first| first.kind());
    let end = match start {
        Some(TokenKind::LetKw) => "`;`",
        _ => "`|` or the end of the query",
    };
    format!("expected {end} after {word}, found {found}")
}

/// The word of another language that explains what follows it: the one right before, or the first of the statement.
fn foreign_word(before: SyntaxToken<'_>) -> Option<(&str, &'static str)> {
    if let Some(instead) = sql(before.text()) {
        return Some((before.text(), instead));
    }
    let first = first_of_statement(before)?;
    let starts = first.kind() == TokenKind::Identifier;
    let instead = sql(first.text()).filter(|_| starts)?;
    Some((first.text(), instead))
}

/// The first word of the statement that a word stands in; `None` where it is far away.
fn first_of_statement(word: SyntaxToken<'_>) -> Option<SyntaxToken<'_>> {
    let mut first = word;
    for _ in 0..FAR {
        match first.prev_significant() {
            Some(token) if token.kind() != TokenKind::Semicolon => first = token,
            _ => return Some(first),
        }
    }
    None
}

/// So many words behind the first of a statement, a slip has another cause.
const FAR: usize = 16;

/// Words that begin a statement in other languages, where ours begins with a name.
fn sql(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "select" => "T | project …",
        "insert" => ".set-or-append",
        "var" | "const" | "declare" => "let",
        "function" | "def" => "let f = (…) { … }",
        "if" | "case" => "iff()` or `case()",
        "not" => "not(…)",
        "interval" => "1d",
        "ago" => "ago(…)",
        _ => return None,
    })
}

fn unknown_operator(error: &SyntaxError, tree: &SyntaxTree) -> String {
    let word = error.text(tree);
    let found = error.found(tree);
    let token = tree.token_at(error.range.start());
    if let Some(lower) = words::in_lower_case(word) {
        return format!("{found} is written `{lower}` in KQL");
    }
    if let Some(instead) = words::step_instead(word) {
        return format!("{found} is not an operator; KQL has `{instead}`");
    }
    if matches!(token.kind(), TokenKind::AndKw | TokenKind::OrKw) {
        return format!("{found} can't start a step; it joins conditions of one `where`");
    }
    match words::nearest_operator(word) {
        Some(nearest) => format!("{found} is not an operator; did you mean `{nearest}`?"),
        None => format!("{found} is not an operator"),
    }
}

/// Whether the error stands in a condition rather than among new columns.
pub(super) fn is_condition(error: &SyntaxError, tree: &SyntaxTree) -> bool {
    let before = error.insertion_point(tree);
    let node = tree.covering_node(text_size::TextRange::empty(
        before.checked_sub(1.into()).unwrap_or(before),
    ));
    let step = node.ancestors().find(|node| {
        matches!(
            node.kind(),
            NodeKind::FilterOperator
                | NodeKind::JoinOnClause
                | NodeKind::JoinWhereClause
                | NodeKind::FindOperator
                | NodeKind::SearchOperator
                | NodeKind::GraphWhereClause
                | NodeKind::FunctionCallExpression
                | NodeKind::ExtendOperator
                | NodeKind::ProjectOperator
                | NodeKind::SummarizeOperator
                | NodeKind::PrintOperator
        )
    });
    step.is_some_and(|step| {
        !matches!(
            step.kind(),
            NodeKind::ExtendOperator
                | NodeKind::ProjectOperator
                | NodeKind::SummarizeOperator
                | NodeKind::PrintOperator
        )
    })
}
