//! Which signature of a function a call means.

use std::cell::LazyCell;

use kqlint_catalog::{ArgumentKind, Function, Parameter, ParameterKind, ScalarType, Signature};
use kqlint_syntax::ast::LiteralExpression;

use super::{call::Argument, layout::Layout};
use crate::{
    binder::Binder,
    ty::Type,
    types::conversion::{
        Conversion, common_of, is_assignable, is_integer, is_number, is_orderable,
        is_string_or_dynamic, is_summable,
    },
};

/// How well an argument fits, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    No,
    Unknown,
    Dynamic,
    Promoted,
    NotType,
    OneOfMany,
    Scalar,
    Summable,
    Orderable,
    Number,
    Integer,
    Tabular,
    Exact,
}

impl Match {
    /// How well an argument fits that is what a kind of parameters takes.
    const fn of_kind(kind: ParameterKind) -> Self {
        match kind {
            ParameterKind::NotDynamic | ParameterKind::NotRealOrBool => Self::NotType,
            ParameterKind::Scalar => Self::Scalar,
            ParameterKind::Summable => Self::Summable,
            ParameterKind::Orderable => Self::Orderable,
            ParameterKind::Number | ParameterKind::NumberOrBool => Self::Number,
            ParameterKind::Integer => Self::Integer,
            ParameterKind::Tabular => Self::Tabular,
            _ => Self::OneOfMany,
        }
    }
}

impl<'t> Binder<'t, '_> {
    /// The signature that fits best; all of them when several do equally well.
    pub(crate) fn best_signature<'c>(
        &self,
        function: Function<'c>,
        arguments: &[Argument<'t>],
    ) -> Result<Layout<'c>, Vec<Layout<'c>>> {
        let count = arguments.len();
        let takes = |it: &Signature<'_>| (it.min_arguments()..=it.max_arguments()).contains(&count);
        let mut best = self.best_of(function.signatures().filter(takes), arguments);
        if best.is_empty() {
            best = self.best_of(closest(function), arguments);
        }
        match best.len() {
            1 => best.pop().ok_or(best),
            _ => Err(best),
        }
    }

    /// Those of some signatures that fit best.
    fn best_of<'c>(
        &self,
        candidates: impl Iterator<Item = Signature<'c>>,
        arguments: &[Argument<'t>],
    ) -> Vec<Layout<'c>> {
        let mut best: Vec<Layout<'c>> = Vec::new();
        let mut best_score = None;
        for signature in candidates {
            let layout = Layout::new(signature, arguments.len());
            let score = Some(self.score(&layout, arguments));
            if score > best_score {
                best.clear();
                best_score = score;
            }
            if score == best_score {
                best.push(layout);
            }
        }
        best
    }

    /// How many arguments fit, then how well the worst and the best do.
    fn score(&self, layout: &Layout<'_>, arguments: &[Argument<'t>]) -> (usize, Match, Match) {
        let common = LazyCell::new(|| layout.common_type(arguments, false));
        let (mut count, mut worst, mut best) = (0, Match::Exact, Match::No);
        for (at, argument) in arguments.iter().enumerate() {
            let fit = match layout.parameter(at) {
                Some(parameter) => self.fit(parameter, argument, || *common),
                None => Match::No,
            };
            count += usize::from(fit != Match::No);
            worst = worst.min(fit);
            best = best.max(fit);
        }
        (count, worst, best)
    }

    fn fit(
        &self,
        parameter: Parameter<'_>,
        argument: &Argument<'t>,
        common: impl Fn() -> Option<Type>,
    ) -> Match {
        let ty = argument.value.ty;
        let is_star_only = parameter.argument() == ArgumentKind::StarOnly;
        if argument.is_star() {
            let takes_star = is_star_only || parameter.argument() == ArgumentKind::StarAllowed;
            return if takes_star { Match::Exact } else { Match::No };
        }
        if is_star_only {
            return Match::No;
        }
        if ty.is_unknown() {
            return Match::Unknown;
        }
        if self.is_default(parameter, argument) {
            return Match::Exact;
        }
        match parameter.kind() {
            ParameterKind::Declared => declared_fit(parameter, ty),
            kind if kind.is_common() => match common() {
                Some(common) if is_assignable(common, ty, Conversion::None) => Match::Exact,
                Some(common) if is_assignable(common, ty, Conversion::Promotable) => {
                    Match::Promoted
                }
                Some(common) if is_assignable(common, ty, Conversion::Dynamic) => Match::Dynamic,
                Some(_) if ty.is_dynamic() => Match::Exact,
                _ => Match::No,
            },
            ParameterKind::Any => Match::Unknown,
            kind if takes(kind, ty) => Match::of_kind(kind),
            _ => Match::No,
        }
    }

    /// Whether an argument is the sign for the default: `~`.
    pub(super) fn is_default(&self, parameter: Parameter<'_>, argument: &Argument<'t>) -> bool {
        let Some(sign) = parameter.default() else {
            return false;
        };
        use kqlint_syntax::ast::AstNode;
        let literal = LiteralExpression::cast(argument.node);
        literal
            .and_then(|it| it.string_value())
            .is_some_and(|it| it == sign)
    }
}

