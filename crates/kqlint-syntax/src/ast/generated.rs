//! Generated from `kql.ungram` by `cargo xtask codegen`.

use super::AstNode;
use crate::{node_kind::NodeKind, tree::SyntaxNode};

/// `SourceFile`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceFile<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SourceFile<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SourceFile
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SourceFile<'t> {
    /// Its `query_blocks`, in order.
    pub fn query_blocks(self) -> impl Iterator<Item = QueryBlock<'t>> + Clone {
        self.0.children().filter_map(QueryBlock::cast)
    }
}

/// Statements up to a blank line that separates queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryBlock<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for QueryBlock<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::QueryBlock
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> QueryBlock<'t> {
    /// Its `statements`, in order.
    pub fn statements(self) -> impl Iterator<Item = Statement<'t>> + Clone {
        self.0.children().filter_map(Statement::cast)
    }
}

/// `Statement`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement<'t> {
    /// See [`AliasStatement`].
    AliasStatement(AliasStatement<'t>),
    /// See [`LetStatement`].
    LetStatement(LetStatement<'t>),
    /// See [`SetStatement`].
    SetStatement(SetStatement<'t>),
    /// See [`QueryParametersStatement`].
    QueryParametersStatement(QueryParametersStatement<'t>),
    /// See [`PatternStatement`].
    PatternStatement(PatternStatement<'t>),
    /// See [`RestrictStatement`].
    RestrictStatement(RestrictStatement<'t>),
    /// See [`ExpressionStatement`].
    ExpressionStatement(ExpressionStatement<'t>),
    /// See [`Command`].
    Command(Command<'t>),
    /// See [`Directive`].
    Directive(Directive<'t>),
}
impl<'t> AstNode<'t> for Statement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        matches!(
            kind,
            NodeKind::AliasStatement
                | NodeKind::LetStatement
                | NodeKind::SetStatement
                | NodeKind::QueryParametersStatement
                | NodeKind::PatternStatement
                | NodeKind::RestrictStatement
                | NodeKind::ExpressionStatement
                | NodeKind::Command
                | NodeKind::Directive
        )
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            NodeKind::AliasStatement => AliasStatement::cast(node).map(Self::AliasStatement),
            NodeKind::LetStatement => LetStatement::cast(node).map(Self::LetStatement),
            NodeKind::SetStatement => SetStatement::cast(node).map(Self::SetStatement),
            NodeKind::QueryParametersStatement => {
                QueryParametersStatement::cast(node).map(Self::QueryParametersStatement)
            }
            NodeKind::PatternStatement => PatternStatement::cast(node).map(Self::PatternStatement),
            NodeKind::RestrictStatement => {
                RestrictStatement::cast(node).map(Self::RestrictStatement)
            }
            NodeKind::ExpressionStatement => {
                ExpressionStatement::cast(node).map(Self::ExpressionStatement)
            }
            NodeKind::Command => Command::cast(node).map(Self::Command),
            NodeKind::Directive => Directive::cast(node).map(Self::Directive),
            _ => None,
        }
    }
    fn syntax(self) -> SyntaxNode<'t> {
        match self {
            Self::AliasStatement(node) => node.syntax(),
            Self::LetStatement(node) => node.syntax(),
            Self::SetStatement(node) => node.syntax(),
            Self::QueryParametersStatement(node) => node.syntax(),
            Self::PatternStatement(node) => node.syntax(),
            Self::RestrictStatement(node) => node.syntax(),
            Self::ExpressionStatement(node) => node.syntax(),
            Self::Command(node) => node.syntax(),
            Self::Directive(node) => node.syntax(),
        }
    }
}

/// `alias database d = cluster("c").database("d")`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AliasStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for AliasStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::AliasStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> AliasStatement<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `let x = 1`, `let f = (a: long) { a + 1 }`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for LetStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::LetStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> LetStatement<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `set truncationmaxsize = 1000`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SetStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SetStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SetStatement<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `declare query_parameters(x: long = 1)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryParametersStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for QueryParametersStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::QueryParametersStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> QueryParametersStatement<'t> {
    /// Its `function_parameters`, in order.
    pub fn function_parameters(self) -> impl Iterator<Item = FunctionParameter<'t>> + Clone {
        self.0.children().filter_map(FunctionParameter::cast)
    }
}

/// `declare pattern app = (id: string)[scope: string] { ("a").["b"] = { T }; }`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PatternStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PatternStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PatternStatement<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `pattern_declaration`.
    pub fn pattern_declaration(self) -> Option<PatternDeclaration<'t>> {
        self.0.children().find_map(PatternDeclaration::cast)
    }
}

/// `restrict access to (database().*)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestrictStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for RestrictStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::RestrictStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> RestrictStatement<'t> {
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
    /// Its `with_clause`.
    pub fn with_clause(self) -> Option<WithClause<'t>> {
        self.0.children().find_map(WithClause::cast)
    }
}

/// `ExpressionStatement`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpressionStatement<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ExpressionStatement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ExpressionStatement
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ExpressionStatement<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `.show tables`, `.create function f() { T }`: a management command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for Command<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::Command
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> Command<'t> {
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
    /// Its `query_blocks`, in order.
    pub fn query_blocks(self) -> impl Iterator<Item = QueryBlock<'t>> + Clone {
        self.0.children().filter_map(QueryBlock::cast)
    }
    /// Its `function_bodys`, in order.
    pub fn function_bodys(self) -> impl Iterator<Item = FunctionBody<'t>> + Clone {
        self.0.children().filter_map(FunctionBody::cast)
    }
}

