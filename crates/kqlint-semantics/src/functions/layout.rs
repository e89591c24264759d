//! Which parameter each argument of a call belongs to.

use kqlint_catalog::{Parameter, ParameterKind, Returns, Signature};

use super::{
    call::Argument,
    signature::{Match, declared_fit},
};
use crate::{
    ty::Type,
    types::conversion::{Conversion, common, is_orderable},
};

/// Which parameter each argument belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Layout<'c> {
    signature: Signature<'c>,
    repeating: Option<Repeating>,
}

/// The parameters that repeat.
#[derive(Clone, Copy)]
struct Repeating {
    first: usize,
    last: usize,
    /// How many arguments they take.
    count: usize,
    /// How many arguments belong to the first of two, where they don't take turns.
    conditions: Option<usize>,
}

impl<'c> Layout<'c> {
    pub(crate) fn new(signature: Signature<'c>, arguments: usize) -> Self {
        let repeating = signature.repeating().map(|(first, last)| {
            let block = last - first + 1;
            let after = signature.parameters().len() - last - 1;
            let is_optional = signature
                .parameter(first)
                .is_some_and(|it| it.is_optional());
            let least = if is_optional { 0 } else { block };
            let possible = arguments.saturating_sub(first + after).max(least);
            Repeating {
                first,
                last,
                count: possible.div_ceil(block) * block,
                conditions: None,
            }
        });
        Self {
            signature,
            repeating,
        }
    }

    /// The least and the greatest number of arguments.
    pub(super) const fn counts(&self) -> (usize, usize) {
        let signature = self.signature;
        (signature.min_arguments(), signature.max_arguments())
    }

    /// The parameter of a name.
    pub(crate) fn named(&self, name: &str) -> Option<Parameter<'c>> {
        let mut parameters = self.signature.parameters();
        parameters.find(|it| it.name().eq_ignore_ascii_case(name))
    }

    /// The size of the groups that arguments come in, how many follow them, and the
    /// parameter that gets none, where the last group isn't complete.
    pub(crate) fn incomplete(&self, arguments: usize) -> Option<(usize, usize, Parameter<'c>)> {
        let repeating = self.repeating.filter(|it| it.conditions.is_none())?;
        let group = repeating.last - repeating.first + 1;
        let parameters = self.signature.parameters();
        let after = parameters.len() - repeating.last - 1;
        let mut following = parameters.skip(repeating.last + 1);
        let possible = arguments.checked_sub(repeating.first + after)?;
        let rest = possible % group;
        if rest == 0 || following.any(|it| it.is_optional()) {
            return None;
        }
        let lacks = match after {
            0 => self.signature.parameter(repeating.first + rest),
            _ => self.signature.parameter(repeating.last + after),
        };
        Some((group, after, lacks?))
    }

    /// The rule for what a call yields.
    pub(crate) fn returns(&self) -> Returns {
        self.signature.returns()
    }

    /// `sequence_detect(t, 5s, 8s, a == 1, b == 2, Key)`: the conditions repeat, then the
    /// columns do; only the types tell where the first end.
    pub(crate) fn split_conditions(&mut self, arguments: &[Argument<'_>]) {
        self.take_back(arguments);
        let signature = self.signature;
        let Some(repeating) = &mut self.repeating else {
            return;
        };
        let first = signature.parameter(repeating.first);
        let is_condition = || first.is_some_and(|it| it.name() == "Expr");
        if repeating.last != repeating.first + 1 || !is_condition() {
            return;
        }
        let conditions = arguments.iter().skip(repeating.first);
        let conditions = conditions.take_while(|it| it.value.ty == Type::BOOL);
        repeating.conditions = Some(conditions.count());
        let all = arguments.len().saturating_sub(repeating.first);
        repeating.count = repeating.count.max(all);
    }

    /// `array_sort_asc(a, b)`: the last argument is one more of those that repeat, where
    /// it isn't of the type of the parameter after them.
    fn take_back(&mut self, arguments: &[Argument<'_>]) {
        let signature = self.signature;
        let Some(repeating) = &mut self.repeating else {
            return;
        };
        let argument = arguments.get(repeating.first + repeating.count);
        let after = signature.parameter(repeating.last + 1);
        let (Some(argument), Some(after)) = (argument, after) else {
            return;
        };
        let fits = argument.value.is_unknown()
            || after.kind() != ParameterKind::Declared
            || declared_fit(after, argument.value.ty) != Match::No;
        if repeating.first == repeating.last && after.is_optional() && !fits {
            repeating.count += 1;
        }
    }

    /// The parameter of the argument at a place.
    pub(crate) fn parameter(&self, at: usize) -> Option<Parameter<'c>> {
        let index = match self.repeating {
            Some(it) if at >= it.first => {
                let at = at - it.first;
                match it.conditions {
                    _ if at >= it.count => it.last + 1 + at - it.count,
                    Some(conditions) if at < conditions => it.first,
                    Some(_) => it.last,
                    None => it.first + at % (it.last - it.first + 1),
                }
            }
            _ => at,
        };
        self.signature.parameter(index)
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
                Some(before) => common(before, ty, conversion)?,
            });
        }
        match found {
            None if skip_dynamic => self.common_type(arguments, false),
            found => found,
        }
    }
}
