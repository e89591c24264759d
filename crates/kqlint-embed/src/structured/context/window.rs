//! The time that a host runs a query on.

use super::super::{Node, Scalar, keys};
use super::{Context, Level, MAX_NEIGHBOURS, fact_of};
use crate::facts::Fact;

impl<'n> Context<'_, 'n> {
    /// How many windows an alert rule looks at.
    pub(super) fn evaluation_periods(&self) -> Option<Fact> {
        let mut maps = self.maps();
        let periods = maps.find_map(|level| level.get(keys::FAILING_PERIODS))?;
        let entries = match periods {
            Node::Map(entries) => entries,
            // A block of Terraform may be repeated.
            Node::List(items) => match items.first()? {
                Node::Map(entries) => entries,
                Node::List(_) | Node::Scalar(_) => return None,
            },
            Node::Scalar(_) => return None,
        };
        let count = Level::new("", entries).scalar(keys::EVALUATION_PERIODS)?;
        Some(fact_of(self.host, count))
    }

    /// How long the time context is; the parameter that picks it, where only that is named; that a dashboard sets it; the range of a tile, or of a page about one moment.
    pub(super) fn time_context(&self) -> Option<Fact> {
        let context = self.maps().find_map(|level| level.get(keys::TIME_CONTEXT));
        let duration = match context {
            Some(Node::Map(entries)) => Level::new("", entries).scalar(keys::DURATION),
            _ => None,
        };
        duration
            .map(|it| fact_of(self.host, it))
            .or_else(|| self.fact(keys::TIME_PARAMETER))
            .or_else(|| {
                self.find(keys::DASHBOARD_TIME)
                    .filter(|it| it.value == "true")
                    .map(|it| fact_of(self.host, it))
            })
            .or_else(|| Some(fact_of(self.host, self.tile_range()?)))
            .or_else(|| self.fact(keys::TIME_AROUND))
    }

    /// The range of a tile of a portal dashboard, which stands beside its query in a list of named values.
    fn tile_range(&self) -> Option<&'n Scalar<'n>> {
        let [.., around, own] = self.levels else {
            return None;
        };
        let is_range = |item: &&Level<'n>| item.has("name", "TimeRange");
        let maps = around.list(own.key).iter().filter_map(|item| match item {
            Node::Map(entries) => Some(Level::new(own.key, entries)),
            Node::List(_) | Node::Scalar(_) => None,
        });
        let mut inputs = maps.take(MAX_NEIGHBOURS);
        let is_input = own.has("name", "Query");
        inputs
            .find(|it| is_input && is_range(&it))
            .and_then(|it| it.scalar(&["value"]))
    }
}
