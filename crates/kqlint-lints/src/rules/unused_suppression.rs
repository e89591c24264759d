//! `// kqlint: ignore[long-window]` where the window isn't long.

use crate::rule::{declare_lint, no_node};

declare_lint! {
    /// Finds comments that silence a rule where it finds nothing.
    ///
    /// ## Why is this bad?
    ///
    /// The comment explains something that isn't there any more, and will hide the next finding of that rule.
    /// A name is reported only where its rule runs and the query can be read.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by ClusterName // kqlint: ignore[no-time-filter] the table is small
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent
    /// | where TimeGenerated > ago(1d)
    /// | summarize Jobs = count() by ClusterName
    /// ```
    ///
    /// ## Fix safety
    ///
    /// A comment is nothing that a query returns, so the fix is safe.
    ///
    /// ## References
    ///
    /// - [How to silence a finding](https://github.com/kqlint/kqlint/blob/main/docs/suppressions.md)
    pub const UNUSED_SUPPRESSION = {
        name: "unused-suppression",
        summary: "a comment that silences nothing",
        group: Style,
        level: Warning,
        since: "0.1.0",
        kinds: [],
        check: no_node,
    }
}
