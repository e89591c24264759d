//! Holds the workspace to its own rules: layers, docs of modules, leftovers.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files below a folder with one of the extensions, build results and packages left out.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
        {
            let name = entry
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if entry.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | ".git" | "dist") {
                    pending.push(entry);
                }
            } else if extensions.iter().any(|extension| name.ends_with(extension)) {
                out.push(entry);
            }
        }
    }
    out.sort();
    out
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of the table of layers in the architecture page.
fn layers() -> BTreeMap<String, u32> {
    read(&root().join("ARCHITECTURE.md"))
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.split(" | ");
            let layer = cells.next()?.parse().ok()?;
            Some((cells.next()?.trim_matches('`').to_owned(), layer))
        })
        .collect()
}

#[test]
fn crates_use_lower_layers_only() {
    let layers = layers();
    assert_eq!(layers.len(), 11, "{layers:?}");
    for (name, layer) in &layers {
        let manifest: toml::Table = read(&root().join("crates").join(name).join("Cargo.toml"))
            .parse()
            .expect("TOML");
        let dependencies = manifest
            .get("dependencies")
            .and_then(|table| table.as_table())
            .expect("dependencies");
        for used in dependencies
            .keys()
            .filter(|used| used.starts_with("kqlint"))
        {
            let below = layers
                .get(used)
                .unwrap_or_else(|| panic!("{name} uses {used}, which has no layer"));
            assert!(
                below < layer,
                "{name} (layer {layer}) uses {used} (layer {below})"
            );
        }
    }
}

#[test]
fn only_the_server_names_lsp_types() {
    for (name, layer) in layers() {
        let manifest = read(&root().join("crates").join(&name).join("Cargo.toml"));
        assert!(
            name == "kqlint-server" || !manifest.contains("lsp"),
            "{name} depends on LSP"
        );
        let serialises = manifest.contains("serde");
        assert!(layer >= 4 || !serialises, "{name} depends on serde");
    }
}

#[test]
fn every_module_says_why_it_exists() {
    for folder in ["crates", "xtask", "tests", "benches"] {
        for path in files(&root().join(folder), &[".rs"]) {
            let text = read(&path);
            assert!(text.starts_with("//!"), "{} has no `//!`", path.display());
        }
    }
}

#[test]
fn nothing_is_left_over() {
    let marks = [
        concat!("#[ig", "nore"),
        concat!("db", "g!("),
        concat!("to", "do!("),
        concat!("TO", "DO"),
        concat!("unimpl", "emented!("),
    ];
    for folder in ["crates", "xtask", "tests", "benches"] {
        for path in files(&root().join(folder), &[".rs"]) {
            let text = read(&path);
            for mark in marks {
                assert!(!text.contains(mark), "{} has {mark}", path.display());
            }
        }
    }
}

#[test]
fn no_path_of_a_machine() {
    let marks = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("arti", "factory"),
    ];
    for path in files(
        &root(),
        &[".rs", ".toml", ".md", ".json", ".sh", ".yml", ".mjs", ".ts"],
    ) {
        let text = read(&path);
        for mark in marks {
            assert!(!text.contains(mark), "{} has {mark}", path.display());
        }
    }
}

#[test]
fn every_rule_has_a_page() {
    for rule in kqlint_lints::rules() {
        let page = root().join("docs/rules").join(format!("{}.md", rule.name));
        assert!(
            page.exists(),
            "{} has no page: run `cargo xtask codegen`",
            rule.name
        );
        let file = root()
            .join("crates/kqlint-lints/src/rules")
            .join(format!("{}.rs", rule.name.replace('-', "_")));
        assert!(file.exists(), "{} is not in a file of its name", rule.name);
    }
}
