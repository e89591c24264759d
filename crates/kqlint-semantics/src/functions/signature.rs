//! Which signature of a function a call means, and whether its arguments fit.

use kqlint_catalog::{
    ArgumentKind, Function, Parameter, ParameterKind, Returns, ScalarType, Signature,
};
use kqlint_syntax::{NodeKind, SyntaxNode, ast::LiteralExpression};

use super::call::Argument;
use crate::{
    binder::Binder,
    problem::{Expected, ProblemKind},
    ty::Type,
    types::conversion::{
        Conversion, common_of, is_assignable, is_integer, is_number, is_orderable,
        is_string_or_dynamic, is_summable,
    },
};

/// Which parameter each argument belongs to.
pub(crate) struct Layout<'c> {
    parameters: Vec<Parameter<'c>>,
    /// The first and the last parameter that repeats, and how many arguments they take.
    repeating: Option<(usize, usize, usize)>,
    /// The least and the greatest number of arguments.
    counts: (usize, usize),
    returns: Returns,
}

impl<'c> Layout<'c> {
    pub(crate) fn new(signature: Signature<'c>, arguments: usize) -> Self {
        let parameters: Vec<_> = signature.parameters().collect();
        let first = parameters.iter().position(|it| it.repeats());
        let last = parameters.iter().rposition(|it| it.repeats());
        let repeating = first.zip(last).map(|(first, last)| {
            let block = last - first + 1;
            let after = parameters.len() - last - 1;
            let is_optional = parameters.get(first).is_some_and(|it| it.is_optional());
            let least = if is_optional { 0 } else { block };
            let possible = arguments.saturating_sub(first + after).max(least);
            (first, last, possible.div_ceil(block) * block)
        });
        Self {
            parameters,
            repeating,
            counts: (signature.min_arguments(), signature.max_arguments()),
            returns: signature.returns(),
        }
    }

    /// The parameter of a name.
    fn named(&self, name: &str) -> Option<Parameter<'c>> {
        let mut parameters = self.parameters.iter().copied();
        parameters.find(|it| it.name().eq_ignore_ascii_case(name))
    }

    /// The rule for what a call yields.
    pub(crate) const fn returns(&self) -> Returns {
        self.returns
    }

    /// `sequence_detect(t, 5s, 8s, a == 1, b == 2, Key)`: the conditions repeat, then the
    /// columns do; only the types tell where the first end.
    pub(crate) fn split_conditions(&mut self, arguments: &[Argument<'_>]) {
        self.take_back(arguments);
        let Some((first, last, count)) = self.repeating else {
            return;
        };
        let is_condition = self
            .parameters
            .get(first)
            .is_some_and(|it| it.name() == "Expr");
        if !is_condition || last != first + 1 {
            return;
        }
        let conditions = arguments.iter().skip(first);
        let conditions = conditions
            .take_while(|it| it.value.ty == Type::BOOL)
            .count();
        let (Some(&condition), Some(&key)) =
            (self.parameters.get(first), self.parameters.get(last))
        else {
            return;
        };
        self.parameters.truncate(first);
        let all = (first + count).max(arguments.len());
        self.parameters.extend((first..all).map(|at| {
            if at < first + conditions {
                condition
            } else {
                key
            }
        }));
        self.repeating = None;
    }

    /// `array_sort_asc(a, b)`: the last argument is one more of those that repeat, where
    /// it isn't of the type of the parameter after them.
    fn take_back(&mut self, arguments: &[Argument<'_>]) {
        let Some((first, last, count)) = self.repeating else {
            return;
        };
        let at = first + count;
        let (Some(argument), Some(after)) = (arguments.get(at), self.parameters.get(last + 1))
        else {
            return;
        };
        let fits = argument.value.is_unknown()
            || after.kind() != ParameterKind::Declared
            || declared_fit(*after, argument.value.ty) != Match::No;
        if first == last && after.is_optional() && !fits {
            self.repeating = Some((first, last, count + 1));
        }
    }

    /// The parameter of the argument at a place.
    pub(crate) fn parameter(&self, at: usize) -> Option<Parameter<'c>> {
        let index = match self.repeating {
            Some((first, last, count)) if at >= first => {
                if at < first + count {
                    first + (at - first) % (last - first + 1)
                } else {
                    last + 1 + at - first - count
                }
            }
            _ => at,
        };
        self.parameters.get(index).copied()
    }

    /// The arguments of the parameter of that name, in order.
    pub(crate) fn arguments<'a, 't>(
        &'a self,
        arguments: &'a [Argument<'t>],
        name: &'a str,
    ) -> impl Iterator<Item = &'a Argument<'t>> {
        let of_parameter = move |at| self.parameter(at).is_some_and(|it| it.name() == name);
        let all = arguments.iter().enumerate();
        all.filter(move |(at, _)| of_parameter(*at))
            .map(|(_, it)| it)
    }

    /// The type that the arguments have in common whose parameters ask for one.
    pub(crate) fn common_type(
        &self,
        arguments: &[Argument<'_>],
        skip_dynamic: bool,
    ) -> Option<Type> {
        let mut found = None;
        for (at, argument) in arguments.iter().enumerate() {
            let ty = argument.value.ty;
            let conversion = match self.parameter(at).map(|it| it.kind()) {
                Some(ParameterKind::CommonScalarOrDynamic) if ty.is_scalar() => Conversion::Dynamic,
                Some(ParameterKind::CommonScalar) if ty.is_scalar() => Conversion::Promotable,
                Some(ParameterKind::CommonOrderable) if is_orderable(ty) => Conversion::Promotable,
                _ => continue,
            };
            if skip_dynamic && ty.is_dynamic() {
                continue;
            }
            found = Some(match found {
                None => ty,
                Some(before) => crate::types::conversion::common(before, ty, conversion)?,
            });
        }
        match found {
            None if skip_dynamic => self.common_type(arguments, false),
            found => found,
        }
    }
}

