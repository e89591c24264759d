//! `kqlint schema import`, and schemas that `kqlint.toml` names.

use crate::support::Folder;

const EXPORT: &str = ".create table Jobs (Start: datetime, State: string)\n";

#[test]
fn an_import_makes_a_file_that_queries_know() {
    let folder = Folder::new(&[
        ("export.csl", EXPORT),
        (
            "kqlint.toml",
            "environment = \"adx\"\nschema = [\"schema/*.json\"]\n",
        ),
        ("q/a.kql", "Jobs | where State == 'x' | project Strat\n"),
    ]);
    folder
        .run(&["schema", "import", "export.csl", "-o", "schema/jobs.json"])
        .exits(0)
        .complains("added   table `Jobs`: 2 columns");
    let run = folder.run(&["check", "q", "--output-format", "concise"]);
    let run = run.exits(1);
    assert!(run.stdout.contains("`Strat`"), "{}", run.stdout);
    assert!(!run.stdout.contains("`Jobs` is not"), "{}", run.stdout);
    let run = folder.run(&["schema", "show", "Jobs"]).exits(0);
    assert!(run.stdout.contains("Start  datetime"), "{}", run.stdout);
    let run = folder.run(&["schema", "list"]).exits(0);
    assert!(run.stdout.lines().any(|it| it == "Jobs"), "{}", run.stdout);
}

#[test]
fn tables_are_listed_by_name() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["schema", "list"]).exits(0);
    let names = run.stdout.lines().filter_map(|it| it.split("  ").next());
    let names: Vec<_> = names.collect();
    assert!(names.len() > 900 && names.is_sorted(), "{names:?}");
    assert!(names.contains(&"AmlComputeJobEvent"), "{names:?}");
}

#[test]
fn a_second_import_keeps_what_people_wrote() {
    let folder = Folder::new(&[("export.csl", EXPORT)]);
    let import = ["schema", "import", "export.csl", "-o", "jobs.json"];
    folder.run(&import).exits(0);
    folder.run(&import).exits(0).complains("nothing changed");
    let text = folder.read("jobs.json");
    let noted = text.replace("\"source\"", "\"note\": \"Late.\",\n      \"source\"");
    folder.write("jobs.json", noted.as_bytes());
    folder.write(
        "export.csl",
        b".create table Jobs (State: string, Start: long)\n",
    );
    folder
        .run(&import)
        .exits(0)
        .complains("changed column `Jobs.Start`: datetime → long");
    assert!(folder.read("jobs.json").contains("Late."));
}

#[test]
fn without_a_file_the_schema_is_printed() {
    let folder = Folder::new(&[("Named.csv", "ColumnName,ColumnType\na,long\n")]);
    let run = folder.run(&["schema", "import", "Named.csv"]).exits(0);
    assert!(run.stdout.contains("\"Named\": {"), "{}", run.stdout);
    let arguments = [
        "schema",
        "import",
        "Named.csv",
        "--table",
        "T",
        "--environment",
        "adx",
    ];
    let run = folder.run(&arguments).exits(0);
    assert!(run.stdout.contains("\"T\": {"), "{}", run.stdout);
    assert!(run.stdout.contains("\"adx\""), "{}", run.stdout);
    folder
        .run(&["schema", "import", "Named.csv", "--environment", "azure"])
        .exits(2)
        .complains("there is no environment `azure`");
}

#[test]
fn what_is_wrong_in_a_schema_is_named_with_its_place() {
    let folder = Folder::new(&[
        ("kqlint.toml", "schema = \"s.json\"\n"),
        (
            "s.json",
            "{\n  \"tables\": {\n    \"T\": { \"columns\": { \"a\": \"lon\" } }\n  }\n}\n",
        ),
        ("a.kql", "print 1\n"),
    ]);
    folder
        .run(&["check"])
        .exits(2)
        .complains("s.json:3:30: `tables.T.columns.a`: there is no type `lon`");
    folder.write("kqlint.toml", b"\nschema = [\"none/*.json\"]\n");
    folder
        .run(&["check"])
        .exits(2)
        .complains("kqlint.toml:2:11: no file is named `none/*.json`");
}

#[test]
fn saved_functions_are_bound_with_their_bodies() {
    let folder = Folder::new(&[
        ("kqlint.toml", "functions = [\"functions/**/*.kql\"]\n"),
        (
            "functions/a/created.kql",
            ".create-or-alter function Recent(since: datetime) {\n\
             Heartbeat | where TimeGenerated > since | project Computer, Seen = TimeGenerated }\n",
        ),
        (
            "functions/Names.kql",
            "Recent(ago(1d)) | distinct Computer\n",
        ),
        ("a.kql", "Names | project Computer\n"),
        ("b.kql", "Names | project Seen\n"),
    ]);
    folder.run(&["check", "a.kql"]).exits(0);
    let run = folder.run(&["check", "b.kql", "--output-format", "concise"]);
    let run = run.exits(1);
    assert!(run.stdout.contains("`Seen`"), "{}", run.stdout);
}
