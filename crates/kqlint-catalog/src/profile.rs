//! Places that run only a part of the language: plans, rules and transformations.

/// A place that runs only a part of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// A workspace of Azure Monitor or Sentinel.
    Workspace,
    /// The scope of a resource in Azure Monitor.
    ResourceScope,
    /// A table of the basic or the auxiliary plan.
    BasicPlan,
    /// An alert rule on a log search.
    LogAlert,
    /// A rule of Microsoft Sentinel that runs on a schedule.
    ScheduledRule,
    /// A rule of Microsoft Sentinel that runs each minute.
    NearRealTimeRule,
    /// A summary rule.
    SummaryRule,
    /// A transformation of a data collection rule.
    Transformation,
}

impl Profile {
    /// Whether a tabular operator, or the statement of that name, runs there.
    #[must_use]
    pub fn allows_operator(self, name: &str) -> bool {
        match self {
            Self::Workspace => !matches!(name, "alias database" | "declare query_parameters"),
            Self::BasicPlan => !matches!(name, "externaldata" | "find" | "join" | "search"),
            // A union of several resources passes; which one it is the name doesn't tell.
            Self::LogAlert => !matches!(name, "search" | "union"),
            Self::ResourceScope
            | Self::ScheduledRule
            | Self::NearRealTimeRule
            | Self::SummaryRule => true,
            Self::Transformation => TRANSFORMATION_OPERATORS.contains(&name),
        }
    }

    /// Whether `search *` and `union *` run there, which read every table.
    #[must_use]
    pub const fn allows_all_tables(self) -> bool {
        !matches!(self, Self::ScheduledRule | Self::NearRealTimeRule)
    }

    /// Whether functions that people saved can be called there.
    #[must_use]
    pub const fn allows_saved_functions(self) -> bool {
        !matches!(self, Self::BasicPlan | Self::SummaryRule)
    }

    /// Whether `dynamic(…)` can be written there.
    #[must_use]
    pub const fn allows_dynamic_literals(self) -> bool {
        !matches!(self, Self::Transformation)
    }

    /// What a function is called there, where that is another name than elsewhere.
    ///
    /// ```
    /// use kqlint_catalog::Profile;
    ///
    /// let place = Profile::Transformation;
    /// assert_eq!(place.other_name("column_ifexists"), Some("columnifexists"));
    /// ```
    #[must_use]
    pub fn other_name(self, function: &str) -> Option<&'static str> {
        let mut names = OTHER_NAMES.iter().filter(|_| self == Self::Transformation);
        Some(names.find(|it| it.0 == function)?.1)
    }

    /// Whether a function has a name there that is an old one elsewhere.
    #[must_use]
    pub fn keeps_name(self, function: &str) -> bool {
        self == Self::Transformation && OTHER_NAMES.iter().any(|it| it.1 == function)
    }

    /// How many columns one `parse` can make there.
    #[must_use]
    pub const fn parsed_columns(self) -> Option<usize> {
        match self {
            Self::Transformation => Some(10),
            _ => None,
        }
    }

    /// How long the names of columns can be there, in characters.
    #[must_use]
    pub const fn name_length(self) -> Option<usize> {
        match self {
            Self::SummaryRule | Self::Transformation => Some(45),
            _ => None,
        }
    }

    /// The place in a few words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workspace => "Azure Monitor",
            Self::ResourceScope => "the scope of a resource",
            Self::BasicPlan => "the basic plan",
            Self::LogAlert => "a log alert",
            Self::ScheduledRule => "a scheduled rule",
            Self::NearRealTimeRule => "a near-real-time rule",
            Self::SummaryRule => "a summary rule",
            Self::Transformation => "a transformation",
        }
    }

    /// Whether a scalar function, or the scope function of that name, runs there.
    #[must_use]
    pub fn allows_function(self, name: &str) -> bool {
        match self {
            Self::Workspace => !NOT_IN_WORKSPACES.contains(&name),
            Self::ResourceScope => !matches!(name, "app" | "workspace"),
            Self::ScheduledRule => name != "adx",
            Self::BasicPlan | Self::NearRealTimeRule | Self::SummaryRule => {
                !SCOPE_FUNCTIONS.contains(&name)
            }
            Self::LogAlert | Self::Transformation => true,
        }
    }

    /// Whether a plug-in runs there.
    #[must_use]
    pub fn allows_plugin(self, name: &str) -> bool {
        match self {
            Self::Workspace => !matches!(name, "python" | "sql_request"),
            Self::SummaryRule => !matches!(name, "bag_unpack" | "narrow" | "pivot"),
            Self::ResourceScope
            | Self::ScheduledRule
            | Self::NearRealTimeRule
            | Self::BasicPlan
            | Self::LogAlert => true,
            Self::Transformation => false,
        }
    }
}

const TRANSFORMATION_OPERATORS: &[&str] = &[
    "datatable",
    "extend",
    "let",
    "parse",
    "print",
    "project",
    "project-away",
    "project-rename",
    "where",
];

/// Functions, and what transformations call them.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("base64_decode_tostring", "base64_decodestring"),
    ("base64_encode_tostring", "base64_encodestring"),
    ("column_ifexists", "columnifexists"),
];

/// The functions that lead to other workspaces, resources and services.
pub const SCOPE_FUNCTIONS: &[&str] = &["adx", "app", "arg", "resource", "workspace"];

const NOT_IN_WORKSPACES: &[&str] = &[
    "cluster",
    "current_cursor",
    "current_principal",
    "cursor_after",
    "cursor_before_or_at",
    "cursor_current",
    "database",
    "extent_id",
    "extent_tags",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalog, keywords, operator};

    #[test]
    fn profiles_differ_in_what_they_run() {
        assert!(Profile::Workspace.allows_operator("join"));
        assert!(!Profile::Workspace.allows_function("cluster"));
        assert!(!Profile::BasicPlan.allows_operator("join"));
        assert!(Profile::BasicPlan.allows_operator("lookup"));
        assert!(!Profile::Transformation.allows_operator("summarize"));
        assert!(!Profile::SummaryRule.allows_plugin("pivot"));
        assert!(!Profile::LogAlert.allows_operator("search"));
        assert!(!Profile::ResourceScope.allows_function("app"));
        assert!(Profile::ScheduledRule.allows_function("workspace"));
        assert!(!Profile::ScheduledRule.allows_all_tables());
        assert!(!Profile::BasicPlan.allows_saved_functions());
    }

    #[test]
    fn listed_names_exist() {
        let catalog = Catalog::builtin();
        for name in TRANSFORMATION_OPERATORS {
            let is_keyword = keywords().iter().any(|it| it.name == *name);
            assert!(is_keyword || operator(name).is_some(), "{name}");
        }
        for name in NOT_IN_WORKSPACES {
            assert!(catalog.function(name).is_some(), "{name}");
        }
    }
}
