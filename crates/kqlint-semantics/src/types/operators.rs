//! What operators take and yield.

use kqlint_catalog::ScalarType as S;

use super::conversion::{is_number, is_string_or_dynamic, is_summable, is_wider, promoted};
use crate::ty::Type;

/// An operator between two values that computes a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// What `left op right` yields; `None` when it isn't defined.
/// Where one side isn't known, the result is what the other side leaves open.
pub(crate) fn arithmetic(op: Arithmetic, left: Type, right: Type) -> Option<Type> {
    if left.is_unknown() || right.is_unknown() {
        return Some(half_known(op, left, right));
    }
    if is_number(left) && is_number(right) {
        return Some(widest(left, right));
    }
    if left.is_dynamic() || right.is_dynamic() {
        return with_dynamic(op, left, right);
    }
    temporal(op, left, right)
}

/// What is certain although one side isn't known.
fn half_known(op: Arithmetic, left: Type, right: Type) -> Type {
    use Arithmetic as A;
    match (op, left, right) {
        (A::Add | A::Subtract | A::Divide | A::Modulo, number, _) if is_number(number) => {
            promoted(number)
        }
        (A::Add | A::Multiply, Type::TIMESPAN, _) | (A::Add | A::Multiply, _, Type::TIMESPAN) => {
            Type::TIMESPAN
        }
        (A::Add, Type::DATETIME, _) | (A::Add, _, Type::DATETIME) => Type::DATETIME,
        (A::Divide, _, Type::TIMESPAN) => Type::REAL,
        _ => Type::Unknown,
    }
}

fn widest(left: Type, right: Type) -> Type {
    let wide = match (left, right) {
        (Type::Scalar(a), Type::Scalar(b)) if is_wider(b, a) => right,
        _ => left,
    };
    promoted(wide)
}

fn temporal(op: Arithmetic, left: Type, right: Type) -> Option<Type> {
    use Arithmetic as A;
    const TIME: Type = Type::TIMESPAN;
    const DATE: Type = Type::DATETIME;
    let result = match (op, left, right) {
        (A::Add | A::Subtract | A::Multiply | A::Modulo, TIME, TIME) => TIME,
        (A::Divide, TIME, TIME) => Type::REAL,
        (A::Add, DATE, DATE | TIME) | (A::Add | A::Subtract, TIME, DATE) => DATE,
        (A::Subtract | A::Modulo, DATE, DATE) => TIME,
        (A::Subtract, DATE, TIME) => DATE,
        (A::Divide, DATE, DATE | TIME) => Type::REAL,
        (A::Modulo, DATE, TIME) => TIME,
        (A::Multiply | A::Divide | A::Modulo, TIME, number) if is_number(number) => TIME,
        (A::Multiply | A::Divide | A::Modulo, DATE, number) if is_number(number) => DATE,
        (A::Multiply, number, TIME) if is_number(number) => TIME,
        (A::Multiply, number, DATE) if is_number(number) => DATE,
        _ => return None,
    };
    Some(result)
}

fn with_dynamic(op: Arithmetic, left: Type, right: Type) -> Option<Type> {
    if left.is_dynamic() && right.is_dynamic() {
        return Some(Type::DYNAMIC);
    }
    let other = if left.is_dynamic() { right } else { left };
    let takes_time = matches!(op, Arithmetic::Add | Arithmetic::Subtract);
    if op == Arithmetic::Subtract && other == Type::DATETIME {
        return Some(Type::TIMESPAN);
    }
    if is_number(other) || (takes_time && is_summable(other)) {
        return Some(promoted(other));
    }
    None
}

/// Whether `left < right` and its like are defined.
pub(crate) fn is_ordered_comparison(left: Type, right: Type) -> bool {
    if left.is_unknown() || right.is_unknown() {
        return true;
    }
    let number_or_bool = |ty| is_number(ty) || ty == Type::BOOL;
    (number_or_bool(left) && number_or_bool(right))
        || (left == right && matches!(left, Type::TIMESPAN | Type::DATETIME))
        || (left.is_dynamic() && (right.is_dynamic() || is_number(right)))
        || (is_number(left) && right.is_dynamic())
}

/// Whether `left and right` is defined.
pub(crate) fn is_logical_operand(ty: Type) -> bool {
    ty.is_unknown() || ty == Type::BOOL || ty.is_dynamic()
}

/// Whether `left has right` and its like are defined.
pub(crate) fn is_text_search(left: Type, right: Type) -> bool {
    let text = |ty: Type| ty.is_unknown() || is_string_or_dynamic(ty);
    text(left) && (right.is_unknown() || right == Type::STRING || right == Type::DYNAMIC)
}

/// Whether `left =~ right` and its like are defined.
pub(crate) fn is_text_comparison(left: Type, right: Type) -> bool {
    let text = |ty: Type| ty.is_unknown() || is_string_or_dynamic(ty);
    text(left) && text(right)
}

/// Whether `value between (low .. high)` is defined.
pub(crate) fn is_between(value: Type, low: Type, high: Type) -> bool {
    let types = [value, low, high];
    if types.iter().any(|it| it.is_unknown()) || types.iter().all(|it| is_number(*it)) {
        return true;
    }
    if is_summable(value) && low == value && high == value {
        return true;
    }
    if types == [Type::DATETIME, Type::DATETIME, Type::TIMESPAN] {
        return true;
    }
    let one_dynamic =
        (is_number(value) && low.is_dynamic()) || (value.is_dynamic() && is_number(low));
    one_dynamic && low == high
}

/// Whether `-value` is defined, and what it yields.
pub(crate) fn negated(ty: Type, is_constant: bool) -> Option<Type> {
    match ty {
        Type::Scalar(S::Int) if !is_constant => Some(Type::LONG),
        _ if ty.is_unknown() || is_summable(ty) || ty.is_dynamic() => Some(ty),
        _ => None,
    }
}
