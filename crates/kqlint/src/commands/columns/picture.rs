//! Steps as a picture for a terminal.

use super::steps::{Made, Pipeline, Step};
use crate::terminal::escaped;

/// So many dropped columns are named.
const MOST_NAMES: usize = 6;

/// Draws the pipelines of a query.
pub(super) fn draw(pipelines: &[Pipeline], out: &mut String) {
    for pipeline in pipelines {
        draw_pipeline(pipeline, "  ", out);
        out.push('\n');
    }
}

fn draw_pipeline(pipeline: &Pipeline, indent: &str, out: &mut String) {
    if let Some(name) = &pipeline.name {
        out.push_str(&format!(
            "{indent}{} =\n",
            bold(&format!("let {}", escaped(name)))
        ));
    }
    for (at, step) in pipeline.steps.iter().enumerate() {
        let pipe = if at == 0 { "" } else { "| " };
        let text = format!("{pipe}{}", escaped(&step.text));
        let count = dim(&count(step));
        out.push_str(&format!("{indent}{}  {count}\n", bold(&text)));
        let deeper = format!("{indent}  {}", dim("│ "));
        for pipeline in &step.inside {
            draw_pipeline(pipeline, &deeper, out);
        }
        draw_changes(step, indent, out);
    }
}

/// `12 columns`
fn count(step: &Step) -> String {
    let open = if step.is_open { " and others" } else { "" };
    match step.columns {
        1 => format!("1 column{open}"),
        0 if step.is_open => "any columns".to_owned(),
        columns => format!("{columns} columns{open}"),
    }
}

fn draw_changes(step: &Step, indent: &str, out: &mut String) {
    let made = step.added.iter();
    let made = made.chain(step.changed.iter().map(|it| &it.after));
    let names = made.map(|it| it.name.chars().count());
    let width = names.max().unwrap_or(0);
    for column in &step.added {
        let line = format!("+ {}", name_and_type(column, width, column.r#type));
        let line = line.trim_end_matches(|c| c == ' ' && column.from.is_none());
        out.push_str(&format!("{indent}    {}{}\n", green(line), from(column)));
    }
    for column in &step.changed {
        let after = &column.after;
        let ty = match column.before == after.r#type {
            true => after.r#type.to_owned(),
            false => format!("{} → {}", column.before, after.r#type),
        };
        let line = format!("~ {}", name_and_type(after, width, &ty));
        out.push_str(&format!("{indent}    {}{}\n", yellow(&line), from(after)));
    }
    for renamed in &step.renamed {
        let (old, new) = (escaped(&renamed.from), escaped(&renamed.to));
        out.push_str(&format!(
            "{indent}    {}\n",
            yellow(&format!("{old} → {new}"))
        ));
    }
    if !step.dropped.is_empty() {
        let names = step.dropped.iter().take(MOST_NAMES);
        let names: Vec<_> = names.map(|it| escaped(it)).collect();
        let rest = match step.dropped.len() - names.len() {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        let line = format!("- {}{rest}", names.join(", "));
        out.push_str(&format!("{indent}    {}\n", red(&line)));
    }
}

fn name_and_type(column: &Made, width: usize, ty: &str) -> String {
    let name = escaped(&column.name);
    format!("{name:width$}  {ty:8}")
}

fn from(column: &Made) -> String {
    match &column.from {
        Some(from) => dim(&format!("  {}", escaped(from))),
        None => String::new(),
    }
}

fn bold(text: &str) -> String {
    format!("\x1b[1m{text}\x1b[0m")
}

fn dim(text: &str) -> String {
    format!("\x1b[2m{text}\x1b[0m")
}

fn green(text: &str) -> String {
    format!("\x1b[32m{text}\x1b[0m")
}

fn yellow(text: &str) -> String {
    format!("\x1b[33m{text}\x1b[0m")
}

fn red(text: &str) -> String {
    format!("\x1b[31m{text}\x1b[0m")
}
