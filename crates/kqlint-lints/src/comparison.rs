//! Comparisons of an expression with text that the query writes out.

use std::{ops::Deref, ops::Range, rc::Rc};

use kqlint_semantics::{Constant, Model};
use kqlint_syntax::{
    NodeKind, SyntaxNode, SyntaxToken,
    ast::{AstNode, BinaryExpression, BinaryOperator, Expression, InExpression, InOperator},
};
use smallvec::SmallVec;

use crate::nodes::Nodes;

/// `left == right` and its like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binary<'t> {
    pub(crate) left: SyntaxNode<'t>,
    pub(crate) operator: BinaryOperator,
    pub(crate) token: SyntaxToken<'t>,
    pub(crate) right: SyntaxNode<'t>,
}

/// Operators that rules ask for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operators {
    /// `==`, `=~` and their negations.
    Equality,
    /// `<`, `>=` and their like.
    Order,
    /// `matches regex`
    Regex,
    /// `has`, `contains`, `startswith` and the rest.
    Text,
}

impl Operators {
    /// How many kinds there are.
    pub(crate) const COUNT: usize = 4;

    /// The kind of an operator; `:` is of none.
    pub(crate) fn of(operator: BinaryOperator) -> Option<Self> {
        match operator {
            BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::EqualTilde
            | BinaryOperator::NotEqualTilde => Some(Self::Equality),
            BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual => Some(Self::Order),
            BinaryOperator::MatchesRegex => Some(Self::Regex),
            BinaryOperator::Text(_) => Some(Self::Text),
            BinaryOperator::Search => None,
        }
    }
}

/// The comparison that a node is.
pub(crate) fn binary(node: SyntaxNode<'_>) -> Option<Binary<'_>> {
    let token = BinaryExpression::cast(node)?.operator_token()?;
    let mut sides = node.children();
    let mut side = || sides.find(|it| Expression::can_cast(it.kind()));
    Some(Binary {
        left: side()?,
        operator: BinaryOperator::from_token(token.kind())?,
        token,
        right: side()?,
    })
}

/// `subject == "value"`, or one value of `subject in ("value", …)`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison<'t, 'm> {
    pub(crate) subject: SyntaxNode<'t>,
    /// The expression of the value.
    pub(crate) value: SyntaxNode<'t>,
    /// What the value says.
    pub(crate) text: &'m str,
    /// Whether case counts.
    pub(crate) case_sensitive: bool,
    /// Whether rows with the value are left out.
    pub(crate) negated: bool,
}

/// What a node compares with text, with that of all other nodes behind it.
#[derive(Debug, Clone)]
pub(crate) struct Comparisons<'a> {
    all: Rc<[Comparison<'a, 'a>]>,
    here: Range<usize>,
}

impl<'a> Deref for Comparisons<'a> {
    type Target = [Comparison<'a, 'a>];

    fn deref(&self) -> &Self::Target {
        self.all.get(self.here.clone()).unwrap_or_default()
    }
}

/// What all nodes of a text compare with text.
#[derive(Debug)]
pub(crate) struct AllComparisons<'a> {
    all: Rc<[Comparison<'a, 'a>]>,
    /// Where those of each node end in `all`: of binary expressions first, then of `in`.
    ends: Vec<usize>,
    /// How many binary expressions there are.
    binaries: usize,
}

impl<'a> AllComparisons<'a> {
    /// Collects them, given what is known of each binary expression.
    pub(crate) fn collect(
        nodes: &Nodes<'a>,
        binaries: &[Option<Binary<'a>>],
        model: &'a Model,
    ) -> Self {
        let lists = nodes.of(NodeKind::InExpression);
        let mut all = Vec::with_capacity(binaries.len() + 2 * lists.len());
        let mut ends = Vec::with_capacity(binaries.len() + lists.len());
        for binary in binaries {
            all.extend(binary.and_then(|it| equality(model, it)));
            ends.push(all.len());
        }
        for &list in lists {
            all.extend(membership(model, list).unwrap_or_default());
            ends.push(all.len());
        }
        Self {
            all: all.into(),
            ends,
            binaries: binaries.len(),
        }
    }

    /// Those of the node of a kind that so many of the kind stand before.
    pub(crate) fn of(&self, kind: NodeKind, position: usize) -> Comparisons<'a> {
        let index = match kind {
            NodeKind::BinaryExpression => position,
            NodeKind::InExpression => self.binaries.saturating_add(position),
            _ => self.ends.len(),
        };
        let end = |index: usize| self.ends.get(index).copied().unwrap_or_default();
        let start = index.checked_sub(1).map_or(0, end);
        Comparisons {
            all: Rc::clone(&self.all),
            here: start..end(index),
        }
    }
}

/// What a node compares with text; nothing for other nodes.
pub(crate) fn comparisons<'t, 'm>(
    model: &'m Model,
    node: SyntaxNode<'t>,
) -> SmallVec<[Comparison<'t, 'm>; 1]> {
    match node.kind() {
        NodeKind::BinaryExpression => binary(node)
            .and_then(|it| equality(model, it))
            .into_iter()
            .collect(),
        NodeKind::InExpression => membership(model, node).unwrap_or_default(),
        _ => SmallVec::new(),
    }
}

/// The comparison with text that a comparison is.
pub(crate) fn equality<'t, 'm>(
    model: &'m Model,
    comparison: Binary<'t>,
) -> Option<Comparison<'t, 'm>> {
    let (case_sensitive, negated) = match comparison.operator {
        BinaryOperator::Equal => (true, false),
        BinaryOperator::NotEqual => (true, true),
        BinaryOperator::EqualTilde => (false, false),
        BinaryOperator::NotEqualTilde => (false, true),
        _ => return None,
    };
    let (left, right) = (comparison.left, comparison.right);
    let (subject, value, text) = match (text(model, left), text(model, right)) {
        (None, Some(text)) => (left, right, text),
        (Some(text), None) => (right, left, text),
        _ => return None,
    };
    Some(Comparison {
        subject,
        value,
        text,
        case_sensitive,
        negated,
    })
}

fn membership<'t, 'm>(
    model: &'m Model,
    node: SyntaxNode<'t>,
) -> Option<SmallVec<[Comparison<'t, 'm>; 1]>> {
    let expression = InExpression::cast(node)?;
    let (case_sensitive, negated) = match expression.operator()? {
        InOperator::In => (true, false),
        InOperator::NotIn => (true, true),
        InOperator::InTilde => (false, false),
        InOperator::NotInTilde => (false, true),
        InOperator::HasAny | InOperator::HasAll => return None,
    };
    let subject = expression.subject()?.syntax();
    let values = expression
        .expression_list()?
        .expressions()
        .filter_map(|value| {
            let value = value.syntax();
            let text = text(model, value)?;
            Some(Comparison {
                subject,
                value,
                text,
                case_sensitive,
                negated,
            })
        });
    Some(values.collect())
}

fn text<'m>(model: &'m Model, node: SyntaxNode<'_>) -> Option<&'m str> {
    match model.constant(node.id())? {
        Constant::String(text) => Some(text),
        _ => None,
    }
}
