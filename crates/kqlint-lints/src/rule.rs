//! What a rule is.

use std::fmt;

use kqlint_catalog::Catalog;
use kqlint_diagnostics::Level;
use kqlint_semantics::Resolution;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    comparison::Operators,
    context::Cx,
    options::{DefaultValue, RuleOption},
};

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Queries that can't run, or can't return what they ask for.
    Correctness,
    /// Queries that very likely do something else than was meant.
    Suspicious,
    /// Queries that contradict what their author says about them.
    Intent,
    /// Queries that read more than they need.
    Cost,
    /// Queries that do more work than they need.
    Performance,
    /// Queries that are harder to read than they need to be.
    Style,
    /// Tables, columns, functions and operators on their way out.
    Deprecated,
    /// Queries of alert rules.
    Alert,
    /// Secrets and sources that others control.
    Security,
}

impl Group {
    /// All groups.
    pub const ALL: [Group; 9] = [
        Group::Correctness,
        Group::Suspicious,
        Group::Intent,
        Group::Cost,
        Group::Performance,
        Group::Style,
        Group::Deprecated,
        Group::Alert,
        Group::Security,
    ];

    /// The group's name in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Group::Correctness => "correctness",
            Group::Suspicious => "suspicious",
            Group::Intent => "intent",
            Group::Cost => "cost",
            Group::Performance => "performance",
            Group::Style => "style",
            Group::Deprecated => "deprecated",
            Group::Alert => "alert",
            Group::Security => "security",
        }
    }
}

/// What a name means that rules ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Column,
    /// A column whose name some table deprecates.
    DeprecatedColumn,
    Table,
    WorkspaceFunction,
}

impl Meaning {
    /// How many there are.
    pub(crate) const COUNT: usize = 4;

    /// What a resolution means to rules: nothing, one of these, or a column in both ways.
    pub(crate) fn of(resolution: Resolution<'_>, catalog: &Catalog) -> [Option<Self>; 2] {
        match resolution {
            Resolution::Column(column) => {
                let may_be_deprecated = catalog.may_deprecate_column(column.known_name());
                let deprecated = may_be_deprecated.then_some(Self::DeprecatedColumn);
                [Some(Self::Column), deprecated]
            }
            Resolution::Table(_) => [Some(Self::Table), None],
            Resolution::WorkspaceFunction(_) => [Some(Self::WorkspaceFunction), None],
            _ => [None, None],
        }
    }
}

/// What there has to be for a rule to find anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// Bounds on time.
    Bounds,
    /// Comments for kqlint.
    Directives,
    /// A host that says what kind of rule the query is of, or what it is for.
    Kind,
    /// Problems with names or types.
    Problems,
    /// Words of the author about these very queries.
    Prose,
    /// Tables of the user's own, with their plans.
    Schema,
    /// Syntax errors.
    SyntaxErrors,
}

/// What a rule does with a node.
pub(crate) type Check = for<'a> fn(&mut Cx<'a, '_>, SyntaxNode<'a>);

/// One rule.
pub struct Rule {
    /// Its name, which reads after "allow".
    pub name: &'static str,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// Its page, as Markdown without a title.
    pub docs: &'static str,
    /// What it is about.
    pub group: Group,
    /// How serious its findings are, unless configured otherwise.
    pub level: Level,
    /// The version that it came with.
    pub since: &'static str,
    /// Whether it runs only when asked for.
    pub preview: bool,
    /// What a team may change of it.
    pub options: &'static [RuleOption],
    /// The nodes that it is asked about; none for a rule about comments for kqlint,
    /// which whoever silences findings by them reports.
    pub(crate) kinds: &'static [NodeKind],
    /// The functions whose calls it is asked about, where not about all.
    pub(crate) functions: &'static [&'static str],
    /// What the names mean that it is asked about, where not about all.
    pub(crate) names: &'static [Meaning],
    /// The operators of the binary expressions that it is asked about, where not about all.
    pub(crate) operators: &'static [Operators],
    /// Nodes one of which the text has to have for the rule to find anything; none where that doesn't matter.
    pub(crate) beside: &'static [NodeKind],
    /// What else there has to be for it, all of it.
    pub(crate) given: &'static [Given],
    pub(crate) check: Check,
}

impl Rule {
    /// The option of that name.
    pub fn option(&self, name: &str) -> Option<&'static RuleOption> {
        self.options.iter().find(|option| option.name == name)
    }

    /// The page as Markdown without a title, options included.
    pub fn page(&self) -> String {
        let mut out: String = self
            .docs
            .lines()
            .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
            .collect();
        if !self.options.is_empty() {
            out.push_str("\n## Options\n\n");
        }
        for option in self.options {
            let (name, docs) = (option.name, option.docs);
            let default = match option.default {
                DefaultValue::Number(value) => format!("`{name}` (a number, {value})"),
                DefaultValue::Names => format!("`{name}` (a list of names, `*` for any letters)"),
            };
            out.push_str(&format!("- {default}: {docs}\n"));
        }
        out
    }

    /// Whether it is about comments for kqlint, not about queries.
    pub fn is_about_comments(&self) -> bool {
        self.kinds.is_empty()
    }
}

/// The check of rules about comments: no node is theirs.
pub(crate) fn no_node(_: &mut Cx<'_, '_>, _: SyntaxNode<'_>) {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Declares a rule; its doc comment is the page that users read.
macro_rules! declare_lint {
    (
        $(#[doc = $doc:literal])*
        pub const $constant:ident = {
            name: $name:literal,
            summary: $summary:literal,
            group: $group:ident,
            level: $level:ident,
            since: $since:literal,
            $(preview: $preview:literal,)?
            $(options: [$($option:ident),+ $(,)?],)?
            kinds: [$($kind:ident),* $(,)?],
            $(functions: [$($function:literal),+ $(,)?],)?
            $(names: [$($meaning:ident),+ $(,)?],)?
            $(operators: [$($operator:ident),+ $(,)?],)?
            $(beside: [$($beside:ident),+ $(,)?],)?
            $(given: [$($given:ident),+ $(,)?],)?
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        pub(crate) const $constant: $crate::rule::Rule = $crate::rule::Rule {
            name: $name,
            summary: $summary,
            docs: concat!($($doc, "\n"),*),
            group: $crate::rule::Group::$group,
            level: kqlint_diagnostics::Level::$level,
            since: $since,
            preview: false $(|| $preview)?,
            options: &[$($($option),+)?],
            kinds: &[$(kqlint_syntax::NodeKind::$kind),*],
            functions: &[$($($function),+)?],
            names: &[$($($crate::rule::Meaning::$meaning),+)?],
            operators: &[$($($crate::comparison::Operators::$operator),+)?],
            beside: &[$($(kqlint_syntax::NodeKind::$beside),+)?],
            given: &[$($($crate::rule::Given::$given),+)?],
            check: $check,
        };
    };
}

pub(crate) use declare_lint;
