//! What exists where a query runs: the user's layers, then the built-in one.

use std::sync::Arc;

use crate::{
    Column, Environment, Function, Layer, Table, WorkspaceFunction,
    blob::Section,
    index::{Entry, Index},
    layer,
    merged::Merged,
};

/// Everything that names can mean; a clone is cheap.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// The user's layers, the one that is asked first at the front.
    layers: Arc<[Layer]>,
    environment: Environment,
    /// Whether the environment is a guess.
    is_guess: bool,
}

impl Catalog {
    /// The built-in facts, in a Log Analytics workspace.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The same with a schema that is asked before all that are there.
    #[must_use]
    pub fn with_layer(self, layer: Layer) -> Self {
        let layers = std::iter::once(layer).chain(self.layers.iter().cloned());
        Self {
            layers: layers.collect(),
            ..self
        }
    }

    /// Where queries run.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        self.environment
    }

    /// The same for queries that run elsewhere.
    #[must_use]
    pub fn with_environment(self, environment: Environment) -> Self {
        Self {
            environment,
            is_guess: false,
            ..self
        }
    }

    /// The same where nobody says where queries run: nothing is known of the types of
    /// columns that another service with the table has as another type.
    ///
    /// ```
    /// use kqlint_catalog::{Catalog, ScalarType};
    ///
    /// let port = |catalog: &Catalog| {
    ///     let table = catalog.table("IdentityLogonEvents").expect("a table");
    ///     table.column("Port").expect("a column").ty()
    /// };
    /// assert_eq!(port(&Catalog::builtin()), ScalarType::String);
    /// assert_eq!(port(&Catalog::builtin().as_guess()), ScalarType::Unknown);
    /// ```
    #[must_use]
    pub fn as_guess(self) -> Self {
        Self {
            is_guess: true,
            ..self
        }
    }

    /// The table of that name. Case counts, except in Resource Graph.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<Table<'_>> {
        let exact = self.entry(Section::Tables, name, |it| self.has_table(it));
        if exact.is_none() && self.environment.ignores_table_case() {
            return self.table_in_any_case(name);
        }
        exact.map(|it| self.read_table(it))
    }

    /// The table of that name in any case; the exact one when there is one.
    #[must_use]
    pub fn table_ignoring_case(&self, name: &str) -> Option<Table<'_>> {
        self.table(name).or_else(|| self.table_in_any_case(name))
    }

    /// All tables, sorted by name without regard to case.
    pub fn tables(&self) -> impl Iterator<Item = Table<'_>> {
        self.merged(Section::Tables, |it| self.has_table(it))
            .map(|it| self.read_table(it))
    }

    /// The tables whose names begin so in any case, sorted by name without regard to case.
    pub fn tables_with_prefix(&self, prefix: &str) -> impl Iterator<Item = Table<'_>> {
        let indexes = self.indexes(Section::Tables);
        Merged::with_prefix(indexes, prefix, |it| self.has_table(it)).map(|it| self.read_table(it))
    }

    /// The tables whose names begin with the same letter as a name, in either case, and
    /// may be within that many edits of it: all that are, and a few others.
    pub fn tables_like(&self, name: &str, edits: usize) -> impl Iterator<Item = Table<'_>> {
        self.alike(Section::Tables, name, edits)
            .filter(|it| self.has_table(*it))
            .map(|it| self.read_table(it))
    }

    /// The columns that the service adds to each table, in the order in which they
    /// stand after the table's own; none where it adds none.
    pub fn standard_columns(&self) -> impl Iterator<Item = Column<'_>> {
        let tables = self.merged(Section::StandardColumns, |it| self.has_table(it));
        tables.flat_map(|it| Table::read(it).columns())
    }

    /// Whether the user has a schema.
    #[must_use]
    pub fn has_own_schema(&self) -> bool {
        !self.layers.is_empty()
    }

    /// Whether one of the user's schemas lists the columns of a table of that name: they
    /// are then those of a real table, and not what was documented some day.
    #[must_use]
    pub fn is_own_table(&self, name: &str) -> bool {
        let mut own = self.layers.iter().map(|it| it.index(Section::Tables));
        let is_own = |it| self.has_table(it) && !Table::read(it).is_documented();
        own.any(|tables| tables.find(name).any(is_own))
    }

    /// The built-in scalar function of that name.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<Function<'_>> {
        self.entry(Section::Functions, name, |_| true)
            .map(Function::read)
    }

    /// The built-in scalar functions, sorted by name.
    pub fn functions(&self) -> impl Iterator<Item = Function<'_>> {
        self.merged(Section::Functions, |_| true)
            .map(Function::read)
    }

    /// The scalar functions and aggregates whose names begin with the same letter as a
    /// name and may be within that many edits of it: all that are, and a few others.
    pub fn functions_like(&self, name: &str, edits: usize) -> impl Iterator<Item = Function<'_>> {
        self.alike(Section::Functions, name, edits)
            .chain(self.alike(Section::Aggregates, name, edits))
            .map(Function::read)
    }

    /// The aggregate of that name.
    #[must_use]
    pub fn aggregate(&self, name: &str) -> Option<Function<'_>> {
        self.entry(Section::Aggregates, name, |_| true)
            .map(Function::read)
    }

    /// The aggregates, sorted by name.
    pub fn aggregates(&self) -> impl Iterator<Item = Function<'_>> {
        self.merged(Section::Aggregates, |_| true)
            .map(Function::read)
    }

    /// The plug-in of that name.
    #[must_use]
    pub fn plugin(&self, name: &str) -> Option<Function<'_>> {
        self.entry(Section::Plugins, name, |_| true)
            .map(Function::read)
    }

    /// The plug-ins, sorted by name.
    pub fn plugins(&self) -> impl Iterator<Item = Function<'_>> {
        self.merged(Section::Plugins, |_| true).map(Function::read)
    }

    /// The plug-ins whose names begin with the same letter as a name and may be within
    /// that many edits of it: all that are, and a few others.
    pub fn plugins_like(&self, name: &str, edits: usize) -> impl Iterator<Item = Function<'_>> {
        self.alike(Section::Plugins, name, edits)
            .map(Function::read)
    }

    /// The workspace function of that name: of ASIM, or one of the user's own.
    #[must_use]
    pub fn workspace_function(&self, name: &str) -> Option<WorkspaceFunction<'_>> {
        let visible = |it| WorkspaceFunction::is_visible(it, self.environment);
        self.entry(Section::WorkspaceFunctions, name, visible)
            .map(WorkspaceFunction::read)
    }

    /// The workspace functions, sorted by name.
    pub fn workspace_functions(&self) -> impl Iterator<Item = WorkspaceFunction<'_>> {
        let visible = |it| WorkspaceFunction::is_visible(it, self.environment);
        self.merged(Section::WorkspaceFunctions, visible)
            .map(WorkspaceFunction::read)
    }

    /// The user's layers, the one that is asked first at the front.
    pub(crate) fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter()
    }

    fn has_table(&self, entry: Entry<'_>) -> bool {
        Table::is_visible(entry, self.environment)
    }

    fn table_in_any_case(&self, name: &str) -> Option<Table<'_>> {
        self.indexes(Section::Tables)
            .flat_map(|index| index.find_ignoring_case(name))
            .find(|it| self.has_table(*it))
            .map(|it| self.read_table(it))
    }

    fn read_table<'c>(&self, entry: Entry<'c>) -> Table<'c> {
        let table = Table::read(entry);
        match self.is_guess {
            true => table.guessed(),
            false => table,
        }
    }

    fn entry<'c>(
        &'c self,
        section: Section,
        name: &str,
        visible: impl Fn(Entry<'c>) -> bool,
    ) -> Option<Entry<'c>> {
        self.indexes(section)
            .find_map(|index| index.find(name).find(|it| visible(*it)))
    }

    fn merged<'c>(
        &'c self,
        section: Section,
        visible: impl Fn(Entry<'c>) -> bool,
    ) -> impl Iterator<Item = Entry<'c>> {
        Merged::new(self.indexes(section), visible)
    }

    fn alike<'c>(
        &'c self,
        section: Section,
        name: &str,
        edits: usize,
    ) -> impl Iterator<Item = Entry<'c>> {
        self.indexes(section)
            .flat_map(move |index| index.alike(name, edits))
    }

    fn indexes(&self, section: Section) -> impl Iterator<Item = Index<'_>> {
        let layers = self.layers.iter().map(move |it| it.index(section));
        let builtin = move || Index::new(layer::builtin(), section);
        layers.chain(std::iter::once_with(builtin))
    }
}
