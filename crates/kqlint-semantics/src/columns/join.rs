//! Which columns come out of `join` and `lookup`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, BinaryExpression, BinaryOperator, NameReference},
};

use crate::{
    binder::{Binder, Value, expressions_of},
    problem::{Expected, ProblemKind},
    schema::{ColumnData, SchemaId},
    scope::Side,
    ty::Type,
    types::conversion::promoted,
};

/// A column of each side that must be equal.
type Pair = (ColumnData, ColumnData);

impl<'t> Binder<'t, '_> {
    /// `join kind=inner (T) on a, $left.b == $right.c`: the left columns, then the right
    /// ones, with a number after names that the left side has.
    pub(crate) fn join(&mut self, node: SyntaxNode<'t>) -> Value {
        let right = self.join_right(node);
        self.join_conditions(node, right);
        let kind = self.parameter_text(node, &["kind"]).unwrap_or_default();
        let takes_left = !matches!(kind.as_str(), "rightanti" | "rightsemi" | "rightantisemi");
        let takes_right = !matches!(
            kind.as_str(),
            "anti" | "leftanti" | "leftsemi" | "leftantisemi"
        );
        let mut columns = Vec::new();
        let mut is_open = false;
        if takes_left {
            columns = self.input_columns();
            is_open |= self.input_is_open();
        }
        if takes_right {
            columns.extend(self.columns(right));
            is_open |= self.is_open(right);
        }
        let columns = self.made_unique(columns, node);
        Value::table(self.schema(&columns, is_open))
    }

    /// `lookup (T) on a`: the keys of the right side are left out.
    pub(crate) fn lookup(&mut self, node: SyntaxNode<'t>) -> Value {
        let right = self.join_right(node);
        let pairs = self.join_conditions(node, right);
        let mut columns = self.input_columns();
        let is_open = self.input_is_open() || self.is_open(right);
        let added = self.columns(right);
        columns.extend(
            added
                .into_iter()
                .filter(|it| !pairs.iter().any(|(_, key)| key == it)),
        );
        let columns = self.made_unique(columns, node);
        Value::table(self.schema(&columns, is_open))
    }

    /// The rows of the right side.
    fn join_right(&mut self, node: SyntaxNode<'t>) -> SchemaId {
        self.parameters(node);
        let Some(right) = expressions_of(node).next() else {
            return self.open_rows();
        };
        let value = self.with_rows(None, |cx| cx.source(right));
        self.check_table(right, &value);
        let rows = value.rows().unwrap_or_else(|| self.fresh_open_rows());
        self.record_right(node, rows);
        rows
    }

    fn join_conditions(&mut self, node: SyntaxNode<'t>, right: SchemaId) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let before = self.right.replace(right);
        for clause in node.children() {
            match clause.kind() {
                NodeKind::JoinOnClause => {
                    for condition in clause.children() {
                        self.join_condition(condition, &mut pairs);
                    }
                }
                NodeKind::JoinWhereClause => {
                    for predicate in clause.children() {
                        let value = self.expression(predicate);
                        self.check_type(predicate, &value, Type::BOOL);
                    }
                }
                _ => {}
            }
        }
        self.right = before;
        pairs
    }

    fn join_condition(&mut self, node: SyntaxNode<'t>, pairs: &mut Vec<Pair>) {
        match node.kind() {
            NodeKind::ParenthesizedExpression => {
                for inner in node.children() {
                    self.join_condition(inner, pairs);
                }
            }
            NodeKind::AndExpression => {
                for operand in node.children() {
                    self.join_condition(operand, pairs);
                }
            }
            NodeKind::NameReference => self.common_key(node, pairs),
            _ => {
                let value = self.expression(node);
                let equality = BinaryExpression::cast(node)
                    .filter(|it| it.operator() == Some(BinaryOperator::Equal));
                match equality {
                    Some(equality) => self.key_equality(equality, pairs),
                    None if !value.is_wrong && !node.is_missing() => {
                        self.report(node, ProblemKind::JoinKey);
                    }
                    None => {}
                }
            }
        }
    }

    /// `on a`: a column of both sides.
    fn common_key(&mut self, node: SyntaxNode<'t>, pairs: &mut Vec<Pair>) {
        let value = self.expression(node);
        if value.is_wrong {
            return;
        }
        let text = NameReference::cast(node).and_then(|it| it.name());
        let (Some(text), Some(_)) = (text, value.column) else {
            let expected = Expected::Column;
            self.report(node, ProblemKind::Form { expected });
            return;
        };
        let name = self.name(&text);
        let left = self.rows.and_then(|it| self.column(it, name));
        let right = self.right.and_then(|it| self.column(it, name));
        let name = self.text(name).into();
        let (Some(left), Some(right)) = (left, right) else {
            self.report(node, ProblemKind::NotOnBothSides { name });
            return;
        };
        let differ = left.ty != right.ty && !left.ty.is_unknown() && !right.ty.is_unknown();
        if differ {
            let (left, right) = (left.ty, right.ty);
            self.report(node, ProblemKind::SidesDiffer { name, left, right });
            return;
        }
        pairs.push((left, right));
    }

    /// `$left.a == $right.b`
    fn key_equality(&mut self, equality: BinaryExpression<'t>, pairs: &mut Vec<Pair>) {
        let mut operands = equality.syntax().children();
        let (Some(left), Some(right)) = (operands.next(), operands.next()) else {
            return;
        };
        let left_key = self.key_operand(left, Side::Left);
        let right_key = self.key_operand(right, Side::Right);
        let (Some(left_key), Some(right_key)) = (left_key, right_key) else {
            return;
        };
        if left_key.ty.is_dynamic() || right_key.ty.is_dynamic() {
            let at = if left_key.ty.is_dynamic() {
                left
            } else {
                right
            };
            self.report(at, ProblemKind::DynamicJoinKey);
            return;
        }
        let (left_ty, right_ty) = (left_key.ty, right_key.ty);
        let is_known = !left_ty.is_unknown() && !right_ty.is_unknown();
        if is_known && promoted(left_ty) != promoted(right_ty) {
            self.report(
                equality.syntax(),
                ProblemKind::JoinTypes {
                    left: left_ty,
                    right: right_ty,
                },
            );
            return;
        }
        pairs.push((left_key, right_key));
    }

    fn key_operand(&mut self, node: SyntaxNode<'t>, side: Side) -> Option<ColumnData> {
        let mut operand = node;
        while operand.kind() == NodeKind::ParenthesizedExpression {
            operand = operand.children().next()?;
        }
        let base = (operand.kind() == NodeKind::PathExpression)
            .then(|| operand.children().next().and_then(NameReference::cast))
            .flatten()
            .and_then(|it| it.name());
        let wanted = match side {
            Side::Left => "$left",
            Side::Right => "$right",
        };
        if base.as_deref() != Some(wanted) {
            self.report(operand, ProblemKind::JoinOperand { side });
            return None;
        }
        // The key was walked before; walking it again says what it names.
        let value = self.silently(|cx| cx.expression(operand));
        value.column
    }
}
