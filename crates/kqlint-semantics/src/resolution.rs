//! What a name means.

use kqlint_syntax::NodeId;

use crate::{
    names::{Name, Names, Text},
    schema::{Column, ColumnData, OriginData},
    scope::Side,
};

/// What a name, or the name of a call, means.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Resolution<'m> {
    /// A column of the rows at that point.
    Column(Column<'m>),
    /// A table of the catalog or of the options.
    Table(&'m str),
    /// What a `let`, an `as` or a graph pattern names: its name's node.
    Variable(NodeId),
    /// A parameter of a function of the query, or a query parameter: its name's node.
    Parameter(NodeId),
    /// A built-in scalar function.
    Function(&'m str),
    /// An aggregate.
    Aggregate(&'m str),
    /// A plug-in.
    Plugin(&'m str),
    /// A function of the workspace.
    WorkspaceFunction(&'m str),
    /// `$left` or `$right`.
    Side(Side),
}

/// What the model keeps for a resolution.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ResolutionData {
    Column(ColumnData),
    Table(Name),
    Variable(NodeId),
    Parameter(NodeId),
    Function(Text),
    Aggregate(Text),
    Plugin(Text),
    WorkspaceFunction(Name),
    Side(Side),
}

impl ResolutionData {
    pub(crate) fn view<'m>(self, names: &'m Names, origins: &'m [OriginData]) -> Resolution<'m> {
        match self {
            Self::Column(data) => Resolution::Column(Column::new(names, origins, data)),
            Self::Table(name) => Resolution::Table(names.text(name)),
            Self::Variable(node) => Resolution::Variable(node),
            Self::Parameter(node) => Resolution::Parameter(node),
            Self::Function(name) => Resolution::Function(names.kept(name)),
            Self::Aggregate(name) => Resolution::Aggregate(names.kept(name)),
            Self::Plugin(name) => Resolution::Plugin(names.kept(name)),
            Self::WorkspaceFunction(name) => Resolution::WorkspaceFunction(names.text(name)),
            Self::Side(side) => Resolution::Side(side),
        }
    }
}
