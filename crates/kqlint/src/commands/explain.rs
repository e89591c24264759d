//! `kqlint explain`

use std::io::Write as _;

use kqlint_lints::{Rule, nearest, page, rule, rules};
use serde::Serialize;

use crate::{
    Outcome,
    arguments::{ExplainArguments, ExplainFormat},
    markdown,
    terminal::wants_color,
};

#[derive(Serialize)]
struct JsonRule {
    name: &'static str,
    summary: &'static str,
    group: &'static str,
    level: &'static str,
    /// Whether it runs only when asked for.
    preview: bool,
    since: &'static str,
    url: String,
    /// The page as Markdown, without a title.
    page: String,
}

pub(crate) fn run(arguments: &ExplainArguments) -> anyhow::Result<Outcome> {
    let rules: Vec<&Rule> = match &arguments.rule {
        Some(name) => vec![known(name)?],
        None => rules().iter().collect(),
    };
    let mut stdout = std::io::stdout().lock();
    match arguments.output_format {
        ExplainFormat::Text => {
            let pages: Vec<_> = rules.into_iter().map(text).collect();
            let shown = markdown::render(&pages.join("\n"), wants_color());
            stdout.write_all(shown.as_bytes())?;
        }
        ExplainFormat::Json => {
            let rules: Vec<_> = rules.into_iter().map(json).collect();
            serde_json::to_writer_pretty(&mut stdout, &rules)?;
            writeln!(stdout)?;
        }
    }
    Ok(Outcome::Clean)
}

fn known(name: &str) -> anyhow::Result<&'static Rule> {
    rule(name).ok_or_else(|| {
        let hint = match nearest(name, rules().iter().map(|it| it.name)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`kqlint rules` lists them".to_owned(),
        };
        anyhow::anyhow!("there is no rule `{name}`; {hint}")
    })
}

fn text(rule: &Rule) -> String {
    let preview = if rule.preview { ", preview" } else { "" };
    let facts = format!(
        "{} · {}{preview} · since {}",
        rule.group.name(),
        rule.level.name(),
        rule.since
    );
    format!(
        "# {}\n\n{facts}\n\n{}\n\n<{}>\n",
        rule.name,
        rule.page(),
        page(rule.name)
    )
}

fn json(rule: &Rule) -> JsonRule {
    JsonRule {
        name: rule.name,
        summary: rule.summary,
        group: rule.group.name(),
        level: rule.level.name(),
        preview: rule.preview,
        since: rule.since,
        url: page(rule.name),
        page: rule.page(),
    }
}
