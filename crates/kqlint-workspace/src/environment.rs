//! Where the queries of a document run, and who says so.

use kqlint_catalog::{Catalog, Environment};
use kqlint_embed::Service;
use kqlint_semantics::{inferred_environment, names_workspace_time};
use kqlint_syntax::SyntaxTree;

/// Where a query runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunsIn {
    /// The place.
    pub environment: Environment,
    /// Who says so.
    pub because: Because,
    /// Whether even the kind of service is a guess: nothing speaks of a workspace.
    pub is_guess: bool,
}

/// Who says where a query runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Because {
    /// The host names the service of the query.
    Host,
    /// The configuration.
    Configuration,
    /// The query reads tables of one service only.
    Query,
    /// Nobody: this is the default.
    Default,
}

impl RunsIn {
    /// Where a query runs. A host that names the service of each of its queries knows it
    /// better than the configuration of the folder, which knows it better than a host
    /// of which only the kind is known, and that better than the query itself.
    ///
    /// Rules on data of Microsoft Defender run there or in Sentinel: the column of time that
    /// the query names tells.
    pub(crate) fn of(
        configured: Option<Environment>,
        service: Option<Service>,
        tree: &SyntaxTree,
        catalog: impl Fn(Environment) -> Catalog,
    ) -> Self {
        let by = |because, environment| Self {
            environment,
            because,
            is_guess: because == Because::Default && !names_workspace_time(tree),
        };
        let is_workspace = |it: Environment| it.is_workspace() || it == Environment::Defender;
        match (service, configured) {
            (Some(Service::ResourceGraph), _) => by(Because::Host, Environment::ResourceGraph),
            (Some(Service::DataExplorer), _) => by(Because::Host, Environment::Adx),
            (Some(Service::Workspace), Some(it)) if !is_workspace(it) => {
                by(Because::Host, Environment::LogAnalytics)
            }
            (_, Some(it)) => by(Because::Configuration, it),
            (Some(Service::Workspace), None) => by(Because::Host, Environment::LogAnalytics),
            (Some(Service::Defender), None) if names_defenders_time(tree.text()) => {
                by(Because::Host, Environment::Defender)
            }
            (Some(_), None) => by(Because::Host, Environment::Sentinel),
            (None, None) => match inferred_environment(tree, catalog) {
                Some(it) => by(Because::Query, it),
                None => by(Because::Default, Environment::default()),
            },
        }
    }
}

fn names_defenders_time(text: &str) -> bool {
    text.contains("Timestamp") && !text.contains("TimeGenerated")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(configured: Option<Environment>, service: Option<Service>, text: &str) -> RunsIn {
        let tree = kqlint_syntax::parse(text);
        RunsIn::of(configured, service, &tree, |it| {
            Catalog::builtin().with_environment(it)
        })
    }

    #[test]
    fn who_knows_best_where_a_query_runs_decides() {
        use Environment as E;
        let cases = [
            (None, None, E::LogAnalytics),
            (Some(E::Adx), None, E::Adx),
            (
                Some(E::Sentinel),
                Some(Service::ResourceGraph),
                E::ResourceGraph,
            ),
            (None, Some(Service::DataExplorer), E::Adx),
            (Some(E::Sentinel), Some(Service::Workspace), E::Sentinel),
            (
                Some(E::ResourceGraph),
                Some(Service::Workspace),
                E::LogAnalytics,
            ),
            (None, Some(Service::Sentinel), E::Sentinel),
            (Some(E::Defender), Some(Service::Sentinel), E::Defender),
        ];
        for (configured, service, expected) in cases {
            assert_eq!(of(configured, service, "").environment, expected);
        }
        let of_defender = |text| of(None, Some(Service::Defender), text).environment;
        assert_eq!(
            of_defender("DeviceInfo | where Timestamp > ago(1d)"),
            E::Defender
        );
        assert_eq!(
            of_defender("DeviceInfo | where TimeGenerated > ago(1d)"),
            E::Sentinel
        );
        assert_eq!(of_defender("DeviceInfo"), E::Sentinel);
    }

    #[test]
    fn a_query_says_it_where_nobody_else_does() {
        let text = "resources | take 5";
        let inferred = RunsIn {
            environment: Environment::ResourceGraph,
            because: Because::Query,
            is_guess: false,
        };
        assert_eq!(of(None, None, text), inferred);
        assert_eq!(
            of(Some(Environment::LogAnalytics), None, text).because,
            Because::Configuration
        );
        assert_eq!(
            of(None, Some(Service::Sentinel), text).because,
            Because::Host
        );
        let unsaid = of(None, None, "Heartbeat");
        assert_eq!(unsaid.because, Because::Default);
        assert!(unsaid.is_guess);
        assert!(!of(None, None, "Heartbeat | project TimeGenerated").is_guess);
    }
}
