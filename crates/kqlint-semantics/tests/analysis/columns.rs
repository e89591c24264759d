//! Which columns come out of each operator.

use crate::analyzed;

#[track_caller]
fn check(text: &str, expected: &str) {
    let (_, model) = analyzed(text);
    assert_eq!(model.problems(), [], "{text}");
    let query = model.queries().last().expect("a query");
    let rendered = query.output().map(|it| format!("{it:?}"));
    assert_eq!(rendered.as_deref(), Some(expected), "{text}");
}

#[test]
fn operators_that_pass_rows_on() {
    let all = "(Time: datetime, Name: string, Size: long, Tags: dynamic)";
    check("T", all);
    check("T | where Size > 1", all);
    check("T | take 5", all);
    check("T | sort by Time desc", all);
    check("T | top 5 by Size", all);
    check("T | as X", all);
    check("T | render timechart", all);
}

#[test]
fn project_and_its_relatives() {
    check("T | project Size, n = Size + 1", "(Size: long, n: long)");
    check(
        "T | project Tags.a.b, Tags[0], strcat(Name, 'x')",
        "(Tags_a_b: dynamic, Tags_0: dynamic, Column1: string)",
    );
    check("T | project-away T*", "(Name: string, Size: long)");
    check("T | project-keep S*, Name", "(Name: string, Size: long)");
    check(
        "T | project-rename Host = Name",
        "(Time: datetime, Host: string, Size: long, Tags: dynamic)",
    );
    check(
        "T | project-reorder Size, T* desc",
        "(Size: long, Time: datetime, Tags: dynamic, Name: string)",
    );
}

#[test]
fn extend_replaces_and_appends() {
    check(
        "T | extend Size = tostring(Size), n = Size",
        "(Time: datetime, Name: string, Size: string, Tags: dynamic, n: long)",
    );
    check(
        "T | project Name | extend strlen(Name), tolower(Name)",
        "(Name: string, strlen_Name: long, Column1: string)",
    );
}

#[test]
fn summarize_names_its_columns() {
    check(
        "T | summarize count(), avg(Size), dcount(Name) by bin(Time, 1h), Tag = tostring(Tags)",
        "(Time: datetime, Tag: string, count_: long, avg_Size: real, dcount_Name: long)",
    );
    check(
        "T | summarize arg_max(Time, *) by Name",
        "(Name: string, Time: datetime, Size: long, Tags: dynamic)",
    );
    check(
        "T | summarize percentiles(Size, 5, 99.9), take_any(Name)",
        "(percentile_Size_5: long, percentile_Size_99_9: long, Name: string)",
    );
    check(
        "T | summarize argmax(Size, Name)",
        "(max_Size: long, max_Size_Name: string)",
    );
    check("T | count", "(Count: long)");
    check(
        "T | distinct Name, tolower(Name)",
        "(Name: string, Column1: string)",
    );
}

#[test]
fn joins_number_what_occurs_twice() {
    check(
        "T | project Name, Size | join kind=inner U on Name",
        "(Name: string, Size: long, Name1: string, Owner: string, Size1: real)",
    );
    check(
        "T | project Name | join kind=leftanti U on $left.Name == $right.Owner",
        "(Name: string)",
    );
    check(
        "T | project Name | join kind=rightsemi U on Name",
        "(Name: string, Owner: string, Size: real)",
    );
    check(
        "T | project Name, Size | lookup U on Name",
        "(Name: string, Size: long, Owner: string, Size1: real)",
    );
}

#[test]
fn union_puts_types_after_names() {
    check(
        "T | project Name, Size | union U",
        "(Name: string, Size_long: long, Size_real: real, Owner: string)",
    );
    check(
        "union withsource=From (T | project Name), (U | project Name)",
        "(From: string, Name: string)",
    );
}

#[test]
fn parse_declares_columns() {
    check(
        "T | project Name | parse Name with 'a' x: long 'b' y *",
        "(Name: string, x: long, y: string)",
    );
    check(
        "T | project Name | parse-kv Name as (a: string, b: real) with (pair_delimiter = ',')",
        "(Name: string, a: string, b: real)",
    );
}

#[test]
fn expansion_knows_elements() {
    check(
        "T | project Tags | mv-expand Tags to typeof(string)",
        "(Tags: string)",
    );
    check(
        "T | project Name, Tags | mv-expand with_itemindex=i e = Tags",
        "(Name: string, Tags: dynamic, e: dynamic, i: long)",
    );
    check(
        "T | project Name, Tags | mv-apply Tags on (summarize n = count())",
        "(Name: string, n: long)",
    );
}

#[test]
fn series_are_arrays() {
    check(
        "T | make-series n = count(), max(Size) on Time from ago(1d) to now() step 1h by Name",
        "(Name: string, n: dynamic, max_Size: dynamic, Time: dynamic)",
    );
    check(
        "T | make-series n = count() on Time step 1h | project series_fft(n)",
        "(series_fft_n_real: dynamic, series_fft_n_imag: dynamic)",
    );
}

