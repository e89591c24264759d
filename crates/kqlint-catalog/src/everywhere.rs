//! Which type a column has in whatever table has it, for queries over all tables.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{
    Catalog, Environment, KnownName, ScalarType, Table,
    blob::Section,
    index::Index,
    layer::{self, Layer},
};

/// The type of each built-in column of an environment; `None` where its tables differ.
type Types = FxHashMap<KnownName, Option<ScalarType>>;

/// Read once, when the first query over all tables of the environment asks.
static BUILTIN: [OnceLock<Types>; Environment::ALL.len()] =
    [const { OnceLock::new() }; Environment::ALL.len()];

impl Catalog {
    /// The type that a column has in each table that has it; `None` where none has it, or
    /// where the tables differ.
    #[must_use]
    pub fn column_type(&self, name: &str) -> Option<ScalarType> {
        let environment = self.environment();
        let builtin = || {
            let types = BUILTIN.get(environment.number() as usize)?;
            let types = types.get_or_init(|| builtin_types(environment));
            types.get(&KnownName::find(name)?).copied()
        };
        let own = self
            .layers()
            .flat_map(|layer| own_types(layer, environment, name));
        let mut types = own.map(Some).chain(builtin());
        let first = types.next()??;
        types.all(|it| it == Some(first)).then_some(first)
    }
}

fn builtin_types(environment: Environment) -> Types {
    let mut types = Types::default();
    let index = Index::new(layer::builtin(), Section::Tables);
    for column in tables(index, environment).flat_map(Table::columns) {
        if let Some(name) = column.known_name() {
            let ty = types.entry(name).or_insert(Some(column.ty()));
            if *ty != Some(column.ty()) {
                *ty = None;
            }
        }
    }
    types
}

fn own_types(
    layer: &Layer,
    environment: Environment,
    name: &str,
) -> impl Iterator<Item = ScalarType> {
    tables(layer.index(Section::Tables), environment)
        .filter_map(move |it| it.column(name))
        .map(|it| it.ty())
}

fn tables(index: Index<'_>, environment: Environment) -> impl Iterator<Item = Table<'_>> {
    (0..index.len())
        .filter_map(move |at| index.get(at))
        .filter(move |it| Table::is_visible(*it, environment))
        .map(Table::read)
}
