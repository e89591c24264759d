//! Finds out what functions yield that have a body and no columns.

use std::collections::{HashMap, HashSet};

use kqlint_catalog::{Catalog, Layer, ScalarType, encode};
use kqlint_semantics::{Options, Type, analyze};
use kqlint_syntax::{NodeKind, SyntaxTree};

use crate::{
    json::scalar_type,
    model::{Column, Function, Parameter, ParameterType},
};

/// How many functions may call each other in a row.
const LONGEST_CHAIN: usize = 32;

/// What a function yields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Yield {
    pub(crate) columns: Vec<Column>,
    /// Whether there may be other columns.
    pub(crate) open: bool,
    /// The type of the value, where it isn't rows.
    pub(crate) returns: Option<ScalarType>,
}

impl Yield {
    /// Rows of which nothing is known.
    fn unknown() -> Self {
        Self {
            open: true,
            ..Self::default()
        }
    }
}

/// What each function yields, in their order. A function that calls another is read
/// after it; those that call themselves yield what can't be known.
pub(crate) fn yields(
    functions: &[&Function],
    catalog: &Catalog,
    encode: impl Fn(&Function, &Yield) -> encode::WorkspaceFunction,
) -> Vec<Yield> {
    let names: HashMap<_, _> = functions
        .iter()
        .enumerate()
        .map(|(at, it)| (it.name.as_str(), at))
        .collect();
    let mut found: Vec<Option<Yield>> = functions.iter().map(|it| declared(it)).collect();
    let bodies: Vec<_> = functions
        .iter()
        .zip(&found)
        .map(|(it, found)| found.is_none().then(|| Body::read(it, &names)))
        .collect();
    for _ in 0..LONGEST_CHAIN {
        let layer = layer(functions, &found, &encode);
        let catalog = catalog.clone().with_layer(layer);
        let mut fresh = Vec::new();
        for (at, body) in bodies.iter().enumerate() {
            let is_ready = |body: &&Body| body.calls.iter().all(|it| is_known(&found, *it));
            if !is_known(&found, at)
                && let Some(body) = body.as_ref().filter(is_ready)
            {
                fresh.push((at, body.result(&catalog)));
            }
        }
        if fresh.is_empty() {
            break;
        }
        for (at, result) in fresh {
            if let Some(slot) = found.get_mut(at) {
                *slot = Some(result);
            }
        }
    }
    let found = found.into_iter();
    found.map(|it| it.unwrap_or_else(Yield::unknown)).collect()
}

fn is_known(found: &[Option<Yield>], at: usize) -> bool {
    found.get(at).is_some_and(Option::is_some)
}

/// What the file says by itself.
fn declared(function: &Function) -> Option<Yield> {
    if let Some(columns) = &function.columns {
        return Some(Yield {
            columns: columns.clone(),
            ..Yield::default()
        });
    }
    if function.returns.is_some() {
        return Some(Yield {
            returns: function.returns,
            ..Yield::default()
        });
    }
    match function.body {
        Some(_) => None,
        None => Some(Yield::unknown()),
    }
}

fn layer(
    functions: &[&Function],
    found: &[Option<Yield>],
    encode: impl Fn(&Function, &Yield) -> encode::WorkspaceFunction,
) -> Layer {
    let known = functions.iter().zip(found);
    let known = known.filter_map(|(it, found)| Some(encode(it, found.as_ref()?)));
    let schema = encode::Schema {
        workspace_functions: known.collect(),
        ..encode::Schema::default()
    };
    schema.to_layer()
}

/// A body, ready to be read.
struct Body {
    tree: SyntaxTree,
    /// The functions that it names, by number.
    calls: HashSet<usize>,
}

impl Body {
    fn read(function: &Function, names: &HashMap<&str, usize>) -> Self {
        let body = function.body.as_deref().unwrap_or_default();
        let text = match &function.parameters {
            None => body.to_owned(),
            Some(parameters) => {
                let parameters: Vec<_> = parameters.iter().map(declaration).collect();
                format!("let f = ({}) {{\n{body}\n}};", parameters.join(", "))
            }
        };
        let tree = kqlint_syntax::parse(&text);
        let references = tree.root().descendants();
        let references = references.filter(|it| it.kind() == NodeKind::NameReference);
        let calls = references.filter_map(|it| names.get(it.text()).copied());
        Self {
            calls: calls.collect(),
            tree,
        }
    }

    fn result(&self, catalog: &Catalog) -> Yield {
        let model = analyze(&self.tree, catalog, &Options::default());
        let nodes = self.tree.root().descendants();
        // The body of the function itself comes before those inside it.
        let body = nodes.clone().find(|it| it.kind() == NodeKind::FunctionBody);
        let is_wrapped = self.tree.text().starts_with("let f = (");
        let statements = match body.filter(|_| is_wrapped) {
            Some(body) => body.children(),
            None => match self.tree.root().children().last() {
                Some(block) => block.children(),
                None => return Yield::unknown(),
            },
        };
        let last = statements
            .filter(|it| it.kind() == NodeKind::ExpressionStatement)
            .last();
        let Some(last) = last else {
            return Yield::unknown();
        };
        if let Some(rows) = model.output(last.id()) {
            let columns = rows.columns().map(|it| {
                let ty = scalar_type(it.ty().name()).unwrap_or(ScalarType::Unknown);
                Column::new(it.name(), ty)
            });
            return Yield {
                columns: columns.collect(),
                open: rows.is_open() || !self.tree.errors().is_empty(),
                returns: None,
            };
        }
        match model.type_of(last.id()) {
            Type::Table | Type::Unknown => Yield::unknown(),
            ty => Yield {
                returns: scalar_type(ty.name()),
                open: scalar_type(ty.name()).is_none(),
                ..Yield::default()
            },
        }
    }
}

/// A parameter as a query declares it.
fn declaration(parameter: &Parameter) -> String {
    let name = quoted_name(&parameter.name);
    match &parameter.ty {
        ParameterType::Scalar(ty) => format!("{name}: {}", ty.name()),
        ParameterType::Table(columns) => format!("{name}: {}", rows(columns)),
    }
}

/// `(a: long, b: string)`, `(*)`
pub(crate) fn rows(columns: &[(String, ScalarType)]) -> String {
    if columns.is_empty() {
        return "(*)".to_owned();
    }
    let columns = columns.iter();
    let columns: Vec<_> = columns
        .map(|(name, ty)| format!("{}: {}", quoted_name(name), ty.name()))
        .collect();
    format!("({})", columns.join(", "))
}

/// A name as a query may write any name.
fn quoted_name(name: &str) -> String {
    format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
}
