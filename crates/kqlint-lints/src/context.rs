//! What a rule gets, and how it reports.

use std::{
    cell::{Cell, OnceCell},
    rc::Rc,
};

use kqlint_catalog::{Catalog, Table};
use kqlint_diagnostics::{Diagnostic, Level};
use kqlint_embed::{HostFacts, IntentText, RuleKind};
use kqlint_semantics::{Model, Problem};
use kqlint_syntax::{NodeId, NodeKind, SyntaxNode, SyntaxTree, TextRange};

use crate::{
    comparison::{AllComparisons, Binary, Comparisons, binary},
    guesses::LOOKING,
    nodes::Nodes,
    options::{Options, RuleOption},
    placeholders::is_filled_in,
    prose::Prose,
    readings::Readings,
    report::Report,
    rule::Given,
    text_work::TextWork,
    times::Times,
    unknown::Unknown,
    uses::Uses,
};

/// One parsed and analysed text, with what its host says about it.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The syntax tree.
    pub tree: &'a SyntaxTree,
    /// What its names mean.
    pub model: &'a Model,
    /// The tables and functions that it was analysed with.
    pub catalog: &'a Catalog,
    /// Texts of the host around the query.
    pub intents: &'a [IntentText],
    /// What fields of the host say about the query.
    pub facts: &'a HostFacts,
}

/// What a rule's check works with.
pub(crate) struct Cx<'a, 'i> {
    pub(crate) input: &'i Input<'a>,
    nodes: &'i Nodes<'a>,
    options: &'i Options,
    prose: OnceCell<Rc<[Prose<'a>]>>,
    times: OnceCell<Rc<Times>>,
    readings: OnceCell<Readings<'a>>,
    uses: OnceCell<Uses>,
    unknown: OnceCell<Rc<[Unknown<'a>]>>,
    looks_for_columns: OnceCell<bool>,
    is_function: OnceCell<bool>,
    text_work: OnceCell<TextWork>,
    binaries: OnceCell<Vec<Option<Binary<'a>>>>,
    comparisons: OnceCell<AllComparisons<'a>>,
    /// The node that a rule is asked about: its kind, and how many of the kind stand before it.
    place: (NodeKind, usize),
    /// The table that was asked for last.
    table: Cell<Option<(&'a str, Option<Table<'a>>)>>,
    /// The name and the level of the rule that is at work.
    rule: (&'static str, Level),
    out: Vec<Diagnostic>,
}

impl<'a, 'i> Cx<'a, 'i> {
    pub(crate) fn new(input: &'i Input<'a>, nodes: &'i Nodes<'a>, options: &'i Options) -> Self {
        Self {
            input,
            nodes,
            options,
            prose: OnceCell::new(),
            times: OnceCell::new(),
            readings: OnceCell::new(),
            uses: OnceCell::new(),
            unknown: OnceCell::new(),
            looks_for_columns: OnceCell::new(),
            is_function: OnceCell::new(),
            text_work: OnceCell::new(),
            binaries: OnceCell::new(),
            comparisons: OnceCell::new(),
            place: (NodeKind::SourceFile, 0),
            table: Cell::new(None),
            rule: ("", Level::Hint),
            out: Vec::new(),
        }
    }

    /// Turns to the node of a kind that so many of the kind stand before.
    pub(crate) fn enter(&mut self, kind: NodeKind, position: usize) {
        self.place = (kind, position);
    }

    /// Whether there is what a rule asks for.
    pub(crate) fn has(&self, given: Given) -> bool {
        let Input {
            tree, model, facts, ..
        } = self.input;
        match given {
            Given::Bounds => !self.times().bounds.is_empty(),
            Given::Directives => tree.directives().next().is_some(),
            Given::Kind => facts.kind.is_some(),
            Given::Problems => !model.problems().is_empty(),
            Given::Prose => self.prose().iter().any(|it| it.is_direct),
            Given::Schema => self.catalog().has_own_schema(),
            Given::SyntaxErrors => !tree.errors().is_empty(),
        }
    }

    /// Names the rule that is at work.
    pub(crate) fn begin(&mut self, rule: &'static str, level: Level) {
        self.rule = (rule, level);
    }

    /// The number of an option of the rule that is at work.
    pub(crate) fn number(&self, option: &RuleOption) -> u32 {
        self.options.number(self.rule.0, option)
    }

    /// Whether an option of the rule that is at work names something.
    pub(crate) fn names(&self, option: &RuleOption, name: &str) -> bool {
        self.options.names(self.rule.0, option, name)
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.out
    }

    pub(crate) fn tree(&self) -> &'a SyntaxTree {
        self.input.tree
    }

    pub(crate) fn model(&self) -> &'a Model {
        self.input.model
    }

    pub(crate) fn catalog(&self) -> &'a Catalog {
        self.input.catalog
    }