/// `#connect …`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Directive<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for Directive<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::Directive
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `NameDeclaration`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameDeclaration<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for NameDeclaration<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::NameDeclaration
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `Expression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expression<'t> {
    /// See [`PipeExpression`].
    PipeExpression(PipeExpression<'t>),
    /// See [`QueryOperator`].
    QueryOperator(QueryOperator<'t>),
    /// See [`OrExpression`].
    OrExpression(OrExpression<'t>),
    /// See [`AndExpression`].
    AndExpression(AndExpression<'t>),
    /// See [`BinaryExpression`].
    BinaryExpression(BinaryExpression<'t>),
    /// See [`ArithmeticExpression`].
    ArithmeticExpression(ArithmeticExpression<'t>),
    /// See [`UnaryExpression`].
    UnaryExpression(UnaryExpression<'t>),
    /// See [`InExpression`].
    InExpression(InExpression<'t>),
    /// See [`BetweenExpression`].
    BetweenExpression(BetweenExpression<'t>),
    /// See [`PathExpression`].
    PathExpression(PathExpression<'t>),
    /// See [`FunctionCallExpression`].
    FunctionCallExpression(FunctionCallExpression<'t>),
    /// See [`NameReference`].
    NameReference(NameReference<'t>),
    /// See [`StarExpression`].
    StarExpression(StarExpression<'t>),
    /// See [`AtExpression`].
    AtExpression(AtExpression<'t>),
    /// See [`ParenthesizedExpression`].
    ParenthesizedExpression(ParenthesizedExpression<'t>),
    /// See [`BracketedExpression`].
    BracketedExpression(BracketedExpression<'t>),
    /// See [`NamedExpression`].
    NamedExpression(NamedExpression<'t>),
    /// See [`CompoundNamedExpression`].
    CompoundNamedExpression(CompoundNamedExpression<'t>),
    /// See [`OrderedExpression`].
    OrderedExpression(OrderedExpression<'t>),
    /// See [`LiteralExpression`].
    LiteralExpression(LiteralExpression<'t>),
    /// See [`DynamicLiteral`].
    DynamicLiteral(DynamicLiteral<'t>),
    /// See [`JsonArray`].
    JsonArray(JsonArray<'t>),
    /// See [`JsonObject`].
    JsonObject(JsonObject<'t>),
    /// See [`TypeOfLiteral`].
    TypeOfLiteral(TypeOfLiteral<'t>),
    /// See [`DatatableExpression`].
    DatatableExpression(DatatableExpression<'t>),
    /// See [`ContextualDatatableExpression`].
    ContextualDatatableExpression(ContextualDatatableExpression<'t>),
    /// See [`ExternaldataExpression`].
    ExternaldataExpression(ExternaldataExpression<'t>),
    /// See [`InlineExternalTableExpression`].
    InlineExternalTableExpression(InlineExternalTableExpression<'t>),
    /// See [`MaterializedViewCombineExpression`].
    MaterializedViewCombineExpression(MaterializedViewCombineExpression<'t>),
    /// See [`MaterializeExpression`].
    MaterializeExpression(MaterializeExpression<'t>),
    /// See [`ToScalarExpression`].
    ToScalarExpression(ToScalarExpression<'t>),
    /// See [`ToTableExpression`].
    ToTableExpression(ToTableExpression<'t>),
    /// See [`DataScopeExpression`].
    DataScopeExpression(DataScopeExpression<'t>),
    /// See [`EntityGroup`].
    EntityGroup(EntityGroup<'t>),
    /// See [`FunctionDeclaration`].
    FunctionDeclaration(FunctionDeclaration<'t>),
    /// See [`PackExpression`].
    PackExpression(PackExpression<'t>),
    /// See [`TypedColumnReference`].
    TypedColumnReference(TypedColumnReference<'t>),
    /// See [`NameReferenceList`].
    NameReferenceList(NameReferenceList<'t>),
    /// See [`Placeholder`].
    Placeholder(Placeholder<'t>),
    /// See [`Missing`].
    Missing(Missing<'t>),
}
impl<'t> AstNode<'t> for Expression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        matches!(
            kind,
            NodeKind::PipeExpression
                | NodeKind::AsOperator
                | NodeKind::AssertSchemaOperator
                | NodeKind::ConsumeOperator
                | NodeKind::CountOperator
                | NodeKind::DistinctOperator
                | NodeKind::EvaluateOperator
                | NodeKind::ExecuteAndCacheOperator
                | NodeKind::ExtendOperator
                | NodeKind::FacetOperator
                | NodeKind::FilterOperator
                | NodeKind::FindOperator
                | NodeKind::ForkOperator
                | NodeKind::GetSchemaOperator
                | NodeKind::GraphMarkComponentsOperator
                | NodeKind::GraphMatchOperator
                | NodeKind::GraphShortestPathsOperator
                | NodeKind::GraphToTableOperator
                | NodeKind::GraphWhereEdgesOperator
                | NodeKind::GraphWhereNodesOperator
                | NodeKind::InvokeOperator
                | NodeKind::JoinOperator
                | NodeKind::LookupOperator
                | NodeKind::MacroExpandOperator
                | NodeKind::MakeGraphOperator
                | NodeKind::MakeSeriesOperator
                | NodeKind::MvApplyOperator
                | NodeKind::MvExpandOperator
                | NodeKind::ParseKvOperator
                | NodeKind::ParseOperator
                | NodeKind::ParseWhereOperator
                | NodeKind::PartitionByOperator
                | NodeKind::PartitionOperator
                | NodeKind::PrintOperator
                | NodeKind::ProjectAwayOperator
                | NodeKind::ProjectByNamesOperator
                | NodeKind::ProjectKeepOperator
                | NodeKind::ProjectOperator
                | NodeKind::ProjectRenameOperator
                | NodeKind::ProjectReorderOperator
                | NodeKind::RangeOperator
                | NodeKind::ReduceOperator
                | NodeKind::RenderOperator
                | NodeKind::SampleDistinctOperator
                | NodeKind::SampleOperator
                | NodeKind::ScanOperator
                | NodeKind::SearchOperator
                | NodeKind::SerializeOperator
                | NodeKind::SortOperator
                | NodeKind::SummarizeOperator
                | NodeKind::TakeOperator
                | NodeKind::TopHittersOperator
                | NodeKind::TopNestedOperator
                | NodeKind::TopOperator
                | NodeKind::UnionOperator
                | NodeKind::UnknownOperator
                | NodeKind::OrExpression
                | NodeKind::AndExpression
                | NodeKind::BinaryExpression
                | NodeKind::ArithmeticExpression
                | NodeKind::UnaryExpression
                | NodeKind::InExpression
                | NodeKind::BetweenExpression
                | NodeKind::PathExpression
                | NodeKind::FunctionCallExpression
                | NodeKind::NameReference
                | NodeKind::StarExpression
                | NodeKind::AtExpression
                | NodeKind::ParenthesizedExpression
                | NodeKind::BracketedExpression
                | NodeKind::NamedExpression
                | NodeKind::CompoundNamedExpression
                | NodeKind::OrderedExpression
                | NodeKind::LiteralExpression
                | NodeKind::DynamicLiteral
                | NodeKind::JsonArray
                | NodeKind::JsonObject
                | NodeKind::TypeOfLiteral
                | NodeKind::DatatableExpression
                | NodeKind::ContextualDatatableExpression
                | NodeKind::ExternaldataExpression
                | NodeKind::InlineExternalTableExpression
                | NodeKind::MaterializedViewCombineExpression
                | NodeKind::MaterializeExpression
                | NodeKind::ToScalarExpression
                | NodeKind::ToTableExpression
                | NodeKind::DataScopeExpression
                | NodeKind::EntityGroup
                | NodeKind::FunctionDeclaration
                | NodeKind::PackExpression
                | NodeKind::TypedColumnReference
                | NodeKind::NameReferenceList
                | NodeKind::Placeholder
                | NodeKind::Missing
        )
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            NodeKind::PipeExpression => PipeExpression::cast(node).map(Self::PipeExpression),
            NodeKind::AsOperator
            | NodeKind::AssertSchemaOperator
            | NodeKind::ConsumeOperator
            | NodeKind::CountOperator
            | NodeKind::DistinctOperator
            | NodeKind::EvaluateOperator
            | NodeKind::ExecuteAndCacheOperator
            | NodeKind::ExtendOperator
            | NodeKind::FacetOperator
            | NodeKind::FilterOperator
            | NodeKind::FindOperator
            | NodeKind::ForkOperator
            | NodeKind::GetSchemaOperator
            | NodeKind::GraphMarkComponentsOperator
            | NodeKind::GraphMatchOperator
            | NodeKind::GraphShortestPathsOperator
            | NodeKind::GraphToTableOperator
            | NodeKind::GraphWhereEdgesOperator
            | NodeKind::GraphWhereNodesOperator
            | NodeKind::InvokeOperator
            | NodeKind::JoinOperator
            | NodeKind::LookupOperator
            | NodeKind::MacroExpandOperator
            | NodeKind::MakeGraphOperator
            | NodeKind::MakeSeriesOperator
            | NodeKind::MvApplyOperator
            | NodeKind::MvExpandOperator
            | NodeKind::ParseKvOperator
            | NodeKind::ParseOperator
            | NodeKind::ParseWhereOperator
            | NodeKind::PartitionByOperator
            | NodeKind::PartitionOperator
            | NodeKind::PrintOperator
            | NodeKind::ProjectAwayOperator
            | NodeKind::ProjectByNamesOperator
            | NodeKind::ProjectKeepOperator
            | NodeKind::ProjectOperator
            | NodeKind::ProjectRenameOperator
            | NodeKind::ProjectReorderOperator
            | NodeKind::RangeOperator
            | NodeKind::ReduceOperator
            | NodeKind::RenderOperator
            | NodeKind::SampleDistinctOperator
            | NodeKind::SampleOperator
            | NodeKind::ScanOperator
            | NodeKind::SearchOperator
            | NodeKind::SerializeOperator
            | NodeKind::SortOperator
            | NodeKind::SummarizeOperator
            | NodeKind::TakeOperator
            | NodeKind::TopHittersOperator
            | NodeKind::TopNestedOperator
            | NodeKind::TopOperator
            | NodeKind::UnionOperator
            | NodeKind::UnknownOperator => QueryOperator::cast(node).map(Self::QueryOperator),
            NodeKind::OrExpression => OrExpression::cast(node).map(Self::OrExpression),
            NodeKind::AndExpression => AndExpression::cast(node).map(Self::AndExpression),
            NodeKind::BinaryExpression => BinaryExpression::cast(node).map(Self::BinaryExpression),
            NodeKind::ArithmeticExpression => {
                ArithmeticExpression::cast(node).map(Self::ArithmeticExpression)
            }
            NodeKind::UnaryExpression => UnaryExpression::cast(node).map(Self::UnaryExpression),
            NodeKind::InExpression => InExpression::cast(node).map(Self::InExpression),
            NodeKind::BetweenExpression => {
                BetweenExpression::cast(node).map(Self::BetweenExpression)
            }
            NodeKind::PathExpression => PathExpression::cast(node).map(Self::PathExpression),
            NodeKind::FunctionCallExpression => {
                FunctionCallExpression::cast(node).map(Self::FunctionCallExpression)
            }
            NodeKind::NameReference => NameReference::cast(node).map(Self::NameReference),
            NodeKind::StarExpression => StarExpression::cast(node).map(Self::StarExpression),
            NodeKind::AtExpression => AtExpression::cast(node).map(Self::AtExpression),
            NodeKind::ParenthesizedExpression => {
                ParenthesizedExpression::cast(node).map(Self::ParenthesizedExpression)
            }
            NodeKind::BracketedExpression => {
                BracketedExpression::cast(node).map(Self::BracketedExpression)
            }
            NodeKind::NamedExpression => NamedExpression::cast(node).map(Self::NamedExpression),
            NodeKind::CompoundNamedExpression => {
                CompoundNamedExpression::cast(node).map(Self::CompoundNamedExpression)
            }
            NodeKind::OrderedExpression => {
                OrderedExpression::cast(node).map(Self::OrderedExpression)
            }
            NodeKind::LiteralExpression => {
                LiteralExpression::cast(node).map(Self::LiteralExpression)
            }
            NodeKind::DynamicLiteral => DynamicLiteral::cast(node).map(Self::DynamicLiteral),
            NodeKind::JsonArray => JsonArray::cast(node).map(Self::JsonArray),
            NodeKind::JsonObject => JsonObject::cast(node).map(Self::JsonObject),
            NodeKind::TypeOfLiteral => TypeOfLiteral::cast(node).map(Self::TypeOfLiteral),
            NodeKind::DatatableExpression => {
                DatatableExpression::cast(node).map(Self::DatatableExpression)
            }
            NodeKind::ContextualDatatableExpression => {
                ContextualDatatableExpression::cast(node).map(Self::ContextualDatatableExpression)
            }
            NodeKind::ExternaldataExpression => {
                ExternaldataExpression::cast(node).map(Self::ExternaldataExpression)
            }
            NodeKind::InlineExternalTableExpression => {
                InlineExternalTableExpression::cast(node).map(Self::InlineExternalTableExpression)
            }
            NodeKind::MaterializedViewCombineExpression => {
                MaterializedViewCombineExpression::cast(node)
                    .map(Self::MaterializedViewCombineExpression)
            }
            NodeKind::MaterializeExpression => {
                MaterializeExpression::cast(node).map(Self::MaterializeExpression)
            }
            NodeKind::ToScalarExpression => {
                ToScalarExpression::cast(node).map(Self::ToScalarExpression)
            }
            NodeKind::ToTableExpression => {
                ToTableExpression::cast(node).map(Self::ToTableExpression)
            }
            NodeKind::DataScopeExpression => {
                DataScopeExpression::cast(node).map(Self::DataScopeExpression)
            }
            NodeKind::EntityGroup => EntityGroup::cast(node).map(Self::EntityGroup),
            NodeKind::FunctionDeclaration => {
                FunctionDeclaration::cast(node).map(Self::FunctionDeclaration)
            }
            NodeKind::PackExpression => PackExpression::cast(node).map(Self::PackExpression),
            NodeKind::TypedColumnReference => {
                TypedColumnReference::cast(node).map(Self::TypedColumnReference)
            }
            NodeKind::NameReferenceList => {
                NameReferenceList::cast(node).map(Self::NameReferenceList)
            }
            NodeKind::Placeholder => Placeholder::cast(node).map(Self::Placeholder),
            NodeKind::Missing => Missing::cast(node).map(Self::Missing),
            _ => None,
        }
    }
    fn syntax(self) -> SyntaxNode<'t> {
        match self {
            Self::PipeExpression(node) => node.syntax(),
            Self::QueryOperator(node) => node.syntax(),
            Self::OrExpression(node) => node.syntax(),
            Self::AndExpression(node) => node.syntax(),
            Self::BinaryExpression(node) => node.syntax(),
            Self::ArithmeticExpression(node) => node.syntax(),
            Self::UnaryExpression(node) => node.syntax(),
            Self::InExpression(node) => node.syntax(),
            Self::BetweenExpression(node) => node.syntax(),
            Self::PathExpression(node) => node.syntax(),
            Self::FunctionCallExpression(node) => node.syntax(),
            Self::NameReference(node) => node.syntax(),
            Self::StarExpression(node) => node.syntax(),
            Self::AtExpression(node) => node.syntax(),
            Self::ParenthesizedExpression(node) => node.syntax(),
            Self::BracketedExpression(node) => node.syntax(),
            Self::NamedExpression(node) => node.syntax(),
            Self::CompoundNamedExpression(node) => node.syntax(),
            Self::OrderedExpression(node) => node.syntax(),
            Self::LiteralExpression(node) => node.syntax(),
            Self::DynamicLiteral(node) => node.syntax(),
            Self::JsonArray(node) => node.syntax(),
            Self::JsonObject(node) => node.syntax(),
            Self::TypeOfLiteral(node) => node.syntax(),
            Self::DatatableExpression(node) => node.syntax(),
            Self::ContextualDatatableExpression(node) => node.syntax(),
            Self::ExternaldataExpression(node) => node.syntax(),
            Self::InlineExternalTableExpression(node) => node.syntax(),
            Self::MaterializedViewCombineExpression(node) => node.syntax(),
            Self::MaterializeExpression(node) => node.syntax(),
            Self::ToScalarExpression(node) => node.syntax(),
            Self::ToTableExpression(node) => node.syntax(),
            Self::DataScopeExpression(node) => node.syntax(),
            Self::EntityGroup(node) => node.syntax(),
            Self::FunctionDeclaration(node) => node.syntax(),
            Self::PackExpression(node) => node.syntax(),
            Self::TypedColumnReference(node) => node.syntax(),
            Self::NameReferenceList(node) => node.syntax(),
            Self::Placeholder(node) => node.syntax(),
            Self::Missing(node) => node.syntax(),
        }
    }
}

/// `FunctionParameter`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionParameter<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FunctionParameter<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FunctionParameter
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FunctionParameter<'t> {
    /// Its `name_and_type_declaration`.
    pub fn name_and_type_declaration(self) -> Option<NameAndTypeDeclaration<'t>> {
        self.0.children().find_map(NameAndTypeDeclaration::cast)
    }
    /// Its `default_value`.
    pub fn default_value(self) -> Option<DefaultValue<'t>> {
        self.0.children().find_map(DefaultValue::cast)
    }
}

/// `PatternDeclaration`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternDeclaration<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PatternDeclaration<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PatternDeclaration
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PatternDeclaration<'t> {
    /// Its `name_and_type_declarations`, in order.
    pub fn name_and_type_declarations(
        self,
    ) -> impl Iterator<Item = NameAndTypeDeclaration<'t>> + Clone {
        self.0.children().filter_map(NameAndTypeDeclaration::cast)
    }
    /// Its `pattern_path_parameter`.
    pub fn pattern_path_parameter(self) -> Option<PatternPathParameter<'t>> {
        self.0.children().find_map(PatternPathParameter::cast)
    }
    /// Its `pattern_matches`, in order.
    pub fn pattern_matches(self) -> impl Iterator<Item = PatternMatch<'t>> + Clone {
        self.0.children().filter_map(PatternMatch::cast)
    }
}

/// `a: string`, `T: (a: string)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameAndTypeDeclaration<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for NameAndTypeDeclaration<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::NameAndTypeDeclaration
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> NameAndTypeDeclaration<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `type_name`.
    pub fn type_name(self) -> Option<TypeName<'t>> {
        self.0.children().find_map(TypeName::cast)
    }
    /// Its `schema_type`.
    pub fn schema_type(self) -> Option<SchemaType<'t>> {
        self.0.children().find_map(SchemaType::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `PatternPathParameter`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternPathParameter<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PatternPathParameter<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PatternPathParameter
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PatternPathParameter<'t> {
    /// Its `name_and_type_declaration`.
    pub fn name_and_type_declaration(self) -> Option<NameAndTypeDeclaration<'t>> {
        self.0.children().find_map(NameAndTypeDeclaration::cast)
    }
}

