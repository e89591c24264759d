//! `kqlint rules`

use std::io::Write as _;

use crate::Outcome;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    let rules = kqlint_lints::rules();
    let width = rules.iter().map(|it| it.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules {
        let level = if rule.preview {
            "preview"
        } else {
            rule.level.name()
        };
        let (name, group) = (rule.name, rule.group.name());
        out.push_str(&format!(
            "{name:width$}  {group:11}  {level:7}  {}\n",
            rule.summary
        ));
    }
    std::io::stdout().write_all(out.as_bytes())?;
    Ok(Outcome::Clean)
}
