//! Data from outside of the workspace.

use kqlint_catalog::Environment;
use kqlint_syntax::{
    SyntaxNode,
    ast::{AstNode, ExternaldataExpression},
};

use crate::{
    context::{Cx, quoted},
    literal::text,
    options::RuleOption,
    rule::declare_lint,
};

const HOSTS: RuleOption = RuleOption::names(
    "allowed-hosts",
    "Hosts that queries may read from, `*.example.org` for all below one.",
);

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
        options: [HOSTS],
        kinds: [ExternaldataExpression],
        check: check,
    }
}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {
    let Some(data) = ExternaldataExpression::cast(node).filter(|_| !node.has_error()) else {
        return;
    };
    let mut sources = data.sources().map(|source| source.syntax());
    // One finding says enough, however many files are read.
    let found = sources.find_map(|source| {
        let text = text(cx.model(), source)?;
        let host = host(&text)?;
        (!cx.names(&HOSTS, host)).then(|| (source, quoted(host)))
    });
    let help = match cx.catalog().environment() {
        Environment::Sentinel => "keep a copy in a watchlist or a table",
        Environment::LogAnalytics | Environment::Adx => "keep a copy in a table",
        // There are no tables of one's own.
        Environment::Defender | Environment::ResourceGraph => {
            "keep a copy on a host of your own, and allow that"
        }
    };
    if let Some((source, host)) = found {
        cx.report(source, format!("the query depends on what {host} returns"))
            .help(help);
    }
}

/// The host of an address, without a user and a port.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    host.split(':').next()
}
