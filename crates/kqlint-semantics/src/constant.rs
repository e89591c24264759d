//! Values that are known before the query runs.

use crate::names::{Names, Text};

/// The value of a constant expression, through `let`.
///
/// Ticks are units of 100 nanoseconds; those of a point in time count from the year 1.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Constant<'m> {
    /// `true`
    Bool(bool),
    /// `1`, `int(1)`
    Long(i64),
    /// `1.5`
    Real(f64),
    /// `"text"`
    String(&'m str),
    /// A span of time, in ticks.
    TimeSpan(i64),
    /// A point in time, in ticks.
    DateTime(i64),
    /// `now()` and that many ticks: `ago(1h)` is minus one hour.
    RelativeTime(i64),
    /// `dynamic(["a", "b"])`, or a bracketed list.
    List(List<'m>),
}

/// The elements of a constant list.
#[derive(Clone, Copy)]
pub struct List<'m> {
    names: &'m Names,
    constants: &'m Constants,
    elements: &'m [ConstantData],
}

impl<'m> List<'m> {
    /// The elements in order.
    pub fn elements(self) -> impl ExactSizeIterator<Item = Constant<'m>> + use<'m> {
        let Self {
            names, constants, ..
        } = self;
        self.elements
            .iter()
            .map(move |&it| constants.view(names, it))
    }
}

impl PartialEq for List<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.elements().eq(other.elements())
    }
}

impl std::fmt::Debug for List<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_list().entries(self.elements()).finish()
    }
}

/// A constant as it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ConstantData {
    Bool(bool),
    Long(i64),
    Real(f64),
    String(Text),
    TimeSpan(i64),
    DateTime(i64),
    RelativeTime(i64),
    /// A range of the elements.
    List {
        start: u32,
        end: u32,
    },
}

/// The elements of all lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Constants {
    elements: Vec<ConstantData>,
}

impl Constants {
    /// Keeps a list.
    pub(crate) fn list(&mut self, elements: &[ConstantData]) -> ConstantData {
        let start = self.elements.len() as u32;
        self.elements.extend_from_slice(elements);
        ConstantData::List {
            start,
            end: self.elements.len() as u32,
        }
    }

    /// A constant as callers see it.
    pub(crate) fn view<'m>(&'m self, names: &'m Names, data: ConstantData) -> Constant<'m> {
        match data {
            ConstantData::Bool(value) => Constant::Bool(value),
            ConstantData::Long(value) => Constant::Long(value),
            ConstantData::Real(value) => Constant::Real(value),
            ConstantData::String(value) => Constant::String(names.kept(value)),
            ConstantData::TimeSpan(value) => Constant::TimeSpan(value),
            ConstantData::DateTime(value) => Constant::DateTime(value),
            ConstantData::RelativeTime(value) => Constant::RelativeTime(value),
            ConstantData::List { start, end } => Constant::List(List {
                names,
                constants: self,
                elements: self
                    .elements
                    .get(start as usize..end as usize)
                    .unwrap_or_default(),
            }),
        }
    }
}
