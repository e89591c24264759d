//! What is offered, and in which order.

use crate::{complete, fixture::Fixture};

/// The first labels at the cursor.
fn labels(fixture: &str) -> Vec<String> {
    let fixture = Fixture::new(fixture);
    let found = complete(&fixture.cx(), fixture.offset);
    found.items.into_iter().map(|it| it.label).collect()
}

#[track_caller]
fn begins(fixture: &str, expected: &[&str]) {
    let labels = labels(fixture);
    let first: Vec<_> = labels
        .iter()
        .take(expected.len())
        .map(String::as_str)
        .collect();
    assert_eq!(first, expected, "{fixture}");
}

#[track_caller]
fn offers(fixture: &str, expected: &[&str]) {
    let labels = labels(fixture);
    for label in expected {
        assert!(
            labels.iter().any(|it| it == label),
            "{fixture}: no {label} in {:?}",
            labels.get(..30.min(labels.len()))
        );
    }
}

#[track_caller]
fn offers_none_of(fixture: &str, unexpected: &[&str]) {
    let labels = labels(fixture);
    for label in unexpected {
        assert!(!labels.iter().any(|it| it == label), "{fixture}: {label}");
    }
}

#[test]
fn tables_begin_a_query() {
    begins("AmlComputeJ$0", &["AmlComputeJobEvent"]);
    offers("$0", &["Heartbeat", "let", "union", "print"]);
    offers("T | take 1;\n$0", &["Heartbeat"]);
    offers("T | take 1\n\n$0", &["Heartbeat"]);
    offers("T | join kind=inner ($0", &["Heartbeat"]);
    offers("union kind=outer $0", &["Heartbeat", "withsource"]);
    offers("let x = $0", &["Heartbeat", "ago"]);
    offers("search in ($0", &["Heartbeat"]);
    offers("let x = toscalar($0", &["Heartbeat"]);
}

#[test]
fn operators_follow_a_pipe() {
    begins("T | wh$0", &["where"]);
    offers("T |$0", &["where", "summarize"]);
    offers("T | $0", &["where", "summarize"]);
    offers("T\n| mv-apply x on ($0", &["where"]);
    offers("T\n| project-$0", &["project-away"]);
    offers_none_of("T | $0", &["Heartbeat", "ago", "datatable"]);
}

#[test]
fn nothing_is_offered_in_comments_and_plain_strings() {
    assert_eq!(labels("T // wh$0"), [""; 0]);
    assert_eq!(labels("T | where x == 'a$0'"), [""; 0]);
    assert_eq!(labels("print 'a$0"), [""; 0]);
    assert_eq!(labels("T | take 1$0"), [""; 0]);
}

#[test]
fn words_of_the_operator_come_next() {
    begins("T | summarize count() $0", &["by"]);
    begins("T | sort $0", &["by"]);
    begins("T | top 5 $0", &["by"]);
    begins("T | sort by x $0", &["asc", "desc"]);
    begins("T | join (U) $0", &["on"]);
    offers("T | join kind=$0", &["leftanti", "inner"]);
    offers("T | join kind=inner hint.$0", &["strategy"]);
    offers("T | join hint.strategy=$0", &["broadcast"]);
    offers("T | render $0", &["timechart"]);
    offers("T | render timechart with ($0", &["title"]);
    offers("T | render timechart with (kind=$0", &["stacked"]);
    offers("T | mv-expand x to typeof($0", &["long"]);
    offers("datatable(a:$0", &["string"]);
}

#[test]
fn functions_fit_where_values_do() {
    offers("T | where ag$0", &["ago"]);
    begins("T | summarize coun$0", &["count"]);
    offers("T | summarize count() by bi$0", &["bin"]);
    offers_none_of("T | summarize x by $0", &["arg_max"]);
    offers("T | evaluate bag$0", &["bag_unpack"]);
    offers_none_of("T | where $0", &["Heartbeat", "where"]);
}

#[test]
fn operators_stand_between_values() {
    offers("T | where x $0", &["==", "has", "in", "between", "and"]);
    offers("T | where x !h$0", &["!has"]);
    offers("T | where x == 1 $0", &["and", "or"]);
}

#[test]
fn what_is_being_written_is_replaced() {
    let fixture = Fixture::new("T | where Vm$0Siz == 1");
    let found = complete(&fixture.cx(), fixture.offset);
    assert_eq!(
        &fixture.text[std::ops::Range::<usize>::from(found.replace)],
        "VmSiz"
    );
    let fixture = Fixture::new("T | where x == 'Jo$0b' and y");
    let found = complete(&fixture.cx(), fixture.offset);
    assert_eq!(
        &fixture.text[std::ops::Range::<usize>::from(found.replace)],
        "Job"
    );
}

#[test]
fn every_place_of_a_query_is_survived() {
    let query = "let a = (x: long) { x };\nT | where ['a b'] == \"\\\"\u{e9}\" and ((b in (1, 'x'\n| join kind=inner (U | where c) on $left.a == $right.b\n| summarize n = count() by bin(t, 1h), d.e[0]\n\n// end\n.show {} [ ) ] } @'x";
    for (at, _) in query.char_indices().chain([(query.len(), ' ')]) {
        for broken in [query.to_owned(), query[..at].to_owned()] {
            let mut broken = broken;
            broken.insert_str(at, "$0");
            labels(&broken);
        }
    }
}

