//! What the built-in catalog knows, through its public API.

use std::collections::BTreeSet;

use kqlint_catalog::{
    ArgumentKind, Catalog, DeprecationStatus, Environment, FunctionKind, ParameterKind,
    ResultNameKind, Returns, ScalarType, WorkspaceFunctionKind, WorkspaceParameterType,
};

#[test]
fn every_table_and_column_is_found_by_name() {
    for &environment in Environment::ALL {
        let catalog = Catalog::builtin().with_environment(environment);
        for table in catalog.tables() {
            let found = catalog.table(table.name()).unwrap();
            assert_eq!(found.column_count(), table.column_count());
            for column in table.columns() {
                let by_name = table.column(column.name()).unwrap();
                assert_eq!(by_name.name(), column.name());
                assert_eq!(by_name.ty(), column.ty());
                let upper = column.name().to_ascii_uppercase();
                let ignoring_case = table.column_ignoring_case(&upper).unwrap();
                assert!(ignoring_case.name().eq_ignore_ascii_case(column.name()));
                // What Defender's documentation calls text is a dynamic value in queries.
                let is_known = column.ty() != ScalarType::Unknown;
                assert!(is_known || environment == Environment::Defender);
            }
        }
    }
}

#[test]
fn names_within_few_edits_are_found() {
    let catalog = Catalog::builtin();
    let tables: Vec<_> = catalog.tables_like("Heartbaet", 1).collect();
    assert!(tables.iter().any(|it| it.name() == "Heartbeat"));
    assert!(tables.len() < 10);
    let mut functions = catalog.functions_like("tolowr", 1);
    assert!(functions.any(|it| it.name() == "tolower"));
    let mut aggregates = catalog.functions_like("dcuont", 1);
    assert!(aggregates.any(|it| it.name() == "dcount"));
    let mut plugins = catalog.plugins_like("bag_unpac", 1);
    assert!(plugins.any(|it| it.name() == "bag_unpack"));
    let elsewhere = catalog.clone().with_environment(Environment::Adx);
    assert_eq!(elsewhere.tables_like("Heartbeat", 1).count(), 0);
}

#[test]
fn tables_are_sorted_and_each_once() {
    let catalog = Catalog::builtin();
    let names: Vec<_> = catalog.tables().map(|it| it.name().to_owned()).collect();
    let lower: Vec<_> = names.iter().map(|it| it.to_ascii_lowercase()).collect();
    assert!(lower.is_sorted());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    assert_eq!(names.len(), 944 + 10);
}

#[test]
fn job_events_have_meanings_values_and_traps() {
    let catalog = Catalog::builtin();
    let table = catalog.table("AmlComputeJobEvent").unwrap();
    assert_eq!(table.time_column(), Some("TimeGenerated"));
    assert_eq!(table.description(), Some("Events of jobs on AmlCompute."));
    assert!(!table.is_open());
    assert!(!table.basic_plan());
    assert!(table.column("Category").is_none());

    let event_type = table.column("EventType").unwrap();
    let values: Vec<_> = event_type.values().collect();
    assert_eq!(
        values,
        ["JobSubmitted", "JobRunning", "JobFailed", "JobSucceeded"]
    );
    assert!(!event_type.values_are_closed());
    assert!(event_type.meaning().is_some());

    let workers = table.column("TFWorkerCount").unwrap();
    assert_eq!(workers.ty(), ScalarType::String);
    assert!(workers.note().unwrap().contains("kept as text"));

    let hidden: Vec<_> = table.columns().filter(|it| it.is_hidden()).collect();
    let names: Vec<_> = hidden.iter().map(|it| it.name()).collect();
    assert_eq!(names, ["_TimeReceived", "_ItemId"]);
    assert!(table.column("TimeGenerated").unwrap().is_standard());
    assert!(!event_type.is_standard());
}

#[test]
fn closed_values_are_told_from_examples() {
    let catalog = Catalog::builtin();
    let table = catalog.table("AmlComputeClusterEvent").unwrap();
    let priority = table.column("VmPriority").unwrap();
    assert!(priority.values_are_closed());
    assert_eq!(
        priority.values().collect::<Vec<_>>(),
        ["Dedicated", "LowPriority"]
    );
}

#[test]
fn own_columns_come_before_the_standard_ones_they_lack() {
    let catalog = Catalog::builtin();
    let table = catalog.table("AmlComputeJobEvent").unwrap();
    let names: Vec<_> = table.columns().map(|it| it.name()).collect();
    assert_eq!(names[0], "_BilledSize");
    let last = names.last_chunk::<3>().unwrap();
    assert_eq!(last, &["WorkspaceName", "_TimeReceived", "_ItemId"]);
}

#[test]
fn workspaces_add_columns_to_tables_and_clusters_do_not() {
    let catalog = Catalog::builtin();
    let names: Vec<_> = catalog.standard_columns().map(|it| it.name()).collect();
    assert_eq!(names.len(), 10);
    assert_eq!(names.first(), Some(&"_TimeReceived"));
    assert!(names.contains(&"TimeGenerated"));
    assert!(catalog.standard_columns().all(|it| it.is_standard()));
    let adx = catalog.clone().with_environment(Environment::Adx);
    assert_eq!(adx.standard_columns().count(), 0);
}

