//! What is said about values of wrong types.

use kqlint_semantics::{Expected, Problem, ProblemKind, Type};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{context::quoted, query::call_name};

/// What is wrong, where the problem is about types.
pub(crate) fn message(node: Option<SyntaxNode<'_>>, problem: &Problem) -> Option<String> {
    Some(match &problem.kind {
        ProblemKind::OperandTypes { operator, left, .. }
            if node.is_some_and(|it| it.kind() == NodeKind::UnaryExpression) =>
        {
            format!("{} can't work with {}", quoted(operator), article(*left))
        }
        ProblemKind::OperandTypes {
            operator,
            left,
            right,
        } => format!(
            "{} can't work with {} and {}",
            quoted(operator),
            article(*left),
            article(*right)
        ),
        ProblemKind::ArgumentTypes { function, types } => {
            let types: Vec<String> = types.iter().map(|ty| article(*ty)).collect();
            format!("`{function}()` can't work with {}", types.join(" and "))
        }
        ProblemKind::TypeMismatch {
            expected: Expected::Declared,
            found,
        } => {
            let function = node?.ancestors().skip(1).find_map(call_name)?;
            format!("`{function}()` takes no {} here", found.name())
        }
        ProblemKind::TypeMismatch {
            expected: Expected::NotDynamic,
            found,
        } => format!("{} value can't be {}", article(*found), place(node?)),
        ProblemKind::TypeMismatch { expected, found } => {
            let found = match (expected, found) {
                (_, found) if found.is_unknown() => "something else".to_owned(),
                (Expected::DynamicArray | Expected::DynamicBag, found) => held(*found),
                (_, found) => article(*found),
            };
            format!("expected {}, found {found}", wanted(*expected)?)
        }
        ProblemKind::NoCommonType => "expected values of one type".to_owned(),
        ProblemKind::NotAnInterval { step, axis } => {
            format!("{} can't step over {}", article(*step), article(*axis))
        }
        _ => return None,
    })
}

/// What a value of another type than the wanted ones would be.
fn place(node: SyntaxNode<'_>) -> String {
    for around in node.ancestors().skip(1) {
        return match around.kind() {
            NodeKind::FunctionCallExpression => {
                let name = call_name(around).unwrap_or_default();
                format!("an argument of `{name}()` here")
            }
            NodeKind::ByClause | NodeKind::SummarizeOperator => "a group key".to_owned(),
            NodeKind::DistinctOperator => "told apart by `distinct`".to_owned(),
            NodeKind::SortOperator | NodeKind::TopOperator => "sorted by".to_owned(),
            NodeKind::JoinOperator | NodeKind::LookupOperator => "the key of a join".to_owned(),
            NodeKind::PartitionOperator => "the key of a partition".to_owned(),
            NodeKind::PipeExpression => break,
            _ => continue,
        };
    }
    "used here".to_owned()
}

/// A type with its article: `a string`.
fn article(ty: Type) -> String {
    let name = ty.name();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// A type, where it matters what a dynamic value holds.
fn held(ty: Type) -> String {
    match ty {
        Type::Bag => "a property bag".to_owned(),
        Type::Array(_) => "a dynamic array".to_owned(),
        Type::Dynamic(held) => format!("a dynamic value that holds {}", article(held.into())),
        Type::DYNAMIC => "another dynamic value".to_owned(),
        other => article(other),
    }
}

fn wanted(expected: Expected) -> Option<String> {
    Some(match expected {
        Expected::Type(ty) => article(ty),
        Expected::Number => "a number".into(),
        Expected::Integer => "a whole number".into(),
        Expected::Summable => "a number or a timespan".into(),
        Expected::StringOrDynamic => "a string or a dynamic value".into(),
        Expected::Orderable => "a value that can be put in order".into(),
        Expected::DynamicArray => "a dynamic array".into(),
        Expected::DynamicBag => "a dynamic property bag".into(),
        _ => return None,
    })
}
