//! Rules of a team's own report at the right place.

use kqlint_catalog::Catalog;
use kqlint_diagnostics::Level;
use kqlint_embed::HostFacts;
use kqlint_lints::{BadName, CustomRule, Input, Linter, Pattern, Settings};
use kqlint_semantics::{Options, analyze};
use regex::Regex;

fn rule(pattern: Pattern) -> CustomRule {
    let help = Some("do it".to_owned());
    CustomRule::new(
        "our-rule",
        Some(Level::Error),
        "no".to_owned(),
        help,
        pattern,
    )
    .expect("a name")
}

/// The texts that the rule reports.
#[track_caller]
fn check(pattern: Pattern, text: &str, expected: &[&str]) {
    let mut settings = Settings::none();
    settings.add(rule(pattern));
    let tree = kqlint_syntax::parse(text);
    assert_eq!(tree.errors().len(), 0, "{text}");
    let catalog = Catalog::builtin();
    let model = analyze(&tree, &catalog, &Options::default());
    let found = Linter::new(&settings).check(&Input {
        tree: &tree,
        model: &model,
        catalog: &catalog,
        intents: &[],
        facts: &HostFacts::default(),
    });
    for found in &found {
        assert_eq!((found.rule, found.level), ("our-rule", Level::Error));
        assert_eq!(found.help.as_deref(), Some("do it"));
    }
    let places: Vec<_> = found
        .iter()
        .filter_map(|it| text.get(std::ops::Range::<usize>::from(it.range)))
        .collect();
    assert_eq!(places, expected, "{text}");
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn tables_are_found_wherever_they_are_read() {
    let old = || Pattern::ForbidTable(names(&["Old*", "SecurityEvent"]));
    check(old(), "OldEvents | take 1", &["OldEvents"]);
    check(
        old(),
        "let T = OldEvents; union T, workspace('w').SecurityEvent, database('d').OldThings | take 1",
        &["OldEvents", "SecurityEvent", "OldThings"],
    );
    check(
        old(),
        "Heartbeat | join kind=inner (SecurityEvent) on Computer",
        &["SecurityEvent"],
    );
    check(
        old(),
        "Heartbeat | extend OldEvents = 1 | project OldEvents",
        &[],
    );
    check(old(), "let OldT = Heartbeat; OldT | take 1", &[]);
}

#[test]
fn functions_and_operators_are_found_by_name() {
    let text = "Heartbeat | mv-expand x = pack_array(1) | evaluate bag_unpack(x) | limit 3";
    let functions = Pattern::ForbidFunction(names(&["pack_*", "bag_unpack"]));
    check(functions, text, &["pack_array", "bag_unpack"]);
    let operators = Pattern::ForbidOperator(names(&["mv-expand", "limit", "join"]));
    check(operators, text, &["mv-expand", "limit"]);
    let source = Pattern::ForbidOperator(names(&["search"]));
    check(source, "search 'x'", &["search"]);
}

#[test]
fn a_table_needs_its_filter() {
    let by_id = || Pattern::RequireFilter {
        tables: names(&["SecurityEvent"]),
        column: "EventID".to_owned(),
    };
    check(by_id(), "SecurityEvent | take 1", &["SecurityEvent"]);
    check(
        by_id(),
        "SecurityEvent | where Computer == 'a'",
        &["SecurityEvent"],
    );
    check(
        by_id(),
        "SecurityEvent | where Computer == 'a' | where EventID in (1, 2)",
        &[],
    );
    check(
        by_id(),
        "union SecurityEvent, Heartbeat | where EventID == 1",
        &[],
    );
    check(
        by_id(),
        "let T = SecurityEvent; T | where EventID == 1",
        &[],
    );
    check(
        by_id(),
        "let T = SecurityEvent; T | take 1",
        &["SecurityEvent"],
    );
    check(
        by_id(),
        "Heartbeat | where Computer != '' | join kind=inner (SecurityEvent | take 1) on Computer",
        &["SecurityEvent"],
    );
    check(by_id(), "SecurityEvent", &["SecurityEvent"]);
    check(
        by_id(),
        "SecurityEvent | extend a = tostring(EventID) | extend b = strcat(a, a) | where b == '1'",
        &[],
    );
    check(
        by_id(),
        "SecurityEvent | project-rename Id = EventID | where Id == 1",
        &[],
    );
    check(
        by_id(),
        "SecurityEvent | extend a = tostring(Computer) | where a == '1'",
        &["SecurityEvent"],
    );
}

#[test]
fn names_follow_a_convention() {
    let text = "let lookBack = 1d; let Look_Back = 2d; Heartbeat | extend a_b = 1, AB = lookBack + Look_Back | summarize n = count() by Day = bin(TimeGenerated, 1d)";
    let lets = Pattern::LetNames(Regex::new("^[a-z][A-Za-z]*$").unwrap());
    check(lets, text, &["Look_Back"]);
    let columns = Pattern::ColumnNames(Regex::new("^[A-Z][A-Za-z]*$").unwrap());
    check(columns, text, &["a_b", "n"]);
    let columns = Pattern::ColumnNames(Regex::new("^[A-Z]").unwrap());
    check(
        columns,
        "Heartbeat | join kind=inner hint.remote=auto (Heartbeat) on Computer",
        &[],
    );
}

#[test]
fn text_is_found_in_comments_and_strings() {
    let hosts = || Pattern::ForbidText(Regex::new(r"[a-z]+\.corp\.example").unwrap());
    check(
        hosts(),
        "// on db.corp.example\nprint 'é', 'www.corp.example'",
        &["db.corp.example", "www.corp.example"],
    );
    check(
        Pattern::ForbidText(Regex::new("x*").unwrap()),
        "print 1",
        &[],
    );
}

#[test]
fn a_name_is_no_other_rules() {
    let name = |name| {
        let pattern = Pattern::ForbidTable(Vec::new());
        CustomRule::new(name, None, String::new(), None, pattern).map(|it| it.name())
    };
    assert_eq!(name("no-old-2"), Ok("no-old-2"));
    assert_eq!(name("no--old"), Err(BadName::Form));
    assert_eq!(name("No"), Err(BadName::Form));
    assert_eq!(name("syntax-error"), Err(BadName::Taken));
}
