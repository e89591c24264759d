//! How a query cuts time into bins.

use kqlint_semantics::{Constant, Model};
use kqlint_syntax::{NodeKind, SyntaxNode};

use crate::query::call_of;

/// `bin(Time, 1h)`, or the step of `make-series`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bin<'t> {
    /// What is cut; `None` for a series.
    pub(crate) subject: Option<SyntaxNode<'t>>,
    /// The expression of the size.
    pub(crate) size: SyntaxNode<'t>,
    /// The size in ticks.
    pub(crate) ticks: i64,
}

/// The bin that a node is.
pub(crate) fn bin<'t>(model: &Model, node: SyntaxNode<'t>) -> Option<Bin<'t>> {
    let (subject, size) = match node.kind() {
        NodeKind::MakeSeriesStep => (None, node.children().next()?),
        NodeKind::FunctionCallExpression => {
            let call = call_of(node, &["bin", "floor", "bin_at"])?;
            let (&subject, &size) = (call.arguments.first()?, call.arguments.get(1)?);
            (Some(subject), size)
        }
        _ => return None,
    };
    match model.constant(size.id())? {
        Constant::TimeSpan(ticks) if ticks > 0 => Some(Bin {
            subject,
            size,
            ticks,
        }),
        _ => None,
    }
}
