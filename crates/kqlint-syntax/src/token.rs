//! Kinds of tokens.
//!
//! Words are Kusto's keywords as its own parser knows them.
//! Most keywords may stand where a name does; `TokenKind::can_be_name` and `TokenKind::can_be_extended_name` say which, and where.

use logos::Logos;

/// What a token is.
#[derive(Logos, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// White space, line ends included.
    Whitespace,
    /// `// …` up to the end of the line.
    #[regex("//[^\\r\\n]*", allow_greedy = true)]
    Comment,
    /// `#…` up to the end of the line.
    #[regex("#[^\\r\\n]*", allow_greedy = true)]
    Directive,
    /// A character that is no part of the language.
    Bad,
    /// Where a host puts a value in.
    Placeholder,
    /// The end of the text; the last token, empty.
    EndOfFile,

    /// `(`
    #[token("(")]
    LParen,
    /// `)`
    #[token(")")]
    RParen,
    /// `[`
    #[token("[")]
    LBracket,
    /// `]`
    #[token("]")]
    RBracket,
    /// `{`
    #[token("{")]
    LBrace,
    /// `}`
    #[token("}")]
    RBrace,
    /// `|`
    #[token("|")]
    Pipe,
    /// `<|`
    #[token("<|")]
    LessPipe,
    /// `+`
    #[token("+")]
    Plus,
    /// `-`
    #[token("-")]
    Minus,
    /// `*`
    #[token("*")]
    Star,
    /// `/`
    #[token("/")]
    Slash,
    /// `%`
    #[token("%")]
    Percent,
    /// `.`
    #[token(".")]
    Dot,
    /// `..`
    #[token("..")]
    DotDot,
    /// `!`
    #[token("!")]
    Bang,
    /// `<`
    #[token("<")]
    Less,
    /// `<=`
    #[token("<=")]
    LessEq,
    /// `>`
    #[token(">")]
    Greater,
    /// `>=`
    #[token(">=")]
    GreaterEq,
    /// `=`
    #[token("=")]
    Eq,
    /// `==`
    #[token("==")]
    EqEq,
    /// `!=`
    #[token("!=")]
    NotEq,
    /// `<>`
    #[token("<>")]
    LessGreater,
    /// `:`
    #[token(":")]
    Colon,
    /// `;`
    #[token(";")]
    Semicolon,
    /// `,`
    #[token(",")]
    Comma,
    /// `=~`
    #[token("=~")]
    EqTilde,
    /// `!~`
    #[token("!~")]
    BangTilde,
    /// `@`
    #[token("@")]
    At,
    /// `?`
    #[token("?")]
    Question,
    /// `=>`
    #[token("=>")]
    FatArrow,

    /// A name that isn't a keyword.
    #[regex("[a-zA-Z_$][a-zA-Z0-9_]*")]
    Identifier,
    /// A string of any form, with its quotes.
    #[regex("[\"'`~]")]
    StringLiteral,
    /// `true`, `false`, `bool(…)`
    #[token("true")]
    #[token("True")]
    #[token("TRUE")]
    #[token("false")]
    #[token("False")]
    #[token("FALSE")]
    BoolLiteral,
    /// `1`, `0xff`, `long(…)`
    #[regex("[0-9]")]
    LongLiteral,
    /// `int(…)`
    IntLiteral,
    /// `1.5`, `1e3`, `real(…)`
    RealLiteral,
    /// `decimal(…)`
    DecimalLiteral,
    /// `datetime(…)`
    DateTimeLiteral,
    /// `5m`, `timespan(…)`
    TimeSpanLiteral,
    /// `guid(…)`
    GuidLiteral,
    /// A guid without `guid(…)`, allowed inside `dynamic(…)`.
    RawGuidLiteral,

    /// The name of a type that can be a column's.
    #[token("boolean")]
    #[token("date")]
    #[token("datetime")]
    #[token("decimal")]
    #[token("double")]
    #[token("int")]
    #[token("int64")]
    #[token("int8")]
    #[token("long")]
    #[token("real")]
    #[token("string")]
    #[token("time")]
    #[token("timespan")]
    #[token("uniqueid")]
    TypeKw,
    /// The name of a type that only `typeof` and typed columns of `find` take.
    #[token("float")]
    #[token("int16")]
    #[token("int32")]
    #[token("uint")]
    #[token("uint16")]
    #[token("uint32")]
    #[token("uint64")]
    #[token("uint8")]
    #[token("ulong")]
    ExtendedTypeKw,
    /// A hint of an operator, such as `hint.strategy`.
    #[token("hint.concurrency")]
    #[token("hint.distribution")]
    #[token("hint.materialized")]
    #[token("hint.num_partitions")]
    #[token("hint.shufflekey")]
    #[token("hint.spread")]
    #[token("hint.remote")]
    #[token("hint.strategy")]
    #[token("hint.progressive_top")]
    HintKw,
    /// A keyword that is never a name and has no part in queries.
    #[token("__crossCluster")]
    #[token("__crossDB")]
    #[token("__id")]
    #[token("__isFuzzy")]
    #[token("__noWithSource")]
    #[token("__packedColumn")]
    #[token("__sourceColumnIndex")]
    #[token("3Dchart")]
    #[token("anomalychart")]
    #[token("areachart")]
    #[token("bagexpansion")]
    #[token("barchart")]
    #[token("bin_legacy")]
    #[token("cachingpolicy")]
    #[token("callout")]
    #[token("cancel")]
    #[token("card")]
    #[token("columnchart")]
    #[token("commands-and-queries")]
    #[token("cycles")]
    #[token("dataexport")]
    #[token("decodeblocks")]
    #[token("encodingpolicy")]
    #[token("expandoutput")]
    #[token("extent_tags_retention")]
    #[token("flags")]
    #[token("harddelete")]
    #[token("hardretention")]
    #[token("hotcache")]
    #[token("isfuzzy")]
    #[token("force_remote")]
    #[token("journal")]
    #[token("ladderchart")]
    #[token("linechart")]
    #[token("materialized-views")]
    #[token("missing")]
    #[token("nooptimization")]
    #[token("piechart")]
    #[token("pivotchart")]
    #[token("queries")]
    #[token("query_results")]
    #[token("relaxed")]
    #[token("restricted_view_access")]
    #[token("row_level_security")]
    #[token("rowstore")]
    #[token("rowstore_references")]
    #[token("rowstore_sealinfo")]
    #[token("rowstorepolicy")]
    #[token("rowstores")]
    #[token("scatterchart")]
    #[token("seal")]
    #[token("seals")]
    #[token("set-or-append")]
    #[token("set-or-replace")]
    #[token("shards")]
    #[token("simple")]
    #[token("softdelete")]
    #[token("softretention")]
    #[token("stackedareachart")]
    #[token("statistics")]
    #[token("storedqueryresultcontainers")]
    #[token("tablepurge")]
    #[token("timechart")]
    #[token("timeline")]
    #[token("timepivot")]
    #[token("treemap")]
    #[token("unrestrictedviewers")]
    #[token("views")]
    #[token("with_itemindex")]
    #[token("with_match_id")]
    #[token("with_step_name")]
    #[token("writeaheadlog")]
    #[token("char")]
    #[token("byte")]
    ReservedKw,
    /// A keyword that is a name in some places and has no part in queries.
    #[token("accumulate")]
    #[token("earliest")]
    #[token("latest")]
    #[token("mdm")]
    #[token("sql")]
    #[token("title")]
    #[token("verbose")]
    #[token("viewers")]
    ReservedNameKw,

    /// `access`
    #[token("access")]
    AccessKw,
    /// `alias`
    #[token("alias")]
    AliasKw,
    /// `and`
    #[token("and")]
    AndKw,
    /// `as`
    #[token("as")]
    AsKw,
    /// `asc`
    #[token("asc")]
    AscKw,
    /// `assert-schema`
    #[token("assert-schema")]
    AssertSchemaKw,
    /// `between`
    #[token("between")]
    BetweenKw,
    /// `bin`
    #[token("bin")]
    BinKw,
    /// `by`
    #[token("by")]
    ByKw,
    /// `consume`
    #[token("consume")]
    ConsumeKw,
    /// `contains`
    #[token("contains")]
    ContainsKw,
    /// `containscs`
    #[token("containscs")]
    ContainscsKw,
    /// `contains_cs`
    #[token("contains_cs")]
    ContainsCsKw,
    /// `__contextual_datatable`
    #[token("__contextual_datatable")]
    ContextualDatatableKw,
    /// `count`
    #[token("count")]
    CountKw,
    /// `database`
    #[token("database")]
    DatabaseKw,
    /// `datascope`
    #[token("datascope")]
    DataScopeKw,
    /// `datatable`
    #[token("datatable")]
    DatatableKw,
    /// `declare`
    #[token("declare")]
    DeclareKw,
    /// `default`
    #[token("default")]
    DefaultKw,
    /// `desc`
    #[token("desc")]
    DescKw,
    /// `distinct`
    #[token("distinct")]
    DistinctKw,
    /// `endswith`
    #[token("endswith")]
    EndsWithKw,
    /// `endswith_cs`
    #[token("endswith_cs")]
    EndsWithCsKw,
    /// `entity_group`
    #[token("entity_group")]
    EntityGroupKw,
    /// `evaluate`
    #[token("evaluate")]
    EvaluateKw,
    /// `__executeAndCache`
    #[token("__executeAndCache")]
    ExecuteAndCacheKw,
    /// `extend`
    #[token("extend")]
    ExtendKw,
    /// `externaldata`
    #[token("externaldata")]
    ExternaldataKw,
    /// `external_data`
    #[token("external_data")]
    ExternalDataKw,
    /// `dataformat`
    #[token("dataformat")]
    DataFormatKw,
    /// `inline_external_table`
    #[token("inline_external_table")]
    InlineExternalTableKw,
    /// `datetime_pattern`
    #[token("datetime_pattern")]
    DatetimePatternKw,
    /// `facet`
    #[token("facet")]
    FacetKw,
    /// `filter`
    #[token("filter")]
    FilterKw,
    /// `find`
    #[token("find")]
    FindKw,
    /// `first`
    #[token("first")]
    FirstKw,
    /// `fork`
    #[token("fork")]
    ForkKw,
    /// `from`
    #[token("from")]
    FromKw,
    /// `getschema`
    #[token("getschema")]
    GetSchemaKw,
    /// `granny-asc`
    #[token("granny-asc")]
    GrannyAscKw,
    /// `granny-desc`
    #[token("granny-desc")]
    GrannyDescKw,
    /// `graph-match`
    #[token("graph-match")]
    GraphMatchKw,
    /// `graph-shortest-paths`
    #[token("graph-shortest-paths")]
    GraphShortestPathsKw,
    /// `graph-to-table`
    #[token("graph-to-table")]
    GraphToTableKw,
    /// `edges`
    #[token("edges")]
    EdgesKw,
    /// `has`
    #[token("has")]
    HasKw,
    /// `has_any`
    #[token("has_any")]
    HasAnyKw,
    /// `has_all`
    #[token("has_all")]
    HasAllKw,
    /// `has_cs`
    #[token("has_cs")]
    HasCsKw,
    /// `hasprefix`
    #[token("hasprefix")]
    HasPrefixKw,
    /// `hasprefix_cs`
    #[token("hasprefix_cs")]
    HasPrefixCsKw,
    /// `hassuffix`
    #[token("hassuffix")]
    HasSuffixKw,
    /// `hassuffix_cs`
    #[token("hassuffix_cs")]
    HasSuffixCsKw,
    /// `id`
    #[token("id")]
    IdKw,
    /// `in`
    #[token("in")]
    InKw,
    /// `in~`
    #[token("in~")]
    InTildeKw,
    /// `invoke`
    #[token("invoke")]
    InvokeKw,
    /// `join`
    #[token("join")]
    JoinKw,
    /// `kind`
    #[token("kind")]
    KindKw,
    /// `last`
    #[token("last")]
    LastKw,
    /// `let`
    #[token("let")]
    LetKw,
    /// `like`
    #[token("like")]
    LikeKw,
    /// `likecs`
    #[token("likecs")]
    LikecsKw,
    /// `limit`
    #[token("limit")]
    LimitKw,
    /// `lookup`
    #[token("lookup")]
    LookupKw,
    /// `macro-expand`
    #[token("macro-expand")]
    MacroExpandKw,
    /// `make-graph`
    #[token("make-graph")]
    MakeGraphKw,
    /// `graph-mark-components`
    #[token("graph-mark-components")]
    GraphMarkComponentsKw,
    /// `graph-where-nodes`
    #[token("graph-where-nodes")]
    GraphWhereNodesKw,
    /// `graph-where-edges`
    #[token("graph-where-edges")]
    GraphWhereEdgesKw,
    /// `make-series`
    #[token("make-series")]
    MakeSeriesKw,
    /// `matches regex`
    #[token("matches regex")]
    MatchesRegexKw,
    /// `materialize`
    #[token("materialize")]
    MaterializeKw,
    /// `materialized-view-combine`
    #[token("materialized-view-combine")]
    MaterializedViewCombineKw,
    /// `mvapply`
    #[token("mvapply")]
    MvapplyOldKw,
    /// `mv-apply`
    #[token("mv-apply")]
    MvApplyKw,
    /// `mv-expand`
    #[token("mv-expand")]
    MvExpandKw,
    /// `mvexpand`
    #[token("mvexpand")]
    MvexpandOldKw,
    /// `nodes`
    #[token("nodes")]
    NodesKw,
    /// `!between`
    #[token("!between")]
    NotBetweenKw,
    /// `notcontains`
    #[token("notcontains")]
    NotcontainsKw,
    /// `notcontainscs`
    #[token("notcontainscs")]
    NotcontainscsKw,
    /// `!contains`
    #[token("!contains")]
    NotContainsKw,
    /// `!contains_cs`
    #[token("!contains_cs")]
    NotContainsCsKw,
    /// `!endswith`
    #[token("!endswith")]
    NotEndsWithKw,
    /// `!endswith_cs`
    #[token("!endswith_cs")]
    NotEndsWithCsKw,
    /// `!has`
    #[token("!has")]
    NotHasKw,
    /// `!has_cs`
    #[token("!has_cs")]
    NotHasCsKw,
    /// `!hasprefix`
    #[token("!hasprefix")]
    NotHasPrefixKw,
    /// `!hasprefix_cs`
    #[token("!hasprefix_cs")]
    NotHasPrefixCsKw,
    /// `!hassuffix`
    #[token("!hassuffix")]
    NotHasSuffixKw,
    /// `!hassuffix_cs`
    #[token("!hassuffix_cs")]
    NotHasSuffixCsKw,
    /// `!in`
    #[token("!in")]
    NotInKw,
    /// `!in~`
    #[token("!in~")]
    NotInTildeKw,
    /// `notlike`
    #[token("notlike")]
    NotlikeKw,
    /// `notlikecs`
    #[token("notlikecs")]
    NotlikecsKw,
    /// `!startswith`
    #[token("!startswith")]
    NotStartsWithKw,
    /// `!startswith_cs`
    #[token("!startswith_cs")]
    NotStartsWithCsKw,
    /// `null`
    #[token("null")]
    NullKw,
    /// `nulls`
    #[token("nulls")]
    NullsKw,
    /// `of`
    #[token("of")]
    OfKw,
    /// `on`
    #[token("on")]
    OnKw,
    /// `optional`
    #[token("optional")]
    OptionalKw,
    /// `or`
    #[token("or")]
    OrKw,
    /// `order`
    #[token("order")]
    OrderKw,
    /// `others`
    #[token("others")]
    OthersKw,
    /// `output`
    #[token("output")]
    OutputKw,
    /// `pack`
    #[token("pack")]
    PackKw,
    /// `parse`
    #[token("parse")]
    ParseKw,
    /// `parse-where`
    #[token("parse-where")]
    ParseWhereKw,
    /// `parse-kv`
    #[token("parse-kv")]
    ParseKvKw,
    /// `partitioned-by`
    #[token("partitioned-by")]
    PartitionedByKw,
    /// `__partitionby`
    #[token("__partitionby")]
    PartitionByKw,
    /// `partition`
    #[token("partition")]
    PartitionKw,
    /// `pathformat`
    #[token("pathformat")]
    PathFormatKw,
    /// `pattern`
    #[token("pattern")]
    PatternKw,
    /// `print`
    #[token("print")]
    PrintKw,
    /// `project`
    #[token("project")]
    ProjectKw,
    /// `project-away`
    #[token("project-away")]
    ProjectAwayKw,
    /// `project-by-names`
    #[token("project-by-names")]
    ProjectByNamesKw,
    /// `__projectAway`
    #[token("__projectAway")]
    ProjectAwayOldKw,
    /// `project-keep`
    #[token("project-keep")]
    ProjectKeepKw,
    /// `project-rename`
    #[token("project-rename")]
    ProjectRenameKw,
    /// `project-reorder`
    #[token("project-reorder")]
    ProjectReorderKw,
    /// `project-smart`
    #[token("project-smart")]
    ProjectSmartKw,
    /// `query_parameters`
    #[token("query_parameters")]
    QueryParametersKw,
    /// `range`
    #[token("range")]
    RangeKw,
    /// `reduce`
    #[token("reduce")]
    ReduceKw,
    /// `render`
    #[token("render")]
    RenderKw,
    /// `restrict`
    #[token("restrict")]
    RestrictKw,
    /// `sample`
    #[token("sample")]
    SampleKw,
    /// `sample-distinct`
    #[token("sample-distinct")]
    SampleDistinctKw,
    /// `scan`
    #[token("scan")]
    ScanKw,
    /// `search`
    #[token("search")]
    SearchKw,
    /// `serialize`
    #[token("serialize")]
    SerializeKw,
    /// `set`
    #[token("set")]
    SetKw,
    /// `sort`
    #[token("sort")]
    SortKw,
    /// `startswith`
    #[token("startswith")]
    StartsWithKw,
    /// `startswith_cs`
    #[token("startswith_cs")]
    StartsWithCsKw,
    /// `step`
    #[token("step")]
    StepKw,
    /// `summarize`
    #[token("summarize")]
    SummarizeKw,
    /// `take`
    #[token("take")]
    TakeKw,
    /// `to`
    #[token("to")]
    ToKw,
    /// `top`
    #[token("top")]
    TopKw,
    /// `top-hitters`
    #[token("top-hitters")]
    TopHittersKw,
    /// `top-nested`
    #[token("top-nested")]
    TopNestedKw,
    /// `toscalar`
    #[token("toscalar")]
    ToScalarKw,
    /// `totable`
    #[token("totable")]
    ToTableKw,
    /// `typeof`
    #[token("typeof")]
    TypeofKw,
    /// `union`
    #[token("union")]
    UnionKw,
    /// `view`
    #[token("view")]
    ViewKw,
    /// `where`
    #[token("where")]
    WhereKw,
    /// `with`
    #[token("with")]
    WithKw,
    /// `with_source`
    #[token("with_source")]
    WithSourceKw,
    /// `withsource`
    #[token("withsource")]
    WithsourceKw,
    /// `with_node_id`
    #[token("with_node_id")]
    WithNodeIdKw,
    /// `bool`
    #[token("bool")]
    BoolKw,
    /// `guid`
    #[token("guid")]
    GuidKw,
    /// `dynamic`
    #[token("dynamic")]
    DynamicKw,
}

