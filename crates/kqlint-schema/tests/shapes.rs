//! One small export of each shape, and what is read from it.

use kqlint_catalog::TablePlan;
use kqlint_schema::{ImportSource, Imported, ParameterType, SchemaFile, Shape, import};

fn read(text: &str) -> Imported {
    let source = ImportSource {
        name: "export",
        table: "Named",
    };
    import(text, source).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[track_caller]
fn check(text: &str, shape: Shape, expected: &[(&str, &str)]) {
    let found = read(text);
    assert_eq!(found.shape, shape);
    let tables = found.tables.iter().map(|table| {
        let columns = table.columns.iter();
        let columns: Vec<_> = columns
            .map(|it| format!("{}: {}", it.name, it.ty.name()))
            .collect();
        (table.name.as_str(), columns.join(", "))
    });
    let tables: Vec<_> = tables.collect();
    let tables: Vec<_> = tables.iter().map(|it| (it.0, it.1.as_str())).collect();
    assert_eq!(tables, expected);
    let file = SchemaFile {
        tables: found.tables,
        functions: found.functions,
        ..SchemaFile::default()
    };
    assert_eq!(SchemaFile::read(&file.write()), Ok(file));
}

#[test]
fn metadata_of_a_workspace() {
    let text = r#"{"tables": [{"name": "Trips_CL", "description": "Trips.",
        "timespanColumn": "TimeGenerated", "columns": [
            {"name": "TimeGenerated", "type": "datetime"},
            {"name": "Km_d", "type": "real", "description": "How far."}]}],
        "functions": [{"name": "Long", "parameters": "least:real, n:int=3",
            "body": "Trips_CL | where Km_d > least"}]}"#;
    let expected = [("Trips_CL", "TimeGenerated: datetime, Km_d: real")];
    check(text, Shape::WorkspaceMetadata, &expected);
    let found = read(text);
    assert_eq!(
        found.tables[0].time_column.as_deref(),
        Some("TimeGenerated")
    );
    assert_eq!(
        found.tables[0].columns[1].description.as_deref(),
        Some("How far.")
    );
    let parameters = found.functions[0].parameters.as_ref().unwrap();
    assert_eq!(parameters[1].default.as_deref(), Some("3"));
}

#[test]
fn what_getschema_returns() {
    let expected = [("Named", "a: datetime, b c: long")];
    check(
        "ColumnName,ColumnOrdinal,DataType,ColumnType\n\
         a,0,System.DateTime,datetime\n\"b c\",1,System.Int64,long\n",
        Shape::GetSchemaCsv,
        &expected,
    );
    check(
        r#"[{"ColumnName": "a", "DataType": "System.DateTime", "ColumnType": "datetime"},
            {"ColumnName": "b c", "DataType": "System.Int64", "ColumnType": "long"}]"#,
        Shape::GetSchemaRows,
        &expected,
    );
    check(
        r#"{"tables": [{"name": "PrimaryResult",
            "columns": [{"name": "ColumnName"}, {"name": "ColumnType"}],
            "rows": [["a", "datetime"], ["b c", "long"]]}]}"#,
        Shape::GetSchemaResponse,
        &expected,
    );
    check(
        r#"[{"FrameType": "DataSetHeader"}, {"FrameType": "DataTable",
            "TableKind": "PrimaryResult", "Columns": [{"ColumnName": "ColumnName"},
            {"ColumnName": "ColumnType"}], "Rows": [["a", "datetime"], ["b c", "long"]]}]"#,
        Shape::GetSchemaResponse,
        &expected,
    );
}

const DATABASE: &str = r#"{"Databases": {"Fleet": {"Name": "Fleet",
    "Tables": {"Trips": {"Name": "Trips", "DocString": "Trips.", "OrderedColumns": [
        {"Name": "Start", "Type": "System.DateTime", "CslType": "datetime"}]}},
    "MaterializedViews": {"Last": {"Name": "Last", "OrderedColumns": [
        {"Name": "Ok", "Type": "System.SByte", "CslType": "bool"}]}},
    "Functions": {"Top": {"Name": "Top", "Body": "{ T | take n }", "InputParameters": [
        {"Name": "n", "CslType": "long", "CslDefaultValue": "5"},
        {"Name": "T", "Columns": [{"Name": "Start", "CslType": "datetime"}]}]}}}}}"#;

#[test]
fn schema_of_a_database() {
    let expected = [("Trips", "Start: datetime"), ("Last", "Ok: bool")];
    check(DATABASE, Shape::DatabaseSchema, &expected);
    let nested = DATABASE.replace('"', "\\\"").replace('\n', " ");
    let response = format!(
        r#"{{"Tables": [{{"TableName": "Table_0", "Columns": [{{"ColumnName":
            "DatabaseSchema"}}], "Rows": [["{nested}"]]}}]}}"#
    );
    check(&response, Shape::DatabaseSchemaResponse, &expected);
    let found = read(DATABASE);
    assert_eq!(found.functions[0].body.as_deref(), Some("T | take n"));
    let parameters = found.functions[0].parameters.as_ref().unwrap();
    assert!(matches!(&parameters[1].ty, ParameterType::Table(it) if it.len() == 1));
}

