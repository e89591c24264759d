//! How hosts write text inside their strings.

/// One layer of escaping that a replacement needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    /// A string of JSON or a double-quoted scalar of YAML.
    DoubleQuoted,
    /// A single-quoted scalar of YAML, on one line.
    YamlSingleQuoted,
    /// A scalar of YAML without quotes, on one line.
    YamlPlain,
    /// Text as it is, but on one line: a folded scalar of YAML, a line of a
    /// notebook.
    OneLine,
    /// A string of Bicep in single quotes.
    BicepQuoted,
    /// A string of Bicep between `'''`.
    BicepBlock,
}

impl Escape {
    /// `text` as the host writes it; `None` when the host cannot hold it.
    pub(super) fn apply(self, text: &str) -> Option<String> {
        match self {
            Escape::DoubleQuoted => Some(double_quoted(text)),
            Escape::YamlSingleQuoted => is_one_line(text).then(|| text.replace('\'', "''")),
            Escape::YamlPlain => {
                let is_plain = is_one_line(text) && !text.contains(PLAIN_INDICATORS);
                is_plain.then(|| text.to_owned())
            }
            Escape::BicepQuoted => Some(bicep_quoted(text)),
            Escape::BicepBlock => {
                let closes = text.contains("'''") || text.ends_with('\'');
                (!closes).then(|| text.to_owned())
            }
            Escape::OneLine => is_one_line(text).then(|| text.to_owned()),
        }
    }
}

/// Characters that may end a plain scalar or turn it into something else.
const PLAIN_INDICATORS: &[char] = &[
    ':', '#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
];

fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r'])
}

fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out
}

fn bicep_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out
}