/// The signatures whose number of arguments comes nearest from below.
fn closest<'c>(function: Function<'c>) -> impl Iterator<Item = Signature<'c>> {
    let most = function.signatures().map(|it| it.max_arguments()).max();
    let most = most.unwrap_or(0);
    function
        .signatures()
        .filter(move |it| it.max_arguments() == most)
}

pub(super) fn declared_fit(parameter: Parameter<'_>, ty: Type) -> Match {
    if parameter.takes_type() {
        return Match::Exact;
    }
    let exact = match parameter.type_count() {
        1 => Match::Exact,
        _ => Match::OneOfMany,
    };
    if matches!(ty, Type::Scalar(ty) if parameter.takes(ty)) {
        return exact;
    }
    let all = |conversion| {
        parameter
            .types()
            .any(|it| is_assignable(it.into(), ty, conversion))
    };
    if all(Conversion::None) {
        return exact;
    }
    if all(Conversion::Promotable) {
        return Match::Promoted;
    }
    Match::No
}

/// Whether values of a type are what a kind of parameters takes.
pub(super) fn takes(kind: ParameterKind, ty: Type) -> bool {
    let dynamic_of = |inner| ty == Type::Dynamic(inner);
    match kind {
        ParameterKind::Scalar => ty.is_scalar(),
        ParameterKind::Number => is_number(ty),
        ParameterKind::NumberOrBool => is_number(ty) || ty == Type::BOOL,
        ParameterKind::Integer => is_integer(ty),
        ParameterKind::Summable => is_summable(ty),
        ParameterKind::Orderable => is_orderable(ty),
        ParameterKind::NotDynamic => ty.is_scalar() && !ty.is_dynamic(),
        ParameterKind::NotRealOrBool => ty.is_scalar() && ty != Type::REAL && ty != Type::BOOL,
        ParameterKind::DynamicArray => ty == Type::DYNAMIC || matches!(ty, Type::Array(_)),
        ParameterKind::DynamicBag => ty == Type::DYNAMIC || ty == Type::Bag,
        ParameterKind::StringOrDynamic => is_string_or_dynamic(ty),
        ParameterKind::StringOrArray => {
            ty == Type::STRING
                || dynamic_of(ScalarType::String)
                || ty == Type::DYNAMIC
                || matches!(ty, Type::Array(ScalarType::String | ScalarType::Dynamic))
        }
        ParameterKind::IntegerOrArray => {
            is_integer(ty)
                || dynamic_of(ScalarType::Long)
                || ty == Type::DYNAMIC
                || matches!(ty, Type::Array(ScalarType::Long | ScalarType::Dynamic))
        }
        ParameterKind::Tabular => ty == Type::Table,
        ParameterKind::Declared
        | ParameterKind::CommonScalar
        | ParameterKind::CommonOrderable
        | ParameterKind::CommonScalarOrDynamic
        | ParameterKind::Any => true,
    }
}

/// What all of the types have in common, as `iff` and its like find it.
pub(crate) fn common_type(types: impl IntoIterator<Item = Type>) -> Type {
    common_of(types, Conversion::Promotable).unwrap_or(Type::Unknown)
}
