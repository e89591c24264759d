//! JSON: workbooks, templates and dashboards.

use kqlint_embed::{HostKind, RuleKind, Service, TextRange, TextSize, extract};

use crate::checks::{self, intents, slice, texts};

const HOSTS: &[&str] = &[
    r#"{"query": "T\n| where a == \"ä\\\\b\"\r\n| take 5", "queryType": 0}"#,
    "\u{feff}{\"query\": \"T \\ud83d\\ude00 😀 \\u00e4\\/\", \"queryType\": 0}",
    r#"{"content": "{\"query\": \"T\\n| where b == \\\"x\\\"\", \"queryType\": 0, \"title\": \"Last day\"}"}"#,
];

#[test]
fn every_byte_of_a_fragment_stands_in_the_file() {
    for host in HOSTS {
        assert_eq!(texts(HostKind::Json, host).len(), 1, "{host}");
        checks::bytes(HostKind::Json, host);
    }
}

#[test]
fn edits_are_escaped() {
    for host in HOSTS {
        assert!(checks::edits(HostKind::Json, host) > 100);
    }
}

#[test]
fn no_prefix_of_a_file_panics() {
    for host in HOSTS {
        checks::prefixes(HostKind::Json, host);
    }
    let deep = "[".repeat(100_000);
    assert!(texts(HostKind::Json, &deep).is_empty());
    let deep = format!(
        "{}{}",
        "{\"a\":".repeat(300),
        "1".to_owned() + &"}".repeat(300)
    );
    assert!(texts(HostKind::Json, &deep).is_empty());
}

#[test]
fn facts_of_a_scheduled_rule_are_read() {
    let host = r#"{"resources": [{"kind": "Scheduled", "properties": {
        "displayName": "Failures of the last day", "description": "More than ten.",
        "query": "T | where a", "queryFrequency": "PT1H", "queryPeriod": "P1D"}}]}"#;
    let found = extract(HostKind::Json, None, host).fragments;
    let facts = &found[0].facts;
    assert_eq!(facts.kind, Some(RuleKind::Scheduled));
    let period = facts.period.as_ref().unwrap();
    assert_eq!(period.text, "P1D");
    assert_eq!(slice(host, period.range), "P1D");
    assert_eq!(facts.frequency.as_ref().unwrap().text, "PT1H");
    assert_eq!(
        intents(&found[0]),
        [
            "Title: Failures of the last day",
            "Description: More than ten."
        ]
    );
}

#[test]
fn what_a_rule_is_about_is_read_as_lists() {
    let host = r#"{"kind": "Scheduled", "severity": "High", "triggerOperator": "gt",
        "query": "T | where a", "tactics": ["Impact", 3], "techniques": ["T1078"]}"#;
    let found = extract(HostKind::Json, None, host).fragments;
    let facts = &found[0].facts;
    let texts = |facts: &[kqlint_embed::Fact]| -> Vec<String> {
        facts.iter().map(|it| it.text.clone()).collect()
    };
    assert_eq!(slice(host, facts.severity.as_ref().unwrap().range), "High");
    assert_eq!(facts.trigger_operator.as_ref().unwrap().text, "gt");
    assert_eq!(texts(&facts.tactics), ["Impact", "3"]);
    assert_eq!(slice(host, facts.techniques[0].range), "T1078");
}

#[test]
fn queries_of_a_data_connector_have_a_kind() {
    let host = r#"{"graphQueries": [{"metricName": "Total", "baseQuery": "T | where a"}],
        "sampleQueries": [{"description": "All", "query": "T | where b"}],
        "connectivityCriterias": [{"type": "IsConnectedQuery", "value": ["T | where c"]}]}"#;
    let found = extract(HostKind::Json, None, host).fragments;
    assert_eq!(found.len(), 3);
    for fragment in &found {
        assert_eq!(fragment.facts.kind, Some(RuleKind::Connector));
    }
    assert_eq!(found[0].facts.service, Some(Service::Sentinel));
}