/// `PatternMatch`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternMatch<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PatternMatch<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PatternMatch
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PatternMatch<'t> {
    /// Its `argument_list`.
    pub fn argument_list(self) -> Option<ArgumentList<'t>> {
        self.0.children().find_map(ArgumentList::cast)
    }
    /// Its `pattern_path_value`.
    pub fn pattern_path_value(self) -> Option<PatternPathValue<'t>> {
        self.0.children().find_map(PatternPathValue::cast)
    }
    /// Its `function_body`.
    pub fn function_body(self) -> Option<FunctionBody<'t>> {
        self.0.children().find_map(FunctionBody::cast)
    }
}

/// `ArgumentList`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArgumentList<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ArgumentList<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ArgumentList
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ArgumentList<'t> {
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `PatternPathValue`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternPathValue<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PatternPathValue<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PatternPathValue
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PatternPathValue<'t> {
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `FunctionBody`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionBody<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FunctionBody<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FunctionBody
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FunctionBody<'t> {
    /// Its `statements`, in order.
    pub fn statements(self) -> impl Iterator<Item = Statement<'t>> + Clone {
        self.0.children().filter_map(Statement::cast)
    }
}

/// `with (a = 1, b = 2)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for WithClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::WithClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> WithClause<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
}

/// A source and the operators after it: `T | where x | take 5`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PipeExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PipeExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PipeExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PipeExpression<'t> {
    /// Its `source`.
    pub fn source(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `operators`, in order.
    pub fn operators(self) -> impl Iterator<Item = QueryOperator<'t>> + Clone {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .filter_map(QueryOperator::cast)
    }
}

