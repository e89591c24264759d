//! Arithmetic on constants: `2 * 1d`, `now() - 1h`.

use crate::{constant::ConstantData as C, types::operators::Arithmetic as A};

/// `left op right`, where it can be computed.
pub(crate) fn compute(op: A, left: C, right: C) -> Option<C> {
    match (op, left, right) {
        (A::Add, C::Long(a), C::Long(b)) => a.checked_add(b).map(C::Long),
        (A::Subtract, C::Long(a), C::Long(b)) => a.checked_sub(b).map(C::Long),
        (A::Multiply, C::Long(a), C::Long(b)) => a.checked_mul(b).map(C::Long),
        (A::Divide, C::Long(a), C::Long(b)) => a.checked_div(b).map(C::Long),
        (A::Modulo, C::Long(a), C::Long(b)) => a.checked_rem_euclid(b).map(C::Long),
        (A::Add, C::TimeSpan(a), C::TimeSpan(b)) => a.checked_add(b).map(C::TimeSpan),
        (A::Subtract, C::TimeSpan(a), C::TimeSpan(b)) => a.checked_sub(b).map(C::TimeSpan),
        (A::Multiply, C::TimeSpan(a), C::Long(b)) | (A::Multiply, C::Long(b), C::TimeSpan(a)) => {
            a.checked_mul(b).map(C::TimeSpan)
        }
        (A::Multiply, C::TimeSpan(a), C::Real(b)) | (A::Multiply, C::Real(b), C::TimeSpan(a)) => {
            scaled(a, b)
        }
        (A::Divide, C::TimeSpan(a), C::Long(b)) => a.checked_div(b).map(C::TimeSpan),
        (A::Divide, C::TimeSpan(a), C::Real(b)) => scaled(a, 1.0 / b),
        (A::Divide, C::TimeSpan(a), C::TimeSpan(b)) if b != 0 => Some(C::Real(a as f64 / b as f64)),
        _ => moved(op, left, right).or_else(|| real(op, left, right)),
    }
}

/// `-value`
pub(crate) fn negate(value: C) -> Option<C> {
    match value {
        C::Long(value) => value.checked_neg().map(C::Long),
        C::Real(value) => Some(C::Real(-value)),
        C::TimeSpan(value) => value.checked_neg().map(C::TimeSpan),
        _ => None,
    }
}

/// A point in time moved by a span, or the span between two.
fn moved(op: A, left: C, right: C) -> Option<C> {
    match (op, left, right) {
        (A::Add, C::DateTime(a), C::TimeSpan(b)) | (A::Add, C::TimeSpan(b), C::DateTime(a)) => {
            a.checked_add(b).map(C::DateTime)
        }
        (A::Subtract, C::DateTime(a), C::TimeSpan(b)) => a.checked_sub(b).map(C::DateTime),
        (A::Subtract, C::DateTime(a), C::DateTime(b)) => a.checked_sub(b).map(C::TimeSpan),
        (A::Add, C::RelativeTime(a), C::TimeSpan(b))
        | (A::Add, C::TimeSpan(b), C::RelativeTime(a)) => a.checked_add(b).map(C::RelativeTime),
        (A::Subtract, C::RelativeTime(a), C::TimeSpan(b)) => a.checked_sub(b).map(C::RelativeTime),
        (A::Subtract, C::RelativeTime(a), C::RelativeTime(b)) => a.checked_sub(b).map(C::TimeSpan),
        _ => None,
    }
}

fn real(op: A, left: C, right: C) -> Option<C> {
    let number = |value| match value {
        C::Long(value) => Some(value as f64),
        C::Real(value) => Some(value),
        _ => None,
    };
    let (a, b) = (number(left)?, number(right)?);
    let value = match op {
        A::Add => a + b,
        A::Subtract => a - b,
        A::Multiply => a * b,
        A::Divide => a / b,
        A::Modulo => a % b,
    };
    value.is_finite().then_some(C::Real(value))
}

fn scaled(ticks: i64, factor: f64) -> Option<C> {
    let value = (ticks as f64 * factor).round();
    (value.abs() < i64::MAX as f64).then_some(C::TimeSpan(value as i64))
}
