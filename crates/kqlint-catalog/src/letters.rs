//! Which letters a name has: a cheap bound on how many edits lie between two names.
//!
//! An edit adds, removes or replaces one letter, or swaps two neighbours. So names within
//! few edits have nearly the same letters and nearly the same length.

/// The letters of a name in either case, and its length as far as four bits tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters(u32);

/// The bits of the letters: `a` to `z`, digits, anything else.
const SET: u32 = (1 << 28) - 1;
const DIGIT: u32 = 26;
const OTHER: u32 = 27;

/// Lengths are kept modulo this.
const LENGTHS: u32 = 16;

impl Letters {
    /// The letters of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let (mut set, mut length) = (0, 0u32);
        for byte in name.bytes() {
            // Of a character outside of ASCII only the first byte counts.
            if byte & 0xc0 != 0x80 {
                set |= 1 << bit(byte);
                length = length.wrapping_add(1);
            }
        }
        Self(set | ((length % LENGTHS) << 28))
    }

    /// The least number of edits that can lie between names with these letters.
    #[must_use]
    pub fn apart(self, other: Self) -> usize {
        let only = |a: Self, b: Self| (a.0 & !b.0 & SET).count_ones();
        let lengths = (self.0 >> 28).abs_diff(other.0 >> 28);
        let lengths = lengths.min(LENGTHS - lengths);
        only(self, other).max(only(other, self)).max(lengths) as usize
    }

    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

const fn bit(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => (letter - b'a') as u32,
        b'0'..=b'9' => DIGIT,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[track_caller]
    fn check(a: &str, b: &str, expected: usize) {
        let (a, b) = (Letters::of(a), Letters::of(b));
        assert_eq!(a.apart(b), expected);
        assert_eq!(b.apart(a), expected);
    }

    #[test]
    fn letters_and_lengths_bound_edits() {
        check("Heartbeat", "heartbeat", 0);
        check("Heartbeat", "Haertbeat", 0);
        check("Heartbeat", "Heartbeet", 0);
        check("Heartbeat", "Heartbead", 1);
        check("Heartbeat", "Heartbeats", 1);
        check("ab", "cd", 2);
        check("ab", "ababababab", 8);
        check("a1", "aé", 1);
    }

    #[test]
    fn lengths_beyond_the_bits_are_not_told_apart() {
        check("a", &"a".repeat(17), 0);
        check("a", &"a".repeat(16), 1);
    }
}
