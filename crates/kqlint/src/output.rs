//! Ways to print what was found, and what was done about it.

mod azure;
mod concise;
pub(crate) mod diff;
mod fixed;
mod full;
mod github;
mod gitlab;
mod json;
mod json_lines;
mod junit;
mod sarif;
mod statistics;
mod summary;

use std::{
    io::{self, Write},
    path::{Component, Path},
};

use crate::{arguments::CheckFormat, checking::Checked, terminal::escaped};

/// Writes all findings in a format. What `--fix` did and the closing line go to
/// standard error where the format is not for people to read from top to bottom.
pub(crate) fn write(
    out: &mut impl Write,
    checked: &[Checked],
    format: CheckFormat,
) -> anyhow::Result<()> {
    let mut stderr = io::stderr().lock();
    if format == CheckFormat::Full {
        fixed::write(out, checked)?;
        full::write(out, checked)?;
        return Ok(summary::write(out, checked)?);
    }
    fixed::write(&mut stderr, checked)?;
    match format {
        CheckFormat::Full => {}
        CheckFormat::Concise => concise::write(out, checked)?,
        CheckFormat::Json => json::write(out, checked)?,
        CheckFormat::JsonLines => json_lines::write(out, checked)?,
        CheckFormat::Sarif => sarif::write(out, checked)?,
        CheckFormat::Github => github::write(out, checked)?,
        CheckFormat::Gitlab => gitlab::write(out, checked)?,
        CheckFormat::Azure => azure::write(out, checked)?,
        CheckFormat::Junit => junit::write(out, checked)?,
    }
    if matches!(
        format,
        CheckFormat::Concise | CheckFormat::Github | CheckFormat::Azure
    ) {
        summary::write(&mut stderr, checked)?;
    }
    Ok(())
}

/// Writes how many findings each rule has.
pub(crate) fn write_statistics(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<()> {
    fixed::write(&mut io::stderr().lock(), checked)?;
    statistics::write(out, checked)?;
    Ok(summary::write(out, checked)?)
}

/// A path on one line.
pub(crate) fn path_text(path: &Path) -> String {
    escaped(&path.to_string_lossy())
}

/// A path with `/` between its parts, as tools on servers want it.
pub(crate) fn slashed(path: &Path) -> String {
    let parts = path.components().filter(|it| *it != Component::CurDir);
    let parts: Vec<_> = parts
        .map(|it| match it {
            Component::RootDir => String::new(),
            part => part.as_os_str().to_string_lossy().into_owned(),
        })
        .collect();
    parts.join("/")
}

/// `1 file`, `2 files`
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The message with what to do, on one line.
fn sentence(finding: &kqlint_workspace::Finding) -> String {
    match &finding.help {
        Some(help) => escaped(&format!("{}; {help}", finding.message)),
        None => escaped(&finding.message),
    }
}
