//! What is known before a query runs.

use kqlint_semantics::Constant;
use kqlint_syntax::{NodeKind, ast::AstNode, ast::NamedExpression};

use crate::analyzed;

const DAY: i64 = 864_000_000_000;

/// The value of `x` in `print x = …`, with `let`s before it.
#[track_caller]
fn check(text: &str, expected: Option<Constant<'_>>) {
    let (tree, model) = analyzed(text);
    let named = tree
        .root()
        .descendants()
        .filter(|it| it.kind() == NodeKind::NamedExpression)
        .filter_map(NamedExpression::cast)
        .last()
        .expect("a named expression");
    let value = named.value().expect("a value").syntax();
    assert_eq!(model.constant(value.id()), expected, "{text}");
}

#[test]
fn literals() {
    check("print x = 5", Some(Constant::Long(5)));
    check("print x = 0x10", Some(Constant::Long(16)));
    check("print x = -1.5", Some(Constant::Real(-1.5)));
    check("print x = true", Some(Constant::Bool(true)));
    check("print x = 'a' 'b'", Some(Constant::String("ab")));
    check("print x = 2d", Some(Constant::TimeSpan(2 * DAY)));
    check(
        "print x = timespan(1.12:00:00)",
        Some(Constant::TimeSpan(DAY * 3 / 2)),
    );
    check(
        "print x = datetime(0001-01-02)",
        Some(Constant::DateTime(DAY)),
    );
}

#[test]
fn arithmetic() {
    check(
        "print x = 2 * 1d + 12h",
        Some(Constant::TimeSpan(DAY * 5 / 2)),
    );
    check("print x = 1d / 2", Some(Constant::TimeSpan(DAY / 2)));
    check("print x = 7 / 2", Some(Constant::Long(3)));
    check("print x = 1 / 0", None);
    check("print x = 9223372036854775807 + 1", None);
}

#[test]
fn relative_times() {
    check("print x = now()", Some(Constant::RelativeTime(0)));
    check("print x = ago(5d)", Some(Constant::RelativeTime(-5 * DAY)));
    check("print x = now() - 1d", Some(Constant::RelativeTime(-DAY)));
    check("print x = now(-1d)", Some(Constant::RelativeTime(-DAY)));
    check(
        "print x = datetime_add('day', -7, now())",
        Some(Constant::RelativeTime(-7 * DAY)),
    );
    check(
        "print x = todatetime('0001-01-02')",
        Some(Constant::DateTime(DAY)),
    );
}

#[test]
fn through_let() {
    check(
        "let back = 4d; print x = ago(back)",
        Some(Constant::RelativeTime(-4 * DAY)),
    );
    check(
        "let days = 3; let back = days * 1d; print x = ago(back)",
        Some(Constant::RelativeTime(-3 * DAY)),
    );
    check("let f = () { 5 }; print x = f()", None);
}

#[test]
fn parameters_may_have_any_value() {
    check("let f = (n: long = 5) { print x = n }; f(6)", None);
    check("declare query_parameters(n: long = 5); print x = n", None);
}

#[test]
fn lists() {
    let (tree, model) = analyzed("let names = dynamic(['a', 'b']); T | where Name in (names)");
    let reference = tree
        .root()
        .descendants()
        .filter(|it| it.text() == "names" && it.kind() == NodeKind::NameReference)
        .last()
        .expect("a reference");
    let Some(Constant::List(list)) = model.constant(reference.id()) else {
        panic!("no list");
    };
    let elements: Vec<_> = list.elements().collect();
    assert_eq!(elements, [Constant::String("a"), Constant::String("b")]);
}

#[test]
fn columns_are_not_constant() {
    check("T | extend x = Size + 1", None);
    check("T | extend x = rand()", None);
}
