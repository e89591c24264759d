//! Node kinds and typed views, from `kql.ungram`.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anyhow::{Context, bail};
use ungrammar::{Grammar, Node, Rule};

use super::{Generated, formatted};

const HEADER: &str = "//! Generated from `kql.ungram` by `cargo xtask codegen`.\n\n";

/// Writes `node_kind.rs` and `ast/generated.rs`.
pub(crate) fn generate(root: &Path) -> anyhow::Result<Vec<Generated>> {
    let crate_path = Path::new("crates/kqlint-syntax");
    let source = fs::read_to_string(root.join(crate_path).join("kql.ungram"))
        .context("cannot read kql.ungram")?;
    let grammar: Grammar = source.parse().context("kql.ungram")?;
    let comments = comments(&source);
    let shapes = shapes(&grammar)?;
    Ok(vec![
        Generated {
            path: crate_path.join("src/node_kind.rs"),
            contents: formatted(&node_kinds(&shapes, &comments))?,
        },
        Generated {
            path: crate_path.join("src/ast/generated.rs"),
            contents: formatted(&views(&shapes, &comments)?)?,
        },
    ])
}

/// The comment lines directly above each rule.
fn comments(source: &str) -> BTreeMap<String, String> {
    let mut comments = BTreeMap::new();
    let mut pending: Vec<&str> = Vec::new();
    for line in source.lines() {
        if let Some(comment) = line.strip_prefix("// ") {
            pending.push(comment);
            continue;
        }
        if let Some((name, _)) = line.split_once(" =")
            && !pending.is_empty()
            && name.chars().all(char::is_alphanumeric)
        {
            comments.insert(name.to_owned(), pending.join(" "));
        }
        pending.clear();
    }
    comments
}

/// What a rule describes.
enum Shape {
    /// One of several nodes.
    Choice(Vec<String>),
    /// A node with these parts.
    Parts(Vec<Part>),
}

/// A child that is read through an accessor.
struct Part {
    accessor: String,
    ty: String,
    many: bool,
}

fn shapes(grammar: &Grammar) -> anyhow::Result<Vec<(String, Shape)>> {
    grammar
        .iter()
        .map(|node: Node| {
            let data = &grammar[node];
            let shape = match &data.rule {
                Rule::Alt(rules) => Shape::Choice(
                    rules
                        .iter()
                        .map(|rule| match rule {
                            Rule::Node(node) => Ok(grammar[*node].name.clone()),
                            _ => bail!("`{}`: alternatives are nodes", data.name),
                        })
                        .collect::<anyhow::Result<_>>()?,
                ),
                rule => {
                    let mut parts = Vec::new();
                    collect(grammar, rule, None, &mut parts)?;
                    Shape::Parts(parts)
                }
            };
            Ok((data.name.clone(), shape))
        })
        .collect()
}

