//! `// kqlint: ignore[long-window]` and no reason.

use crate::rule::{declare_lint, no_node};

declare_lint! {
    /// Finds comments that silence a rule and don't say why.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever reads the query later can't tell whether the finding was looked at or only in the way.
    /// The rule runs only where the configuration asks for it: `unexplained-suppression = "warning"` under `[rules]` makes reasons a duty.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// AmlComputeJobEvent // kqlint: ignore[no-time-filter]
    /// | summarize Jobs = count() by ClusterName
    /// ```
    ///
    /// ```kql,good
    /// AmlComputeJobEvent // kqlint: ignore[no-time-filter] the table is small
    /// | summarize Jobs = count() by ClusterName
    /// ```
    ///
    /// ## References
    ///
    /// - [How to silence a finding](https://github.com/kqlint/kqlint/blob/main/docs/suppressions.md)
    pub const UNEXPLAINED_SUPPRESSION = {
        name: "unexplained-suppression",
        summary: "a comment that silences a rule and doesn't say why",
        group: Style,
        level: Warning,
        since: "0.1.0",
        preview: true,
        kinds: [],
        check: no_node,
    }
}
