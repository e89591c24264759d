//! Whether the arguments of a call fit.

use std::cell::LazyCell;

use kqlint_catalog::{ArgumentKind, Function, Parameter, ParameterKind};
use kqlint_syntax::{NodeKind, SyntaxNode};

use super::{
    call::Argument,
    layout::Layout,
    signature::{Match, declared_fit, takes},
};
use crate::{
    binder::Binder,
    problem::{Expected, ProblemKind},
    ty::Type,
    types::conversion::{Conversion, is_assignable, is_orderable},
};

impl<'t> Binder<'t, '_> {
    /// A call that several signatures fit equally well, since an argument isn't known, or
    /// none of them does.
    pub(crate) fn no_signature(
        &mut self,
        name_node: SyntaxNode<'t>,
        function: Function<'_>,
        arguments: &[Argument<'t>],
    ) {
        let least = function.signatures().map(|it| it.min_arguments()).min();
        let most = function.signatures().map(|it| it.max_arguments()).max();
        let (least, most) = (least.unwrap_or(0), most.unwrap_or(0));
        if arguments.is_empty() && least > 0 {
            self.report_count(name_node, function.name(), least, most, 0);
        } else if !arguments.iter().any(|it| it.value.is_unknown()) {
            let function = function.name().into();
            let types = arguments.iter().map(|it| it.value.ty).collect();
            self.report(name_node, ProblemKind::ArgumentTypes { function, types });
        }
    }

    pub(crate) fn report_count(
        &mut self,
        name_node: SyntaxNode<'t>,
        function: &str,
        min: usize,
        max: usize,
        found: usize,
    ) {
        let kind = ProblemKind::ArgumentCount {
            function: function.into(),
            min,
            max,
            found,
        };
        let code = if min == max { "KS119" } else { "KS120" };
        self.report_as(name_node, kind, code);
    }

    /// Whether the arguments of a call fit its signature; reports those that don't.
    pub(crate) fn check_arguments(
        &mut self,
        name_node: SyntaxNode<'t>,
        function: Function<'_>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> bool {
        let (min, max) = layout.counts();
        let count = arguments.len();
        if !(min..=max).contains(&count) {
            self.report_count(name_node, function.name(), min, max, count);
            return false;
        }
        let common = LazyCell::new(|| layout.common_type(arguments, false));
        let mut parameters = (0..count).filter_map(|at| layout.parameter(at));
        if let Some((group, after, lacks)) = layout.incomplete(count) {
            let kind = ProblemKind::IncompleteArguments {
                function: function.name().into(),
                group,
                after,
                found: count,
                lacks: lacks.name().into(),
            };
            self.report(name_node, kind);
            return false;
        }
        let wants_common = parameters.any(|it| it.kind().is_common());
        let knows_all = !arguments.iter().any(|it| it.value.is_unknown());
        if wants_common && knows_all && common.is_none() {
            self.report(name_node, ProblemKind::NoCommonType);
            return false;
        }
        let mut fits = true;
        for (at, argument) in arguments.iter().enumerate() {
            let name = argument.name.map(|it| self.text(it));
            let named = name.and_then(|it| layout.named(it));
            if let Some(parameter) = named.or_else(|| layout.parameter(at))
                && !self.is_default(parameter, argument)
            {
                fits &= self.check_argument(parameter, argument, || *common);
            }
        }
        fits
    }

    fn check_argument(
        &mut self,
        parameter: Parameter<'_>,
        argument: &Argument<'t>,
        common: impl Fn() -> Option<Type>,
    ) -> bool {
        if argument.is_star() {
            let takes_star = matches!(
                parameter.argument(),
                ArgumentKind::StarOnly | ArgumentKind::StarAllowed
            );
            if !takes_star {
                self.report(argument.node, ProblemKind::StarNotAllowed);
            }
            return takes_star;
        }
        let value = argument.value;
        if !value.is_unknown()
            && let Some(expected) = mismatch(parameter, value.ty, common)
        {
            let found = value.ty;
            self.report(argument.node, ProblemKind::TypeMismatch { expected, found });
            return false;
        }
        self.check_form(parameter, argument)
    }

    fn check_form(&mut self, parameter: Parameter<'_>, argument: &Argument<'t>) -> bool {
        let value = argument.value;
        let expected = match parameter.argument() {
            ArgumentKind::Column
            | ArgumentKind::ColumnParameter0
            | ArgumentKind::ColumnParameter0Common
                if value.column.is_none() =>
            {
                Expected::Column
            }
            ArgumentKind::Constant if !value.is_constant => Expected::Constant,
            ArgumentKind::Literal | ArgumentKind::LiteralNotEmpty if !is_literal(argument.node) => {
                Expected::Literal
            }
            _ => return true,
        };
        if !value.is_unknown() {
            self.report(argument.node, ProblemKind::Form { expected });
        }
        false
    }
}

/// Whether an expression is a literal.
pub(crate) fn is_literal(node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::LiteralExpression
        | NodeKind::DynamicLiteral
        | NodeKind::TypeOfLiteral
        | NodeKind::JsonArray
        | NodeKind::JsonObject => true,
        NodeKind::UnaryExpression | NodeKind::ParenthesizedExpression => {
            node.children().next().is_some_and(is_literal)
        }
        _ => false,
    }
}

/// What a parameter wants that a type isn't; `common` is what the arguments have in common.
fn mismatch(
    parameter: Parameter<'_>,
    ty: Type,
    common: impl Fn() -> Option<Type>,
) -> Option<Expected> {
    let kind = parameter.kind();
    match kind {
        ParameterKind::Declared => {
            return (declared_fit(parameter, ty) == Match::No).then_some(Expected::Declared);
        }
        _ if kind.is_common() => return common_mismatch(kind, ty, common),
        _ => {}
    }
    if takes(kind, ty) {
        return None;
    }
    Some(match kind {
        _ if kind != ParameterKind::Tabular && !ty.is_scalar() => Expected::Scalar,
        ParameterKind::Number | ParameterKind::NumberOrBool => Expected::Number,
        ParameterKind::Integer => Expected::Integer,
        ParameterKind::Summable => Expected::Summable,
        ParameterKind::Orderable => Expected::Orderable,
        ParameterKind::NotDynamic | ParameterKind::NotRealOrBool => Expected::NotDynamic,
        ParameterKind::DynamicArray => Expected::DynamicArray,
        ParameterKind::DynamicBag => Expected::DynamicBag,
        ParameterKind::StringOrDynamic => Expected::StringOrDynamic,
        ParameterKind::Tabular => Expected::Table,
        ParameterKind::StringOrArray => Expected::StringOrArray,
        ParameterKind::IntegerOrArray => Expected::IntegerOrArray,
        _ => Expected::Scalar,
    })
}

fn common_mismatch(
    kind: ParameterKind,
    ty: Type,
    common: impl Fn() -> Option<Type>,
) -> Option<Expected> {
    if !ty.is_scalar() {
        return Some(Expected::Scalar);
    }
    if kind == ParameterKind::CommonOrderable && !is_orderable(ty) {
        return Some(Expected::Orderable);
    }
    let common = common()?;
    if common.is_unknown() || is_assignable(common, ty, Conversion::Promotable) {
        return None;
    }
    let takes_dynamic = kind == ParameterKind::CommonScalarOrDynamic;
    if takes_dynamic && is_assignable(Type::DYNAMIC, ty, Conversion::Dynamic) {
        return None;
    }
    Some(Expected::Type(common))
}