fn collect(
    grammar: &Grammar,
    rule: &Rule,
    label: Option<&str>,
    out: &mut Vec<Part>,
) -> anyhow::Result<()> {
    match rule {
        Rule::Token(_) => {}
        Rule::Node(node) => {
            let ty = grammar[*node].name.clone();
            out.push(Part {
                accessor: label.map_or_else(|| snake(&ty), str::to_owned),
                ty,
                many: false,
            });
        }
        Rule::Rep(inner) => {
            let Rule::Node(node) = &**inner else {
                bail!("only nodes repeat")
            };
            let ty = grammar[*node].name.clone();
            out.push(Part {
                accessor: label.map_or_else(|| plural(&snake(&ty)), str::to_owned),
                ty,
                many: true,
            });
        }
        Rule::Labeled { label, rule } => collect(grammar, rule, Some(label), out)?,
        Rule::Seq(rules) => {
            for rule in rules {
                collect(grammar, rule, None, out)?;
            }
        }
        Rule::Opt(_) | Rule::Alt(_) => bail!("write what may be absent as if it were there"),
    }
    Ok(())
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn plural(name: &str) -> String {
    match name.strip_suffix("ch") {
        Some(_) => format!("{name}es"),
        None => format!("{name}s"),
    }
}

fn doc(comments: &BTreeMap<String, String>, name: &str) -> String {
    match comments.get(name) {
        Some(comment) => format!("/// {comment}\n"),
        None => format!("/// `{name}`\n"),
    }
}

fn node_kinds(shapes: &[(String, Shape)], comments: &BTreeMap<String, String>) -> String {
    let mut out = format!(
        "{HEADER}/// What a node is.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u8)]\npub enum NodeKind {{\n"
    );
    let mut names: Vec<&str> = Vec::new();
    for (name, shape) in shapes {
        if matches!(shape, Shape::Parts(_)) {
            let _ = writeln!(out, "{}{name},", doc(comments, name));
            names.push(name);
        }
    }
    let _ = write!(
        out,
        "}}\n\nimpl NodeKind {{\n/// How many kinds there are.\npub const COUNT: usize = {};\n}}\n",
        names.len()
    );
    out
}

fn views(
    shapes: &[(String, Shape)],
    comments: &BTreeMap<String, String>,
) -> anyhow::Result<String> {
    let by_name: BTreeMap<&str, &Shape> = shapes
        .iter()
        .map(|(name, shape)| (name.as_str(), shape))
        .collect();
    let mut out = format!(
        "{HEADER}use super::AstNode;\nuse crate::{{node_kind::NodeKind, tree::SyntaxNode}};\n\n"
    );
    for (name, shape) in shapes {
        out.push_str(&doc(comments, name));
        match shape {
            Shape::Choice(variants) => choice_view(&mut out, name, variants, &by_name),
            Shape::Parts(parts) => parts_view(&mut out, name, parts, &by_name),
        }
    }
    Ok(out)
}

/// All kinds that a view covers.
fn kinds<'a>(name: &'a str, by_name: &BTreeMap<&str, &'a Shape>) -> Vec<&'a str> {
    match by_name.get(name) {
        Some(Shape::Choice(variants)) => variants
            .iter()
            .flat_map(|variant| kinds(variant, by_name))
            .collect(),
        _ => vec![name],
    }
}

fn choice_view(
    out: &mut String,
    name: &str,
    variants: &[String],
    by_name: &BTreeMap<&str, &Shape>,
) {
    let _ = writeln!(
        out,
        "#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum {name}<'t> {{"
    );
    for variant in variants {
        let _ = writeln!(out, "/// See [`{variant}`].\n{variant}({variant}<'t>),");
    }
    let all: Vec<String> = kinds(name, by_name)
        .iter()
        .map(|kind| format!("NodeKind::{kind}"))
        .collect();
    let _ = writeln!(
        out,
        "}}\nimpl<'t> AstNode<'t> for {name}<'t> {{\nfn can_cast(kind: NodeKind) -> bool {{ matches!(kind, {}) }}\nfn cast(node: SyntaxNode<'t>) -> Option<Self> {{\nmatch node.kind() {{",
        all.join(" | ")
    );
    for variant in variants {
        let kinds: Vec<String> = kinds(variant, by_name)
            .iter()
            .map(|kind| format!("NodeKind::{kind}"))
            .collect();
        let _ = writeln!(
            out,
            "{} => {variant}::cast(node).map(Self::{variant}),",
            kinds.join(" | ")
        );
    }
    out.push_str("_ => None,\n}\n}\nfn syntax(self) -> SyntaxNode<'t> {\nmatch self {\n");
    for variant in variants {
        let _ = writeln!(out, "Self::{variant}(node) => node.syntax(),");
    }
    out.push_str("}\n}\n}\n\n");
}

fn parts_view(out: &mut String, name: &str, parts: &[Part], by_name: &BTreeMap<&str, &Shape>) {
    let _ = writeln!(
        out,
        "#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub struct {name}<'t>(SyntaxNode<'t>);\nimpl<'t> AstNode<'t> for {name}<'t> {{\nfn can_cast(kind: NodeKind) -> bool {{ kind == NodeKind::{name} }}\nfn cast(node: SyntaxNode<'t>) -> Option<Self> {{ Self::can_cast(node.kind()).then_some(Self(node)) }}\nfn syntax(self) -> SyntaxNode<'t> {{ self.0 }}\n}}"
    );
    if parts.is_empty() {
        out.push('\n');
        return;
    }
    let _ = writeln!(out, "impl<'t> {name}<'t> {{");
    for (index, part) in parts.iter().enumerate() {
        let Part { accessor, ty, many } = part;
        let own = kinds(ty, by_name);
        // Children before it that this accessor could take for its own.
        let before: Vec<&Part> = parts[..index]
            .iter()
            .filter(|other| {
                !other.many
                    && kinds(&other.ty, by_name)
                        .iter()
                        .any(|kind| own.contains(kind))
            })
            .collect();
        let container = before
            .iter()
            .map(|other| &other.ty)
            .max_by_key(|ty| kinds(ty, by_name).len())
            .unwrap_or(ty);
        let skip = match before.len() {
            0 => String::new(),
            count => format!(".filter(|node| {container}::can_cast(node.kind())).skip({count})"),
        };
        let _ = if *many {
            writeln!(
                out,
                "/// Its `{accessor}`, in order.\npub fn {accessor}(self) -> impl Iterator<Item = {ty}<'t>> + Clone {{ self.0.children(){skip}.filter_map({ty}::cast) }}"
            )
        } else {
            writeln!(
                out,
                "/// Its `{accessor}`.\npub fn {accessor}(self) -> Option<{ty}<'t>> {{ self.0.children(){skip}.find_map({ty}::cast) }}"
            )
        };
    }
    out.push_str("}\n\n");
}
