//! Puts schema files over a catalog.

use kqlint_catalog::{
    Catalog, DeprecationStatus, Environment, ScalarType, WorkspaceFunctionKind,
    WorkspaceParameterType, encode,
};

use crate::{
    model::{Column, Function, Parameter, ParameterType, SchemaFile, Table},
    resolve::{self, Yield},
};

/// The catalog with the tables and functions of schema files. Of several files that
/// say the same name, the last counts.
///
/// A table that the catalog knows keeps its columns; the file adds to them and says
/// more of them. A table of a workspace has the columns that the service adds.
#[must_use]
pub fn extend(catalog: &Catalog, files: &[SchemaFile]) -> Catalog {
    let mut schema = encode::Schema::default();
    for file in files.iter().rev() {
        for table in &file.tables {
            tables(&mut schema.tables, table, &file.environments, catalog);
        }
    }
    let with_tables = catalog.clone().with_layer(schema.to_layer());
    let functions = files
        .iter()
        .rev()
        .flat_map(|file| file.functions.iter().map(|it| (it, &file.environments)));
    let (functions, environments): (Vec<_>, Vec<_>) = functions.unzip();
    let yields = resolve::yields(&functions, &with_tables, |function, found| {
        workspace_function(function, found, &[])
    });
    let encoded = functions.iter().zip(&yields).zip(environments);
    schema.workspace_functions = encoded
        .map(|((function, found), environments)| workspace_function(function, found, environments))
        .collect();
    catalog.clone().with_layer(schema.to_layer())
}

/// One table for each environment in which the catalog knows something else of it.
fn tables(
    out: &mut Vec<encode::Table>,
    table: &Table,
    environments: &[Environment],
    catalog: &Catalog,
) {
    let everywhere = environments.is_empty();
    for &environment in Environment::ALL {
        if everywhere || environments.contains(&environment) {
            let there = catalog.clone().with_environment(environment);
            out.push(encode::Table {
                environments: vec![environment],
                ..encoded_table(table, &there)
            });
        }
    }
}

fn encoded_table(table: &Table, catalog: &Catalog) -> encode::Table {
    let known = catalog.table(&table.name);
    let mut columns: Vec<_> = table.columns.iter().map(encoded_column).collect();
    if catalog.environment().is_workspace() {
        columns.iter_mut().for_each(store_guid_as_text);
    }
    if let Some(known) = known {
        add_missing(&mut columns, known.columns().map(encode::Column::from));
    } else if columns.iter().any(|it| it.name == "TimeGenerated") {
        let standard = catalog.standard_columns().map(encode::Column::from);
        add_missing(&mut columns, standard);
    }
    let mut out = encode::Table {
        name: table.name.clone(),
        description: table.description.clone(),
        note: table.note.clone(),
        columns,
        plan: table.plan,
        documented: known.is_some() && table.columns.is_empty(),
        open: table.open || known.is_some_and(|it| it.is_open()),
        time_column: table.time_column.clone(),
        deprecation: table.deprecated.as_deref().map(deprecation),
        ..encode::Table::default()
    };
    if let Some(known) = known {
        out.describe_from(known);
    }
    out
}

/// A workspace keeps guids as text, whatever its schema says.
fn store_guid_as_text(column: &mut encode::Column) {
    if column.ty == ScalarType::Guid {
        column.ty = ScalarType::String;
    }
}

fn add_missing(columns: &mut Vec<encode::Column>, more: impl Iterator<Item = encode::Column>) {
    let own = columns.len();
    for column in more {
        let is_there = |it: &encode::Column| it.name == column.name;
        if !columns.iter().take(own).any(is_there) {
            columns.push(column);
        }
    }
}

fn encoded_column(column: &Column) -> encode::Column {
    encode::Column {
        meaning: column.description.clone(),
        note: column.note.clone(),
        values: column.values.clone(),
        values_are_closed: column.closed,
        deprecation: column.deprecated.as_deref().map(deprecation),
        ..encode::Column::new(column.name.as_str(), column.ty)
    }
}

fn deprecation(note: &str) -> encode::Deprecation {
    encode::Deprecation {
        status: DeprecationStatus::Deprecated,
        since: None,
        retires: None,
        replacements: Vec::new(),
        note: Some(note.to_owned()),
    }
}

fn workspace_function(
    function: &Function,
    found: &Yield,
    environments: &[Environment],
) -> encode::WorkspaceFunction {
    let parameters = function.parameters.as_ref();
    encode::WorkspaceFunction {
        name: function.name.clone(),
        kind: match found.returns {
            Some(_) => WorkspaceFunctionKind::Scalar,
            None => WorkspaceFunctionKind::Tabular,
        },
        description: function.description.clone(),
        note: function.note.clone(),
        asim_schema: None,
        body: function.body.clone(),
        returns: found.returns,
        open: found.open,
        invoked: false,
        user_deployed: false,
        parameters: parameters.map(|it| it.iter().map(encoded_parameter).collect()),
        columns: found.columns.iter().map(encoded_column).collect(),
        environments: environments.to_vec(),
    }
}

