//! Writes the generated files, or says which are stale.

mod ast;
mod catalog;
mod config_schema;
mod rule_pages;
mod textmate;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};

/// One generated file: where it goes, relative to the project, and what it holds.
pub(crate) struct Generated {
    pub(crate) path: PathBuf,
    pub(crate) contents: Vec<u8>,
}

/// Writes every generated file, or with `check` fails when one differs.
pub(crate) fn run(check: bool) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask has no parent folder")?;
    let mut stale = Vec::new();
    let files = generated(root)?;
    for path in leftovers(root, &files)? {
        match check {
            true => stale.push(path),
            false => fs::remove_file(root.join(&path))?,
        }
    }
    for file in files {
        let path = root.join(&file.path);
        if fs::read(&path).ok().as_deref() == Some(&file.contents) {
            continue;
        }
        if check {
            stale.push(file.path);
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &file.contents)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        println!("wrote {}", file.path.display());
    }
    if !stale.is_empty() {
        bail!("stale, run `cargo xtask codegen`: {stale:?}");
    }
    Ok(())
}

/// Pages of rules that are gone.
fn leftovers(root: &Path, files: &[Generated]) -> anyhow::Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(root.join(rule_pages::FOLDER)) else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    for entry in entries {
        let path = Path::new(rule_pages::FOLDER).join(entry?.file_name());
        if !files.iter().any(|file| file.path == path) {
            out.push(path);
        }
    }
    Ok(out)
}

fn generated(root: &Path) -> anyhow::Result<Vec<Generated>> {
    let mut files = Vec::new();
    files.extend(ast::generate(root)?);
    let catalog = catalog::compile(root)?;
    files.push(textmate::generate(&catalog)?);
    files.extend(catalog::files_of(catalog));
    files.push(config_schema::generate()?);
    files.extend(rule_pages::generate());
    Ok(files)
}

/// Rust source as `rustfmt` lays it out.
pub(crate) fn formatted(source: &str) -> anyhow::Result<Vec<u8>> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run `rustfmt`")?;
    let mut input = rustfmt.stdin.take().context("no input")?;
    input.write_all(source.as_bytes())?;
    drop(input);
    let output = rustfmt.wait_with_output()?;
    if !output.status.success() {
        bail!("`rustfmt` failed on generated code");
    }
    Ok(output.stdout)
}