#[test]
fn case_counts_for_tables_except_in_resource_graph() {
    let catalog = Catalog::builtin();
    assert!(catalog.table("AMLComputeJobEvent").is_none());
    let found = catalog.table_ignoring_case("AMLComputeJobEvent").unwrap();
    assert_eq!(found.name(), "AmlComputeJobEvent");

    let catalog = catalog.with_environment(Environment::ResourceGraph);
    let table = catalog.table("ResourceContainers").unwrap();
    assert_eq!(table.name(), "resourcecontainers");
    assert!(table.is_open());
    assert_eq!(table.column("tags").unwrap().ty(), ScalarType::Dynamic);
    assert!(catalog.table("AmlComputeJobEvent").is_none());
}

#[test]
fn environments_decide_which_tables_exist() {
    let catalog = Catalog::builtin();
    let workspace = catalog.table("DeviceEvents").unwrap();
    assert!(workspace.column("Timestamp").is_none());
    assert!(catalog.table("ExposureGraphNodes").is_none());

    let defender = catalog.clone().with_environment(Environment::Defender);
    let table = defender.table("DeviceEvents").unwrap();
    assert_eq!(table.time_column(), Some("Timestamp"));
    assert_eq!(table.columns().next().unwrap().name(), "Timestamp");
    assert!(table.column("TimeGenerated").unwrap().is_hidden());
    assert_eq!(
        defender
            .table("IdentityLogonEvents")
            .and_then(|it| it.column("Port"))
            .map(|it| it.ty()),
        Some(ScalarType::Int)
    );
    assert!(defender.table("Usage").is_none());
    assert!(defender.table("ExposureGraphNodes").unwrap().is_open());
    assert!(defender.workspace_function("_Im_Dns").is_some());

    let adx = catalog.with_environment(Environment::Adx);
    assert_eq!(adx.tables().count(), 0);
    assert_eq!(adx.workspace_functions().count(), 0);
    assert!(adx.function("strlen").is_some());
}

#[test]
fn open_tables_and_classic_names_are_known() {
    let catalog = Catalog::builtin();
    assert!(catalog.table("AzureDiagnostics").unwrap().is_open());
    let requests = catalog.table("requests").unwrap();
    assert_eq!(requests.time_column(), Some("timestamp"));
    assert_eq!(requests.column("duration").unwrap().ty(), ScalarType::Real);
    let deprecation = requests.deprecation().unwrap();
    assert_eq!(
        deprecation.replacements().collect::<Vec<_>>(),
        ["AppRequests"]
    );
    assert_eq!(deprecation.status(), DeprecationStatus::Legacy);
}

#[test]
fn deprecations_tell_dates_and_replacements() {
    let catalog = Catalog::builtin();
    let table = catalog.table("ContainerLog").unwrap();
    let deprecation = table.deprecation().unwrap();
    assert_eq!(deprecation.status(), DeprecationStatus::Deprecated);
    assert_eq!(deprecation.retires(), Some("2026-09-30"));
    assert_eq!(
        deprecation.replacements().collect::<Vec<_>>(),
        ["ContainerLogV2"]
    );

    let nodes = catalog.table("AmlComputeClusterNodeEvent").unwrap();
    assert_eq!(nodes.deprecation().unwrap().since(), Some("2022-02"));

    let column = catalog.table("CommonSecurityLog").unwrap();
    let column = column.column("ExternalID").unwrap().deprecation().unwrap();
    assert_eq!(column.status(), DeprecationStatus::Announced);
    assert_eq!(column.replacements().collect::<Vec<_>>(), ["ExtID"]);
    assert!(catalog.table("Usage").unwrap().deprecation().is_none());
}

#[test]
fn functions_have_signatures() {
    let catalog = Catalog::builtin();
    assert_eq!(catalog.functions().count(), 429);
    assert_eq!(catalog.aggregates().count(), 61);
    assert_eq!(catalog.plugins().count(), 47);

    let function = catalog.function("bin").unwrap();
    assert_eq!(function.kind(), FunctionKind::Scalar);
    assert_eq!(function.result_name_kind(), ResultNameKind::FirstArgument);
    assert!(function.signatures().all(|it| it.min_arguments() == 2));

    let function = catalog.aggregate("dcount").unwrap();
    assert_eq!(function.kind(), FunctionKind::Aggregate);
    assert_eq!(function.result_name_prefix(), Some("dcount"));
    let signature = function.signatures().next().unwrap();
    assert_eq!(signature.returns(), Returns::Type(ScalarType::Long));
    assert!(signature.parameters().last().unwrap().is_optional());

    let function = catalog.function("extract").unwrap();
    let signature = function.signatures().last().unwrap();
    let parameters: Vec<_> = signature.parameters().collect();
    assert_eq!(parameters[0].name(), "regex");
    assert_eq!(parameters[0].kind(), ParameterKind::Declared);
    assert_eq!(
        parameters[0].types().collect::<Vec<_>>(),
        [ScalarType::String]
    );
    assert!(parameters[3].takes_type());
    assert_eq!(parameters[3].argument(), ArgumentKind::Literal);

    let part = catalog.function("datetime_part").unwrap();
    let part = part
        .signatures()
        .next()
        .unwrap()
        .parameters()
        .next()
        .unwrap();
    assert!(part.values().any(|it| it == "week_of_year"));
}