impl TokenKind {
    /// White space and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, TokenKind::Whitespace | TokenKind::Comment)
    }

    /// A keyword, whether or not it may be a name.
    pub fn is_keyword(self) -> bool {
        self >= TokenKind::TypeKw
    }

    /// Names, and keywords that may stand wherever a name does.
    pub fn can_be_name(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Identifier
                | AccessKw
                | AliasKw
                | BinKw
                | ConsumeKw
                | CountKw
                | DatabaseKw
                | DeclareKw
                | DefaultKw
                | DistinctKw
                | EntityGroupKw
                | EvaluateKw
                | ExtendKw
                | DataFormatKw
                | InlineExternalTableKw
                | DatetimePatternKw
                | FacetKw
                | FilterKw
                | ForkKw
                | FromKw
                | GetSchemaKw
                | EdgesKw
                | IdKw
                | JoinKw
                | LetKw
                | LimitKw
                | LookupKw
                | MvapplyOldKw
                | MvexpandOldKw
                | NodesKw
                | NullKw
                | NullsKw
                | OnKw
                | OptionalKw
                | OrderKw
                | OutputKw
                | PackKw
                | ParseKw
                | PartitionByKw
                | PartitionKw
                | PatternKw
                | QueryParametersKw
                | RangeKw
                | ReduceKw
                | RenderKw
                | RestrictKw
                | ScanKw
                | SerializeKw
                | SortKw
                | StepKw
                | SummarizeKw
                | TakeKw
                | TopKw
                | TypeofKw
                | ViewKw
                | WithKw
                | WithNodeIdKw
                | BoolKw
                | GuidKw
        )
    }

    /// Names, and keywords that may be names where a declaration or a new column is named.
    pub fn can_be_extended_name(self) -> bool {
        use TokenKind::*;
        self.can_be_name()
            || matches!(
                self,
                ReservedNameKw
                    | AsKw
                    | ByKw
                    | ContainsKw
                    | DatatableKw
                    | ExternaldataKw
                    | FindKw
                    | HasKw
                    | InKw
                    | InvokeKw
                    | MaterializeKw
                    | OfKw
                    | PrintKw
                    | SampleKw
                    | SampleDistinctKw
                    | SearchKw
                    | SetKw
                    | ToKw
                    | TopHittersKw
                    | TopNestedKw
                    | ToScalarKw
                    | ToTableKw
                    | WhereKw
            )
    }

    /// Literals, each of which is one token.
    pub fn is_literal(self) -> bool {
        self >= TokenKind::StringLiteral && self <= TokenKind::RawGuidLiteral
    }
}