#[test]
fn nested_operators() {
    check(
        "T | top-nested 3 of Name by count(), top-nested of Size by m = max(Time)",
        "(Name: string, aggregated_Name: long, Size: long, m: datetime)",
    );
    check(
        "T | partition by Name (top 1 by Size | project Size)",
        "(Size: long)",
    );
    check(
        "T | project Size | scan declare (c: long) with (step s: true => c = s.c + 1;)",
        "(Size: long, c: long, match_id: long)",
    );
    check(
        "T | reduce by Name",
        "(Pattern: string, Count: long, Representative: string)",
    );
    check(
        "T | getschema",
        "(ColumnName: string, ColumnOrdinal: long, DataType: string, ColumnType: string)",
    );
    check("T | sample-distinct 3 of Name", "(Name: string)");
    check(
        "T | top-hitters 2 of Name",
        "(Name: string, approximate_count_Name: long)",
    );
}

#[test]
fn sources() {
    check(
        "print 1, a = 'x', now()",
        "(print_0: long, a: string, print_2: datetime)",
    );
    check("range x from 1 to 3 step 1", "(x: long)");
    check("range t from ago(1d) to now() step 1h", "(t: datetime)");
    check(
        "datatable(a: long, b: string) [1, 'x']",
        "(a: long, b: string)",
    );
    check(
        "externaldata(a: string) ['https://example.org'] with (format = 'csv')",
        "(a: string)",
    );
    check(
        "find in (T, U) where Name == 'a' project Name, Size: string",
        "(source_: string, Name: string, Size: string)",
    );
    check(
        "search in (U) 'x'",
        "($table: string, Name: string, Owner: string, Size: real)",
    );
    check(
        "print x = toscalar(T | summarize max(Time))",
        "(x: datetime)",
    );
}

#[test]
fn plugins() {
    check(
        "T | evaluate bag_unpack(Tags)",
        "(Time: datetime, Name: string, Size: long, …)",
    );
    check(
        "T | evaluate bag_unpack(Tags) : (*, a: string)",
        "(Time: datetime, Name: string, Size: long, a: string)",
    );
    check(
        "T | evaluate pivot(Name, sum(Size), Time)",
        "(Time: datetime, …)",
    );
    check(
        "T | evaluate narrow()",
        "(Row: long, Column: string, Value: string)",
    );
}

#[test]
fn plugins_that_name_columns_after_their_arguments() {
    check(
        "T | evaluate rolling_percentile(Size, 50, Time, 1d, 3, Name)",
        "(Time: datetime, Name: string, rolling_3_percentile_Size_50: long)",
    );
    check(
        "U | evaluate ai_embeddings(Name, 'connection', dynamic({}), true)",
        "(Name: string, Owner: string, Size: real, Name_embeddings: dynamic, Name_embeddings_error: string)",
    );
    check(
        "let question = 'why?'; evaluate ai_chat_completion_prompt(question, 'connection')",
        "(question_completion: string)",
    );
}

#[test]
fn elements_of_calls_that_yield_several_values() {
    check(
        "T | project x = series_stats(Tags)[0], y = array_sort_asc(Tags, Tags)[1]",
        "(x: real, y: dynamic)",
    );
}

#[test]
fn names_of_other_rows() {
    check(
        "T | project-by-names column_names_of(U), dynamic(['Ti*'])",
        "(Name: string, Size: long, Time: datetime)",
    );
}

#[test]
fn a_pattern_yields_what_its_case_yields() {
    let pattern = "declare pattern p = (a: string)[b: string] { \
                   ('x').['y'] = { T | project Name }; ('x').['z'] = { print n = strlen(b) }; };";
    check(&format!("{pattern} p('x').y"), "(Name: string)");
    check(&format!("{pattern} p('x').['z']"), "(n: long)");
    check(
        &format!("{pattern} union p('x').y, p('x').z"),
        "(Name: string, n: long)",
    );
}

#[test]
fn graphs() {
    check(
        "T | project a = Name, b = tostring(Tags) | make-graph a --> b with U on Name \
         | graph-match (x)-[e*1..3]->(y) project x.Owner, e.a, n = y.Size",
        "(x_Owner: string, e_a: dynamic, n: real)",
    );
    check(
        "T | project a = Name, b = Name | make-graph a --> b with U on Name \
         | graph-to-table nodes",
        "(Name: string, Owner: string, Size: real)",
    );
}

#[test]
fn open_rows_stay_silent() {
    check(
        "T | evaluate bag_unpack(Tags) | where x == 1 | project x, y",
        "(x: unknown, y: unknown)",
    );
    check("My_CL | where a == 1", "(a: unknown, …)");
    check(
        "My_CL | render timechart with (xcolumn = a, ycolumns = b, c)",
        "(a: unknown, b: unknown, c: unknown, …)",
    );
}
