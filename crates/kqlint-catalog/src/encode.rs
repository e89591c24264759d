//! Compiles a schema into the bytes that a [`Layer`] reads.
//!
//! The built-in facts and a user's schema go through the same encoder. Equal input
//! gives equal bytes: names are sorted, and equal strings, lists and details are
//! stored once.

mod functions;
mod known;
mod tables;
mod workspace_functions;
mod writer;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::{
    ArgumentKind, DeprecationStatus, Environment, FunctionKind, Layer, ParameterKind,
    ResultNameKind, Returns, ScalarType, TablePlan, WorkspaceFunctionKind, WorkspaceParameterType,
    blob::Section,
};

use writer::Writer;

/// What a layer holds.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The tables; of two with one name and environment the first wins.
    pub tables: Vec<Table>,
    /// The functions, aggregates and plug-ins.
    pub functions: Vec<Function>,
    /// The functions of the workspace.
    pub workspace_functions: Vec<WorkspaceFunction>,
    /// The columns that a service adds to each table, by service.
    pub standard_columns: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The name.
    pub name: String,
    /// What it holds, in one sentence.
    pub description: Option<String>,
    /// A trap, in one sentence.
    pub note: Option<String>,
    /// The columns in their order; of two with one name the first wins, and what
    /// goes beyond 65,535 is left out.
    pub columns: Vec<Column>,
    /// Whether other columns may exist.
    pub open: bool,
    /// Whether it can be switched to the basic plan.
    pub basic_plan: bool,
    /// Whether it exists in the data lake only.
    pub lake_only: bool,
    /// Whether the columns are those of the documentation, in a schema of the user's.
    pub documented: bool,
    /// Which plan it is on, where that is known.
    pub plan: Option<TablePlan>,
    /// The column that says when a row was made.
    pub time_column: Option<String>,
    /// The deprecation.
    pub deprecation: Option<Deprecation>,
    /// The subjects under which it is listed.
    pub categories: Vec<String>,
    /// The kinds of Azure resources that write to it.
    pub resource_types: Vec<String>,
    /// Where it exists; nothing means everywhere.
    pub environments: Vec<Environment>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: ScalarType,
    /// Whether the service adds it by itself.
    pub standard: bool,
    /// Whether it is there but not listed.
    pub hidden: bool,
    /// Whether it has another type in another service that has the table.
    pub varies: bool,
    /// What it holds, in one sentence.
    pub meaning: Option<String>,
    /// A trap, in one sentence.
    pub note: Option<String>,
    /// The values that it is known to hold.
    pub values: Vec<String>,
    /// Whether no other values occur.
    pub values_are_closed: bool,
    /// The deprecation.
    pub deprecation: Option<Deprecation>,
}

impl Column {
    /// A column of which only name and type are known.
    pub fn new(name: impl Into<String>, ty: ScalarType) -> Self {
        Self {
            name: name.into(),
            ty,
            standard: false,
            hidden: false,
            varies: false,
            meaning: None,
            note: None,
            values: Vec::new(),
            values_are_closed: false,
            deprecation: None,
        }
    }
}

/// The deprecation of a table or a column.
#[derive(Debug, Clone)]
pub struct Deprecation {
    /// How far it has gone.
    pub status: DeprecationStatus,
    /// Since when.
    pub since: Option<String>,
    /// When it stops working.
    pub retires: Option<String>,
    /// What takes its place.
    pub replacements: Vec<String>,
    /// What else is worth knowing, in one sentence.
    pub note: Option<String>,
}

/// A built-in function, aggregate or plug-in.
#[derive(Debug, Clone)]
pub struct Function {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: FunctionKind,
    /// What it does, in one sentence.
    pub summary: Option<String>,
    /// A query that shows it.
    pub example: Option<String>,
    /// Whether another function took its place.
    pub obsolete: bool,
    /// The function that took its place.
    pub alternative: Option<String>,
    /// Whether it works but isn't offered.
    pub hidden: bool,
    /// Whether a call with constant arguments is a constant.
    pub constant_foldable: bool,
    /// How the column of an unnamed call is named.
    pub result_name: ResultNameKind,
    /// What that name begins with.
    pub result_name_prefix: Option<String>,
    /// The ways to call it.
    pub signatures: Vec<Signature>,
}

