//! Hosts that are trees of keys and values: JSON and YAML.
//!
//! Each host reads its own text into the same small tree. Which keys hold
//! queries, and which neighbours say something about them, is the same for all.

mod builder;
mod context;
pub(crate) mod interpolation;
mod keys;
mod scalar;

use std::borrow::Cow;

pub(crate) use builder::TreeBuilder;
use context::Context;
pub(crate) use context::Level;
pub(crate) use scalar::{Scalar, Style};

use crate::budget::{self, Budget};
use crate::facts::HostFacts;
use crate::fragment::{Extraction, Fragment, PlaceholderStyle, Problem};
use crate::json;
use crate::line_comment;
use crate::sniff::{has_query_operator, may_mention_query};
use crate::source_map::SourceMap;
use crate::span::{BYTE_ORDER_MARK, text_range};

/// How deep strings are read that hold a tree of their own.
const MAX_NESTED_TEXTS: usize = 4;

/// How deep a tree is read.
pub(crate) const MAX_DEPTH: usize = 128;

/// A part of the host.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    Map(Vec<(Cow<'a, str>, Node<'a>)>),
    List(Vec<Node<'a>>),
    Scalar(Scalar<'a>),
}

/// How one kind of host writes its values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    /// Whether `[…]` in a string is an expression that the host evaluates.
    pub(crate) has_bracket_expressions: bool,
    pub(crate) placeholders: &'static [PlaceholderStyle],
    /// What begins a comment that ends with its line.
    pub(crate) comment_marks: &'static [&'static str],
}

/// What a host's parser makes of a text.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    pub(crate) root: Option<Node<'a>>,
    /// Why the text, or the rest of it, cannot be read.
    pub(crate) problem: Option<Problem>,
}

/// The queries in a host that `read` turns into a tree.
///
/// A file that has nothing to do with queries is nobody's business here, so
/// that an error in it is reported only where a query seems to be lost.
pub(crate) fn extract(
    text: &str,
    dialect: Dialect,
    read: impl for<'t> FnOnce(&'t str) -> Tree<'t>,
) -> Extraction {
    if !may_mention_query(text) {
        return Extraction::default();
    }
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mark = text.len() - body.len();
    let tree = read(body);
    let mut extraction = Extraction {
        fragments: tree
            .root
            .map_or_else(Vec::new, |root| fragments(body, &root, dialect)),
        ..Extraction::default()
    };
    if has_query_operator(text) {
        extraction.problems.extend(tree.problem);
    }
    if mark > 0 {
        extraction.move_outside(&SourceMap::identity(text_range(&(mark..text.len()))));
    }
    extraction.comments = line_comment::find(text, dialect.comment_marks, &extraction.fragments);
    extraction
}

/// The queries in a tree, in the order of the text.
fn fragments(host: &str, root: &Node<'_>, dialect: Dialect) -> Vec<Fragment> {
    let mut walk = Walk {
        host,
        dialect,
        nested_texts: 0,
        levels: Vec::new(),
        fragments: Vec::new(),
        budget: Budget::of(host.len()),
    };
    walk.node("", root);
    walk.fragments
}

struct Walk<'a, 'n> {
    host: &'a str,
    dialect: Dialect,
    /// How many strings surround the text that is being read.
    nested_texts: usize,
    /// The maps that surround the node, outermost first.
    levels: Vec<Level<'n>>,
    fragments: Vec<Fragment>,
    budget: Budget,
}

impl<'n> Walk<'_, 'n> {
    fn node(&mut self, key: &'n str, node: &'n Node<'n>) {
        match node {
            Node::Map(entries) => {
                if self.levels.len() >= MAX_DEPTH {
                    return;
                }
                self.levels.push(Level::new(key, entries));
                for (key, value) in entries {
                    self.node(key, value);
                }
                self.levels.pop();
            }
            Node::List(items) => {
                for item in items {
                    self.node(key, item);
                }
            }
            Node::Scalar(scalar) => self.scalar(key, scalar),
        }
    }

    fn scalar(&mut self, key: &str, scalar: &Scalar<'_>) {
        let context = Context::new(self.host, &self.levels, self.dialect);
        if context.is_query(key, scalar) {
            let Some((text, map)) = scalar.mapped(self.host) else {
                return;
            };
            let mut fragment = Fragment {
                text,
                map,
                intents: Vec::new(),
                facts: HostFacts::default(),
                placeholders: self.dialect.placeholders,
            };
            if !self.budget.is_spent() {
                fragment.intents = context.intents();
                fragment.facts = context.facts(key);
                let len = budget::len_of(&fragment.intents) + fragment.facts.text_len();
                self.budget.pay(len);
            }
            self.fragments.push(fragment);
        } else if self.nested_texts < MAX_NESTED_TEXTS && keys::may_hold_tree(&scalar.value) {
            self.nested_text(scalar);
        }
    }

    /// A string that holds a tree of its own, such as a workbook in a template.
    fn nested_text(&mut self, scalar: &Scalar<'_>) {
        let Some((text, outer)) = scalar.mapped(self.host) else {
            return;
        };
        let Some(root) = json::read(&text).root else {
            return;
        };
        let mut walk = Walk {
            host: &text,
            dialect: self.dialect,
            nested_texts: self.nested_texts + 1,
            levels: Vec::new(),
            fragments: Vec::new(),
            budget: Budget::of(text.len()),
        };
        walk.node("", &root);
        for mut fragment in walk.fragments {
            fragment.move_outside(&outer);
            self.fragments.push(fragment);
        }
    }
}
