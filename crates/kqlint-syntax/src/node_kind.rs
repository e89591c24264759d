//! Generated from `kql.ungram` by `cargo xtask codegen`.

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NodeKind {
    /// `SourceFile`
    SourceFile,
    /// Statements up to a blank line that separates queries.
    QueryBlock,
    /// `alias database d = cluster("c").database("d")`
    AliasStatement,
    /// `let x = 1`, `let f = (a: long) { a + 1 }`
    LetStatement,
    /// `set truncationmaxsize = 1000`
    SetStatement,
    /// `declare query_parameters(x: long = 1)`
    QueryParametersStatement,
    /// `declare pattern app = (id: string)[scope: string] { ("a").["b"] = { T }; }`
    PatternStatement,
    /// `restrict access to (database().*)`
    RestrictStatement,
    /// `ExpressionStatement`
    ExpressionStatement,
    /// `.show tables`, `.create function f() { T }`: a management command.
    Command,
    /// `#connect …`
    Directive,
    /// `NameDeclaration`
    NameDeclaration,
    /// `FunctionParameter`
    FunctionParameter,
    /// `PatternDeclaration`
    PatternDeclaration,
    /// `a: string`, `T: (a: string)`
    NameAndTypeDeclaration,
    /// `PatternPathParameter`
    PatternPathParameter,
    /// `PatternMatch`
    PatternMatch,
    /// `ArgumentList`
    ArgumentList,
    /// `PatternPathValue`
    PatternPathValue,
    /// `FunctionBody`
    FunctionBody,
    /// `with (a = 1, b = 2)`
    WithClause,
    /// A source and the operators after it: `T | where x | take 5`
    PipeExpression,
    /// `OrExpression`
    OrExpression,
    /// `AndExpression`
    AndExpression,
    /// `a == b`, `a has b`: comparisons and string operators
    BinaryExpression,
    /// `a + b - c`, `a * b / c`: operands with the operators between them
    ArithmeticExpression,
    /// `UnaryExpression`
    UnaryExpression,
    /// `a in (1, 2)`, `a has_any ("x", "y")`, `a in (T | project b)`
    InExpression,
    /// `a between (1 .. 2)`
    BetweenExpression,
    /// `a.b[0].c()`: a base, then selectors
    PathExpression,
    /// `FunctionCallExpression`
    FunctionCallExpression,
    /// `Name`, `['quoted name']`, `Prefix*`
    NameReference,
    /// `StarExpression`
    StarExpression,
    /// `AtExpression`
    AtExpression,
    /// `ParenthesizedExpression`
    ParenthesizedExpression,
    /// `BracketedExpression`
    BracketedExpression,
    /// `Name = value`
    NamedExpression,
    /// `(A, B) = value`
    CompoundNamedExpression,
    /// `x desc nulls last`
    OrderedExpression,
    /// A literal; neighbouring strings are one
    LiteralExpression,
    /// `dynamic([1, 2])`
    DynamicLiteral,
    /// `JsonArray`
    JsonArray,
    /// `JsonObject`
    JsonObject,
    /// `typeof(string)`, `typeof(a: long, *)`
    TypeOfLiteral,
    /// `datatable(a: long) [1, 2]`
    DatatableExpression,
    /// `ContextualDatatableExpression`
    ContextualDatatableExpression,
    /// `externaldata(a: string) ["https://…"] with (format = "csv")`
    ExternaldataExpression,
    /// `InlineExternalTableExpression`
    InlineExternalTableExpression,
    /// `MaterializedViewCombineExpression`
    MaterializedViewCombineExpression,
    /// `materialize(T | summarize count())`
    MaterializeExpression,
    /// `ToScalarExpression`
    ToScalarExpression,
    /// `ToTableExpression`
    ToTableExpression,
    /// `DataScopeExpression`
    DataScopeExpression,
    /// `entity_group [cluster("a").database("b")]`
    EntityGroup,
    /// `(x: long) { x + 1 }`
    FunctionDeclaration,
    /// `PackExpression`
    PackExpression,
    /// `x: string` among the columns of `find`
    TypedColumnReference,
    /// `NameReferenceList`
    NameReferenceList,
    /// What a placeholder of a host stands in for
    Placeholder,
    /// What the grammar requires and the text lacks
    Missing,
    /// `ExpressionList`
    ExpressionList,
    /// `RenameList`
    RenameList,
    /// `JsonPair`
    JsonPair,
    /// `TypeName`
    TypeName,
    /// `kind = inner`, `hint.strategy = shuffle`, `withsource = Name`
    OperatorParameter,
    /// `(a: string, b: long)`
    RowSchema,
    /// `InlineExternalTableClause`
    InlineExternalTableClause,
    /// `MaterializedViewCombineClause`
    MaterializedViewCombineClause,
    /// `DataScopeClause`
    DataScopeClause,
    /// `FunctionParameters`
    FunctionParameters,
    /// `DefaultValue`
    DefaultValue,
    /// `(*)`, `(a: string)`
    SchemaType,
    /// `as Name`
    AsOperator,
    /// `assert-schema (a: string)`
    AssertSchemaOperator,
    /// `ConsumeOperator`
    ConsumeOperator,
    /// `count as Rows`
    CountOperator,
    /// `DistinctOperator`
    DistinctOperator,
    /// `evaluate bag_unpack(d) : (*, a: string)`
    EvaluateOperator,
    /// `ExecuteAndCacheOperator`
    ExecuteAndCacheOperator,
    /// `ExtendOperator`
    ExtendOperator,
    /// `facet by a, b with (take 5)`
    FacetOperator,
    /// `where x > 1`
    FilterOperator,
    /// `find withsource=t in (A, B) where x == 1 project x, y`
    FindOperator,
    /// `fork a = (take 5) (count)`
    ForkOperator,
    /// `GetSchemaOperator`
    GetSchemaOperator,
    /// `GraphMarkComponentsOperator`
    GraphMarkComponentsOperator,
    /// `graph-match (a)-[e*1..3]->(b) where a.x == 1 project a.x`
    GraphMatchOperator,
    /// `GraphShortestPathsOperator`
    GraphShortestPathsOperator,
    /// `graph-to-table nodes as N, edges as E`
    GraphToTableOperator,
    /// `GraphWhereEdgesOperator`
    GraphWhereEdgesOperator,
    /// `GraphWhereNodesOperator`
    GraphWhereNodesOperator,
    /// `invoke f(1)`
    InvokeOperator,
    /// `join kind=inner (T) on a, $left.b == $right.c`
    JoinOperator,
    /// `LookupOperator`
    LookupOperator,
    /// `macro-expand g as s (s.T)`
    MacroExpandOperator,
    /// `make-graph a --> b with N on id`
    MakeGraphOperator,
    /// `make-series n = count() default=0 on Time from a to b step 1h by c`
    MakeSeriesOperator,
    /// `mv-apply x = a to typeof(long) on (where x > 1)`
    MvApplyOperator,
    /// `MvExpandOperator`
    MvExpandOperator,
    /// `parse-kv x as (a: string) with (pair_delimiter = ",")`
    ParseKvOperator,
    /// `parse x with "a=" a: long "," *`
    ParseOperator,
    /// `ParseWhereOperator`
    ParseWhereOperator,
    /// `PartitionByOperator`
    PartitionByOperator,
    /// `partition by a (top 3 by b)`, `partition by a { T }`
    PartitionOperator,
    /// `PrintOperator`
    PrintOperator,
    /// `ProjectAwayOperator`
    ProjectAwayOperator,
    /// `ProjectByNamesOperator`
    ProjectByNamesOperator,
    /// `ProjectKeepOperator`
    ProjectKeepOperator,
    /// `ProjectOperator`
    ProjectOperator,
    /// `ProjectRenameOperator`
    ProjectRenameOperator,
    /// `ProjectReorderOperator`
    ProjectReorderOperator,
    /// `range x from 1 to 10 step 1`
    RangeOperator,
    /// `reduce by a with threshold=0.1`
    ReduceOperator,
    /// `render timechart with (title = "x")`
    RenderOperator,
    /// `sample-distinct 10 of x`
    SampleDistinctOperator,
    /// `SampleOperator`
    SampleOperator,
    /// `scan with_match_id=m declare (a: long) with (step s: true => a = 1;)`
    ScanOperator,
    /// `search kind=case_sensitive in (A, B) "x" and y > 1`
    SearchOperator,
    /// `SerializeOperator`
    SerializeOperator,
    /// `sort by a desc, b asc nulls first`
    SortOperator,
    /// `summarize n = count() by a, bin(b, 1h)`
    SummarizeOperator,
    /// `take 10`, `limit 10`
    TakeOperator,
    /// `top-hitters 3 of a by b`
    TopHittersOperator,
    /// `top-nested 3 of a with others = "x" by sum(b), top-nested of c by max(d)`
    TopNestedOperator,
    /// `top 5 by a desc`
    TopOperator,
    /// `UnionOperator`
    UnionOperator,
    /// What stands where an operator must, but isn't one
    UnknownOperator,
    /// `FacetWithClause`
    FacetWithClause,
    /// `FindInClause`
    FindInClause,
    /// `FindProjectClause`
    FindProjectClause,
    /// `ForkBranch`
    ForkBranch,
    /// `GraphPattern`
    GraphPattern,
    /// `GraphWhereClause`
    GraphWhereClause,
    /// `GraphProjectClause`
    GraphProjectClause,
    /// `GraphPatternNode`
    GraphPatternNode,
    /// `GraphPatternEdge`
    GraphPatternEdge,
    /// `GraphPatternEdgeRange`
    GraphPatternEdgeRange,
    /// `GraphToTableOutput`
    GraphToTableOutput,
    /// `JoinOnClause`
    JoinOnClause,
    /// `JoinWhereClause`
    JoinWhereClause,
    /// `MakeGraphTable`
    MakeGraphTable,
    /// `MakeGraphNodeId`
    MakeGraphNodeId,
    /// `MakeGraphPartition`
    MakeGraphPartition,
    /// `MakeSeriesItem`
    MakeSeriesItem,
    /// `MakeSeriesOnClause`
    MakeSeriesOnClause,
    /// `MakeSeriesFromToStep`
    MakeSeriesFromToStep,
    /// `MakeSeriesInRange`
    MakeSeriesInRange,
    /// `ByClause`
    ByClause,
    /// `MakeSeriesDefault`
    MakeSeriesDefault,
    /// `MakeSeriesFrom`
    MakeSeriesFrom,
    /// `MakeSeriesTo`
    MakeSeriesTo,
    /// `MakeSeriesStep`
    MakeSeriesStep,
    /// `MvExpandItem`
    MvExpandItem,
    /// `RowLimitClause`
    RowLimitClause,
    /// `ContextIdClause`
    ContextIdClause,
    /// `ToTypeOfClause`
    ToTypeOfClause,
    /// `PartitionScope`
    PartitionScope,
    /// `PartitionSubquery`
    PartitionSubquery,
    /// `PartitionQuery`
    PartitionQuery,
    /// `ScanOrderByClause`
    ScanOrderByClause,
    /// `ScanPartitionByClause`
    ScanPartitionByClause,
    /// `ScanDeclareClause`
    ScanDeclareClause,
    /// `ScanStep`
    ScanStep,
    /// `ScanStepOutput`
    ScanStepOutput,
    /// `ScanAssignment`
    ScanAssignment,
    /// `TopHittersByClause`
    TopHittersByClause,
    /// `TopNestedClause`
    TopNestedClause,
    /// `TopNestedCount`
    TopNestedCount,
    /// `TopNestedWithOthers`
    TopNestedWithOthers,
    /// Tokens that fit nowhere
    SkippedTokens,
}

impl NodeKind {
    /// How many kinds there are.
    pub const COUNT: usize = 170;
}
