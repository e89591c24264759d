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
pub(crate) struct Layout<'c> {
    parameters: Vec<Parameter<'c>>,
    /// The first and the last parameter that repeats, and how many arguments they take.
    repeating: Option<(usize, usize, usize)>,
    /// The least and the greatest number of arguments.
    pub(super) counts: (usize, usize),
    returns: Returns,
}

impl<'c> Layout<'c> {
    pub(crate) fn new(signature: Signature<'c>, arguments: usize) -> Self {
        let mut parameters = Vec::with_capacity(4);
        parameters.extend(signature.parameters());
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
    pub(crate) fn named(&self, name: &str) -> Option<Parameter<'c>> {
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
                Some(before) => common(before, ty, conversion)?,
            });
        }
        match found {
            None if skip_dynamic => self.common_type(arguments, false),
            found => found,
        }
    }
}
