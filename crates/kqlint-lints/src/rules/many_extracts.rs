//! Several `extract()` of one text.

use kqlint_diagnostics::Place;
use kqlint_semantics::Model;
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::{
    context::{Cx, quoted},
    lineage::are_few,
    literal::text,
    query::{self, Call, call_of, same, step_before, steps_after},
    rule::declare_lint,
};

declare_lint! {
    /// Finds three and more `extract()` that read the same text in a row, and look for a key with a value behind it.
    ///
    /// ## Why is this bad?
    ///
    /// Each call runs a regular expression over the whole text again.
    /// `parse` goes over it once and names parts that always come in the same order, and `parse-kv` names pairs of a key and a value in any order.
    ///
    /// Where most of them look for the keys of JSON or the tags of XML, it is read with `parse_json()` or `parse_xml()`.
    ///
    /// The rule speaks where most of the expressions say where the value ends, as in `key=([^;]+)` and `key=(\S+)`: shapes that stand anywhere in a text need a regular expression.
    /// Several tries for one value, as in `coalesce(extract(…), extract(…))`, count once, and rows that the query writes out are left alone.
    /// Where nothing fits the text, there is nothing to be gained; the rule is for teams that look after the cost of their parsers.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend A = extract("a=([^;]+)", 1, ErrorDetails), B = extract("b=([^;]+)", 1, ErrorDetails), C = extract("c=([^;]+)", 1, ErrorDetails)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | parse ErrorDetails with * "a=" A ";b=" B ";c=" C ";" *
    /// ```
    pub const MANY_EXTRACTS = {
        name: "many-extracts",
        summary: "several `extract()` of one text",
        group: Performance,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [ExtendOperator],
        check: check,
    }
}

/// So many passes over one text are worth one `parse`.
const MANY: usize = 3;

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    // The first step of a row speaks for all.
    let before = step_before(node).filter(|step| step.kind() == NodeKind::ExtendOperator);
    if before.is_some() || node.has_error() || are_few(cx.model(), node) {
        return;
    }
    let run = steps_after(node).take_while(|step| step.kind() == NodeKind::ExtendOperator);
    let calls: Vec<_> = [node]
        .into_iter()
        .chain(run)
        .flat_map(|step| extracts(cx.model(), step))
        .collect();
    let Some(same) = calls
        .iter()
        .map(|call| of_same_text(&calls, call))
        .find(|same| places(same) >= MANY && are_most(cx.model(), same, is_pair))
    else {
        return;
    };
    let (Some(first), Some(last)) = (same.first(), same.last()) else {
        return;
    };
    let Some(source) = first.arguments.get(2) else {
        return;
    };
    let count = same.len();
    let most = |reads: fn(&str) -> bool| are_most(cx.model(), &same, reads);
    let help = if most(reads_json) {
        "read it once, with `parse_json()`"
    } else if most(reads_xml) {
        "read it once, with `parse_xml()`"
    } else {
        "take the text apart once, with `parse`, or `parse-kv` for pairs"
    };
    cx.report(
        first.node,
        format!(
            "{count} regular expressions read {} one after the other",
            quoted(source.text())
        ),
    )
    .related(Place::Query(last.node.text_range()), "the last of them")
    .help(help);
}

/// How many values calls read: those that stand in one choice are tries for the same one.
fn places(calls: &[&Call<'_>]) -> usize {
    let choice = |call: &&Call<'_>| {
        let around = call.node.ancestors();
        let inside = around.take_while(|it| it.kind() != NodeKind::ExtendOperator);
        let choices = inside.filter(|it| calls_one_of(*it));
        choices.last().unwrap_or(call.node).id()
    };
    let mut places: Vec<_> = calls.iter().map(choice).collect();
    places.dedup();
    places.len()
}

/// Whether a node is a choice between values.
fn calls_one_of(node: SyntaxNode<'_>) -> bool {
    query::calls(node, &["case", "coalesce", "iff", "iif"])
}

/// Whether the patterns of most calls are of one shape.
fn are_most(model: &Model, calls: &[&Call<'_>], shape: fn(&str) -> bool) -> bool {
    let is_one = |call: &&&Call<'_>| {
        let pattern = call.arguments.first().and_then(|it| text(model, *it));
        pattern.is_some_and(|it| shape(&it))
    };
    calls.iter().filter(is_one).count() * 2 > calls.len()
}

