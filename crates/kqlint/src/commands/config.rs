//! `kqlint config`

use std::{fmt::Write as _, io::Write as _, path::Path};

use kqlint_workspace::{
    AppliedSetting, Because, Document, HostKind, LineIndex, Project, read_document, shown,
};
use serde::Serialize;

use crate::{
    Outcome,
    arguments::{ConfigArguments, ConfigFormat},
    output::path_text,
    terminal::escaped,
};

/// What applies to a file.
#[derive(Serialize)]
struct FileReport {
    path: String,
    /// The configuration file and those that it extends.
    files: Vec<String>,
    excluded: bool,
    settings: Vec<SettingReport>,
    /// What differs for the queries of some hosts inside the file.
    hosts: Vec<HostReport>,
    /// Where queries run that the settings don't decide it for.
    environments: Vec<EnvironmentReport>,
}

#[derive(Serialize)]
struct EnvironmentReport {
    environment: &'static str,
    /// `host` or `query`.
    because: &'static str,
    /// Where the queries begin.
    lines: Vec<usize>,
}

#[derive(Serialize)]
struct HostReport {
    host: &'static str,
    settings: Vec<SettingReport>,
}

#[derive(Serialize)]
struct SettingReport {
    key: String,
    /// The value as TOML.
    value: String,
    /// `None` where the default applies.
    origin: Option<OriginReport>,
}

#[derive(Serialize)]
struct OriginReport {
    path: String,
    line: usize,
    column: usize,
}

pub(crate) fn run(arguments: &ConfigArguments) -> anyhow::Result<Outcome> {
    let path = &arguments.show;
    let mut project = match &arguments.config {
        Some(config) => Project::default().with_config(config.clone()),
        None => Project::default(),
    };
    let config = project.config_of(path)?;
    let kind = HostKind::from_path(path).unwrap_or(HostKind::Query);
    let file = config.file(path, kind);
    let hosts = file.applied_by_host().into_iter();
    let settings = file.applied().into_iter().map(setting_report).collect();
    let hosts = hosts.map(|(host, settings)| HostReport {
        host,
        settings: settings.into_iter().map(setting_report).collect(),
    });
    let hosts = hosts.collect();
    let report = FileReport {
        path: shown(path).to_string(),
        files: project
            .config_files()
            .iter()
            .map(|it| shown(it).to_string())
            .collect(),
        excluded: project.excludes(path)?,
        settings,
        hosts,
        environments: environments(&mut project, path, kind)?,
    };
    let mut stdout = std::io::stdout().lock();
    match arguments.output_format {
        ConfigFormat::Json => {
            serde_json::to_writer_pretty(&mut stdout, &report)?;
            writeln!(stdout)?;
        }
        ConfigFormat::Text => stdout.write_all(text(&report).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

/// Where the queries of a file run, as they or their host say; nothing of a file that can't be read.
fn environments(
    project: &mut Project,
    path: &Path,
    kind: HostKind,
) -> anyhow::Result<Vec<EnvironmentReport>> {
    let mut out: Vec<EnvironmentReport> = Vec::new();
    let Ok(text) = read_document(path) else {
        return Ok(out);
    };
    let text = text.as_str();
    let lines = LineIndex::new(text);
    let analysis = project
        .analyzer(path, kind)?
        .analyze(Document { path, kind, text });
    for query in &analysis.fragments {
        let because = match query.runs_in.because {
            Because::Host => "host",
            Because::Query => "query",
            Because::Configuration | Because::Default => continue,
        };
        let environment = query.runs_in.environment.name();
        let start = query
            .fragment
            .map
            .host_range(query.tree.root().text_range());
        let line = lines.position(start.unwrap_or_default().start()).line;
        let mut known = out.iter_mut();
        match known.find(|it| it.environment == environment && it.because == because) {
            Some(it) => it.lines.push(line),
            None => out.push(EnvironmentReport {
                environment,
                because,
                lines: vec![line],
            }),
        }
    }
    Ok(out)
}

fn setting_report(setting: AppliedSetting) -> SettingReport {
    SettingReport {
        key: setting.key,
        value: setting.value,
        origin: setting.origin.map(|origin| OriginReport {
            path: shown(&origin.path).to_string(),
            line: origin.at.line,
            column: origin.at.column,
        }),
    }
}

/// The report as TOML, in which comments say where values come from.
fn text(report: &FileReport) -> String {
    let mut out = format!("# {}\n", path_text(Path::new(&report.path)));
    for file in &report.files {
        let _ = writeln!(out, "# read from {}", path_text(Path::new(file)));
    }
    if report.files.is_empty() {
        out.push_str("# no kqlint.toml applies\n");
    }
    if report.excluded {
        out.push_str("# left out: it is excluded\n");
    }
    out.push('\n');
    write_settings(&mut out, &report.settings);
    for host in &report.hosts {
        let _ = writeln!(out, "\n# in queries of the host `{}`", host.host);
        write_settings(&mut out, &host.settings);
    }
    if !report.environments.is_empty() {
        out.push('\n');
    }
    for it in &report.environments {
        let lines: Vec<_> = it.lines.iter().map(usize::to_string).collect();
        let who = match it.because {
            "host" => "as their host says",
            _ => "inferred from the query",
        };
        let _ = writeln!(
            out,
            "# environment = \"{}\" in the queries of lines {}: {who}",
            it.environment,
            lines.join(", ")
        );
    }
    out
}

/// What is set, and how many rules are as they come.
fn write_settings(out: &mut String, settings: &[SettingReport]) {
    let is_shown = |it: &&SettingReport| it.origin.is_some() || !it.key.contains('.');
    let lines = settings.iter().filter(is_shown).map(|setting| {
        let line = format!("{} = {}", setting.key, escaped(&setting.value));
        let origin = match &setting.origin {
            Some(origin) => format!("{}:{}", path_text(Path::new(&origin.path)), origin.line),
            None => "default".to_owned(),
        };
        (line, origin)
    });
    let lines: Vec<_> = lines.collect();
    let width = lines.iter().map(|(line, _)| line.chars().count()).max();
    let width = width.unwrap_or(0);
    for (line, origin) in lines {
        let _ = writeln!(out, "{line:width$}  # {origin}");
    }
    let others = settings.iter().filter(|it| !is_shown(it)).count();
    if others > 0 {
        let _ = writeln!(
            out,
            "# {others} more at their defaults, see `--output-format json`"
        );
    }
}