#[test]
fn commands() {
    check(
        ".create-merge table Trips (Start: datetime, ['k m']: real) with (docstring = 'Trips.')\n\n\
         .create tables A (x: long), B (y: string)\n\n\
         .drop table Old\n\n\
         .create function Top(n: long = 5) { Trips | take n }\n",
        Shape::Commands,
        &[
            ("Trips", "Start: datetime, k m: real"),
            ("A", "x: long"),
            ("B", "y: string"),
        ],
    );
}

#[test]
fn templates_and_resources_of_tables() {
    let table = r#""properties": {"schema": {"name": "Trips_CL",
        "columns": [{"name": "Km", "type": "real"}, {"name": "Ip", "type": "string",
            "dataTypeHint": "ip"}],
        "standardColumns": [{"name": "TimeGenerated", "type": "dateTime"},
            {"name": "_ResourceId", "type": "string"}]}}"#;
    let columns = "TimeGenerated: datetime, Km: real, Ip: string, _ResourceId: string";
    let expected = [("Trips_CL", columns)];
    check(
        &format!(r#"{{"name": "Trips_CL", {table}}}"#),
        Shape::TableResource,
        &expected,
    );
    check(
        &format!(r#"{{"value": [{{"name": "Trips_CL", {table}}}]}}"#),
        Shape::TableList,
        &expected,
    );
    check(
        &format!(
            r#"{{"$schema": "x", "resources": [{{"type": "Microsoft.Storage/accounts"}},
                {{"type": "Microsoft.OperationalInsights/workspaces/tables",
                "name": "[concat(parameters('w'), '/Trips_CL')]", {table}}}]}}"#
        ),
        Shape::Template,
        &expected,
    );
    check(
        r#"[{"name": "Trips_CL", "schema": {"columns": [{"name": "Km", "type": "real"}]}}]"#,
        Shape::TableList,
        &[("Trips_CL", "Km: real")],
    );
}

#[test]
fn tables_are_on_the_plan_that_azure_says() {
    let schema = r#""schema": {"name": "Trips_CL", "columns": [{"name": "Km", "type": "real"}]}"#;
    for text in [
        format!(r#"{{"name": "Trips_CL", "properties": {{"plan": "Basic", {schema}}}}}"#),
        format!(r#"[{{"name": "Trips_CL", "plan": "Basic", {schema}}}]"#),
    ] {
        assert_eq!(read(&text).tables[0].plan, Some(TablePlan::Basic), "{text}");
    }
}

#[test]
fn content_of_sentinel() {
    check(
        r#"{"Name": "Trips_CL", "Properties": [{"name": "TimeGenerated", "type": "DateTime"},
            {"name": "Km_d", "type": "Double"}]}"#,
        Shape::SentinelTable,
        &[("Trips_CL", "TimeGenerated: datetime, Km_d: real")],
    );
    let text = r#"{"FunctionName": "Long", "FunctionParameters": [{"Name": "n", "Type": "int",
        "IsRequired": false}], "FunctionResultColumns": [{"Name": "Km_d", "Type": "real"}]}"#;
    check(text, Shape::SentinelFunction, &[]);
    let function = &read(text).functions[0];
    assert!(function.parameters.as_ref().unwrap()[0].optional);
    assert_eq!(function.columns.as_ref().unwrap().len(), 1);
}

#[test]
fn a_rule_that_collects_data() {
    check(
        r#"{"properties": {"streamDeclarations": {"Custom-Raw": {"columns": [
            {"name": "Time", "type": "datetime"}, {"name": "Km", "type": "string"}]}},
            "dataFlows": [{"streams": ["Custom-Raw"], "outputStream": "Custom-Trips_CL",
                "transformKql": "source | project TimeGenerated = Time, Km = toreal(Km)"}]}}"#,
        Shape::DataCollectionRule,
        &[("Trips_CL", "TimeGenerated: datetime, Km: real")],
    );
}

#[test]
fn what_is_no_schema_is_refused_with_a_reason() {
    let fails = |text: &str| {
        let source = ImportSource {
            name: "export",
            table: "Named",
        };
        import(text, source).unwrap_err().message
    };
    assert!(fails("").starts_with("this is neither JSON nor a command"));
    assert!(fails("{}").starts_with("this is no schema that kqlint can read"));
    assert!(fails("[]").contains("empty"));
    assert!(fails(".show tables").contains("no tables and no functions"));
    assert_eq!(
        fails(r#"{"Name": "T_CL", "Properties": [{"name": "a", "type": "varchar"}]}"#),
        "`type`: there is no type `varchar`; known are `bool`, `datetime`, `decimal`, `dynamic`, \
         `guid`, `int`, `long`, `real`, `string`, `timespan`"
    );
    assert_eq!(fails(".create table T (a: lon)"), "`lon` is not a type");
}

#[test]
fn no_text_is_too_strange() {
    let deep = "[".repeat(600);
    for text in [
        &deep,
        "{\"tables\": 1}",
        "[1]",
        "{\"resources\": [[]]}",
        "\u{feff}",
        ".create",
        ".create table",
        ".create table T",
        ".create table T (",
        "a,b\n1",
        "{\"Databases\": []}",
    ] {
        let source = ImportSource {
            name: "export",
            table: "Named",
        };
        let _ = import(text, source);
    }
}
