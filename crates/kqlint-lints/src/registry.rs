//! All rules, sorted by name.

use crate::{rule::Rule, rules as r};

static RULES: &[Rule] = &[
    r::alias_names_other_column::ALIAS_NAMES_OTHER_COLUMN,
    r::always_true_filter::ALWAYS_TRUE_FILTER,
    r::bad_literal::BAD_LITERAL,
    r::bad_regex::BAD_REGEX,
    r::case_sensitive_value::CASE_SENSITIVE_VALUE,
    r::comparison_with_null::COMPARISON_WITH_NULL,
    r::dead_union_column::DEAD_UNION_COLUMN,
    r::dropped_column::DROPPED_COLUMN,
    r::duplicate_case_branch::DUPLICATE_CASE_BRANCH,
    r::duplicate_condition::DUPLICATE_CONDITION,
    r::flipped_time_comparison::FLIPPED_TIME_COMPARISON,
    r::future_time_window::FUTURE_TIME_WINDOW,
    r::impossible_filter::IMPOSSIBLE_FILTER,
    r::in_takes_first_column::IN_TAKES_FIRST_COLUMN,
    r::inverted_time_range::INVERTED_TIME_RANGE,
    r::isnull_on_string::ISNULL_ON_STRING,
    r::join_key_type::JOIN_KEY_TYPE,
    r::join_without_kind::JOIN_WITHOUT_KIND,
    r::lost_sort::LOST_SORT,
    r::lowercase_compared_with_uppercase::LOWERCASE_COMPARED_WITH_UPPERCASE,
    r::no_time_filter::NO_TIME_FILTER,
    r::percentile_range::PERCENTILE_RANGE,
    r::resource_id_index::RESOURCE_ID_INDEX,
    r::self_comparison::SELF_COMPARISON,
    r::shadowed_name::SHADOWED_NAME,
    r::syntax_error::SYNTAX_ERROR,
    r::take_before_filter::TAKE_BEFORE_FILTER,
    r::type_mismatch::TYPE_MISMATCH,
    r::unknown_column::UNKNOWN_COLUMN,
    r::unknown_function::UNKNOWN_FUNCTION,
    r::unknown_table::UNKNOWN_TABLE,
    r::unknown_value::UNKNOWN_VALUE,
    r::unordered_take::UNORDERED_TAKE,
    r::unquoted_string::UNQUOTED_STRING,
    r::unused_let::UNUSED_LET,
    r::value_case_contradiction::VALUE_CASE_CONTRADICTION,
    r::wildcard_in_text::WILDCARD_IN_TEXT,
    r::window_contradiction::WINDOW_CONTRADICTION,
    r::wrong_argument_count::WRONG_ARGUMENT_COUNT,
    r::zero_count_by_group::ZERO_COUNT_BY_GROUP,
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
