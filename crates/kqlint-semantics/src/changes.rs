//! What a step does to columns: which it adds, drops, renames and changes.

use std::collections::HashMap;

use crate::schema::{Column, Origin, Schema};

/// The difference between the columns before a step and those after it.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Changes<'m> {
    /// Those that weren't there before, in their order after the step.
    pub added: Vec<Column<'m>>,
    /// Those that are gone, in their order before the step.
    pub dropped: Vec<Column<'m>>,
    /// Those that have another name: before, and after.
    pub renamed: Vec<(Column<'m>, Column<'m>)>,
    /// Those of the same name that another expression makes, or that have another
    /// type: before, and after.
    pub changed: Vec<(Column<'m>, Column<'m>)>,
}

impl Changes<'_> {
    /// Whether all columns are what they were; their order may be another.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.dropped.is_empty()
            && self.renamed.is_empty()
            && self.changed.is_empty()
    }
}

impl<'m> Schema<'m> {
    /// What a step did to the columns that it found in `before`.
    pub fn changes_from(self, before: Schema<'m>) -> Changes<'m> {
        let mut out = Changes::default();
        // A step may make a name twice.
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for column in self.columns() {
            let earlier = seen.entry(column.name()).or_default();
            let old = before.same_named(column.name(), *earlier);
            *earlier += 1;
            if let Some(old) = old {
                if old.ty() != column.ty() || old.origin() != column.origin() {
                    out.changed.push((old, column));
                }
                continue;
            }
            let from = match column.origin() {
                Origin::Renamed { from, .. } => before.column(from),
                _ => None,
            };
            let is_taken = |name: &str| out.renamed.iter().any(|(old, _)| old.name() == name);
            match from.filter(|it| self.column(it.name()).is_none() && !is_taken(it.name())) {
                Some(old) => out.renamed.push((old, column)),
                None => out.added.push(column),
            }
        }
        let is_gone = |it: &Column<'m>| {
            let is_renamed = |(old, _): &(Column<'m>, Column<'m>)| old.name() == it.name();
            self.column(it.name()).is_none() && !out.renamed.iter().any(is_renamed)
        };
        out.dropped = before.columns().filter(is_gone).collect();
        out
    }

    /// The column of a name after so many others of that name.
    fn same_named(self, name: &str, earlier: usize) -> Option<Column<'m>> {
        self.columns().filter(|it| it.name() == name).nth(earlier)
    }
}

#[cfg(test)]
mod tests {
    use kqlint_catalog::Catalog;
    use kqlint_syntax::NodeKind;

    use super::*;
    use crate::{Options, analyze};

    #[track_caller]
    fn check(query: &str, expected: &str) {
        let tree = kqlint_syntax::parse(query);
        let model = analyze(&tree, &Catalog::builtin(), &Options::default());
        let mut nodes = tree.root().descendants();
        let pipe = nodes
            .find(|it| it.kind() == NodeKind::PipeExpression)
            .unwrap();
        let step = pipe.children().last().unwrap();
        let before = model.output(step.prev_sibling().unwrap().id()).unwrap();
        let changes = model.output(step.id()).unwrap().changes_from(before);
        let names = |columns: &[Column<'_>]| {
            let names: Vec<_> = columns.iter().map(|it| it.name()).collect();
            names.join(" ")
        };
        let pairs = |columns: &[(Column<'_>, Column<'_>)]| {
            let pairs: Vec<_> = columns
                .iter()
                .map(|(old, new)| format!("{old:?} → {new:?}"))
                .collect();
            pairs.join(" ")
        };
        let found = format!(
            "+{} -{} r{} c{}",
            names(&changes.added),
            names(&changes.dropped),
            pairs(&changes.renamed),
            pairs(&changes.changed)
        );
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_are_added_dropped_renamed_and_changed() {
        let table = "datatable(a: long, b: string)[]";
        check(&format!("{table} | where a > 1"), "+ - r c");
        check(&format!("{table} | extend c = a + 1"), "+c - r c");
        check(
            &format!("{table} | project-rename c = a"),
            "+ - ra: long → c: long c",
        );
        check(
            &format!("{table} | extend a = tostring(a)"),
            "+ - r ca: long → a: string",
        );
        check(
            &format!("{table} | summarize n = count() by b"),
            "+n -a r c",
        );
        check(&format!("{table} | extend c = a"), "+c - r c");
        let scan = "scan with (step s: true => a = 1;)";
        check(&format!("{table} | {scan} | {scan}"), "+match_id - r c");
        check(&format!("{table} | {scan} | {scan} | take 1"), "+ - r c");
    }
}