/// `QueryOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryOperator<'t> {
    /// See [`AsOperator`].
    AsOperator(AsOperator<'t>),
    /// See [`AssertSchemaOperator`].
    AssertSchemaOperator(AssertSchemaOperator<'t>),
    /// See [`ConsumeOperator`].
    ConsumeOperator(ConsumeOperator<'t>),
    /// See [`CountOperator`].
    CountOperator(CountOperator<'t>),
    /// See [`DistinctOperator`].
    DistinctOperator(DistinctOperator<'t>),
    /// See [`EvaluateOperator`].
    EvaluateOperator(EvaluateOperator<'t>),
    /// See [`ExecuteAndCacheOperator`].
    ExecuteAndCacheOperator(ExecuteAndCacheOperator<'t>),
    /// See [`ExtendOperator`].
    ExtendOperator(ExtendOperator<'t>),
    /// See [`FacetOperator`].
    FacetOperator(FacetOperator<'t>),
    /// See [`FilterOperator`].
    FilterOperator(FilterOperator<'t>),
    /// See [`FindOperator`].
    FindOperator(FindOperator<'t>),
    /// See [`ForkOperator`].
    ForkOperator(ForkOperator<'t>),
    /// See [`GetSchemaOperator`].
    GetSchemaOperator(GetSchemaOperator<'t>),
    /// See [`GraphMarkComponentsOperator`].
    GraphMarkComponentsOperator(GraphMarkComponentsOperator<'t>),
    /// See [`GraphMatchOperator`].
    GraphMatchOperator(GraphMatchOperator<'t>),
    /// See [`GraphShortestPathsOperator`].
    GraphShortestPathsOperator(GraphShortestPathsOperator<'t>),
    /// See [`GraphToTableOperator`].
    GraphToTableOperator(GraphToTableOperator<'t>),
    /// See [`GraphWhereEdgesOperator`].
    GraphWhereEdgesOperator(GraphWhereEdgesOperator<'t>),
    /// See [`GraphWhereNodesOperator`].
    GraphWhereNodesOperator(GraphWhereNodesOperator<'t>),
    /// See [`InvokeOperator`].
    InvokeOperator(InvokeOperator<'t>),
    /// See [`JoinOperator`].
    JoinOperator(JoinOperator<'t>),
    /// See [`LookupOperator`].
    LookupOperator(LookupOperator<'t>),
    /// See [`MacroExpandOperator`].
    MacroExpandOperator(MacroExpandOperator<'t>),
    /// See [`MakeGraphOperator`].
    MakeGraphOperator(MakeGraphOperator<'t>),
    /// See [`MakeSeriesOperator`].
    MakeSeriesOperator(MakeSeriesOperator<'t>),
    /// See [`MvApplyOperator`].
    MvApplyOperator(MvApplyOperator<'t>),
    /// See [`MvExpandOperator`].
    MvExpandOperator(MvExpandOperator<'t>),
    /// See [`ParseKvOperator`].
    ParseKvOperator(ParseKvOperator<'t>),
    /// See [`ParseOperator`].
    ParseOperator(ParseOperator<'t>),
    /// See [`ParseWhereOperator`].
    ParseWhereOperator(ParseWhereOperator<'t>),
    /// See [`PartitionByOperator`].
    PartitionByOperator(PartitionByOperator<'t>),
    /// See [`PartitionOperator`].
    PartitionOperator(PartitionOperator<'t>),
    /// See [`PrintOperator`].
    PrintOperator(PrintOperator<'t>),
    /// See [`ProjectAwayOperator`].
    ProjectAwayOperator(ProjectAwayOperator<'t>),
    /// See [`ProjectByNamesOperator`].
    ProjectByNamesOperator(ProjectByNamesOperator<'t>),
    /// See [`ProjectKeepOperator`].
    ProjectKeepOperator(ProjectKeepOperator<'t>),
    /// See [`ProjectOperator`].
    ProjectOperator(ProjectOperator<'t>),
    /// See [`ProjectRenameOperator`].
    ProjectRenameOperator(ProjectRenameOperator<'t>),
    /// See [`ProjectReorderOperator`].
    ProjectReorderOperator(ProjectReorderOperator<'t>),
    /// See [`RangeOperator`].
    RangeOperator(RangeOperator<'t>),
    /// See [`ReduceOperator`].
    ReduceOperator(ReduceOperator<'t>),
    /// See [`RenderOperator`].
    RenderOperator(RenderOperator<'t>),
    /// See [`SampleDistinctOperator`].
    SampleDistinctOperator(SampleDistinctOperator<'t>),
    /// See [`SampleOperator`].
    SampleOperator(SampleOperator<'t>),
    /// See [`ScanOperator`].
    ScanOperator(ScanOperator<'t>),
    /// See [`SearchOperator`].
    SearchOperator(SearchOperator<'t>),
    /// See [`SerializeOperator`].
    SerializeOperator(SerializeOperator<'t>),
    /// See [`SortOperator`].
    SortOperator(SortOperator<'t>),
    /// See [`SummarizeOperator`].
    SummarizeOperator(SummarizeOperator<'t>),
    /// See [`TakeOperator`].
    TakeOperator(TakeOperator<'t>),
    /// See [`TopHittersOperator`].
    TopHittersOperator(TopHittersOperator<'t>),
    /// See [`TopNestedOperator`].
    TopNestedOperator(TopNestedOperator<'t>),
    /// See [`TopOperator`].
    TopOperator(TopOperator<'t>),
    /// See [`UnionOperator`].
    UnionOperator(UnionOperator<'t>),
    /// See [`UnknownOperator`].
    UnknownOperator(UnknownOperator<'t>),
}
impl<'t> AstNode<'t> for QueryOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        matches!(
            kind,
            NodeKind::AsOperator
                | NodeKind::AssertSchemaOperator
                | NodeKind::ConsumeOperator
                | NodeKind::CountOperator
                | NodeKind::DistinctOperator
                | NodeKind::EvaluateOperator
                | NodeKind::ExecuteAndCacheOperator
                | NodeKind::ExtendOperator
                | NodeKind::FacetOperator
                | NodeKind::FilterOperator
                | NodeKind::FindOperator
                | NodeKind::ForkOperator
                | NodeKind::GetSchemaOperator
                | NodeKind::GraphMarkComponentsOperator
                | NodeKind::GraphMatchOperator
                | NodeKind::GraphShortestPathsOperator
                | NodeKind::GraphToTableOperator
                | NodeKind::GraphWhereEdgesOperator
                | NodeKind::GraphWhereNodesOperator
                | NodeKind::InvokeOperator
                | NodeKind::JoinOperator
                | NodeKind::LookupOperator
                | NodeKind::MacroExpandOperator
                | NodeKind::MakeGraphOperator
                | NodeKind::MakeSeriesOperator
                | NodeKind::MvApplyOperator
                | NodeKind::MvExpandOperator
                | NodeKind::ParseKvOperator
                | NodeKind::ParseOperator
                | NodeKind::ParseWhereOperator
                | NodeKind::PartitionByOperator
                | NodeKind::PartitionOperator
                | NodeKind::PrintOperator
                | NodeKind::ProjectAwayOperator
                | NodeKind::ProjectByNamesOperator
                | NodeKind::ProjectKeepOperator
                | NodeKind::ProjectOperator
                | NodeKind::ProjectRenameOperator
                | NodeKind::ProjectReorderOperator
                | NodeKind::RangeOperator
                | NodeKind::ReduceOperator
                | NodeKind::RenderOperator
                | NodeKind::SampleDistinctOperator
                | NodeKind::SampleOperator
                | NodeKind::ScanOperator
                | NodeKind::SearchOperator
                | NodeKind::SerializeOperator
                | NodeKind::SortOperator
                | NodeKind::SummarizeOperator
                | NodeKind::TakeOperator
                | NodeKind::TopHittersOperator
                | NodeKind::TopNestedOperator
                | NodeKind::TopOperator
                | NodeKind::UnionOperator
                | NodeKind::UnknownOperator
        )
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            NodeKind::AsOperator => AsOperator::cast(node).map(Self::AsOperator),
            NodeKind::AssertSchemaOperator => {
                AssertSchemaOperator::cast(node).map(Self::AssertSchemaOperator)
            }
            NodeKind::ConsumeOperator => ConsumeOperator::cast(node).map(Self::ConsumeOperator),
            NodeKind::CountOperator => CountOperator::cast(node).map(Self::CountOperator),
            NodeKind::DistinctOperator => DistinctOperator::cast(node).map(Self::DistinctOperator),
            NodeKind::EvaluateOperator => EvaluateOperator::cast(node).map(Self::EvaluateOperator),
            NodeKind::ExecuteAndCacheOperator => {
                ExecuteAndCacheOperator::cast(node).map(Self::ExecuteAndCacheOperator)
            }
            NodeKind::ExtendOperator => ExtendOperator::cast(node).map(Self::ExtendOperator),
            NodeKind::FacetOperator => FacetOperator::cast(node).map(Self::FacetOperator),
            NodeKind::FilterOperator => FilterOperator::cast(node).map(Self::FilterOperator),
            NodeKind::FindOperator => FindOperator::cast(node).map(Self::FindOperator),
            NodeKind::ForkOperator => ForkOperator::cast(node).map(Self::ForkOperator),
            NodeKind::GetSchemaOperator => {
                GetSchemaOperator::cast(node).map(Self::GetSchemaOperator)
            }
            NodeKind::GraphMarkComponentsOperator => {
                GraphMarkComponentsOperator::cast(node).map(Self::GraphMarkComponentsOperator)
            }
            NodeKind::GraphMatchOperator => {
                GraphMatchOperator::cast(node).map(Self::GraphMatchOperator)
            }
            NodeKind::GraphShortestPathsOperator => {
                GraphShortestPathsOperator::cast(node).map(Self::GraphShortestPathsOperator)
            }
            NodeKind::GraphToTableOperator => {
                GraphToTableOperator::cast(node).map(Self::GraphToTableOperator)
            }
            NodeKind::GraphWhereEdgesOperator => {
                GraphWhereEdgesOperator::cast(node).map(Self::GraphWhereEdgesOperator)
            }
            NodeKind::GraphWhereNodesOperator => {
                GraphWhereNodesOperator::cast(node).map(Self::GraphWhereNodesOperator)
            }
            NodeKind::InvokeOperator => InvokeOperator::cast(node).map(Self::InvokeOperator),
            NodeKind::JoinOperator => JoinOperator::cast(node).map(Self::JoinOperator),
            NodeKind::LookupOperator => LookupOperator::cast(node).map(Self::LookupOperator),
            NodeKind::MacroExpandOperator => {
                MacroExpandOperator::cast(node).map(Self::MacroExpandOperator)
            }
            NodeKind::MakeGraphOperator => {
                MakeGraphOperator::cast(node).map(Self::MakeGraphOperator)
            }
            NodeKind::MakeSeriesOperator => {
                MakeSeriesOperator::cast(node).map(Self::MakeSeriesOperator)
            }
            NodeKind::MvApplyOperator => MvApplyOperator::cast(node).map(Self::MvApplyOperator),
            NodeKind::MvExpandOperator => MvExpandOperator::cast(node).map(Self::MvExpandOperator),
            NodeKind::ParseKvOperator => ParseKvOperator::cast(node).map(Self::ParseKvOperator),
            NodeKind::ParseOperator => ParseOperator::cast(node).map(Self::ParseOperator),
            NodeKind::ParseWhereOperator => {
                ParseWhereOperator::cast(node).map(Self::ParseWhereOperator)
            }
            NodeKind::PartitionByOperator => {
                PartitionByOperator::cast(node).map(Self::PartitionByOperator)
            }
            NodeKind::PartitionOperator => {
                PartitionOperator::cast(node).map(Self::PartitionOperator)
            }
            NodeKind::PrintOperator => PrintOperator::cast(node).map(Self::PrintOperator),
            NodeKind::ProjectAwayOperator => {
                ProjectAwayOperator::cast(node).map(Self::ProjectAwayOperator)
            }
            NodeKind::ProjectByNamesOperator => {
                ProjectByNamesOperator::cast(node).map(Self::ProjectByNamesOperator)
            }
            NodeKind::ProjectKeepOperator => {
                ProjectKeepOperator::cast(node).map(Self::ProjectKeepOperator)
            }
            NodeKind::ProjectOperator => ProjectOperator::cast(node).map(Self::ProjectOperator),
            NodeKind::ProjectRenameOperator => {
                ProjectRenameOperator::cast(node).map(Self::ProjectRenameOperator)
            }
            NodeKind::ProjectReorderOperator => {
                ProjectReorderOperator::cast(node).map(Self::ProjectReorderOperator)
            }
            NodeKind::RangeOperator => RangeOperator::cast(node).map(Self::RangeOperator),
            NodeKind::ReduceOperator => ReduceOperator::cast(node).map(Self::ReduceOperator),
            NodeKind::RenderOperator => RenderOperator::cast(node).map(Self::RenderOperator),
            NodeKind::SampleDistinctOperator => {
                SampleDistinctOperator::cast(node).map(Self::SampleDistinctOperator)
            }
            NodeKind::SampleOperator => SampleOperator::cast(node).map(Self::SampleOperator),
            NodeKind::ScanOperator => ScanOperator::cast(node).map(Self::ScanOperator),
            NodeKind::SearchOperator => SearchOperator::cast(node).map(Self::SearchOperator),
            NodeKind::SerializeOperator => {
                SerializeOperator::cast(node).map(Self::SerializeOperator)
            }
            NodeKind::SortOperator => SortOperator::cast(node).map(Self::SortOperator),
            NodeKind::SummarizeOperator => {
                SummarizeOperator::cast(node).map(Self::SummarizeOperator)
            }
            NodeKind::TakeOperator => TakeOperator::cast(node).map(Self::TakeOperator),
            NodeKind::TopHittersOperator => {
                TopHittersOperator::cast(node).map(Self::TopHittersOperator)
            }
            NodeKind::TopNestedOperator => {
                TopNestedOperator::cast(node).map(Self::TopNestedOperator)
            }
            NodeKind::TopOperator => TopOperator::cast(node).map(Self::TopOperator),
            NodeKind::UnionOperator => UnionOperator::cast(node).map(Self::UnionOperator),
            NodeKind::UnknownOperator => UnknownOperator::cast(node).map(Self::UnknownOperator),
            _ => None,
        }
    }
    fn syntax(self) -> SyntaxNode<'t> {
        match self {
            Self::AsOperator(node) => node.syntax(),
            Self::AssertSchemaOperator(node) => node.syntax(),
            Self::ConsumeOperator(node) => node.syntax(),
            Self::CountOperator(node) => node.syntax(),
            Self::DistinctOperator(node) => node.syntax(),
            Self::EvaluateOperator(node) => node.syntax(),
            Self::ExecuteAndCacheOperator(node) => node.syntax(),
            Self::ExtendOperator(node) => node.syntax(),
            Self::FacetOperator(node) => node.syntax(),
            Self::FilterOperator(node) => node.syntax(),
            Self::FindOperator(node) => node.syntax(),
            Self::ForkOperator(node) => node.syntax(),
            Self::GetSchemaOperator(node) => node.syntax(),
            Self::GraphMarkComponentsOperator(node) => node.syntax(),
            Self::GraphMatchOperator(node) => node.syntax(),
            Self::GraphShortestPathsOperator(node) => node.syntax(),
            Self::GraphToTableOperator(node) => node.syntax(),
            Self::GraphWhereEdgesOperator(node) => node.syntax(),
            Self::GraphWhereNodesOperator(node) => node.syntax(),
            Self::InvokeOperator(node) => node.syntax(),
            Self::JoinOperator(node) => node.syntax(),
            Self::LookupOperator(node) => node.syntax(),
            Self::MacroExpandOperator(node) => node.syntax(),
            Self::MakeGraphOperator(node) => node.syntax(),
            Self::MakeSeriesOperator(node) => node.syntax(),
            Self::MvApplyOperator(node) => node.syntax(),
            Self::MvExpandOperator(node) => node.syntax(),
            Self::ParseKvOperator(node) => node.syntax(),
            Self::ParseOperator(node) => node.syntax(),
            Self::ParseWhereOperator(node) => node.syntax(),
            Self::PartitionByOperator(node) => node.syntax(),
            Self::PartitionOperator(node) => node.syntax(),
            Self::PrintOperator(node) => node.syntax(),
            Self::ProjectAwayOperator(node) => node.syntax(),
            Self::ProjectByNamesOperator(node) => node.syntax(),
            Self::ProjectKeepOperator(node) => node.syntax(),
            Self::ProjectOperator(node) => node.syntax(),
            Self::ProjectRenameOperator(node) => node.syntax(),
            Self::ProjectReorderOperator(node) => node.syntax(),
            Self::RangeOperator(node) => node.syntax(),
            Self::ReduceOperator(node) => node.syntax(),
            Self::RenderOperator(node) => node.syntax(),
            Self::SampleDistinctOperator(node) => node.syntax(),
            Self::SampleOperator(node) => node.syntax(),
            Self::ScanOperator(node) => node.syntax(),
            Self::SearchOperator(node) => node.syntax(),
            Self::SerializeOperator(node) => node.syntax(),
            Self::SortOperator(node) => node.syntax(),
            Self::SummarizeOperator(node) => node.syntax(),
            Self::TakeOperator(node) => node.syntax(),
            Self::TopHittersOperator(node) => node.syntax(),
            Self::TopNestedOperator(node) => node.syntax(),
            Self::TopOperator(node) => node.syntax(),
            Self::UnionOperator(node) => node.syntax(),
            Self::UnknownOperator(node) => node.syntax(),
        }
    }
}

/// `OrExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for OrExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::OrExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> OrExpression<'t> {
    /// Its `operands`, in order.
    pub fn operands(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `AndExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AndExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for AndExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::AndExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> AndExpression<'t> {
    /// Its `operands`, in order.
    pub fn operands(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `a == b`, `a has b`: comparisons and string operators
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BinaryExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for BinaryExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::BinaryExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> BinaryExpression<'t> {
    /// Its `left`.
    pub fn left(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `right`.
    pub fn right(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `a + b - c`, `a * b / c`: operands with the operators between them
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArithmeticExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ArithmeticExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ArithmeticExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ArithmeticExpression<'t> {
    /// Its `operands`, in order.
    pub fn operands(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `UnaryExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnaryExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for UnaryExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::UnaryExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> UnaryExpression<'t> {
    /// Its `operand`.
    pub fn operand(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `a in (1, 2)`, `a has_any ("x", "y")`, `a in (T | project b)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for InExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::InExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> InExpression<'t> {
    /// Its `subject`.
    pub fn subject(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `expression_list`.
    pub fn expression_list(self) -> Option<ExpressionList<'t>> {
        self.0.children().find_map(ExpressionList::cast)
    }
}

/// `a between (1 .. 2)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BetweenExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for BetweenExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::BetweenExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> BetweenExpression<'t> {
    /// Its `subject`.
    pub fn subject(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `low`.
    pub fn low(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
    /// Its `high`.
    pub fn high(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(2)
            .find_map(Expression::cast)
    }
}

/// `a.b[0].c()`: a base, then selectors
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PathExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PathExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PathExpression<'t> {
    /// Its `base`.
    pub fn base(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `selectors`, in order.
    pub fn selectors(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .filter_map(Expression::cast)
    }
}

/// `FunctionCallExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionCallExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FunctionCallExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FunctionCallExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FunctionCallExpression<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameReference<'t>> {
        self.0.children().find_map(NameReference::cast)
    }
    /// Its `argument_list`.
    pub fn argument_list(self) -> Option<ArgumentList<'t>> {
        self.0.children().find_map(ArgumentList::cast)
    }
}

/// `Name`, `['quoted name']`, `Prefix*`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameReference<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for NameReference<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::NameReference
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `StarExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StarExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for StarExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::StarExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `AtExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for AtExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::AtExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `ParenthesizedExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParenthesizedExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ParenthesizedExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ParenthesizedExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ParenthesizedExpression<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `BracketedExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BracketedExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for BracketedExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::BracketedExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> BracketedExpression<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `Name = value`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for NamedExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::NamedExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> NamedExpression<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `(A, B) = value`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompoundNamedExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for CompoundNamedExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::CompoundNamedExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> CompoundNamedExpression<'t> {
    /// Its `rename_list`.
    pub fn rename_list(self) -> Option<RenameList<'t>> {
        self.0.children().find_map(RenameList::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `x desc nulls last`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderedExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for OrderedExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::OrderedExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> OrderedExpression<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// A literal; neighbouring strings are one
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiteralExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for LiteralExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::LiteralExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `dynamic([1, 2])`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DynamicLiteral<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for DynamicLiteral<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::DynamicLiteral
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> DynamicLiteral<'t> {
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `JsonArray`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonArray<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for JsonArray<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::JsonArray
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> JsonArray<'t> {
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `JsonObject`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonObject<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for JsonObject<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::JsonObject
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> JsonObject<'t> {
    /// Its `json_pairs`, in order.
    pub fn json_pairs(self) -> impl Iterator<Item = JsonPair<'t>> + Clone {
        self.0.children().filter_map(JsonPair::cast)
    }
}

/// `typeof(string)`, `typeof(a: long, *)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeOfLiteral<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TypeOfLiteral<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TypeOfLiteral
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TypeOfLiteral<'t> {
    /// Its `type_name`.
    pub fn type_name(self) -> Option<TypeName<'t>> {
        self.0.children().find_map(TypeName::cast)
    }
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = TypeOfColumn<'t>> + Clone {
        self.0.children().filter_map(TypeOfColumn::cast)
    }
}

/// `datatable(a: long) [1, 2]`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatatableExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for DatatableExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::DatatableExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> DatatableExpression<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
    /// Its `values`, in order.
    pub fn values(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ContextualDatatableExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextualDatatableExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ContextualDatatableExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ContextualDatatableExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ContextualDatatableExpression<'t> {
    /// Its `id`.
    pub fn id(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
}

/// `externaldata(a: string) ["https://…"] with (format = "csv")`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExternaldataExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ExternaldataExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ExternaldataExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ExternaldataExpression<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
    /// Its `sources`, in order.
    pub fn sources(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
    /// Its `with_clause`.
    pub fn with_clause(self) -> Option<WithClause<'t>> {
        self.0.children().find_map(WithClause::cast)
    }
}

/// `InlineExternalTableExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InlineExternalTableExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for InlineExternalTableExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::InlineExternalTableExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> InlineExternalTableExpression<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
    /// Its `inline_external_table_clauses`, in order.
    pub fn inline_external_table_clauses(
        self,
    ) -> impl Iterator<Item = InlineExternalTableClause<'t>> + Clone {
        self.0
            .children()
            .filter_map(InlineExternalTableClause::cast)
    }
    /// Its `with_clause`.
    pub fn with_clause(self) -> Option<WithClause<'t>> {
        self.0.children().find_map(WithClause::cast)
    }
}

/// `MaterializedViewCombineExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaterializedViewCombineExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MaterializedViewCombineExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MaterializedViewCombineExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MaterializedViewCombineExpression<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `materialized_view_combine_clauses`, in order.
    pub fn materialized_view_combine_clauses(
        self,
    ) -> impl Iterator<Item = MaterializedViewCombineClause<'t>> + Clone {
        self.0
            .children()
            .filter_map(MaterializedViewCombineClause::cast)
    }
}

/// `materialize(T | summarize count())`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaterializeExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MaterializeExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MaterializeExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MaterializeExpression<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `ToScalarExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToScalarExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ToScalarExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ToScalarExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ToScalarExpression<'t> {
    /// Its `operator_parameter`.
    pub fn operator_parameter(self) -> Option<OperatorParameter<'t>> {
        self.0.children().find_map(OperatorParameter::cast)
    }
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `ToTableExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToTableExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ToTableExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ToTableExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ToTableExpression<'t> {
    /// Its `operator_parameter`.
    pub fn operator_parameter(self) -> Option<OperatorParameter<'t>> {
        self.0.children().find_map(OperatorParameter::cast)
    }
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `DataScopeExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataScopeExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for DataScopeExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::DataScopeExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> DataScopeExpression<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `data_scope_clause`.
    pub fn data_scope_clause(self) -> Option<DataScopeClause<'t>> {
        self.0.children().find_map(DataScopeClause::cast)
    }
}

/// `entity_group [cluster("a").database("b")]`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityGroup<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for EntityGroup<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::EntityGroup
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> EntityGroup<'t> {
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `(x: long) { x + 1 }`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionDeclaration<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FunctionDeclaration<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FunctionDeclaration
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FunctionDeclaration<'t> {
    /// Its `function_parameters`.
    pub fn function_parameters(self) -> Option<FunctionParameters<'t>> {
        self.0.children().find_map(FunctionParameters::cast)
    }
    /// Its `function_body`.
    pub fn function_body(self) -> Option<FunctionBody<'t>> {
        self.0.children().find_map(FunctionBody::cast)
    }
}

/// `PackExpression`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackExpression<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PackExpression<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PackExpression
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `x: string` among the columns of `find`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedColumnReference<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TypedColumnReference<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TypedColumnReference
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TypedColumnReference<'t> {
    /// Its `name_reference`.
    pub fn name_reference(self) -> Option<NameReference<'t>> {
        self.0.children().find_map(NameReference::cast)
    }
    /// Its `type_name`.
    pub fn type_name(self) -> Option<TypeName<'t>> {
        self.0.children().find_map(TypeName::cast)
    }
}

/// `NameReferenceList`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameReferenceList<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for NameReferenceList<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::NameReferenceList
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> NameReferenceList<'t> {
    /// Its `name_references`, in order.
    pub fn name_references(self) -> impl Iterator<Item = NameReference<'t>> + Clone {
        self.0.children().filter_map(NameReference::cast)
    }
}

/// What a placeholder of a host stands in for
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for Placeholder<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::Placeholder
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// What the grammar requires and the text lacks
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for Missing<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::Missing
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `ExpressionList`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpressionList<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ExpressionList<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ExpressionList
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ExpressionList<'t> {
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `RenameList`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenameList<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for RenameList<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::RenameList
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> RenameList<'t> {
    /// Its `name_declarations`, in order.
    pub fn name_declarations(self) -> impl Iterator<Item = NameDeclaration<'t>> + Clone {
        self.0.children().filter_map(NameDeclaration::cast)
    }
}

/// `JsonPair`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonPair<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for JsonPair<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::JsonPair
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> JsonPair<'t> {
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `TypeName`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeName<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TypeName<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TypeName
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `TypeOfColumn`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeOfColumn<'t> {
    /// See [`StarExpression`].
    StarExpression(StarExpression<'t>),
    /// See [`NameAndTypeDeclaration`].
    NameAndTypeDeclaration(NameAndTypeDeclaration<'t>),
}
impl<'t> AstNode<'t> for TypeOfColumn<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        matches!(
            kind,
            NodeKind::StarExpression | NodeKind::NameAndTypeDeclaration
        )
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            NodeKind::StarExpression => StarExpression::cast(node).map(Self::StarExpression),
            NodeKind::NameAndTypeDeclaration => {
                NameAndTypeDeclaration::cast(node).map(Self::NameAndTypeDeclaration)
            }
            _ => None,
        }
    }
    fn syntax(self) -> SyntaxNode<'t> {
        match self {
            Self::StarExpression(node) => node.syntax(),
            Self::NameAndTypeDeclaration(node) => node.syntax(),
        }
    }
}

/// `kind = inner`, `hint.strategy = shuffle`, `withsource = Name`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatorParameter<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for OperatorParameter<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::OperatorParameter
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> OperatorParameter<'t> {
    /// Its `declared`.
    pub fn declared(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `(a: string, b: long)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowSchema<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for RowSchema<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::RowSchema
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> RowSchema<'t> {
    /// Its `name_and_type_declarations`, in order.
    pub fn name_and_type_declarations(
        self,
    ) -> impl Iterator<Item = NameAndTypeDeclaration<'t>> + Clone {
        self.0.children().filter_map(NameAndTypeDeclaration::cast)
    }
}

/// `InlineExternalTableClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InlineExternalTableClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for InlineExternalTableClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::InlineExternalTableClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> InlineExternalTableClause<'t> {
    /// Its `name_and_type_declarations`, in order.
    pub fn name_and_type_declarations(
        self,
    ) -> impl Iterator<Item = NameAndTypeDeclaration<'t>> + Clone {
        self.0.children().filter_map(NameAndTypeDeclaration::cast)
    }
    /// Its `expressions`, in order.
    pub fn expressions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `MaterializedViewCombineClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaterializedViewCombineClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MaterializedViewCombineClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MaterializedViewCombineClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MaterializedViewCombineClause<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `DataScopeClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataScopeClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for DataScopeClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::DataScopeClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `FunctionParameters`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionParameters<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FunctionParameters<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FunctionParameters
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FunctionParameters<'t> {
    /// Its `function_parameters`, in order.
    pub fn function_parameters(self) -> impl Iterator<Item = FunctionParameter<'t>> + Clone {
        self.0.children().filter_map(FunctionParameter::cast)
    }
}

/// `DefaultValue`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefaultValue<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for DefaultValue<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::DefaultValue
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> DefaultValue<'t> {
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `(*)`, `(a: string)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemaType<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SchemaType<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SchemaType
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SchemaType<'t> {
    /// Its `name_and_type_declarations`, in order.
    pub fn name_and_type_declarations(
        self,
    ) -> impl Iterator<Item = NameAndTypeDeclaration<'t>> + Clone {
        self.0.children().filter_map(NameAndTypeDeclaration::cast)
    }
}

/// `as Name`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for AsOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::AsOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> AsOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
}

/// `assert-schema (a: string)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssertSchemaOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for AssertSchemaOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::AssertSchemaOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> AssertSchemaOperator<'t> {
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
}

/// `ConsumeOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsumeOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ConsumeOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ConsumeOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ConsumeOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
}

/// `count as Rows`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for CountOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::CountOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> CountOperator<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
}

/// `DistinctOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DistinctOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for DistinctOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::DistinctOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> DistinctOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `evaluate bag_unpack(d) : (*, a: string)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvaluateOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for EvaluateOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::EvaluateOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> EvaluateOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `call`.
    pub fn call(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
}

/// `ExecuteAndCacheOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExecuteAndCacheOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ExecuteAndCacheOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ExecuteAndCacheOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `ExtendOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtendOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ExtendOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ExtendOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ExtendOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `facet by a, b with (take 5)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FacetOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FacetOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FacetOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
    /// Its `facet_with_clause`.
    pub fn facet_with_clause(self) -> Option<FacetWithClause<'t>> {
        self.0.children().find_map(FacetWithClause::cast)
    }
}

/// `where x > 1`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilterOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FilterOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FilterOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FilterOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `find withsource=t in (A, B) where x == 1 project x, y`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FindOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FindOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FindOperator<'t> {
    /// Its `data_scope_clause`.
    pub fn data_scope_clause(self) -> Option<DataScopeClause<'t>> {
        self.0.children().find_map(DataScopeClause::cast)
    }
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `find_in_clause`.
    pub fn find_in_clause(self) -> Option<FindInClause<'t>> {
        self.0.children().find_map(FindInClause::cast)
    }
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `find_project_clauses`, in order.
    pub fn find_project_clauses(self) -> impl Iterator<Item = FindProjectClause<'t>> + Clone {
        self.0.children().filter_map(FindProjectClause::cast)
    }
}

/// `fork a = (take 5) (count)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForkOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ForkOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ForkOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ForkOperator<'t> {
    /// Its `fork_branches`, in order.
    pub fn fork_branches(self) -> impl Iterator<Item = ForkBranch<'t>> + Clone {
        self.0.children().filter_map(ForkBranch::cast)
    }
}

/// `GetSchemaOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetSchemaOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GetSchemaOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GetSchemaOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GetSchemaOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
}

/// `GraphMarkComponentsOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphMarkComponentsOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphMarkComponentsOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphMarkComponentsOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphMarkComponentsOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
}

/// `graph-match (a)-[e*1..3]->(b) where a.x == 1 project a.x`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphMatchOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphMatchOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphMatchOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphMatchOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `graph_patterns`, in order.
    pub fn graph_patterns(self) -> impl Iterator<Item = GraphPattern<'t>> + Clone {
        self.0.children().filter_map(GraphPattern::cast)
    }
    /// Its `graph_where_clause`.
    pub fn graph_where_clause(self) -> Option<GraphWhereClause<'t>> {
        self.0.children().find_map(GraphWhereClause::cast)
    }
    /// Its `graph_project_clause`.
    pub fn graph_project_clause(self) -> Option<GraphProjectClause<'t>> {
        self.0.children().find_map(GraphProjectClause::cast)
    }
}

/// `GraphShortestPathsOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphShortestPathsOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphShortestPathsOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphShortestPathsOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphShortestPathsOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `graph_patterns`, in order.
    pub fn graph_patterns(self) -> impl Iterator<Item = GraphPattern<'t>> + Clone {
        self.0.children().filter_map(GraphPattern::cast)
    }
    /// Its `graph_where_clause`.
    pub fn graph_where_clause(self) -> Option<GraphWhereClause<'t>> {
        self.0.children().find_map(GraphWhereClause::cast)
    }
    /// Its `graph_project_clause`.
    pub fn graph_project_clause(self) -> Option<GraphProjectClause<'t>> {
        self.0.children().find_map(GraphProjectClause::cast)
    }
}

/// `graph-to-table nodes as N, edges as E`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphToTableOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphToTableOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphToTableOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphToTableOperator<'t> {
    /// Its `graph_to_table_outputs`, in order.
    pub fn graph_to_table_outputs(self) -> impl Iterator<Item = GraphToTableOutput<'t>> + Clone {
        self.0.children().filter_map(GraphToTableOutput::cast)
    }
}

