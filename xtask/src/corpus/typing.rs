//! What a query says while it is typed: each beginning of it has few findings and keeps the steps that are complete.

use std::collections::{BTreeMap, HashSet};

use kqlint_syntax::{NodeKind, SyntaxTree, TextRange, TokenKind, parse};

use super::{Row, gate::Figures, syntax::excerpt};

/// So many queries are typed, spread over the corpus.
const QUERIES: usize = 200;

/// Longer ones are left out, since the time for all beginnings grows with the square of the length.
const LONGEST: usize = 4000;

/// More findings than this at once are too many.
const FEW: usize = 2;

/// What was measured.
#[derive(Default)]
pub(crate) struct Typing<'r> {
    queries: usize,
    beginnings: usize,
    most: usize,
    many: Vec<(&'r Row, usize, String)>,
    lost: Vec<(&'r Row, usize, String)>,
}

/// Parses every beginning of queries that are spread over the accepted ones.
pub(crate) fn measure(rows: &[Row]) -> Typing<'_> {
    let accepted: Vec<&Row> = rows
        .iter()
        .filter(|row| !row.templated && row.is_accepted() && row.text.len() <= LONGEST)
        .collect();
    let mut out = Typing::default();
    let stride = (accepted.len() / QUERIES).max(1);
    for row in accepted.into_iter().step_by(stride).take(QUERIES) {
        out.type_out(row);
    }
    out
}

impl<'r> Typing<'r> {
    fn type_out(&mut self, row: &'r Row) {
        let tree = parse(&row.text);
        if !tree.errors().is_empty() {
            return;
        }
        self.queries += 1;
        let mut complete = steps(&tree);
        complete.sort_unstable_by_key(|step| step.end);
        for (end, _) in row.text.char_indices() {
            let Some(beginning) = row.text.get(..end) else {
                continue;
            };
            self.beginnings += 1;
            let tree = parse(beginning);
            let found = tree.errors().len();
            self.most = self.most.max(found);
            if found > FEW {
                let messages: Vec<String> = tree
                    .errors()
                    .iter()
                    .map(|error| error.message(&tree))
                    .collect();
                self.many.push((row, end, messages.join("; ")));
            }
            let there: HashSet<(NodeKind, TextRange)> = steps(&tree)
                .into_iter()
                .map(|step| (step.kind, step.range))
                .collect();
            let lost = complete
                .iter()
                .take_while(|step| step.end <= end)
                .find(|step| !there.contains(&(step.kind, step.range)));
            if let Some(step) = lost {
                self.lost.push((row, end, format!("{:?}", step.kind)));
            }
        }
    }

    /// Prints figures, and `show` beginnings of each kind, one a query.
    pub(crate) fn print(&self, show: usize) {
        println!(
            "while typing: {} beginnings of {} queries, at most {} findings; {} have more than {FEW}, {} lose a complete step",
            self.beginnings,
            self.queries,
            self.most,
            self.many.len(),
            self.lost.len()
        );
        for (what, list) in [("many", &self.many), ("lost", &self.lost)] {
            let mut last = "";
            let first_of_query = list
                .iter()
                .filter(|(row, ..)| std::mem::replace(&mut last, &row.id) != row.id);
            for (row, end, detail) in first_of_query.take(show) {
                let around = excerpt(&row.text, *end);
                println!("  {what} {} {}: {detail} at {around}", row.file, row.id);
            }
        }
    }

    /// The figures that may only improve.
    pub(crate) fn figures(&self) -> Figures {
        Figures {
            same: BTreeMap::from([("queries", self.queries), ("beginnings", self.beginnings)]),
            grow: BTreeMap::new(),
            shrink: BTreeMap::from([
                ("most", self.most),
                ("many", self.many.len()),
                ("lost", self.lost.len()),
            ]),
        }
    }
}

/// A step of a pipeline, and the end of the token behind it, with which it is complete.
struct Step {
    kind: NodeKind,
    range: TextRange,
    end: usize,
}

/// Every step behind a pipe that something ends: another pipe, a semicolon or a closing bracket.
fn steps(tree: &SyntaxTree) -> Vec<Step> {
    let pipes = tree.root().descendants();
    let pipes = pipes.filter(|node| node.kind() == NodeKind::PipeExpression);
    pipes
        .flat_map(|pipe| pipe.children().skip(1))
        .filter_map(|step| {
            let behind = step.last_token()?.next_significant()?;
            matches!(
                behind.kind(),
                TokenKind::Pipe | TokenKind::Semicolon | TokenKind::RParen
            )
            .then(|| Step {
                kind: step.kind(),
                range: step.text_range(),
                end: behind.text_range().end().into(),
            })
        })
        .collect()
}
