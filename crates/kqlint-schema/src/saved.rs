//! Functions that are kept as queries: `.create-or-alter function` commands, `let`
//! statements, or one body.

use kqlint_semantics::{DeclaredType, read_parameters};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken, TextRange, TokenKind,
    ast::{AstNode, LetStatement, string_value},
};

use crate::{
    error::SchemaError,
    import::{ImportSource, docstring, import},
    model::{Function, Parameter, ParameterType},
    parser_file,
};

/// Reads the functions of a text.
///
/// A text of `.create-or-alter function` commands, or of nothing but
/// `let Name = (…) { … };`, has those functions; JSON is read as an import is, and YAML
/// as Microsoft Sentinel's repository keeps its parsers. Any other query is the body of
/// one function, named as the file is.
///
/// # Errors
///
/// When parameters can't be read, or JSON holds no function.
///
/// ```
/// use kqlint_schema::{ImportSource, read_functions};
///
/// let source = ImportSource { name: "Recent.kql", table: "Recent" };
/// let functions = read_functions("Heartbeat | where TimeGenerated > ago(1h)", source);
/// assert_eq!(functions.expect("functions")[0].name, "Recent");
/// ```
pub fn read_functions(text: &str, source: ImportSource<'_>) -> Result<Vec<Function>, SchemaError> {
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '['])
    {
        return Ok(import(text, source)?.functions);
    }
    let is_yaml = source.name.ends_with(".yaml") || source.name.ends_with(".yml");
    let mut out = match is_yaml {
        true => parser_file::read(text)?,
        false => queries(text, source)?,
    };
    for function in &mut out {
        function.source = Some(source.name.to_owned());
    }
    Ok(out)
}

/// The functions of a text of queries or commands.
fn queries(text: &str, source: ImportSource<'_>) -> Result<Vec<Function>, SchemaError> {
    let tree = kqlint_syntax::parse(text);
    let blocks = tree.root().children();
    let statements: Vec<_> = blocks.flat_map(SyntaxNode::children).collect();
    let mut out = Vec::new();
    for statement in &statements {
        if statement.kind() == NodeKind::Command {
            out.extend(command_function(*statement)?);
        }
    }
    if out.is_empty() {
        let functions = statements.iter().map(|it| let_function(*it));
        match functions.collect::<Option<Vec<_>>>() {
            Some(functions) if !functions.is_empty() => {
                out = functions.into_iter().collect::<Result<_, _>>()?;
            }
            _ if statements.is_empty() => {
                return Err(SchemaError::new(0, "there is no function in the file"));
            }
            _ => out.push(Function {
                name: source.table.to_owned(),
                body: Some(text.trim_start_matches('\u{feff}').to_owned()),
                ..Function::default()
            }),
        }
    }
    Ok(out)
}

/// Parameters without brackets around them, as services keep them.
pub(crate) fn parameters_of(text: &str) -> Result<Vec<Parameter>, String> {
    let declared = read_parameters(&format!("({text})"));
    declared.map(parameters).map_err(|error| error.message)
}

fn parameters(declared: Vec<kqlint_semantics::DeclaredParameter>) -> Vec<Parameter> {
    let parameters = declared.into_iter().map(|it| Parameter {
        name: it.name,
        ty: match it.ty {
            DeclaredType::Scalar(ty) => ParameterType::Scalar(ty),
            DeclaredType::Rows(columns) => ParameterType::Table(columns),
        },
        default: it.default,
        optional: false,
    });
    parameters.collect()
}

/// `let Name = (a: long) { … };`
fn let_function(node: SyntaxNode<'_>) -> Option<Result<Function, SchemaError>> {
    let statement = LetStatement::cast(node)?;
    let value = statement.value()?.syntax();
    if value.kind() != NodeKind::FunctionDeclaration {
        return None;
    }
    let name = node.child(NodeKind::NameDeclaration)?;
    let name = kqlint_syntax::ast::NameDeclaration::cast(name)?.name()?;
    let list = value.child(NodeKind::FunctionParameters)?.text_range();
    let body = value.child(NodeKind::FunctionBody)?;
    Some(function(&name, node, list, body))
}

/// `.create-or-alter function with (docstring = "…") Name(a: long) { … }`
pub(crate) fn command_function(command: SyntaxNode<'_>) -> Result<Option<Function>, SchemaError> {
    let Some(body) = command.child(NodeKind::FunctionBody) else {
        return Ok(None);
    };
    let tokens = || {
        let before = move |it: &SyntaxToken<'_>| it.text_range().end() <= body.text_range().start();
        let tokens = command.tokens().take_while(before);
        tokens.filter(|it| !it.kind().is_trivia())
    };
    let is_function = tokens().any(|it| it.text().eq_ignore_ascii_case("function"));
    let Some((name, list)) = name_and_list(tokens()).filter(|_| is_function) else {
        return Ok(None);
    };
    let mut function = function(&name, command, list, body)?;
    function.description = docstring(&mut tokens());
    Ok(Some(function))
}

/// The name before the last brackets, and those brackets.
fn name_and_list<'t>(tokens: impl Iterator<Item = SyntaxToken<'t>>) -> Option<(String, TextRange)> {
    let mut depth = 0usize;
    let mut open: Option<(Option<String>, TextRange)> = None;
    let mut found = None;
    let mut name = None;
    for token in tokens {
        match token.kind() {
            TokenKind::LParen => {
                if depth == 0 {
                    open = Some((name.take(), token.text_range()));
                }
                depth += 1;
            }
            TokenKind::RParen => {
                depth = depth.checked_sub(1)?;
                if depth == 0
                    && let Some((Some(name), start)) = open.take()
                {
                    found = Some((name, start.cover(token.text_range())));
                }
            }
            TokenKind::RBracket | TokenKind::LBracket => {}
            TokenKind::StringLiteral => name = string_value(token.text()).map(Into::into),
            _ => name = Some(token.text().to_owned()),
        }
    }
    found
}

