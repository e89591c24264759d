//! `kqlint schema`

mod import;
mod list;
mod show;

use crate::{
    Outcome,
    arguments::{SchemaArguments, SchemaCommand},
};

pub(crate) fn run(arguments: &SchemaArguments) -> anyhow::Result<Outcome> {
    match &arguments.command {
        SchemaCommand::List => list::run(),
        SchemaCommand::Show { table } => show::run(table),
        SchemaCommand::Import(arguments) => import::run(arguments),
    }
}
