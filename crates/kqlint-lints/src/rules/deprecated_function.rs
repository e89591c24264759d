//! `makeset()` where `make_set()` took its place.

use std::sync::LazyLock;

use kqlint_catalog::{Catalog, Environment, Profile};
use kqlint_diagnostics::{Edit, Safety};
use kqlint_embed::RuleKind;
use kqlint_semantics::{Model, Resolution};
use kqlint_syntax::SyntaxNode;
use rustc_hash::FxHashSet;

use crate::{
    context::Cx,
    literal::{edit, text},
    query::{Call, call, names_column},
    rule::declare_lint,
};

declare_lint! {
    /// Finds a function that another one took the place of.
    ///
    /// ## Why is this bad?
    ///
    /// The old names are not documented any more, so that a reader can't look them up, and one day they may be gone.
    /// Old forms that also stop at 128 values are reported by [legacy-limit](legacy-limit.md).
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Week = weekofyear(TimeGenerated)
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | extend Week = week_of_year(TimeGenerated)
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A new name for the same function is safe, and so are `replace_regex()` and, for a pattern without special characters, `replace_string()` for `replace()`, whose arguments change places.
    /// The fix is unsafe where the new function isn't quite the same, and where the call names a column of the result, whose name may change with it.
    pub const DEPRECATED_FUNCTION = {
        name: "deprecated-function",
        summary: "a function that another one took the place of",
        group: Deprecated,
        level: Hint,
        since: "0.1.0",
        kinds: [FunctionCallExpression],
        check: check,
    }
}

/// The functions that others took the place of; hardly any call is of one.
static OBSOLETE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    static BUILTIN: LazyLock<Catalog> = LazyLock::new(Catalog::builtin);
    let all = BUILTIN.functions().chain(BUILTIN.aggregates());
    all.filter(|it| it.obsolete()).map(|it| it.name()).collect()
});

/// New names of the very same functions.
const SAME: [(&str, &str); 16] = [
    ("any", "take_any"),
    ("anyif", "take_anyif"),
    ("arraylength", "array_length"),
    ("base64_decodestring", "base64_decode_tostring"),
    ("base64_encodestring", "base64_encode_tostring"),
    ("columnifexists", "column_ifexists"),
    ("datepart", "datetime_part"),
    ("extractall", "extract_all"),
    ("notempty", "isnotempty"),
    ("notnull", "isnotnull"),
    ("pack", "bag_pack"),
    ("pack_dictionary", "bag_pack"),
    ("parsejson", "parse_json"),
    ("parseurl", "parse_url"),
    ("parseurlquery", "parse_urlquery"),
    ("weekofyear", "week_of_year"),
];

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    // Resource Graph still documents the old names.
    if cx.catalog().environment() == Environment::ResourceGraph {
        return;
    }
    let Some(name_node) = node
        .children()
        .next()
        .filter(|it| OBSOLETE.contains(it.text()))
    else {
        return;
    };
    let catalog = cx.catalog();
    let function = match cx.model().resolution(name_node.id()) {
        Some(Resolution::Aggregate(name)) => catalog.aggregate(name),
        Some(Resolution::Function(name)) => catalog.function(name),
        _ => None,
    };
    let Some(new) = function
        .filter(|it| it.obsolete())
        .and_then(|it| it.alternative())
    else {
        return;
    };
    let Some(call) = call(node).filter(|call| !call.node.has_error()) else {
        return;
    };
    let name = call.name.as_ref();
    let is_transformation = cx.input.facts.kind == Some(RuleKind::Transformation);
    if is_transformation && Profile::Transformation.keeps_name(name) {
        return;
    }
    // Without a limit these lose values, which another rule reports.
    if matches!(name, "makeset" | "makelist") && call.arguments.len() == 1 {
        return;
    }
    // `replace_regex' or 'replace_string` names two.
    let new = match replaces_text(cx.model(), &call) {
        true => "replace_string",
        false => new.split('\'').next().unwrap_or(new),
    };
    let (safety, edits) = renamed(&call, new);
    let order = match name {
        "replace" => ", whose first argument is the text",
        _ => "",
    };
    cx.report(call.name_node, format!("`{name}()` is now `{new}()`"))
        .help(format!("use `{new}()`{order}"))
        .fix(format!("Use `{new}()`"), safety, edits);
}

/// Whether a call of `replace()` looks for a text, and puts another one in its place.
fn replaces_text(model: &Model, call: &Call<'_>) -> bool {
    let is_plain = |argument: Option<&SyntaxNode<'_>>| {
        argument
            .and_then(|it| text(model, *it))
            .is_some_and(|text| !text.is_empty() && !text.contains(SPECIAL))
    };
    let is_kept = |argument: Option<&SyntaxNode<'_>>| {
        argument
            .and_then(|it| text(model, *it))
            .is_some_and(|text| !text.contains(['\\', '$']))
    };
    call.name == "replace" && is_plain(call.arguments.first()) && is_kept(call.arguments.get(1))
}

/// Characters that mean something else than themselves in a pattern.
const SPECIAL: [char; 14] = [
    '\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '^', '$',
];

/// The edits that call the new function, and whether it yields the same.
fn renamed(call: &Call<'_>, new: &str) -> (Safety, Vec<Edit>) {
    let name = call.name.as_ref();
    let mut edits = vec![edit(call.name_node.text_range(), new)];
    let mut is_same = SAME.contains(&(name, new));
    // The text comes first in the new function, and last in the old one.
    if let ("replace", [pattern, replacement, text]) = (name, call.arguments.as_slice()) {
        let places = [pattern, replacement, text];
        let texts = [text, pattern, replacement];
        for (place, text) in places.into_iter().zip(texts) {
            edits.push(edit(place.text_range(), text.text()));
        }
        is_same = true;
    }
    let safety = match is_same && !names_column(call.node) {
        true => Safety::Safe,
        false => Safety::Unsafe,
    };
    (safety, edits)
}
