//! The JSON Schema of `kqlint.toml`, from the keys that the reader declares.

use kqlint_lints::{DefaultValue, Group, Rule, rules};
use kqlint_workspace::{CONFIG_KEYS, ConfigKey, ConfigShape};
use serde_json::{Map, Value, json};

use super::Generated;

/// Where the schema is.
const PATH: &str = "editors/vscode/schemas/kqlint.schema.json";

/// Writes the schema.
pub(crate) fn generate() -> anyhow::Result<Generated> {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "kqlint.toml",
        "$comment": "Generated from the keys and rules by `cargo xtask codegen`.",
        "type": "object",
        "additionalProperties": false,
    });
    schema["properties"] = properties(CONFIG_KEYS.iter());
    let mut contents = serde_json::to_vec_pretty(&schema)?;
    contents.push(b'\n');
    Ok(Generated {
        path: PATH.into(),
        contents,
    })
}

fn properties<'k>(keys: impl Iterator<Item = &'k ConfigKey>) -> Value {
    let mut out = Map::new();
    for key in keys {
        out.insert(key.name.to_owned(), described(shape(key.shape), key.docs));
    }
    Value::Object(out)
}

fn described(mut schema: Value, docs: &str) -> Value {
    schema["description"] = json!(docs);
    schema
}

fn shape(shape: ConfigShape) -> Value {
    match shape {
        ConfigShape::Boolean => json!({ "type": "boolean" }),
        ConfigShape::Text => json!({ "type": "string" }),
        ConfigShape::Texts => one_or_more(&json!({ "type": "string" })),
        ConfigShape::OneOf(names) => json!({ "enum": names() }),
        ConfigShape::ListOf(names) => json!({ "type": "array", "items": { "enum": names() } }),
        ConfigShape::SomeOf(names) => one_or_more(&json!({ "enum": names() })),
        ConfigShape::Table(keys) => {
            let mut out = table(properties(keys.iter()));
            out["required"] = json!(names(keys));
            out
        }
        ConfigShape::Rules(levels) => rules_table(&json!({ "enum": levels() })),
        ConfigShape::Overrides(keys) => {
            let per_file = CONFIG_KEYS.iter().filter(|key| key.per_file);
            let mut out = table(properties(keys.iter().chain(per_file)));
            let needed = names(keys).into_iter();
            out["anyOf"] = needed.map(|name| json!({ "required": [name] })).collect();
            json!({ "type": "array", "items": out })
        }
        ConfigShape::CustomRules(keys, patterns) => {
            let mut out = table(properties(keys.iter().chain(patterns)));
            out["required"] = json!(["name", "message"]);
            let one = names(patterns).into_iter();
            out["oneOf"] = one.map(|name| json!({ "required": [name] })).collect();
            json!({ "type": "array", "items": out })
        }
    }
}

fn names(keys: &[ConfigKey]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

fn one_or_more(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

fn table(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// Groups and rules by name; any other name may be that of a rule of one's own.
fn rules_table(level: &Value) -> Value {
    let mut properties = Map::new();
    for group in Group::ALL {
        let docs = format!("All rules of the group {}.", group.name());
        properties.insert(group.name().to_owned(), described(level.clone(), &docs));
    }
    for rule in rules() {
        let docs = format!("Finds {}.", rule.summary);
        properties.insert(
            rule.name.to_owned(),
            described(rule_value(rule, level), &docs),
        );
    }
    json!({ "type": "object", "additionalProperties": level, "properties": properties })
}

/// A level, or a table with options.
fn rule_value(rule: &Rule, level: &Value) -> Value {
    let mut properties = Map::new();
    properties.insert("level".to_owned(), level.clone());
    for option in rule.options {
        let schema = match option.default {
            DefaultValue::Number(value) => json!({
                "type": "integer",
                "minimum": 1,
                "maximum": u32::MAX,
                "default": value,
            }),
            DefaultValue::Names => one_or_more(&json!({ "type": "string" })),
        };
        properties.insert(option.name.to_owned(), described(schema, option.docs));
    }
    json!({ "anyOf": [level, table(Value::Object(properties))] })
}
