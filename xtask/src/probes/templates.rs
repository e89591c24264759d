//! Microsoft's verdict on templated queries, with something fitting in place of each placeholder.

use std::path::Path;

use kqlint_syntax::{PlaceholderStyles, SyntaxToken, TokenKind, parse_template};

use super::oracle;
use crate::corpus::Row;

/// What takes the place of a placeholder, from what stands around it.
type Filling = fn(Place<'_>) -> &'static str;

/// The tokens around a placeholder.
#[derive(Clone, Copy)]
struct Place<'t> {
    token: SyntaxToken<'t>,
    before: Option<SyntaxToken<'t>>,
    after: Option<SyntaxToken<'t>>,
}

/// Tried one after another, for the texts that are still rejected: what the place suggests first, then one thing everywhere.
const FILLINGS: &[Filling] = &[
    |place| place.suggests("1"),
    |place| place.suggests("\"x\""),
    |place| place.suggests("x"),
    |_| "x",
    |_| "1",
    |_| "",
    |_| "| take 1",
    |_| "and x == 1",
    |_| "\"x\"",
    |place| place.suggests("kind=inner"),
    |place| place.suggests("(x)"),
    |place| place.suggests("let x = 1;"),
    |_| "desc",
    |_| "by x",
];

impl Place<'_> {
    /// What fits between its neighbours, with a `value` where an expression must stand.
    fn suggests(self, value: &'static str) -> &'static str {
        use TokenKind as T;
        let joint_before = self
            .token
            .prev()
            .is_some_and(|before| before.kind() == T::Identifier);
        let joint_after = self.token.next().is_some_and(|after| {
            matches!(after.kind(), T::Identifier | T::TimeSpanLiteral) || after.kind().is_keyword()
        });
        if joint_before {
            return "x";
        }
        let before = self.before.map(SyntaxToken::kind);
        let after = self.after.map(SyntaxToken::kind);
        match (before, after) {
            // The unit of a duration: `{days}d`.
            _ if joint_after && before != Some(T::Pipe) => "1",
            (None | Some(T::Semicolon | T::LBrace), _) => "x",
            (Some(T::Pipe), _) => "take 1",
            (
                Some(T::Identifier | T::RParen | T::RBracket),
                Some(T::Pipe | T::AndKw | T::OrKw | T::RParen | T::EndOfFile),
            ) => "> 1",
            (Some(kind), Some(T::Pipe | T::EndOfFile)) if kind.is_literal() => "| take 1",
            (Some(T::Identifier), Some(T::Identifier | T::LParen)) => "==",
            _ => value,
        }
    }
}

/// What was asked.
pub(super) struct Verdicts<'r> {
    texts: usize,
    oracle_accepts: usize,
    both_accept: usize,
    wrongly_rejected: Vec<(&'r Row, String)>,
    we_accept_alone: usize,
}

/// Fills the placeholders of each templated text and asks the oracle, until it accepts one of the fillings.
pub(super) fn ask<'r>(folder: &Path, rows: &'r [Row]) -> anyhow::Result<Verdicts<'r>> {
    let templated: Vec<&Row> = rows.iter().filter(|row| row.templated).collect();
    let mut accepted = vec![false; templated.len()];
    for filling in FILLINGS {
        let open: Vec<usize> = (0..templated.len())
            .filter(|&index| !accepted[index])
            .collect();
        let texts: Vec<String> = open
            .iter()
            .map(|&index| fill(&templated[index].text, *filling))
            .collect();
        let verdicts = oracle::ask(folder, &texts)?;
        for (index, verdict) in open.into_iter().zip(verdicts) {
            accepted[index] = verdict.is_some_and(|error| error.is_empty());
        }
    }
    let mut out = Verdicts {
        texts: templated.len(),
        oracle_accepts: 0,
        both_accept: 0,
        wrongly_rejected: Vec::new(),
        we_accept_alone: 0,
    };
    for (row, accepted) in templated.into_iter().zip(accepted) {
        let tree = parse_template(&row.text, PlaceholderStyles::ALL);
        match (accepted, tree.errors().first()) {
            (true, None) => out.both_accept += 1,
            (true, Some(error)) => out.wrongly_rejected.push((row, error.message(&tree))),
            (false, None) => out.we_accept_alone += 1,
            (false, Some(_)) => {}
        }
        out.oracle_accepts += usize::from(accepted);
    }
    Ok(out)
}

/// The text with its placeholders filled.
fn fill(text: &str, filling: Filling) -> String {
    let tree = parse_template(text, PlaceholderStyles::ALL);
    tree.root()
        .tokens()
        .map(|token| {
            if token.kind() != TokenKind::Placeholder {
                return token.text();
            }
            filling(Place {
                token,
                before: token.prev_significant(),
                after: token.next_significant(),
            })
        })
        .collect()
}

impl Verdicts<'_> {
    /// Prints figures, and `show` texts that we reject.
    pub(super) fn print(&self, show: usize) {
        let share = 100.0 * self.both_accept as f64 / self.oracle_accepts.max(1) as f64;
        println!(
            "templated: {} texts; the oracle accepts {} of them with one of {} fillings, we accept {} of these ({share:.2} %)",
            self.texts,
            self.oracle_accepts,
            FILLINGS.len(),
            self.both_accept
        );
        println!(
            "of the other {} we accept {}",
            self.texts - self.oracle_accepts,
            self.we_accept_alone
        );
        for (row, message) in self.wrongly_rejected.iter().take(show) {
            println!("  rejected {} {}: {message}", row.file, row.id);
        }
    }
}
