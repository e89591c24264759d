//! Measures literals and names, by the rules of Kusto's own lexer.

use crate::token::TokenKind;

/// Bytes of `01234567-89ab-cdef-0123-456789abcdef`.
pub(super) const RAW_GUID_LENGTH: usize = 36;

const TIME_SPAN_SUFFIXES: &[&str] = &[
    "m",
    "min",
    "minute",
    "minutes",
    "s",
    "sec",
    "second",
    "seconds",
    "d",
    "day",
    "days",
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "ms",
    "milli",
    "millis",
    "millisec",
    "millisecond",
    "milliseconds",
    "micro",
    "micros",
    "microsec",
    "microsecond",
    "microseconds",
    "nano",
    "nanos",
    "nanosec",
    "nanosecond",
    "nanoseconds",
    "tick",
    "ticks",
];

/// A string as it was measured.
pub(super) struct MeasuredString {
    /// One past the last byte.
    pub(super) end: usize,
    pub(super) closed: bool,
    /// Where a `\` stands that starts no escape.
    pub(super) bad_escape: Option<usize>,
}

/// White space, as Kusto's own lexer sees it.
pub(super) fn is_white_space(c: char) -> bool {
    matches!(
        c,
        '\t' | ' ' | '\r' | '\n' | '\u{c}' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'
            ..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// Bytes of the ASCII white space that stands at `start`.
pub(super) fn blank_length(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c');
    rest.iter()
        .position(|byte| !is_blank(byte))
        .unwrap_or(rest.len())
}

/// Whether an ASCII byte may stand inside a name.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_name_char(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// One past the last byte of the name that starts at `start`.
pub(super) fn name_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let dollar = usize::from(rest.starts_with('$'));
    let rest = rest.get(dollar..).unwrap_or_default();
    start + dollar + rest.find(|c| !is_name_char(c)).unwrap_or(rest.len())
}

/// The literal that `word(…)` is.
pub(super) fn kind_of_call(word: &str) -> Option<TokenKind> {
    Some(match word {
        "long" | "int64" => TokenKind::LongLiteral,
        "int" | "int32" => TokenKind::IntLiteral,
        "real" | "double" => TokenKind::RealLiteral,
        "decimal" => TokenKind::DecimalLiteral,
        "bool" => TokenKind::BoolLiteral,
        "datetime" | "date" => TokenKind::DateTimeLiteral,
        "time" | "timespan" => TokenKind::TimeSpanLiteral,
        "guid" => TokenKind::GuidLiteral,
        _ => return None,
    })
}

/// Whether a guid without `guid(…)` starts at `start`.
pub(super) fn is_raw_guid(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(guid) = bytes.get(start..start + RAW_GUID_LENGTH) else {
        return false;
    };
    let shape = guid.iter().enumerate().all(|(index, byte)| match index {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    });
    shape
        && !bytes
            .get(start + RAW_GUID_LENGTH)
            .is_some_and(|&byte| is_name_byte(byte))
}

/// Measures what starts with a digit: a number, a time span, a guid or a name.
pub(super) fn number(text: &str, start: usize) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    if bytes.get(start + 8) == Some(&b'-') && is_raw_guid(text, start) {
        return (TokenKind::RawGuidLiteral, start + RAW_GUID_LENGTH);
    }
    let digits = digits_end(bytes, start);
    if let Some(end) = real_end(bytes, digits).filter(|&end| !goes_on(text, end)) {
        return (TokenKind::RealLiteral, end);
    }
    if let Some(end) = time_span_end(text, digits) {
        return (TokenKind::TimeSpanLiteral, end);
    }
    if let Some(end) = hex_end(bytes, start).filter(|&end| !goes_on(text, end)) {
        return (TokenKind::LongLiteral, end);
    }
    if goes_on(text, digits) {
        return (TokenKind::Identifier, name_end(text, start));
    }
    (TokenKind::LongLiteral, digits)
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start
        + rest
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(rest.len())
}

