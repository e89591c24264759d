//! What a schema file says.

use kqlint_catalog::{Environment, ScalarType, TablePlan};

/// All that a schema file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemaFile {
    /// Where editors find the description of the format.
    pub schema: Option<String>,
    /// Where its tables and functions exist; nothing means everywhere.
    pub environments: Vec<Environment>,
    /// The tables, in the order of the file.
    pub tables: Vec<Table>,
    /// The functions, in the order of the file.
    pub functions: Vec<Function>,
}

impl SchemaFile {
    /// Whether it says that all that it holds is in workspaces of Azure Monitor.
    pub(crate) fn is_of_workspaces(&self) -> bool {
        let mut environments = self.environments.iter();
        !self.environments.is_empty() && environments.all(|it| it.is_workspace())
    }
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: String,
    /// The file that it was imported from; `None` for one that was written by hand.
    pub source: Option<String>,
    /// Whether an import leaves it alone.
    pub keep: bool,
    /// What it holds, as the source says.
    pub description: Option<String>,
    /// What people should know of it, written by hand.
    pub note: Option<String>,
    /// The column that says when a row was made.
    pub time_column: Option<String>,
    /// Whether rows may have columns that are not listed.
    pub open: bool,
    /// Which plan of Azure Monitor it is on.
    pub plan: Option<TablePlan>,
    /// Why it shouldn't be used any more.
    pub deprecated: Option<String>,
    /// The columns, in the order of the rows.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: ScalarType,
    /// Whether an import leaves it alone.
    pub keep: bool,
    /// What it holds, as the source says.
    pub description: Option<String>,
    /// What people should know of it, written by hand.
    pub note: Option<String>,
    /// Values that it is known to hold.
    pub values: Vec<String>,
    /// Whether no other values occur.
    pub closed: bool,
    /// Why it shouldn't be used any more.
    pub deprecated: Option<String>,
}

impl Column {
    /// A column of which only name and type are known.
    pub fn new(name: impl Into<String>, ty: ScalarType) -> Self {
        Self {
            name: name.into(),
            ty,
            keep: false,
            description: None,
            note: None,
            values: Vec::new(),
            closed: false,
            deprecated: None,
        }
    }

    /// Whether somebody wrote more than a source can say.
    pub(crate) fn has_handwriting(&self) -> bool {
        self.keep || self.note.is_some() || !self.values.is_empty() || self.deprecated.is_some()
    }
}

/// A function.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Function {
    /// The name.
    pub name: String,
    /// The file that it was imported from; `None` for one that was written by hand.
    pub source: Option<String>,
    /// Whether an import leaves it alone.
    pub keep: bool,
    /// What it does, as the source says.
    pub description: Option<String>,
    /// What people should know of it, written by hand.
    pub note: Option<String>,
    /// The parameters; `None` where they aren't known.
    pub parameters: Option<Vec<Parameter>>,
    /// The query behind it.
    pub body: Option<String>,
    /// The columns that it yields; `None` where the body says it, or nobody does.
    pub columns: Option<Vec<Column>>,
    /// The type of its value, where it yields one instead of rows.
    pub returns: Option<ScalarType>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: ParameterType,
    /// The default, written as in a query.
    pub default: Option<String>,
    /// Whether it may be left out although its default isn't known.
    pub optional: bool,
}

/// The type of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterType {
    /// A value.
    Scalar(ScalarType),
    /// Rows with at least these columns.
    Table(Vec<(String, ScalarType)>),
}
