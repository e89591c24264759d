//! A user's schema: compiled, read back, and asked before the built-in one.

use kqlint_catalog::{
    Catalog, DeprecationStatus, Environment, Layer, LayerError, ScalarType, WorkspaceFunctionKind,
    WorkspaceParameterType,
    encode::{Column, Deprecation, Encoded, Schema, Table, WorkspaceFunction, WorkspaceParameter},
};

fn table(name: &str, columns: &[(&str, ScalarType)]) -> Table {
    Table {
        name: name.to_owned(),
        columns: columns
            .iter()
            .map(|(name, ty)| Column::new(*name, *ty))
            .collect(),
        ..Table::default()
    }
}

fn orders() -> Table {
    let amount = Column {
        meaning: Some("What was paid.".to_owned()),
        note: Some("Without tax.".to_owned()),
        values: vec!["1".to_owned(), "2".to_owned()],
        values_are_closed: true,
        deprecation: Some(Deprecation {
            status: DeprecationStatus::Announced,
            since: Some("2026-01".to_owned()),
            retires: None,
            replacements: vec!["Total".to_owned()],
            note: None,
        }),
        ..Column::new("Amount", ScalarType::Real)
    };
    let mut table = table("Orders_CL", &[("my col", ScalarType::Dynamic)]);
    table.columns.push(amount);
    Table {
        description: Some("Orders.".to_owned()),
        open: true,
        time_column: Some("Start".to_owned()),
        categories: vec!["shop".to_owned()],
        ..table
    }
}

fn saved_function() -> WorkspaceFunction {
    WorkspaceFunction {
        name: "RecentOrders".to_owned(),
        kind: WorkspaceFunctionKind::Tabular,
        description: None,
        note: None,
        asim_schema: None,
        body: Some("Orders_CL | take n".to_owned()),
        returns: None,
        open: false,
        invoked: false,
        user_deployed: false,
        parameters: Some(vec![WorkspaceParameter {
            name: "n".to_owned(),
            ty: WorkspaceParameterType::Scalar(ScalarType::Int),
            tabular_schema: None,
            default: Some("10".to_owned()),
        }]),
        columns: vec![Column::new("Amount", ScalarType::Real)],
        environments: Vec::new(),
    }
}

fn schema() -> Schema {
    Schema {
        tables: vec![orders(), table("Usage", &[("Mine", ScalarType::Guid)])],
        workspace_functions: vec![saved_function()],
        ..Schema::default()
    }
}

#[test]
fn what_is_encoded_is_read_back() {
    let catalog = Catalog::builtin().with_layer(schema().to_layer());
    let table = catalog.table("Orders_CL").unwrap();
    assert_eq!(table.description(), Some("Orders."));
    assert!(table.is_open());
    assert_eq!(table.time_column(), Some("Start"));
    assert_eq!(table.categories().collect::<Vec<_>>(), ["shop"]);
    let columns: Vec<_> = table.columns().map(|it| (it.name(), it.ty())).collect();
    assert_eq!(
        columns,
        [
            ("my col", ScalarType::Dynamic),
            ("Amount", ScalarType::Real)
        ]
    );
    let amount = table.column("Amount").unwrap();
    assert_eq!(amount.meaning(), Some("What was paid."));
    assert_eq!(amount.note(), Some("Without tax."));
    assert_eq!(amount.values().collect::<Vec<_>>(), ["1", "2"]);
    assert!(amount.values_are_closed());
    let deprecation = amount.deprecation().unwrap();
    assert_eq!(deprecation.since(), Some("2026-01"));
    assert_eq!(deprecation.retires(), None);
    assert_eq!(deprecation.replacements().collect::<Vec<_>>(), ["Total"]);

    let function = catalog.workspace_function("RecentOrders").unwrap();
    assert_eq!(function.body(), Some("Orders_CL | take n"));
    assert_eq!(function.columns().next().unwrap().name(), "Amount");
    let parameter = function.parameters().next().unwrap();
    assert_eq!((parameter.name(), parameter.default()), ("n", Some("10")));
}

#[test]
fn users_tables_exist_everywhere_and_replace_built_in_ones() {
    let builtin = Catalog::builtin();
    let catalog = builtin.clone().with_layer(schema().to_layer());
    assert!(catalog.table("Usage").unwrap().column("Mine").is_some());
    assert!(catalog.table("Usage").unwrap().column("Quantity").is_none());
    assert_eq!(catalog.tables().count(), builtin.tables().count() + 1);

    let adx = catalog.with_environment(Environment::Adx);
    let names: Vec<_> = adx.tables().map(|it| it.name().to_owned()).collect();
    assert_eq!(names, ["Orders_CL", "Usage"]);
}

#[test]
fn the_layer_added_last_is_asked_first() {
    let first = Schema {
        tables: vec![table("T", &[("a", ScalarType::Int)])],
        ..Schema::default()
    };
    let second = Schema {
        tables: vec![table("T", &[("b", ScalarType::Int)])],
        ..Schema::default()
    };
    let catalog = Catalog::builtin()
        .with_layer(first.to_layer())
        .with_layer(second.to_layer());
    assert!(catalog.table("T").unwrap().column("b").is_some());
    assert_eq!(catalog.tables().filter(|it| it.name() == "T").count(), 1);
}

