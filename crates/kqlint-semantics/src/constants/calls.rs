//! Calls that are constants: `ago(1d)`, `now()`, `todatetime("2024-05-01")`.

use super::{
    arithmetic::{compute, negate},
    literal::{date_of, span_of},
};
use crate::{
    binder::{Binder, Value},
    constant::ConstantData as C,
    types::operators::Arithmetic,
};

impl Binder<'_, '_> {
    /// The value of a call of a built-in function, where it can be computed.
    pub(crate) fn fold_call(&mut self, function: &str, arguments: &[Value]) -> Option<C> {
        let argument = |at: usize| arguments.get(at)?.constant;
        match (function, arguments.len()) {
            ("now", 0) => Some(C::RelativeTime(0)),
            ("now", 1) => relative(argument(0)?),
            ("ago", 1) => relative(negate(argument(0)?)?),
            ("todatetime", 1) => match argument(0)? {
                C::String(text) => date_of(self.kept(text)),
                date @ (C::DateTime(_) | C::RelativeTime(_)) => Some(date),
                _ => None,
            },
            ("totimespan" | "totime", 1) => match argument(0)? {
                C::String(text) => span_of(self.kept(text)),
                span @ C::TimeSpan(_) => Some(span),
                _ => None,
            },
            ("tostring", 1) => match argument(0)? {
                text @ C::String(_) => Some(text),
                C::Long(value) => Some(C::String(self.keep(&value.to_string()))),
                _ => None,
            },
            ("tolong" | "toint", 1) => match argument(0)? {
                value @ C::Long(_) => Some(value),
                C::String(text) => self.kept(text).trim().parse().ok().map(C::Long),
                _ => None,
            },
            ("tolower" | "toupper", 1) => match argument(0)? {
                C::String(text) => {
                    let text = self.kept(text);
                    let cased = if function == "tolower" {
                        text.to_lowercase()
                    } else {
                        text.to_uppercase()
                    };
                    Some(C::String(self.keep(&cased)))
                }
                _ => None,
            },
            ("datetime_add", 3) => self.fold_date_add(argument(0)?, argument(1)?, argument(2)?),
            ("strcat", _) => self.fold_text(arguments),
            ("pack_array", _) => self.fold_list(arguments),
            ("parse_json" | "todynamic", 1) => match argument(0)? {
                list @ C::List { .. } => Some(list),
                _ => None,
            },
            _ => None,
        }
    }

    /// A list of constants.
    pub(crate) fn fold_list(&mut self, elements: &[Value]) -> Option<C> {
        let constants: Option<Vec<_>> = elements.iter().map(|it| it.constant).collect();
        Some(self.model.constants.list(&constants?))
    }

    fn fold_text(&mut self, parts: &[Value]) -> Option<C> {
        let mut text = String::new();
        for part in parts {
            match part.constant? {
                C::String(part) => text.push_str(self.kept(part)),
                C::Long(number) => text.push_str(&number.to_string()),
                _ => return None,
            }
        }
        Some(C::String(self.keep(&text)))
    }

    fn fold_date_add(&mut self, part: C, count: C, date: C) -> Option<C> {
        let (C::String(part), C::Long(_)) = (part, count) else {
            return None;
        };
        let unit = match self.kept(part).to_ascii_lowercase().as_str() {
            "week" => span_of("7d")?,
            part @ ("day" | "hour" | "minute" | "second" | "millisecond") => {
                span_of(&format!("1{part}"))?
            }
            _ => return None,
        };
        let span = compute(Arithmetic::Multiply, unit, count)?;
        compute(Arithmetic::Add, date, span)
    }
}

fn relative(span: C) -> Option<C> {
    match span {
        C::TimeSpan(ticks) => Some(C::RelativeTime(ticks)),
        _ => None,
    }
}
