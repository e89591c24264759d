//! Which names the parameters of workspace functions have.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::{Catalog, Environment, WorkspaceFunction, blob::Section, index::Index, layer};

/// The names among the built-in functions of an environment, read when the first asks.
static BUILTIN: [OnceLock<FxHashSet<&str>>; Environment::ALL.len()] =
    [const { OnceLock::new() }; Environment::ALL.len()];

impl Catalog {
    /// Whether a workspace function has a parameter of exactly that name.
    #[must_use]
    pub fn has_parameter(&self, name: &str) -> bool {
        let environment = self.environment();
        let builtin = BUILTIN.get(environment.number() as usize).map(|names| {
            names.get_or_init(|| {
                let index = Index::new(layer::builtin(), Section::WorkspaceFunctions);
                names_in(index, environment).collect()
            })
        });
        builtin.is_some_and(|names| names.contains(name))
            || self.layers().any(|layer| {
                let index = layer.index(Section::WorkspaceFunctions);
                names_in(index, environment).any(|it| it == name)
            })
    }
}

fn names_in(index: Index<'_>, environment: Environment) -> impl Iterator<Item = &str> {
    (0..index.len())
        .filter_map(move |at| index.get(at))
        .filter(move |it| WorkspaceFunction::is_visible(*it, environment))
        .flat_map(|it| WorkspaceFunction::read(it).parameters())
        .map(|it| it.name())
}
