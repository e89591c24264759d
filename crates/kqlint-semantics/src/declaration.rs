//! Declarations of tables and parameters outside of a query, written as a query
//! writes them: `Jobs(Start: datetime, ['my name']: string)`.

use kqlint_catalog::ScalarType;
use kqlint_syntax::{
    NodeKind, SyntaxNode, TextRange, TextSize,
    ast::{AstNode, FunctionParameter, NameAndTypeDeclaration},
};

use crate::options::DeclaredTable;

/// Why a declaration can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationError {
    /// Where in the text that was read.
    pub range: TextRange,
    /// What is wrong there.
    pub message: String,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredParameter {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: DeclaredType,
    /// The default value, as it is written.
    pub default: Option<String>,
}

/// The type of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclaredType {
    /// A value.
    Scalar(ScalarType),
    /// Rows with at least these columns; none for `(*)`.
    Rows(Vec<(String, ScalarType)>),
}

impl DeclaredTable {
    /// Reads `Jobs(Start: datetime, Name: string)`; `Jobs(*)` is a table of which no
    /// column is known.
    ///
    /// # Errors
    ///
    /// When the text is something else, or names an unknown type.
    ///
    /// ```
    /// use kqlint_semantics::DeclaredTable;
    ///
    /// let table = DeclaredTable::read("Jobs(Start: datetime, Name: string)").expect("a table");
    /// assert_eq!((table.name.as_str(), table.columns.len()), ("Jobs", 2));
    /// let error = DeclaredTable::read("Jobs(Start: date time)").expect_err("no table");
    /// assert!(usize::from(error.range.start()) > 12);
    /// ```
    pub fn read(text: &str) -> Result<Self, DeclarationError> {
        let name_end = name_end(text);
        let (name, columns) = text.split_at(name_end);
        if name.trim().is_empty() || !columns.starts_with('(') {
            let end = TextSize::of(text);
            return Err(DeclarationError {
                range: TextRange::new(TextSize::of(name.trim_end()), end),
                message: "expected `Name(column: type, …)`".to_owned(),
            });
        }
        // A table is declared as a parameter that takes rows is.
        let parameters = read(&["(", name, ":", columns, ")"], &[1, 3], text)?;
        match parameters.into_iter().next() {
            Some(DeclaredParameter {
                name,
                ty: DeclaredType::Rows(columns),
                ..
            }) => Ok(Self {
                is_open: columns.is_empty(),
                name,
                columns,
            }),
            _ => Err(DeclarationError {
                range: TextRange::up_to(TextSize::of(text)),
                message: "expected `Name(column: type, …)`".to_owned(),
            }),
        }
    }
}

/// Reads a list of parameters in brackets: `(since: datetime, n: long = 10)`.
///
/// # Errors
///
/// When the text is something else, or names an unknown type.
pub fn read_parameters(text: &str) -> Result<Vec<DeclaredParameter>, DeclarationError> {
    read(&[text], &[0], text)
}

/// Where the name of a table ends that columns in brackets follow.
fn name_end(text: &str) -> usize {
    let quoted = text
        .strip_prefix(['[', '"', '\''])
        .and_then(|rest| rest.chars().next().filter(|it| matches!(it, '"' | '\'')))
        .and_then(|quote| Some(text.get(2..)?.find(quote)? + 2));
    let from = quoted.unwrap_or(0);
    let rest = text.get(from..).unwrap_or_default();
    rest.find('(').map_or(text.len(), |at| from + at)
}

/// Reads parameters from pieces; those numbered in `own` are the user's.
fn read(
    pieces: &[&str],
    own: &[usize],
    text: &str,
) -> Result<Vec<DeclaredParameter>, DeclarationError> {
    const BEFORE: &str = "let f = ";
    let source = format!("{BEFORE}{}{{1}}", pieces.concat());
    let to_own = |offset: TextSize| {
        let mut start = BEFORE.len();
        let mut end_of_own = 0usize;
        for (at, piece) in pieces.iter().enumerate() {
            let within = usize::from(offset).saturating_sub(start);
            if own.contains(&at) {
                if within <= piece.len() {
                    return TextSize::from((end_of_own + within) as u32);
                }
                end_of_own += piece.len();
            }
            start += piece.len();
        }
        TextSize::of(text)
    };
    let to_own = |range: TextRange| {
        let (start, end) = (to_own(range.start()), to_own(range.end()));
        TextRange::new(start, end.max(start))
    };
    let tree = kqlint_syntax::parse(&source);
    if let Some(error) = tree.errors().first() {
        return Err(DeclarationError {
            range: to_own(error.range),
            message: error.message(&tree),
        });
    }
    let nodes = tree.root().descendants();
    let parameters = nodes.filter_map(FunctionParameter::cast).map(|it| {
        parameter(it).ok_or_else(|| DeclarationError {
            range: to_own(it.syntax().text_range()),
            message: "expected `name: type`".to_owned(),
        })
    });
    parameters.collect()
}

fn parameter(node: FunctionParameter<'_>) -> Option<DeclaredParameter> {
    let declaration = node.name_and_type_declaration()?;
    let default = node.syntax().child(NodeKind::DefaultValue);
    let ty = match declaration.schema_type() {
        Some(schema) => {
            let columns = schema.syntax().children().map(column);
            DeclaredType::Rows(columns.collect::<Option<_>>()?)
        }
        None => DeclaredType::Scalar(column(declaration.syntax())?.1),
    };
    Some(DeclaredParameter {
        name: declaration.name()?.name()?.into_owned(),
        ty,
        default: default.and_then(|it| Some(it.children().next()?.text().to_owned())),
    })
}

fn column(node: SyntaxNode<'_>) -> Option<(String, ScalarType)> {
    let declaration = NameAndTypeDeclaration::cast(node)?;
    let name = declaration.name()?.name()?.into_owned();
    let ty = ScalarType::from_name(declaration.type_name()?.syntax().text())?;
    Some((name, ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fails(text: &str, at: &str, message: &str) {
        let error = DeclaredTable::read(text).unwrap_err();
        let range: std::ops::Range<usize> = error.range.into();
        assert_eq!((&text[range], error.message.as_str()), (at, message));
    }

    #[test]
    fn tables_are_read() {
        let table = DeclaredTable::read("['my (table)'] ( ['a b'] : long, c:string )").unwrap();
        assert_eq!(table.name, "my (table)");
        let expected = [("a b", ScalarType::Long), ("c", ScalarType::String)];
        assert_eq!(
            table.columns,
            expected.map(|(name, ty)| (name.to_owned(), ty))
        );
        assert!(DeclaredTable::read("T(*)").unwrap().is_open);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        fails("", "", "expected `Name(column: type, …)`");
        fails("Jobs Start", "", "expected `Name(column: type, …)`");
        fails("Jobs(a: strin)", "strin", "`strin` is not a type");
    }

    #[test]
    fn parameters_are_read() {
        let parameters = read_parameters("(since: datetime, n: int = 10, T: (*))").unwrap();
        let names: Vec<_> = parameters.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["since", "n", "T"]);
        assert_eq!(parameters[1].default.as_deref(), Some("10"));
        assert_eq!(parameters[2].ty, DeclaredType::Rows(Vec::new()));
        assert!(read_parameters("()").unwrap().is_empty());
        assert!(read_parameters("nonsense").is_err());
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in [
            "T(",
            "T(a",
            "T(a:",
            "[",
            "['",
            "['x",
            "(",
            "T(a: long",
            "ä(ö: long)",
            "T(a: long){",
        ] {
            let _ = DeclaredTable::read(text);
            let _ = read_parameters(text);
        }
    }
}
