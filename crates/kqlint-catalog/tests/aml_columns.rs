//! Where the pages about Azure Machine Learning and the reference of tables disagree
//! on a column, the reference says what queries find.

use kqlint_catalog::Catalog;

/// The table, the columns that only the reference has, those that only the pages have.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const TABLES: &[Row] = &[
    (
        "AmlComputeJobEvent",
        &["InternalOperationName", "ResultSignature"],
        &["Category"],
    ),
    (
        "AmlComputeClusterEvent",
        &["InternalOperationName", "ResultSignature"],
        &["Category"],
    ),
    (
        "AmlComputeClusterNodeEvent",
        &["InternalOperationName", "ResultSignature"],
        &["Category"],
    ),
    ("AmlComputeInstanceEvent", &[], &[]),
    ("AmlDataLabelEvent", &[], &[]),
    ("AmlDataSetEvent", &[], &["Level"]),
    ("AmlDataStoreEvent", &[], &["Level"]),
    ("AmlDeploymentEvent", &["CorrelationId"], &[]),
    ("AmlInferencingEvent", &["CorrelationId"], &[]),
    ("AmlModelsEvent", &["CorrelationId"], &[]),
    (
        "AmlPipelineEvent",
        &["AmlModuleName", "AmlWorkspaceName", "CorrelationId"],
        &["Level", "AmlModelName"],
    ),
    ("AmlRunEvent", &[], &["Level", "ResultType"]),
    ("AmlEnvironmentEvent", &[], &["Level"]),
    (
        "AmlOnlineEndpointTrafficLog",
        &["AuthType", "IdentityData", "Location", "OperationName"],
        &["SubscriptionId"],
    ),
    ("AmlOnlineEndpointConsoleLog", &["ContainerImageName"], &[]),
    ("AmlOnlineEndpointEventLog", &[], &[]),
    ("AmlComputeCpuGpuUtilization", &[], &[]),
    ("AmlRegistryReadEventsLog", &[], &[]),
    ("AmlRegistryWriteEventsLog", &[], &[]),
    ("AmlRunStatusChangedEvent", &[], &[]),
];

#[test]
fn the_reference_decides() {
    let catalog = Catalog::builtin();
    for (name, there, absent) in TABLES {
        let table = catalog.table(name).unwrap_or_else(|| panic!("no {name}"));
        assert!(!table.is_open(), "{name}");
        for column in *there {
            assert!(table.column(column).is_some(), "{name}.{column}");
        }
        for column in *absent {
            assert!(table.column(column).is_none(), "{name}.{column}");
        }
    }
}
