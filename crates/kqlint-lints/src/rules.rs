//! One file for each rule, named as the rule.

pub(crate) mod alias_names_other_column;
pub(crate) mod dropped_column;
pub(crate) mod impossible_filter;
pub(crate) mod inverted_time_range;
pub(crate) mod no_time_filter;
pub(crate) mod resource_id_index;
pub(crate) mod syntax_error;
pub(crate) mod unknown_column;
pub(crate) mod unknown_function;
pub(crate) mod unknown_table;
pub(crate) mod unknown_value;
pub(crate) mod value_case_contradiction;
pub(crate) mod window_contradiction;
