//! Values that rules work with and that a team may change.

use std::collections::BTreeMap;

/// A value that a rule works with.
#[derive(Debug, Clone, Copy)]
pub struct RuleOption {
    /// Its name in the table of the rule.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub docs: &'static str,
    /// What applies where nothing is said.
    pub default: DefaultValue,
}

/// What applies where nothing is said; its kind is the kind of the option.
#[derive(Debug, Clone, Copy)]
pub enum DefaultValue {
    /// A whole number from 1.
    Number(u32),
    /// Names in which `*` stands for any letters; none unless a team names some.
    Names,
}

/// What a team says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// A whole number from 1.
    Number(u32),
    /// Names in which `*` stands for any letters.
    Names(Vec<String>),
}

impl RuleOption {
    /// An option that is a number.
    pub(crate) const fn number(name: &'static str, default: u32, docs: &'static str) -> Self {
        Self {
            name,
            docs,
            default: DefaultValue::Number(default),
        }
    }

    /// An option that is a list of names.
    pub(crate) const fn names(name: &'static str, docs: &'static str) -> Self {
        Self {
            name,
            docs,
            default: DefaultValue::Names,
        }
    }
}

/// The options that a team sets, by rule and option.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Options {
    values: BTreeMap<(&'static str, &'static str), OptionValue>,
}

impl Options {
    pub(crate) fn set(&mut self, rule: &'static str, option: &'static str, value: OptionValue) {
        self.values.insert((rule, option), value);
    }

    /// The number of an option.
    pub(crate) fn number(&self, rule: &'static str, option: &RuleOption) -> u32 {
        match (self.values.get(&(rule, option.name)), option.default) {
            (Some(OptionValue::Number(value)), _) => *value,
            (_, DefaultValue::Number(value)) => value,
            (_, DefaultValue::Names) => 0,
        }
    }

    /// Whether an option names something.
    pub(crate) fn names(&self, rule: &'static str, option: &RuleOption, name: &str) -> bool {
        match self.values.get(&(rule, option.name)) {
            Some(OptionValue::Names(patterns)) => patterns.iter().any(|it| fits(it, name)),
            _ => false,
        }
    }
}

/// Whether a name fits a pattern in which `*` stands for any letters, in either case.
///
/// `Contoso_*` fits `contoso_events`.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(inner) = name.strip_prefix(start).and_then(|it| it.strip_suffix(end)) else {
        return false;
    };
    // The leftmost place for each part leaves the most for those after it.
    let mut inner = inner;
    for part in middle.split('*') {
        let Some(at) = inner.find(part) else {
            return false;
        };
        inner = inner.get(at + part.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, name) in [
            ("Events", "events"),
            ("Contoso_*", "Contoso_A"),
            ("*", ""),
            ("*_CL", "Orders_CL"),
            ("a*b*c", "a-b-b-c"),
            ("*.blob.*", "x.blob.example.org"),
            ("a**b", "ab"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("Events", "Event"),
            ("ab*ba", "aba"),
            ("a*b*c", "a-c-b"),
            ("*_CL", "_CL2"),
        ] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
