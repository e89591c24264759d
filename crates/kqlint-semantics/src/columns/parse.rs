//! Which columns come out of `parse`, `parse-where` and `parse-kv`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, NameAndTypeDeclaration, NameDeclaration},
};

use crate::{
    binder::{Binder, Value},
    problem::ProblemKind,
    resolution::ResolutionData,
    schema::{ColumnData, OriginData},
    ty::Type,
};

impl<'t> Binder<'t, '_> {
    /// `parse x with "a=" a: long "," *`
    pub(crate) fn parse(&mut self, node: SyntaxNode<'t>) -> Value {
        self.parameters(node);
        let mut declared = Vec::new();
        for part in node.children() {
            match part.kind() {
                NodeKind::OperatorParameter
                | NodeKind::StarExpression
                | NodeKind::LiteralExpression => {}
                NodeKind::NameAndTypeDeclaration => {
                    let column = self.declared_column(part, Type::STRING);
                    self.add_declared(&mut declared, 0, column, part);
                }
                _ => {
                    self.scalar(part);
                }
            }
        }
        self.with_declared(&declared)
    }

    /// The columns of the input with those that are declared; one of the same name is
    /// written over.
    fn with_declared(&mut self, declared: &[ColumnData]) -> Value {
        let mut columns = self.input_columns();
        for column in declared {
            match columns.iter_mut().find(|it| it.name == column.name) {
                Some(place) => *place = *column,
                None => columns.push(*column),
            }
        }
        let is_open = self.input_is_open();
        Value::table(self.schema(&columns, is_open))
    }

    /// `parse-kv x as (a: string) with (pair_delimiter = ",")`
    pub(crate) fn parse_kv(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut declared = Vec::new();
        for part in node.children() {
            match part.kind() {
                NodeKind::RowSchema => declared.extend(self.row_schema(part)),
                NodeKind::WithClause => {}
                _ => {
                    self.scalar(part);
                }
            }
        }
        self.with_declared(&declared)
    }

    /// The columns of `(a: string, b: long)`.
    pub(crate) fn row_schema(&mut self, node: SyntaxNode<'t>) -> Vec<ColumnData> {
        let mut columns = Vec::new();
        for declaration in node.children() {
            if declaration.kind() == NodeKind::NameAndTypeDeclaration {
                let column = self.declared_column(declaration, Type::Unknown);
                self.add_declared(&mut columns, 0, column, declaration);
            }
        }
        columns
    }

    fn add_declared(
        &mut self,
        columns: &mut Vec<ColumnData>,
        first: usize,
        column: Option<ColumnData>,
        node: SyntaxNode<'t>,
    ) {
        let Some(column) = column else {
            return;
        };
        let declared = columns.get(first..).unwrap_or_default();
        if declared.iter().any(|it| it.name == column.name) {
            let name = self.text(column.name).into();
            let at = node.child(NodeKind::NameDeclaration).unwrap_or(node);
            self.report(at, ProblemKind::DuplicateColumn { name });
            return;
        }
        columns.push(column);
    }

    /// `a: long`; without a type the default.
    pub(crate) fn declared_column(
        &mut self,
        node: SyntaxNode<'t>,
        default: Type,
    ) -> Option<ColumnData> {
        let declaration = NameAndTypeDeclaration::cast(node);
        let name = match declaration {
            Some(declaration) => declaration.name(),
            None => NameDeclaration::cast(node),
        }?;
        let text = name.name()?;
        let ty = declaration.and_then(|it| it.type_name());
        let ty = match ty {
            Some(ty) => self.named_type(ty.syntax()),
            None => default,
        };
        let column = ColumnData {
            name: self.name(&text),
            origin: self.origin(OriginData::Declared { node: node.id() }),
            ty,
        };
        self.resolve(name.syntax(), ResolutionData::Column(column));
        self.record(name.syntax(), &Value::of(ty));
        Some(column)
    }
}
