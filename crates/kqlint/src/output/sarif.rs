//! SARIF 2.1.0, which code scanning services read.

use std::{collections::BTreeMap, io::Write, path::Path};

use kqlint_diagnostics::Level;
use kqlint_lints::{Rule, page};
use kqlint_workspace::{Finding, HostFix, HostLabel, LineIndex};
use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, Message,
    MultiformatMessageString, PhysicalLocation, PropertyBag, Region, Replacement,
    ReportingConfiguration, ReportingDescriptor, Result as SarifResult, ResultLevel, Run, Sarif,
    Tool, ToolComponent,
};
use text_size::TextRange;

use crate::{checking::Checked, fingerprint::fingerprints, output::slashed};

/// Where the format is described.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints, with the version of how they are made.
const FINGERPRINT: &str = "kqlint/v1";

/// Writes one run with all findings.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<()> {
    let findings = checked.iter().flat_map(|it| &it.findings);
    let used: BTreeMap<&str, &Finding> = findings.map(|it| (it.rule, it)).collect();
    let names: Vec<_> = used.keys().copied().collect();
    let results: Vec<_> = checked.iter().flat_map(|it| results(it, &names)).collect();
    let driver = ToolComponent::builder()
        .name("kqlint")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri("https://github.com/kqlint/kqlint")
        .rules(used.into_values().map(descriptor).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(json!("unicodeCodePoints"))
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA)
        .version(json!("2.1.0"))
        .runs(vec![run])
        .build();
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)?;
    Ok(())
}

/// What is said of the rule of a finding.
fn descriptor(finding: &Finding) -> ReportingDescriptor {
    match kqlint_lints::rule(finding.rule) {
        Some(rule) => known_rule(rule),
        None => custom_rule(finding),
    }
}

/// A rule of the configuration: all its findings have the same message and level.
fn custom_rule(finding: &Finding) -> ReportingDescriptor {
    let level = json!(level(finding.level).to_string());
    ReportingDescriptor::builder()
        .id(finding.rule)
        .name(finding.rule)
        .short_description(multiformat(&finding.message, None))
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .build()
}

/// A rule that comes with kqlint.
fn known_rule(rule: &Rule) -> ReportingDescriptor {
    let text = rule.page();
    let level = json!(level(rule.level).to_string());
    let properties = PropertyBag::builder()
        .tags(vec![rule.group.name().to_owned()])
        .additional_properties(BTreeMap::new())
        .build();
    ReportingDescriptor::builder()
        .id(rule.name)
        .name(rule.name)
        .short_description(multiformat(rule.summary, None))
        .help(multiformat(&text, Some(&text)))
        .help_uri(page(rule.name))
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .properties(properties)
        .build()
}

fn multiformat(text: &str, markdown: Option<&str>) -> MultiformatMessageString {
    let mut out = MultiformatMessageString::builder().text(text).build();
    out.markdown = markdown.map(str::to_owned);
    out
}

fn results(file: &Checked, rules: &[&str]) -> Vec<SarifResult> {
    let lines = LineIndex::new(&file.text);
    let place = Place {
        uri: uri(&file.path),
        lines: &lines,
    };
    let numbers = fingerprints(&slashed(&file.path), &file.findings, &lines);
    let findings = file.findings.iter().zip(numbers);
    let results = findings.map(|(finding, number)| place.result(finding, number, rules));
    results.collect()
}

/// A file, and how ranges of it are written.
struct Place<'a> {
    uri: String,
    lines: &'a LineIndex<'a>,
}

impl Place<'_> {
    fn result(&self, finding: &Finding, number: String, rules: &[&str]) -> SarifResult {
        let message = message(&text(finding));
        let mut out = SarifResult::builder()
            .rule_id(finding.rule)
            .level(level(finding.level))
            .message(message)
            .locations(vec![self.location(finding.range, None)])
            .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), number)]))
            .build();
        out.rule_index = rules
            .iter()
            .position(|rule| *rule == finding.rule)
            .and_then(|index| i64::try_from(index).ok());
        let related = finding.related.iter().enumerate();
        let related: Vec<_> = related.map(|(id, it)| self.related(id, it)).collect();
        out.related_locations = (!related.is_empty()).then_some(related);
        let fixes: Vec<_> = finding.fixes.iter().map(|it| self.fix(it)).collect();
        out.fixes = (!fixes.is_empty()).then_some(fixes);
        out
    }

    fn related(&self, id: usize, label: &HostLabel) -> Location {
        let mut out = self.location(label.range, Some(message(&label.text)));
        out.id = i64::try_from(id).ok();
        out
    }

    fn location(&self, range: TextRange, message: Option<Message>) -> Location {
        let physical = PhysicalLocation::builder()
            .artifact_location(self.artifact())
            .region(self.region(range))
            .build();
        let mut out = Location::builder().physical_location(physical).build();
        out.message = message;
        out
    }

    fn fix(&self, fix: &HostFix) -> Fix {
        let replacements = fix.edits.iter().map(|edit| {
            let content = ArtifactContent::builder().text(edit.text.as_str()).build();
            Replacement::builder()
                .deleted_region(self.region(edit.range))
                .inserted_content(content)
                .build()
        });
        let change = ArtifactChange::builder()
            .artifact_location(self.artifact())
            .replacements(replacements.collect::<Vec<_>>())
            .build();
        Fix::builder()
            .description(message(&format!("{} ({})", fix.title, fix.safety.name())))
            .artifact_changes(vec![change])
            .build()
    }

    fn artifact(&self) -> ArtifactLocation {
        ArtifactLocation::builder().uri(self.uri.as_str()).build()
    }

    /// Lines and columns count from 1, columns in characters; the end is behind the
    /// last one.
    fn region(&self, range: TextRange) -> Region {
        let number = |number| i64::try_from(number).unwrap_or(i64::MAX);
        let start = self.lines.position(range.start());
        let end = self.lines.position(range.end());
        Region::builder()
            .start_line(number(start.line))
            .start_column(number(start.column))
            .end_line(number(end.line))
            .end_column(number(end.column))
            .build()
    }
}

/// The message with what explains it.
fn text(finding: &Finding) -> String {
    let mut out = finding.message.clone();
    for note in &finding.notes {
        out.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = &finding.help {
        out.push_str(&format!("\nhelp: {help}"));
    }
    out
}

/// Text that is shown as it is: brackets would make it a link, braces a placeholder.
fn message(text: &str) -> Message {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' | ']' | '\\' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            '\n' => out.push(c),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    Message::builder().text(out).build()
}

fn level(level: Level) -> ResultLevel {
    match level {
        Level::Error => ResultLevel::Error,
        Level::Warning => ResultLevel::Warning,
        Level::Hint => ResultLevel::Note,
    }
}

/// A path as a reference: relative where it is, percent-encoded.
fn uri(path: &Path) -> String {
    let path = slashed(path);
    let mut out = match path.starts_with('/') {
        true => "file://".to_owned(),
        false => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
