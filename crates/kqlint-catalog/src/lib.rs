//! Tables, columns, functions and operators, embedded as one blob and read in place.
//!
//! The facts are data: `data/*.json`, compiled by `cargo xtask codegen` into
//! `src/catalog.bin` and `src/catalog.txt`. Nothing is decoded when the program starts:
//! a lookup reads a hash table in the blob, and what it returns borrows from it. A schema of
//! the user's own is compiled by the same encoder ([`encode`]) into a [`Layer`]
//! that a [`Catalog`] asks before the built-in one.
//!
//! ```
//! use kqlint_catalog::{Catalog, ScalarType};
//!
//! let catalog = Catalog::builtin();
//! let table = catalog.table("AmlComputeJobEvent").expect("a built-in table");
//! assert_eq!(table.column("JobId").expect("a column").ty(), ScalarType::String);
//! ```

mod blob;
mod catalog;
mod deprecated_names;
mod deprecation;
pub mod encode;
mod environment;
mod everywhere;
mod function;
mod hash;
mod index;
mod keywords;
mod known_name;
mod layer;
mod letters;
mod merged;
mod named;
mod operators;
mod parameter_names;
mod profile;
mod scalar_operators;
mod scalar_type;
mod table;
mod table_plan;
mod workspace_function;

pub use catalog::Catalog;
pub use deprecation::{Deprecation, DeprecationStatus};
pub use environment::Environment;
pub use function::{
    ArgumentKind, Function, FunctionKind, Parameter, ParameterKind, ResultNameKind, Returns,
    Signature,
};
pub use hash::NameHash;
pub use keywords::{NamedFact, join_kinds, keywords, render_kinds};
pub use known_name::KnownName;
pub use layer::{Layer, LayerError};
pub use letters::Letters;
pub use operators::{OperatorFact, OperatorPlace, operator, operators};
pub use profile::{Profile, SCOPE_FUNCTIONS};
pub use scalar_operators::{ScalarOperatorFact, scalar_operator, scalar_operators};
pub use scalar_type::ScalarType;
pub use table::{Column, Table};
pub use table_plan::TablePlan;
pub use workspace_function::{
    RefusedName, WorkspaceFunction, WorkspaceFunctionKind, WorkspaceParameter,
    WorkspaceParameterType,
};
