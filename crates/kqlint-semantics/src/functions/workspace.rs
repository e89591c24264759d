//! Functions of the workspace: those of ASIM, watchlists, and the user's own.

use kqlint_catalog::{WorkspaceFunction, WorkspaceFunctionKind, WorkspaceParameter};
use kqlint_syntax::SyntaxNode;

use super::call::Argument;
use crate::{
    binder::{Binder, Calls, Value},
    names::Name,
    problem::ProblemKind,
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
        let arguments = self.with_calls(Calls::Normal, |cx| cx.arguments(node, None));
        // Which version of a function somebody deployed can't be known.
        if function.parameters_are_known() && !function.is_user_deployed() {
            let given = usize::from(invoked.is_some());
            self.check_workspace_call(function, name_node, &arguments, given);
        }
        self.saved_result(function, name, &arguments, invoked)
            .or_else(|| Some(self.workspace_result(function, name, invoked)))
    }

    /// Whether the arguments of a call fit; `given` are those that `invoke` puts first.
    fn check_workspace_call(
        &mut self,
        function: WorkspaceFunction<'_>,
        name_node: SyntaxNode<'t>,
        arguments: &[Argument<'t>],
        given: usize,
    ) {
        let parameters: Vec<_> = function.parameters().collect();
        for argument in arguments {
            let Some(name) = argument.name else {
                continue;
            };
            let text = self.text(name);
            let is_known = |it: &WorkspaceParameter<'_>| it.name().eq_ignore_ascii_case(text);
            if !parameters.iter().any(is_known) {
                let name = text.into();
                let declaration = argument.node.prev_sibling().unwrap_or(argument.node);
                self.report(declaration, ProblemKind::UnknownArgument { name });
                return;
            }
        }
        let count = given + arguments.len();
        let needed = parameters.iter().filter(|it| !it.is_optional());
        let (min, max) = (needed.count(), parameters.len());
        if !(min..=max).contains(&count) {
            let found = arguments.len();
            let (min, max) = (min.saturating_sub(given), max.saturating_sub(given));
            self.report_count(name_node, function.name(), min, max, found);
            return;
        }
        for (at, parameter) in parameters.iter().enumerate().skip(given) {
            let place = arguments.get(at - given).filter(|it| it.name.is_none());
            let is_given = place.is_some()
                || arguments.iter().any(|it| {
                    let name = it.name.map(|name| self.text(name));
                    name.is_some_and(|it| it.eq_ignore_ascii_case(parameter.name()))
                });
            if !is_given && !parameter.is_optional() {
                let name = parameter.name().into();
                self.report(name_node, ProblemKind::MissingArgument { name });
                return;
            }
        }
    }

    /// A workspace function without brackets: `_Im_Dns | take 1`.
    pub(crate) fn workspace_rows(&mut self, node: SyntaxNode<'t>, name: Name) -> Option<Value> {
        let catalog = self.catalog;
        let function = catalog.workspace_function(self.text(name))?;
        if function.kind() != WorkspaceFunctionKind::Tabular || function.is_invoked() {
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
        let input = invoked.filter(|_| function.is_invoked());
        let input = input.and_then(|it| it.rows());
        let mut columns = input.map(|it| self.columns(it)).unwrap_or_default();
        for column in function.columns() {
            let name = self.column_name(column);
            if !columns.iter().any(|it| it.name == name) {
                let ty = Type::from(column.ty());
                columns.push(ColumnData { name, origin, ty });
            }
        }
        // What is known of such a function's columns is never the whole truth.
        let takes_open = input.is_some_and(|it| self.is_open(it));
        let is_open = function.is_open() || takes_open || columns.is_empty();
        Value::table(self.model.schemas.add(&columns, is_open))
    }
}
