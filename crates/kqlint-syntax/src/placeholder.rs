//! What hosts put into queries: the styles of placeholders and how long one is.

/// A placeholder is at most this long, so that a text full of opening brackets still takes linear time.
const MAX_LENGTH: usize = 2048;

/// Which placeholder styles are on; none for plain query files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlaceholderStyles {
    bits: u8,
}

impl PlaceholderStyles {
    /// No placeholders: what stands in the text is KQL.
    pub const NONE: Self = Self { bits: 0 };
    /// Workbooks: `{Name}`, `{Name:format}`.
    pub const BRACES: Self = Self { bits: 1 };
    /// Sentinel and other templates: `{{Name}}`.
    pub const DOUBLE_BRACES: Self = Self { bits: 2 };
    /// Terraform, Bicep and shells: `${expression}`.
    pub const DOLLAR_BRACES: Self = Self { bits: 4 };
    /// Grafana: `$__macro(…)`, `$name`.
    pub const DOLLAR_NAMES: Self = Self { bits: 8 };
    /// ARM templates: `[parameters('x')]`, `[variables('x')]`, `[concat(…)]`.
    pub const BRACKETS: Self = Self { bits: 16 };
    /// Documentation: `<your workspace>`.
    pub const ANGLES: Self = Self { bits: 32 };
    /// Every style.
    pub const ALL: Self = Self { bits: 63 };

    /// Both sets of styles.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            bits: self.bits | other.bits,
        }
    }

    /// Whether no style is on.
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    const fn has(self, style: Self) -> bool {
        self.bits & style.bits != 0
    }

    /// Bytes of the placeholder that starts at byte `start` of `text`.
    pub(crate) fn measure(self, text: &str, start: usize) -> Option<usize> {
        let rest = text.get(start..)?;
        let first = *rest.as_bytes().first()?;
        if !matches!(first, b'{' | b'$' | b'[' | b'<') {
            return None;
        }
        let end = rest.floor_char_boundary(MAX_LENGTH);
        let rest = rest.get(..end)?;
        match first {
            b'{' => self.braces(rest),
            b'$' => self.dollar(rest),
            b'[' if self.has(Self::BRACKETS) => arm_expression(rest),
            b'<' if self.has(Self::ANGLES) => angles(rest),
            _ => None,
        }
    }

    /// Whether a text begins with words in angles: `<your workspace>`.
    pub(crate) fn begins_with_angles(text: &str) -> bool {
        Self::ANGLES.measure(text, 0).is_some()
    }

    /// Whether a placeholder stands anywhere in a text.
    pub(crate) fn occur_in(self, text: &str) -> bool {
        !self.is_empty() && (0..text.len()).any(|start| self.measure(text, start).is_some())
    }

    /// Bytes of the name or number that goes on right behind a placeholder: `d` of `{Days}d`.
    pub(crate) fn joined(self, text: &str, end: usize) -> usize {
        let rest = text.as_bytes().get(end..).unwrap_or_default();
        rest.iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count()
    }

    fn braces(self, rest: &str) -> Option<usize> {
        if rest.starts_with("{{") {
            if !self.has(Self::DOUBLE_BRACES) {
                return None;
            }
            return Some(rest.find("}}")? + 2).filter(|&length| is_one_line(rest, length));
        }
        if !self.has(Self::BRACES) {
            return None;
        }
        let length = rest.find('}')? + 1;
        let name = rest.get(1..length - 1)?;
        let starts_name = name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_plain = !name.contains(['{', '|', '\n', ';']) && name.trim_end() == name;
        (starts_name && is_plain).then_some(length)
    }

    fn dollar(self, rest: &str) -> Option<usize> {
        if rest.starts_with("${") {
            if !self.has(Self::DOLLAR_BRACES) {
                return None;
            }
            return balanced(rest, 1, b'{', b'}').map(|length| length + 1);
        }
        if !self.has(Self::DOLLAR_NAMES) {
            return None;
        }
        let name: usize = rest
            .bytes()
            .skip(1)
            .take_while(|&byte| byte == b'_' || byte.is_ascii_alphanumeric())
            .count();
        let call = rest
            .starts_with("$__")
            .then(|| balanced(rest, 1 + name, b'(', b')'))
            .flatten();
        let reserved = matches!(rest.get(1..=name), Some("left" | "right"));
        (name > 0 && !reserved).then(|| 1 + name + call.unwrap_or(0))
    }
}

/// `[parameters('x')]` and its like.
fn arm_expression(rest: &str) -> Option<usize> {
    let name = rest
        .get(1..)?
        .trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let length = balanced(rest, 0, b'[', b']')?;
    let inner = rest.get(1..length - 1)?;
    (name.starts_with('(') && inner.ends_with([')', ']']) && !inner.contains('|')).then_some(length)
}

/// `<your workspace>`, which begins and ends with a letter and has no operator in it.
fn angles(rest: &str) -> Option<usize> {
    let length = rest.find('>')? + 1;
    let inner = rest.get(1..length - 1)?;
    let is_text = |c: char| c.is_alphanumeric() || " _-.,'/".contains(c);
    let starts = inner.starts_with(|c: char| c.is_alphabetic());
    let ends = inner.ends_with(|c: char| c.is_alphanumeric());
    (starts && ends && inner.chars().all(is_text)).then_some(length)
}

fn is_one_line(text: &str, length: usize) -> bool {
    text.get(..length).is_some_and(|text| !text.contains('\n'))
}

/// Bytes of the bracket that opens at byte `at`, up to the one that closes it.
fn balanced(text: &str, at: usize, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    for (index, byte) in text.bytes().enumerate().skip(at) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            return (byte == close).then_some(index + 1 - at);
        }
    }
    None
}
