//! Numbers of rows that prose states: "top 10".

use kqlint_syntax::TextRange;

use super::{Prose, window::number, words::Word};

/// "top 10", in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The whole phrase.
    pub phrase: TextRange,
    /// The number.
    pub amount: TextRange,
    /// How many.
    pub count: u64,
}

/// Every "top N" of a text.
pub fn counts(prose: &Prose<'_>) -> Vec<Count> {
    let text = prose.text;
    if !["top", "Top", "TOP"].iter().any(|top| text.contains(top)) {
        return Vec::new();
    }
    let mut before = None;
    prose
        .words()
        .windows(2)
        .filter_map(|pair| {
            let [top, amount] = pair else { return None };
            // "SELECT TOP 100" is SQL.
            let is_sql = before
                .replace(&top.text)
                .is_some_and(|word| word == "select");
            let is_joined = text
                .get(usize::from(top.range.end())..usize::from(amount.range.start()))
                .is_some_and(|between| matches!(between, " " | "-" | "  "));
            let count = number(&amount.text)?;
            (top.text == "top" && !is_sql && is_joined && !is_percent(text, amount)).then_some(
                Count {
                    phrase: top.range.cover(amount.range),
                    amount: amount.range,
                    count,
                },
            )
        })
        .collect()
}

fn is_percent(text: &str, word: &Word<'_>) -> bool {
    let rest = text
        .get(usize::from(word.range.end())..)
        .unwrap_or_default();
    let rest = rest.trim_start();
    rest.starts_with('%') || rest.starts_with("percent") || rest.starts_with(['.', ','])
}

#[cfg(test)]
mod tests {
    use super::{Prose, counts};

    #[track_caller]
    fn check(text: &str, expected: &[u64]) {
        let found: Vec<u64> = counts(&Prose::comment(text))
            .iter()
            .map(|count| count.count)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn digits_and_words() {
        check("Top 10 clusters by running nodes", &[10]);
        check("the top five users, and the top-3 hosts", &[5, 3]);
    }

    #[test]
    fn shares_and_other_numbers_are_none() {
        check("the top 10 % of all users", &[]);
        check("on top of 10 others", &[]);
        check("10 rows", &[]);
        check("in SQL: SELECT TOP 100 * FROM T", &[]);
    }
}
