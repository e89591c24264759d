//! Functions of the workspace: those of ASIM, watchlists, and the user's own.

use kqlint_catalog::{WorkspaceFunction, WorkspaceFunctionKind};
use kqlint_syntax::SyntaxNode;

use crate::{
    binder::{Binder, Calls, Value},
    names::Name,
    resolution::ResolutionData,
    schema::{ColumnData, OriginData},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// A call of a workspace function.
    pub(crate) fn workspace_call(
        &mut self,
        node: SyntaxNode<'t>,
        name_node: SyntaxNode<'t>,
        name: Name,
    ) -> Option<Value> {
        let catalog = self.catalog;
        let function = catalog.workspace_function(self.text(name))?;
        self.resolve(name_node, ResolutionData::WorkspaceFunction(name));
        let invoked = self.invoked.take();
        self.with_calls(Calls::Normal, |cx| cx.arguments(node, None));
        Some(self.workspace_result(function, name, invoked))
    }

    /// A workspace function without brackets: `_Im_Dns | take 1`.
    pub(crate) fn workspace_rows(&mut self, node: SyntaxNode<'t>, name: Name) -> Option<Value> {
        let catalog = self.catalog;
        let function = catalog.workspace_function(self.text(name))?;
        if function.kind() != WorkspaceFunctionKind::Tabular {
            return None;
        }
        self.resolve(node, ResolutionData::WorkspaceFunction(name));
        Some(self.workspace_result(function, name, None))
    }

    fn workspace_result(
        &mut self,
        function: WorkspaceFunction<'_>,
        name: Name,
        invoked: Option<Value>,
    ) -> Value {
        match function.kind() {
            WorkspaceFunctionKind::Scope => return Value::of(Type::Database),
            WorkspaceFunctionKind::Scalar => {
                let ty = function.returns().map_or(Type::Unknown, Type::from);
                return Value::of(ty);
            }
            WorkspaceFunctionKind::Tabular => {}
        }
        let origin = self.origin(OriginData::Function { function: name });
        let input = invoked.and_then(|it| it.rows());
        let mut columns = input.map(|it| self.columns(it)).unwrap_or_default();
        for column in function.columns() {
            let name = self.column_name(column);
            if !columns.iter().any(|it| it.name == name) {
                let ty = Type::from(column.ty());
                columns.push(ColumnData { name, origin, ty });
            }
        }
        // What is known of such a function's columns is never the whole truth.
        let is_open = function.is_open() || columns.is_empty();
        Value::table(self.model.schemas.add(&columns, is_open))
    }
}
