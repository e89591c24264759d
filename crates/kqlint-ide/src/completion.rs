//! What can be written at the cursor.
//!
//! [`site`] says what fits there, the other modules say what there is of it, and
//! the best come first: what the query itself has in scope, then what the catalog
//! offers, then words of the language.

mod columns;
mod functions;
mod item;
mod operators;
mod rank;
mod site;
mod sources;
mod values;
mod words;

#[cfg(test)]
mod tests;

use kqlint_semantics::Scope;
use text_size::{TextRange, TextSize};

pub use self::item::{Item, ItemKind};
use self::{
    rank::Rank,
    site::{Expects, Opener, Site},
};
use crate::Cx;

/// What can be written at the cursor, the best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completions {
    /// What an item replaces.
    pub replace: TextRange,
    /// The items.
    pub items: Vec<Item>,
    /// Whether the order would be another one after the next letter.
    pub is_incomplete: bool,
}

/// What is gathered at one cursor.
struct Gatherer<'c, 'a> {
    cx: &'c Cx<'a>,
    site: &'c Site<'a>,
    scope: Scope<'a>,
    out: Vec<(Rank, Item)>,
}

/// Offers what fits at a byte; nothing inside comments.
pub fn complete(cx: &Cx<'_>, offset: TextSize) -> Completions {
    let Some(site) = site::site(cx.tree, offset) else {
        return Completions {
            replace: TextRange::empty(offset),
            items: Vec::new(),
            is_incomplete: false,
        };
    };
    let mut gatherer = Gatherer {
        cx,
        site: &site,
        scope: cx.model.scope_at(cx.tree, offset),
        out: Vec::new(),
    };
    gatherer.gather();
    Completions {
        replace: site.replace,
        items: rank::sort(gatherer.out, site.prefix),
        is_incomplete: site.prefix.is_empty() && !site.in_string,
    }
}

impl<'a> Gatherer<'_, 'a> {
    fn add(&mut self, rank: Rank, item: Item) {
        self.out.push((rank, item));
    }

    fn gather(&mut self) {
        if self.site.in_string {
            if let Expects::Operand(Some(comparison)) = self.site.expects {
                values::in_string(self, comparison);
            }
            return;
        }
        match self.site.expects {
            Expects::Source => {
                sources::all(self);
                words::before_source(self);
            }
            Expects::Value => {
                functions::scalar(self);
                sources::all(self);
                words::literals(self);
            }
            Expects::Operator => operators::after_pipe(self),
            Expects::Operand(comparison) => {
                if let Some(comparison) = comparison {
                    values::quoted(self, comparison);
                }
                self.operand();
            }
            Expects::AfterOperand => self.after_operand(),
            Expects::Member(base) => self.member(base),
            Expects::Parameter(name) => words::parameter_values(self, name),
            Expects::Type => words::types(self),
            Expects::Nothing if self.site.opener == Opener::Options => words::options(self),
            Expects::Nothing if site::begins_with_number(self.site.operator) => {
                sources::value_variables(self);
            }
            Expects::Nothing => {}
        }
    }

    /// A value is expected.
    fn operand(&mut self) {
        match (self.site.operator, self.site.clause) {
            ("render", _) => words::render_kinds(self),
            ("evaluate", _) if !matches!(self.site.opener, Opener::Call(_)) => {
                functions::plugins(self)
            }
            ("invoke", _) if !matches!(self.site.opener, Opener::Call(_)) => {
                functions::of_query(self);
                functions::of_workspace(self);
            }
            ("project-away" | "project-keep" | "project-rename" | "project-reorder", _) => {
                columns::in_scope(self);
            }
            ("join" | "lookup", "on") => {
                columns::common(self);
                words::sides(self);
            }
            ("macro-expand" | "graph-match" | "make-graph", _) => columns::in_scope(self),
            ("summarize" | "make-series", "") => {
                columns::in_scope(self);
                functions::aggregates(self);
                self.values();
            }
            ("top-nested" | "top-hitters", "by") => {
                functions::aggregates(self);
                columns::in_scope(self);
                self.values();
            }
            _ => {
                columns::in_scope(self);
                self.values();
            }
        }
    }

    /// Everything that is a value beside columns.
    fn values(&mut self) {
        sources::value_variables(self);
        functions::of_query(self);
        functions::scalar(self);
        words::literals(self);
        words::before_operand(self);
    }

    fn after_operand(&mut self) {
        if self.site.operator.is_empty() && self.site.opener == Opener::Statement {
            return;
        }
        words::after_operand(self);
        operators::between_values(self);
    }

    fn member(&mut self, base: &str) {
        match base {
            // The columns in scope are those of that side.
            "$left" | "$right" => columns::in_scope(self),
            "hint" => words::hints(self),
            _ => {}
        }
    }
}