fn encoded_parameter(parameter: &Parameter) -> encode::WorkspaceParameter {
    let (ty, rows) = match &parameter.ty {
        ParameterType::Scalar(ty) => (WorkspaceParameterType::Scalar(*ty), None),
        ParameterType::Table(columns) => (WorkspaceParameterType::Tabular, Some(row_text(columns))),
    };
    let unknown_default = || {
        parameter
            .optional
            .then(|| format!("{}(null)", null_type(ty)))
    };
    encode::WorkspaceParameter {
        name: parameter.name.clone(),
        ty,
        tabular_schema: rows,
        default: parameter.default.clone().or_else(unknown_default),
    }
}

/// `a: long, b: string`; `*` for any columns.
fn row_text(columns: &[(String, ScalarType)]) -> String {
    if columns.is_empty() {
        return "*".to_owned();
    }
    let columns = columns.iter();
    let columns: Vec<_> = columns
        .map(|(name, ty)| format!("{name}:{}", ty.name()))
        .collect();
    columns.join(", ")
}

fn null_type(ty: WorkspaceParameterType) -> &'static str {
    match ty {
        WorkspaceParameterType::Scalar(ty) => ty.name(),
        WorkspaceParameterType::Tabular => ScalarType::Dynamic.name(),
    }
}

#[cfg(test)]
mod tests {
    use kqlint_semantics::{Options, analyze};

    use super::*;

    #[track_caller]
    fn columns(schema: &str, query: &str) -> String {
        let file = SchemaFile::read(schema).unwrap();
        let catalog = extend(&Catalog::builtin(), &[file]);
        let tree = kqlint_syntax::parse(query);
        let model = analyze(&tree, &catalog, &Options::default());
        let query = model.queries().next().unwrap();
        format!("{:?} {:?}", query.output().unwrap(), model.problems())
    }

    #[test]
    fn functions_of_any_rows_yield_what_a_call_gives_them() {
        let schema = r#"{"functions": {
            "Marked": {
                "parameters": {"T": "table", "column": "string"},
                "body": "T | extend Mark = strcat(column, Name)"
            },
            "Twice": {"parameters": {"T": "table"}, "body": "Marked(Marked(T, 'x'), 'y')"},
            "Endless": {"parameters": {"T": "table"}, "body": "Endless(T) | union Endless(T)"},
            "Named": {"parameters": {"T": {"type": "table", "columns": {"a": "long"}}}, "body": "T | project b = a"}
        }}"#;
        let rows = "datatable(Name: string, b: int)[]";
        assert_eq!(
            columns(schema, &format!("{rows} | invoke Marked('x')")),
            "(Name: string, b: int, Mark: string) []"
        );
        assert_eq!(
            columns(schema, &format!("Twice(({rows} | project Name))")),
            "(Name: string, Mark: string) []"
        );
        assert!(columns(schema, &format!("Endless({rows})")).contains('…'));
        assert_eq!(
            columns(schema, "datatable(a: long, c: string)[] | invoke Named()"),
            "(b: long) []"
        );
    }

    #[test]
    fn tables_of_ones_own_are_known() {
        let schema = r#"{"tables": {"Jobs": {"columns": {"a": "long"}}}}"#;
        assert_eq!(columns(schema, "Jobs"), "(a: long) []");
    }

    #[test]
    fn known_tables_get_more_columns() {
        let schema = r#"{"tables": {"Heartbeat": {"columns": {"Team_CF": "string"}}}}"#;
        let query = "Heartbeat | project Team_CF, Computer";
        assert_eq!(
            columns(schema, query),
            "(Team_CF: string, Computer: string) []"
        );
    }

    #[test]
    fn tables_of_a_workspace_have_what_the_service_adds() {
        let schema = r#"{"tables": {"Orders_CL": {"columns": {"TimeGenerated": "datetime"}}}}"#;
        let query = "Orders_CL | project _ResourceId, Type";
        assert_eq!(
            columns(schema, query),
            "(_ResourceId: string, Type: string) []"
        );
    }

    #[test]
    fn functions_are_read_after_those_that_they_call() {
        let schema = r#"{"functions": {
            "Late": {"parameters": {"n": "int"}, "body": "Early() | take n | project a"},
            "Early": {"parameters": {}, "body": "print a = 1, b = 2"},
            "Half": {"parameters": {"x": "real"}, "body": "x / 2"},
            "Loop": {"parameters": {}, "body": "Loop() | take 1"}
        }}"#;
        assert_eq!(columns(schema, "Late(3)"), "(a: long) []");
        assert_eq!(
            columns(schema, "Early | project h = Half(3.0)"),
            "(h: real) []"
        );
        assert_eq!(columns(schema, "Loop()"), "(…) []");
    }
}
