//! Which plan of Azure Monitor a table is on.

use crate::named::named_enum;

named_enum! {
    /// A plan of Azure Monitor, which decides what queries on a table may do.
    pub enum TablePlan {
        /// Everything.
        Analytics = "analytics",
        /// One table at a time, charged by what is read.
        Basic = "basic",
        /// As basic, and slower.
        Auxiliary = "auxiliary",
    }
}

impl TablePlan {
    /// The plan of that name, in any case of letters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::from_exact_name(&name.to_ascii_lowercase())
    }

    /// Whether queries may do a part of the language only.
    #[must_use]
    pub const fn is_restricted(self) -> bool {
        !matches!(self, Self::Analytics)
    }
}
