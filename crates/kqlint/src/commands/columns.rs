//! `kqlint columns`

mod picture;
mod steps;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use kqlint_semantics::Query;
use kqlint_workspace::{AnalyzedFragment, Document, LineIndex, Project, read_document};
use serde::Serialize;

use self::steps::{Pipeline, Reader};
use crate::{
    Outcome,
    arguments::{ColumnsArguments, ColumnsFormat},
    checking::{job, read_stdin},
    output::path_text,
    terminal::escaped,
};

/// A query and the columns that it returns.
#[derive(Serialize)]
struct QueryColumns {
    path: String,
    query: String,
    /// `None` where there may be columns that are not known.
    columns: Option<Vec<NameAndType>>,
    /// What its steps do to columns, where that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pipelines: Vec<Pipeline>,
    line: usize,
}

#[derive(Serialize)]
struct NameAndType {
    name: String,
    r#type: &'static str,
}

pub(crate) fn run(arguments: &ColumnsArguments) -> anyhow::Result<Outcome> {
    let (path, text) = match arguments.file == Path::new("-") {
        true => (PathBuf::from("<stdin>"), read_stdin(Path::new("<stdin>"))?),
        false => (arguments.file.clone(), read_document(&arguments.file)?),
    };
    let job = job(&mut Project::default(), path, None)?;
    let document = Document {
        path: &job.path,
        kind: job.kind,
        text: &text,
    };
    let analysis = job.analyzer.analyze(document);
    let lines = LineIndex::new(&text);
    let mut all = Vec::new();
    for fragment in &analysis.fragments {
        for query in fragment.model.queries() {
            let mut columns = query_columns(&job.path, fragment, query, &lines);
            if arguments.explain
                && let Some(statement) = fragment.tree.node(query.node())
            {
                columns.pipelines = Reader::new(fragment).query(statement);
            }
            all.push(columns);
        }
    }
    let mut stdout = std::io::stdout().lock();
    match arguments.output_format {
        ColumnsFormat::Json => {
            serde_json::to_writer_pretty(&mut stdout, &all)?;
            writeln!(stdout)?;
        }
        ColumnsFormat::Text if arguments.explain => {
            anstream::AutoStream::auto(stdout).write_all(pictures(&all).as_bytes())?;
        }
        ColumnsFormat::Text => stdout.write_all(table(&all).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn query_columns(
    path: &Path,
    fragment: &AnalyzedFragment,
    query: Query<'_>,
    lines: &LineIndex<'_>,
) -> QueryColumns {
    let node = fragment.tree.node(query.node());
    let range = node.map(|it| it.text_range()).unwrap_or_default();
    let host = fragment.fragment.map.host_range(range).unwrap_or_default();
    let is_broken = fragment.tree.has_error_in(range);
    let known = query.output().filter(|it| !it.is_open() && !is_broken);
    let columns = known.map(|schema| {
        let columns = schema.columns().map(|column| NameAndType {
            name: column.name().to_owned(),
            r#type: column.ty().name(),
        });
        columns.collect()
    });
    QueryColumns {
        path: path.to_string_lossy().into_owned(),
        query: node.map(|it| it.text().to_owned()).unwrap_or_default(),
        columns,
        pipelines: Vec::new(),
        line: lines.position(host.start()).line,
    }
}

/// The steps of each query.
fn pictures(queries: &[QueryColumns]) -> String {
    let mut out = String::new();
    for query in queries {
        let path = path_text(Path::new(&query.path));
        out.push_str(&format!("{path}:{}\n", query.line));
        picture::draw(&query.pipelines, &mut out);
    }
    out
}

fn table(queries: &[QueryColumns]) -> String {
    let mut out = String::new();
    for query in queries {
        let first = query.query.lines().next().unwrap_or_default();
        let path = path_text(Path::new(&query.path));
        out.push_str(&format!("{path}:{}: {}\n", query.line, escaped(first)));
        match &query.columns {
            None => out.push_str("  (not all columns can be known)\n"),
            Some(columns) => {
                let width = columns
                    .iter()
                    .map(|it| it.name.chars().count())
                    .max()
                    .unwrap_or(0);
                for column in columns {
                    let name = escaped(&column.name);
                    out.push_str(&format!("  {name:width$}  {}\n", column.r#type));
                }
            }
        }
        out.push('\n');
    }
    out
}