/// `GraphWhereEdgesOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphWhereEdgesOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphWhereEdgesOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphWhereEdgesOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphWhereEdgesOperator<'t> {
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `GraphWhereNodesOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphWhereNodesOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphWhereNodesOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphWhereNodesOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphWhereNodesOperator<'t> {
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `invoke f(1)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvokeOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for InvokeOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::InvokeOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> InvokeOperator<'t> {
    /// Its `call`.
    pub fn call(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `join kind=inner (T) on a, $left.b == $right.c`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for JoinOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::JoinOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> JoinOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `right`.
    pub fn right(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `join_on_clause`.
    pub fn join_on_clause(self) -> Option<JoinOnClause<'t>> {
        self.0.children().find_map(JoinOnClause::cast)
    }
    /// Its `join_where_clause`.
    pub fn join_where_clause(self) -> Option<JoinWhereClause<'t>> {
        self.0.children().find_map(JoinWhereClause::cast)
    }
}

/// `LookupOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookupOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for LookupOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::LookupOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> LookupOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `right`.
    pub fn right(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `join_on_clause`.
    pub fn join_on_clause(self) -> Option<JoinOnClause<'t>> {
        self.0.children().find_map(JoinOnClause::cast)
    }
}

/// `macro-expand g as s (s.T)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MacroExpandOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MacroExpandOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MacroExpandOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MacroExpandOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `group`.
    pub fn group(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `statements`, in order.
    pub fn statements(self) -> impl Iterator<Item = Statement<'t>> + Clone {
        self.0.children().filter_map(Statement::cast)
    }
}