#[test]
fn tables_are_found_by_what_their_names_begin_with() {
    let schema = Schema {
        tables: vec![table("deviceOwn", &[]), table("Devic", &[])],
        ..Schema::default()
    };
    let catalog = Catalog::builtin().with_layer(schema.to_layer());
    let found: Vec<_> = catalog.tables_with_prefix("Device").collect();
    let all = catalog.tables();
    let expected = all.filter(|it| it.name().to_ascii_lowercase().starts_with("device"));
    let expected: Vec<_> = expected.map(|it| it.name()).collect();
    let found: Vec<_> = found.into_iter().map(|it| it.name()).collect();
    assert!(found.len() > 5 && found.contains(&"deviceOwn"), "{found:?}");
    assert_eq!(found, expected);
    assert_eq!(catalog.tables_with_prefix("Zzz").count(), 0);
    let all = catalog.tables().count();
    assert_eq!(catalog.tables_with_prefix("").count(), all);
}

#[test]
fn columns_of_one_name_are_kept_once_and_cases_apart() {
    let columns = [
        ("a", ScalarType::Int),
        ("A", ScalarType::Long),
        ("a", ScalarType::Real),
    ];
    let schema = Schema {
        tables: vec![table("T", &columns)],
        ..Schema::default()
    };
    let catalog = Catalog::builtin().with_layer(schema.to_layer());
    let table = catalog.table("T").unwrap();
    assert_eq!(table.column_count(), 2);
    assert_eq!(table.column("a").unwrap().ty(), ScalarType::Int);
    assert_eq!(table.column("A").unwrap().ty(), ScalarType::Long);
    assert_eq!(
        table.column_ignoring_case("A").unwrap().ty(),
        ScalarType::Long
    );
}

#[test]
fn imported_tables_keep_what_is_known_of_them() {
    let builtin = Catalog::builtin();
    let columns = [
        ("EventType", ScalarType::String),
        ("TimeGenerated", ScalarType::DateTime),
        ("Mine", ScalarType::Long),
    ];
    let mut table = table("AmlComputeJobEvent", &columns);
    table.note = Some("Ours.".to_owned());
    table.describe_from(builtin.table("AmlComputeJobEvent").unwrap());
    let schema = Schema {
        tables: vec![table],
        ..Schema::default()
    };
    let catalog = builtin.with_layer(schema.to_layer());
    let table = catalog.table("AmlComputeJobEvent").unwrap();
    assert_eq!(table.column_count(), 3);
    assert_eq!(table.note(), Some("Ours."));
    assert_eq!(table.time_column(), Some("TimeGenerated"));
    assert_eq!(table.resource_types().count(), 1);
    assert_eq!(table.column("EventType").unwrap().values().count(), 4);
    assert!(table.column("TimeGenerated").unwrap().is_standard());
    assert!(table.column("Mine").unwrap().meaning().is_none());
}

#[test]
fn parameters_of_functions_are_known() {
    let builtin = Catalog::builtin();
    assert!(builtin.has_parameter("starttime"));
    assert!(!builtin.has_parameter("n"));
    let catalog = builtin.with_layer(schema().to_layer());
    assert!(catalog.has_parameter("n"));
}

#[test]
fn a_column_has_a_type_where_all_tables_agree() {
    let builtin = Catalog::builtin();
    let time = Some(ScalarType::DateTime);
    assert_eq!(builtin.column_type("TimeGenerated"), time);
    assert_eq!(builtin.column_type("NoSuchColumn"), None);
    let mut schema = Schema::default();
    let own = table(
        "Own",
        &[
            ("TimeGenerated", ScalarType::String),
            ("Mine", ScalarType::Long),
        ],
    );
    schema.tables.push(own);
    let catalog = builtin.with_layer(schema.to_layer());
    assert_eq!(catalog.column_type("TimeGenerated"), None);
    assert_eq!(catalog.column_type("Mine"), Some(ScalarType::Long));
}

#[test]
fn equal_schemas_give_equal_bytes() {
    assert_eq!(schema().encode(), schema().encode());
}

#[test]
fn other_bytes_are_not_a_layer() {
    for bytes in [&b""[..], b"KQLCAT", b"{\"tables\": []}", &[0; 200]] {
        let text = String::new();
        let bytes = bytes.to_vec();
        let found = Layer::new(Encoded { text, bytes });
        assert_eq!(found.unwrap_err(), LayerError::NotACatalog);
    }
}

#[test]
fn damaged_bytes_are_read_without_panic() {
    let whole = schema().encode();
    for at in (8..whole.bytes.len()).step_by(3) {
        for damage in [0x00, 0xff] {
            let mut encoded = whole.clone();
            encoded.bytes[at] = damage;
            read_everything(encoded);
        }
        let mut encoded = whole.clone();
        encoded.bytes.truncate(at);
        read_everything(encoded);
    }
    let text = "é".to_owned();
    read_everything(Encoded { text, ..whole });
}

fn read_everything(encoded: Encoded) {
    let Ok(layer) = Layer::new(encoded) else {
        return;
    };
    let catalog = Catalog::builtin()
        .with_layer(layer)
        .with_environment(Environment::Adx);
    for table in catalog.tables().take(10) {
        let texts = [table.description(), table.note(), table.time_column()];
        assert!(texts.iter().flatten().all(|it| !it.is_empty()));
        for column in table.columns().take(10) {
            let read = (column.meaning(), column.values().take(10).count());
            std::hint::black_box((read, column.deprecation(), column.ty()));
            std::hint::black_box(table.column_ignoring_case(column.name()));
        }
        std::hint::black_box(table.categories().take(10).count());
    }
    for function in catalog.workspace_functions().take(10) {
        let columns = function.columns().take(10).count();
        let parameters = function.parameters().take(10);
        let parameters = parameters.map(|it| (it.name().len(), it.ty()));
        std::hint::black_box((columns, parameters.collect::<Vec<_>>(), function.body()));
    }
    std::hint::black_box((catalog.table("Orders_CL"), catalog.table_ignoring_case("x")));
}
