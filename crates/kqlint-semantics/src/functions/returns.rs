//! What a call of a built-in function yields.

use kqlint_catalog::{Function, FunctionKind, Returns, ScalarType};
use kqlint_syntax::{NodeKind, SyntaxNode};

use super::{call::Argument, layout::Layout};
use crate::{
    binder::{Binder, Value},
    ty::Type,
    types::conversion::{array_of, is_wider, promoted},
};

impl<'t> Binder<'t, '_> {
    /// What a call yields, by the rule of its signature.
    pub(crate) fn returned(
        &mut self,
        node: SyntaxNode<'t>,
        function: Function<'_>,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Value {
        if function.kind() == FunctionKind::Plugin {
            return self.plugin_result(node, function.name(), layout, arguments);
        }
        let ty = |at: usize| arguments.get(at).map_or(Type::Unknown, |it| it.value.ty);
        let result = match layout.returns() {
            Returns::Type(ty) => self.declared_result(function, ty, arguments),
            Returns::Parameter0 => Value::of(ty(0)),
            Returns::Parameter1 => Value::of(ty(1)),
            Returns::Parameter0Promoted => Value::of(promoted(ty(0))),
            Returns::Parameter0Array => Value::of(array_of(ty(0))),
            Returns::Parameter0Literal => Value::of(self.told_type(arguments.first())),
            Returns::Parameter1Literal => Value::of(self.told_type(arguments.get(1))),
            Returns::ParameterNLiteral => {
                let last = arguments
                    .last()
                    .filter(|it| it.node.kind() == NodeKind::TypeOfLiteral);
                Value::of(self.told_type(last))
            }
            Returns::Common => Value::of(layout.common_type(arguments, false).unwrap_or_default()),
            Returns::CommonNonDynamic => {
                Value::of(layout.common_type(arguments, true).unwrap_or_default())
            }
            Returns::Widest => Value::of(widest(arguments)),
            Returns::Parameter0Cluster => Value::of(Type::Cluster),
            Returns::Parameter0Database => Value::of(Type::Database),
            Returns::Parameter0Table => self.table_call(arguments),
            Returns::Parameter0ExternalTable
            | Returns::Parameter0MaterializedView
            | Returns::Parameter0StoredQueryResult => Value::table(self.fresh_open_rows()),
            Returns::Parameter0EntityGroup => Value::of(Type::EntityGroup),
            Returns::Parameter0Graph => {
                let (edges, nodes) = (self.fresh_open_rows(), self.fresh_open_rows());
                Value::graph(edges, nodes)
            }
            Returns::Custom if function.kind() == FunctionKind::Aggregate => {
                self.aggregate_tuple(node, function.name(), layout, arguments)
            }
            Returns::Custom => self.custom_result(node, function.name(), layout, arguments),
            Returns::Unknown => Value::UNKNOWN,
        };
        self.unconverted(function, arguments, result)
    }

    /// A conversion to the type that a column has anyway still is that column.
    fn unconverted(
        &self,
        function: Function<'_>,
        arguments: &[Argument<'t>],
        result: Value,
    ) -> Value {
        let [only] = arguments else {
            return result;
        };
        let Some(column) = only.value.column.filter(|it| it.ty == result.ty) else {
            return result;
        };
        let is_conversion = matches!(
            function.name(),
            "tobool"
                | "toboolean"
                | "todatetime"
                | "todecimal"
                | "todouble"
                | "todynamic"
                | "toguid"
                | "toint"
                | "tolong"
                | "toreal"
                | "tostring"
                | "totimespan"
                | "totime"
                | "toobject"
        );
        match is_conversion {
            true => Value {
                copies: Some(column),
                ..result
            },
            false => result,
        }
    }

    fn declared_result(
        &mut self,
        function: Function<'_>,
        ty: ScalarType,
        arguments: &[Argument<'t>],
    ) -> Value {
        if ty != ScalarType::Dynamic {
            return Value::of(ty.into());
        }
        let first = arguments.first().map_or(Type::Unknown, |it| it.value.ty);
        Value::of(dynamic_shape(function.name(), first))
    }

    /// The type of `typeof(long)`.
    fn told_type(&self, argument: Option<&Argument<'t>>) -> Type {
        argument.map_or(Type::DYNAMIC, |it| it.value.ty)
    }
}

/// The widest type of the numbers among the arguments.
fn widest(arguments: &[Argument<'_>]) -> Type {
    let mut widest: Option<ScalarType> = None;
    for argument in arguments {
        if argument.value.ty.is_unknown() {
            return Type::Unknown;
        }
        if let Type::Scalar(ty) = argument.value.ty
            && ty.is_numeric()
            && widest.is_none_or(|it| is_wider(ty, it))
        {
            widest = Some(ty);
        }
    }
    promoted(widest.map_or(Type::Unknown, Type::from))
}

/// What is known of the dynamic value that a function yields.
fn dynamic_shape(function: &str, first: Type) -> Type {
    match function {
        "split"
        | "extract_all"
        | "extractall"
        | "bag_keys"
        | "parse_csv"
        | "treepath"
        | "unicode_codepoints_from_string_array" => Type::Array(ScalarType::String),
        "range" => array_of(first),
        "tdigest"
        | "tdigest_merge"
        | "merge_tdigest"
        | "hll"
        | "hll_if"
        | "hll_merge"
        | "base64_decode_toarray"
        | "zip" => Type::Array(ScalarType::Dynamic),
        "make_bag" | "make_bag_if" | "make_dictionary" | "buildschema" | "parse_url"
        | "parse_urlquery" | "parse_path" | "parse_user_agent" | "bag_zip" => Type::Bag,
        _ => Type::DYNAMIC,
    }
}