/// One way to call a function.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The least number of arguments.
    pub min_arguments: u32,
    /// The greatest number of arguments.
    pub max_arguments: u32,
    /// What a call yields.
    pub returns: Returns,
    /// Whether it works but isn't offered.
    pub hidden: bool,
    /// The parameters.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a signature.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// Which types it takes.
    pub kind: ParameterKind,
    /// The types, where they are declared.
    pub types: Vec<ScalarType>,
    /// Whether it takes the name of a type.
    pub takes_type: bool,
    /// What form the argument must have.
    pub argument: ArgumentKind,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether it may be given several times.
    pub repeats: bool,
    /// The only values that make sense.
    pub values: Vec<String>,
    /// What can be written to get the default.
    pub default: Option<String>,
}

/// A function of the workspace.
#[derive(Debug, Clone)]
pub struct WorkspaceFunction {
    /// The name.
    pub name: String,
    /// What it yields.
    pub kind: WorkspaceFunctionKind,
    /// What it does, in one sentence.
    pub description: Option<String>,
    /// A trap, in one sentence.
    pub note: Option<String>,
    /// The ASIM schema that its rows follow.
    pub asim_schema: Option<String>,
    /// The query behind it.
    pub body: Option<String>,
    /// The type of the value, for a scalar function.
    pub returns: Option<ScalarType>,
    /// Whether the columns are not known, or more may come than are listed.
    pub open: bool,
    /// Whether it is written after `invoke` and adds its columns to its input's.
    pub invoked: bool,
    /// Whether the workspace has it only when someone deployed it.
    pub user_deployed: bool,
    /// The parameters, when they are known.
    pub parameters: Option<Vec<WorkspaceParameter>>,
    /// The columns that are known to come out.
    pub columns: Vec<Column>,
    /// Where it exists; nothing means everywhere.
    pub environments: Vec<Environment>,
}

/// A parameter of a workspace function.
#[derive(Debug, Clone)]
pub struct WorkspaceParameter {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: WorkspaceParameterType,
    /// The columns that a tabular argument must have.
    pub tabular_schema: Option<String>,
    /// The literal that is taken when the argument is left out.
    pub default: Option<String>,
}

/// A compiled schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// All strings.
    pub text: String,
    /// Everything else.
    pub bytes: Vec<u8>,
}

impl Schema {
    /// The text and the bytes of the layer.
    #[must_use]
    pub fn encode(&self) -> Encoded {
        let mut out = Writer::default();
        self.write_names(&mut out);
        for table in &self.tables {
            tables::write(&mut out, Section::Tables, table);
        }
        for table in &self.standard_columns {
            tables::write(&mut out, Section::StandardColumns, table);
        }
        for function in &self.functions {
            functions::write(&mut out, function);
        }
        for function in &self.workspace_functions {
            workspace_functions::write(&mut out, function);
        }
        out.finish()
    }

    /// Puts what queries look up before all other strings, side by side: names of columns,
    /// those that most tables have first, then those of tables and functions.
    fn write_names(&self, out: &mut Writer) {
        let mut uses: Vec<(&str, usize)> = Vec::new();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let tables = self.tables.iter().chain(&self.standard_columns);
        let columns = tables.flat_map(|it| &it.columns);
        let of_functions = self.workspace_functions.iter().flat_map(|it| &it.columns);
        for column in columns.chain(of_functions) {
            let place = *places.entry(&column.name).or_insert(uses.len());
            match uses.get_mut(place) {
                Some((_, count)) => *count += 1,
                None => uses.push((&column.name, 1)),
            }
        }
        uses.sort_by_key(|it| Reverse(it.1));
        for (name, _) in uses {
            out.column_name(name);
        }
        let tables = self.tables.iter().map(|it| &it.name);
        let functions = self.functions.iter().map(|it| &it.name);
        let of_workspace = self.workspace_functions.iter().map(|it| &it.name);
        for name in tables.chain(functions).chain(of_workspace) {
            out.string(name);
        }
    }

    /// The compiled layer.
    #[must_use]
    pub fn to_layer(&self) -> Layer {
        Layer::from_encoder(self.encode())
    }
}

/// The section in which a kind of function is listed.
const fn section(kind: FunctionKind) -> Section {
    match kind {
        FunctionKind::Scalar => Section::Functions,
        FunctionKind::Aggregate => Section::Aggregates,
        FunctionKind::Plugin => Section::Plugins,
    }
}

/// The set of environments as bits.
fn environment_bits(environments: &[Environment]) -> u32 {
    if environments.is_empty() {
        return Environment::all_bits();
    }
    environments.iter().fold(0, |bits, it| bits | it.bit())
}
