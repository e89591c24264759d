//! Markdown pages: which blocks are queries, where their bytes stand, and
//! which texts belong to them.

use kqlint_embed::{Extraction, HostKind, IntentKind, TextRange, TextSize, extract};

use crate::checks::{self, intents, slice};

/// Pages that are awkward to map.
const PAGES: &[&str] = &[
    "```kql\nT\n| take 5\n```\n",
    "```kql\nT",
    "```kql\n```\n",
    "```kql\n\n```\n",
    "~~~kusto\nT\n\n| count\n~~~",
    "````kql\n```\nT\n```\n````\n",
    "+ Get jobs:\n\n    ```Kusto\n    T\n    | take 5\n\n    | count\n    ```\n\n+ Others:\n\n    ```Kusto\n    U\n    ```\n",
    "1. One\n\n\t```kql\n\tT\n\t| take 5\n  \n\t| count\n\t```\n",
    "- item\n\n  ```kql\n\tT\n  | where\n\n    x\n  ```\n",
    "- item\n\n  ```kql\n  T\n\tU\n\t\tV\n  ```\n",
    "> ```kql\n> T\n>\n>    | where a == \"ä\"\n> | count\n> ```\n",
    "> - ```kql\r\n>   T\r\n>   \r\n>\r\n>   | where a\r\n>   ```\r\n",
    "* ```kql\n  T\n  ```\n* ```kql\n  U\n  ```\n",
    "  ```kql\nT\n | a\n  | b\n    | c\n  ```\n",
    "```kql\r\nT\r\n\r\n| where s == '😀'\r\n```\r\n",
    "> ```kql\n> T\nlazy\n",
    "- a\n  - b\n    > 1. c\n    >    ```kql\n    >    T\n    >\n    >    | x\n    >    ```\n",
    "\u{feff}# Head\n\n```kql\nT\n```\n",
];

/// Pages of which nothing is asked but an answer.
const ODD_PAGES: &[&str] = &[
    "```kql\nT\r| old\r```\r",
    "```kql\r\r\n\n\t\r\n```",
    "- ```kql\n\t\t\r\n\t\n \t`\n",
    "> ```kql\n>\t\tT\n>\t```\n",
    "<!--->```kql\n",
    "<!-- <!-- -- > -->\u{a0}x\n```kql\u{0}\nT\u{0}\n```",
    "[a]: ```kql\n````kql\n```\n`````\n",
];

fn markdown(text: &str) -> Extraction {
    extract(HostKind::Markdown, Some("page.md"), text)
}

fn texts(page: &str) -> Vec<String> {
    let found = markdown(page).fragments.into_iter();
    found.map(|fragment| fragment.text).collect()
}

#[test]
fn every_byte_of_a_fragment_stands_in_the_page() {
    for page in PAGES {
        checks::bytes(HostKind::Markdown, page);
    }
}

#[test]
fn edits_of_a_fragment_are_edits_of_the_page() {
    let tried: usize = PAGES
        .iter()
        .map(|page| checks::edits(HostKind::Markdown, page))
        .sum();
    assert!(tried > 5_000, "{tried}");
}

#[test]
fn no_prefix_of_a_page_panics() {
    for page in PAGES.iter().chain(ODD_PAGES) {
        checks::prefixes(HostKind::Markdown, page);
    }
}

#[test]
fn indentation_of_lists_and_quotes_is_cut() {
    assert_eq!(
        texts("+ Get jobs:\n\n    ```Kusto\n    T\n      | take 5\n\n    ```\n"),
        ["T\n  | take 5\n"]
    );
    assert_eq!(
        texts("> ```kql\n> T\n>\n> | count\n> ```"),
        ["T\n\n| count"]
    );
    assert_eq!(texts("```kql\r\nT\r\n| count\r\n```"), ["T\r\n| count"]);
}

#[test]
fn other_code_is_no_query() {
    assert!(texts("```azurecli\naz login\n```\n\n    T | take 5\n\n`T`\n").is_empty());
    assert!(texts("<!--\n```kql\nT\n```\n-->\n").is_empty());
}

#[test]
fn unclosed_fence_is_reported_at_its_opening_line() {
    let page = "Text\n\n```kql title=x \nT\n| take 5\n";
    let found = markdown(page);
    assert_eq!(found.fragments.len(), 1);
    let [problem] = found.problems.as_slice() else {
        panic!("one problem expected: {:?}", found.problems);
    };
    assert_eq!(slice(page, problem.range), "```kql title=x");
    for page in [
        "```kql\nT\n```",
        "> ```kql\n> T\n> ```\n",
        "~~~kql\n~~~",
        "```kql\n\n\n````",
    ] {
        assert_eq!(markdown(page).problems, [], "{page:?}");
    }
}

