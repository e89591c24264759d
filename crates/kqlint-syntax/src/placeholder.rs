//! What hosts put into queries: the styles of placeholders and how long one is.

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
    /// Every style.
    pub(crate) const ALL: Self = Self { bits: u8::MAX };

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
        if self.has(Self::DOUBLE_BRACES) && rest.starts_with("{{") {
            return Some(rest.find("}}")? + 2).filter(|&length| is_one_line(rest, length));
        }
        if self.has(Self::DOLLAR_BRACES) && rest.starts_with("${") {
            return balanced(rest, 1, b'{', b'}').map(|length| length + 1);
        }
        if self.has(Self::BRACES) && rest.starts_with('{') {
            let length = rest.find('}')? + 1;
            let name = rest.get(1..length - 1)?;
            let starts_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
            return Some(length).filter(|_| {
                starts_name && is_one_line(rest, length) && !name.contains(['{', '|'])
            });
        }
        if self.has(Self::DOLLAR_NAMES) && rest.starts_with('$') {
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
            return (name > 0 && !reserved).then(|| 1 + name + call.unwrap_or(0));
        }
        None
    }
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
