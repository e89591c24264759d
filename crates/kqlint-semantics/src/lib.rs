//! What names mean, types of expressions, and the columns after every pipe.
//!
//! [`analyze`] reads one tree against one catalog and returns a [`Model`]: facts
//! beside the tree, keyed by the ids of its nodes. Three words recur:
//!
//! - a *schema* is a list of columns with types and origins; an *open* one may have
//!   columns that nobody can name (an unlisted table, `evaluate bag_unpack(d)`), and
//!   everything that depends on it stays silent;
//! - an *origin* says which step of the query made a column;
//! - a *problem* is a name, a type or a call that can't be right, as Kusto's own
//!   binder would reject it. Which of them become findings is up to the lints.
//!
//! ```
//! use kqlint_catalog::Catalog;
//! use kqlint_semantics::{Options, analyze};
//!
//! let tree = kqlint_syntax::parse("Heartbeat | summarize count() by Computer");
//! let model = analyze(&tree, &Catalog::builtin(), &Options::default());
//! let query = model.queries().next().expect("a query");
//! let names: Vec<_> = query.output().expect("rows").columns().map(|it| it.name()).collect();
//! assert_eq!(names, ["Computer", "count_"]);
//! ```

mod binder;
mod changes;
mod columns;
mod constant;
mod constants;
mod declaration;
mod dropped;
mod environment;
mod functions;
mod model;
mod names;
mod options;
mod problem;
mod resolution;
mod schema;
mod scope;
mod ty;
mod types;

pub use self::{
    changes::Changes,
    constant::{Constant, List},
    constants::date::parse as point_in_time,
    declaration::{DeclarationError, DeclaredParameter, DeclaredType, read_parameters},
    dropped::Dropped,
    environment::{inferred_environment, names_workspace_time},
    model::{Model, Query},
    options::{DeclaredTable, Options},
    problem::{Expected, Problem, ProblemKind},
    resolution::Resolution,
    schema::{Column, Origin, Schema},
    scope::{Place, Scope, Side, Variable, VariableKind},
    ty::Type,
};

use kqlint_catalog::Catalog;
use kqlint_syntax::SyntaxTree;

/// Finds what the names of a query mean, and the columns after every step.
///
/// Comments may declare tables: `// kqlint: table Jobs(Start: datetime)`.
/// Never fails; the time is linear in the length of the text.
pub fn analyze(tree: &SyntaxTree, catalog: &Catalog, options: &Options) -> Model {
    match options.with_declared(tree) {
        Some(options) => binder::bind(tree, catalog, &options),
        None => binder::bind(tree, catalog, options),
    }
}