    /// What can't be right, apart from names that are filled in before the query runs.
    pub(crate) fn problems(&self) -> impl Iterator<Item = &'a Problem> + use<'a> {
        let tree = self.tree();
        let is_own = move |it: &&Problem| !tree.node(it.node).is_some_and(is_filled_in);
        self.model().problems().iter().filter(is_own)
    }

    /// Whether the host runs the query on a window of time of its own.
    pub(crate) fn has_window(&self) -> bool {
        let facts = self.input.facts;
        let brings_window = matches!(
            facts.kind,
            Some(
                RuleKind::Connector
                    | RuleKind::NearRealTime
                    | RuleKind::SummaryRule
                    | RuleKind::Transformation
            )
        );
        brings_window
            || facts.period.is_some()
            || facts.window.is_some()
            || facts.time_context.is_some()
    }

    /// The table of that name, which mostly is the one that was asked for last.
    pub(crate) fn table(&self, name: &'a str) -> Option<Table<'a>> {
        if let Some((last, table)) = self.table.get()
            && std::ptr::eq(last, name)
        {
            return table;
        }
        let table = self.catalog().table(name);
        self.table.set(Some((name, table)));
        table
    }

    /// All nodes of the text.
    pub(crate) fn nodes(&self) -> &'i Nodes<'a> {
        self.nodes
    }

    /// The comparison that the node at hand is.
    pub(crate) fn binary(&self) -> Option<Binary<'a>> {
        let (kind, position) = self.place;
        let here = self.binaries().get(position);
        here.filter(|_| kind == NodeKind::BinaryExpression)
            .copied()?
    }

    /// The comparison that some node is.
    pub(crate) fn binary_of(&self, node: SyntaxNode<'_>) -> Option<Binary<'a>> {
        let is_one = node.kind() == NodeKind::BinaryExpression;
        let position = is_one.then(|| self.nodes.position(node)).flatten()?;
        self.binaries().get(position).copied()?
    }

    /// The comparisons that the binary expressions are, in the order of the text.
    pub(crate) fn binaries(&self) -> &[Option<Binary<'a>>] {
        let all = || self.nodes.of(NodeKind::BinaryExpression);
        self.binaries
            .get_or_init(|| all().iter().map(|it| binary(*it)).collect())
    }

    /// What the node at hand compares with text.
    pub(crate) fn comparisons(&self) -> Comparisons<'a> {
        let (kind, position) = self.place;
        self.all_comparisons().of(kind, position)
    }

    /// What some node compares with text.
    pub(crate) fn comparisons_of(&self, node: SyntaxNode<'_>) -> Comparisons<'a> {
        let position = self.nodes.position(node).unwrap_or(usize::MAX);
        self.all_comparisons().of(node.kind(), position)
    }

    fn all_comparisons(&self) -> &AllComparisons<'a> {
        let collect = || AllComparisons::collect(self.nodes, self.binaries(), self.input.model);
        self.comparisons.get_or_init(collect)
    }

