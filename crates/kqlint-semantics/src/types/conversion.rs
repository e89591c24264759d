//! Which types stand in for which, and what several have in common.

use kqlint_catalog::ScalarType as S;

use crate::ty::Type;

/// How far a value may be converted to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Conversion {
    /// Not at all.
    None,
    /// To a wider type: `int` to `long`.
    Promotable,
    /// Also to dynamic.
    Dynamic,
}

/// Whether every value of `narrow` is one of `wide`.
pub(crate) fn is_wider(wide: S, narrow: S) -> bool {
    match wide {
        S::Long => narrow == S::Int,
        S::Real => matches!(narrow, S::Int | S::Long),
        S::Decimal => matches!(narrow, S::Int | S::Long | S::Real),
        S::String => narrow == S::Dynamic,
        _ => false,
    }
}

fn is_promotable(source: Type, target: Type) -> bool {
    match (source, target) {
        (Type::Scalar(source), Type::Scalar(target)) if is_wider(target, source) => true,
        (Type::Bag | Type::Array(_), target) => target == Type::DYNAMIC,
        _ => false,
    }
}

/// Whether a value of `source` fits where `target` is wanted.
pub(crate) fn is_assignable(target: Type, source: Type, conversion: Conversion) -> bool {
    if target == source
        || (source.is_unknown() && target.is_scalar())
        || (target.is_unknown() && source.is_scalar())
    {
        return true;
    }
    match target {
        Type::Scalar(S::Dynamic) => {
            source.is_dynamic() || (source.is_scalar() && conversion >= Conversion::Dynamic)
        }
        Type::Array(wanted) => match source {
            Type::Array(found) => {
                (wanted == S::Dynamic && conversion != Conversion::None)
                    || is_assignable(found.into(), wanted.into(), conversion)
            }
            _ => false,
        },
        Type::Dynamic(wanted) => match source {
            Type::Dynamic(found) => is_assignable(wanted.into(), found.into(), conversion),
            _ => false,
        },
        Type::Scalar(_) => match conversion {
            Conversion::Promotable => is_promotable(source, target),
            Conversion::None | Conversion::Dynamic => false,
        },
        _ => false,
    }
}

/// The type that holds values of both; `None` when there is no such type.
pub(crate) fn common(a: Type, b: Type, conversion: Conversion) -> Option<Type> {
    if a == b {
        return Some(a);
    }
    if a.is_unknown() || b.is_unknown() {
        return Some(Type::Unknown);
    }
    if a == Type::DYNAMIC || b == Type::DYNAMIC {
        return Some(Type::DYNAMIC);
    }
    if conversion >= Conversion::Promotable {
        if is_promotable(a, b) {
            return Some(b);
        }
        if is_promotable(b, a) {
            return Some(a);
        }
    }
    match (a, b) {
        (Type::Array(_), Type::Array(_)) => Some(Type::Array(S::Dynamic)),
        (Type::Dynamic(a), Type::Dynamic(b)) => wrapped(a.into(), b.into(), conversion),
        (Type::Dynamic(a), Type::Scalar(_)) => wrapped(a.into(), b, conversion),
        (Type::Scalar(_), Type::Dynamic(b)) => wrapped(a, b.into(), conversion),
        _ if a.is_dynamic() && b.is_dynamic() => Some(Type::DYNAMIC),
        _ if a.is_scalar() && b.is_scalar() && conversion >= Conversion::Dynamic => {
            Some(Type::DYNAMIC)
        }
        _ => None,
    }
}

fn wrapped(a: Type, b: Type, conversion: Conversion) -> Option<Type> {
    match common(a, b, conversion) {
        Some(ty) => Some(dynamic_of(ty)),
        None => Some(Type::DYNAMIC),
    }
}

/// What all of them have in common; `None` when there is nothing, or no type.
pub(crate) fn common_of(
    types: impl IntoIterator<Item = Type>,
    conversion: Conversion,
) -> Option<Type> {
    let mut found = None;
    for ty in types {
        found = Some(match found {
            None => ty,
            Some(before) => common(before, ty, conversion)?,
        });
    }
    found
}

/// The dynamic value that holds a value of that type.
pub(crate) fn dynamic_of(ty: Type) -> Type {
    match ty {
        Type::Scalar(S::Int | S::Long) => Type::Dynamic(S::Long),
        Type::Scalar(
            inner @ (S::Bool | S::Real | S::DateTime | S::TimeSpan | S::Guid | S::String),
        ) => Type::Dynamic(inner),
        Type::Dynamic(_) | Type::Array(_) | Type::Bag => ty,
        _ => Type::DYNAMIC,
    }
}

/// The dynamic array of elements of that type.
pub(crate) fn array_of(ty: Type) -> Type {
    let element = match ty {
        Type::Dynamic(inner) | Type::Scalar(inner) => inner,
        _ => S::Dynamic,
    };
    match element {
        S::Int | S::Long => Type::Array(S::Long),
        S::Bool | S::Real | S::DateTime | S::TimeSpan | S::Guid | S::String => Type::Array(element),
        _ => Type::Array(S::Dynamic),
    }
}

/// `int` made `long`.
pub(crate) fn promoted(ty: Type) -> Type {
    if ty == Type::INT { Type::LONG } else { ty }
}

/// Whether values are whole numbers.
pub(crate) const fn is_integer(ty: Type) -> bool {
    matches!(ty, Type::Scalar(S::Int | S::Long))
}

/// Whether values are numbers.
pub(crate) const fn is_number(ty: Type) -> bool {
    matches!(ty, Type::Scalar(inner) if inner.is_numeric())
}

/// Whether values can be added up.
pub(crate) const fn is_summable(ty: Type) -> bool {
    is_number(ty) || matches!(ty, Type::Scalar(S::DateTime | S::TimeSpan))
}

/// Whether values have an order.
pub(crate) const fn is_orderable(ty: Type) -> bool {
    is_summable(ty) || matches!(ty, Type::Scalar(S::Bool | S::String))
}

/// Whether values are text or dynamic.
pub(crate) const fn is_string_or_dynamic(ty: Type) -> bool {
    matches!(ty, Type::Scalar(S::String)) || ty.is_dynamic()
}
