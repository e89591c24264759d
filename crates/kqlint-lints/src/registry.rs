//! All rules, sorted by name.

use crate::{rule::Rule, rules as r};

static RULES: &[Rule] = &[
    r::alias_names_other_column::ALIAS_NAMES_OTHER_COLUMN,
    r::dropped_column::DROPPED_COLUMN,
    r::impossible_filter::IMPOSSIBLE_FILTER,
    r::inverted_time_range::INVERTED_TIME_RANGE,
    r::no_time_filter::NO_TIME_FILTER,
    r::resource_id_index::RESOURCE_ID_INDEX,
    r::syntax_error::SYNTAX_ERROR,
    r::unknown_column::UNKNOWN_COLUMN,
    r::unknown_function::UNKNOWN_FUNCTION,
    r::unknown_table::UNKNOWN_TABLE,
    r::unknown_value::UNKNOWN_VALUE,
    r::value_case_contradiction::VALUE_CASE_CONTRADICTION,
    r::window_contradiction::WINDOW_CONTRADICTION,
];

/// All rules, sorted by name.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The rule with a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    let index = RULES.binary_search_by(|rule| rule.name.cmp(name)).ok()?;
    RULES.get(index)
}