#[test]
fn every_fact_of_functions_is_readable() {
    let catalog = Catalog::builtin();
    let all = catalog.functions().chain(catalog.aggregates());
    for function in all.chain(catalog.plugins()) {
        assert!(function.signatures().count() > 0, "{function:?}");
        for signature in function.signatures() {
            assert!(signature.min_arguments() <= signature.max_arguments());
            for parameter in signature.parameters() {
                assert!(!parameter.name().is_empty(), "{function:?}");
                let declared = parameter.types().count() > 0 || parameter.takes_type();
                assert_eq!(declared, parameter.kind() == ParameterKind::Declared);
            }
        }
        let alternative = function.alternative();
        assert!(alternative.is_none() || function.obsolete(), "{function:?}");
    }
}

#[test]
fn obsolete_functions_name_their_successor() {
    let catalog = Catalog::builtin();
    let function = catalog.aggregate("makeset").unwrap();
    assert!(function.obsolete() && function.is_hidden());
    assert_eq!(function.alternative(), Some("make_set"));
    let replace = catalog.function("replace").unwrap();
    assert_eq!(replace.alternative(), Some("replace_regex"));
}

#[test]
fn workspace_functions_have_parameters() {
    let catalog = Catalog::builtin();
    let dns = catalog.workspace_function("_Im_Dns").unwrap();
    assert_eq!(dns.kind(), WorkspaceFunctionKind::Tabular);
    assert_eq!(dns.asim_schema(), Some("Dns"));
    assert!(dns.is_open() && dns.parameters_are_known());
    let start = dns.parameters().next().unwrap();
    assert_eq!(start.name(), "starttime");
    assert_eq!(
        start.ty(),
        WorkspaceParameterType::Scalar(ScalarType::DateTime)
    );
    assert_eq!(start.default(), Some("datetime(null)"));

    let watchlist = catalog.workspace_function("_GetWatchlist").unwrap();
    let columns: Vec<_> = watchlist.columns().map(|it| it.name()).collect();
    assert!(watchlist.is_open() && columns.contains(&"SearchKey"));
    assert!(!watchlist.parameters().next().unwrap().is_optional());

    let lookup = catalog.workspace_function("_ASIM_LookupICMPType").unwrap();
    assert_eq!(lookup.kind(), WorkspaceFunctionKind::Scalar);
    assert_eq!(lookup.returns(), Some(ScalarType::String));

    let resolve = catalog.workspace_function("_ASIM_ResolveSrcFQDN").unwrap();
    let input = resolve.parameters().next().unwrap();
    assert!(resolve.is_invoked());
    assert_eq!(input.ty(), WorkspaceParameterType::Tabular);
    assert_eq!(input.tabular_schema(), Some("TimeGenerated:datetime"));
    assert_eq!(catalog.workspace_functions().count(), 475);
}

#[test]
fn unknown_and_odd_names_are_not_found() {
    let catalog = Catalog::builtin();
    let long = "x".repeat(100_000);
    for name in [
        "",
        " ",
        "\0",
        "é",
        "\u{1F600}",
        "AmlComputeJobEven",
        "zzzz",
        &long,
    ] {
        assert!(catalog.table(name).is_none());
        assert!(catalog.table_ignoring_case(name).is_none());
        assert!(catalog.function(name).is_none());
        assert!(catalog.aggregate(name).is_none());
        assert!(catalog.plugin(name).is_none());
        assert!(catalog.workspace_function(name).is_none());
        let table = catalog.table("Usage").unwrap();
        assert!(table.column(name).is_none());
        assert!(table.column_ignoring_case(name).is_none());
    }
}

#[test]
fn every_offered_function_has_a_summary_and_most_an_example() {
    let catalog = Catalog::builtin();
    let all = catalog.functions().chain(catalog.aggregates());
    let offered = all.chain(catalog.plugins()).filter(|it| !it.is_hidden());
    let (mut count, mut examples) = (0, 0);
    for function in offered {
        let summary = function.summary().unwrap_or_default();
        assert!(summary.ends_with('.'), "{function:?}");
        assert!(summary.len() <= 100, "{function:?}");
        let example = function.example().unwrap_or(function.name());
        assert!(example.contains(function.name()), "{function:?}");
        count += 1;
        examples += usize::from(function.example().is_some());
    }
    assert_eq!(count, 481);
    assert!(examples > 400, "{examples} examples");
}
