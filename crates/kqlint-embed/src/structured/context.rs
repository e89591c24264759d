//! What surrounds a value: whether it is a query, and what is said about it.

mod window;

use std::borrow::Cow;

use super::keys::{self, is_one_of};
use super::{Dialect, Node, Scalar};
use crate::facts::{Fact, HostFacts, RuleKind, Service};
use crate::fragment::{IntentKind, IntentText};
use crate::sniff::looks_like_query;
use crate::span::text_range;

/// How many entries of a map are looked at around a value.
const MAX_NEIGHBOURS: usize = 256;

/// One map around a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level<'n> {
    /// The key that the map, or the list that it is in, stands under.
    key: &'n str,
    entries: &'n [(Cow<'n, str>, Node<'n>)],
}

/// The place of one value.
pub(super) struct Context<'a, 'n> {
    host: &'a str,
    levels: &'a [Level<'n>],
    dialect: Dialect,
}

impl<'a, 'n> Context<'a, 'n> {
    pub(super) fn new(host: &'a str, levels: &'a [Level<'n>], dialect: Dialect) -> Self {
        Context {
            host,
            levels,
            dialect,
        }
    }

    /// Whether the value under `key` at this place is a query.
    pub(super) fn is_query(&self, key: &str, scalar: &Scalar<'_>) -> bool {
        let value = scalar.value.as_ref();
        let has_place = is_one_of(key, keys::QUERY_KEYS) || self.is_query_by_neighbour(key);
        has_place
            && !value.trim().is_empty()
            && !keys::is_json(value)
            && !self.is_expression(value)
            && (self.is_kusto(key) || looks_like_query(value))
    }

    /// Keys with everyday names that hold a query beside or under certain others.
    fn is_query_by_neighbour(&self, key: &str) -> bool {
        let Some(level) = self.levels.last() else {
            return false;
        };
        match key {
            // A dashboard of Azure Data Explorer or Fabric, whose cards of text look alike.
            "text" => {
                let is_card = |level: &Level<'_>| level.has("visualType", "markdown");
                is_one_of(level.key, &["queries", "query"]) && !self.levels.iter().any(is_card)
            }
            // A tile of a portal dashboard.
            "value" if level.has("name", "Query") => true,
            // The connectivity check of a data connector.
            "value" => level.has("type", "IsConnectedQuery"),
            // A hunting query in Microsoft's graph API.
            "queryText" => true,
            _ => false,
        }
    }

    /// Whether only hosts of Kusto queries look like this.
    fn is_kusto(&self, key: &str) -> bool {
        let is_alone = is_one_of(key, &["parserquery", "lastdatareceivedquery"])
            || is_one_of(key, keys::TRANSFORMATION);
        let around = self.levels.last().is_some_and(|level| {
            is_one_of(level.key, keys::KUSTO_PARENTS)
                || level
                    .neighbours()
                    .any(|(key, _)| is_one_of(key, keys::KUSTO_SIGNS))
        });
        is_alone || around
    }

    /// Whether the host computes the value: `[concat('a', variables('b'))]`.
    fn is_expression(&self, value: &str) -> bool {
        self.dialect.has_bracket_expressions
            && value.starts_with('[')
            && value.ends_with(']')
            && !value.starts_with("[[")
            && !value.starts_with("['")
    }

    pub(super) fn intents(&self) -> Vec<IntentText> {
        let title = self.find(keys::TITLE);
        let description = self.find(keys::DESCRIPTION);
        let texts = [
            (IntentKind::Title, title),
            (IntentKind::Description, description),
        ];
        texts
            .into_iter()
            .filter_map(|(kind, scalar)| self.intent(kind, scalar?))
            .collect()
    }

    fn intent(&self, kind: IntentKind, scalar: &Scalar<'_>) -> Option<IntentText> {
        let (text, map) = scalar.mapped(self.host)?;
        let is_text = !text.trim().is_empty() && !self.is_expression(&text);
        is_text.then_some(IntentText { kind, text, map })
    }

    /// What the host says of the query under `key`.
    pub(super) fn facts(&self, key: &str) -> HostFacts {
        let is_transformation = is_one_of(key, keys::TRANSFORMATION);
        HostFacts {
            kind: match is_transformation {
                true => Some(RuleKind::Transformation),
                false => self.rule_kind(),
            },
            service: self.service(),
            title: self.fact(keys::TITLE),
            description: self.fact(keys::DESCRIPTION),
            period: self.fact(keys::PERIOD),
            frequency: self.fact(keys::FREQUENCY),
            window: self.fact(keys::WINDOW),
            evaluation_periods: self.evaluation_periods(),
            time_range_override: self.fact(keys::OVERRIDE),
            time_context: self.time_context(),
            measure_column: self.fact(keys::MEASURE),
            severity: self.fact(keys::SEVERITY),
            trigger_operator: self.fact(keys::TRIGGER_OPERATOR),
            tactics: self.facts_of(keys::TACTICS),
            techniques: self.facts_of(keys::TECHNIQUES),
            function_name: self.fact(keys::FUNCTION_NAME),
            bin_size: self.fact(keys::BIN_SIZE),
            destination: self.fact(keys::DESTINATION),
            is_resource_scope: self.is_resource_scope(),
            is_panel: self.is_panel(),
            parameters: self.parameters(),
        }
    }

    /// Whether a map around the value is a panel of Grafana.
    fn is_panel(&self) -> bool {
        let has = |level: &Level<'_>, name| level.get(&[name]).is_some();
        let mut levels = self.levels.iter();
        levels.any(|it| has(it, "targets") && (has(it, "fieldconfig") || has(it, "gridpos")))
    }

    /// Whether a workbook runs the query on a resource of Application Insights.
    fn is_resource_scope(&self) -> bool {
        let scope = self.find(keys::RESOURCE_TYPE);
        scope.is_some_and(|it| it.value.eq_ignore_ascii_case(keys::APPLICATION_INSIGHTS))
    }

    /// The variables of a dashboard's query, or the parameters of a function.
    fn parameters(&self) -> Vec<String> {
        let lists = self
            .maps()
            .flat_map(|level| keys::PARAMETERS.iter().map(|name| level.list(name)));
        let names = lists.flatten().filter_map(|item| match item {
            Node::Scalar(name) => Some(name.value.clone().into_owned()),
            Node::Map(entries) => {
                let name = Level::new("", entries).scalar(&["name"])?;
                Some(name.value.clone().into_owned())
            }
            Node::List(_) => None,
        });
        names.take(MAX_NEIGHBOURS).collect()
    }

    fn rule_kind(&self) -> Option<RuleKind> {
        let has = |names| self.maps().any(|level| level.get(names).is_some());
        let is = |name, value| self.maps().any(|level| level.has(name, value));
        let under = |names| self.maps().any(|level| is_one_of(level.key, names));
        if under(keys::CONNECTORS)
            || is("type", "IsConnectedQuery")
            || has(&["lastdatareceivedquery"])
        {
            Some(RuleKind::Connector)
        } else if is("kind", "NRT") {
            Some(RuleKind::NearRealTime)
        } else if has(keys::BIN_SIZE) && has(keys::DESTINATION) {
            Some(RuleKind::SummaryRule)
        } else if has(keys::PERIOD) || is("kind", "Scheduled") {
            Some(RuleKind::Scheduled)
        } else if has(keys::WINDOW) {
            Some(RuleKind::LogAlert)
        } else if has(&[
            "functionalias",
            "function_alias",
            "functionname",
            "parserquery",
        ]) {
            Some(RuleKind::Function)
        } else if has(&["timecontext", "visualization", "crosscomponentresources"]) {
            Some(RuleKind::Workbook)
        } else if has(&["usedvariables"]) || under(keys::DASHBOARDS) {
            Some(RuleKind::Dashboard)
        } else if has(&["tactics", "relevanttechniques", "requireddataconnectors"]) {
            Some(RuleKind::Hunting)
        } else if has(&["category"]) {
            Some(RuleKind::SavedSearch)
        } else {
            None
        }
    }

    /// The service that the nearest map names, else the one that such rules run in.
    fn service(&self) -> Option<Service> {
        let has = |name| self.maps().any(|level| level.get(&[name]).is_some());
        let is = |name, value| self.maps().any(|level| level.has(name, value));
        self.maps()
            .find_map(|level| level.service())
            .or_else(|| is("type", "Microsoft.ResourceGraph/").then_some(Service::ResourceGraph))
            .or_else(|| self.has_data_of_defender().then_some(Service::Defender))
            .or_else(|| {
                let is_sentinel = has("requireddataconnectors")
                    || has("relevanttechniques")
                    || is("kind", "NRT")
                    || is("type", "Microsoft.SecurityInsights/");
                is_sentinel.then_some(Service::Sentinel)
            })
    }

    /// Whether a rule of Microsoft Sentinel reads what Microsoft Defender gives it and
    /// nothing else.
    fn has_data_of_defender(&self) -> bool {
        let mut lists = self.maps().map(|it| it.list("requireddataconnectors"));
        let connectors = lists.find(|it| !it.is_empty()).unwrap_or_default();
        let is_defender = |it: &Node<'n>| match it {
            Node::Map(entries) => {
                Level::new("", entries).has("connectorid", "MicrosoftThreatProtection")
            }
            Node::List(_) | Node::Scalar(_) => false,
        };
        !connectors.is_empty() && connectors.iter().all(is_defender)
    }

