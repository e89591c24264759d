//! Reads functions, aggregates and plug-ins.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, anyhow, ensure};
use kqlint_catalog::{
    ArgumentKind, FunctionKind, ParameterKind, ResultNameKind, Returns,
    encode::{Function, Parameter, Signature},
};
use serde::Deserialize;

use super::{check_sentence, read, scalar_type};

/// How the data spells the type of a parameter that takes a type.
const TYPE: &str = "Type";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionRow {
    kind: String,
    name: String,
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    obsolete: bool,
    alternative: Option<String>,
    #[serde(default)]
    constant_foldable: bool,
    result_name: Option<String>,
    result_name_prefix: Option<String>,
    signatures: Vec<SignatureRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureRow {
    min: u32,
    max: u32,
    returns: String,
    #[serde(default)]
    hidden: bool,
    parameters: Vec<ParameterRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterRow {
    name: String,
    kind: String,
    #[serde(default)]
    types: Vec<String>,
    argument: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    repeats: bool,
    #[serde(default)]
    values: Vec<String>,
    default: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SummaryRow {
    summary: String,
    example: Option<String>,
}

type Summaries = BTreeMap<String, SummaryRow>;

/// The functions, aggregates and plug-ins with their summaries.
pub(super) fn load(data: &Path) -> anyhow::Result<Vec<Function>> {
    let rows: Vec<FunctionRow> = read(&data.join("functions.json"))?;
    let folder = data.join("summaries");
    let mut summaries: BTreeMap<FunctionKind, Summaries> = BTreeMap::from([
        (FunctionKind::Scalar, read(&folder.join("functions.json"))?),
        (
            FunctionKind::Aggregate,
            read(&folder.join("aggregates.json"))?,
        ),
        (FunctionKind::Plugin, read(&folder.join("plugins.json"))?),
    ]);
    let mut functions = Vec::with_capacity(rows.len());
    for row in rows {
        let name = row.name.clone();
        let found = function(row, &mut summaries);
        functions.push(found.with_context(|| format!("function `{name}`"))?);
    }
    let left = summaries.values().flat_map(BTreeMap::keys).next();
    ensure!(left.is_none(), "the summary of {left:?} has no function");
    Ok(functions)
}

fn function(
    row: FunctionRow,
    summaries: &mut BTreeMap<FunctionKind, Summaries>,
) -> anyhow::Result<Function> {
    let kind = named("kind", &row.kind, FunctionKind::from_exact_name)?;
    let summary = summaries.get_mut(&kind).and_then(|it| it.remove(&row.name));
    check_sentence(&row.name, summary.as_ref().map(|it| it.summary.as_str()))?;
    let result_name = row.result_name.as_deref().unwrap_or("None");
    let (summary, example) = summary.map(|it| (it.summary, it.example)).unzip();
    Ok(Function {
        kind,
        summary,
        example: example.flatten(),
        obsolete: row.obsolete,
        alternative: row.alternative,
        hidden: row.hidden,
        constant_foldable: row.constant_foldable,
        result_name: named("result name", result_name, ResultNameKind::from_exact_name)?,
        result_name_prefix: row.result_name_prefix,
        signatures: row
            .signatures
            .into_iter()
            .map(signature)
            .collect::<Result<_, _>>()?,
        name: row.name,
    })
}

fn signature(row: SignatureRow) -> anyhow::Result<Signature> {
    Ok(Signature {
        min_arguments: row.min,
        max_arguments: row.max,
        returns: named("return kind", &row.returns, Returns::from_name)?,
        hidden: row.hidden,
        parameters: row
            .parameters
            .into_iter()
            .map(parameter)
            .collect::<Result<_, _>>()?,
    })
}

fn parameter(row: ParameterRow) -> anyhow::Result<Parameter> {
    let argument = row.argument.as_deref().unwrap_or("Expression");
    let types = row.types.iter().filter(|it| *it != TYPE);
    Ok(Parameter {
        kind: named("parameter kind", &row.kind, ParameterKind::from_exact_name)?,
        types: types.map(|it| scalar_type(it)).collect::<Result<_, _>>()?,
        takes_type: row.types.iter().any(|it| it == TYPE),
        argument: named("argument kind", argument, ArgumentKind::from_exact_name)?,
        optional: row.optional,
        repeats: row.repeats,
        values: row.values,
        default: row.default,
        name: row.name,
    })
}

fn named<T>(what: &str, name: &str, find: impl Fn(&str) -> Option<T>) -> anyhow::Result<T> {
    find(name).ok_or_else(|| anyhow!("`{name}` is not a {what}"))
}
