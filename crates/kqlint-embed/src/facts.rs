//! What the host says about a query in fields of its own, such as the period
//! of a scheduled rule.

use text_size::TextRange;

use crate::source_map::SourceMap;

/// Facts that stand beside a query in its host; empty for plain queries.
///
/// The values are kept as they are written (`P1D`, `14d`, `PT5M`): reading
/// them is the business of the lint that compares them with the query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostFacts {
    /// What the host does with the query.
    pub kind: Option<RuleKind>,
    /// Which service the host sends the query to.
    pub service: Option<Service>,
    /// The name or title that the host gives the query.
    pub title: Option<Fact>,
    /// The longer description.
    pub description: Option<Fact>,
    /// How much data a scheduled rule looks at.
    pub period: Option<Fact>,
    /// How often a scheduled rule runs.
    pub frequency: Option<Fact>,
    /// The window that an alert rule evaluates.
    pub window: Option<Fact>,
    /// How many windows an alert rule looks at to decide.
    pub evaluation_periods: Option<Fact>,
    /// The time range that replaces an alert rule's window.
    pub time_range_override: Option<Fact>,
    /// The time context of a workbook or dashboard tile: milliseconds, a span, the name of the
    /// parameter that picks it, or `true` where the dashboard has one for all tiles.
    pub time_context: Option<Fact>,
    /// The column that an alert rule measures.
    pub measure_column: Option<Fact>,
    /// How serious the alerts of a rule are.
    pub severity: Option<Fact>,
    /// How a rule compares the number of its rows with its threshold.
    pub trigger_operator: Option<Fact>,
    /// The tactics of attackers that a rule is about.
    pub tactics: Vec<Fact>,
    /// Their techniques.
    pub techniques: Vec<Fact>,
    /// The name of the function that a workspace saves the query as.
    pub function_name: Option<Fact>,
    /// How many minutes a summary rule takes together.
    pub bin_size: Option<Fact>,
    /// The table that a summary rule fills.
    pub destination: Option<Fact>,
    /// Whether the query runs in the scope of a resource, and not of a workspace: the host or the user says so.
    pub is_resource_scope: bool,
    /// Whether the query fills a panel of Grafana, whose settings may name columns of the result.
    pub is_panel: bool,
    /// Names that the host gives a value before the query runs: parameters of a
    /// function, variables of a dashboard.
    pub parameters: Vec<String>,
}

impl HostFacts {
    /// How many bytes the values have.
    pub(crate) fn text_len(&mut self) -> usize {
        let parameters: usize = self.parameters.iter().map(String::len).sum();
        let values: usize = self.all_mut().map(|fact| fact.text.len()).sum();
        parameters + values
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Fact> {
        let facts = [
            &mut self.title,
            &mut self.description,
            &mut self.period,
            &mut self.frequency,
            &mut self.window,
            &mut self.evaluation_periods,
            &mut self.time_range_override,
            &mut self.time_context,
            &mut self.measure_column,
            &mut self.severity,
            &mut self.trigger_operator,
            &mut self.function_name,
            &mut self.bin_size,
            &mut self.destination,
        ];
        let lists = self.tactics.iter_mut().chain(&mut self.techniques);
        facts.into_iter().flatten().chain(lists)
    }

    /// Moves the facts of a text to the host that `outer` found the text in.
    pub(crate) fn move_outside(&mut self, outer: &SourceMap) {
        for fact in self.all_mut() {
            fact.range = outer.host_range(fact.range).unwrap_or_default();
        }
    }
}

/// One value in the host, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The value as a reader of the host understands it, escapes undone.
    pub text: String,
    /// Where the value stands in the host.
    pub range: TextRange,
}

/// A service that runs queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Service {
    /// A workspace of Azure Monitor, whatever is switched on for it.
    Workspace,
    /// A workspace with Microsoft Sentinel.
    Sentinel,
    /// A workspace with Microsoft Sentinel, or Microsoft Defender: all data comes from there.
    Defender,
    /// Azure Resource Graph.
    ResourceGraph,
    /// A cluster of Azure Data Explorer or Fabric.
    DataExplorer,
}

/// What a host does with a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RuleKind {
    /// A page that shows the query, or a step of one.
    Page,
    /// A rule that runs on a schedule and raises alerts.
    Scheduled,
    /// A rule that runs on each event as it arrives.
    NearRealTime,
    /// A hunting query, run by hand.
    Hunting,
    /// A log alert of Azure Monitor.
    LogAlert,
    /// A tile or step of a workbook.
    Workbook,
    /// A tile of a dashboard.
    Dashboard,
    /// A query saved in a workspace.
    SavedSearch,
    /// A function saved in a workspace.
    Function,
    /// A query on the page of a data connector, which sets the time.
    Connector,
    /// A transformation of a data collection rule, which sees each row as it arrives.
    Transformation,
    /// A summary rule, which fills a table on a schedule.
    SummaryRule,
}