/// `make-graph a --> b with N on id`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeGraphOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeGraphOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeGraphOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeGraphOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `source`.
    pub fn source(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `target`.
    pub fn target(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
    /// Its `make_graph_tables`, in order.
    pub fn make_graph_tables(self) -> impl Iterator<Item = MakeGraphTable<'t>> + Clone {
        self.0.children().filter_map(MakeGraphTable::cast)
    }
    /// Its `make_graph_node_id`.
    pub fn make_graph_node_id(self) -> Option<MakeGraphNodeId<'t>> {
        self.0.children().find_map(MakeGraphNodeId::cast)
    }
    /// Its `make_graph_partition`.
    pub fn make_graph_partition(self) -> Option<MakeGraphPartition<'t>> {
        self.0.children().find_map(MakeGraphPartition::cast)
    }
}

/// `make-series n = count() default=0 on Time from a to b step 1h by c`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `make_series_items`, in order.
    pub fn make_series_items(self) -> impl Iterator<Item = MakeSeriesItem<'t>> + Clone {
        self.0.children().filter_map(MakeSeriesItem::cast)
    }
    /// Its `make_series_on_clause`.
    pub fn make_series_on_clause(self) -> Option<MakeSeriesOnClause<'t>> {
        self.0.children().find_map(MakeSeriesOnClause::cast)
    }
    /// Its `make_series_from_to_step`.
    pub fn make_series_from_to_step(self) -> Option<MakeSeriesFromToStep<'t>> {
        self.0.children().find_map(MakeSeriesFromToStep::cast)
    }
    /// Its `make_series_in_range`.
    pub fn make_series_in_range(self) -> Option<MakeSeriesInRange<'t>> {
        self.0.children().find_map(MakeSeriesInRange::cast)
    }
    /// Its `by_clause`.
    pub fn by_clause(self) -> Option<ByClause<'t>> {
        self.0.children().find_map(ByClause::cast)
    }
}

