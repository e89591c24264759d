//! `externaldata` that anybody on the way can change.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, ExternaldataExpression},
};

use crate::{context::Cx, literal::text, rule::declare_lint};

declare_lint! {
    /// Finds `externaldata` that reads over `http://`.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing protects the data on its way.
    /// Whoever can change it decides what the query finds.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// externaldata(Ip: string) ["http://intel.contoso.com/ips.csv"]
    /// ```
    ///
    /// ```kql,good
    /// externaldata(Ip: string) ["https://intel.contoso.com/ips.csv"]
    /// ```
    pub const EXTERNAL_DATA_OVER_HTTP = {
        name: "external-data-over-http",
        summary: "`externaldata` over an unprotected connection",
        group: Security,
        level: Warning,
        since: "0.1.0",
        kinds: [ExternaldataExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(data) = ExternaldataExpression::cast(node).filter(|_| !node.has_error()) else {
        return;
    };
    for source in data.sources().map(|source| source.syntax()) {
        let is_open = text(cx.model(), source).is_some_and(|text| {
            text.trim_start()
                .to_ascii_lowercase()
                .starts_with("http://")
        });
        if is_open {
            cx.report(source, "the data is read over an unprotected connection")
                .help("use `https://`");
        }
    }
}