fn goes_on(text: &str, end: usize) -> bool {
    text.get(end..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(is_name_char)
}

/// The end of a real number whose whole part ends at `digits`.
fn real_end(bytes: &[u8], digits: usize) -> Option<usize> {
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    if at(digits) == b'.' && (at(digits + 1) != b'.' || at(digits + 2) == b'.') {
        let fraction = digits_end(bytes, digits + 1);
        return Some(exponent_end(bytes, fraction).unwrap_or(fraction));
    }
    exponent_end(bytes, digits)
}

fn exponent_end(bytes: &[u8], start: usize) -> Option<usize> {
    if !matches!(bytes.get(start), Some(b'e' | b'E')) {
        return None;
    }
    let sign = usize::from(matches!(bytes.get(start + 1), Some(b'+' | b'-')));
    let end = digits_end(bytes, start + 1 + sign);
    (end > start + 1 + sign).then_some(end)
}

fn time_span_end(text: &str, digits: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut suffix = digits;
    if bytes.get(digits) == Some(&b'.') {
        let fraction = digits_end(bytes, digits + 1);
        if fraction > digits + 1 {
            suffix = fraction;
        }
    }
    let end = name_end(text, suffix);
    TIME_SPAN_SUFFIXES
        .contains(&text.get(suffix..end)?)
        .then_some(end)
}

fn hex_end(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes.get(start) != Some(&b'0') || !matches!(bytes.get(start + 1), Some(b'x' | b'X')) {
        return None;
    }
    let rest = bytes.get(start + 2..)?;
    let length = rest
        .iter()
        .position(|byte| !byte.is_ascii_hexdigit())
        .unwrap_or(rest.len());
    (length > 0).then_some(start + 2 + length)
}

/// Whether a quote stands at `at`.
pub(super) fn starts_string(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(b'"' | b'\'') => true,
        Some(b'`' | b'~') => multi_line_quote(text, at).is_some(),
        _ => false,
    }
}

fn multi_line_quote(text: &str, at: usize) -> Option<&'static str> {
    let rest = text.get(at..)?;
    ["```", "~~~"]
        .into_iter()
        .find(|quote| rest.starts_with(quote))
}

/// Measures the string whose quote stands at `quote`; `None` when there is none.
pub(super) fn string(text: &str, quote: usize, verbatim: bool) -> Option<MeasuredString> {
    if let Some(fence) = multi_line_quote(text, quote) {
        let content = quote + fence.len();
        let length = text.get(content..).and_then(|rest| rest.find(fence));
        let end = length.map_or(text.len(), |length| content + length + fence.len());
        return Some(MeasuredString {
            end,
            closed: length.is_some(),
            bad_escape: None,
        });
    }
    let bytes = text.as_bytes();
    let mark = *bytes.get(quote)?;
    if mark != b'"' && mark != b'\'' {
        return None;
    }
    let mut at = quote + 1;
    let mut bad_escape = None;
    loop {
        match bytes.get(at) {
            None | Some(b'\r' | b'\n') => {
                return Some(MeasuredString {
                    end: at,
                    closed: false,
                    bad_escape,
                });
            }
            Some(&byte) if byte == mark && verbatim && bytes.get(at + 1) == Some(&mark) => at += 2,
            Some(&byte) if byte == mark => {
                return Some(MeasuredString {
                    end: at + 1,
                    closed: true,
                    bad_escape,
                });
            }
            Some(b'\\') if !verbatim => {
                let length = escape_length(bytes, at);
                if length == 0 && bad_escape.is_none() {
                    bad_escape = Some(at);
                }
                at += length.max(1);
            }
            Some(_) => at += 1,
        }
    }
}

/// Bytes of the escape that starts at `at`; 0 when it is none.
fn escape_length(bytes: &[u8], at: usize) -> usize {
    let hex = |count: usize| {
        let digits = bytes.get(at + 2..at + 2 + count);
        if digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            count + 2
        } else {
            0
        }
    };
    match bytes.get(at + 1) {
        Some(b'\\' | b'\'' | b'"' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v') => 2,
        Some(b'u') => hex(4),
        Some(b'U') => hex(8),
        Some(b'x') => hex(2),
        Some(b'0'..=b'7') => octal_length(bytes, at),
        _ => 0,
    }
}

fn octal_length(bytes: &[u8], at: usize) -> usize {
    let octal = |index: usize| matches!(bytes.get(at + index), Some(b'0'..=b'7'));
    let small = matches!(bytes.get(at + 1), Some(b'0'..=b'3'));
    match (octal(2), octal(3) && small) {
        (true, true) => 4,
        (true, false) => 3,
        _ => 2,
    }
}
