//! Places that run only a part of the language: plans, rules and transformations.

/// A place that runs only a part of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// A workspace of Azure Monitor or Sentinel.
    Workspace,
    /// A table of the basic or the auxiliary plan.
    BasicPlan,
    /// An alert rule on a log search.
    LogAlert,
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
            Self::SummaryRule => true,
            Self::Transformation => TRANSFORMATION_OPERATORS.contains(&name),
        }
    }

    /// Whether a scalar function, or the scope function of that name, runs there.
    #[must_use]
    pub fn allows_function(self, name: &str) -> bool {
        match self {
            Self::Workspace => !NOT_IN_WORKSPACES.contains(&name),
            Self::SummaryRule => !matches!(name, "adx" | "app" | "arg" | "resource" | "workspace"),
            Self::BasicPlan | Self::LogAlert | Self::Transformation => true,
        }
    }

    /// Whether a plug-in runs there.
    #[must_use]
    pub fn allows_plugin(self, name: &str) -> bool {
        match self {
            Self::Workspace => !matches!(name, "python" | "sql_request"),
            Self::SummaryRule => !matches!(name, "bag_unpack" | "narrow" | "pivot"),
            Self::BasicPlan | Self::LogAlert => true,
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