/// `mv-apply x = a to typeof(long) on (where x > 1)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MvApplyOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MvApplyOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MvApplyOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MvApplyOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `mv_expand_items`, in order.
    pub fn mv_expand_items(self) -> impl Iterator<Item = MvExpandItem<'t>> + Clone {
        self.0.children().filter_map(MvExpandItem::cast)
    }
    /// Its `row_limit_clause`.
    pub fn row_limit_clause(self) -> Option<RowLimitClause<'t>> {
        self.0.children().find_map(RowLimitClause::cast)
    }
    /// Its `context_id_clause`.
    pub fn context_id_clause(self) -> Option<ContextIdClause<'t>> {
        self.0.children().find_map(ContextIdClause::cast)
    }
    /// Its `query`.
    pub fn query(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MvExpandOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MvExpandOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MvExpandOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MvExpandOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MvExpandOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `mv_expand_items`, in order.
    pub fn mv_expand_items(self) -> impl Iterator<Item = MvExpandItem<'t>> + Clone {
        self.0.children().filter_map(MvExpandItem::cast)
    }
    /// Its `row_limit_clause`.
    pub fn row_limit_clause(self) -> Option<RowLimitClause<'t>> {
        self.0.children().find_map(RowLimitClause::cast)
    }
}

/// `parse-kv x as (a: string) with (pair_delimiter = ",")`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseKvOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ParseKvOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ParseKvOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ParseKvOperator<'t> {
    /// Its `subject`.
    pub fn subject(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `row_schema`.
    pub fn row_schema(self) -> Option<RowSchema<'t>> {
        self.0.children().find_map(RowSchema::cast)
    }
    /// Its `with_clause`.
    pub fn with_clause(self) -> Option<WithClause<'t>> {
        self.0.children().find_map(WithClause::cast)
    }
}

/// `parse x with "a=" a: long "," *`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ParseOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ParseOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ParseOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `subject`.
    pub fn subject(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `parse_pattern_items`, in order.
    pub fn parse_pattern_items(self) -> impl Iterator<Item = ParsePatternItem<'t>> + Clone {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .filter_map(ParsePatternItem::cast)
    }
}

/// `ParseWhereOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseWhereOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ParseWhereOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ParseWhereOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ParseWhereOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `subject`.
    pub fn subject(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `parse_pattern_items`, in order.
    pub fn parse_pattern_items(self) -> impl Iterator<Item = ParsePatternItem<'t>> + Clone {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .filter_map(ParsePatternItem::cast)
    }
}

/// `PartitionByOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartitionByOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PartitionByOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PartitionByOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PartitionByOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `entity`.
    pub fn entity(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `context_id_clause`.
    pub fn context_id_clause(self) -> Option<ContextIdClause<'t>> {
        self.0.children().find_map(ContextIdClause::cast)
    }
    /// Its `query`.
    pub fn query(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `partition by a (top 3 by b)`, `partition by a { T }`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartitionOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PartitionOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PartitionOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PartitionOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `entity`.
    pub fn entity(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `partition_scope`.
    pub fn partition_scope(self) -> Option<PartitionScope<'t>> {
        self.0.children().find_map(PartitionScope::cast)
    }
    /// Its `partition_subquery`.
    pub fn partition_subquery(self) -> Option<PartitionSubquery<'t>> {
        self.0.children().find_map(PartitionSubquery::cast)
    }
    /// Its `partition_query`.
    pub fn partition_query(self) -> Option<PartitionQuery<'t>> {
        self.0.children().find_map(PartitionQuery::cast)
    }
}

/// `PrintOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PrintOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PrintOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PrintOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ProjectAwayOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectAwayOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ProjectAwayOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ProjectAwayOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ProjectAwayOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ProjectByNamesOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectByNamesOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ProjectByNamesOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ProjectByNamesOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ProjectByNamesOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ProjectKeepOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectKeepOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ProjectKeepOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ProjectKeepOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ProjectKeepOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ProjectOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ProjectOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ProjectOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ProjectOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ProjectRenameOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectRenameOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ProjectRenameOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ProjectRenameOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ProjectRenameOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ProjectReorderOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProjectReorderOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ProjectReorderOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ProjectReorderOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ProjectReorderOperator<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `range x from 1 to 10 step 1`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RangeOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for RangeOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::RangeOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> RangeOperator<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `from`.
    pub fn from(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `to`.
    pub fn to(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
    /// Its `step`.
    pub fn step(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(2)
            .find_map(Expression::cast)
    }
}

/// `reduce by a with threshold=0.1`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReduceOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ReduceOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ReduceOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ReduceOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `subject`.
    pub fn subject(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `with_clause`.
    pub fn with_clause(self) -> Option<WithClause<'t>> {
        self.0.children().find_map(WithClause::cast)
    }
}

/// `render timechart with (title = "x")`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for RenderOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::RenderOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> RenderOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `with_clause`.
    pub fn with_clause(self) -> Option<WithClause<'t>> {
        self.0.children().find_map(WithClause::cast)
    }
}

/// `sample-distinct 10 of x`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleDistinctOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SampleDistinctOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SampleDistinctOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SampleDistinctOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `count`.
    pub fn count(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `column`.
    pub fn column(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `SampleOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SampleOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SampleOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SampleOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `count`.
    pub fn count(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `scan with_match_id=m declare (a: long) with (step s: true => a = 1;)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ScanOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `scan_order_by_clause`.
    pub fn scan_order_by_clause(self) -> Option<ScanOrderByClause<'t>> {
        self.0.children().find_map(ScanOrderByClause::cast)
    }
    /// Its `scan_partition_by_clause`.
    pub fn scan_partition_by_clause(self) -> Option<ScanPartitionByClause<'t>> {
        self.0.children().find_map(ScanPartitionByClause::cast)
    }
    /// Its `scan_declare_clause`.
    pub fn scan_declare_clause(self) -> Option<ScanDeclareClause<'t>> {
        self.0.children().find_map(ScanDeclareClause::cast)
    }
    /// Its `scan_steps`, in order.
    pub fn scan_steps(self) -> impl Iterator<Item = ScanStep<'t>> + Clone {
        self.0.children().filter_map(ScanStep::cast)
    }
}

/// `search kind=case_sensitive in (A, B) "x" and y > 1`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SearchOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SearchOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SearchOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `data_scope_clause`.
    pub fn data_scope_clause(self) -> Option<DataScopeClause<'t>> {
        self.0.children().find_map(DataScopeClause::cast)
    }
    /// Its `find_in_clause`.
    pub fn find_in_clause(self) -> Option<FindInClause<'t>> {
        self.0.children().find_map(FindInClause::cast)
    }
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `SerializeOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SerializeOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SerializeOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SerializeOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SerializeOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `sort by a desc, b asc nulls first`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SortOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SortOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SortOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `keys`, in order.
    pub fn keys(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `summarize n = count() by a, bin(b, 1h)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SummarizeOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SummarizeOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SummarizeOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> SummarizeOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `aggregates`, in order.
    pub fn aggregates(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
    /// Its `by_clause`.
    pub fn by_clause(self) -> Option<ByClause<'t>> {
        self.0.children().find_map(ByClause::cast)
    }
}

/// `take 10`, `limit 10`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TakeOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TakeOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TakeOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `count`.
    pub fn count(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `top-hitters 3 of a by b`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopHittersOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopHittersOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopHittersOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopHittersOperator<'t> {
    /// Its `count`.
    pub fn count(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `column`.
    pub fn column(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
    /// Its `top_hitters_by_clause`.
    pub fn top_hitters_by_clause(self) -> Option<TopHittersByClause<'t>> {
        self.0.children().find_map(TopHittersByClause::cast)
    }
}

/// `top-nested 3 of a with others = "x" by sum(b), top-nested of c by max(d)`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopNestedOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopNestedOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopNestedOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopNestedOperator<'t> {
    /// Its `top_nested_clauses`, in order.
    pub fn top_nested_clauses(self) -> impl Iterator<Item = TopNestedClause<'t>> + Clone {
        self.0.children().filter_map(TopNestedClause::cast)
    }
}

