//! The tabular operators, for hover and completion.

mod facts;

use facts::OPERATORS;

/// Where a tabular operator may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperatorPlace {
    /// At the start of a query, in the place of a table.
    Source,
    /// After `|`.
    Pipe,
    /// At the start and after `|`.
    Either,
    /// After `|`, where the left side is a graph.
    Graph,
}

/// What is known of a tabular operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatorFact {
    /// The word it begins with: `mv-expand`.
    pub name: &'static str,
    /// Where it may stand.
    pub place: OperatorPlace,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Its form, with `[…]` around what may be left out.
    pub syntax: &'static str,
    /// A query that shows it and runs anywhere; none where that needs a cluster.
    pub example: Option<&'static str>,
}

/// Every tabular operator, sorted by name.
#[must_use]
pub const fn operators() -> &'static [OperatorFact] {
    OPERATORS
}

/// The tabular operator of that name.
#[must_use]
pub fn operator(name: &str) -> Option<&'static OperatorFact> {
    let at = OPERATORS.binary_search_by(|it| it.name.cmp(name)).ok()?;
    OPERATORS.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found() {
        assert!(OPERATORS.is_sorted_by(|a, b| a.name < b.name));
        for fact in operators() {
            assert_eq!(operator(fact.name), Some(fact));
        }
        assert_eq!(operator("wher"), None);
    }

    #[test]
    fn summaries_are_sentences_and_examples_show_the_operator() {
        for fact in operators() {
            assert!(fact.summary.ends_with('.'), "{}", fact.name);
            assert!(fact.syntax.starts_with(fact.name), "{}", fact.name);
            assert!(
                fact.example.is_none_or(|it| it.contains(fact.name)),
                "{}",
                fact.name
            );
        }
    }
}
