//! The tabular operators, for hover and completion.

/// Where a tabular operator may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperatorPlace {
    /// At the start of a query, in the place of a table.
    Source,
    /// After `|`.
    Pipe,
    /// At the start and after `|`.
    Either,
    /// After `|`, where the left side is a graph.
    Graph,
}

/// What is known of a tabular operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatorFact {
    /// The word it begins with: `mv-expand`.
    pub name: &'static str,
    /// Where it may stand.
    pub place: OperatorPlace,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Its form, with `[…]` around what may be left out.
    pub syntax: &'static str,
    /// A query that shows it and runs anywhere; none where that needs a cluster.
    pub example: Option<&'static str>,
}

/// Every tabular operator, sorted by name.
#[must_use]
pub const fn operators() -> &'static [OperatorFact] {
    OPERATORS
}

/// The tabular operator of that name.
#[must_use]
pub fn operator(name: &str) -> Option<&'static OperatorFact> {
    let at = OPERATORS.binary_search_by(|it| it.name.cmp(name)).ok()?;
    OPERATORS.get(at)
}

const OPERATORS: &[OperatorFact] = &[
    OperatorFact {
        name: "as",
        place: OperatorPlace::Pipe,
        summary: "Names the rows so far, for use later in the query.",
        syntax: "as Name",
        example: Some("range x from 1 to 3 step 1 | as Numbers | union Numbers"),
    },
    OperatorFact {
        name: "consume",
        place: OperatorPlace::Pipe,
        summary: "Reads all rows and returns none; for measuring a query.",
        syntax: "consume [decodeblocks=Bool]",
        example: Some("range x from 1 to 3 step 1 | consume"),
    },
    OperatorFact {
        name: "count",
        place: OperatorPlace::Pipe,
        summary: "Returns one row with the number of rows, in the column `Count`.",
        syntax: "count",
        example: Some("range x from 1 to 10 step 1 | count"),
    },
    OperatorFact {
        name: "datatable",
        place: OperatorPlace::Source,
        summary: "Makes a table from values written in the query.",
        syntax: "datatable(Name: Type, …) [Value, …]",
        example: Some(r#"datatable(Name: string, Age: long) ["Ada", 36, "Alan", 41]"#),
    },
    OperatorFact {
        name: "distinct",
        place: OperatorPlace::Pipe,
        summary: "Keeps each combination of the columns once.",
        syntax: "distinct Column, … | distinct *",
        example: Some("range x from 1 to 10 step 1 | extend Parity = x % 2 | distinct Parity"),
    },
    OperatorFact {
        name: "evaluate",
        place: OperatorPlace::Either,
        summary: "Runs a plug-in.",
        syntax: "evaluate Plugin(Argument, …)",
        example: Some(r#"print Bag = dynamic({"a": 1}) | evaluate bag_unpack(Bag)"#),
    },
    OperatorFact {
        name: "extend",
        place: OperatorPlace::Pipe,
        summary: "Adds columns, or replaces those of the same name.",
        syntax: "extend Name = Expression, …",
        example: Some("range x from 1 to 3 step 1 | extend Square = x * x"),
    },
    OperatorFact {
        name: "externaldata",
        place: OperatorPlace::Source,
        summary: "Reads rows from a file at an address.",
        syntax: "externaldata(Name: Type, …) [Address, …] with (Option=Value, …)",
        example: Some(
            r#"externaldata(Line: string) ["https://example.com/list.txt"] with (format="txt")"#,
        ),
    },
    OperatorFact {
        name: "facet",
        place: OperatorPlace::Pipe,
        summary: "Returns one table of counts for each column named.",
        syntax: "facet by Column, … [with (Pipeline)]",
        example: Some("range x from 1 to 10 step 1 | extend Parity = x % 2 | facet by Parity"),
    },
    OperatorFact {
        name: "find",
        place: OperatorPlace::Source,
        summary: "Finds the rows of several tables that fit a condition.",
        syntax: "find [in (Table, …)] where Condition [project Column, …]",
        example: Some("let T = range x from 1 to 3 step 1; find in (T) where x == 2"),
    },
    OperatorFact {
        name: "fork",
        place: OperatorPlace::Pipe,
        summary: "Runs several pipelines on the same rows and returns a table for each.",
        syntax: "fork [Name =] (Pipeline) …",
        example: Some("range x from 1 to 10 step 1 | fork (where x > 5) (count)"),
    },
    OperatorFact {
        name: "getschema",
        place: OperatorPlace::Pipe,
        summary: "Returns one row for each column, with its name and type.",
        syntax: "getschema",
        example: Some(r#"print Name = "a", Age = 1 | getschema"#),
    },
    OperatorFact {
        name: "graph-mark-components",
        place: OperatorPlace::Graph,
        summary: "Marks each node with the component of the graph it belongs to.",
        syntax: "graph-mark-components [kind=weak|strong] [with_component_id=Name]",
        example: Some(
            r#"datatable(From: string, To: string) ["a", "b"] | make-graph From --> To with_node_id=Id | graph-mark-components | graph-to-table nodes"#,
        ),
    },
    OperatorFact {
        name: "graph-match",
        place: OperatorPlace::Graph,
        summary: "Finds paths of a pattern in a graph.",
        syntax: "graph-match (Node)-[Edge]->(Node) [where Condition] project Expression, …",
        example: Some(
            r#"datatable(From: string, To: string) ["a", "b"] | make-graph From --> To with_node_id=Id | graph-match (x)-[e]->(y) project Source = x.Id, Target = y.Id"#,
        ),
    },
    OperatorFact {
        name: "graph-shortest-paths",
        place: OperatorPlace::Graph,
        summary: "Finds the shortest paths between nodes of a graph.",
        syntax: "graph-shortest-paths [output=any|all] (Node)-[Edge*1..N]->(Node) [where Condition] project Expression, …",
        example: Some(
            r#"datatable(From: string, To: string) ["a", "b", "b", "c"] | make-graph From --> To with_node_id=Id | graph-shortest-paths (x)-[e*1..5]->(y) where x.Id == "a" project Target = y.Id"#,
        ),
    },
    OperatorFact {
        name: "graph-to-table",
        place: OperatorPlace::Graph,
        summary: "Returns the nodes or the edges of a graph as a table.",
        syntax: "graph-to-table nodes | edges [as Name] …",
        example: Some(
            r#"datatable(From: string, To: string) ["a", "b"] | make-graph From --> To with_node_id=Id | graph-to-table nodes"#,
        ),
    },
    OperatorFact {
        name: "graph-where-edges",
        place: OperatorPlace::Graph,
        summary: "Keeps the edges of a graph that fit a condition.",
        syntax: "graph-where-edges Condition",
        example: None,
    },
    OperatorFact {
        name: "graph-where-nodes",
        place: OperatorPlace::Graph,
        summary: "Keeps the nodes of a graph that fit a condition.",
        syntax: "graph-where-nodes Condition",
        example: None,
    },
    OperatorFact {
        name: "inline_external_table",
        place: OperatorPlace::Source,
        summary: "Declares an external table for this query only.",
        syntax: "inline_external_table (Name: Type, …) kind=storage …",
        example: None,
    },
    OperatorFact {
        name: "invoke",
        place: OperatorPlace::Pipe,
        summary: "Passes the rows to a function as its first argument.",
        syntax: "invoke Function(Argument, …)",
        example: Some(
            "let Big = (T: (x: long), least: long) { T | where x > least }; range x from 1 to 10 step 1 | invoke Big(5)",
        ),
    },
    OperatorFact {
        name: "join",
        place: OperatorPlace::Pipe,
        summary: "Joins each row with the rows of another table that have the same key.",
        syntax: "join kind=Kind (Table) on Column, … | on $left.Column == $right.Column",
        example: Some(
            r#"datatable(Id: long, Name: string) [1, "a"] | join kind=inner (datatable(Id: long, City: string) [1, "Oslo"]) on Id"#,
        ),
    },
    OperatorFact {
        name: "limit",
        place: OperatorPlace::Pipe,
        summary: "Returns up to that many rows, no matter which; the same as `take`.",
        syntax: "limit Number",
        example: Some("range x from 1 to 10 step 1 | limit 3"),
    },
    OperatorFact {
        name: "lookup",
        place: OperatorPlace::Pipe,
        summary: "Adds the columns of a small table by key.",
        syntax: "lookup [kind=leftouter|inner] (Table) on Column, …",
        example: Some(
            r#"datatable(Id: long) [1, 2] | lookup (datatable(Id: long, Name: string) [1, "a"]) on Id"#,
        ),
    },
    OperatorFact {
        name: "macro-expand",
        place: OperatorPlace::Source,
        summary: "Runs a query in each member of an entity group.",
        syntax: "macro-expand [kind=Kind] EntityGroup as Name (Query)",
        example: None,
    },
    OperatorFact {
        name: "make-graph",
        place: OperatorPlace::Pipe,
        summary: "Makes a graph from a table of edges, and tables of nodes.",
        syntax: "make-graph Source --> Target [with Nodes on Column | with_node_id=Name]",
        example: Some(
            r#"datatable(From: string, To: string) ["a", "b"] | make-graph From --> To with_node_id=Id | graph-to-table nodes"#,
        ),
    },
    OperatorFact {
        name: "make-series",
        place: OperatorPlace::Pipe,
        summary: "Makes arrays of aggregated values along an axis, with gaps filled.",
        syntax: "make-series Name = Aggregate [default=Value] on Axis [from Start] [to End] step Step [by Column, …]",
        example: Some(
            "range t from datetime(2024-01-01) to datetime(2024-01-03) step 1h | make-series Rows = count() on t from datetime(2024-01-01) to datetime(2024-01-03) step 1d",
        ),
    },
    OperatorFact {
        name: "mv-apply",
        place: OperatorPlace::Pipe,
        summary: "Runs a pipeline on the elements of each row's array.",
        syntax: "mv-apply [Name =] Array [to typeof(Type)] on (Pipeline)",
        example: Some(
            "print Values = dynamic([3, 1, 2]) | mv-apply Value = Values to typeof(long) on (top 2 by Value)",
        ),
    },
    OperatorFact {
        name: "mv-expand",
        place: OperatorPlace::Pipe,
        summary: "Makes one row for each element of an array or property of a bag.",
        syntax: "mv-expand [Name =] Array [to typeof(Type)], … [limit Number]",
        example: Some("print Values = dynamic([1, 2]) | mv-expand Value = Values to typeof(long)"),
    },
    OperatorFact {
        name: "order",
        place: OperatorPlace::Pipe,
        summary: "Sorts the rows; the same as `sort`.",
        syntax: "order by Expression [asc|desc] [nulls first|last], …",
        example: Some("range x from 1 to 3 step 1 | order by x desc"),
    },
    OperatorFact {
        name: "parse",
        place: OperatorPlace::Pipe,
        summary: "Takes columns out of a text by a pattern; rows that don't fit get nulls.",
        syntax: "parse [kind=simple|regex|relaxed] Expression with Pattern",
        example: Some(
            r#"print Line = "user=ada id=7" | parse Line with "user=" User: string " id=" Id: long"#,
        ),
    },
    OperatorFact {
        name: "parse-kv",
        place: OperatorPlace::Pipe,
        summary: "Takes columns out of a text of keys and values.",
        syntax: r#"parse-kv Expression as (Name: Type, …) [with (pair_delimiter="…", kv_delimiter="…")]"#,
        example: Some(
            r#"print Line = "user=ada id=7" | parse-kv Line as (user: string, id: long) with (pair_delimiter=" ", kv_delimiter="=")"#,
        ),
    },
    OperatorFact {
        name: "parse-where",
        place: OperatorPlace::Pipe,
        summary: "Takes columns out of a text by a pattern; drops rows that don't fit.",
        syntax: "parse-where [kind=simple|regex] Expression with Pattern",
        example: Some(
            r#"print Line = "user=ada id=7" | parse-where Line with "user=" User: string " id=" Id: long"#,
        ),
    },
    OperatorFact {
        name: "partition",
        place: OperatorPlace::Pipe,
        summary: "Runs a pipeline for each value of a column.",
        syntax: "partition [hint.strategy=native] by Column (Pipeline)",
        example: Some(
            "range x from 1 to 10 step 1 | extend Parity = x % 2 | partition by Parity (top 1 by x)",
        ),
    },
    OperatorFact {
        name: "print",
        place: OperatorPlace::Source,
        summary: "Returns one row with the values of expressions.",
        syntax: "print [Name =] Expression, …",
        example: Some("print Sum = 1 + 2"),
    },
    OperatorFact {
        name: "project",
        place: OperatorPlace::Pipe,
        summary: "Keeps the columns named, renames them or computes new ones, and drops the rest.",
        syntax: "project [Name =] Expression, …",
        example: Some("range x from 1 to 3 step 1 | project Double = 2 * x"),
    },
    OperatorFact {
        name: "project-away",
        place: OperatorPlace::Pipe,
        summary: "Drops the columns named.",
        syntax: "project-away Column, …",
        example: Some("print a = 1, b = 2 | project-away b"),
    },
    OperatorFact {
        name: "project-by-names",
        place: OperatorPlace::Pipe,
        summary: "Keeps the columns whose names an array holds.",
        syntax: "project-by-names Name, …",
        example: Some(r#"print a = 1, b = 2 | project-by-names "a""#),
    },
    OperatorFact {
        name: "project-keep",
        place: OperatorPlace::Pipe,
        summary: "Keeps the columns named, in the order they have.",
        syntax: "project-keep Column, …",
        example: Some("print a = 1, b = 2 | project-keep b"),
    },
    OperatorFact {
        name: "project-rename",
        place: OperatorPlace::Pipe,
        summary: "Renames columns.",
        syntax: "project-rename New = Old, …",
        example: Some("print a = 1 | project-rename b = a"),
    },
    OperatorFact {
        name: "project-reorder",
        place: OperatorPlace::Pipe,
        summary: "Moves columns to the front.",
        syntax: "project-reorder Column [asc|desc], …",
        example: Some("print a = 1, b = 2 | project-reorder b"),
    },
    OperatorFact {
        name: "range",
        place: OperatorPlace::Source,
        summary: "Makes a table of one column with values in equal steps.",
        syntax: "range Name from Start to End step Step",
        example: Some("range Hour from 0 to 23 step 1"),
    },
    OperatorFact {
        name: "reduce",
        place: OperatorPlace::Pipe,
        summary: "Groups similar texts and returns a pattern for each group.",
        syntax: "reduce [kind=source] by Column [with threshold=Number]",
        example: Some(r#"datatable(Line: string) ["a 1", "a 2"] | reduce by Line"#),
    },
    OperatorFact {
        name: "render",
        place: OperatorPlace::Pipe,
        summary: "Asks the tool to draw the rows.",
        syntax: "render Kind [with (Property=Value, …)]",
        example: Some("range x from 1 to 10 step 1 | extend y = x * x | render linechart"),
    },
    OperatorFact {
        name: "sample",
        place: OperatorPlace::Pipe,
        summary: "Returns up to that many rows, chosen at random.",
        syntax: "sample Number",
        example: Some("range x from 1 to 100 step 1 | sample 5"),
    },
    OperatorFact {
        name: "sample-distinct",
        place: OperatorPlace::Pipe,
        summary: "Returns up to that many different values of a column.",
        syntax: "sample-distinct Number of Column",
        example: Some("range x from 1 to 100 step 1 | sample-distinct 5 of x"),
    },
    OperatorFact {
        name: "scan",
        place: OperatorPlace::Pipe,
        summary: "Walks sorted rows and matches them with a sequence of steps.",
        syntax: "scan [declare (Name: Type = Value, …)] with (step Name: Condition => Column = Expression, …;)",
        example: Some(
            "range x from 1 to 5 step 1 | sort by x asc | scan declare (Total: long = 0) with (step s: true => Total = x + s.Total;)",
        ),
    },
    OperatorFact {
        name: "search",
        place: OperatorPlace::Either,
        summary: "Finds text in any column of one or more tables.",
        syntax: "search [kind=case_sensitive] [in (Table, …)] Condition",
        example: Some(r#"datatable(Name: string) ["Ada", "Alan"] | search "ada""#),
    },
    OperatorFact {
        name: "serialize",
        place: OperatorPlace::Pipe,
        summary: "Keeps the order of the rows, so that window functions may be used.",
        syntax: "serialize [Name = Expression, …]",
        example: Some("range x from 1 to 3 step 1 | serialize Row = row_number()"),
    },
    OperatorFact {
        name: "sort",
        place: OperatorPlace::Pipe,
        summary: "Sorts the rows, the greatest first unless `asc` is given.",
        syntax: "sort by Expression [asc|desc] [nulls first|last], …",
        example: Some("range x from 1 to 3 step 1 | sort by x desc"),
    },
    OperatorFact {
        name: "summarize",
        place: OperatorPlace::Pipe,
        summary: "Makes one row for each group, with aggregates of its rows.",
        syntax: "summarize [Name =] Aggregate, … [by [Name =] Expression, …]",
        example: Some("range x from 1 to 10 step 1 | summarize Total = sum(x) by Parity = x % 2"),
    },
    OperatorFact {
        name: "take",
        place: OperatorPlace::Pipe,
        summary: "Returns up to that many rows, no matter which.",
        syntax: "take Number",
        example: Some("range x from 1 to 10 step 1 | take 3"),
    },
    OperatorFact {
        name: "top",
        place: OperatorPlace::Pipe,
        summary: "Returns the first rows in an order.",
        syntax: "top Number by Expression [asc|desc]",
        example: Some("range x from 1 to 10 step 1 | top 3 by x desc"),
    },
    OperatorFact {
        name: "top-hitters",
        place: OperatorPlace::Pipe,
        summary: "Returns the most frequent values, approximately.",
        syntax: "top-hitters Number of Column [by Weight]",
        example: Some(
            "range x from 1 to 10 step 1 | extend Parity = x % 2 | top-hitters 1 of Parity",
        ),
    },
    OperatorFact {
        name: "top-nested",
        place: OperatorPlace::Pipe,
        summary: "Returns the first values at each level of a hierarchy.",
        syntax: r#"top-nested [Number] of Column [with others="…"] by Aggregate, …"#,
        example: Some(
            "range x from 1 to 10 step 1 | extend Parity = x % 2 | top-nested 2 of Parity by sum(x)",
        ),
    },
    OperatorFact {
        name: "union",
        place: OperatorPlace::Either,
        summary: "Returns the rows of several tables.",
        syntax: "union [kind=inner|outer] [withsource=Name] [isfuzzy=true] Table, …",
        example: Some("let A = print x = 1; let B = print x = 2; union A, B"),
    },
    OperatorFact {
        name: "where",
        place: OperatorPlace::Pipe,
        summary: "Keeps the rows that fit a condition.",
        syntax: "where Condition",
        example: Some("range x from 1 to 10 step 1 | where x > 5"),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found() {
        assert!(OPERATORS.is_sorted_by(|a, b| a.name < b.name));
        for fact in operators() {
            assert_eq!(operator(fact.name), Some(fact));
        }
        assert_eq!(operator("wher"), None);
    }

    #[test]
    fn summaries_are_sentences_and_examples_show_the_operator() {
        for fact in operators() {
            assert!(fact.summary.ends_with('.'), "{}", fact.name);
            assert!(fact.syntax.starts_with(fact.name), "{}", fact.name);
            assert!(
                fact.example.is_none_or(|it| it.contains(fact.name)),
                "{}",
                fact.name
            );
        }
    }
}
