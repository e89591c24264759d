//! What hover says.

use expect_test::{Expect, expect};

use crate::{fixture::Fixture, hover};

#[track_caller]
fn check(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let found = hover(&fixture.cx(), fixture.offset);
    let rendered = found.map_or(String::new(), |it| {
        let range = std::ops::Range::<usize>::from(it.range);
        format!("[{}]\n{}", &fixture.text[range], it.markdown)
    });
    expected.assert_eq(&rendered);
}

#[test]
fn table_shows_description_and_columns() {
    check(
        "AmlCompute$0JobEvent | take 1",
        expect![[r#"
        [AmlComputeJobEvent]
        ```kql
        AmlComputeJobEvent
        ```
        Events of jobs on AmlCompute.

        The table has no `Category` column; `Type` holds the name of the table.

        34 columns · time in `TimeGenerated`
    "#]],
    );
}

#[test]
fn column_shows_type_meaning_and_known_values() {
    check(
        "AmlComputeClusterEvent | where Allocation$0State == 'Steady'",
        expect![[r#"
            [AllocationState]
            ```kql
            AllocationState: string
            ```
            Whether node allocation is steady or changing.

            Known values: `Steady`, `Resizing`

            Column of `AmlComputeClusterEvent`
        "#]],
    );
}

#[test]
fn renamed_column_shows_where_it_comes_from() {
    check(
        "AmlComputeClusterEvent | project-rename Size = VmSize | where Si$0ze == 1",
        expect![[r#"
            [Size]
            ```kql
            Size: string
            ```
            VM size of the nodes.

            Names of sizes occur in upper case: compare with `=~`.

            Known values: `STANDARD_D1_V2`

            Column of `AmlComputeClusterEvent`

            Was `VmSize`, renamed by `Size = VmSize`
        "#]],
    );
}

#[test]
fn copied_column_keeps_its_meaning() {
    check(
        "AmlComputeJobEvent | project E = EventType | where E$0 == 1",
        expect![[r#"
            [E]
            ```kql
            E: string
            ```
            Kind of job event.

            Known values: `JobSubmitted`, `JobRunning`, `JobFailed`, `JobSucceeded`

            Column of `AmlComputeJobEvent`

            Was `EventType`, renamed by `E = EventType`
        "#]],
    );
}

#[test]
fn computed_column_shows_its_expression() {
    check(
        "print a = 1 | extend b = a + 1 | project b$0",
        expect![[r#"
            [b]
            ```kql
            b: long
            ```
            Computed by `a + 1`
        "#]],
    );
}

#[test]
fn function_shows_signature_and_summary() {
    check(
        "print tol$0ower('A')",
        expect![[r#"
        [tolower]
        ```kql
        tolower(value: scalar): string
        ```
        Converts a text to lower case.

        ```kql
        print Result = tolower("Kusto")
        ```
    "#]],
    );
}

#[test]
fn aggregate_shows_signature_and_summary() {
    check(
        "print a = 1 | summarize dco$0unt(a)",
        expect![[r#"
        [dcount]
        ```kql
        dcount(expr: scalar, [accuracy: scalar]): long
        ```
        Counts the different values approximately.

        Aggregate

        ```kql
        range x from 1 to 10 step 1 | summarize dcount(x % 3)
        ```
    "#]],
    );
}

#[test]
fn plugin_shows_signature_and_summary() {
    check(
        "print a = dynamic({}) | evaluate bag_un$0pack(a)",
        expect![[r#"
            [bag_unpack]
            ```kql
            bag_unpack(column: scalar, [OutputColumnPrefix: string], [columnsConflict: string], [ignoredProperties: array])
            ```
            Makes a column of each key at the root of a property bag.

            Plug-in of `evaluate`

            ```kql
            datatable(Bag: dynamic) [dynamic({"a": 1, "b": "x"})] | evaluate bag_unpack(Bag)
            ```
        "#]],
    );
}

#[test]
fn operator_shows_syntax_and_summary() {
    check(
        "print a = 1 | ta$0ke 1",
        expect![[r#"
        [take]
        ```kql
        take Number
        ```

        Returns up to that many rows, no matter which.

        ```kql
        range x from 1 to 10 step 1 | take 3
        ```
    "#]],
    );
}

#[test]
fn scalar_operator_shows_summary() {
    check(
        "print a = 'x' | where a h$0as 'x'",
        expect![[r#"
        [has]
        ```kql
        has
        ```

        Holds the text as a whole term, whatever the case; uses the index.

        ```kql
        print "the quick fox" has "quick"
        ```
    "#]],
    );
}

#[test]
fn variable_shows_type_and_value() {
    check(
        "let lookback = 36h; Heartbeat | where TimeGenerated > ago(look$0back)",
        expect![[r#"
            [lookback]
            ```kql
            let lookback: timespan = 36h
            ```
            1 day 12 hours
        "#]],
    );
}

#[test]
fn variable_of_rows_shows_columns() {
    check(
        "let T = print a = 1, b = 'x'; T$0 | take 1",
        expect![[r#"
        [T]
        ```kql
        let T: table = print a = 1, b = 'x'
        ```
        Columns: `a`: long, `b`: string
    "#]],
    );
}

#[test]
fn parameter_shows_its_type() {
    check(
        "let f = (x: long) { x$0 + 1 }; print f(1)",
        expect![[r#"
        [x]
        ```kql
        x: long
        ```
    "#]],
    );
    check(
        "let f = (x$0: long) { x + 1 }",
        expect![[r#"
        [x]
        ```kql
        x: long
        ```
    "#]],
    );
}

#[test]
fn literals_of_time_are_told_in_words() {
    check(
        "print 36$0h",
        expect![[r#"
        [36h]
        ```kql
        36h
        ```

        1 day 12 hours
    "#]],
    );
    check(
        "print datetime(2024-$001-31)",
        expect![[r#"
        [datetime(2024-01-31)]
        ```kql
        datetime(2024-01-31)
        ```

        2024-01-31 00:00:00 UTC
    "#]],
    );
}

#[test]
fn chart_shows_what_it_draws() {
    check(
        "print 1 | render time$0chart",
        expect![[r#"
        [timechart]
        ```kql
        timechart
        ```

        A line over time.
    "#]],
    );
}

#[test]
fn nothing_is_told_of_comments_strings_and_unknown_names() {
    check("print 1 // ta$0ke", expect![[""]]);
    check("print 'ta$0ke'", expect![[""]]);
    check("Nonsense | where nonse$0nse == 1", expect![""]);
    check("print 1 $0 ", expect![[""]]);
    check("$0", expect![[""]]);
}
