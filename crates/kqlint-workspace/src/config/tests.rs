//! What configuration files mean, and what is said of wrong ones.

use std::fs;

use kqlint_diagnostics::Level;
use kqlint_lints::{Group, rule, rules};
use tempfile::TempDir;

use super::*;

/// A folder with these files, and the configuration of the last one.
fn read(files: &[(&str, &str)]) -> (TempDir, Result<Config, ConfigError>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let last = folder.path().join(files.last().unwrap().0);
    let config = Config::read(&last, &mut BTreeSet::new());
    (folder, config)
}

/// What applies to `a.kql` beside the last file.
#[track_caller]
fn values(files: &[(&str, &str)]) -> FileSettings {
    let (folder, config) = read(files);
    let path = folder.path().join("a.kql");
    config
        .unwrap()
        .of_file(Some(&path), HostKind::Query)
        .values(None)
}

#[track_caller]
fn fails(files: &[(&str, &str)], expected: &str) {
    let (folder, config) = read(files);
    let root = format!("{}/", folder.path().display());
    let message = config.unwrap_err().to_string().replace(&root, "");
    assert_eq!(message, expected);
}

#[track_caller]
fn fails_alone(text: &str, expected: &str) {
    fails(&[("kqlint.toml", text)], &format!("kqlint.toml:{expected}"));
}

#[test]
fn rules_differ_from_their_group() {
    let text = "[rules]\nsyntax-error = \"hint\"\ncorrectness = \"off\"\n";
    let values = values(&[("kqlint.toml", text)]);
    for rule in rules().iter().filter(|it| it.group == Group::Correctness) {
        let expected = (rule.name == "syntax-error").then_some(Level::Hint);
        assert_eq!(values.rules.level(rule), expected);
    }
}

#[test]
fn a_rule_that_runs_when_asked_for_can_stay_off() {
    let text = "preview = true\n[rules]\nclassic-table = \"off\"\n";
    let values = values(&[("kqlint.toml", text)]);
    let level = |name| values.rules.level(rule(name).unwrap());
    assert_eq!(level("classic-table"), None);
    assert_eq!(level("external-data"), Some(Level::Hint));
}

#[test]
fn a_rule_has_a_level_and_options() {
    let text = r#"
        [rules.long-window]
        level = "warning"
        days = 0x1E
        [rules.external-data]
        allowed-hosts = "*.example.org"
        [rules.or-chain]
        values = 5
    "#;
    let read = values(&[("kqlint.toml", text)]).rules;
    assert_eq!(
        read.level(rule("long-window").unwrap()),
        Some(Level::Warning)
    );
    assert_eq!(read.level(rule("or-chain").unwrap()), Some(Level::Hint));
    assert_ne!(
        read,
        values(&[("kqlint.toml", "rules.long-window = \"warning\"")]).rules
    );
    fails_alone(
        "[rules.long-window]\nday = 3",
        "2:1: there is no option of `long-window` `day`; did you mean `days`?",
    );
    fails_alone(
        "[rules.long-window]\ndays = 0",
        "2:8: expected a number from 1 to 4294967295",
    );
    fails_alone(
        "[rules.long-window]\ndays = 1.5",
        "2:8: expected a whole number, found a number",
    );
    fails_alone(
        "[rules.syntax-error]\nx = 1",
        "2:1: there is no option of `syntax-error` `x`; known are `level`",
    );
}

#[test]
fn a_rule_of_ones_own_has_a_level_and_can_be_turned_off() {
    let rule = "[[custom-rules]]\nname = \"no-old\"\nmessage = \"old\"\nforbid-tables = \"Old*\"\n";
    let level = |files: &[(&str, &str)]| values(files).rules.custom_level("no-old");
    assert_eq!(level(&[("kqlint.toml", rule)]), Some(Level::Warning));
    let own = "extends = \"base.toml\"\n[rules]\nno-old = \"off\"\n";
    assert_eq!(level(&[("base.toml", rule), ("kqlint.toml", own)]), None);
    let twice = format!("{rule}{rule}");
    fails_alone(&twice, "6:8: there are two rules `no-old`");
}

