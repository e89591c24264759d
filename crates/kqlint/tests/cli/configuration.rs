//! `kqlint.toml`: the nearest one wins, and errors name the place.

use crate::support::{BROKEN, Folder};

#[test]
fn the_nearest_file_wins() {
    let folder = Folder::new(&[
        ("kqlint.toml", "[rules]\nsyntax-error = \"off\"\n"),
        ("a.kql", BROKEN),
        ("inner/kqlint.toml", "[rules]\nsyntax-error = \"warning\"\n"),
        ("inner/deep/b.kql", BROKEN),
    ]);
    let run = folder
        .run(&["check", "--output-format", "concise"])
        .exits(1);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].contains("b.kql:2:3: warning[syntax-error]"),
        "{lines:?}"
    );
}

#[test]
fn an_error_names_file_line_and_nearest_key() {
    let folder = Folder::new(&[
        ("kqlint.toml", "# ours\n[rules]\nsyntax-eror = \"off\"\n"),
        ("a.kql", BROKEN),
        ("b.kql", BROKEN),
        ("inner/kqlint.toml", ""),
        ("inner/c.kql", BROKEN),
    ]);
    let run = folder.run(&["check"]).exits(2).prints("c.kql:2:3");
    let message = "kqlint.toml:3:1: there is no rule `syntax-eror`; did you mean `syntax-error`?";
    let run = run.complains(message);
    let root = folder.root().to_string_lossy();
    assert!(!run.stderr.contains(&*root), "{run:#?}");
    assert_eq!(
        run.stderr.matches("there is no rule").count(),
        1,
        "{run:#?}"
    );
}

#[test]
fn excluded_files_are_checked_only_where_they_are_named() {
    let folder = Folder::new(&[
        ("kqlint.toml", "exclude = [\"gen/\"]\n"),
        ("a.kql", BROKEN),
        ("gen/b.kql", BROKEN),
    ]);
    let found = |arguments: &[&str]| {
        let run = folder.run(&[&["check", "--output-format", "concise"], arguments].concat());
        ["a.kql", "b.kql"].map(|name| run.stdout.contains(name))
    };
    assert_eq!(found(&[]), [true, false]);
    assert_eq!(found(&["gen"]), [false, false]);
    assert_eq!(found(&["gen/b.kql"]), [false, true]);
    assert_eq!(
        found(&["a.kql", "gen/b.kql", "--force-exclude"]),
        [true, false]
    );
}

#[test]
fn one_configuration_can_be_named_for_all_files() {
    let folder = Folder::new(&[
        ("kqlint.toml", "[rules]\nsyntax-error = \"off\"\n"),
        ("strict.toml", ""),
        ("a.kql", BROKEN),
    ]);
    folder.run(&["check"]).exits(0);
    folder.run(&["check", "--config", "strict.toml"]).exits(1);
    folder
        .run(&["check", "--config", "absent.toml"])
        .exits(2)
        .complains("absent.toml`: there is no such file or folder");
}

#[test]
fn a_rule_of_ones_own_is_reported_selected_and_ignored() {
    let rule = "[[custom-rules]]\nname = \"no-old-events\"\nmessage = \"use `NewEvents`\"\nforbid-tables = \"OldEvents\"\n";
    let folder = Folder::new(&[
        ("kqlint.toml", rule),
        ("a.md", "# A\n\n```kql\nOldEvents | take 1\n```\n"),
    ]);
    let check = |arguments: &[&str]| folder.run(&[&["check"], arguments].concat());
    check(&["--output-format", "concise"])
        .exits(1)
        .prints("a.md:4:1: warning[no-old-events] use `NewEvents`");
    check(&["--select", "no-old-events"]).exits(1);
    check(&["--select", "syntax-error"]).exits(0);
    check(&["--ignore", "no-old-events"]).exits(0);
    folder.write(
        "b.kql",
        b"// kqlint: ignore[no-old-events] moved in May\nOldEvents | take 1\n",
    );
    check(&["b.kql", "--level", "hint"]).exits(0);
    folder.write(
        "b.kql",
        b"// kqlint: ignore[no-old-events] moved in May\nprint 1\n",
    );
    check(&["b.kql", "--level", "hint"]).prints("no-old-events");
    let sarif = check(&["a.md", "--output-format", "sarif"]).exits(1).json();
    let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!(rule["id"], "no-old-events");
    assert_eq!(rule["shortDescription"]["text"], "use `NewEvents`");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleIndex"], 0);
    check(&["--select", "no-old-event"])
        .exits(2)
        .complains("there is no rule `no-old-event`; did you mean `no-old-events`?");
}

