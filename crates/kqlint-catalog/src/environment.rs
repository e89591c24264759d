//! Where a query runs, which decides what exists there.

use crate::named::named_enum;

named_enum! {
    /// A service that runs queries.
    #[derive(Default)]
    pub enum Environment {
        /// A Log Analytics workspace.
        #[default]
        LogAnalytics = "log-analytics",
        /// Microsoft Sentinel: a workspace with its functions.
        Sentinel = "sentinel",
        /// Advanced hunting of Microsoft Defender.
        Defender = "defender",
        /// Azure Resource Graph.
        ResourceGraph = "resource-graph",
        /// Azure Data Explorer, Fabric: only the user's own tables.
        Adx = "adx",
    }
}

impl Environment {
    /// The environment of that name, as `kqlint.toml` spells it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::from_exact_name(name)
    }

    /// Whether `Resources` and `resources` are the same table.
    #[must_use]
    pub const fn ignores_table_case(self) -> bool {
        matches!(self, Self::ResourceGraph)
    }

    /// Whether queries run on a workspace of Log Analytics.
    #[must_use]
    pub const fn is_workspace(self) -> bool {
        matches!(self, Self::LogAnalytics | Self::Sentinel)
    }

    /// Whether a table of that name is the user's own, or made by a search or a
    /// restore: such tables exist without being listed anywhere.
    ///
    /// ```
    /// use kqlint_catalog::Environment;
    ///
    /// assert!(Environment::LogAnalytics.has_custom_table_name("Orders_CL"));
    /// assert!(!Environment::LogAnalytics.has_custom_table_name("Orders"));
    /// ```
    #[must_use]
    pub fn has_custom_table_name(self, name: &str) -> bool {
        let suffixes = ["_CL", "_RST", "_SRCH"];
        !matches!(self, Self::ResourceGraph | Self::Adx)
            && suffixes.iter().any(|it| name.ends_with(it))
    }

    /// The bit of this environment in a set of environments.
    pub(crate) const fn bit(self) -> u32 {
        1 << self.number()
    }

    /// The set of all environments.
    pub(crate) const fn all_bits() -> u32 {
        (1 << Self::ALL.len()) - 1
    }
}
