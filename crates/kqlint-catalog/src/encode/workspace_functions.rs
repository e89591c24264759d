//! Writes the functions of a workspace.

use crate::{
    ScalarType, WorkspaceParameterType,
    blob::Section,
    workspace_function::{INVOKED, OPEN, PARAMETERS_KNOWN, TABULAR_TYPE, USER_DEPLOYED},
};

use super::{
    WorkspaceFunction, environment_bits, tables,
    writer::{Record, Writer, flags, length},
};

/// Writes the function and lists it.
pub(super) fn write(out: &mut Writer, function: &WorkspaceFunction) {
    let mut record = Record::default();
    record.number(
        environment_bits(&function.environments)
            | flags(&[
                (function.open, OPEN),
                (function.parameters.is_some(), PARAMETERS_KNOWN),
                (function.invoked, INVOKED),
                (function.user_deployed, USER_DEPLOYED),
            ]),
    );
    record.number(function.kind.number());
    record.number(out.text(function.description.as_deref()));
    record.number(out.text(function.note.as_deref()));
    record.number(out.text(function.asim_schema.as_deref()));
    record.number(out.text(function.body.as_deref()));
    record.number(function.returns.unwrap_or(ScalarType::Unknown).number());
    record.number(length(function.columns.len()));
    for column in &function.columns {
        tables::column(out, &mut record, column);
    }
    let parameters = function.parameters.as_deref().unwrap_or_default();
    record.number(length(parameters.len()));
    for parameter in parameters {
        record.number(out.string(&parameter.name));
        record.number(match parameter.ty {
            WorkspaceParameterType::Scalar(ty) => ty.number(),
            WorkspaceParameterType::Tabular => TABULAR_TYPE,
        });
        record.number(out.text(parameter.tabular_schema.as_deref()));
        record.number(out.text(parameter.default.as_deref()));
    }
    out.name(Section::WorkspaceFunctions, &function.name, record);
}
