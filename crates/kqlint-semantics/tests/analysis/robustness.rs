//! Any text has a model, in time linear in its length.

use kqlint_catalog::Catalog;
use kqlint_semantics::{Options, analyze};
use kqlint_syntax::{TextSize, parse};

const QUERY: &str = "let f = (R: (*), n: long = 1) { R | extend m = n | mv-expand x = Tags };
set notruncation;
T | where Name in ('a', \"b\") and Size between (1 .. 2) | invoke f(1)
| join kind=leftouter (U | summarize arg_max(Size, *), percentiles(Size, 1, 2) by Name) on $left.Name == $right.Owner
| make-series n = count() default=0 on Time from ago(1d) to now() step 1h by tostring(Tags.a[0])
| evaluate bag_unpack(d) : (a: string) | top-nested 3 of Name by count() | render timechart with (kind=stacked)";

#[test]
fn every_prefix_and_every_gap_has_a_model() {
    let catalog = Catalog::builtin();
    let options = Options::default();
    for end in (0..=QUERY.len()).filter(|it| QUERY.is_char_boundary(*it)) {
        for text in [&QUERY[..end], &QUERY[end..]] {
            let tree = parse(text);
            let model = analyze(&tree, &catalog, &options);
            let offset = TextSize::of(text);
            let _ = model.scope_at(&tree, offset);
            assert!(model.queries().len() <= tree.node_count());
        }
    }
}

#[test]
fn calls_inside_calls_share_a_budget() {
    let mut text = String::from("let f0 = (R: (*)) { R | take 1 };\n");
    for n in 1..60 {
        let before = n - 1;
        text.push_str(&format!(
            "let f{n} = (R: (*)) {{ union f{before}(R), f{before}(R) }};\n"
        ));
    }
    text.push_str("f59(print a = 1)");
    let tree = parse(&text);
    let model = analyze(&tree, &Catalog::builtin(), &Options::default());
    assert_eq!(model.queries().len(), 1);
}

#[test]
fn long_texts_end() {
    let catalog = Catalog::builtin();
    let columns: Vec<String> = (0..20_000).map(|it| format!("c{it} = {it}")).collect();
    let text = format!("print {} | project c1, c19999", columns.join(", "));
    let tree = parse(&text);
    let model = analyze(&tree, &catalog, &Options::default());
    assert_eq!(model.problems(), []);
    let nested = format!("print x = {}1{}", "(".repeat(10_000), ")".repeat(10_000));
    analyze(&parse(&nested), &catalog, &Options::default());
}