#[test]
fn columns_in_scope_come_first() {
    begins(
        "AmlComputeClusterEvent\n| where Vm$0",
        &["VmSize", "VmPriority", "VmFamilyName"],
    );
    offers("AmlComputeClusterEvent | where $0", &["VmSize"]);
    offers("AmlComputeClusterEvent | project $0", &["VmSize"]);
    offers("AmlComputeClusterEvent | extend x = $0", &["VmSize"]);
    offers(
        "AmlComputeClusterEvent | summarize count() by $0",
        &["VmSize"],
    );
    offers("AmlComputeClusterEvent | sort by $0", &["VmSize"]);
    offers("AmlComputeClusterEvent | top 5 by $0", &["VmSize"]);
    offers("AmlComputeClusterEvent | where $0 | take 5", &["VmSize"]);
    offers(
        "AmlComputeClusterEvent | where x == $0\n| take 5",
        &["VmSize"],
    );
    offers("AmlComputeClusterEvent | where (a == 1 and $0", &["VmSize"]);
    offers("AmlComputeClusterEvent | summarize max($0", &["VmSize"]);
    offers(
        "AmlComputeClusterEvent | mv-apply x = y on (where $0",
        &["VmSize", "x"],
    );
}

#[test]
fn only_what_a_step_leaves_is_in_scope() {
    let summarized = "AmlComputeClusterEvent | summarize n = count() by ClusterName | where $0";
    begins(summarized, &["ClusterName", "n"]);
    offers_none_of(summarized, &["VmSize"]);
    offers_none_of(
        "AmlComputeClusterEvent | project a = VmSize | where $0",
        &["VmSize"],
    );
}

#[test]
fn variables_bring_their_columns() {
    offers(
        "let T = AmlComputeClusterEvent; T | where Vm$0",
        &["VmSize"],
    );
    offers("let T = AmlComputeClusterEvent;\n$0", &["T"]);
    offers("let limit = 5; T | take $0", &["limit"]);
    offers(
        "let since = 5d; AmlComputeClusterEvent | where TimeGenerated > $0",
        &["since", "ago"],
    );
    offers("let f = (x: long) { x + $0 }", &["x"]);
    offers("let f = (x: long) { x };\nprint f$0", &["f"]);
}

#[test]
fn sides_of_a_join_have_their_own_columns() {
    let join = "AmlComputeClusterEvent | join (AmlComputeJobEvent | where $0";
    offers(join, &["JobName"]);
    offers_none_of(join, &["VmFamilyName"]);
    let on = "AmlComputeClusterEvent | join (AmlComputeJobEvent) on $0";
    offers(on, &["ClusterName", "$left", "$right"]);
    offers_none_of(on, &["JobName", "VmFamilyName"]);
    let right =
        "AmlComputeClusterEvent | join (AmlComputeJobEvent) on $left.ClusterName == $right.$0";
    offers(right, &["JobName"]);
    offers_none_of(right, &["VmFamilyName"]);
    let left = "AmlComputeClusterEvent | join (AmlComputeJobEvent) on $left.$0";
    offers(left, &["VmFamilyName"]);
    offers_none_of(left, &["JobName", "ago"]);
}

#[test]
fn known_values_are_offered_where_their_column_is_compared() {
    offers(
        "AmlComputeJobEvent | where EventType == \"$0",
        &["JobFailed"],
    );
    offers(
        "AmlComputeJobEvent | where EventType == \"$0\" and x",
        &["JobFailed"],
    );
    offers(
        "AmlComputeJobEvent | where EventType == 'JobF$0'",
        &["JobFailed"],
    );
    offers(
        "AmlComputeJobEvent | where EventType in (\"a\", \"$0",
        &["JobFailed"],
    );
    offers(
        "AmlComputeJobEvent | where EventType in ($0)",
        &["\"JobFailed\""],
    );
    offers(
        "AmlComputeJobEvent | where EventType == $0",
        &["\"JobFailed\""],
    );
    offers(
        "AmlComputeJobEvent | extend a = iff(EventType =~ \"$0",
        &["JobFailed"],
    );
    offers(
        "AmlComputeJobEvent | project E = EventType | where E == \"$0",
        &["JobFailed"],
    );
    assert_eq!(
        labels("AmlComputeJobEvent | where JobName == \"$0\""),
        [""; 0]
    );
}

#[test]
fn names_are_quoted_where_they_must_be() {
    let fixture = Fixture::new("print ['a b'] = 1 | where a$0");
    let found = complete(&fixture.cx(), fixture.offset);
    let item = found
        .items
        .iter()
        .find(|it| it.label == "a b")
        .expect("the column");
    assert_eq!(item.insert.as_deref(), Some("['a b']"));
}

#[test]
fn functions_of_the_wanted_type_come_first() {
    begins("AmlComputeJobEvent | where TimeGenerated > a$0", &["ago"]);
}
