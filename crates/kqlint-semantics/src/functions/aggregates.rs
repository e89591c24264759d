//! Aggregates that yield several columns: `arg_max(a, *)`, `take_any(*)`,
//! `percentiles(a, 50, 95)`.

use kqlint_catalog::ScalarType;
use kqlint_syntax::SyntaxNode;

use super::{call::Argument, layout::Layout};
use crate::{
    binder::{Binder, Calls, Value},
    schema::ColumnData,
    ty::Type,
};

/// How a column of [`Binder::picked`] without a name of its own is called.
#[derive(Clone, Copy)]
enum Unnamed<'a> {
    /// `any_arg0`
    Any(&'a str),
    /// `max_`, `max_First_arg1`
    Extreme(&'a str),
}

impl<'t> Binder<'t, '_> {
    /// The columns that an aggregate yields which has a rule of its own.
    pub(crate) fn aggregate_tuple(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Value {
        let columns = match name {
            "arg_max" => self.picked(arguments, Unnamed::Extreme("max")),
            "arg_min" => self.picked(arguments, Unnamed::Extreme("min")),
            "take_any" => self.picked(arguments, Unnamed::Any("any_")),
            "any" => self.picked(arguments, Unnamed::Any("")),
            "argmax" | "argmin" => self.picked_with_prefix(arguments),
            "percentiles_array" | "percentilesw_array" => {
                let name = self.first_name(arguments);
                let name = format!("percentiles_{name}");
                vec![self.made_column(node.id(), &name, Type::Array(ScalarType::Dynamic))]
            }
            "percentile" | "percentiles" | "percentilew" | "percentilesw" => {
                self.percentiles(node, layout, arguments)
            }
            _ => return Value::UNKNOWN,
        };
        let ty = match *columns {
            [only] => only.ty,
            _ => Type::Unknown,
        };
        let tuple = self.model.schemas.add(&columns, false);
        Value::of_tuple(tuple, ty)
    }

    fn first_name(&self, arguments: &[Argument<'t>]) -> String {
        let first = arguments.first();
        let name = first.and_then(|it| self.expression_name(it.node, Calls::Normal));
        name.unwrap_or_default().into_owned()
    }

    fn percentiles(
        &mut self,
        node: SyntaxNode<'t>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Vec<ColumnData> {
        let value = self.first_name(arguments);
        let ty = match arguments.first().map(|it| it.value.ty) {
            Some(Type::INT) => Type::LONG,
            Some(Type::Scalar(ScalarType::Decimal)) => Type::REAL,
            Some(ty) => ty,
            None => Type::Unknown,
        };
        let ranks: Vec<_> = layout.arguments(arguments, "percentile").collect();
        let texts: Vec<String> = ranks.iter().map(|it| self.rank_text(it)).collect();
        texts
            .into_iter()
            .map(|rank| self.made_column(node.id(), &format!("percentile_{value}_{rank}"), ty))
            .collect()
    }

    /// `99.9` is `99_9` in a name; what isn't constant is nothing.
    fn rank_text(&self, argument: &Argument<'t>) -> String {
        let constant = argument.value.constant;
        let text = match constant.map(|it| self.model.constants.view(&self.model.names, it)) {
            Some(crate::Constant::Long(value)) => value.to_string(),
            Some(crate::Constant::Real(value)) => value.to_string(),
            _ => String::new(),
        };
        let valid = |c: char| if c.is_alphanumeric() { c } else { '_' };
        text.chars().map(valid).collect()
    }

    /// The columns of `arg_max(a, b, *)` and `take_any(a, *)`.
    fn picked(&mut self, arguments: &[Argument<'t>], unnamed: Unnamed<'_>) -> Vec<ColumnData> {
        let keys = self.keys.clone();
        let any_star = arguments.iter().any(Argument::is_star);
        let is_any = matches!(unnamed, Unnamed::Any(_));
        let first_name = self.first_name(arguments);
        // The columns that `*` leaves out, since they are there already.
        let mut done: Vec<ColumnData> = keys.clone();
        let mut had_star = false;
        let mut columns = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            if argument.is_star() {
                let all = self.input_columns().into_iter();
                columns.extend(all.filter(|it| !done.contains(it)));
                had_star = true;
                continue;
            }
            let Some(column) = self.result_column(argument) else {
                let name = match argument.name {
                    Some(name) => name,
                    None => {
                        let text = self.picked_name(argument, at, &first_name, unnamed);
                        self.name(&text)
                    }
                };
                columns.push(self.computed(name, argument.node, argument.value.ty));
                continue;
            };
            let is_done = had_star || done.contains(&column);
            let is_first = at == 0 && !is_any;
            if is_done && any_star && !is_first {
                continue;
            }
            done.push(column);
            columns.push(match argument.name {
                Some(name) => self.renamed(column, name, argument.node, None),
                None if is_done => self.renamed(column, column.name, argument.node, None),
                None => column,
            });
        }
        columns
    }

    fn picked_name(
        &self,
        argument: &Argument<'t>,
        at: usize,
        first_name: &str,
        unnamed: Unnamed<'_>,
    ) -> String {
        let name = self.expression_name(argument.node, Calls::Normal);
        match (name, unnamed) {
            (Some(name), _) if !name.is_empty() => name.into_owned(),
            (_, Unnamed::Any(prefix)) => format!("{prefix}arg{at}"),
            (_, Unnamed::Extreme(prefix)) if at == 0 => format!("{prefix}_"),
            (_, Unnamed::Extreme(prefix)) => format!("{prefix}_{first_name}_arg{at}"),
        }
    }

    /// The column whose values an argument holds unchanged.
    fn result_column(&mut self, argument: &Argument<'t>) -> Option<ColumnData> {
        if argument.name.is_none() {
            return argument.value.copies;
        }
        // A name hides what it names; only the expression itself tells.
        self.silently(|cx| cx.expression(argument.node)).copies
    }

    /// The columns of `argmax(a, b)`: all but the first have its name before theirs.
    fn picked_with_prefix(&mut self, arguments: &[Argument<'t>]) -> Vec<ColumnData> {
        let mut columns = self.picked(arguments, Unnamed::Any(""));
        let Some((first, rest)) = columns.split_first_mut() else {
            return columns;
        };
        let prefix = self.text(first.name).to_owned();
        for column in rest {
            let name = format!("{prefix}_{}", self.text(column.name));
            column.name = self.name(&name);
        }
        columns
    }
}
