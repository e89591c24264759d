//! Columns of several tables as one list.

use kqlint_syntax::SyntaxNode;
use rustc_hash::FxHashMap;

use super::projection::free_name;
use crate::{
    binder::Binder,
    names::{Name, NameList},
    schema::{ColumnData, OriginData},
    ty::Type,
    types::conversion::{Conversion, common_of},
};

impl<'t> Binder<'t, '_> {
    /// One column for each name and type; where a name has several types, the type is
    /// put after it: `union`.
    pub(crate) fn unified(
        &mut self,
        columns: &[ColumnData],
        by: SyntaxNode<'t>,
    ) -> Vec<ColumnData> {
        let mut names = NameList::with_room(columns.len());
        let mut firsts: Vec<ColumnData> = Vec::with_capacity(columns.len());
        let mut others: FxHashMap<usize, Vec<ColumnData>> = FxHashMap::default();
        for column in columns {
            let Some(at) = names.position(column.name) else {
                names.push(column.name);
                firsts.push(*column);
                continue;
            };
            let is_same = |it: &ColumnData| it.ty == column.ty || it.ty.name() == column.ty.name();
            let Some(first) = firsts.get_mut(at) else {
                continue;
            };
            // What isn't known may well be the same.
            if first.ty.is_unknown() || column.ty.is_unknown() {
                first.ty = Type::Unknown;
                continue;
            }
            if is_same(first) {
                continue;
            }
            let group = others.entry(at).or_default();
            if !group.iter().any(is_same) {
                group.push(*column);
            }
        }
        if others.is_empty() {
            return firsts;
        }
        let mut out: Vec<ColumnData> = Vec::with_capacity(firsts.len() + others.len());
        let mut taken = NameList::default();
        for (at, first) in firsts.into_iter().enumerate() {
            let Some(group) = others.remove(&at) else {
                out.push(self.unique(first, &mut taken, by));
                continue;
            };
            for column in std::iter::once(first).chain(group) {
                let column = self.typed(column, by);
                out.push(self.unique(column, &mut taken, by));
            }
        }
        out
    }

    fn typed(&mut self, column: ColumnData, by: SyntaxNode<'t>) -> ColumnData {
        let name = format!("{}_{}", self.text(column.name), column.ty.name());
        let name = self.name(&name);
        self.suffixed(column, name, by)
    }

    fn suffixed(&mut self, column: ColumnData, name: Name, by: SyntaxNode<'t>) -> ColumnData {
        let origin = self.origin(OriginData::Suffixed {
            from: column.name,
            before: column.origin,
            by: by.id(),
        });
        ColumnData {
            name,
            origin,
            ..column
        }
    }

    fn unique(
        &mut self,
        column: ColumnData,
        taken: &mut NameList,
        by: SyntaxNode<'t>,
    ) -> ColumnData {
        if taken.insert(column.name) {
            return column;
        }
        self.numbered_apart(column, taken, by)
    }

    /// One column for each name: `find`.
    pub(crate) fn unified_by_name(&mut self, columns: &[ColumnData]) -> Vec<ColumnData> {
        let mut names = NameList::default();
        let mut out: Vec<ColumnData> = Vec::new();
        for column in columns {
            match names.position(column.name).and_then(|at| out.get_mut(at)) {
                Some(first) => {
                    let both = [first.ty, column.ty];
                    first.ty = common_of(both, Conversion::Promotable).unwrap_or(Type::DYNAMIC);
                }
                None => {
                    names.push(column.name);
                    out.push(*column);
                }
            }
        }
        out
    }

    /// Numbers after names that occur again: `join`.
    pub(crate) fn made_unique(
        &mut self,
        mut columns: Vec<ColumnData>,
        by: SyntaxNode<'t>,
    ) -> Vec<ColumnData> {
        let mut taken = NameList::with_room(columns.len());
        let mut repeated = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            if !taken.insert(column.name) {
                repeated.push(at);
            }
        }
        for at in repeated {
            if let Some(column) = columns.get_mut(at) {
                *column = self.numbered_apart(*column, &mut taken, by);
            }
        }
        columns
    }

    /// The column with the least number after its name that makes it one of its own.
    fn numbered_apart(
        &mut self,
        column: ColumnData,
        taken: &mut NameList,
        by: SyntaxNode<'t>,
    ) -> ColumnData {
        let base = self.text(column.name).to_owned();
        let name = free_name(&mut self.model.names, &base, |it| taken.contains(it));
        taken.push(name);
        self.suffixed(column, name, by)
    }
}
