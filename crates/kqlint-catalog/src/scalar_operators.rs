//! The operators between two values, for hover and completion.

/// What is known of an operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScalarOperatorFact {
    /// How it is written: `!has_cs`.
    pub name: &'static str,
    /// What it computes or when it is true, in one sentence.
    pub summary: &'static str,
    /// A query that shows it and runs anywhere.
    pub example: &'static str,
}

/// Every operator between two values.
#[must_use]
pub const fn scalar_operators() -> &'static [ScalarOperatorFact] {
    SCALAR_OPERATORS
}

/// The operator written so.
#[must_use]
pub fn scalar_operator(name: &str) -> Option<&'static ScalarOperatorFact> {
    SCALAR_OPERATORS.iter().find(|it| it.name == name)
}

/// One row of the table below.
const fn fact(
    name: &'static str,
    summary: &'static str,
    example: &'static str,
) -> ScalarOperatorFact {
    ScalarOperatorFact {
        name,
        summary,
        example,
    }
}

const SCALAR_OPERATORS: &[ScalarOperatorFact] = &[
    fact("==", "Equal; strings in the same case.", "print 1 == 1"),
    fact("!=", "Not equal; strings in the same case.", "print 1 != 2"),
    fact(
        "=~",
        "Equal strings, whatever the case.",
        r#"print "Ada" =~ "ada""#,
    ),
    fact(
        "!~",
        "Not equal strings, whatever the case.",
        r#"print "Ada" !~ "alan""#,
    ),
    fact("<", "Less than.", "print 1 < 2"),
    fact("<=", "Less than or equal.", "print 1 <= 2"),
    fact(">", "Greater than.", "print 2 > 1"),
    fact(">=", "Greater than or equal.", "print 2 >= 1"),
    fact(
        "+",
        "Sum; also moves a datetime by a timespan.",
        "print datetime(2024-01-01) + 1h",
    ),
    fact(
        "-",
        "Difference; of two datetimes it is a timespan.",
        "print datetime(2024-01-02) - datetime(2024-01-01)",
    ),
    fact("*", "Product.", "print 2 * 3"),
    fact(
        "/",
        "Quotient; of two whole numbers it is a whole number.",
        "print 6.0 / 4",
    ),
    fact("%", "Remainder.", "print 7 % 2"),
    fact("and", "True when both sides are.", "print true and false"),
    fact(
        "or",
        "True when at least one side is.",
        "print true or false",
    ),
    fact(
        "in",
        "Equal to one of the values, in the same case.",
        r#"print "a" in ("a", "b")"#,
    ),
    fact(
        "!in",
        "Equal to none of the values, in the same case.",
        r#"print "c" !in ("a", "b")"#,
    ),
    fact(
        "in~",
        "Equal to one of the values, whatever the case.",
        r#"print "A" in~ ("a", "b")"#,
    ),
    fact(
        "!in~",
        "Equal to none of the values, whatever the case.",
        r#"print "C" !in~ ("a", "b")"#,
    ),
    fact(
        "between",
        "Within a range, both ends included.",
        "print 5 between (1 .. 10)",
    ),
    fact(
        "!between",
        "Outside a range, both ends included in the range.",
        "print 50 !between (1 .. 10)",
    ),
    fact(
        "contains",
        "Holds the text anywhere, whatever the case; slower than `has`.",
        r#"print "the quick fox" contains "uic""#,
    ),
    fact(
        "!contains",
        "Does not hold the text anywhere, whatever the case.",
        r#"print "the quick fox" !contains "xyz""#,
    ),
    fact(
        "contains_cs",
        "Holds the text anywhere, in the same case.",
        r#"print "the quick fox" contains_cs "uic""#,
    ),
    fact(
        "!contains_cs",
        "Does not hold the text anywhere, in the same case.",
        r#"print "the quick fox" !contains_cs "xyz""#,
    ),
    fact(
        "has",
        "Holds the text as a whole term, whatever the case; uses the index.",
        r#"print "the quick fox" has "quick""#,
    ),
    fact(
        "!has",
        "Does not hold the text as a whole term, whatever the case.",
        r#"print "the quick fox" !has "dog""#,
    ),
    fact(
        "has_cs",
        "Holds the text as a whole term, in the same case.",
        r#"print "the quick fox" has_cs "quick""#,
    ),
    fact(
        "!has_cs",
        "Does not hold the text as a whole term, in the same case.",
        r#"print "the quick fox" !has_cs "dog""#,
    ),
    fact(
        "has_any",
        "Holds at least one of the texts as a whole term, whatever the case.",
        r#"print "the quick fox" has_any ("fox", "dog")"#,
    ),
    fact(
        "has_all",
        "Holds each of the texts as a whole term, whatever the case.",
        r#"print "the quick fox" has_all ("fox", "quick")"#,
    ),
    fact(
        "hasprefix",
        "Holds a term that begins with the text, whatever the case.",
        r#"print "the quick fox" hasprefix "qui""#,
    ),
    fact(
        "!hasprefix",
        "Holds no term that begins with the text, whatever the case.",
        r#"print "the quick fox" !hasprefix "do""#,
    ),
    fact(
        "hasprefix_cs",
        "Holds a term that begins with the text, in the same case.",
        r#"print "the quick fox" hasprefix_cs "qui""#,
    ),
    fact(
        "!hasprefix_cs",
        "Holds no term that begins with the text, in the same case.",
        r#"print "the quick fox" !hasprefix_cs "do""#,
    ),
    fact(
        "hassuffix",
        "Holds a term that ends with the text, whatever the case.",
        r#"print "the quick fox" hassuffix "ick""#,
    ),
    fact(
        "!hassuffix",
        "Holds no term that ends with the text, whatever the case.",
        r#"print "the quick fox" !hassuffix "og""#,
    ),
    fact(
        "hassuffix_cs",
        "Holds a term that ends with the text, in the same case.",
        r#"print "the quick fox" hassuffix_cs "ick""#,
    ),
    fact(
        "!hassuffix_cs",
        "Holds no term that ends with the text, in the same case.",
        r#"print "the quick fox" !hassuffix_cs "og""#,
    ),
    fact(
        "startswith",
        "Begins with the text, whatever the case.",
        r#"print "the quick fox" startswith "the""#,
    ),
    fact(
        "!startswith",
        "Does not begin with the text, whatever the case.",
        r#"print "the quick fox" !startswith "fox""#,
    ),
    fact(
        "startswith_cs",
        "Begins with the text, in the same case.",
        r#"print "the quick fox" startswith_cs "the""#,
    ),
    fact(
        "!startswith_cs",
        "Does not begin with the text, in the same case.",
        r#"print "the quick fox" !startswith_cs "fox""#,
    ),
    fact(
        "endswith",
        "Ends with the text, whatever the case.",
        r#"print "the quick fox" endswith "fox""#,
    ),
    fact(
        "!endswith",
        "Does not end with the text, whatever the case.",
        r#"print "the quick fox" !endswith "the""#,
    ),
    fact(
        "endswith_cs",
        "Ends with the text, in the same case.",
        r#"print "the quick fox" endswith_cs "fox""#,
    ),
    fact(
        "!endswith_cs",
        "Does not end with the text, in the same case.",
        r#"print "the quick fox" !endswith_cs "the""#,
    ),
    fact(
        "matches regex",
        "Fits a regular expression of the RE2 dialect.",
        r#"print "abc123" matches regex @"[a-z]+\d+""#,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_and_shown() {
        for fact in scalar_operators() {
            assert_eq!(scalar_operator(fact.name), Some(fact));
            assert!(fact.example.contains(fact.name), "{}", fact.name);
        }
        assert_eq!(scalar_operator("has_"), None);
    }
}