#[test]
fn wrong_rules_of_ones_own_are_named() {
    for (text, expected) in [
        ("name = \"a\"", "1:1: a rule needs `message`"),
        (
            "name = \"a\"\nmessage = \"m\"",
            "1:1: a rule needs one of `column-names`, `forbid-functions`, `forbid-operators`, `forbid-tables`, `forbid-text`, `let-names`, `require-filter`",
        ),
        (
            "name = \"A b\"\nmessage = \"m\"\nforbid-text = \"x\"",
            "2:8: `A b` is no name of a rule: use lower-case words with `-` between",
        ),
        (
            "name = \"no-time-filter\"\nmessage = \"m\"\nforbid-text = \"x\"",
            "2:8: `no-time-filter` is a rule that comes with kqlint",
        ),
        (
            "name = \"cost\"\nmessage = \"m\"\nforbid-text = \"x\"",
            "2:8: `cost` is a group of rules",
        ),
        (
            "name = \"a\"\nmessage = \"m\"\nforbid-text = \"(\"",
            "4:15: `(` is no regular expression: unclosed group",
        ),
        (
            "name = \"a\"\nmessage = \"m\"\nforbid-operators = [\"serch\"]",
            "4:21: there is no operator `serch`; did you mean `search`?",
        ),
        (
            "name = \"a\"\nmessage = \"m\"\nrequire-filter = { tables = \"T\" }",
            "4:18: `require-filter` needs `column`",
        ),
        (
            "name = \"a\"\nmesage = \"m\"",
            "3:1: there is no setting of a rule `mesage`; did you mean `message`?",
        ),
    ] {
        fails_alone(&format!("[[custom-rules]]\n{text}"), expected);
    }
}

#[test]
fn the_environment_is_read_behind_a_mark() {
    let text = "\u{feff}environment = \"resource-graph\"";
    let values = values(&[("kqlint.toml", text)]);
    assert_eq!(values.environment, Some(Environment::ResourceGraph));
    fails_alone(
        "\u{feff}environment = \"x\"",
        "1:15: there is no environment `x`; known are `log-analytics`, `sentinel`, `defender`, `resource-graph`, `adx`",
    );
}

#[test]
fn styles_of_placeholders_are_read() {
    let text = "placeholders = [\"braces\", \"angles\"]";
    let expected = PlaceholderStyles::BRACES.with(PlaceholderStyles::ANGLES);
    assert_eq!(values(&[("kqlint.toml", text)]).placeholders, expected);
    fails_alone(
        "placeholders = [\"brace\"]",
        "1:17: there is no style of placeholders `brace`; did you mean `braces`?",
    );
}

#[test]
fn a_file_comes_over_those_that_it_extends() {
    let values = values(&[
        (
            "deep/base.toml",
            "environment = \"adx\"\npreview = true\n[rules]\ncost = \"off\"\n",
        ),
        (
            "other.toml",
            "environment = \"defender\"\n[rules]\nlong-window = \"hint\"\n",
        ),
        (
            "kqlint.toml",
            "extends = [\"deep/base.toml\", \"other.toml\"]\npreview = false\n[rules]\nlong-window = \"error\"\n",
        ),
    ]);
    assert_eq!(values.environment, Some(Environment::Defender));
    assert!(!values.preview);
    let level = |name| values.rules.level(rule(name).unwrap());
    assert_eq!(level("long-window"), Some(Level::Error));
    assert_eq!(level("no-time-filter"), None);
}

#[test]
fn a_file_that_two_others_extend_counts_once() {
    let values = values(&[
        ("base.toml", "environment = \"adx\"\n"),
        (
            "a.toml",
            "extends = \"base.toml\"\nenvironment = \"sentinel\"\n",
        ),
        ("b.toml", "extends = \"base.toml\"\n"),
        ("kqlint.toml", "extends = [\"a.toml\", \"b.toml\"]\n"),
    ]);
    assert_eq!(values.environment, Some(Environment::Sentinel));
}