#[test]
fn a_rule_may_read_data_of_microsoft_defender_only() {
    let service = |connectors: &str| {
        let host = format!(
            r#"{{"requiredDataConnectors": [{connectors}], "tactics": ["Impact"],
            "query": "DeviceInfo | where Timestamp > ago(1d)"}}"#
        );
        let found = extract(HostKind::Json, None, &host).fragments;
        found[0].facts.service
    };
    let defender = r#"{"connectorId": "MicrosoftThreatProtection", "dataTypes": ["DeviceInfo"]}"#;
    let other = r#"{"connectorId": "Syslog"}"#;
    assert_eq!(service(defender), Some(Service::Defender));
    assert_eq!(
        service(&format!("{defender}, {other}")),
        Some(Service::Sentinel)
    );
    assert_eq!(service(""), Some(Service::Sentinel));
}

#[test]
fn a_dashboard_may_set_the_time_of_its_tiles() {
    let tile = |time: &str| {
        let host = format!(
            r#"{{"targets": [{{"azureLogAnalytics": {{"dashboardTime": {time}, "query": "T | where a"}}}}]}}"#
        );
        let found = extract(HostKind::Json, None, &host).fragments;
        found[0].facts.clone()
    };
    assert_eq!(tile("true").kind, Some(RuleKind::Dashboard));
    assert!(tile("true").time_context.is_some());
    assert!(tile("false").time_context.is_none());
}

#[test]
fn panels_of_grafana_are_told() {
    let target = r#"{"azureResourceGraph": {"query": "resources | summarize count() by type"}}"#;
    let is_panel = |text: &str| {
        let found = extract(HostKind::Json, None, text).fragments;
        found[0].facts.is_panel
    };
    assert!(is_panel(&format!(
        r#"{{"panels": [{{"fieldConfig": {{}}, "targets": [{target}]}}]}}"#
    )));
    assert!(!is_panel(target));
}

#[test]
fn a_workbook_may_run_a_query_on_a_resource() {
    let is_resource_scope = |kind: &str| {
        let host = format!(
            r#"{{"content": {{"query": "T | where a", "queryType": 0, "resourceType": "{kind}"}}}}"#
        );
        let found = extract(HostKind::Json, None, &host).fragments;
        found[0].facts.is_resource_scope
    };
    assert!(is_resource_scope("microsoft.insights/components"));
    assert!(!is_resource_scope(
        "microsoft.operationalinsights/workspaces"
    ));
}

#[test]
fn facts_of_a_log_alert_stand_above_its_criteria() {
    let host = r#"{"properties": {"windowSize": "PT5M", "evaluationFrequency": "PT1M",
        "overrideQueryTimeRange": "P2D",
        "criteria": {"allOf": [{"query": "T | where a", "metricMeasureColumn": "n",
            "failingPeriods": {"numberOfEvaluationPeriods": 4}}]}}}"#;
    let found = extract(HostKind::Json, None, host).fragments;
    let facts = &found[0].facts;
    assert_eq!(facts.kind, Some(RuleKind::LogAlert));
    assert_eq!(facts.window.as_ref().unwrap().text, "PT5M");
    assert_eq!(facts.time_range_override.as_ref().unwrap().text, "P2D");
    assert_eq!(facts.measure_column.as_ref().unwrap().text, "n");
    assert_eq!(facts.evaluation_periods.as_ref().unwrap().text, "4");
}

#[test]
fn facts_inside_a_string_stand_in_the_file() {
    let host = HOSTS[2];
    let found = extract(HostKind::Json, None, host).fragments;
    let title = found[0].facts.title.as_ref().unwrap();
    assert_eq!(slice(host, title.range), "Last day");
    let intent = &found[0].intents[0];
    let all = TextRange::up_to(TextSize::of(&intent.text));
    assert_eq!(slice(host, intent.map.host_range(all).unwrap()), "Last day");
}