/// Whether a pattern is a literal key and a value that ends at a delimiter: `key=([^;]+)`, `key=(.*?);`, `key=(\S+)`.
fn is_pair(pattern: &str) -> bool {
    let Some((key, value)) = split_at_group(pattern) else {
        return false;
    };
    // White space and quotes may stand around a key, and a dot in it is mostly meant as one.
    let key = ["\\s*", "\\s+", "\\s", "\\b", "\\\"?", "\"?"]
        .iter()
        .fold(key.to_owned(), |key, it| key.replace(it, " "));
    let key = key.trim_start_matches(".*").replace('\\', "");
    let is_literal = !key.contains(['*', '+', '?', '[', '{', '|', '^', '$']);
    let (value, behind) = value.split_once(')').unwrap_or((value, ""));
    let is_assigned = key.trim_end_matches([' ', '"', '\'']).ends_with('=');
    let has_end = value.starts_with("[^")
        || matches!(value, ".*?" | ".+?") && !behind.is_empty()
        || matches!(value, "\\w+" | "\\S+" | "\\d+") && is_assigned;
    is_literal && key.contains(char::is_alphanumeric) && has_end
}

/// What stands before the first group of a pattern, and what behind its bracket.
fn split_at_group(pattern: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    let open = pattern.char_indices().find(|(_, c)| {
        let is_group = *c == '(' && !escaped;
        escaped = *c == '\\' && !escaped;
        is_group
    });
    let (key, group) = pattern.split_at(open?.0);
    Some((key, group.strip_prefix('(')?))
}

/// Whether a pattern looks for a key of JSON: `"Name":"([^"]+)"`.
fn reads_json(pattern: &str) -> bool {
    let plain = pattern.replace(['\\', ' '], "").replace("s*", "");
    plain.contains("\":")
}

/// Whether a pattern looks for what stands between two tags: `<Name>(.*?)</Name>`, `Name="Port">([^<]+)`.
fn reads_xml(pattern: &str) -> bool {
    split_at_group(pattern).is_some_and(|(key, value)| {
        let (value, behind) = value.split_once(')').unwrap_or((value, ""));
        let ends = value.starts_with("[^<") || behind.trim_start_matches('\\').starts_with('<');
        key.ends_with('>') && ends
    })
}

/// The calls that read the same text.
fn of_same_text<'c, 't>(calls: &'c [Call<'t>], call: &Call<'t>) -> Vec<&'c Call<'t>> {
    let source = call.arguments.get(2);
    let reads_same = |other: &&Call<'t>| match (source, other.arguments.get(2)) {
        (Some(source), Some(other)) => same(*source, *other),
        _ => false,
    };
    calls.iter().filter(reads_same).collect()
}

/// Calls of `extract()` with a known pattern.
fn extracts<'t>(model: &'t Model, step: SyntaxNode<'t>) -> impl Iterator<Item = Call<'t>> {
    step.descendants().filter_map(move |node| {
        let call = call_of(node, &["extract"])?;
        text(model, *call.arguments.first()?)?;
        Some(call)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_pair, reads_json, reads_xml};

    #[test]
    fn pairs_have_a_key_and_an_end() {
        for pattern in [
            "key=([^;]+)",
            "key=(.*?);",
            "suser=(.*?)(;|$)",
            r#""Name":\s*"([^"]+)""#,
            r"\suser: ([^,]*),",
            r"a\(b=([^)]+)",
            r"Auth.Source=([^;]+)\;",
            r"SHA1=(\w+)",
            r#"status=\"?(\w+)\"?"#,
        ] {
            assert!(is_pair(pattern), "{pattern}");
        }
    }

    #[test]
    fn shapes_are_no_pairs() {
        for pattern in [
            r"(\d+\.\d+)",
            r"opID=([\w\d]+)",
            "key=(.*)",
            "key=(.*?)",
            "[a-z]+=([^;]+)",
            "([^;]+)",
            r"port (\d+)",
            "key",
            "",
        ] {
            assert!(!is_pair(pattern), "{pattern}");
        }
    }

    #[test]
    fn tags_are_xml_and_quoted_keys_json() {
        for pattern in [
            "<Name>(.*?)</Name>",
            r"<Name>(.*?)\</Name>",
            r#"Name="Port">([^<]+)"#,
        ] {
            assert!(reads_xml(pattern) && !reads_json(pattern), "{pattern}");
        }
        assert!(reads_json(r#""Name":\s*"([^"]+)""#));
        assert!(!reads_xml("key=>([^;]+)"));
    }
}
