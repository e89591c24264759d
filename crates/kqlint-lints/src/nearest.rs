//! "Did you mean": the one candidate that is clearly nearest.

use std::cell::LazyCell;

use kqlint_catalog::Letters;
use rapidfuzz::distance::osa::BatchComparator;

/// The candidate that a misspelt name most likely stands for; `None` unless one is clearly nearest.
///
/// Candidates that differ only in case always count. Otherwise the name must be at least three characters long, and differ in at most a third of them.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    within(name, name.chars().count() / 3, candidates)
}

/// The candidate that a name is a slip of, where the name may as well be someone's own: one edit away, or two in a long name, and with the same first letter.
///
/// `candidates` yields those that may be within a number of edits.
pub(crate) fn slip_of<'c, C: Iterator<Item = &'c str>>(
    name: &str,
    candidates: impl FnOnce(usize) -> C,
) -> Option<&'c str> {
    const LONG: usize = 12;
    let most = match name.chars().count() {
        ..LONG => 1,
        LONG.. => 2,
    };
    let first = folded(name).next();
    let alike = candidates(most).filter(|candidate| folded(candidate).next() == first);
    within(name, most, alike)
}

/// The one candidate with the fewest edits, of which there are at most `most`. Swapped neighbours are one edit.
fn within<'c>(
    name: &str,
    mut most: usize,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let letters = Letters::of(name);
    // Mostly no candidate is worth it.
    let comparator = LazyCell::new(|| {
        let folded: Vec<char> = folded(name).collect();
        BatchComparator::new(folded.iter().copied())
    });
    let mut best: Option<&str> = None;
    let mut tied = false;
    for candidate in candidates {
        if !letters.may_be_within(most, Letters::of(candidate)) {
            continue;
        }
        let distance = comparator.distance(self::folded(candidate));
        match best {
            _ if distance > most => {}
            Some(found) if distance == most => tied = tied || found != candidate,
            _ => (best, tied) = (Some(candidate), false),
        }
        // From now on only those count that are as near.
        most = most.min(distance);
    }
    best.filter(|_| !tied)
}

/// The characters of a name in lower case.
fn folded(name: &str) -> impl DoubleEndedIterator<Item = char> + Clone {
    name.chars().map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{nearest, slip_of};

    const COLUMNS: [&str; 4] = ["ClusterName", "ClusterId", "VmSize", "TargetNodeCount"];

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(nearest(name, COLUMNS.into_iter()), expected);
    }

    #[test]
    fn one_letter_off() {
        check("ClusterNam", Some("ClusterName"));
        check("VmSzie", Some("VmSize"));
    }

    #[test]
    fn a_name_of_ones_own_is_no_slip() {
        let tables = ["SecurityEvent", "AmlComputeClusterEvent", "Syslog"];
        assert_eq!(slip_of("Sysmon", |_| tables.into_iter()), None);
        assert_eq!(
            slip_of("SecurityEvnt", |_| tables.into_iter()),
            Some("SecurityEvent")
        );
    }

    #[test]
    fn only_case_differs() {
        check("vmsize", Some("VmSize"));
    }

    #[test]
    fn nothing_is_near() {
        check("Duration", None);
        check("x", None);
    }

    #[test]
    fn two_are_equally_near() {
        assert_eq!(nearest("Count3", ["Count1", "Count2"].into_iter()), None);
    }
}
