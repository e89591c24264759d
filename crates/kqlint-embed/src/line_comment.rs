//! Comments for kqlint in hosts whose comments end with their line.

use text_size::TextSize;

use crate::fragment::{Fragment, HostComment};
use crate::line;
use crate::span::text_range;

/// What such a comment begins with.
const WORD: &str = "kqlint:";

/// So many lines are looked at between a comment and its query.
const MAX_LINES: usize = 32;

/// The comments that begin with `kqlint:`, outside of the queries; `marks` begin a
/// comment. The fragments are in the order of the text.
pub(crate) fn find(text: &str, marks: &[&str], fragments: &[Fragment]) -> Vec<HostComment> {
    let words = text.match_indices(WORD).map(|(at, _)| at);
    let comments = words.filter_map(|at| {
        let before = text.get(..at)?.trim_end_matches([' ', '\t']);
        let mark = marks.iter().find(|mark| before.ends_with(**mark))?;
        let start = before.len() - mark.len();
        let is_comment = before
            .get(..start)?
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let body = text.get(at..line::end(text, at).start)?.trim_end();
        let place = Place::new(text, fragments, start, marks);
        (is_comment && !place.is_inside()).then(|| HostComment {
            text: body.to_owned(),
            range: text_range(&(at..at + body.len())),
            whole: text_range(&(start..at + body.len())),
            query: place.query(),
        })
    });
    comments.collect()
}

/// Where a comment stands among the queries.
struct Place<'a> {
    text: &'a str,
    marks: &'a [&'a str],
    fragments: &'a [Fragment],
    /// The first byte of the comment.
    start: usize,
    /// The first query that begins behind it.
    next: usize,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, fragments: &'a [Fragment], start: usize, marks: &'a [&'a str]) -> Self {
        let begins_before = |fragment: &Fragment| starts_at(fragment) <= start;
        Self {
            text,
            marks,
            fragments,
            start,
            next: fragments.partition_point(begins_before),
        }
    }

    /// The query before the comment.
    fn last(&self) -> Option<(usize, TextSize)> {
        let index = self.next.checked_sub(1)?;
        let fragment = self.fragments.get(index)?;
        Some((index, fragment.map.host_bounds().end()))
    }

    /// Whether it stands in a query, where the query's own comments do.
    fn is_inside(&self) -> bool {
        self.last()
            .is_some_and(|(_, end)| self.start < usize::from(end))
    }

    /// The query that it speaks of: on its line, or the next thing below.
    fn query(&self) -> Option<usize> {
        if let Some((index, end)) = self.last()
            && !self.text.get(end.into()..self.start)?.contains('\n')
        {
            return Some(index);
        }
        let line_start = self
            .text
            .get(..self.start)?
            .rfind('\n')
            .map_or(0, |it| it + 1);
        let is_alone = self.text.get(line_start..self.start)?.trim().is_empty();
        let line_end = line::end(self.text, self.start).end;
        let query = starts_at(self.fragments.get(self.next)?);
        let between = self.text.get(line_end..query)?;
        // What stands before the query on its line is its key.
        let (lines, key) = between.rsplit_once('\n').unwrap_or(("", between));
        let mut keys = usize::from(!is_alone) + usize::from(!key.trim().is_empty());
        for (count, line) in lines.lines().map(str::trim).enumerate() {
            let is_comment = self.marks.iter().any(|mark| line.starts_with(mark));
            keys += usize::from(!line.is_empty() && !is_comment);
            if keys > 1 || count == MAX_LINES {
                return None;
            }
        }
        (keys <= 1).then_some(self.next)
    }
}

fn starts_at(fragment: &Fragment) -> usize {
    fragment.map.host_bounds().start().into()
}
