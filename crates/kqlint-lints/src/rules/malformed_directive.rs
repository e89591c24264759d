//! `// kqlint: ignor[long-window]`

use crate::rule::{declare_lint, no_node};

declare_lint! {
    /// Finds comments for kqlint that it can't read.
    ///
    /// ## Why is this bad?
    ///
    /// A comment that begins with `kqlint:` is meant to do something: to silence a finding, for one.
    /// With a slip in its word, in the name of a rule or in a date, it does nothing, or not what was meant.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent // kqlint: ignore[no-time-filte] the table is small
    /// | summarize Jobs = count() by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent // kqlint: ignore[no-time-filter] the table is small
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
    pub const MALFORMED_DIRECTIVE = {
        name: "malformed-directive",
        summary: "a comment for kqlint that can't be read",
        group: Suspicious,
        level: Warning,
        since: "0.1.0",
        kinds: [],
        check: no_node,
    }
}
