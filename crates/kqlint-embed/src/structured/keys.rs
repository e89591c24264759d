//! Names of keys that mean something to a linter of queries.

use crate::facts::Service;

/// Keys whose value is a query in any host that we know.
pub(super) const QUERY_KEYS: &[&str] = &[
    "query",
    "parserquery",
    "functionquery",
    "basequery",
    "lastdatareceivedquery",
    "transformkql",
    "transform_kql",
];

/// Keys beside a query that only hosts of Kusto queries have.
pub(super) const KUSTO_SIGNS: &[&str] = &[
    "binsize",
    "bin_size",
    "category",
    "crosscomponentresources",
    "datatypes",
    "destinationtable",
    "entitymappings",
    "functionalias",
    "functionname",
    "function_alias",
    "log_analytics_workspace_id",
    "metric_measure_column",
    "metricmeasurecolumn",
    "query_frequency",
    "query_period",
    "queryfrequency",
    "queryperiod",
    "querytype",
    "relevanttechniques",
    "requireddataconnectors",
    "resource_id_column",
    "time_aggregation_method",
    "timeaggregation",
    "resultformat",
    "tactics",
    "timecontext",
    "timecontextfromparameter",
    "usedvariables",
];

/// Keys of the map around a query that only hosts of Kusto queries have.
pub(super) const KUSTO_PARENTS: &[&str] = &[
    "azureloganalytics",
    "azureresourcegraph",
    "azuredataexplorer",
    "samplequeries",
    "graphqueries",
];

/// A key, how its value begins, and the service that it names; without a key it is
/// the one that the map stands under.
pub(super) const SERVICES: &[(&str, &str, Service)] = &[
    ("querytype", "0", Service::Workspace),
    ("querytype", "1", Service::ResourceGraph),
    ("querytype", "Azure Log Analytics", Service::Workspace),
    ("querytype", "Azure Resource Graph", Service::ResourceGraph),
    ("version", "AzureDataExplorerQuery", Service::DataExplorer),
    ("", "azureloganalytics", Service::Workspace),
    ("", "azureresourcegraph", Service::ResourceGraph),
    ("", "azuredataexplorer", Service::DataExplorer),
    ("", "graphqueries", Service::Sentinel),
    ("", "samplequeries", Service::Sentinel),
];

/// Keys of the map around a query on the page of a data connector.
pub(super) const CONNECTORS: &[&str] = &["graphqueries", "samplequeries"];

/// Keys of the map around a query on a dashboard.
pub(super) const DASHBOARDS: &[&str] = &["azureloganalytics", "azuredataexplorer"];

/// Keys under which the facts about a query stand in a map of their own, so
/// that what the map above says is about the query as well.
pub(super) const TRANSPARENT: &[&str] = &[
    "allof",
    "args",
    "content",
    "criteria",
    "metadata",
    "properties",
    "query",
    "azureloganalytics",
    "azureresourcegraph",
];

/// Keys of maps whose entries have nothing to do with each other.
pub(super) const UNRELATED: &[&str] = &["locals"];

pub(super) const TITLE: &[&str] = &["title", "displayname", "display_name", "charttitle", "name"];
pub(super) const DESCRIPTION: &[&str] = &["description", "chartdescription"];
pub(super) const PERIOD: &[&str] = &["queryperiod", "query_period"];
pub(super) const FREQUENCY: &[&str] = &[
    "queryfrequency",
    "query_frequency",
    "evaluationfrequency",
    "evaluation_frequency",
];
pub(super) const WINDOW: &[&str] = &[
    "windowsize",
    "window_size",
    "window_duration",
    "time_window",
];
/// Keys of the map beside a query that says how often an alert rule's condition has to hold.
pub(super) const FAILING_PERIODS: &[&str] = &["failingperiods", "failing_periods"];
pub(super) const EVALUATION_PERIODS: &[&str] =
    &["numberofevaluationperiods", "number_of_evaluation_periods"];
pub(super) const OVERRIDE: &[&str] = &["overridequerytimerange", "query_time_range_override"];
pub(super) const TIME_CONTEXT: &[&str] = &["timecontext"];
/// How far before a moment the page of an investigation looks.
pub(super) const TIME_AROUND: &[&str] = &["queryperiodbefore"];
pub(super) const TIME_PARAMETER: &[&str] = &["timecontextfromparameter"];
/// The type of the resources that a workbook runs a query on.
pub(super) const RESOURCE_TYPE: &[&str] = &["resourcetype"];
pub(super) const APPLICATION_INSIGHTS: &str = "microsoft.insights/components";
/// Whether a dashboard cuts the rows to its own time.
pub(super) const DASHBOARD_TIME: &[&str] = &["dashboardtime"];
pub(super) const DURATION: &[&str] = &["durationms"];
pub(super) const PARAMETERS: &[&str] = &["usedvariables", "parserparams"];
pub(super) const FUNCTION_NAME: &[&str] = &["functionalias", "function_alias"];
pub(super) const BIN_SIZE: &[&str] = &["binsize", "bin_size"];
pub(super) const DESTINATION: &[&str] = &["destinationtable", "destination_table"];
pub(super) const TRANSFORMATION: &[&str] = &["transformkql", "transform_kql"];
pub(super) const MEASURE: &[&str] = &["metricmeasurecolumn", "metric_measure_column"];

pub(super) const SEVERITY: &[&str] = &["severity"];
pub(super) const TRIGGER_OPERATOR: &[&str] = &["triggeroperator", "trigger_operator"];
pub(super) const TACTICS: &[&str] = &["tactics"];
pub(super) const TECHNIQUES: &[&str] = &["relevanttechniques", "techniques"];

/// Whether `key` is one of `names`, which are in lower case.
pub(super) fn is_one_of(key: &str, names: &[&str]) -> bool {
    names.iter().any(|name| name.eq_ignore_ascii_case(key))
}

/// Whether a string may be JSON with a query in it.
pub(super) fn may_hold_tree(value: &str) -> bool {
    value.trim_start().starts_with(['{', '['])
        && value.len() > 16
        && (value.contains("uery\"") || value.contains("uery\\\""))
}

/// Whether a value is data of another kind than a query.
pub(super) fn is_json(value: &str) -> bool {
    let mut rest = value.trim_start().chars();
    rest.next() == Some('{')
        && rest
            .find(|character| !character.is_whitespace())
            .is_some_and(|character| character == '"')
}