#[test]
fn what_is_extended_must_be_there_and_lead_on() {
    fails(
        &[("kqlint.toml", "extends = \"absent.toml\"")],
        "kqlint.toml:1:11: cannot read `absent.toml`: there is no such file or folder",
    );
    fails(
        &[
            ("a.toml", "extends = \"kqlint.toml\""),
            ("kqlint.toml", "extends = \"a.toml\""),
        ],
        "a.toml:1:11: `kqlint.toml` extends itself",
    );
    fails(
        &[("kqlint.toml", "extends = [\"./kqlint.toml\"]")],
        "kqlint.toml:1:12: `kqlint.toml` extends itself",
    );
    fails(
        &[
            ("a.toml", "\nenvironment = \"azure\""),
            ("kqlint.toml", "extends = \"a.toml\""),
        ],
        "a.toml:2:15: there is no environment `azure`; known are `log-analytics`, `sentinel`, `defender`, `resource-graph`, `adx`",
    );
}

#[test]
fn patterns_name_files_as_in_gitignore() {
    let (folder, config) = read(&[
        ("base/base.toml", "exclude = [\"*.gen.kql\", \"/own\"]"),
        (
            "kqlint.toml",
            "extends = \"base/base.toml\"\ninclude = [\"queries/\", \"*.md\", \"!draft.md\"]",
        ),
    ]);
    let config = config.unwrap();
    let excluded = |name: &str| config.excludes(&folder.path().join(name));
    assert!(!excluded("queries/a.kql"));
    assert!(!excluded("deep/queries/more/a.kql"));
    assert!(!excluded("docs/a.md"));
    assert!(excluded("docs/draft.md"));
    assert!(excluded("a.kql"));
    assert!(
        excluded("queries/a.gen.kql"),
        "a pattern without a folder is for all files"
    );
    assert!(
        excluded("base/own/queries/a.kql"),
        "beside the file that says so"
    );
    assert!(!excluded("own/queries/a.kql"));
}

#[test]
fn overrides_apply_to_the_files_and_hosts_that_they_name() {
    let (folder, config) = read(&[(
        "kqlint.toml",
        r#"
            [[overrides]]
            files = "hunting/"
            environment = "defender"
            [[overrides]]
            hosts = ["markdown", "workbook"]
            environment = "adx"
            [[overrides]]
            files = "hunting/*.md"
            hosts = "markdown"
            environment = "resource-graph"
        "#,
    )]);
    let config = config.unwrap();
    let environment = |name: &str, rule| {
        let path = folder.path().join(name);
        let kind = HostKind::from_path(&path).unwrap();
        config
            .of_file(Some(&path), kind)
            .values(rule)
            .environment
            .unwrap_or_default()
    };
    assert_eq!(environment("a.kql", None), Environment::LogAnalytics);
    assert_eq!(environment("hunting/a.kql", None), Environment::Defender);
    assert_eq!(environment("a.md", None), Environment::Adx);
    assert_eq!(
        environment("hunting/a.md", None),
        Environment::ResourceGraph
    );
    assert_eq!(environment("a.json", None), Environment::LogAnalytics);
    let workbook = Some(RuleKind::Workbook);
    assert_eq!(environment("a.json", workbook), Environment::Adx);
    let unsaved = config.of_file(None, HostKind::Markdown).values(None);
    assert_eq!(unsaved.environment, Some(Environment::Adx));
}

