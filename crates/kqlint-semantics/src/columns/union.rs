//! Which columns come out of `union`.

use kqlint_syntax::{
    NodeKind, SyntaxNode,
    ast::{AstNode, NameReference},
};

use crate::{
    binder::{Binder, Value, expressions_of, is_fuzzy_union, matches_pattern},
    problem::ProblemKind,
    resolution::ResolutionData,
    schema::{ColumnData, OriginData, SchemaId},
    ty::Type,
};

/// More tables than a pattern may name and still be listed column by column.
const MOST_TABLES: usize = 64;

impl<'t> Binder<'t, '_> {
    /// `union withsource=Source A, B*, (C | take 1)`
    pub(crate) fn union(&mut self, node: SyntaxNode<'t>) -> Value {
        let input = self.rows;
        let was_fuzzy = self.is_fuzzy;
        self.is_fuzzy |= is_fuzzy_union(node);
        let mut tables: Vec<SchemaId> = input.into_iter().collect();
        for source in expressions_of(node) {
            self.with_rows(None, |cx| cx.union_source(source, &mut tables));
        }
        self.is_fuzzy = was_fuzzy;
        let columns = self.all_columns(&tables);
        let mut out = Vec::new();
        if let Some(name) = self.parameter_text(node, &["withsource", "with_source"]) {
            out.push(self.made_column(node.id(), &name, Type::STRING));
        }
        if let [only] = *tables
            && out.is_empty()
        {
            return Value::table(only);
        }
        out.extend(self.unified(&columns, node));
        let is_open = tables.iter().any(|it| self.is_open(*it));
        Value::table(self.schema(&out, is_open))
    }

    /// The columns of several tables in order.
    pub(crate) fn all_columns(&self, tables: &[SchemaId]) -> Vec<ColumnData> {
        tables.iter().flat_map(|it| self.columns(*it)).collect()
    }

    /// A source of `union`, `find` and `search`: a pattern may name several tables.
    pub(crate) fn union_source(&mut self, node: SyntaxNode<'t>, tables: &mut Vec<SchemaId>) {
        let pattern = match node.kind() {
            NodeKind::StarExpression => Some("*"),
            NodeKind::NameReference => NameReference::cast(node)
                .filter(|it| it.is_wildcard())
                .map(|it| it.pattern()),
            NodeKind::ParenthesizedExpression => {
                for inner in node.children() {
                    self.union_source(inner, tables);
                }
                return;
            }
            _ => None,
        };
        match pattern {
            Some(pattern) => self.matching_tables(node, pattern, tables),
            None => {
                let value = self.source(node);
                self.check_table(node, &value);
                tables.extend(value.rows().or(Some(self.open_rows())));
            }
        }
    }

    /// All tables there are: only the columns are listed that every one has.
    pub(crate) fn all_tables(&mut self) -> SchemaId {
        let catalog = self.catalog;
        let table = catalog.tables().next();
        let standard = table.into_iter().flat_map(|it| it.columns());
        let standard: Vec<_> = standard.filter(|it| it.is_standard()).collect();
        let name = self.name("*");
        let origin = self.origin(OriginData::Table { table: name });
        let columns: Vec<_> = standard
            .into_iter()
            .map(|it| ColumnData {
                name: self.column_name(it),
                origin,
                ty: Type::from(it.ty()),
            })
            .collect();
        let rows = self.model.schemas.add(&columns, true);
        self.note_every_table(rows);
        rows
    }

    fn matching_tables(&mut self, node: SyntaxNode<'t>, pattern: &str, tables: &mut Vec<SchemaId>) {
        let catalog = self.catalog;
        let options = self.options;
        let declared = options.tables.iter().map(|it| it.name.as_str());
        let prefix = pattern.split('*').next().unwrap_or_default();
        let built_in = catalog.tables_with_prefix(prefix).map(|it| it.name());
        let all = declared.chain(built_in);
        let found: Vec<&str> = all
            .filter(|it| matches_pattern(pattern, it))
            .take(MOST_TABLES + 1)
            .collect();
        let views = self.views(pattern);
        let has_views = !views.is_empty();
        for view in views {
            let value = self.call_user_function(view, &[]);
            tables.extend(value.rows().or(Some(self.open_rows())));
        }
        if found.is_empty() && has_views {
            return;
        }
        if found.is_empty() {
            let name = pattern.into();
            let kind = ProblemKind::UnknownTable { name };
            if !self.is_fuzzy {
                self.report_as(node, kind, "KS142");
            }
            tables.push(self.open_rows());
            return;
        }
        if found.len() > MOST_TABLES {
            tables.push(self.all_tables());
            return;
        }
        for name in found {
            let name = self.name(name);
            self.resolve(node, ResolutionData::Table(name));
            tables.extend(self.table(name));
        }
    }
}
