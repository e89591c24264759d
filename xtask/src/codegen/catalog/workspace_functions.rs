//! Reads the functions of workspaces.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, anyhow, bail};
use kqlint_catalog::{
    Environment, WorkspaceFunctionKind, WorkspaceParameterType,
    encode::{WorkspaceFunction, WorkspaceParameter},
};
use serde::Deserialize;

use super::{check_sentence, columns, read, scalar_type};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionFile {
    /// Where the functions exist.
    environments: Vec<String>,
    functions: BTreeMap<String, FunctionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionRow {
    kind: String,
    description: Option<String>,
    note: Option<String>,
    asim_schema: Option<String>,
    returns: Option<String>,
    #[serde(default)]
    invoked: bool,
    #[serde(default)]
    user_deployed: bool,
    /// Name, type and default of each; nothing where they aren't known.
    parameters: Option<Vec<Vec<String>>>,
    #[serde(default)]
    columns: String,
    #[serde(default)]
    open: bool,
}

/// The functions of workspaces.
pub(super) fn load(data: &Path) -> anyhow::Result<Vec<WorkspaceFunction>> {
    let file: FunctionFile = read(&data.join("workspace_functions.json"))?;
    let environments = file.environments.iter().map(|name| {
        Environment::from_name(name).ok_or_else(|| anyhow!("`{name}` is not an environment"))
    });
    let environments = environments.collect::<anyhow::Result<Vec<_>>>()?;
    let functions = file.functions.into_iter().map(|(name, row)| {
        let found = function(&name, row, &environments);
        found.with_context(|| format!("function `{name}`"))
    });
    functions.collect()
}

fn function(
    name: &str,
    row: FunctionRow,
    environments: &[Environment],
) -> anyhow::Result<WorkspaceFunction> {
    check_sentence(name, row.description.as_deref())?;
    check_sentence(name, row.note.as_deref())?;
    let kind = WorkspaceFunctionKind::from_exact_name(&row.kind);
    let parameters = row
        .parameters
        .map(|rows| rows.iter().map(|it| parameter(it)).collect());
    Ok(WorkspaceFunction {
        name: name.to_owned(),
        kind: kind.ok_or_else(|| anyhow!("`{}` is not a kind", row.kind))?,
        description: row.description,
        note: row.note,
        asim_schema: row.asim_schema,
        body: None,
        returns: row.returns.as_deref().map(scalar_type).transpose()?,
        open: row.open,
        invoked: row.invoked,
        user_deployed: row.user_deployed,
        parameters: parameters.transpose()?,
        columns: columns(&row.columns)?,
        environments: environments.to_vec(),
    })
}

/// A parameter such as `["endtime", "datetime", "datetime(null)"]`, or
/// `["T", "table (TimeGenerated:datetime)"]`.
fn parameter(row: &[String]) -> anyhow::Result<WorkspaceParameter> {
    let (name, ty, default) = match row {
        [name, ty] => (name, ty, None),
        [name, ty, default] => (name, ty, Some(default.clone())),
        _ => bail!("{row:?} is not a parameter"),
    };
    let table = ty.strip_prefix("table").map(str::trim);
    Ok(WorkspaceParameter {
        name: name.clone(),
        ty: match table {
            Some(_) => WorkspaceParameterType::Tabular,
            None => WorkspaceParameterType::Scalar(scalar_type(ty)?),
        },
        tabular_schema: table.map(|it| it.trim_matches(['(', ')']).to_owned()),
        default,
    })
}
