//! Text for a terminal, where user text must not act as commands.

use std::{fmt, io::Write as _};

use anstream::ColorChoice;

/// Whether standard output is a terminal that wants colours; `NO_COLOR` and its
/// like are respected.
pub(crate) fn wants_color() -> bool {
    !matches!(
        anstream::AutoStream::choice(&std::io::stdout()),
        ColorChoice::Never
    )
}

/// Prints why something could not be done to standard error.
pub(crate) fn report_failure(message: impl fmt::Display) {
    let message = escaped(&message.to_string());
    // There is nobody left to tell when this fails.
    let _ = writeln!(anstream::stderr(), "\x1b[1;31merror\x1b[0m: {message}");
}

/// The text on one line, with everything escaped that a terminal would not print
/// as it is.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_dangerous(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The same for a line of a file, whose tabs and line break are left alone.
pub(crate) fn escaped_line(line: &str) -> String {
    let body = line.trim_end_matches(['\r', '\n']);
    let end = line.get(body.len()..).unwrap_or_default();
    let cells: Vec<_> = body.split('\t').map(escaped).collect();
    cells.join("\t") + end
}

/// Control characters, and marks that change the direction of what follows.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_the_terminal_are_escaped() {
        assert_eq!(escaped("a\x1b[31mb\nä"), "a\\u{1b}[31mb\\u{a}ä");
        assert_eq!(escaped("\u{202e}x\u{9b}"), "\\u{202e}x\\u{9b}");
    }

    #[test]
    fn a_line_keeps_tabs_and_its_end() {
        assert_eq!(escaped_line("\ta\x07\r\n"), "\ta\\u{7}\r\n");
        assert_eq!(escaped_line("a\rb\n"), "a\\u{d}b\n");
    }
}
