//! "Did you mean": the one candidate that is clearly nearest.

/// The candidate that a misspelt name most likely stands for; `None` unless one is clearly nearest.
///
/// Candidates that differ only in case always count. Otherwise the name must be at least three characters long, and differ in at most a third of them.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = name.chars().count();
    let limit = length / 3;
    let lower = name.to_lowercase();
    let letters = letters(&lower);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) > limit.max(1)
            && !candidate.eq_ignore_ascii_case(name)
        {
            continue;
        }
        let distance = match candidate.eq_ignore_ascii_case(name) {
            true => 0,
            false if length < 3 => continue,
            // An edit changes at most one letter into another.
            false if apart(letters, self::letters(candidate)) > limit.max(1) => continue,
            false => distance(&lower, &candidate.to_lowercase()),
        };
        if distance > limit.max(usize::from(length >= 3)) {
            continue;
        }
        match best {
            Some((least, found)) if least == distance => tied = tied || found != candidate,
            Some((least, _)) if least < distance => {}
            _ => (best, tied) = (Some((distance, candidate)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, candidate)| candidate)
}

/// The candidate that a name is a slip of, where the name may as well be someone's own: one edit away, or two in a long name.
pub(crate) fn slip_of<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    const LONG: usize = 12;
    let meant = nearest(name, candidates)?;
    let edits = distance(&name.to_lowercase(), &meant.to_lowercase());
    let most = if name.chars().count() < LONG { 1 } else { 2 };
    (edits <= most).then_some(meant)
}

/// Which letters a name has, in either case.
fn letters(name: &str) -> u64 {
    name.bytes()
        .filter(u8::is_ascii)
        .map(|byte| byte.to_ascii_lowercase())
        .fold(0, |letters, byte| letters | 1 << (byte % 64))
}

/// How many letters at least must be edited, given which there are.
fn apart(left: u64, right: u64) -> usize {
    let only = |letters: u64| letters.count_ones() as usize;
    only(left & !right).max(only(right & !left))
}

/// Edits, where swapped neighbours are one.
fn distance(left: &str, right: &str) -> usize {
    strsim::osa_distance(left, right)
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
        assert_eq!(slip_of("Sysmon", tables.into_iter()), None);
        assert_eq!(
            slip_of("SecurityEvnt", tables.into_iter()),
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