    /// What the author says about the queries of this text.
    pub(crate) fn prose(&self) -> Rc<[Prose<'a>]> {
        let collect = || crate::prose::collect(self.input.tree, self.input.intents).into();
        Rc::clone(self.prose.get_or_init(collect))
    }

    /// Whether the author says one of these words, in small letters, about a part of the text.
    pub(crate) fn says_word(&self, part: SyntaxNode<'_>, words: &[&str]) -> bool {
        self.prose().iter().any(|prose| {
            let mut said = prose.words().iter();
            prose.reach.intersect(part.text_range()).is_some()
                && said.any(|it| words.contains(&it.text.as_ref()))
        })
    }

    /// Whether a comment has one of these phrases, in small letters.
    pub(crate) fn comments_say(&self, phrases: &[&str]) -> bool {
        let prose = self.prose();
        let mut comments = prose.iter().filter(|it| it.is_comment());
        comments.any(|it| {
            let text = it.text.to_lowercase();
            phrases.iter().any(|phrase| text.contains(phrase))
        })
    }

    /// What the text says about time.
    pub(crate) fn times(&self) -> Rc<Times> {
        let collect = || {
            Rc::new(Times::collect(
                self.nodes,
                self.binaries(),
                self.input.model,
            ))
        };
        Rc::clone(self.times.get_or_init(collect))
    }

    /// Where the text reads which names.
    pub(crate) fn readings(&self) -> &Readings<'a> {
        self.readings.get_or_init(|| Readings::collect(self.nodes))
    }

    /// Whether a part of the text takes text apart for each row.
    pub(crate) fn takes_apart(&self, part: SyntaxNode<'_>) -> bool {
        let collect = || TextWork::collect(self.nodes, self.binaries(), self.input.model);
        self.text_work.get_or_init(collect).is_in(part)
    }

    /// How many names mean what a node declares.
    pub(crate) fn uses(&self, declaration: NodeId) -> u32 {
        let collect = || Uses::collect(self.nodes, self.input.tree, self.input.model);
        self.uses.get_or_init(collect).of(declaration)
    }

    /// The columns that the text names and the rows don't have.
    pub(crate) fn unknown(&self) -> Rc<[Unknown<'a>]> {
        let collect = || crate::unknown::collect(self).into();
        Rc::clone(self.unknown.get_or_init(collect))
    }

    /// Whether the text looks for columns by their names: the types of those are anybody's guess.
    pub(crate) fn looks_for_columns(&self) -> bool {
        let text = self.input.tree.text();
        let look = || LOOKING.iter().any(|it| text.contains(it));
        *self.looks_for_columns.get_or_init(look)
    }

    /// Whether the text is to be saved as a function, whose caller bounds the time.
    pub(crate) fn is_function(&self) -> bool {
        let look = || crate::saved::is_function(self);
        *self.is_function.get_or_init(look)
    }

    /// Reports what is wrong with a node.
    pub(crate) fn report(
        &mut self,
        node: SyntaxNode<'_>,
        message: impl Into<String>,
    ) -> Report<'_> {
        self.report_at(node.text_range(), message)
    }

    /// Reports what is wrong at a range of the query.
    pub(crate) fn report_at(&mut self, range: TextRange, message: impl Into<String>) -> Report<'_> {
        let (rule, level) = self.rule;
        self.out.push(Diagnostic {
            rule,
            level,
            message: message.into(),
            range,
            label: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fixes: Vec::new(),
        });
        let last = self.out.len() - 1;
        Report::on(&mut self.out[last])
    }
}

/// User text for a message: in backticks, cut at 40 characters, control characters escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("`");
    for (count, c) in text.chars().enumerate() {
        if count == 40 {
            out.push('…');
            break;
        }
        if c.is_control() {
            out.extend(c.escape_default())
        } else {
            out.push(c)
        }
    }
    out.push('`');
    out
}
