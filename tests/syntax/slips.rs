//! Slips that people make, each with its one message, its place, the help and the cure.
//!
//! `slips.txt` holds them: a query, under its line the place and the message, then help and cure.
//! `UPDATE_EXPECT=1` writes what is said.

use std::{fmt::Write as _, fs, path::Path};

use kqlint_syntax::{NodeKind, SyntaxErrorKind, parse};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/syntax/slips.txt");

/// The queries of the table.
fn queries() -> Vec<String> {
    include_str!("slips.txt")
        .split("\n\n")
        .map(|case| {
            let query = case.lines().filter(|line| !is_remark(line));
            query.collect::<Vec<_>>().join("\n").replace('␠', " ")
        })
        .filter(|query| !query.is_empty())
        .collect()
}

fn is_remark(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['^', '=']) && !line.starts_with("==")
}

/// A query with what is said of it.
fn render(query: &str) -> String {
    let tree = parse(query);
    let mut out = String::new();
    let mut start = 0;
    for line in query.split('\n') {
        let end = start + line.len();
        let ends_in_space = line
            .ends_with(' ')
            .then(|| line.trim_end().to_owned() + "␠");
        let _ = writeln!(out, "{}", ends_in_space.as_deref().unwrap_or(line));
        for error in tree.errors() {
            let at = usize::from(error.range.start());
            if !(start..=end).contains(&at) {
                continue;
            }
            let indent = query.get(start..at).unwrap_or_default().chars().count();
            let to = usize::from(error.range.end()).min(end);
            let width = query.get(at..to).unwrap_or_default().chars().count().max(1);
            let _ = writeln!(
                out,
                "{:indent$}{:^<width$} {}",
                "",
                "",
                error.message(&tree)
            );
            if let Some(help) = error.help(&tree) {
                let _ = writeln!(out, "  = help: {help}");
            }
            if let Some(fix) = error.fix(&tree) {
                let mut fixed = query.to_owned();
                fixed.replace_range(std::ops::Range::<usize>::from(fix.range), &fix.replacement);
                let fixed = fixed.replace('\n', "⏎");
                let _ = writeln!(out, "  = {}: {fixed}", fix.title);
            }
        }
        start = end + 1;
    }
    out
}

#[test]
fn messages_are_those_of_the_table() {
    let rendered: Vec<String> = queries().iter().map(|query| render(query)).collect();
    let rendered = rendered.join("\n");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(Path::new(FILE), &rendered).expect("the table can be written");
        return;
    }
    assert!(
        rendered == include_str!("slips.txt"),
        "run with `UPDATE_EXPECT=1` and read the diff"
    );
}

#[test]
fn one_slip_is_one_error() {
    let queries = queries();
    assert!(queries.len() >= 200, "{}", queries.len());
    for query in queries {
        assert_eq!(parse(&query).errors().len(), 1, "{query}");
    }
}

#[test]
fn cures_cure() {
    let mut wrong = Vec::new();
    for query in queries() {
        let tree = parse(&query);
        let fixes = tree.errors().iter().filter_map(|error| error.fix(&tree));
        for fix in fixes {
            let mut fixed = query.clone();
            fixed.replace_range(std::ops::Range::<usize>::from(fix.range), &fix.replacement);
            let again = parse(&fixed);
            let errors: Vec<String> = again
                .errors()
                .iter()
                .map(|error| error.message(&again))
                .collect();
            if !errors.is_empty() {
                wrong.push(format!("{query:?} becomes {fixed:?}: {errors:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_rest_of_the_query_is_parsed() {
    let mut wrong = Vec::new();
    for query in queries() {
        let before = parse(&query);
        let swallows = before.errors().iter().any(|error| {
            matches!(
                error.kind,
                SyntaxErrorKind::UnclosedString
                    | SyntaxErrorKind::UnclosedBracket(_)
                    | SyntaxErrorKind::UnclosedLiteral
            )
        });
        let last = query.trim_end();
        if swallows
            || last.ends_with(['|', '{'])
            || last.contains(['#', '{'])
            || query.contains("-- ")
        {
            continue;
        }
        let tree = parse(&format!("{query} | take 1"));
        let takes = |tree: &kqlint_syntax::SyntaxTree| {
            let all = tree.root().descendants();
            all.filter(|node| node.kind() == NodeKind::TakeOperator)
                .count()
        };
        if takes(&tree) != takes(&before) + 1 || tree.errors().len() != 1 {
            wrong.push(format!("{query:?} {}", tree.errors().len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Half-typed queries have one error, at most two, and keep the steps that are complete.
#[test]
fn typing_shows_few_errors() {
    let queries = [
        "let a = ago(1d);\nlet f = (x: long, y: string = \"z\") { T | where n > x and s == y };\nf(1, \"b\")\n| summarize n = count(), m = max(v) by bin(t, 1h), ['a b']\n| render timechart with (title = \"c\", ycolumns = n, m)",
        "T\n| where a == \"b\" and c in (\"d\", 'e') or f between (1 .. 2)\n| join kind=inner (U | where g has_any (\"h\")) on $left.i == $right.j, k\n| project l = m + 1, n = iff(o, 1, 2), p\n| sort by l desc nulls last\n| take 10",
        "union withsource=x A, (B | take 1), C*\n| parse kind=regex a with \"b=\" c: long \",\" *\n| mv-expand d to typeof(string) limit 5\n| evaluate bag_unpack(e) : (*, f: long)\n| top 5 by f",
        "datatable(a: long, b: dynamic) [1, dynamic({\"c\": [1, 2, {\"d\": null}]})]\n| extend e = b.c[0]['f'], g = tostring(b)\n| make-series h = avg(a) default=0 on t from ago(7d) to now() step 1h by e\n| partition by e (top 1 by h)",
        "T | scan declare (n: long = 0) with (step s1: true => n = s1.n + 1; step s2: a > 1;)\n| mv-apply x = y on (where x > 1 | summarize max(x))\n| fork a = (count) (take 1)",
        ".create function with (docstring = \"x\") f(a: long) { T | where b == a }",
        "print a = @\"b\\c\", d = h'e', f = ```g\nh```, i = 1.5h, j = datetime(2020-01-01), k = guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
    ];
    for query in queries {
        let mut seen = 0;
        for (end, _) in query.char_indices() {
            let prefix = query.get(..end).unwrap_or_default();
            let tree = parse(prefix);
            let text: String = tree.root().tokens().map(|token| token.text()).collect();
            assert_eq!(text, prefix);
            assert!(tree.errors().len() <= 2, "{prefix}\n{:?}", tree.errors());
            let all = tree.root().descendants();
            let pipes = all.filter(|node| node.kind() == NodeKind::PipeExpression);
            let operators: usize = pipes.map(|pipe| pipe.children().count() - 1).sum();
            assert!(operators + 1 >= seen, "{prefix}\n{tree:?}");
            seen = seen.max(operators);
        }
        assert!(parse(query).errors().is_empty(), "{query}");
    }
}
