//! Expressions: what each kind yields.

use kqlint_syntax::{
    NodeKind, SyntaxNode, TokenKind,
    ast::{
        ArithmeticExpression, AstNode, BetweenExpression, BinaryExpression, BinaryOperator,
        InExpression, InOperator, QueryOperator,
    },
};

use super::{Binder, Value, checks::is_expression, names::Wanted};
use crate::{
    constants::arithmetic::{compute, negate},
    problem::{Expected, ProblemKind},
    ty::Type,
    types::{
        conversion::{Conversion, array_of, common_of, dynamic_of, is_string_or_dynamic},
        operators::{
            self, Arithmetic, is_between, is_logical_operand, is_ordered_comparison,
            is_text_comparison, is_text_search,
        },
    },
};

impl<'t> Binder<'t, '_> {
    /// What an expression yields where a value or rows may stand.
    pub(crate) fn expression(&mut self, node: SyntaxNode<'t>) -> Value {
        let value = self.evaluate(node, Wanted::Anything);
        self.record(node, &value);
        value
    }

    /// What an element of the list after `in` yields: a value, or rows.
    /// A pipeline there has rows of its own: nothing is piped into `in ((union A, B))`.
    fn listed(&mut self, node: SyntaxNode<'t>) -> Value {
        let value = match is_pipeline(node) {
            true => self.with_rows(None, |cx| cx.evaluate(node, Wanted::Rows)),
            false => self.evaluate(node, Wanted::Either),
        };
        self.record(node, &value);
        value
    }

    /// What an expression yields where rows are wanted.
    pub(crate) fn source(&mut self, node: SyntaxNode<'t>) -> Value {
        let value = self.evaluate(node, Wanted::Rows);
        self.record(node, &value);
        value
    }

    fn evaluate(&mut self, node: SyntaxNode<'t>, wanted: Wanted) -> Value {
        match node.kind() {
            NodeKind::NameReference => self.name_reference(node, wanted),
            NodeKind::LiteralExpression => self.literal(node),
            NodeKind::FunctionCallExpression => self.call(node, wanted),
            NodeKind::PathExpression => self.path(node, wanted),
            NodeKind::BinaryExpression => self.comparison(node),
            NodeKind::AndExpression | NodeKind::OrExpression => self.logical(node),
            NodeKind::ArithmeticExpression => self.arithmetic(node),
            NodeKind::UnaryExpression => self.unary(node),
            NodeKind::InExpression => self.membership(node),
            NodeKind::BetweenExpression => self.between(node),
            NodeKind::ParenthesizedExpression => self.parenthesized(node, wanted),
            NodeKind::NamedExpression | NodeKind::CompoundNamedExpression => {
                self.inner(node, wanted).bracketed()
            }
            NodeKind::OrderedExpression
            | NodeKind::DataScopeExpression
            | NodeKind::TypedColumnReference => self.inner(node, wanted),
            NodeKind::DynamicLiteral => {
                let value = self.inner(node, Wanted::Anything);
                Value::literal(dynamic_of(value.ty), value.constant)
            }
            NodeKind::JsonArray => self.json_array(node),
            NodeKind::JsonObject => self.json_object(node),
            NodeKind::StarExpression => Value::of(Type::DYNAMIC),
            NodeKind::PipeExpression => self.pipeline(node),
            NodeKind::FunctionDeclaration => self.function_declaration(node),
            NodeKind::BracketedExpression => self.inner(node, Wanted::Anything).unnamed(),
            kind if QueryOperator::can_cast(kind) => self.operator(node),
            _ => self.special_source(node),
        }
    }

    /// What the only expression inside yields.
    fn inner(&mut self, node: SyntaxNode<'t>, wanted: Wanted) -> Value {
        let inner = node.children().find(|it| is_expression(it.kind()));
        match (inner, wanted) {
            (Some(inner), Wanted::Anything) => self.expression(inner),
            (Some(inner), Wanted::Rows) => self.source(inner),
            (Some(inner), Wanted::Either) => self.listed(inner),
            (None, _) => Value::WRONG,
        }
    }

    fn parenthesized(&mut self, node: SyntaxNode<'t>, wanted: Wanted) -> Value {
        self.inner(node, wanted).bracketed()
    }

    fn json_array(&mut self, node: SyntaxNode<'t>) -> Value {
        let values: Vec<_> = node.children().map(|it| self.expression(it)).collect();
        let element = common_of(values.iter().map(|it| it.ty), Conversion::None);
        let constant = self.fold_list(&values);
        Value::literal(array_of(element.unwrap_or(Type::DYNAMIC)), constant)
    }

    fn json_object(&mut self, node: SyntaxNode<'t>) -> Value {
        for pair in node.children() {
            for value in pair.children() {
                self.expression(value);
            }
        }
        Value::constant_of(Type::Bag)
    }

    fn logical(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut is_constant = true;
        let mut operands = node.children();
        let Some(first) = operands.next() else {
            return Value::of(Type::BOOL);
        };
        let mut left = self.expression(first);
        let mut tokens = node.own_tokens();
        for operand in operands {
            let right = self.expression(operand);
            is_constant &= left.is_constant && right.is_constant;
            let token = tokens.next();
            let fits = [left, right]
                .iter()
                .all(|it| it.is_wrong || is_logical_operand(it.ty));
            if !fits && !left.is_unknown() && !right.is_unknown() {
                self.report_operator(node, token, left.ty, right.ty);
            }
            left = Value::of(Type::BOOL);
        }
        Value {
            is_constant,
            ..Value::of(Type::BOOL)
        }
    }

    fn comparison(&mut self, node: SyntaxNode<'t>) -> Value {
        let Some(binary) = BinaryExpression::cast(node) else {
            return Value::of(Type::BOOL);
        };
        let mut operands = node.children();
        let left_node = operands.next();
        let left = left_node.map_or(Value::WRONG, |it| self.expression(it));
        let right = operands
            .next()
            .map_or(Value::WRONG, |it| self.expression(it));
        let is_star = left_node.is_some_and(|it| it.kind() == NodeKind::StarExpression);
        let fits = match binary.operator() {
            Some(BinaryOperator::Equal | BinaryOperator::NotEqual) => {
                left.ty.is_scalar() && right.ty.is_scalar()
            }
            Some(
                BinaryOperator::Less
                | BinaryOperator::LessOrEqual
                | BinaryOperator::Greater
                | BinaryOperator::GreaterOrEqual,
            ) => is_ordered_comparison(left.ty, right.ty),
            Some(
                BinaryOperator::EqualTilde
                | BinaryOperator::NotEqualTilde
                | BinaryOperator::MatchesRegex
                | BinaryOperator::Search,
            ) => is_text_comparison(left.ty, right.ty),
            Some(BinaryOperator::Text(text)) => match text.search {
                kqlint_syntax::ast::TextSearch::Has
                | kqlint_syntax::ast::TextSearch::HasPrefix
                | kqlint_syntax::ast::TextSearch::HasSuffix => is_text_search(left.ty, right.ty),
                _ => is_text_comparison(left.ty, right.ty),
            },
            None => true,
        };
        if !fits && !is_star && !left.is_unknown() && !right.is_unknown() {
            match left_node.filter(|_| !left.ty.is_scalar()) {
                Some(left_node) => self.check_value(left_node, &left),
                None => self.report_operator(node, binary.operator_token(), left.ty, right.ty),
            }
        }
        Value {
            is_constant: left.is_constant && right.is_constant,
            ..Value::of(Type::BOOL)
        }
    }

    fn arithmetic(&mut self, node: SyntaxNode<'t>) -> Value {
        let Some(chain) = ArithmeticExpression::cast(node) else {
            return Value::UNKNOWN;
        };
        let mut operands = node.children();
        let mut left = operands
            .next()
            .map_or(Value::WRONG, |it| self.expression(it))
            .unnamed();
        let mut tokens = chain.operator_tokens();
        for operand in operands {
            let right = self.expression(operand);
            let token = tokens.next();
            let op = match token.map(|it| it.kind()) {
                Some(TokenKind::Minus) => Arithmetic::Subtract,
                Some(TokenKind::Star) => Arithmetic::Multiply,
                Some(TokenKind::Slash) => Arithmetic::Divide,
                Some(TokenKind::Percent) => Arithmetic::Modulo,
                _ => Arithmetic::Add,
            };
            let is_wrong = left.is_wrong || right.is_wrong;
            let ty = match operators::arithmetic(op, left.ty, right.ty) {
                Some(ty) => ty,
                None => {
                    if !is_wrong {
                        self.report_operator(node, token, left.ty, right.ty);
                    }
                    Type::Unknown
                }
            };
            let constant = left.constant.zip(right.constant);
            left = Value {
                constant: constant.and_then(|(a, b)| compute(op, a, b)),
                is_constant: left.is_constant && right.is_constant,
                is_wrong: is_wrong && ty.is_unknown(),
                ..Value::of(ty)
            };
        }
        left
    }

    fn unary(&mut self, node: SyntaxNode<'t>) -> Value {
        let operand = self.inner(node, Wanted::Anything).unnamed();
        let token = node.own_tokens().next();
        let Some(ty) = operators::negated(operand.ty, operand.is_constant) else {
            if !operand.is_unknown() {
                self.report_operator(node, token, operand.ty, operand.ty);
            }
            return Value::WRONG;
        };
        let is_minus = token.is_some_and(|it| it.kind() == TokenKind::Minus);
        Value {
            ty,
            constant: match is_minus {
                true => operand.constant.and_then(negate),
                false => operand.constant,
            },
            ..operand
        }
    }

    fn membership(&mut self, node: SyntaxNode<'t>) -> Value {
        let Some(membership) = InExpression::cast(node) else {
            return Value::of(Type::BOOL);
        };
        let mut parts = node.children();
        let subject_node = parts.next();
        let subject = subject_node.map_or(Value::WRONG, |it| self.expression(it));
        let mut is_constant = subject.is_constant;
        if let Some(list) = parts.next() {
            let values: Vec<_> = list.children().map(|it| self.listed(it)).collect();
            is_constant &= values.iter().all(|it| it.is_constant);
            let constant = self.fold_list(&values);
            self.record(
                list,
                &Value {
                    constant,
                    ..Value::UNKNOWN
                },
            );
        }
        let wants_text = matches!(
            membership.operator(),
            Some(
                InOperator::InTilde
                    | InOperator::NotInTilde
                    | InOperator::HasAny
                    | InOperator::HasAll
            )
        );
        if let Some(subject_node) = subject_node
            && wants_text
            && !subject.is_unknown()
            && !is_string_or_dynamic(subject.ty)
        {
            self.report(
                subject_node,
                ProblemKind::TypeMismatch {
                    expected: Expected::StringOrDynamic,
                    found: subject.ty,
                },
            );
        }
        Value {
            is_constant,
            ..Value::of(Type::BOOL)
        }
    }

    fn between(&mut self, node: SyntaxNode<'t>) -> Value {
        let mut parts = node.children().map(|it| self.expression(it));
        let mut next = || parts.next().unwrap_or(Value::WRONG);
        let (value, low, high) = (next(), next(), next());
        drop(parts);
        let is_unknown = [value, low, high].iter().any(|it| it.is_unknown());
        if !is_unknown && !is_between(value.ty, low.ty, high.ty) {
            let token = BetweenExpression::cast(node).and_then(|it| it.operator_token());
            self.report_operator(node, token, value.ty, low.ty);
        }
        Value {
            is_constant: value.is_constant && low.is_constant && high.is_constant,
            ..Value::of(Type::BOOL)
        }
    }

    fn report_operator(
        &mut self,
        node: SyntaxNode<'t>,
        token: Option<kqlint_syntax::SyntaxToken<'t>>,
        left: Type,
        right: Type,
    ) {
        let range = token.map_or(node.text_range(), |it| it.text_range());
        let operator = token.map_or("", |it| it.text()).into();
        self.report_at(
            node,
            range,
            ProblemKind::OperandTypes {
                operator,
                left,
                right,
            },
        );
    }
}

/// Whether an expression is a pipeline, or an operator that begins one, in any brackets.
fn is_pipeline(node: SyntaxNode<'_>) -> bool {
    match node.kind() {
        NodeKind::ParenthesizedExpression => node.children().next().is_some_and(is_pipeline),
        kind => kind == NodeKind::PipeExpression || QueryOperator::can_cast(kind),
    }
}
