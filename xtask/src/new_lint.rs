//! `cargo xtask new-lint NAME`: the file of a new rule and the two lines that register it.

use std::{fs, path::Path};

use anyhow::{Context, bail, ensure};

/// Writes the file of the rule and registers it.
pub(crate) fn run(name: &str) -> anyhow::Result<()> {
    let is_name = !name.is_empty()
        && name
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()));
    ensure!(
        is_name,
        "`{name}` is no name: use lower-case words with `-` between, which say what is found"
    );
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent folder")?
        .join("crates/kqlint-lints/src");
    let module = name.replace('-', "_");
    let path = source.join(format!("rules/{module}.rs"));
    if path.exists() {
        bail!("`{name}` exists");
    }
    fs::write(&path, template(name, &module.to_uppercase()))?;
    insert_line(
        &source.join("rules.rs"),
        "pub(crate) mod ",
        &format!("pub(crate) mod {module};"),
    )?;
    insert_line(
        &source.join("registry.rs"),
        "    r::",
        &format!("    r::{module}::{},", module.to_uppercase()),
    )?;
    println!("wrote {}", path.display());
    Ok(())
}

/// Puts a line into its place among the lines that begin with a prefix.
fn insert_line(path: &Path, prefix: &str, line: &str) -> anyhow::Result<()> {
    let text = fs::read_to_string(path)?;
    let mut lines: Vec<&str> = text.lines().collect();
    let key = |line: &str| line.replace('_', "-");
    let is_later = |other: &&str| other.starts_with(prefix) && key(other) > key(line);
    let last = lines.iter().rposition(|other| other.starts_with(prefix));
    let at = lines
        .iter()
        .position(is_later)
        .or(last.map(|last| last + 1))
        .with_context(|| format!("`{}` has no place for it", path.display()))?;
    lines.insert(at, line);
    fs::write(path, lines.join("\n") + "\n")?;
    Ok(())
}

fn template(name: &str, constant: &str) -> String {
    format!(
        r#"//! What the rule finds, by an example.

use kqlint_syntax::SyntaxNode;

use crate::{{context::Cx, rule::declare_lint}};

declare_lint! {{
    /// Finds …
    ///
    /// ## Why is this bad?
    ///
    /// The cost, or the wrong result.
    ///
    /// ## Example
    ///
    /// ```kql,bad
    /// T
    /// ```
    ///
    /// ```kql,good
    /// T
    /// ```
    pub const {constant} = {{
        name: "{name}",
        summary: "what it finds, in a few words",
        group: Suspicious,
        level: Hint,
        since: "0.1.0",
        preview: true,
        kinds: [FilterOperator],
        check: check,
    }}
}}

fn check(cx: &mut Cx<'_, '_>, node: SyntaxNode<'_>) {{
    if node.has_error() {{
        return;
    }}
    cx.report(node, "what is wrong here").help("what to do");
}}
"#
    )
}