/// How well an argument fits, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
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
        let fits = |it: &Signature<'_>| (it.min_arguments()..=it.max_arguments()).contains(&count);
        let mut candidates: Vec<_> = function.signatures().filter(fits).collect();
        if candidates.is_empty() {
            candidates = closest(function);
        }
        let mut best: Vec<Layout<'c>> = Vec::new();
        let mut best_score = None;
        for signature in candidates {
            let layout = Layout::new(signature, count);
            let score = Some(self.score(&layout, arguments));
            if score > best_score {
                best.clear();
                best_score = score;
            }
            if score == best_score {
                best.push(layout);
            }
        }
        match best.len() {
            1 => best.pop().ok_or(best),
            _ => Err(best),
        }
    }

    /// How many arguments fit, then how well the worst and the best do.
    fn score(&self, layout: &Layout<'_>, arguments: &[Argument<'t>]) -> (usize, Match, Match) {
        let (mut count, mut worst, mut best) = (0, Match::Exact, Match::No);
        for (at, argument) in arguments.iter().enumerate() {
            let fit = match layout.parameter(at) {
                Some(parameter) => self.fit(parameter, argument, layout, arguments),
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
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
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
            ParameterKind::CommonScalar
            | ParameterKind::CommonOrderable
            | ParameterKind::CommonScalarOrDynamic => match layout.common_type(arguments, false) {
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
    fn is_default(&self, parameter: Parameter<'_>, argument: &Argument<'t>) -> bool {
        let Some(sign) = parameter.default() else {
            return false;
        };
        use kqlint_syntax::ast::AstNode;
        let literal = LiteralExpression::cast(argument.node);
        literal
            .and_then(|it| it.string_value())
            .is_some_and(|it| it == sign)
    }

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
        let (min, max) = layout.counts;
        let count = arguments.len();
        if !(min..=max).contains(&count) {
            self.report_count(name_node, function.name(), min, max, count);
            return false;
        }
        let wants_common = (0..count).filter_map(|at| layout.parameter(at)).any(|it| {
            matches!(
                it.kind(),
                ParameterKind::CommonScalar
                    | ParameterKind::CommonOrderable
                    | ParameterKind::CommonScalarOrDynamic
            )
        });
        let knows_all = !arguments.iter().any(|it| it.value.is_unknown());
        if wants_common && knows_all && layout.common_type(arguments, false).is_none() {
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
                fits &= self.check_argument(parameter, argument, layout, arguments);
            }
        }
        fits
    }

    fn check_argument(
        &mut self,
        parameter: Parameter<'_>,
        argument: &Argument<'t>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
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
        if !value.is_unknown() {
            if let Some(expected) = mismatch(parameter, value.ty, layout, arguments) {
                self.report_mismatch(argument.node, expected, value.ty);
                return false;
            }
        }
        self.check_form(parameter, argument)
    }

    fn report_mismatch(&mut self, node: SyntaxNode<'t>, expected: Expected, found: Type) {
        self.report(node, ProblemKind::TypeMismatch { expected, found });
    }

    fn check_form(&mut self, parameter: Parameter<'_>, argument: &Argument<'t>) -> bool {
        let value = argument.value;
        let is_literal = is_literal(argument.node);
        let expected = match parameter.argument() {
            ArgumentKind::Column
            | ArgumentKind::ColumnParameter0
            | ArgumentKind::ColumnParameter0Common
                if value.column.is_none() =>
            {
                Expected::Column
            }
            ArgumentKind::Constant if !value.is_constant => Expected::Constant,
            ArgumentKind::Literal | ArgumentKind::LiteralNotEmpty if !is_literal => {
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

/// The signatures whose number of arguments comes nearest from below.
fn closest<'c>(function: Function<'c>) -> Vec<Signature<'c>> {
    let most = function.signatures().map(|it| it.max_arguments()).max();
    let most = most.unwrap_or(0);
    function
        .signatures()
        .filter(|it| it.max_arguments() == most)
        .collect()
}

fn declared_fit(parameter: Parameter<'_>, ty: Type) -> Match {
    if parameter.takes_type() {
        return Match::Exact;
    }
    let all = |conversion| {
        parameter
            .types()
            .any(|it| is_assignable(it.into(), ty, conversion))
    };
    if all(Conversion::None) {
        return match parameter.types().count() {
            1 => Match::Exact,
            _ => Match::OneOfMany,
        };
    }
    if all(Conversion::Promotable) {
        return Match::Promoted;
    }
    Match::No
}

/// Whether values of a type are what a kind of parameters takes.
fn takes(kind: ParameterKind, ty: Type) -> bool {
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

/// What a parameter wants that a type isn't.
fn mismatch(
    parameter: Parameter<'_>,
    ty: Type,
    layout: &Layout<'_>,
    arguments: &[Argument<'_>],
) -> Option<Expected> {
    let kind = parameter.kind();
    match kind {
        ParameterKind::Declared => {
            return (declared_fit(parameter, ty) == Match::No).then_some(Expected::Declared);
        }
        ParameterKind::CommonScalar
        | ParameterKind::CommonOrderable
        | ParameterKind::CommonScalarOrDynamic => {
            return common_mismatch(kind, ty, layout, arguments);
        }
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
    layout: &Layout<'_>,
    arguments: &[Argument<'_>],
) -> Option<Expected> {
    if !ty.is_scalar() {
        return Some(Expected::Scalar);
    }
    if kind == ParameterKind::CommonOrderable && !is_orderable(ty) {
        return Some(Expected::Orderable);
    }
    let common = layout.common_type(arguments, false)?;
    if common.is_unknown() || is_assignable(common, ty, Conversion::Promotable) {
        return None;
    }
    let takes_dynamic = kind == ParameterKind::CommonScalarOrDynamic;
    if takes_dynamic && is_assignable(Type::DYNAMIC, ty, Conversion::Dynamic) {
        return None;
    }
    Some(Expected::Type(common))
}

/// What all of the types have in common, as `iff` and its like find it.
pub(crate) fn common_type(types: impl IntoIterator<Item = Type>) -> Type {
    common_of(types, Conversion::Promotable).unwrap_or(Type::Unknown)
}