fn function(
    name: &str,
    node: SyntaxNode<'_>,
    list: TextRange,
    body: SyntaxNode<'_>,
) -> Result<Function, SchemaError> {
    let text = node.tree().text();
    let parameters_text = text.get(std::ops::Range::<usize>::from(list));
    let declared = read_parameters(parameters_text.unwrap_or_default()).map_err(|error| {
        let at = usize::from(list.start() + error.range.start());
        SchemaError::new(at, error.message)
    })?;
    let body = body.text().trim();
    let body = body.strip_prefix('{').unwrap_or(body);
    let body = body.strip_suffix('}').unwrap_or(body);
    Ok(Function {
        name: name.to_owned(),
        parameters: Some(parameters(declared)),
        body: Some(body.trim().to_owned()),
        ..Function::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Function> {
        let source = ImportSource {
            name: "Saved.kql",
            table: "Saved",
        };
        read_functions(text, source).unwrap()
    }

    #[test]
    fn commands_are_read() {
        let text = ".create-or-alter function with (folder='x', docstring=\"Jobs since then\") \
                    ['Recent Jobs'](since: datetime, n: int = 10) {\n  Jobs | take n\n}\n\n\
                    .create function Other() { print 1 }\n";
        let functions = read(text);
        let names: Vec<_> = functions.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Recent Jobs", "Other"]);
        assert_eq!(functions[0].description.as_deref(), Some("Jobs since then"));
        assert_eq!(functions[0].parameters.as_ref().unwrap().len(), 2);
        assert_eq!(functions[0].body.as_deref(), Some("Jobs | take n"));
        assert_eq!(functions[1].parameters.as_deref(), Some([].as_slice()));
    }

    fn read_yaml(text: &str) -> Result<Vec<Function>, SchemaError> {
        let source = ImportSource {
            name: "Jobs.yaml",
            table: "Jobs",
        };
        read_functions(text, source)
    }

    #[test]
    fn parsers_are_read() {
        let text = "Parser:\n  Title: Jobs\nParserName: vimJobs\nParserParams:\n  - Name: since\n    Type: datetime\n    Default: datetime(null)\n  - Name: kind\n    Type: string\n    Default: '*'\n  - Name: disabled\n    Type: bool\n    Default: false\nParserQuery: |\n  Jobs\n  | where not(disabled)\n";
        let functions = read_yaml(text).unwrap();
        assert_eq!(functions[0].name, "vimJobs");
        assert_eq!(
            functions[0].body.as_deref(),
            Some("Jobs\n| where not(disabled)")
        );
        let parameters = functions[0].parameters.as_deref().unwrap();
        let defaults: Vec<_> = parameters.iter().map(|it| it.default.as_deref()).collect();
        assert_eq!(
            defaults,
            [Some("datetime(null)"), Some("'*'"), Some("false")]
        );
    }

    #[test]
    fn functions_of_solutions_are_read() {
        let text = "Function:\n  Title: Jobs\nFunctionName: Jobs_All\nFunctionAlias: JobsAll\nFunctionQuery: |\n  Jobs | take 1\n---\nFunctionName: Recent\nFunctionParameters: 'since: datetime = datetime(null), R: (*)'\nFunctionQuery: R\n";
        let functions = read_yaml(text).unwrap();
        let names: Vec<_> = functions.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["JobsAll", "Recent"]);
        assert_eq!(functions[1].parameters.as_ref().unwrap().len(), 2);
    }

    #[test]
    fn what_lacks_in_yaml_is_named_at_its_place() {
        let message = |text: &str| read_yaml(text).unwrap_err().message;
        assert_eq!(
            message("name: a\nquery: T"),
            "expected a text under `ParserName` or `FunctionAlias` or `FunctionName`"
        );
        assert_eq!(message(""), "there is no function in the file");
        let text = "ParserName: é\nParserQuery: T\nParserParams:\n  - Name: a\n    Type: lon\n";
        let error = read_yaml(text).unwrap_err();
        assert_eq!(error.message, "`ParserParams`: `lon` is not a type");
        assert_eq!(&text[error.at..error.at + 7], "Name: a");
        assert!(message("a: [").starts_with("YAML cannot be read"));
        let deep = format!("a: {}{}", "[".repeat(200), "]".repeat(200));
        assert_eq!(message(&deep), "this is nested too deeply");
        assert!(read_yaml(&format!("a: {}", "[".repeat(100_000))).is_err());
    }

    #[test]
    fn lets_are_read() {
        let functions = read("// Two\nlet A = (x: long) { print x };\nlet B = () { print 2 };");
        let names: Vec<_> = functions.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["A", "B"]);
    }

    #[test]
    fn any_other_query_is_a_body() {
        let text = "let a = (x: long) { print x };\na(1)";
        let functions = read(text);
        assert_eq!(functions.len(), 1);
        assert_eq!(functions[0].name, "Saved");
        assert_eq!(functions[0].body.as_deref(), Some(text));
        assert_eq!(functions[0].parameters, None);
    }

    #[test]
    fn wrong_parameters_are_named_at_their_place() {
        let text = ".create function F(x: lon) { print x }";
        let source = ImportSource {
            name: "F.kql",
            table: "F",
        };
        let error = read_functions(text, source).unwrap_err();
        assert_eq!(&text[error.at..error.at + 3], "lon");
        assert_eq!(error.message, "`lon` is not a type");
    }
}
