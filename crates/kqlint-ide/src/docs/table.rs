//! What is told of a table.

use kqlint_catalog::Table;

use super::{deprecation, fence, inline};

pub(super) fn markdown(table: Table<'_>) -> String {
    let mut out = fence(table.name());
    let mut paragraphs = Vec::new();
    paragraphs.extend(table.description().map(str::to_owned));
    paragraphs.extend(table.deprecation().as_ref().map(deprecation));
    paragraphs.extend(table.note().map(str::to_owned));
    let mut facts = vec![format!(
        "{}{}",
        count(table.column_count(), "column"),
        if table.is_open() {
            ", and others that nobody lists"
        } else {
            ""
        }
    )];
    facts.extend(
        table
            .time_column()
            .map(|it| format!("time in {}", inline(it))),
    );
    if table.lake_only() {
        facts.push("in the data lake only".to_owned());
    } else if let Some(plan) = table.plan() {
        let charge = match plan.is_restricted() {
            true => ", charged by what queries read",
            false => "",
        };
        facts.push(format!("on the {} plan{charge}", plan.name()));
    } else if table.basic_plan() {
        facts.push("can be on the basic plan".to_owned());
    }
    paragraphs.push(facts.join(" · "));
    out.push_str(&paragraphs.join("\n\n"));
    out.push('\n');
    out
}

fn count(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
