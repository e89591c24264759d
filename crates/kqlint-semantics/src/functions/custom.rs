//! Functions whose result has a rule of its own: `series_stats(a)`, `pack_array(a, b)`.

use kqlint_catalog::ScalarType;
use kqlint_syntax::SyntaxNode;

use super::{call::Argument, layout::Layout, signature::common_type};
use crate::{
    binder::{Binder, Calls, Value},
    ty::Type,
    types::conversion::{Conversion, array_of, common_of, promoted},
};

const REAL: Type = Type::REAL;
const LONG: Type = Type::LONG;
const REALS: Type = Type::Array(ScalarType::Real);
const ARRAY: Type = Type::Array(ScalarType::Dynamic);

const STATS: &[(&str, Type)] = &[
    ("min", REAL),
    ("min_idx", LONG),
    ("max", REAL),
    ("max_idx", LONG),
    ("avg", REAL),
    ("stdev", REAL),
    ("variance", REAL),
];
const FOURIER: &[(&str, Type)] = &[("real", REALS), ("imag", REALS)];
const POLYNOMIAL: &[(&str, Type)] = &[
    ("rsquare", REAL),
    ("coefficients", REALS),
    ("variance", REAL),
    ("rvariance", REAL),
    ("poly_fit", REALS),
];
const LINE: &[(&str, Type)] = &[
    ("rsquare", REAL),
    ("slope", REAL),
    ("variance", REAL),
    ("rvariance", REAL),
    ("interception", REAL),
    ("line_fit", REALS),
];
const TWO_LINES: &[(&str, Type)] = &[
    ("rsquare", REAL),
    ("split_idx", LONG),
    ("variance", REAL),
    ("rvariance", REAL),
    ("line_fit", REALS),
    ("right_rsquare", REAL),
    ("right_slope", REAL),
    ("right_interception", REAL),
    ("right_variance", REAL),
    ("right_rvariance", REAL),
    ("left_rsquare", REAL),
    ("left_slope", REAL),
    ("left_interception", REAL),
    ("left_variance", REAL),
    ("left_rvariance", REAL),
];
const PERIODS: &[(&str, Type)] = &[("periods", REALS), ("scores", REALS)];
const DECOMPOSED: &[(&str, Type)] = &[
    ("baseline", ARRAY),
    ("seasonal", ARRAY),
    ("trend", ARRAY),
    ("residual", ARRAY),
];
const ANOMALIES: &[(&str, Type)] = &[("ad_flag", ARRAY), ("ad_score", ARRAY), ("baseline", ARRAY)];

/// The columns of functions that yield several.
fn tuple_of(name: &str) -> Option<&'static [(&'static str, Type)]> {
    Some(match name {
        "series_stats" => STATS,
        "series_fft" | "series_ifft" => FOURIER,
        "series_fit_poly" => POLYNOMIAL,
        "series_fit_line" => LINE,
        "series_fit_2lines" => TWO_LINES,
        "series_periods_detect" | "series_periods_validate" => PERIODS,
        "series_decompose" | "series_decompose_forecast" => DECOMPOSED,
        "series_decompose_anomalies" => ANOMALIES,
        _ => return None,
    })
}

impl<'t> Binder<'t, '_> {
    /// What a scalar function yields that has a rule of its own.
    pub(crate) fn custom_result(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        layout: &Layout<'_>,
        arguments: &[Argument<'t>],
    ) -> Value {
        if let Some(parts) = tuple_of(name) {
            return self.series_tuple(node, name, parts, arguments);
        }
        let ty = |at: usize| arguments.get(at).map_or(Type::Unknown, |it| it.value.ty);
        let types = || arguments.iter().map(|it| it.value.ty);
        let ty = match name {
            "bin_auto" => promoted(ty(0)),
            "array_concat" => common_of(types(), Conversion::None).unwrap_or(ARRAY),
            "array_iff" | "array_iif" => match ty(1) {
                dynamic if dynamic.is_dynamic() => dynamic,
                other => array_of(other),
            },
            "pack_array" => {
                let values = types().filter(|_| !arguments.iter().any(Argument::is_star));
                array_of(common_type(values))
            }
            "set_union" | "set_intersect" | "set_difference" => {
                match common_of(types(), Conversion::Promotable) {
                    Some(array @ Type::Array(_)) => array,
                    _ => ARRAY,
                }
            }
            "bag_set_key" => match ty(0) {
                Type::Unknown => Type::Bag,
                bag => bag,
            },
            "pack"
            | "bag_pack"
            | "pack_dictionary"
            | "bag_pack_columns"
            | "pack_all"
            | "bag_merge"
            | "bag_remove_keys"
            | "series_stats_dynamic"
            | "series_fit_line_dynamic"
            | "series_fit_2lines_dynamic" => Type::Bag,
            "column_ifexists" | "columnifexists" => return self.column_if_exists(arguments),
            "inner_nodes" => {
                return Value {
                    tuple: self.graph_nodes,
                    ..Value::UNKNOWN
                };
            }
            "map" => array_of(ty(1)),
            "array_sort_asc" | "array_sort_desc" => return self.sorted_arrays(node, arguments),
            "geo_point_to_s2cell" => Type::STRING,
            _ => layout.common_type(arguments, false).unwrap_or_default(),
        };
        Value::of(ty)
    }

    /// `column_ifexists("a", "")`: the column where there is one, else the default.
    fn column_if_exists(&mut self, arguments: &[Argument<'t>]) -> Value {
        let default = arguments.get(1).map_or(Type::Unknown, |it| it.value.ty);
        let name = self.constant_name(arguments.first().and_then(|it| it.value.constant));
        let column = name
            .zip(self.rows)
            .and_then(|(name, rows)| self.known_column(rows, name));
        match column {
            Some(column) => Value::of(column.ty),
            None => Value::of(default),
        }
    }

    fn series_tuple(
        &mut self,
        node: SyntaxNode<'t>,
        name: &str,
        parts: &[(&str, Type)],
        arguments: &[Argument<'t>],
    ) -> Value {
        let first = arguments.first();
        let series = first.and_then(|it| self.expression_name(it.node, Calls::Normal));
        let series = series.unwrap_or_default().into_owned();
        let columns: Vec<_> = parts
            .iter()
            .map(|(part, ty)| self.made_column(node.id(), &format!("{name}_{series}_{part}"), *ty))
            .collect();
        let tuple = self.model.schemas.add(&columns, false);
        Value::of_tuple(tuple, Type::Unknown)
    }

    fn sorted_arrays(&mut self, node: SyntaxNode<'t>, arguments: &[Argument<'t>]) -> Value {
        let mut columns = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            let ty = argument.value.ty;
            if !matches!(ty, Type::Array(_)) && ty != Type::DYNAMIC && !ty.is_unknown() {
                break;
            }
            let name = self.expression_name(argument.node, Calls::Normal);
            let name = match name.filter(|it| !it.is_empty()) {
                Some(name) => format!("{name}_sorted"),
                None => format!("array{at}_sorted"),
            };
            columns.push(self.made_column(node.id(), &name, ty));
        }
        let ty = match *columns {
            [only] => only.ty,
            _ => Type::Unknown,
        };
        let tuple = self.model.schemas.add(&columns, false);
        Value::of_tuple(tuple, ty)
    }
}