#[test]
fn list_item_leads_into_its_fence() {
    let page = "## Queries\n\nSome queries:\n\n+ Jobs in the\n  last **five** days:\n\n    ```kql\n    T\n    ```\n\n+ Others:\n\n    ```kql\n    U\n    ```\n";
    let found = markdown(page).fragments;
    assert_eq!(
        intents(&found[0]),
        [
            "LeadIn: Jobs in the last five days:",
            "Paragraph: Some queries:",
            "Section: Queries"
        ]
    );
    assert_eq!(intents(&found[1])[0], "LeadIn: Others:");
    let lead_in = &found[0].intents[0];
    let at = TextSize::try_from(lead_in.text.find("five").unwrap()).unwrap();
    let range = TextRange::at(at, 4.into());
    assert_eq!(slice(page, lead_in.map.host_range(range).unwrap()), "five");
    let (range, text) = lead_in.map.edit(range, "four").unwrap();
    assert_eq!((slice(page, range), text.as_str()), ("five", "four"));
    let across = TextRange::at(at, 9.into());
    assert_eq!(
        slice(page, lead_in.map.host_range(across).unwrap()),
        "five** days"
    );
    assert_eq!(lead_in.map.edit(across, "four days"), None);
}

#[test]
fn only_the_first_of_several_fences_has_the_paragraph() {
    let found = markdown("# Page\n\nTwo variants.\n\n```kql\nT\n```\n\n```kql\nU\n```\n").fragments;
    assert_eq!(
        intents(&found[0]),
        ["LeadIn: Two variants.", "Section: Page"]
    );
    assert_eq!(
        intents(&found[1]),
        ["Paragraph: Two variants.", "Section: Page"]
    );
}

#[test]
fn heading_is_direct_when_nothing_but_the_lead_in_stands_between() {
    let found = markdown("## A\n\n```kql\nT\n```\n\n## B\n\nText.\n\n```kql\nU\n```\n").fragments;
    assert_eq!(intents(&found[0]), ["Heading: A"]);
    assert_eq!(intents(&found[1]), ["LeadIn: Text.", "Heading: B"]);
    let found = markdown("## A\n\n| a |\n|---|\n| b |\n\n```kql\nT\n```\n").fragments;
    assert_eq!(intents(&found[0]), ["Section: A"]);
}

#[test]
fn paragraph_below_that_looks_back_does_not_lead_into_the_next() {
    let page = "```kql\nT\n```\n\nThis will find data of 14 days.\n\n```kql\nU\n```\n\nThen the rest:\n\n```kql\nV\n```\n";
    let found = markdown(page).fragments;
    assert_eq!(
        intents(&found[0]),
        ["AfterText: This will find data of 14 days."]
    );
    assert_eq!(intents(&found[1]), [""; 0]);
    assert_eq!(intents(&found[2]), ["LeadIn: Then the rest:"]);
}

#[test]
fn other_items_and_lists_do_not_lead_in() {
    let found = markdown("- one\n- ```kql\n  T\n  ```\n").fragments;
    assert_eq!(intents(&found[0]), ["Paragraph: one"]);
    let found = markdown("Needs:\n\n- one\n- two\n\n```kql\nT\n```\n").fragments;
    assert!(
        found[0]
            .intents
            .iter()
            .all(|intent| !intent.kind.is_direct())
    );
    let found = markdown("1. Run this:\n```kql\nT\n```\n").fragments;
    assert_eq!(intents(&found[0]), ["LeadIn: Run this:"]);
}

#[test]
fn comments_are_no_prose_but_stand_before_a_query() {
    let page = "Text <!-- of 5 days --> here\n\n<!-- kqlint: ignore[no-time-filter] sample -->\n\n```kql\nT\n```\n\n<!-- a -->\n\nb\n\n```kql\nU\n```\n";
    let found = markdown(page);
    assert_eq!(found.fragments[0].intents[0].text, "Text  here");
    let [comment, other] = found.comments.as_slice() else {
        panic!("two comments expected");
    };
    assert_eq!(comment.text, "kqlint: ignore[no-time-filter] sample");
    assert_eq!(slice(page, comment.range), comment.text);
    assert_eq!(
        slice(page, comment.whole),
        format!("<!-- {} -->", comment.text)
    );
    assert_eq!((comment.query, other.query), (Some(0), None));
}

#[test]
fn prose_is_read_without_markup() {
    let page = "The `VmSize` is *Standard\\_D1* &amp; [more](https://x.y) ![5 days](z.png).\n\n```kql\nT\n```\n";
    let found = markdown(page).fragments;
    let lead_in = &found[0].intents[0];
    assert_eq!(lead_in.kind, IntentKind::LeadIn);
    assert_eq!(lead_in.text, "The VmSize is Standard_D1 & more .");
    for word in ["VmSize", "_D1", "more"] {
        let at = TextSize::try_from(lead_in.text.find(word).unwrap()).unwrap();
        let range = TextRange::at(at, TextSize::of(word));
        assert_eq!(slice(page, lead_in.map.host_range(range).unwrap()), word);
    }
}
