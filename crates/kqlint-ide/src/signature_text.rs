//! Signatures as they are shown.

use kqlint_catalog::{
    Function, Parameter, ParameterKind, Returns, ScalarType, Signature, WorkspaceFunction,
    WorkspaceFunctionKind, WorkspaceParameter, WorkspaceParameterType,
};

/// A signature as a text, and where its parameters stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SignatureText {
    pub(crate) text: String,
    /// Bytes of the text.
    pub(crate) parameters: Vec<(usize, usize)>,
    /// Whether the last parameter may be given several times.
    pub(crate) last_repeats: bool,
}

impl SignatureText {
    /// Begins with a name and an opening bracket.
    pub(crate) fn begin(name: &str) -> Self {
        Self {
            text: format!("{name}("),
            ..Self::default()
        }
    }

    /// Adds a parameter.
    pub(crate) fn parameter(&mut self, text: &str) {
        if !self.parameters.is_empty() {
            self.text.push_str(", ");
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.parameters.push((start, self.text.len()));
    }

    /// Ends with a closing bracket and what a call yields.
    pub(crate) fn end(&mut self, returns: Option<&str>) {
        self.text.push(')');
        if let Some(returns) = returns {
            self.text.push_str(": ");
            self.text.push_str(returns);
        }
    }
}

/// `bin(value: number, roundTo: number)`
pub(crate) fn function(function: Function<'_>, signature: Signature<'_>) -> SignatureText {
    let mut out = SignatureText::begin(function.name());
    for parameter in signature.parameters() {
        out.last_repeats = parameter.repeats();
        out.parameter(&parameter_text(parameter));
    }
    out.end(returns(signature.returns()));
    out
}

/// The signatures that are offered, in order.
pub(crate) fn signatures(of: Function<'_>) -> impl Iterator<Item = SignatureText> {
    let shown = of.signatures().filter(|signature| !signature.is_hidden());
    shown.map(move |signature| function(of, signature))
}

/// `_GetWatchlist(watchlistAlias: string): table`
pub(crate) fn workspace_function(function: WorkspaceFunction<'_>) -> SignatureText {
    let mut out = SignatureText::begin(function.name());
    for parameter in function.parameters() {
        out.parameter(&workspace_parameter(parameter));
    }
    out.end(match function.kind() {
        WorkspaceFunctionKind::Tabular => Some("table"),
        WorkspaceFunctionKind::Scalar => function.returns().map(ScalarType::name),
        WorkspaceFunctionKind::Scope => None,
    });
    out
}

fn workspace_parameter(parameter: WorkspaceParameter<'_>) -> String {
    let name = parameter.name();
    let ty = match parameter.ty() {
        WorkspaceParameterType::Scalar(ty) => ty.name().to_owned(),
        WorkspaceParameterType::Tabular => {
            format!("({})", parameter.tabular_schema().unwrap_or("*"))
        }
    };
    match parameter.default() {
        Some(default) => format!("{name}: {ty} = {default}"),
        None => format!("{name}: {ty}"),
    }
}

fn parameter_text(parameter: Parameter<'_>) -> String {
    let mut out = format!("{}: {}", parameter.name(), type_text(parameter));
    if parameter.repeats() {
        out.push_str(", …");
    }
    if parameter.is_optional() {
        out = format!("[{out}]");
    }
    out
}

fn type_text(parameter: Parameter<'_>) -> String {
    let word = match parameter.kind() {
        ParameterKind::Declared if parameter.takes_type() => "type",
        ParameterKind::Declared => {
            let names: Vec<_> = parameter.types().map(ScalarType::name).collect();
            return if names.is_empty() {
                "any".to_owned()
            } else {
                names.join("|")
            };
        }
        ParameterKind::Number => "number",
        ParameterKind::Integer => "integer",
        ParameterKind::DynamicArray => "array",
        ParameterKind::DynamicBag => "bag",
        ParameterKind::Summable => "number|timespan",
        ParameterKind::StringOrDynamic => "string|dynamic",
        ParameterKind::Orderable | ParameterKind::CommonOrderable => "orderable",
        ParameterKind::Tabular => "table",
        ParameterKind::NumberOrBool => "number|bool",
        ParameterKind::StringOrArray => "string|array",
        ParameterKind::IntegerOrArray => "integer|array",
        ParameterKind::Scalar
        | ParameterKind::NotDynamic
        | ParameterKind::CommonScalarOrDynamic
        | ParameterKind::NotRealOrBool
        | ParameterKind::CommonScalar
        | ParameterKind::Any => "scalar",
    };
    word.to_owned()
}

fn returns(returns: Returns) -> Option<&'static str> {
    match returns {
        Returns::Type(ScalarType::Unknown) => None,
        Returns::Type(ty) => Some(ty.name()),
        Returns::Parameter0Array => Some("dynamic"),
        Returns::Parameter0Table
        | Returns::Parameter0ExternalTable
        | Returns::Parameter0MaterializedView => Some("table"),
        _ => None,
    }
}
