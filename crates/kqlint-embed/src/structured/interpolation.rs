//! Expressions inside strings, as Bicep and Terraform write them.

/// The length of the `${…}` that `text` begins with, with the brackets and the
/// strings in it; `None` if it does not end on its line.
pub(crate) fn len(text: &str, quote: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_quoted = false;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\n' => return None,
            '\\' => {
                characters.next();
            }
            _ if character == quote => is_quoted = !is_quoted,
            '{' if !is_quoted => depth += 1,
            '}' if !is_quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the first of `marks` stands, which begin with `\\`, `$` or `%`.
pub(crate) fn find(text: &str, marks: &[&str]) -> Option<usize> {
    let begins_mark = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        marks.iter().any(|mark| rest.starts_with(mark))
    };
    text.match_indices(['\\', '$', '%'])
        .map(|(at, _)| at)
        .find(begins_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_strings_are_part_of_it() {
        assert_eq!(len("${a} b", '"'), Some(4));
        assert_eq!(len("${f({a = \"}\"})}}", '"'), Some(15));
        assert_eq!(len("${f('}')}", '\''), Some(9));
        assert_eq!(len("${a", '"'), None);
        assert_eq!(len("", '"'), None);
    }
}