/// `top 5 by a desc`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `count`.
    pub fn count(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `key`.
    pub fn key(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `UnionOperator`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnionOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for UnionOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::UnionOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> UnionOperator<'t> {
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
    /// Its `sources`, in order.
    pub fn sources(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// What stands where an operator must, but isn't one
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownOperator<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for UnknownOperator<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::UnknownOperator
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `FacetWithClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetWithClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FacetWithClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FacetWithClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FacetWithClause<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `FindInClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindInClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FindInClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FindInClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FindInClause<'t> {
    /// Its `sources`, in order.
    pub fn sources(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `FindProjectClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindProjectClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for FindProjectClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::FindProjectClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> FindProjectClause<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ForkBranch`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForkBranch<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ForkBranch<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ForkBranch
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ForkBranch<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `GraphPattern`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphPattern<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphPattern<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphPattern
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphPattern<'t> {
    /// Its `graph_pattern_elements`, in order.
    pub fn graph_pattern_elements(self) -> impl Iterator<Item = GraphPatternElement<'t>> + Clone {
        self.0.children().filter_map(GraphPatternElement::cast)
    }
}

/// `GraphWhereClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphWhereClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphWhereClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphWhereClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphWhereClause<'t> {
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `GraphProjectClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphProjectClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphProjectClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphProjectClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphProjectClause<'t> {
    /// Its `columns`, in order.
    pub fn columns(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `GraphPatternElement`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphPatternElement<'t> {
    /// See [`GraphPatternNode`].
    GraphPatternNode(GraphPatternNode<'t>),
    /// See [`GraphPatternEdge`].
    GraphPatternEdge(GraphPatternEdge<'t>),
    /// See [`Missing`].
    Missing(Missing<'t>),
}
impl<'t> AstNode<'t> for GraphPatternElement<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        matches!(
            kind,
            NodeKind::GraphPatternNode | NodeKind::GraphPatternEdge | NodeKind::Missing
        )
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            NodeKind::GraphPatternNode => GraphPatternNode::cast(node).map(Self::GraphPatternNode),
            NodeKind::GraphPatternEdge => GraphPatternEdge::cast(node).map(Self::GraphPatternEdge),
            NodeKind::Missing => Missing::cast(node).map(Self::Missing),
            _ => None,
        }
    }
    fn syntax(self) -> SyntaxNode<'t> {
        match self {
            Self::GraphPatternNode(node) => node.syntax(),
            Self::GraphPatternEdge(node) => node.syntax(),
            Self::Missing(node) => node.syntax(),
        }
    }
}

/// `GraphPatternNode`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphPatternNode<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphPatternNode<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphPatternNode
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphPatternNode<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
}

/// `GraphPatternEdge`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphPatternEdge<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphPatternEdge<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphPatternEdge
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphPatternEdge<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `graph_pattern_edge_range`.
    pub fn graph_pattern_edge_range(self) -> Option<GraphPatternEdgeRange<'t>> {
        self.0.children().find_map(GraphPatternEdgeRange::cast)
    }
}

/// `GraphPatternEdgeRange`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphPatternEdgeRange<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphPatternEdgeRange<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphPatternEdgeRange
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphPatternEdgeRange<'t> {
    /// Its `low`.
    pub fn low(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `high`.
    pub fn high(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `GraphToTableOutput`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphToTableOutput<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for GraphToTableOutput<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::GraphToTableOutput
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> GraphToTableOutput<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `operator_parameters`, in order.
    pub fn operator_parameters(self) -> impl Iterator<Item = OperatorParameter<'t>> + Clone {
        self.0.children().filter_map(OperatorParameter::cast)
    }
}

/// `JoinOnClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinOnClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for JoinOnClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::JoinOnClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> JoinOnClause<'t> {
    /// Its `conditions`, in order.
    pub fn conditions(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `JoinWhereClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinWhereClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for JoinWhereClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::JoinWhereClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> JoinWhereClause<'t> {
    /// Its `predicate`.
    pub fn predicate(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MakeGraphTable`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeGraphTable<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeGraphTable<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeGraphTable
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeGraphTable<'t> {
    /// Its `table`.
    pub fn table(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `key`.
    pub fn key(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `MakeGraphNodeId`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeGraphNodeId<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeGraphNodeId<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeGraphNodeId
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeGraphNodeId<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
}

/// `MakeGraphPartition`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeGraphPartition<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeGraphPartition<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeGraphPartition
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeGraphPartition<'t> {
    /// Its `entity`.
    pub fn entity(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `query`.
    pub fn query(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `MakeSeriesItem`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesItem<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesItem<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesItem
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesItem<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `make_series_default`.
    pub fn make_series_default(self) -> Option<MakeSeriesDefault<'t>> {
        self.0.children().find_map(MakeSeriesDefault::cast)
    }
}

/// `MakeSeriesOnClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesOnClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesOnClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesOnClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesOnClause<'t> {
    /// Its `axis`.
    pub fn axis(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MakeSeriesFromToStep`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesFromToStep<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesFromToStep<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesFromToStep
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesFromToStep<'t> {
    /// Its `make_series_from`.
    pub fn make_series_from(self) -> Option<MakeSeriesFrom<'t>> {
        self.0.children().find_map(MakeSeriesFrom::cast)
    }
    /// Its `make_series_to`.
    pub fn make_series_to(self) -> Option<MakeSeriesTo<'t>> {
        self.0.children().find_map(MakeSeriesTo::cast)
    }
    /// Its `make_series_step`.
    pub fn make_series_step(self) -> Option<MakeSeriesStep<'t>> {
        self.0.children().find_map(MakeSeriesStep::cast)
    }
}

/// `MakeSeriesInRange`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesInRange<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesInRange<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesInRange
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesInRange<'t> {
    /// Its `argument_list`.
    pub fn argument_list(self) -> Option<ArgumentList<'t>> {
        self.0.children().find_map(ArgumentList::cast)
    }
}

/// `ByClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ByClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ByClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ByClause<'t> {
    /// Its `keys`, in order.
    pub fn keys(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `MakeSeriesDefault`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesDefault<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesDefault<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesDefault
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesDefault<'t> {
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MakeSeriesFrom`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesFrom<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesFrom<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesFrom
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesFrom<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MakeSeriesTo`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesTo<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesTo<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesTo
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesTo<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MakeSeriesStep`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MakeSeriesStep<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MakeSeriesStep<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MakeSeriesStep
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MakeSeriesStep<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `MvExpandItem`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MvExpandItem<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for MvExpandItem<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::MvExpandItem
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> MvExpandItem<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `to_type_of_clause`.
    pub fn to_type_of_clause(self) -> Option<ToTypeOfClause<'t>> {
        self.0.children().find_map(ToTypeOfClause::cast)
    }
}

/// `RowLimitClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowLimitClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for RowLimitClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::RowLimitClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> RowLimitClause<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `ContextIdClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextIdClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ContextIdClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ContextIdClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ContextIdClause<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `ToTypeOfClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToTypeOfClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ToTypeOfClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ToTypeOfClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ToTypeOfClause<'t> {
    /// Its `type_of_literal`.
    pub fn type_of_literal(self) -> Option<TypeOfLiteral<'t>> {
        self.0.children().find_map(TypeOfLiteral::cast)
    }
}

/// `ParsePatternItem`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParsePatternItem<'t> {
    /// See [`StarExpression`].
    StarExpression(StarExpression<'t>),
    /// See [`LiteralExpression`].
    LiteralExpression(LiteralExpression<'t>),
    /// See [`NameAndTypeDeclaration`].
    NameAndTypeDeclaration(NameAndTypeDeclaration<'t>),
}
impl<'t> AstNode<'t> for ParsePatternItem<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        matches!(
            kind,
            NodeKind::StarExpression
                | NodeKind::LiteralExpression
                | NodeKind::NameAndTypeDeclaration
        )
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            NodeKind::StarExpression => StarExpression::cast(node).map(Self::StarExpression),
            NodeKind::LiteralExpression => {
                LiteralExpression::cast(node).map(Self::LiteralExpression)
            }
            NodeKind::NameAndTypeDeclaration => {
                NameAndTypeDeclaration::cast(node).map(Self::NameAndTypeDeclaration)
            }
            _ => None,
        }
    }
    fn syntax(self) -> SyntaxNode<'t> {
        match self {
            Self::StarExpression(node) => node.syntax(),
            Self::LiteralExpression(node) => node.syntax(),
            Self::NameAndTypeDeclaration(node) => node.syntax(),
        }
    }
}

/// `PartitionScope`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartitionScope<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PartitionScope<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PartitionScope
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PartitionScope<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `PartitionSubquery`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartitionSubquery<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PartitionSubquery<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PartitionSubquery
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PartitionSubquery<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `PartitionQuery`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartitionQuery<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for PartitionQuery<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::PartitionQuery
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> PartitionQuery<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `ScanOrderByClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanOrderByClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanOrderByClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanOrderByClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ScanOrderByClause<'t> {
    /// Its `keys`, in order.
    pub fn keys(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ScanPartitionByClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanPartitionByClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanPartitionByClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanPartitionByClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ScanPartitionByClause<'t> {
    /// Its `keys`, in order.
    pub fn keys(self) -> impl Iterator<Item = Expression<'t>> + Clone {
        self.0.children().filter_map(Expression::cast)
    }
}

/// `ScanDeclareClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanDeclareClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanDeclareClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanDeclareClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ScanDeclareClause<'t> {
    /// Its `function_parameters`, in order.
    pub fn function_parameters(self) -> impl Iterator<Item = FunctionParameter<'t>> + Clone {
        self.0.children().filter_map(FunctionParameter::cast)
    }
}

/// `ScanStep`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanStep<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanStep<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanStep
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ScanStep<'t> {
    /// Its `name`.
    pub fn name(self) -> Option<NameDeclaration<'t>> {
        self.0.children().find_map(NameDeclaration::cast)
    }
    /// Its `scan_step_output`.
    pub fn scan_step_output(self) -> Option<ScanStepOutput<'t>> {
        self.0.children().find_map(ScanStepOutput::cast)
    }
    /// Its `condition`.
    pub fn condition(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `scan_assignments`, in order.
    pub fn scan_assignments(self) -> impl Iterator<Item = ScanAssignment<'t>> + Clone {
        self.0.children().filter_map(ScanAssignment::cast)
    }
}

/// `ScanStepOutput`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanStepOutput<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanStepOutput<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanStepOutput
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}

/// `ScanAssignment`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanAssignment<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for ScanAssignment<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::ScanAssignment
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> ScanAssignment<'t> {
    /// Its `name_reference`.
    pub fn name_reference(self) -> Option<NameReference<'t>> {
        self.0.children().find_map(NameReference::cast)
    }
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| NameReference::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `TopHittersByClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopHittersByClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopHittersByClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopHittersByClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopHittersByClause<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `TopNestedClause`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopNestedClause<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopNestedClause<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopNestedClause
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopNestedClause<'t> {
    /// Its `top_nested_count`.
    pub fn top_nested_count(self) -> Option<TopNestedCount<'t>> {
        self.0.children().find_map(TopNestedCount::cast)
    }
    /// Its `of`.
    pub fn of(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
    /// Its `top_nested_with_others`.
    pub fn top_nested_with_others(self) -> Option<TopNestedWithOthers<'t>> {
        self.0.children().find_map(TopNestedWithOthers::cast)
    }
    /// Its `by`.
    pub fn by(self) -> Option<Expression<'t>> {
        self.0
            .children()
            .filter(|node| Expression::can_cast(node.kind()))
            .skip(1)
            .find_map(Expression::cast)
    }
}

/// `TopNestedCount`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopNestedCount<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopNestedCount<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopNestedCount
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopNestedCount<'t> {
    /// Its `expression`.
    pub fn expression(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// `TopNestedWithOthers`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopNestedWithOthers<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for TopNestedWithOthers<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::TopNestedWithOthers
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
impl<'t> TopNestedWithOthers<'t> {
    /// Its `value`.
    pub fn value(self) -> Option<Expression<'t>> {
        self.0.children().find_map(Expression::cast)
    }
}

/// Tokens that fit nowhere
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedTokens<'t>(SyntaxNode<'t>);
impl<'t> AstNode<'t> for SkippedTokens<'t> {
    fn can_cast(kind: NodeKind) -> bool {
        kind == NodeKind::SkippedTokens
    }
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        Self::can_cast(node.kind()).then_some(Self(node))
    }
    fn syntax(self) -> SyntaxNode<'t> {
        self.0
    }
}
