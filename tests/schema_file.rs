//! The description of schema files for editors agrees with what kqlint reads and writes.

use std::{fs, path::Path};

use kqlint_schema::{ImportSource, SchemaFile, import};
use serde_json::Value;

fn description() -> jsonschema::Validator {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/schemas/schema-file.json")).expect("a file");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    jsonschema::validator_for(&schema).expect("a JSON Schema")
}

/// A file that uses every key.
const EVERYTHING: &str = r#"{
  "$schema": "schema-file.json",
  "environments": ["adx", "sentinel"],
  "tables": {
    "Jobs": {
      "description": "d", "note": "n", "source": "s", "keep": true, "open": true,
      "plan": "basic", "time_column": "Start", "deprecated": "x",
      "columns": {
        "Start": "datetime",
        "State": { "type": "string", "description": "d", "note": "n", "values": ["a"],
          "closed": true, "keep": false, "deprecated": "x" }
      }
    }
  },
  "functions": {
    "Recent": {
      "description": "d", "note": "n", "source": "s", "keep": true,
      "parameters": {
        "T": { "type": "table", "columns": { "Start": "datetime" } },
        "since": "datetime",
        "n": { "type": "int", "default": "10", "optional": true }
      },
      "body": "T | take n"
    },
    "Half": { "parameters": {}, "returns": "real" },
    "Rows": { "columns": { "a": "System.String" } }
  }
}"#;

#[test]
fn what_kqlint_reads_and_writes_fits_the_description() {
    let description = description();
    let file = SchemaFile::read(EVERYTHING).expect("a schema file");
    for text in [EVERYTHING, &file.write()] {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let errors: Vec<_> = description
            .iter_errors(&value)
            .map(|it| it.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
    }
}

#[test]
fn what_an_import_writes_fits_the_description() {
    let description = description();
    let exports = [
        ".create table T (['a b']: long) with (docstring = 'x')\n\n.create function F(n: long = 1) { T | take n }",
        "ColumnName,ColumnType\na,dynamic\n",
        r#"{"Name": "T_CL", "Properties": [{"name": "TimeGenerated", "type": "DateTime"}]}"#,
        r#"{"FunctionName": "F", "FunctionParameters": [{"Name": "n", "Type": "int", "IsRequired": false}], "FunctionResultColumns": []}"#,
    ];
    for export in exports {
        let source = ImportSource {
            name: "export",
            table: "T",
        };
        let imported = import(export, source).expect("an export");
        let mut file = SchemaFile::default();
        file.merge(imported);
        let value: Value = serde_json::from_str(&file.write()).expect("JSON");
        assert!(description.is_valid(&value), "{value}");
    }
}

#[test]
fn what_kqlint_refuses_does_not_fit() {
    let description = description();
    for text in [
        r#"{"table": {}}"#,
        r#"{"tables": {"T": {"column": {}}}}"#,
        r#"{"tables": {"T": {"columns": {"a": {}}}}}"#,
        r#"{"environments": ["azure"]}"#,
    ] {
        assert!(SchemaFile::read(text).is_err(), "{text}");
        let value: Value = serde_json::from_str(text).expect("JSON");
        assert!(!description.is_valid(&value), "{text}");
    }
}