#[test]
fn what_applies_is_shown_with_its_place() {
    let folder = Folder::new(&[
        (
            "base.toml",
            "preview = true\nexclude = \"old/\"\n[rules]\ncost = \"off\"\n",
        ),
        (
            "kqlint.toml",
            "extends = \"base.toml\"\nenvironment = \"adx\"\n[rules.long-window]\nlevel = \"error\"\ndays = 7\n[[overrides]]\nhosts = \"workbook\"\nenvironment = \"defender\"\n[[custom-rules]]\nname = \"no-old\"\nmessage = \"moved in May\"\nforbid-tables = \"Old\"\n",
        ),
    ]);
    let run = folder.run(&["config", "--show", "deep/a.json"]).exits(0);
    let table: String = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "# deep/a.json # read from base.toml # read from kqlint.toml",
        "environment = \"adx\" # kqlint.toml:2",
        "custom-rules.no-old = \"moved in May\" # kqlint.toml:10",
        "placeholders = [] # default",
        "exclude = \"old/\" # base.toml:2",
        "preview = true # base.toml:1",
        "rules.long-window = \"error\" # kqlint.toml:4",
        "rules.long-window.days = 7 # kqlint.toml:5",
        "rules.no-time-filter = \"off\" # base.toml:4",
        "# in queries of the host `workbook` environment = \"defender\" # kqlint.toml:8",
    ] {
        assert!(table.contains(line), "no `{line}` in {}", run.stdout);
    }
    let json = folder
        .run(&["config", "--show", "a.kql", "--output-format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["excluded"], false);
    let settings = json["settings"].as_array().expect("settings");
    let find = |key: &str| settings.iter().find(|it| it["key"] == key).expect("a key");
    assert_eq!(find("environment")["origin"]["line"], 2);
    assert_eq!(find("rules.syntax-error")["value"], "\"error\"");
    assert!(find("rules.syntax-error")["origin"].is_null());
}

#[test]
fn queries_say_where_they_run_where_nobody_else_does() {
    let graph = "resources\n| where type == 'a'\n| project name\n";
    let defender = "DeviceInfo | where Timestamp > ago(1d) | project DeviceName\n";
    let page = format!(
        "```kql\nHeartbeat | take 1\n```\n\n```kql\n{graph}```\n\n```kql\nResources | count\n```\n"
    );
    let folder = Folder::new(&[
        ("a.kql", graph),
        ("b.kql", defender),
        ("c.md", &page),
        ("d/kqlint.toml", "environment = \"log-analytics\"\n"),
        ("d/a.kql", graph),
    ]);
    let types = |file: &str| {
        let run = folder.run(&["columns", file]).exits(0);
        run.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(types("a.kql").contains("name string"));
    assert!(types("d/a.kql").contains("name unknown"));
    let show = |file: &str| folder.run(&["config", "--show", file]).exits(0);
    show("a.kql")
        .prints("environment = \"log-analytics\"")
        .prints(
            "# environment = \"resource-graph\" in the queries of lines 1: inferred from the query",
        );
    show("b.kql").prints("\"defender\" in the queries of lines 1: inferred from the query");
    show("c.md")
        .prints("\"resource-graph\" in the queries of lines 6, 12: inferred from the query");
    let configured = show("d/a.kql");
    assert!(
        !configured.stdout.contains("inferred"),
        "{}",
        configured.stdout
    );
    let missing = show("none.kql");
    assert!(!missing.stdout.contains("inferred"), "{}", missing.stdout);
    let json = folder
        .run(&["config", "--show", "c.md", "--output-format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["environments"][0]["because"], "query");
    assert_eq!(json["environments"][0]["lines"][1], 12);
}

#[test]
fn the_environment_decides_which_tables_there_are() {
    let folder = Folder::new(&[("kqlint.toml", "environment = \"adx\"\n")]);
    folder
        .run(&["schema", "show", "Heartbeat"])
        .exits(2)
        .complains("no table `Heartbeat` in `adx`");
}