    fn fact(&self, names: &[&str]) -> Option<Fact> {
        let found = self.find(names)?;
        Some(fact_of(self.host, found))
    }

    /// The texts of the nearest list under one of `names`.
    fn facts_of(&self, names: &[&str]) -> Vec<Fact> {
        let list = self.maps().find_map(|level| match level.get(names)? {
            Node::List(items) => Some(items),
            Node::Map(_) | Node::Scalar(_) => None,
        });
        let texts = list.into_iter().flatten().filter_map(|item| match item {
            Node::Scalar(scalar) => Some(fact_of(self.host, scalar)),
            Node::Map(_) | Node::List(_) => None,
        });
        texts.take(MAX_NEIGHBOURS).collect()
    }

    /// The nearest value under one of `names`.
    fn find(&self, names: &[&str]) -> Option<&'n Scalar<'n>> {
        self.maps().find_map(|level| level.scalar(names))
    }

    /// The maps that are about this value and no other, nearest first.
    fn maps(&self) -> impl Iterator<Item = &'a Level<'n>> {
        let mut is_inside = true;
        self.levels.iter().rev().take_while(move |level| {
            let takes = is_inside && !is_one_of(level.key, keys::UNRELATED);
            is_inside = is_inside && is_one_of(level.key, keys::TRANSPARENT);
            takes
        })
    }
}

