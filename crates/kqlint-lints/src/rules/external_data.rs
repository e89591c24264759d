//! Data from outside of the workspace.

use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, ExternaldataExpression},
};

use crate::{
    context::{Cx, quoted},
    literal::text,
    rule::declare_lint,
};

declare_lint! {
    /// Finds `externaldata`, and names the host that it reads from.
    ///
    /// ## Why is this bad?
    ///
    /// Who controls the file controls what the query finds: an emptied list of addresses switches a detection off, and nobody is told.
    /// The rule is for teams that want each such source to be seen, and runs only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// externaldata(Ip: string) ["https://raw.githubusercontent.com/someone/lists/main/ips.csv"]
    /// ```
    ///
    /// ```kql,good
    /// _GetWatchlist("BadIps")
    /// ```
    pub const EXTERNAL_DATA = {
        name: "external-data",
        summary: "data from outside of the workspace",
        group: Security,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [ExternaldataExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(data) = ExternaldataExpression::cast(node).filter(|_| !node.has_error()) else {
        return;
    };
    let Some(source) = data.sources().next().map(|source| source.syntax()) else {
        return;
    };
    let Some(text) = text(cx.model(), source) else {
        return;
    };
    let Some(host) = text
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
    else {
        return;
    };
    let host = quoted(host);
    cx.report(source, format!("the query depends on what {host} returns"))
        .help("keep a copy in a watchlist or a table");
}