#[test]
fn wrong_overrides_are_named() {
    fails_alone(
        "[[overrides]]\npreview = true",
        "1:1: an override needs `files` or `hosts`",
    );
    fails_alone(
        "[[overrides]]\nhosts = \"workbok\"",
        "2:9: there is no host `workbok`; did you mean `workbook`?",
    );
    fails_alone(
        "[[overrides]]\nfiles = \"a\"\nexclude = \"b\"",
        "3:1: `exclude` can't differ from file to file",
    );
    fails_alone(
        "[[overrides]]\nfile = \"a\"",
        "2:1: there is no setting of an override `file`; did you mean `files`?",
    );
    fails_alone(
        "exclude = [\"a\", \"[\"]",
        "1:17: `[` is not a pattern: error parsing glob '[': unclosed character class; missing ']'",
    );
}

#[test]
fn an_unknown_key_comes_with_the_nearest_one() {
    fails_alone(
        "\n enviroment = \"adx\"",
        "2:2: there is no setting `enviroment`; did you mean `environment`?",
    );
}

#[test]
fn an_unknown_rule_comes_with_the_nearest_one() {
    fails_alone(
        "[rules]\nsyntax-eror = \"off\"",
        "2:1: there is no rule `syntax-eror`; did you mean `syntax-error`?",
    );
}

#[test]
fn wrong_values_are_named() {
    fails_alone(
        "[rules]\nsyntax-error = \"warn\"",
        "2:16: there is no level `warn`; known are `off`, `hint`, `warning`, `error`",
    );
    fails_alone("rules = 1", "1:9: expected a table, found a number");
    fails_alone(
        "preview = \"yes\"",
        "1:11: expected `true` or `false`, found a string",
    );
    fails_alone("environment = [1]", "1:15: expected a string, found a list");
    fails_alone(
        "extends = 1",
        "1:11: expected a string or a list of strings, found a number",
    );
}

#[test]
fn what_is_not_toml_is_named_with_its_place() {
    let (_folder, config) = read(&[("kqlint.toml", "a = 1\nb = \n")]);
    let message = config.unwrap_err().to_string();
    assert!(message.contains("kqlint.toml:2:"), "{message}");
}

#[test]
fn settings_know_where_they_are_set() {
    let (folder, config) = read(&[
        ("base.toml", "[rules]\ncost = \"off\"\n"),
        (
            "kqlint.toml",
            "extends = \"base.toml\"\n\nplaceholders = [\n  \"braces\",\n]\n",
        ),
    ]);
    let config = config.unwrap();
    let of_file = config.of_file(None, HostKind::Query);
    let settings = of_file.settings(None);
    let shown: Vec<_> = settings
        .map(|it| format!("{} {} = {}", it.origin, it.key, it.value))
        .map(|it| it.replace(&format!("{}/", folder.path().display()), ""))
        .collect();
    assert_eq!(
        shown,
        [
            "base.toml:2 rules.cost = \"off\"",
            "kqlint.toml:3 placeholders = [ \"braces\", ]"
        ]
    );
}

#[test]
fn what_holds_for_all_files_is_shown_with_its_place() {
    let (_folder, config) = read(&[
        ("base.toml", "include = \"a/\"\nexclude = \"b/\"\n"),
        (
            "kqlint.toml",
            "extends = \"base.toml\"\nexclude = [\n  \"c/\"]\n",
        ),
    ]);
    let applied = config.unwrap().of_file(None, HostKind::Query).applied();
    let applied = applied.iter().filter(|it| it.key.ends_with("clude"));
    let shown: Vec<_> = applied
        .map(|it| {
            let line = it.origin.as_ref().map(|it| it.at.line);
            (it.key.as_str(), it.value.as_str(), line)
        })
        .collect();
    let expected = [
        ("exclude", "[ \"c/\"]", Some(2)),
        ("include", "\"a/\"", Some(1)),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn every_key_is_read() {
    for key in keys::KEYS {
        let (_folder, config) = read(&[("kqlint.toml", &format!("{} = 2020-01-01", key.name))]);
        let message = config.unwrap_err().to_string();
        assert!(message.contains("found a date"), "{}: {message}", key.name);
    }
}