impl<'n> Level<'n> {
    pub(crate) fn new(key: &'n str, entries: &'n [(Cow<'n, str>, Node<'n>)]) -> Level<'n> {
        Level { key, entries }
    }

    /// The entries that are looked at; nobody writes more beside a query.
    fn neighbours(&self) -> impl Iterator<Item = &'n (Cow<'n, str>, Node<'n>)> {
        self.entries.iter().take(MAX_NEIGHBOURS)
    }

    /// The map under `name`.
    pub(crate) fn map(&self, name: &'n str) -> Option<Level<'n>> {
        match self.get(&[name])? {
            Node::Map(entries) => Some(Level::new(name, entries)),
            Node::List(_) | Node::Scalar(_) => None,
        }
    }

    /// The items of the list under `name`.
    pub(crate) fn list(&self, name: &str) -> &'n [Node<'n>] {
        match self.get(&[name]) {
            Some(Node::List(items)) => items,
            _ => &[],
        }
    }

    /// The value of the first of `names` that the map has.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&'n Node<'n>> {
        names.iter().find_map(|name| {
            let mut entries = self.neighbours();
            let found = entries.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
            Some(&found.1)
        })
    }

    /// The service that the map, or the key that it stands under, names.
    fn service(&self) -> Option<Service> {
        let named = keys::SERVICES.iter().find(|(key, value, _)| match *key {
            "" => self.key.eq_ignore_ascii_case(value),
            // Numbers are whole: 1 isn't 10.
            "querytype" => self
                .scalar(&[key])
                .is_some_and(|it| it.value.eq_ignore_ascii_case(value)),
            key => self.has(key, value),
        });
        let datasource = || match self.get(&["datasource"])? {
            Node::Map(entries) => Level::new("datasource", entries)
                .has("type", "grafana-azure-data-explorer")
                .then_some(Service::DataExplorer),
            Node::List(_) | Node::Scalar(_) => None,
        };
        named.map(|it| it.2).or_else(datasource)
    }

    fn scalar(&self, names: &[&str]) -> Option<&'n Scalar<'n>> {
        match self.get(names)? {
            Node::Scalar(scalar) => Some(scalar),
            Node::Map(_) | Node::List(_) => None,
        }
    }

    /// Whether the map has the key `name` with a value that begins with `value`.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.scalar(&[name])
            .is_some_and(|scalar| scalar.value.starts_with(value))
    }
}

/// A value with the place of its text, without the quotes around it.
fn fact_of(host: &str, scalar: &Scalar<'_>) -> Fact {
    let range = scalar.range.clone();
    let written = host.get(range.clone()).unwrap_or_default();
    let is_quoted = |quote| {
        let rest = written.strip_prefix(quote);
        rest.is_some_and(|rest| rest.ends_with(quote)) && !scalar.value.starts_with(quote)
    };
    let range = match is_quoted('"') || is_quoted('\'') {
        true => range.start + 1..range.end - 1,
        false => range,
    };
    Fact {
        text: scalar.value.clone().into_owned(),
        range: text_range(&range),
    }
}