#[test]
fn other_languages_and_expressions_are_no_queries() {
    for host in [
        r#"{"query": "{ viewer { login } }"}"#,
        r#"{"query": "SELECT a FROM b"}"#,
        r#"{"query": "[concat('T | where ', variables('x'))]", "queryType": 0}"#,
        r#"{"query": "{\"version\": \"Merge/1.0\"}", "queryType": 7}"#,
        r#"{"name": "x", "text": "T | where a"}"#,
        r#"{"query": 5, "queryType": 0}"#,
        "",
    ] {
        assert!(texts(HostKind::Json, host).is_empty(), "{host}");
    }
}

#[test]
fn unreadable_json_is_a_problem_where_a_query_is_lost() {
    let found = extract(HostKind::Json, None, "\u{feff}{\"query\": \"T | take 5\" ]");
    assert_eq!(found.problems.len(), 1);
    assert!(found.fragments.is_empty());
    let found = extract(HostKind::Json, None, "{\"query\": {{ template }} ");
    assert_eq!(found.problems, []);
}

#[test]
fn variables_of_a_dashboard_are_parameters() {
    let host = r#"{"tiles": [
        {"visualType": "table", "query": {"text": "Jobs | where Name in (Clusters)", "usedVariables": ["Clusters", "_startTime"]}},
        {"visualType": "markdownCard", "query": {"text": "Jobs | take 5, as we say", "usedVariables": []}}
    ]}"#;
    let found = extract(HostKind::Json, None, host).fragments;
    let parameters: Vec<_> = found.iter().map(|it| it.facts.parameters.clone()).collect();
    assert_eq!(parameters, [["Clusters", "_startTime"]]);
}

#[test]
fn the_service_of_a_query_is_read() {
    let service = |host: &str| {
        let extraction = extract(HostKind::Json, None, host);
        let fragment = extraction.fragments.first().expect("a query");
        fragment.facts.service
    };
    let workbook = |ty: u32| {
        format!(
            r#"{{"items": [{{"type": 3, "content": {{"query": "T | take 1",
                "queryType": {ty}, "visualization": "table"}}}}]}}"#
        )
    };
    assert_eq!(service(&workbook(0)), Some(Service::Workspace));
    assert_eq!(service(&workbook(1)), Some(Service::ResourceGraph));
    assert_eq!(service(&workbook(12)), None);
    assert_eq!(
        service(r#"{"azureResourceGraph": {"query": "Resources | take 1"}}"#),
        Some(Service::ResourceGraph)
    );
    assert_eq!(
        service(r#"{"query": "T | take 1", "relevantTechniques": ["T1"]}"#),
        Some(Service::Sentinel)
    );
}

#[test]
fn a_parameter_picks_the_time_of_a_tile() {
    let host =
        r#"{"query": "T | where a", "queryType": 0, "timeContextFromParameter": "TimeRange"}"#;
    let found = extract(HostKind::Json, None, host).fragments;
    let context = found[0].facts.time_context.as_ref().unwrap();
    assert_eq!(context.text, "TimeRange");
}

#[test]
fn a_tile_of_a_portal_dashboard_has_a_range() {
    let tile = |inputs: &str| {
        let host = format!(
            r#"{{"metadata": {{"inputs": [{{"name": "Query", "value": "T | where a > 1 | count"}}{inputs}],
                "type": "Extension/AnalyticsPart"}}}}"#
        );
        let found = extract(HostKind::Json, None, &host).fragments;
        found[0].facts.time_context.clone().map(|it| it.text)
    };
    let range = r#", {"name": "TimeRange", "value": "PT4H", "isOptional": true}"#;
    assert_eq!(tile(range).as_deref(), Some("PT4H"));
    assert_eq!(tile(r#", {"name": "Version", "value": "1.0"}"#), None);
}
