//! `kqlint explain`

use std::io::Write as _;

use kqlint_lints::{nearest, page, rule, rules};

use crate::{Outcome, arguments::ExplainArguments, markdown, terminal::wants_color};

pub(crate) fn run(arguments: &ExplainArguments) -> anyhow::Result<Outcome> {
    let Some(rule) = rule(&arguments.rule) else {
        let names = rules().iter().map(|it| it.name);
        let hint = match nearest(&arguments.rule, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`kqlint rules` lists them".to_owned(),
        };
        anyhow::bail!("there is no rule `{}`; {hint}", arguments.rule);
    };
    let preview = if rule.preview { ", preview" } else { "" };
    let facts = format!(
        "{} · {}{preview} · since {}",
        rule.group.name(),
        rule.level.name(),
        rule.since
    );
    let text = format!(
        "# {}\n\n{facts}\n\n{}\n\n<{}>\n",
        rule.name,
        rule.page(),
        page(rule.name)
    );
    let shown = markdown::render(&text, wants_color());
    std::io::stdout().write_all(shown.as_bytes())?;
    Ok(Outcome::Clean)
}
